"""A round over several sittings: every theme once, people asked on, and only what was asked is scored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from climate_desktop.core.errors import (
    EverythingIsAsked,
    NotAskedYet,
    RoundIsClosed,
    SittingHasBegun,
    SittingsMissTheme,
    WindowIsOver,
)
from climate_desktop.core.study import GroupKind, Participant, Progress, Round
from climate_desktop.services import printing
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import MadeUpWorld, answer_all
from climate_desktop.services.sittings import Plan
from climate_desktop.services.study import Study
from climate_desktop.services.sums import from_text


@pytest.fixture
def round_(study: Study) -> Round:
    """An open round of a new team that is spread over three sittings of four themes each: one domain a sitting."""
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    made = study.workshops.start_round(group.id, held_on=date(2026, 5, 4), place="Hebble Hall", facilitator="AJ")
    study.sittings.spread(made.id, study.sittings.suggest(made.id, 3))
    return made


def come(study: Study, round_: Round, voice: str = "care_worker") -> str:
    """Somebody new who agrees and chooses a voice."""
    person = study.workshops.add_participant(round_.id)
    answering = study.answering(person.id)
    answering.consent(AGREED)
    answering.choose_voice(voice)
    return person.id


def answer(study: Study, person_id: str, given: int = 4) -> int:
    """How many statements this person was asked; each gets the same answer, and the sheet is finished."""
    answering = study.answering(person_id)
    answer_all(answering, lambda _: given)
    answering.finish()
    return len(answering.items)


def person_of(study: Study, round_: Round, person_id: str) -> Participant:
    return next(p for p in study.workshops.room(round_.id).participants if p.id == person_id)


def themes(study: Study, person_id: str) -> list[str]:
    return list(dict.fromkeys(item.factor for item in study.answering(person_id).items))


def test_a_round_has_one_sitting_that_asks_everything_until_it_is_spread(study: Study) -> None:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    made = study.workshops.start_round(group.id)
    plan = study.sittings.plan(made.id)
    assert (plan.sittings, plan.asked, plan.total, plan.is_spread) == (1, 12, 12, False)
    assert plan.asked_today == plan.factors


@pytest.mark.parametrize("sittings", range(1, 16))
def test_what_is_suggested_asks_every_theme_exactly_once_in_its_order(study: Study, sittings: int) -> None:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    made = study.workshops.start_round(group.id)
    parts = study.sittings.suggest(made.id, sittings)
    assert [factor for part in parts for factor in part] == list(study.sittings.plan(made.id).factors)
    assert len(parts) == min(sittings, 12)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
    assert study.sittings.spread(made.id, parts).parts == parts


def test_the_plan_says_how_many_themes_were_asked_up_to_now(study: Study, round_: Round) -> None:
    def asked(plan: Plan) -> tuple[int, int, int]:
        return plan.number, plan.asked, plan.total

    assert asked(study.sittings.plan(round_.id)) == (1, 4, 12)
    study.sittings.begin_next(round_.id)
    assert asked(study.sittings.plan(round_.id)) == (2, 8, 12)
    second = study.sittings.begin_next(round_.id, held_on=date(2026, 6, 1), place="The mill")
    assert asked(study.sittings.plan(round_.id)) == (3, 12, 12)
    assert (second.held_on, second.place, second.facilitator) == (date(2026, 6, 1), "The mill", "AJ")
    with pytest.raises(EverythingIsAsked):
        study.sittings.begin_next(round_.id)


@pytest.mark.parametrize("fault", ["missing", "twice", "unknown", "empty"])
def test_a_plan_that_does_not_ask_every_theme_once_is_refused(study: Study, round_: Round, fault: str) -> None:
    parts = [list(part) for part in study.sittings.plan(round_.id).parts]
    if fault == "missing":
        parts[1].pop()
    elif fault == "twice":
        parts[1].append(parts[0][0])
    elif fault == "unknown":
        parts[1].append("weather")
    else:
        parts.append([])
    before = study.sittings.plan(round_.id)
    with pytest.raises(SittingsMissTheme):
        study.sittings.spread(round_.id, parts)
    assert study.sittings.plan(round_.id) == before


def test_a_person_is_asked_the_themes_of_the_sitting_and_asked_on_at_the_next(study: Study, round_: Round) -> None:
    parts = study.sittings.plan(round_.id).parts
    person = come(study, round_)
    assert themes(study, person) == list(parts[0])
    assert answer(study, person) == 16
    study.sittings.begin_next(round_.id)
    again = person_of(study, round_, person)
    assert (again.progress, again.at_item, again.counts) == (Progress.BEGUN, 0, True)
    assert themes(study, person) == list(parts[1])
    assert answer(study, person) == 16
    assert len(study.answering(person).answers()) == 32
    assert person_of(study, round_, person).progress is Progress.FINISHED


def test_who_comes_later_or_missed_a_sitting_is_asked_what_they_have_not_been_asked(
    study: Study, round_: Round
) -> None:
    parts = study.sittings.plan(round_.id).parts
    missed = come(study, round_)
    answer(study, missed)
    study.sittings.begin_next(round_.id)
    study.sittings.begin_next(round_.id)
    late = come(study, round_)
    assert themes(study, missed) == [*parts[1], *parts[2]]
    assert themes(study, late) == [factor for part in parts for factor in part]


def test_a_paused_sheet_goes_on_at_its_place_with_the_new_themes_after_the_old(study: Study, round_: Round) -> None:
    person = come(study, round_)
    answering = study.answering(person)
    stood_at = answering.items[7]
    answering.reached(7)
    answering.pause()
    study.sittings.begin_next(round_.id)
    again = study.answering(person)
    assert again.items[again.participant.at_item] == stood_at
    assert len(again.items) == 32


def test_a_statement_of_a_later_sitting_takes_no_answer(study: Study, round_: Round) -> None:
    person = study.answering(come(study, round_))
    later = next(i.id for i in person.instrument.items if i.factor == study.sittings.plan(round_.id).to_come[0][0])
    with pytest.raises(NotAskedYet):
        person.record_all({later: 3})
    assert person.answers() == {}


def test_answers_carry_the_date_of_their_sitting(tmp_path: Path) -> None:
    world = MadeUpWorld(1)
    world.go_to(date(2026, 5, 4))
    with Study.create(tmp_path / "dated.climate", world=world) as study:
        group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
        made = study.workshops.start_round(group.id)
        study.sittings.spread(made.id, study.sittings.suggest(made.id, 2))
        person = come(study, made)
        answer(study, person)
        world.go_to(date(2026, 6, 8))
        sitting = study.sittings.begin_next(made.id)
        answer(study, person)
        assert sitting.held_on == date(2026, 6, 8)
        days = {moment.date() for moment in dates_of_answers(study)}
    assert days == {date(2026, 5, 4), date(2026, 6, 8)}


def dates_of_answers(study: Study) -> Iterator[datetime]:
    """When each answer was given, straight from the file."""
    statement = "SELECT answered_at FROM answers"
    rows = study._store.call(lambda rows: rows._connection.exec_driver_sql(statement).scalars().all())  # noqa: SLF001
    return map(datetime.fromisoformat, rows)


def test_a_sitting_at_which_people_answered_keeps_its_themes_and_those_to_come_can_change(
    study: Study, round_: Round
) -> None:
    one, two, three = study.sittings.plan(round_.id).parts
    study.sittings.spread(round_.id, (three, two, one))
    answer(study, come(study, round_))
    with pytest.raises(SittingHasBegun):
        study.sittings.spread(round_.id, (one, two, three))
    assert study.sittings.spread(round_.id, (three, (*one, *two))).sittings == 2
    study.sittings.begin_next(round_.id)
    assert study.sittings.plan(round_.id).can_change_today
    assert study.sittings.spread(round_.id, (three, one, two)).asked_today == one
    with pytest.raises(SittingHasBegun):
        study.sittings.spread(round_.id, ((*one, *two, *three),))


def test_no_sitting_begins_after_the_last_day(study: Study, round_: Round) -> None:
    yesterday = datetime.now().astimezone().date() - timedelta(days=1)
    parts = study.sittings.plan(round_.id).parts
    assert study.sittings.spread(round_.id, parts, until=yesterday).is_over
    with pytest.raises(WindowIsOver, match=str(yesterday.year)):
        study.sittings.begin_next(round_.id)
    assert not study.sittings.spread(round_.id, parts, until=yesterday + timedelta(days=1)).is_over
    assert study.sittings.begin_next(round_.id)


def test_nothing_is_planned_or_begun_once_the_round_is_closed(study: Study, round_: Round) -> None:
    parts = study.sittings.plan(round_.id).parts
    answer(study, come(study, round_))
    study.workshops.close_round(round_.id)
    with pytest.raises(RoundIsClosed):
        study.sittings.begin_next(round_.id)
    with pytest.raises(RoundIsClosed):
        study.sittings.spread(round_.id, parts)


def test_a_round_closed_early_scores_only_what_was_asked(study: Study, round_: Round) -> None:
    parts = study.sittings.plan(round_.id).parts
    study.sittings.spread(round_.id, (parts[0] + parts[1][:2], parts[1][2:] + parts[2]))
    for _ in range(6):
        answer(study, come(study, round_))
    study.workshops.close_round(round_.id)
    result = study.results.result(round_.id)
    instrument = study.workshops.pack(round_.id).instrument
    first = instrument.domain_of[parts[0][0]]
    assert {measure for measure in result.measures if "." not in measure} == {first}
    assert {m.partition(".")[2] for m in result.measures if "." in m} == {*parts[0], *parts[1][:2]}
    assert result.answered == 6
    told = [passage.text for passage in study.results.reading(round_.id).passages]
    assert sum("was asked this time, so it has no score" in text for text in told) >= 2
    assert all(measure.everyone and measure.everyone.figure == 75 for measure in result.measures.values())


def test_who_missed_a_sitting_counts_in_what_they_were_asked_and_in_no_domain_that_they_were_not(
    study: Study, round_: Round
) -> None:
    one, two, three = study.sittings.plan(round_.id).parts
    study.sittings.spread(round_.id, ((*one, two[0]), (*two[1:], *three)))
    people = [come(study, round_) for _ in range(7)]
    for person in people:
        answer(study, person, 5 if person == people[-1] else 3)
    study.sittings.begin_next(round_.id)
    for person in people[:-1]:
        answer(study, person, 3)
    study.workshops.close_round(round_.id)
    stored = study._store.call(lambda rows: rows.result(round_.id))  # noqa: SLF001
    assert stored
    sums = from_text(stored)
    instrument = study.workshops.pack(round_.id).instrument
    second = instrument.domain_of[two[0]]
    assert sums.answered == 7
    assert sums.measures[f"{second}.{two[0]}"].everyone.n == 7
    assert sums.measures[f"{second}.{two[1]}"].everyone.n == 6
    assert sums.measures[second].everyone.n == 6
    assert sums.measures[second].everyone.mean == 50


def test_answers_of_a_sitting_that_was_begun_and_not_finished_do_not_count(study: Study, round_: Round) -> None:
    people = [come(study, round_) for _ in range(5)]
    for person in people:
        answer(study, person)
    study.sittings.begin_next(round_.id)
    for person in people:
        answering = study.answering(person)
        answering.record_all({item.id: 1 for item in answering.items})
    study.workshops.close_round(round_.id)
    result = study.results.result(round_.id)
    assert result.answered == 5
    assert {m.everyone.figure for m in result.measures.values() if m.everyone} == {75}
    assert len(result.measures) == 5


def test_whoever_takes_answers_back_after_an_unfinished_sitting_is_missed(study: Study, round_: Round) -> None:
    people = [come(study, round_) for _ in range(5)]
    for person in people:
        answer(study, person)
    study.sittings.begin_next(round_.id)
    study.workshops.close_round(round_.id)
    study.results.result(round_.id)
    assert study.workshops.corrections(round_.id).touched == 0
    study.workshops.take_back(people[0])
    assert study.workshops.corrections(round_.id).touched == 1


def test_a_round_closed_early_stands_beside_a_whole_one_as_far_as_both_were_asked(
    study: Study, tmp_path: Path
) -> None:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    whole = study.workshops.start_round(group.id, held_on=date(2026, 1, 5))
    made = study.workshops.start_round(group.id, held_on=date(2026, 6, 5))
    study.sittings.spread(made.id, study.sittings.suggest(made.id, 3))
    for one, given in ((whole, 2), (made, 4)):
        for _ in range(10):
            answer(study, come(study, one), given)
        study.workshops.close_round(one.id)
    result = study.results.result(made.id)
    assert {change.measure for change in result.changes} == set(result.measures)
    assert len(result.measures) == 5
    assert printing.make_report(printing.content(study, made.id), tmp_path / "report.pdf") > 5


def test_who_comes_late_is_asked_all_that_was_asked_and_nothing_more(study: Study, round_: Round) -> None:
    for _ in range(5):
        answer(study, come(study, round_))
    study.sittings.begin_next(round_.id)
    study.workshops.close_round(round_.id)
    late = study.answering(study.workshops.add_late(round_.id).id)
    assert len(late.items) == 32


def test_an_accidental_finish_is_undone_and_nothing_of_it_counts_till_it_is_finished_again(
    study: Study, round_: Round
) -> None:
    person = come(study, round_)
    answer(study, person)
    study.workshops.reopen(person)
    again = person_of(study, round_, person)
    assert not again.counts
    assert len(study.answering(person).items) == 16
    study.answering(person).finish()
    assert person_of(study, round_, person).counts


def test_beside_those_who_finished_a_sitting_the_unfinished_answers_of_another_do_not_count(
    study: Study, round_: Round
) -> None:
    people = [come(study, round_) for _ in range(6)]
    for person in people:
        answer(study, person)
    study.sittings.begin_next(round_.id)
    for person in people[:-1]:
        answer(study, person)
    unfinished = study.answering(people[-1])
    unfinished.record_all({item.id: 1 for item in unfinished.items})
    study.workshops.close_round(round_.id)
    stored = study._store.call(lambda rows: rows.result(round_.id))  # noqa: SLF001
    assert stored
    sums = from_text(stored)
    assert {sums.measures[f"wellbeing.{f}"].everyone.n for f in study.sittings.plan(round_.id).parts[1]} == {5}
    assert {sum(sums.counts[item.id]) for item in unfinished.items} == {5}


def test_an_open_circle_closed_between_two_sittings_is_not_taken_for_withdrawn(study: Study) -> None:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    made = study.workshops.start_round(group.id, open_circle=True)
    study.sittings.spread(made.id, study.sittings.suggest(made.id, 2))
    people = []
    for _ in range(3):
        answering = study.answering(study.workshops.add_participant(made.id).id)
        answering.consent(AGREED)
        answering.vote(agrees=True)
        answering.choose_voice("family")
        answer_all(answering, lambda _: 4)
        answering.finish()
        people.append(answering.participant.id)
    study.sittings.begin_next(made.id)
    study.workshops.close_round(made.id)
    result = study.results.result(made.id)
    assert (result.open_circle, result.withdrawn) == (True, False)
    study.workshops.take_back(people[0])
    assert study.results.result(made.id).withdrawn

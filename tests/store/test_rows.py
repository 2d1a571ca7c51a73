"""Everything that a study keeps comes back as it went in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from climate_desktop import store
from climate_desktop.core.errors import RoundIsClosed
from climate_desktop.core.instrument import NoAnswer, Thresholds
from climate_desktop.core.study import (
    Action,
    ActionState,
    Group,
    GroupKind,
    Progress,
    Round,
    RoundCounts,
    RoundState,
    Sheet,
    Standing,
)
from climate_desktop.store import Store
from tests.store.samples import ANSWERS, ELM, FOX, HALL, NOON, OWL, PACK, SPRING, TEA, contents, fill, study

CLOSED = replace(SPRING, state=RoundState.CLOSED, closed_at=NOON)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Store]:
    with store.create(tmp_path / "a.climate") as made:
        made.call(fill)
        yield made


@pytest.fixture
def closed(filled: Store) -> Store:
    filled.call(lambda rows: rows.update_round(CLOSED))
    return filled


def test_groups_come_back_oldest_first(filled: Store) -> None:
    ash = Group("ash", "Ash circle", GroupKind.CIRCLE)
    filled.call(lambda rows: rows.add_group(ash))
    assert filled.call(lambda rows: (rows.groups(), rows.group("ash"))) == ((ELM, ash), ash)


def test_a_group_can_be_renamed(filled: Store) -> None:
    filled.call(lambda rows: rows.rename_group("elm", "Elm Lodge"))
    assert filled.call(lambda rows: rows.group("elm")) == replace(ELM, name="Elm Lodge")


def test_what_is_not_there_is_none_or_empty(filled: Store) -> None:
    nothing = filled.call(
        lambda rows: (
            rows.group("x"),
            rows.round("x"),
            rows.participant("x"),
            rows.consent("x"),
            rows.result("x"),
            rows.last_answer_at("x"),
        )
    )
    assert nothing == (None,) * 6
    empty = filled.call(
        lambda rows: (rows.rounds("x"), rows.sittings("x"), rows.participants("x"), rows.sheets("x"), rows.actions("x"))
    )
    assert empty == ((),) * 5
    assert filled.call(lambda rows: (rows.answers("x"), rows.pin("x"), rows.meta("x"))) == ({}, "", "")
    assert filled.call(lambda rows: rows.counts("x")) == RoundCounts()


def test_a_change_of_what_is_not_there_is_our_mistake(filled: Store) -> None:
    with pytest.raises(KeyError):
        filled.call(lambda rows: rows.rename_group("x", "Nobody"))
    with pytest.raises(KeyError):
        filled.call(lambda rows: rows.remove_participant("x"))
    with pytest.raises(KeyError):
        filled.call(lambda rows: rows.remove_action("x"))
    with pytest.raises(KeyError):
        filled.call(lambda rows: rows.pack_text("x"))


def test_rounds_come_back_whole_and_oldest_first(filled: Store) -> None:
    summer = replace(SPRING, id="a summer", number=2, opened_at=NOON - timedelta(days=9), invited={})
    other = replace(SPRING, id="other", group_id="ash", closed_at=NOON)
    filled.call(lambda rows: rows.add_group(replace(ELM, id="ash")))
    for round_ in (summer, other):
        filled.call(lambda rows, round_=round_: rows.add_round(round_, PACK))  # type: ignore[misc]
    assert filled.call(lambda rows: rows.rounds()) == (SPRING, summer, other)
    assert filled.call(lambda rows: (rows.rounds("ash"), rows.round("a summer"))) == ((other,), summer)


def test_the_invited_voices_keep_their_order(filled: Store) -> None:
    kept = filled.call(lambda rows: rows.round("spring"))
    assert kept is not None
    assert list(kept.invited) == list(SPRING.invited)


def test_a_group_has_each_round_number_once(filled: Store) -> None:
    with pytest.raises(IntegrityError):
        filled.call(lambda rows: rows.add_round(replace(SPRING, id="again"), PACK))


def test_an_open_round_takes_new_wording_of_everything_that_may_change(filled: Store) -> None:
    new = replace(
        SPRING, label="March", form="short", invited={"family": 9}, thresholds=Thresholds(7, 12, 8), closed_at=NOON
    )
    filled.call(lambda rows: rows.update_round(new))
    assert filled.call(lambda rows: rows.round("spring")) == new


def test_a_pack_is_kept_once_however_often_it_is_used(tmp_path: Path) -> None:
    files = {"en.toml": "x" * 500_000, "pack.toml": "y"}

    def rounds(count: int, name: str) -> int:
        path = tmp_path / name
        with store.create(path) as made:
            made.call(lambda rows: rows.add_group(ELM))
            for number in range(count):
                made.call(
                    lambda rows, number=number: rows.add_round(  # type: ignore[misc]
                        replace(SPRING, id=str(number), number=number),
                        dict(sorted(files.items(), reverse=number % 2 == 0)),
                    )
                )
            assert made.call(lambda rows: rows.pack_text("0")) == files
        return path.stat().st_size

    assert rounds(5, "five.climate") < rounds(1, "one.climate") + 100_000


def test_a_pack_keeps_every_letter(filled: Store) -> None:
    assert filled.call(lambda rows: rows.pack_text("spring")) == PACK


def test_two_wordings_of_a_pack_are_both_kept(filled: Store) -> None:
    filled.call(lambda rows: rows.add_round(replace(SPRING, id="later", number=2), {"en.toml": "other"}))
    assert filled.call(lambda rows: (rows.pack_text("spring"), rows.pack_text("later"))) == (PACK, {"en.toml": "other"})


def test_the_pin_is_kept_as_its_hash(filled: Store) -> None:
    assert filled.call(lambda rows: rows.pin("spring")) == ""
    filled.call(lambda rows: rows.set_pin("spring", "$argon2id$"))
    assert filled.call(lambda rows: rows.pin("spring")) == "$argon2id$"


def test_sittings_come_back_and_can_be_changed(filled: Store) -> None:
    moved = replace(HALL, held_on=date(2026, 4, 1), place="Library", facilitator="Sam")
    filled.call(lambda rows: rows.update_sitting(moved))
    assert filled.call(lambda rows: rows.sittings("spring")) == (moved,)


def test_people_come_back_in_the_order_in_which_they_came(filled: Store) -> None:
    ant = replace(FOX, id="ant", finished_at=NOON)
    filled.call(lambda rows: rows.add_participant(ant))
    assert filled.call(lambda rows: rows.participants("spring")) == (FOX, OWL, ant)


def test_a_person_can_change(filled: Store) -> None:
    done = replace(
        OWL, voice="circle_member", progress=Progress.FINISHED, standing=Standing.SELF, consented=True, finished_at=NOON
    )
    filled.call(lambda rows: rows.update_participant(done))
    assert filled.call(lambda rows: rows.participant("owl")) == done


def test_a_person_goes_with_answers_and_consent(filled: Store) -> None:
    filled.call(lambda rows: rows.remove_participant("fox"))
    assert filled.call(lambda rows: (rows.participants("spring"), rows.answers("fox"), rows.consent("fox"))) == (
        (OWL,),
        {},
        None,
    )


def test_of_a_person_who_was_removed_no_byte_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.climate"
    with store.create(path) as made:
        made.call(fill)
        made.call(lambda rows: rows.add_participant(replace(FOX, id="whistleblower", seat="Pink elephant")))
        made.call(lambda rows: rows.put_answer("whistleblower", "decisions_1", 1, NOON))
        made.call(lambda rows: rows.put_consent("whistleblower", "agreed", "1", NOON))
    assert b"whistleblower" in path.read_bytes()
    with store.open_study(path) as again:
        again.call(lambda rows: rows.remove_participant("whistleblower"))
        again.checkpoint()
        again.call(lambda rows: rows.meta("nothing"))
    for name, data in contents(tmp_path).items():
        assert data is not None
        assert b"whistleblower" not in data, name
        assert b"Pink elephant" not in data, name


def test_a_later_consent_takes_the_place_of_an_earlier_one(filled: Store) -> None:
    assert filled.call(lambda rows: rows.consent("fox")) == ("agreed", "1", NOON)
    filled.call(lambda rows: rows.put_consent("fox", "agreed_with_support", "2", NOON + timedelta(hours=1)))
    assert filled.call(lambda rows: rows.consent("fox")) == ("agreed_with_support", "2", NOON + timedelta(hours=1))


def test_answers_of_every_kind_come_back(filled: Store) -> None:
    kinds = {f"item_{kind}": kind for kind in NoAnswer}
    for item, kind in kinds.items():
        filled.call(lambda rows, item=item, kind=kind: rows.put_answer("owl", item, kind, NOON))  # type: ignore[misc]
    assert filled.call(lambda rows: (rows.answers("fox"), rows.answers("owl"))) == (ANSWERS, kinds)
    assert all(type(answer) is NoAnswer for answer in filled.call(lambda rows: rows.answers("owl")).values())


def test_a_later_answer_takes_the_place_of_an_earlier_one(filled: Store) -> None:
    for response in (NoAnswer.DONT_KNOW, 2):
        filled.call(lambda rows, response=response: rows.put_answer("fox", "decisions_1", response, NOON))  # type: ignore[misc]
        assert filled.call(lambda rows: rows.answers("fox")) == ANSWERS | {"decisions_1": response}


def test_an_answer_needs_a_person(filled: Store) -> None:
    with pytest.raises(IntegrityError):
        filled.call(lambda rows: rows.put_answer("nobody", "decisions_1", 4, NOON))


def test_sheets_are_those_of_people_who_have_finished(filled: Store) -> None:
    filled.call(lambda rows: rows.put_answer("owl", "decisions_1", 5, NOON))
    fox = Sheet("fox", "family", ANSWERS)
    owl = Sheet("owl", "", {"decisions_1": 5}, Standing.PROXY)
    assert filled.call(lambda rows: rows.sheets("spring")) == (fox,)
    assert filled.call(lambda rows: rows.sheets("spring", finished_only=False)) == (fox, owl)


def test_a_sheet_without_answers_is_a_sheet(filled: Store) -> None:
    filled.call(lambda rows: rows.add_participant(replace(FOX, id="ant")))
    assert filled.call(lambda rows: rows.sheets("spring"))[1] == Sheet("ant", "family", {})


def test_the_last_answer_is_the_latest_one_of_the_round_in_any_time_zone(filled: Store) -> None:
    later = datetime(2026, 3, 14, 11, 0, tzinfo=timezone(timedelta(hours=-5)))
    filled.call(lambda rows: rows.put_answer("owl", "decisions_1", 5, later))
    assert filled.call(lambda rows: rows.last_answer_at("spring")) == later


def test_a_time_without_a_zone_is_our_mistake(filled: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        filled.call(lambda rows: rows.put_answer("fox", "decisions_1", 5, NOON.replace(tzinfo=None)))


def test_counts_say_how_many_are_here_and_how_far(filled: Store) -> None:
    new = replace(OWL, id="new", progress=Progress.NOT_STARTED, voice="family")
    filled.call(lambda rows: rows.add_participant(new))
    counts = filled.call(lambda rows: rows.counts("spring"))
    assert counts == RoundCounts(here=3, begun=1, finished=1, by_voice={"family": 2})


def test_actions_come_back_in_order_and_can_be_put_back_where_they_were(filled: Store) -> None:
    walk, cake = (replace(TEA, id=name, text=name) for name in ("walk", "cake"))
    for action in (walk, cake):
        filled.call(lambda rows, action=action: rows.add_action(action))  # type: ignore[misc]
    filled.call(lambda rows: rows.remove_action("walk"))
    assert filled.call(lambda rows: rows.actions("spring")) == (TEA, cake)
    filled.call(lambda rows: rows.add_action(walk, 1))
    assert filled.call(lambda rows: rows.actions("spring")) == (TEA, walk, cake)


def test_after_one_was_removed_the_next_action_is_the_last(filled: Store) -> None:
    walk, cake, song = (replace(TEA, id=name, text=name) for name in ("walk", "cake", "song"))
    for action in (walk, cake):
        filled.call(lambda rows, action=action: rows.add_action(action))  # type: ignore[misc]
    filled.call(lambda rows: rows.remove_action("walk"))
    filled.call(lambda rows: rows.add_action(song))
    assert filled.call(lambda rows: rows.actions("spring")) == (TEA, cake, song)


@pytest.mark.parametrize(("position", "order"), [(-3, ["x", "tea"]), (0, ["x", "tea"]), (9, ["tea", "x"])])
def test_a_place_beyond_the_list_is_its_end(filled: Store, position: int, order: list[str]) -> None:
    filled.call(lambda rows: rows.add_action(replace(TEA, id="x"), position))
    filled.call(lambda rows: rows.add_action(replace(TEA, id="last")))
    assert [action.id for action in filled.call(lambda rows: rows.actions("spring"))] == [*order, "last"]


def test_an_action_can_change(filled: Store) -> None:
    done = Action("tea", "spring", "Tea", "Sam", "June", ActionState.DONE)
    filled.call(lambda rows: rows.update_action(done))
    assert filled.call(lambda rows: rows.actions("spring")) == (done,)


def test_a_value_of_the_study_can_change(filled: Store) -> None:
    for value in ("one", "two", ""):
        filled.call(lambda rows, value=value: rows.set_meta("key", value))  # type: ignore[misc]
        assert filled.call(lambda rows: rows.meta("key")) == value


@pytest.mark.parametrize("item", ["decisions_1", "never_answered"])
def test_a_closed_round_takes_no_answer(closed: Store, item: str) -> None:
    with pytest.raises(RoundIsClosed):
        closed.call(lambda rows: rows.put_answer("fox", item, 1, NOON))
    assert closed.call(lambda rows: rows.answers("fox")) == ANSWERS


@pytest.mark.parametrize("person", ["fox", "owl"])
def test_a_closed_round_takes_no_consent(closed: Store, person: str) -> None:
    with pytest.raises(RoundIsClosed):
        closed.call(lambda rows: rows.put_consent(person, "agreed", "9", NOON))


def test_a_closed_round_takes_no_people_and_no_change_of_them(closed: Store) -> None:
    with pytest.raises(RoundIsClosed):
        closed.call(lambda rows: rows.add_participant(replace(FOX, id="late")))
    with pytest.raises(RoundIsClosed):
        closed.call(lambda rows: rows.update_participant(replace(FOX, voice="care_receiver")))
    assert closed.call(lambda rows: rows.participants("spring")) == (FOX, OWL)


@pytest.mark.parametrize(
    "change",
    [
        replace(CLOSED, form="short"),
        replace(CLOSED, invited={}),
        replace(CLOSED, thresholds=Thresholds(5, 11, 7)),
        replace(CLOSED, thresholds=Thresholds(6, 10, 7)),
        replace(CLOSED, thresholds=Thresholds(6, 11, 6)),
    ],
)
def test_a_closed_round_keeps_its_rules(closed: Store, change: Round) -> None:
    with pytest.raises(RoundIsClosed):
        closed.call(lambda rows: rows.update_round(change))
    assert closed.call(lambda rows: rows.round("spring")) == CLOSED


def test_a_closed_round_takes_another_label(closed: Store) -> None:
    closed.call(lambda rows: rows.update_round(replace(CLOSED, label="March")))
    assert closed.call(lambda rows: rows.round("spring")) == replace(CLOSED, label="March")


def test_a_person_can_be_removed_after_closing_and_the_result_stands(closed: Store) -> None:
    closed.call(lambda rows: rows.put_result("spring", "{}"))
    closed.call(lambda rows: rows.remove_participant("fox"))
    assert closed.call(lambda rows: (rows.answers("fox"), rows.result("spring"))) == ({}, "{}")


def test_other_rounds_stay_open_when_one_is_closed(closed: Store) -> None:
    other = replace(SPRING, id="other", number=2)
    bee = replace(FOX, id="bee", round_id="other", sitting_id="den")
    closed.call(lambda rows: rows.add_round(other, PACK))
    closed.call(lambda rows: rows.add_sitting(replace(HALL, id="den", round_id="other")))
    closed.call(lambda rows: rows.add_participant(bee))
    closed.call(lambda rows: rows.put_answer("bee", "decisions_1", 3, NOON))
    assert closed.call(lambda rows: rows.answers("bee")) == {"decisions_1": 3}


def test_a_result_is_written_once(closed: Store) -> None:
    closed.call(lambda rows: rows.put_result("spring", '{"n": 2}'))
    with pytest.raises(RoundIsClosed):
        closed.call(lambda rows: rows.put_result("spring", '{"n": 3}'))
    assert closed.call(lambda rows: rows.result("spring")) == '{"n": 2}'


def test_opening_a_round_again_throws_its_result_away(closed: Store) -> None:
    closed.call(lambda rows: rows.put_result("spring", "{}"))
    closed.call(lambda rows: rows.update_round(SPRING))
    assert closed.call(lambda rows: (rows.round("spring"), rows.result("spring"))) == (SPRING, None)
    closed.call(lambda rows: rows.put_answer("fox", "decisions_1", 1, NOON))
    assert closed.call(lambda rows: rows.answers("fox"))["decisions_1"] == 1


def test_all_of_it_is_there_after_closing_and_opening_the_study(tmp_path: Path) -> None:
    with store.open_study(study(tmp_path / "a.climate")) as again:
        assert again.call(lambda rows: (rows.groups(), rows.rounds(), rows.sittings("spring"))) == (
            (ELM,),
            (SPRING,),
            (HALL,),
        )
        assert again.call(lambda rows: (rows.participants("spring"), rows.answers("fox"), rows.actions("spring"))) == (
            (FOX, OWL),
            ANSWERS,
            (TEA,),
        )

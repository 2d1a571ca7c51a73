"""What a card does with its own sheet, and that nothing else can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from argon2 import PasswordHasher

from climate_desktop import store
from climate_desktop.core import card_code
from climate_desktop.core.errors import (
    CardIsPaired,
    CardMustWait,
    CardNotPairable,
    CardOfAnotherRound,
    CardUnclear,
    KnownError,
    NoSuchCard,
    NoSuchParticipant,
    RoundIsClosed,
    SheetIsSealed,
)
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import Comment, GroupKind, OpenCircle, Participant, Progress, Round
from climate_desktop.services import cards as cards_module
from climate_desktop.services.answering import AGREED
from climate_desktop.services.cards import Cards
from climate_desktop.services.demo import answer_all
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.services.study import Study
from climate_desktop.services.world import World
from climate_desktop.store import Store
from tests.services.conftest import Hold

WRONG = "0000000000"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    """The store of the study, for what no card shows."""
    with store.create(tmp_path / "test-study.climate") as made:
        yield made


@pytest.fixture
def study(opened: Store) -> Study:
    return Study(opened)


def people(study: Study, round_: Round) -> tuple[Participant, ...]:
    return study.workshops.room(round_.id).participants


def begin(study: Study, round_: Round, voice: str = "family", answers: int = 3) -> Participant:
    """Somebody who has answered so many statements and not finished."""
    answering = study.answering(study.workshops.add_participant(round_.id).id)
    answering.consent(AGREED)
    answering.choose_voice(voice)
    answering.record_all({item.id: 4 for item in answering.items[:answers]})
    return answering.participant


def bytes_of(study: Study) -> bytes:
    """Every byte of the study's file and of whatever lies beside it."""
    return b"".join(path.read_bytes() for path in sorted(study.path.parent.glob(f"{study.path.name}*")))


# The code


def test_the_code_is_kept_as_a_hash_only(study: Study, hold: Hold) -> None:
    person = people(study, hold({"family": [3]}))[0]
    assert not study.cards.has_card(person.id)
    code = study.cards.make(person.id)
    assert study.cards.has_card(person.id)
    assert study.cards.whose(code, person.round_id).id == person.id
    study.close()
    held = bytes_of(study)
    assert b"$argon2id$" in held
    assert code.encode() not in held
    assert code[card_code.MARKS :].encode() not in held


def test_a_code_typed_by_hand_is_understood(study: Study, hold: Hold) -> None:
    person = people(study, hold({"family": [3]}))[0]
    code = study.cards.make(person.id)
    typed = card_code.spaced(code).lower().replace("0", "o").replace("1", "l").replace("5", "s")
    assert study.cards.whose(typed, person.round_id).id == person.id


def test_a_new_card_takes_the_place_of_the_lost_one(study: Study, hold: Hold) -> None:
    person = people(study, hold({"family": [3]}))[0]
    lost, found = study.cards.make(person.id), study.cards.make(person.id)
    assert study.cards.whose(found, person.round_id).id == person.id
    with pytest.raises(NoSuchCard):
        study.cards.whose(lost, person.round_id)


def test_a_card_needs_a_person(study: Study) -> None:
    with pytest.raises(NoSuchParticipant):
        study.cards.make("nobody")


def test_two_people_never_have_one_code(study: Study, hold: Hold, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where chance draws the same for everybody, and where all marks are taken."""
    first, second, third = people(study, hold({"family": [3, 3, 3]}))

    class Stuck(World):
        chance = Random(7)

    stuck = Stuck()
    monkeypatch.setattr(study.cards, "_world", stuck)

    def make(person: Participant) -> str:
        stuck.chance.seed(7)
        return study.cards.make(person.id)

    codes = [make(first), make(second)]
    assert codes[0][:2] != codes[1][:2]
    monkeypatch.setattr(card_code, "new_marks", lambda _: [codes[0][:2]])
    codes.append(make(third))
    assert codes[2][:2] == codes[0][:2]
    assert len(set(codes)) == 3
    for person, code in zip((first, second, third), codes, strict=True):
        assert study.cards.whose(code, person.round_id).id == person.id


def test_one_hash_is_tried_among_sixty_people(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id)
    codes = [study.cards.make(study.workshops.add_participant(round_.id).id) for _ in range(60)]
    tried: list[str] = []
    really = PasswordHasher.verify

    def verify(hasher: PasswordHasher, hashed: str, code: str) -> bool:
        tried.append(hashed)
        return really(hasher, hashed, code)

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    study.cards.whose(codes[41], round_.id)
    assert len(tried) == 1


@pytest.mark.parametrize("typed", ["", "A10", "A1025 86K7W X", "A10?586K7W"])
def test_what_is_no_code_is_told_and_costs_no_try(study: Study, hold: Hold, typed: str) -> None:
    round_ = hold({"family": [3]})
    for _ in range(9):
        with pytest.raises(CardUnclear, match="ten letters and digits"):
            study.cards.whose(typed, round_.id)
    assert study.cards.wait_s == 0


def test_a_code_that_does_not_exist_is_told_without_repeating_it(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3]})
    with pytest.raises(NoSuchCard) as told:
        study.cards.whose(WRONG, round_.id)
    assert WRONG not in str(told.value)


def test_a_code_of_another_round_is_told_with_the_round(study: Study, hold: Hold) -> None:
    first, second = hold({"family": [3]}, name="One"), hold({"family": [3]}, name="Two")
    code = study.cards.make(people(study, first)[0].id)
    for step in (study.cards.resume, study.cards.take_back, study.cards.copy):
        with pytest.raises(CardOfAnotherRound, match=first.label):
            step(code, second.id)
    assert len(people(study, first)) == 1


def test_guessing_becomes_slow_and_never_stops_for_good(opened: Store, study: Study, hold: Hold) -> None:
    person = people(study, hold({"family": [3]}))[0]
    code, moment, waits = study.cards.make(person.id), [1000.0], []
    cards = Cards(opened, RoundPacks(opened), World(), lambda: moment[0])
    for _ in range(12):
        with pytest.raises(NoSuchCard):
            cards.whose(WRONG, person.round_id)
        waits.append(cards.wait_s)
        if waits[-1]:
            with pytest.raises(CardMustWait, match=f"Wait {waits[-1]} seconds"):
                cards.whose(code, person.round_id)
        moment[0] += waits[-1]
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert cards.whose(code, person.round_id).id == person.id
    with pytest.raises(NoSuchCard):
        cards.whose(WRONG, person.round_id)
    assert cards.wait_s == 60, "a right code between wrong ones makes guessing no faster"
    moment[0] += cards_module.FORGETS_AFTER_S + 1
    with pytest.raises(NoSuchCard):
        cards.whose(WRONG, person.round_id)
    assert cards.wait_s == 0


# Sealed sheets


def test_a_sealed_sheet_tells_and_takes_nothing_until_its_card_opens_it(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3]})
    person = begin(study, round_)
    code = study.cards.make(person.id)
    answering = study.answering(person.id)
    answering.reached(3)
    answering.seal()
    sealed = study.answering(person.id)
    item = sealed.items[0].id
    for refused in (
        sealed.answers,
        sealed.finish,
        sealed.unanswered,
        sealed.seal,
        lambda: sealed.record(item, 1, print, print),
        lambda: sealed.record_all({item: 1}),
    ):
        with pytest.raises(SheetIsSealed):
            refused()
    opened = study.cards.resume(code, round_.id)
    assert (opened.id, opened.sealed, opened.at_item) == (person.id, False, 3)
    assert study.answering(person.id).answers() == {item.id: 4 for item in answering.items[:3]}


def test_a_sealed_sheet_does_not_count_and_opens_no_more_once_the_round_is_closed(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3] * 5})
    person = begin(study, round_)
    code = study.cards.make(person.id)
    study.answering(person.id).seal()
    study.workshops.close_round(round_.id)
    assert study.results.result(round_.id).answered == 5
    with pytest.raises(RoundIsClosed):
        study.cards.resume(code, round_.id)
    assert study.cards.take_back(code, round_.id).seat == person.seat


def test_without_the_card_a_person_can_only_start_anew(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3]})
    person = begin(study, round_)
    code = study.cards.make(person.id)
    study.answering(person.id).seal()
    anew = study.cards.start_anew(person.id)
    assert (anew.seat, anew.voice, anew.progress, anew.sealed) == (person.seat, "family", Progress.NOT_STARTED, False)
    assert study.answering(anew.id).answers() == {}
    assert person.id.encode() not in bytes_of(study)
    with pytest.raises(NoSuchCard):
        study.cards.resume(code, round_.id)


def test_nobody_in_a_closed_result_starts_anew(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3] * 5})
    study.workshops.close_round(round_.id)
    with pytest.raises(RoundIsClosed):
        study.cards.start_anew(people(study, round_)[0].id)
    assert len(people(study, round_)) == 5


# Taking back


def test_a_card_takes_exactly_one_sheet_out_of_an_open_round_and_out_of_every_byte(
    opened: Store, study: Study, hold: Hold
) -> None:
    round_ = hold({"family": [3, 4, 5], "care_worker": [2, 1]})
    everybody = people(study, round_)
    leaver, others = everybody[2], [person for person in everybody if person is not everybody[2]]
    codes = {person.id: study.cards.make(person.id) for person in everybody}
    words = f"secret words of {leaver.seat}"
    comment = Comment(leaver.id, words, may_print=False, wording="1", written_at=round_.opened_at)
    opened.call(lambda rows: rows.put_comment(comment))
    before = {person.id: study.answering(person.id).answers() for person in others}
    for trace in (leaver.id, words):
        assert trace.encode() in bytes_of(study)

    taken = study.cards.take_back(codes[leaver.id], round_.id)

    assert (taken.seat, taken.closed, taken.withdrawn) == (leaver.seat, False, False)
    assert len(list(study.path.parent.glob(f"{study.path.name}*"))) > 1, "the journal is there and was looked at"
    held = bytes_of(study)
    for trace in (leaver.id, words):
        assert trace.encode() not in held
    assert {person.id: study.answering(person.id).answers() for person in others} == before
    assert all(person.id.encode() in held for person in others)
    study.close()
    assert leaver.id.encode() not in bytes_of(study)
    with Study.open(study.path) as again, pytest.raises(NoSuchCard):
        again.cards.take_back(codes[leaver.id], round_.id)


def test_what_was_chosen_and_chosen_again_goes_too(opened: Store, study: Study, hold: Hold) -> None:
    """Every answer was written twice, so that the journal holds the earlier ones as well."""
    round_ = hold({"family": [3]})
    opened.checkpoint()
    of_the_pack = bytes_of(study).count(NoAnswer.PREFER_NOT_TO_SAY.value.encode())
    person = begin(study, round_, answers=48)
    answering = study.answering(person.id)
    answering.record_all({item.id: NoAnswer.PREFER_NOT_TO_SAY for item in answering.items})
    answering.record_all({item.id: 3 for item in answering.items})
    assert bytes_of(study).count(NoAnswer.PREFER_NOT_TO_SAY.value.encode()) > of_the_pack
    study.cards.take_back(study.cards.make(person.id), round_.id)
    held = bytes_of(study)
    assert person.id.encode() not in held
    assert held.count(NoAnswer.PREFER_NOT_TO_SAY.value.encode()) == of_the_pack


def test_a_card_takes_a_sheet_out_of_a_closed_round_and_the_result_stands(
    opened: Store, study: Study, hold: Hold
) -> None:
    round_ = hold({"family": [3, 4, 5, 2, 1, 3]})
    leaver = people(study, round_)[1]
    code = study.cards.make(leaver.id)
    study.workshops.close_round(round_.id)
    shown = study.results.result(round_.id)
    kept = opened.call(lambda rows: rows.results(round_.id))
    taken = study.cards.take_back(code, round_.id)
    assert (taken.closed, taken.withdrawn) == (True, False)
    assert opened.call(lambda rows: rows.results(round_.id)) == kept
    assert study.results.result(round_.id) == shown
    assert leaver.id.encode() not in bytes_of(study)
    assert len(people(study, round_)) == 5


def test_an_open_circle_that_somebody_leaves_is_marked_as_withdrawn(study: Study) -> None:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id, open_circle=True)
    codes = []
    for voice in ("family", "family", "care_worker", "care_receiver"):
        answering = study.answering(study.workshops.add_participant(round_.id).id)
        answering.consent(AGREED)
        answering.vote(agrees=True)
        answering.choose_voice(voice)
        answer_all(answering, lambda _: 4)
        answering.finish()
        codes.append(study.cards.make(answering.participant.id))
    assert study.workshops.close_round(round_.id).open_circle is OpenCircle.AGREED
    assert not study.results.result(round_.id).withdrawn
    assert study.cards.take_back(codes[0], round_.id).withdrawn
    assert study.results.result(round_.id).withdrawn


# A copy, and pairs


def test_a_copy_holds_ones_own_answers_in_plain_words(opened: Store, study: Study, hold: Hold) -> None:
    round_ = hold({"family": [5]})
    person = begin(study, round_, "care_worker", answers=0)
    answering = study.answering(person.id)
    first, second, third = answering.items[:3]
    answering.record_all({first.id: 2, second.id: NoAnswer.DONT_KNOW})
    opened.call(lambda rows: rows.put_comment(Comment(person.id, "More tea", True, "1", round_.opened_at)))
    code = study.cards.make(person.id)
    answering.seal()
    copy = study.cards.copy(code, round_.id)
    words = answering.words
    assert copy.seat == person.seat
    for told in (
        "Beck Lane team",
        round_.label,
        words["voice.care_worker.name"],
        words["scale.2"],
        "No answer",
        "More tea",
    ):
        assert told in copy.text
    assert copy.text.splitlines()[0] == "A copy of your answers"
    assert copy.lines[0] == (answering.statement(first), words["scale.2"])
    assert copy.lines[1] == (answering.statement(second), words["no_answer.dont_know"])
    assert copy.lines[2] == (answering.statement(third), "")
    assert len(copy.lines) == len(answering.items)
    assert copy.comment == "More tea"
    assert study.answering(person.id).participant.sealed, "a copy opens nothing"


def test_a_card_brought_next_time_pairs_the_two_sheets(opened: Store, study: Study, hold: Hold) -> None:
    first = hold({"family": [3] * 5})
    was, other = people(study, first)[:2]
    old, others = study.cards.make(was.id), study.cards.make(other.id)
    study.workshops.close_round(first.id)
    second = study.workshops.start_round(first.group_id)
    now, neighbour = begin(study, second), begin(study, second)
    study.cards.pair(now.id, old)
    study.cards.pair(now.id, old)
    assert opened.call(lambda rows: rows.pairs(second.id)) == {now.id: was.id}
    with pytest.raises(CardIsPaired):
        study.cards.pair(neighbour.id, old)
    study.cards.pair(neighbour.id, others)
    assert opened.call(lambda rows: rows.pairs(second.id)) == {now.id: was.id, neighbour.id: other.id}
    study.cards.take_back(old, first.id)
    assert opened.call(lambda rows: rows.pairs(second.id)) == {neighbour.id: other.id}


def test_only_an_earlier_round_of_the_same_group_can_be_paired(opened: Store, study: Study, hold: Hold) -> None:
    first, elsewhere = hold({"family": [3] * 5}), hold({"family": [3]}, name="Another team")
    here, there = people(study, first)[0], people(study, elsewhere)[0]
    second = study.workshops.start_round(first.group_id)
    later = begin(study, second)
    refused: list[tuple[Participant, str]] = [
        (later, study.cards.make(there.id)),
        (here, own := study.cards.make(later.id)),
        (later, own),
    ]
    for person, code in refused:
        with pytest.raises(CardNotPairable):
            study.cards.pair(person.id, code)
    study.answering(later.id).finish()
    old = study.cards.make(here.id)
    study.workshops.close_round(second.id)
    with pytest.raises(RoundIsClosed):
        study.cards.pair(later.id, old)
    assert opened.call(lambda rows: rows.pairs(second.id)) == {}


def test_a_study_that_is_only_read_opens_no_sheet(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3]})
    person = begin(study, round_)
    code = study.cards.make(person.id)
    study.answering(person.id).seal()
    study.close()
    path: Path = study.path
    with Study.open(path, read_only=True) as read, pytest.raises(KnownError):
        read.cards.resume(code, round_.id)
    with Study.open(path) as again:
        assert again.answering(person.id).participant.sealed

"""Hands are counted for each voice, stored at once, and closed, printed and exported with what must be said of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from climate_desktop.core import hands
from climate_desktop.core.errors import (
    FewerHereThanHands,
    HandsNotCountable,
    KnownError,
    MoreHandsThanPeople,
    NobodyFinished,
    NobodyToCount,
    NoSuchRound,
    RoundIsClosed,
    UnknownItem,
    UnknownVoice,
)
from climate_desktop.core.study import GroupKind, Mode, OpenCircle, Round, Tally
from climate_desktop.services import listing, printing, sums
from climate_desktop.services.answering import AGREED
from climate_desktop.services.closing import Corrections
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study
from tests.services.conftest import Hold
from tests.services.test_closing import come_late

SEVEN = (0, 1, 2, 3, 1)


def raise_hands(study: Study, round_: Round, voice: str, row: Sequence[int] = SEVEN) -> None:
    """The same hands for every statement, of so many people as there are hands."""
    study.tallies.say_present(round_.id, voice, sum(row))
    for item in study.tallies.counting(round_.id, voice).items:
        study.tallies.count(round_.id, voice, item.id, row)


def score(study: Study, round_: Round) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(listing.result(study, round_.id)))
    return found


def shown(found: dict[str, Any]) -> list[Any]:
    return [(one["id"], one["everyone"], one["voices"]) for one in found["measures"]]


@pytest.fixture
def round_(hold: Hold) -> Round:
    return hold({})


def test_what_was_counted_is_on_the_disk_at_once_and_can_be_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "a.climate"
    with Study.create(path) as study:
        group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
        round_ = study.workshops.start_round(group.id)
        study.tallies.say_present(round_.id, "family", 9)
        first = study.tallies.counting(round_.id, "family").items[0].id
        left = study.tallies.count(round_.id, "family", first, SEVEN)
        assert (len(left.missing), left.too_few) == (47, ())
    with Study.open(path) as study:
        (found,) = study.tallies.begun(round_.id)
        assert (found.voice, found.present, dict(found.counts)) == ("family", 9, {first: SEVEN})
        study.tallies.count(round_.id, "family", first, (0, 0, 0, 0, 3))
        study.tallies.say_present(round_.id, "family", 3)
        again = study.tallies.counting(round_.id, "family")
        assert (again.present, dict(again.counts), again.too_few) == (3, {first: (0, 0, 0, 0, 3)}, (first,))
        study.tallies.forget(round_.id, "family")
        assert study.tallies.begun(round_.id) == ()
        assert not study.tallies.any_counted(round_.id)


BAD: list[tuple[Callable[[Study, str], object], type[KnownError], str]] = [
    (lambda s, r: s.tallies.say_present(r, "family", 0), NobodyToCount, "Nobody is here yet"),
    (lambda s, r: s.tallies.say_present(r, "family", -3), NobodyToCount, "Nobody is here yet"),
    (lambda s, r: s.tallies.say_present(r, "family", 1000), HandsNotCountable, "from 0 to 999"),
    (lambda s, r: s.tallies.say_present(r, "family", "7"), HandsNotCountable, "“7”"),  # type: ignore[arg-type]
    (lambda s, r: s.tallies.say_present(r, "neighbour", 7), UnknownVoice, "care_worker"),
    (lambda s, r: s.tallies.say_present(r, "circle_member", 7), UnknownVoice, "care_worker"),
    (lambda s, r: s.tallies.say_present("nowhere", "family", 7), NoSuchRound, "nowhere"),
    (lambda s, r: s.tallies.say_present(r, "care_worker", 6), FewerHereThanHands, "7 hands"),
    (lambda s, r: s.tallies.count(r, "family", "decisions_1", SEVEN), NobodyToCount, "first"),
    (lambda s, r: s.tallies.count(r, "care_worker", "decisions_1", (0, 0, 4, 4, 0)), MoreHandsThanPeople, "8 hands"),
    (lambda s, r: s.tallies.count(r, "care_worker", "decisions_1", (0, -1, 2, 3, 1)), HandsNotCountable, "“-1”"),
    (lambda s, r: s.tallies.count(r, "care_worker", "decisions_1", (0, 1, 2.5, 3, 1)), HandsNotCountable, "“2.5”"),  # type: ignore[arg-type]
    (lambda s, r: s.tallies.count(r, "care_worker", "decisions_1", (0, True, 2, 3, 1)), HandsNotCountable, "“True”"),
    (lambda s, r: s.tallies.count(r, "care_worker", "decisions_1", (1, 2, 3)), HandsNotCountable, "“1, 2, 3”"),
    (lambda s, r: s.tallies.count(r, "care_worker", "decisions_99", SEVEN), UnknownItem, "decisions_99"),
    (lambda s, r: s.tallies.count(r, "family_", "decisions_1", SEVEN), UnknownVoice, "family_"),
    (lambda s, r: s.tallies.counting("nowhere", "family"), NoSuchRound, "nowhere"),
    (lambda s, r: s.tallies.forget(r, "neighbour"), UnknownVoice, "neighbour"),
]


@pytest.mark.parametrize(("act", "error", "says"), BAD)
def test_bad_numbers_voices_and_statements_are_refused_and_nothing_changes(
    study: Study, round_: Round, act: Callable[[Study, str], object], error: type[KnownError], says: str
) -> None:
    study.tallies.say_present(round_.id, "care_worker", 7)
    study.tallies.count(round_.id, "care_worker", "decisions_1", SEVEN)
    before = study.tallies.begun(round_.id)
    with pytest.raises(error, match=says):
        act(study, round_.id)
    assert study.tallies.begun(round_.id) == before


def test_the_hands_of_a_closed_round_stand(study: Study, round_: Round) -> None:
    raise_hands(study, round_, "family")
    before = study.tallies.begun(round_.id)
    study.workshops.close_round(round_.id)
    for act in (
        lambda: study.tallies.say_present(round_.id, "family", 8),
        lambda: study.tallies.count(round_.id, "family", "decisions_1", SEVEN),
        lambda: study.tallies.forget(round_.id, "family"),
    ):
        with pytest.raises(RoundIsClosed):
            act()
    assert study.tallies.begun(round_.id) == before


def test_a_round_of_hands_alone_is_closed_and_says_so(study: Study, round_: Round) -> None:
    study.tallies.say_present(round_.id, "family", 7)
    with pytest.raises(NobodyFinished):
        study.workshops.close_round(round_.id)
    raise_hands(study, round_, "family")
    study.workshops.close_round(round_.id)
    found = score(study, round_)
    assert (found["answered"], found["hidden"]) == (7, None)
    assert {one["everyone"]["figure"] for one in found["measures"]} == {64}
    assert {one["everyone"]["people"] for one in found["measures"]} == {7}
    assert found["tally"]["voices"] == ["family"]
    assert found["tally"]["notes"][0].startswith("Answers were counted by a show of hands")


def test_hands_and_sheets_are_closed_printed_and_exported(study: Study, hold: Hold, tmp_path: Path) -> None:
    round_ = hold({"care_worker": [4, 3, 5, 4, 2, 4]})
    raise_hands(study, round_, "family")
    study.workshops.close_round(round_.id)
    found = score(study, round_)
    first = found["measures"][0]
    assert {voice: told["people"] for voice, told in first["voices"].items()} == {"care_worker": 6, "family": 7}
    assert first["everyone"]["people"] == found["answered"] == 13
    assert not any(one["everyone"]["likely"] for one in found["measures"])
    assert found["agreement"] == {}
    assert (found["tally"]["with_sheets"], found["tally"]["kept_apart"]) == (True, 0)
    assert found["tally"]["notes"][1] == "Family, friends and volunteers answered by a show of hands."
    assert "ways" not in json.dumps(found)
    printing.make_report(printing.content(study, round_.id), tmp_path / "a.pdf")
    pages = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "a.pdf").pages)
    for note in found["tally"]["notes"]:
        assert note in pages
    assert found["tally"]["notes"][0] in listing.lines(found)


def test_four_sheets_beside_hands_change_no_number_and_are_said_to_be_kept_apart(study: Study, hold: Hold) -> None:
    alone = hold({}, name="Hands alone")
    raise_hands(study, alone, "family")
    study.workshops.close_round(alone.id)
    four = hold({"care_worker": [1, 5, 1, 1]}, name="Four more")
    raise_hands(study, four, "family")
    study.workshops.close_round(four.id)
    found = score(study, four)
    assert shown(found) == shown(score(study, alone))
    assert found["tally"]["kept_apart"] == 4
    assert found["tally"]["notes"][-1].startswith("4 people answered alone")


def test_one_who_comes_late_beside_hands_waits_and_five_make_a_corrected_result(study: Study, hold: Hold) -> None:
    """Sheets that were kept apart count with those that came late, since no result has them yet."""
    round_ = hold({"care_worker": [2, 4, 3, 4]})
    raise_hands(study, round_, "family")
    study.workshops.close_round(round_.id)
    before = score(study, round_)
    assert study.workshops.corrections(round_.id) == Corrections(touched=0, least=5, possible=False)
    come_late(study, round_, "care_worker", 3)
    assert study.workshops.corrections(round_.id) == Corrections(touched=5, least=5, possible=True)
    study.workshops.correct_round(round_.id)
    after = score(study, round_)
    assert before["measures"][0]["everyone"]["people"] == 7
    assert after["measures"][0]["everyone"]["people"] == 12
    assert after["tally"]["kept_apart"] == 0


def test_sheets_taken_back_from_beside_hands_are_never_told_one_by_one(study: Study, hold: Hold) -> None:
    round_ = hold({"care_worker": [2, 4, 3, 4, 3, 2]})
    raise_hands(study, round_, "family")
    study.workshops.close_round(round_.id)
    before = score(study, round_)
    first = study.workshops.room(round_.id).participants[0]
    study.workshops.take_back(first.id)
    assert not study.workshops.corrections(round_.id).possible
    come_late(study, round_, "care_worker", 5)
    assert not study.workshops.corrections(round_.id).possible
    assert shown(score(study, round_)) == shown(before)


def test_hands_let_no_open_circle_be_agreed(study: Study, hold: Hold) -> None:
    """Whoever raises a hand was not asked in private."""
    group = study.workshops.add_group("Open team", GroupKind.TEAM)
    for number, outcome in ((1, OpenCircle.AGREED), (2, OpenCircle.NOT_AGREED)):
        round_ = study.workshops.start_round(group.id, open_circle=True)
        for _ in range(6):
            answering = study.answering(study.workshops.add_participant(round_.id).id)
            answering.consent(AGREED)
            answering.vote(agrees=True)
            answering.choose_voice("care_worker")
            answer_all(answering, lambda _: 4)
            answering.finish()
        if number == 2:
            raise_hands(study, round_, "family")
        assert study.workshops.close_round(round_.id).open_circle is outcome


def test_results_stored_before_hands_were_counted_can_still_be_read(study: Study, round_: Round) -> None:
    tally = Tally("family", 7, {item.id: SEVEN for item in study.results.pack(round_.id).instrument.items})
    made = hands.score_round(study.results.pack(round_.id).instrument, [], "full", [tally])
    text = sums.to_text(made)
    assert sums.from_text(text) == made
    old = json.loads(text)
    for name in ("hands", "uneven", "apart", "ways"):
        del old[name]
    for measure in old["measures"].values():
        del measure["hands"]
    read = sums.from_text(json.dumps(old))
    assert (read.hands, read.apart, read.ways, read.uneven) == ({}, {}, {}, False)
    assert read.sheets == read


def test_rounds_answered_in_other_ways_are_not_compared_and_no_share_is_told(study: Study) -> None:
    """A round with faces beside a plain one: the shares are kept for this alone."""
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    for faces in (0, 1, 3):
        round_ = study.workshops.start_round(group.id)
        for person in range(8):
            answering = study.answering(study.workshops.add_participant(round_.id).id)
            answering.consent(AGREED)
            answering.choose_voice("family")
            answering.use(Mode.FACES if person < faces else Mode.SCREEN)
            answer_all(answering, lambda _: 4)
            answering.finish()
        study.workshops.close_round(round_.id)
        since = study.results.result(round_.id).since
        assert since is not None
        assert since.why_not == {0: "first", 1: "", 3: "not_ways"}[faces]
        said = json.dumps(score(study, round_))
        assert not any(share in said for share in ('"faces"', '"ways"', "3/8", "0.375", "38 %"))


def test_the_sums_of_a_round_keep_how_many_answered_in_which_way(study: Study, hold: Hold) -> None:
    round_ = hold({"care_worker": [4] * 5})
    raise_hands(study, round_, "family", (0, 0, 5, 0, 0))
    study.workshops.close_round(round_.id)
    stored = sqlite3.connect(study.path).execute("SELECT sums FROM results").fetchone()
    assert sums.from_text(stored[0]).ways == {"tally": Fraction(1, 2)}

"""What changes after a round was closed: answers taken back, late forms, corrected results."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from pypdf import PdfReader

from climate_desktop.core.errors import (
    CorrectionTellsTooMuch,
    RoundIsClosed,
    RoundIsOpen,
    TooFewCorrections,
)
from climate_desktop.core.study import Participant, Progress, Round
from climate_desktop.services import listing, printing, sums
from climate_desktop.services.answering import AGREED
from climate_desktop.services.closing import Corrections
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study
from tests.services.conftest import Hold

TWELVE = {"care_worker": [4, 3, 5, 4, 2, 4], "family": [2, 3, 4, 2, 3, 3]}


def people(study: Study, round_: Round, voice: str = "") -> list[Participant]:
    everyone = study.workshops.room(round_.id).participants
    return [person for person in everyone if voice in ("", person.voice)]


def come_late(
    study: Study, round_: Round, voice: str, given: int, *, finish: bool = True, without: Collection[str] = ()
) -> Participant:
    """Somebody who comes after closing and gives this answer to every statement but those they leave out."""
    answering = study.answering(study.workshops.add_late(round_.id).id)
    answering.consent(AGREED)
    answering.choose_voice(voice)
    answer_all(answering, lambda item: None if item in without else given)
    if finish:
        answering.finish()
    return answering.participant


def printed(study: Study, round_: Round, target: Path) -> bytes:
    printing.make_report(printing.content(study, round_.id), target)
    return target.read_bytes()


@pytest.fixture
def twelve(study: Study, hold: Hold) -> Round:
    """A closed round of six workers and six of the family, whose results were opened."""
    round_ = hold(TWELVE)
    study.workshops.close_round(round_.id)
    study.results.result(round_.id)
    return round_


def test_of_twelve_one_takes_the_answers_back_and_nothing_is_computed_again(
    study: Study, twelve: Round, tmp_path: Path
) -> None:
    before = printed(study, twelve, tmp_path / "before.pdf")
    person = people(study, twelve)[0]
    study.workshops.take_back(person.id)
    assert printed(study, twelve, tmp_path / "after.pdf") == before
    assert len(people(study, twelve)) == 11
    assert study.workshops.corrections(twelve.id) == Corrections(touched=1, least=5, possible=False)
    with pytest.raises(TooFewCorrections, match=r"1 changes .* needs 5"):
        study.workshops.correct_round(twelve.id)
    assert printed(study, twelve, tmp_path / "again.pdf") == before


def test_what_was_taken_back_is_gone_from_file_and_journal(study: Study, twelve: Round) -> None:
    person = people(study, twelve)[3]
    study.workshops.take_back(person.id)
    for file in study.path.parent.iterdir():
        assert person.id.encode() not in file.read_bytes(), file.name
        assert person.seat.encode() not in file.read_bytes(), file.name


def test_a_late_form_waits_and_enters_nothing(study: Study, twelve: Round, tmp_path: Path) -> None:
    before = printed(study, twelve, tmp_path / "before.pdf")
    late = come_late(study, twelve, "family", 1)
    assert study.answering(late.id).is_late
    assert study.answering(late.id).participant.progress is Progress.FINISHED
    assert printed(study, twelve, tmp_path / "after.pdf") == before
    assert study.workshops.corrections(twelve.id).touched == 1
    study.workshops.reopen(late.id)
    assert study.workshops.corrections(twelve.id).touched == 0
    study.workshops.take_back(late.id)
    assert len(people(study, twelve)) == 12


def test_those_in_the_result_stay_as_they_are(study: Study, twelve: Round) -> None:
    person = people(study, twelve)[0]
    for change in (
        lambda: study.workshops.reopen(person.id),
        lambda: study.workshops.set_voice(person.id, "family"),
        lambda: study.workshops.remove(person.id),
        lambda: study.workshops.add_participant(twelve.id),
    ):
        with pytest.raises(RoundIsClosed):
            change()
    assert study.workshops.corrections(twelve.id).touched == 0


def test_from_five_changes_on_a_corrected_result_says_that_it_is_one_and_the_old_is_kept(
    study: Study, twelve: Round, tmp_path: Path
) -> None:
    before = study.results.result(twelve.id)
    for given in (2, 3, 4, 2, 5, 3):
        come_late(study, twelve, "family", given)
    unfinished = come_late(study, twelve, "family", 1, finish=False)
    assert study.workshops.corrections(twelve.id) == Corrections(touched=6, least=5, possible=True)
    study.workshops.correct_round(twelve.id)
    after = study.results.result(twelve.id)
    assert (before.answered, after.answered) == (12, 18)
    assert before.corrected_on is None
    assert after.corrected_on is not None
    kept = study._store.call(lambda rows: rows.results(twelve.id))  # noqa: SLF001
    assert [sums.from_text(text).answered for text in kept] == [12, 18]
    printed(study, twelve, tmp_path / "corrected.pdf")
    said = f"Corrected on {after.corrected_on.day} {after.corrected_on:%B %Y}. These results take the place"
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "corrected.pdf").pages]
    assert all(said in page for page in pages)
    found = listing.result(study, twelve.id)
    assert (found["corrected_on"], said in found["banner"]) == (after.corrected_on.isoformat(), True)
    assert study.workshops.corrections(twelve.id).touched == 0
    with pytest.raises(TooFewCorrections):
        study.workshops.correct_round(twelve.id)
    study.answering(unfinished.id).finish()
    assert study.workshops.corrections(twelve.id).touched == 1
    counted = next(person for person in people(study, twelve) if person.late == 1)
    with pytest.raises(RoundIsClosed):
        study.workshops.reopen(counted.id)


def test_five_changes_of_which_one_belongs_to_another_voice_are_refused(study: Study, twelve: Round) -> None:
    """The two results would tell that one person’s score: it is all by which their voice has changed."""
    for given in (2, 3, 4, 2, 3):
        come_late(study, twelve, "family", given)
    assert study.workshops.corrections(twelve.id).possible
    study.workshops.take_back(people(study, twelve, "care_worker")[0].id)
    assert study.workshops.corrections(twelve.id) == Corrections(touched=6, least=5, possible=False)
    with pytest.raises(CorrectionTellsTooMuch):
        study.workshops.correct_round(twelve.id)


def test_changes_are_weighed_against_every_earlier_result(study: Study, twelve: Round) -> None:
    """Five come, then four of them and one other leave: beside the first result, two people would have changed."""
    late = [come_late(study, twelve, "family", given) for given in (2, 3, 4, 2, 3)]
    study.workshops.correct_round(twelve.id)
    for person in late[:4]:
        study.workshops.take_back(person.id)
    study.workshops.take_back(people(study, twelve, "family")[0].id)
    assert study.workshops.corrections(twelve.id) == Corrections(touched=5, least=5, possible=False, newest=2)


def test_five_who_said_the_same_extreme_are_not_told_by_a_correction(study: Study, twelve: Round) -> None:
    for _ in range(5):
        come_late(study, twelve, "family", 5)
    assert not study.workshops.corrections(twelve.id).possible


def test_statements_left_out_by_some_who_came_late_are_no_matter(study: Study, twelve: Round) -> None:
    for given in (2, 3, 4, 2, 3):
        come_late(
            study, twelve, "family", given, without=study.answering(people(study, twelve)[0].id).items[given].id.split()
        )
    assert study.workshops.corrections(twelve.id).possible


def test_the_few_answers_of_one_person_without_a_score_are_not_told_by_a_correction(
    study: Study, twelve: Round
) -> None:
    """Nobody who came late has a score on the first theme, but one of them answered one statement of it."""
    asked = study.answering(people(study, twelve)[0].id).instrument
    theme = [item.id for item in asked.items_of[asked.factors[0].id]]
    for number, given in enumerate((2, 3, 4, 2, 3)):
        come_late(study, twelve, "family", given, without=theme[1:] if number == 0 else theme)
    assert study.workshops.corrections(twelve.id) == Corrections(touched=5, least=5, possible=False)


def test_undoing_a_closing_takes_those_who_came_late_in(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3] * 6})
    study.workshops.close_round(round_.id)
    come_late(study, round_, "family", 4)
    study.workshops.undo_close(round_.id)
    assert [person.late for person in people(study, round_)] == [0] * 7
    with pytest.raises(RoundIsOpen):
        study.workshops.corrections(round_.id)
    study.workshops.close_round(round_.id)
    assert study.results.result(round_.id).answered == 7


def test_an_open_round_has_nothing_to_correct_and_nobody_is_late(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3] * 6})
    for early in (study.workshops.corrections, study.workshops.correct_round, study.workshops.add_late):
        with pytest.raises(RoundIsOpen):
            early(round_.id)

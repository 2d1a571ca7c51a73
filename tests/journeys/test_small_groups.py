"""The usual case and a smaller one, from answers to the printed pages: nothing empty, nothing given away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from climate_desktop.core.study import GroupKind
from climate_desktop.services import printing
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study


def letters(text: str) -> str:
    """The text without spaces and line ends, which printing moves about, and without what stands on every page."""
    every_page = r"(BeckLaneteam,\w+)?(Fullreport|Conversationsheet)Confidential\.Forthepeopleofthisgroup\.Page\d+of\d+"
    return re.sub(every_page, "", re.sub(r"\s+", "", text))


def printed(folder: Path, people: Mapping[str, Sequence[int]]) -> tuple[str, Study, str]:
    """The words of the report of a team in which each person gives one answer to everything."""
    study = Study.create(folder / "small.climate")
    round_ = study.workshops.start_round(study.workshops.add_group("Beck Lane team", GroupKind.TEAM).id)
    for voice, answers in people.items():
        for answer in answers:
            answering = study.answering(study.workshops.add_participant(round_.id).id)
            answering.consent(AGREED)
            answering.choose_voice(voice)
            answer_all(answering, lambda _, given=answer: given)  # type: ignore[misc]
            answering.finish()
    study.workshops.close_round(round_.id)
    target = folder / "report.pdf"
    printing.make_report(printing.content(study, round_.id), target)
    return " ".join(page.extract_text() for page in PdfReader(target).pages), study, round_.id


def test_a_group_of_seven_reads_every_account_of_its_own_band_and_no_other(tmp_path: Path) -> None:
    """One receiver (very low), four workers (high) and two of family: the whole group's score is 57, medium."""
    text, study, round_id = printed(tmp_path, {"care_receiver": [1], "care_worker": [4] * 4, "family": [3] * 2})
    words, pack = study.results.words(round_id), study.results.pack(round_id)
    page = letters(text)
    for factor in pack.instrument.factors:
        for voice in pack.instrument.voices:
            account = f"{factor.domain}.{factor.id}.{{}}.{voice.id}"
            assert letters(words[account.format("medium")]) in page, account
            for band in ("low", "high"):
                assert letters(words[account.format(band)]) not in page, account
        assert letters(words[f"{factor.domain}.{factor.id}.medium.general"]) in page
    figures = {int(n) for n in re.findall(r"\b(?:Low|Medium|High) (\d+)(?![\d–])", text)}
    assert figures == {57}
    assert letters(words["report.example_note"]) in page
    study.close()


@pytest.mark.parametrize("people", [{"family": [1, 5, 3]}, {"care_receiver": [1], "care_worker": [5, 5, 5]}])
def test_a_group_below_five_gets_every_question_and_no_score(tmp_path: Path, people: dict[str, list[int]]) -> None:
    text, study, round_id = printed(tmp_path, people)
    words, pack = study.results.words(round_id), study.results.pack(round_id)
    page = letters(text)
    for factor in pack.instrument.factors:
        for kind in ("questions", "first_steps"):
            for told in words.all(f"{factor.domain}.{factor.id}.medium.{kind}"):
                assert letters(told) in page
    assert not re.search(r"(?:Low|Medium|High) \d", text)
    assert letters("Fewer than 5 people answered") in page
    study.close()

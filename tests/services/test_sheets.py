"""Sheets for a pen, for a questionnaire and for a round."""

from __future__ import annotations

import errno
import re
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

from climate_desktop.core.errors import DiskFull, NoShortForm, PackNotFound, SheetNotPrintable, UnknownVoice
from climate_desktop.core.study import GroupKind
from climate_desktop.report import writing
from climate_desktop.services import sheets
from climate_desktop.services.library import Library
from climate_desktop.services.sheets import Wish
from climate_desktop.services.study import Study
from tests import other_packs


def folder_of(tmp_path: Path, name: str) -> str:
    shape = next(shape for shape in other_packs.SHAPES if shape.id == name)
    return str(other_packs.shelve(tmp_path, shape))


def told(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def test_a_pack_is_named_by_its_id_or_by_its_folder(tmp_path: Path) -> None:
    library = Library(tmp_path / "own")
    of_id = sheets.of_pack("social-climate", Wish(), library)
    assert of_id.voices == ("care_receiver", "care_worker", "family", "circle_member")
    of_folder = sheets.of_pack(folder_of(tmp_path, "two-voices"), Wish(voices=("voice_2",)), library)
    assert of_folder.voices == ("voice_2",)
    with pytest.raises(PackNotFound):
        sheets.of_pack("nowhere", Wish(), library)


def test_an_unknown_voice_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownVoice) as refused:
        sheets.of_pack("social-climate", Wish(voices=("famly",)), Library(tmp_path / "own"))
    assert "“famly”" in str(refused.value)
    assert "family" in str(refused.value)


def test_a_questionnaire_without_a_short_form_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoShortForm):
        sheets.of_pack(folder_of(tmp_path, "one-voice"), Wish(form="short"), Library(tmp_path / "own"))


def test_letters_that_cannot_be_printed_are_one_sentence_and_no_file(tmp_path: Path) -> None:
    content = sheets.of_pack(folder_of(tmp_path, "arabic"), Wish(), Library(tmp_path / "own"))
    with pytest.raises(SheetNotPrintable):
        sheets.make(content, tmp_path / "forms.pdf")
    assert not (tmp_path / "forms.pdf").exists()


def test_a_full_disk_is_one_sentence_and_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "forms.pdf"
    target.write_bytes(b"as it was")

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(writing, "_write", full)
    with pytest.raises(DiskFull):
        sheets.make(sheets.of_pack("social-climate", Wish(), Library(tmp_path / "own")), target)
    assert target.read_bytes() == b"as it was"
    assert [file.name for file in tmp_path.iterdir()] == ["forms.pdf"]


def test_a_round_gets_the_forms_that_its_keying_takes(tmp_path: Path) -> None:
    """The number that is printed is the number that is keyed, for every voice of the group."""
    with Study.create(tmp_path / "test.climate") as study:
        for kind, count in ((GroupKind.TEAM, 3), (GroupKind.CIRCLE, 4)):
            group = study.workshops.add_group(f"Beck Lane {kind}", kind)
            round_ = study.workshops.start_round(group.id)
            offered = [voice for voice, _ in sheets.voices(study, round_.id)]
            assert len(offered) == count
            content = sheets.of_round(study, round_.id, Wish())
            assert content.voices == tuple(offered)
            assert (content.group, content.least, content.rehearsal) == (group.name, round_.thresholds.mean, False)
            for voice in offered:
                target = tmp_path / f"{voice}.pdf"
                sheets.make(sheets.of_round(study, round_.id, Wish(voices=(voice,))), target)
                (code,) = set(re.findall(r"CD (\d{6})", told(target)))
                assert study.keying.read(round_.id, code).voice == voice
        team = next(card.group for card in study.workshops.groups() if card.group.kind is GroupKind.TEAM)
        (round_,) = study.workshops.rounds(team.id)
        with pytest.raises(UnknownVoice):
            sheets.of_round(study, round_.id, Wish(voices=("circle_member",)))


def test_sheets_of_a_practice_study_are_marked(tmp_path: Path) -> None:
    with Study.create(tmp_path / "practice.climate", practice=True) as study:
        group = study.workshops.add_group("Made up", GroupKind.TEAM)
        assert sheets.of_round(study, study.workshops.start_round(group.id).id, Wish()).rehearsal


def test_so_many_copies_of_each_are_made_and_never_more_than_99(tmp_path: Path) -> None:
    library = Library(tmp_path / "own")
    once = sheets.make(sheets.of_pack("social-climate", Wish(form="short"), library), tmp_path / "one.pdf")
    thrice = sheets.make(sheets.of_pack("social-climate", Wish(form="short", copies=3), library), tmp_path / "three.pdf")
    assert thrice == 3 * once
    assert sheets.of_pack("social-climate", Wish(copies=1000), library).copies == sheets.MOST_COPIES
    assert sheets.of_pack("social-climate", Wish(copies=0), library).copies == 1


def test_a_process_of_its_own_makes_the_same_file(tmp_path: Path) -> None:
    content = sheets.of_pack("social-climate", Wish(voices=("family",)), Library(tmp_path / "own"))
    pages = sheets.make(content, tmp_path / "here.pdf")
    job = sheets.job(content, tmp_path / "there.pdf")
    until = time.monotonic() + 60
    while not (state := job.poll()).done and time.monotonic() < until:
        time.sleep(0.02)
    assert (state.pages, state.error) == (pages, None)
    assert (tmp_path / "there.pdf").read_bytes() == (tmp_path / "here.pdf").read_bytes()

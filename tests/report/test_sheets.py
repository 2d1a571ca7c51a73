"""Sheets for a pen, read back out of the file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from climate_desktop import packs
from climate_desktop.core.errors import SheetNotPrintable, TargetNotWritable
from climate_desktop.core.form_code import is_whole, voice_of
from climate_desktop.core.keypad import key_of
from climate_desktop.packs import Pack
from climate_desktop.report.sheets import Print, SheetContent, SheetKind, sheets_pdf, write_sheets
from climate_desktop.report.sheets.ink import Ink
from climate_desktop.report.sheets.labels import in_columns
from climate_desktop.report.sheets.questionnaire import EIGHT, questionnaire
from climate_desktop.report.sheets.rows import StatementRow
from climate_desktop.report.style import SEMIBOLD, use_fonts
from tests import other_packs
from tests.report import qr_reading

BUNDLED = tuple(pack.id for pack in packs.bundled())
EDITIONS = tuple(Print)
ONE_LINE = re.compile(r"\s+")


@cache
def pack_of(name: str) -> Pack:
    if name in BUNDLED:
        return packs.find(name)
    return packs.load_text(other_packs.files(next(shape for shape in other_packs.SHAPES if shape.id == name)), name)


def content(name: str, edition: Print = Print.STANDARD, kind: SheetKind = SheetKind.QUESTIONNAIRE) -> SheetContent:
    pack = pack_of(name)
    voices = tuple(voice.id for voice in pack.instrument.voices)
    return SheetContent(
        pack.instrument, pack.language(), pack.text, voices, 10, "Climate Desktop test", kind=kind, print=edition
    )


@cache
def made(asked: str, edition: Print, voice: str, paper: str = "a4") -> bytes:
    return sheets_pdf(replace(content(asked, edition), voices=(voice,), paper=paper))[0]


@cache
def told(data: bytes) -> list[str]:
    return [ONE_LINE.sub(" ", page.extract_text()) for page in pypdf.PdfReader(BytesIO(data)).pages]


def every_form() -> list[tuple[str, Print, str]]:
    return [
        (pack, edition, voice.id) for pack in BUNDLED for edition in EDITIONS for voice in pack_of(pack).instrument.voices
    ]


@pytest.mark.parametrize(("pack", "edition", "voice"), every_form())
def test_each_statement_stands_on_the_form_once_in_its_voices_own_words(pack: str, edition: Print, voice: str) -> None:
    asked = content(pack, edition)
    said = " ".join(told(made(pack, edition, voice)))
    # A number, its statement and the first word or box digit after it: a statement inside another one does not count.
    found = Counter(
        match.group(1)
        for number, item in enumerate(asked.items, 1)
        for match in re.finditer(rf"(?<!\d){number} ({re.escape(asked.statement(item, voice))})", said)
    )
    assert found == Counter(asked.statement(item, voice) for item in asked.items)
    others = {"easy", *asked.voices} - {"easy" if edition is Print.EASY else voice}
    mine = {asked.statement(item, voice) for item in asked.items}
    for item in asked.items:
        for other in others:
            words = asked.words[f"item.{item.id}.{other}"]
            if not any(words in one for one in mine):
                assert words not in said, (item.id, other)


@pytest.mark.parametrize(("pack", "edition", "voice"), every_form())
def test_every_page_bears_the_code_in_digits_and_for_a_scanner(pack: str, edition: Print, voice: str) -> None:
    asked = content(pack, edition)
    data = made(pack, edition, voice)
    texts, pages = told(data), pypdf.PdfReader(BytesIO(data)).pages
    for text, page in zip(texts, pages, strict=True):
        (code,) = re.findall(r"CD (\d{6})", text)
        assert is_whole(code)
        assert voice_of(code, asked.pack_text, asked.voices, asked.form) == voice
        assert qr_reading.read(qr_reading.modules(page)) == f"CD1:{code}"
    assert [re.findall(r"Page (\d+) of (\d+)", text) for text in texts] == [
        [(str(n), str(len(texts)))] for n in range(1, len(texts) + 1)
    ]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("pack", BUNDLED)
def test_a_standard_form_has_the_same_eight_statements_a_page_as_the_keying(pack: str, paper: str) -> None:
    for voice in content(pack).voices:
        counts = [text.count("Rather not say") for text in told(made(pack, Print.STANDARD, voice, paper))]
        full = [count for count in counts if count]
        assert full == [EIGHT] * (len(full) - 1) + [len(content(pack).items) - EIGHT * (len(full) - 1)]
        assert counts[:2] == [0, 0]


@pytest.mark.parametrize(("pack", "edition", "voice"), every_form())
def test_no_statement_parts_at_the_foot_of_a_page(pack: str, edition: Print, voice: str) -> None:
    asked = content(pack, edition)
    other = asked.words["easy.prefer_not_to_say" if edition is Print.EASY else "no_answer.prefer_not_to_say"]
    seen = 0
    for text in told(made(pack, edition, voice)):
        numbered = [item for item in asked.items if asked.statement(item, voice) in text]
        assert text.count(other) == len(numbered)
        seen += len(numbered)
    assert seen == len(asked.items)


def test_a_row_never_splits() -> None:
    asked = content("eight-items", Print.LARGE)
    rows = [piece for piece in questionnaire(Ink(asked), "voice_1").story() if isinstance(piece, StatementRow)]
    assert len(rows) == len(asked.items)
    for row in rows:
        row.wrap(500, 700)
        assert row.split(500, row.height - 1) == []


def test_a_reverse_statement_looks_like_any_other() -> None:
    """A form that told them apart would tell people what is wanted."""
    asked = content("eight-items")
    assert any(item.reverse for item in asked.items)
    plain = replace(asked.instrument, items=tuple(replace(item, reverse=False) for item in asked.instrument.items))
    assert sheets_pdf(asked)[0] == sheets_pdf(replace(asked, instrument=plain))[0]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("shape", other_packs.SHAPES, ids=lambda shape: shape.id)
def test_every_pack_prints_every_sheet(shape: other_packs.Shape, edition: Print) -> None:
    for kind in SheetKind:
        asked = content(shape.id, edition, kind)
        if edition is not Print.STANDARD:
            asked = replace(asked, voices=asked.voices[:1])
        if shape.script in ("greek", "arabic", "chinese") and kind in (SheetKind.QUESTIONNAIRE, SheetKind.SLIPS):
            with pytest.raises(SheetNotPrintable):
                sheets_pdf(asked)
            continue
        for paper in ("a4", "letter") if edition is Print.LARGE else ("a4",):
            data, pages = sheets_pdf(replace(asked, paper=paper))
            said = told(data)
            assert len(said) == pages
            if kind is SheetKind.QUESTIONNAIRE:
                everything = " ".join(said)
                for voice in asked.voices:
                    for item in asked.items:
                        assert asked.statement(item, voice) in everything


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", SheetKind)
def test_the_same_sheets_are_the_same_bytes(kind: SheetKind, edition: Print) -> None:
    asked = content(BUNDLED[0], edition, kind)
    assert sheets_pdf(asked) == sheets_pdf(asked)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_small_numbers_are_the_keys_that_keep_the_answer(edition: Print) -> None:
    """Faces stand for the ends and the middle of the scale, so their keys are 1, 3 and 5."""
    asked = content("social-climate", edition)
    scale = asked.instrument.scale
    values = list(scale.faces.values()) if edition is Print.EASY else list(scale.values)
    last = asked.statement(asked.items[-1], "family")
    page = next(text for text in told(made("social-climate", edition, "family")) if last in text)
    after = page[page.index(last) + len(last) :]
    assert re.findall(r"(?<!\w)\d(?!\w)", after)[: len(values)] == [key_of(value, scale).sign for value in values]


def test_an_easy_read_form_without_a_middle_answer_has_boxes_instead_of_faces() -> None:
    asked = content("circle-first", Print.EASY)
    assert not asked.instrument.scale.faces
    text = " ".join(told(sheets_pdf(asked)[0]))
    assert asked.words["easy.sometimes"] not in text
    assert asked.words["form.mark_easy"] not in text
    assert asked.words["scale.1"] in text


@pytest.mark.parametrize(("pack", "edition", "voice"), every_form())
def test_the_first_page_has_the_card_and_its_back_stays_free(pack: str, edition: Print, voice: str) -> None:
    words = content(pack).words
    reader = pypdf.PdfReader(BytesIO(made(pack, edition, voice)))
    first = ONE_LINE.sub(" ", reader.pages[0].extract_text())
    for name in ("card_title", "card_sign", "card_code", "card_until", "card_use", "tear"):
        assert words[f"form.{name}"] in first, name
    tear = places(reader.pages[0], words["form.tear"])
    lowest = min(y for y, text in lines(reader.pages[1]) if "Page" not in text and words["form.foot"] not in text)
    assert lowest > tear


def lines(page: pypdf.PageObject) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []

    def see(text: str, _cm: list[float], at: list[float], _font: object, _size: float) -> None:
        if text.strip():
            found.append((_cm[5] + at[5] * _cm[3], text.strip()))

    page.extract_text(visitor_text=see)
    return found


def places(page: pypdf.PageObject, words: str) -> float:
    return next(y for y, text in lines(page) if words in text)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_form_says_what_taking_part_means_and_asks_how_the_person_agrees(edition: Print) -> None:
    asked = content("social-climate", edition)
    said = " ".join(told(made("social-climate", edition, "family")))
    part = "form.easy_points" if edition is Print.EASY else "form.points"
    for point in asked.words.all(part):
        assert point.format(count=48, minutes=10, least=5) in said
    for kind in ("agree", "agree_with_support", "answered_by_another", "answered_by_another_note", "contact"):
        assert asked.words[f"consent.{kind}"] in said
    for fact in ("fact_asks", "fact_kept", "fact_talk"):
        assert asked.words[f"form.{fact}"] in said


def test_no_form_begins_on_the_back_of_another() -> None:
    asked = replace(content("social-climate", Print.LARGE), copies=2)
    pages = [re.findall(r"Page (\d+) of (\d+)", text)[0] for text in told(sheets_pdf(asked)[0])]
    starts = [place for place, (number, _) in enumerate(pages) if number == "1"]
    assert len(starts) == 2 * len(asked.voices)
    assert all(place % 2 == 0 for place in starts)
    for place, (number, of) in enumerate(pages):
        begun = max(start for start in starts if start <= place)
        assert int(number) == place - begun + 1
        assert int(of) == next((start for start in starts if start > place), len(pages)) - begun


def test_the_short_form_asks_the_short_statements_and_has_another_code() -> None:
    full = content("social-climate")
    short = replace(full, form="short", voices=("family",))
    said = " ".join(told(sheets_pdf(short)[0]))
    for item in full.items:
        assert (full.statement(item, "family") in said) == item.short, item.id
    assert short.code("family") != full.code("family")
    assert f"CD {short.code('family')}" in said


def test_letters_are_never_smaller_than_the_edition_promises() -> None:
    """Standard 14, large 18, easy read 16 points, never under 12; only the keys in the boxes are smaller."""
    for edition, statement, least in ((Print.STANDARD, 14, 12), (Print.LARGE, 18, 16), (Print.EASY, 16, 14)):
        asked = replace(content("social-climate", edition), voices=("family",))
        rows = [piece for piece in questionnaire(Ink(asked), "family").story() if isinstance(piece, StatementRow)]
        assert {row.setting.size for row in rows} == {statement}
        assert {row.setting.others.size for row in rows} == {least}


def test_a_very_long_statement_becomes_smaller_and_never_fails() -> None:
    asked = content("long-names", Print.LARGE)
    texts = dict(asked.words.texts)
    for value in asked.instrument.scale.values:
        texts[f"scale.{value}"] = ("word " * 40,)
    for item in asked.items:
        texts[f"item.{item.id}.voice_1"] = ("and so on " * 390,)
    asked = replace(asked, words=replace(asked.words, texts=texts), voices=("voice_1",), paper="letter")
    data, _ = sheets_pdf(asked)
    assert " ".join(told(data)).count(asked.words["report.shortened"]) >= len(asked.items)


def test_words_of_a_pack_stand_for_themselves() -> None:
    asked = content("two-voices")
    texts = dict(asked.words.texts) | {
        "item.factor_1_1_1.voice_1": ('<b>Bold & <img src="/etc/hostname"/> {count}',),
        "voice.voice_1.within": ("<i>them & us",),
        "pack.name": ("A <b>name",),
    }
    said = " ".join(told(sheets_pdf(replace(asked, words=replace(asked.words, texts=texts)))[0]))
    for words in ('<b>Bold & <img src="/etc/hostname"/> {count}', "For <i>them & us", "A <b>name"):
        assert words in said


def test_rehearsal_sheets_say_so_on_every_page() -> None:
    for kind in SheetKind:
        asked = replace(content("social-climate", kind=kind), rehearsal=True)
        assert all(asked.words["form.rehearsal"] in text for text in told(sheets_pdf(asked)[0]))
        real = told(sheets_pdf(replace(asked, rehearsal=False))[0])
        assert not any(asked.words["form.rehearsal"] in text for text in real)


def test_slips_tell_one_voice_a_page_and_nothing_else() -> None:
    asked = content("social-climate", kind=SheetKind.SLIPS)
    said = told(sheets_pdf(asked)[0])
    for voice, text in zip(asked.voices, said, strict=True):
        assert text.count(asked.words[f"voice.{voice}.choose"]) == 10
        assert not any(asked.words[f"voice.{other}.choose"] in text for other in asked.voices if other != voice)
        assert "CD " not in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_sheets_to_write_on_are_one_page(edition: Print) -> None:
    for kind, head in ((SheetKind.TAKE_HOME, "report.cover_title"), (SheetKind.ACTIONS, "report.agreed_title")):
        asked = replace(content("social-climate", edition, kind), group="Hebble Valley team")
        (text,) = told(sheets_pdf(asked)[0])
        assert asked.words[head] in text
        assert "Hebble Valley team" in text


def test_a_consent_sheet_has_the_words_that_are_shown_on_the_screen() -> None:
    asked = content("social-climate", kind=SheetKind.CONSENT)
    said = " ".join(told(sheets_pdf(asked)[0]))
    for point in asked.words.all("consent.points"):
        assert point.format(count=48, minutes=10, least=5) in said


def test_only_our_typeface_is_in_the_file_and_all_of_it_is_embedded() -> None:
    for kind in SheetKind:
        for edition in EDITIONS:
            with pikepdf.open(BytesIO(sheets_pdf(content("social-climate", edition, kind))[0])) as pdf:
                assert str(pdf.Root.Lang) == "en-GB"
                fonts = {str(f.BaseFont) for page in pdf.pages for _, f in page.Resources.Font.items()}
                assert all("Atkinson" in font for font in fonts), fonts


def test_nothing_is_left_behind_when_the_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(TargetNotWritable):
        write_sheets(tmp_path / "nowhere" / "forms.pdf", content("smallest"))
    target = tmp_path / "forms.pdf"
    assert write_sheets(target, content("smallest")) == len(pypdf.PdfReader(target).pages)
    assert [file.name for file in tmp_path.iterdir()] == ["forms.pdf"]


def test_labels_break_between_words_and_never_touch() -> None:
    use_fonts()
    labels = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
    found = in_columns(labels, 58, SEMIBOLD, 12, 4)
    assert found is not None
    assert tuple(" ".join(lines) for lines in found) == labels
    assert max(map(len, found)) == 3
    assert in_columns(labels, 30, SEMIBOLD, 12, 4) is None
    assert in_columns(("Longestwordthatthereis",) * 2, 58, SEMIBOLD, 12, 4) is None

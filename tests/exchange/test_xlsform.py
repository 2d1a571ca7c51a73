"""A questionnaire as a form that other programs accept, and a translated one read back."""

from __future__ import annotations

import os
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from pyxform.xls2xform import convert

from climate_desktop import packs, paths
from climate_desktop.core.errors import (
    CellNotText,
    FormNamesRunTogether,
    LabelColumnsMissing,
    LabelColumnTwice,
    LabelColumnUnclear,
    NameColumnMissing,
    NameTwice,
)
from climate_desktop.core.instrument import Item, Voice
from climate_desktop.core.words import Words
from climate_desktop.exchange import workbook, xlsform
from tests.exchange.samples import INSTRUMENT, NO_ANSWERS, edited, saved, swapped, words, written

XFORMS = "{http://www.w3.org/2002/xforms}"
HEAD = ("type", "name", "label::English (en-GB)")
Labels = dict[str, dict[str, str]]


def form_of(path: Path) -> tuple[ElementTree.Element, Labels]:
    """The XForm that pyxform makes of a workbook, and its texts by language and reference."""
    tree = ElementTree.fromstring(convert(path, validate=False).xform)
    texts: Labels = {}
    for translation in tree.iter(f"{XFORMS}translation"):
        texts[translation.attrib["lang"]] = {
            text.attrib["id"]: text.findtext(f"{XFORMS}value", "") for text in translation.iter(f"{XFORMS}text")
        }
    return tree, texts


# Out


def test_pyxform_accepts_the_workbook_and_every_item_has_its_label_in_each_language(tmp_path: Path) -> None:
    _, texts = form_of(written(tmp_path, words(), words("cy")))
    assert list(texts) == ["English (en-GB)", "Cymraeg (cy)"]
    for column, language in (("English (en-GB)", "en-GB"), ("Cymraeg (cy)", "cy")):
        for item in INSTRUMENT.items:
            for voice in ("family", "worker", "easy"):
                said = texts[column][f"/data/{item.id}__{voice}:label"]
                assert said == f"item.{item.id}.{voice} in {language}"


@pytest.mark.parametrize(
    "folder", sorted(file.parent for file in paths.rubrics().glob("*/pack.toml")), ids=lambda p: p.name
)
def test_every_bundled_pack_becomes_a_form_and_comes_back_word_for_word(folder: Path, tmp_path: Path) -> None:
    pack = packs.load(folder)
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform.write(pack.instrument, tuple(pack.words.values())))
    _, texts = form_of(path)
    found = xlsform.read(path, pack.instrument)
    assert (found.unknown, found.version) == ((), pack.version)
    asked = len(pack.instrument.items) * (len(pack.instrument.voices) + 1)
    for language in pack.words:
        column = next(name for name in texts if name.endswith(f"({language})"))
        assert len([ref for ref in texts[column] if "__" in ref]) == asked
        for text_id in xlsform.text_ids(pack.instrument).values():
            assert found.texts[language, text_id] == pack.words[language][text_id]


def test_each_wording_is_shown_to_its_voice_only_and_easy_read_has_three_answers(tmp_path: Path) -> None:
    tree, texts = form_of(written(tmp_path))
    shown = {bind.attrib["nodeset"]: bind.attrib.get("relevant") for bind in tree.iter(f"{XFORMS}bind")}
    assert shown["/data/trust_1__family"] == " /data/voice  = 'family'"
    assert shown["/data/trust_1__easy"] == " /data/voice  = 'easy'"
    assert shown["/data/voice"] is None
    lists = {
        instance.attrib["id"]: [name.text for name in instance.iter(f"{XFORMS}name")]
        for instance in tree.iter(f"{XFORMS}instance")
        if "id" in instance.attrib
    }
    assert lists["answer"] == ["1", "2", "3", *NO_ANSWERS]
    assert lists["voice"] == ["family", "worker", "easy"]
    assert lists["face"] == ["no", "sometimes", "yes"]
    asked = {
        select.attrib["ref"]: next(select.iter(f"{XFORMS}itemset")).attrib["nodeset"]
        for select in tree.iter(f"{XFORMS}select1")
    }
    assert asked["/data/trust_2__worker"] == "instance('answer')/root/item"
    assert asked["/data/trust_2__easy"] == "instance('face')/root/item"
    assert {texts["English (en-GB)"][f"face-{n}"] for n in range(3)} == {"No", "Sometimes", "Yes"}


@pytest.mark.parametrize("text", ["=1+1", "+44 is our number", "-", "- no", "@home", "=cmd|' /C calc'!A0", "#N/A", "1"])
def test_what_looks_like_a_formula_stays_text(text: str, tmp_path: Path) -> None:
    path = written(tmp_path, words(item__trust_1__family=text))
    cell = load_workbook(path)["survey"]["C4"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert xlsform.read(path, INSTRUMENT).texts["en-GB", "item.trust_1.family"] == text
    edited(path, lambda book: None)
    assert xlsform.read(path, INSTRUMENT).texts["en-GB", "item.trust_1.family"] == text


def test_the_same_questionnaire_gives_the_same_bytes_at_any_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    first = xlsform.write(INSTRUMENT, (words(),))
    later = time.localtime(time.time() + 400_000)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert xlsform.write(INSTRUMENT, (words(),)) == first
    assert xlsform.write(INSTRUMENT, (words(pack__about="Other words"),)) != first


def test_nothing_in_the_workbook_tells_who_made_it_or_when(tmp_path: Path) -> None:
    path = written(tmp_path)
    properties = load_workbook(path).properties
    assert (properties.creator, properties.lastModifiedBy) == (None, None)
    assert {properties.created.year, properties.modified.year} == {1980}
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_ids_that_would_make_one_name_are_refused() -> None:
    voices = (Voice("a"), Voice("b__a"))
    items = (Item("trust_1", "trust"), Item("trust_1__b", "trust"))
    with pytest.raises(FormNamesRunTogether, match="trust_1__b__a"):
        xlsform.write(replace(INSTRUMENT, voices=voices, items=items), (words(),))
    with pytest.raises(FormNamesRunTogether, match="trust_1__easy"):
        xlsform.write(replace(INSTRUMENT, voices=(Voice("easy"),)), (words(),))


# In


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=200))
@example("=SUM(A1:A9)")
@example("Ŵyneb 👩🏽‍🦽 עברית می‌خواهم   ends")
@example("<b>&amp; ]]> “quoted” _x0041_")
def test_any_wording_of_plain_text_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("round")
    path = written(folder, words(item__trust_1__family=text))
    expected = text.replace("\ufffe", "").replace("\uffff", "").strip()
    found = xlsform.read(path, INSTRUMENT).texts
    assert found.get(("en-GB", "item.trust_1.family"), "") == expected
    edited(path, lambda book: None)
    assert xlsform.read(path, INSTRUMENT).texts == found
    os.unlink(path)  # noqa: PTH108 - sixty of them


def test_breaks_and_control_characters_become_one_line(tmp_path: Path) -> None:
    path = written(tmp_path, words(item__trust_1__family=" One\r\nline\tof\x07 words_x000D_\x85 "))
    assert xlsform.read(path, INSTRUMENT).texts["en-GB", "item.trust_1.family"] == "One  line of words"


def test_a_new_column_is_a_new_language_and_empty_cells_say_nothing(tmp_path: Path) -> None:
    def translate(book: Workbook) -> None:
        book["survey"].insert_cols(4)
        book["survey"]["D1"] = "label::Cymraeg (cy)"
        book["survey"]["D4"] = "Rwy’n dweud fy marn."
        book["survey"]["D5"] = "   "

    found = xlsform.read(edited(written(tmp_path), translate), INSTRUMENT)
    assert found.languages == ("en-GB", "cy")
    assert {key: text for key, text in found.texts.items() if key[0] == "cy"} == {
        ("cy", "item.trust_1.family"): "Rwy’n dweud fy marn."
    }


def test_rows_and_columns_in_any_order_and_any_besides_are_read_by_name(tmp_path: Path) -> None:
    head = ("notes", " Label :: English, plain (en-GB)", "NAME", "media::image")
    rows = [head, (7, "Said well", " trust_2__worker ", "x.png"), (None, None, None), ("a", "Group", "begin_here")]
    rows += [("=1+1", "About", "about"), (None, "No name", None)]
    found = xlsform.read(saved(tmp_path / "other.xlsx", rows), INSTRUMENT)
    assert dict(found.texts) == {("en-GB", "item.trust_2.worker"): "Said well", ("en-GB", "pack.about"): "About"}
    assert found.unknown == ("survey, row 4: begin_here",)
    assert found.version == ""


def test_names_that_a_spreadsheet_made_numbers_of_are_names(tmp_path: Path) -> None:
    def numbers(book: Workbook) -> None:
        for row in book["choices"].iter_rows(min_row=2):
            if str(row[1].value).isdigit():
                row[1].value = float(str(row[1].value))
                row[1].number_format = "0.00"

    path = edited(written(tmp_path), numbers)
    assert xlsform.read(path, INSTRUMENT).texts["en-GB", "scale.2"] == "scale.2 in en-GB"


@pytest.mark.parametrize(
    ("rows", "kind", "said"),
    [
        ([], NameColumnMissing, "“survey”"),
        ([("type", "label::English (en-GB)"), ("note", "Hello")], NameColumnMissing, "“survey”"),
        ([("type", "name", "label"), ("note", "about", "Hello")], LabelColumnsMissing, "other.xlsx"),
        ([("type", "name", "label::Cymraeg"), ("note", "about", "Hello")], LabelColumnUnclear, "label::Cymraeg"),
        ([("type", "name", "label::Cymraeg (CYM)")], LabelColumnUnclear, "label::Cymraeg (CYM)"),
        ([(*HEAD, "label::British (en-GB)")], LabelColumnTwice, "“en-GB”"),
        ([HEAD, ("note", "about", "One"), (), ("note", "about ", "Two")], NameTwice, "“about” in rows 2 and 4"),
        ([HEAD, ("note", "about", 42)], CellNotText, "Cell C2 of the sheet “survey” holds a number (42)"),
        ([HEAD, ("note", "about", True)], CellNotText, "holds true or false"),
        ([HEAD, ("note", "about", "#N/A")], CellNotText, "holds an error"),
        ([HEAD, ("note", "about", "=UPPER(A1)")], CellNotText, r"holds a formula (=UPPER(A1))"),
        ([HEAD, ("note", '="ab"&"out"', "Text")], CellNotText, "Cell B2"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_said_in_one_sentence_with_its_place(
    rows: list[tuple[object, ...]], kind: type[Exception], said: str, tmp_path: Path
) -> None:
    with pytest.raises(kind) as caught:
        xlsform.read(saved(tmp_path / "other.xlsx", rows), INSTRUMENT)
    assert said in str(caught.value)


def test_a_date_is_no_wording(tmp_path: Path) -> None:
    def date(book: Workbook) -> None:
        book["survey"]["C4"].value = 45_000
        book["survey"]["C4"].number_format = "yyyy-mm-dd"

    with pytest.raises(CellNotText, match=r"C4 .* a number \(45000\)"):
        xlsform.read(edited(written(tmp_path), date), INSTRUMENT)


def test_a_formula_is_found_also_where_cells_do_not_say_where_they_are(tmp_path: Path) -> None:
    path = saved(tmp_path / "other.xlsx", [HEAD, ("note", "about", "=NOW()")])
    swapped(path, "xl/worksheets/sheet1.xml", lambda part: part.replace(b' r="C2"', b"").replace(b' r="B2"', b""))
    with pytest.raises(CellNotText, match=r"Cell C2 .* a formula"):
        xlsform.read(path, INSTRUMENT)


def test_choices_are_looked_up_in_their_own_list(tmp_path: Path) -> None:
    head = ("list name", "name", "label::English (en-GB)")
    path = saved(tmp_path / "other.xlsx", [HEAD])

    def choices(book: Workbook) -> None:
        sheet = book.create_sheet("choices")
        for row in (head, ("voice", "family", "Kin"), ("other", "family", "Not ours"), ("face", "yes", "Aye")):
            sheet.append(row)

    found = xlsform.read(edited(path, choices), INSTRUMENT)
    assert dict(found.texts) == {("en-GB", "voice.family.choose"): "Kin"}
    assert found.unknown == ("choices, row 3: family",)
    with pytest.raises(NameColumnMissing, match="“choices”"):
        xlsform.read(edited(path, lambda book: book["choices"].delete_cols(1)), INSTRUMENT)


def test_a_place_is_named_as_spreadsheets_do() -> None:
    assert [workbook.place(7, column) for column in (0, 25, 26, 51, 701, 702)] == [
        "A7", "Z7", "AA7", "AZ7", "ZZ7", "AAA7",
    ]  # fmt: skip


def test_words_of_any_language_have_a_column(tmp_path: Path) -> None:
    _, texts = form_of(written(tmp_path, words("zu"), Words("sco", words("sco").texts)))
    assert list(texts) == ["zu (zu)", "sco (sco)"]
    assert xlsform.read(tmp_path / "small.xlsx", INSTRUMENT).languages == ("zu", "sco")

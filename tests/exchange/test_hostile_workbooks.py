"""Files that are no workbooks, or more than one: each refused in one sentence, quickly, with nothing unfolded."""

from __future__ import annotations

import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from climate_desktop.core.errors import (
    ExtraMissing,
    KnownError,
    NotAWorkbook,
    SheetHasMergedCells,
    SheetIsHidden,
    SheetMissing,
    WorkbookNotReadable,
    WorkbookTooLarge,
)
from climate_desktop.exchange import parts, workbook, xlsform
from tests.exchange.samples import INSTRUMENT, edited, swapped, words, written

SHEET = "xl/worksheets/sheet1.xml"
GOOD = xlsform.write(INSTRUMENT, (words(),))
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><worksheet>&d;</worksheet>"""
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'


def read(path: Path) -> xlsform.Returned:
    return xlsform.read(path, INSTRUMENT)


@contextmanager
def little_memory() -> Iterator[None]:
    """What is done inside may take no more than a few times what the parts of a workbook may."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < 4 * parts.LARGEST_UNPACKED
    finally:
        tracemalloc.stop()


NO_WORKBOOKS = {
    "empty": b"",
    "two bytes": b"PK",
    "empty zip": b"PK\x05\x06" + bytes(18),
    "csv": b"name,label\nabout,Hello\n",
    "old or locked": b"\xd0\xcf\x11\xe0" + bytes(600),
    "end cut off": GOOD[:-40],
    "half": GOOD[:2000],
}


@pytest.mark.parametrize("data", NO_WORKBOOKS.values(), ids=NO_WORKBOOKS)
def test_what_is_no_whole_workbook_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "some.xlsx"
    path.write_bytes(data)
    with pytest.raises(NotAWorkbook, match=r"“some\.xlsx” is not a whole Excel workbook"):
        read(path)


def test_a_zip_of_other_things_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "Hello")
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(NotAWorkbook):
        read(path)


@pytest.mark.parametrize("place", ["no such file.xlsx", ".", "x" * 300 + ".xlsx", "a\0b"])
def test_a_file_that_cannot_be_read_is_said(place: str, tmp_path: Path) -> None:
    with pytest.raises(WorkbookNotReadable):
        read(tmp_path / place)


@pytest.mark.parametrize(
    "attack", [LAUGHS, OUTSIDE, LAUGHS.decode().encode("utf-16")], ids=["laughs", "file", "utf-16"]
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_entities_are_refused_before_openpyxl_sees_them(
    part: str, attack: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openpyxl.reader.excel.ExcelReader.read", lambda *_: pytest.fail("openpyxl was asked"))
    with pytest.raises(NotAWorkbook):
        read(swapped(written(tmp_path), part, lambda _: attack))


def test_a_bomb_is_refused_by_the_sizes_it_declares(tmp_path: Path) -> None:
    path = swapped(written(tmp_path), SHEET, lambda part: part + b" " * 200_000_000)
    assert path.stat().st_size < 1_000_000
    with little_memory(), pytest.raises(WorkbookTooLarge):
        read(path)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = swapped(written(tmp_path), SHEET, lambda part: part + b" " * 50_000_000)
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (2_000).to_bytes(4, "little")))
    with little_memory(), pytest.raises(NotAWorkbook):
        read(path)


def test_a_file_too_large_on_the_disk_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    with little_memory(), pytest.raises(WorkbookTooLarge):
        read(path)


def test_too_many_parts_and_twin_parts_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(parts.MOST_PARTS):
            archive.writestr(f"xl/media/{number}.png", b"")
    with pytest.raises(WorkbookTooLarge):
        read(path)
    path = written(tmp_path)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(NotAWorkbook):
        read(path)


def rows(first: int, last: int) -> Callable[[bytes], bytes]:
    """A change of a sheet that adds rows with a word in column B."""

    def change(part: bytes) -> bytes:
        more = "".join(f'<row r="{n}"><c r="B{n}" t="str"><v>x{n}</v></c></row>' for n in range(first, last + 1))
        return part.replace(b"</sheetData>", more.encode() + b"</sheetData>")

    return change


def test_a_million_rows_are_refused(tmp_path: Path) -> None:
    for last in (300_000, 1_000_000):
        with pytest.raises(WorkbookTooLarge):
            read(swapped(written(tmp_path), SHEET, rows(100, last)))


@pytest.mark.parametrize("place", ["B1048576", "XFD99"])
def test_a_row_or_a_column_far_out_is_refused(place: str, tmp_path: Path) -> None:
    row = place.lstrip("BXFD")
    far = f'<row r="{row}"><c r="{place}"><v>1</v></c></row>'.encode()
    path = swapped(written(tmp_path), SHEET, lambda part: part.replace(b"</sheetData>", far + b"</sheetData>"))
    with little_memory(), pytest.raises(WorkbookTooLarge):
        read(path)


def test_empty_rows_down_to_the_end_of_the_sheet_do_no_harm(tmp_path: Path) -> None:
    empty = b"".join(b'<row r="%d" ht="15"/>' % n for n in range(100, 200_000))
    empty += b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    path = swapped(written(tmp_path), SHEET, lambda part: part.replace(b"</sheetData>", empty + b"</sheetData>"))
    assert len(read(path).texts) == len(xlsform.text_ids(INSTRUMENT))


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="ZZZZZZZ9" t="str"><v>x</v></c>',
        b'<c r="9" t="str"><v>x</v></c>',
        b'<c r="B9" t="s"><v>123456789</v></c>',
        b'<c r="B9" t="s"><v>-</v></c>',
        b'<c r="B9"><v>' + b"9" * 5_000 + b"</v></c>",
        b'<c r="B9" t="d"><v>yesterday</v></c>',
        b"<x>" * 100 + b"</x>" * 100,
        b"<x>" * 400_000 + b"</x>" * 400_000,
        b"<c>",
    ],
    ids=lambda cell: cell[:30].decode(),
)
def test_cells_that_no_program_writes_are_refused(cell: bytes, tmp_path: Path) -> None:
    odd = b'<row r="9">' + cell + b"</row></sheetData>"
    path = swapped(written(tmp_path), SHEET, lambda part: part.replace(b"</sheetData>", odd))
    with pytest.raises(NotAWorkbook):
        read(path)


def test_formulas_that_refer_to_each_other_are_not_followed(tmp_path: Path) -> None:
    cells: list[str] = []
    formula = f'<f t="shared" si="0">{"A1+" * 2_000}A1</f>'
    for row in range(100, 15_000):
        cells.append(f'<row r="{row}"><c r="F{row}">{formula}</c></row>')
        formula = '<f t="shared" si="0"/>'
    sheet = "".join(cells).encode() + b"</sheetData>"
    path = swapped(written(tmp_path), SHEET, lambda part: part.replace(b"</sheetData>", sheet))
    begun = time.monotonic()
    assert len(read(path).texts) == len(xlsform.text_ids(INSTRUMENT))
    assert time.monotonic() - begun < 20


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        book["survey"].title = "Sheet1"

    with pytest.raises(SheetMissing, match="no sheet “survey”"):
        read(edited(written(tmp_path), rename))


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize("sheet", ["survey", "choices"])
def test_a_hidden_sheet_is_not_taken_over_unseen(
    sheet: str, state: Literal["hidden", "veryHidden"], tmp_path: Path
) -> None:
    def hide(book: Workbook) -> None:
        book[sheet].sheet_state = state

    with pytest.raises(SheetIsHidden, match=f"“{sheet}” is hidden"):
        read(edited(written(tmp_path), hide))


def test_hidden_and_merged_sheets_besides_are_nobody_s_business(tmp_path: Path) -> None:
    def add(book: Workbook) -> None:
        notes = book.create_sheet("my notes")
        notes["A1"] = "=1+1"
        notes.merge_cells("A1:C3")
        notes.sheet_state = "hidden"
        book.create_chartsheet("chart")

    assert len(read(edited(written(tmp_path), add)).texts) == len(xlsform.text_ids(INSTRUMENT))


def test_merged_cells_are_refused_however_many_they_cover(tmp_path: Path) -> None:
    with pytest.raises(SheetHasMergedCells, match=r"“survey” has merged cells \(C4:C5\)"):
        read(edited(written(tmp_path), lambda book: book["survey"].merge_cells("C4:C5")))
    whole = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with pytest.raises(SheetHasMergedCells, match="A1:XFD1048576"):
        read(swapped(written(tmp_path), SHEET, lambda part: part.replace(b"</sheetData>", whole)))


def test_without_openpyxl_one_sentence_tells_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path)
    for module in [name for name in sys.modules if name.partition(".")[0] == "openpyxl"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for attempt in (lambda: read(path), lambda: xlsform.write(INSTRUMENT, (words(),))):
        with pytest.raises(ExtraMissing, match=r"pip install “climate-desktop\[xlsform\]”"):
            attempt()


def test_a_full_disk_while_the_workbook_is_made_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", full)
    with pytest.raises(KnownError, match="is full"):
        xlsform.write(INSTRUMENT, (words(),))


@settings(max_examples=150)
@given(st.data())
def test_no_damage_leads_to_anything_but_a_known_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Bytes of the archive or of one unpacked part are changed, taken out or put in."""
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    names = zipfile.ZipFile(BytesIO(GOOD)).namelist()
    part = data.draw(st.sampled_from(["", *names]))

    def damage(content: bytes) -> bytes:
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, len(content)))
            gone = data.draw(st.integers(0, 20))
            content = content[:at] + data.draw(st.binary(max_size=6)) + content[at + gone :]
        return content

    if part:
        path.write_bytes(GOOD)
        swapped(path, part, damage)
    else:
        path.write_bytes(damage(GOOD))
    try:
        read(path)
    except KnownError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either outcome is right
    path.unlink()


def test_reading_leaves_the_file_alone_and_closes_it(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = path.read_bytes()
    read(path)
    path.rename(tmp_path / "moved.xlsx")
    assert (tmp_path / "moved.xlsx").read_bytes() == before
    assert workbook.read(tmp_path / "moved.xlsx", ("survey",))["survey"].head[0] == "type"
    assert load_workbook(tmp_path / "moved.xlsx").sheetnames == ["survey", "choices", "settings"]

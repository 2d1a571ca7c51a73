"""Excel workbooks (.xlsx): sheets of plain text out, and in again with every check on hostile ones.

The only module that knows openpyxl, which comes with the extra `xlsform`.
"""

from __future__ import annotations

import errno
import tempfile
import unicodedata
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from climate_desktop.core.errors import (
    CellNotText,
    DiskFull,
    ExtraMissing,
    KnownError,
    NotAWorkbook,
    SheetHasMergedCells,
    SheetIsHidden,
    SheetMissing,
    WorkbookNotReadable,
    WorkbookTooLarge,
)
from climate_desktop.exchange.parts import MOST_COLUMNS, MOST_ROWS, Seen, safe_parts

if TYPE_CHECKING:
    from openpyxl import Workbook

LARGEST_FILE = 10_000_000
"""Bytes that a workbook may have on the disk; a pack in ten languages has about a hundredth of that."""
_WIDEST, _NARROWEST = 60, 12
"""Widths of a column, in letters."""
_NO_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - openpyxl takes no other
_BREAKS = "\t\n\r\x0b\x0c\x85\u2028\u2029"
_NOT_IN_XML = "\ufffe\uffff"


@dataclass(frozen=True)
class Cell:
    """What a cell holds, as text. `kind` is what it is when it is not text, in a word that a sentence can say."""

    text: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Table:
    """One sheet that was read: its first row, and every later row that holds anything, by its number on the sheet."""

    sheet: str
    head: tuple[str, ...]
    rows: Mapping[int, tuple[Cell, ...]]

    def column(self, name: str) -> int | None:
        """The place of a column, from 0; None when there is none."""
        heads = [head.strip().lower() for head in self.head]
        return heads.index(name) if name in heads else None

    def words(self, row: int, column: int) -> str:
        """The text of a cell; empty when there is none. CellNotText when it holds a number, a date or a formula."""
        cell = self.rows[row][column]
        if cell.kind:
            raise CellNotText(sheet=self.sheet, cell=place(row, column), kind=cell.kind, value=cell.text[:40])
        return cell.text

    def name(self, row: int, column: int) -> str:
        """As `words`, but a number counts: spreadsheets make numbers of names such as 1 and 2."""
        cell = self.rows[row][column]
        return cell.text if cell.kind == "a number" else self.words(row, column)


def place(row: int, column: int) -> str:
    """What a spreadsheet calls a cell, for example B7. `row` counts from 1 and `column` from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def plain(text: str) -> str:
    """The text as one line that a cell can hold: breaks and tabs become spaces, control characters go."""
    spaced = (" " if c in _BREAKS else c for c in text.replace("_x000D_", ""))
    kept = (c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs") and c not in _NOT_IN_XML)
    return "".join(kept).strip(" ")


def write(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """A workbook with these sheets of text, the first row of each as its head; the same sheets give the same bytes.

    What begins with = + - or @ stays text. ExtraMissing without openpyxl.
    """
    made = BytesIO()
    try:
        _save(sheets, made)
    except OSError as trouble:
        if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(folder=tempfile.gettempdir()) from trouble
        raise
    return _undated(made)


def _save(sheets: Mapping[str, Sequence[Sequence[str]]], target: BytesIO) -> None:
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - comes with an extra
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
        from openpyxl.styles import Font  # noqa: PLC0415 - as above
        from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415 - as above
    except ImportError as missing:
        raise ExtraMissing(package="openpyxl", extra="xlsform") from missing
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for column, width in enumerate(_widths(rows)):
            sheet.column_dimensions[place(1, column).rstrip("1")].width = width
        for number, row in enumerate(rows):
            cells = [WriteOnlyCell(sheet, plain(text) or None) for text in row]
            for cell in cells:
                cell.number_format = "@"  # still text when somebody has typed over it
                cell.data_type = "s" if cell.value else "n"
                if number == 0:
                    cell.font = Font(bold=True)
            sheet.append(cells)
    book.properties.creator = ""
    book.properties.created = book.properties.modified = _NO_DAY
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [
        min(_WIDEST, max(_NARROWEST, *(len(text) + 2 for text in column))) for column in zip(*rows, strict=True)
    ]  # fmt: skip


def _undated(made: BytesIO) -> bytes:
    """The same archive without the hour it was made at."""
    packed = BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            content = old.read(name)
            new.writestr(info, content)
    return packed.getvalue()


def read(source: Path, needed: Sequence[str], welcome: Sequence[str] = ()) -> dict[str, Table]:
    """The sheets with these names; one that is only welcome may be missing.

    Raises WorkbookNotReadable, NotAWorkbook, WorkbookTooLarge, SheetMissing, SheetIsHidden, SheetHasMergedCells, or
    ExtraMissing without openpyxl. Nothing in the file is run, fetched or unfolded beyond the limits.
    """
    found: dict[str, Table] = {}
    with _opened(source) as (book, seen):
        for name in book.sheetnames:
            if name.strip().lower() in (*needed, *welcome):
                found.setdefault(name.strip().lower(), _table(book, name, seen.get(name, Seen()), source.name))
    for name in needed:
        if name not in found:
            raise SheetMissing(name=source.name, sheet=name)
    return found


def read_first(source: Path, most_columns: int = MOST_COLUMNS) -> Table:
    """The first sheet that everybody can see and that holds anything; a table of nothing when there is none.

    Raises what `read` raises.
    """
    with _opened(source) as (book, seen):
        for name in book.sheetnames:
            looked = seen.get(name, Seen())
            if looked.last_row and book[name].sheet_state == "visible":
                return _table(book, name, looked, source.name, most_columns)
    return Table("", (), {})


@contextmanager
def _opened(source: Path) -> Iterator[tuple[Workbook, dict[str, Seen]]]:
    """A workbook whose parts are known to be harmless, and what each of its sheets holds, by the sheet's name."""
    try:
        from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415 - comes with an extra
    except ImportError as missing:
        raise ExtraMissing(package="openpyxl", extra="xlsform") from missing
    archive, seen = safe_parts(_bytes(source), source.name)
    try:
        reader = ExcelReader(archive, read_only=True, data_only=True, keep_links=False)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader.read()
            places = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
            yield reader.wb, {name: seen[place] for name, place in places.items() if place in seen}
    except KnownError:
        raise
    except Exception as trouble:  # openpyxl answers a broken part with whatever it stumbled over
        raise NotAWorkbook(name=source.name) from trouble


def _bytes(source: Path) -> bytes:
    try:
        with source.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as trouble:
        raise WorkbookNotReadable(path=source, reason=trouble.strerror or trouble) from trouble
    except ValueError as trouble:
        raise WorkbookNotReadable(path=source, reason="its name cannot be used") from trouble
    if len(data) > LARGEST_FILE:
        raise WorkbookTooLarge(name=source.name)
    return data


def _table(book: Workbook, name: str, seen: Seen, file: str, most_columns: int = MOST_COLUMNS) -> Table:
    """One sheet as text, once it is sure that everybody can see what it holds."""
    sheet = book[name]
    if sheet.sheet_state != "visible":
        raise SheetIsHidden(sheet=name)
    if seen.merged:
        raise SheetHasMergedCells(sheet=name, cells=seen.merged)
    if seen.last_row > MOST_ROWS or seen.last_column > most_columns:
        raise WorkbookTooLarge(name=file)
    rows: dict[int, tuple[Cell, ...]] = {}
    if seen.last_row:
        given = sheet.iter_rows(max_row=seen.last_row, max_col=seen.last_column)
        for number, row in enumerate(given, start=1):
            cells = tuple(_cell(cell, seen.formulas.get((number, at))) for at, cell in enumerate(row))
            if any(cell.text for cell in cells):
                rows[number] = cells
    head = tuple(cell.text for cell in rows.pop(1, ()))
    return Table(name, head, rows)


def _cell(cell: object, formula: str | None) -> Cell:
    """A cell's text, or what kind of thing it is instead."""
    if formula is not None:
        return Cell(f"={formula}", "a formula")
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "s")
    if value is None or value == "":
        return Cell()
    if isinstance(value, str) and kind == "s":
        return Cell(plain(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = isinstance(value, float) and value.is_integer()
        return Cell(str(int(value) if whole else value), "a number")
    return Cell(str(value), {"d": "a date", "b": "true or false", "e": "an error"}.get(kind, "something else"))

"""A table of answers from elsewhere (CSV or .xlsx) as rows of text, each with the number that a spreadsheet gives it.

Nothing is understood here yet: `answers_columns` says what the columns are, `answers_cells` what their cells say.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

from climate_desktop.core.errors import (
    AnswersFileOfAnotherKind,
    AnswersNotReadable,
    AnswersTooLarge,
    NoRowsOfAnswers,
    TooManyRows,
    WorkbookNotReadable,
    WorkbookTooLarge,
)
from climate_desktop.exchange import workbook

MOST_ROWS = 5_000
"""People who can be brought in at once."""
MOST_COLUMNS = 2_000
"""Columns of a table; a form that asks each voice in words of its own has one for every statement and voice."""
LARGEST_TEXT = 20_000_000
"""Bytes that a CSV file may have."""
_SEPARATORS = ",;\t"
_LOOKED_AT = 50
"""Records by which the separator is told."""
_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class AnswersTable:
    """A file's headings, and its rows below them by number, without empty ones at the end.

    A row may have fewer or more cells than there are headings. `sheet` is empty for CSV; `fingerprint` is the SHA-256
    of the file in hex.
    """

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    fingerprint: str
    sheet: str = ""

    def heading(self, place: int) -> str:
        """What a column is called: its heading, or the letters that a spreadsheet gives it."""
        return self.head[place] or workbook.place(1, place).rstrip("1")

    def column(self, place: int) -> Iterator[str]:
        """The cells of one column that hold anything, from the top."""
        return (row[place] for _, row in self.rows if place < len(row) and row[place].strip())


def read(source: Path) -> AnswersTable:
    """The table in a file. What it is, is told from its bytes and not from its name.

    AnswersNotReadable, AnswersFileOfAnotherKind, AnswersTooLarge, TooManyRows, NoRowsOfAnswers, or what
    `workbook.read_first` raises besides.
    """
    data = _bytes(source)
    if data.startswith(_WORKBOOK):
        sheet, head, rows = _sheet(source)
    elif data.startswith(_OLD_WORKBOOK):
        raise AnswersFileOfAnotherKind(name=source.name)
    else:
        sheet = ""
        head, rows = _records(source.name, _text(source.name, data))
    head, rows = _trimmed(head, rows)
    if not head or not rows:
        raise NoRowsOfAnswers(name=source.name)
    if len(rows) > MOST_ROWS:
        raise TooManyRows(name=source.name, most=f"{MOST_ROWS:,}")
    if len(head) > MOST_COLUMNS:
        raise AnswersTooLarge(name=source.name)
    return AnswersTable(source.name, head, tuple(rows), hashlib.sha256(data).hexdigest(), sheet)


_Rows = list[tuple[int, tuple[str, ...]]]


def _bytes(source: Path) -> bytes:
    try:
        with source.open("rb") as file:
            data = file.read(LARGEST_TEXT + 1)
    except OSError as error:
        raise AnswersNotReadable(name=source.name, reason=error.strerror or error) from error
    except ValueError as error:
        raise AnswersNotReadable(name=source.name[:60], reason="its name cannot be used") from error
    if len(data) > LARGEST_TEXT:
        raise AnswersTooLarge(name=source.name)
    return data


# Workbooks


def _sheet(source: Path) -> tuple[str, tuple[str, ...], _Rows]:
    """The sheet's name, its headings, and its rows, with those between them that are empty."""
    try:
        table = workbook.read_first(source, MOST_COLUMNS)
    except WorkbookTooLarge as error:
        raise AnswersTooLarge(name=source.name) from error
    except WorkbookNotReadable as error:
        raise AnswersNotReadable(name=source.name, reason=error.values["reason"]) from error
    last = max(table.rows, default=1)
    if last - 1 > MOST_ROWS:
        raise TooManyRows(name=source.name, most=f"{MOST_ROWS:,}")
    rows = [(number, tuple(cell.text for cell in table.rows.get(number, ()))) for number in range(2, last + 1)]
    return table.sheet, table.head, rows


# Text


def _text(name: str, data: bytes) -> str:
    """The bytes as text: by their mark of order, otherwise UTF-8, otherwise as Western Windows programs write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = ["utf-16"]
    elif b"\0" in data[:2000]:
        tries = ["utf-16-le" if data[1::2][:200].count(0) > data[::2][:200].count(0) else "utf-16-be"]
    else:
        tries = ["utf-8-sig", "cp1252"]
    for encoding in tries:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise AnswersFileOfAnotherKind(name=name)


def _records(name: str, text: str) -> tuple[tuple[str, ...], _Rows]:
    """The first record, and all others by their number. A first line such as sep=; names the separator."""
    lines = list(StringIO(text, newline=""))
    first = 1
    separator = ""
    if lines and lines[0].strip().lower().startswith("sep=") and len(lines[0].strip()) == 5:
        separator, lines, first = lines[0].strip()[-1], lines[1:], 2
    try:
        return _read(name, lines, separator or _separator(lines), first)
    except csv.Error as error:
        raise AnswersNotReadable(name=name, reason=f"it is not a whole table: {error}") from error


def _read(name: str, lines: Sequence[str], separator: str, first: int) -> tuple[tuple[str, ...], _Rows]:
    reader = csv.reader(_counted(name, lines), delimiter=separator, strict=True)
    head = tuple(next(reader, ()))
    rows: _Rows = []
    for number, row in enumerate(reader, first + 1):
        if len(row) > 2 * MOST_COLUMNS:
            raise AnswersTooLarge(name=name)
        if len(rows) <= 2 * MOST_ROWS:
            rows.append((number, tuple(row)))
        elif any(cell.strip() for cell in row):
            raise TooManyRows(name=name, most=f"{MOST_ROWS:,}")
    return head, rows


def _counted(name: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if len(line) > LARGEST_TEXT // 4:
            raise AnswersTooLarge(name=name)
        yield line


def _separator(lines: Sequence[str]) -> str:
    """The sign by which the first records fall into rows of one length, the longest if there are several."""

    def fit(separator: str) -> tuple[bool, float, int]:
        try:
            widths = [len(row) for row in islice(csv.reader(lines, delimiter=separator, strict=True), _LOOKED_AT)]
        except csv.Error:
            return bool(lines) and separator in lines[0], 0.0, 0
        full = [width for width in widths if width]
        wide = full[0] if full else 0
        return wide > 1, full.count(wide) / max(len(full), 1), wide

    return max(_SEPARATORS, key=fit)


def _trimmed(head: Sequence[str], rows: _Rows) -> tuple[tuple[str, ...], _Rows]:
    """Headings on one line each; no columns or rows at the end that hold nothing."""
    names = [" ".join(name.split()) for name in head]
    rows = _without_tail(rows)
    wide = max((n for n, name in enumerate(names, 1) if name), default=0)
    if wide < len(names):
        used = max((n for _, row in rows for n, cell in enumerate(row[: len(names)], 1) if cell.strip()), default=0)
        names = names[: max(wide, used)]
    whole = len(names)
    return tuple(names), [(number, _cut(row, whole)) for number, row in rows]


def _without_tail(rows: _Rows) -> _Rows:
    last = next((n for n in range(len(rows), 0, -1) if any(cell.strip() for cell in rows[n - 1][1])), 0)
    return rows[:last]


def _cut(row: tuple[str, ...], wide: int) -> tuple[str, ...]:
    """The row without cells beyond the headings, as long as they are empty."""
    return row[:wide] if len(row) > wide and not any(cell.strip() for cell in row[wide:]) else row

"""A bare file of answers (CSV): one row for each person, one column for each item."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import compress, islice
from pathlib import Path

from climate_desktop.core.errors import AnswersNotReadable, AnswersRefused
from climate_desktop.core.instrument import Instrument, NoAnswer
from climate_desktop.core.study import Response, Standing

PARTICIPANT, VOICE, STANDING = "participant", "voice", "standing"
AT_ONCE = 4096
"""Rows that are handed on together."""
MOST_PROBLEMS = 100
"""Problems that are listed before reading gives up."""
LONGEST_HEAD = 1_000_000
"""Letters of the first row in which the separator is looked for."""
_STANDINGS = {"", *Standing}
_Columns = dict[str, tuple[str, ...]]
_WORDS = {kind.value: kind for kind in NoAnswer}


@dataclass(frozen=True)
class Rows:
    """Some people: their names, their voices, and for each item their cells. Empty texts where there is no column."""

    participants: Sequence[str]
    voices: Sequence[str]
    cells: Sequence[Sequence[str]]


class _Known(dict[str, Response | None]):
    """What each distinct cell says, worked out when it is first met."""

    def __init__(self, instrument: Instrument) -> None:
        super().__init__()
        self._scale = instrument.scale

    def __missing__(self, cell: str) -> Response | None:
        self[cell] = said = self._said(cell.strip())
        return said

    def _said(self, text: str) -> Response | None:
        if not text:
            return None
        if text in _WORDS:
            return _WORDS[text]
        digits = text.removesuffix(".0")  # so write programs that know empty cells only among decimal numbers
        if digits.isascii() and digits.isdigit() and len(digits) < 4 and int(digits) in self._scale.values:
            return int(digits)
        message = (
            f"“{text[:40]}” is no answer from {self._scale.low} to {self._scale.high}, and no word for a missing one"
        )
        raise ValueError(message)


class AnswersFile:
    """One file whose first row has been read. `items` are the items with a column, in the file's order.

    `proxies` counts the rows answered for somebody else that were passed over so far. AnswersNotReadable when the file
    cannot be read at all; AnswersRefused when its first row is wrong.
    """

    def __init__(self, path: Path, instrument: Instrument) -> None:
        self.proxies = 0
        self._path = path
        self._instrument = instrument
        self._known = _Known(instrument)
        self._voices = {voice.id for voice in instrument.voices}
        self._problems: list[str] = []
        with self._file() as reader:
            self._head = [name.strip() for name in next(reader, [])]
        self._place = {name: n for n, name in enumerate(self._head)}
        self._check_head()
        self.items = tuple(name for name in self._head if name in instrument.item)

    def response(self, _item: str, cell: str) -> Response | None:
        """What a cell of these rows says: an answer on the scale, one that is not on it, or None when it is empty."""
        return self._known[cell]

    def rows(self) -> Iterator[Rows]:
        """Every person who answered for themselves, some thousands at once.

        AnswersRefused, with every problem, after the last row when anything in the file is wrong.
        """
        seen: set[str] = set()
        number = 2
        with self._file() as reader:
            next(reader)
            while len(self._problems) < MOST_PROBLEMS and (some := list(islice(reader, AT_ONCE))):
                rows = [row for row in some if row]
                columns = self._columns(rows) if all(len(row) == len(self._head) for row in rows) else None
                if columns is not None and self._is_right(columns, seen):
                    seen.update(columns.get(PARTICIPANT, ()))
                    yield self._own(columns)
                else:
                    self._tell(some, number, seen)
                number += len(some)
        self._stop()

    @contextmanager
    def _file(self) -> Iterator[Iterator[list[str]]]:
        """The file's rows, cut at whichever of comma, semicolon and tab its first row has most of."""
        name = self._path.name
        try:
            with self._path.open(encoding="utf-8-sig", newline="") as file:
                first = file.readline(LONGEST_HEAD)
                file.seek(0)
                yield csv.reader(file, delimiter=max(",;\t", key=first.count), strict=True)
        except OSError as error:
            raise AnswersNotReadable(name=name, reason=error.strerror or error) from error
        except UnicodeDecodeError as error:
            raise AnswersNotReadable(name=name, reason="it is not text in UTF-8") from error
        except csv.Error as error:
            raise AnswersNotReadable(name=name, reason=f"it is not a whole table: {error}") from error

    def _own(self, columns: _Columns) -> Rows:
        """The people of some rows who answered for themselves."""
        standing = columns.get(STANDING, ())
        if Standing.PROXY in standing:
            self.proxies += standing.count(Standing.PROXY)
            own = [said != Standing.PROXY for said in standing]
            columns = {name: tuple(compress(cells, own)) for name, cells in columns.items()}
        people = len(columns[self.items[0]])
        nobody = ("",) * people
        cells = [columns[item] for item in self.items]
        return Rows(columns.get(PARTICIPANT, nobody), columns.get(VOICE, nobody), cells)

    def _columns(self, rows: Sequence[Sequence[str]]) -> _Columns:
        """Some rows turned into one tuple of cells for each column; those that say who, without spaces round them."""
        columns = dict(zip(self._head, zip(*rows, strict=True), strict=False)) or dict.fromkeys(self._head, ())
        for name in (PARTICIPANT, VOICE, STANDING):
            if name in columns:
                columns[name] = tuple(map(str.strip, columns[name]))
        return columns

    # What is wrong

    def _check_head(self) -> None:
        known = {PARTICIPANT, VOICE, STANDING, *self._instrument.item}
        for name in dict.fromkeys(self._head):
            if name not in known:
                self._wrong(1, name, "is no item of this questionnaire; take the column out or rename it")
            if self._head.count(name) > 1:
                self._wrong(1, name, "stands twice; take one of the columns out")
        if not any(name in self._instrument.item for name in self._head):
            self._wrong(1, "", "no column is named after an item of this questionnaire")
        self._stop()

    def _is_right(self, columns: _Columns, seen: set[str]) -> bool:
        """True when nothing is wrong with some rows. Quicker than finding out what is."""
        people = columns.get(PARTICIPANT, ())
        if len(set(people)) < len(people) or not seen.isdisjoint(people) or "" in people:
            return False
        if not self._voices.issuperset(columns.get(VOICE, ())) or not _STANDINGS.issuperset(columns.get(STANDING, ())):
            return False
        try:
            for cell in set().union(*(columns[item] for item in self.items)):
                self._known[cell]
        except ValueError:
            return False
        return True

    def _tell(self, rows: Sequence[Sequence[str]], number: int, seen: set[str]) -> None:
        """Notes every problem of some rows, of which the first is the file's row `number`."""
        for n, row in enumerate(rows, number):
            if row and len(row) != len(self._head):
                self._wrong(n, "", f"it has {len(row)} cells where the first row has {len(self._head)}")
                continue
            for name in self._head if row else ():
                if reason := self._reason(name, row[self._place[name]].strip(), seen):
                    self._wrong(n, name, reason)

    def _reason(self, column: str, cell: str, seen: set[str]) -> str:
        """Why a cell cannot be; empty when it can."""
        if column == PARTICIPANT:
            if not cell or cell in seen:
                return f"“{cell[:40]}” stands twice, and each person has one row" if cell else "nobody is named"
            seen.add(cell)
        elif column == VOICE and cell not in self._voices:
            return f"there is no voice “{cell[:40]}”; use one of {', '.join(sorted(self._voices))}"
        elif column == STANDING and cell not in _STANDINGS:
            return f"“{cell[:40]}” is neither self nor proxy"
        elif column in self._instrument.item:
            try:
                self._known[cell]
            except ValueError as error:
                return str(error)
        return ""

    def _wrong(self, row: int, column: str, what: str) -> None:
        place = f"row {row}, column “{column[:40]}”" if column else f"row {row}"
        self._problems.append(f"{place}: {what}.")

    def _stop(self) -> None:
        if self._problems:
            raise AnswersRefused(self._path.name, tuple(self._problems))

"""Careful reading of TOML tables: each slip becomes a problem and reading goes on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from climate_desktop.packs.lines import Lines
from climate_desktop.packs.problems import Problem, closest, listed, shown

LARGEST_FILE = 2_000_000
"""Bytes that one file of a pack may have; ours has about a tenth of that."""
LONGEST_TEXT = 4_000
"""Characters that one passage may have."""
LONGEST_NAME = 200
"""Characters that a name, a word of the scale or another short text may have."""
MOST_TEXTS = 12
"""Texts that one list may have."""
_MOST_STRANGE = 20
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BEGINS = re.compile(r"""\s*(\[|[\w."'-]+\s*=)""")


class Reader:
    """One TOML file of a pack. `tables` is empty when the file cannot be read at all; `problems` says why."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.tables: dict[str, Any] = {}
        self.lines = Lines("")
        self._read(text)
        self.readable = not self.problems

    @property
    def top(self) -> Part:
        """The file's outermost table."""
        return Part(self, self.tables)

    def _read(self, text: str) -> None:
        try:
            if len(text.encode()) > LARGEST_FILE:
                self._refuse(0, "It is too large.", f"Keep it under {LARGEST_FILE:,} bytes.")
                return
        except UnicodeEncodeError:
            self._refuse(0, "It is not written in UTF-8.", "Save it again as UTF-8.")
            return
        self.lines = Lines(text)
        if self.lines.too_deep:
            self._refuse(self.lines.too_deep, "The parts lie too deep inside each other here.", "Take this line out.")
            return
        try:
            self.tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self._explain(str(error), text)
        except (ValueError, RecursionError):
            self._refuse(0, "It holds a number that is too long.", "Write a shorter number.")

    def _refuse(self, line: int, what: str, todo: str) -> None:
        self.problems.append(Problem(self.file, line, what, todo))

    def _explain(self, message: str, text: str) -> None:
        """What a TOML error means and where its cause stands: often one statement before the line it names."""
        reason, _, place = message.partition(" (at ")
        if reason.startswith("Cannot") and self.lines.twice:
            path, line, first = self.lines.twice
            self._refuse(line, f"“{shown(name_of(path))}” stands twice; the first is on line {first}.", "Take one out.")
            return
        rows = text.split("\n")
        digits = place.removeprefix("line ").partition(",")[0]
        line = int(digits) if digits.isdigit() else len(rows)
        if self.lines.statement_at(line) < line and (not digits.isdigit() or _BEGINS.match(rows[line - 1])):
            line = self.lines.statement_at(line) if not digits.isdigit() else _last_written(rows, line - 1)
        self._refuse(line, f"It cannot be read as TOML ({reason}).", "Look at the quotation marks and brackets here.")


@dataclass
class Part:
    """One table of a file, and the way to it. What is asked for and not found as it should be becomes a problem."""

    reader: Reader
    table: dict[str, Any]
    path: tuple[str | int, ...] = ()

    def wrong(self, what: str, todo: str, *key: str | int) -> None:
        """Note a problem in this table, or at one of its keys."""
        line = self.reader.lines.of(*self.path, *key)
        self.reader.problems.append(Problem(self.reader.file, line, what, todo))

    def name(self, key: str) -> str:
        """The key with the way to it, as a person would write it."""
        return shown(name_of((*self.path, key)))

    def only(
        self, known: Collection[str], *, known_as: Mapping[str, str] | None = None, passed: Collection[str] = ()
    ) -> dict[str, str]:
        """Note every key that nothing reads; reading goes on as if a misspelt one had been written rightly.

        `known_as` gives names under which a key may stand without being noted again, `passed` keys that are nobody's
        concern. Returns what was taken for what.
        """
        absent = [key for key in known if key not in self.table]
        for key, other in (known_as or {}).items():
            if key in absent and other in self.table and other not in known:
                self._move(other, key)
                absent.remove(key)
        strange = [key for key in self.table if key not in known and key not in passed]
        if len(strange) > _MOST_STRANGE:
            what = f"“{shown(strange[0])}” and {len(strange) - 1:,} other entries are not known here."
            self.wrong(what, f"Take them out. Known here: {listed(known)}.", strange[0])
            return {}
        taken: dict[str, str] = {}
        order = list(self.table)
        alone: list[str] = []
        for key in strange:
            meant = closest(key, absent)
            there = None if meant else closest(key, (k for k in known if k in self.table))
            joins = there is not None and _apart(self.table[key], self.table[there])
            if meant or joins:
                self.wrong(f"“{shown(key)}” is not known here.", f"Did you mean “{meant or there}”?", key)
            else:
                alone.append(key)
            if meant:
                self._move(key, meant)
                absent.remove(meant)
                taken[meant] = key
            elif there and joins:
                self._join(key, there)
        for run in _runs(alone, order):
            self._unknown(run, known)
        return taken

    def _unknown(self, run: list[str], known: Collection[str]) -> None:
        """Note keys that nothing reads; a run of them is one fault, which is often a lost header."""
        first, tables = run[0], any(isinstance(self.table[key], dict) for key in run)
        if len(run) > 1 and not tables:
            what = f"“{shown(first)}” and what follows it are not known here."
            self.wrong(what, "Write the [header] of the part that they belong to above them, or take them out.", first)
            return
        for key in run:
            there = closest(key, (k for k in known if k in self.table))
            hint = f"Take it out, or did you mean “{there}”, which is there already?"
            names = f"Take it out. Known here: {listed(known)}." if known else "Take it out."
            self.wrong(f"“{shown(key)}” is not known here.", hint if there else names, key)

    def _join(self, key: str, there: str) -> None:
        """Lay a misspelt table or list of tables over the one that was meant."""
        old, value = self.table.pop(key), self.table[there]
        if isinstance(value, list):
            for place in range(len(old)):
                self.reader.lines.moved((*self.path, key, place), (*self.path, there, len(value) + place))
            self.table[there] = value + old
        else:
            self.table[there] = _joined(value, old)
            self.reader.lines.moved((*self.path, key), (*self.path, there))

    def _move(self, old: str, new: str) -> None:
        self.table[new] = self.table.pop(old)
        self.reader.lines.moved((*self.path, old), (*self.path, new))

    def part(self, key: str) -> Part | None:
        """The table under a key; None, and a problem, when it is missing or something else."""
        value = self.table.get(key)
        if isinstance(value, dict):
            return Part(self.reader, value, (*self.path, key))
        name = self.name(key)
        if value is None:
            self.wrong(f"The part [{name}] is missing.", "Add it.", key)
        else:
            self.wrong(f"“{name}” is not a part.", f"Write [{name}] on a line of its own.", key)
        return None

    def begun(self, known: Collection[str]) -> bool:
        """True when at least one of these texts is there; otherwise that all of them are missing is one problem."""
        if any(key in self.table for key in known):
            return True
        name = self.name("")
        self.wrong(f"[{name}] has no texts of its own.", f"Write them below [{name}]: {listed(known)}.")
        return False

    def rows(self, key: str, most: int) -> list[Part] | None:
        """The entries written as [[key]]; None, and a problem, when there are none, too many or something else."""
        value = self.table.get(key)
        if value is None or value == []:
            self.wrong(f"There is no [[{key}]].", "Add at least one.", key)
        elif not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.wrong(f"“{key}” is not a list of parts.", f"Write [[{key}]] above each entry.", key)
        elif len(value) > most:
            self.wrong(f"There are {len(value):,} [[{key}]].", f"Keep to {most} of them.", key, most)
        else:
            return [Part(self.reader, row, (*self.path, key, index)) for index, row in enumerate(value)]
        return None

    def text(self, key: str, longest: int = LONGEST_TEXT) -> str:
        """The text under a key; empty, and a problem, when it is missing, blank, too long or not text."""
        value = self.table.get(key)
        if value is None:
            self.wrong(f"“{self.name(key)}” is missing.", "Write a text in quotation marks.", key)
            return ""
        return self._checked(value, longest, self.name(key), key)

    def texts(self, key: str, least: int = 1, most: int = MOST_TEXTS, longest: int = LONGEST_TEXT) -> tuple[str, ...]:
        """The list of texts under a key; what is wrong with it becomes problems."""
        value, name = self.table.get(key), self.name(key)
        if value is None:
            self.wrong(f"“{name}” is missing.", 'Write a list such as ["One.", "Two."].', key)
        elif not isinstance(value, list):
            self.wrong(f"“{name}” is not a list.", 'Write a list such as ["One.", "Two."].', key)
        elif not least <= len(value) <= most:
            few = f"{least}" if least == most else f"{least} to {most}"
            self.wrong(f"“{name}” holds {len(value):,} texts.", f"Write {few}.", key)
        else:
            what = f"A text in “{name}”"
            return tuple(self._checked(text, longest, what, key, place) for place, text in enumerate(value))
        return ()

    def _checked(self, value: object, longest: int, name: str, *key: str | int) -> str:
        said = name if name.startswith("A text") else f"“{name}”"
        if not isinstance(value, str):
            self.wrong(f"{said} is not a text.", "Write a text in quotation marks.", *key)
            return ""
        if not value.strip():
            self.wrong(f"{said} is empty.", "Write its text.", *key)
        elif len(value) > longest:
            self.wrong(f"{said} is too long.", f"Keep it under {longest:,} characters.", *key)
        elif _UNSEEN.search(value):
            self.wrong(f"{said} holds a sign that cannot be seen.", "Write this text again.", *key)
        return value

    def number(self, key: str, least: int, most: int, default: int | None = None) -> int | None:
        """The whole number under a key, or the default; None, and a problem, when it is none or out of bounds."""
        value = self.table.get(key, default)
        if value is None:
            self.wrong(f"“{self.name(key)}” is missing.", "Write a number without quotes.", key)
        elif isinstance(value, bool) or not isinstance(value, int):
            self.wrong(f"“{self.name(key)}” is not a whole number.", "Write a number without quotes.", key)
        elif not least <= value <= most:
            self.wrong(f"“{self.name(key)}” is out of bounds.", f"Write a number from {least} to {most}.", key)
        else:
            return value
        return None

    def flag(self, key: str) -> bool:
        """The truth value under a key; False when there is none, or, with a problem, when it is something else."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            self.wrong(f"“{self.name(key)}” is neither true nor false.", "Write true or false.", key)
        return value is True


def name_of(path: tuple[str | int, ...]) -> str:
    """A path as a person would write it; entries of [[tables]] are named by their table."""
    return ".".join(part for part in path if isinstance(part, str) and part)


def _runs(some: list[str], order: list[str]) -> list[list[str]]:
    """These keys, gathered where they follow each other in the order."""
    runs: list[list[str]] = []
    for key in some:
        if runs and order[order.index(key) - 1] == runs[-1][-1]:
            runs[-1].append(key)
        else:
            runs.append([key])
    return runs


def _apart(one: object, other: object) -> bool:
    """True when two tables, or two lists of tables, can be laid over each other without losing anything."""
    if isinstance(one, list) and isinstance(other, list):
        return all(isinstance(row, dict) for row in (*one, *other))
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    return all(_apart(one[key], other[key]) for key in one if key in other)


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return one | {key: _joined(one[key], value) if key in one else value for key, value in other.items()}


def _last_written(rows: list[str], line: int) -> int:
    """The line, or the last one before it that is not blank."""
    while line > 1 and not rows[line - 1].strip():
        line -= 1
    return line

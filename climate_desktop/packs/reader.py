"""Careful reading of TOML tables: each slip becomes a problem and reading goes on."""

from __future__ import annotations

import tomllib
from typing import Any

from climate_desktop.packs.problems import Lines, Problem

LARGEST_FILE = 2_000_000
"""Bytes that one file of a pack may have; ours has about a tenth of that."""
LONGEST_TEXT = 4_000
"""Characters that one passage may have."""


class Reader:
    """One TOML file of a pack. `tables` is empty when the file cannot be read at all; `problems` says why."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = Lines(text)
        self.problems: list[Problem] = []
        self.tables: dict[str, Any] = {}
        if len(text.encode("utf-8", "surrogatepass")) > LARGEST_FILE:
            self.problems.append(Problem(file, 0, "It is too large.", f"Keep it under {LARGEST_FILE} bytes."))
            return
        try:
            self.tables = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            line = getattr(error, "lineno", 0) or _line_in(str(error))
            self.problems.append(
                Problem(file, line, f"It cannot be read as TOML ({error}).", "Look at this line and the one before it.")
            )

    def wrong(self, what: str, todo: str, *path: str | int) -> None:
        """Note a problem at a path."""
        self.problems.append(Problem(self.file, self.lines.of(*path), what, todo))

    def only(self, table: dict[str, Any], allowed: set[str], *path: str | int) -> None:
        """Note every key that nothing reads."""
        for key in table:
            if key not in allowed:
                names = ", ".join(sorted(allowed))
                self.wrong(f"“{key}” is not known here.", f"Take it out, or use one of: {names}.", *path, key)

    def table(self, holder: dict[str, Any], key: str, *path: str | int) -> dict[str, Any]:
        """The table under a key; an empty one, and a problem, when it is missing or something else."""
        value = holder.get(key)
        if isinstance(value, dict):
            return value
        self.wrong(f"The part [{_name(*path, key)}] is missing.", "Add it.", *path, key)
        return {}

    def rows(self, key: str) -> list[dict[str, Any]]:
        """The entries written as [[key]]; none, and a problem, when there are none."""
        value = self.tables.get(key)
        if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
            return value
        self.wrong(f"There is no [[{key}]].", "Add at least one.", key)
        return []

    def text(self, table: dict[str, Any], key: str, *path: str | int) -> str:
        """The text under a key; empty, and a problem, when it is missing, blank, too long or not text."""
        value = table.get(key)
        if not isinstance(value, str):
            what = "is missing" if value is None else "is not a text"
            self.wrong(f"“{_name(*path, key)}” {what}.", "Write a text in quotation marks.", *path, key)
            return ""
        if not value.strip():
            self.wrong(f"“{_name(*path, key)}” is empty.", "Write its text.", *path, key)
        if len(value) > LONGEST_TEXT:
            self.wrong(f"“{_name(*path, key)}” is too long.", f"Keep it under {LONGEST_TEXT} characters.", *path, key)
        return value

    def texts(self, table: dict[str, Any], key: str, *path: str | int) -> tuple[str, ...]:
        """The list of texts under a key; what is wrong with it becomes problems."""
        value = table.get(key)
        if not isinstance(value, list) or not value:
            self.wrong(f"“{_name(*path, key)}” is missing.", 'Write a list such as ["One.", "Two."].', *path, key)
            return ()
        if not all(isinstance(text, str) and text.strip() for text in value):
            self.wrong(f"“{_name(*path, key)}” holds an empty text or no text.", "Fill or remove it.", *path, key)
            return ()
        return tuple(value)

    def number(self, table: dict[str, Any], key: str, default: int, *path: str | int) -> int:
        """The whole number under a key, or the default when there is none; anything else is a problem."""
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(f"“{_name(*path, key)}” is not a whole number.", "Write a number without quotes.", *path, key)
            return default
        return value


def _name(*path: str | int) -> str:
    return ".".join(str(part) for part in path)


def _line_in(message: str) -> int:
    """The line that a TOML error names, or 0. WORKAROUND: the error has no such attribute before Python 3.14."""
    _, found, rest = message.partition("line ")
    digits = rest.partition(",")[0]
    return int(digits) if found and digits.isdigit() else 0

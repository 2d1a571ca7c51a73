"""What is wrong with a pack, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = re.compile(r"^\s*\[{1,2}\s*([^\]]+?)\s*\]{1,2}\s*(#.*)?$")
_KEY = re.compile(r'^\s*("?)([A-Za-z0-9_.-]+)\1\s*=')


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right. `line` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    what: str
    todo: str

    def __str__(self) -> str:
        """The problem as one line of text."""
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.todo}"


class Lines:
    """Where each table and key of a TOML text stands.

    A path is the dotted way to it, with the number of the entry after the name of an array of tables:
    `voices.2.kinds`. Asking for a path that is not there gives the line of the nearest table around it.
    """

    def __init__(self, text: str) -> None:
        self._line_of: dict[str, int] = {}
        for path, line in _paths(text):
            self._line_of.setdefault(path, line)

    def of(self, *path: str | int) -> int:
        """The line of a path, or of the nearest table around it; 1 when nothing fits."""
        parts = [str(p) for p in path]
        while parts:
            line = self._line_of.get(".".join(parts))
            if line is not None:
                return line
            parts.pop()
        return 1


def _paths(text: str) -> Iterator[tuple[str, int]]:
    """Every path of a TOML text with its line; `[[x]]` tables are numbered from 0."""
    table = ""
    count: dict[str, int] = {}
    in_text = False
    for number, line in enumerate(text.splitlines(), start=1):
        quotes = line.count('"""')
        if in_text:
            in_text = quotes % 2 == 0
            continue
        in_text = quotes % 2 == 1
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if header and not key:
            table = header.group(1).replace('"', "")
            if line.lstrip().startswith("[["):
                index = count[table] = count.get(table, -1) + 1
                table = f"{table}.{index}"
            yield table, number
        elif key:
            yield (f"{table}.{key.group(2)}" if table else key.group(2)), number

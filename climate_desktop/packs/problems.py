"""What is wrong with a pack, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_LONGEST_NAME = 80
_MOST_NAMES = 12


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


def shown(name: str) -> str:
    """A name from a file, short enough and safe to say."""
    safe = name[: _LONGEST_NAME + 1]
    if not safe.isprintable():
        safe = "".join(sign if sign.isprintable() else "?" for sign in safe)
    return safe if len(safe) <= _LONGEST_NAME else f"{safe[:_LONGEST_NAME]}…"


def closest(name: str, among: Iterable[str]) -> str | None:
    """The one of these that was probably meant, or None."""
    return next(iter(get_close_matches(name[:_LONGEST_NAME], list(among), 1)), None)


def listed(names: Iterable[str]) -> str:
    """The names in one line, the first dozen of them."""
    known = list(names)
    more = f" and {len(known) - _MOST_NAMES} more" if len(known) > _MOST_NAMES else ""
    return ", ".join(known[:_MOST_NAMES]) + more

"""Where each table, key and entry of a TOML text stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

Path = tuple[str | int, ...]

DEEPEST = 12
"""Steps that a way into a file may have; ours has five. Deeper ones would keep the TOML reader busy for hours."""

_LINE_END = re.compile("\n")
_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_REST = re.compile(r"[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'""")
_BARE = re.compile(r"[^,\]}#\n]+")
_TEXTS = (
    ('"""', re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL)),
    ("'''", re.compile(r"'''.*?'{3,5}", re.DOTALL)),
    ('"', re.compile(r'"(?:[^"\\\n]|\\.)*"')),
    ("'", re.compile(r"'[^'\n]*'")),
)


class Lines:
    """The lines of everything in a TOML text.

    A path is the way to it: keys, and numbers from 0 for the entries of a list or of [[tables]], such as
    `"voices", 2, "kinds"`. What cannot be read ends the search; the lines found before it stay.

    `too_deep` is the line of a part that is nested beyond reason, or 0. `twice` is the first path that is written a
    second time, with its second and its first line.
    """

    def __init__(self, text: str) -> None:
        self.too_deep = 0
        self.twice: tuple[Path, int, int] | None = None
        self._line_of: dict[Path, int] = {}
        self._implied: set[Path] = set()
        self._moved: dict[Path, Path] = {}
        self._starts: list[int] = []
        self._ends = [found.start() for found in _LINE_END.finditer(text)]
        try:
            _Walk(text, self).all()
        except _LostError:
            pass
        except _TooDeepError as error:
            self.too_deep = self.line_at(error.args[0])

    def of(self, *path: str | int) -> int:
        """The line of a path, or of the nearest part around it; 1 when nothing fits."""
        while path:
            for way in (path, *self._other_ways(path)):
                if way in self._line_of:
                    return self._line_of[way]
            path = path[:-1]
        return 1

    def moved(self, old: Path, new: Path) -> None:
        """Look for what is asked under a new path at the old one too."""
        self._moved[new] = old

    def statement_at(self, line: int) -> int:
        """The line on which the statement begins that a line belongs to."""
        place = bisect_right(self._starts, line)
        return self._starts[place - 1] if place else line

    def line_at(self, place: int) -> int:
        """The line of the sign at this place of the text."""
        return bisect_left(self._ends, place) + 1

    def started(self, place: int) -> None:
        """Note that a statement begins here."""
        self._starts.append(self.line_at(place))

    def mark(self, path: Path, place: int, *, implied: bool = False) -> None:
        """Note where a path stands; `implied` when it is only on the way to something else."""
        line = self.line_at(place)
        first = self._line_of.get(path)
        if first is None or path in self._implied:
            if first is None or not implied:
                self._line_of[path] = line
            if implied:
                self._implied.add(path)
            else:
                self._implied.discard(path)
        elif not implied and self.twice is None:
            self.twice = (path, line, first)

    def _other_ways(self, path: Path) -> list[Path]:
        ways = []
        for length in range(len(path), 0, -1):
            old = self._moved.get(path[:length])
            if old is not None:
                way = (*old, *path[length:])
                ways += [way, *(self._other_ways(way) if len(way) <= DEEPEST else [])]
        return ways


class _LostError(Exception):
    """The text is no TOML from here on."""


class _TooDeepError(Exception):
    """The text is nested too deeply at the place that it carries."""


class _Walk:
    """One way through the text, statement by statement. It trusts nothing and takes time in step with the length."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.text = text
        self.lines = lines
        self.at = 0
        self.table: Path = ()
        self.count: dict[Path, int] = {}

    def all(self) -> None:
        while True:
            self._skip(_BETWEEN)
            if self.at >= len(self.text):
                return
            self.lines.started(self.at)
            if self.text[self.at] == "[":
                self._header()
            else:
                self._pair(self.table)
            end = _REST.match(self.text, self.at)
            if end is None:
                raise _LostError
            self.at = end.end()

    def _header(self) -> None:
        start, many = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        path: Path = ()
        parts = self._keys()
        for number, part in enumerate(parts, 1):
            path = (*path, part)
            last = number == len(parts)
            self.lines.mark(path, start, implied=not last or many)
            if last and many:
                self.count[path] = self.count.get(path, -1) + 1
            if path in self.count:
                path = (*path, self.count[path])
        if many:
            self.lines.mark(path, start)
        self._expect("]]" if many else "]")
        self.table = path

    def _pair(self, table: Path) -> None:
        """A key and its value."""
        start = self.at
        parts = self._keys()
        path = (*table, *parts)
        for length in range(len(table) + 1, len(path)):
            self.lines.mark(path[:length], start, implied=True)
        self.lines.mark(path, start)
        self._expect("=")
        self._skip(_BLANK)
        self._value(path)

    def _keys(self) -> list[str]:
        """The parts of a key with dots."""
        parts: list[str] = []
        while True:
            self._skip(_BLANK)
            found = _KEY.match(self.text, self.at)
            if found is None:
                raise _LostError
            parts.append(next((group for group in found.groups() if group is not None), found.group()))
            self.at = found.end()
            self._skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1
            if len(parts) >= DEEPEST:
                raise _TooDeepError(self.at)

    def _value(self, path: Path) -> None:
        if len(path) > DEEPEST:
            raise _TooDeepError(self.at)
        if self.text.startswith("[", self.at):
            self._list(path)
        elif self.text.startswith("{", self.at):
            self._inline(path)
        else:
            self._plain()

    def _plain(self) -> None:
        """A text, number, date or truth value."""
        pattern = next((p for quotes, p in _TEXTS if self.text.startswith(quotes, self.at)), _BARE)
        found = pattern.match(self.text, self.at)
        if found is None:
            raise _LostError
        self.at = found.end()

    def _list(self, path: Path) -> None:
        self.at += 1
        for number in range(len(self.text)):
            self._skip(_BETWEEN)
            if self.text.startswith("]", self.at):
                break
            self.lines.mark((*path, number), self.at)
            self._value((*path, number))
            self._skip(_BETWEEN)
            if not self.text.startswith(",", self.at):
                break
            self.at += 1
        self._expect("]")

    def _inline(self, path: Path) -> None:
        self.at += 1
        self._skip(_BETWEEN)
        while not self.text.startswith("}", self.at):
            self._pair(path)
            self._skip(_BETWEEN)
            if not self.text.startswith(",", self.at):
                break
            self.at += 1
            self._skip(_BETWEEN)
        self._expect("}")

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _expect(self, sign: str) -> None:
        self._skip(_BLANK)
        if not self.text.startswith(sign, self.at):
            raise _LostError
        self.at += len(sign)

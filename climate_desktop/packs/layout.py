"""Where the tables of a TOML text stand, and the same text with a key, a table or an entry more or less.

A path is the way to a place: keys, and a number after the key of an array of tables. New lines go behind the last line
of what they belong to, so that comments and empty lines stay with what follows them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.items import SingleKey

Path = tuple[str | int, ...]
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n', re.DOTALL
)


@dataclass
class Section:
    """One header and the keys under it. `header` and `last` are line numbers from 0; the top has -1 as its header."""

    path: Path
    header: int
    last: int


def sections(text: str) -> list[Section]:
    """The top, then every header in order; `text` must be good TOML."""
    found = [Section((), -1, -1)]
    count: dict[Path, int] = {}
    for _, last, words in _statements(text):
        if words.startswith("["):
            found.append(Section(_path(words, count), last, last))
        else:
            found[-1].last = last
    return found


def part_with(text: str, found: list[Section], path: Path) -> tuple[int, int, Path]:
    """Where the keys of the section begin and end that holds the value at a path, and that section's own path.

    `found` are the sections of the text.
    """
    section = max(
        (one for one in found if path[: len(one.path)] == one.path and one.last > one.header),
        key=lambda one: len(one.path),
        default=found[0],
    )
    starts = [0, *(end.end() for end in re.finditer("\n", text)), len(text)]
    return starts[section.header + 1], starts[section.last + 1], section.path


def with_key(text: str, path: Path, key: str, value: object) -> str:
    """The text with one more key at the end of a table; as it was when the table has no header of its own."""
    for section in sections(text):
        if section.path == path:
            line = f"{_key(key)} = {_literal(value)}"
            return _inserted(text, section.last + 1, [line] if section.last >= 0 else [line, ""])
    return text


def with_table(text: str, path: Path, table: Mapping[str, Any]) -> str:
    """The text with one more table, or one more entry of an array where the path ends with a number."""
    found = sections(text)
    lines = list(_table(path, table))
    *before, last = path
    if last == 0 and (first := next((s for s in found if s.path[: len(path)] == path), None)):
        return _inserted(text, _with_comment(text, first.header), [*lines, ""])
    near = (*before, last - 1) if isinstance(last, int) else path
    shared = max(_shared(section.path, near) for section in found)
    if not shared:
        return text.rstrip() + "\n\n" + "\n".join(lines) + "\n"
    behind = max(section.last for section in found if _shared(section.path, near) == shared)
    return _inserted(text, behind + 1, ["", *lines])


def without(text: str, path: Path) -> str:
    """The text without the table or entry at a path, and everything in it; as it was when there is no header of it."""
    lines = text.split("\n")
    gone: set[int] = set()
    for section in sections(text):
        if section.path[: len(path)] == path and section.header >= 0:
            above = [section.header - 1] if section.header and not lines[section.header - 1].strip() else []
            gone.update(above, range(section.header, section.last + 1))
    return "\n".join(line for number, line in enumerate(lines) if number not in gone)


def _statements(text: str) -> Iterator[tuple[int, int, str]]:
    """Every header and every key with its value: first line, last line, and the words without space around them."""
    depth = start = first = line = 0
    for token in _TOKEN.finditer(text + "\n"):
        words = token.group()
        if words == "\n":
            if not depth:
                said = text[start : token.start()].strip()
                if said and not said.startswith("#"):
                    yield first, line, said
                start, first = token.end(), line + 1
            line += 1
        elif words in "[{":
            depth += 1
        elif words in "]}":
            depth -= 1
        else:
            line += words.count("\n")


def _path(header: str, count: dict[Path, int]) -> Path:
    """The path of a header, with the number of each array's current entry; a new entry is counted."""
    node: Any = tomllib.loads(header)
    path: Path = ()
    while node:
        key = next(iter(node))
        node = node[key]
        path = (*path, key)
        if isinstance(node, list):
            count[path] = count.get(path, -1) + 1
            node = None
        if path in count:
            path = (*path, count[path])
    return path


def _shared(path: Path, other: Path) -> int:
    """How many parts two paths share from the start."""
    shared = 0
    while shared < min(len(path), len(other)) and path[shared] == other[shared]:
        shared += 1
    return shared


def _with_comment(text: str, line: int) -> int:
    """The line on which the comment right above a header begins; the header's own line where there is none."""
    lines = text.split("\n")
    while line and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def _inserted(text: str, line: int, lines: list[str]) -> str:
    """The text with these lines before the one with this number."""
    end = "\r" if "\r\n" in text else ""
    before = text.split("\n")
    if line >= len(before):
        before[-1] += end
        before.append("")
        line = len(before) - 1
    return "\n".join([*before[:line], *(new + end for new in lines), *before[line:]])


def _table(path: Path, table: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a table with the tables inside it."""
    name = ".".join(_key(part) for part in path if isinstance(part, str))
    yield f"[[{name}]]" if isinstance(path[-1], int) else f"[{name}]"
    for key, value in table.items():
        if not isinstance(value, Mapping):
            yield f"{_key(key)} = {_literal(value)}"
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield ""
            yield from _table((*path, key), value)


def _key(key: str) -> str:
    return SingleKey(key).as_string()


def _literal(value: object) -> str:
    return tomlkit.item(value).as_string()

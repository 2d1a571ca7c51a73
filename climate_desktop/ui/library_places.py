"""Where in the Library a text is written: which tab, which place on it, which field; and where a problem leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from climate_desktop.ui.library_work import BANDS, MAIN, KeyPath, PackWork

if TYPE_CHECKING:
    from climate_desktop.services.library import Problem

ABOUT, STATEMENTS, TEXTS, BANDS_TAB, PROBLEMS = "about", "statements", "texts", "bands", "problems"
NAMES = "names"
_HEADER = re.compile(r"^\s*(\[{1,2})\s*([^\]]+?)\s*\]{1,2}\s*(#.*)?$")
_KEY = re.compile(r'^\s*("?)([A-Za-z0-9_-]+)\1\s*=')
_BANDED = ("domains", "factors")
_ON_BANDS = ("bands", "missing", "privacy", "edges")


@dataclass(frozen=True)
class Target:
    """A field of the Library: its tab, its place in the tab's list, its band, and the file and path of its text."""

    tab: str
    key: str = ""
    band: str = ""
    file: str = ""
    path: KeyPath = ()


def path_at(text: str, line: int) -> KeyPath:
    """The path of what stands in this line of a TOML text, counted from 1; empty when it belongs to no part.

    A line inside a list belongs to the list's key. Entries of `[[x]]` are numbered from 0.
    """
    table: KeyPath = ()
    found: KeyPath = ()
    count: dict[str, int] = {}
    in_text = False
    for row in text.splitlines()[: max(line, 0)]:
        odd = row.count('"""') % 2 == 1
        if in_text:
            in_text = not odd
            continue
        in_text = odd
        header, key = _HEADER.match(row), _KEY.match(row)
        if header and not key:
            name = header.group(2).replace('"', "")
            table = tuple(part.strip() for part in name.split("."))
            if header.group(1) == "[[":
                count[name] = count.get(name, -1) + 1
                table = (*table, count[name])
            found = table
        elif key:
            found = (*table, key.group(2))
    return found


def target_of(problem: Problem, work: PackWork) -> Target | None:
    """The field in which the problem can be put right, or None when only the file itself can be mended."""
    text = work.draft.files.get(problem.file)
    if text is None:
        return Target(ABOUT, file=MAIN, path=("languages",))
    path = path_at(text, problem.line)
    if not path or work.value(problem.file, *path[:1]) is None:
        return None
    if problem.file == MAIN:
        return _in_main(path, work)
    return target_in_words(problem.file, path)


def target_in_words(file: str, path: KeyPath) -> Target | None:
    """The field in which the text at this path of a language file is written."""
    part = path[0]
    if part == "pack":
        return Target(ABOUT, file=file, path=path)
    if part in ("language", "draft"):
        return Target(ABOUT, file=MAIN, path=("languages",))
    if part not in _BANDED:
        return Target(TEXTS, str(part), "", file, path)
    if len(path) < 2:
        return None
    if part == "factors" and path[2:3] == ("items",):
        return Target(STATEMENTS, str(path[3]) if len(path) > 3 else "", "", file, path)
    band = str(path[2]) if len(path) > 2 and path[2] in BANDS else NAMES
    return Target(TEXTS, f"{part}/{path[1]}", band, file, path)


def _in_main(path: KeyPath, work: PackWork) -> Target | None:
    """The same for pack.toml."""
    part = path[0]
    if part in _ON_BANDS:
        return Target(BANDS_TAB, file=MAIN, path=path)
    if part in ("version", "licence", "credit", "languages"):
        return Target(ABOUT, file=MAIN, path=path)
    if part == "items" and len(path) > 1 and isinstance(path[1], int):
        item = work.text(MAIN, "items", path[1], "id")
        return Target(STATEMENTS, item, "", MAIN, path) if item and path[2:] in ((), ("short",), ("reverse",)) else None
    return None


def tab_name(tab: str) -> str:
    """What a tab is called."""
    return {
        ABOUT: _tr("About"),
        STATEMENTS: _tr("Statements"),
        TEXTS: _tr("Texts"),
        BANDS_TAB: _tr("Bands"),
        PROBLEMS: _tr("Problems"),
    }[tab]


def _tr(words: str) -> str:
    return QCoreApplication.translate("library", words)

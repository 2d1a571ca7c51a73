"""One pack that is being changed: comments and order stay, and what is written comes out as the same files."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from climate_desktop import packs
from climate_desktop.core.cleaning import clean
from climate_desktop.core.errors import (
    LanguageNotThere,
    LanguageTagWrong,
    LanguageThere,
    LastLanguage,
    PackBroken,
    PackPlaceNotFound,
    PackTextNotReadable,
)
from climate_desktop.packs import layout, tags
from climate_desktop.packs.folder import MAIN as MAIN
from climate_desktop.packs.pack import Pack
from climate_desktop.packs.problems import Problem
from climate_desktop.packs.reader import LONGEST_TEXT, Reader

_IMPOSSIBLE = (TOMLKitError, LookupError, TypeError, ValueError, AttributeError)
"""What comes of a place that cannot be, here or in TOMLKit, which takes a little less than the standard library does."""


class Draft:
    """The files of one pack while a person changes them. Nothing here touches a disk."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._start = dict(files)
        self._texts = dict(files)
        self._tables: dict[str, dict[str, Any]] = {}
        self._sections: dict[str, list[layout.Section]] = {}

    @property
    def files(self) -> dict[str, str]:
        """The files as they are now, name to text."""
        return dict(self._texts)

    @property
    def start(self) -> dict[str, str]:
        """The files that the draft began with, or those of the last `keep`."""
        return dict(self._start)

    @property
    def changed(self) -> bool:
        """True when some file differs from what the draft began with."""
        return self.files != self._start

    def keep(self) -> None:
        """From now on the files as they are count as unchanged."""
        self._start = self.files

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages in the pack's order; none when they cannot be read."""
        tags = self.get(MAIN, "languages")
        return tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()

    # Reading

    def get(self, file: str, *path: str | int) -> Any:
        """The plain value at a place: text, number, list or table; None when there is nothing there.

        `path` are keys, and numbers for the n-th entry of an array of tables. Tables and lists are copies.
        """
        try:
            node: Any = self._plain(file)
        except (PackTextNotReadable, PackPlaceNotFound):
            return None
        for part in path:
            if not _holds(node, part):
                return None
            node = node[part]
        return copy.deepcopy(node) if isinstance(node, dict | list) else node

    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the pack as it stands now; empty when it is good."""
        return packs.check(self.files)

    def pack(self) -> Pack | None:
        """The pack as it stands now; None while anything is wrong with it."""
        try:
            return packs.load_text(self.files)
        except PackBroken:
            return None

    # Writing

    def put(self, value: object, file: str, *path: str | int) -> None:
        """Write a text, number, truth value, list of texts or table at a place; tables that are missing are made.

        A number in the path may be the count of an array's entries: then an entry is added. The value that is there
        already changes nothing. Texts become one clean line, and a table replaces what it names and nothing else.
        PackTextNotReadable when the file is no TOML, PackPlaceNotFound when the place cannot be there.
        """
        *before, last = path
        if isinstance(value, Mapping) and isinstance(self.get(file, *path), dict):
            for key, part in value.items():
                self.put(part, file, *path, key)
            return
        old, new = self.get(file, *path), _cleaned(value)
        if _same(value, old) or _same(new, old):
            return
        if old is not None and not _holds_tables(old) and not _holds_tables(new):
            self._replace(file, path, new)
            return
        wanted = self._changed_plain(file, lambda tables: _set(tables, path, new), path)
        self._write(file, wanted, path, lambda text: self._added(file, text, (*before, last), new))

    def insert(self, value: Mapping[str, object], file: str, *path: str | int) -> None:
        """Write one more entry of an array of tables before the one whose number ends the path.

        PackTextNotReadable or PackPlaceNotFound as for `put`.
        """
        new = _cleaned(value)
        wanted = self._changed_plain(file, lambda tables: _walk(tables, path[:-1]).insert(path[-1], new), path)
        self._write(file, wanted, path, lambda text: layout.with_table(text, path, new))

    def remove(self, file: str, *path: str | int) -> None:
        """Take out the key, table or entry at a place; nothing happens when there is none."""
        if self.get(file, *path) is None:
            return

        def take_out(tables: dict[str, Any]) -> None:
            del _walk(tables, path[:-1])[path[-1]]

        wanted = self._changed_plain(file, take_out, path)
        *before, last = path
        if isinstance(last, int) and len(_walk(self._plain(file), before)) == 1:
            _walk(wanted, before[:-1]).pop(before[-1])

        def removed(text: str) -> str:
            shorter = layout.without(text, path)
            if shorter != text:
                return shorter
            document = tomlkit.parse(text)
            _walk(document, before).remove(last)
            return document.as_string()

        self._write(file, wanted, path, removed)

    def add_language(self, tag: str) -> None:
        """One more language with the words of the first one, marked `draft = true`.

        LanguageTagWrong or LanguageThere when it cannot be added, LanguageNotThere when the first one has no words.
        """
        if tags.trouble(tag):
            raise LanguageTagWrong(tag=clean(tag, 20))
        languages = self.languages
        if tag in languages:
            raise LanguageThere(tag=tag)
        first = f"{next(iter(languages), '')}.toml"
        if first not in self._texts:
            raise LanguageNotThere(tag=first.removesuffix(".toml"), languages=", ".join(languages))
        other = Draft({"words": self.files[first]})
        other.put(tag, "words", "language")
        other.put(True, "words", "draft")
        self.put([*languages, tag], MAIN, "languages")
        self._texts[f"{tag}.toml"] = other.files["words"]

    def remove_language(self, tag: str) -> None:
        """Take a language and its file out. LanguageNotThere or LastLanguage when it cannot be."""
        languages = self.languages
        if tag not in languages:
            raise LanguageNotThere(tag=clean(tag, 20), languages=", ".join(languages))
        if len(languages) == 1:
            raise LastLanguage(tag=tag)
        self.put([other for other in languages if other != tag], MAIN, "languages")
        for kept in (self._texts, self._tables, self._sections):
            kept.pop(f"{tag}.toml", None)

    # How it is done

    def _plain(self, file: str) -> dict[str, Any]:
        """The tables of a file as plain values."""
        if file not in self._texts:
            raise PackPlaceNotFound(place=file, file=file)
        if file not in self._tables:
            reader = Reader(file, self._texts[file])
            if not reader.readable:
                raise PackTextNotReadable(file=file, line=reader.problems[0].line or 1)
            self._tables[file] = reader.tables
        return self._tables[file]

    def _changed_plain(
        self, file: str, change: Callable[[dict[str, Any]], object], path: layout.Path
    ) -> dict[str, Any]:
        """The tables of a file as they are to be."""
        tables = copy.deepcopy(self._plain(file))
        try:
            change(tables)
        except _IMPOSSIBLE as error:
            raise PackPlaceNotFound(place=".".join(map(str, path)), file=file) from error
        return tables

    def _replace(self, file: str, path: layout.Path, value: Any) -> None:
        """Another value at a place that has one; lists keep the layout they were written in.

        Only the section that holds it is taken apart: of a whole language file that would be felt at every key.
        """
        text = self._texts[file]
        if file not in self._sections:
            self._sections[file] = layout.sections(text)
        start, end, under = layout.part_with(text, self._sections[file], path)
        try:
            document = tomlkit.parse(text[start:end])
            holder = _walk(document, path[len(under) : -1])
            old = holder[path[-1]]
        except _IMPOSSIBLE as error:
            raise PackPlaceNotFound(place=".".join(map(str, path)), file=file) from error
        if isinstance(old, Array) and isinstance(value, list) and value:
            del old[len(value) :]
            for place, one in enumerate(value):
                if place >= len(old):
                    old.append(one)
                elif old[place] != one:
                    old[place] = one
        else:
            holder[path[-1]] = value
        part = document.as_string()
        if part.count("\n") != text.count("\n", start, end):
            del self._sections[file]
        self._texts[file] = text[:start] + part + text[end:]
        _walk(self._plain(file), path[:-1])[path[-1]] = value

    def _added(self, file: str, text: str, path: layout.Path, value: Any) -> str:
        """The text of a file with a value at a place that has none."""
        *before, last = path
        if isinstance(value, dict) and self.get(file, *path) is None:
            return layout.with_table(text, path, value)
        holder = self.get(file, *before)
        if holder is None:
            return layout.with_table(text, tuple(before), {str(last): value})
        longer = layout.with_key(text, tuple(before), str(last), value)
        if longer != text:
            return longer
        document = tomlkit.parse(text)
        _walk(document, before)[last] = value
        return document.as_string()

    def _write(self, file: str, wanted: dict[str, Any], path: layout.Path, change: Callable[[str], str]) -> None:
        """Take over a changed text, once it is sure that it says exactly what is wanted."""
        try:
            text = change(self._texts[file])
            said = tomllib.loads(text)
        except _IMPOSSIBLE as error:
            raise PackPlaceNotFound(place=".".join(map(str, path)), file=file) from error
        if said != wanted:
            raise PackPlaceNotFound(place=".".join(map(str, path)), file=file)
        self._texts[file] = text
        self._tables[file] = said
        self._sections.pop(file, None)


def _cleaned(value: object) -> Any:
    """A value that may be written, its texts as one clean line each."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return clean(value, LONGEST_TEXT)
    if isinstance(value, Mapping):
        return {str(key): _cleaned(part) for key, part in value.items()}
    if isinstance(value, Iterable):
        return [_cleaned(part) for part in value]
    raise TypeError(f"{type(value).__name__} has no place in a pack")


def _same(value: object, other: object) -> bool:
    """Equal and of one kind: 1 is not true."""
    value = list(value) if isinstance(value, tuple) else value
    return type(value) is type(other) and value == other


def _holds_tables(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(_holds_tables(part) for part in value))


def _holds(node: Any, part: str | int) -> bool:
    if isinstance(part, int):
        return isinstance(node, list) and 0 <= part < len(node)
    return isinstance(node, dict) and part in node


def _walk(node: Any, path: Iterable[str | int]) -> Any:
    for part in path:
        node = node[part]
    return node


def _set(tables: dict[str, Any], path: layout.Path, value: Any) -> None:
    """Write a plain value into plain tables and make what is missing on the way."""
    node: Any = tables
    for place, part in enumerate(path[:-1]):
        _make(node, part, [] if isinstance(path[place + 1], int) else {})
        node = node[part]
    _make(node, path[-1], value)
    node[path[-1]] = value


def _make(node: Any, part: str | int, empty: Any) -> None:
    if isinstance(part, int):
        if not isinstance(node, list) or not 0 <= part <= len(node):
            raise IndexError(part)
        if part == len(node):
            node.append(empty)
    else:
        node.setdefault(part, empty)

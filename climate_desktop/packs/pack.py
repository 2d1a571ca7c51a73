"""A rubric pack: one questionnaire in one version, with its words in every language it has."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from climate_desktop import paths
from climate_desktop.core.errors import PackBroken, PackNotFound
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.words import Words
from climate_desktop.packs.folder import MAIN, MOST_FILES, read_folder
from climate_desktop.packs.instrument_file import Found, read_instrument
from climate_desktop.packs.language_file import read_words
from climate_desktop.packs.names import only_one
from climate_desktop.packs.problems import Problem, shown
from climate_desktop.packs.reader import Reader
from climate_desktop.packs.spoken import spoken

DEFAULT = "social-climate"
"""The id of the pack that is asked unless another is chosen."""
LARGEST_PACK = 20_000_000
"""Characters that all files of a pack may have together."""
_LARGEST_KEPT = 2_000_000
"""Characters that a pack may have for what was found in it to be kept in memory; ours has about a tenth of that."""


@dataclass(frozen=True)
class Pack:
    """A pack that has been checked. `text` is its own files by name, which a round stores with itself."""

    instrument: Instrument
    words: Mapping[str, Words]
    text: Mapping[str, str]

    @property
    def id(self) -> str:
        """The id that rounds name it by."""
        return self.instrument.id

    @property
    def version(self) -> str:
        """The version written in pack.toml."""
        return self.instrument.version

    @property
    def fingerprint(self) -> str:
        """SHA-256 over all of its files, in hex."""
        return fingerprint(self.text)

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages that may be offered, in the pack's order; drafts are not among them."""
        return tuple(tag for tag, words in self.words.items() if not words.draft)

    def language(self, wanted: str | None = None) -> Words:
        """The words in the wanted language, or in the first one that is no draft."""
        return self.words.get(wanted or "", self.words[self.languages[0]])


_Found = tuple[Instrument | None, Mapping[str, Words], Sequence[Problem]]


def fingerprint(text: Mapping[str, str]) -> str:
    """SHA-256 in hex over file names and contents, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(text):
        digest.update(f"{name}\0{text[name]}\0".encode())
    return digest.hexdigest()


def load(folder: Path) -> Pack:
    """The pack in a folder. PackBroken with every problem when anything is wrong with it."""
    files, unread = read_folder(folder)
    if unread:
        raise PackBroken(folder.name, _said(check_folder(folder)))
    return load_text(files, folder.name)


def check_folder(folder: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the pack in a folder, by file and line; empty when it is good."""
    files, unread = read_folder(folder)
    found = check(files, left_out={problem.file for problem in unread})
    return tuple(sorted({*unread, *found}))


def load_stored(files: Mapping[str, str]) -> Pack:
    """The pack that a round stored, perhaps by an older program.

    Its own words stay; sentences that today's program needs besides are taken from a bundled pack.
    PackBroken when it is broken beyond that.
    """
    try:
        return load_text(files)
    except PackBroken:
        return load_text(files, spare=_lender(files))


def _lender(files: Mapping[str, str]) -> Pack:
    """The bundled pack that lends sentences: today's version of this one, or the first choice of the program."""
    found = {pack.id: pack for pack in bundled()}
    return next((pack for name, pack in found.items() if f'id = "{name}"' in files.get(MAIN, "")), found[DEFAULT])


def load_text(files: Mapping[str, str], name: str = "this pack", spare: Pack | None = None) -> Pack:
    """The pack written in these files (name to text). PackBroken with every problem when anything is wrong with it.

    `spare` lends the fixed sentences that the files lack.
    """
    instrument, words, problems = _examined(files, spare)
    if problems or instrument is None:
        raise PackBroken(name, _said(problems))
    return Pack(instrument, dict(words), dict(files))


def check(files: Mapping[str, str], left_out: Collection[str] = ()) -> tuple[Problem, ...]:
    """Everything that is wrong with the pack written in these files (name to text), by file and line; empty when good.

    `left_out` names files that cannot be had, which is a problem told elsewhere.
    """
    return tuple(sorted(set(_examined(files, None, left_out)[2])))


def _said(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(str(problem) for problem in sorted(set(problems)))


def _examined(
    files: Mapping[str, str], spare: Pack | None = None, left_out: Collection[str] = ()
) -> _Found:
    """What the files hold and what is wrong with them. Without problems there is an instrument, and words for it.

    The same files are asked for again and again: by the Library, by a study that was asked with them, by a draft.
    """
    if spare is not None or sum(map(len, files.values())) > _LARGEST_KEPT:
        return _read(files, spare, left_out)
    return _known(frozenset(files.items()), frozenset(left_out))


@lru_cache(maxsize=16)
def _known(files: frozenset[tuple[str, str]], left_out: frozenset[str]) -> _Found:
    return _read(dict(sorted(files)), None, left_out)


def _read(files: Mapping[str, str], spare: Pack | None, left_out: Collection[str]) -> _Found:
    if MAIN not in files:
        missing = Problem(MAIN, 0, "It is missing.", "Put it into the pack’s folder.")
        return None, {}, [] if left_out else [missing]
    if len(files) > MOST_FILES or sum(map(len, files.values())) > LARGEST_PACK:
        todo = f"Keep it under {MOST_FILES} files and {LARGEST_PACK:,} characters."
        return None, {}, [Problem(MAIN, 0, "The pack is too large.", todo)]
    main = Reader(MAIN, files[MAIN])
    readers = {
        name.removesuffix(".toml"): Reader(shown(name), text)
        for name, text in sorted(files.items())
        if name.endswith(".toml") and name != MAIN
    }
    instrument: Instrument | None = None
    words: dict[str, Words] = {}
    strange = [name for name in files if not name.endswith(".toml")]
    if main.readable:
        found = read_instrument(main, spoken(reader.tables for reader in readers.values()), list(readers))
        instrument = found.instrument
        found.languages = {n: tag for n, tag in found.languages.items() if f"{tag}.toml" not in left_out}
        words, unread = _all_words(main, readers, found, spare)
        strange += [f"{tag}.toml" for tag in unread]
        if words and all(one.draft for one in words.values()):
            todo = "Take “draft = true” out of one of their files."
            main.top.wrong("Every language is still a draft.", todo, "languages")
    problems = [problem for reader in (main, *readers.values()) for problem in reader.problems]
    todo = "Name its language in pack.toml, or remove it."
    problems += [Problem(shown(name), 0, "Nothing reads it.", todo) for name in strange]
    return instrument, words, problems


def _all_words(
    main: Reader, readers: Mapping[str, Reader], found: Found, spare: Pack | None
) -> tuple[dict[str, Words], list[str]]:
    """The words of every language, and the tags of the files that no language names."""
    words: dict[str, Words] = {}
    unread = [tag for tag in readers if tag not in found.languages.values()]
    for place, language in found.languages.items():
        tag = language if language in readers else only_one(language, unread)
        if not tag:
            what, todo = f"There is no file “{shown(language)}.toml”.", "Add it, or take the language out."
            main.top.wrong(what, todo, "languages", place)
            continue
        if tag != language:
            unread.remove(tag)
            todo = f"Did you mean “{tag}”?"
            main.top.wrong(f"There is no file “{shown(language)}.toml”.", todo, "languages", place)
        words[language] = read_words(readers[tag], tag, found, spare.language(language) if spare else None)
    return words, unread


def bundled() -> tuple[Pack, ...]:
    """Every pack that came with the program, by folder name."""
    return tuple(load(folder.parent) for folder in sorted(paths.rubrics().glob("*/pack.toml")))


def find(pack_id: str) -> Pack:
    """The bundled pack with this id. PackNotFound when there is none."""
    folders = [file.parent for file in sorted(paths.rubrics().glob("*/pack.toml"))]
    for folder in folders:
        if folder.name == pack_id:
            return load(folder)
    raise PackNotFound(pack=pack_id, packs=", ".join(folder.name for folder in folders))

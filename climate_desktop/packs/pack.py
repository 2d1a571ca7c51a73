"""A rubric pack: one questionnaire in one version, with its words in every language it has."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from climate_desktop import paths
from climate_desktop.core.errors import PackBroken, PackNotFound
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.words import Words
from climate_desktop.packs.instrument_file import read_instrument
from climate_desktop.packs.language_file import read_words
from climate_desktop.packs.problems import Problem
from climate_desktop.packs.reader import LARGEST_FILE, Reader


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

    def language(self, wanted: str | None = None) -> Words:
        """The words in the wanted language, or in the pack's first one."""
        return self.words.get(wanted or "", next(iter(self.words.values())))


def fingerprint(text: Mapping[str, str]) -> str:
    """SHA-256 in hex over file names and contents, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(text):
        digest.update(f"{name}\0{text[name]}\0".encode())
    return digest.hexdigest()


def load(folder: Path) -> Pack:
    """The pack in a folder. PackBroken with every problem when anything is wrong with it."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            if path.stat().st_size > LARGEST_FILE:
                problems.append(Problem(path.name, 0, "It is too large.", f"Keep it under {LARGEST_FILE} bytes."))
                continue
            files[path.name] = path.read_text("utf-8")
        except UnicodeDecodeError:
            problems.append(Problem(path.name, 0, "It is not written in UTF-8.", "Save it again as UTF-8."))
        except OSError as error:
            problems.append(Problem(path.name, 0, f"It cannot be read ({error.strerror}).", "Check the file."))
    if problems:
        raise PackBroken(folder.name, tuple(map(str, problems)))
    return load_text(files, folder.name)


def load_stored(files: Mapping[str, str]) -> Pack:
    """The pack that a round stored, perhaps by an older program.

    Its own words stay; sentences that today's program needs besides are taken from the bundled pack that comes first.
    PackBroken when it is broken beyond that.
    """
    try:
        return load_text(files)
    except PackBroken:
        return load_text(files, spare=bundled()[0])


def load_text(files: Mapping[str, str], name: str = "this pack", spare: Pack | None = None) -> Pack:
    """The pack written in these files (name to text). PackBroken with every problem when anything is wrong with it.

    `spare` lends the fixed sentences that the files lack.
    """
    if "pack.toml" not in files:
        problem = Problem("pack.toml", 0, "It is missing.", "Put it into the pack's folder.")
        raise PackBroken(name, (str(problem),))
    reader = Reader("pack.toml", files["pack.toml"])
    instrument = read_instrument(reader)
    problems = list(reader.problems)
    words: dict[str, Words] = {}
    if instrument is not None:
        for language in reader.tables["languages"]:
            file = f"{language}.toml"
            if file not in files:
                problems.append(Problem(file, 0, "It is missing.", "Add it, or take the language out of pack.toml."))
                continue
            language_reader = Reader(file, files[file])
            lent = spare.language(language) if spare else None
            words[language] = read_words(language_reader, language, instrument, lent)
            problems += language_reader.problems
        unread = set(files) - {"pack.toml", *(f"{language}.toml" for language in reader.tables["languages"])}
        problems += [
            Problem(file, 0, "Nothing reads it.", "Name its language in pack.toml, or remove it.") for file in unread
        ]
    if problems or instrument is None:
        raise PackBroken(name, tuple(str(problem) for problem in sorted(set(problems))))
    return Pack(instrument, words, dict(files))


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

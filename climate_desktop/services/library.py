"""The shelf of questionnaires: those that came with the program, and those that people made their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from climate_desktop import packs, paths
from climate_desktop.core.cleaning import clean
from climate_desktop.core.errors import (
    KnownError,
    PackBroken,
    PackChangedMeanwhile,
    PackIsBundled,
    PackNameMissing,
    PackNotFound,
    PackNotReadable,
)
from climate_desktop.packs import Pack, archive
from climate_desktop.packs.bands_file import HIGHEST_EDGE as HIGHEST_EDGE
from climate_desktop.packs.bands_file import LOWEST_EDGE as LOWEST_EDGE
from climate_desktop.packs.draft import Draft as Draft
from climate_desktop.packs.folder import MAIN
from climate_desktop.packs.instrument_file import PACK_ID
from climate_desktop.packs.problems import Problem as Problem
from climate_desktop.packs.reader import Reader
from climate_desktop.services import pack_folders

SUFFIX = ".climatepack"
LONGEST_NAME = 120
FIRST_VERSION = "1.0"


@dataclass(frozen=True)
class Shelved:
    """One questionnaire as the shelf shows it.

    `languages` are its tags in order, `drafts` those of them that are offered to nobody yet. `problems` is how many
    things are to be put right; while it is not 0 the questionnaire cannot be used. What cannot be read is empty, and
    `name` is then the id.
    """

    id: str
    name: str
    about: str
    version: str
    bundled: bool
    languages: tuple[str, ...]
    problems: int
    credit: str
    licence: str
    drafts: tuple[str, ...] = ()


@dataclass(frozen=True)
class BroughtIn:
    """What became of a shared questionnaire.

    `id` is where it stands now and `came_as` the id that its file gave. They differ when that id was taken by other
    contents. `was_there` is true when exactly these contents stood on the shelf already; then nothing was written.
    """

    id: str
    came_as: str
    was_there: bool


class Library:
    """Every questionnaire of this laptop. Own ones stand in folders of their own; bundled ones are never changed.

    A broken questionnaire never stands in the way of another one. Every call looks at the folders as they are now.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._own = own or paths.data_dir() / "packs"
        self._found: dict[tuple[str, frozenset[str]], tuple[Problem, ...]] = {}
        self._shown: dict[tuple[str, str], Shelved] = {}
        self._loaded: dict[str, Pack] = {}

    # Looking

    def shelf(self) -> tuple[Shelved, ...]:
        """Every questionnaire: the usual one, the other bundled ones, then one's own by name; broken ones too.

        Own ones are missing from it while `trouble` says why.
        """
        bundled = [self._shelved(name, folder, bundled=True) for name, folder in self._bundled().items()]
        with suppress(PackNotReadable):
            own = [self._shelved(name, folder, bundled=False) for name, folder in self._own_folders().items()]
            return (*bundled, *sorted(own, key=lambda one: (one.name.casefold(), one.id)))
        return tuple(bundled)

    def offered(self) -> tuple[Shelved, ...]:
        """The part of the shelf that a workshop can be held with: whatever has nothing to put right."""
        return tuple(one for one in self.shelf() if not one.problems)

    def trouble(self) -> KnownError | None:
        """Why one's own questionnaires cannot be listed, or None."""
        try:
            self._own_folders()
        except PackNotReadable as error:
            return error
        return None

    def folder(self, pack_id: str) -> Path:
        """Where the files of a questionnaire are. PackNotFound when there is none."""
        return self._place(pack_id)[0]

    def files(self, pack_id: str) -> dict[str, str]:
        """The files of a questionnaire that could be read, name to text. PackNotFound when there is none."""
        return _read(self.folder(pack_id))[0]

    def problems(self, pack_id: str) -> tuple[Problem, ...]:
        """Everything to put right in a questionnaire; empty when it can be used. PackNotFound when there is none."""
        files, unread = _read(self.folder(pack_id))
        return self._problems(pack_id, files, unread)

    def pack(self, pack_id: str) -> Pack:
        """The checked questionnaire. PackNotFound, or PackBroken with everything to put right."""
        files, unread = _read(self.folder(pack_id))
        problems = self._problems(pack_id, files, unread)
        if problems:
            raise PackBroken(_name(files, pack_id), tuple(map(str, problems)))
        fingerprint = packs.fingerprint(files)
        if fingerprint not in self._loaded:
            self._loaded[fingerprint] = packs.load_text(files, pack_id)
        return self._loaded[fingerprint]

    # Changing

    def draft(self, pack_id: str) -> Draft:
        """The questionnaire to be changed; a bundled one too, which `save` then refuses. PackNotFound otherwise."""
        return Draft(self.files(pack_id))

    def copy(self, pack_id: str, name: str) -> str:
        """The id of a new own questionnaire with these contents, this name in every language, and version 1.0.

        The id is made from the name and is nobody else's. PackNotFound; PackNameMissing; PackBroken or
        PackTextNotReadable when its files cannot be read; DiskFull or PackNotSaved.
        """
        name = clean(name, LONGEST_NAME)
        if not name:
            raise PackNameMissing()
        draft = Draft(self._whole(pack_id))
        new_id = self._new_id(name)
        draft.put(new_id, MAIN, "id")
        draft.put(FIRST_VERSION, MAIN, "version")
        for language in draft.languages:
            if f"{language}.toml" in draft.files:
                draft.put(name, f"{language}.toml", "pack", "name")
        pack_folders.replace(self._own / new_id, draft.files, name)
        return new_id

    def save(self, pack_id: str, draft: Draft) -> str:
        """Keep what was changed, and return the version that it has now; empty when pack.toml cannot be read.

        Changed contents raise the last number of the version, in the draft too; unchanged ones write nothing. A draft
        with problems is kept as it is; it cannot be used until they are put right. Afterwards `draft.changed` is
        False. PackNotFound, PackIsBundled, PackChangedMeanwhile, DiskFull or PackNotSaved; then nothing on the shelf
        has changed.
        """
        folder, bundled = self._place(pack_id)
        if bundled:
            raise PackIsBundled(pack=_name(draft.files, pack_id))
        stored, _ = _read(folder)
        if draft.start != stored:
            raise PackChangedMeanwhile(pack=_name(stored, pack_id))
        if draft.changed:
            version = draft.get(MAIN, "version")
            if isinstance(version, str) and version == Draft(stored).get(MAIN, "version"):
                draft.put(raised(version), MAIN, "version")
            pack_folders.replace(folder, draft.files, _name(draft.files, pack_id), known=stored)
            draft.keep()
        version = draft.get(MAIN, "version")
        return version if isinstance(version, str) else ""

    def remove(self, pack_id: str) -> None:
        """Take an own questionnaire off the shelf; `put_back` undoes it. Rounds keep the words they were asked with.

        PackNotFound, PackIsBundled or PackNotSaved.
        """
        folder, bundled = self._place(pack_id)
        name = _name(_read(folder)[0], pack_id)
        if bundled:
            raise PackIsBundled(pack=name)
        pack_folders.take_away(folder, pack_id, name)

    def put_back(self, pack_id: str) -> None:
        """Undo the last `remove` of this id. PackNotFound when there is nothing to put back, or its place is taken."""
        if not PACK_ID.fullmatch(pack_id) or not pack_folders.put_back(self._own, pack_id):
            raise self._not_found(pack_id)

    # Sharing

    def share(self, pack_id: str, target: Path) -> None:
        """Write the questionnaire to one .climatepack file, whole or not at all.

        PackNotFound; PackBroken when nobody else could use it; DiskFull or TargetNotWritable.
        """
        archive.write(self.pack(pack_id).text, target)

    def bring_in(self, source: Path) -> BroughtIn:
        """Put a shared questionnaire on the shelf, whole or not at all.

        Contents that stand there already are found again. An id that is taken by other contents becomes a new one.
        A KnownError says what is wrong with the file; PackBroken, with every problem, when it could not be used.
        """
        files = archive.read(source)
        problems = packs.check(files)
        if problems:
            raise PackBroken(_name(files, clean(source.name, 80)), tuple(map(str, problems)))
        draft = Draft(files)
        came_as = str(draft.get(MAIN, "id"))
        places = self._bundled() | self._own_folders()
        for pack_id, folder in sorted(places.items(), key=lambda place: place[0] != came_as):
            draft.put(pack_id, MAIN, "id")
            if _read(folder)[0] == draft.files:
                return BroughtIn(pack_id, came_as, was_there=True)
        new_id = self._new_id(came_as)
        draft.put(new_id, MAIN, "id")
        pack_folders.replace(self._own / new_id, draft.files, _name(files, new_id))
        return BroughtIn(new_id, came_as, was_there=False)

    # Places

    def _bundled(self) -> dict[str, Path]:
        """The program's own folders by id, the usual questionnaire first."""
        names = [file.parent.name for file in paths.rubrics().glob("*/pack.toml")]
        return {name: paths.rubrics() / name for name in sorted(names, key=lambda name: (name != packs.DEFAULT, name))}

    def _own_folders(self) -> dict[str, Path]:
        """One's own folders by id. One whose name is no id, or is the program's by now, has another id on the shelf."""
        found, bundled = pack_folders.folders(self._own), self._bundled()
        places = {name: folder for name, folder in found.items() if PACK_ID.fullmatch(name) and name not in bundled}
        for name in sorted(found.keys() - places.keys()):
            places[pack_folders.new_id(name, {*bundled, *places})] = found[name]
        return places

    def _place(self, pack_id: str) -> tuple[Path, bool]:
        """The folder of a questionnaire, and whether it came with the program."""
        bundled = self._bundled()
        if pack_id in bundled:
            return bundled[pack_id], True
        own = self._own_folders()
        if pack_id not in own:
            raise self._not_found(pack_id)
        return own[pack_id], False

    def _not_found(self, pack_id: str) -> PackNotFound:
        return PackNotFound(pack=clean(pack_id, 80), packs=", ".join(one.id for one in self.offered()))

    def _new_id(self, name: str) -> str:
        return pack_folders.new_id(name, {*self._bundled(), *self._own_folders()})

    # Contents

    def _whole(self, pack_id: str) -> dict[str, str]:
        """All files of a questionnaire. PackBroken when some of them cannot be read."""
        files, unread = _read(self.folder(pack_id))
        if not files or any(problem.file.endswith(".toml") for problem in unread):
            raise PackBroken(_name(files, pack_id), tuple(map(str, unread)))
        return files

    def _problems(self, pack_id: str, files: Mapping[str, str], unread: tuple[Problem, ...]) -> tuple[Problem, ...]:
        if not files:
            return unread
        left_out = frozenset(problem.file for problem in unread)
        seen = (packs.fingerprint(files), left_out)
        if seen not in self._found:
            self._found[seen] = packs.check(files, left_out=left_out)
        return tuple(sorted({*unread, *self._found[seen], *_id_problems(pack_id, files)}))

    def _shelved(self, pack_id: str, folder: Path, *, bundled: bool) -> Shelved:
        files, unread = _read(folder)
        seen = (pack_id, packs.fingerprint(files))
        if unread:
            return self._told(pack_id, files, unread, bundled=bundled)
        if seen not in self._shown:
            self._shown[seen] = self._told(pack_id, files, unread, bundled=bundled)
        return self._shown[seen]

    def _told(self, pack_id: str, files: Mapping[str, str], unread: tuple[Problem, ...], *, bundled: bool) -> Shelved:
        tables = {file: _tables(text) for file, text in files.items()}
        main = tables.get(MAIN, {})
        languages = _languages(main)
        first = tables.get(f"{next(iter(languages), '')}.toml", {}).get("pack")
        first = first if isinstance(first, dict) else {}
        return Shelved(
            id=pack_id,
            name=_text(first, "name") or pack_id,
            about=_text(first, "about"),
            version=_text(main, "version"),
            bundled=bundled,
            languages=languages,
            problems=len(self._problems(pack_id, files, unread)),
            credit=_text(main, "credit"),
            licence=_text(main, "licence"),
            drafts=tuple(tag for tag in languages if tables.get(f"{tag}.toml", {}).get("draft") is True),
        )


def raised(version: str) -> str:
    """The version with its last number one higher: 1.9 gives 1.10. One without a number gets “.1” behind it."""
    number = re.search(r"[0-9]+(?=[^0-9]*$)", version)
    if not number:
        return f"{version}.1"
    return f"{version[: number.start()]}{int(number.group()) + 1}{version[number.end() :]}"


def _read(folder: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The files of a folder that could be read, and a problem for each thing that could not."""
    if folder.is_symlink():
        what = "This folder is a link to another place, which is not followed."
        return {}, (Problem(clean(folder.name, 80), 0, what, "Put the files themselves into the folder."),)
    return packs.read_folder(folder)


def _id_problems(pack_id: str, files: Mapping[str, str]) -> tuple[Problem, ...]:
    """A problem where the id in pack.toml is not the one that the shelf knows the questionnaire by."""
    written = _tables(files.get(MAIN, "")).get("id")
    if written == pack_id or not isinstance(written, str):
        return ()
    line = Reader(MAIN, files[MAIN]).lines.of("id")
    todo = f"Write “{pack_id}”, or make a copy in the Library, which gets an id of its own."
    return (Problem(MAIN, line, f"“{clean(written, 60)}” is not the id that it has here.", todo),)


def _name(files: Mapping[str, str], otherwise: str) -> str:
    """The name of a questionnaire in its first language."""
    languages = _languages(_tables(files.get(MAIN, "")))
    part = _tables(files.get(f"{next(iter(languages), '')}.toml", "")).get("pack")
    return _text(part if isinstance(part, dict) else {}, "name") or otherwise


def _languages(main: Mapping[str, Any]) -> tuple[str, ...]:
    tags = main.get("languages")
    return tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()


@lru_cache(maxsize=64)
def _tables(text: str) -> Mapping[str, Any]:
    """The tables of a TOML text; none when it cannot be read."""
    return Reader("", text).tables


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return clean(value, 4000) if isinstance(value, str) else ""

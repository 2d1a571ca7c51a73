"""Questionnaires as spreadsheets for translators, and what came back, looked at before anything is changed."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from climate_desktop import packs
from climate_desktop.core.cleaning import clean
from climate_desktop.core.errors import (
    DiskFull,
    FolderTaken,
    LanguageNotInWorkbook,
    PackBroken,
    TargetNotWritable,
    WordingTooLong,
    WorkbookOfAnother,
)
from climate_desktop.core.instrument import Instrument
from climate_desktop.exchange import xlsform
from climate_desktop.packs import Pack
from climate_desktop.packs.draft import MAIN, Draft
from climate_desktop.packs.reader import LONGEST_TEXT
from climate_desktop.services.library import Library, raised


@dataclass(frozen=True)
class Wording:
    """One text of a questionnaire in one language. `text_id` is its id in `core.words`."""

    text_id: str
    language: str

    @property
    def item(self) -> str:
        """The statement's id; empty when it is another text, such as an answer."""
        return self.text_id.split(".")[1] if self.text_id.startswith("item.") else ""

    @property
    def voice(self) -> str:
        """The voice that the statement is worded for, or `easy`; empty when it is another text."""
        return self.text_id.split(".")[2] if self.text_id.startswith("item.") else ""

    def __str__(self) -> str:
        """Where it is, in the words of a list."""
        name = f"{self.item}, {self.voice}" if self.item else self.text_id
        return f"{self.language}: {name}"


@dataclass(frozen=True)
class Change:
    """A wording before and after. `before` is empty in a language that the questionnaire does not have yet.

    `place` is the file of the pack and the keys there.
    """

    wording: Wording
    before: str
    after: str
    place: tuple[str, ...]


@dataclass(frozen=True)
class Translation:
    """What a workbook would change. Nothing is changed before `apply`.

    `added` are new languages; the words that a workbook does not hold are those of the first language there until
    somebody translates them. `unknown` are names that the questionnaire lacks, each with sheet and row. `missing` are
    wordings that the workbook leaves empty; they stay as they are. `problems` would have to be put right afterwards.
    `made_from` is the version that the workbook was made from, or nothing, and `version` is today's.
    """

    changes: tuple[Change, ...]
    added: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[Wording, ...]
    problems: tuple[str, ...]
    made_from: str
    version: str


def is_folder(pack: str) -> bool:
    """True when this names the folder of a pack, and not an id on the shelf."""
    return os.path.isfile(Path(pack) / MAIN)  # noqa: PTH113 - a name too long for a path is none, and no error


def draft_of(pack: str, library: Library) -> Draft:
    """The questionnaire to be changed, from its folder or by its id on the shelf.

    PackNotFound, or PackBroken when a file of the folder cannot be read.
    """
    if not is_folder(pack):
        return library.draft(pack)
    folder = Path(pack)
    files, unread = packs.read_folder(folder)
    if unread:
        raise PackBroken(folder.name, tuple(map(str, unread)))
    return Draft(files)


def write_form(draft: Draft, target: Path) -> None:
    """Write the questionnaire in all its languages to an XLSForm workbook (.xlsx), whole or not at all.

    PackBroken when it cannot be used, ExtraMissing without openpyxl, DiskFull or TargetNotWritable.
    """
    from climate_desktop.report import writing  # noqa: PLC0415 - brings ReportLab with it

    pack = _pack(draft)
    writing.write_whole(target, xlsform.write(pack.instrument, tuple(pack.words.values())))


def look(draft: Draft, source: Path, languages: Collection[str] = ()) -> Translation:
    """What a translated workbook would change in a questionnaire; the draft stays as it is.

    `languages` are the tags to look at; none means all that the workbook has. Raises what `exchange.workbook.read`
    and `exchange.xlsform.read` raise, LanguageNotInWorkbook, WorkbookOfAnother when no name in the workbook fits,
    WordingTooLong, and PackBroken when the questionnaire itself cannot be read.
    """
    pack = _pack(draft)
    found = xlsform.read(source, pack.instrument)
    for tag in languages:
        if tag not in found.languages:
            raise LanguageNotInWorkbook(name=source.name, language=tag, languages=", ".join(found.languages))
    if not found.texts:
        raise WorkbookOfAnother(name=source.name, pack=pack.id)
    wanted = [tag for tag in found.languages if not languages or tag in languages]
    added = tuple(tag for tag in wanted if tag not in draft.languages)
    changes, missing = [], []
    for tag in wanted:
        for text_id in xlsform.text_ids(pack.instrument).values():
            wording = Wording(text_id, tag)
            after = found.texts.get((tag, text_id))
            place = _place(wording, pack.instrument)
            before = "" if tag in added else str(draft.get(*place) or "")
            if after is None:
                missing.append(wording)
            elif _differ(before, after):
                if len(after) > LONGEST_TEXT:
                    raise WordingTooLong(wording=wording, most=LONGEST_TEXT)
                changes.append(Change(wording, before, clean(after, LONGEST_TEXT), place))
    told = Translation(tuple(changes), added, found.unknown, tuple(missing), (), found.version, pack.version)
    trial = Draft(draft.files)
    apply(told, trial)
    return replace(told, problems=tuple(map(str, trial.problems())))


def apply(translation: Translation, draft: Draft) -> None:
    """Make the changes in the draft that they were looked at for."""
    for tag in translation.added:
        draft.add_language(tag)
    for change in translation.changes:
        draft.put(change.after, *change.place)


def write_folder(draft: Draft, folder: Path) -> str:
    """Write a changed questionnaire into a new folder, whole or not at all, and return its version.

    Changed contents have another version, as `Library.save` counts. FolderTaken, DiskFull or TargetNotWritable.
    """
    from climate_desktop.report import writing  # noqa: PLC0415 - brings ReportLab with it

    folder = folder.absolute()
    part = folder.parent / f".{secrets.token_hex(6)}.part"
    version = str(draft.get(MAIN, "version"))
    if draft.changed:
        version = raised(version)
        draft.put(version, MAIN, "version")
    try:
        if folder.exists():
            folder.rmdir()  # refused by the system unless it is an empty folder
        part.mkdir()
        for name, text in draft.files.items():
            writing.write_whole(part / name, text.encode())
        part.rename(folder)
    except (OSError, DiskFull, TargetNotWritable) as trouble:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(trouble, DiskFull) or getattr(trouble, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(folder=folder.parent) from trouble
        raise (FolderTaken(folder=folder) if folder.exists() else TargetNotWritable(path=folder)) from trouble
    return version


def lines(translation: Translation) -> list[str]:
    """What a workbook would change, one thing a line; first what changes, then what was not understood or is missing."""
    told = [f"{tag}: a new language; what is not translated yet keeps the first language’s words"
            for tag in translation.added]  # fmt: skip
    for change in translation.changes:
        before = f"“{change.before}” becomes " if change.before else ""
        told.append(f"{change.wording}: {before}“{change.after}”")
    if translation.made_from and translation.made_from != translation.version:
        told.append(
            f"Look closely: the workbook was made from version {translation.made_from}, "
            f"the questionnaire is now {translation.version}"
        )
    told += [f"Not in this questionnaire: {name}" for name in translation.unknown]
    told += [f"Left empty: {wording}" for wording in translation.missing]
    told += [f"To put right: {problem}" for problem in translation.problems]
    return told


def _pack(draft: Draft) -> Pack:
    pack = draft.pack()
    if pack is None:
        raise PackBroken(str(draft.get(MAIN, "id")), tuple(map(str, draft.problems())))
    return pack


def _place(wording: Wording, instrument: Instrument) -> tuple[str, ...]:
    """The file of a wording and its keys there."""
    kind, *rest = wording.text_id.split(".")
    if kind == "item":
        item, voice = rest
        keys = ["factors", instrument.item[item].factor, "items", item, voice]
    else:
        keys = ["voices" if kind == "voice" else kind, *rest]
    return (f"{wording.language}.toml", *keys)


def _differ(before: str, after: str) -> bool:
    """False when the two would stand in a pack as the same words."""
    return clean(before, LONGEST_TEXT) != clean(after, LONGEST_TEXT)

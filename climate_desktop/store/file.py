"""Studies made, opened and checked."""

from __future__ import annotations

import os
import secrets
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from climate_desktop.core.errors import StudyExists, StudyIsDamaged
from climate_desktop.store import schema, trouble
from climate_desktop.store.connecting import Mode, connect
from climate_desktop.store.looking import HELPERS, Found, look, older, problems
from climate_desktop.store.session import PRACTICE, STUDY_ID, YES, Session
from climate_desktop.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable


def create(path: Path, *, practice: bool = False, key: bytes | None = None) -> Store:
    """A new, empty study, open for writing. It is there whole or not at all, and never in place of another file.

    `key` is the 32 bytes of a SQLCipher key; without one the file is plain. Raises StudyExists, FolderNotWritable,
    NameNotUsable, DiskFull, NotSaved.
    """
    path = path.absolute()
    if os.path.lexists(path):
        raise StudyExists(path=path)
    draft = path.with_name(f".climate-{secrets.token_hex(8)}.new")
    try:
        _write(draft, practice=practice, key=key)
        _place(draft, path)
    except (OSError, dbapi2.Error) as error:
        known = trouble.making(error, path)
        if known is None:
            raise
        raise known from error
    finally:
        for helper in ("", *HELPERS):
            with suppress(OSError):
                draft.with_name(draft.name + helper).unlink()
    return open_study(path, key=key)


def open_study(path: Path, *, read_only: bool = False, key: bytes | None = None) -> Store:
    """The study, open for writing by nobody else, or only for reading.

    `read_only` leaves the file byte-identical and puts nothing beside it: it works on write-protected media, and what a
    crash left in the journal is read from a copy. A study that is refused is left as it was.

    Raises StudyNotFound, NotAStudy, StudyIsNewer, StudyIsDamaged, StudyInUse (within three seconds), StudyIsLocked,
    StudyNotReadable, DiskFull, and for writing FolderNotWritable, StudyIsWriteProtected, NotSaved.
    """
    path = path.absolute()
    found = look(path, key)
    if not read_only:
        found.forget()
        return _opened(path, lambda: Session(Found(path.resolve(), found.version), Mode.WRITE, key))
    return _opened(path, lambda: Session(_of_today(path, found, key), Mode.READ, key))


def check(path: Path, *, key: bytes | None = None) -> tuple[str, ...]:
    """What is wrong with the study, each a sentence; none when it is sound. The file stays byte-identical.

    Raises what `open_study` raises for a file that is not a study, is newer, in use, locked or not readable.
    """
    path = path.absolute()
    try:
        found = look(path, key, thoroughly=False)
    except StudyIsDamaged as error:
        return (str(error),)
    try:
        return problems(found, key)
    except dbapi2.Error as error:
        known = trouble.reading(error, path)
        if known is None:
            raise
        return (str(known),)
    finally:
        found.forget()


def _opened(path: Path, opening: Callable[[], Session]) -> Store:
    try:
        return Store(path, opening)
    except (DBAPIError, dbapi2.Error) as error:
        known = trouble.opening(error.orig if isinstance(error, DBAPIError) else error, path)
        if known is None:
            raise
        raise known from error


def _of_today(path: Path, found: Found, key: bytes | None) -> Found:
    return found if found.version == len(schema.STEPS) else older(path, found, key)


def _write(draft: Path, *, practice: bool, key: bytes | None) -> None:
    """An empty study, on the disk, for nobody else's eyes."""
    draft.touch(mode=0o600, exist_ok=False)
    driver = connect(draft, Mode.MAKE, key)
    try:
        driver.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        schema.upgrade(driver)
        facts = [(STUDY_ID, uuid.uuid4().hex), (PRACTICE, YES if practice else "")]
        driver.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", facts)
    finally:
        driver.close()
    with draft.open("r+b") as file:
        os.fsync(file.fileno())


def _place(draft: Path, path: Path) -> None:
    """The draft under its own name. FileExistsError when something has that name already."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        # Memory sticks know no links: the name is taken first, then filled.
        with path.open("xb"):
            pass
        try:
            draft.replace(path)
        except OSError:
            path.unlink()
            raise
    with suppress(OSError):  # not every system can sync a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

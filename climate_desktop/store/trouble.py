"""What SQLite and the system complain about, in the sentences of `core.errors`."""

from __future__ import annotations

import errno
import os
import tempfile
from typing import TYPE_CHECKING

from climate_desktop.core.errors import (
    DiskFull,
    FolderNotWritable,
    KnownError,
    NameNotUsable,
    NotSaved,
    RoundIsClosed,
    StudyExists,
    StudyInTwoFiles,
    StudyInUse,
    StudyIsDamaged,
    StudyIsWriteProtected,
    StudyNotReadable,
)
from climate_desktop.store.schema import ROUND_IS_CLOSED

if TYPE_CHECKING:
    from pathlib import Path

    from sqlcipher3.dbapi2 import Error

_FULL = {errno.ENOSPC, errno.EDQUOT}
_UNUSABLE = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")
_NO_TEXT = "Could not decode to UTF-8"
_NO_WAY = ("SQLITE_CANTOPEN", "SQLITE_READONLY")
_DISK = ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_BUSY", "SQLITE_PROTOCOL")


def code(error: BaseException | None) -> str:
    """SQLite's name for what went wrong; empty when the trouble is not SQLite's."""
    return getattr(error, "sqlite_errorname", "")


def saving(error: BaseException | None, path: Path) -> KnownError | None:
    """What to say when a transaction failed and was undone; None when it is our own mistake."""
    name = code(error)
    if name.startswith("SQLITE_CONSTRAINT") and ROUND_IS_CLOSED in str(error):
        return RoundIsClosed()
    if name == "SQLITE_FULL":
        return DiskFull(folder=path.parent)
    if name.startswith("SQLITE_READONLY"):
        return StudyIsWriteProtected(name=path.name)
    if name.startswith(_DAMAGED) or (not name and _NO_TEXT in str(error)):
        return StudyIsDamaged(name=path.name)
    if name.startswith(_DISK):
        return NotSaved(name=path.name, reason=error)
    return None


def reading(error: Error, path: Path) -> KnownError | None:
    """What to say when a study could not be looked at; None when it is our own mistake."""
    name = code(error)
    if name.startswith("SQLITE_BUSY"):
        return StudyInUse(name=path.name)
    if name == "SQLITE_FULL":
        return DiskFull(folder=tempfile.gettempdir())
    if name.startswith(_DAMAGED):
        return StudyIsDamaged(name=path.name)
    if name.startswith(_DISK):
        return StudyNotReadable(name=path.name, reason=error)
    return None


def opening(error: BaseException | None, path: Path) -> KnownError | None:
    """What to say when a study that can be read could not be opened for writing; None when it is our own mistake."""
    name = code(error)
    if name.startswith("SQLITE_BUSY"):
        return StudyInUse(name=path.name)
    if not name.startswith(_NO_WAY):
        return saving(error, path)
    if os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        return StudyIsWriteProtected(name=path.name)
    return FolderNotWritable(folder=path.parent)


def closing(error: Error, path: Path) -> KnownError:
    """What to say when everything is saved but the helper could not be worked into the study."""
    return StudyInTwoFiles(name=path.name, reason=error)


def making(error: OSError | Error, path: Path) -> KnownError | None:
    """What to say when a new study could not be made; None when it is our own mistake."""
    if not isinstance(error, OSError):
        return FolderNotWritable(folder=path.parent) if code(error).startswith(_NO_WAY) else saving(error, path)
    if isinstance(error, FileExistsError):
        return StudyExists(path=path)
    if error.errno in _FULL:
        return DiskFull(folder=path.parent)
    if error.errno in _UNUSABLE:
        return NameNotUsable(name=path.name)
    return FolderNotWritable(folder=path.parent)


def copying(error: OSError, path: Path, folder: Path) -> KnownError:
    """What to say when a study could not be copied into this folder to be read there."""
    if error.errno in _FULL:
        return DiskFull(folder=folder)
    return StudyNotReadable(name=path.name, reason=error.strerror)

"""Folders of one's own questionnaires: found, replaced whole, taken away and put back."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Collection, Container, Mapping
from pathlib import Path

from climate_desktop.core.errors import DiskFull, KnownError, PackNotReadable, PackNotSaved

LONGEST_ID = 48
_REMOVED = ".removed"
_STALE_S = 3600.0
_NO_FILE_NAME = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.ASCII)


def folders(own: Path) -> dict[str, Path]:
    """The folder of each questionnaire by its name; none when there is no such place yet.

    One that a broken-off save left aside is put back first. PackNotReadable when the place cannot be looked at.
    """
    try:
        for aside in own.glob(".*.old"):
            whole = own / aside.name[1:-4]
            if not os.path.lexists(whole):
                with contextlib.suppress(FileNotFoundError):
                    aside.rename(whole)
        found = sorted(own.iterdir())
        return {folder.name: folder for folder in found if not folder.name.startswith(".") and folder.is_dir()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise PackNotReadable(folder=own, reason=error.strerror) from error


def replace(folder: Path, files: Mapping[str, str], name: str, known: Collection[str] = ()) -> None:
    """The folder holds these files afterwards, or what it held before.

    Of the files in it only those that are `known` can go; whatever else stands there stays. Written beside the folder,
    synced and moved into place. DiskFull or PackNotSaved.
    """
    own = folder.parent
    new, old = own / f".{secrets.token_hex(6)}.new", own / f".{folder.name}.old"
    try:
        own.mkdir(parents=True, exist_ok=True)
        _clear(own)
        new.mkdir()
        for file, text in files.items():
            with (new / file).open("xb") as out:
                out.write(text.encode())
                out.flush()
                os.fsync(out.fileno())
        _keep_others(folder, new, {*known, *files})
        _sync(new)
        _swap(folder, new, old)
        _sync(own)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise _not_saved(error, name, own) from error


def take_away(folder: Path, pack_id: str, name: str) -> None:
    """The folder is out of sight, where `put_back` finds it under this id; a mere link is taken off. PackNotSaved."""
    kept = folder.parent / _REMOVED / pack_id
    try:
        if folder.is_symlink():
            folder.unlink()
            return
        kept.parent.mkdir(exist_ok=True)
        if kept.exists():
            shutil.rmtree(kept)
        folder.rename(kept)
    except OSError as error:
        raise _not_saved(error, name, folder.parent) from error


def put_back(own: Path, pack_id: str) -> bool:
    """True when what was taken away under this id stands in its place again; False when there is none, or no place."""
    kept, folder = own / _REMOVED / pack_id, own / pack_id
    if not kept.is_dir() or os.path.lexists(folder):
        return False
    try:
        kept.rename(folder)
    except OSError as error:
        raise _not_saved(error, pack_id, own) from error
    return True


def new_id(name: str, taken: Container[str]) -> str:
    """An id made from a name: small letters, digits and hyphens, the name of a folder everywhere, and not taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-") or "pack"
    if not slug[0].isalpha() or _NO_FILE_NAME.fullmatch(slug):
        slug = f"pack-{slug}"
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def _keep_others(folder: Path, new: Path, known: Container[str]) -> None:
    """Copies into the new folder what stands in the old one and is nobody's business here."""
    if not folder.exists():
        return
    for other in folder.iterdir():
        if other.name in known:
            continue
        if other.is_dir() and not other.is_symlink():
            shutil.copytree(other, new / other.name, symlinks=True)
        else:
            shutil.copy2(other, new / other.name, follow_symlinks=False)


def _swap(folder: Path, new: Path, old: Path) -> None:
    """The new folder in the place of the one that is there, if any; on failure that one stays.

    Somebody who lists the folders between the two moves puts the old one back; then both moves are made once more.
    """
    if not folder.exists():
        new.rename(folder)
        return
    for last in (False, True):
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
        try:
            new.rename(folder)
            break
        except OSError:
            if not os.path.lexists(folder):
                old.rename(folder)
                raise
            if last:
                raise
    shutil.rmtree(old, ignore_errors=True)


def _clear(own: Path) -> None:
    """Takes away what a broken-off save left behind an hour ago or longer."""
    for left in own.glob(".*.new"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_S:
                shutil.rmtree(left, ignore_errors=True)


def _sync(folder: Path) -> None:
    """The folder's list of names is durable where a folder can be synced; elsewhere (Windows) nothing is done."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _not_saved(error: OSError, name: str, own: Path) -> KnownError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(folder=own)
    return PackNotSaved(pack=name, folder=own, reason=error.strerror)

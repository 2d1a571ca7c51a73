"""Finished pages onto the disk: all of them or nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from climate_desktop.core.errors import DiskFull, TargetNotWritable


def write_whole(target: Path, data: bytes) -> None:
    """The target holds exactly `data` afterwards, or what it held before.

    Written beside the target, synced and moved into place. Raises DiskFull or TargetNotWritable; then nothing new is
    left in the folder.
    """
    part = target.parent / f".{secrets.token_hex(6)}.part"
    try:
        _write(part, data)
        part.replace(target)
        _sync_folder(target.parent)
    except OSError as trouble:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(folder=target.parent) from trouble
        raise TargetNotWritable(path=target) from trouble


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """The move itself is durable where a folder can be synced; elsewhere (Windows) nothing is done."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

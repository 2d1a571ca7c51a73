"""What the tests of the store share."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def unprivileged(tmp_path: Path) -> Iterator[Path]:
    """A folder whose permissions count, also when the tests are run by an administrator."""
    if getattr(os, "geteuid", lambda: 1)() != 0:
        yield tmp_path
        _open_up(tmp_path)
        return
    folder = Path(tempfile.mkdtemp())
    os.chown(folder, 65534, 65534)
    os.seteuid(65534)
    try:
        yield folder
    finally:
        os.seteuid(0)
        _open_up(folder)
        shutil.rmtree(folder)


def _open_up(folder: Path) -> None:
    """Every folder in it writable again, so that it can be removed."""
    for place in (folder, *folder.rglob("*")):
        if place.is_dir():
            place.chmod(0o755)

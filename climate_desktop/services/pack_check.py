"""Everything that is to be put right in a questionnaire, wherever it lies."""

from __future__ import annotations

from pathlib import Path

from climate_desktop import packs
from climate_desktop.core.errors import PackFileNotFound
from climate_desktop.packs import Problem, archive


def check_pack(path: Path) -> tuple[Problem, ...]:
    """The problems of the pack in a folder or in a shared .climatepack file, by file and line; empty when it is good.

    The pack.toml of a folder stands for the folder. PackFileNotFound when there is nothing, and a KnownError when a
    shared file cannot be taken apart.
    """
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError) as error:
        raise PackFileNotFound(name=path.name, reason=str(error)) from error
    if not is_folder and not is_file:
        raise PackFileNotFound(name=path.name, reason="there is nothing")
    if is_file and path.suffix != ".toml":
        return packs.check(archive.read(path))
    return packs.check_folder(path if is_folder else path.parent)

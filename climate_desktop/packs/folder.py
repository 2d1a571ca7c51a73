"""A folder with a pack: its texts by name, and what does not belong into it."""

from __future__ import annotations

import os
from pathlib import Path

from climate_desktop.packs.problems import Problem, shown
from climate_desktop.packs.reader import LARGEST_FILE

MOST_FILES = 60
_LEFT_BY_SYSTEMS = ("Thumbs.db", "desktop.ini")
MAIN = "pack.toml"


def read_folder(folder: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The texts of a pack's folder by file name, and what is wrong with the folder itself.

    Links are not followed and nothing outside the folder is read. Files that systems leave behind, and hidden ones, are
    passed over. A folder that cannot be read is one problem.
    """
    files: dict[str, str] = {}
    problems: list[Problem] = []
    try:
        with os.scandir(folder) as found:
            entries = sorted((e for e in found if not _passed(e.name)), key=lambda entry: entry.name)
    except OSError as error:
        return {}, (Problem(shown(folder.name), 0, f"It cannot be read ({error.strerror}).", "Check the folder."),)
    if not any(entry.name == MAIN for entry in entries):
        return {}, (Problem(MAIN, 0, "It is missing.", "Put it into the pack’s folder."),)
    if len(entries) > MOST_FILES:
        return {}, (Problem(MAIN, 0, f"It stands among {len(entries):,} files.", "Give the pack its own folder."),)
    for entry in entries:
        try:
            text = _read(entry)
        except OSError as error:
            text = f"It cannot be read ({error.strerror}).", "Check the file."
        if isinstance(text, str):
            files[entry.name] = text
        else:
            problems.append(Problem(shown(entry.name), 0, *text))
    return files, tuple(problems)


def _passed(name: str) -> bool:
    return name.startswith(".") or name in _LEFT_BY_SYSTEMS


def _read(entry: os.DirEntry[str]) -> str | tuple[str, str]:
    """The text of one entry, or what is wrong with it and what to do."""
    if entry.is_symlink():
        return "It is a link.", "Put the file itself into the folder."
    if entry.is_dir(follow_symlinks=False):
        return "It is a folder, and nothing reads it.", "Take it out."
    if not entry.name.endswith(".toml") or not entry.is_file(follow_symlinks=False):
        return "Nothing reads it.", "Take it out; a pack holds .toml files only."
    with Path(entry.path).open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        return "It is too large.", f"Keep it under {LARGEST_FILE:,} bytes."
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return "It is not written in UTF-8.", "Save it again as UTF-8."

"""The broken packs: the good one with a fault, and what has to be found in it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from climate_desktop.packs import Problem

FOLDER = Path(__file__).resolve().parent.parent / "broken_packs"
GOOD = {path.name: path.read_text("utf-8") for path in sorted((FOLDER / "good").iterdir())}


@dataclass(frozen=True)
class Broken:
    """One loading rule, the files of a pack that breaks it, and the problems that has."""

    name: str
    rule: str
    files: dict[str, str]
    problems: tuple[Problem, ...]


def read(path: Path) -> Broken:
    """The broken pack that a file of `tests/broken_packs` tells of.

    Each `[[change]]` puts `new` where `old` stands once in a file; without `old` it is the whole file, and without both
    the file is gone. Each `[[problem]]` is on the line where `at` first stands in the changed file, or on none.
    """
    told = tomllib.loads(path.read_text("utf-8"))
    files = dict(GOOD)
    for change in told["change"]:
        name = change["file"]
        if "old" in change:
            assert files[name].count(change["old"]) == 1, f"{path.name}: {change['old']}"
            files[name] = files[name].replace(change["old"], change.get("new", ""))
        elif "new" in change:
            files[name] = change["new"]
        else:
            del files[name]
    problems = tuple(
        Problem(p["file"], line_of(files[p["file"]], p["at"]) if "at" in p else 0, p["what"], p["todo"])
        for p in told["problem"]
    )
    return Broken(path.stem, told["rule"], files, problems)


def line_of(text: str, part: str) -> int:
    """The line on which a part of a text first begins; it must be there."""
    return text[: text.index(part)].count("\n") + 1


ALL = sorted(FOLDER.glob("*.toml"))

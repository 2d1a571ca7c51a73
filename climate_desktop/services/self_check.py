"""Whether this installation has all it needs."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from climate_desktop import __version__, packs, paths
from climate_desktop.core.errors import KnownError
from climate_desktop.services import demo, printing
from climate_desktop.services.study import Study

COUNTING_FAULT = (6, 12, 0)
"""The PySide6 release that loses references below Python 3.12 and stops after some hundred answers."""


@dataclass(frozen=True)
class Check:
    """One thing looked at, whether it is well, and what was seen."""

    name: str
    ok: bool
    detail: str


def run() -> tuple[Check, ...]:
    """Everything that can be looked at without a window."""
    return tuple(
        _look(name, look)
        for name, look in (
            ("versions", _versions),
            ("fonts", _fonts),
            ("icons", _icons),
            ("packs", _packs),
            ("study file", _study),
            ("report", _report),
        )
    )


def safe_pair(pyside: tuple[int, ...], python: tuple[int, ...]) -> bool:
    """False for the pair of versions that stops in the middle of a round."""
    return pyside != COUNTING_FAULT or python >= (3, 12)


def _look(name: str, look: Callable[[], str]) -> Check:
    """One check; anything that goes wrong in it is what it found."""
    try:
        return Check(name, ok=True, detail=look())
    except (KnownError, OSError, LookupError, RuntimeError) as error:
        return Check(name, ok=False, detail=str(error))


def _versions() -> str:
    pyside = version("PySide6-Essentials")
    if not safe_pair(tuple(int(n) for n in pyside.split(".")[:3]), sys.version_info[:2]):
        raise RuntimeError(
            f"PySide6 {pyside} stops after some hundred answers on Python {platform.python_version()}. "
            "Install the locked versions."
        )
    engine = version("sqlcipher3")
    return f"Climate Desktop {__version__}, Python {platform.python_version()}, PySide6 {pyside}, sqlcipher3 {engine}"


def _fonts() -> str:
    return _count(paths.resources() / "fonts", "*/*.ttf", 6, "fonts")


def _icons() -> str:
    return _count(paths.resources() / "icons", "*.svg", 40, "icons")


def _count(folder: Path, pattern: str, least: int, what: str) -> str:
    found = len(list(folder.glob(pattern)))
    if found < least:
        raise RuntimeError(f"{found} of {least} {what} are in {folder}. Install the program again.")
    return f"{found} {what}"


def _packs() -> str:
    return ", ".join(f"{pack.id} {pack.version}" for pack in packs.bundled())


def _study() -> str:
    with tempfile.TemporaryDirectory(prefix="climate-check-") as folder:
        path = Path(folder) / "check.climate"
        demo.make_study(path, people=1)
        with Study.open(path, read_only=True) as study:
            return f"{len(study.workshops.groups())} groups written and read again"


def _report() -> str:
    with tempfile.TemporaryDirectory(prefix="climate-check-") as folder:
        path = Path(folder) / "check.climate"
        demo.make_study(path, people=5)
        with Study.open(path, read_only=True) as study:
            latest = study.workshops.groups()[0].latest_round
            if latest is None:
                raise RuntimeError("The example study holds no closed round.")
            pages = printing.make_report(printing.content(study, latest.id), Path(folder) / "check.pdf")
        return f"{pages} pages made"

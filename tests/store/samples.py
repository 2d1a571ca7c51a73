"""A small study, files that are none, and eyes for what lies in a folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from climate_desktop import store
from climate_desktop.core.instrument import NoAnswer, Thresholds
from climate_desktop.core.study import (
    Action,
    Group,
    GroupKind,
    Participant,
    Progress,
    Response,
    Round,
    RoundState,
    Sitting,
    Standing,
)
from climate_desktop.store import Rows

NOON = datetime(2026, 3, 14, 12, 0, 0, 250, tzinfo=UTC)
KEY = bytes(range(32))
ROOT = Path(__file__).parents[2]

ELM = Group("elm", "Elm House", GroupKind.TEAM)
SPRING = Round(
    id="spring",
    group_id="elm",
    number=1,
    label="Spring",
    state=RoundState.OPEN,
    pack_id="social-climate",
    pack_version="1.0",
    form="full",
    thresholds=Thresholds(6, 11, 7),
    invited={"family": 4, "care_receiver": 0},
    opened_at=NOON,
)
HALL = Sitting("hall", "spring", date(2026, 3, 14), "Village hall", "Jo")
FOX = Participant("fox", "spring", "hall", "Red fox", "family", Progress.FINISHED, consented=True, at_item=3)
OWL = Participant("owl", "spring", "hall", "Blue owl", "", Progress.BEGUN, Standing.PROXY)
TEA = Action("tea", "spring", "Tea together on Mondays", "Jo", "May")
PACK = {"pack.toml": "id = 'social-climate'", "en.toml": "hello = 'Grüße'"}
ANSWERS: dict[str, Response] = {"decisions_1": 4, "decisions_2": NoAnswer.SKIPPED, "respect_1": 1}


def fill(rows: Rows) -> None:
    """One group, one open round, two people, one finished."""
    rows.add_group(ELM)
    rows.add_round(SPRING, PACK)
    rows.add_sitting(HALL)
    for person in (FOX, OWL):
        rows.add_participant(person)
    for item, response in ANSWERS.items():
        rows.put_answer("fox", item, response, NOON)
    rows.put_consent("fox", "agreed", "1", NOON)
    rows.add_action(TEA)


def never(came: object) -> None:
    """A callback that must not be called."""
    raise AssertionError(f"called with {came!r}")


def study(path: Path, key: bytes | None = None) -> Path:
    """A closed study with `fill` in it."""
    with store.create(path, key=key) as made:
        made.call(fill)
    return path


def crashed(path: Path, key: bytes | None = None) -> Path:
    """A study whose last answer, `respect_2` = 5, is only in the journal that a crash left beside it."""
    home = path.with_name("before the crash")
    home.mkdir()
    with store.create(home / path.name, key=key) as made:
        made.call(fill)
        made.checkpoint()
        made.call(lambda rows: rows.put_answer("fox", "respect_2", 5, NOON))
        shutil.copytree(home, path.parent, dirs_exist_ok=True)
    shutil.rmtree(home)
    return path


def changed(path: Path, *statements: str) -> Path:
    """The closed study after statements that no Climate Desktop would have made."""
    driver = dbapi2.connect(str(path), isolation_level=None)
    for statement in statements:
        driver.execute(statement).fetchall()
    driver.close()
    return path


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file of the folder, byte by byte, and every folder in it."""
    return {file.name: file.read_bytes() if file.is_file() else None for file in folder.iterdir()}


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    """Fails when what is in the folder changes meanwhile."""
    before = contents(folder)
    yield
    assert contents(folder) == before


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A Python process of its own that has ended well."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)

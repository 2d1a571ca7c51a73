"""A sitting on a disk that fills up, told as JSON. Run where the folder in the first argument is a disk of one megabyte.

`unshare --mount --map-root-user` gives anyone such a disk without changing the machine.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from climate_desktop import store
from climate_desktop.core.errors import KnownError
from climate_desktop.store import Store
from tests.store.samples import NOON, study

TEXT = "x" * 3_000


def _until_full(study_: Store, facts: dict[str, object]) -> int:
    """How many values were saved before the disk was full; the refusal stands in the facts."""
    for number in range(10_000):
        try:
            study_.call(lambda rows, n=number: rows.set_meta(f"{n}", TEXT))  # type: ignore[misc]
        except KnownError as error:
            facts["full"] = type(error).__name__
            return number
    raise AssertionError("the disk never filled")


def sitting(disk: Path) -> dict[str, object]:
    """What happened."""
    facts: dict[str, object] = {}
    path = study(disk / "a.climate")
    reserve = disk / "holiday.mp4"
    reserve.write_bytes(os.urandom(300_000))
    opened = store.open_study(path)
    saved = _until_full(opened, facts)
    told: list[str] = []
    opened.post(
        lambda rows: rows.set_meta("big", TEXT * 100),
        lambda _: told.append("done"),
        lambda error: told.append(type(error).__name__),
    )
    facts["kept while full"] = opened.call(lambda rows: [rows.meta(str(n)) for n in range(saved)]) == [TEXT] * saved
    facts["half written"] = opened.call(lambda rows: rows.meta(str(saved)) or rows.meta("big"))
    facts["told"] = told
    try:
        opened.checkpoint()
    except KnownError as error:
        facts["checkpoint"] = type(error).__name__
    try:
        store.create(disk / "b.climate")
    except KnownError as error:
        facts["new"] = type(error).__name__
    facts["files"] = sorted(file.name for file in disk.iterdir())
    reserve.unlink()
    opened.call(lambda rows: rows.set_meta(str(saved), TEXT))
    opened.call(lambda rows: rows.put_answer("owl", "decisions_1", 5, NOON))
    opened.close()
    facts["closed"] = sorted(file.name for file in disk.iterdir())
    facts["sound"] = store.check(path) == ()
    with store.open_study(path, read_only=True) as again:
        facts["kept"] = again.call(lambda rows: [rows.meta(str(n)) for n in range(saved + 1)]) == [TEXT] * (saved + 1)
    return facts


if __name__ == "__main__":
    print(json.dumps(sitting(Path(sys.argv[1]))))  # noqa: T201

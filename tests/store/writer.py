"""A process that answers without end and prints the number of each answer once it is saved; somebody kills it."""

from __future__ import annotations

import sys
from pathlib import Path

from climate_desktop import store
from tests.store.samples import NOON


def answer_for_ever(path: Path) -> None:
    """One answer after another; every 48th a checkpoint, as after a participant."""
    with store.open_study(path) as study:
        number = 0
        while True:
            study.post(
                lambda rows, n=number: rows.put_answer("owl", f"item_{n:06d}", n % 5 + 1, NOON),  # type: ignore[misc]
                lambda _, n=number: print(n, flush=True),  # type: ignore[misc]  # noqa: T201
                lambda error: print(error, file=sys.stderr, flush=True),  # noqa: T201
            )
            number += 1
            if number % 48 == 0:
                study.checkpoint()


if __name__ == "__main__":
    answer_for_ever(Path(sys.argv[1]))

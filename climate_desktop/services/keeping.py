"""Until when a study is kept, and its erasing after that."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from climate_desktop.core.errors import KeepUntilPast
from climate_desktop.services.world import World
from climate_desktop.store import Rows, Store

_KEY = "keep_until"
BESIDE = ("-wal", "-shm", "-journal")
"""What stands behind a study's name in the names of the files that the database keeps beside it."""


def keep_until(rows: Rows) -> date | None:
    """The last day on which the study is kept; None when nobody has said."""
    text = rows.meta(_KEY)
    return date.fromisoformat(text) if text else None


class Keeping:
    """Until when one study is kept."""

    def __init__(self, store: Store, world: World) -> None:
        self._store = store
        self._world = world

    @property
    def until(self) -> date | None:
        """The last day on which the study is kept; None when nobody has said."""
        return self._store.call(keep_until)

    def keep_until(self, day: date | None) -> None:
        """The study kept until this day, or until somebody says; KeepUntilPast when the day is over."""
        if day is not None and day < self._today():
            raise KeepUntilPast()
        self._store.call(lambda rows: rows.set_meta(_KEY, day.isoformat() if day else ""))

    @property
    def is_over(self) -> bool:
        """True from the day after that one on."""
        until = self.until
        return until is not None and self._today() > until

    def proposed(self) -> date:
        """The day that is proposed where none was said: two years from today."""
        return self._today() + timedelta(days=730)

    def _today(self) -> date:
        return self._world.now().astimezone().date()


def erase(path: Path) -> None:
    """The study's file and those that the database keeps beside it, gone; OSError when one of them cannot be erased.

    The study must be closed. What was copied elsewhere, and what a disk keeps of erased files, is not reached.
    """
    for beside in BESIDE:
        path.with_name(path.name + beside).unlink(missing_ok=True)
    path.unlink()

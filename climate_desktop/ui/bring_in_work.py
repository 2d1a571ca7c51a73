"""The long work on a file of answers, off the screen's thread: reading it, looking through it, storing it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from climate_desktop.core.errors import BringingInStopped, KnownError
from climate_desktop.services import bring_in
from climate_desktop.services.bring_in import AnswersTable, Columns, Found, Sought
from climate_desktop.ui import background

if TYPE_CHECKING:
    from climate_desktop.services.study import Study


class BringInWork(QObject):
    """Does one thing at a time; what was under way before is given up.

    Signals: progressed(int, int) so many of so many are done, 0 of 0 while nobody knows; looked(Found) the file was
    looked through; brought(int) so many people were stored; failed(KnownError) nothing was.
    """

    progressed = Signal(int, int)
    looked = Signal(object)
    brought = Signal(int)
    failed = Signal(object)

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._task: background.Task | None = None
        self._stop = threading.Event()
        self._turn = 0

    @property
    def is_busy(self) -> bool:
        """True while something is under way."""
        return self._task is not None

    def read(self, source: Path, sought: Sought) -> None:
        """Reads a file, guesses its columns and looks through it."""

        def work(heard: bring_in.Heard) -> Found:
            table = bring_in.read(source)
            heard(0, len(table.rows))
            return sought.look(table, sought.guess(table), heard)

        self._run(work, self.looked.emit)

    def look(self, table: AnswersTable, columns: Columns, sought: Sought) -> None:
        """Looks through a file again whose columns are taken for something else."""
        self._run(lambda heard: sought.look(table, columns, heard), self.looked.emit)

    def store(self, round_id: str, found: Found, leave_out: frozenset[int], *, again: bool) -> None:
        """Stores everyone in the file; the facilitator has confirmed that they agreed."""
        self._run(
            lambda heard: self._study.bring_in.bring_in(
                round_id, found, leave_out=leave_out, consent_given=True, again=again, heard=heard
            ),
            self.brought.emit,
        )

    def stop(self) -> None:
        """Asks what is under way to end; `failed` says when it has."""
        self._stop.set()

    def leave(self) -> None:
        """Gives up what is under way, because nobody waits for it any more."""
        self._stop.set()
        self._turn += 1
        self._task = None

    def _run(self, work: Callable[[bring_in.Heard], object], done: Callable[..., None]) -> None:
        self.leave()
        turn, stop = self._turn, threading.Event()
        self._stop = stop

        def whole(tell: Callable[[str], None]) -> object:
            def heard(ready: int, everything: int) -> None:
                if stop.is_set():
                    raise BringingInStopped()
                tell(f"{ready} {everything}")

            return work(heard)

        def came(value: object) -> None:
            if turn == self._turn:
                self._task = None
                done(value)

        def broke(error: BaseException) -> None:
            if turn != self._turn:
                return
            self._task = None
            if not isinstance(error, KnownError):
                raise error
            self.failed.emit(error)

        self._task = background.run(whole, came, broke, owner=self)
        self._task.told.connect(self._told)

    def _told(self, words: str) -> None:
        if self._task is not None:
            ready, _, everything = words.partition(" ")
            self.progressed.emit(int(ready), int(everything))

"""A report on its way: made in a process of its own, asked now and then how far it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from climate_desktop.core.errors import KnownError
from climate_desktop.services import printing
from climate_desktop.services.printing import ReportJob
from climate_desktop.services.study import Study
from climate_desktop.ui import background

_ASK_EVERY_MS = 60


class ReportMaking(QObject):
    """Makes one report at a time.

    Signals: page_begun(int) the page that is being made, from 1; made(Path, int) the file is whole, with so many pages;
    failed(KnownError) nothing was written; stopped() a person stopped it and nothing was written.
    """

    page_begun = Signal(int)
    made = Signal(object, int)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._job: ReportJob | None = None
        self._task: background.Task | None = None
        self._target = Path()
        self._turn = 0
        self._page = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_EVERY_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def is_busy(self) -> bool:
        """True while a report is being made."""
        return self._task is not None or self._job is not None

    def start(self, round_id: str, target: Path, paper: str) -> None:
        """Begins to make the report of a round. What was under way before is given up in silence."""
        self.begin(target, lambda: ReportJob(printing.content(self._study, round_id), target, paper))

    def begin(self, target: Path, job: Callable[[], ReportJob]) -> None:
        """The same with the pages of any job, which is begun on another thread and writes to the target."""
        self._give_up()
        self._turn += 1
        turn = self._turn
        self._target = target
        self._page = 0
        self._task = background.run(
            lambda _tell: job(),
            lambda begun: self._begun(begun, turn),
            lambda error: self._went_wrong(error, turn),
            owner=self,
        )

    def stop(self) -> None:
        """Gives up what is being made, because a person wants it."""
        if self.is_busy:
            self._give_up()
            self.stopped.emit()

    def leave(self) -> None:
        """Gives up what is being made, because nobody waits for it any more."""
        self._give_up()

    def _give_up(self) -> None:
        self._turn += 1
        self._timer.stop()
        self._task = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _begun(self, job: ReportJob, turn: int) -> None:
        if turn != self._turn:
            job.cancel()
            return
        self._task = None
        self._job = job
        self._timer.start()

    def _went_wrong(self, error: BaseException, turn: int) -> None:
        if turn != self._turn:
            return
        self._task = None
        if not isinstance(error, KnownError):
            raise error
        self.failed.emit(error)

    def _ask(self) -> None:
        if self._job is None:
            return
        state = self._job.poll()
        if state.page != self._page and not state.done:
            self._page = state.page
            self.page_begun.emit(state.page)
        if state.done:
            self._timer.stop()
            self._job = None
            if state.error is not None:
                self.failed.emit(state.error)
            else:
                self.made.emit(self._target, state.pages)

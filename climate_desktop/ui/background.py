"""Long work that leaves the screen alive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

T = TypeVar("T")


class Task(QObject):
    """One piece of work on its way. Who started it keeps it; a task whose owner is gone tells nobody anything.

    Signals, all on the screen's thread:
    told(str): what is being done now, from the work's `tell`.
    ended(): done or failed has been called.
    """

    told = Signal(str)
    ended = Signal()
    _came_back = Signal(object)
    _went_wrong = Signal(object)

    def __init__(
        self, done: Callable[[Any], None], failed: Callable[[BaseException], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._done = done
        self._failed = failed
        self._came_back.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._went_wrong.connect(self._fail, Qt.ConnectionType.QueuedConnection)

    def tell(self, words: str) -> None:
        """Says what is being done now. The work may call this on its own thread."""
        if shiboken6.isValid(self):
            self.told.emit(words)

    def came_back(self, value: object) -> None:
        """Called on the work's thread with what came out."""
        if shiboken6.isValid(self):
            self._came_back.emit(value)

    def went_wrong(self, error: BaseException) -> None:
        """Called on the work's thread with what was raised."""
        if shiboken6.isValid(self):
            self._went_wrong.emit(error)

    def _finish(self, value: object) -> None:
        self.ended.emit()
        self._done(value)

    def _fail(self, error: BaseException) -> None:
        self.ended.emit()
        self._failed(error)


class _Run(QRunnable):
    """The work on a thread of the pool."""

    def __init__(self, work: Callable[[Callable[[str], None]], object], task: Task) -> None:
        super().__init__()
        self._work = work
        self._task = task

    def run(self) -> None:
        """Does the work; whatever is raised goes to `failed`."""
        try:
            value = self._work(self._task.tell)
        except BaseException as error:
            self._task.went_wrong(error)
        else:
            self._task.came_back(value)


def run(
    work: Callable[[Callable[[str], None]], T],
    done: Callable[[T], None],
    failed: Callable[[BaseException], None],
    *,
    owner: QObject,
) -> Task:
    """A task that does `work(tell)` on another thread, with plain data in and out.

    `done` gets what it returns, `failed` what it raises, both on the screen's thread, and neither once `owner` is gone.
    The work may call `tell` with a few words on what it does now; they come out of the task's `told`.
    """
    task = Task(done, failed, owner)
    QThreadPool.globalInstance().start(_Run(work, task))
    return task

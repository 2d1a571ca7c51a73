"""Long work that leaves the screen alive."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from climate_desktop.ui.posting import to_screen

T = TypeVar("T")


class Task(QObject):
    """One piece of work on its way. Who started it keeps it; a task whose owner is gone tells nobody anything.

    All of it happens on the screen's thread, to which the work sends its news. Signals:
    told(str): what is being done now, from the work's `tell`.
    ended(): done or failed has been called.
    """

    told = Signal(str)
    ended = Signal()

    def __init__(
        self, done: Callable[[Any], None], failed: Callable[[BaseException], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._done = done
        self._failed = failed

    def say(self, words: str) -> None:
        """Says what is being done now."""
        if shiboken6.isValid(self):
            self.told.emit(words)

    def came_back(self, value: object) -> None:
        """Passes on what came out."""
        if shiboken6.isValid(self):
            self.ended.emit()
            self._done(value)

    def went_wrong(self, error: BaseException) -> None:
        """Passes on what was raised."""
        if shiboken6.isValid(self):
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
        task = self._task
        try:
            value = self._work(lambda words: to_screen(partial(task.say, words)))
        except BaseException as error:
            to_screen(partial(task.went_wrong, error))
        else:
            to_screen(partial(task.came_back, value))


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

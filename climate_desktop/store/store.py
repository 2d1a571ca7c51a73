"""One open study: a thread of its own does all the work on the file, first in, first out."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from climate_desktop.core.errors import StudyIsDamaged
from climate_desktop.store import trouble
from climate_desktop.store.nouns import BrokenRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from climate_desktop.store.rows import Rows
    from climate_desktop.store.session import Session

T = TypeVar("T")


class Store:
    """An open study. Threads may share it; the connection stays on the store's own thread.

    `practice` says that the people in it are made up. `study_id` is the study's own, wherever its file goes.
    """

    def __init__(self, path: Path, opening: Callable[[], Session]) -> None:
        """Open at once; `opening` is called on the store's thread and may raise."""
        self.path = path
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="store", daemon=True)
        self._thread.start()
        try:
            self._session = self._wait_for(opening)
        except BaseException:
            self._stop()
            raise
        self.practice = self._session.practice
        self.study_id = self._session.study_id

    def call(self, work: Callable[[Rows], T]) -> T:
        """What `work` returns, once everything that it did is on the disk in one transaction.

        Whatever `work` raises is raised, and nothing is saved. So it is when saving fails: DiskFull, NotSaved,
        StudyIsWriteProtected, StudyIsDamaged; RoundIsClosed for what a closed round refuses.
        """
        return self._wait_for(lambda: self._transact(work))

    def post(
        self, work: Callable[[Rows], T], done: Callable[[T], object], failed: Callable[[BaseException], object]
    ) -> None:
        """Like `call`, but returns at once.

        `done` or `failed` is called on the store's thread after the transaction ended. They may post, never call.
        """

        def job() -> None:
            try:
                value = self._transact(work)
            except BaseException as error:
                failed(error)
            else:
                done(value)

        self._put(job)

    def checkpoint(self) -> None:
        """The journal worked into the study and emptied. StudyInTwoFiles when there is no room for that."""
        self._wait_for(lambda: self._tidy(self._session.checkpoint))

    def erase_traces(self) -> None:
        """Nothing of what was deleted left in the study or its journal. StudyInTwoFiles when there is no room for that."""
        self._wait_for(lambda: self._tidy(self._session.erase_traces))

    def close(self) -> None:
        """Everything posted is done, the study is one file, and nobody holds it. A second time does nothing.

        StudyInTwoFiles when everything is saved but the journal had to stay beside the study.
        """
        with self._gate:
            first = not self._closed
            self._closed = True
        if not first:
            self._thread.join()
            return
        ended: Future[None] = Future()
        self._jobs.put(lambda: _settle(ended, lambda: self._tidy(self._session.close)))
        self._stop()
        ended.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _serve(self) -> None:
        """The store's thread, until it finds None. A callback that raises goes the way of any error in a thread."""
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except BaseException as error:
                threading.excepthook(
                    threading.ExceptHookArgs((type(error), error, error.__traceback__, threading.current_thread()))
                )

    def _put(self, job: Callable[[], None]) -> None:
        """The job behind all others. RuntimeError when the study is closed."""
        with self._gate:
            if self._closed:
                message = "the study is closed"
                raise RuntimeError(message)
            self._jobs.put(job)

    def _wait_for(self, work: Callable[[], T]) -> T:
        """What the work returned or raised on the store's thread."""
        if threading.current_thread() is self._thread:
            message = "the store's thread cannot wait for itself: post instead"
            raise RuntimeError(message)
        future: Future[T] = Future()
        self._put(lambda: _settle(future, work))
        return future.result()

    def _stop(self) -> None:
        """The thread ended, after the jobs before this."""
        with self._gate:
            self._closed = True
            self._jobs.put(None)
        self._thread.join()

    def _transact(self, work: Callable[[Rows], T]) -> T:
        try:
            return self._session.transact(work)
        except DBAPIError as error:
            known = trouble.saving(error.orig, self.path)
            if known is None:
                raise
            raise known from error
        except BrokenRow as error:
            raise StudyIsDamaged(name=self.path.name) from error

    def _tidy(self, work: Callable[[], None]) -> None:
        try:
            work()
        except dbapi2.Error as error:
            raise trouble.closing(error, self.path) from error


def _settle(future: Future[T], work: Callable[[], T]) -> None:
    """The future with the work's value or error."""
    try:
        value = work()
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(value)

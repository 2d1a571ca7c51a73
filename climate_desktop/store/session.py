"""The one connection to an open study. Everything here happens on one thread, the one that made it."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, TypeVar, cast

from sqlcipher3 import dbapi2

from climate_desktop.store import schema
from climate_desktop.store.connecting import Mode, engine
from climate_desktop.store.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from climate_desktop.store.looking import Found

T = TypeVar("T")

STUDY_ID = "study_id"
PRACTICE = "practice"
YES = "yes"
"""What `meta` says of the study itself."""


class Session:
    """A study being written, or only read. Opening raises `sqlalchemy.exc.DBAPIError` or `dbapi2.Error`."""

    def __init__(self, found: Found, mode: Mode, key: bytes | None) -> None:
        self._mode = mode
        self._ending = ExitStack()
        self._ending.callback(found.forget)
        try:
            one = engine(found.place, mode, key)
            self._ending.callback(one.dispose)
            self._connection = self._ending.enter_context(one.connect())
            self._driver = cast("dbapi2.Connection", self._connection.connection.dbapi_connection)
            if mode is Mode.WRITE:
                schema.upgrade(self._driver)
            self._rows = Rows(self._connection)
            self.practice = self.transact(lambda rows: rows.meta(PRACTICE)) == YES
            self.study_id = self.transact(lambda rows: rows.meta(STUDY_ID))
        except BaseException:
            self._ending.close()
            raise

    def transact(self, work: Callable[[Rows], T]) -> T:
        """What `work` returns, once it is committed. Whatever is raised, nothing is left half-done."""
        try:
            with self._connection.begin():
                return work(self._rows)
        except BaseException:
            # SQLAlchemy takes a commit that failed for the end; SQLite keeps the transaction open.
            self._driver.rollback()
            raise

    def checkpoint(self) -> None:
        """The journal worked into the study and emptied. Raises `dbapi2.Error`."""
        if self._mode is Mode.WRITE:
            self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def erase_traces(self) -> None:
        """The study written anew, so that unused room in its pages holds nothing of what was deleted; then a checkpoint.

        `secure_delete` wipes what is deleted, not the copies that moving rows between pages has left. Without room on the
        disk for writing it anew only the checkpoint is made. Raises `dbapi2.Error`.
        """
        if self._mode is Mode.WRITE:
            with suppress(dbapi2.OperationalError):
                self._driver.execute("VACUUM")
        self.checkpoint()

    def close(self) -> None:
        """The study in one file, if it can be, and let go of in any case. Raises `dbapi2.Error`."""
        try:
            self.checkpoint()
            if self._mode is Mode.WRITE:
                self._driver.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            self._ending.close()

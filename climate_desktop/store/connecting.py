"""Connections to a study file, each with its settings in the one right order."""

from __future__ import annotations

import os
import random
import sys
import time
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

_PATIENCE_S = 1.0
"""How long to wait for somebody else to let go of the file: a second window asks twice and must answer within 3 s."""

_KEY_BYTES = 32

_PAUSE_S = (0.005, 0.05)
"""Between two tries, at random, so that of two windows opened by one click one gets the file."""

_WRITING = """
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA wal_autocheckpoint = 400;
    """
_ALWAYS = """
    PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = 1000;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA temp_store = MEMORY;
    """
_MAC = "PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;"


class Mode(Enum):
    """How a file is opened: to be read, to be written, or to be made."""

    READ = "mode=ro"
    WRITE = "mode=rw"
    MAKE = "mode=rwc"


class JournalRefusedError(dbapi2.OperationalError):
    """The disk takes no write-ahead journal, so it cannot be written on. Bears the name that SQLite gives to that."""

    sqlite_errorname = "SQLITE_CANTOPEN"


def connect(place: Path, mode: Mode, key: bytes | None) -> dbapi2.Connection:
    """An open connection in autocommit, with every setting. Raises `dbapi2.Error`, SQLITE_BUSY after a second.

    `key` is the 32 bytes of a SQLCipher key, or None for a plain file. As soon as this returns, the file is locked
    against writers, and in WRITE mode against everyone. MAKE keeps no journal that outlives the connection.
    """
    latest = time.monotonic() + _PATIENCE_S
    while True:
        driver = dbapi2.connect(_uri(place, mode), timeout=0, isolation_level=None, uri=True)
        try:
            _set_up(driver, mode, key)
        except BaseException as error:
            driver.close()
            if not is_busy(error) or time.monotonic() > latest:
                raise
        else:
            return driver
        time.sleep(random.uniform(*_PAUSE_S))


def engine(place: Path, mode: Mode, key: bytes | None) -> Engine:
    """An engine with one connection, whose transactions take the write lock when they begin."""
    one = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(place, mode, key),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,  # answers and names stay out of errors
    )

    @event.listens_for(one, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return one


def is_busy(error: BaseException) -> bool:
    """True when somebody else holds the file."""
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def _set_up(driver: dbapi2.Connection, mode: Mode, key: bytes | None) -> None:
    if key is not None:
        if len(key) != _KEY_BYTES:
            message = "a key of another length would be taken for a passphrase"
            raise ValueError(message)
        driver.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told in words, not on the console
        driver.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
    driver.execute("PRAGMA locking_mode = EXCLUSIVE")
    if mode is Mode.WRITE:
        journal = driver.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if journal != "wal":
            raise JournalRefusedError
        driver.executescript(_WRITING)
    driver.executescript(_ALWAYS)
    if sys.platform == "darwin":
        driver.executescript(_MAC)
    driver.execute("PRAGMA user_version").fetchone()


def _uri(place: Path, mode: Mode) -> str:
    """The address of the file for SQLite, whatever signs stand in its name."""
    text = place.as_posix()
    rooted = text if text.startswith("/") else f"/{text}"
    return f"file://{quote(os.fsencode(rooted))}?{mode.value}"

"""Whether a file is a sound study, found out without touching it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from climate_desktop.core.errors import (
    NotAStudy,
    StudyInUse,
    StudyIsDamaged,
    StudyIsLocked,
    StudyIsNewer,
    StudyNotFound,
)
from climate_desktop.store import schema, trouble
from climate_desktop.store.connecting import Mode, connect

if TYPE_CHECKING:
    from climate_desktop.core.errors import KnownError

HELPERS = ("-wal", "-journal", "-shm")
"""What SQLite puts beside a file while it is open, and leaves there after a crash."""

_PLAIN = b"SQLite format 3\0"
_PAGE_BYTES = 4096
_DISTINCT_BYTES = 200
"""An encrypted page holds nearly all of the 256 bytes; no page of text, and hardly a page of a table, so many."""

_QUICKLY_CHECKED_BYTES = 16 * 1024 * 1024
"""Up to this size, some 100,000 answers, a study is read through at every opening."""

_COPY = "study"
"""What a copy is called: the name of a study may say whose it is."""

_UNSETTLED = ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")
"""What SQLite says of a file whose journal it would have to work in, or that it cannot read at all."""


@dataclass(frozen=True)
class Found:
    """A study that can be read at `place`: where it is, or in a copy that `forget` takes away."""

    place: Path
    version: int
    copy: TemporaryDirectory[str] | None = None

    def forget(self) -> None:
        """No copy any more."""
        if self.copy is not None:
            self.copy.cleanup()


def look(path: Path, key: bytes | None, *, thoroughly: bool = True) -> Found:
    """Where the study can be read. The file stays byte-identical and gets no helpers.

    A study that a crash left with its journal is read from a copy, because reading the journal in place would change
    the file. `thoroughly` refuses damage; without it damage is left to `problems`.

    Raises StudyNotFound, NotAStudy, StudyIsNewer, StudyIsDamaged, StudyInUse, StudyIsLocked, StudyNotReadable and
    DiskFull.
    """
    place = _file(path)
    copy: TemporaryDirectory[str] | None = None
    try:
        if not _is_at_rest(place, key):
            copy = _copied(path, place, key)
        here = place if copy is None else Path(copy.name, _COPY)
        found = Found(here, _examined(path, here, key, thoroughly=thoroughly), copy)
    except BaseException as error:
        if copy is not None:
            copy.cleanup()
        if not isinstance(error, dbapi2.Error):
            raise
        known = _stranger(path, place, key) if trouble.code(error) == "SQLITE_NOTADB" else trouble.reading(error, path)
        if known is None:
            raise
        raise known from error
    return found


def older(path: Path, found: Found, key: bytes | None) -> Found:
    """The study of an older schema as today's, in a copy: a study that is only read is not changed."""
    copy = found.copy or _copied(path, found.place, key)
    place = Path(copy.name, _COPY)
    try:
        driver = connect(place, Mode.MAKE, key)
        try:
            schema.upgrade(driver)
            return Found(place, schema.version(driver), copy)
        finally:
            driver.close()
    except BaseException:
        copy.cleanup()
        raise


def problems(found: Found, key: bytes | None) -> tuple[str, ...]:
    """What is wrong with the study, each a sentence; none when it is sound. Raises `dbapi2.Error`."""
    driver = connect(found.place, Mode.READ, key)
    try:
        pages = [row[0] for row in driver.execute("PRAGMA integrity_check") if row[0] != "ok"]
        rows = driver.execute("PRAGMA foreign_key_check").fetchall()
        return (
            *(f"The file is damaged: {page}." for page in pages),
            *(f"A row of “{row[0]}” belongs to a row of “{row[2]}” that is missing." for row in rows),
            *_differences(driver, found.version),
        )
    finally:
        driver.close()


def _file(path: Path) -> Path:
    """The file itself, behind any link, so that its helpers are looked for beside it."""
    try:
        place = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise StudyNotFound(path=path) from error
    if not place.is_file():
        raise NotAStudy(name=path.name)
    return place


def _is_at_rest(place: Path, key: bytes | None) -> bool:
    """True when the study was closed and nobody has it open for writing; False when a crash left its journal.

    The lock is asked for through SQLite before anyone reads the file itself: on Unix, closing a file gives up every
    lock that this process holds on it. Not every system tells a journal by an error, so it is also looked for.
    """
    try:
        connect(place, Mode.READ, key).close()
    except dbapi2.Error as error:
        if trouble.code(error).startswith(_UNSETTLED):
            return False
        raise
    return not any(helper.exists() for helper in _helpers(place))


def _helpers(place: Path) -> tuple[Path, ...]:
    return tuple(place.with_name(place.name + helper) for helper in HELPERS)


def _copied(path: Path, place: Path, key: bytes | None) -> TemporaryDirectory[str]:
    """A folder with the study as it would be if it had been closed."""
    try:
        folder = TemporaryDirectory(prefix="climate-", ignore_cleanup_errors=True)
    except OSError as error:
        raise trouble.copying(error, path, Path(gettempdir())) from error
    try:
        with place.open("rb") as file:
            head = file.read(72)
        if head.startswith(_PLAIN) and not _is_ours(head):
            raise NotAStudy(name=path.name)
        before = _stamps(place)
        for helper in ("", *HELPERS):
            if (file_here := place.with_name(place.name + helper)).exists():
                shutil.copyfile(file_here, Path(folder.name, _COPY + helper))
        if _stamps(place) != before:
            raise StudyInUse(name=path.name)
        driver = connect(Path(folder.name, _COPY), Mode.WRITE, key)
        try:
            driver.execute("PRAGMA journal_mode = DELETE")
        finally:
            driver.close()
    except BaseException as error:
        folder.cleanup()
        if isinstance(error, OSError):
            raise trouble.copying(error, path, Path(gettempdir())) from error
        raise
    return folder


def _stamps(place: Path) -> list[tuple[int, int]]:
    """The size of the file and each of its helpers, and when they were last changed."""
    facts = [file.stat() for file in (place, *_helpers(place)) if file.exists()]
    return [(fact.st_size, fact.st_mtime_ns) for fact in facts]


def _examined(path: Path, here: Path, key: bytes | None, *, thoroughly: bool) -> int:
    """The schema's number, when the study is ours, not newer and, if asked thoroughly, undamaged."""
    driver = connect(here, Mode.READ, key)
    try:
        if driver.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
            raise _stranger(path, here, key)
        version = schema.version(driver)
        if version > len(schema.STEPS):
            raise StudyIsNewer(name=path.name)
        if thoroughly and (_differences(driver, version) or _is_torn(driver, here)):
            raise StudyIsDamaged(name=path.name)
        return version
    finally:
        driver.close()


def _is_torn(driver: dbapi2.Connection, here: Path) -> bool:
    """True when a study that is small enough to be read through at once does not hold together."""
    if here.stat().st_size > _QUICKLY_CHECKED_BYTES:
        return False
    return bool(driver.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")


def _differences(driver: dbapi2.Connection, version: int) -> tuple[str, ...]:
    """Where the tables, indexes and triggers are not those of the schema with this number, each a sentence."""
    model = dbapi2.connect(":memory:", isolation_level=None)
    try:
        schema.upgrade(model, version)
        expected = schema.layout(model)
    finally:
        model.close()
    actual = schema.layout(driver)
    both = expected.keys() & actual.keys()
    return (
        *(f"The {name} is missing." for name in expected if name not in actual),
        *(f"The {name} does not belong in a study." for name in actual if name not in expected),
        *(f"The {name} is not as it was made." for name in sorted(both) if actual[name] != expected[name]),
    )


def _stranger(path: Path, place: Path, key: bytes | None) -> KnownError:
    """What a file that is no plain study most probably is, told from its first page."""
    with place.open("rb") as file:
        head = file.read(_PAGE_BYTES)
    if head.startswith(_PLAIN) and not _is_ours(head):
        return NotAStudy(name=path.name)
    if key is None and _is_ours(head):
        return StudyIsDamaged(name=path.name)
    if path.suffix == ".climate" and not head.strip(b"\0"):
        return StudyIsDamaged(name=path.name)
    whole_pages = place.stat().st_size % _PAGE_BYTES == 0
    if key is not None or (whole_pages and len(set(head)) > _DISTINCT_BYTES):
        return StudyIsLocked(name=path.name)
    return NotAStudy(name=path.name)


def _is_ours(head: bytes) -> bool:
    """True when a plain header bears our mark."""
    return head[68:72] == schema.APPLICATION_ID.to_bytes(4, "big")

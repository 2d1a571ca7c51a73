"""One thread does all the work, first in, first out, and says so only when it is on the disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from climate_desktop import store
from climate_desktop.core.errors import RoundIsClosed, StudyInTwoFiles, StudyIsWriteProtected
from climate_desktop.store import Rows, Store, connecting
from tests.store.samples import ANSWERS, ELM, FOX, NOON, contents, crashed, fill, never, study


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Store]:
    with store.create(tmp_path / "a.climate") as made:
        made.call(fill)
        yield made


@pytest.fixture
def driver() -> Iterator[SimpleQueue[dbapi2.Connection]]:
    """Every connection that a store makes, for a look at its settings on its own thread."""
    made: SimpleQueue[dbapi2.Connection] = SimpleQueue()

    def remember(connection: dbapi2.Connection, _record: object) -> None:
        made.put(connection)

    event.listen(Engine, "connect", remember)
    yield made
    event.remove(Engine, "connect", remember)


def test_work_is_done_first_in_first_out_whoever_brings_it(filled: Store) -> None:
    order: list[int] = []
    hold = threading.Event()
    filled.post(lambda _: hold.wait(), lambda _: None, never)
    for number in range(200):
        filled.post(lambda _, number=number: order.append(number), lambda _: None, never)  # type: ignore[misc]
    caller = threading.Thread(target=lambda: filled.call(lambda _: order.append(200)))
    caller.start()
    assert order == []
    hold.set()
    caller.join()
    assert order == list(range(201))


def test_post_returns_at_once_and_call_waits(filled: Store) -> None:
    hold, done = threading.Event(), threading.Event()
    filled.post(lambda _: hold.wait(), lambda _: done.set(), never)
    assert not done.is_set()
    hold.set()
    filled.call(lambda _: None)
    assert done.is_set()


def test_each_callback_comes_once_in_the_order_of_the_work(filled: Store) -> None:
    told: list[object] = []

    def broken(_: Rows) -> None:
        raise LookupError

    for number in range(50):
        filled.post(lambda _, number=number: number, told.append, never)  # type: ignore[misc]
        filled.post(broken, never, lambda error: told.append(type(error)))
    filled.call(lambda _: None)
    assert told == [thing for number in range(50) for thing in (number, LookupError)]


def test_all_work_is_done_on_the_one_thread_that_made_the_connection(filled: Store) -> None:
    seen: set[threading.Thread] = set()
    filled.post(
        lambda _: seen.add(threading.current_thread()),
        lambda _: seen.add(threading.current_thread()),
        never,
    )
    filled.call(lambda _: seen.add(threading.current_thread()))
    assert len(seen) == 1
    assert threading.current_thread() not in seen


def test_the_rows_of_a_transaction_are_of_no_use_to_another_thread(filled: Store) -> None:
    kept = filled.call(lambda rows: rows)
    with pytest.raises(Exception, match="thread"):
        kept.groups()


def test_saved_is_said_only_when_the_answer_is_on_the_disk(filled: Store, tmp_path: Path) -> None:
    """The disk is copied inside the transaction and again in the callback; only the second copy has the answer."""

    def work(rows: Rows) -> None:
        rows.put_answer("fox", "decisions_1", 2, NOON)
        shutil.copytree(tmp_path, tmp_path.with_name("before"))

    filled.post(work, lambda _: shutil.copytree(tmp_path, tmp_path.with_name("after")), never)
    filled.close()
    found = {}
    for moment in ("before", "after"):
        with store.open_study(tmp_path.with_name(moment) / "a.climate", read_only=True) as copy:
            found[moment] = copy.call(lambda rows: rows.answers("fox"))["decisions_1"]
    assert found == {"before": 4, "after": 2}


def test_work_that_raises_leaves_nothing_and_what_it_raised_arrives(filled: Store) -> None:
    def half(rows: Rows) -> None:
        rows.rename_group("elm", "Half")
        rows.put_answer("fox", "decisions_1", 1, NOON)
        raise LookupError("half-way")

    with pytest.raises(LookupError, match="half-way"):
        filled.call(half)
    told: list[BaseException] = []
    filled.post(half, never, told.append)
    assert filled.call(lambda rows: (rows.groups(), rows.answers("fox"))) == ((ELM,), ANSWERS)
    assert [type(error) for error in told] == [LookupError]


def test_a_refusal_arrives_as_what_it_is(filled: Store) -> None:
    told: list[BaseException] = []
    filled.call(lambda rows: rows.remove_participant("owl"))
    filled.post(lambda rows: rows.put_result("spring", "{}"), lambda _: None, never)
    filled.post(lambda rows: rows.put_result("spring", "{}"), never, told.append)
    filled.call(lambda _: None)
    assert [type(error) for error in told] == [RoundIsClosed]


def test_errors_of_the_engine_say_nothing_of_what_was_answered(filled: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY") as error:
        filled.call(lambda rows: rows.put_answer("nobody", "a secret", 4, NOON))
    assert "secret" not in str(error.value)


def test_a_callback_that_raises_does_not_stop_the_store(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: told.append(arguments.exc_type))

    def broken(_: object) -> None:
        raise LookupError

    filled.post(lambda _: None, broken, never)
    assert filled.call(lambda rows: rows.groups()) == (ELM,)
    assert told == [LookupError]


def test_a_callback_may_post_but_not_wait(filled: Store) -> None:
    told: list[object] = []

    def again(_: object) -> None:
        filled.post(lambda rows: rows.groups(), told.append, never)
        with pytest.raises(RuntimeError, match="post instead"):
            filled.call(lambda rows: rows.groups())

    filled.post(lambda _: None, again, never)
    filled.call(lambda _: None)
    filled.call(lambda _: None)
    assert told == [(ELM,)]


def test_a_closed_study_is_one_file_and_takes_no_work(filled: Store, tmp_path: Path) -> None:
    assert len(contents(tmp_path)) == 2
    filled.close()
    assert list(contents(tmp_path)) == ["a.climate"]
    with pytest.raises(RuntimeError, match="closed"):
        filled.call(lambda rows: rows.groups())
    with pytest.raises(RuntimeError, match="closed"):
        filled.post(lambda rows: rows.groups(), never, never)
    with pytest.raises(RuntimeError, match="closed"):
        filled.checkpoint()


def test_closing_again_does_nothing_but_wait(filled: Store) -> None:
    hold = threading.Event()
    filled.post(lambda _: hold.wait(), lambda _: None, never)
    closers = [threading.Thread(target=filled.close) for _ in range(3)]
    for closer in closers:
        closer.start()
    assert all(closer.is_alive() for closer in closers)
    hold.set()
    for closer in closers:
        closer.join()
    filled.close()


def test_closing_does_first_what_was_posted(filled: Store) -> None:
    told: list[None] = []
    for number in range(100):
        filled.post(lambda rows, n=number: rows.put_answer("owl", str(n), 3, NOON), told.append, never)  # type: ignore[misc]
    filled.close()
    assert len(told) == 100
    with store.open_study(filled.path, read_only=True) as again:
        assert len(again.call(lambda rows: rows.answers("owl"))) == 100


def test_a_study_that_is_not_open_keeps_no_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> dbapi2.Connection:
        raise dbapi2.OperationalError("out of memory")

    before = threading.active_count()
    store.create(tmp_path / "a.climate").close()
    monkeypatch.setattr(connecting, "connect", failing)
    with pytest.raises(DBAPIError):
        store.open_study(tmp_path / "a.climate")
    assert threading.active_count() == before


def test_an_open_study_keeps_no_program_from_ending(tmp_path: Path) -> None:
    code = "import pathlib, sys; from climate_desktop import store; s = store.create(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, tmp_path / "a.climate"], check=True, timeout=20)


def test_a_checkpoint_empties_the_journal(filled: Store, tmp_path: Path) -> None:
    assert (tmp_path / "a.climate-wal").stat().st_size > 0
    filled.checkpoint()
    assert (tmp_path / "a.climate-wal").stat().st_size == 0


def test_a_whole_sitting_keeps_the_journal_small(filled: Store, tmp_path: Path) -> None:
    for number in range(2_000):
        filled.call(lambda rows, n=number: rows.put_answer("owl", f"item_{n % 48}", n % 5 + 1, NOON))  # type: ignore[misc]
    assert (tmp_path / "a.climate-wal").stat().st_size < 4_000_000


@pytest.mark.parametrize("make", [study, crashed], ids=["closed", "after a crash"])
def test_a_plain_copy_of_a_closed_study_is_a_whole_study(tmp_path: Path, make: type[Path]) -> None:
    path = make(tmp_path / "a.climate")
    with store.open_study(path) as again:
        again.call(lambda rows: rows.put_answer("fox", "decisions_1", 2, NOON))
    (tmp_path / "copy.climate").write_bytes(path.read_bytes())
    with store.open_study(tmp_path / "copy.climate") as copy:
        assert copy.call(lambda rows: rows.answers("fox"))["decisions_1"] == 2
        assert copy.call(lambda rows: rows.participant("fox")) == FOX


def test_a_study_whose_journal_cannot_be_worked_in_stays_whole_beside_it(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: object) -> None:
        raise dbapi2.OperationalError("disk I/O error")

    filled.call(lambda rows: rows.put_answer("fox", "decisions_1", 2, NOON))
    monkeypatch.setattr("climate_desktop.store.session.Session.checkpoint", failing)
    with pytest.raises(StudyInTwoFiles, match="-wal"):
        filled.checkpoint()
    with pytest.raises(StudyInTwoFiles):
        filled.close()
    filled.close()
    monkeypatch.undo()
    with store.open_study(tmp_path / "a.climate") as again:
        assert again.call(lambda rows: rows.answers("fox"))["decisions_1"] == 2


SETTINGS = {
    "locking_mode": "exclusive",
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 1000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "wal_autocheckpoint": 400,
}
READING = {
    "locking_mode": "exclusive",
    "journal_mode": "delete",
    "foreign_keys": 1,
    "trusted_schema": 0,
    "temp_store": 2,
}


@pytest.mark.parametrize("key", [None, bytes(32)], ids=["plain", "encrypted"])
def test_the_connection_has_its_settings(
    tmp_path: Path, driver: SimpleQueue[dbapi2.Connection], key: bytes | None
) -> None:
    def settings(names: dict[str, object]) -> dict[str, object]:
        connection = driver.get()
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    with store.create(tmp_path / "a.climate", key=key) as made:
        assert made.call(lambda _: settings(SETTINGS)) == SETTINGS
    with store.open_study(tmp_path / "a.climate", read_only=True, key=key) as reader:
        assert reader.call(lambda _: settings(READING)) == READING
    assert driver.empty()


def test_a_mac_is_asked_to_write_through_its_disks_cache(
    tmp_path: Path, driver: SimpleQueue[dbapi2.Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("climate_desktop.store.connecting.sys.platform", "darwin")
    with store.create(tmp_path / "a.climate") as made:
        asked = ("fullfsync", "checkpoint_fullfsync")
        connection = driver.get()
        assert made.call(lambda _: [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]) == [1, 1]


def test_a_disk_that_takes_no_write_ahead_journal_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = study(tmp_path / "a.climate")
    connect = dbapi2.connect

    class Stubborn:
        def __init__(self, *arguments: object, **options: object) -> None:
            self._inner = connect(*arguments, **options)  # type: ignore[arg-type]

        def __getattr__(self, name: str) -> object:
            return getattr(self._inner, name)

        def execute(self, sql: str) -> object:
            return self._inner.execute("PRAGMA journal_mode" if "= WAL" in sql else sql)

    monkeypatch.setattr(dbapi2, "connect", Stubborn)
    with pytest.raises(StudyIsWriteProtected):
        store.open_study(path)

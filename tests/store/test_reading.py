"""Reading leaves a study byte-identical, wherever it lies and however it was left."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from climate_desktop import store
from climate_desktop.core.errors import DiskFull, StudyIsWriteProtected, StudyNotReadable
from climate_desktop.core.study import Response
from climate_desktop.store import connecting, looking, schema
from tests.store.samples import ANSWERS, ELM, KEY, NOON, contents, crashed, run, study, untouched

LATEST = ANSWERS | {"respect_2": 5}


def answers(path: Path, key: bytes | None = None) -> dict[str, Response]:
    """What a reader finds."""
    with store.open_study(path, read_only=True, key=key) as reader:
        return reader.call(lambda rows: rows.answers("fox"))


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where copies are made."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def hot_journal(path: Path) -> Path:
    """A study left in the middle of a transaction of the kind that is undone from a journal."""
    study(path)
    run(
        "import os, sys\n"
        "from sqlcipher3 import dbapi2\n"
        "c = dbapi2.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 1')\n"
        "c.execute('BEGIN')\n"
        "c.execute('DELETE FROM answers')\n"
        "c.executemany('INSERT INTO meta VALUES (?, ?)', [(str(i), 'x' * 3000) for i in range(50)])\n"
        "os._exit(0)\n",
        path,
    )
    assert path.with_name(path.name + "-journal").stat().st_size > 512
    return path


def half_checkpointed(path: Path) -> Path:
    """A study left while its journal was being worked into it: the first page is written, the pages it speaks of not."""
    crashed(path)
    whole = path.with_name("whole")
    for helper in ("", "-wal"):
        shutil.copyfile(f"{path}{helper}", f"{whole}{helper}")
    driver = dbapi2.connect(str(whole), isolation_level=None)
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    driver.close()
    with path.open("r+b") as file, whole.open("rb") as source:
        file.write(source.read(4096))
    whole.unlink()
    return path


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_closed_study_is_read_in_place(tmp_path: Path, temporary: Path, key: bytes | None) -> None:
    path = study(tmp_path / "a.climate", key)
    with untouched(tmp_path), store.open_study(path, read_only=True, key=key) as reader:
        assert reader.call(lambda rows: rows.answers("fox")) == ANSWERS
        reader.checkpoint()
        assert list(tmp_path.iterdir()) == [path]
        assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_what_a_crash_left_in_the_journal_is_read_and_the_files_stay(
    tmp_path: Path, temporary: Path, key: bytes | None
) -> None:
    path = crashed(tmp_path / "a.climate", key)
    with untouched(tmp_path):
        assert answers(path, key) == LATEST
        assert store.check(path, key=key) == ()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_what_a_crash_left_in_the_journal_is_kept_when_the_study_is_opened(tmp_path: Path, key: bytes | None) -> None:
    path = crashed(tmp_path / "a.climate", key)
    with store.open_study(path, key=key) as again:
        assert again.call(lambda rows: rows.answers("fox")) == LATEST
    assert list(contents(tmp_path)) == ["a.climate"]
    assert answers(path, key) == LATEST


def test_a_journal_is_found_where_no_error_tells_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = crashed(tmp_path / "a.climate")

    def polite(place: Path, *others: object) -> dbapi2.Connection:
        if place == path:
            return dbapi2.connect(":memory:")
        return connecting.connect(place, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "connect", polite)
    assert answers(path) == LATEST


def test_a_copy_of_a_crashed_study_has_a_name_that_says_nothing(tmp_path: Path, temporary: Path) -> None:
    path = crashed(tmp_path / "Elm House.climate")
    with store.open_study(path, read_only=True):
        assert not any("Elm" in str(place) for place in temporary.rglob("*"))
        assert len(list(temporary.rglob("study"))) == 1
    assert list(temporary.iterdir()) == []


def test_the_journal_of_a_crash_is_found_beside_the_file_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    crashed(tmp_path / "there" / "a.climate")
    link = tmp_path / "link.climate"
    link.symlink_to(tmp_path / "there" / "a.climate")
    assert answers(link) == LATEST
    with store.open_study(link) as again:
        assert again.call(lambda rows: rows.answers("fox")) == LATEST
    assert set(contents(tmp_path)) == {"there", "link.climate"}
    assert set(contents(tmp_path / "there")) == {"a.climate"}


def test_a_transaction_that_was_never_finished_is_left_out(tmp_path: Path) -> None:
    path = hot_journal(tmp_path / "a.climate")
    with untouched(tmp_path):
        assert answers(path) == ANSWERS
    with store.open_study(path) as again:
        assert again.call(lambda rows: rows.answers("fox")) == ANSWERS
    assert list(contents(tmp_path)) == ["a.climate"]


def test_a_crash_while_the_journal_was_worked_in_loses_nothing(tmp_path: Path) -> None:
    path = half_checkpointed(tmp_path / "a.climate")
    with untouched(tmp_path):
        assert answers(path) == LATEST
    with store.open_study(path) as again:
        assert again.call(lambda rows: rows.answers("fox")) == LATEST


@pytest.mark.parametrize("after_crash", [False, True], ids=["closed", "after a crash"])
def test_a_study_on_write_protected_media_can_be_read(unprivileged: Path, after_crash: bool) -> None:
    folder = unprivileged / "stick"
    folder.mkdir()
    path = (crashed if after_crash else study)(folder / "a.climate")
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    with untouched(folder):
        assert answers(path) == (LATEST if after_crash else ANSWERS)
        assert store.check(path) == ()


@pytest.mark.parametrize("make", [study, crashed], ids=["closed", "after a crash"])
def test_a_study_that_is_only_read_takes_no_change(tmp_path: Path, make: type[Path]) -> None:
    path = make(tmp_path / "a.climate")
    with untouched(tmp_path), store.open_study(path, read_only=True) as reader:
        with pytest.raises(StudyIsWriteProtected):
            reader.call(lambda rows: rows.put_answer("fox", "decisions_1", 1, NOON))
        assert reader.call(lambda rows: rows.answers("fox"))["decisions_1"] == 4


def test_a_study_of_an_older_schema_is_read_as_todays_and_stays(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step_2(connection: dbapi2.Connection) -> None:
        connection.execute("UPDATE groups SET name = name || ' of today'")

    path = study(tmp_path / "a.climate")
    crash = crashed(tmp_path / "b.climate")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step_2))
    with untouched(tmp_path):
        for place in (path, crash):
            with store.open_study(place, read_only=True) as reader:
                today = reader.call(lambda rows: rows.groups())
            assert today == (replace(ELM, name="Elm House of today"),)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EIO, StudyNotReadable)])
def test_a_copy_that_cannot_be_made_is_told_and_taken_away(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception]
) -> None:
    def failing(_source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(number, os.strerror(number))

    path = crashed(tmp_path / "a.climate")
    monkeypatch.setattr("shutil.copyfile", failing)
    with untouched(tmp_path), pytest.raises(kind):
        store.open_study(path, read_only=True)
    assert list(temporary.iterdir()) == []


def test_a_missing_temporary_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = crashed(tmp_path / "a.climate")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with untouched(tmp_path), pytest.raises(StudyNotReadable):
        store.open_study(path, read_only=True)


def test_an_older_study_that_cannot_be_brought_up_to_date_leaves_no_copy(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step_2(_: dbapi2.Connection) -> None:
        raise LookupError

    path = study(tmp_path / "a.climate")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step_2))
    with untouched(tmp_path), pytest.raises(LookupError):
        store.open_study(path, read_only=True)
    assert list(temporary.iterdir()) == []


def test_a_full_temporary_folder_is_told(tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def full(place: Path, *others: object) -> dbapi2.Connection:
        if temporary in place.parents:
            error = dbapi2.OperationalError("full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
        return connecting.connect(place, *others)  # type: ignore[arg-type]

    path = crashed(tmp_path / "a.climate")
    monkeypatch.setattr(looking, "connect", full)
    with untouched(tmp_path), pytest.raises(DiskFull) as refusal:
        store.open_study(path, read_only=True)
    assert refusal.value.values == {"folder": str(temporary)}
    assert list(temporary.iterdir()) == []


def test_a_file_that_is_no_study_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = dbapi2.connect(str(tmp_path / "recipes.climate"))
    driver.execute("PRAGMA journal_mode = WAL").fetchall()
    driver.close()
    copied: Sequence[object] = []
    monkeypatch.setattr("shutil.copyfile", lambda *files: copied.append(files))  # type: ignore[attr-defined]
    with pytest.raises(Exception, match="not a Climate Desktop study"):
        store.open_study(tmp_path / "recipes.climate", read_only=True)
    assert copied == []

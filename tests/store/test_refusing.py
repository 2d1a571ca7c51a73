"""A file that cannot be opened is told in one sentence and left as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from climate_desktop import store
from climate_desktop.core.errors import (
    DiskFull,
    FolderNotWritable,
    KnownError,
    NotAStudy,
    NotSaved,
    StudyInUse,
    StudyIsDamaged,
    StudyIsLocked,
    StudyIsNewer,
    StudyIsWriteProtected,
    StudyNotFound,
    StudyNotReadable,
)
from climate_desktop.store import connecting, looking
from tests.store.samples import KEY, ROOT, changed, contents, crashed, run, study, untouched


def _foreign(path: Path) -> None:
    changed(path, "CREATE TABLE recipes (name TEXT)", "PRAGMA application_id = 252006674")


def _foreign_crashed(path: Path) -> None:
    run(
        "import os, sys, sqlite3\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA journal_mode = WAL')\n"
        "c.execute('CREATE TABLE recipes (name TEXT)')\n"
        "os._exit(0)\n",
        path,
    )
    assert path.with_name(path.name + "-wal").stat().st_size > 0


def _newer(path: Path) -> None:
    changed(study(path), "PRAGMA user_version = 99", "CREATE TABLE of_tomorrow (x TEXT)")


def _newer_in_journal(path: Path) -> None:
    """A newer program was killed just after it had brought the study to its own schema."""
    crashed(path)
    run(
        "import os, sys\n"
        "from sqlcipher3 import dbapi2\n"
        "c = dbapi2.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA locking_mode = EXCLUSIVE')\n"
        "c.execute('PRAGMA user_version = 99')\n"
        "os._exit(0)\n",
        path,
    )


def _torn(path: Path) -> None:
    data = study(path).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _first_page_only(path: Path) -> None:
    path.write_bytes(study(path).read_bytes()[:4096])


def _no_magic(path: Path) -> None:
    path.write_bytes(b"x" * 16 + study(path).read_bytes()[16:])


def _zeroed_page(path: Path) -> None:
    data = bytearray(study(path).read_bytes())
    data[4096 * 2 : 4096 * 3] = bytes(4096)
    path.write_bytes(data)


def _encrypted(path: Path) -> None:
    study(path, KEY)


def _encrypted_crashed(path: Path) -> None:
    crashed(path, KEY)


FILES: dict[str, tuple[type[KnownError], str, Callable[[Path], object]]] = {
    "a text": (NotAStudy, "diary.climate", lambda path: path.write_text("Dear diary, " * 900)),
    "a short text": (NotAStudy, "diary.txt", lambda path: path.write_text("Dear diary")),
    "a picture": (NotAStudy, "cat.jpg", lambda path: path.write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(5000))),
    "an empty file": (NotAStudy, "empty", lambda path: path.touch()),
    "an emptied study": (StudyIsDamaged, "a.climate", lambda path: path.touch()),
    "a study of zeros": (StudyIsDamaged, "a.climate", lambda path: path.write_bytes(bytes(40960))),
    "a folder": (NotAStudy, "a.climate", lambda path: path.mkdir()),
    "another program's file": (NotAStudy, "recipes.climate", _foreign),
    "another program's file after a crash": (NotAStudy, "recipes.climate", _foreign_crashed),
    "a newer study": (StudyIsNewer, "a.climate", _newer),
    "a study left by a newer program's crash": (StudyIsNewer, "a.climate", _newer_in_journal),
    "half a study": (StudyIsDamaged, "a.climate", _torn),
    "the first page of a study": (StudyIsDamaged, "a.climate", _first_page_only),
    "a study with another beginning": (StudyIsDamaged, "a.climate", _no_magic),
    "a study with an empty page": (StudyIsDamaged, "a.climate", _zeroed_page),
    "a study without a table": (StudyIsDamaged, "a.climate", lambda path: changed(study(path), "DROP TABLE results")),
    "a study with a trigger too many": (
        StudyIsDamaged,
        "a.climate",
        lambda path: changed(study(path), "CREATE TRIGGER x AFTER INSERT ON answers BEGIN DELETE FROM answers; END"),
    ),
    "a study without a schema number": (
        StudyIsDamaged,
        "a.climate",
        lambda path: changed(study(path), "PRAGMA user_version = 0"),
    ),
    "a study with an impossible schema number": (
        StudyIsDamaged,
        "a.climate",
        lambda path: changed(study(path), "PRAGMA user_version = -1"),
    ),
    "an encrypted study": (StudyIsLocked, "a.climate", _encrypted),
    "an encrypted study after a crash": (StudyIsLocked, "a.climate", _encrypted_crashed),
    "a missing file": (StudyNotFound, "a.climate", lambda path: path),
    "a missing folder": (StudyNotFound, "x/a.climate", lambda path: path),
    "a name too long for any disk": (StudyNotFound, "x" * 5000, lambda path: path),
}


@pytest.mark.parametrize("read_only", [True, False], ids=["to read", "to write"])
@pytest.mark.parametrize("what", FILES)
def test_what_is_no_sound_study_is_refused_and_left_as_it_was(tmp_path: Path, what: str, read_only: bool) -> None:
    kind, name, make = FILES[what]
    make(tmp_path / name)
    with untouched(tmp_path), pytest.raises(KnownError) as refusal:
        store.open_study(tmp_path / name, read_only=read_only)
    assert refusal.type is kind
    assert name in str(refusal.value)


@pytest.mark.parametrize("what", FILES)
def test_checking_what_is_no_sound_study_tells_and_leaves_it_as_it_was(tmp_path: Path, what: str) -> None:
    kind, name, make = FILES[what]
    make(tmp_path / name)
    with untouched(tmp_path):
        if kind is StudyIsDamaged:
            assert store.check(tmp_path / name)
        else:
            with pytest.raises(kind):
                store.check(tmp_path / name)


def test_a_link_that_leads_in_a_circle_leads_to_no_study(tmp_path: Path) -> None:
    (tmp_path / "a.climate").symlink_to(tmp_path / "a.climate")
    with pytest.raises(StudyNotFound):
        store.open_study(tmp_path / "a.climate")


@pytest.mark.parametrize("key", [bytes(32), None])
def test_an_encrypted_study_is_locked_without_its_key(tmp_path: Path, key: bytes | None) -> None:
    study(tmp_path / "a.climate", KEY)
    with untouched(tmp_path), pytest.raises(StudyIsLocked):
        store.open_study(tmp_path / "a.climate", key=key)


def test_a_plain_study_does_not_pass_for_an_encrypted_one(tmp_path: Path) -> None:
    study(tmp_path / "a.climate")
    with untouched(tmp_path), pytest.raises(StudyIsLocked):
        store.open_study(tmp_path / "a.climate", key=KEY)


def test_a_wrong_key_says_nothing_on_the_console(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    study(tmp_path / "a.climate", KEY)
    with pytest.raises(StudyIsLocked):
        store.open_study(tmp_path / "a.climate", key=bytes(32))
    assert capfd.readouterr() == ("", "")


HOLD = """
import pathlib, sys
from climate_desktop import store
held = store.open_study(pathlib.Path(sys.argv[1]), read_only=sys.argv[2] == "read")
print("open", flush=True)
sys.stdin.read()
held.close()
"""


@pytest.mark.parametrize("read_only", [True, False], ids=["to read", "to write"])
def test_a_study_open_in_another_window_is_told_within_three_seconds(tmp_path: Path, read_only: bool) -> None:
    path = study(tmp_path / "a.climate")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path, "write"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with untouched(tmp_path):
            start = time.monotonic()
            with pytest.raises(StudyInUse):
                store.open_study(path, read_only=read_only)
            assert time.monotonic() - start < 3
        other.communicate()
    store.open_study(path).close()


@pytest.mark.parametrize("read_only", [True, False], ids=["to read", "to write"])
def test_a_study_open_in_this_program_stays_locked_after_a_second_try(tmp_path: Path, read_only: bool) -> None:
    """On Unix a process that opens and closes a file by itself gives up every lock it holds on that file."""
    path = study(tmp_path / "a.climate")
    with store.open_study(path):
        with pytest.raises(StudyInUse):
            store.open_study(path, read_only=read_only)
        with pytest.raises(StudyInUse):
            store.check(path)
        with pytest.raises(subprocess.CalledProcessError) as other:
            run(HOLD, path, "write")
        assert "StudyInUse" in other.value.stderr


def test_a_study_that_is_being_read_can_be_read_elsewhere_but_not_changed(tmp_path: Path) -> None:
    path = study(tmp_path / "a.climate")
    with store.open_study(path, read_only=True):
        run(HOLD, path, "read")
        with pytest.raises(subprocess.CalledProcessError) as other:
            run(HOLD, path, "write")
        assert "StudyInUse" in other.value.stderr
    store.open_study(path).close()


def test_of_windows_opened_by_one_click_one_gets_the_study(tmp_path: Path) -> None:
    path = study(tmp_path / "a.climate")
    start, opened, refused = threading.Barrier(3), [], []

    def click() -> None:
        start.wait()
        try:
            opened.append(store.open_study(path))
        except StudyInUse as error:
            refused.append(error)

    threads = [threading.Thread(target=click) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(opened), len(refused)) == (1, 2)
    opened[0].close()


def test_a_window_opened_while_the_journal_is_copied_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = crashed(tmp_path / "a.climate")
    copyfile = looking.shutil.copyfile  # type: ignore[attr-defined]

    def slow(source: Path, target: Path) -> None:
        copyfile(source, target)
        with source.open("ab") as file:
            file.write(b"more")

    monkeypatch.setattr("shutil.copyfile", slow)
    with pytest.raises(StudyInUse):
        store.open_study(path, read_only=True)


def test_a_study_in_a_folder_that_may_not_be_written_is_not_opened_for_writing(unprivileged: Path) -> None:
    folder = unprivileged / "shared"
    folder.mkdir()
    study(folder / "a.climate")
    folder.chmod(0o555)
    with untouched(folder), pytest.raises(FolderNotWritable, match="shared"):
        store.open_study(folder / "a.climate")


def test_a_study_that_may_not_be_written_is_not_opened_for_writing(unprivileged: Path) -> None:
    study(unprivileged / "a.climate").chmod(0o444)
    with untouched(unprivileged), pytest.raises(StudyIsWriteProtected):
        store.open_study(unprivileged / "a.climate")


def test_a_study_that_may_not_be_read_is_told(unprivileged: Path) -> None:
    study(unprivileged / "a.climate").chmod(0o000)
    with pytest.raises(StudyNotReadable):
        store.open_study(unprivileged / "a.climate")
    assert list(unprivileged.iterdir()) == [unprivileged / "a.climate"]


@pytest.mark.parametrize("name", ["SQLITE_NOMEM", "SQLITE_PROTOCOL"])
def test_only_what_a_person_can_act_on_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    study(tmp_path / "a.climate")

    def failing(*_: object) -> dbapi2.Connection:
        error = dbapi2.OperationalError(name)
        error.sqlite_errorname = name
        raise error

    monkeypatch.setattr(looking, "connect", failing)
    with pytest.raises(StudyNotReadable if name == "SQLITE_PROTOCOL" else dbapi2.Error):
        store.open_study(tmp_path / "a.climate")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_BUSY", StudyInUse),
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_IOERR_WRITE", NotSaved),
        ("SQLITE_NOMEM", DBAPIError),
    ],
)
def test_trouble_that_comes_after_looking_is_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: type[Exception]
) -> None:
    study(tmp_path / "a.climate")

    def failing(*_: object) -> dbapi2.Connection:
        error = dbapi2.OperationalError(name)
        error.sqlite_errorname = name
        raise error

    monkeypatch.setattr(connecting, "connect", failing)
    with untouched(tmp_path), pytest.raises(kind):
        store.open_study(tmp_path / "a.climate")


@pytest.mark.parametrize("name", ["SQLITE_IOERR_READ", "SQLITE_NOMEM"])
def test_a_disk_that_cannot_be_read_is_a_problem_and_our_mistake_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def failing(*_: object) -> tuple[str, ...]:
        error = dbapi2.OperationalError(name)
        error.sqlite_errorname = name
        raise error

    study(tmp_path / "a.climate")
    monkeypatch.setattr("climate_desktop.store.file.problems", failing)
    if name == "SQLITE_IOERR_READ":
        assert "could not be read" in store.check(tmp_path / "a.climate")[0]
    else:
        with pytest.raises(dbapi2.Error):
            store.check(tmp_path / "a.climate")


def test_a_big_study_is_opened_without_reading_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _zeroed_page(tmp_path / "a.climate")
    monkeypatch.setattr(looking, "_QUICKLY_CHECKED_BYTES", 4096)
    store.open_study(tmp_path / "a.climate", read_only=True).close()
    assert store.check(tmp_path / "a.climate")
    assert list(contents(tmp_path)) == ["a.climate"]

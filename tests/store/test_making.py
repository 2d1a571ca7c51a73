"""A new study is there whole or not at all, and never in place of another file."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from climate_desktop import store
from climate_desktop.core.errors import (
    DiskFull,
    FolderNotWritable,
    KnownError,
    NameNotUsable,
    NotSaved,
    StudyExists,
)
from climate_desktop.store import connecting
from tests.store.samples import ELM, KEY, contents, fill, run, study, untouched


def test_a_new_study_is_one_plain_sound_file(tmp_path: Path) -> None:
    path = tmp_path / "a.climate"
    with store.create(path) as made:
        assert made.path == path
        assert not made.practice
        assert len(made.study_id) == 32
        assert made.call(lambda rows: rows.groups()) == ()
    assert list(contents(tmp_path)) == ["a.climate"]
    assert path.read_bytes().startswith(b"SQLite format 3\0")
    assert store.check(path) == ()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the folder says who may read")
def test_a_study_and_its_journal_are_for_nobody_elses_eyes(tmp_path: Path) -> None:
    with store.create(tmp_path / "a.climate"):
        assert [stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()] == [0o600, 0o600]


def test_a_practice_study_stays_one(tmp_path: Path) -> None:
    with store.create(tmp_path / "a.climate", practice=True) as made:
        assert made.practice
    with store.open_study(tmp_path / "a.climate") as again:
        assert again.practice


def test_a_study_keeps_its_id_and_shares_it_with_no_other(tmp_path: Path) -> None:
    with store.create(tmp_path / "a.climate") as one, store.create(tmp_path / "b.climate") as other:
        assert one.study_id != other.study_id
    with store.open_study(tmp_path / "a.climate", read_only=True) as again:
        assert again.study_id == one.study_id


@pytest.mark.parametrize("name", ["ä ö 日本.climate", "100% sure?#1&mode=ro.climate", "no ending", "'quoted\".climate"])
def test_a_study_may_have_any_name_that_the_disk_takes(tmp_path: Path, name: str) -> None:
    study(tmp_path / name)
    assert list(contents(tmp_path)) == [name]
    with store.open_study(tmp_path / name, read_only=True) as again:
        assert again.call(lambda rows: rows.groups()) == (ELM,)


def test_a_relative_path_stays_the_same_when_the_program_changes_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = store.create(Path("a.climate"))
    monkeypatch.chdir("/")
    made.call(fill)
    made.close()
    assert made.path == tmp_path / "a.climate"
    assert list(contents(tmp_path)) == ["a.climate"]


def test_an_encrypted_study_shows_nothing_and_opens_with_its_key(tmp_path: Path) -> None:
    path = study(tmp_path / "a.climate", KEY)
    data = path.read_bytes()
    assert b"SQLite" not in data
    assert b"Elm House" not in data
    with store.open_study(path, key=KEY) as again:
        assert again.call(lambda rows: rows.groups()) == (ELM,)
    assert store.check(path, key=KEY) == ()


def test_a_key_of_another_length_is_our_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="passphrase"):
        store.create(tmp_path / "a.climate", key=b"short")
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("kind", ["file", "study", "folder", "dangling link"])
def test_what_is_there_already_is_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.climate"
    if kind == "file":
        path.write_text("a diary")
    elif kind == "study":
        study(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "gone")
    names = set(tmp_path.iterdir())
    with pytest.raises(StudyExists):
        store.create(path)
    assert set(tmp_path.iterdir()) == names
    if kind == "file":
        assert path.read_text() == "a diary"


def test_a_study_that_is_there_already_is_told_even_where_nothing_can_be_saved(unprivileged: Path) -> None:
    study(unprivileged / "a.climate")
    unprivileged.chmod(0o555)
    with pytest.raises(StudyExists):
        store.create(unprivileged / "a.climate")


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "a.climate"

    def late(link: Path, target: Path) -> None:
        link.write_text("a diary")
        if not links:
            raise OSError(errno.EPERM, "no links on this stick")
        os.link(target, link)

    monkeypatch.setattr(Path, "hardlink_to", late)
    with pytest.raises(StudyExists):
        store.create(path)
    assert contents(tmp_path) == {"a.climate": b"a diary"}


def test_of_many_who_make_the_same_study_one_succeeds(tmp_path: Path) -> None:
    path, start, told = tmp_path / "a.climate", threading.Barrier(4), []

    def make() -> None:
        start.wait()
        try:
            with store.create(path) as made:
                made.call(lambda rows: rows.set_meta("mine", "yes"))
            told.append("made")
        except KnownError as error:
            told.append(type(error).__name__)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["StudyExists"] * 3 + ["made"]
    assert list(contents(tmp_path)) == ["a.climate"]


def _no_links(_link: Path, _target: Path) -> None:
    raise OSError(errno.EPERM, "no links on this stick")


def test_a_stick_without_links_takes_a_study_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", _no_links)
    study(tmp_path / "a.climate")
    assert list(contents(tmp_path)) == ["a.climate"]
    assert store.check(tmp_path / "a.climate") == ()


def test_a_stick_pulled_at_the_last_moment_keeps_no_empty_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(_draft: Path, _target: Path) -> None:
        raise OSError(errno.EIO, "pulled")

    monkeypatch.setattr(Path, "hardlink_to", _no_links)
    monkeypatch.setattr(Path, "replace", pulled)
    with pytest.raises(FolderNotWritable):
        store.create(tmp_path / "a.climate")
    assert contents(tmp_path) == {}


def test_a_system_that_cannot_sync_a_folder_takes_a_study_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system_open = os.open

    def refused(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "a folder")
        return system_open(path, flags, mode)

    monkeypatch.setattr(os, "open", refused)
    with store.create(tmp_path / "a.climate") as made:
        made.call(fill)


def test_nothing_is_put_into_a_folder_that_may_not_be_written(unprivileged: Path) -> None:
    folder = unprivileged / "shared"
    folder.mkdir(mode=0o555)
    with pytest.raises(FolderNotWritable, match="shared"):
        store.create(folder / "a.climate")
    assert contents(folder) == {}


@pytest.mark.parametrize("where", ["missing", "a file", "x/" * 300])
def test_nothing_is_put_into_a_folder_that_cannot_be(tmp_path: Path, where: str) -> None:
    (tmp_path / "a file").write_text("")
    with untouched(tmp_path), pytest.raises(FolderNotWritable):
        store.create(tmp_path / where / "a.climate")


def test_a_name_that_is_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(NameNotUsable, match="shorter"):
        store.create(tmp_path / ("long" * 80 + ".climate"))
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_for_a_new_study_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def full(_file: int) -> None:
        raise OSError(number, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        store.create(tmp_path / "a.climate")
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("name", "kind"), [("SQLITE_FULL", DiskFull), ("SQLITE_IOERR_WRITE", NotSaved), ("SQLITE_MISUSE", dbapi2.Error)]
)
def test_trouble_of_the_engine_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: type[Exception]
) -> None:
    connect: Callable[..., dbapi2.Connection] = connecting.connect

    def failing(place: Path, *others: object) -> dbapi2.Connection:
        connect(place, *others).close()
        error = dbapi2.OperationalError(name)
        error.sqlite_errorname = name
        raise error

    monkeypatch.setattr("climate_desktop.store.file.connect", failing)
    with pytest.raises(kind):
        store.create(tmp_path / "a.climate")
    assert contents(tmp_path) == {}


def test_a_process_killed_while_it_makes_a_study_leaves_no_study(tmp_path: Path) -> None:
    run(
        "import os, sys, pathlib\n"
        "from climate_desktop import store\n"
        "os.fsync = lambda file: os._exit(0)\n"
        "store.create(pathlib.Path(sys.argv[1]))\n",
        tmp_path / "a.climate",
    )
    assert not (tmp_path / "a.climate").exists()

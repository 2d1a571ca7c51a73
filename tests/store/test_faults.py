"""Nothing that a hall can do to a laptop loses an answer that was said to be saved.

`CLIMATE_KILLS=200 CLIMATE_DAMAGES=200 python -m pytest tests/store/test_faults.py` is the long form.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2

from climate_desktop import store
from climate_desktop.core.errors import DiskFull, KnownError, NotSaved, StudyInTwoFiles, StudyIsDamaged
from climate_desktop.store import Rows, Store
from tests.store.samples import ANSWERS, ELM, KEY, NOON, ROOT, contents, crashed, fill, study, untouched

KILLS = int(os.environ.get("CLIMATE_KILLS", "4"))
DAMAGES = int(os.environ.get("CLIMATE_DAMAGES", "20"))


def put(rows: Rows) -> None:
    rows.put_answer("fox", "decisions_1", 2, NOON)


def put_much(rows: Rows) -> None:
    """An answer and a page that does not fit."""
    rows.set_meta("much", "x" * 400_000)
    put(rows)


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a signal of Unix")
@pytest.mark.parametrize("kill", range(KILLS))
def test_a_program_killed_while_people_answer_loses_no_answer_it_said_was_saved(tmp_path: Path, kill: int) -> None:
    """What was said goes into a file: of a pipe, `communicate` drops the lines that `readline` had read ahead."""
    path = study(tmp_path / "a.climate")
    log = tmp_path.with_name(f"{tmp_path.name}-said")
    command = [sys.executable, "-m", "tests.store.writer", str(path)]
    with (
        log.open("wb") as said,
        subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.PIPE, text=True) as writer,
    ):
        while not log.stat().st_size and writer.poll() is None:
            time.sleep(0.002)
        time.sleep(random.Random(kill).uniform(0, 0.3))
        writer.send_signal(signal.SIGKILL)
        _, errors = writer.communicate()
    assert errors == ""
    assert writer.returncode == -signal.SIGKILL
    told = [int(line) for line in log.read_text().splitlines(keepends=True) if line.endswith("\n")]
    assert told
    assert told == list(range(len(told)))
    with store.open_study(path) as again:
        kept = again.call(lambda rows: rows.answers("owl"))
        assert again.call(lambda rows: rows.answers("fox")) == ANSWERS
    assert len(kept) >= len(told)
    assert kept == {f"item_{n:06d}": n % 5 + 1 for n in range(len(kept))}
    assert store.check(path) == ()
    assert list(contents(tmp_path)) == ["a.climate"]


def test_on_a_full_disk_nothing_is_lost_half_written_or_said_to_be_saved(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = 'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$2" -m tests.store.full_disk "$1"'
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lends no small disk")
    ended = subprocess.run(
        [unshare, "-rm", "sh", "-c", script, "sh", disk, sys.executable],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == {
        "full": "DiskFull",
        "kept while full": True,
        "half written": "",
        "told": ["DiskFull"],
        "checkpoint": "StudyInTwoFiles",
        "new": "DiskFull",
        "files": ["a.climate", "a.climate-wal", "holiday.mp4"],
        "closed": ["a.climate"],
        "sound": True,
        "kept": True,
    }


def test_a_study_that_may_not_grow_takes_the_same_answer_once_there_is_room(tmp_path: Path) -> None:
    path = study(tmp_path / "a.climate")
    made: list[dbapi2.Connection] = []

    def remember(connection: dbapi2.Connection, _record: object) -> None:
        made.append(connection)
        connection.execute("PRAGMA max_page_count = 1").fetchall()

    event.listen(Engine, "connect", remember)
    try:
        opened = store.open_study(path)
    finally:
        event.remove(Engine, "connect", remember)
    with opened:
        with pytest.raises(DiskFull, match=tmp_path.name):
            opened.call(put_much)
        assert opened.call(lambda rows: (rows.answers("fox"), rows.meta("much"))) == (ANSWERS, "")
        opened.call(lambda _: made[0].execute("PRAGMA max_page_count = 10000").fetchall())
        opened.call(put_much)
        assert opened.call(lambda rows: rows.answers("fox"))["decisions_1"] == 2
    assert store.check(path) == ()


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """Meanwhile this process cannot write beyond so many bytes in any file."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_after_a_commit_that_failed_the_same_answer_can_be_saved(tmp_path: Path, key: bytes | None) -> None:
    """SQLAlchemy takes a failed commit for the end of the transaction; SQLite then refuses to begin another."""
    path = study(tmp_path / "a.climate", key)
    with store.open_study(path, key=key) as opened:
        for work in (put, put_much):
            size = path.with_name("a.climate-wal").stat().st_size
            for _ in range(2):
                with files_end_at(size), pytest.raises(NotSaved, match=r"a\.climate"):
                    opened.call(work)
                assert opened.call(lambda rows: rows.meta("much")) == ""
            opened.call(work)
            assert opened.call(lambda rows: rows.answers("fox"))["decisions_1"] == 2
    assert store.check(path, key=key) == ()


def test_a_commit_that_failed_shows_nothing_of_the_answer(tmp_path: Path) -> None:
    path = study(tmp_path / "a.climate")
    told: list[object] = []
    with store.open_study(path) as opened, files_end_at(path.with_name("a.climate-wal").stat().st_size):
        opened.post(put, lambda _: told.append("saved"), lambda error: told.append(type(error)))
        assert opened.call(lambda rows: rows.answers("fox")) == ANSWERS
    assert told == [NotSaved]


def test_a_study_that_cannot_be_closed_into_one_file_says_so_and_loses_nothing(tmp_path: Path) -> None:
    path = study(tmp_path / "a.climate")
    opened = store.open_study(path)
    opened.call(lambda rows: rows.set_meta("much", "x" * 400_000))
    with files_end_at(path.stat().st_size):
        with pytest.raises(StudyInTwoFiles):
            opened.checkpoint()
        with pytest.raises(StudyInTwoFiles, match="-wal"):
            opened.close()
    assert sorted(contents(tmp_path)) == ["a.climate", "a.climate-wal"]
    with store.open_study(path) as again:
        assert again.call(lambda rows: rows.meta("much")) == "x" * 400_000
    assert list(contents(tmp_path)) == ["a.climate"]


@pytest.mark.parametrize("room", [0, 4096, 20_000])
def test_a_new_study_without_room_leaves_nothing(tmp_path: Path, room: int) -> None:
    with files_end_at(room), pytest.raises(KnownError):
        store.create(tmp_path / "a.climate")
    assert contents(tmp_path) == {}


def test_a_study_that_breaks_while_it_is_open_says_so(tmp_path: Path) -> None:
    """The page that holds the groups is lost between opening and reading."""
    path = study(tmp_path / "a.climate")
    with store.open_study(path, read_only=True) as opened:
        data = bytearray(path.read_bytes())
        place = data.find(b"Elm House") // 4096 * 4096
        with path.open("r+b") as file:
            file.seek(place)
            file.write(b"\xee" * 4096)
        with pytest.raises(StudyIsDamaged):
            opened.call(lambda rows: [rows.group("elm"), rows.groups()])


def everything(opened: Store) -> None:
    """All that a study can tell."""

    def work(rows: Rows) -> None:
        rows.groups()
        for round_ in rows.rounds():
            rows.pack_text(round_.id)
            rows.pin(round_.id)
            rows.sittings(round_.id)
            rows.sheets(round_.id, finished_only=False)
            rows.actions(round_.id)
            rows.result(round_.id)
            rows.last_answer_at(round_.id)
            rows.counts(round_.id)
            for person in rows.participants(round_.id):
                rows.answers(person.id)
                rows.consent(person.id)

    opened.call(work)


def flipped(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def zeroed(data: bytearray, chance: random.Random) -> None:
    page = chance.randrange(len(data) // 4096) * 4096
    data[page : page + 4096] = bytes(4096)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
@pytest.mark.parametrize("harm", [flipped, zeroed, cut])
def test_a_damaged_study_brings_sentences_and_never_a_crash(
    tmp_path: Path, harm: Callable[[bytearray, random.Random], None], key: bytes | None
) -> None:
    """Encrypted, every damage is noticed; plain, a bit may fall into the middle of a name."""
    path = study(tmp_path / "a.climate", key)
    whole = path.read_bytes()
    noticed = 0
    for seed in range(DAMAGES):
        data = bytearray(whole)
        harm(data, random.Random(seed))
        path.write_bytes(data)
        with untouched(tmp_path):
            try:
                problems = store.check(path, key=key)
                with store.open_study(path, read_only=True, key=key) as opened:
                    everything(opened)
                noticed += bool(problems) or data == whole
            except KnownError:
                noticed += 1
    if key is not None or harm is not flipped:
        assert noticed == DAMAGES


def test_a_damaged_journal_costs_at_most_what_stood_in_it(tmp_path: Path) -> None:
    path = crashed(tmp_path / "a.climate")
    journal = path.with_name("a.climate-wal")
    whole = journal.read_bytes()
    for seed in range(DAMAGES):
        data = bytearray(whole)
        random.Random(seed).choice([flipped, zeroed, cut])(data, random.Random(seed))
        journal.write_bytes(data)
        with store.open_study(path, read_only=True) as opened:
            kept = opened.call(lambda rows: rows.answers("fox"))
            assert kept in (ANSWERS, ANSWERS | {"respect_2": 5})
            assert opened.call(lambda rows: rows.groups()) == (ELM,)


def test_a_group_with_thousands_of_answers_comes_back_whole(tmp_path: Path) -> None:
    def much(rows: Rows) -> None:
        for n in range(5_000):
            rows.put_answer("owl", f"item_{n}", n % 5 + 1, NOON)

    with store.create(tmp_path / "a.climate") as made:
        made.call(fill)
        made.call(much)
    with store.open_study(tmp_path / "a.climate") as again:
        kept = again.call(lambda rows: rows.answers("owl"))
    assert kept == {f"item_{n}": n % 5 + 1 for n in range(5_000)}

"""Pages onto the disk: all of them or nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from climate_desktop.core.errors import DiskFull, TargetNotWritable
from climate_desktop.report import full_report, writing
from tests.report import sample


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        full_report(target, sample.conversation())
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


def test_a_file_that_another_program_holds_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A viewer on Windows keeps the file open; the move is then refused."""
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")

    def held(*_: object) -> Path:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(TargetNotWritable, match=r"report\.pdf"):
        writing.write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.parametrize("name", ["no such folder/report.pdf", ".", "x" * 300 + ".pdf"])
def test_a_target_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(TargetNotWritable):
        writing.write_whole(tmp_path / name, b"pages")
    assert list(tmp_path.iterdir()) == []


def test_the_new_file_is_whole_and_may_be_read_like_any_other(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    writing.write_whole(target, b"pages")
    (tmp_path / "plain").write_bytes(b"")
    assert target.read_bytes() == b"pages"
    assert target.stat().st_mode == (tmp_path / "plain").stat().st_mode

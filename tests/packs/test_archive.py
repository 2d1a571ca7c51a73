"""A shared pack: the same bytes each time, and nothing out of a file that is not wholly harmless."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_desktop import packs
from climate_desktop.core.errors import (
    DiskFull,
    KnownError,
    PackFileDamaged,
    PackFileHoldsOther,
    PackFileHoldsTwice,
    PackFileLocked,
    PackFileNotFound,
    PackFileNotText,
    PackFilePackedOtherwise,
    PackFileTooLarge,
    TargetNotWritable,
)
from climate_desktop.packs import archive
from climate_desktop.packs.folder import MOST_FILES
from climate_desktop.packs.reader import LARGEST_FILE

SMALL = {"pack.toml": 'id = "x"\n', "en-GB.toml": 'language = "en-GB"\nname = "“Ŵy”"\n'}
MEMORY = archive.LARGEST_ARCHIVE + 3 * archive.LARGEST_PACK + 10_000_000
"""Bytes that reading may take: the file, its contents as bytes and as text, and what a copy of them needs."""


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, data in entries:
            made.writestr(name, data)
    return target.getvalue()


def whole(**others: bytes) -> bytes:
    return zipped(("pack.toml", b"id = 1"), *((name, data) for name, data in others.items()))


def entry(name: str, **values: object) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    for key, value in values.items():
        setattr(made, key, value)
    return made


def patched(data: bytes, sign: bytes, offset: int, form: str, value: int, which: int = 0) -> bytes:
    """The bytes with one number written over, counted from the `which`-th place of a signature."""
    at = -1
    for _ in range(which + 1):
        at = data.index(sign, at + 1)
    changed = bytearray(data)
    struct.pack_into(form, changed, at + offset, value)
    return bytes(changed)


def said(data: bytes) -> KnownError:
    """The one sentence with which these bytes are refused; nothing comes out."""
    with pytest.raises(KnownError) as caught:
        archive.unpacked(data, "shared.climatepack")
    sentence = str(caught.value)
    assert "shared.climatepack" in sentence
    assert sentence.isprintable()
    assert len(sentence) < 400
    return caught.value


# Out and in


@pytest.mark.parametrize("pack", packs.bundled(), ids=lambda pack: pack.id)
def test_every_bundled_pack_comes_back_to_the_letter(pack: packs.Pack, tmp_path: Path) -> None:
    target = tmp_path / "shared.climatepack"
    archive.write(pack.text, target)
    assert archive.read(target) == pack.text
    assert packs.load_text(archive.read(target)).fingerprint == pack.fingerprint


def test_the_same_pack_gives_the_same_bytes_whatever_the_order_of_its_files(tmp_path: Path) -> None:
    for name, files in (("a", SMALL), ("b", dict(reversed(SMALL.items())))):
        archive.write(files, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with zipfile.ZipFile(tmp_path / "a") as made:
        assert made.namelist() == ["en-GB.toml", "pack.toml"]
        assert {info.date_time for info in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_pack_that_was_zipped_elsewhere_is_read_too() -> None:
    text = SMALL["pack.toml"].encode()
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert archive.unpacked(zipped(("pack.toml", text), method=method), "x") == {"pack.toml": SMALL["pack.toml"]}
    streamed = io.BytesIO()
    with zipfile.ZipFile(_Stream(streamed), "w") as made:
        made.writestr("pack.toml", text, zipfile.ZIP_DEFLATED)
    assert archive.unpacked(streamed.getvalue(), "x") == {"pack.toml": SMALL["pack.toml"]}
    windows = zipped(("pack.toml", b"\xef\xbb\xbfa = 1\r\nb = 2\r\n"))
    assert archive.unpacked(windows, "x") == {"pack.toml": "a = 1\nb = 2\n"}


class _Stream(io.RawIOBase):
    """A pipe: written to from start to end, so that sizes stand behind what they belong to."""

    def __init__(self, target: io.BytesIO) -> None:
        self._target = target

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        return self._target.write(data)


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "shared.climatepack"
    archive.write(SMALL, target)
    before = target.read_bytes()
    for number, kind in ((errno.ENOSPC, DiskFull), (errno.EIO, TargetNotWritable)):

        def fail(_: int, number: int = number) -> None:
            raise OSError(number, "no")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(kind):
            archive.write({"pack.toml": "other"}, target)
        assert target.read_bytes() == before
        assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(TargetNotWritable):
        archive.write(SMALL, tmp_path / "nowhere" / "x.climatepack")


def test_a_pack_that_nobody_could_read_again_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(PackFileTooLarge):
        archive.write({"pack.toml": "x" * (LARGEST_FILE + 1)}, tmp_path / "x.climatepack")
    with pytest.raises(PackFileHoldsOther):
        archive.write({"pack.toml": "x", "notes.txt": "y"}, tmp_path / "x.climatepack")
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_not_there_or_is_no_file_is_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.climatepack", tmp_path):
        with pytest.raises(PackFileNotFound):
            archive.read(path)


# What is refused


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18),
        b'id = "x"',
        b"#!/bin/sh\n" + zipped(("pack.toml", b"x")),
        zipped(("pack.toml", b"x"))[:-1],
        zipped(("pack.toml", b"x" * 3000))[:60],
        b"\x1f\x8b\x08" + bytes(50),
    ],
    ids=["empty", "two", "header", "empty zip", "toml", "with a script before it", "one byte short", "half", "gzip"],
)
def test_what_is_no_zip_or_only_part_of_one_is_refused(data: bytes) -> None:
    assert isinstance(said(data), PackFileDamaged)


@pytest.mark.parametrize(
    "name",
    [
        "folder/pack.toml",
        "../pack.toml",
        "/pack.toml",
        "//server/share/pack.toml",
        "C:pack.toml",
        "C:\\pack.toml",
        "..\\pack.toml",
        "folder\\pack.toml",
        "folder/",
        ".toml",
        ".hidden.toml",
        "pack.toml.exe",
        "pack.toml\x00.exe",
        "pack.toml\n",
        "pack.TOML",
        "readme.md",
        "run.py",
        "__MACOSX/._pack.toml",
        "päck.toml",
        "\u202elmot.kcap.toml",
        "con .toml",
        "pack.toml.",
        "x" * 300 + ".toml",
    ],
)
def test_a_name_that_is_not_a_plain_toml_file_is_refused_whole(name: str) -> None:
    odd = entry("placeholder.toml")
    odd.filename = odd.orig_filename = name
    data = zipped(("pack.toml", b"id = 1"), (odd, b"x"))
    if "\x00" in name or "\\" in name:
        data = whole(**{name.replace("\x00", "!").replace("\\", "!"): b"x"}).replace(
            name.replace("\x00", "!").replace("\\", "!").encode(), name.encode()
        )
    assert isinstance(said(data), PackFileHoldsOther)


@pytest.mark.parametrize(
    "mode", [stat.S_IFLNK | 0o777, stat.S_IFDIR | 0o755, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK]
)
def test_a_link_a_folder_and_a_device_are_refused_by_what_they_are(mode: int) -> None:
    data = zipped(("pack.toml", b"id = 1"), (entry("cy.toml", external_attr=mode << 16), b"/etc/passwd"))
    assert isinstance(said(data), PackFileHoldsOther)
    flagged = zipped((entry("pack.toml", external_attr=0x10), b"x"))
    assert isinstance(said(flagged), PackFileHoldsOther)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("other", ["cy.toml", "CY.toml", "Cy.toml"])
def test_two_files_that_some_system_would_make_one_are_refused(other: str) -> None:
    assert isinstance(said(zipped(("cy.toml", b"x"), ("pack.toml", b"y"), (other, b"z"))), PackFileHoldsTwice)


@pytest.mark.parametrize("flag", [0x1, 0x41, 0x2000])
def test_a_locked_entry_is_refused_wherever_it_says_so(flag: int) -> None:
    data = whole()
    for sign, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        assert isinstance(said(patched(data, sign, offset, "<H", flag)), PackFileLocked)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_compression_is_refused(method: int) -> None:
    assert isinstance(said(zipped(("pack.toml", b"id = 1"), method=method)), PackFilePackedOtherwise)


@pytest.mark.parametrize("method", [1, 9, 93, 95, 99, 65535])
def test_a_compression_nobody_knows_is_refused(method: int) -> None:
    data = patched(whole(), b"PK\x01\x02", 10, "<H", method)
    assert isinstance(said(data), PackFilePackedOtherwise)


def test_what_is_not_utf8_is_refused() -> None:
    error = said(whole(**{"cy.toml": b"caf\xe9"}))
    assert isinstance(error, PackFileNotText)
    assert "cy.toml" in str(error)


def test_a_damaged_byte_a_wrong_sum_and_a_wrong_size_are_refused() -> None:
    data = zipped(("pack.toml", b"abcdefgh" * 50), method=zipfile.ZIP_STORED)
    assert isinstance(said(data.replace(b"abcdefgh", b"abcdefgi", 1)), PackFileDamaged)
    for offset in (16, 20, 24):
        assert isinstance(said(patched(data, b"PK\x01\x02", offset, "<L", 7)), PackFileDamaged)


def test_headers_that_contradict_each_other_are_refused() -> None:
    data = zipped(("pack.toml", b"id = 1"), ("cy.toml", b"x"))
    assert isinstance(said(data.replace(b"cy.toml", b"sy.toml", 1)), PackFileDamaged)
    assert isinstance(said(patched(data, b"PK\x03\x04", 8, "<H", 0)), PackFileDamaged)
    assert isinstance(said(patched(data, b"PK\x01\x02", 42, "<L", 9_999)), PackFileDamaged)


def test_entries_that_lie_over_each_other_are_refused() -> None:
    """A small file whose entries share their bytes can unpack to anything."""
    data = zipped(("aa.toml", b"x" * 1000), ("bb.toml", b"x" * 1000))
    second = data.index(b"PK\x03\x04", 4)
    inside = patched(data, b"PK\x01\x02", 42, "<L", second)
    assert isinstance(said(inside), PackFileDamaged)
    first_size = struct.unpack_from("<L", data, data.index(b"PK\x01\x02") + 20)[0]
    stored = zipped(("aa.toml", b"x" * 40), ("bb.toml", b"x" * 1000), method=zipfile.ZIP_STORED)
    longer = patched(patched(stored, b"PK\x01\x02", 20, "<L", 80), b"PK\x01\x02", 24, "<L", 80)
    start = longer.index(b"x" * 40)
    longer = patched(longer, b"PK\x01\x02", 16, "<L", zlib.crc32(longer[start : start + 80]))
    assert first_size < 1000
    assert isinstance(said(longer), PackFileDamaged)


# Sizes


def measured(work: Callable[[], object]) -> int:
    """The most bytes that were in use at once while this was done."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_file_larger_than_any_pack_is_not_even_read_to_its_end(tmp_path: Path) -> None:
    source = tmp_path / "shared.climatepack"
    with source.open("wb") as file:
        file.write(whole())
        file.truncate(400_000_000)

    def read() -> None:
        with pytest.raises(PackFileTooLarge, match="8 MB"):
            archive.read(source)

    assert measured(read) < 3 * archive.LARGEST_ARCHIVE


def test_a_directory_without_entries_is_refused() -> None:
    data = whole()
    at = data.index(b"PK\x05\x06")
    for offset, form, value in ((8, "<H", 0), (10, "<H", 0), (12, "<L", 0), (16, "<L", at)):
        data = patched(data, b"PK\x05\x06", offset, form, value)
    assert isinstance(said(data), PackFileDamaged)


def test_a_bomb_is_stopped_at_the_stated_size_whatever_it_says_of_itself() -> None:
    bomb = zipped(("pack.toml", b"\x00" * 300_000_000))
    assert len(bomb) < 400_000
    modest = patched(bomb, b"PK\x01\x02", 24, "<L", 1000)
    for data in (bomb, modest):
        assert measured(lambda data=data: said(data)) < 3 * LARGEST_FILE + 1_000_000  # type: ignore[misc]
        assert isinstance(said(data), PackFileTooLarge)


def test_many_files_that_are_too_much_together_are_refused() -> None:
    one = b"a" * (LARGEST_FILE - 1)
    entries = [(f"{letter}{letter}.toml", one) for letter in "abcdefghijklmnop"]
    data = zipped(*entries)
    assert isinstance(said(data), PackFileTooLarge)
    assert measured(lambda: said(data)) < MEMORY
    assert len(archive.unpacked(zipped(*entries[:9]), "x")) == 9


def test_more_files_than_a_pack_has_are_refused_before_they_are_listed() -> None:
    data = zipped(*((f"a{n}.toml", b"") for n in range(MOST_FILES + 1)))
    assert isinstance(said(data), PackFileTooLarge)
    crowd = zipped(*((f"a{n}.toml", b"") for n in range(60_000)))
    assert len(crowd) < archive.LARGEST_ARCHIVE
    assert measured(lambda: said(crowd)) < 1_000_000


def test_a_zip_of_itself_or_of_zips_is_refused() -> None:
    inner = zipped(("pack.toml", b"\x00" * 1_000_000))
    assert isinstance(said(zipped(("pack.zip", inner))), PackFileHoldsOther)
    assert isinstance(said(zipped(("pack.toml", inner))), PackFileNotText)


# Anything at all


def refused_or_plain(data: bytes) -> None:
    """Nothing but a known error comes of any small file, what comes out is what a pack may be, and little is used."""
    files: dict[str, str] = {}

    def read() -> None:
        with contextlib.suppress(KnownError):
            files.update(archive.unpacked(data, "shared.climatepack"))

    assert measured(read) < 3 * LARGEST_FILE
    assert len(files) <= MOST_FILES
    assert all(name.endswith(".toml") and name.isascii() and "/" not in name for name in files)
    assert sum(map(len, files.values())) <= archive.LARGEST_PACK


@given(st.binary(max_size=400), st.booleans())
def test_random_bytes_are_refused_in_words(data: bytes, begun: bool) -> None:
    refused_or_plain(b"PK\x03\x04" + data if begun else data)


BASES = (
    archive.packed(SMALL),
    zipped(("pack.toml", b"x" * 500), ("cy.toml", b""), method=zipfile.ZIP_STORED),
    zipped((entry("pack.toml", extra=struct.pack("<HHQQ", 1, 16, 5, 5), compress_type=8), b"a" * 99)),
)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["set", "cut", "add", "swap"]), st.integers(0, 10_000), st.binary(max_size=6)),
    min_size=1,
    max_size=6,
)


@given(st.sampled_from(BASES), CHANGES)
def test_changed_archives_are_refused_in_words_or_read(data: bytes, changes: list[tuple[str, int, bytes]]) -> None:
    for kind, place, piece in changes:
        at = place % max(1, len(data))
        if kind == "set":
            data = data[:at] + piece + data[at + len(piece) :]
        elif kind == "cut":
            data = data[:at] + data[at + len(piece) :]
        elif kind == "add":
            data = data[:at] + piece + data[at:]
        else:
            data = data[at:] + data[:at]
    refused_or_plain(data)


FIELDS = st.lists(
    st.tuples(
        st.sampled_from([b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"]),
        st.integers(4, 44),
        st.sampled_from(["<H", "<L"]),
        st.sampled_from([0, 1, 2, 8, 20, 45, 0x10, 0x800, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, 1000]),
    ),
    min_size=1,
    max_size=4,
)


@given(st.sampled_from(BASES), FIELDS)
def test_headers_that_lie_are_refused_in_words_or_do_no_harm(
    data: bytes, fields: list[tuple[bytes, int, str, int]]
) -> None:
    for sign, offset, form, value in fields:
        at = data.find(sign)
        if at >= 0 and at + offset + struct.calcsize(form) <= len(data):
            data = patched(data, sign, offset, form, value & (0xFFFF if form == "<H" else 0xFFFFFFFF))
    refused_or_plain(data)

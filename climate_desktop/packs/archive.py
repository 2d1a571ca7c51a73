"""A pack as one `.climatepack` file: a zip that holds the pack's TOML files and nothing else.

The same pack always gives the same bytes. Reading trusts nothing that the file says about itself: all of it is checked
in memory, within the sizes below, before anything comes out.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from climate_desktop.core.cleaning import clean
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
from climate_desktop.packs.folder import MOST_FILES
from climate_desktop.packs.reader import LARGEST_FILE

LARGEST_ARCHIVE = 8_000_000
"""Bytes that a shared file may have."""
LARGEST_PACK = 20_000_000
"""Bytes that all files of a pack may have together, unpacked."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}\.toml", re.ASCII)
_DATE = (1980, 1, 1, 0, 0, 0)
_ENTRY, _LOCAL = b"PK\x01\x02", b"PK\x03\x04"
_LOCKED = 0x1 | 0x40 | 0x2000
_UNREADABLE = (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OverflowError, EOFError, IndexError)
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")


def write(files: Mapping[str, str], target: Path) -> None:
    """The pack as one file at `target`, or what was there before.

    DiskFull or TargetNotWritable when it cannot be written; what `read` would raise when it could not be read again.
    """
    data = packed(files)
    unpacked(data, target.name)
    part = target.parent / f".{secrets.token_hex(6)}.part"
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as trouble:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(folder=target.parent) from trouble
        raise TargetNotWritable(path=target) from trouble


def packed(files: Mapping[str, str]) -> bytes:
    """The bytes of the shared file: the files in the order of their names, all with the same date."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, files[name].encode())
    return target.getvalue()


def read(source: Path) -> dict[str, str]:
    """The files of a shared pack, name to text, once all of them are known to be harmless.

    Whether they are a good pack is not looked at. A KnownError, one of the PackFile… kinds, says what is wrong; then
    nothing comes out.
    """
    name = clean(source.name, 80)
    try:
        with source.open("rb") as file:
            data = file.read(LARGEST_ARCHIVE + 1)
    except OSError as error:
        raise PackFileNotFound(name=name, reason=error.strerror) from error
    return unpacked(data, name)


def unpacked(data: bytes, name: str) -> dict[str, str]:
    """The files in the bytes of a shared pack called `name`; the same errors as `read`."""
    if len(data) > LARGEST_ARCHIVE:
        raise PackFileTooLarge(name=name, limit=_megabytes(LARGEST_ARCHIVE))
    if not data.startswith(_LOCAL):
        raise PackFileDamaged(name=name)
    if data.count(_ENTRY) > MOST_FILES:
        raise PackFileTooLarge(name=name, limit=f"{MOST_FILES} files")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries, directory = archive.infolist(), archive.start_dir
    except _UNREADABLE as error:
        raise PackFileDamaged(name=name) from error
    if not entries:
        raise PackFileDamaged(name=name)
    for entry in entries:
        _check(entry, name)
    _check_twins(entries, name)
    spans = [(*_span(data, entry, name), entry) for entry in entries]
    places = sorted((entry.header_offset, end) for _, end, entry in spans)
    if any(end > start for (_, end), (start, _) in pairwise([*places, (directory, directory)])):
        raise PackFileDamaged(name=name)
    room, files = LARGEST_PACK, {}
    for start, end, entry in spans:
        content = _content(data[start:end], entry, min(LARGEST_FILE, room), name)
        room -= len(content)
        try:
            files[entry.filename] = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise PackFileNotText(name=name, entry=entry.filename) from error
    return files


def _check(entry: zipfile.ZipInfo, name: str) -> None:
    """Refuses an entry by what the directory says of it: another kind of file, a link, a lock, another compression."""
    told = clean(entry.orig_filename, 80)
    mode = entry.external_attr >> 16
    kind = stat.S_IFMT(mode)
    if not _NAME.fullmatch(entry.orig_filename) or kind not in (0, stat.S_IFREG) or entry.external_attr & 0x10:
        raise PackFileHoldsOther(name=name, entry=told)
    if entry.flag_bits & _LOCKED:
        raise PackFileLocked(name=name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise PackFilePackedOtherwise(name=name, entry=told)
    if entry.file_size > LARGEST_FILE:
        raise PackFileTooLarge(name=name, limit=_megabytes(LARGEST_FILE))


def _check_twins(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refuses two entries that some system would put into one file."""
    seen: set[str] = set()
    for entry in entries:
        if entry.filename.casefold() in seen:
            raise PackFileHoldsTwice(name=name, entry=entry.filename)
        seen.add(entry.filename.casefold())


def _span(data: bytes, entry: zipfile.ZipInfo, name: str) -> tuple[int, int]:
    """Where the compressed bytes of an entry begin and end; its own header must agree with the directory."""
    start = entry.header_offset
    header = data[start : start + _LOCAL_HEADER.size] if start >= 0 else b""
    if len(header) < _LOCAL_HEADER.size:
        raise PackFileDamaged(name=name)
    sign, _, flags, method, _, _, _, _, _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    begins = start + _LOCAL_HEADER.size + name_length + extra_length
    ends = begins + entry.compress_size
    own_name = data[start + _LOCAL_HEADER.size : start + _LOCAL_HEADER.size + name_length]
    if flags & _LOCKED:
        raise PackFileLocked(name=name)
    if sign != _LOCAL or method != entry.compress_type or own_name != entry.orig_filename.encode() or ends > len(data):
        raise PackFileDamaged(name=name)
    return begins, ends


def _content(raw: bytes, entry: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """The unpacked bytes of an entry, never more than `most` of them, and exactly those that the directory promises."""
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = unpacker.decompress(raw, most + 1)
        except zlib.error as error:
            raise PackFileDamaged(name=name) from error
        whole = unpacker.eof and not unpacker.unused_data
    else:
        content, whole = raw[: most + 1], True
    if len(content) > most:
        raise _too_large(name, most)
    if not whole or len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise PackFileDamaged(name=name)
    return content


def _too_large(name: str, most: int) -> KnownError:
    return PackFileTooLarge(name=name, limit=_megabytes(LARGEST_FILE if most == LARGEST_FILE else LARGEST_PACK))


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"

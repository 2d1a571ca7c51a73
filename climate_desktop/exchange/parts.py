"""The parts of a workbook file, looked through before anything else opens them.

A workbook is a zip of XML parts. Each part is unpacked within limits and walked once; only those that passed are
handed on, in a new archive, so that nothing else of the file is ever looked at.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from climate_desktop.core.errors import NotAWorkbook, WorkbookTooLarge

MOST_PARTS = 1_000
LARGEST_UNPACKED = 20_000_000
"""Bytes of all XML parts together."""
DEEPEST = 64
"""Elements inside each other."""
MOST_ROWS, MOST_COLUMNS = 20_000, 200
"""Rows and columns of a sheet that hold anything."""
_UNREAD = ("docProps/", "xl/chartsheets/", "xl/charts/", "xl/drawings/", "xl/styles.xml", "xl/theme/")
"""Parts that say nothing about text, and that programs write in ways which openpyxl does not always understand."""
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?[1-9][0-9]{0,6}")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, struct.error,
    EOFError, LookupError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip


@dataclass
class Seen:
    """What a sheet holds besides text. Formulas are by row, from 1, and column, from 0."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: str = ""
    """The first range of merged cells."""
    last_row: int = 0
    last_column: int = 0


def safe_parts(data: bytes, name: str) -> tuple[BytesIO, dict[str, Seen]]:
    """An archive with the XML parts of a workbook, and what was seen in each by its path.

    NotAWorkbook for anything that is no zip, is cut off, has a password, or holds XML with a document type (the way in
    for entities that unfold without end); WorkbookTooLarge beyond the limits.
    """
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels"))]
            if len(archive.infolist()) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise WorkbookTooLarge(name=name)
            for entry in entries:
                if entry.filename in parts or entry.compress_type not in _PACKINGS:
                    raise NotAWorkbook(name=name)
                with archive.open(entry) as part:
                    parts[entry.filename] = part.read(entry.file_size + 1)  # without a number it unpacks all there is
        seen = {path: _look(content) for path, content in parts.items()}
    except _BROKEN as trouble:
        raise NotAWorkbook(name=name) from trouble
    safe = BytesIO()
    with zipfile.ZipFile(safe, "w") as clean:
        for path, content in parts.items():
            if not path.startswith(_UNREAD):
                clean.writestr(path, content)
    return safe, seen


def _look(part: bytes) -> Seen:
    """One walk through a part. ValueError for a document type or for elements too deep inside each other."""
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = walk.doctype
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    parser.Parse(part, True)
    return walk.seen


class _Walk:
    """Counts rows and columns as openpyxl does, also where a cell does not say where it is."""

    def __init__(self) -> None:
        self.seen = Seen()
        self._depth = 0
        self._row = self._column = 0
        self._formula: list[str] | None = None

    def doctype(self, *_: object) -> None:
        raise ValueError("a workbook needs no document type")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError("elements too deep inside each other")
        match name.rpartition(" ")[2]:
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._column = 0
            case "c":
                self._to(attributes.get("r"))
            case "v" | "is":
                self._count()
            case "f":
                self._count()
                self._formula = []
            case "mergeCell":
                self.seen.merged = self.seen.merged or attributes.get("ref", "")

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._formula is not None and name.rpartition(" ")[2] == "f":
            self.seen.formulas[self._row, self._column - 1] = "".join(self._formula)[:100]
            self._formula = None

    def text(self, text: str) -> None:
        if self._formula is not None:
            self._formula.append(text)

    def _to(self, place: str | None) -> None:
        """Go to a cell by its name, or to the next one."""
        if place is None:
            self._column += 1
            return
        at = _CELL.fullmatch(place)
        if at is None:
            raise ValueError("not the name of a cell")
        self._column = 0
        for letter in at.group(1).upper():
            self._column = self._column * 26 + ord(letter) - ord("A") + 1

    def _count(self) -> None:
        self.seen.last_row = max(self.seen.last_row, self._row)
        self.seen.last_column = max(self.seen.last_column, self._column)

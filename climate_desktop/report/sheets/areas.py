"""Where an answer is marked: boxes in a row, boxes under each other, faces, and the answers that are not on the scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reportlab.graphics import renderPDF
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from climate_desktop.report import style
from climate_desktop.report.marks import blank
from climate_desktop.report.sheets.faces import face
from climate_desktop.report.sheets.labels import Lines
from climate_desktop.report.style import Palette

_CORNER = 3.5
_DIGIT = 12.0
_CLOSE = 9.0
"""Points between two other answers that have little room."""


class Area(Protocol):
    """A place to mark, which is as high as its width needs."""

    def height(self, width: float) -> float:
        """How high it is in this width, in points."""
        ...

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """It, with its upper left corner at x, top."""
        ...


def box(canvas: Canvas, x: float, y: float, width: float, height: float, edge: Color, digit: str = "") -> None:
    """A white box to mark with its lower left corner at x, y; its key for typing in stands small in its corner."""
    canvas.setStrokeColor(edge)
    canvas.setFillColor(style.palette("print").ground)
    canvas.setLineWidth(1.1)
    canvas.roundRect(x, y, width, height, _CORNER, fill=1)
    if digit:
        canvas.setFillColor(HexColor(style.tokens()["color"]["print"]["box_number"]))
        canvas.setFont(style.REGULAR, _DIGIT)
        canvas.drawString(x + 5, y + height - _DIGIT - 1, digit)


class BoxRow:
    """One box for each answer, `pitch` points from middle to middle; perhaps with their words below them."""

    def __init__(
        self, digits: Sequence[str], side: float, palette: Palette, labels: Sequence[Lines] = (), size: float = 0
    ) -> None:
        self.digits, self.side, self.palette, self.labels, self.size = digits, side, palette, labels, size

    def height(self, _width: float) -> float:
        """The boxes, and as many lines as the longest label has."""
        lines = max(map(len, self.labels), default=0)
        return self.side + (3 + lines * self.size * 1.2 if lines else 0)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The boxes from the left, spread evenly over the width."""
        pitch = width / len(self.digits)
        for place, digit in enumerate(self.digits):
            left = x + place * pitch + (pitch - self.side) / 2
            box(canvas, left, top - self.side, self.side, self.side, self.palette.text, digit)
        for place, lines in enumerate(self.labels):
            heads(canvas, lines, x + (place + 0.5) * pitch, top - self.side - 3, self.size, self.palette.text)


def heads(canvas: Canvas, lines: Lines, middle: float, top: float, size: float, colour: Color) -> None:
    """The lines of one label, centred."""
    canvas.setFillColor(colour)
    canvas.setFont(style.SEMIBOLD, size)
    for number, line in enumerate(lines, 1):
        canvas.drawCentredString(middle, top - number * size * 1.2 + size * 0.2, line)


class BoxList:
    """One box for each answer under each other, with its words beside it: for many answers, or long words."""

    def __init__(self, digits: Sequence[str], words: Sequence[str], side: float, palette: Palette, size: float) -> None:
        self.digits, self.words, self.side, self.palette, self.size = digits, words, side, palette, size

    def _lines(self, width: float) -> list[list[str]]:
        room = width - self.side - 10
        return [simpleSplit(words, style.REGULAR, self.size, room) or [""] for words in self.words]

    def _heights(self, width: float) -> list[float]:
        return [max(self.side, len(lines) * self.size * 1.25) + 4 for lines in self._lines(width)]

    def height(self, width: float) -> float:
        """One line for each answer, or more where its words are long."""
        return sum(self._heights(width)) - 4

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The answers, lowest first."""
        for digit, lines, height in zip(self.digits, self._lines(width), self._heights(width), strict=True):
            box(canvas, x, top - self.side, self.side, self.side, self.palette.text, digit)
            canvas.setFillColor(self.palette.text)
            canvas.setFont(style.REGULAR, self.size)
            first = top - max(self.side / 2, self.size * 0.62) - self.size * 0.35
            first += (len(lines) - 1) * self.size * 0.6 if len(lines) * self.size * 1.25 < self.side else 0
            for number, line in enumerate(lines):
                canvas.drawString(x + self.side + 10, first - number * self.size * 1.25, line)
            top -= height


class FaceRow:
    """A tile for each face, with its word beside it."""

    def __init__(
        self, faces: Sequence[str], digits: Sequence[str], words: Sequence[str], palette: Palette, size: float
    ) -> None:
        self.faces, self.digits, self.words, self.palette, self.size = faces, digits, words, palette, size
        self.tile, self.gap, self.face = 54.0, 12.0, 38.0

    def height(self, _width: float) -> float:
        """One row of tiles."""
        return self.tile

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The tiles from the left."""
        wide = (width - self.gap * (len(self.faces) - 1)) / len(self.faces)
        for name, digit, words in zip(self.faces, self.digits, self.words, strict=True):
            box(canvas, x, top - self.tile, wide, self.tile, self.palette.text, digit)
            size = self.size
            room = wide - self.face - 34
            while stringWidth(words, style.SEMIBOLD, size) > room and size > 8:
                size -= 1
            used = self.face + 10 + stringWidth(words, style.SEMIBOLD, size)
            left = x + max((wide - used) / 2, 14)
            drawing = blank(self.face, self.face)
            for shape in face(name, 0, 0, self.face, self.palette.text):
                drawing.add(shape)
            renderPDF.draw(drawing, canvas, left, top - (self.tile + self.face) / 2)
            canvas.setFillColor(self.palette.text)
            canvas.setFont(style.SEMIBOLD, size)
            canvas.drawString(left + self.face + 10, top - self.tile / 2 - size * 0.35, words)
            x += wide + self.gap


class Others:
    """Small boxes for the answers that are not on the scale, in as many lines as they need; the lead may be empty."""

    def __init__(self, lead: str, words: Sequence[str], side: float, palette: Palette, size: float) -> None:
        self.lead, self.words, self.side, self.palette, self.size = lead, words, side, palette, size

    def _places(self, width: float) -> tuple[list[tuple[float, int, str, bool]], int]:
        """Where each piece of words stands (x, line, words, whether a box is before it), and how many lines there are."""
        font, size = style.REGULAR, self.size
        placed: list[tuple[float, int, str, bool]] = [(0.0, 0, self.lead, False)] if self.lead else []
        start = stringWidth(self.lead, font, size) + 13 if self.lead else 0.0
        x, line, indent = start, 0, self.side + 6
        for words in self.words:
            pieces = simpleSplit(words, font, size, width - indent - start) or [""]
            long = indent + max(stringWidth(piece, font, size) for piece in pieces)
            if x > start and x + long > width:
                x, line = start, line + 1
            placed += [(x, line + i, piece, i == 0) for i, piece in enumerate(pieces)]
            line += len(pieces) - 1
            x += long + (15 if self.lead else _CLOSE)
        return placed, line + 1

    @property
    def natural(self) -> float:
        """How wide they are in one line, in points."""
        placed = [(x, words) for x, _, words, _ in self._places(10_000.0)[0]]
        x, words = placed[-1]
        return x + self.side + 6 + stringWidth(words, style.REGULAR, self.size)

    def height(self, width: float) -> float:
        """One line, or more."""
        return self._places(width)[1] * max(self.side + 3, self.size * 1.25)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """The word “or”, then each box with its words."""
        step = max(self.side + 3, self.size * 1.25)
        for across, line, words, boxed in self._places(width)[0]:
            middle = top - step * (line + 0.5)
            if boxed:
                box(canvas, x + across, middle - self.side / 2, self.side, self.side, self.palette.text)
            canvas.setFillColor(self.palette.text if boxed or line else self.palette.text_soft)
            canvas.setFont(style.REGULAR, self.size)
            indent = 0 if words is self.lead and not boxed else self.side + 6
            canvas.drawString(x + across + indent, middle - self.size * 0.35, words)

"""The pieces that draw something; `holders` only place them.

Whoever gives the document a structure for screen readers has to know these alone: `Text` (its `role` says whether it
is a heading or a paragraph), `Figure`, `Legend`, `ScoreTag`, `Table`; `Rule`, `Icon` and `RuledLines` say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Circle, Drawing
from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Table

from climate_desktop.core.interpretation import Passage
from climate_desktop.core.results import Shown
from climate_desktop.report import style
from climate_desktop.report.charts import band_swatch
from climate_desktop.report.key import Key
from climate_desktop.report.marks import blank, pictogram
from climate_desktop.report.style import Palette

__all__ = ["Figure", "Icon", "Legend", "Rule", "RuledLines", "ScoreTag", "Table", "Text", "Trail"]


@dataclass
class Trail:
    """Which passage was printed on which page, in printed order."""

    places: list[tuple[Passage, int]] = field(default_factory=list)


class Text(Paragraph):
    """Words. `role` is H1, H2, H3 or P; `passages` are noted in the trail with the page where they begin."""

    def __init__(self, markup: str, look: ParagraphStyle, *args: Any, **options: Any) -> None:
        super().__init__(markup, look, *args, **options)
        self.role = "P"
        self.outline = ""
        self.letter_spacing = 0.0
        self.passages: tuple[Passage, ...] = ()
        self.trail: Trail | None = None

    def split(self, width: float, height: float) -> list[Flowable]:
        """The pieces that fit; all of them one paragraph to a screen reader, and only the first is a place to go to."""
        pieces = [piece for piece in super().split(width, height) if isinstance(piece, Text)]
        for piece in pieces:
            piece.role, piece.trail, piece.letter_spacing = self.role, self.trail, self.letter_spacing
        for piece in pieces[:1]:
            piece.outline, piece.passages = self.outline, self.passages
        return list(pieces)

    def draw(self) -> None:
        """Words on the page; a heading is put among the bookmarks."""
        canvas = self.canv
        if self.trail is not None:
            self.trail.places += [(passage, canvas.getPageNumber()) for passage in self.passages]
        if self.outline:
            name = f"h{canvas.getPageNumber()}-{int(canvas.absolutePosition(0, self.height)[1])}"
            canvas.bookmarkHorizontal(name, 0, self.height + 10)
            canvas.addOutlineEntry(self.outline, name, level=0 if self.role == "H1" else 1)
        canvas.saveState()
        if self.letter_spacing:
            spaced = canvas.beginText()
            spaced.setCharSpace(self.letter_spacing)
            canvas.drawText(spaced)
        super().draw()
        canvas.restoreState()


class Figure(Flowable):
    """A chart with the text that says the same."""

    def __init__(self, drawing: Drawing, twin: str, before: float = 0, after: float = 0) -> None:
        super().__init__()
        self.drawing, self.twin = drawing, twin
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The drawing's own size."""
        self.width, self.height = self.drawing.width, self.drawing.height
        return self.width, self.height

    def draw(self) -> None:
        """The drawing as vectors."""
        renderPDF.draw(self.drawing, self.canv, 0, 0)


class Rule(Flowable):
    """A thin line over the whole width."""

    def __init__(self, colour: Color, before: float = 0, after: float = 0, width: float = 0.75) -> None:
        super().__init__()
        self.colour, self.line = colour, width
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as it may be."""
        self.width, self.height = width, self.line
        return width, self.line

    def draw(self) -> None:
        """The line."""
        self.canv.setStrokeColor(self.colour)
        self.canv.setLineWidth(self.line)
        self.canv.line(0, 0, self.width, 0)


class RuledLines(Flowable):
    """Lines to write on with a pen, 27 points apart, below their heads.

    There are `count` of them; with `fill` as many more as the page has room for; with `spare` too, but none at all, and no
    heads, where fewer than `count` would fit.
    """

    def __init__(
        self, colour: Color, count: int, heads: Flowable | None = None, fill: bool = False, spare: bool = False
    ) -> None:
        super().__init__()
        self.colour, self.count, self.heads, self.fill, self.spare = colour, count, heads, fill or spare, spare
        self.gap = 27.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The lines that are wanted, or all that fit."""
        self.top = self.heads.wrapOn(self.canv, width, height)[1] if self.heads else 0.0
        fitting = int((height - self.top) // self.gap)
        self.lines = max(self.count, fitting) if self.fill else self.count
        self.width, self.height = width, self.top + self.lines * self.gap
        if self.spare and fitting < self.count:
            self.lines, self.height = 0, 0.0
        return width, self.height

    def draw(self) -> None:
        """The heads and the lines."""
        if self.heads and self.lines:
            self.heads.drawOn(self.canv, 0, self.height - self.top)
        self.canv.setStrokeColor(self.colour)
        self.canv.setLineWidth(0.5)
        for i in range(self.lines):
            self.canv.line(0, i * self.gap + 1, self.width, i * self.gap + 1)


class Icon(Flowable):
    """A pictogram, with a tinted disc behind it if wanted. Decoration: words always stand beside it."""

    def __init__(self, name: str, palette: Palette, size: float, disc: bool = False) -> None:
        super().__init__()
        self.width = self.height = size
        self.drawing = blank(size, size)
        inner = size * 0.46 if disc else size
        if disc:
            ring = Circle(size / 2, size / 2, size / 2 - 0.4, fillColor=palette.accent_soft, strokeColor=palette.accent)
            ring.strokeWidth = 0.7
            self.drawing.add(ring)
        edge = (size - inner) / 2
        for shape in pictogram(name, edge, edge, inner, palette.accent, 1.8 if disc else 1.3):
            self.drawing.add(shape)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """The pictogram."""
        renderPDF.draw(self.drawing, self.canv, 0, 0)


class ScoreTag(Flowable):
    """Swatch, band word and number in one line, at the right; its baseline lies `drop` below the top.

    A number that stands for everything beyond it is said in words on a second line. Where nothing may be shown the words
    for that stand there.
    """

    def __init__(
        self, shown: Shown | None, key: Key, palette: Palette, word: float, figure: float, drop: float
    ) -> None:
        super().__init__()
        self.shown, self.key, self.palette = shown, key, palette
        self.word, self.size, self.drop = word, figure, drop
        self.label = key.band_word(shown.band) if shown else ""
        self.figure = key.figure(shown) if shown else ""
        self.second = self.figure if shown and shown.end else ""
        self.first = "" if self.second else self.figure

    @property
    def natural_width(self) -> float:
        """How wide it is."""
        if self.shown is None:
            return 90.0
        line = self.word * 1.3 + stringWidth(self.label, style.SEMIBOLD, self.word)
        if self.first:
            line += self.word * 0.45 + stringWidth(self.first, style.BOLD, self.size)
        return max(line, stringWidth(self.second, style.SEMIBOLD, max(self.word, 12))) + 1

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole width; one line, or two."""
        self.width = width
        self.lines: list[str] = []
        if self.shown is None:
            self.lines = simpleSplit(self.key.words["report.hidden"], style.REGULAR, 12, width)
        self.height = self.drop + self.size * 0.25 + (self.word * 1.3 if self.second else 0)
        self.height = max(self.height, len(self.lines) * 16.0)
        return width, self.height

    def draw(self) -> None:
        """The line, set flush right."""
        c, base = self.canv, self.height - self.drop
        c.setFillColor(self.palette.text)
        if self.shown is None:
            c.setFont(style.REGULAR, 12)
            c.setFillColor(self.palette.text_soft)
            for i, line in enumerate(self.lines):
                c.drawRightString(self.width, self.height - 12 - 16 * i, line)
            return
        number = stringWidth(self.first, style.BOLD, self.size) + self.word * 0.45 if self.first else 0.0
        x = self.width - number - stringWidth(self.label, style.SEMIBOLD, self.word)
        side = max(self.word * 0.8, 10.5)
        swatch = band_swatch(self.shown.band, self.palette, side)
        renderPDF.draw(swatch, c, x - self.word * 1.25, base - side * 0.12)
        c.setFont(style.SEMIBOLD, self.word)
        c.drawString(x, base, self.label)
        if self.first:
            c.setFont(style.BOLD, self.size)
            c.drawRightString(self.width, base, self.first)
        if self.second:
            c.setFont(style.SEMIBOLD, self.word)
            c.drawRightString(self.width, base - self.word * 1.3, self.second)


class Legend(Flowable):
    """Small drawings with words beside them, in as many lines as they need; one more word may stand at the right end."""

    def __init__(
        self, entries: Sequence[tuple[Drawing, str]], look: ParagraphStyle, right: str = "", gap: float = 22
    ) -> None:
        super().__init__()
        self.entries, self.look, self.right, self.gap = entries, look, right, gap

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole width; entries flow on to the next line."""
        font, size, leading = self.look.fontName, self.look.fontSize, self.look.leading
        self.placed: list[tuple[Drawing | None, float, float, str]] = []
        x, line = 0.0, 0
        for drawing, words in self.entries:
            indent = drawing.width + 6
            pieces = simpleSplit(words, font, size, width - indent) or [""]
            long = indent + max(stringWidth(piece, font, size) for piece in pieces)
            if x and x + long > width:
                x, line = 0.0, line + 1
            for i, piece in enumerate(pieces):
                self.placed.append((drawing if i == 0 else None, x, (line + i) * leading, piece))
            line += len(pieces) - 1
            x += long + self.gap
        self.width, self.height = width, (line + 1) * leading
        return width, self.height

    def draw(self) -> None:
        """Drawings and words."""
        c, size = self.canv, self.look.fontSize
        indent = max((d.width for d, _ in self.entries), default=0) + 6
        for drawing, x, down, words in self.placed:
            base = self.height - down - size * 1.08
            if drawing is not None:
                indent = drawing.width + 6
                renderPDF.draw(drawing, c, x, base + size * 0.34 - drawing.height / 2)
            c.setFont(self.look.fontName, size)
            c.setFillColor(self.look.textColor)
            c.drawString(x + indent, base, words)
        if self.right:
            c.drawRightString(self.width, self.height - size * 1.08, self.right)

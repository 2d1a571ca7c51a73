"""What places pieces on a page: under each other, beside each other, in a frame; and what keeps them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable
from reportlab.platypus.flowables import KeepTogether

from climate_desktop.report.parts import Text

_TALLEST = 660.0
"""What is higher than this, in points, fits on no page and is taken apart."""


class Stack(Flowable):
    """Pieces under each other that stay on one page, unless they are taller than a page."""

    def __init__(self, content: Sequence[Flowable], before: float = 0, after: float = 0) -> None:
        super().__init__()
        self.content = list(content)
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The given width; the sum of the heights and of the larger of two spaces that meet."""
        self.width, y, after = width, 0.0, 0.0
        self.bottoms: list[float] = []
        for i, piece in enumerate(self.content):
            y += max(after, piece.getSpaceBefore()) if i else 0
            y += piece.wrapOn(self.canv, width, height)[1]
            self.bottoms.append(y)
            after = piece.getSpaceAfter()
        self.height = y
        return width, y

    def split(self, width: float, height: float) -> list[Flowable]:
        """Nothing, so that it moves on whole; its pieces when no page could hold it."""
        self.wrap(width, height)
        return _apart(self, self.content, width, height)

    def draw(self) -> None:
        """Each piece, in reading order."""
        for piece, bottom in zip(self.content, self.bottoms, strict=True):
            piece.drawOn(self.canv, 0, self.height - bottom)


class Columns(Flowable):
    """Stacks beside each other, tops level; a width of 0 takes what the others leave."""

    def __init__(
        self,
        columns: Sequence[Sequence[Flowable]],
        widths: Sequence[float],
        gap: float = 0,
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__()
        self.columns = [Stack(c) for c in columns]
        self.given, self.gap = widths, gap
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The given width; the height of the tallest."""
        free = width - sum(self.given) - self.gap * (len(self.given) - 1)
        flexible = sum(1 for w in self.given if not w) or 1
        self.widths = [w or free / flexible for w in self.given]
        self.heights = [
            column.wrapOn(self.canv, w, height)[1] for column, w in zip(self.columns, self.widths, strict=True)
        ]
        self.width, self.height = width, max(self.heights, default=0)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Nothing; when no page could hold it, one column after the other."""
        self.wrap(width, height)
        return _apart(self, [piece for column in self.columns for piece in column.content], width, height)

    def draw(self) -> None:
        """Each column, from the left."""
        x = 0.0
        for column, width, height in zip(self.columns, self.widths, self.heights, strict=True):
            column.drawOn(self.canv, x, self.height - height)
            x += width + self.gap


class Box(Flowable):
    """One piece in a frame with round corners; it stays whole."""

    def __init__(
        self,
        content: Flowable,
        edge: Color,
        line: float = 0.75,
        pad: tuple[float, float] = (14, 11),
        divided: bool = False,
    ) -> None:
        super().__init__()
        self.content, self.edge, self.line, self.pad, self.divided = content, edge, line, pad, divided

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The given width; the content and the padding."""
        across, down = self.pad
        self.inner = self.content.wrapOn(self.canv, width - 2 * across, height - 2 * down)[1]
        self.width, self.height = width, self.inner + 2 * down
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Nothing; the bare content when no page could hold it."""
        self.wrap(width, height)
        return _apart(self, [self.content], width, height)

    def draw(self) -> None:
        """The frame, a line between two columns if wanted, and the content."""
        c = self.canv
        c.setStrokeColor(self.edge)
        c.setLineWidth(self.line)
        c.roundRect(0, 0, self.width, self.height, 9)
        if self.divided:
            c.setLineWidth(0.5)
            c.line(self.width / 2, 9, self.width / 2, self.height - 9)
        self.content.drawOn(c, self.pad[0], self.pad[1])


class Quotation(Flowable):
    """Words that someone might say, with a bar beside them."""

    def __init__(self, content: Sequence[Flowable], bar: Color, before: float = 0, after: float = 0) -> None:
        super().__init__()
        self.content, self.bar = Stack(content), bar
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The given width; the words."""
        self.width, self.height = width, self.content.wrapOn(self.canv, width - 13.5, height)[1]
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Nothing; the bare words when no page could hold them."""
        self.wrap(width, height)
        return _apart(self, self.content.content, width, height)

    def draw(self) -> None:
        """The bar and the words."""
        self.canv.setFillColor(self.bar)
        self.canv.rect(0, 0, 2, self.height, stroke=0, fill=1)
        self.content.drawOn(self.canv, 13.5, 0)


class Keep(KeepTogether):
    """What must not part at the foot of a page: headings and the first two lines of what follows them."""

    _content: list[Flowable]

    def split(self, width: float, height: float) -> list[Flowable]:
        """The headings with the lines that fit; as usual when fewer than two do."""
        last = self._content[-1]
        used = sum(
            p.wrapOn(self.canv, width, height)[1] + p.getSpaceBefore() + p.getSpaceAfter() for p in self._content[:-1]
        )
        if isinstance(last, Text) and height > used:
            pieces = last.splitOn(self.canv, width, height - used - last.getSpaceBefore())
            if len(pieces) == 2:
                return [*self._content[:-1], *pieces]
        return list(super().split(width, height))


def _apart(holder: Flowable, pieces: Sequence[Flowable], width: float, height: float) -> list[Flowable]:
    """The pieces of a holder that no page could hold, the first of them cut to what fits; nothing for any other holder."""
    if holder.height <= _TALLEST or not pieces:
        return []
    first, *rest = pieces
    if first.wrapOn(holder.canv, width, height)[1] <= height:
        return list(pieces)
    cut = first.splitOn(holder.canv, width, height)
    return [*cut, *rest] if cut else []


def height_of(pieces: Sequence[Flowable], width: float) -> float:
    """How high the pieces are under each other, in points."""
    return Stack(pieces).wrapOn(Canvas(BytesIO()), width, 0)[1]


def fitting(tries: Iterable[Callable[[], list[Flowable]]], width: float, height: float) -> list[Flowable]:
    """The first of the tries that is no higher than `height`, or else the last."""
    pieces: list[Flowable] = []
    for make in tries:
        pieces = make()
        if height_of(pieces, width) <= height:
            break
    return pieces

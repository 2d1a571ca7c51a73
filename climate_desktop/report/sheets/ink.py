"""What a sheet for a pen is set in, and the few ways in which words get onto it."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Spacer

from climate_desktop.report import style, text
from climate_desktop.report.holders import Columns, Stack
from climate_desktop.report.key import Key
from climate_desktop.report.parts import Rule, Text
from climate_desktop.report.sheets.content import Print, SheetContent
from climate_desktop.report.style import PAPERS, Page, Sizes, Style

FOOT = 22.0
"""Room for the line at the foot, in points inside the margins."""
STATEMENT_LIMIT = 400
_SIZES = {Print.STANDARD: "standard", Print.LARGE: "large", Print.EASY: "easy_read"}


def _mm(name: str) -> float:
    return float(style.tokens()["print"][name]) * mm


@dataclass(frozen=True)
class Measures:
    """Lengths of a form in points, from the design tokens."""

    box: float
    other: float
    square: float

    @classmethod
    def usual(cls) -> Measures:
        """Those that the tokens name."""
        return cls(_mm("answer_box_mm"), _mm("other_box_mm"), _mm("qr_mm"))


class Ink:
    """Holds what a sheet is made from and set in, and hands out its pieces.

    Every text that a pack or a person wrote goes through `clean`, so that it stands for itself.
    """

    def __init__(self, content: SheetContent) -> None:
        style.use_fonts()
        self.content, self.words = content, content.words
        width, height = PAPERS[content.paper]
        self.page = Page(width, height, _mm("form_margin_mm"))
        self.palette = style.palette("print")
        self.style = Style(self.page, Sizes.of(_SIZES[content.print]), self.palette)
        self.sizes = self.style.sizes
        self.measures = Measures.usual()
        self.key = Key(content.instrument, content.words)

    @property
    def width(self) -> float:
        """How wide a line may be."""
        return self.page.body_width

    def plain(self, words: str, limit: int = text.PASSAGE_LIMIT) -> str:
        """Text from a person or a pack, as it can be set: shortened where it is very long."""
        return text.plain(text.shorten(words, limit, self.words), self.words)

    def clean(self, words: str, limit: int = text.PASSAGE_LIMIT) -> str:
        """The same, ready to be parsed."""
        return text.markup(text.shorten(words, limit, self.words), self.words)

    def fixed(self, text_id: str, **values: object) -> str:
        """A sentence of the form's own, ready to be parsed."""
        return self.clean(self.words.fill(f"form.{text_id}", **values))

    def all(self, text_id: str) -> list[str]:
        """A list of sentences, ready to be parsed, with what is known of the form filled in."""
        content = self.content
        values = {"count": len(content.items), "minutes": content.minutes, "least": content.least}
        return [self.clean(one.format(**values)) for one in self.words.all(text_id)]

    def text(self, markup: str, look: ParagraphStyle | None = None, before: float = 0, after: float = 0) -> Text:
        """A paragraph with the least space before and after it."""
        piece = Text(markup, look or self.style.body)
        piece.spaceBefore, piece.spaceAfter = before, after
        return piece

    def heading(self, markup: str, level: int = 2, before: float = 0, after: float = 4) -> Text:
        """A heading that stays with what follows and is among the bookmarks."""
        looks = {1: self.style.title, 2: self.style.heading, 3: self.style.subheading}
        piece = self.text(markup, looks[level], before, after)
        piece.role, piece.keepWithNext = f"H{level}", 1
        piece.outline = piece.getPlainText()
        return piece

    def rule(self, before: float = 0, after: float = 0) -> Rule:
        """A thin line over the whole width."""
        return Rule(self.palette.line_strong, before, after)

    def line(self, label: str, before: float = 10) -> Flowable:
        """A label, and a line behind it to write on."""
        named = self.text(label, self.style.small)
        natural = stringWidth(named.getPlainText(), self.style.small.fontName, self.style.small.fontSize)
        wide = min(natural, self.width * 0.6)
        rule = Rule(self.palette.line_strong)
        depth = max(self.sizes.small * 1.38 - 3, 4)
        return Columns([[named], [Spacer(1, depth), rule]], [wide + 2, 0], gap=8, before=before)

    def bullets(self, points: list[str], after: float = 6) -> list[Flowable]:
        """Each sentence a paragraph of its own with a small square before it, so that it is seen where one begins."""
        size = self.sizes.body
        return [
            Columns([[Spacer(1, size * 0.55), _Dot(self.palette.accent, 5)], [self.text(one)]], [12, 0], after=after)
            for one in points
        ]

    def whole(self, *pieces: Flowable, before: float = 0, after: float = 0) -> Stack:
        """Pieces that stay on one page."""
        return Stack(pieces, before, after)


class _Dot(Flowable):
    """A small square before a sentence."""

    def __init__(self, colour: Color, side: float) -> None:
        super().__init__()
        self.colour, self.width, self.height = colour, side, side

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """The square."""
        self.canv.setFillColor(self.colour)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)

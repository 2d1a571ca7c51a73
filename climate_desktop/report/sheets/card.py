"""The card that is torn off a form: empty boxes for its code, a place for a sign of one's own, and until when it counts."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from climate_desktop.core.card_code import LENGTH
from climate_desktop.report import style, text
from climate_desktop.report.holders import Columns, Stack, height_of
from climate_desktop.report.parts import Rule
from climate_desktop.report.sheets.areas import box
from climate_desktop.report.sheets.document import PageKind
from climate_desktop.report.sheets.ink import Ink
from climate_desktop.report.style import Palette

_BOX = 8.5 * mm
_GROUP = 5
"""Boxes that stand together, as the screen shows a code."""
_ABOVE = 20.0
"""Points between the line to tear along and the card."""


class CodeBoxes(Flowable):
    """Empty boxes for the ten signs of a code, in two groups; a third between the groups is left free."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The given width; one row, whose boxes become narrower where there is little room."""
        self.side = min(_BOX, width / (LENGTH + 0.4))
        self.width, self.height = width, _BOX
        return width, self.height

    def draw(self) -> None:
        """The boxes."""
        for place in range(LENGTH):
            x = place * self.side + (place // _GROUP) * self.side * 0.4
            box(self.canv, x, 0, self.side - 2, self.height, self.palette.text)


class _SignBox(Flowable):
    """A box for a small drawing, with its words below the upper edge."""

    def __init__(self, words: str, size: float, side: float, palette: Palette) -> None:
        super().__init__()
        self.words, self.size, self.width, self.height, self.palette = words, size, side, side, palette

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """The box and the words in it."""
        box(self.canv, 0, 0, self.width, self.height, self.palette.text)
        self.canv.setFillColor(self.palette.text_soft)
        self.canv.setFont(style.REGULAR, self.size)
        self.canv.drawCentredString(self.width / 2, self.height - self.size - 3, self.words)


def card_tail(ink: Ink) -> tuple[PageKind, float]:
    """The lower end of a form's first page, as a kind of page without a name, and how high it is.

    The back of it has to stay empty, since it is torn off.
    """
    card = _card(ink)
    height = height_of([card], ink.width) + _ABOVE

    def draw(canvas: Canvas, x: float, top: float) -> None:
        _tear_line(canvas, ink, x, top)
        piece = _card(ink)
        _, tall = piece.wrapOn(canvas, ink.width, 1000)
        piece.drawOn(canvas, x, top - _ABOVE - tall)

    return PageKind("", tail=draw, tail_height=height + 6), height + 6


def _tear_line(canvas: Canvas, ink: Ink, x: float, top: float) -> None:
    words, size = text.plain(ink.words["form.tear"], ink.words), style.Sizes.of("standard").small
    y, wide = top - 8, stringWidth(words, style.REGULAR, size)
    canvas.saveState()
    canvas.setStrokeColor(ink.palette.text)
    canvas.setLineWidth(0.9)
    canvas.setDash(5, 4)
    canvas.line(x, y, x + ink.width - wide - 8, y)
    canvas.setDash()
    canvas.setFillColor(ink.palette.text_soft)
    canvas.setFont(style.REGULAR, size)
    canvas.drawRightString(x + ink.width, y - size * 0.35, words)
    canvas.restoreState()


def _card(ink: Ink) -> Flowable:
    look = ink.style.small
    title = ink.text(ink.fixed("card_title"), ink.style.subheading)
    sign = text.plain(text.shorten(ink.words["form.card_sign"], 40, ink.words), ink.words)
    sizes = ink.sizes.small
    side = max(62.0, stringWidth(sign, style.REGULAR, sizes) + 10)
    label = max(_wide(ink, name) for name in ("card_code", "card_until"))
    code: list[Flowable] = [Spacer(1, max((_BOX - sizes * 1.38) / 2, 0)), ink.text(ink.fixed("card_code"), look)]
    boxes = Columns([code, [CodeBoxes(ink.palette)]], [label, 0], gap=8)
    until = Columns(
        [[ink.text(ink.fixed("card_until"), look)], [Spacer(1, sizes * 1.2), Rule(ink.palette.line_strong)]],
        [label, 0],
        gap=8,
        before=6,
    )
    right: list[Flowable] = [ink.text(ink.fixed("card_use"), look, after=6), boxes, until]
    row = Columns([[_SignBox(sign, sizes, side, ink.palette)], right], [side, 0], gap=14, before=6)
    return Stack([title, ink.text(ink.fixed("card_text"), look), row])


def _wide(ink: Ink, name: str) -> float:
    words = text.plain(ink.words[f"form.{name}"], ink.words)
    return min(stringWidth(words, style.REGULAR, ink.sizes.small) + 2, ink.width / 4)

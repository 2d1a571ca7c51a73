"""One statement of a form with everything that can be marked for it. A row never parts at the foot of a page."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from climate_desktop.report import style
from climate_desktop.report.parts import Text
from climate_desktop.report.sheets.areas import Area, Others
from climate_desktop.report.style import Palette

OVER = 6.0
"""How far the ground of a row stands out on both sides, in points."""
_LEADING = 1.29


@dataclass(frozen=True)
class Setting:
    """How a row is set.

    Its answers are beside the statement in `beside` points or (0) below it. The others are below all of it, or, with
    `under`, below the answers only.
    """

    answers: Area
    others: Others
    size: float
    beside: float = 0.0
    under: bool = False
    pad: float = 6.0
    gap: float = 4.0


class StatementRow(Flowable):
    """A statement with its number, its answers, and the answers that are not on the scale."""

    def __init__(self, number: int, markup: str, setting: Setting, palette: Palette) -> None:
        super().__init__()
        self.number, self.markup, self.setting, self.palette = number, markup, setting, palette
        size = setting.size
        look = ParagraphStyle(
            "statement", fontName=style.REGULAR, fontSize=size, leading=size * _LEADING, textColor=palette.text,
            splitLongWords=1,
        )  # fmt: skip
        self.words = Text(markup, look)
        self.indent = stringWidth("88", style.SEMIBOLD, size) + 10

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The given width; as high as it needs."""
        s = self.setting
        self.width, self.inner = width, width - self.indent
        room = self.inner - s.beside - (10 if s.beside else 0)
        self.said = self.words.wrap(room, height)[1]
        self.marked = s.answers.height(s.beside or self.inner)
        self.left_out = s.others.height(s.beside if s.under else self.inner)
        if s.under:
            self.marked += s.gap + self.left_out
        self.block = max(self.said, self.marked) if s.beside else self.said + s.gap + self.marked
        self.height = 2 * s.pad + self.block + (0 if s.under else s.gap + self.left_out)
        return width, self.height

    def split(self, _width: float, _height: float) -> list[Flowable]:
        """Nothing: it moves on whole."""
        return []

    def draw(self) -> None:
        """The ground, the statement, the answers and the line below."""
        c, s = self.canv, self.setting
        if self.number % 2 == 0:
            c.setFillColor(_shade())
            c.rect(-OVER, 0, self.width + 2 * OVER, self.height, stroke=0, fill=1)
        top = self.height - s.pad
        down = (self.block - self.said) / 2 if s.beside else 0.0
        c.setFillColor(self.palette.text)
        c.setFont(style.SEMIBOLD, s.size)
        c.drawString(0, top - down - s.size, str(self.number))
        self.words.drawOn(c, self.indent, top - down - self.said)
        if s.beside:
            upper, left = top - (self.block - self.marked) / 2, self.width - s.beside
            s.answers.draw(c, left, upper, s.beside)
            if s.under:
                s.others.draw(c, left, upper - self.marked + self.left_out, s.beside)
        else:
            s.answers.draw(c, self.indent, top - self.said - s.gap, self.inner)
        if not s.under:
            s.others.draw(c, self.indent, s.pad + self.left_out, self.inner)
        c.setStrokeColor(self.palette.line_strong)
        c.setLineWidth(0.75)
        c.line(-OVER, 0, self.width + OVER, 0)


def _shade() -> Color:
    return HexColor(style.tokens()["color"]["print"]["shade"])

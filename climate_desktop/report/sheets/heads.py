"""What stands at the head of every page of a form: whose it is, its number, and the words over the boxes."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics import renderPDF
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from climate_desktop.report import style, text
from climate_desktop.report.holders import Columns, height_of
from climate_desktop.report.marks import blank, marker
from climate_desktop.report.parts import Figure, Icon
from climate_desktop.report.sheets.areas import heads
from climate_desktop.report.sheets.code import PREFIX, square
from climate_desktop.report.sheets.document import Draw
from climate_desktop.report.sheets.ink import Ink
from climate_desktop.report.sheets.labels import Lines
from climate_desktop.report.sheets.rows import OVER

_GAP = 14.0
_BELOW = 6.0


def head(ink: Ink, voice: str, *, asking: bool, labels: Sequence[Lines] = (), beside: float = 0) -> tuple[Draw, float]:
    """What draws the head of a voice's form, and how high it is.

    With `asking` it says how to mark an answer; `labels` are the words over the boxes, which take `beside` points.
    """
    pieces = _pieces(ink, voice, asking=asking)
    size = style.Sizes.of("standard").small
    over = max(map(len, labels), default=0) * size * 1.2
    height = height_of([pieces], ink.width) + (over + 8 if over else 0) + _BELOW

    def draw(canvas: Canvas, x: float, top: float) -> None:
        row = _pieces(ink, voice, asking=asking)
        _, tall = row.wrapOn(canvas, ink.width, 1000)
        row.drawOn(canvas, x, top - tall)
        canvas.saveState()
        pitch = beside / max(len(labels), 1)
        for place, lines in enumerate(labels):
            middle = x + ink.width - beside + (place + 0.5) * pitch
            upper = top - tall - 4 - (over - len(lines) * size * 1.2)
            heads(canvas, lines, middle, upper, size, ink.palette.text)
        if asking:
            canvas.setStrokeColor(ink.palette.text)
            canvas.setLineWidth(1)
            canvas.line(x - OVER, top - height, x + ink.width + OVER, top - height)
        canvas.restoreState()

    return draw, height


def _pieces(ink: Ink, voice: str, *, asking: bool) -> Flowable:
    content, side = ink.content, ink.measures.square
    code = content.code(voice)
    wide = max(side, stringWidth(f"CD {code}", style.BOLD, 14) + 2)
    left: list[Flowable] = [ink.text(_one_line(ink, ink.words["pack.name"], ink.width - wide - _GAP), _bold(ink))]
    left.append(_voice_line(ink, voice))
    if asking:
        left.append(ink.text(ink.fixed("mark_easy" if _has_faces(ink) else "mark"), before=4))
    right: list[Flowable] = [Figure(square(code, side), PREFIX + code), _Code(f"CD {code}", ink)]
    return Columns([left, right], [0, wide], gap=_GAP)


def _has_faces(ink: Ink) -> bool:
    return ink.content.print == "easy" and bool(ink.content.instrument.scale.faces)


def _bold(ink: Ink) -> ParagraphStyle:
    return ParagraphStyle("form title", parent=ink.style.heading, fontName=style.BOLD)


def _voice_line(ink: Ink, voice: str) -> Flowable:
    """The voice's own shape, and whom the form is for."""
    within = text.shorten(ink.words[f"voice.{voice}.within"], 80, ink.words)
    words = ink.text(ink.fixed("for_voice", voice=within), ink.style.body)
    return Columns([[Spacer(1, ink.sizes.body * 0.3), VoiceMark(ink, voice)], [words]], [14, 0], gap=5)


def _one_line(ink: Ink, words: str, room: float) -> str:
    """The words ready to be parsed, cut to what one line holds."""
    plain = ink.plain(words, text.NAME_LIMIT)
    size = ink.sizes.heading
    if stringWidth(plain, style.BOLD, size) > room:
        while plain and stringWidth(plain + "…", style.BOLD, size) > room:
            plain = plain[:-1]
        plain = plain.rstrip() + "…"
    return ink.clean(plain)


class VoiceMark(Icon):
    """The shape of a voice."""

    def __init__(self, ink: Ink, voice: str, side: float = 12) -> None:
        Flowable.__init__(self)
        self.width = self.height = side
        self.drawing = blank(side, side)
        for shape in marker(ink.key.voice_paint(voice, ink.palette), side / 2, side / 2, side * 0.38):
            self.drawing.add(shape)

    def draw(self) -> None:
        """The shape."""
        renderPDF.draw(self.drawing, self.canv, 0, 0)


class _Code(Flowable):
    """The form code under its square."""

    def __init__(self, words: str, ink: Ink) -> None:
        super().__init__()
        self.words, self.ink = words, ink

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The given width; one line."""
        self.width, self.height = width, 16.0
        return width, self.height

    def draw(self) -> None:
        """The code, centred."""
        self.canv.setFillColor(self.ink.palette.text)
        self.canv.setFont(style.BOLD, 14)
        self.canv.drawCentredString(self.width / 2, 3, self.words)

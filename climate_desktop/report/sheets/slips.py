"""Slips to cut out and take: each says with which voice somebody answers, and nothing else."""

from __future__ import annotations

from reportlab.platypus import Flowable

from climate_desktop.report import text
from climate_desktop.report.holders import Columns, Stack
from climate_desktop.report.sheets.content import Print
from climate_desktop.report.sheets.document import PageKind, Sheet
from climate_desktop.report.sheets.heads import VoiceMark
from climate_desktop.report.sheets.ink import FOOT, Ink

_PAD = 14.0


def slips(ink: Ink, voice: str) -> Sheet:
    """One page of slips of one voice: ten in standard print, five in a larger one."""
    columns = 2 if ink.content.print is Print.STANDARD else 1

    def story() -> list[Flowable]:
        title = ink.heading(ink.fixed("slip_title"), 1, after=0)
        note = ink.text(ink.fixed("slip_text"), ink.style.small, after=10)
        return [title, note, _Grid(ink, voice, columns, 5)]

    return Sheet((PageKind("slips"),), story, ink.plain(ink.words[f"voice.{voice}.name"], 80))


class _Grid(Flowable):
    """Slips of the same size with dashed lines to cut along, as high as the page leaves room for."""

    def __init__(self, ink: Ink, voice: str, columns: int, rows: int) -> None:
        super().__init__()
        self.ink, self.voice, self.columns, self.rows = ink, voice, columns, rows

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All that there is."""
        page = self.ink.page
        self.width, self.height = width, min(height, page.height - 2 * page.margin - FOOT) - 1
        return self.width, self.height

    def split(self, _width: float, _height: float) -> list[Flowable]:
        """Nothing: a page of slips is one piece."""
        return []

    def draw(self) -> None:
        """The lines and the slips."""
        c, wide, tall = self.canv, self.width / self.columns, self.height / self.rows
        c.saveState()
        c.setStrokeColor(self.ink.palette.line_strong)
        c.setLineWidth(0.75)
        c.setDash(5, 4)
        for row in range(self.rows + 1):
            c.line(0, row * tall, self.width, row * tall)
        for column in range(self.columns + 1):
            c.line(column * wide, 0, column * wide, self.height)
        c.restoreState()
        for row in range(self.rows):
            for column in range(self.columns):
                slip = self._slip(wide - 2 * _PAD, tall - 2 * _PAD)
                _, high = slip.wrapOn(c, wide - 2 * _PAD, tall)
                slip.drawOn(c, column * wide + _PAD, row * tall + (tall - high) / 2)

    def _slip(self, width: float, height: float) -> Flowable:
        """One slip; what a long name leaves no room for is shortened."""
        slip = self._of(text.NAME_LIMIT)
        for limit in (120, 80, 50, 30):
            if slip.wrapOn(self.canv, width, height)[1] <= height:
                break
            slip = self._of(limit)
        return slip

    def _of(self, limit: int) -> Flowable:
        ink = self.ink
        name = ink.clean(ink.words[f"voice.{self.voice}.name"], limit)
        choose = ink.clean(ink.words[f"voice.{self.voice}.choose"], limit)
        words = [ink.text(name, ink.style.subheading), ink.text(choose, ink.style.small)]
        return Columns([[VoiceMark(ink, self.voice, 26)], [Stack(words)]], [26, 0], gap=12)

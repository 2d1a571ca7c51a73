"""How many have finished: a cell for each person who is here."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from climate_desktop.core.study import RoundCounts
from climate_desktop.ui.theme import Theme

PLAIN_FROM = 40
"""From this many people on, one plain bar."""


class RoomBar(QWidget):
    """The finished first, then those who have begun, then the others. Its name says the same in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts = RoundCounts()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: RoundCounts, words: str) -> None:
        """Shows these people; `words` are for screen readers."""
        self._counts = counts
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line, as wide as there is room."""
        return QSize(300, self._theme.px(14))

    def minimumSizeHint(self) -> QSize:
        """Narrow windows too."""
        return QSize(100, self._theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, or the plain bar."""
        counts = self._counts
        if counts.here == 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if counts.here >= PLAIN_FROM:
            self._paint_plain(painter)
            return
        gap = 4.0
        width = (self.width() - gap * (counts.here - 1)) / counts.here
        for place in range(counts.here):
            ground, edge = "surface", "control_line"
            if place < counts.finished:
                ground, edge = "accent", "accent"
            elif place < counts.finished + counts.begun:
                ground, edge = "accent_soft", "accent"
            self._paint_box(painter, place * (width + gap), width, ground, edge)

    def _paint_plain(self, painter: QPainter) -> None:
        counts = self._counts
        one = self.width() / counts.here
        self._paint_box(painter, 0, self.width(), "surface", "control_line")
        if counts.begun:
            self._paint_box(painter, 0, one * (counts.finished + counts.begun), "accent_soft", "accent")
        if counts.finished:
            self._paint_box(painter, 0, one * counts.finished, "accent", "accent")

    def _paint_box(self, painter: QPainter, left: float, width: float, ground: str, edge: str) -> None:
        painter.setPen(QPen(self._theme.color(edge), 1))
        painter.setBrush(self._theme.color(ground))
        box = QRectF(left, 0, width, self.height()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 4, 4)

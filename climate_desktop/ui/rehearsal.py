"""The coloured frame of a rehearsal, round every screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStackedWidget, QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.theme import Theme

EDGE = 6
"""Pixels of the frame."""


class RehearsalFrame(QWidget):
    """All screens of the window; in a rehearsal with a frame round them, a bar that says so, and the way out.

    Signal `end_wanted()`.
    """

    end_wanted = Signal()

    def __init__(self, theme: Theme, pages: QStackedWidget) -> None:
        super().__init__()
        self._theme = theme
        self._on = False
        self._words = parts.strong(theme, self.tr("Rehearsal"))
        self._told = parts.body(theme, self.tr("Nothing here counts. It is erased when the rehearsal ends."))
        self._told.setWordWrap(False)
        self.end = parts.secondary(theme, self.tr("End the rehearsal"), size="small")
        self.end.clicked.connect(self.end_wanted)
        self._bar = parts.card("panel")
        edges = (theme.space(24), 6, theme.space(24), 6)
        self._bar.setLayout(parts.row(self._words, self._told, 1, self.end, gap=theme.space(16), margins=edges))
        self._column = parts.column(self._bar, pages, gap=0)
        self.setLayout(self._column)
        self.show_rehearsal(on=False)

    @property
    def is_on(self) -> bool:
        """True in a rehearsal."""
        return self._on

    def show_rehearsal(self, *, on: bool) -> None:
        """Draws the frame and its bar, or takes them away."""
        self._on = on
        edge = self._theme.px(EDGE) if on else 0
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._bar.setVisible(on)
        self.update()

    def let_end(self, *, allowed: bool) -> None:
        """Offers the way out, or not while somebody holds the laptop."""
        self.end.setVisible(allowed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the frame."""
        super().paintEvent(event)
        if self._on:
            painter = QPainter(self)
            edge = self._theme.px(EDGE)
            painter.setPen(QPen(self._theme.color("rehearsal"), edge))
            painter.drawRect(QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2))
            painter.end()

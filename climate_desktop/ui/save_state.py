"""Whether the last answer is on the disk, in one word with a sign."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from climate_desktop.ui.theme import Theme


class SaveState(QLabel):
    """Nothing, "Saving…", a tick and "Saved", or "Not saved". The tick is a fact, not an animation."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = ""
        self._ink = "text_soft"
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_nothing(self) -> None:
        """Says nothing, and keeps its place."""
        self._show("", "", "text_soft")

    def show_saving(self) -> None:
        """Says that the answer is on its way."""
        self._show(self.tr("Saving…"), "clock", "text")

    def show_saved(self) -> None:
        """Says that the answer is on the disk."""
        self._show(self.tr("Saved"), "check", "text_soft")

    def show_not_saved(self) -> None:
        """Says that the answer is not on the disk."""
        self._show(self.tr("Not saved"), "warning", "danger")

    def sizeHint(self) -> QSize:
        """The icon, a gap and the words."""
        metrics = QFontMetrics(self._theme.font("body"))
        return QSize(self._theme.px(22) + 8 + metrics.horizontalAdvance(self.tr("Not saved")) + 4, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """The same: the word is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the words at the end of the line and the sign before them."""
        if not self.text():
            return
        painter = QPainter(self)
        painter.setFont(self._theme.semibold("body") if self._ink == "danger" else self._theme.font("body"))
        painter.setPen(self._theme.color(self._ink))
        wide = painter.fontMetrics().horizontalAdvance(self.text())
        side = self._theme.px(18)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = 0 if mirrored else self.width() - wide
        painter.drawText(left, 0, wide, self.height(), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        icon_left = wide + 8 if mirrored else left - 8 - side
        self._theme.paint_icon(
            painter,
            QRectF(icon_left, (self.height() - side) / 2, side, side),
            self._icon,
            self._theme.color(self._ink),
        )

    def _show(self, words: str, icon: str, ink: str) -> None:
        if words != self.text():
            self._icon, self._ink = icon, ink
            self.setText(words)
            self.update()

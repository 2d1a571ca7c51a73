"""How far a participant is: up to twelve parts that fill one after the other."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from climate_desktop.ui.theme import Theme

PARTS = 12


class StatementProgress(QProgressBar):
    """A progress bar without text, in at most twelve parts; one part where the text is largest."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextVisible(False)
        self.setStyleSheet("min-height: 0; max-height: 64px")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Progress"))

    def show_position(self, position: int, total: int) -> None:
        """`position` counts from 1."""
        self.setRange(0, max(1, total))
        self.setValue(position)
        said = self.tr("Statement {position} of {total}").format(position=position, total=total)
        self.setAccessibleDescription(said)

    def sizeHint(self) -> QSize:
        """A thin line, as wide as there is room."""
        return QSize(400, self._theme.px(8))

    def minimumSizeHint(self) -> QSize:
        """Still told apart in a narrow window."""
        return QSize(120, self._theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The parts, filled up to the place of the statement."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parts = 1 if self._theme.scale >= 2 else min(PARTS, max(1, self.maximum()))
        gap = 4.0
        width = (self.width() - gap * (parts - 1)) / parts
        filled = parts * self.value() / max(1, self.maximum())
        for part in range(parts):
            place = parts - 1 - part if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else part
            box = QRectF(place * (width + gap), 0, width, self.height()).adjusted(0.5, 0.5, -0.5, -0.5)
            self._paint_part(painter, box, min(1.0, max(0.0, filled - part)))

    def _paint_part(self, painter: QPainter, box: QRectF, share: float) -> None:
        theme, radius = self._theme, box.height() / 2
        outline = QPainterPath()
        outline.addRoundedRect(box, radius, radius)
        painter.fillPath(outline, theme.color("sunken"))
        if share > 0:
            full = QRectF(box.left(), box.top(), box.width() * share, box.height())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                full.moveRight(box.right())
            painter.save()
            painter.setClipRect(full)
            painter.fillPath(outline, theme.color("accent"))
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("control_line"), 1))
        painter.drawPath(outline)

"""A picture of where the bands begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from climate_desktop.ui.marks import paint_pattern

if TYPE_CHECKING:
    from climate_desktop.core.instrument import Band
    from climate_desktop.ui.theme import Theme

_HEIGHT = 22


class BandPicture(QWidget):
    """All bands on one strip from 0 to 100, each with its pattern, and below it its word and its numbers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bands: tuple[Band, ...] = ()
        self._words: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bands(self, bands: Sequence[Band], words: Sequence[str]) -> None:
        """Shows these bands with these words; a screen reader hears the same in words."""
        self._bands, self._words = tuple(bands), tuple(words)
        said = [
            self.tr("{band} {low} to {high}").format(band=word, low=band.low, high=band.high)
            for band, word in zip(self._bands, self._words, strict=True)
        ]
        self.setAccessibleName(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """The strip and one line of words."""
        line = QFontMetrics(self._theme.font("small")).height()
        return QSize(self._theme.px(240), self._theme.px(_HEIGHT) + self._theme.space(6) + line + 4)

    def minimumSizeHint(self) -> QSize:
        """Narrow is fine."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the strip and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        box = QRectF(2, 2, self.width() - 4, theme.px(_HEIGHT))
        outline = QPainterPath()
        outline.addRoundedRect(box, theme.px(5), theme.px(5))
        painter.fillPath(outline, theme.color("zone_empty"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for position, band in enumerate(self._bands):
            self._paint_band(painter, box, outline, band, self._words[position], mirrored=mirrored)
        painter.strokePath(outline, QPen(theme.color("band_outline"), 1.25))
        painter.end()

    def _paint_band(
        self, painter: QPainter, box: QRectF, outline: QPainterPath, band: Band, word: str, *, mirrored: bool
    ) -> None:
        theme = self._theme
        low, high = band.low / 100, min(band.high + 1, 100) / 100
        if mirrored:
            low, high = 1 - high, 1 - low
        part = QRectF(box.left() + box.width() * low, box.top(), box.width() * (high - low), box.height())
        path = QPainterPath()
        path.addRect(part)
        path = path.intersected(outline)
        paint_pattern(painter, path, theme, band.id, theme.scale * float(theme.token("band", "low")["step_px"]))
        painter.strokePath(path, QPen(theme.color("band_outline"), 1.25))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text"))
        said = self.tr("{band} {low}–{high}").format(band=word, low=band.low, high=band.high)
        line = painter.fontMetrics()
        if line.horizontalAdvance(said) > part.width():
            said = word if line.horizontalAdvance(word) <= part.width() else ""
        foot = QPointF(part.left(), box.bottom() + theme.space(6) + line.ascent())
        if mirrored:
            foot.setX(part.right() - line.horizontalAdvance(said))
        painter.drawText(foot, said)

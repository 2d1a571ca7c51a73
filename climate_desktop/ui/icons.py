"""The program's icons: SVG files with `currentColor`, drawn in whatever ink is asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_MIRRORED = frozenset({"arrow-left", "arrow-right", "chevron-left", "chevron-right", "undo"})
"""Icons that point along the line of reading, and turn round where that line runs from right to left."""


class Icons:
    """Every icon of one folder by name, drawn once per ink and kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn: dict[tuple[str, str], QSvgRenderer] = {}

    def names(self) -> tuple[str, ...]:
        """The name of every icon there is, in order."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.svg")))

    def paint(self, painter: QPainter, box: QRectF, name: str, ink: QColor, *, mirrored: bool = False) -> None:
        """Draws the icon into the box. Raises FileNotFoundError when there is no icon of that name."""
        renderer = self._renderer(name, ink.name())
        painter.save()
        if mirrored and name in _MIRRORED:
            painter.translate(2 * box.x() + box.width(), 0)
            painter.scale(-1, 1)
        renderer.render(painter, box)
        painter.restore()

    def pixmap(self, name: str, ink: QColor, size: int, ratio: float = 1.0, *, mirrored: bool = False) -> QPixmap:
        """The icon as a picture of size × size, `ratio` times as fine."""
        picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRectF(0, 0, size, size), name, ink, mirrored=mirrored)
        painter.end()
        return picture

    def icon(self, name: str, ink: QColor, disabled_ink: QColor, size: int, *, mirrored: bool = False) -> QIcon:
        """The icon for a menu, a tab or a field, with its disabled twin."""
        icon = QIcon()
        for mode, colour in ((QIcon.Mode.Normal, ink), (QIcon.Mode.Active, ink), (QIcon.Mode.Disabled, disabled_ink)):
            for ratio in (1.0, 2.0):
                icon.addPixmap(self.pixmap(name, colour, size, ratio, mirrored=mirrored), mode)
        return icon

    def _renderer(self, name: str, colour: str) -> QSvgRenderer:
        key = (name, colour)
        if key not in self._drawn:
            text = (self._folder / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
            self._drawn[key] = QSvgRenderer(QByteArray(text.encode("utf-8")))
        return self._drawn[key]

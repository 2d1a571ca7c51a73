"""One of the three faces that a participant can press instead of the whole scale, with its word below it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from climate_desktop.core import faces
from climate_desktop.ui.answer_row import paint_ground
from climate_desktop.ui.theme import Theme

_RADIUS = 18
_WIDE, _TALL = 210, 145
"""The size of a tile at 100 %."""
_FACE = 65
_LEAST_FACE = 40


class FaceTile(QRadioButton):
    """A radio button as a tile: the key that chooses it, the face, the word.

    Chosen is told by a thick edge, ground and a tick in the corner, so that it holds without colour.
    """

    def __init__(self, theme: Theme, face: str, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self._face = face
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", _RADIUS)
        theme.changed.connect(self._measure)
        self._measure()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole tile is one target."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """As large as it is drawn best."""
        theme = self._theme
        return QSize(max(theme.px(_WIDE), self._least_width()), max(theme.px(_TALL), self._tall(_FACE)))

    def minimumSizeHint(self) -> QSize:
        """Lower, with a smaller face, where the screen is low."""
        return QSize(self._least_width(), max(44, self._tall(_LEAST_FACE)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tile in its state; the focus ring is painted outside it by the theme."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, theme, _RADIUS, chosen=self.isChecked())
        ink = theme.color("text" if self.isEnabled() or self.isChecked() else "disabled_text")
        line = self._line()
        free = self.height() - line - self._gap()
        side = min(theme.px(_FACE), free - 2 * self._edge())
        top = (free - side) / 2
        paint_face(painter, QRectF((self.width() - side) / 2, top, side, side), self._face, ink)
        painter.setFont(theme.font("large", bold=True))
        painter.setPen(ink)
        words = QRect(0, round(top + side) + self._gap(), self.width(), line)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        self._paint_key(painter)
        if self.isChecked():
            self._paint_tick(painter)

    def _paint_key(self, painter: QPainter) -> None:
        theme, side = self._theme, self._cap()
        cap = QRectF(self._at_start(), self._edge(), side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("control_line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(cap, 6, 6)
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(theme.color("text" if self.isEnabled() else "disabled_text"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _paint_tick(self, painter: QPainter) -> None:
        theme, side = self._theme, self._cap()
        badge = QRectF(self.width() - self._at_start() - side, self._edge(), side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(badge)
        inner = badge.adjusted(side * 0.22, side * 0.22, -side * 0.22, -side * 0.22)
        theme.paint_icon(painter, inner, "check", theme.color("on_accent"))

    def _at_start(self) -> float:
        """Where the key begins; the tick ends as far from the other side."""
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return self.width() - self._edge() - self._cap() if right else self._edge()

    def _measure(self) -> None:
        self.setMaximumWidth(max(self._theme.px(_WIDE), self._least_width()))
        self.updateGeometry()

    def _least_width(self) -> int:
        word = QFontMetrics(self._theme.font("large", bold=True)).horizontalAdvance(self.text())
        face_between = self._theme.px(_LEAST_FACE) + 2 * (round(self._cap()) + 2 * self._edge())
        return max(word + 4 * self._edge(), face_between)

    def _tall(self, face: int) -> int:
        return self._theme.px(face) + self._line() + self._gap() + 2 * self._edge()

    def _line(self) -> int:
        return QFontMetrics(self._theme.font("large", bold=True)).height()

    def _gap(self) -> int:
        return self._theme.space(8)

    def _edge(self) -> int:
        return self._theme.space(11)

    def _cap(self) -> float:
        return 26 * self._theme.scale


def paint_face(painter: QPainter, box: QRectF, face: str, ink: QColor) -> None:
    """Draws one of the three faces into a square. KeyError when there is no such face."""
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width() / 100, box.height() / 100)
    painter.setPen(QPen(ink, faces.LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    (x, y), radius = faces.HEAD
    painter.drawEllipse(QPointF(x, y), radius, radius)
    start, *rest = (QPointF(*point) for point in faces.MOUTHS[face])
    mouth = QPainterPath(start)
    mouth.cubicTo(*rest)
    painter.drawPath(mouth)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for eye in faces.EYES:
        painter.drawEllipse(QPointF(*eye), faces.EYE, faces.EYE)
    painter.restore()

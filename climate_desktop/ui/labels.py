"""Words and signs that are only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_NO_MEASURE = 16_777_215

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme


class Label(QLabel):
    """Words on the screen: plain text that wraps, in one of the four sizes, at most 72 characters to a line.

    `role` is title, large, body, strong, small or caption; `ink` is empty, soft, accent, danger, on_accent or
    on_danger.
    """

    def __init__(self, theme: Theme, text: str, role: str, *, ink: str = "", wrap: bool = True) -> None:
        super().__init__(text)
        self._theme = theme
        self._role = role
        self._widest = _NO_MEASURE
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._measure()

    def set_ink(self, ink: str) -> None:
        """Takes another ink."""
        self._set("ink", ink)

    def set_role(self, role: str) -> None:
        """Takes another size and weight."""
        self._role = role
        self._set("role", role)

    def heightForWidth(self, width: int) -> int:
        """The height of the lines, none of them longer than the measure."""
        return super().heightForWidth(min(width, self._widest))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the words at the start of the label, or in its middle, in lines no longer than the measure."""
        if self.width() <= self._widest:
            super().paintEvent(event)
            return
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        free = self.width() - self._widest
        start = free // 2 if self.alignment() & Qt.AlignmentFlag.AlignHCenter else free if mirrored else 0
        box = QRect(start, 0, self._widest, self.height())
        flags = int(self.alignment()) | int(Qt.TextFlag.TextWordWrap)
        painter = QPainter(self)
        self.style().drawItemText(
            painter, box, flags, self.palette(), self.isEnabled(), self.text(), self.foregroundRole()
        )
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Measures the line again when the text scale has changed."""
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        super().changeEvent(event)

    def _set(self, name: str, value: str) -> None:
        if self.property(name) != value:
            self.setProperty(name, value)
            self.style().unpolish(self)
            self.style().polish(self)
            self._measure()

    def _measure(self) -> None:
        """The width of 72 characters, for what is read in sentences."""
        self._widest = _NO_MEASURE
        if self.wordWrap() and self._role in ("body", "small"):
            one = QFontMetrics(self._theme.font(self._role)).averageCharWidth()
            self._widest = one * int(self._theme.token("type", "measure_max_chars"))


class IconLabel(QWidget):
    """An icon that stands beside words and says nothing by itself, in the ink of its token in every theme.

    With `ground` it stands in a disc (or, `square`, a rounded square) of that token, twice as wide.
    """

    def __init__(
        self, theme: Theme, icon: str, *, token: str = "text", size: int = 20, ground: str = "", square: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._token = token
        self._size = size
        self._ground = ground
        self._square = square
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, token: str = "") -> None:
        """Shows another icon, in another ink when one is named."""
        self._icon = icon
        self._token = token or self._token
        self.update()

    def sizeHint(self) -> QSize:
        """The square of the icon or of its ground, scaled."""
        side = self._theme.px(self._size * (2 if self._ground else 1))
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground and the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(self._ground))
            radius = self._theme.radius("field") if self._square else box.width() / 2
            painter.drawRoundedRect(box, radius, radius)
        side = self._theme.px(self._size)
        inner = QRectF((box.width() - side) / 2, (box.height() - side) / 2, side, side)
        self._theme.paint_icon(painter, inner, self._icon, self._theme.color(self._token))
        painter.end()

"""The number pad as it is drawn beside the paper: each key with what it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from climate_desktop.core.instrument import Scale
from climate_desktop.core.keypad import keypad
from climate_desktop.core.words import Words
from climate_desktop.ui.keying_words import key_words, pad_in_words
from climate_desktop.ui.theme import Theme

_GAP, _PADDING = 10, 11
_DIGITS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"))
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
_LINE = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class _Cap:
    """One key as it is drawn: its sign, its words (none when it means nothing), whether it is on the scale, its width."""

    sign: str
    words: str = ""
    on_scale: bool = False
    columns: int = 1


class KeyMap(QWidget):
    """The keys in the places where they lie. Nothing here is pressed; a screen reader hears all of it as one text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[Sequence[_Cap]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("What each key stands for"))

    def show_keys(self, scale: Scale, words: Words) -> None:
        """Draws the pad for this scale, in the words of the paper."""
        keys = keypad(scale)
        caps = {
            sign: _Cap(sign, key_words(key, words), isinstance(key.response, int) and not isinstance(key.response, str))
            for sign, key in keys.items()
        }
        signs = [sign for sign in ("/", "*", "-", "+") if sign in caps]
        self._rows = [[caps[sign] for sign in row] for row in (signs[:3], signs[3:]) if row]
        self._rows += [[caps.get(sign, _Cap(sign)) for sign in row] for row in _DIGITS]
        zero = caps["0"]
        self._rows.append([_Cap("0", zero.words, zero.on_scale, 2), _Cap(".", self.tr("Back one"))])
        self.setAccessibleDescription(pad_in_words(scale, words))
        self.updateGeometry()
        self._fit()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """True: words wrap inside a key."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        rows = self._heights(width)
        return sum(rows) + max(len(rows) - 1, 0) * self._theme.space(_GAP)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        width = max(self.width(), self._theme.px(300))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Three keys that hold the longest word."""
        metrics = QFontMetrics(self._theme.font("small"))
        longest = max(
            (metrics.horizontalAdvance(word) for row in self._rows for cap in row for word in cap.words.split()),
            default=0,
        )
        width = 3 * (longest + 2 * self._theme.space(_PADDING) + 2) + 2 * self._theme.space(_GAP)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the words in this width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws every key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, top = self._theme.space(_GAP), 0
        for row, height in zip(self._rows, self._heights(self.width()), strict=True):
            left = 0.0
            for cap in row:
                width = self._cap_width(self.width(), cap.columns)
                self._paint_cap(painter, QRectF(left, top, width, height), cap)
                left += width + gap
            top += height + gap
        painter.end()

    def _paint_cap(self, painter: QPainter, box: QRectF, cap: _Cap) -> None:
        theme = self._theme
        line = theme.line_px("control_px")
        known = bool(cap.words)
        painter.setPen(QPen(theme.color("accent" if cap.on_scale else "control_line" if known else "line"), line))
        painter.setBrush(theme.color("accent_soft" if cap.on_scale else "surface" if known else "disabled_fill"))
        radius = theme.radius("field")
        painter.drawRoundedRect(box.adjusted(line / 2, line / 2, -line / 2, -line / 2), radius, radius)
        pad = theme.space(_PADDING)
        inner = box.adjusted(pad, pad * 0.7, -pad + 1, -pad * 0.8)
        painter.setFont(theme.semibold("large"))
        painter.setPen(theme.color("accent" if cap.on_scale else "text" if known else "disabled_text"))
        if self._is_flat(cap):
            painter.drawText(inner, _LINE, cap.sign)
            inner.setLeft(inner.left() + theme.px(24))
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text"))
            painter.drawText(inner, _LINE | int(Qt.TextFlag.TextWordWrap), cap.words)
            return
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop), cap.sign)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text"))
        painter.drawText(inner, _WRAP, cap.words)

    def _is_flat(self, cap: _Cap) -> bool:
        return cap.sign in ("0", ".")

    def _cap_width(self, width: int, columns: int) -> float:
        one = (width - 2 * self._theme.space(_GAP)) / 3
        return one * columns + self._theme.space(_GAP) * (columns - 1)

    def _heights(self, width: int) -> list[int]:
        """The height of each row: the sign and under it the words that need most lines."""
        theme = self._theme
        metrics = QFontMetrics(theme.font("small"))
        sign = QFontMetrics(theme.semibold("large")).height()
        heights = []
        for row in self._rows:
            tallest = 0
            for cap in row:
                beside = theme.px(24) if self._is_flat(cap) else 0
                room = QRectF(0, 0, self._cap_width(width, cap.columns) - 2 * theme.space(_PADDING) - beside, 10_000)
                words = metrics.boundingRect(room.toRect(), _WRAP, cap.words).height()
                tallest = max(tallest, words if self._is_flat(cap) else words + sign)
            heights.append(max(tallest + round(theme.space(_PADDING) * 1.7), theme.height(48)))
        return heights

    def _fit(self) -> None:
        self.setMinimumHeight(self.heightForWidth(self.width()))

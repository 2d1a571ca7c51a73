"""Buttons: one class for all that is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ROUNDING = 2
"""Pixels by which wrapped words may come out wider than their advance."""

KINDS = ("primary", "secondary", "quiet", "danger", "navigation", "segment")


@dataclass(frozen=True)
class _Measures:
    """What a size of button is made of, in pixels at 100 %."""

    height: int
    padding: int
    gap: int
    icon: int
    role: str


_SIZES = {
    "small": _Measures(36, 12, 8, 16, "small"),
    "normal": _Measures(44, 18, 10, 18, "body"),
    "side": _Measures(44, 12, 14, 18, "body"),
    "tall": _Measures(48, 22, 14, 20, "body"),
    "big": _Measures(64, 24, 16, 24, "large"),
    "hand_over": _Measures(80, 24, 16, 28, "large"),
}


@dataclass(frozen=True)
class _Colours:
    """Ground, edge and ink of one state. No ground or edge is a transparent colour."""

    ground: QColor
    edge: QColor
    ink: QColor


class Button(QPushButton):
    """A push button that draws itself from the theme: icon, words, a line of detail, an icon at the end.

    `kind` is one of KINDS, `size` one of small, normal, tall, big, hand_over. Words that do not fit into one line are
    wrapped. The accessible name is the text; a detail becomes the accessible description.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        kind: str = "secondary",
        icon: str = "",
        end_icon: str = "",
        detail: str = "",
        size: str = "normal",
        from_start: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._kind = kind
        self._icon = icon
        self._end_icon = end_icon
        self._detail = detail
        self._measures = _SIZES[size]
        self._from_start = from_start
        self._grown = False
        self._least_height = 0
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._set_ring()

    def say(self, text: str, detail: str = "") -> None:
        """Gives the button other words."""
        self.setText(text)
        self.setAccessibleName(text)
        self._detail = detail
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def show_icon(self, icon: str) -> None:
        """Gives the button another icon; an empty name takes it away."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words in one line need."""
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        detail = QFontMetrics(self._theme.font("small")).horizontalAdvance(self._detail)
        width = max(words, detail) + self._beside_words() + _ROUNDING
        return QSize(max(width, self._theme.size("target_min")), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word needs, where the layout may shrink the button at all."""
        metrics = QFontMetrics(self._font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        width = longest + self._beside_words() + _ROUNDING
        return QSize(width, self._theme.height(self._measures.height, self._lines))

    def heightForWidth(self, width: int) -> int:
        """The height of the size, or more when the words need more lines."""
        room = max(width - self._beside_words(), 1)
        words, detail = self._word_heights(room)
        return max(self._theme.height(self._measures.height, self._lines), words + detail + self._theme.space(16))

    def hasHeightForWidth(self) -> bool:
        """True: words that wrap need more height."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as Space does; held down, it does so once."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _COMMANDS:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grows when the words need more lines than the height was made for."""
        super().resizeEvent(event)
        needed = self.heightForWidth(self.width())
        if needed > self._theme.height(self._measures.height, self._lines):
            if not self._grown:
                self._least_height = self.minimumHeight()
            self._grown = True
            self.setMinimumHeight(needed)
        elif self._grown:
            self._grown = False
            self.setMinimumHeight(self._least_height)

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the theme or the text scale has changed."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._set_ring()
            self.updateGeometry()
        if event.type() == QEvent.Type.StyleChange:
            self._grown = False  # the style sheet has just set its own least height again
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws ground, edge, icon and words in the colours of the state."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._colours()
        self._paint_box(painter, colours)
        self._paint_contents(painter, colours)
        painter.end()

    def _paint_box(self, painter: QPainter, colours: _Colours) -> None:
        width = self._theme.line_px("control_px")
        box = QRectF(self.rect())
        if colours.edge.alpha():
            box.adjust(width / 2, width / 2, -width / 2, -width / 2)
            painter.setPen(QPen(colours.edge, width))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.ground)
        radius = self._theme.radius("field")
        painter.drawRoundedRect(box, radius, radius)

    def _paint_contents(self, painter: QPainter, colours: _Colours) -> None:
        theme, sizes = self._theme, self._measures
        beside = self._beside_words()
        room = self.width() - beside
        words_height, detail_height = self._word_heights(max(room, 1))
        metrics = QFontMetrics(self._font())
        words_width = room if self._from_start else min(room, metrics.horizontalAdvance(self.text()) + _ROUNDING)
        padding = theme.space(sizes.padding)
        left = padding if self._from_start else padding + (room - words_width) // 2
        if self._icon:
            self._paint_one_icon(painter, left, self._icon, colours.ink)
            left += theme.space(sizes.icon + sizes.gap)
        top = (self.height() - words_height - detail_height) // 2
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        flags = int(start) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.setPen(colours.ink)
        painter.setFont(self._painted_font())
        painter.drawText(self._mirrored(QRect(left, top, words_width, words_height)), flags, self.text())
        if self._detail:
            painter.setFont(theme.font("small"))
            painter.drawText(self._mirrored(QRect(left, top + words_height, room, detail_height)), flags, self._detail)
        if self._end_icon:
            end = self.width() - padding - theme.space(sizes.icon)
            if not self._from_start:
                end = left + words_width + theme.space(sizes.gap)
            self._paint_one_icon(painter, end, self._end_icon, colours.ink)

    def _paint_one_icon(self, painter: QPainter, left: int, name: str, ink: QColor) -> None:
        side = self._theme.space(self._measures.icon)
        box = self._mirrored(QRect(left, (self.height() - side) // 2, side, side))
        self._theme.paint_icon(painter, QRectF(box), name, ink)

    def _mirrored(self, box: QRect) -> QRect:
        """The same box, counted from the right where lines run from right to left."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRect(self.width() - box.x() - box.width(), box.y(), box.width(), box.height())
        return box

    def _word_heights(self, room: int) -> tuple[int, int]:
        """The heights of the words and of the detail in this much width."""
        wrap = int(Qt.TextFlag.TextWordWrap)
        tall = QRect(0, 0, room, 10_000)
        words = QFontMetrics(self._font()).boundingRect(tall, wrap, self.text()).height()
        if not self._detail:
            return words, 0
        return words, QFontMetrics(self._theme.font("small")).boundingRect(tall, wrap, self._detail).height()

    def _beside_words(self) -> int:
        """The width of everything but the words."""
        sizes = self._measures
        icons = (1 if self._icon else 0) + (1 if self._end_icon else 0)
        gaps = icons if self.text() else 0
        space = self._theme.space
        return 2 * space(sizes.padding) + icons * space(sizes.icon) + gaps * space(sizes.gap)

    @property
    def _lines(self) -> int:
        """How many lines of text the height of the button is made for."""
        return 2 if self._detail else 1

    def _font(self) -> QFont:
        return self._theme.semibold(self._measures.role)

    def _painted_font(self) -> QFont:
        font = self._font()
        if self._kind == "quiet" and self.isDown():
            font.setUnderline(True)
        return font

    def _set_ring(self) -> None:
        self.setProperty("ring_radius", float(self._theme.radius("field")))

    def _colours(self) -> _Colours:
        """Ground, edge and ink for what is happening to the button."""
        color = self._theme.color
        none = QColor(Qt.GlobalColor.transparent)
        down = self.isDown()
        over = self.underMouse()
        if not self.isEnabled():
            bare = self._kind in ("quiet", "navigation")
            return _Colours(
                none if bare else color("disabled_fill"), none if bare else color("line"), color("disabled_text")
            )
        if self._kind == "primary":
            ground = color("accent_pressed" if down else "accent_hover" if over else "accent")
            return _Colours(ground, none, color("on_accent"))
        if self._kind == "danger":
            if down:
                return _Colours(color("danger"), none, color("on_danger"))
            return _Colours(color("danger_soft" if over else "surface"), color("danger"), color("danger"))
        if self._kind == "quiet":
            return _Colours(color("accent_soft") if over or down else none, none, color("accent"))
        chosen = self.isChecked()
        if self._kind == "navigation":
            ground = color("accent_soft") if chosen or over or down else none
            edge = color("accent") if chosen and self._theme.is_contrast else none
            return _Colours(ground, edge, color("accent" if chosen or over else "text"))
        if chosen or down:
            return _Colours(color("accent_soft"), color("accent"), color("accent"))
        return _Colours(
            color("surface"), color("accent" if over else "control_line"), color("accent" if over else "text")
        )


class Segment(Button):
    """One choice of a segmented row: like its neighbours, with round corners only at the ends of the row."""

    first = True
    last = True

    def _paint_box(self, painter: QPainter, colours: _Colours) -> None:
        width = self._theme.line_px("control_px")
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left_end, right_end = (self.last, self.first) if mirrored else (self.first, self.last)
        if not right_end:
            box.adjust(0, 0, width, 0)
        path = _partly_round(box, float(self._theme.radius("field")), left=left_end, right=right_end)
        painter.setPen(QPen(self._theme.color("control_line"), width))
        painter.setBrush(colours.ground)
        painter.drawPath(path)


def _partly_round(box: QRectF, radius: float, *, left: bool, right: bool) -> QPainterPath:
    """A box whose left or right pair of corners is round."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    square = QPainterPath()
    if not left:
        square.addRect(QRectF(box.x(), box.y(), box.width() / 2, box.height()))
    if not right:
        square.addRect(QRectF(box.center().x(), box.y(), box.width() / 2, box.height()))
    return path.united(square).simplified()

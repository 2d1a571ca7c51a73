"""Radio buttons and check boxes that draw themselves: plain, as a framed card, and as an answer row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeading)


class Radio(QRadioButton):
    """A plain radio button. Its accessible name is its text: set "question, choice" where the question matters."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        _prepare(self, theme, text)

    def sizeHint(self) -> QSize:
        """The mark and the words in one line."""
        return _plain_size(self, self._theme)

    def minimumSizeHint(self) -> QSize:
        """The mark and the longest word."""
        return _plain_minimum(self, self._theme)

    def hasHeightForWidth(self) -> bool:
        """True: long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the words in this width."""
        return _plain_height(self, self._theme, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the words in this width: a fixed height alone would cut the second line off."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def hitButton(self, pos: QPoint) -> bool:
        """The whole widget is the target."""
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the theme or the text scale has changed."""
        _changed(self, self._theme, event)
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the mark and the words."""
        _paint_plain(self, self._theme, round_mark=True)


class Check(QCheckBox):
    """A plain check box."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        _prepare(self, theme, text)

    def sizeHint(self) -> QSize:
        """The mark and the words in one line."""
        return _plain_size(self, self._theme)

    def minimumSizeHint(self) -> QSize:
        """The mark and the longest word."""
        return _plain_minimum(self, self._theme)

    def hasHeightForWidth(self) -> bool:
        """True: long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the words in this width."""
        return _plain_height(self, self._theme, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the words in this width: a fixed height alone would cut the second line off."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def hitButton(self, pos: QPoint) -> bool:
        """The whole widget is the target."""
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the theme or the text scale has changed."""
        _changed(self, self._theme, event)
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the mark and the words."""
        _paint_plain(self, self._theme, round_mark=False)


class FramedRadio(QRadioButton):
    """A radio button in a frame of its own; click anywhere.

    As a card it has a bold title and small words of detail. As an answer row (`key` or `large`) it has one line of
    large words and, at the end, a cap with the key that chooses it. Chosen: thick accent edge, soft ground and bold,
    without moving anything. `edge_px` is the thickness of that edge.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        detail: str = "",
        key: str = "",
        large: bool = False,
        edge_px: float = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._detail = detail
        self._key = key
        self._large = large
        self._edge_px = edge_px
        self._padding = 18
        _prepare(self, theme, text)
        self.setAccessibleDescription(detail)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def explain(self, detail: str) -> None:
        """Puts other words of detail below the title."""
        self._detail = detail
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the words in one line, up to 420 pixels at 100 %."""
        words = QFontMetrics(self._font(bold=True)).horizontalAdvance(self.text())
        detail = QFontMetrics(self._theme.font("small")).horizontalAdvance(self._detail)
        width = min(max(words, detail) + self._beside_words() + 1, self._theme.px(420))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the longest word."""
        metrics = QFontMetrics(self._font(bold=True))
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        width = longest + self._beside_words() + 1
        return QSize(width, self._least_height())

    def hasHeightForWidth(self) -> bool:
        """True: long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of title and detail in this width, the same chosen or not."""
        title, detail = self._word_heights(max(width - self._beside_words(), 1))
        return max(title + detail + self._theme.space(2 * self._padding), self._least_height())

    def hitButton(self, pos: QPoint) -> bool:
        """The whole frame is the target."""
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the theme or the text scale has changed."""
        _changed(self, self._theme, event)
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ring goes round the whole frame."""
        super().resizeEvent(event)
        self.setProperty("ring_radius", float(self._theme.radius("choice")))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws frame, mark, words and key cap."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        side = theme.space(22)
        pad = theme.space(self._padding)
        room = max(self.width() - self._beside_words(), 1)
        title, detail = self._word_heights(room)
        top = (self.height() - title - detail) // 2
        line = QFontMetrics(self._font(bold=True)).height()
        mark = QRect(pad, top + (line - side) // 2, side, side)
        paint_mark(painter, QRectF(_mirrored(self, mark)), self, theme, round_mark=True)
        left = pad + side + theme.space(14)
        painter.setPen(theme.color("text" if self.isEnabled() else "disabled_text"))
        painter.setFont(self._font(bold=self.isChecked() or not self._large))
        painter.drawText(_mirrored(self, QRect(left, top, room, title)), _WRAP, self.text())
        if self._detail:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text" if self.isChecked() else "text_soft"))
            painter.drawText(_mirrored(self, QRect(left, top + title, room, detail)), _WRAP, self._detail)
        if self._key:
            self._paint_key(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        theme = self._theme
        width = theme.line_px("control_px")
        edge = theme.color("accent" if self.underMouse() else "control_line" if self._large else "line")
        ground = theme.color("surface")
        if not self.isEnabled():
            edge, ground = theme.color("line"), theme.color("disabled_fill")
        elif self.isChecked():
            width, edge, ground = self._edge_px, theme.color("accent"), theme.color("accent_soft")
        elif self.isDown():
            ground = theme.color("accent_soft")
        painter.setPen(QPen(edge, width))
        painter.setBrush(ground)
        radius = theme.radius("choice")
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius
        )

    def _paint_key(self, painter: QPainter) -> None:
        theme = self._theme
        side = theme.px(26)
        box = QRect(self.width() - theme.space(self._padding) - side, (self.height() - side) // 2, side, side)
        painter.setPen(QPen(theme.color("control_line"), theme.line_px("control_px")))
        painter.setBrush(theme.color("surface"))
        box = _mirrored(self, box)
        painter.drawRoundedRect(QRectF(box), theme.radius("small"), theme.radius("small"))
        painter.setPen(theme.color("text"))
        painter.setFont(theme.semibold("small"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _least_height(self) -> int:
        return self._theme.size("answer_row") if self._large else self._theme.size("button")

    def _word_heights(self, room: int) -> tuple[int, int]:
        tall = QRect(0, 0, room, 10_000)
        title = QFontMetrics(self._font(bold=True)).boundingRect(tall, _WRAP, self.text()).height()
        if not self._detail:
            return title, 0
        return title, QFontMetrics(self._theme.font("small")).boundingRect(tall, _WRAP, self._detail).height()

    def _beside_words(self) -> int:
        theme = self._theme
        cap = theme.px(26) + theme.space(14) if self._key else 0
        return theme.space(2 * self._padding) + theme.space(22) + theme.space(14) + cap

    def _font(self, *, bold: bool) -> QFont:
        role = "large" if self._large else "body"
        return self._theme.semibold(role) if bold else self._theme.font(role, bold=False)


def paint_mark(painter: QPainter, box: QRectF, button: QAbstractButton, theme: Theme, *, round_mark: bool) -> None:
    """Draws the mark of a radio button or a check box in the state of the button."""
    checked, enabled = button.isChecked(), button.isEnabled()
    edge = theme.color("control_line" if enabled else "disabled_text")
    if enabled and (checked or button.underMouse()):
        edge = theme.color("accent")
    fill = edge if checked and not round_mark else theme.color("surface" if enabled else "disabled_fill")
    painter.setPen(QPen(edge, 2))
    painter.setBrush(fill)
    inner = box.adjusted(1, 1, -1, -1)
    if round_mark:
        painter.drawEllipse(inner)
        if checked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(edge)
            painter.drawEllipse(box.center(), box.width() * 0.23, box.width() * 0.23)
        return
    painter.drawRoundedRect(inner, theme.radius("small"), theme.radius("small"))
    if checked:
        away = box.width() * 0.14
        ink = theme.color("on_accent" if enabled else "disabled_fill")
        theme.paint_icon(painter, box.adjusted(away, away, -away, -away), "check", ink)


def _prepare(button: QAbstractButton, theme: Theme, text: str) -> None:
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setAccessibleName(text)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    _set_ring(button, theme)


def _changed(button: QAbstractButton, theme: Theme, event: QEvent) -> None:
    if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
        _set_ring(button, theme)
        button.updateGeometry()
        if not isinstance(button, FramedRadio):
            button.setMinimumHeight(button.heightForWidth(button.width()))


def _set_ring(button: QAbstractButton, theme: Theme) -> None:
    """Plain ones wear the ring round the mark."""
    if isinstance(button, FramedRadio):
        button.setProperty("ring_radius", float(theme.radius("choice")))
        return
    side = theme.space(22)
    height = button.heightForWidth(max(button.width(), 1)) if button.isVisible() else _line(theme)
    _, top = _mark_at(theme, height)
    button.setProperty("ring_box", QRect(0, top, side, side))
    button.setProperty("ring_radius", side / 2 if isinstance(button, Radio) else float(theme.radius("small")))


def _line(theme: Theme) -> int:
    """The height of one line with its mark: never under a target's least size."""
    return max(QFontMetrics(theme.font("body")).height(), theme.space(28))


def _mark_at(theme: Theme, _height: int) -> tuple[int, int]:
    return 0, (_line(theme) - theme.space(22)) // 2


def _plain_words(button: QAbstractButton, theme: Theme, room: int) -> int:
    metrics = QFontMetrics(theme.font("body"))
    return metrics.boundingRect(QRect(0, 0, max(room, 1), 10_000), _WRAP, button.text()).height()


def _plain_size(button: QAbstractButton, theme: Theme) -> QSize:
    words = QFontMetrics(theme.font("body")).horizontalAdvance(button.text())
    return QSize(theme.space(22) + theme.space(8) + words + 2, _line(theme))


def _plain_minimum(button: QAbstractButton, theme: Theme) -> QSize:
    metrics = QFontMetrics(theme.font("body"))
    longest = max((metrics.horizontalAdvance(word) for word in button.text().split()), default=0)
    return QSize(theme.space(22) + theme.space(8) + longest + 2, _line(theme))


def _plain_height(button: QAbstractButton, theme: Theme, width: int) -> int:
    room = width - theme.space(22) - theme.space(8)
    over = max((_line(theme) - QFontMetrics(theme.font("body")).height()) // 2, 0)
    return max(_line(theme), _plain_words(button, theme, room) + 2 * over)


def _paint_plain(button: QAbstractButton, theme: Theme, *, round_mark: bool) -> None:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = theme.space(22)
    left, top = _mark_at(theme, button.height())
    paint_mark(painter, QRectF(_mirrored(button, QRect(left, top, side, side))), button, theme, round_mark=round_mark)
    painter.setPen(theme.color("text" if button.isEnabled() else "disabled_text"))
    painter.setFont(theme.font("body"))
    start = side + theme.space(8)
    words = _plain_words(button, theme, button.width() - start)
    first_line = QFontMetrics(theme.font("body")).height()
    painter.drawText(
        _mirrored(button, QRect(start, max((_line(theme) - first_line) // 2, 0), button.width() - start, words)),
        _WRAP,
        button.text(),
    )
    painter.end()


def _mirrored(button: QAbstractButton, box: QRect) -> QRect:
    """The same box, counted from the right where lines run from right to left."""
    if button.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QRect(button.width() - box.x() - box.width(), box.y(), box.width(), box.height())
    return box

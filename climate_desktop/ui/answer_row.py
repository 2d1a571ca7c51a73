"""What a participant presses to answer: a row for each choice of the scale, a smaller button for each other answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QRadioButton, QSizePolicy, QWidget

from climate_desktop.ui.theme import Theme

_ROW_RADIUS = 14
_BUTTON_RADIUS = 10
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class AnswerRow(QRadioButton):
    """A full-width radio button: ring at the start, words that wrap, the key that chooses it at the end.

    Chosen is told by a thick edge, ground and bold words, so that it holds without colour. `detail` is a second, softer
    line below the words; a `tight` row is lower, where there are many.
    """

    def __init__(
        self,
        theme: Theme,
        words: str,
        key: str = "",
        detail: str = "",
        parent: QWidget | None = None,
        *,
        tight: bool = False,
    ) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self._key = key
        self._tight = tight
        self._detail = detail
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", _ROW_RADIUS)
        theme.changed.connect(self.updateGeometry)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole row is one target."""
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tall enough for all the words, never under the size of a participant's target."""
        words = self._words_rect(QRect(0, 0, width, 10_000))
        flags = int(Qt.TextFlag.TextWordWrap)
        tall = QFontMetrics(self._font(bold=True)).boundingRect(words, flags, self.text()).height()
        if self._detail:
            tall += QFontMetrics(self._theme.font("body")).boundingRect(words, flags, self._detail).height()
        if self._tight:
            return round(max(44, self._cap() + 8, tall + 12))
        one_line = QFontMetrics(self._font(bold=True)).height() + 23.3 + 9.3 * self._theme.scale
        return round(max(44, one_line, tall + 16))

    def sizeHint(self) -> QSize:
        """As wide as its words on one line."""
        wide = QFontMetrics(self._font(bold=True)).horizontalAdvance(self.text()) + self._start() + self._end() + 8
        return QSize(wide, self.heightForWidth(max(wide, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for two columns at the largest text; never lower than its words at the width it has."""
        return QSize(self._theme.px(160), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The row in its state; the focus ring is painted outside it by the theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, self._theme, _ROW_RADIUS, chosen=self.isChecked())
        self._paint_ring(painter)
        words = self._words_rect(self.rect())
        if self._detail:
            self._paint_two_lines(painter, words)
        else:
            painter.setFont(self._font(self.isChecked()))
            painter.setPen(_ink(self, self._theme))
            painter.drawText(words, int(_WRAP), self.text())
        if self._key:
            self._paint_key(painter)

    def _paint_two_lines(self, painter: QPainter, words: QRect) -> None:
        flags = int(Qt.TextFlag.TextWordWrap)
        soft = self._theme.font("body")
        first = QFontMetrics(self._font(self.isChecked())).boundingRect(words, flags, self.text()).height()
        second = QFontMetrics(soft).boundingRect(words, flags, self._detail).height()
        top = words.top() + (words.height() - first - second) // 2
        painter.setFont(self._font(self.isChecked()))
        painter.setPen(_ink(self, self._theme))
        painter.drawText(QRect(words.left(), top, words.width(), first), flags, self.text())
        painter.setFont(soft)
        painter.setPen(self._theme.color("text_soft"))
        painter.drawText(QRect(words.left(), top + first, words.width(), second), flags, self._detail)

    def _paint_ring(self, painter: QPainter) -> None:
        theme, size = self._theme, self._ring()
        centre = QPointF(self._mirrored(self._inset() + size / 2), self.height() / 2)
        chosen = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if chosen else "control_line"), 3 if theme.scale > 1.5 else 2))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(centre, size / 2 - 1, size / 2 - 1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(centre, size * 0.2, size * 0.2)

    def _paint_key(self, painter: QPainter) -> None:
        theme, size = self._theme, self._cap()
        left = self._mirrored(self.width() - self._inset() - size / 2) - size / 2
        cap = QRectF(left, (self.height() - size) / 2, size, size).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if chosen else "control_line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(cap, 6, 6)
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(theme.color("accent" if chosen else "text"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _words_rect(self, row: QRect) -> QRect:
        words = row.adjusted(self._start(), 0, -self._end(), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            words.moveLeft(row.right() - words.right())
        return words

    def _mirrored(self, x: float) -> float:
        return self.width() - x if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else x

    def _font(self, bold: bool) -> QFont:
        return self._theme.font("large", bold=bold)

    def _inset(self) -> int:
        return 20

    def _ring(self) -> float:
        return 24 * self._theme.scale - (4 if self._theme.scale > 1.5 else 0)

    def _cap(self) -> float:
        return 30 * self._theme.scale if self._theme.scale < 1.5 else 28 * self._theme.scale

    def _start(self) -> int:
        return round(self._inset() + self._ring() + 18)

    def _end(self) -> int:
        return round(self._inset() + (self._cap() + 12 if self._key else 0))


class OtherAnswer(QPushButton):
    """A smaller button for an answer that is not on the scale; checkable, one of the group of the rows above it."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self.setCheckable(True)
        self.setStyleSheet("min-height: 0")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", _BUTTON_RADIUS)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The words with some air beside them; a full target high."""
        wide = QFontMetrics(self._theme.font("body", bold=True)).horizontalAdvance(self.text())
        return QSize(wide + round(28 + 24 * self._theme.scale), max(44, round(54 * self._theme.scale / 1.25)))

    def minimumSizeHint(self) -> QSize:
        """The words with the least air."""
        return QSize(self.sizeHint().width() - round(14 + 12 * self._theme.scale), self.sizeHint().height())

    @property
    def chosen(self) -> bool:
        """True when this is the answer, so that it is drawn with a thick edge, ground and bold words."""
        return self.isChecked()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button in its state."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, self, self._theme, _BUTTON_RADIUS, chosen=self.chosen)
        painter.setFont(self._theme.font("body", bold=True) if self.chosen else self._theme.semibold("body"))
        painter.setPen(_ink(self, self._theme))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())


class AnotherAnswer(OtherAnswer):
    """The other answers folded into one button with a menu; it names the one that is chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._offered: list[OtherAnswer] = []
        self._inside: OtherAnswer | None = None
        self._choices = QMenu(self)
        self.setCheckable(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        self.show_chosen(None)

    @property
    def chosen(self) -> bool:
        """True when the answer is one of those in the menu."""
        return self._inside is not None

    def offer(self, answers: Sequence[OtherAnswer]) -> None:
        """Takes these answers into the menu; choosing one there presses the answer itself."""
        self._offered = list(answers)
        self._choices.clear()
        for answer in answers:
            action = QAction(answer.text(), self._choices)
            action.setCheckable(True)
            action.triggered.connect(answer.click)
            self._choices.addAction(action)

    def open(self) -> None:
        """Opens the menu above the button, with the keyboard on its first row."""
        self._choices.setFont(self._theme.font("body"))
        self._choices.ensurePolished()
        above = QPoint(0, -self._choices.sizeHint().height() - 8)
        self._choices.popup(self.mapToGlobal(above))
        self._choices.setActiveAction(self._choices.actions()[0])

    def show_chosen(self, chosen: QAbstractButton | None, statement: str = "") -> None:
        """Says which of its answers is chosen, if one is."""
        self._inside = chosen if isinstance(chosen, OtherAnswer) and chosen in self._offered else None
        for answer, action in zip(self._offered, self._choices.actions(), strict=True):
            action.setChecked(answer is self._inside)
        words = self.tr("Another answer…") if self._inside is None else self._inside.text()
        self.setText(words)
        named = self.tr("{statement}, {choice}").format(statement=statement, choice=words)
        self.setAccessibleName(named if statement else words)
        self.updateGeometry()
        self.update()


def paint_ground(painter: QPainter, button: QAbstractButton, theme: Theme, radius: float, *, chosen: bool) -> None:
    """Ground and edge of something that can be chosen: chosen, disabled, pressed, hovered or at rest."""
    line = 2 if theme.scale >= 1.5 else 1
    if chosen:
        edge, ground, line = "accent", "accent_soft", 3 if theme.scale < 1.5 else 4
    elif not button.isEnabled():
        edge, ground = "control_line", "disabled_fill"
    elif button.isDown():
        edge, ground = "accent", "accent_soft"
    else:
        edge, ground = ("accent" if button.underMouse() else "control_line"), "surface"
    inner = QRectF(button.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
    painter.setPen(QPen(theme.color(edge), line))
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(inner, radius, radius)


def _ink(button: QAbstractButton, theme: Theme) -> QColor:
    return theme.color("text" if button.isEnabled() or button.isChecked() else "disabled_text")

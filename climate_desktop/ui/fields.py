"""What is typed or chosen into: fields with an icon, a list, a date, a counter, and the label above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from climate_desktop.ui.button import Button

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme


class FindField(QLineEdit):
    """A field to find something, with a magnifying glass and, while empty, a quiet word and the key that leads here."""

    def __init__(self, theme: Theme, name: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hint = hint
        self.setProperty("kind", "find")
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setMinimumWidth(theme.px(160))

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        if event.type() == QEvent.Type.StyleChange:
            self.setMinimumWidth(self._theme.px(160))
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the field, the icon at its start and the key at its end."""
        super().paintEvent(event)
        painter = QPainter(self)
        _paint_inside(painter, self, self._theme, "search", at_end=False)
        if self._hint and not self.text():
            painter.setFont(self._theme.font("small"))
            painter.setPen(self._theme.color("text_soft"))
            box = self.rect().adjusted(self._theme.space(14), 0, -self._theme.space(14), 0)
            words = QFontMetrics(self.font()).horizontalAdvance(self.placeholderText()) + self._theme.space(60)
            if words + QFontMetrics(painter.font()).horizontalAdvance(self._hint) < box.width():
                painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing), self._hint)
        painter.end()


class Select(QComboBox):
    """A list to choose one thing from. Listen to `activated(int)`: it speaks only when a person has chosen."""

    def __init__(self, theme: Theme, name: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        if icon:
            self.setStyleSheet(f"QComboBox {{ padding-left: {theme.space(40)}px; }}")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page, so that scrolling changes nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the field and the arrow at its end."""
        super().paintEvent(event)
        painter = QPainter(self)
        _paint_inside(painter, self, self._theme, "chevron-down", at_end=True)
        if self._icon:
            _paint_inside(painter, self, self._theme, self._icon, at_end=False)
        painter.end()


class DateField(QDateEdit):
    """A date in the words of the system's language, with a calendar that opens from the icon at its start."""

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMMM yyyy")
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName(name)
        self.setCalendarWidget(calendar)
        self.setFixedHeight(theme.size("field"))

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(self._theme.size("field"))
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page, so that scrolling changes nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the field and the calendar at its start."""
        super().paintEvent(event)
        painter = QPainter(self)
        _paint_inside(painter, self, self._theme, "calendar", at_end=False)
        painter.end()


class _Number(QSpinBox):
    """A number deaf to the wheel; one that is typed too large becomes the largest. Its own two buttons have no width.

    WORKAROUND: with NoButtons and a style sheet, Qt 6.11 gives the text of a spin box a width of one pixel.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page."""
        event.ignore()

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Qt would refuse the digit that makes a number too large, and leave what was typed before it."""
        if text.isdecimal() and int(text) > self.maximum():
            most = str(self.maximum())
            return QValidator.State.Acceptable, most, len(most)
        return super().validate(text, at)


class Counter(QFrame):
    """A whole number with a minus and a plus button of 44 pixels.

    Signal `counted(int)`: a person has changed the number. `set_value` does not fire it.
    """

    counted = Signal(int)

    def __init__(
        self, theme: Theme, name: str, value: int = 0, *, maximum: int = 999, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "counter")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.spin = _Number()
        self.spin.setRange(0, maximum)
        self.spin.setValue(value)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.spin.setAccessibleName(name)
        self.spin.setProperty("ring_owner", self)
        self.fewer = IconButton(theme, "minus", self.tr("One fewer: {what}").format(what=name))
        self.more = IconButton(theme, "plus", self.tr("One more: {what}").format(what=name))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for part in (self.fewer, self.spin, self.more):
            layout.addWidget(part)
        self.setFocusProxy(self.spin)
        self._measure()
        self.fewer.clicked.connect(self.spin.stepDown)
        self.more.clicked.connect(self.spin.stepUp)
        self.spin.valueChanged.connect(self.counted)
        for button in (self.fewer, self.more):
            button.clicked.connect(lambda: self.spin.lineEdit().deselect())

    def value(self) -> int:
        """The number that stands there."""
        return self.spin.value()

    def set_value(self, value: int) -> None:
        """Shows another number without saying that a person changed it."""
        with QSignalBlocker(self.spin):
            self.spin.setValue(value)

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "more"):
            self._measure()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the frame and a line on each side of the number."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._theme.color("line"))
        for x in (self.spin.x() - 1, self.spin.x() + self.spin.width()):
            painter.drawLine(x, 1, x, self.height() - 2)
        painter.end()

    def _measure(self) -> None:
        self.spin.setFixedWidth(self._theme.px(44))
        height = self._theme.size("field")
        self.setFixedHeight(height)
        for button in (self.fewer, self.more):
            button.setFixedSize(height, height - 2)
        self.setProperty("ring_radius", float(self._theme.radius("field")))


class IconButton(Button):
    """A quiet button with an icon and no words: minus, plus, close, page arrows. Its name is spoken and a tooltip."""

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", kind="quiet", icon=icon, parent=parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square of 44 pixels, scaled."""
        side = self._theme.size("button")
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The same square."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground of the state and the icon in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._colours()
        self._paint_box(painter, colours)
        side = self._theme.space(20)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        ink = self._theme.color("text") if self.isEnabled() and not self.underMouse() else colours.ink
        self._theme.paint_icon(painter, box, self._icon, ink)
        painter.end()


class Field(QWidget):
    """A label above a widget, joined: buddy and accessible name. Below it, when something is wrong, one sentence."""

    def __init__(
        self, theme: Theme, label: str, widget: QWidget, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.widget = widget
        self.label = QLabel(label)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setProperty("role", "caption")
        self.label.setBuddy(widget)
        widget.setAccessibleName(label)
        widget.setProperty("ring_radius", float(theme.radius("field")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(6))
        layout.addWidget(self.label)
        layout.addWidget(widget)
        self._hint = _small_label(hint, "soft")
        layout.addWidget(self._hint)
        self._hint.setVisible(bool(hint))
        widget.setAccessibleDescription(hint)
        self._wrong = QWidget()
        row = QHBoxLayout(self._wrong)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(6))
        self._sign = QLabel()
        self._sentence = _small_label("", "danger")
        self._sentence.setProperty("role", "caption")
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        self._wrong.hide()
        layout.addWidget(self._wrong)

    def set_wrong(self, sentence: str) -> None:
        """Marks the field as wrong and says what to do. An empty sentence takes the mark away."""
        self.widget.setProperty("wrong", "true" if sentence else "false")
        self.widget.style().unpolish(self.widget)
        self.widget.style().polish(self.widget)
        self._sign.setPixmap(self._theme.pixmap("warning", "danger", 16, self.devicePixelRatioF()))
        self._sentence.setText(sentence)
        self.widget.setAccessibleDescription(sentence or self._hint.text())
        self._wrong.setVisible(bool(sentence))


def _small_label(text: str, ink: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", "small")
    label.setProperty("ink", ink)
    return label


def _paint_inside(painter: QPainter, widget: QWidget, theme: Theme, icon: str, *, at_end: bool) -> None:
    """Draws an icon into a field, at the end of its line or at its start."""
    side = theme.space(18)
    right = at_end != (widget.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    left = widget.width() - theme.space(13) - side if right else theme.space(14)
    box = QRect(left, (widget.height() - side) // 2, side, side)
    theme.paint_icon(painter, QRectF(box), icon, theme.color("text" if widget.isEnabled() else "disabled_text"))

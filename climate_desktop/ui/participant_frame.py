"""What every page of the hand-over is made of: columns that scroll, the statement, the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from climate_desktop.ui import parts
from climate_desktop.ui.button import Button
from climate_desktop.ui.save_state import SaveState
from climate_desktop.ui.statement_progress import StatementProgress
from climate_desktop.ui.theme import Theme

NO_LEAST_HEIGHT = "min-height: 0"
"""Lets a button of this screen be lower than the program's: its heights grow less than its text."""


def has_modifier(event: QKeyEvent) -> bool:
    """True for Ctrl, Alt and the like: then a digit does not choose. The number pad is no modifier."""
    harmless = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    return bool(event.modifiers() & ~harmless)


class _Inside(QWidget):
    """What a column scrolls. Its layout always has exactly its size.

    Measured in the middle of a change, the layout would keep the size that it had asked for before.
    """

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the layout."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None and layout.geometry() != self.rect():
            layout.setGeometry(self.rect())


class PageColumn(QScrollArea):
    """A column that scrolls when it must, with room for the focus ring; page keys go on to the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._inside = inside = _Inside()
        inside.setProperty("kind", "page")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(6, 6, 6, 6)
        self.column.setSpacing(0)
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        inside.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measures again when something in the column has other words or another size."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inside:
            self._fit()
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Scrolls to what has the keyboard, with its ring."""
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 12)

    def _fit(self) -> None:
        """As high as the words need in this width: a layout in a scroll area would ask for the height of narrower ones."""
        needed = self.column.totalHeightForWidth(self.viewport().width())
        self._inside.setMinimumSize(1, max(1, needed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows scroll what is longer than the column; everything else is the page's."""
        bar = self.verticalScrollBar()
        step = {Qt.Key.Key_Up: -bar.singleStep(), Qt.Key.Key_Down: bar.singleStep()}.get(Qt.Key(event.key()), 0)
        if step and bar.maximum() and bar.minimum() <= bar.value() + step <= bar.maximum():
            bar.setValue(bar.value() + step)
        else:
            event.ignore()


class Statement(QLabel):
    """The statement in the largest type. It takes the keyboard when it changes, so that a screen reader says it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "title")
        self.setProperty("no_ring", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_text(self, statement: str, question: str) -> None:
        """Shows the statement; a screen reader hears the question before it."""
        self.setText(statement)
        self.setAccessibleName(f"{question} {statement}".strip())


class FootBar(QFrame):
    """The foot of a page: the way back at the start, what is told in the middle, the one way on at the end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "panel")
        self.back = Button(theme, self.tr("Back"), icon="arrow-left", size="big")
        self.next = Button(theme, self.tr("Next"), kind="primary", end_icon="arrow-right", size="big")
        self._between: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.back)
        self._row.addStretch(1)
        self._row.addStretch(1)
        self._row.addWidget(self.next)
        theme.changed.connect(self._measure)
        self._measure()

    def fill(self, progress: StatementProgress, where: QWidget, state: SaveState) -> None:
        """Puts the progress and what is told below it into the middle."""
        below = QHBoxLayout()
        below.addWidget(where)
        below.addStretch(1)
        below.addWidget(state)
        middle = QWidget()
        middle.setMaximumWidth(600)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(progress)
        column.addLayout(below)
        column.addStretch(1)
        self._row.insertWidget(2, middle, 8)

    def put(self, widget: QWidget, *, first: bool = False) -> None:
        """Puts a widget before the way on, or `first`, after the way back."""
        self._between.insert(0 if first else len(self._between), widget)
        self._row.insertWidget(1 if first else self._row.count() - 1, widget)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through in the foot."""
        return (self.back, *self._between, self.next)

    def press(self) -> None:
        """What Enter does: presses the button that has the keyboard, otherwise the way on."""
        focused = QApplication.focusWidget()
        pressed = focused if isinstance(focused, QPushButton) and not focused.isCheckable() else self.next
        if pressed.isEnabled() and pressed.isVisible():
            pressed.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The foot with a thin line above it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._theme.color("line"))
        painter.drawLine(0, 0, self.width(), 0)

    def _measure(self) -> None:
        scale = self._theme.scale
        edge = 24 if scale >= 2 else 40
        self._row.setContentsMargins(edge, 0, edge, 0)
        self._row.setSpacing(24)
        self.setFixedHeight(round(90.7 + 10.7 * scale))
        for button, least in ((self.back, 190), (self.next, 220)):
            button.setStyleSheet(NO_LEAST_HEIGHT)
            button.setFixedHeight(round(41.3 + 21.3 * scale))
            button.setMinimumWidth(least)


class HandOverPage(QWidget):
    """A page with a headline and sentences at the left, room for something to press at the right, and a foot."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._headline = Statement()
        self._words_told: tuple[str, ...] = ()
        self._left = PageColumn()
        self._left.column.addWidget(self._headline)
        self._right = PageColumn()
        self.foot = FootBar(theme)
        self._columns = QHBoxLayout()
        self._columns.addWidget(self._left, 118)
        self._columns.addWidget(self._right, 100)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self._columns, 1)
        page.addWidget(self.foot)
        theme.changed.connect(self._measure)
        self._measure()

    def tell(self, headline: str, sentences: Sequence[str], soft: str = "") -> None:
        """Puts the words on the page, in place of any earlier ones."""
        column = self._left.column
        column.removeWidget(self._headline)  # `takeAt` would leave the old place behind, with the height it had
        while column.count():
            item = column.takeAt(0)
            widget = item.widget() if item is not None else None
            if isinstance(widget, QLabel) and widget is not self._headline:
                widget.clear()
                widget.hide()
                widget.deleteLater()
        self._headline.show_text(headline, "")
        self._words_told = (headline, *sentences, soft)
        column.addStretch(1)
        column.addWidget(self._headline)
        for sentence in sentences:
            column.addSpacing(round(8 + 4 * self._theme.scale))
            column.addWidget(parts.body(self._theme, sentence))
        if soft:
            column.addSpacing(round(8 + 8 * self._theme.scale))
            column.addWidget(parts.body(self._theme, soft, soft=True))
        column.addStretch(2)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through on this page, in reading order."""
        return self.foot.tab_stops()

    def spoken(self) -> tuple[str, ...]:
        """What is read aloud here; nothing where nothing may be."""
        return ()

    def arrive(self) -> None:
        """Puts the keyboard on the headline, so that a screen reader begins there."""
        self._headline.setFocus(Qt.FocusReason.OtherFocusReason)
        self._left.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; Page Up and Page Down go back and on."""
        key = event.key()
        if has_modifier(event):
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.foot.press()
        elif key == Qt.Key.Key_PageDown and self.foot.next.isVisible():
            self.foot.next.click()
        elif key == Qt.Key.Key_PageUp and self.foot.back.isVisible():
            self.foot.back.click()
        else:
            event.ignore()

    def _measure(self) -> None:
        edge = 18 if self._theme.scale >= 2 else 34
        self._columns.setContentsMargins(edge, 0, edge, 0)
        self._columns.setSpacing(24)


def next_stop(stops: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    """The stop after (or before) what has the keyboard, round and round; the first one when it is none of them."""
    open_ = [w for w in stops if w.isVisible() and w.isEnabled() and w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    if not open_:
        return None
    focused = QApplication.focusWidget()
    if focused in open_:
        return open_[(open_.index(focused) + (1 if forward else -1)) % len(open_)]
    return open_[0] if forward else open_[-1]

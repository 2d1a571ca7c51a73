"""The four steps of a workshop in the top bar: where you are, what is behind you, what comes."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from climate_desktop.ui.button import Button

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

STEPS = ("setup", "room", "results", "report")


class StepButton(QPushButton):
    """One step: a ring with its number (a tick when it is done) and its word; the present one stands on soft ground."""

    def __init__(self, theme: Theme, number: int, words: str) -> None:
        super().__init__(words)
        self._theme = theme
        self._number = number
        self._done = False
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(current=False, done=False)

    def show_state(self, *, current: bool, done: bool) -> None:
        """Shows the step as present, done or to come, and says so."""
        self.setChecked(current)
        self._done = done and not current
        state = self.tr("{step}, current") if current else self.tr("{step}, done") if done else "{step}"
        step = self.tr("Step {number}, {word}").format(number=self._number, word=self.text())
        self.setAccessibleName(state.format(step=step))
        self.setProperty("ring_radius", self.sizeHint().height() / 2)
        self.update()

    def sizeHint(self) -> QSize:
        """The ring, a gap and the word."""
        width = QFontMetrics(self._theme.semibold()).horizontalAdvance(self.text())
        return QSize(width + self._theme.px(24 + 8 + 10 + 14), self._theme.px(40))

    def minimumSizeHint(self) -> QSize:
        """The same: a step is never cut."""
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """A click asks to go there; whether the step changes is the window's word."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws ground, ring, number or tick, and word."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current, over = self.isChecked(), self.underMouse() and self.isEnabled()
        if current or over:
            painter.setPen(QPen(theme.color("accent"), 1) if theme.is_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self.height() / 2, self.height() / 2
            )
        side = theme.px(24)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = theme.px(10)
        box = QRectF(self.width() - start - side if mirrored else start, (self.height() - side) / 2, side, side)
        self._paint_ring(painter, box)
        ink = theme.color("accent" if current or over else "text" if self._done else "text_soft")
        painter.setPen(ink if self.isEnabled() else theme.color("disabled_text"))
        painter.setFont(theme.semibold())
        beside = start + side + theme.px(8)
        words = self.rect().adjusted(0 if mirrored else beside, 0, -beside if mirrored else 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), self.text())
        painter.end()

    def _paint_ring(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        current = self.isChecked()
        edge = theme.color("accent" if current or self._done else "control_line")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(edge if current else QColor(Qt.GlobalColor.transparent))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._done:
            away = box.width() * 0.2
            theme.paint_icon(painter, box.adjusted(away, away, -away, -away), "check", theme.color("accent"))
            return
        painter.setFont(theme.semibold("small"))
        painter.setPen(theme.color("on_accent" if current else "text_soft" if self.isEnabled() else "disabled_text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(self._number))


class StepBar(QWidget):
    """The four steps side by side, or, where the window is narrow, one button with a menu of them.

    Signal `step_wanted(str)`: one of STEPS was pressed, or Alt and its number.
    """

    step_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = {
            "setup": self.tr("Set-up"),
            "room": self.tr("Room"),
            "results": self.tr("Results"),
            "report": self.tr("Report"),
        }
        self._current = "setup"
        self._open: frozenset[str] = frozenset({"setup"})
        self._buttons: dict[str, StepButton] = {}
        self._lines: list[QWidget] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(theme.space(4))
        for number, step in enumerate(STEPS, start=1):
            if number > 1:
                line = _Line(theme)
                self._lines.append(line)
                row.addWidget(line)
            button = StepButton(theme, number, self._words[step])
            button.clicked.connect(lambda _=False, step=step: self._ask(step))
            self._buttons[step] = button
            row.addWidget(button)
            QShortcut(QKeySequence(f"Alt+{number}"), self).activated.connect(lambda step=step: self._ask(step))
        self.menu_button = Button(theme, "", size="normal", end_icon="chevron-down")
        self.menu_button.clicked.connect(self._show_menu)
        self.menu_button.hide()
        row.addWidget(self.menu_button)

    def show_steps(self, current: str, *, done: Collection[str], reachable: Collection[str]) -> None:
        """Shows where the workshop is. Steps that are not reachable yet are disabled."""
        self._current = current
        self._open = frozenset(reachable) | {current}
        for step, button in self._buttons.items():
            button.setEnabled(step in self._open)
            button.show_state(current=step == current, done=step in done)
        number = STEPS.index(current) + 1
        self.menu_button.say(self.tr("{number} of 4: {step}").format(number=number, step=self._words[current]))

    def set_narrow(self, *, narrow: bool) -> None:
        """Folds the steps into one button, or unfolds them."""
        for part in (*self._buttons.values(), *self._lines):
            part.setVisible(not narrow)
        self.menu_button.setVisible(narrow)

    def _ask(self, step: str) -> None:
        if step in self._open and step != self._current:
            self.step_wanted.emit(step)

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, step in enumerate(STEPS, start=1):
            action = menu.addAction(self.tr("{number}  {step}").format(number=number, step=self._words[step]))
            action.setEnabled(step in self._open)
            action.setCheckable(True)
            action.setChecked(step == self._current)
            action.triggered.connect(lambda _=False, step=step: self._ask(step))
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))


class _Line(QWidget):
    """The short line between two steps."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Twenty pixels."""
        return QSize(20, 3)

    def changeEvent(self, event: QEvent) -> None:
        """Drawn again in a new theme."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line."""
        painter = QPainter(self)
        painter.fillRect(0, 1, self.width(), 1, self._theme.color("control_line"))
        painter.end()

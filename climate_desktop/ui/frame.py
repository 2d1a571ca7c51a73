"""What stands round a screen: the desk with its navigation, and the workshop with its four steps."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from climate_desktop.ui import parts
from climate_desktop.ui.button import Button
from climate_desktop.ui.steps import STEPS, StepBar

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

__all__ = ["GROUPS", "LIBRARY", "PLACES", "STEPS", "DeskFrame", "ProgramSign", "WorkshopFrame"]

GROUPS, LIBRARY = "groups", "library"
PLACES = (GROUPS, LIBRARY)


class ProgramSign(QWidget):
    """The sign of the program: three levels on an accent square. Decoration beside its name."""

    def __init__(self, theme: Theme, size: int = 30) -> None:
        super().__init__()
        self._theme = theme
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square, scaled."""
        return QSize(self._theme.px(self._side), self._theme.px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the square and its three levels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        side = float(self.width())
        painter.drawRoundedRect(QRectF(self.rect()), side * 0.24, side * 0.24)
        ink = self._theme.color("on_accent")
        faint = self._theme.color("on_accent")
        faint.setAlphaF(0.55)
        for y, x in ((0.31, 0.66), (0.5, 0.48), (0.69, 0.34)):
            painter.setBrush(faint)
            painter.drawRoundedRect(QRectF(side * 0.18, side * (y - 0.035), side * 0.64, side * 0.07), 1, 1)
            painter.setBrush(ink)
            painter.drawEllipse(QRectF(side * (x - 0.1), side * (y - 0.1), side * 0.2, side * 0.2))
        painter.end()


class DeskFrame(QWidget):
    """The desk: the study's name and the navigation at the side, a screen beside it.

    Below 900 pixels (window width divided by text scale) the side becomes a bar with a Menu button, which also takes
    the screen's `primary` button, if it has one. `screen` shows the groups; others are added with `add_screen`.

    Signals: place_wanted(str) another of PLACES; studies_wanted() leave for the start screen; looks_wanted(QWidget)
    text size and colours were asked for from this widget.
    """

    place_wanted = Signal(str)
    studies_wanted = Signal()
    looks_wanted = Signal(QWidget)

    def __init__(self, theme: Theme, screen: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._screens = {GROUPS: screen}
        self._place = GROUPS
        self.stack = QStackedWidget()
        self.stack.addWidget(screen)
        self._sign = ProgramSign(theme)
        self._name = parts.strong(theme, "")
        self.places = {
            GROUPS: _navigation(theme, self.tr("Groups"), "people"),
            LIBRARY: _navigation(theme, self.tr("Library"), "book"),
        }
        for place, button in self.places.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _, place=place: self._go(place))
        self._looks = _navigation(theme, self.tr("Text and colours"), "text-size")
        self._looks.clicked.connect(lambda: self.looks_wanted.emit(self._looks))
        self._studies = _navigation(theme, self.tr("Other studies"), "folder")
        self._studies.clicked.connect(self.studies_wanted)
        self.menu_button = parts.secondary(theme, self.tr("Menu"), icon="menu")
        self.menu_button.clicked.connect(self._show_menu)
        self._bar_name = parts.strong(theme, "")
        self._build()
        self.show_place(GROUPS)

    def show_study(self, name: str) -> None:
        """Shows the name of the open study."""
        self._name.setText(name)
        self._bar_name.setText(name)

    def add_screen(self, place: str, screen: QWidget) -> None:
        """Keeps the screen of a place."""
        self._screens[place] = screen
        self.stack.addWidget(screen)

    def show_place(self, place: str) -> None:
        """Shows the screen of a place, and in the navigation that this is where one is."""
        self._place = place
        self.stack.setCurrentWidget(self._screens[place])
        for name, button in self.places.items():
            here = name == place
            button.setChecked(here)
            current = self.tr("{place}, current").format(place=button.text())
            button.setAccessibleName(current if here else button.text())
        self._arrange()

    def show_saved(self, *, saved: bool) -> None:
        """Says that all is saved, or that something is not yet."""
        self._saved_icon.show_icon("check-circle" if saved else "pencil")
        self._saved.setText(self.tr("All saved") if saved else self.tr("Not saved yet"))

    @property
    def place(self) -> str:
        """The place that is shown: one of PLACES."""
        return self._place

    def _go(self, place: str) -> None:
        """The button of the place that is left stays pressed until the other one is really shown."""
        for name, button in self.places.items():
            button.setChecked(name == self._place)
        if place != self._place:
            self.place_wanted.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Moves the navigation when the window becomes narrow or wide."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_bar"):
            self._arrange()

    def _build(self) -> None:
        theme = self._theme
        self._side = QWidget()
        self._side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._saved_icon = parts.icon_label(theme, "check-circle", token="text_soft", size=16)
        self._saved = parts.soft(theme, self.tr("All saved"))
        saved = parts.row(self._saved_icon, self._saved, gap=theme.space(8), margins=(12, 8, 0, 0))
        side = parts.column(
            parts.row(self._sign, self._name, gap=theme.space(12), margins=(12, 0, 0, 20)),
            *self.places.values(),
            1,
            self._looks,
            self._studies,
            parts.separator(),
            saved,
            gap=4,
            margins=(12, 24, 12, 16),
        )
        self._side.setLayout(side)
        self._edge = parts.separator(upright=True)
        self._bar = QWidget()
        self._bar_row = parts.row(self.menu_button, self._bar_name, gap=theme.space(16), margins=(32, 12, 32, 12))
        self._bar.setLayout(self._bar_row)
        self._bar_edge = parts.separator()
        right = parts.column(self._bar, self._bar_edge, gap=0)
        right.addWidget(self.stack, 1)
        body = parts.row(self._side, self._edge, gap=0)
        body.addLayout(right, 1)
        self.setLayout(body)

    def _arrange(self) -> None:
        narrow = self.width() / self._theme.scale < int(self._theme.token("layout", "two_cards_from"))
        self._side.setFixedWidth(self._theme.px(self._theme.token("layout", "sidebar")))
        self._side.setVisible(not narrow)
        self._edge.setVisible(not narrow)
        self._bar.setVisible(narrow)
        self._bar_edge.setVisible(narrow)
        for place, screen in self._screens.items():
            lend = getattr(screen, "lend_primary", None)
            if lend is not None:
                lend(self._bar_row if narrow and place == self._place else None)

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for (place, button), icon in zip(self.places.items(), ("people", "book"), strict=True):
            token = "accent" if place == self._place else "text"
            action = menu.addAction(self._theme.icon(icon, token), button.accessibleName())
            action.triggered.connect(lambda _=False, place=place: self._go(place))
        looks = menu.addAction(self._theme.icon("text-size"), self._looks.text())
        looks.triggered.connect(lambda: self.looks_wanted.emit(self.menu_button))
        studies = menu.addAction(self._theme.icon("folder"), self._studies.text())
        studies.triggered.connect(self.studies_wanted)
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))


class WorkshopFrame(QWidget):
    """The workshop: a bar with the way back, the group, the four steps and whether all is saved; a screen below it.

    Screens are added once with `add_screen(step, widget)` and shown with `show_step`. A screen that has `take_focus()`
    says itself where the keyboard goes; otherwise it goes to the first thing that takes it.

    Signals: back_wanted() to Home; step_wanted(str) one of STEPS.
    """

    back_wanted = Signal()
    step_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._screens: dict[str, QWidget] = {}
        self.stack = QStackedWidget()
        self.back = parts.icon_button(theme, "arrow-left", self.tr("Back to the groups"))
        self.back.clicked.connect(self.back_wanted)
        self._group = parts.strong(theme, "")
        self._group.setWordWrap(False)
        self._round = parts.soft(theme, "")
        self._round.setWordWrap(False)
        self.steps = StepBar(theme)
        self.steps.step_wanted.connect(self.step_wanted)
        self._saved_icon = parts.icon_label(theme, "check-circle", token="text_soft", size=16)
        self._saved = parts.soft(theme, self.tr("All saved"))
        self._saved.setWordWrap(False)
        self._all_saved = True
        self._build()
        self._arrange()

    def add_screen(self, step: str, screen: QWidget) -> None:
        """Keeps the screen of a step."""
        self._screens[step] = screen
        self.stack.addWidget(screen)

    def screen_of(self, step: str) -> QWidget | None:
        """The screen of a step, or None when it was not added yet."""
        return self._screens.get(step)

    def show_place(self, group: str, round_words: str) -> None:
        """Shows which group and which round this is."""
        self._group.setText(group)
        self._round.setText(round_words)
        self._round.setVisible(bool(round_words))

    def show_step(self, step: str, *, done: Collection[str], reachable: Collection[str]) -> None:
        """Shows the screen of a step, and where the workshop is."""
        self.steps.show_steps(step, done=done, reachable=reachable)
        screen = self._screens[step]
        self.stack.setCurrentWidget(screen)
        give_focus(screen)

    def show_saved(self, *, saved: bool) -> None:
        """Says that all is saved, or nothing while a screen says that something is not."""
        self._all_saved = saved
        self._arrange()

    @property
    def says_all_saved(self) -> bool:
        """True while the bar says that all is saved."""
        return not self._saved_icon.isHidden()

    def set_bar_hidden(self, hidden: bool) -> None:
        """Hides the bar while results are shown big, or shows it again."""
        self._bar.setVisible(not hidden)
        self._bar_edge.setVisible(not hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds the steps when the window becomes narrow."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_bar"):
            self._arrange()

    def _build(self) -> None:
        self._bar = QWidget()
        place = parts.column(1, self._group, self._round, 1, gap=0)
        self._start = parts.row(self.back, place, 1, gap=10)
        self._end = parts.row(1, self._saved_icon, self._saved, gap=8)
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(24, 4, 40, 4)
        bar.addLayout(self._start, 1)
        bar.addWidget(self.steps)
        bar.addLayout(self._end, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._bar_edge = parts.separator()
        for part in (self._bar, self._bar_edge):
            outer.addWidget(part)
        outer.addWidget(self.stack, 1)

    def _arrange(self) -> None:
        narrow = self.width() / self._theme.scale < int(self._theme.token("layout", "three_cards_from")) - 100
        self._bar.setMinimumHeight(self._theme.size("top_bar"))
        self.steps.set_narrow(narrow=narrow)
        self._saved_icon.setVisible(self._all_saved)
        self._saved.setVisible(self._all_saved and self.width() / self._theme.scale >= 600)


def give_focus(screen: QWidget) -> None:
    """Puts the keyboard where the screen wants it, or on the first thing in it; not when it is there already."""
    now = QApplication.focusWidget()
    if now is not None and screen.isAncestorOf(now) and now.isVisibleTo(screen):
        return
    take_focus = getattr(screen, "take_focus", None)
    if take_focus is not None:
        take_focus()
        return
    part = screen.nextInFocusChain()
    while part is not None and part is not screen:
        takes = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.isEnabled()
        if takes and screen.isAncestorOf(part) and part.isVisibleTo(screen):
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        part = part.nextInFocusChain()


def _navigation(theme: Theme, words: str, icon: str) -> Button:
    """One entry of the navigation at the side."""
    button = Button(theme, words, kind="navigation", icon=icon, size="side", from_start=True)
    button.setAutoExclusive(False)
    return button

"""The menu bar of the window, shown on Alt or F10 (on macOS always, at the top)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from climate_desktop.ui.looks import fill_colours, fill_sizes

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme


class Menus(QObject):
    """The menus Study, View and Help, and the keys that work without them.

    Signals: new_wanted(), open_wanted(), studies_wanted() the start screen, about_wanted().
    """

    new_wanted = Signal()
    open_wanted = Signal()
    studies_wanted = Signal()
    about_wanted = Signal()

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._alt_alone = False
        bar = window.menuBar()
        study = bar.addMenu(self.tr("&Study"))
        _add(study, self.tr("Make a &new study…"), QKeySequence.StandardKey.New).triggered.connect(self.new_wanted)
        _add(study, self.tr("&Open a study…"), QKeySequence.StandardKey.Open).triggered.connect(self.open_wanted)
        self._close_study = _add(study, self.tr("&Close the study"), QKeySequence.StandardKey.Close)
        self._close_study.triggered.connect(self.studies_wanted)
        study.addSeparator()
        leave = _add(study, self.tr("&Leave Climate Desktop"), QKeySequence.StandardKey.Quit)
        leave.setMenuRole(QAction.MenuRole.QuitRole)
        leave.triggered.connect(window.close)
        view = bar.addMenu(self.tr("&View"))
        larger = _add(view, self.tr("&Larger text"), QKeySequence.StandardKey.ZoomIn)
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        larger.triggered.connect(theme.larger)
        smaller = _add(view, self.tr("&Smaller text"), QKeySequence.StandardKey.ZoomOut)
        smaller.triggered.connect(theme.smaller)
        view.addSeparator()
        sizes = view.addMenu(self.tr("&Text size"))
        sizes.aboutToShow.connect(lambda: _refill(sizes, theme, colours=False))
        colours = view.addMenu(self.tr("&Colours"))
        colours.aboutToShow.connect(lambda: _refill(colours, theme, colours=True))
        helping = bar.addMenu(self.tr("&Help"))
        about = helping.addAction(self.tr("&About Climate Desktop"))
        about.setMenuRole(QAction.MenuRole.AboutRole)
        about.triggered.connect(self.about_wanted)
        # The keys work whether the bar is seen or not.
        window.addActions([action for menu in (study, view) for action in menu.actions()])
        if sys.platform != "darwin":
            bar.hide()
            window.installEventFilter(self)
            for menu in (study, view, helping):
                menu.aboutToHide.connect(self._hide_later)

    def show_study_open(self, *, is_open: bool) -> None:
        """Offers to close the study when one is open."""
        self._close_study.setEnabled(is_open)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt by itself, or F10, shows the bar or hides it."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self._alt_alone = event.key() == Qt.Key.Key_Alt
                if event.key() == Qt.Key.Key_F10 and not event.modifiers():
                    self._toggle()
                    return True
            elif event.type() == QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Alt and self._alt_alone:
                self._alt_alone = False
                self._toggle()
                return True
        return super().eventFilter(watched, event)

    def _toggle(self) -> None:
        bar = self._window.menuBar()
        if bar.isVisible():
            self._hide()
            return
        bar.show()
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        bar.setActiveAction(bar.actions()[0])

    def _hide(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self._window.menuBar().hide()

    def _hide_later(self) -> None:
        """Hides the bar once a menu has closed and no other has opened beside it."""
        QTimer.singleShot(0, self._window, self._hide_if_left)

    def _hide_if_left(self) -> None:
        if QApplication.activePopupWidget() is None:
            self._window.menuBar().hide()


def _add(menu: QMenu, words: str, key: QKeySequence.StandardKey) -> QAction:
    action = menu.addAction(words)
    action.setShortcut(QKeySequence(key))
    return action


def _refill(menu: QMenu, theme: Theme, *, colours: bool) -> None:
    menu.clear()
    (fill_colours if colours else fill_sizes)(menu, theme)

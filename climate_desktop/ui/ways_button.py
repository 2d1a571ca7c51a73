"""The button that offers the other ways of answering."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from climate_desktop.ui.button import Button
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.ways import Ways


class WaysButton(Button):
    """Opens a menu with every way that an open, or a closed, round offers; hidden where there is none.

    Signal chosen(str): the key of a way.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, closed: bool) -> None:
        super().__init__(theme, "", kind="quiet", icon="hand", end_icon="chevron-down", from_start=True)
        self._ways_theme = theme
        self._offered = Ways().offered(closed=closed)
        self.say(self.tr("More about this round") if closed else self.tr("Other ways to answer"))
        self.clicked.connect(self.show_menu)
        self.setHidden(not self._offered)

    def show_menu(self) -> None:
        """Opens the menu below the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for way in self._offered:
            action = menu.addAction(self._ways_theme.icon(way.icon), way.words)
            action.triggered.connect(lambda _checked=False, key=way.key: self.chosen.emit(key))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

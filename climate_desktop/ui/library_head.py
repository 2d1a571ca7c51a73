"""The head of a pack's page: the way back, the name, and what can be done with the whole pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from climate_desktop.ui import parts

if TYPE_CHECKING:
    from climate_desktop.ui.button import Button
    from climate_desktop.ui.theme import Theme

BUTTONS_FROM = 760
"""From this width, divided by the text scale, the buttons stand beside the name; below it they are one menu."""


class PackHead(QWidget):
    """Signals: back_wanted() to the list; share_wanted(); use_wanted() in a workshop; copy_wanted() make it your own."""

    back_wanted = Signal()
    share_wanted = Signal()
    use_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme, *, bundled: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.back = parts.quiet(theme, self.tr("Library"), icon="arrow-left", size="small")
        self._kind = parts.soft(theme, "")
        self._name = parts.title(theme, "")
        self.share = parts.secondary(theme, self.tr("Share as a file…"), icon="download")
        self.use = parts.secondary(theme, self.tr("Use in a workshop"), icon="people")
        self.copy = (
            parts.primary(theme, self.tr("Make it your own…"), icon="pencil")
            if bundled
            else parts.secondary(theme, self.tr("Make a copy…"))
        )
        if not bundled:
            self.copy.hide()
        self._bundled = bundled
        self._narrow = False
        self.more = parts.secondary(theme, self.tr("Do more"), icon="menu")
        self._lay_out()
        self.back.clicked.connect(self.back_wanted)
        self.share.clicked.connect(self.share_wanted)
        self.use.clicked.connect(self.use_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.more.clicked.connect(self._show_menu)

    def show_pack(self, name: str, kind: str) -> None:
        """Shows what the pack is called and what kind of pack it is."""
        self._name.setText(name)
        self._kind.setText(kind)

    def show_usable(self, *, usable: bool, saved: bool) -> None:
        """Lets the pack be shared and used, or says in a few words why not yet."""
        why = "" if usable else self.tr("Put right first what the tab Problems shows.")
        if usable and not saved:
            why = self.tr("Save the changes first.")
        for button in (self.share, self.use):
            button.setEnabled(usable and saved)
            button.setToolTip(why)
            button.setAccessibleDescription(why)

    def arrange(self, width: int) -> None:
        """Buttons side by side, or one menu where the page is narrow; then the name stands beside the way back."""
        narrow = width / self._theme.scale < BUTTONS_FROM
        if narrow != self._narrow:
            self._narrow = narrow
            self._name.set_role("large" if narrow else "title")
            self._kind.setVisible(not narrow)
            if narrow:
                self._below.removeWidget(self._name)
                self._crumbs.insertWidget(1, self._name, 100)
            else:
                self._crumbs.removeWidget(self._name)
                self._below.addWidget(self._name)
        self.more.setVisible(narrow)
        self.share.setVisible(not narrow)
        self.use.setVisible(not narrow)
        self.copy.setVisible(not narrow and self._bundled)

    def _lay_out(self) -> None:
        theme = self._theme
        self._kind.setWordWrap(False)
        pad = theme.space(12)
        self._crumbs = parts.row(self.back, self._kind, gap=theme.space(4))
        self._crumbs.addStretch(1)
        self._below = parts.row(self._name, margins=(pad, 0, 0, 0))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.space(32) - pad, theme.space(12), theme.space(32), 0)
        outer.setSpacing(theme.space(12))
        outer.addLayout(parts.column(self._crumbs, self._below, gap=0), 1)
        for button in (self.share, self.use, self.copy, self.more):
            outer.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        buttons: list[tuple[Button, SignalInstance]] = [(self.share, self.share_wanted), (self.use, self.use_wanted)]
        if self._bundled:
            buttons.append((self.copy, self.copy_wanted))
        for button, signal in buttons:
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(signal)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

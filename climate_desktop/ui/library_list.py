"""The list of packs: what is on this laptop, and the ways to a pack of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.ui import background, messages, parts
from climate_desktop.ui.library_dialogs import CopyDialog, ask_shared_file
from climate_desktop.ui.library_shelf import BUNDLED, EVERY, OWN, ShelfTable

if TYPE_CHECKING:
    from pathlib import Path

    from climate_desktop.services.library import BroughtIn, Library, Shelved
    from climate_desktop.services.preferences import Preferences
    from climate_desktop.ui.theme import Theme


class PackList(QWidget):
    """Every pack of this laptop.

    Signals: opened(str) the pack with this id is wanted; shown() the shelf has been read.
    """

    opened = Signal(str)
    shown = Signal()

    def __init__(
        self, library: Library, theme: Theme, preferences: Preferences | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._theme = theme
        self._preferences = preferences
        self._shelf: tuple[Shelved, ...] = ()
        self._task: background.Task | None = None
        self._bringing: background.Task | None = None
        self._gone = ("", "")
        self._wanted = ""
        self._title = parts.title(theme, self.tr("Library"))
        self._about = parts.soft(theme, self.tr("The packs of questions and words that a workshop can be held with."))
        self.bring_in = parts.secondary(theme, self.tr("Bring in a pack…"), icon="download")
        self.kinds = parts.segmented(
            theme,
            self.tr("Which packs"),
            [(EVERY, self.tr("All")), (BUNDLED, self.tr("Came with the program")), (OWN, self.tr("Your own"))],
        )
        self.find_field = parts.find_field(theme, self.tr("Find a pack"), hint=self.tr("Ctrl F"))
        self.table = ShelfTable(theme)
        self.put_back = parts.secondary(theme, self.tr("Put it back"), icon="undo", size="small")
        self._removed = parts.notice(theme, "info", "", "", self.put_back)
        self._trouble = parts.notice(theme, "wrong", "", "")
        self._nothing = parts.body(theme, self.tr("No pack has these words."), soft=True)
        self.first = parts.secondary(theme, self.tr("Make your own…"), icon="pencil")
        self._empty = parts.empty_state(
            theme,
            "book",
            self.tr("No pack of your own yet"),
            self.tr("Copy one that came with the program and change its words, or bring in one that somebody shared."),
            self.first,
        )
        self._lay_out()
        self._connect()

    # What the screen calls

    def refresh(self, choose: str = "") -> None:
        """Reads the shelf again, in the background; afterwards the pack with this id is the current one."""
        self._wanted = choose or self._wanted
        self._task = background.run(
            lambda _tell: (self._library.shelf(), self._library.trouble()), self._show, self._failed, owner=self
        )

    def tell_removed(self, pack_id: str, name: str) -> None:
        """Says that a pack is gone, and offers to put it back."""
        self._gone = (pack_id, name)
        self._removed.say(self.tr("“{name}” was removed.").format(name=name))
        self._removed.show()

    def take_focus(self) -> None:
        """The keyboard goes to the packs."""
        self.table.setFocus()

    @property
    def shelf(self) -> tuple[Shelved, ...]:
        """The packs as they were read last."""
        return self._shelf

    # Building

    def _lay_out(self) -> None:
        theme = self._theme
        self._title.setWordWrap(False)
        top = QHBoxLayout()
        top.setContentsMargins(6, 6, 6, 6)
        top.setSpacing(theme.space(12))
        top.addLayout(parts.column(self._title, self._about, gap=2), 1)
        top.addWidget(self.bring_in)
        self._tools = QHBoxLayout()
        self._tools.setContentsMargins(6, 6, 6, 0)
        self._tools.addLayout(parts.flow(self.kinds, self.find_field, gap=theme.space(16), line_gap=theme.space(8)), 1)
        content = QWidget()
        self._column = parts.column(gap=theme.space(12))
        self._column.addLayout(top)
        at_first: tuple[QWidget, ...] = (self._removed, self._trouble, self._nothing, self._empty)
        for part in at_first[:2]:
            self._column.addLayout(parts.row(part, margins=(6, 0, 6, 0)))
        self._column.addLayout(self._tools)
        for part in (self.table, *at_first[2:]):
            self._column.addLayout(parts.row(part, margins=(6, 0, 6, 0)))
        self._column.addStretch(1)
        content.setLayout(self._column)
        for part in at_first:
            part.hide()
        self._area = parts.scrolled(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _connect(self) -> None:
        self.table.opened.connect(self.opened)
        self.kinds.chosen.connect(lambda _: self._show_part())
        self.find_field.textEdited.connect(lambda _: self._show_part())
        self.bring_in.clicked.connect(self._bring_in)
        self.first.clicked.connect(self._copy)
        self.put_back.clicked.connect(self._put_back)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._find)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wide margins in a wide window."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_area"):
            self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() / self._theme.scale < int(self._theme.token("layout", "two_cards_from"))
        margin = (32 if narrow else int(self._theme.token("space", "page_margin"))) - 6
        self._column.setContentsMargins(margin, 22, margin, 24)
        self.find_field.setMinimumWidth(self._theme.px(220))

    # Showing

    def _show(self, found: tuple[tuple[Shelved, ...], KnownError | None]) -> None:
        self._shelf, trouble = found
        self.table.show_packs(self._shelf)
        if self._wanted:
            self.table.choose(self._wanted)
            self._wanted = ""
        self._trouble.setVisible(trouble is not None)
        if trouble is not None:
            self._trouble.say(messages.sentence(trouble))
        self._empty.setVisible(trouble is None and all(pack.bundled for pack in self._shelf))
        self._show_part()
        self.shown.emit()

    def _show_part(self) -> None:
        self.table.show_part(self.kinds.choice(), self.find_field.text())
        some = self.table.count() > 0
        self.table.setVisible(some)
        looking = bool(self.find_field.text().strip())
        self._nothing.setVisible(not some and looking)
        if looking:
            words = self.tr("{found} of {all}").format(found=self.table.count(), all=len(self._shelf))
            messages.announce(self.table, words)

    def _find(self) -> None:
        self.find_field.setFocus()
        self.find_field.selectAll()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        messages.say_error(self, self._theme, error)

    # Acts

    def _copy(self) -> None:
        """Asks for a name and copies the current pack, or the first."""
        source = next((pack for pack in self._shelf if pack.id == self.table.current_id()), None)
        source = source or next(iter(self._shelf), None)
        if source is None:
            return
        dialog = CopyDialog(self._library, source, self._theme, self)
        if dialog.exec():
            self.refresh(dialog.pack_id)
            self.opened.emit(dialog.pack_id)

    def _bring_in(self) -> None:
        source = ask_shared_file(self, self._preferences)
        if source is not None:
            self.bring(source)

    def bring(self, source: Path) -> None:
        """Puts a shared pack on the shelf, in the background."""
        self.bring_in.setEnabled(False)
        self._bringing = background.run(
            lambda _tell: self._library.bring_in(source), self._brought, self._not_brought, owner=self
        )

    def _brought(self, found: BroughtIn) -> None:
        self.bring_in.setEnabled(True)
        self.kinds.choose(EVERY)
        self.find_field.clear()
        self.refresh(found.id)
        words = self.tr("The pack was brought in.")
        if found.was_there:
            words = self.tr("This pack is on your shelf already.")
        elif found.id != found.came_as:
            words = self.tr("The pack was brought in beside the one you had.")
        messages.announce(self, words)
        self.take_focus()

    def _not_brought(self, error: BaseException) -> None:
        self.bring_in.setEnabled(True)
        self._failed(error)

    def _put_back(self) -> None:
        try:
            self._library.put_back(self._gone[0])
        except KnownError as error:
            messages.say_error(self, self._theme, error)
            return
        self._removed.hide()
        self.refresh(self._gone[0])
        self.take_focus()

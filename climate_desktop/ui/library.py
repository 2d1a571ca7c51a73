"""The Library: the packs of this laptop, and one of them opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from climate_desktop.core.errors import KnownError, PackNotFound
from climate_desktop.ui import background, messages
from climate_desktop.ui.library_list import PackList
from climate_desktop.ui.library_pack import PackPage
from climate_desktop.ui.library_work import PackWork

if TYPE_CHECKING:
    from climate_desktop.services.library import Draft, Library, Shelved
    from climate_desktop.services.preferences import Preferences
    from climate_desktop.ui.theme import Theme


class LibraryScreen(QWidget):
    """The list, and above it the pack that was opened.

    Signals: use_wanted(str) hold a workshop with the pack of this id; pack_shown(str) this pack is open now;
    saved_changed(bool) everything is saved, or something is not any more.
    """

    use_wanted = Signal(str)
    pack_shown = Signal(str)
    saved_changed = Signal(bool)

    def __init__(
        self, library: Library, theme: Theme, preferences: Preferences | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._theme = theme
        self._preferences = preferences
        self._task: background.Task | None = None
        self._page: PackPage | None = None
        self.list = PackList(library, theme, preferences)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.list.opened.connect(self.open_pack)

    @property
    def pack(self) -> PackPage | None:
        """The page of the pack that is open, or None while the list is seen."""
        return self._page

    def refresh(self) -> None:
        """Reads the shelf again while the list is seen; an opened pack stays as it is."""
        if self._page is None:
            self.list.refresh()

    def take_focus(self) -> None:
        """The keyboard goes to the list, or to the tabs of the pack."""
        (self._page or self.list).take_focus()

    def may_leave(self) -> bool:
        """True when no change to a pack is lost by leaving, or a person wants to lose it."""
        return self._page is None or self._page.may_leave()

    def give_up(self) -> None:
        """Goes back to the list, whatever is not saved."""
        if self._page is not None:
            self._close_pack()

    def back_one_step(self) -> bool:
        """True when there was a step back to go inside the Library: from a pack to the list."""
        if self._page is None:
            return False
        if self._page.may_leave():
            self._close_pack()
        return True

    def open_pack(self, pack_id: str) -> None:
        """Opens a pack; reading and checking it is done in the background."""
        self._task = background.run(
            lambda _tell: _read(self._library, pack_id), self._show_pack, self._failed, owner=self
        )

    def _show_pack(self, found: tuple[Shelved, Draft]) -> None:
        self.give_up()
        shelved, draft = found
        work = PackWork(self._library, shelved, draft, self)
        self._page = page = PackPage(work, self._theme, self._preferences)
        work.setParent(page)
        page.left.connect(self.back_one_step)
        page.copied.connect(self.open_pack)
        page.removed.connect(self._removed)
        page.use_wanted.connect(self.use_wanted)
        page.saved_changed.connect(self.saved_changed)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.take_focus()
        self.pack_shown.emit(shelved.id)

    def _close_pack(self) -> None:
        assert self._page is not None
        page, self._page = self._page, None
        self.saved_changed.emit(True)
        self.list.refresh(page.work.shelved.id)
        self._stack.setCurrentWidget(self.list)
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()
        self.list.take_focus()

    def _removed(self, name: str) -> None:
        assert self._page is not None
        self.list.tell_removed(self._page.work.shelved.id, name)
        self._close_pack()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        messages.say_error(self, self._theme, error)
        self.list.refresh()


def _read(library: Library, pack_id: str) -> tuple[Shelved, Draft]:
    """The pack with this id and its draft, its words read once. PackNotFound when there is none."""
    shelf = library.shelf()
    shelved = next((pack for pack in shelf if pack.id == pack_id), None)
    if shelved is None:
        raise PackNotFound(pack=pack_id, packs=", ".join(pack.id for pack in shelf))
    draft = library.draft(pack_id)
    draft.problems()
    return shelved, draft

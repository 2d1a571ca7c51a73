"""One pack, opened: its head, its tabs, and what is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.ui import background, messages, parts
from climate_desktop.ui.library_about import AboutTab
from climate_desktop.ui.library_bands import BandsTab
from climate_desktop.ui.library_dialogs import LEAVE, SAVE, CopyDialog, UnsavedQuestion, ask_share_target
from climate_desktop.ui.library_foot import SaveFoot
from climate_desktop.ui.library_head import PackHead
from climate_desktop.ui.library_places import ABOUT, BANDS_TAB, PROBLEMS, STATEMENTS, TEXTS, Target, tab_name
from climate_desktop.ui.library_problems import ProblemsTab
from climate_desktop.ui.library_sheet import Sheets
from climate_desktop.ui.library_statements import StatementsTab
from climate_desktop.ui.library_texts import TextsTab
from climate_desktop.ui.messages import NotSavedBar
from climate_desktop.ui.results_tabs import ResultTabs, Tab

if TYPE_CHECKING:
    from climate_desktop.services.preferences import Preferences
    from climate_desktop.ui.library_work import PackWork
    from climate_desktop.ui.theme import Theme

TABS = (ABOUT, STATEMENTS, TEXTS, BANDS_TAB, PROBLEMS)
_WAIT_MS = 400
AnyTab = AboutTab | StatementsTab | TextsTab | BandsTab | ProblemsTab


class PackPage(QWidget):
    """The tabs of one pack. Each is made when it is first looked at.

    Signals: left() back to the list; copied(str) the new own pack with this id; removed(str) the pack with this name is
    gone; use_wanted(str) hold a workshop with the pack of this id; saved_changed(bool) whether all is saved.
    """

    left = Signal()
    copied = Signal(str)
    removed = Signal(str)
    use_wanted = Signal(str)
    saved_changed = Signal(bool)

    def __init__(
        self, work: PackWork, theme: Theme, preferences: Preferences | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.work = work
        self._theme = theme
        self._preferences = preferences
        self._task: background.Task | None = None
        self._made: dict[str, AnyTab] = {}
        self._problems = work.problems()
        self.head = PackHead(theme, bundled=work.bundled)
        self.tabs = ResultTabs(self.tr("Parts of the pack"), theme)
        self._pages = QStackedWidget()
        self.not_saved = NotSavedBar(theme)
        self.foot = SaveFoot(theme)
        self._sheets = Sheets(work, theme, preferences, self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()
        self._show_state()
        self.show_tab(PROBLEMS if self._problems and not work.bundled else ABOUT)

    # What the screen calls

    def may_leave(self) -> bool:
        """True when nothing is lost: all is saved, or a person has said what becomes of the changes."""
        if not self.work.is_changed:
            return True
        question = UnsavedQuestion(self._theme, self._name(), self)
        question.exec()
        if question.answer == SAVE:
            return self.save()
        return question.answer == LEAVE

    def take_focus(self) -> None:
        """The keyboard goes to the tabs."""
        self.tabs.setFocus()

    def show_tab(self, tab: str) -> AnyTab:
        """Shows a tab, made when it is first looked at."""
        if self.tabs.currentIndex() != TABS.index(tab):
            self.tabs.setCurrentIndex(TABS.index(tab))
        shown = self._made.get(tab) or self._make(tab)
        self._pages.setCurrentWidget(shown)
        return shown

    def go_to(self, target: Target) -> None:
        """The keyboard goes into the field that the target names."""
        if target.tab in (STATEMENTS, TEXTS) and target.file:
            self.work.choose_language(target.file.removesuffix(".toml"))
        shown = self.show_tab(target.tab)
        if not isinstance(shown, ProblemsTab):
            shown.show_target(target)

    def save(self) -> bool:
        """True when everything is on the disk; otherwise the bar says what to do."""
        if not self.work.is_changed:
            return True
        try:
            self.work.library.save(self.work.shelved.id, self.work.draft)
        except KnownError as error:
            self.not_saved.show_error(error)
            return False
        self.not_saved.clear()
        self.work.renew()
        messages.announce(self, self.tr("Saved"))
        return True

    # Building

    def _lay_out(self) -> None:
        for tab in TABS:
            self.tabs.add(Tab(tab_name(tab), counted=tab == PROBLEMS))
        top = parts.row(self.tabs, margins=(self._theme.space(16), 0, self._theme.space(16), 0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.not_saved)
        column.addWidget(self.head)
        column.addLayout(top)
        column.addWidget(parts.separator())
        column.addWidget(self._pages, 1)
        self._foot_edge = parts.separator()
        column.addWidget(self._foot_edge)
        column.addWidget(self.foot)
        for part in (self._foot_edge, self.foot):
            part.setVisible(not self.work.bundled)

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.left)
        self.head.share_wanted.connect(self._share)
        self.head.copy_wanted.connect(self._copy)
        self.head.use_wanted.connect(lambda: self.use_wanted.emit(self.work.shelved.id))
        self.tabs.currentChanged.connect(lambda place: self.show_tab(TABS[place]) if place >= 0 else None)
        self.foot.save.clicked.connect(self.save)
        self.foot.take_back.clicked.connect(self._take_back)
        self.not_saved.try_again_wanted.connect(self.save)
        self._wait.timeout.connect(self._check)
        self.work.changed.connect(lambda *_: self._written())
        self.work.renewed.connect(self._check)
        self.work.refused.connect(lambda error: messages.say_error(self, self._theme, error))
        self.work.language_chosen.connect(self._show_state)
        for key, act in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.save),
            (QKeySequence(QKeySequence.StandardKey.Find), self._find),
            (QKeySequence("F5"), self._check_again),
        ):
            QShortcut(key, self).activated.connect(act)

    def _make(self, tab: str) -> AnyTab:
        makers: dict[str, Callable[[], AnyTab]] = {
            ABOUT: self._make_about,
            STATEMENTS: lambda: StatementsTab(self.work, self._theme),
            TEXTS: lambda: TextsTab(self.work, self._theme),
            BANDS_TAB: lambda: BandsTab(self.work, self._theme),
            PROBLEMS: self._make_problems,
        }
        made = self._made[tab] = makers[tab]()
        self._pages.addWidget(made)
        return made

    def _make_about(self) -> AboutTab:
        made = AboutTab(self.work, self._theme)
        made.remove_wanted.connect(self._remove)
        made.sheet_out_wanted.connect(self._sheets.write)
        made.sheet_in_wanted.connect(self._sheets.read)
        return made

    def _make_problems(self) -> ProblemsTab:
        made = ProblemsTab(self.work, self._theme)
        made.check_wanted.connect(self._check_again)
        made.mend_wanted.connect(self.go_to)
        made.show_problems(self._problems)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds the buttons of the head where there is no room for them."""
        super().resizeEvent(event)
        self.head.arrange(self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "foot"):
            self.head.arrange(self.width())

    # How it stands

    def _name(self) -> str:
        first = next(iter(self.work.languages()), "")
        return self.work.text(f"{first}.toml", "pack", "name") or self.work.shelved.name or self.work.shelved.id

    def _written(self) -> None:
        self.foot.show_state(changed=self.work.is_changed)
        self.saved_changed.emit(not self.work.is_changed)
        self._wait.start()

    def _check(self) -> None:
        """Looks for problems in the draft as it stands now."""
        self._problems = self.work.problems()
        problems = self._made.get(PROBLEMS)
        if isinstance(problems, ProblemsTab):
            problems.show_problems(self._problems)
        self._show_state()

    def _show_state(self) -> None:
        version = self.work.text("pack.toml", "version") or self.work.shelved.version
        kind = self.tr("Came with the program, version {version}")
        if not self.work.bundled:
            kind = self.tr("Your own pack, version {version}")
        self.head.show_pack(self._name(), kind.format(version=version))
        changed = self.work.is_changed
        self.head.show_usable(usable=not self._problems, saved=not changed)
        self.foot.show_state(changed=changed)
        self.saved_changed.emit(not changed)
        items = str(len(self.work.ids("items")) or "")
        wrong = str(len(self._problems) or "")
        self.tabs.change(TABS.index(STATEMENTS), Tab(tab_name(STATEMENTS), items))
        self.tabs.change(TABS.index(PROBLEMS), Tab(tab_name(PROBLEMS), wrong, counted=True))

    def _check_again(self) -> None:
        """Looks again; without changes of one's own the files are read anew, for somebody may have mended them there."""
        if not self.work.is_changed:
            self._reload()
        else:
            self._check()
        words = self.tr("%n things to put right", "", len(self._problems)) if self._problems else ""
        messages.announce(self, words or self.tr("Nothing to put right"))

    def _reload(self) -> None:
        try:
            draft = self.work.library.draft(self.work.shelved.id)
        except KnownError as error:
            messages.say_error(self, self._theme, error)
            return
        self.work.take(self.work.shelved, draft)

    def _find(self) -> None:
        shown = self._pages.currentWidget()
        if isinstance(shown, StatementsTab | TextsTab | ProblemsTab):
            shown.seek()

    # Acts

    def _take_back(self) -> None:
        sure = messages.ask(
            self,
            self._theme,
            self.tr("Take back everything that is not saved?"),
            self.tr("The pack will be as it was when you saved it last."),
            yes=self.tr("Take it back"),
            no=self.tr("Keep the changes"),
            danger=True,
        )
        if sure:
            self._reload()
            self.not_saved.clear()
            messages.announce(self, self.tr("Taken back"))

    def _copy(self) -> None:
        dialog = CopyDialog(self.work.library, self.work.shelved, self._theme, self)
        if dialog.exec():
            self.copied.emit(dialog.pack_id)

    def _share(self) -> None:
        target = ask_share_target(self, self._preferences, self.work.shelved.id)
        if target is not None:
            library, pack_id = self.work.library, self.work.shelved.id
            self._task = background.run(
                lambda _tell: library.share(pack_id, target), lambda _: self._shared(target), self._failed, owner=self
            )

    def _shared(self, target: Path) -> None:
        words = self.tr("“{name}” was written to {folder}.").format(name=target.name, folder=target.parent)
        messages.say(self, self._theme, words)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        messages.say_error(self, self._theme, error)

    def _remove(self) -> None:
        name = self._name()
        sure = messages.ask_word(
            self,
            self._theme,
            self.tr("Remove “{name}”?").format(name=name),
            self.tr("It goes from this laptop. Workshops that were held with it keep its words."),
            word=self.tr("remove"),
            yes=self.tr("Remove it"),
            no=self.tr("Keep it"),
        )
        if not sure:
            return
        try:
            self.work.library.remove(self.work.shelved.id)
        except KnownError as error:
            messages.say_error(self, self._theme, error)
            return
        self.removed.emit(name)

"""The results of one closed round, to be looked at together on a wall."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from climate_desktop.core.banner import banner
from climate_desktop.core.reading import Reading
from climate_desktop.core.results import Result
from climate_desktop.services.study import Study
from climate_desktop.ui import parts
from climate_desktop.ui.agreements import Agreements
from climate_desktop.ui.messages import NotSavedBar, announce
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.results_agreed import AgreedPage, AgreeField
from climate_desktop.ui.results_differ import DifferPage
from climate_desktop.ui.results_domain import DomainPage
from climate_desktop.ui.results_since import SincePage
from climate_desktop.ui.results_tabs import ResultTabs, Tab
from climate_desktop.ui.theme import Theme

BIG = 1.5
"""The text scale that *Show big* begins with."""


class ResultsScreen(QWidget):
    """Tabs for each domain, *Where we differ*, *Since last time* and *What we agree*, over the picture and its words.

    Signals: report_wanted(str) the report of this round; shown_big(bool) the screen has become big, so that the bar
    above it should go, or small again.
    """

    report_wanted = Signal(str)
    shown_big = Signal(bool)

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._outer = theme
        self._theme = theme.scaled(theme.scale)
        self.round_id = ""
        self._told: ResultWords | None = None
        self.reading: Reading | None = None
        self.agreements = Agreements(study, self)
        self.tabs = ResultTabs(self.tr("Results"), self._theme)
        self.big = parts.secondary(self._theme, self.tr("Show big"), icon="laptop", size="small")
        self.big.setToolTip(self.tr("F11"))
        self._not_saved = NotSavedBar(self._theme)
        self._banner = parts.notice(self._theme, "info", "")
        self.fields = [AgreeField(self._theme, self.agreements, side_margin=margin) for margin in (28, 28, 28, 32)]
        self.domain = DomainPage(self._theme, self.fields[0])
        self.differ = DifferPage(self._theme, self.fields[1])
        self.since = SincePage(self._theme, self.fields[2])
        self.agreed = AgreedPage(self._theme, self.agreements, self.fields[3])
        self._pages = QStackedWidget()
        self._page_of_tab: list[QWidget] = []
        for page in (self.domain, self.differ, self.since, self.agreed):
            self._pages.addWidget(page)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(self._theme.space(20), 0, self._theme.space(24), 0)
        bar.setSpacing(self._theme.space(12))
        bar.addWidget(self.tabs, 1)
        bar.addWidget(self.big)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._not_saved)
        column.addWidget(self._banner)
        column.addLayout(bar)
        column.addWidget(parts.separator())
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._outer.changed.connect(self._follow)
        self.tabs.currentChanged.connect(self._tab_chosen)
        self.big.clicked.connect(lambda: self.show_big(not self.is_big))
        self.agreements.changed.connect(self._count_agreed)
        self.agreements.not_saved.connect(self._not_saved.show_error)
        self.agreements.changed.connect(self._not_saved.clear)
        self._not_saved.try_again_wanted.connect(self._try_again)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F11), self)
        shortcut.activated.connect(lambda: self.show_big(not self.is_big))
        printing = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        printing.activated.connect(lambda: self.report_wanted.emit(self.round_id))
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self._undo)

    # What is shown

    def show_round(self, round_id: str) -> None:
        """Shows the results of a closed round. RoundIsOpen when it is not closed."""
        reading = self._study.results.reading(round_id)
        pack = self._study.results.pack(round_id)
        words = self._study.results.words(round_id)
        self.round_id = round_id
        self.reading = reading
        told = [text for text in (banner(reading.result, words), self._of_hands(reading.result)) if text]
        sentence = told[0] if told else ""
        self._banner.say(sentence, " ".join(told[1:]))
        self._banner.setVisible(bool(sentence))
        self._told = ResultWords(reading.result, pack.instrument, words, self)
        self._fill_tabs()
        self.differ.show_gaps(self._told, reading)
        self.since.show_changes(self._told, reading)
        self.agreements.show_round(round_id)
        self.tabs.setCurrentIndex(0)
        self._tab_chosen(0)

    def _of_hands(self, result: Result) -> str:
        """That hands were counted, in one line; what that means stands below the whole group's words."""
        if result.tally is None:
            return ""
        if result.tally.with_sheets:
            return self.tr("A show of hands is part of this. Everyone could see it.")
        return self.tr("This was a show of hands. Everyone could see it.")

    def refresh(self) -> None:
        """Reads what was agreed again; the results of a closed round do not change."""
        if self.round_id:
            self.agreements.show_round(self.round_id)

    @property
    def is_big(self) -> bool:
        """True while the screen is shown to a room."""
        return self._is_big

    _is_big = False

    def show_big(self, big: bool) -> None:
        """Makes everything half as large again and asks for the bar above to go; or makes it small again."""
        if big == self._is_big:
            return
        self._is_big = big
        self._theme.dress(self)
        self._theme.set_scale(max(BIG, self._outer.scale) if big else self._outer.scale)
        self.big.say(self.tr("Show small") if big else self.tr("Show big"))
        self.shown_big.emit(big)

    def _fill_tabs(self) -> None:
        assert self._told is not None
        assert self.reading is not None
        self.tabs.blockSignals(True)
        self.tabs.clear()
        for domain in self.reading.domains:
            shown = domain.measure.everyone if domain.measure else None
            self.tabs.add(
                Tab(domain.short, self._told.score(shown), shown.band) if shown else Tab(domain.short)
            )
        self._page_of_tab = [self.domain] * len(self.reading.domains)
        if self.reading.result.scored and self.reading.gap_note:
            self._add_tab(self.tr("Where we differ"), "differ", self.differ)
        since = self.reading.result.since
        if self.reading.result.scored and since is not None and since.why_not != "first":
            self._add_tab(self.tr("Since last time"), "steps", self.since)
        self._add_tab(self.tr("What we agree"), "flag", self.agreed)
        self.tabs.blockSignals(False)

    def _add_tab(self, words: str, icon: str, page: QWidget) -> None:
        """One more tab behind the domains; the first of them stands apart."""
        self._page_of_tab.append(page)
        self.tabs.add(Tab(words, icon=icon, apart=self._page_of_tab[-2] is self.domain))

    def _count_agreed(self) -> None:
        if not self.tabs.count() or self.reading is None:
            return
        count = len(self.agreements.actions)
        words = str(count) if count else ""
        apart = self._page_of_tab[-2] is self.domain
        tab = Tab(self.tr("What we agree"), words, icon="flag", counted=True, apart=apart)
        self.tabs.change(self.tabs.count() - 1, tab)

    def _tab_chosen(self, place: int) -> None:
        if self.reading is None or self._told is None:
            return
        if 0 <= place < len(self.reading.domains):
            notes = [said for said in self.reading.cautions if said.reason.rule == "tally"]
            self.domain.show_domain(self._told, self.reading.domains[place], notes)
        self._pages.setCurrentWidget(self._page_of_tab[place])

    def take_focus(self) -> None:
        """Gives the keyboard to the rows of the first domain."""
        self.domain.strips.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at the rows, unless it is on this screen already."""
        super().showEvent(event)
        at = self.window().focusWidget()
        if at is None or not self.isAncestorOf(at):
            self.take_focus()

    # Acts

    def _undo(self) -> None:
        if self.agreements.undo():
            announce(self, self.tr("Taken back"))

    def _try_again(self) -> None:
        """What could not be written is still in its field: one press of Enter writes it."""
        self._not_saved.clear()
        self.fields[self._pages.currentIndex()].take_focus()

    def _follow(self) -> None:
        """Takes the window's text size, or a larger one while the screen is shown big, and its colours."""
        self._theme.set_scale(max(BIG, self._outer.scale) if self._is_big else self._outer.scale)
        self._theme.changed.emit()

    def event(self, event: QEvent) -> bool:
        """While the screen is big, Esc makes it small before the window takes it as one step back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._is_big
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends *Show big*."""
        if event.key() == Qt.Key.Key_Escape and self._is_big:
            self.show_big(False)
            return
        super().keyPressEvent(event)

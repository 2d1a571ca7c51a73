"""Answers from elsewhere: a file is chosen, its columns are understood, its problems shown, and then it is stored whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from climate_desktop.core.errors import BringingInStopped, BroughtInBefore, KnownError
from climate_desktop.services.bring_in import Columns, Found, Sought
from climate_desktop.ui import messages, parts
from climate_desktop.ui.bring_in_columns import ColumnsPanel
from climate_desktop.ui.bring_in_problems import Problems
from climate_desktop.ui.bring_in_work import BringInWork
from climate_desktop.ui.page import Page
from climate_desktop.ui.report_panels import Progress

if TYPE_CHECKING:
    from climate_desktop.services.study import Study
    from climate_desktop.ui.theme import Theme

COLUMNS, PROBLEMS = "columns", "problems"
_LONGEST_NAME = 40


class BringInScreen(QWidget):
    """Brings answers from a CSV file or a workbook into an open round.

    Signals: back_wanted() to the room; changed() people were brought in.
    """

    back_wanted = Signal()
    changed = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._round_id = ""
        self._sought: Sought | None = None
        self._found: Found | None = None
        self._again = self._storing = False
        self._folder = Path.home()
        self._work = BringInWork(study, self)

        self._said = parts.notice(theme, "info", "")
        self._wrong = parts.notice(theme, "wrong", "")
        self.choose_first = parts.primary(theme, self.tr("Choose a file…"), icon="folder")
        self._empty = parts.empty_state(
            theme,
            "download",
            self.tr("No file is chosen yet."),
            self.tr("A row for each person, a column for each statement, headings in the first row."),
            self.choose_first,
        )
        self._name = parts.strong(theme, "")
        self._told = parts.soft(theme, "")
        self.choose = parts.secondary(theme, self.tr("Another file…"), icon="folder", size="small")
        self.tabs = parts.segmented(
            theme,
            self.tr("What is shown"),
            ((COLUMNS, self.tr("Columns")), (PROBLEMS, self.tr("To put right"))),
        )
        self.columns = ColumnsPanel(theme)
        self.problems = Problems(theme)
        self._none_wrong = parts.notice(theme, "info", self.tr("There is nothing to put right in this file."))
        self.consent = parts.check(
            theme, self.tr("Everyone in this file agreed to take part when they answered there.")
        )
        self.bring_in = parts.primary(theme, self.tr("Bring in"), icon="download")
        self.back = parts.quiet(theme, self.tr("Back to the room"), icon="arrow-left")
        self._why = parts.soft(theme, "")
        self.progress = Progress(theme)
        self._lay_out()
        self._connect()

    # Public

    def show_round(self, round_id: str) -> None:
        """Begins anew for this round. NoSuchRound when there is none."""
        self._work.leave()
        self._storing = False
        self._round_id = round_id
        self._sought = self._study.bring_in.sought(round_id)
        self._say("")
        self._forget()

    def take_focus(self) -> None:
        """The keyboard goes to what comes next: the file, or the table that is shown."""
        if self._found is None:
            self.choose_first.setFocus()
        elif self.tabs.choice() == COLUMNS:
            self.columns.table.setFocus()
        else:
            self.problems.table.setFocus()

    def read(self, source: Path) -> None:
        """Reads a file and shows what is in it. Nothing is stored."""
        if self._sought is not None:
            self._again = False
            self._folder = source.parent
            self._say("")
            self._work.read(source, self._sought)
            self._show_state()

    # Building

    def _lay_out(self) -> None:
        theme = self._theme
        lead = self.tr("From a survey program or a spreadsheet, as CSV or Excel.")
        self._lead = parts.body(theme, lead, soft=True)
        for words in (self._name, self._told):
            words.setWordWrap(False)
        self._file = QWidget()
        self._file.setLayout(parts.flow(self._name, self._told, self.choose, self.tabs, gap=theme.space(16)))
        no_problem = QWidget()
        no_problem.setLayout(parts.column(self._none_wrong, 1))
        self._pages = QStackedWidget()
        for page in (self.columns, self.problems, no_problem):
            self._pages.addWidget(page)
        for box in (self._empty, self._said, self._wrong):
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        edge, top = theme.space(32), theme.space(20)
        title = parts.column(parts.title(theme, self.tr("Answers from elsewhere")), self._lead, gap=4)
        column = parts.column(title, gap=theme.space(16), margins=(edge, top, edge, theme.space(16)))
        for part in (self._said, self._wrong, self._empty, self._file):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addStretch(0)
        main = QWidget()
        main.setLayout(column)
        page = Page(theme, main, side=self._side(), foot=self._foot())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    def _side(self) -> QWidget:
        """What is said of the row in the table, and what is confirmed before anything is stored."""
        theme = self._theme
        edge, top = theme.space(28), theme.space(24)
        safe = self.tr("Nothing is stored before all is right. Names in a file are not kept, and neither are its ids.")
        known = self.tr(
            "Exports of KoboToolbox, ODK, LimeSurvey and Google Forms are understood, and tables of your own. "
            "Headings may be ids or whole statements; answers may be numbers or words, in any language that the "
            "questionnaire has."
        )
        self._help = QWidget()
        self._help.setLayout(
            parts.column(
                parts.strong(theme, self.tr("Which files can be brought in")), parts.body(theme, known), gap=theme.space(8)
            )
        )
        side = QWidget()
        self._confirm = QWidget()
        self._confirm.setLayout(
            parts.column(
                parts.separator(), self.progress, self.consent, self._why, gap=theme.space(12)
            )
        )
        side.setLayout(
            parts.column(
                self._help, self.columns.correcting, self.problems.reading, 1, self._confirm, parts.soft(theme, safe),
                gap=theme.space(16), margins=(edge, top, edge, top),
            )
        )  # fmt: skip
        return side

    def _foot(self) -> QWidget:
        theme = self._theme
        edge = theme.space(32)
        foot = QWidget()
        margins = (theme.space(12), theme.space(12), edge, theme.space(12))
        foot.setLayout(parts.row(self.back, 1, self.bring_in, margins=margins))
        return foot

    def _connect(self) -> None:
        for button in (self.choose_first, self.choose):
            button.clicked.connect(self._ask)
        self.tabs.chosen.connect(lambda _: self._show_page())
        self.columns.changed.connect(self._look_again)
        self.problems.left_out_changed.connect(lambda _: self._show_state())
        self.consent.clicked.connect(lambda _: self._show_state())
        self.bring_in.clicked.connect(self._bring_in)
        self.back.clicked.connect(self._go_back)
        self.progress.stop.clicked.connect(self._work.stop)
        self._work.progressed.connect(self._show_progress)
        self._work.looked.connect(self._looked)
        self._work.brought.connect(self._brought)
        self._work.failed.connect(self._failed)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._go_back)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._seek)

    # What people do

    def _ask(self) -> None:
        kinds = self.tr("Tables (*.csv *.tsv *.txt *.xlsx)") + ";;" + self.tr("All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose the file of answers"), str(self._folder), kinds)
        if chosen:
            self.read(Path(chosen))

    def _seek(self) -> None:
        find = self.columns.find_field if self.tabs.choice() == COLUMNS else self.problems.find_field
        if find.isVisible():
            find.setFocus()
            find.selectAll()

    def _look_again(self, columns: Columns) -> None:
        if self._found is not None and self._sought is not None:
            self._work.look(self._found.table, columns, self._sought)
            self._show_state()

    def _bring_in(self) -> None:
        if self._found is not None:
            self._say("")
            self._storing = True
            self._work.store(self._round_id, self._found, self.problems.left_out, again=self._again)
            self._show_state()

    def _go_back(self) -> None:
        if self._work.is_busy:
            self._work.stop()
        else:
            self.back_wanted.emit()

    # What comes of it

    def _looked(self, found: Found) -> None:
        assert self._sought is not None
        same_file = self._found is not None and self._found.table is found.table
        self._found = found
        self.problems.show_found(found, keep=same_file)
        if not same_file:
            self.consent.setChecked(False)
            self.columns.show_columns(found.table, found.columns, self._sought)
            undecided = self.columns.to_decide()
            self.tabs.choose(PROBLEMS if found.problems and not undecided else COLUMNS)
        self._show_state()
        self._show_page()
        messages.announce(self, f"{self._told.text()} {self._why.text()}".strip())
        if not same_file:
            self.take_focus()

    def _brought(self, people: int) -> None:
        self._storing = False
        self._forget()
        words = self.tr("One person was brought in, and stands in the room as finished.")
        if people != 1:
            words = self.tr("%n people were brought in, and stand in the room as finished.", "", people)
        self._say(words)
        self.changed.emit()
        self.back.setFocus()

    def _failed(self, error: KnownError) -> None:
        self._storing = False
        self._show_state()
        if isinstance(error, BroughtInBefore) and messages.ask(
            self,
            self._theme,
            self.tr("This very file was brought into this round before."),
            self.tr("Everyone in it would be in the round twice. Bring it in again only if they were taken out since."),
            yes=self.tr("Bring it in again"),
            no=self.tr("Leave it"),
            danger=True,
        ):
            self._again = True
            self._bring_in()
        elif not isinstance(error, BroughtInBefore):
            self._say(messages.sentence(error), wrong=not isinstance(error, BringingInStopped))

    def _show_progress(self, done: int, everything: int) -> None:
        words = self.tr("Row {done} of {all}").format(done=done, all=everything)
        self.progress.show_page(words, done + 1, everything)

    # Showing

    def _forget(self) -> None:
        """No file is chosen any more."""
        self._found = None
        self.consent.setChecked(False)
        self.tabs.choose(COLUMNS)
        self._show_state()
        self._show_page()

    def _show_page(self) -> None:
        wrong = self._found is not None and bool(self._found.problems)
        of_columns = self.tabs.choice() == COLUMNS
        self._pages.setCurrentIndex(0 if of_columns else 1 if wrong else 2)
        self.columns.correcting.setVisible(self._found is not None and of_columns)
        self.problems.reading.setVisible(wrong and not of_columns)

    def _show_state(self) -> None:
        """Everything that depends on the file, the rows left out, the consent, and what is under way."""
        found, busy = self._found, self._work.is_busy
        self._empty.setVisible(found is None and not busy)
        self._lead.setVisible(found is None)
        self._help.setVisible(found is None)
        self._file.setVisible(found is not None)
        self._pages.setVisible(found is not None)
        self.progress.setVisible(busy)
        if busy:
            self.progress.show_page(self.tr("Storing…") if self._storing else self.tr("Reading…"), 0, 0)
        self._confirm.setVisible(found is not None or busy)
        self.consent.setVisible(found is not None)
        self.bring_in.setVisible(found is not None)
        self.choose.setEnabled(not busy)
        for part in (self._pages, self.columns.correcting, self.problems.reading, self.consent):
            part.setEnabled(not self._storing)  # what is on its way stays as it was confirmed
        why = ""
        if found is not None:
            left = found.left(self.problems.left_out)
            coming = len(found.coming(self.problems.left_out)) if not left else 0
            self._name.setText(_short(found.table.name))
            self._name.setToolTip(found.table.name)
            self._told.setText(self._counts(found))
            self.tabs.button(PROBLEMS).say(self.tr("To put right: {count}").format(count=len(left)))
            words = self.tr("Bring in one person") if coming == 1 else self.tr("Bring in %n people", "", coming)
            self.bring_in.say(words if coming else self.tr("Bring in"))
            why = self._what_is_missing(len(left), coming)
            self._show_page()
        self.bring_in.setEnabled(found is not None and not why and not busy)
        self._why.setText(why)
        self._why.setVisible(bool(why) and not busy)
        self.bring_in.setAccessibleDescription(why)

    def _counts(self, found: Found) -> str:
        out = len(self.problems.left_out)
        words = self.tr("{rows} rows, {columns} columns")
        if out:
            words = self.tr("{rows} rows, {columns} columns, {out} rows left out")
        return words.format(rows=len(found.rows), columns=len(found.table.head), out=out)

    def _what_is_missing(self, left: int, coming: int) -> str:
        """Why nothing can be stored yet; empty when it can."""
        if left:
            if left == 1:
                return self.tr("One thing is to be put right, or its row to be left out.")
            return self.tr("%n things are to be put right, or their rows to be left out.", "", left)
        if not coming:
            return self.tr("No row is left to bring in.")
        if not self.consent.isChecked():
            return self.tr("Confirm that everyone agreed there, then bring them in.")
        return ""

    def _say(self, words: str, *, wrong: bool = False) -> None:
        for box, its_turn in ((self._said, not wrong), (self._wrong, wrong)):
            box.say(words)
            box.setVisible(bool(words) and its_turn)
        if words:
            messages.announce(self, words)


def _short(name: str) -> str:
    """A file's name, cut in the middle where it is long, so that its ending stays."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 13]}…{name[-12:]}"

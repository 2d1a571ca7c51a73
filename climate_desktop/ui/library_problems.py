"""The tab *Problems*: everything to put right at once, the place itself, and the way to the field that mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTime, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.ui import messages, parts
from climate_desktop.ui.library_excerpt import Excerpt
from climate_desktop.ui.library_places import Target, tab_name, target_of
from climate_desktop.ui.library_problems_table import ProblemTable
from climate_desktop.ui.page import Page

if TYPE_CHECKING:
    from climate_desktop.services.library import Problem
    from climate_desktop.ui.boxes import Segmented
    from climate_desktop.ui.library_work import PackWork
    from climate_desktop.ui.theme import Theme


class ProblemsTab(QWidget):
    """What is wrong with the draft as it stands now.

    Signals: check_wanted() look at everything again; mend_wanted(Target) to the field that can put the problem right.
    """

    check_wanted = Signal()
    mend_wanted = Signal(object)

    def __init__(self, work: PackWork, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._theme = theme
        self._problems: tuple[Problem, ...] = ()
        self.check = parts.secondary(theme, self.tr("Check again"), icon="redo", size="small")
        self.check.setToolTip(self.tr("F5"))
        self._notice = parts.notice(theme, "warning", "", " ", self.check)
        self.files: Segmented = parts.segmented(theme, self.tr("File"), [("", "")])
        self.find_field = parts.find_field(theme, self.tr("Find a problem"))
        self.table = ProblemTable(theme)
        self._nothing = parts.body(theme, self.tr("No problem has these words."), soft=True)
        self._file = parts.strong(theme, "")
        self._lines = parts.soft(theme, "")
        self.folder = parts.quiet(theme, self.tr("Open the folder"), size="small")
        self.mend = parts.secondary(theme, "", icon="pencil", size="small")
        self.excerpt = Excerpt(theme)
        self._good = parts.card()
        self._good_when = parts.soft(theme, "")
        self.check_good = parts.secondary(theme, self.tr("Check again"), icon="redo", size="small")
        self._lay_out()
        self._connect()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Shows these problems; the current row stays where it was."""
        self._problems = problems
        self._notice.say(
            self.tr("%n things to put right before this pack can be used.", "", len(problems))
            if len(problems) != 1
            else self.tr("One thing to put right before this pack can be used."),
            self.tr("Workshops that are under way keep the words they began with."),
        )
        self._fill_files()
        self.table.show_problems(problems)
        bad = bool(problems)
        for part in (self._notice, self._tools, self.table, self._place):
            part.setVisible(bad)
        self._good.setVisible(not bad)
        time = QLocale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat)
        self._good_when.setText(self.tr("Looked at today at {time}.").format(time=time))
        self._show_part()

    def take_focus(self) -> None:
        """The keyboard goes to the table, or to *Check again* when nothing is wrong."""
        (self.table if self._problems else self.check_good).setFocus()

    def seek(self) -> None:
        """The keyboard goes to the find field."""
        self.find_field.setFocus()
        self.find_field.selectAll()

    # Building

    def _lay_out(self) -> None:
        theme = self._theme
        self._tools = QWidget()
        self._tools_row = QHBoxLayout(self._tools)
        self._tools_row.setContentsMargins(0, 0, 0, 0)
        self._tools_row.setSpacing(theme.space(12))
        self._tools_row.addWidget(self.files)
        self._tools_row.addStretch(1)
        self._tools_row.addWidget(self.find_field)
        self._place = parts.card()
        place = parts.column(gap=0)
        head = parts.row(self.folder, self.mend, gap=theme.space(8))
        names = parts.row(self._file, self._lines, 1, gap=theme.space(12))
        self._file.setWordWrap(False)
        self._lines.setWordWrap(False)
        top = QHBoxLayout()
        top.setContentsMargins(theme.space(20), 6, theme.space(12), 6)
        top.addLayout(names)
        top.addLayout(head)
        place.addLayout(top)
        place.addWidget(parts.separator())
        place.addLayout(parts.row(self.excerpt, margins=(6, 6, 6, 6)))
        self._place.setLayout(place)
        self._good_when.setWordWrap(False)
        good = parts.row(
            parts.icon_label(theme, "check-circle", token="accent", size=24),
            parts.column(parts.strong(theme, self.tr("Nothing to put right")), self._good_when, gap=2),
            1,
            self.check_good,
            gap=theme.space(16),
            margins=(theme.space(20),) * 4,
        )
        self._good.setLayout(good)
        main = QWidget()
        column = parts.column(self._notice, self._tools, gap=theme.space(12))
        column.setContentsMargins(theme.space(32), theme.space(12), theme.space(32), theme.space(12))
        column.addWidget(self.table, 1)
        column.addWidget(self._nothing)
        column.addWidget(self._place)
        column.addWidget(self._good)
        column.addStretch(0)
        main.setLayout(column)
        self._column = column
        self._page = Page(theme, main)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)

    def _connect(self) -> None:
        self.check.clicked.connect(self.check_wanted)
        self.check_good.clicked.connect(self.check_wanted)
        self.find_field.textEdited.connect(lambda _: self._show_part())
        self.table.chosen_changed.connect(self._show_place)
        self.table.go_wanted.connect(self._mend)
        self.mend.clicked.connect(self._mend)
        self.folder.clicked.connect(self._open_folder)

    # Showing

    def _fill_files(self) -> None:
        """One choice for each file with problems, with how many; the chosen one stays while it is there."""
        before = self.files.choice()
        counts: dict[str, int] = {}
        for problem in self._problems:
            counts[problem.file] = counts.get(problem.file, 0) + 1
        choices = [("", self.tr("All files {count}").format(count=len(self._problems)))]
        choices += [(file, f"{file} {count}") for file, count in sorted(counts.items())]
        made = parts.segmented(self._theme, self.tr("Which file"), choices)
        if before in counts:
            made.choose(before)
        made.chosen.connect(lambda _: self._show_part())
        self._tools_row.replaceWidget(self.files, made)
        self.files.hide()
        self.files.deleteLater()
        self.files = made

    def _show_part(self) -> None:
        self.table.show_part(self.files.choice(), self.find_field.text())
        found = self.table.count()
        self._nothing.setVisible(bool(self._problems) and not found)
        self._place.setVisible(bool(found))
        if self.find_field.text():
            messages.announce(self.table, self.tr("{found} of {all}").format(found=found, all=len(self._problems)))

    def _show_place(self) -> None:
        problem = self.table.chosen()
        if problem is None:
            return
        text = self._work.draft.files.get(problem.file, "")
        first, last = self.excerpt.show_lines(text, problem.line)
        self._file.setText(problem.file)
        self._lines.setText(self.tr("lines {first} to {last}").format(first=first, last=last) if last else "")
        self.excerpt.setVisible(bool(last))
        target = self._target()
        self.mend.setVisible(target is not None)
        if target is not None:
            self.mend.say(self.tr("Put right in {tab}").format(tab=tab_name(target.tab)))

    def _target(self) -> Target | None:
        problem = self.table.chosen()
        return target_of(problem, self._work) if problem is not None and not self._work.bundled else None

    def _mend(self) -> None:
        target = self._target()
        if target is not None:
            self.mend_wanted.emit(target)
        elif not self.folder.isHidden():
            self.folder.setFocus()

    def _open_folder(self) -> None:
        try:
            folder = self._work.library.folder(self._work.shelved.id)
        except KnownError as error:
            messages.say_error(self, self._theme, error)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


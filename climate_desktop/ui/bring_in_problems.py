"""Everything that is wrong in a file of answers, by row and column, with a tick for the rows that are left out."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QLocale, QObject, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QWidget

from climate_desktop.ui import messages, parts
from climate_desktop.ui.bring_in_table import LongTable, Ticks
from climate_desktop.ui.strip_painting import Index

if TYPE_CHECKING:
    from climate_desktop.services.bring_in import Found, Problem
    from climate_desktop.ui.theme import Theme

ROW, COLUMN, WHAT = range(3)
ALL, TO_DO, LEFT_OUT = "all", "to_do", "left_out"


class ProblemModel(QAbstractTableModel):
    """A table over a tuple of problems, replaced whole. The first column has the tick that leaves its row out.

    Signal `ticked(int, bool)`: a person left a row of the file out, or took it in again.
    """

    ticked = Signal(int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problems: tuple[Problem, ...] = ()
        self.left_out: Collection[int] = ()
        self._heads = (self.tr("Leave row out"), self.tr("Column"), self.tr("What is wrong"))

    def replace(self, problems: tuple[Problem, ...], left_out: Collection[int]) -> None:
        """Shows these problems instead."""
        self.beginResetModel()
        self.problems, self.left_out = problems, left_out
        self.endResetModel()

    def leave_out(self, rows: Collection[int]) -> None:
        """Shows other rows as left out."""
        self.left_out = rows
        if self.problems:
            last = self.index(len(self.problems) - 1, ROW)
            self.dataChanged.emit(self.index(0, ROW), last, [Qt.ItemDataRole.CheckStateRole])

    def rowCount(self, parent: Index | None = None) -> int:
        """How many problems there are."""
        return 0 if parent is not None and parent.isValid() else len(self.problems)

    def columnCount(self, parent: Index | None = None) -> int:
        """Row, column, what is wrong."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def words(self, problem: Problem, column: int) -> str:
        """The words of a cell."""
        if column == ROW:
            return self.tr("Headings") if problem.in_heading else QLocale().toString(problem.row)
        return problem.column if column == COLUMN else messages.sentence(problem.fault)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell and the tick; the first cell speaks the whole row."""
        problem, column = self.problems[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(problem, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == ROW and not problem.in_heading:
            return Qt.CheckState.Checked if problem.row in self.left_out else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column != ROW:
                return self.words(problem, column)
            return ", ".join(words for part in (ROW, COLUMN, WHAT) if (words := self.words(problem, part)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first cell of a row that can be left out takes a tick."""
        flags = super().flags(index)
        if index.column() == ROW and not self.problems[index.row()].in_heading:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Says that a person ticked a row, or took the tick away."""
        problem = self.problems[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or problem.in_heading:
            return False
        self.ticked.emit(problem.row, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


class _Filter(QSortFilterProxyModel):
    """The problems of one state that hold the words that are looked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ALL
        self.sought = ""

    def show_part(self, state: str, sought: str) -> None:
        """Shows others."""
        self.beginFilterChange()
        self.state, self.sought = state, sought.strip().casefold()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """True for a problem that is to be seen."""
        model = self.sourceModel()
        assert isinstance(model, ProblemModel)
        problem = model.problems[row]
        if self.state != ALL and (problem.row in model.left_out) != (self.state == LEFT_OUT):
            return False
        if not self.sought:
            return True
        return any(self.sought in model.words(problem, column).casefold() for column in (ROW, COLUMN, WHAT))


class Problems(QWidget):
    """The problems with their filter and ticks. `reading` tells the chosen one whole, in a place of its own.

    Signal `left_out_changed(object)`: the rows that are left out, as a frozenset, after a person has ticked.
    """

    left_out_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._found: Found | None = None
        self._left_out: frozenset[int] = frozenset()
        self._model = ProblemModel(self)
        self._shown = _Filter(self)
        self._shown.setSourceModel(self._model)
        self.table = LongTable(theme, self.tr("What is to be put right"), self._shown, (18, 30, 52))
        self.filter = parts.segmented(
            theme,
            self.tr("Which problems"),
            ((ALL, self.tr("All")), (TO_DO, self.tr("To put right")), (LEFT_OUT, self.tr("Left out"))),
        )
        self.find_field = parts.find_field(theme, self.tr("Find a problem"))
        self._whole = parts.body(theme, "")
        self.all_out = parts.secondary(theme, self.tr("Leave out all rows with a problem"), size="small")
        self.none_out = parts.quiet(theme, self.tr("Leave out none"), size="small")
        self._nothing = parts.body(theme, self.tr("No problem is shown here."), soft=True)
        self._where = parts.caption(theme, "", soft=True)
        self._one = QWidget()
        self._one.setLayout(parts.column(self._where, self._whole, gap=4))
        self.reading = QWidget()
        self.reading.setLayout(
            parts.column(self._one, parts.flow(self.all_out, self.none_out), gap=theme.space(16))
        )
        self.table.setItemDelegateForColumn(ROW, Ticks(theme, self.table))
        self.setLayout(
            parts.column(
                parts.flow(self.filter, self.find_field), self.table, self._nothing, gap=theme.space(12)
            )
        )
        self._model.ticked.connect(self._tick)
        self.filter.chosen.connect(lambda _: self._filter())
        self.find_field.textEdited.connect(lambda _: self._filter())
        self.table.current_changed.connect(self._show_whole)
        self.table.space_pressed.connect(self._tick_current)
        self.all_out.clicked.connect(self._leave_all_out)
        self.none_out.clicked.connect(lambda: self._leave_out(frozenset()))

    @property
    def left_out(self) -> frozenset[int]:
        """The rows of the file that are left out."""
        return self._left_out

    def show_found(self, found: Found, *, keep: bool) -> None:
        """Shows what a look at the file has found; `keep` the ticks of before."""
        self._found = found
        self._left_out = self._left_out & set(found.rows) if keep else frozenset()
        self._model.replace(found.problems, self._left_out)
        self.filter.choose(ALL)
        self.find_field.clear()
        self._filter()

    def _filter(self) -> None:
        self._shown.show_part(self.filter.choice(), self.find_field.text())
        self.table.choose_row(0)
        self._show_buttons()

    def _show_buttons(self) -> None:
        some = bool(self._shown.rowCount())
        self._nothing.setVisible(not some)
        self.table.setVisible(some)
        self.all_out.setEnabled(bool(self._rows_with_problems() - self._left_out))
        self.none_out.setEnabled(bool(self._left_out))

    def _rows_with_problems(self) -> frozenset[int]:
        problems = self._found.problems if self._found else ()
        return frozenset(problem.row for problem in problems if not problem.in_heading)

    def _show_whole(self) -> None:
        """The current problem in a whole line: a cell may be too narrow for it."""
        index = self._shown.mapToSource(self.table.currentIndex())
        self._one.setVisible(index.isValid())
        if index.isValid():
            problem = self._model.problems[index.row()]
            place = self.tr("Row {row}, {column}") if problem.column else self.tr("Row {row}")
            self._where.setText(place.format(row=problem.row, column=problem.column))
            self._whole.setText(messages.sentence(problem.fault))

    def _tick(self, row: int, out: bool) -> None:
        self._leave_out(self._left_out | {row} if out else self._left_out - {row})

    def _leave_all_out(self) -> None:
        self._leave_out(self._rows_with_problems())

    def _leave_out(self, rows: frozenset[int]) -> None:
        self._left_out = rows
        self._model.leave_out(rows)
        if self.filter.choice() != ALL:
            self._filter()
        self._show_buttons()
        self.left_out_changed.emit(rows)

    def _tick_current(self) -> None:
        """Ticks the row of the current problem, in whichever column the cursor is."""
        index = self._shown.mapToSource(self.table.currentIndex())
        if index.isValid():
            problem = self._model.problems[index.row()]
            if not problem.in_heading:
                self._tick(problem.row, problem.row not in self._left_out)

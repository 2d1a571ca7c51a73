"""Everything to put right in a pack as a table: file, line, what is wrong, what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from climate_desktop.ui.focus_ring import RING_ROOM
from climate_desktop.ui.messages import announce
from climate_desktop.ui.results_table import WrappedCells
from climate_desktop.ui.strip_painting import Index

if TYPE_CHECKING:
    from climate_desktop.services.library import Problem
    from climate_desktop.ui.theme import Theme

FILE, LINE, WHAT, TODO = range(4)
_SORT = Qt.ItemDataRole.UserRole + 1
_INSIDE = re.compile(r"(?<=[a-z])[._](?=[a-z])")
"""Where the long name of a place in a file may go on in the next line."""


class ProblemModel(QAbstractTableModel):
    """A table over a tuple of problems, replaced whole."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.problems: tuple[Problem, ...] = ()
        self._heads = (self.tr("File"), self.tr("Line"), self.tr("What is wrong"), self.tr("What to do"))

    def replace(self, problems: Sequence[Problem]) -> None:
        """Shows these problems instead."""
        self.beginResetModel()
        self.problems = tuple(problems)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many problems there are."""
        return 0 if parent is not None and parent.isValid() else len(self.problems)

    def columnCount(self, parent: Index | None = None) -> int:
        """File, line, what, what to do."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; the first one speaks the whole row."""
        problem, column = self.problems[index.row()], index.column()
        words = (problem.file, str(problem.line or ""), problem.what, problem.todo)
        if role == Qt.ItemDataRole.DisplayRole:
            return _INSIDE.sub("\\g<0>\u200b", words[column]) if column in (WHAT, TODO) else words[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return str(problem) if column == FILE else f"{self._heads[column]}: {words[column]}"
        if role == _SORT:
            return problem.line if column == LINE else words[column].casefold()
        if role == Qt.ItemDataRole.FontRole and column == FILE:
            return self._theme.semibold("body")
        if role == Qt.ItemDataRole.ForegroundRole and column == TODO:
            return self._theme.color("text_soft")
        return None


class _Filter(QSortFilterProxyModel):
    """The problems of one file that hold the words that are looked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = self.words = ""
        self.setSortRole(_SORT)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """True for a problem that is to be seen."""
        model = self.sourceModel()
        assert isinstance(model, ProblemModel)
        problem = model.problems[row]
        return (not self.file or problem.file == self.file) and self.words in str(problem).casefold()


class ProblemTable(QTableView):
    """The problems, sorted by a click on a head.

    Signals: chosen_changed() another row, or none, is the current one; go_wanted() Enter or a double click on it.
    """

    chosen_changed = Signal()
    go_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._problems = ProblemModel(theme, self)
        self._shown = _Filter(self)
        self._shown.setSourceModel(self._problems)
        self.setModel(self._shown)
        self.setItemDelegate(WrappedCells(theme, self))
        self.setProperty("kind", "card")
        self.setProperty("ring", True)
        self.setProperty("ring_radius", float(theme.radius("choice")))
        self.setAccessibleName(self.tr("What is to be put right"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setSortingEnabled(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sortByColumn(FILE, Qt.SortOrder.AscendingOrder)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen_changed.emit())
        self.doubleClicked.connect(self.go_wanted)
        self._shown.layoutChanged.connect(self._fit)
        theme.changed.connect(self._fit)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Shows these problems; the row stays where it was."""
        row = max(self.currentIndex().row(), 0)
        self._problems.replace(problems)
        self._choose(row)

    def show_part(self, file: str, words: str) -> None:
        """Only the problems of this file that hold these words; empty ones ask for nothing."""
        self._shown.beginFilterChange()
        self._shown.file, self._shown.words = file, words.strip().casefold()
        self._shown.endFilterChange()
        self._choose(0)

    def chosen(self) -> Problem | None:
        """The problem of the current row, or None."""
        index = self._shown.mapToSource(self.currentIndex())
        return self._problems.problems[index.row()] if index.isValid() else None

    def count(self) -> int:
        """How many problems are to be seen."""
        return self._shown.rowCount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place, Ctrl C copies the row as a sentence."""
        problem = self.chosen()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) and problem is not None:
            QGuiApplication.clipboard().setText(str(problem))
            announce(self, self.tr("Copied"))
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Three rows are enough where there is no room for more."""
        return QSize(self._theme.px(400), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_shown"):
            self._fit()

    def _choose(self, row: int) -> None:
        rows = self._shown.rowCount()
        self.setCurrentIndex(self._shown.index(min(row, rows - 1), FILE) if rows else QModelIndex())
        self._fit()
        self.chosen_changed.emit()

    def _fit(self) -> None:
        """File and line as narrow as they can be, the two sentences alike; rows as high as their words."""
        theme = self._theme
        room = self.viewport().width()
        file, line = theme.px(138), theme.px(72)
        self.setColumnWidth(FILE, file)
        self.setColumnWidth(LINE, line)
        self.setColumnWidth(WHAT, (room - file - line) * 52 // 100)
        self.setColumnWidth(TODO, room - file - line - (room - file - line) * 52 // 100)
        start = theme.space(8) + RING_ROOM + 1
        self.horizontalHeader().setStyleSheet(f"QHeaderView::section {{ padding-left: {start}px; }}")
        self.verticalHeader().setMinimumSectionSize(theme.size("table_row"))
        self.resizeRowsToContents()
        heights = [self.rowHeight(row) for row in range(self._shown.rowCount())]
        head = self.horizontalHeader().sizeHint().height() + 2
        self.setMinimumHeight(head + max(sum(heights[:3]), theme.size("table_row")))
        self.setMaximumHeight(max(head + sum(heights), self.minimumHeight()))

"""The same numbers as a picture, as a stock table: for eyes that prefer one, and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from climate_desktop.ui.focus_ring import RING_ROOM
from climate_desktop.ui.strip_painting import Index
from climate_desktop.ui.theme import Theme


class WordsTable(QAbstractTableModel):
    """A table of words, replaced whole."""

    def __init__(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._rows = tuple(tuple(row) for row in rows)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; for a screen reader with its column's name."""
        words = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words if index.column() == 0 else f"{self._heads[index.column()]}: {words}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        return None


class WrappedCells(QStyledItemDelegate):
    """Cells as high as their wrapped words. WORKAROUND: Qt leaves the style sheet's padding out when it measures them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The words' height in the width that is left between the paddings."""
        view = option.widget
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else self._theme.px(200)
        room = width - 2 * (self._theme.space(8) + RING_ROOM + 2)
        words = str(index.data() or "")
        box = QFontMetrics(self._theme.font()).boundingRect(
            QRect(0, 0, max(room, 1), 10_000), int(Qt.TextFlag.TextWordWrap), words
        )
        return QSize(width, max(box.height() + self._theme.space(16), self._theme.size("table_row")))


class ScoreTable(QTableView):
    """A table to read, as tall as its rows; it scrolls sideways where the window is narrow."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setProperty("kind", "card")
        self.setProperty("ring_radius", float(theme.radius("choice")))
        self.setShowGrid(False)
        self.setItemDelegate(WrappedCells(theme, self))
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._dress()
        theme.changed.connect(self._dress)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Shows these columns and rows."""
        self.show_model(WordsTable(heads, rows, self))

    def show_model(self, model: QAbstractTableModel, row: int = 0) -> None:
        """Shows another model, with the cursor in this row."""
        before, selection = self.model(), self.selectionModel()
        column = max(self.currentIndex().column(), 0)
        self.setModel(model)
        for old in (before, selection):
            if old is not None:
                old.deleteLater()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setCurrentIndex(model.index(row, min(column, model.columnCount() - 1)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _dress(self) -> None:
        """The font of the screen's own text size, which views do not inherit.

        WORKAROUND: cells keep the ring's room before their words, headers do not; so headers get it as padding.
        """
        self.setFont(self._theme.font())
        start = self._theme.space(8) + RING_ROOM + 1
        self.horizontalHeader().setStyleSheet(f"QHeaderView::section {{ padding-left: {start}px; }}")

    def _fit(self) -> None:
        """The first column wide, the others alike and never narrower than their words; rows as high as theirs."""
        model = self.model()
        if model is None or not model.columnCount():
            return
        theme = self._theme
        others = model.columnCount() - 1
        heads = (str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(1, others + 1))
        metrics = QFontMetrics(theme.semibold("small"))
        least = max((metrics.horizontalAdvance(head) for head in heads), default=0) + theme.space(32)
        room = max(self.viewport().width(), 1)
        first = max(room * 3 // (3 + 2 * others), theme.px(180))
        each = max((room - first) // max(others, 1), least)
        self.setColumnWidth(0, max(room - each * others, theme.px(180)))
        for column in range(1, model.columnCount()):
            self.setColumnWidth(column, each)
        self.verticalHeader().setMinimumSectionSize(theme.size("table_row"))
        self.resizeRowsToContents()
        bar = self.horizontalScrollBar()
        wide = sum(self.columnWidth(column) for column in range(model.columnCount()))
        below = bar.sizeHint().height() if wide > room else 0
        rows = sum(self.rowHeight(row) for row in range(model.rowCount()))
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + below + 2)

"""Eight lines of the paper as they lie there: each with its boxes, so that a slip of one line is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from climate_desktop.ui.theme import Theme

LINES = 8
_ROW, _BOX, _COLUMN, _NONE_COLUMN = 50, 28, 48, 108
_BEFORE_WORDS, _AFTER_WORDS = 52, 8
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """One line: its number, its statement, the place of the box that was keyed (0 for none), and words beside them."""

    number: int
    statement: str
    box: int = 0
    words: str = ""
    reached: bool = True


class LinesModel(QAbstractTableModel):
    """A table over a tuple of lines, replaced whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._boxes = 0

    def show_lines(self, lines: tuple[Line, ...], boxes: int) -> None:
        """Shows these lines with so many boxes each."""
        if boxes == self._boxes and len(lines) == len(self._lines):
            self._lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, boxes + 1))
            return
        self.beginResetModel()
        self._lines, self._boxes = lines, boxes
        self.endResetModel()

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self._lines[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each line."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The statement, a box for each answer, and what is no answer."""
        return 0 if parent.isValid() else self._boxes + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a column: for a box the digit that is printed in it."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (0, self._boxes + 1):
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return self.tr("The lines as they lie in front of you")
        return str(section) if section <= self._boxes else self.tr("No answer")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; the statement's cell speaks the whole line."""
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole and column == 0:
            said = line.words or (str(line.box) if line.box else self.tr("not keyed"))
            return f"{line.number}, {line.statement}, {said}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if column == 0:
                return line.statement
            if column <= self._boxes:
                return str(column) if line.box == column else ""
            return line.words
        return None


class _LineRow(QStyledItemDelegate):
    """Draws number and statement, a box, or the words of an answer that is none."""

    def __init__(self, theme: Theme, view: LinesTable) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell in its state."""
        theme, rect = self._theme, QRect(option.rect)
        line = self._view.lines.line(index.row())
        now = index.row() == self._view.current
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if now:
            painter.fillRect(rect, theme.color("accent_soft"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        last = self._view.lines.columnCount() - 1
        if index.column() == 0:
            if now:
                painter.fillRect(QRect(rect.left(), rect.top(), theme.px(5), rect.height()), theme.color("accent"))
            self._paint_statement(painter, rect, line, now=now)
        elif index.column() < last:
            self._paint_box(painter, rect, index.column(), line, now=now)
        else:
            painter.setFont(theme.semibold("small"))
            painter.setPen(theme.color("text"))
            painter.drawText(rect.adjusted(theme.px(4), 0, -theme.px(4), 0), _WRAP, line.words)
        painter.restore()

    def _paint_statement(self, painter: QPainter, rect: QRect, line: Line, *, now: bool) -> None:
        theme = self._theme
        number = rect.adjusted(theme.px(16), 0, 0, 0)
        painter.setFont(theme.semibold("body"))
        painter.setPen(theme.color("accent" if now else "text"))
        painter.drawText(number, _WRAP, str(line.number))
        words = rect.adjusted(theme.px(_BEFORE_WORDS), 0, -theme.px(_AFTER_WORDS), 0)
        painter.setFont(theme.semibold("body") if now else theme.font("body"))
        painter.setPen(theme.color("text" if now or line.reached else "text_soft"))
        painter.drawText(words, _WRAP, line.statement)

    def _paint_box(self, painter: QPainter, rect: QRect, place: int, line: Line, *, now: bool) -> None:
        theme, side = self._theme, self._theme.px(_BOX)
        box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
        keyed = line.box == place
        painter.setPen(QPen(theme.color("accent" if keyed or now else "control_line"), theme.line_px("control_px")))
        painter.setBrush(theme.color("accent" if keyed else "surface"))
        painter.drawRoundedRect(box, theme.radius("small"), theme.radius("small"))
        if keyed:
            painter.setFont(theme.semibold("body"))
            painter.setPen(theme.color("on_accent"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(place))


class LinesTable(QTableView):
    """The lines round the one that is keyed. It takes no key and no focus: the screen takes the keys."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines = LinesModel(self)
        self.current = -1
        self.setModel(self.lines)
        self.setItemDelegate(_LineRow(theme, self))
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("The lines of the sheet"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self._measure)
        self.lines.modelReset.connect(self._measure)

    def show_lines(self, lines: tuple[Line, ...], boxes: int, current: int) -> None:
        """Shows these lines, the row `current` as the one that is keyed; -1 for none."""
        self.current = current
        self.lines.show_lines(lines, boxes)
        self._fit_rows()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows as high as their words need in this width."""
        super().resizeEvent(event)
        self._fit_rows()

    def row_box(self, row: int) -> QRect:
        """Where a row is, inside this widget."""
        top = self.viewport().y() + self.rowViewportPosition(row)
        return QRect(0, top, self.width(), self.rowHeight(row))

    def _measure(self) -> None:
        theme = self._theme
        header, columns = self.horizontalHeader(), self.lines.columnCount()
        for column in range(columns):
            fixed = _NONE_COLUMN if column == columns - 1 else _COLUMN
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if column == 0 else QHeaderView.ResizeMode.Fixed
            )
            if column:
                self.setColumnWidth(column, theme.px(fixed))
        header.setFixedHeight(theme.size("table_header"))
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Every row as high as the longest statement here needs, so that rows stay alike."""
        theme = self._theme
        width = self.columnWidth(0) - theme.px(_BEFORE_WORDS + _AFTER_WORDS)
        metrics = QFontMetrics(theme.semibold("body"))
        room = QRect(0, 0, max(width, theme.px(120)), 10_000)
        statements = [self.lines.line(row).statement for row in range(self.lines.rowCount())]
        tallest = max((metrics.boundingRect(room, _WRAP, words).height() for words in statements), default=0)
        row = max(theme.px(_ROW), tallest + theme.space(8))
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(theme.size("table_header") + row * len(statements) + 2)

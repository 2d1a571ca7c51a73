"""A plain table of rows of one height that a person looks through: whatever a cell cuts off stands whole below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from climate_desktop.ui.focus_ring import RING_ROOM
from climate_desktop.ui.strip_painting import Index

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

LEAST_ROWS = 4


class LongTable(QTableView):
    """A table that may have many thousand rows. `shares` are the parts of its width that each column gets.

    Signals: current_changed() another row, or none, is the current one; space_pressed().
    """

    current_changed = Signal()
    space_pressed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        model: QAbstractItemModel,
        shares: tuple[int, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shares = shares
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("kind", "card")
        self.setProperty("ring", True)
        self.setProperty("ring_radius", float(theme.radius("choice")))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.current_changed.emit())
        theme.changed.connect(self._fit)
        self._fit()

    def choose_row(self, row: int) -> None:
        """The cursor in this row, or in the last one; nowhere when there are none."""
        rows = self.model().rowCount()
        self.setCurrentIndex(self.model().index(min(row, rows - 1), 0))
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is told; all other keys move as in every table."""
        if event.key() == Qt.Key.Key_Space:
            self.space_pressed.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """A few rows are enough where there is no room for more."""
        return QSize(self._theme.px(400), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_shares"):
            self._fit()

    def _fit(self) -> None:
        theme = self._theme
        start = theme.space(8) + RING_ROOM + 1
        self.setFont(theme.font())
        self.horizontalHeader().setStyleSheet(f"QHeaderView::section {{ padding-left: {start}px; }}")
        self.verticalHeader().setMinimumSectionSize(theme.size("table_row"))
        self.verticalHeader().setDefaultSectionSize(theme.size("table_row"))
        room, all_shares = self.viewport().width(), sum(self._shares)
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, room * share // all_shares)
        self.setMinimumHeight(theme.size("table_header") + LEAST_ROWS * theme.size("table_row"))


class Ticks(QStyledItemDelegate):
    """Cells with a tick that looks like every other check box of the program; a click anywhere on it changes it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Shows the mark as an icon before the words."""
        super().initStyleOption(option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        feature = QStyleOptionViewItem.ViewItemFeature
        option.features &= ~feature.HasCheckIndicator
        if state is not None:
            side = self._theme.space(22)
            option.features |= feature.HasDecoration
            option.decorationSize = QSize(side, side)
            mark = self._mark(checked=Qt.CheckState(state) == Qt.CheckState.Checked)
            option.icon = QIcon(mark)
            option.icon.addPixmap(mark, QIcon.Mode.Selected)  # otherwise it is tinted in the chosen row

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Changes the tick when the mouse lets go of its cell."""
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None or event.type() != QEvent.Type.MouseButtonRelease:
            return super().editorEvent(event, model, option, index)
        checked = Qt.CheckState(state) == Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
        return model.setData(index, other, Qt.ItemDataRole.CheckStateRole)

    def _mark(self, *, checked: bool) -> QPixmap:
        theme, side = self._theme, self._theme.space(22)
        view = self.parent()
        ratio = view.devicePixelRatioF() if isinstance(view, QWidget) else 1.0
        made = QPixmap(round(side * ratio), round(side * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.color("accent" if checked else "control_line")
        painter.setPen(QPen(edge, 2))
        painter.setBrush(edge if checked else theme.color("surface"))
        box = QRectF(1, 1, side - 2, side - 2)
        painter.drawRoundedRect(box, theme.radius("small"), theme.radius("small"))
        if checked:
            away = side * 0.14
            theme.paint_icon(painter, box.adjusted(away, away, -away, -away), "check", theme.color("on_accent"))
        painter.end()
        return made

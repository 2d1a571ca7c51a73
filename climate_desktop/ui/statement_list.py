"""A list of statements to go back to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from climate_desktop.ui.focus_ring import paint_ring
from climate_desktop.ui.theme import Theme

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignLeading)
_RING = 6


class StatementList(QListView):
    """One framed row for each statement. Signal `opened(int)`: the row that a person clicked or pressed Enter on."""

    opened = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._statements = QStringListModel(self)
        self.setModel(self._statements)
        self.setItemDelegate(_RowDelegate(theme, self))
        self.setProperty("kind", "clear")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(self.tr("Statements without an answer"))
        self.clicked.connect(lambda index: self.opened.emit(index.row()))
        theme.changed.connect(self.doItemsLayout)

    def show_statements(self, statements: Sequence[str]) -> None:
        """Shows these statements in place of any earlier ones."""
        self._statements.setStringList(list(statements))
        if statements:
            self.setCurrentIndex(self._statements.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row; page keys go on to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Statements wrap anew."""
        super().resizeEvent(event)
        self.doItemsLayout()


class _RowDelegate(QStyledItemDelegate):
    """Draws a statement in a frame, with the focus ring round the current one."""

    def __init__(self, theme: Theme, view: StatementList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the statement needs, never under a participant's target."""
        width = self._view.viewport().width()
        room = QRect(0, 0, width - 2 * _RING - 2 * 20 - 2, 10_000)
        words = QFontMetrics(self._theme.font("body")).boundingRect(room, _WRAP, index.data()).height()
        return QSize(width, max(48, words + 24) + 2 * _RING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row; its state says whether it is hovered or current."""
        theme = self._theme
        state = option.state
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect.adjusted(_RING, _RING, -_RING, -_RING)).adjusted(0.5, 0.5, -0.5, -0.5)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(theme.color("accent" if over else "control_line"), theme.line_px("control_px")))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, 10, 10)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        painter.drawText(box.adjusted(20, 0, -20, 0), _WRAP, index.data())
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            paint_ring(painter, QRectF(rect), 10, theme)
        painter.restore()

"""How one cell of the room's table is drawn: a sign, then the words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from climate_desktop.ui.marks import paint_voice
from climate_desktop.ui.theme import Theme

VOICE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The place of the cell's voice in its pack, from 0."""
ICON_ROLE = Qt.ItemDataRole.UserRole + 2
INK_ROLE = Qt.ItemDataRole.UserRole + 3
STRONG_ROLE = Qt.ItemDataRole.UserRole + 4
SHORT_ROLE = Qt.ItemDataRole.UserRole + 5
WIDEST_ROLE = Qt.ItemDataRole.UserRole + 6
"""The longest words that may stand in the cell's column: where they do not fit, every cell is shortened."""
CELL_PADDING = 20
_CURRENT_BAR_PX = 4


class RoomRow(QStyledItemDelegate):
    """Draws a voice's mark or a state's icon before the words, and a bar at the start of the current row."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as sign and words."""
        words = QFontMetrics(self._theme.semibold("body")).horizontalAdvance(str(index.data() or ""))
        return QSize(words + self._theme.px(64), self._theme.size("table_row"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell in its state."""
        theme = self._theme
        rect = QRect(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.color("accent_soft"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen and index.column() == 0 and (self._view.hasFocus() or theme.is_contrast):
            painter.fillRect(QRect(rect.left(), rect.top(), _CURRENT_BAR_PX, rect.height()), theme.color("accent"))
        words = rect.adjusted(theme.px(CELL_PADDING), 0, -theme.px(8), 0)
        words.setLeft(self._paint_sign(painter, words, index))
        strong = bool(index.data(STRONG_ROLE))
        painter.setFont(theme.semibold("body") if strong else theme.font("body", tabular=True))
        painter.setPen(theme.color(index.data(INK_ROLE) or "text"))
        text = str(index.data())
        if painter.fontMetrics().horizontalAdvance(index.data(WIDEST_ROLE) or text) > words.width():
            text = index.data(SHORT_ROLE) or text
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), text)
        painter.restore()

    def _paint_sign(self, painter: QPainter, words: QRect, index: QModelIndex | QPersistentModelIndex) -> int:
        """Draws the sign at the start of the words; where the words then begin."""
        theme = self._theme
        side = theme.px(18)
        box = QRectF(words.left(), words.center().y() - side / 2 + 0.5, side, side)
        place, icon = index.data(VOICE_ROLE), index.data(ICON_ROLE)
        if place is not None:
            paint_voice(painter, box.adjusted(2, 2, -2, -2), theme, place)
        elif icon:
            ink = "accent" if icon == "check-circle" else index.data(INK_ROLE)
            theme.paint_icon(painter, box, icon, theme.color(ink))
        else:
            return words.left()
        return words.left() + side + theme.px(10)

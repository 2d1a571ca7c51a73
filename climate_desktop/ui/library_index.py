"""The list at the side of a pack's page: headings, and under each the places that can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from climate_desktop.ui.focus_ring import RING_ROOM, paint_ring
from climate_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeading) | int(Qt.AlignmentFlag.AlignVCenter)
_MOST_LINES = 3


@dataclass(frozen=True)
class Entry:
    """One row: its words, the key it is known by, and a sign where something is to be put right. A heading has no key.

    `first` is a place that the ones after it belong to: bold, with room above.
    """

    words: str
    key: str = ""
    wrong: bool = False
    first: bool = False


class EntryModel(QAbstractListModel):
    """Headings and places in order; replaced whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def replace(self, entries: Sequence[Entry]) -> None:
        """Shows these rows; only what differs is told to the view when they are the same places."""
        before = self.entries
        if [one.key for one in before] == [one.key for one in entries]:
            self.entries = tuple(entries)
            if before:
                self.dataChanged.emit(self.index(0), self.index(len(before) - 1))
            return
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words; for a screen reader also whether something is to be put right."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and entry.wrong:
            return self.tr("{words}, something to put right").format(words=entry.words)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.words
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if self.entries[index.row()].key:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class EntryDelegate(QStyledItemDelegate):
    """Draws a heading in small bold, a place in a row of its own; the chosen one on a soft ground."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need, up to three lines."""
        entry = _entry(index)
        width = max(self._view.viewport().width(), self._theme.px(120))
        metrics = QFontMetrics(self._font(entry, chosen=False))
        room = QRect(0, 0, max(width - self._beside(entry), 1), metrics.lineSpacing() * _MOST_LINES)
        words = min(metrics.boundingRect(room, _WRAP, entry.words).height(), room.height())
        above = self._theme.space(14 if entry.key else 22)
        height = max(words + above, self._theme.size("button_small") if entry.key else 0)
        return QSize(width, height + self._extra(entry, index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row in its state."""
        theme, entry = self._theme, _entry(index)
        state: QStyle.StateFlag = option.state
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected) and bool(entry.key)
        over = bool(state & QStyle.StateFlag.State_MouseOver) and bool(entry.key)
        rect.setTop(rect.top() + self._extra(entry, index.row()))
        box = QRectF(rect.adjusted(RING_ROOM, 1, -RING_ROOM, -1))
        if chosen:
            radius = theme.radius("field")
            painter.setPen(theme.color("accent") if theme.is_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(box, radius, radius)
            if self._view.hasFocus():
                paint_ring(painter, box.adjusted(-1, 0, 1, 0), 4, theme)
        words = self._words_box(rect, entry)
        if entry.wrong:
            words = self._paint_sign(painter, words)
        font = self._font(entry, chosen=chosen)
        if QFontMetrics(font).boundingRect(words, _WRAP, entry.words).height() > words.height():
            font = self._font(entry, chosen=False)
        painter.setFont(font)
        ink = "accent" if chosen or over else "text" if entry.key else "text_soft"
        painter.setPen(theme.color(ink))
        painter.drawText(words, _WRAP, _shortened(entry.words, QFontMetrics(font), words.width()))
        painter.restore()

    def _extra(self, entry: Entry, row: int) -> int:
        """Room above the first of places that belong together."""
        return self._theme.space(10) if entry.first and row else 0

    def _words_box(self, rect: QRect, entry: Entry) -> QRect:
        start = self._theme.space(18 if entry.key else 12)
        return rect.adjusted(start, 0 if entry.key else self._theme.space(10), -self._theme.space(12), 0)

    def _paint_sign(self, painter: QPainter, words: QRect) -> QRect:
        """Draws the sign at the end of the row; the room that is left for the words."""
        side = self._theme.px(16)
        mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = words.left() if mirrored else words.right() - side + 1
        box = QRectF(left, words.center().y() - side / 2 + 0.5, side, side)
        self._theme.paint_icon(painter, box, "warning", self._theme.color("text"))
        room = side + self._theme.space(6)
        return words.adjusted(room if mirrored else 0, 0, 0 if mirrored else -room, 0)

    def _beside(self, entry: Entry) -> int:
        sign = self._theme.px(16) + self._theme.space(6) if entry.wrong else 0
        return self._theme.space(18) + self._theme.space(12) + sign

    def _font(self, entry: Entry, *, chosen: bool) -> QFont:
        if not entry.key:
            return self._theme.semibold("small")
        return self._theme.semibold("body") if chosen or entry.first else self._theme.font("body")


class EntryList(QListView):
    """Headings and places. Arrows move from place to place, letters find one.

    Signal `opened(str)`: another place has become the current one, by a person's hand or by `choose`.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = EntryModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(EntryDelegate(theme, self))
        self.setAccessibleName(name)
        self.setProperty("kind", "card")
        self.setProperty("ring_radius", float(theme.radius("choice")))
        self.setProperty("no_ring", True)
        self.setMouseTracking(True)
        self.setViewportMargins(0, theme.space(4), 0, theme.space(4))
        self.setUniformItemSizes(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Shows these rows and keeps the current place, or takes the first."""
        before = self.current_key()
        self.rows.replace(entries)
        if self.current_key() != before or not before:
            self.choose(before)
        self.scheduleDelayedItemsLayout()

    def current_key(self) -> str:
        """The key of the current place; empty when there is none."""
        row = self.currentIndex().row()
        return self.rows.entries[row].key if 0 <= row < len(self.rows.entries) else ""

    def choose(self, key: str) -> None:
        """Goes to this place, or to the first one."""
        keys = [entry.key for entry in self.rows.entries]
        row = keys.index(key) if key and key in keys else next((n for n, one in enumerate(keys) if one), -1)
        self.setCurrentIndex(self.rows.index(row) if row >= 0 else QModelIndex())

    def mark_wrong(self, keys: frozenset[str]) -> None:
        """Puts the sign behind these places and takes it off the others."""
        self.rows.replace([replace(entry, wrong=entry.key in keys) for entry in self.rows.entries])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.opened.emit(self.rows.entries[current.row()].key)


def _entry(index: Index) -> Entry:
    model = index.model()
    assert isinstance(model, EntryModel)
    return model.entries[index.row()]


def _shortened(words: str, metrics: QFontMetrics, width: int) -> str:
    """The words, cut with an ellipsis where they need more than three lines."""
    tall = QRect(0, 0, max(width, 1), 10_000)
    if metrics.boundingRect(tall, _WRAP, words).height() <= metrics.lineSpacing() * _MOST_LINES + 1:
        return words
    while words and metrics.boundingRect(tall, _WRAP, words + "…").height() > metrics.lineSpacing() * _MOST_LINES + 1:
        words = words.rpartition(" ")[0] or words[:-8]
    return words + "…"

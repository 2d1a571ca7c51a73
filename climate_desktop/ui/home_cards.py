"""The groups on Home as cards: what a card says, the model, and the delegate that draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from climate_desktop.core.instrument import Band
from climate_desktop.ui.focus_ring import RING_ROOM, paint_ring
from climate_desktop.ui.marks import paint_hidden_strip, paint_strip

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_GAP = 24
_PADDING = 22


@dataclass(frozen=True)
class CardLine:
    """One domain: its short name, its band in words, the figure in words. An empty band id: it is not shown."""

    name: str
    band: str
    band_word: str
    figure: int | None
    figure_word: str


@dataclass(frozen=True)
class Card:
    """One group as it is shown. `lines` are the latest results, or `note` says why there are none.

    `asked` names the questions that were asked, where groups were asked different ones.
    `button` are the words of what Enter does where there are no results; `actions` and `state` stand in the foot.
    """

    group_id: str
    name: str
    subtitle: str
    lines: tuple[CardLine, ...]
    bands: tuple[Band, ...]
    note: str
    hidden: bool
    button: str
    actions: str
    state: str
    asked: str = ""

    @property
    def spoken(self) -> str:
        """The whole card in words."""
        said = [self.name, self.subtitle, self.asked]
        said += [" ".join(part for part in (one.name, one.band_word, one.figure_word) if part) for one in self.lines]
        said += [self.note, self.actions, self.state, self.button]
        return ". ".join(part.rstrip(".") for part in said if part) + "."


class CardModel(QAbstractListModel):
    """Cards in the order in which they are shown; replaced whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def replace(self, cards: Sequence[Card]) -> None:
        """Shows these cards instead."""
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many cards there are."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name to find a card by typing, and the whole card for a screen reader."""
        card = self.cards[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return card.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.spoken
        return None


class CardDelegate(QStyledItemDelegate):
    """Draws a card: name, what and when, three strips with word and number, what is agreed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def height(self, lines: int, *, asked: bool = False) -> int:
        """The height of a card with so many domains, without the gap round it; `asked` when the questions are named."""
        theme = self._theme
        head = QFontMetrics(theme.font("large")).height() + (1 + asked) * QFontMetrics(theme.font("small")).height()
        foot = theme.px(16) + QFontMetrics(theme.font("small")).height() + theme.px(16)
        return theme.px(_PADDING) + head + theme.px(16) + max(lines, 3) * theme.px(30) + theme.px(8) + foot

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The cell of the grid."""
        view = option.widget
        return view.gridSize() if isinstance(view, QListView) else QSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws the card of this index."""
        model = index.model()
        assert isinstance(model, CardModel)
        card = model.cards[index.row()]
        box = self._card_box(option, index.row())
        state: QStyle.StateFlag = option.state
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(theme.color("accent" if over else "line"), theme.line_px("separator_px")))
        painter.setBrush(theme.color("surface"))
        radius = theme.radius("choice")
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(box).adjusted(-RING_ROOM, -RING_ROOM, RING_ROOM, RING_ROOM), radius, theme)
        pad = theme.px(_PADDING)
        inner = box.adjusted(pad, pad, -pad, -theme.px(14))
        top = self._paint_head(painter, inner, card)
        if card.lines:
            self._paint_lines(painter, inner, top, card)
        else:
            self._paint_note(painter, inner, top, card)
        if card.actions or card.state:
            self._paint_foot(painter, inner, card)
        painter.restore()

    def _card_box(self, option: QStyleOptionViewItem, row: int) -> QRect:
        """The card inside its cell: cards start and end where the page does, with the gap between them."""
        view = option.widget
        columns = view.columns if isinstance(view, CardList) else 1
        column = row % columns
        spare = _GAP - 2 * RING_ROOM
        start = RING_ROOM + spare * column // columns
        end = RING_ROOM + spare - spare * (column + 1) // columns
        if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        box: QRect = option.rect
        return box.adjusted(start, RING_ROOM, -end, -(_GAP - RING_ROOM))

    def _paint_head(self, painter: QPainter, inner: QRect, card: Card) -> int:
        """Name and subtitle; the place where the next thing begins."""
        top = inner.top()
        rows = [("large", "text", card.name), ("small", "text_soft", card.subtitle)]
        if card.asked:
            rows.append(("small", "text_soft", card.asked))
        for role, ink, words in rows:
            font = self._theme.font(role)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(self._theme.color(ink))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRect(inner.left(), top, inner.width(), metrics.height()), _start(), shown)
            top += metrics.height()
        return top + self._theme.px(10)

    def _paint_lines(self, painter: QPainter, inner: QRect, top: int, card: Card) -> None:
        theme = self._theme
        small, bold = theme.font("small"), theme.font("body", bold=True)
        measure = QFontMetrics(small)
        names = max(measure.horizontalAdvance(line.name) for line in card.lines) + theme.px(20)
        names = min(names, inner.width() * 2 // 5)
        words = max(measure.horizontalAdvance(line.band_word) for line in card.lines) + theme.px(12)
        numbers = max(QFontMetrics(bold).horizontalAdvance(line.figure_word) for line in card.lines) + theme.px(8)
        height = theme.px(30)
        for line in card.lines:
            row = QRect(inner.left(), top, inner.width(), height)
            painter.setFont(small)
            painter.setPen(theme.color("text"))
            place = row.adjusted(0, 0, names - row.width() - theme.px(8), 0)
            name = measure.elidedText(line.name, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(_placed(inner, place), _start(), name)
            strip = theme.px(13)
            end = 0 if not line.band else words + numbers
            lane = QRect(inner.left() + names, top + (height - strip) // 2, inner.width() - names - end, strip)
            if line.band:
                paint_strip(painter, QRectF(_placed(inner, lane)), theme, card.bands, line.band, line.figure)
                word = QRect(row.right() - numbers - words + 1, top, words, height)
                painter.setPen(theme.color("text"))
                painter.drawText(_placed(inner, word), _end(), line.band_word)
                painter.setFont(bold)
                painter.drawText(
                    _placed(inner, QRect(row.right() - numbers + 1, top, numbers, height)), _end(), line.figure_word
                )
            else:
                paint_hidden_strip(painter, QRectF(_placed(inner, lane)), theme)
            top += height

    def _paint_note(self, painter: QPainter, inner: QRect, top: int, card: Card) -> None:
        theme = self._theme
        left = 0
        top += theme.px(8)
        if card.hidden:
            side = theme.px(20)
            box = QRect(inner.left(), top, side, side)
            theme.paint_icon(painter, QRectF(_placed(inner, box)), "eye-off", theme.color("text_soft"))
            left = theme.px(34)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_soft"))
        room = QRect(inner.left() + left, top, inner.width() - left, 10_000)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        used = QFontMetrics(theme.font("small")).boundingRect(room, flags, card.note)
        room.setHeight(used.height() + 4)
        painter.drawText(_placed(inner, room), flags, card.note)
        if card.button:
            self._paint_button(painter, inner, room.bottom() + theme.px(10), card.button)

    def _paint_button(self, painter: QPainter, inner: QRect, top: int, words: str) -> None:
        """Draws what Enter and a click on the card will do; the whole card is the target."""
        theme = self._theme
        font = theme.semibold("small")
        icon, pad, gap = theme.px(16), theme.px(13), theme.px(9)
        width = QFontMetrics(font).horizontalAdvance(words) + 2 * pad + icon + gap
        box = _placed(inner, QRect(inner.left(), top, min(width, inner.width()), theme.size("button_small")))
        painter.setPen(QPen(theme.color("control_line"), theme.line_px("control_px")))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(
            QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius("field"), theme.radius("field")
        )
        mark = QRect(box.left() + pad, box.center().y() - icon // 2, icon, icon)
        theme.paint_icon(painter, QRectF(_placed(box, mark)), "arrow-right", theme.color("text"))
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(_placed(box, box.adjusted(pad + icon + gap, 0, -pad, 0)), _start(), words)

    def _paint_foot(self, painter: QPainter, inner: QRect, card: Card) -> None:
        theme = self._theme
        font = theme.font("small")
        line = QFontMetrics(font).height()
        top = inner.bottom() - line + 1
        painter.fillRect(inner.left(), top - theme.px(12), inner.width(), 1, theme.color("line"))
        side = theme.px(15)
        if card.actions:
            box = QRect(inner.left(), top + (line - side) // 2, side, side)
            theme.paint_icon(painter, QRectF(_placed(inner, box)), "flag", theme.color("text_soft"))
        painter.setFont(font)
        painter.setPen(theme.color("text_soft"))
        words = QRect(inner.left() + theme.px(24), top, inner.width() - theme.px(24), line)
        painter.drawText(_placed(inner, words), _start(), card.actions)
        if card.state:
            bold = theme.semibold("small")
            width = QFontMetrics(bold).horizontalAdvance(card.state) + 2
            painter.setFont(bold)
            painter.setPen(theme.color("text"))
            painter.drawText(_placed(inner, QRect(inner.right() - width + 1, top, width, line)), _end(), card.state)
            clock = QRect(inner.right() - width - theme.px(6) - side, top + (line - side) // 2, side, side)
            theme.paint_icon(painter, QRectF(_placed(inner, clock)), "clock", theme.color("text"))


class CardList(QListView):
    """The cards in a grid that is as high as they are, so that the page scrolls and not the list.

    Signal `opened(str)`: the card of this group was clicked, or Enter was pressed on it.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.columns = 1
        self.cards = CardModel(self)
        self._delegate = CardDelegate(theme, self)
        self.setModel(self.cards)
        self.setItemDelegate(self._delegate)
        self.setProperty("kind", "clear")
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Shows these cards; the one that was current stays so."""
        before = self.current_group()
        self.cards.replace(cards)
        ids = [card.group_id for card in cards]
        if ids:
            self.setCurrentIndex(self.cards.index(ids.index(before) if before in ids else 0))
        self.arrange()

    def current_group(self) -> str:
        """The group of the current card, or nothing."""
        row = self.currentIndex().row()
        return self.cards.cards[row].group_id if 0 <= row < len(self.cards.cards) else ""

    def choose(self, group_id: str) -> None:
        """Goes to the card of this group, where it is shown, with the keyboard."""
        ids = [card.group_id for card in self.cards.cards]
        if group_id in ids:
            self.setCurrentIndex(self.cards.index(ids.index(group_id)))
            self.setFocus()

    def set_columns(self, columns: int) -> None:
        """Puts so many cards side by side."""
        if columns != self.columns:
            self.columns = columns
            self.arrange()

    def arrange(self) -> None:
        """Fits the grid to the width, and the height to the cards."""
        columns = self.columns
        lines = max((len(card.lines) for card in self.cards.cards), default=3)
        asked = any(card.asked for card in self.cards.cards)
        cell = QSize(max((self.width() - 2) // columns, 100), self._delegate.height(lines, asked=asked) + _GAP)
        if cell != self.gridSize():
            self.setGridSize(cell)
        rows = -(-len(self.cards.cards) // columns)
        self.setFixedHeight(max(rows * cell.height(), 1) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the grid to the new width."""
        super().resizeEvent(event)
        self.arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current card; everything else is the list's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.cards.cards[index.row()].group_id)


def _start() -> int:
    return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


def _end() -> int:
    return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)


def _placed(inner: QRect, box: QRect) -> QRect:
    """The same box, counted from the right where lines run from right to left."""
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QRect(inner.left() + inner.right() - box.right(), box.top(), box.width(), box.height())
    return box

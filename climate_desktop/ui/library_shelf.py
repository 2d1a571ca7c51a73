"""The packs of this laptop as a table: what each is, whose it is, and whether anything is to be put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtCore import QSortFilterProxyModel as Sorting
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from climate_desktop.ui.library_work import language_name
from climate_desktop.ui.strip_painting import Index

if TYPE_CHECKING:
    from climate_desktop.services.library import Shelved
    from climate_desktop.ui.theme import Theme

NAME, WHOSE, VERSION, LANGUAGES, STATE = range(5)
EVERY, BUNDLED, OWN = "every", "bundled", "own"
_SORT = Qt.ItemDataRole.UserRole + 1
_START = int(Qt.AlignmentFlag.AlignLeading) | int(Qt.AlignmentFlag.AlignVCenter)
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeading) | int(Qt.AlignmentFlag.AlignTop)
_WIDTHS = {WHOSE: 216, VERSION: 96, LANGUAGES: 190, STATE: 160}
_NARROW_BELOW = 940


class ShelfModel(QAbstractTableModel):
    """A table over a tuple of packs, replaced whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.packs: tuple[Shelved, ...] = ()
        self._heads = (
            self.tr("Pack"), self.tr("Whose it is"), self.tr("Version"), self.tr("Languages"), self.tr("To put right"),
        )  # fmt: skip

    def replace(self, packs: Sequence[Shelved]) -> None:
        """Shows these packs instead."""
        self.beginResetModel()
        self.packs = tuple(packs)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many packs there are."""
        return 0 if parent is not None and parent.isValid() else len(self.packs)

    def columnCount(self, parent: Index | None = None) -> int:
        """Name, whose, version, languages, state."""
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
        pack, column = self.packs[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(pack, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == NAME:
                return ". ".join(part.rstrip(".") for part in self.spoken(pack) if part) + "."
            return f"{self._heads[column]}: {self.words(pack, column)}"
        if role == _SORT:
            return pack.problems if column == STATE else self.words(pack, column).casefold()
        return None

    def words(self, pack: Shelved, column: int) -> str:
        """What a cell says."""
        if column == NAME:
            return pack.name or pack.id
        if column == WHOSE:
            return self.tr("Came with the program") if pack.bundled else self.tr("Your own")
        if column == VERSION:
            return pack.version
        if column == LANGUAGES:
            return ", ".join(self._language(pack, tag) for tag in pack.languages)
        if not pack.problems:
            return self.tr("Nothing")
        return self.tr("One thing") if pack.problems == 1 else self.tr("%n things", "", pack.problems)

    def spoken(self, pack: Shelved) -> tuple[str, ...]:
        """Everything about a pack, in the order of the row."""
        version = self.tr("Version {version}").format(version=pack.version) if pack.version else ""
        state = self.tr("To put right: {what}").format(what=self.words(pack, STATE)) if pack.problems else ""
        rest = (self.words(pack, WHOSE), version, self.words(pack, LANGUAGES), state)
        return (self.words(pack, NAME), pack.about, *rest)

    def _language(self, pack: Shelved, tag: str) -> str:
        name = language_name(tag)
        return self.tr("{language} (draft)").format(language=name) if tag in pack.drafts else name


class _Filter(Sorting):
    """The packs of one kind that hold the words that are looked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind, self.wanted = EVERY, ""
        self.setSortRole(_SORT)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """True for a pack that is to be seen."""
        model = self.sourceModel()
        assert isinstance(model, ShelfModel)
        pack = model.packs[row]
        fits = self.kind == EVERY or pack.bundled == (self.kind == BUNDLED)
        return fits and self.wanted in " ".join(model.spoken(pack)).casefold()


class _Row(QStyledItemDelegate):
    """Draws the name over the one sentence, a sign where something is to be put right, and a bar at the current row."""

    def __init__(self, theme: Theme, view: ShelfTable) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need in the width of the column."""
        theme = self._theme
        width = self._view.columnWidth(index.column())
        room = QRect(0, 0, max(width - theme.space(36), 1), 10_000)
        if index.column() != NAME:
            words = QFontMetrics(theme.font("body")).boundingRect(room, _WRAP, str(index.data())).height()
            return QSize(width, words + theme.space(24))
        height = QFontMetrics(theme.semibold("body")).boundingRect(room, _WRAP, str(index.data())).height()
        for line in self._view.lines(index):
            height += QFontMetrics(theme.font("small")).boundingRect(room, _WRAP, line).height()
        return QSize(width, max(height + theme.space(28), theme.height(72, 2)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell in its state."""
        theme = self._theme
        rect = QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
            if index.column() == NAME and (self._view.hasFocus() or theme.is_contrast):
                mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
                left = rect.right() - theme.px(4) + 1 if mirrored else rect.left()
                painter.fillRect(QRect(left, rect.top(), theme.px(4), rect.height()), theme.color("accent"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(theme.space(20), 0, -theme.space(12), 0)
        if index.column() == NAME:
            self._paint_name(painter, inner, index)
        else:
            self._paint_words(painter, inner, index)
        painter.restore()

    def _paint_name(self, painter: QPainter, inner: QRect, index: Index) -> None:
        theme = self._theme
        lines = [(theme.semibold("body"), "text", str(index.data()))]
        lines += [(theme.font("small"), "text_soft", line) for line in self._view.lines(index)]
        room = QRect(0, 0, max(inner.width(), 1), 10_000)
        heights = [QFontMetrics(font).boundingRect(room, _WRAP, words).height() for font, _, words in lines]
        top = inner.top() + (inner.height() - sum(heights)) // 2
        for (font, ink, words), height in zip(lines, heights, strict=True):
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            painter.drawText(QRect(inner.left(), top, inner.width(), height), _WRAP, words)
            top += height

    def _paint_words(self, painter: QPainter, inner: QRect, index: Index) -> None:
        theme = self._theme
        wrong = index.column() == STATE and self._view.pack_at(index).problems > 0
        if wrong:
            side = theme.px(18)
            mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = inner.right() - side + 1 if mirrored else inner.left()
            box = QRectF(left, inner.center().y() - side / 2, side, side)
            theme.paint_icon(painter, box, "warning", theme.color("text"))
            room = side + theme.space(8)
            inner = inner.adjusted(0 if mirrored else room, 0, -room if mirrored else 0, 0)
        painter.setFont(theme.semibold("body") if wrong else theme.font("body"))
        painter.setPen(theme.color("text" if wrong or index.column() != STATE else "text_soft"))
        painter.drawText(inner, _START | int(Qt.TextFlag.TextWordWrap), str(index.data()))


class ShelfTable(QTableView):
    """The packs, sorted by a click on a head; as tall as its rows, so that the page scrolls.

    Narrow: one column, in which the name is followed by everything else.

    Signal `opened(str)`: the pack with this id was clicked, or Enter was pressed on it.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._packs = ShelfModel(self)
        self._shown = _Filter(self)
        self._shown.setSourceModel(self._packs)
        self.setModel(self._shown)
        self.setItemDelegate(_Row(theme, self))
        self.setProperty("kind", "card")
        self.setProperty("ring", True)
        self.setProperty("ring_radius", float(theme.radius("choice")))
        self.setAccessibleName(self.tr("Packs"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.clicked.connect(self._open)
        self._shown.layoutChanged.connect(self._fit)
        theme.changed.connect(self._fit)

    def show_packs(self, packs: Sequence[Shelved]) -> None:
        """Shows these packs; the current one stays so."""
        before = self.current_id()
        self._packs.replace(packs)
        self.choose(before)
        self._fit()

    def show_part(self, kind: str, words: str) -> None:
        """Only packs of this kind that hold these words."""
        before = self.current_id()
        self._shown.beginFilterChange()
        self._shown.kind, self._shown.wanted = kind, words.strip().casefold()
        self._shown.endFilterChange()
        self.choose(before)
        self._fit()

    def choose(self, pack_id: str) -> None:
        """Makes this pack the current one, or the first."""
        ids = [self.pack_at(self._shown.index(row, NAME)).id for row in range(self._shown.rowCount())]
        row = ids.index(pack_id) if pack_id in ids else 0
        self.setCurrentIndex(self._shown.index(row, NAME) if ids else QModelIndex())

    def current_id(self) -> str:
        """The id of the current pack; empty when there is none."""
        index = self.currentIndex()
        return self.pack_at(index).id if index.isValid() else ""

    def count(self) -> int:
        """How many packs are to be seen."""
        return self._shown.rowCount()

    def pack_at(self, index: Index) -> Shelved:
        """The pack of a row."""
        return self._packs.packs[self._shown.mapToSource(index).row()]

    def lines(self, index: Index) -> tuple[str, ...]:
        """What stands below the name: the one sentence; in a narrow table everything else, too."""
        pack = self.pack_at(index)
        about = (pack.about,) if pack.about else ()
        if not self.is_narrow:
            return about
        return (*about, " · ".join(part for part in self._packs.spoken(pack)[2:] if part))

    @property
    def is_narrow(self) -> bool:
        """True while there is one column."""
        return self.isColumnHidden(WHOSE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current pack."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_shown"):
            self._fit()

    def _open(self, index: Index) -> None:
        self.opened.emit(self.pack_at(index).id)

    def _fit(self) -> None:
        theme = self._theme
        room = self.viewport().width()
        narrow = room / theme.scale < _NARROW_BELOW
        for column, width in _WIDTHS.items():
            self.setColumnHidden(column, narrow)
            self.setColumnWidth(column, theme.px(width))
        self.setColumnWidth(NAME, room if narrow else room - sum(theme.px(width) for width in _WIDTHS.values()))
        start = theme.space(20)
        self.horizontalHeader().setStyleSheet(f"QHeaderView::section {{ padding-left: {start}px; }}")
        self.verticalHeader().setMinimumSectionSize(theme.size("table_row"))
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self._shown.rowCount()))
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + 2)

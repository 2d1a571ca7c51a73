"""The strips of one domain: the whole group and its factors, each with a lane for every voice that may be shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.strip_painting import ROW_ROLE, Index, StripDelegate, StripRow, row_plan
from climate_desktop.ui.theme import Theme


class StripModel(QAbstractListModel):
    """The rows of one domain."""

    def __init__(self, told: ResultWords, rows: Sequence[StripRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = told
        self._rows = tuple(rows)

    def rowCount(self, parent: Index | None = None) -> int:
        """The whole group and its factors."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, the whole row in words, or the row itself."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._told.row(row.name, row.measure) if row.measure else f"{row.name}. {row.about}"
        return row if role == ROW_ROLE else None


class RowList(QListView):
    """A list as tall as its rows, of which one is chosen; arrows and clicks choose.

    Signal `row_chosen(int)`: another row has been chosen.
    """

    row_chosen = Signal(int)

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setProperty("kind", "clear")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, model: QAbstractListModel) -> None:
        """Shows another model and chooses its first row, without saying so."""
        selection = self.selectionModel()
        self.setModel(model)
        if selection is not None:
            selection.deleteLater()
        self.choose(0)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self._fit()

    def choose(self, row: int) -> None:
        """Makes this row the chosen one."""
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measures the rows again in the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measures the rows again in the new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draws the ring round the chosen row."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """The height of all rows."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """Narrow is fine; the height follows."""
        return QSize(self._theme.px(200), self._height())

    def _moved(self, index: Index) -> None:
        self.viewport().update()
        self.row_chosen.emit(index.row())

    def _height(self) -> int:
        model = self.model()
        if model is None:
            return 0
        return sum(self.sizeHintForIndex(model.index(row, 0)).height() for row in range(model.rowCount()))

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(max(self._height(), 1))


class StripList(RowList):
    """The strips of one domain, to be shown to a room."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, theme, parent)
        self._delegate: StripDelegate | None = None

    def show_strips(self, told: ResultWords, rows: Sequence[StripRow]) -> None:
        """Shows these rows and chooses the first."""
        self._delegate = StripDelegate(self._theme, told, self)
        self.setItemDelegate(self._delegate)
        self.set_rows(StripModel(told, rows, self))


class BandAxis(QWidget):
    """The bands with their edges, below the strips. It is spoken once, as its name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: ResultWords | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bands(self, told: ResultWords) -> None:
        """Shows the bands of this pack."""
        self._told = told
        self.setAccessibleName(", ".join(words for _, words in told.axis()))
        self.update()

    def sizeHint(self) -> QSize:
        """One line of small words, or two where a part is too narrow for its words."""
        return QSize(self._theme.px(200), self._theme.px(28 if self._one_line() else 46))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the window."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breaks the words, or joins them again."""
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws each band's words at the start of its part."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(self._theme.color("text_soft"))
        one_line = self._one_line()
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop) | int(Qt.AlignmentFlag.AlignLeft)
        for words, left, room in self._parts():
            wide = QFontMetricsF(self._font()).horizontalAdvance(words) + 2 if one_line else max(room - 4, 1)
            painter.drawText(QRectF(left, self._theme.px(5), wide, self._theme.px(42)), flags, words)
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font("small", tabular=True)

    def _one_line(self) -> bool:
        metrics = QFontMetricsF(self._font())
        return all(metrics.horizontalAdvance(words) <= room for words, _, room in self._parts())

    def _parts(self) -> list[tuple[str, float, float]]:
        """Each band's words, where they begin and how much room they have."""
        if self._told is None:
            return []
        found = []
        strip = row_plan(self._theme, QRectF(self.rect()), 0).strip
        axis = self._told.axis()
        for place, (band, words) in enumerate(axis):
            last = place + 1 == len(axis)
            left = strip.left() + strip.width() * (band.low / 100 if place else 0) + (self._theme.px(6) if last else 0)
            right = self.width() if last else strip.left() + strip.width() * axis[place + 1][0].low / 100
            found.append((words, left, right - left))
        return found

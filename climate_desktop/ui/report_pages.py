"""The pages of a made report as small pictures, each with its number."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from climate_desktop.ui.focus_ring import paint_ring
from climate_desktop.ui.strip_painting import Index
from climate_desktop.ui.theme import Theme

_WIDE = 88
_NUMBER = 26


class PageModel(QAbstractListModel):
    """One row for each page of a document."""

    def __init__(self, document: QPdfDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._pictures: dict[tuple[int, int], QImage] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        """How many pages there are."""
        if parent is not None and parent.isValid():
            return 0
        return max(self._document.pageCount(), 0)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The page's number, and its name for screen readers."""
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Page {number}").format(number=index.row() + 1)
        return None

    def shape(self, row: int) -> float:
        """How high the page is for its width."""
        points = self._document.pagePointSize(row)
        return points.height() / points.width() if points.width() else 1.414

    def picture(self, row: int, width: int) -> QImage:
        """The page as a picture so many dots wide, on white, drawn once."""
        key = (row, width)
        if key not in self._pictures:
            page = self._document.render(row, QSize(width, round(width * self.shape(row))))
            self._pictures[key] = QImage(page.size(), QImage.Format.Format_RGB32)
            self._pictures[key].fill(Qt.GlobalColor.white)
            painter = QPainter(self._pictures[key])
            painter.drawImage(0, 0, page)
            painter.end()
        return self._pictures[key]


class _PageDelegate(QStyledItemDelegate):
    """Paints a page on white in every theme, with its number below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The picture, its edge, and a line for the number."""
        theme = self._theme
        wide = theme.px(_WIDE)
        model = index.model()
        shape = model.shape(index.row()) if isinstance(model, PageModel) else 1.414
        return QSize(wide + theme.px(16), round(wide * shape) + theme.px(_NUMBER + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws picture, edge and number."""
        theme = self._theme
        model = index.model()
        view = option.widget
        if not isinstance(model, PageModel) or not isinstance(view, QListView):
            return
        box = QRectF(option.rect)
        chosen = view.currentIndex().row() == index.row()
        wide = theme.px(_WIDE)
        page = QRectF(box.center().x() - wide / 2, box.top() + theme.px(8), wide, wide * model.shape(index.row()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawImage(page, model.picture(index.row(), round(wide * view.devicePixelRatioF() * 1.5)))
        width = 3.0 if chosen else 1.0
        painter.setPen(QPen(theme.color("accent" if chosen else "control_line"), width))
        edge = page.adjusted(-width / 2, -width / 2, width / 2, width / 2)
        painter.drawRoundedRect(edge, 3, 3)
        if chosen and view.hasFocus():
            paint_ring(painter, page.adjusted(-8, -8, 8, 8), 3, theme)
        painter.setFont(theme.font("small", bold=chosen, tabular=True))
        painter.setPen(theme.color("accent" if chosen else "text_soft"))
        number = QRectF(box.left(), page.bottom() + theme.px(2), box.width(), theme.px(_NUMBER - 4))
        painter.drawText(number, int(Qt.AlignmentFlag.AlignCenter), str(index.data()))
        painter.restore()


class PageList(QListView):
    """The pages from first to last; arrows and clicks choose.

    Signal `page_chosen(int)`: a person has chosen this page, counted from 0.
    """

    page_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = True
        self.setAccessibleName(self.tr("Pages"))
        self.setProperty("kind", "clear")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_PageDelegate(theme, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._measure)
        self._measure()

    def show_document(self, document: QPdfDocument) -> None:
        """Shows the pages of this document, with the first chosen."""
        before, selection = self.model(), self.selectionModel()
        self.setModel(PageModel(document, self))
        for old in (before, selection):
            if old is not None:
                old.deleteLater()
        self.choose(0)
        self.selectionModel().currentRowChanged.connect(self._moved)

    def clear(self) -> None:
        """Lets go of the document."""
        self.setModel(None)

    def choose(self, page: int) -> None:
        """Marks the page that is seen, without saying that a person chose it."""
        model = self.model()
        if model is None or page == self.currentIndex().row():
            return
        self._told = False
        self.setCurrentIndex(model.index(page, 0))
        self._told = True
        self.viewport().update()

    def _moved(self, index: Index) -> None:
        self.viewport().update()
        if self._told:
            self.page_chosen.emit(index.row())

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDE + 16) + 24)
        self.scheduleDelayedItemsLayout()

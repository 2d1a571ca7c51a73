"""A made report inside the program: its pages, one of them large, and what is searched in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.button import Button, Segment
from climate_desktop.ui.messages import announce
from climate_desktop.ui.report_pages import PageList
from climate_desktop.ui.theme import Theme

_STEP = 1.25
_FIND_WIDE = 190
_LEAST, _MOST = 0.25, 6.0


class PageView(QPdfView):
    """The pages one below the other; Ctrl and the wheel ask for another size.

    Signal `zoom_wanted(bool)`: larger (true) or smaller was asked for.
    """

    zoom_wanted = Signal(bool)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the size changes, otherwise the page moves."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_wanted.emit(event.angleDelta().y() > 0)
            event.accept()
            return
        super().wheelEvent(event)


class FindInPages(parts.FindField):
    """The field to find words in the report.

    Signals: step_wanted(int) to the next place (1) or the one before (-1); left() Esc was pressed.
    """

    step_wanted = Signal(int)
    left = Signal()
    _found = ""

    @property
    def found(self) -> str:
        """What stands at the end of the field: which place of how many, or that there is none."""
        return self._found

    def show_found(self, words: str) -> None:
        """Says at the end of the field how many places there are."""
        self._found = words
        wide = QFontMetrics(self._theme.font("small")).horizontalAdvance(words)
        self.setTextMargins(0, 0, wide + self._theme.px(6) if words else 0, 0)
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the field and, at its end, what was found."""
        super().paintEvent(event)
        if not self._found:
            return
        painter = QPainter(self)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text_soft"))
        box = self.rect().adjusted(self._theme.px(14), 0, -self._theme.px(12), 0)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing), self._found)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift and Enter goes back, Esc empties the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_wanted.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ReportPreview(QWidget):
    """Page pictures at the start, then the page itself with the bar that turns, finds and enlarges it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place = -1
        self.document = QPdfDocument(self)
        self.pages = PageList(theme)
        self.view = PageView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self.view.setPageSpacing(16)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMinimumSize(theme.px(200), theme.px(160))
        self._search = QPdfSearchModel(self)
        self._back = _bar_button(theme, "arrow-left", self.tr("Page before"))
        self._page = parts.strong(theme, "")
        self._page.setWordWrap(False)
        self._on = _bar_button(theme, "arrow-right", self.tr("Next page"))
        self.finder = FindInPages(theme, self.tr("Find in the report"), hint="")
        self._smaller = _zoom_button(theme, "", "minus", self.tr("Smaller page"), first=True)
        self._whole = _zoom_button(theme, self.tr("Page"), "", self.tr("Whole page"))
        self._whole.setCheckable(True)
        self._larger = _zoom_button(theme, "", "plus", self.tr("Larger page"), last=True)
        self._lay_out()
        self._connect()
        self._dress()

    def _lay_out(self) -> None:
        theme = self._theme
        turning = QWidget()
        turning.setLayout(parts.row(self._back, self._page, self._on, gap=theme.space(8)))
        zoom = QWidget()
        zoom.setLayout(parts.row(self._smaller, self._whole, self._larger, gap=0))
        for part in (turning, zoom):
            part.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        bar = QWidget()
        bar.setLayout(parts.flow(turning, self.finder, zoom, gap=theme.space(16), line_gap=theme.space(8)))
        right = parts.column(bar, gap=theme.space(8))
        right.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(16), theme.space(12), theme.space(24), 0)
        row.setSpacing(theme.space(12))
        row.addWidget(self.pages)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.pages.page_chosen.connect(self.go_to)
        self._back.clicked.connect(lambda: self.turn(-1))
        self._on.clicked.connect(lambda: self.turn(1))
        self._smaller.clicked.connect(lambda: self.zoom(larger=False))
        self._larger.clicked.connect(lambda: self.zoom(larger=True))
        self._whole.clicked.connect(self.show_whole_page)
        self.view.zoom_wanted.connect(lambda larger: self.zoom(larger=larger))
        self.view.pageNavigator().currentPageChanged.connect(self._page_seen)
        self.finder.textEdited.connect(self._look_for)
        self.finder.step_wanted.connect(self._go_on)
        self.finder.left.connect(self._stop_looking)
        self._search.countChanged.connect(self._places_found)
        self._theme.changed.connect(self._dress)

    # The document

    def show_file(self, path: Path) -> bool:
        """Shows a PDF file, from its first page; false when it cannot be read."""
        self.clear()
        if self.document.load(str(path)) != QPdfDocument.Error.None_:
            return False
        self._search.setDocument(self.document)
        self.view.setDocument(self.document)
        self.view.setSearchModel(self._search)
        self.pages.show_document(self.document)
        self.show_whole_page()
        self._page_seen(0)
        return True

    def clear(self) -> None:
        """Lets go of the file, so that it can be removed."""
        self._stop_looking()
        self.pages.clear()
        self.document.close()

    # Pages

    def turn(self, by: int) -> None:
        """Goes this many pages on."""
        self.go_to(self.view.pageNavigator().currentPage() + by)

    def go_to(self, page: int) -> None:
        """Shows a page, counted from 0, from its top."""
        if 0 <= page < self.document.pageCount():
            self.view.pageNavigator().jump(page, QPointF(), 0)

    def _page_seen(self, page: int) -> None:
        count = self.document.pageCount()
        if count <= 0:
            return
        words = self.tr("Page {page} of {count}").format(page=page + 1, count=count)
        self._page.setText(words)
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page + 1 < count)
        self.pages.choose(page)
        self.view.setAccessibleName(self.tr("Report, page {page} of {count}").format(page=page + 1, count=count))
        self.view.setAccessibleDescription(self.document.getAllText(page).text())

    # Size

    def zoom(self, *, larger: bool) -> None:
        """One step larger or smaller."""
        factor = self._factor() * (_STEP if larger else 1 / _STEP)
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(factor, _LEAST), _MOST))
        self._whole.setChecked(False)

    def show_whole_page(self) -> None:
        """As large as a whole page can be."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._whole.setChecked(True)

    def _factor(self) -> float:
        """How large the page is now; 1 is its true size on this screen."""
        if self.view.zoomMode() == QPdfView.ZoomMode.Custom:
            return self.view.zoomFactor()
        points = self.document.pagePointSize(max(self.view.pageNavigator().currentPage(), 0))
        room = self.view.viewport().size()
        inch = self.view.logicalDpiX() / 72
        if points.isEmpty():
            return 1.0
        return min(room.width() / (points.width() * inch), room.height() / (points.height() * inch))

    # Finding

    def _look_for(self, words: str) -> None:
        self._place = -1
        self._search.setSearchString(words.strip())
        self._places_found()

    def _places_found(self) -> None:
        count = self._search.rowCount(QModelIndex())
        if not self._search.searchString():
            self.finder.show_found("")
        elif not count:
            self.finder.show_found(self.tr("Not found"))
        elif self._place < 0:
            self._go_on(1)
        else:
            self._say_place(count)

    def _go_on(self, by: int) -> None:
        count = self._search.rowCount(QModelIndex())
        if not count:
            announce(self, self.tr("Not found"))
            return
        self._place = (self._place + by) % count
        self.view.setCurrentSearchResultIndex(self._place)
        link = self._search.resultAtIndex(self._place)
        self.view.pageNavigator().jump(link.page(), link.location(), 0)
        self._say_place(count)

    def _say_place(self, count: int) -> None:
        self.finder.show_found(self.tr("{place} of {count}").format(place=self._place + 1, count=count))

    def _stop_looking(self) -> None:
        self.finder.clear()
        self._look_for("")

    def _dress(self) -> None:
        """The ground behind the page; the page itself is white in every theme. The field keeps its width."""
        self.finder.setFixedWidth(self._theme.px(_FIND_WIDE))
        palette = self.view.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, self._theme.color("sunken"))
        self.view.setPalette(palette)


def _bar_button(theme: Theme, icon: str, name: str) -> Button:
    button = parts.secondary(theme, "", icon=icon, size="small")
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def _zoom_button(
    theme: Theme, words: str, icon: str, name: str, *, first: bool = False, last: bool = False
) -> Segment:
    button = Segment(theme, words, kind="segment", size="small", icon=icon)
    button.first, button.last = first, last
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button

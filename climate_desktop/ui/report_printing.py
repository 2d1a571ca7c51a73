"""Printing: every page as a picture of 300 dots to the inch, one page at a time, so that the window stays alive."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

DOTS_PER_INCH = 300
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


class PagePrinter(QObject):
    """Sends the pages of a document to a printer.

    Signals: page_begun(int) the page that is being printed, from 1; finished() the printer has all pages;
    stopped() a person stopped it; refused() the printer took nothing.
    """

    page_begun = Signal(int)
    finished = Signal()
    stopped = Signal()
    refused = Signal()

    def __init__(self, document: QPdfDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._pages: list[int] = []
        self._printed = 0

    @property
    def is_busy(self) -> bool:
        """True while pages are being printed."""
        return self._painter is not None

    def start(self, printer: QPrinter) -> None:
        """Begins with the first page of those that were chosen."""
        first = max(printer.fromPage(), 1) - 1
        last = printer.toPage() or self._document.pageCount()
        self._pages = list(range(first, min(last, self._document.pageCount())))
        self._printer = printer
        self._printed = 0
        painter = QPainter()
        if not self._pages or not painter.begin(printer):
            self.refused.emit()
            return
        self._painter = painter
        QTimer.singleShot(0, self._print_one)

    def stop(self) -> None:
        """Stops before the next page."""
        if self._painter is not None and self._printer is not None:
            self._printer.abort()
            self._end()
            self.stopped.emit()

    def _print_one(self) -> None:
        if self._painter is None or self._printer is None:
            return
        if self._printed == len(self._pages):
            self._end()
            self.finished.emit()
            return
        if self._printed and not self._printer.newPage():
            self._end()
            self.refused.emit()
            return
        page = self._pages[self._printed]
        self.page_begun.emit(page + 1)
        if self._painter is None:  # whoever heard it has stopped it
            return
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        size = self._document.pagePointSize(page).scaled(QSizeF(paper.size()), _KEEP)
        picture = self._document.render(page, _dots(self._document.pagePointSize(page)))
        left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
        self._painter.drawImage(QRectF(left, top, size.width(), size.height()), picture)
        self._printed += 1
        QTimer.singleShot(0, self._print_one)

    def _end(self) -> None:
        if self._painter is not None:
            self._painter.end()
        self._painter = None


def printer_for(paper: str) -> QPrinter:
    """A printer set to this paper without margins of its own: the pages have theirs."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize(QPageSize.PageSizeId.Letter if paper == "letter" else QPageSize.PageSizeId.A4)
    printer.setPageSize(size)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    return printer


def _dots(points: QSizeF) -> QSize:
    return QSize(round(points.width() / 72 * DOTS_PER_INCH), round(points.height() / 72 * DOTS_PER_INCH))

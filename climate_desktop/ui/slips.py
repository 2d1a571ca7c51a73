"""What one person takes home of their own: the card, and a copy of their answers. Neither is ever a file of the program's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from climate_desktop.core import card_code
from climate_desktop.core.words import Words

_BODY_PT, _HEAD_PT, _CODE_PT = 14, 18, 30


def card_slip(words: Words, code: str, round_label: str, until: date) -> QTextDocument:
    """The card as a page: its code, what it is for, and until when."""
    head, body, large = _format(_HEAD_PT, bold=True), _format(_BODY_PT), _format(_CODE_PT, bold=True)
    told = (*words.all("card.points")[1:], until_words(words, until), words.fill("card.of_round", round=round_label))
    return _document(
        ((words["card.title"], head), (card_code.spaced(code), large), *((sentence, body) for sentence in told))
    )


def until_words(words: Words, until: date) -> str:
    """Until when answers can be taken out, in the pack's words."""
    month = words.all("report.months")[until.month - 1]
    day = words.fill("report.date", day=until.day, month=month, year=until.year)
    return words.fill("card.until", date=day)


def plain_page(text: str) -> QTextDocument:
    """A text as pages, its first line as the heading."""
    head, body = _format(_HEAD_PT, bold=True), _format(_BODY_PT)
    first, *rest = text.splitlines() or [""]
    return _document(((first, head), *((line, body) for line in rest)))


def print_here(page: QTextDocument) -> bool:
    """True when the laptop's own printer has taken the page; nothing is asked, so that nobody leaves the screen."""
    if QPrinterInfo.defaultPrinter().isNull():
        return False
    return print_on(page, QPrinter(QPrinterInfo.defaultPrinter()))


def print_on(page: QTextDocument, printer: QPrinter) -> bool:
    """True when this printer has taken the page."""
    if not printer.isValid():
        return False
    printer.setDocName("Climate Desktop")
    page.print_(printer)
    return printer.printerState() != QPrinter.PrinterState.Error


def _format(points: int, *, bold: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontPointSize(points)
    made.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made


def _document(lines: Sequence[tuple[str, QTextCharFormat]]) -> QTextDocument:
    """The lines as paragraphs; nothing in them is read as markup."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    for place, (words, look) in enumerate(lines):
        if place:
            cursor.insertBlock()
        cursor.insertText(words, look)
    return document

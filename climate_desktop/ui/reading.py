"""Passages to be read on a screen, each sentence of which can be asked why it stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontInfo,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QTextEdit, QWidget

from climate_desktop.core.interpretation import Passage
from climate_desktop.ui.messages import announce
from climate_desktop.ui.theme import Theme

_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][”’»)])\s+")
_AHEAD = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down})
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up})
_OPENS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a passage in order, each with its full stop and closing quotation mark."""
    return tuple(part for part in _SENTENCE_ENDS.split(text.strip()) if part)


@dataclass(frozen=True)
class Said:
    """One passage as it stands on the screen. `lead` are soft words of ours before it; `quoted` puts it in quotation marks."""

    passage: Passage
    lead: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class Stretch:
    """One sentence in the document: from `start` up to `end`."""

    start: int
    end: int
    passage: Passage


class PassageText(QTextBrowser):
    """Paragraphs of passages, as tall as their words, with every sentence an anchor.

    Arrows move from sentence to sentence, Enter or a click asks. `title` is what a screen reader calls it. `bulleted`
    puts a dot before each paragraph.

    Signal `asked(Passage)`: somebody wants to know why this passage stands there.
    """

    asked = Signal(object)

    def __init__(
        self, title: str, theme: Theme, *, bulleted: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bulleted = bulleted
        self._paragraphs: tuple[tuple[Said, ...], ...] = ()
        self.stretches: list[Stretch] = []
        self._current = -1
        self._hovered = -1
        self._asked = -1
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("kind", "passage")
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._clicked)
        self.highlighted.connect(self._pointed)
        theme.changed.connect(self._write)

    def set_said(self, *paragraphs: Sequence[Said]) -> None:
        """Replaces all the words; each argument is one paragraph."""
        self._paragraphs = tuple(tuple(paragraph) for paragraph in paragraphs if paragraph)
        self._current = -1
        self._hovered = -1
        self._asked = -1
        self._write()

    def ask(self, sentence: int = 0) -> None:
        """Asks about a sentence, as a click on it does, and marks it as the one that is being explained."""
        if 0 <= sentence < len(self.stretches):
            self._asked = sentence
            self._mark()
            self.asked.emit(self.stretches[sentence].passage)

    def unmark(self) -> None:
        """Takes the mark off the sentence that was explained."""
        self._asked = -1
        self._mark()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage that is shown, in reading order."""
        return tuple(said.passage for paragraph in self._paragraphs for said in paragraph)

    # Asking

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move between sentences; Enter and Space ask about the current one."""
        key = Qt.Key(event.key())
        if key in _AHEAD or key in _BACK:
            self._go_to(self._current + (1 if key in _AHEAD else -1))
        elif key in _OPENS and self.stretches:
            self.ask(max(self._current, 0))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard arrives at the sentence it left, or at the first."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._go_to(max(self._current, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the mark off the sentence that had the keyboard."""
        super().focusOutEvent(event)
        self._current = -1
        self._mark()

    def _clicked(self, link: QUrl) -> None:
        self.ask(int(link.toString()))

    def _pointed(self, link: QUrl) -> None:
        self._hovered = int(link.toString()) if link.toString() else -1
        self._mark()

    def _go_to(self, number: int) -> None:
        if not self.stretches:
            return
        self._current = min(max(number, 0), len(self.stretches) - 1)
        cursor = self.textCursor()
        cursor.setPosition(self.stretches[self._current].start)
        self.setTextCursor(cursor)
        self._mark()
        stretch = self.stretches[self._current]
        cursor.setPosition(stretch.end, QTextCursor.MoveMode.KeepAnchor)
        announce(self, cursor.selectedText())

    # Writing

    def _write(self) -> None:
        """Sets the words in the theme's type and ink, one anchor for each sentence."""
        self.stretches = []
        self.document().clear()
        self.document().setDefaultFont(self._theme.font("body"))
        cursor = QTextCursor(self.document())
        for number, paragraph in enumerate(self._paragraphs):
            form = QTextBlockFormat()
            form.setLineHeight(self._line_percent(), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            form.setTopMargin(self._theme.space(8) if number else 0)
            form.setLeftMargin(self._theme.px(32) if self._bulleted else 0)
            if number:
                cursor.insertBlock(form)
            else:
                cursor.setBlockFormat(form)
            for place, said in enumerate(paragraph):
                self._write_one(cursor, said, first=place == 0)
        self._mark()
        self._fit()

    def _line_percent(self) -> float:
        """The line height in percent of the font's own line, so that it is the tokens' percent of the font's size."""
        font = self._theme.font("body")
        own_line = QFontMetricsF(font).height()
        return float(self._theme.token("type", "passage_line_percent")) * QFontInfo(font).pixelSize() / own_line

    def _write_one(self, cursor: QTextCursor, said: Said, *, first: bool) -> None:
        plain = self._ink("text")
        if not first:
            cursor.insertText(" ", plain)
        if said.lead:
            cursor.insertText(said.lead + " ", self._ink("text_soft"))
        parts = (f"“{said.passage.text}”",) if said.quoted else sentences(said.passage.text)
        for number, sentence in enumerate(parts):
            if number:
                cursor.insertText(" ", plain)
            anchor = self._ink("text")
            anchor.setFontItalic(said.quoted)
            anchor.setAnchor(True)
            anchor.setAnchorHref(str(len(self.stretches)))
            start = cursor.position()
            cursor.insertText(sentence, anchor)
            self.stretches.append(Stretch(start, cursor.position(), said.passage))

    def _ink(self, token: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._theme.font("body"))
        form.setForeground(self._theme.color(token))
        return form

    def _mark(self) -> None:
        """Marks the sentence under the pointer, the one with the keyboard, and the one that is being explained."""
        marks = []
        for number, stretch in enumerate(self.stretches):
            chosen = number == self._asked
            current = number == self._current
            if not (chosen or current or number == self._hovered):
                continue
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(self._theme.color("accent"))
            if chosen or current:
                form.setBackground(self._theme.color("accent_soft"))
            if current:
                form.setForeground(self._theme.color("accent"))
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(stretch.start)
            cursor.setPosition(stretch.end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format = form
            marks.append(selection)
        self.setExtraSelections(marks)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the words, and the dots before them."""
        super().paintEvent(event)
        if not self._bulleted:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        block = self.document().begin()
        while block.isValid() and block.length() > 1:
            top = self.document().documentLayout().blockBoundingRect(block).top()
            line = block.layout().lineAt(0)
            centre = top + line.y() + line.ascent() * 0.7
            painter.drawEllipse(QPointF(self._theme.px(10), centre), self._theme.px(4), self._theme.px(4))
            block = block.next()
        painter.end()

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grows as tall as the words need at the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keeps the ground transparent whatever the palette says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().setAutoFillBackground(False)
            self.viewport().setBackgroundRole(QPalette.ColorRole.NoRole)

    def sizeHint(self) -> QSize:
        """The words' own height."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """Narrow is fine; the height follows."""
        return QSize(self._theme.px(120), self._height())

    def _height(self) -> int:
        return max(1, int(self.document().size().height() + 0.999))

    def _fit(self) -> None:
        self.document().setTextWidth(max(1, self.viewport().width()))
        self.setFixedHeight(self._height())

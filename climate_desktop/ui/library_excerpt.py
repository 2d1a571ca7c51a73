"""A few lines of a pack's file round the one with a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

_BEFORE, _AFTER = 1, 2
_LONGEST = 220


class Excerpt(QPlainTextEdit):
    """Lines with their numbers, to be read; the one with the problem by ground, bar, weight and sign."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marked = -1
        self.setReadOnly(True)
        self.setProperty("shown", True)
        self.setProperty("kind", "excerpt")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("The lines of the file"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._measure()
        theme.changed.connect(self._mark)

    def show_lines(self, text: str, line: int) -> tuple[int, int]:
        """Shows the lines round this one, counted from 1; which are shown, 0 and 0 when there are none."""
        lines = text.splitlines()
        if not lines or line < 1:
            self._marked = -1
            self.setPlainText("")
            return 0, 0
        line = min(line, len(lines))
        first, last = max(line - _BEFORE, 1), min(line + _AFTER, len(lines))
        self._marked = line - first
        rows = [f"{number}\t{_shortened(lines[number - 1])}" for number in range(first, last + 1)]
        self.setPlainText("\n".join(rows))
        self._mark()
        self._measure()
        self.setAccessibleDescription(self.tr("Line {number}: {words}").format(number=line, words=lines[line - 1]))
        return first, last

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grows with the lines of the new width."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the lines, and the bar and the sign at the marked one."""
        super().paintEvent(event)
        block = self.document().findBlockByNumber(self._marked) if self._marked >= 0 else None
        if block is None or not block.isValid():
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        width = self._theme.px(4)
        left = self.viewport().width() - width if mirrored else 0
        painter.fillRect(QRectF(left, box.top(), width, box.height()), self._theme.color("danger"))
        side = self._theme.px(16)
        end = self._theme.space(4) if mirrored else self.viewport().width() - side - self._theme.space(4)
        sign = QRectF(end, box.top() + (self._line_height() - side) / 2, side, side)
        self._theme.paint_icon(painter, sign, "warning", self._theme.color("danger"))
        painter.end()

    def _line_height(self) -> float:
        return float(self.fontMetrics().lineSpacing())

    def _measure(self) -> None:
        self.setTabStopDistance(self._theme.px(56))
        lines = max(self.document().size().height(), _BEFORE + 1 + _AFTER)
        self.setFixedHeight(round(lines * self._line_height()) + 2 * self._theme.space(4) + 12)

    def _mark(self) -> None:
        """Gives the marked line its ground and weight, and the numbers the second voice."""
        plain = QTextCursor(self.document())
        plain.select(QTextCursor.SelectionType.Document)
        plain.setCharFormat(QTextCharFormat())
        plain.setBlockFormat(QTextBlockFormat())
        soft = QTextCharFormat()
        soft.setForeground(self._theme.color("text_soft"))
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + max(block.text().find("\t"), 0), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(soft)
            block = block.next()
        marks: list[QTextEdit.ExtraSelection] = []
        block = self.document().findBlockByNumber(self._marked) if self._marked >= 0 else self.document().end()
        if block.isValid():
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            bold = QTextCharFormat()
            bold.setFontWeight(700)
            cursor.mergeCharFormat(bold)
            mark.cursor = QTextCursor(block)
            form = QTextCharFormat()
            form.setBackground(self._theme.color("danger_soft"))
            form.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
            mark.format = form
            marks.append(mark)
        self.setExtraSelections(marks)


def _shortened(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"

"""A box for a few lines of plain text, which takes no more letters than it may and can forget them all."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from climate_desktop.ui.theme import Theme


class WritingBox(QPlainTextEdit):
    """Plain text of `most` letters at the utmost; what is pasted beyond that is left out. Tab leads on.

    From a `private` one nothing can be copied, so that nothing waits in the clipboard for whoever comes next.

    Signal `edited()`: a person has changed the text; `show_text` does not fire it.
    """

    edited = Signal()

    def __init__(
        self, theme: Theme, most: int, *, lines: int = 6, private: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most = most
        self._lines = lines
        self._private = private
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._changed)
        theme.changed.connect(self._measure)
        self._measure()

    @property
    def left(self) -> int:
        """How many letters there is room for."""
        return max(self._most - len(self.toPlainText()), 0)

    def show_text(self, text: str) -> None:
        """Shows this text in place of another; there is nothing to undo."""
        with QSignalBlocker(self):
            self.setPlainText(text[: self._most])

    def forget(self) -> None:
        """Leaves nothing behind, not even for undo."""
        self.show_text("")
        self.document().clearUndoRedoStacks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies and cuts nothing where the words are private."""
        taken = event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut)
        if self._private and taken:
            event.accept()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Takes as much of the plain text as there is room for, and nothing else."""
        room = self.left + len(self.textCursor().selectedText())
        self.insertPlainText(source.text()[:room])

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """True for text alone: a file that is dropped here stays where it is."""
        return source.hasText() and not source.hasUrls()

    def _changed(self) -> None:
        over = len(self.toPlainText()) - self._most
        if over > 0:
            cursor = self.textCursor()
            with QSignalBlocker(self):
                cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, over)
                cursor.removeSelectedText()
        self.edited.emit()

    def _measure(self) -> None:
        """At least so many lines high, in the size of text that its screen has."""
        self.setFont(self._theme.font())
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * self._lines + self._theme.space(24))

"""A form over the words of a pack: one field for each text, joined to the place in the file where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from climate_desktop.ui import parts

if TYPE_CHECKING:
    from climate_desktop.ui.library_work import KeyPath, PackWork
    from climate_desktop.ui.theme import Theme

LINE, PASSAGE, LIST = "line", "passage", "list"


@dataclass(frozen=True)
class Blank:
    """One field: its label, the place of its text, and how it is written: one line, a passage, or one text on each line.

    `name` is what a screen reader says where the label alone would stand twice; `hint` is a line below the field.
    """

    label: str
    file: str
    path: KeyPath
    kind: str = PASSAGE
    name: str = ""
    hint: str = ""

    def holds(self, path: KeyPath) -> bool:
        """True when a problem at this path belongs to the field."""
        return path[: len(self.path)] == self.path


@dataclass(frozen=True)
class Group:
    """Fields under a heading; an empty heading is none."""

    heading: str
    blanks: tuple[Blank, ...]


class PassageEdit(QPlainTextEdit):
    """A field of several lines, as tall as its words. Tab goes on to the next field, the wheel scrolls the page.

    Signal `written(str)`: a person has changed the words. `show_words` does not fire it.
    """

    written = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)
        self._fit()

    def show_words(self, words: str) -> None:
        """Shows other words; those that stand there already keep their undo."""
        if words != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(words)
            self._fit()

    def sizeHint(self) -> QSize:
        """The height of the words."""
        return QSize(self._theme.px(240), self._height())

    def minimumSizeHint(self) -> QSize:
        """Narrow is fine; the height follows."""
        return QSize(self._theme.px(120), self._height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard arrives at the end of the words, as in a field of one line."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            cursor = self.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.setTextCursor(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grows with the lines of the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _changed(self) -> None:
        self._fit()
        self.written.emit(self.toPlainText())

    def _height(self) -> int:
        lines = max(1, round(self.document().size().height()))
        edge = round(self._theme.line_px("control_px"))
        around = 2 * (self._theme.space(4) + edge + round(self.document().documentMargin()))
        return max(lines * QFontMetrics(self.font()).lineSpacing() + around, self._theme.size("field"))

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())


class WordLine(QLineEdit):
    """A field of one line. Signal `written(str)`: a person has changed the words."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self.written)

    def show_words(self, words: str) -> None:
        """Shows other words, from their beginning; those that stand there already keep their undo."""
        if words != self.text():
            self.setText(words)
            self.setCursorPosition(0)


class WordForm(QWidget):
    """Fields in groups under headings. What is typed is written into the draft at once.

    Signal `arrived(Blank)`: the keyboard has come to this field.
    """

    arrived = Signal(object)

    def __init__(self, work: PackWork, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._theme = theme
        self._fields: list[tuple[Blank, PassageEdit | WordLine]] = []
        self._holders: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._column.setSpacing(theme.space(16))

    def set_margins(self, margin: int) -> None:
        """Keeps so many pixels free on every side: six for the focus ring, none in a card that has room of its own."""
        self._column.setContentsMargins(margin, margin, margin, margin)

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The fields that are shown, in order."""
        return tuple(blank for blank, _ in self._fields)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Shows these fields with the words that stand in the draft now; the same fields are kept as they are."""
        wanted = [blank for group in groups for blank in group.blanks]
        if wanted and wanted == list(self.blanks):
            self.refill()
            return
        for holder in self._holders:
            self._column.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
        self._holders, self._fields = [], []
        for group in groups:
            if group.heading:
                self._keep(parts.strong(self._theme, group.heading))
            for blank in group.blanks:
                self._keep(self._field(blank))

    def refill(self) -> None:
        """Shows the words of the draft again."""
        for blank, edit in self._fields:
            edit.show_words(self._words(blank))

    def field_of(self, path: KeyPath) -> PassageEdit | WordLine | None:
        """The field in which the text at this path is written, if it is shown."""
        return next((edit for blank, edit in self._fields if blank.holds(path)), None)

    def _keep(self, holder: QWidget) -> None:
        self._holders.append(holder)
        self._column.addWidget(holder)
        holder.show()

    def _field(self, blank: Blank) -> QWidget:
        edit = WordLine() if blank.kind == LINE else PassageEdit(self._theme)
        edit.setReadOnly(self._work.bundled)
        edit.setProperty("shown", self._work.bundled)
        edit.show_words(self._words(blank))
        edit.written.connect(lambda words: self._write(blank, words))
        hint = blank.hint
        if blank.kind == LIST and not self._work.bundled:
            hint = self.tr("One on each line.") + (f" {hint}" if hint else "")
        holder = parts.field(self._theme, blank.label, edit, hint=hint)
        edit.setAccessibleName(blank.name or blank.label)
        edit.setProperty("blank", blank)
        edit.installEventFilter(self)
        self._fields.append((blank, edit))
        return holder

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Tells which field the keyboard has come to."""
        if event.type() == QEvent.Type.FocusIn:
            for blank, edit in self._fields:
                if edit is watched:
                    self.arrived.emit(blank)
        return False

    def _words(self, blank: Blank) -> str:
        if blank.kind == LIST:
            return "\n".join(self._work.texts(blank.file, *blank.path))
        return self._work.text(blank.file, *blank.path)

    def _write(self, blank: Blank, words: str) -> None:
        if blank.kind == LIST:
            self._work.put([line.strip() for line in words.split("\n") if line.strip()], blank.file, *blank.path)
        else:
            self._work.put(" ".join(words.split()) if "\n" in words else words, blank.file, *blank.path)


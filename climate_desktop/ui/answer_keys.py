"""Arrow keys among answers, and what Enter does with an answer that they have moved onto."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

_BACK, _ON = -1, 1
_UPRIGHT = {Qt.Key.Key_Up: _BACK, Qt.Key.Key_Down: _ON}
_SIDEWAYS = {Qt.Key.Key_Left: _BACK, Qt.Key.Key_Right: _ON}


@dataclass(frozen=True)
class Line:
    """Answers that stand below each other, or side by side where it is `level`."""

    answers: Sequence[QAbstractButton]
    level: bool = False


class AnswerKeys(QObject):
    """Moves the keyboard along lines of answers that stand one below the other; nothing is chosen by moving.

    Left to itself, Qt would go by what is nearest on the screen, and choose on the way once something is chosen.

    At the end of a line the arrows stay where they are, except that Up and Down lead from one line to the next. The
    answer that was moved onto is chosen by `choose`, which is what Enter does first.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()
        self._moved: QAbstractButton | None = None

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Takes these lines, top to bottom, in place of any earlier ones; nothing has been moved onto."""
        self._lines, self._moved = tuple(lines), None
        for line in lines:
            for answer in line.answers:
                answer.installEventFilter(self)

    def forget(self) -> None:
        """Nothing has been moved onto: another statement is shown, or an answer was chosen."""
        self._moved = None

    def go_to(self, answer: QAbstractButton) -> None:
        """Moves onto this answer."""
        self._moved = answer
        answer.setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self) -> bool:
        """Chooses the answer that was moved onto, if it still has the keyboard and is not chosen yet; True if it did."""
        moved, self._moved = self._moved, None
        if moved is None or moved.isChecked() or not moved.isCheckable() or QApplication.focusWidget() is not moved:
            return False
        moved.click()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the arrow keys that an answer would get."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if (key in _UPRIGHT or key in _SIDEWAYS) and isinstance(watched, QAbstractButton):
                self._move(watched, Qt.Key(key))
                return True
        return False

    def _move(self, answer: QAbstractButton, key: Qt.Key) -> None:
        lines = [(line, [one for one in line.answers if one.isVisible() and one.isEnabled()]) for line in self._lines]
        lines = [(line, shown) for line, shown in lines if shown]
        for number, (line, shown) in enumerate(lines):
            if answer in shown:
                place = shown.index(answer)
                target = self._along(line, shown, place, key)
                if target is None and key in _UPRIGHT:
                    target = self._next_line(lines, number + _UPRIGHT[key], key)
                if target is not None:
                    self.go_to(target)

    @staticmethod
    def _along(line: Line, shown: Sequence[QAbstractButton], place: int, key: Qt.Key) -> QAbstractButton | None:
        step = (_SIDEWAYS if line.level else _UPRIGHT).get(key, 0)
        if line.level and shown[place].layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        there = place + step
        return shown[there] if step and 0 <= there < len(shown) else None

    @staticmethod
    def _next_line(
        lines: Sequence[tuple[Line, list[QAbstractButton]]], number: int, key: Qt.Key
    ) -> QAbstractButton | None:
        """Where the arrows come into another line: at what is chosen there if it is level, otherwise at its near end."""
        if not 0 <= number < len(lines):
            return None
        line, shown = lines[number]
        if line.level:
            return next((one for one in shown if one.isChecked()), shown[0])
        return shown[0] if key == Qt.Key.Key_Down else shown[-1]

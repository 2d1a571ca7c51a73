"""What a key on the number pad, or a scanner, says while paper is keyed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent

from climate_desktop.core.instrument import Scale
from climate_desktop.core.keypad import Key, back_keys, keypad

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_WITHOUT_NUM_LOCK = frozenset(
    {
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Clear,
        Qt.Key.Key_Insert,
        Qt.Key.Key_Delete,
    }
)
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Said(Enum):
    """What was said: an answer, one back, Enter, a scanned code, a number pad without its digits, or nothing known."""

    ANSWER = auto()
    BACK = auto()
    ENTER = auto()
    SCANNED = auto()
    NUM_LOCK_IS_OFF = auto()
    UNKNOWN = auto()
    NOTHING = auto()
    NOT_OURS = auto()


@dataclass(frozen=True)
class Press:
    """One press: what it said, the sign or the scanned text, and the key of an answer."""

    said: Said
    text: str = ""
    key: Key | None = None


class KeyReader:
    """Reads presses one after the other.

    A scanner types a C and the rest in a burst, far faster than a person: nothing of that is ever taken for answers.
    A key held down speaks once.
    """

    burst_ms = 100
    """The longest pause inside what a scanner types."""

    def __init__(self, scale: Scale) -> None:
        self._keys = keypad(scale)
        self._back = back_keys(scale)
        self._burst = ""
        self._since = QElapsedTimer()

    def read(self, event: QKeyEvent) -> Press:
        """What this press said. NOT_OURS is for whoever is round the screen: Tab, function keys, key combinations."""
        if event.isAutoRepeat():
            return Press(Said.NOTHING)
        if event.modifiers() & _COMMANDS:
            return Press(Said.NOT_OURS)
        if self._burst and self._since.elapsed() > self.burst_ms:
            self._burst = ""
        if event.key() in ENTER_KEYS:
            burst, self._burst = self._burst, ""
            return Press(Said.SCANNED, burst) if burst else Press(Said.ENTER)
        text = event.text()
        if self._burst or text in ("C", "c"):
            self._burst += text
            self._since.restart()
            return Press(Said.NOTHING)
        if event.key() == Qt.Key.Key_Backspace or text in self._back:
            return Press(Said.BACK)
        if event.modifiers() & Qt.KeyboardModifier.KeypadModifier and event.key() in _WITHOUT_NUM_LOCK:
            return Press(Said.NUM_LOCK_IS_OFF)
        if text in self._keys:
            return Press(Said.ANSWER, text, self._keys[text])
        if text and text.isprintable():
            return Press(Said.UNKNOWN, text)
        return Press(Said.NOT_OURS)

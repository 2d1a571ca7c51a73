"""Keeps the laptop on the participant's screen until the PIN is given."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class HandOverLock(QObject):
    """While it holds, the window round one screen cannot be closed, and no shortcut of the program works there.

    A shortcut is first offered, as `ShortcutOverride`, to what has the keyboard and to all that it stands in, the window
    last; whoever accepts it gets a plain key press instead. So every key reaches the screen, which decides what it means.
    """

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self._window: QWidget | None = None

    @property
    def holds(self) -> bool:
        """True while the laptop is handed over."""
        return self._window is not None

    def take(self) -> None:
        """From now on only `release` lets anyone out."""
        if self._window is None:
            self._window = self._screen.window()
            self._window.installEventFilter(self)

    def release(self) -> None:
        """Closing and shortcuts work again."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stops what would leave the screen: closing its window, and the program's own shortcuts."""
        if event.type() == QEvent.Type.Close:
            event.ignore()
            return True
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return False

"""What was copied while a screen was shown, so that it can be taken from the clipboard again."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget


class Copied(QObject):
    """Remembers that something came to the clipboard, or was marked, while this screen was seen.

    Who owns the clipboard is not asked: not every system tells.
    """

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self._modes: set[QClipboard.Mode] = set()
        QGuiApplication.clipboard().changed.connect(self._notice)

    def forget(self) -> None:
        """Takes it away again; what was there before the screen was shown stays."""
        for mode in tuple(self._modes):
            QGuiApplication.clipboard().clear(mode)
        self._modes.clear()

    def _notice(self, mode: QClipboard.Mode) -> None:
        if self._screen.isVisible():
            self._modes.add(mode)

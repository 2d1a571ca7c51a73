"""The way from any thread to the screen's: one object that lives as long as the program carries every call over.

An object of the screen must not be touched from another thread, not even to emit its signals: the screen's thread may be
deleting it at that moment, and the program would crash.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal


class _Post(QObject):
    _sent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        app = QCoreApplication.instance()
        if app is not None:
            self.moveToThread(app.thread())
        self._sent.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def send(self, call: Callable[[], object]) -> None:
        self._sent.emit(call)

    def _deliver(self, call: Callable[[], object]) -> None:
        call()


@cache
def _post() -> _Post:
    return _Post()


def to_screen(call: Callable[[], object]) -> None:
    """Has the call made on the screen's thread, after what waits there already.

    The call must look whether what it touches is still there (`shiboken6.isValid`).
    """
    _post().send(call)

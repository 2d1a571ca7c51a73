"""Python's collector of reference cycles, kept to the moments when Qt is not in the middle of something."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000
"""Milliseconds between two looks."""


class Collecting(QObject):
    """Takes the collector over for as long as it lives: it runs between two events, on the window's own thread.

    WORKAROUND: left alone, Python collects in whichever thread allocates next, and inside any call from Qt into Python.
    A window that nobody holds any more is then deleted by the store's thread, or while Qt walks over all windows to dress
    them (`setStyleSheet`), and the program crashes.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect)
        self._timer.start(EVERY)
        self.destroyed.connect(gc.enable)


def collect() -> int:
    """Collects the oldest generation that is due by Python's own counts; how many objects were found, 0 when none is."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            return gc.collect(generation)
    return 0

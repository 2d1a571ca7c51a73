"""The collector of reference cycles runs on the window's thread, between events, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.ui import collecting
from climate_desktop.ui.collecting import Collecting


class Forgotten(QWidget):
    """A window that only itself holds."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collecting]:
    gc.enable()
    made = Collecting(qapp)
    yield made
    made.deleteLater()


def forgotten() -> weakref.ref[Forgotten]:
    return weakref.ref(Forgotten())


def test_another_thread_that_allocates_deletes_no_window(collector: Collecting) -> None:
    gone = forgotten()
    thread = threading.Thread(target=lambda: [[[]] for _ in range(200_000)])
    thread.start()
    thread.join()
    assert gone() is not None
    del collector


def test_a_forgotten_window_goes_between_two_events(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(collecting, "EVERY", 1)
    Collecting(qapp).setObjectName("quick")
    gone = forgotten()
    kept: list[list[list[int]]] = [[[]] for _ in range(10_000)]
    qtbot.waitUntil(lambda: gone() is None)
    assert len(kept) == 10_000
    quick = qapp.findChild(QObject, "quick")
    assert quick is not None
    quick.deleteLater()


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    assert collecting.collect() == 0


def test_the_collector_is_given_back(qtbot: QtBot) -> None:
    holder = QObject()
    Collecting(holder)
    assert not gc.isenabled()
    with qtbot.waitSignal(holder.destroyed):
        holder.deleteLater()
    qtbot.waitUntil(gc.isenabled)

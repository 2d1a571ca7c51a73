"""News from other threads reach the screen's thread, also while what they are about is being deleted."""

from __future__ import annotations

import threading
from functools import partial

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from climate_desktop.ui import background
from climate_desktop.ui.posting import to_screen


def test_a_call_from_another_thread_is_made_on_the_screens_in_order(qtbot: QtBot) -> None:
    heard: list[tuple[int, int]] = []

    def hear(number: int) -> None:
        heard.append((number, threading.get_ident()))

    def work() -> None:
        for number in range(50):
            to_screen(partial(hear, number))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert heard == [(number, threading.get_ident()) for number in range(50)]


def test_owners_may_go_at_any_moment(qtbot: QtBot, qapp: QApplication) -> None:
    """A hundred pieces of work end, or go wrong, at the very moment when their owners are deleted."""
    over: list[int] = []

    def work(number: int, _tell: object) -> int:
        over.append(number)
        if number % 2:
            raise OSError(number)
        return number

    for number in range(100):
        owner = QObject()
        background.run(partial(work, number), lambda _: None, lambda _: None, owner=owner)
        shiboken6.delete(owner)
    qtbot.waitUntil(lambda: len(over) == 100)
    qapp.processEvents()

"""Long work on another thread, and its way back."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from climate_desktop.ui import background


def never(_: object) -> None:
    raise AssertionError("this was not to happen")


def test_work_is_done_elsewhere_and_comes_back_here(qtbot: QtBot) -> None:
    owner = QObject()
    threads: list[int] = []
    got: list[str] = []

    def work(_tell: Callable[[str], None]) -> str:
        threads.append(threading.get_ident())
        return "made"

    def done(value: str) -> None:
        threads.append(threading.get_ident())
        got.append(value)

    task = background.run(work, done, never, owner=owner)
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["made"]
    assert threads[0] != threads[1] == threading.get_ident()
    assert task.parent() is owner


def test_what_the_work_raises_comes_back_too(qtbot: QtBot) -> None:
    owner = QObject()
    got: list[BaseException] = []

    def work(_tell: Callable[[str], None]) -> None:
        raise OSError("full")

    background.run(work, never, got.append, owner=owner)
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], OSError)


def test_the_work_tells_what_it_does(qtbot: QtBot) -> None:
    owner = QObject()
    heard: list[str] = []
    ready = threading.Event()

    def work(tell: Callable[[str], None]) -> None:
        ready.wait(5)
        tell("page 3 of 10")

    task = background.run(work, lambda _: None, never, owner=owner)
    task.told.connect(heard.append)
    with qtbot.waitSignal(task.ended):
        ready.set()
    assert heard == ["page 3 of 10"]


def test_nobody_is_told_once_the_owner_is_gone(qtbot: QtBot, qapp: QApplication) -> None:
    owner = QObject()
    ready, over = threading.Event(), threading.Event()

    def work(tell: Callable[[str], None]) -> str:
        ready.wait(5)
        tell("nobody hears this")
        over.set()
        return "late"

    background.run(work, never, never, owner=owner)
    owner.deleteLater()
    qtbot.wait(10)
    ready.set()
    assert over.wait(5)
    qtbot.wait(30)

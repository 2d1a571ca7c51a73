"""Guards every answer against a fault of the window library."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

TIMES = 2_000
AT_ONCE = 50
"""How often something is done between two counts: few enough to speak before the process aborts."""
LASTING: tuple[object, ...] = (None, True, False)


class Emitter(QObject):
    """Says things by signals, as every screen does.

    Signals `happened(object)`, `turned(bool)` and `answered(str, int)`.
    """

    happened = Signal(object)
    turned = Signal(bool)
    answered = Signal(str, int)


class Ear:
    """Hears signals in a plain Python method, and counts them."""

    def __init__(self) -> None:
        self.heard = 0

    def hear(self, *_: object) -> None:
        self.heard += 1


def emits(qtbot: QtBot) -> tuple[Callable[[], None], Ear]:
    emitter, ear = Emitter(), Ear()
    for signal in (emitter.happened, emitter.turned, emitter.answered):
        signal.connect(ear.hear)

    def once() -> None:
        emitter.happened.emit(None)
        emitter.turned.emit(True)
        emitter.turned.emit(False)
        emitter.answered.emit("decisions_2", 4)

    return once, ear


def set_texts(qtbot: QtBot) -> tuple[Callable[[], None], Ear]:
    field, button, ear = QLineEdit(), QPushButton(), Ear()
    qtbot.addWidget(field)
    qtbot.addWidget(button)
    field.textChanged.connect(ear.hear)

    def once() -> None:
        field.setText("" if field.text() else "words")
        button.setText("words")

    return once, ear


def clicks(qtbot: QtBot) -> tuple[Callable[[], None], Ear]:
    button, radio, ear = QPushButton(), QRadioButton(), Ear()
    for widget in (button, radio):
        qtbot.addWidget(widget)
        widget.clicked.connect(ear.hear)

    def once() -> None:
        button.click()
        radio.click()

    return once, ear


@pytest.mark.parametrize("making", [emits, set_texts, clicks])
def test_no_reference_to_none_true_or_false_is_lost(
    qtbot: QtBot, making: Callable[[QtBot], tuple[Callable[[], None], Ear]]
) -> None:
    """PySide6 6.12.0 below Python 3.12 loses one at each, and the process aborts after some 600 answers.

    From Python 3.12 on these three cannot die, and their count is one number that never changes: the test holds there
    by itself, and proves only that nothing falls over.
    """
    once, ear = making(qtbot)
    once()
    gc.collect()
    before = counts()
    for _ in range(TIMES // AT_ONCE):
        for _ in range(AT_ONCE):
            once()
        lost = [count - now for count, now in zip(before, counts(), strict=True)]
        assert max(lost) < AT_ONCE // 2, f"references to {LASTING} lost: {lost}"
    assert ear.heard >= TIMES


def counts() -> list[int]:
    return [sys.getrefcount(thing) for thing in LASTING]

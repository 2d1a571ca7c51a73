"""The real window in a process of its own: one person answers, and each tick is said on standard output.

Started as `python answering_window.py STUDY PARTICIPANT ROUND`; a test ends it whenever it likes.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from climate_desktop.services.preferences import Preferences
from climate_desktop.ui.saving import Saving
from climate_desktop.ui.window import Window


def main(study: Path, participant_id: str, round_id: str) -> None:
    """Answer every statement by keyboard, as fast as the window takes it."""
    application = QApplication(sys.argv[:1])
    window = Window(Preferences(study.parent / "preferences.json"))
    window.show()
    window.open_study(study)
    assert window.workshop is not None
    window.workshop.show_room(round_id)
    window.workshop.hand_over_wanted.emit(participant_id)
    screen = window.participant
    assert screen is not None

    def press(key: Qt.Key) -> None:
        QTest.keyClick(window.focusWidget() or screen, key)

    for key in (Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_3, Qt.Key.Key_Return, Qt.Key.Key_Return):
        press(key)
    saving = screen.findChild(Saving)
    assert saving is not None
    saving.saved.connect(lambda item: print(item, saving.chosen(item), flush=True))  # noqa: T201 - its parent listens
    digits = cycle((Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_1, Qt.Key.Key_3))

    def answer_one() -> None:
        press(next(digits))
        press(Qt.Key.Key_Return)

    timer = QTimer()
    timer.timeout.connect(answer_one)
    timer.start(0)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])

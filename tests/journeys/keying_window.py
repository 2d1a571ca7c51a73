"""The real window in a process of its own: a paper sheet is keyed, and each key that is on the disk is said.

Started as `python keying_window.py STUDY ROUND CODE`; a test ends it whenever it likes. After the first keying comes the
second, and so on with the next sheet.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from climate_desktop.services.preferences import Preferences
from climate_desktop.ui.keying import KeyingScreen
from climate_desktop.ui.saving import Saving
from climate_desktop.ui.window import Window


def main(study: Path, round_id: str, code: str) -> None:
    """Key by the number pad, as fast as the window takes it."""
    application = QApplication(sys.argv[:1])
    window = Window(Preferences(study.parent / "preferences.json"))
    window.show()
    window.open_study(study)
    assert window.workshop is not None
    window.workshop.show_room(round_id)
    window.pages.setCurrentWidget(window.workshop)
    window.workshop.show_way("paper")
    screen = window.workshop.screen_of("paper")
    assert isinstance(screen, KeyingScreen)
    screen.start.who.setText("AJ")
    screen.take_focus()
    listening: list[Saving] = []

    def listen() -> None:
        """Says every key of the sheet that is keyed now."""
        for saving in screen.findChildren(Saving):
            if saving not in listening:
                listening.append(saving)
                times = "again" if len(listening) % 2 == 0 else "first"
                saving.saved.connect(lambda item, s=saving, t=times: print(t, item, s.chosen(item), flush=True))  # noqa: T201

    def press(keys: str) -> None:
        for key in keys:
            focused = screen.focusWidget() or screen
            if key == "\r":
                QTest.keyClick(focused, Qt.Key.Key_Enter)
            else:
                QTest.keyClicks(focused, key)

    digits = cycle("42513")

    def key_one() -> None:
        if screen.pages.currentWidget() is screen.start:
            press("\r" if len(listening) % 2 else f"{code}\r1")
            listen()
        elif screen.sheet.place == 48:
            press("\r")
        else:
            press(next(digits))

    timer = QTimer()
    timer.timeout.connect(key_one)
    timer.start(0)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])

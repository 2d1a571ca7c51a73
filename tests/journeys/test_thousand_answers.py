"""A thousand answers in one run of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind, Progress
from climate_desktop.services.preferences import Preferences
from climate_desktop.ui.window import Window

PEOPLE = 21
"""Times 48 statements: 1,008 answers."""


def test_a_thousand_answers_by_keyboard_without_a_crash(qtbot: QtBot, tmp_path: Path) -> None:
    """The fault this guards against stopped the process after some 600 answers."""
    window = Window(Preferences(tmp_path / "preferences.json"))
    qtbot.addWidget(window)
    window.show()
    window.create_study(tmp_path / "long-day.climate")
    assert window.study is not None
    assert window.workshop is not None
    workshops = window.study.workshops
    round_ = workshops.start_round(workshops.add_group("Moorside team", GroupKind.TEAM).id)
    window.workshop.show_room(round_.id)

    def press(*keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(window.focusWidget() or window, key)

    for number in range(PEOPLE):
        person = workshops.add_participant(round_.id)
        window.workshop.hand_over_wanted.emit(person.id)
        screen = window.participant
        assert screen is not None
        voice = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)[number % 3]
        press(Qt.Key.Key_1, Qt.Key.Key_Return, voice, Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)  # the card
        for n in range(48):
            press(Qt.Key(Qt.Key.Key_1 + (n + number) % 5), Qt.Key.Key_Return)
        finish = next(b for b in screen.findChildren(QPushButton) if b.isVisible() and "Finish" in b.text())
        qtbot.waitUntil(finish.isEnabled)
        finish.click()
        assert window.study.answering(person.id).participant.progress is Progress.FINISHED
    stored = [window.study.answering(p.id).answers() for p in workshops.room(round_.id).participants]
    assert sum(len(answers) for answers in stored) == PEOPLE * 48
    workshops.close_round(round_.id)
    assert window.study.results.result(round_.id).answered == PEOPLE

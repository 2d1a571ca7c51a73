"""The same afternoon in the real window: keys on the hand-over, the number pad, and the hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from climate_desktop.core.form_code import form_code
from climate_desktop.core.study import GroupKind, Helper, Progress
from climate_desktop.services.preferences import Preferences
from climate_desktop.ui.keying import KeyingScreen
from climate_desktop.ui.participant_card import CodeLabel
from climate_desktop.ui.tally import TallyScreen
from climate_desktop.ui.window import Window
from tests.journeys.test_twenty_people import (
    FAMILY,
    HANDS,
    ON_PAPER,
    ON_SCREEN,
    PLANTED,
    RECEIVER,
    WORKER,
    everything_comes_out_right,
)
from tests.ui import test_keying as pad
from tests.ui.hand_over import press as click

AGREES, HELPED, BY_ANOTHER = Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_3
FIRST_VOICE = Qt.Key.Key_1


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(Preferences(tmp_path / "preferences.json"))
    qtbot.addWidget(made)
    made.resize(1366, 690)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.create_study(tmp_path / "hall.climate")
    yield made
    if made.participant is not None:
        made.participant.release()
    made.close_study()


def keys(window: Window, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(window.focusWidget() or window, key)


def hand_over(
    window: Window, round_id: str, consent: Qt.Key = AGREES, helper: Helper = Helper.NOBODY
) -> tuple[str, str]:
    """A new person has the laptop, agrees, says whose voice it is, and has the card; who, and the card's code."""
    assert window.study is not None
    assert window.workshop is not None
    person = window.study.workshops.add_participant(round_id).id
    if helper is Helper.NOBODY:
        window.workshop.hand_over_wanted.emit(person)
    else:
        window.workshop.together_wanted.emit(person, helper)
    keys(window, consent, Qt.Key.Key_Return, FIRST_VOICE, Qt.Key.Key_Return)
    assert window.participant is not None
    code = next(label.code for label in window.participant.findChildren(CodeLabel) if label.isVisible())
    keys(window, Qt.Key.Key_Return)
    return person, code


def answer(qtbot: QtBot, window: Window, key: Qt.Key, count: int, *, finish: bool = True) -> None:
    for _ in range(count):
        keys(window, key, Qt.Key.Key_Return)
    if finish:
        screen = window.participant
        assert screen is not None
        button = next(b for b in screen.findChildren(QPushButton) if b.isVisible() and "Finish" in b.text())
        qtbot.waitUntil(button.isEnabled)
        button.click()


def test_an_afternoon_in_the_window(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    study, workshop = window.study, window.workshop
    assert study is not None
    assert workshop is not None
    group = study.workshops.add_group("Hebble Valley team", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id, invited={RECEIVER: 9, WORKER: 6, FAMILY: 7})
    workshop.show_room(round_.id)
    window.pages.setCurrentWidget(workshop)

    for number in range(ON_SCREEN):
        person, code = hand_over(window, round_.id)
        screen = window.participant
        assert screen is not None
        if number == 0:
            click(screen, "Easy words")
            answer(qtbot, window, Qt.Key.Key_1, 48)
        elif number == 1:
            answer(qtbot, window, Qt.Key.Key_2, 20, finish=False)
            screen._presence.ran_out.emit()  # noqa: SLF001 - four minutes in which nobody touched the laptop
            assert study.answering(person).participant.sealed
            assert study.cards.resume(code, round_.id).id == person
            workshop.hand_over_wanted.emit(person)
            click(screen, "Go on")
            answer(qtbot, window, Qt.Key.Key_2, 28)
        else:
            answer(qtbot, window, Qt.Key.Key_2, 48)
        assert study.answering(person).participant.progress is Progress.FINISHED
    hand_over(window, round_.id, HELPED, Helper.FACILITATOR)
    answer(qtbot, window, Qt.Key.Key_3, 48)
    hand_over(window, round_.id, BY_ANOTHER)
    answer(qtbot, window, Qt.Key.Key_5, 48)
    assert window.participant is not None
    window.participant.release()
    window.pages.setCurrentWidget(workshop)

    workshop.show_way("paper")
    keying = workshop.screen_of("paper")
    assert isinstance(keying, KeyingScreen)
    code = form_code(study.workshops.pack(round_.id).text, WORKER, "full")
    for number in range(ON_PAPER):
        keying.start.who.setText("AJ")
        keying.take_focus()
        person = pad.keyed_once(keying, code, "4" * 48)
        planted = [line for sheet, line in PLANTED if sheet == number]
        again = "".join("1" if line in planted else "4" for line in range(48))
        keying.start.who.setText("RT")
        pad.type_in(keying, f"{pad.ENTER}{again}{pad.ENTER}")
        for _ in planted:
            qtbot.waitUntil(lambda: keying.pages.currentWidget() is keying.differences)
            qtbot.wait(20)
            pad.type_in(keying, f"4{pad.ENTER}")
        qtbot.waitUntil(lambda: keying.pages.currentWidget() is keying.start)
        assert study.keying.differences(person) == ()

    workshop.show_way("hands")
    hands = workshop.screen_of("hands")
    assert isinstance(hands, TallyScreen)
    hands.cards[FAMILY].click()
    hands.present.set_value(HANDS)
    hands.begin.click()
    for item in study.tallies.counting(round_.id, FAMILY).items:
        counts = (0, 4, 3, 0, 0) if item.reverse else (0, 0, 3, 4, 0)
        for count in counts:
            keys(window, Qt.Key(Qt.Key.Key_0 + count), Qt.Key.Key_Return)
    assert study.tallies.counting(round_.id, FAMILY).missing == ()
    everything_comes_out_right(study, round_.id, tmp_path / "report.pdf")

"""Arrow keys among answers, and what Enter does then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import Participant
from climate_desktop.services.study import Study
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import hand_over, keys, likert, press, rows, says, somebody, stored_ways
from tests.ui.test_questionnaire import checked, statement

DOWN, UP, LEFT, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right
ENTER = Qt.Key.Key_Return


@pytest.fixture
def person(study: Study) -> Participant:
    return somebody(study, begun=True)


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme, person: Participant) -> ParticipantScreen:
    """At the first statement."""
    made = hand_over(qtbot, study, theme, person)
    press(made, "Go on")
    return made


def focused() -> str:
    """The words of the answer that has the keyboard."""
    widget = QApplication.focusWidget()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_enter_chooses_what_the_arrows_moved_onto_and_then_goes_on(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    keys(qtbot, screen, DOWN, DOWN, ENTER)
    assert checked(screen) == [2]
    assert says(screen, statement(study, person, 1))
    keys(qtbot, screen, ENTER)
    assert says(screen, statement(study, person, 2))
    assert checked(screen) == []
    qtbot.waitUntil(lambda: [value for value, _, _ in stored_ways(study, person).values()] == [2])


def test_enter_without_having_moved_goes_on_without_an_answer(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    keys(qtbot, screen, ENTER)
    assert says(screen, statement(study, person, 2))
    keys(qtbot, screen, Qt.Key.Key_Tab, ENTER)
    assert says(screen, statement(study, person, 3))
    assert stored_ways(study, person) == {}


def test_what_was_moved_onto_before_is_not_chosen_at_the_next_statement(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    keys(qtbot, screen, DOWN, Qt.Key.Key_PageDown, Qt.Key.Key_Tab)
    assert focused() == "Strongly disagree"
    keys(qtbot, screen, ENTER)
    assert says(screen, statement(study, person, 3))
    assert stored_ways(study, person) == {}


def test_arrows_past_a_chosen_answer_choose_nothing(qtbot: QtBot, screen: ParticipantScreen) -> None:
    keys(qtbot, screen, Qt.Key.Key_2)
    with qtbot.assertNotEmitted(likert(screen).answered):
        keys(qtbot, screen, DOWN, DOWN)
    assert checked(screen) == [2]
    assert focused() == "Agree"
    keys(qtbot, screen, ENTER)
    assert checked(screen) == [4]


def test_left_and_right_stay_on_the_scale(qtbot: QtBot, screen: ParticipantScreen) -> None:
    """Left on the first choice once led to “Don’t know”, which Qt found nearest."""
    for row in rows(screen):
        row.setFocus()
        for key in (LEFT, RIGHT):
            keys(qtbot, screen, key)
            assert focused() == row.text()
    assert checked(screen) == []


def test_up_and_down_lead_through_the_scale_to_the_other_answers_and_back(
    qtbot: QtBot, screen: ParticipantScreen
) -> None:
    keys(qtbot, screen, DOWN, UP)
    assert focused() == "Strongly disagree"
    keys(qtbot, screen, *[DOWN] * 5)
    assert focused() == "Skip"
    keys(qtbot, screen, LEFT, DOWN)
    assert focused() == "Skip"
    keys(qtbot, screen, *[RIGHT] * 5)
    assert focused() == "Rather not say"
    keys(qtbot, screen, ENTER)
    assert [button.text() for button in likert(screen).answers if button.isChecked()] == ["Rather not say"]
    keys(qtbot, screen, UP)
    assert focused() == "Strongly agree"


def test_faces_are_side_by_side_for_the_arrows(qtbot: QtBot, screen: ParticipantScreen) -> None:
    press(screen, "Easy words")
    keys(qtbot, screen, RIGHT)
    assert focused() == "No"
    keys(qtbot, screen, LEFT)
    assert focused() == "No"
    keys(qtbot, screen, RIGHT, RIGHT, RIGHT)
    assert focused() == "Yes"
    keys(qtbot, screen, ENTER)
    assert [row.text() for row in rows(screen) if row.isChecked()] == ["Yes"]
    keys(qtbot, screen, DOWN)
    assert focused() == "Miss this one"
    keys(qtbot, screen, UP)
    assert focused() == "Yes"


def test_the_first_pages_are_answered_with_arrows_and_enter_alone(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study)
    screen = hand_over(qtbot, study, theme, person)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keys(qtbot, screen, Qt.Key.Key_Tab, DOWN, UP, ENTER, ENTER)
    assert says(screen, "Who are you here?")
    assert study.answering(person.id).consent_kind() == "agreed"
    keys(qtbot, screen, DOWN, DOWN, ENTER, ENTER, ENTER)
    assert study.answering(person.id).participant.voice == "care_worker"
    assert says(screen, statement(study, person, 1))

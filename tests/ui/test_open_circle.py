"""The private yes or no to an open circle, by keyboard, and the banner over the results."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import OpenCircle, Participant
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study
from climate_desktop.ui.boxes import Notice
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.results import ResultsScreen
from climate_desktop.ui.room import RoomScreen
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import everything_told, hand_over, keys, press, rows, says, somebody

AGREE = (Qt.Key.Key_1, Qt.Key.Key_Return)
YES, NO = (Qt.Key.Key_1, Qt.Key.Key_Return), (Qt.Key.Key_2, Qt.Key.Key_Return)
BACK = Qt.Key.Key_PageUp


def asked(qtbot: QtBot, study: Study, theme: Theme) -> tuple[ParticipantScreen, Participant]:
    """A person who has agreed to take part and stands at the question."""
    person = somebody(study, open_circle=True)
    screen = hand_over(qtbot, study, theme, person)
    keys(qtbot, screen, *AGREE)
    return screen, person


def outcome(study: Study, person: Participant) -> OpenCircle:
    answering = study.answering(person.id)
    if not answering.participant.voice:
        answering.choose_voice("family")
    answering.finish()
    return study.workshops.close_round(person.round_id).open_circle


def shown_choices(screen: ParticipantScreen) -> list[QRadioButton]:
    return [row for row in screen.findChildren(QRadioButton) if row.isVisible()]


def test_the_question_says_what_it_reveals_and_chooses_nothing(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen, person = asked(qtbot, study, theme)
    words = study.answering(person.id).words
    assert says(screen, words["consent.open_title"])
    assert says(screen, "even if only one person speaks with that voice")
    assert says(screen, "everyone who sees the report can tell how you feel")
    yes, no = shown_choices(screen)
    assert [yes.text(), no.text()] == [words["consent.open_yes"], words["consent.open_no"]]
    assert not yes.isChecked()
    assert not no.isChecked()
    assert yes.size() == no.size()
    told = QAccessible.queryAccessibleInterface(no)
    assert told is not None
    assert told.text(QAccessible.Text.Name) == f"{words['consent.open_title']}, {words['consent.open_no']}"
    keys(qtbot, screen, Qt.Key.Key_Return)
    assert study.answering(person.id).must_vote
    assert says(screen, "Choose one of these to go on.")


@pytest.mark.parametrize(("said", "becomes"), [(YES, OpenCircle.AGREED), (NO, OpenCircle.NOT_AGREED)])
def test_either_answer_is_given_by_keyboard_and_leads_to_the_same_page(
    qtbot: QtBot, study: Study, theme: Theme, said: tuple[Qt.Key, ...], becomes: OpenCircle
) -> None:
    screen, person = asked(qtbot, study, theme)
    keys(qtbot, screen, *said)
    assert says(screen, "Who are you here?")
    keys(qtbot, screen, Qt.Key.Key_2, Qt.Key.Key_Return)
    press(screen, "I have it")
    assert rows(screen)[0].isVisible()
    assert outcome(study, person) is becomes


def test_tab_arrows_and_space_choose_too(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen, person = asked(qtbot, study, theme)
    with qtbot.waitActive(screen):
        screen.activateWindow()
    keys(qtbot, screen, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert says(screen, "Who are you here?")
    assert outcome(study, person) is OpenCircle.NOT_AGREED


def test_a_slip_of_the_hand_is_put_right_and_what_was_said_is_not_shown(
    qtbot: QtBot, study: Study, theme: Theme
) -> None:
    screen, person = asked(qtbot, study, theme)
    keys(qtbot, screen, *NO, BACK)
    assert not any(choice.isChecked() for choice in shown_choices(screen))
    keys(qtbot, screen, *YES)
    assert outcome(study, person) is OpenCircle.AGREED


def test_no_trace_of_what_was_said_is_left_on_the_laptop(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen, person = asked(qtbot, study, theme)
    words = study.answering(person.id).words
    keys(qtbot, screen, *YES)
    told = set(everything_told(screen))
    assert not any(words[f"consent.open_{choice}"] in text for choice in ("yes", "no") for text in told)


def test_who_answers_for_another_is_not_asked(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study, open_circle=True))
    keys(qtbot, screen, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert says(screen, "Who are you here?")


def test_whoever_paused_before_saying_it_is_asked_when_they_go_on(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, begun=True, open_circle=True)
    screen = hand_over(qtbot, study, theme, person)
    keys(qtbot, screen, *AGREE)
    assert says(screen, study.answering(person.id).words["consent.open_title"])


def test_a_late_person_is_told_that_their_answers_wait_and_is_not_asked(
    qtbot: QtBot, study: Study, theme: Theme
) -> None:
    first = somebody(study, open_circle=True)
    study.answering(first.id).consent(AGREED)
    outcome(study, first)
    late = study.workshops.add_late(first.round_id)
    screen = hand_over(qtbot, study, theme, late)
    assert says(screen, study.answering(late.id).words["consent.late"])
    keys(qtbot, screen, *AGREE)
    assert says(screen, "Who are you here?")


def test_the_room_looks_the_same_whatever_was_said(qtbot: QtBot, study: Study, theme: Theme) -> None:
    told = []
    for agrees in (True, False):
        person = somebody(study, open_circle=True)
        answering = study.answering(person.id)
        answering.consent(AGREED)
        answering.vote(agrees=agrees)
        answering.choose_voice("family")
        room = RoomScreen(study, theme)
        qtbot.addWidget(room)
        room.show_round(person.round_id)
        room.show()
        told.append([words.replace(person.seat, "") for words in everything_told(room)])
    assert told[0] == told[1]


@pytest.mark.parametrize("agrees", [True, False])
def test_only_closing_tells_the_room_the_outcome(qtbot: QtBot, study: Study, theme: Theme, agrees: bool) -> None:
    person = somebody(study, open_circle=True)
    answering = study.answering(person.id)
    answering.consent(AGREED)
    answering.vote(agrees=agrees)
    room = RoomScreen(study, theme)
    qtbot.addWidget(room)
    room.show_round(person.round_id)
    room.show()
    told = ("It is an open circle: everyone agreed.", "It is no open circle: not everyone agreed.")
    assert not any(says(room, words) for words in told)
    outcome(study, person)
    room.refresh()
    assert [says(room, words) for words in told] == [agrees, not agrees]
    assert says(room, "That would end the open circle.") is agrees


def test_the_banner_stands_over_the_results_of_an_open_circle_only(qtbot: QtBot, study: Study, theme: Theme) -> None:
    for agrees in (True, False):
        person = somebody(study, open_circle=True, form="short")
        answering = study.answering(person.id)
        answering.consent(AGREED)
        answering.vote(agrees=agrees)
        answering.choose_voice("family")
        answer_all(answering, lambda _: 4)
        answering.finish()
        study.workshops.close_round(person.round_id)
        screen = ResultsScreen(study, theme)
        qtbot.addWidget(screen)
        screen.resize(1366, 690)
        screen.show_round(person.round_id)
        screen.show()
        sentence = answering.words["say.open_circle"]
        assert says(screen, sentence) is agrees
        shown = [label for label in screen.findChildren(QLabel) if label.text() == sentence and label.isVisible()]
        assert len(shown) == agrees
        empty = [box for box in screen.findChildren(Notice) if box.isVisible() and not box.accessibleName()]
        assert not empty

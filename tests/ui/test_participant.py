"""The hand-over from the first page to the PIN."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMainWindow, QRadioButton
from pytestqt.qtbot import QtBot

from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import GroupKind, Participant, Progress, Standing
from climate_desktop.services.study import Study
from climate_desktop.ui import messages
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.pin import PinField
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import (
    PIN,
    everything_told,
    hand_over,
    keys,
    likert,
    press,
    rows,
    says,
    somebody,
    start,
)

NEXT, BACK = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp


def stored(study: Study, person: Participant) -> dict[str, object]:
    return dict(study.answering(person.id).answers())


def to_the_end(qtbot: QtBot, screen: ParticipantScreen, statements: int) -> None:
    keys(qtbot, screen, *([NEXT] * statements))


def type_pin(qtbot: QtBot, screen: ParticipantScreen, pin: str) -> None:
    field = screen.findChild(PinField)
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, pin)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_whole_person_by_keyboard_alone(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study)
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    items = study.answering(person.id).items
    for number in range(len(items)):
        keys(qtbot, screen, Qt.Key(Qt.Key.Key_1 + number % 5), Qt.Key.Key_Return)
    assert says(screen, "Every statement has an answer.")
    qtbot.waitUntil(screen.finish_button.isEnabled)
    keys(qtbot, screen, Qt.Key.Key_Return)
    finished = study.answering(person.id)
    assert finished.participant.progress is Progress.FINISHED
    assert finished.participant.voice == "care_worker"
    assert finished.answers() == {item.id: number % 5 + 1 for number, item in enumerate(items)}


def test_the_first_page_says_what_taking_part_means(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study))
    words = study.answering(somebody(study).id).words
    assert says(screen, words["consent.title"])
    assert says(screen, "There are 48 statements. They take about 10 minutes.")
    assert says(screen, words["consent.contact"])
    assert not any(button.isChecked() for button in screen.findChildren(QRadioButton))


def test_nothing_goes_on_before_something_is_chosen(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study)
    screen = hand_over(qtbot, study, theme, person)
    keys(qtbot, screen, Qt.Key.Key_Return)
    assert says(screen, "Choose one of these to go on.")
    assert not study.answering(person.id).participant.consented


@pytest.mark.parametrize(
    ("key", "standing", "seen_by"),
    [
        (Qt.Key.Key_1, Standing.SELF, "Nobody in this room sees what you choose."),
        (Qt.Key.Key_2, Standing.SELF, "Only you and whoever is helping you see what you choose."),
        (Qt.Key.Key_3, Standing.PROXY, "Only you see what you choose for this person."),
    ],
)
def test_each_way_of_agreeing_is_noted(
    qtbot: QtBot, study: Study, theme: Theme, key: Qt.Key, standing: Standing, seen_by: str
) -> None:
    person = somebody(study)
    screen = hand_over(qtbot, study, theme, person)
    keys(qtbot, screen, key, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Return)
    press(screen, "I have it")
    noted = study.answering(person.id).participant
    assert (noted.consented, noted.standing, noted.voice) == (True, standing, "care_receiver")
    assert says(screen, seen_by)


def test_saying_no_stores_nothing_and_leads_back_kindly(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study)
    screen = hand_over(qtbot, study, theme, person)
    keys(qtbot, screen, Qt.Key.Key_4, Qt.Key.Key_Return)
    assert says(screen, "That is fine. Nothing was stored. Please hand the laptop back.")
    untouched = study.answering(person.id).participant
    assert (untouched.consented, untouched.progress) == (False, Progress.NOT_STARTED)
    press(screen, "I have changed my mind")
    start(qtbot, screen)
    assert study.answering(person.id).participant.progress is Progress.BEGUN


def test_circle_members_are_offered_in_circles_only(qtbot: QtBot, study: Study, theme: Theme) -> None:
    for kind, voices in ((GroupKind.TEAM, 3), (GroupKind.CIRCLE, 4)):
        screen = hand_over(qtbot, study, theme, somebody(study, kind=kind))
        keys(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_Return)
        assert sum(row.isVisible() for row in screen.findChildren(QRadioButton)) == voices


def test_a_wrong_voice_can_be_put_right_from_the_first_statement(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study)
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    keys(qtbot, screen, BACK, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert study.answering(person.id).participant.voice == "care_receiver"
    item = study.answering(person.id).items[0]
    assert says(screen, study.answering(person.id).statement(item))


def test_a_person_who_paused_goes_on_where_they_left_off(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study)
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    keys(qtbot, screen, Qt.Key.Key_4, NEXT, Qt.Key.Key_5, NEXT)
    press(screen, "Pause")
    qtbot.waitUntil(lambda: next(b for b in screen.findChildren(QAbstractButton) if _is_pause(b)).isEnabled())
    keys(qtbot, screen, Qt.Key.Key_Return)
    assert says(screen, "Please hand the laptop back to AJ.")
    press(screen, "Facilitator: back to the room")
    with qtbot.waitSignal(screen.left):
        type_pin(qtbot, screen, PIN)
    assert not screen.is_handed_over

    screen.begin(person.id)
    assert says(screen, "You left off at statement 3 of 48.")
    assert not any(row.isVisible() for row in rows(screen))
    press(screen, "Go on")
    keys(qtbot, screen, BACK)
    assert [row.isChecked() for row in rows(screen)] == [False, False, False, False, True]


def _is_pause(button: QAbstractButton) -> bool:
    return button.isVisible() and button.text() == "Pause"


def test_pausing_by_a_slip_of_the_hand_puts_nothing_away(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study)
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    keys(qtbot, screen, Qt.Key.Key_4, NEXT, Qt.Key.Key_2)
    press(screen, "Pause")
    press(screen, "Go on answering")
    assert rows(screen)[1].isChecked()


def test_the_end_lists_what_has_no_answer_and_leads_back_to_it(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    items = study.answering(person.id).items
    for number in range(len(items)):
        if number not in (3, 7):
            keys(qtbot, screen, Qt.Key.Key_4)
        keys(qtbot, screen, NEXT)
    assert says(screen, "2 statements have no answer yet.")
    keys(qtbot, screen, Qt.Key.Key_Tab)
    keys(qtbot, screen, Qt.Key.Key_Down, Qt.Key.Key_Return)
    answering = study.answering(person.id)
    assert says(screen, answering.statement(items[7]))
    keys(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert says(screen, "One statement has no answer yet.")
    qtbot.waitUntil(screen.finish_button.isEnabled)
    screen.finish_button.click()
    assert answering.unanswered() == (items[3],)


def test_whoever_goes_back_from_a_statement_of_the_end_walks_on_as_before(
    qtbot: QtBot, study: Study, theme: Theme
) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    answering = study.answering(person.id)
    to_the_end(qtbot, screen, len(answering.items))
    keys(qtbot, screen, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert says(screen, answering.statement(answering.items[1]))
    press(screen, "Back")
    press(screen, "Next")
    assert says(screen, answering.statement(answering.items[1]))


def test_a_no_answer_is_an_answer(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    for words in ("Skip", "Don’t know", "Does not apply", "Rather not say"):
        press(screen, words)
        keys(qtbot, screen, NEXT)
    items = study.answering(person.id).items
    qtbot.waitUntil(lambda: stored(study, person) == dict(zip((i.id for i in items), NoAnswer, strict=False)))
    to_the_end(qtbot, screen, len(items) - 4)
    assert says(screen, "8 statements have no answer yet.")


def test_after_finishing_no_trace_of_the_person_is_left(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    clipboard = QGuiApplication.clipboard().text()
    answering = study.answering(person.id)
    for number in range(len(answering.items)):
        if number % 4:
            keys(qtbot, screen, Qt.Key.Key_5 if number % 2 else Qt.Key.Key_0)
            if not number % 2:
                keys(qtbot, screen, Qt.Key.Key_Space)
        keys(qtbot, screen, NEXT)
    qtbot.waitUntil(screen.finish_button.isEnabled)
    screen.finish_button.click()
    assert says(screen, "Thank you. Your answers are stored.")
    told = list(everything_told(screen))
    for item in answering.items:
        statement = answering.statement(item)
        assert not any(statement in words for words in told), f"“{statement}” is still told"
    assert not any("statements have no answer" in words or " of 12" in words for words in told)
    assert not any(button.isChecked() for button in likert(screen).findChildren(QAbstractButton))
    assert QGuiApplication.clipboard().text() == clipboard
    keys(qtbot, screen, BACK, NEXT, Qt.Key.Key_Return, Qt.Key.Key_1)
    assert not any(row.isVisible() for row in rows(screen))


def test_the_next_person_begins_only_from_the_room(qtbot: QtBot, study: Study, theme: Theme) -> None:
    first = somebody(study, form="short", begun=True)
    screen = hand_over(qtbot, study, theme, first)
    press(screen, "Go on")
    keys(qtbot, screen, *([Qt.Key.Key_4, NEXT] * 12))
    qtbot.waitUntil(screen.finish_button.isEnabled)
    screen.finish_button.click()
    shown = [b.text() for b in screen.findChildren(QAbstractButton) if b.isVisible() and b.text()]
    assert shown == ["Facilitator: back to the room"]


def test_the_pin_leaves_and_another_number_does_not(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study))
    press(screen, "Facilitator")
    with qtbot.assertNotEmitted(screen.left):
        for wrong in ("", "1", "1357", "24680"):
            type_pin(qtbot, screen, wrong)
    assert says(screen, "That is not the PIN. Try again, or go back.")
    with qtbot.waitSignal(screen.left):
        type_pin(qtbot, screen, PIN)
    assert PIN not in set(everything_told(screen))


def test_whoever_pressed_facilitator_by_mistake_gets_back(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study))
    press(screen, "Facilitator")
    press(screen, "Back")
    start(qtbot, screen)
    assert rows(screen)[0].isVisible()


def test_neither_keys_nor_closing_leave_the_screen(qtbot: QtBot, study: Study, theme: Theme) -> None:
    """The screen stands in a window with shortcuts of its own, as in the program."""
    window = QMainWindow()
    went: list[str] = []
    for keys_of_window in ("Esc", "Alt+1", "Ctrl+Q", "F1", "Alt+F4", "Ctrl+Z"):
        shortcut = QShortcut(keys_of_window, window)
        shortcut.activated.connect(lambda which=keys_of_window: went.append(which))
    screen = ParticipantScreen(study, theme)
    window.setCentralWidget(screen)
    qtbot.addWidget(window, before_close_func=lambda _: screen.release())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    screen.begin(somebody(study).id)
    with qtbot.assertNotEmitted(screen.left):
        for at_statement in (False, True):
            if at_statement:
                start(qtbot, screen)
            keys(qtbot, screen, Qt.Key.Key_Escape, Qt.Key.Key_F1)
            for key, modifier in (
                (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
                (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier),
                (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
                (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
            ):
                QTest.keyClick(screen.focusWidget() or screen, key, modifier)
            window.close()
            assert window.isVisible()
    assert went == []
    assert rows(screen)[0].isVisible()
    assert not any(row.isChecked() for row in rows(screen))
    screen.release()
    assert window.close()


def test_closing_works_again_once_the_pin_was_given(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study))
    assert not screen.close()
    press(screen, "Facilitator")
    type_pin(qtbot, screen, PIN)
    assert screen.close()


def test_every_person_begins_with_the_usual_text_size(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study))
    usual = screen.text_scale
    for _ in range(4):
        QTest.keyClick(screen.focusWidget() or screen, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert (usual, screen.text_scale) == (1.25, 2.0)
    QTest.keyClick(screen.focusWidget() or screen, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert screen.text_scale == 1.5
    screen.begin(somebody(study).id)
    assert screen.text_scale == usual


def test_at_the_largest_text_the_keyboard_brings_each_choice_into_sight(
    qtbot: QtBot, study: Study, theme: Theme
) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study))
    with qtbot.waitActive(screen):
        screen.activateWindow()
    for _ in range(3):
        QTest.keyClick(screen.focusWidget() or screen, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    keys(qtbot, screen, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    last = screen.focusWidget()
    assert isinstance(last, QRadioButton)
    assert last.text() == "No, thank you"
    assert last.visibleRegion().boundingRect() == last.rect()


@pytest.mark.parametrize("sure", [True, False])
def test_when_nobody_knows_the_pin_the_sheet_is_sealed_and_the_program_closes(
    qtbot: QtBot, study: Study, theme: Theme, monkeypatch: pytest.MonkeyPatch, sure: bool
) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    keys(qtbot, screen, Qt.Key.Key_4, Qt.Key.Key_Return)
    press(screen, "Pause")
    qtbot.waitUntil(lambda: next(b for b in screen.findChildren(QAbstractButton) if _is_pause(b)).isEnabled())
    keys(qtbot, screen, Qt.Key.Key_Return)
    press(screen, "Facilitator: back to the room")
    monkeypatch.setattr(messages, "ask", lambda *_, **__: sure)
    lost: list[bool] = []
    screen.pin_lost.connect(lambda: lost.append(True))
    press(screen, "Nobody knows the PIN any more")
    assert bool(lost) is sure
    assert screen.is_handed_over is not sure
    assert study.answering(person.id).participant.sealed is sure
    study.workshops.set_pin(person.round_id, "8642")
    assert study.workshops.pin_is(person.round_id, "8642")

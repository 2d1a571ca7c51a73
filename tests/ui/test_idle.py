"""Nobody at the laptop: it asks, then seals; and whoever needs longer has it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import Helper, Progress
from climate_desktop.services.preferences import LONG, NEVER, Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui import idle
from climate_desktop.ui.idle import IdleWatch
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.participant_card import CodeField, CodeLabel
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import PIN, hand_over, keys, let_go, press, rows, says, somebody, start

NEXT = Qt.Key.Key_PageDown
ASKED, PUT_AWAY = "Are you still there?", "What was chosen so far is kept and sealed."


def watch_of(screen: ParticipantScreen) -> IdleWatch:
    return screen.findChildren(IdleWatch)[0]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Minutes pass in the twinkling of an eye."""
    monkeypatch.setattr(idle, "ASKS_AFTER_MS", 150)
    monkeypatch.setattr(idle, "SEALS_AFTER_MS", 300)


def test_the_times_are_two_minutes_and_four() -> None:
    assert (idle.ASKS_AFTER_MS, idle.SEALS_AFTER_MS, idle.LONGER) == (120_000, 240_000, 10)


@pytest.mark.usefixtures("quick")
def test_it_asks_then_seals_and_the_card_opens_the_sheet_where_it_was(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    keys(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)
    code = screen.findChildren(CodeLabel)[0].code
    keys(qtbot, screen, Qt.Key.Key_Return, Qt.Key.Key_4, NEXT, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: says(screen, ASKED))
    assert not any(row.isVisible() for row in rows(screen)), "what was chosen is hidden while nobody answers"
    assert not study.answering(person.id).participant.sealed
    qtbot.waitUntil(lambda: says(screen, PUT_AWAY))
    sealed = study.answering(person.id).participant
    assert (sealed.sealed, sealed.at_item, sealed.progress) == (True, 1, Progress.BEGUN)
    press(screen, "I have the card")
    field = screen.focusWidget()
    assert isinstance(field, CodeField)
    QTest.keyClicks(field, code.lower())
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert says(screen, "You left off at statement 2 of 12.")
    press(screen, "Go on")
    assert rows(screen)[4].isChecked()


@pytest.mark.usefixtures("quick")
def test_whoever_is_there_goes_on_where_they_were(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    keys(qtbot, screen, NEXT, Qt.Key.Key_3)
    place = screen.focusWidget()
    qtbot.waitUntil(lambda: says(screen, ASKED))
    keys(qtbot, screen, Qt.Key.Key_Return)
    assert rows(screen)[2].isVisible()
    assert rows(screen)[2].isChecked()
    assert screen.focusWidget() is place
    qtbot.waitUntil(lambda: says(screen, ASKED))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("touch", ["key", "mouse", "wheel of the system", "screen reader"])
def test_any_touch_begins_the_time_anew(qtbot: QtBot, study: Study, theme: Theme, touch: str) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    with qtbot.waitActive(screen):
        screen.activateWindow()
    start(qtbot, screen)
    handle = screen.window().windowHandle()
    buttons = [b for b in screen.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    for number in range(12):
        if touch == "key":
            QTest.keyClick(screen.focusWidget() or screen, Qt.Key.Key_Shift)
        elif touch == "mouse":
            QTest.mouseMove(handle, QPoint(400 + number, 400))
        elif touch == "wheel of the system":
            QTest.wheelEvent(handle, QPoint(400, 400), QPoint(0, 120))
        else:
            buttons[number % 2].setFocus(Qt.FocusReason.OtherFocusReason)
        qtbot.wait(40)
        assert not says(screen, ASKED)
    qtbot.waitUntil(lambda: says(screen, ASKED))


@pytest.mark.usefixtures("quick")
def test_whoever_needs_more_time_has_ten_times_as_much(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study, form="short"))
    start(qtbot, screen)
    qtbot.waitUntil(lambda: says(screen, ASKED))
    press(screen, "I need more time")
    qtbot.wait(500)
    assert not says(screen, ASKED)
    assert watch_of(screen).is_running
    screen.begin(somebody(study, form="short").id)
    start(qtbot, screen)
    qtbot.waitUntil(lambda: says(screen, ASKED), timeout=1000)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("patience", "runs"), [(LONG, True), (NEVER, False)])
def test_the_facilitator_can_lengthen_it_or_switch_it_off(
    qtbot: QtBot, study: Study, theme: Theme, preferences: Preferences, patience: str, runs: bool
) -> None:
    preferences.change(patience=patience)
    screen = ParticipantScreen(study, theme, preferences=Preferences(preferences._file))  # noqa: SLF001 - read again
    qtbot.addWidget(screen, before_close_func=let_go)
    screen.begin(somebody(study, form="short").id)
    screen.show()
    start(qtbot, screen)
    assert watch_of(screen).is_running == runs
    qtbot.wait(500)
    assert not says(screen, ASKED)


@pytest.mark.usefixtures("quick")
def test_it_never_asks_while_somebody_helps(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short", begun=True)
    screen = ParticipantScreen(study, theme)
    qtbot.addWidget(screen, before_close_func=let_go)
    screen.begin(person.id, Helper.FACILITATOR)
    screen.show()
    press(screen, "Go on")
    qtbot.wait(600)
    assert not says(screen, ASKED)
    assert not study.answering(person.id).participant.sealed


@pytest.mark.usefixtures("quick")
def test_it_runs_only_where_a_sheet_is_open(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    assert not watch_of(screen).is_running, "there is nothing to seal on the first page"
    start(qtbot, screen)
    assert watch_of(screen).is_running
    keys(qtbot, screen, *([NEXT] * 12))
    assert watch_of(screen).is_running
    qtbot.waitUntil(screen.finish_button.isEnabled)
    screen.finish_button.click()
    assert not watch_of(screen).is_running
    qtbot.wait(500)
    assert study.answering(person.id).participant.progress is Progress.FINISHED
    assert not study.answering(person.id).participant.sealed


def test_the_facilitator_cannot_open_a_sealed_sheet(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short", begun=True)
    study.answering(person.id).seal()
    screen = hand_over(qtbot, study, theme, person)
    assert says(screen, "This sheet is sealed.")
    field = screen.focusWidget()
    assert isinstance(field, CodeField)
    for typed, told in (("12", "A code has ten letters and digits."), ("0000000000", "No card has this code.")):
        field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert says(screen, told)
    assert not any(row.isVisible() for row in rows(screen))
    assert study.answering(person.id).participant.sealed
    press(screen, "Facilitator: back to the room")
    pin = screen.focusWidget()
    assert pin is not None
    with qtbot.waitSignal(screen.left):
        QTest.keyClicks(pin, PIN)
        QTest.keyClick(pin, Qt.Key.Key_Return)


def test_somebody_with_a_card_goes_on_from_the_first_page_of_another(qtbot: QtBot, study: Study, theme: Theme) -> None:
    first = somebody(study, form="short", begun=True)
    code = study.cards.make(first.id)
    study.answering(first.id).seal()
    second = study.workshops.add_participant(first.round_id)
    screen = hand_over(qtbot, study, theme, second)
    press(screen, "I have a card")
    press(screen, "Back")
    press(screen, "I have a card")
    field = screen.focusWidget()
    assert isinstance(field, CodeField)
    QTest.keyClicks(field, code)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert says(screen, f"Welcome back, {first.seat}")
    assert not study.answering(first.id).participant.sealed
    assert study.answering(second.id).participant.progress is Progress.NOT_STARTED


def test_everybody_gets_one_card_and_it_is_shown_once(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    keys(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)
    (label,) = screen.findChildren(CodeLabel)
    code = label.code
    assert label.isVisible()
    assert study.cards.whose(code, person.round_id).id == person.id
    assert says(screen, "It is shown only now.")
    until = study.cards.until(person.round_id)
    assert says(screen, f"until {until.day} ")
    keys(qtbot, screen, Qt.Key.Key_Return)
    keys(qtbot, screen, Qt.Key.Key_PageUp, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert not label.isVisible()
    assert rows(screen)[0].isVisible()
    assert study.cards.whose(code, person.round_id).id == person.id

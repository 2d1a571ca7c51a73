"""One statement: what the keys and clicks do, what is shown, and how an answer's way to the disk is told."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.errors import DiskFull
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import Participant
from climate_desktop.services.study import Study
from climate_desktop.ui.answer_row import AnotherAnswer, OtherAnswer
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.save_state import SaveState
from climate_desktop.ui.saving import PATIENCE_MS
from climate_desktop.ui.statement_progress import StatementProgress
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import hand_over, keys, likert, press, rows, says, somebody

NEXT, BACK = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp


@pytest.fixture
def person(study: Study) -> Participant:
    return somebody(study, begun=True)


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme, person: Participant) -> ParticipantScreen:
    """At the first statement."""
    made = hand_over(qtbot, study, theme, person)
    press(made, "Go on")
    return made


@contextlib.contextmanager
def slow_disk(study: Study) -> Iterator[None]:
    """Nothing reaches the disk until the end, and nothing on the screen may wait for it."""
    gate = threading.Event()
    given_up: list[bool] = []
    study._store.post(lambda _: gate.wait(20), given_up.append, lambda _: None)  # noqa: SLF001 - the disk's part
    try:
        yield
        assert not given_up, "the screen waited for the disk"
    finally:
        gate.set()


@contextlib.contextmanager
def full_disk(study: Study, person: Participant) -> Iterator[None]:
    """The study file is full, with other people's answers, and may not grow; at the end there is room again."""
    store = study._store  # noqa: SLF001 - the disk's part
    others = [study.workshops.add_participant(person.round_id).id for _ in range(9)]
    items = study.answering(person.id).items
    now = datetime.now(UTC)

    def pages(most: int) -> None:
        store.call(lambda rows: rows._connection.exec_driver_sql(f"PRAGMA max_page_count={most}").close())  # noqa: SLF001

    pages(1)  # which SQLite takes as: as many as there are
    with contextlib.suppress(DiskFull):
        for item in items:
            for other in others:
                store.call(lambda rows, other=other, item=item: rows.put_answer(other, item.id, 3, now))  # type: ignore[misc]
    try:
        yield
    finally:
        pages(100_000)


def state(screen: QWidget) -> str:
    """What the foot says about the last answer."""
    shown = [label.text() for label in screen.findChildren(SaveState) if label.isVisible()]
    assert len(shown) == 1
    return shown[0]


def checked(screen: QWidget) -> list[int]:
    return [number for number, row in enumerate(rows(screen), 1) if row.isChecked()]


def statement(study: Study, person: Participant, number: int) -> str:
    answering = study.answering(person.id)
    return answering.statement(answering.items[number - 1])


def test_nothing_is_chosen_beforehand(qtbot: QtBot, screen: ParticipantScreen) -> None:
    for _ in range(5):
        assert checked(screen) == []
        assert not any(other.isChecked() for other in screen.findChildren(OtherAnswer))
        keys(qtbot, screen, NEXT)


def test_showing_a_stored_answer_stores_nothing(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    keys(qtbot, screen, Qt.Key.Key_4, NEXT, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: len(study.answering(person.id).answers()) == 2)
    with qtbot.assertNotEmitted(likert(screen).answered), qtbot.assertNotEmitted(likert(screen).declined):
        keys(qtbot, screen, BACK)
        assert checked(screen) == [4]
        keys(qtbot, screen, NEXT, NEXT, BACK)
        assert checked(screen) == [2]
        screen.begin(person.id)
        press(screen, "Go on")
        keys(qtbot, screen, BACK)
    assert checked(screen) == [2]


def test_every_stored_answer_is_there_after_a_crash(
    qtbot: QtBot, study: Study, theme: Theme, screen: ParticipantScreen, person: Participant
) -> None:
    keys(qtbot, screen, Qt.Key.Key_5, NEXT, Qt.Key.Key_1, NEXT)
    qtbot.waitUntil(lambda: len(study.answering(person.id).answers()) == 2)
    reopened = hand_over(qtbot, study, theme, person)
    press(reopened, "Go on")
    keys(qtbot, reopened, BACK)
    assert checked(reopened) == [1]
    keys(qtbot, reopened, BACK)
    assert checked(reopened) == [5]


def test_choosing_does_not_go_on_by_itself(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    rows(screen)[2].click()
    qtbot.waitUntil(lambda: state(screen) == "Saved")
    assert says(screen, statement(study, person, 1))


def test_arrows_move_inside_the_answers(qtbot: QtBot, screen: ParticipantScreen) -> None:
    keys(qtbot, screen, Qt.Key.Key_Down)
    assert checked(screen) == []
    keys(qtbot, screen, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert checked(screen) == [3]


def test_zero_goes_to_the_other_answers(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    keys(qtbot, screen, Qt.Key.Key_0, Qt.Key.Key_Right, Qt.Key.Key_Space)
    item = study.answering(person.id).items[0]
    qtbot.waitUntil(lambda: study.answering(person.id).answers() == {item.id: NoAnswer.DONT_KNOW})
    keys(qtbot, screen, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: study.answering(person.id).answers() == {item.id: 2})
    assert not any(other.isChecked() for other in screen.findChildren(OtherAnswer))


def test_keys_without_a_meaning_choose_nothing(qtbot: QtBot, screen: ParticipantScreen) -> None:
    with qtbot.assertNotEmitted(likert(screen).answered):
        keys(qtbot, screen, Qt.Key.Key_6, Qt.Key.Key_9, Qt.Key.Key_A, Qt.Key.Key_Escape)
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert checked(screen) == []


def test_the_number_pad_chooses_too(qtbot: QtBot, screen: ParticipantScreen) -> None:
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier)
    assert checked(screen) == [5]


def test_enter_presses_the_button_that_has_the_keyboard_and_otherwise_goes_on(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    keys(qtbot, screen, Qt.Key.Key_4, Qt.Key.Key_Return)
    assert says(screen, statement(study, person, 2))
    keys(qtbot, screen, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    focused = screen.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Back"
    keys(qtbot, screen, Qt.Key.Key_Return)
    assert says(screen, statement(study, person, 1))


def test_tab_goes_round_in_reading_order(qtbot: QtBot, screen: ParticipantScreen) -> None:
    names = []
    for _ in range(7):
        keys(qtbot, screen, Qt.Key.Key_Tab)
        focused = screen.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName().rpartition(", ")[2])
    bar = ["Easy words", "Text size 125 %", "Pause"]
    assert names == ["Strongly disagree", "Back", "Next", *bar, "Strongly disagree"]


def test_every_answer_is_named_with_its_statement(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    keys(qtbot, screen, NEXT)
    asked = statement(study, person, 2)
    for row, choice in zip(rows(screen), ("Strongly disagree", "Disagree", "Neither agree nor disagree"), strict=False):
        told = QAccessible.queryAccessibleInterface(row)
        assert told is not None
        assert told.text(QAccessible.Text.Name) == f"{asked}, {choice}"
        assert told.role() is QAccessible.Role.RadioButton


def test_progress_counts_statements_in_twelve_parts(qtbot: QtBot, screen: ParticipantScreen) -> None:
    keys(qtbot, screen, *[NEXT] * 33)
    progress = screen.findChild(StatementProgress)
    assert isinstance(progress, StatementProgress)
    assert says(screen, "Statement 34 of 48")
    assert progress.accessibleDescription() == "Statement 34 of 48"


def test_the_tick_follows_the_disk_and_saving_is_said_only_when_it_takes_long(
    qtbot: QtBot, study: Study, screen: ParticipantScreen
) -> None:
    with slow_disk(study):
        keys(qtbot, screen, Qt.Key.Key_4)
        assert state(screen) == ""
        qtbot.wait(PATIENCE_MS // 3)
        assert state(screen) == ""
        qtbot.waitUntil(lambda: state(screen) == "Saving…", timeout=2_000)
    qtbot.waitUntil(lambda: state(screen) == "Saved")
    keys(qtbot, screen, NEXT)
    assert state(screen) == ""
    keys(qtbot, screen, BACK)
    assert state(screen) == "Saved"


def test_finish_waits_for_the_last_tick(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short", begun=True)
    screen = hand_over(qtbot, study, theme, person)
    press(screen, "Go on")
    keys(qtbot, screen, *[NEXT] * 11)
    with slow_disk(study):
        keys(qtbot, screen, Qt.Key.Key_3, NEXT)
        assert not screen.finish_button.isEnabled()
        keys(qtbot, screen, Qt.Key.Key_Return)
        assert says(screen, "You have reached the end")
        assert state(screen) == "Saving…"
    qtbot.waitUntil(screen.finish_button.isEnabled)
    assert state(screen) == "Saved"


def test_on_a_full_disk_nothing_is_ticked_and_the_same_answer_is_saved_once_there_is_room(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    ticked: dict[str, int] = {}
    items = study.answering(person.id).items
    refused = -1
    with full_disk(study, person):
        for number in range(len(items)):
            keys(qtbot, screen, Qt.Key(Qt.Key.Key_1 + number % 5))
            qtbot.waitUntil(lambda: state(screen) in {"Saved", "Not saved"}, timeout=10_000)
            if state(screen) == "Not saved":
                refused = number
                break
            ticked[items[number].id] = number % 5 + 1
            keys(qtbot, screen, NEXT)
        assert refused >= 0, "the disk never filled"
        assert says(screen, "NOT SAVED")
        assert says(screen, "is full, so this was not saved")
        assert study.answering(person.id).answers() == ticked
        with qtbot.assertNotEmitted(likert(screen).answered):
            keys(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_2, NEXT, Qt.Key.Key_Return)
            rows(screen)[0].click()
        assert says(screen, statement(study, person, refused + 1))
        press(screen, "Try again")
        qtbot.wait(50)
        qtbot.waitUntil(lambda: state(screen) == "Not saved")
    press(screen, "Try again")
    qtbot.waitUntil(lambda: state(screen) == "Saved")
    assert not says(screen, "NOT SAVED")
    assert study.answering(person.id).answers() == ticked | {items[refused].id: refused % 5 + 1}
    keys(qtbot, screen, NEXT, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: state(screen) == "Saved")


def test_a_round_that_was_closed_meanwhile_takes_no_answer(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    other = study.workshops.add_participant(person.round_id)
    answering = study.answering(other.id)
    answering.consent("agreed")
    answering.choose_voice("family")
    answering.finish()
    study.workshops.close_round(person.round_id)
    keys(qtbot, screen, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: says(screen, "This round is closed"))
    assert study.answering(person.id).answers() == {}


def test_a_fast_hand_loses_nothing_and_nothing_is_out_of_order(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    with slow_disk(study):
        for number in range(48):
            keys(qtbot, screen, Qt.Key.Key_1, Qt.Key(Qt.Key.Key_1 + number % 5), NEXT)
    qtbot.waitUntil(screen.finish_button.isEnabled, timeout=20_000)
    items = study.answering(person.id).items
    assert study.answering(person.id).answers() == {item.id: n % 5 + 1 for n, item in enumerate(items)}


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_at_every_text_size_all_answers_can_be_seen_and_pressed(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant, scale: float
) -> None:
    while screen.text_scale != scale:
        key = Qt.Key.Key_Plus if screen.text_scale < scale else Qt.Key.Key_Minus
        QTest.keyClick(screen.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(50)
    others: list[QAbstractButton] = list(screen.findChildren(OtherAnswer))
    shown = [button for button in (*rows(screen), *others) if button.isVisible()]
    assert len(shown) == (6 if scale == 2.0 else 9)
    for button in shown:
        assert button.height() >= 44
        area = button.mapTo(screen, button.rect().topLeft()), button.mapTo(screen, button.rect().bottomRight())
        assert screen.rect().contains(area[0])
        assert screen.rect().contains(area[1])
        assert not button.visibleRegion().isEmpty()
        assert button.visibleRegion().boundingRect() == button.rect(), f"{button.text()} is cut off at {scale}"


def test_at_the_largest_text_the_other_answers_are_in_a_menu(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    for _ in range(3):
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    keys(qtbot, screen, Qt.Key.Key_0)
    folded = screen.findChild(AnotherAnswer)
    assert isinstance(folded, AnotherAnswer)
    menu = folded.findChild(QMenu)
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    item = study.answering(person.id).items[0]
    qtbot.waitUntil(lambda: study.answering(person.id).answers() == {item.id: NoAnswer.DONT_KNOW})
    assert folded.text() == "Don’t know"
    keys(qtbot, screen, NEXT)
    assert folded.text() == "Another answer…"
    assert not any(action.isChecked() for action in menu.actions())


def test_words_from_a_pack_are_never_read_as_markup(screen: ParticipantScreen) -> None:
    told = [label for label in screen.findChildren(QLabel) if label.text()]
    assert [label.text() for label in told if label.textFormat() is not Qt.TextFormat.PlainText] == []

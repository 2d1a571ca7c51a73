"""The room: who is here, how far they are, and nothing about what anyone answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind, Participant, Progress, Round, RoundState
from climate_desktop.services import demo
from climate_desktop.services.answering import AGREED
from climate_desktop.services.study import Study
from climate_desktop.ui.room import RoomScreen
from climate_desktop.ui.room_bar import RoomBar
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import press, says


@pytest.fixture
def round_(study: Study) -> Round:
    group = study.workshops.add_group("Hebble Valley team", GroupKind.TEAM)
    opened = study.workshops.start_round(group.id, invited={"care_worker": 9, "family": 3})
    study.workshops.set_pin(opened.id, "2468")
    return opened


@pytest.fixture
def room(qtbot: QtBot, study: Study, theme: Theme, round_: Round) -> RoomScreen:
    screen = RoomScreen(study, theme)
    qtbot.addWidget(screen)
    screen.resize(1366, 690)
    screen.show_round(round_.id)
    screen.show()
    return screen


def seat(study: Study, round_: Round, *, begun: bool = False, finished: bool = False) -> Participant:
    person = study.workshops.add_participant(round_.id)
    if begun or finished:
        answering = study.answering(person.id)
        answering.consent(AGREED)
        answering.choose_voice("care_worker")
        answering.reached(4)
        answering.pause()
        if finished:
            answering.finish()
    return study.answering(person.id).participant


def table(room: RoomScreen) -> QTableView:
    found = room.findChild(QTableView)
    assert isinstance(found, QTableView)
    return found


def told(room: RoomScreen) -> list[list[str]]:
    """The words of the table, row by row."""
    model = table(room).model()
    return [[str(model.index(row, column).data()) for column in range(3)] for row in range(model.rowCount())]


def choose(room: RoomScreen, person: Participant) -> None:
    seats = [row[0] for row in told(room)]
    table(room).selectRow(seats.index(person.seat))


def button(room: RoomScreen, words: str) -> QAbstractButton:
    return next(b for b in room.findChildren(QAbstractButton) if b.text() == words)


def when_asked(act: Callable[[QDialog], None]) -> None:
    """Acts on the next question, once it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def type_word(word: str, answer: str) -> Callable[[QDialog], None]:
    """Types into the question's field and presses a button of it, when that can be pressed; then leaves."""

    def act(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText(word)
        field.textEdited.emit(word)
        next(b for b in dialog.findChildren(QAbstractButton) if b.text() == answer).click()
        if dialog.isVisible():
            dialog.reject()

    return act


def menu_of(room: RoomScreen, words: str) -> QAction:
    """An entry of the menu for the chosen person."""
    press(room, "More for this person")
    menus = [menu for menu in room.findChildren(QMenu) if any(words in a.text() for a in menu.actions())]
    return next(action for action in menus[-1].actions() if words in action.text())


def test_an_empty_room_says_what_to_do(room: RoomScreen) -> None:
    assert says(room, "Nobody is here yet")
    assert says(room, "Add people, or hand the laptop to somebody new.")
    assert says(room, "12 people are invited.")
    assert not table(room).isVisible()


def test_handing_over_in_an_empty_room_adds_the_first_person(
    qtbot: QtBot, study: Study, room: RoomScreen, round_: Round
) -> None:
    with qtbot.waitSignal(room.hand_over_wanted) as wanted:
        press(room, "Hand over the laptop")
    people = study.workshops.room(round_.id).participants
    assert wanted.args == [people[0].id]
    assert [row[0] for row in told(room)] == [people[0].seat]


def test_the_keyboard_starts_where_the_work_goes_on(study: Study, room: RoomScreen, round_: Round) -> None:
    room.take_focus()
    assert button(room, "Hand over the laptop").hasFocus()
    seat(study, round_, finished=True)
    room.refresh()
    room.take_focus()
    assert button(room, "Close the round…").hasFocus()
    study.workshops.close_round(round_.id)
    room.refresh()
    room.take_focus()
    assert button(room, "Look at the results").hasFocus()


def test_adding_a_person_gives_a_seat_and_chooses_it(
    qtbot: QtBot, study: Study, room: RoomScreen, round_: Round
) -> None:
    press(room, "Add a person")
    press(room, "Add a person")
    QTest.keyClick(table(room), Qt.Key.Key_Insert)
    assert len(told(room)) == 3
    assert {row[1] for row in told(room)} == {"Chooses on the laptop"}
    assert {row[2] for row in told(room)} == {"Not started"}
    with qtbot.waitSignal(room.hand_over_wanted) as wanted:
        QTest.keyClick(table(room), Qt.Key.Key_Return)
    assert wanted.args is not None
    assert study.answering(wanted.args[0]).participant.seat in [row[0] for row in told(room)]


def test_the_room_counts_and_puts_the_unfinished_first(study: Study, room: RoomScreen, round_: Round) -> None:
    done = seat(study, round_, finished=True)
    waiting = seat(study, round_)
    paused = seat(study, round_, begun=True)
    room.refresh()
    assert says(room, "1 of 3 have finished")
    assert says(room, "3 of the 12 people invited are here.")
    assert says(room, "1 finished     1 begun     1 not started")
    assert [row[0] for row in told(room)] == [paused.seat, waiting.seat, done.seat]
    assert [row[2] for row in told(room)][:2] == ["Paused at statement 5", "Not started"]
    assert told(room)[2][2].startswith("Finished at ")


def test_the_room_tells_nothing_about_answers(study: Study, room: RoomScreen, round_: Round) -> None:
    person = seat(study, round_, begun=True)
    answering = study.answering(person.id)
    for item in answering.items[:3]:
        answering.record(item.id, 1, lambda _: None, lambda *_: None)
    study.workshops.room(round_.id)
    room.refresh()
    model = table(room).model()
    row = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert row == f"{person.seat}, Care and support workers, Paused at statement 4"


def test_people_are_filtered_and_found(qtbot: QtBot, study: Study, room: RoomScreen, round_: Round) -> None:
    done = seat(study, round_, finished=True)
    waiting = seat(study, round_)
    room.refresh()
    press(room, "Finished 1")
    assert [row[0] for row in told(room)] == [done.seat]
    press(room, "To do 1")
    assert [row[0] for row in told(room)] == [waiting.seat]
    press(room, "Everyone 2")
    QTest.keyClick(table(room), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    find = room.findChild(QLineEdit)
    assert isinstance(find, QLineEdit)
    QTest.keyClicks(find, done.seat.upper())
    assert [row[0] for row in told(room)] == [done.seat]


def test_the_chosen_person_stays_chosen_when_the_room_is_read_again(
    qtbot: QtBot, study: Study, room: RoomScreen, round_: Round
) -> None:
    people = [seat(study, round_) for _ in range(5)]
    room.refresh()
    choose(room, people[3])
    seat(study, round_, begun=True)
    room.refresh()
    with qtbot.waitSignal(room.hand_over_wanted) as wanted:
        press(room, "Hand over the laptop")
    assert wanted.args == [people[3].id]


def test_when_somebody_has_finished_the_laptop_goes_to_whoever_comes_next(
    qtbot: QtBot, study: Study, room: RoomScreen, round_: Round
) -> None:
    first, second = seat(study, round_), seat(study, round_)
    room.show_round(round_.id)
    choose(room, first)
    study.answering(first.id).finish()
    room.refresh()
    assert button(room, "Hand over the laptop").isEnabled()
    with qtbot.waitSignal(room.hand_over_wanted) as asked:
        press(room, "Hand over the laptop")
    assert asked.args == [second.id]
    study.answering(second.id).finish()
    room.refresh()
    assert says(room, "Somebody new")
    assert button(room, "Hand over the laptop").isEnabled()


def test_the_laptop_does_not_go_to_somebody_who_has_finished(
    qtbot: QtBot, study: Study, room: RoomScreen, round_: Round
) -> None:
    seat(study, round_, finished=True)
    room.refresh()
    assert says(room, "has finished")
    assert not button(room, "Hand over the laptop").isEnabled()
    with qtbot.assertNotEmitted(room.hand_over_wanted):
        QTest.keyClick(table(room), Qt.Key.Key_Return)


def test_without_a_pin_one_is_asked_for_before_the_laptop_goes(
    qtbot: QtBot, study: Study, room: RoomScreen, round_: Round
) -> None:
    study.workshops.set_pin(round_.id, "")
    when_asked(lambda dialog: dialog.reject())
    with qtbot.assertNotEmitted(room.hand_over_wanted):
        press(room, "Hand over the laptop")
    when_asked(type_word("12", "Use this PIN"))
    with qtbot.assertNotEmitted(room.hand_over_wanted):
        press(room, "Hand over the laptop")
    when_asked(type_word("1234", "Use this PIN"))
    with qtbot.waitSignal(room.hand_over_wanted):
        press(room, "Hand over the laptop")
    assert study.workshops.pin_is(round_.id, "1234")
    assert not study.workshops.pin_is(round_.id, "4321")


def test_a_forgotten_pin_can_be_changed_in_the_room(study: Study, room: RoomScreen, round_: Round) -> None:
    when_asked(type_word("9876", "Use this PIN"))
    press(room, "Change the PIN")
    assert study.workshops.pin_is(round_.id, "9876")


def test_a_wrong_voice_is_put_right(study: Study, room: RoomScreen, round_: Round) -> None:
    person = seat(study, round_, begun=True)
    room.refresh()
    voices = menu_of(room, "Change the voice").menu()
    assert isinstance(voices, QMenu)
    offered = {action.text(): action for action in voices.actions()}
    assert list(offered) == ["People who receive care", "Care and support workers", "Family, friends and volunteers"]
    assert offered["Care and support workers"].isChecked()
    offered["People who receive care"].trigger()
    assert study.answering(person.id).participant.voice == "care_receiver"
    assert told(room)[0][1] == "People who receive care"


def test_an_accidental_finish_is_undone(study: Study, room: RoomScreen, round_: Round) -> None:
    person = seat(study, round_, finished=True)
    room.refresh()
    menu_of(room, "Undo an accidental finish").trigger()
    assert study.answering(person.id).participant.progress is Progress.BEGUN
    assert says(room, "0 of 1 have finished")
    assert not menu_of(room, "Undo an accidental finish").isEnabled()


def test_removing_somebody_who_has_begun_is_asked_first(study: Study, room: RoomScreen, round_: Round) -> None:
    person = seat(study, round_, begun=True)
    room.refresh()
    when_asked(lambda dialog: dialog.reject())
    menu_of(room, "Remove from the room…").trigger()
    assert [p.id for p in study.workshops.room(round_.id).participants] == [person.id]
    when_asked(lambda dialog: next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Remove").click())
    menu_of(room, "Remove from the room…").trigger()
    assert study.workshops.room(round_.id).participants == ()
    assert says(room, "Nobody is here yet")


def test_nothing_can_be_closed_while_nobody_has_finished(study: Study, room: RoomScreen, round_: Round) -> None:
    seat(study, round_, begun=True)
    room.refresh()
    assert not button(room, "Close the round…").isEnabled()
    assert says(room, "The round can be closed once at least one person has finished, or hands were counted.")


@pytest.mark.parametrize("word", ["", "clos", "closed"])
def test_another_word_closes_nothing(study: Study, room: RoomScreen, round_: Round, word: str) -> None:
    seat(study, round_, finished=True)
    room.refresh()
    when_asked(type_word(word, "Close it"))
    press(room, "Close the round…")
    assert study.workshops.round(round_.id).state is RoundState.OPEN


def test_the_typed_word_closes_and_closing_can_be_undone(
    qtbot: QtBot, study: Study, room: RoomScreen, round_: Round
) -> None:
    seat(study, round_, finished=True)
    seat(study, round_, begun=True)
    room.refresh()
    asked: list[str] = []

    def read_and_close(dialog: QDialog) -> None:
        asked.append(dialog.accessibleDescription())
        type_word("close", "Close it")(dialog)

    when_asked(read_and_close)
    with qtbot.waitSignal(room.round_closed) as closed:
        press(room, "Close the round…")
    assert closed.args == [round_.id]
    assert "One person has finished." in asked[0]
    assert "One person has begun and not finished; what they chose will not count." in asked[0]
    assert "You can undo it until the results are opened." in asked[0]
    assert says(room, "The round is closed")
    assert not button(room, "Hand over the laptop").isVisible()
    with qtbot.waitSignal(room.round_reopened):
        press(room, "Undo closing")
    assert study.workshops.round(round_.id).state is RoundState.OPEN
    assert button(room, "Hand over the laptop").isVisible()


def test_closing_stands_once_the_results_were_opened(
    qtbot: QtBot, study: Study, room: RoomScreen, round_: Round
) -> None:
    seat(study, round_, finished=True)
    study.workshops.close_round(round_.id)
    room.refresh()
    with qtbot.waitSignal(room.results_wanted):
        press(room, "Look at the results")
    study.results.result(round_.id)
    room.refresh()
    assert not button(room, "Undo closing").isVisible()
    assert says(room, "Its results have been opened, so closing stands.")


def test_a_closed_room_adds_nobody(qtbot: QtBot, study: Study, room: RoomScreen, round_: Round) -> None:
    seat(study, round_, finished=True)
    study.workshops.close_round(round_.id)
    room.refresh()
    for key in (Qt.Key.Key_Insert, Qt.Key.Key_Delete):
        QTest.keyClick(table(room), key)
    with qtbot.assertNotEmitted(room.hand_over_wanted):
        QTest.keyClick(table(room), Qt.Key.Key_Return)
    assert len(study.workshops.room(round_.id).participants) == 1


def closed_with(study: Study, round_: Round, people: int) -> None:
    """So many people finished, the round was closed, and its results were opened."""
    for place in range(people):
        person = seat(study, round_, begun=True)
        demo.answer_all(study.answering(person.id), lambda _, given=place: 2 + given % 3)  # type: ignore[misc]
        study.answering(person.id).finish()
    study.workshops.close_round(round_.id)
    study.results.result(round_.id)


def came_late(study: Study, round_: Round, given: int) -> Participant:
    answering = study.answering(study.workshops.add_late(round_.id).id)
    answering.consent(AGREED)
    answering.choose_voice("care_worker")
    demo.answer_all(answering, lambda _: given)
    answering.finish()
    return answering.participant


def test_whoever_comes_late_is_added_and_gets_the_laptop(
    qtbot: QtBot, study: Study, room: RoomScreen, round_: Round
) -> None:
    closed_with(study, round_, 5)
    room.refresh()
    assert not any(b.isVisible() and b.text().startswith("Hand over") for b in room.findChildren(QAbstractButton))
    with qtbot.waitSignal(room.hand_over_wanted) as wanted:
        button(room, "Somebody came late").setFocus()
        QTest.keyClick(button(room, "Somebody came late"), Qt.Key.Key_Space)
    late = study.workshops.room(round_.id).participants[0]
    assert wanted.args == [late.id]
    assert late.late == 1
    with qtbot.waitSignal(room.hand_over_wanted) as again:
        press(room, f"Hand over to {late.seat}")
    assert again.args == [late.id]
    with qtbot.waitSignal(room.hand_over_wanted):
        QTest.keyClick(table(room), Qt.Key.Key_Return)
    study.answering(late.id).consent(AGREED)
    study.answering(late.id).choose_voice("family")
    study.answering(late.id).finish()
    room.refresh()
    assert says(room, "One change waits. From 5 on a corrected result can be made. Fewer count from the next round.")
    choose(room, late)
    assert "Finished late at" in next(row[2] for row in told(room) if row[0] == late.seat)
    menu_of(room, "Undo an accidental finish").trigger()
    assert study.answering(late.id).participant.progress is Progress.BEGUN


def test_answers_are_taken_out_of_a_closed_round_by_a_typed_word(study: Study, room: RoomScreen, round_: Round) -> None:
    closed_with(study, round_, 6)
    room.refresh()
    person = study.workshops.room(round_.id).participants[2]
    choose(room, person)
    when_asked(type_word("yes", "Take them out"))
    menu_of(room, "Take answers out…").trigger()
    assert len(study.workshops.room(round_.id).participants) == 6
    when_asked(type_word("erase", "Take them out"))
    menu_of(room, "Take answers out…").trigger()
    assert person.id not in [p.id for p in study.workshops.room(round_.id).participants]
    assert says(room, "One change waits.")
    assert study.results.result(round_.id).answered == 6


def test_from_five_changes_on_a_corrected_result_can_be_made(study: Study, room: RoomScreen, round_: Round) -> None:
    closed_with(study, round_, 6)
    for given in (2, 3, 4, 2):
        came_late(study, round_, given)
    room.refresh()
    assert says(room, "4 changes wait.")
    assert not button(room, "Make a corrected result").isVisible()
    came_late(study, round_, 3)
    room.refresh()
    assert says(room, "5 changes wait. A corrected result can be made.")
    when_asked(lambda dialog: dialog.reject())
    press(room, "Make a corrected result")
    assert study.results.result(round_.id).answered == 6
    when_asked(lambda dialog: next(b for b in dialog.findChildren(QAbstractButton) if b.text() == "Make it").click())
    press(room, "Make a corrected result")
    assert study.results.result(round_.id).answered == 11
    assert not button(room, "Make a corrected result").isVisible()
    assert not says(room, "changes wait")


def test_one_person_is_told_in_the_singular(study: Study, theme: Theme, qtbot: QtBot) -> None:
    group = study.workshops.add_group("Two at a table", GroupKind.TEAM)
    alone = study.workshops.start_round(group.id)
    study.workshops.add_participant(alone.id)
    screen = RoomScreen(study, theme)
    qtbot.addWidget(screen)
    screen.show_round(alone.id)
    screen.show()
    assert says(screen, "One person is here.")


def test_sixty_people_have_sixty_seats_and_one_plain_bar(study: Study, room: RoomScreen, round_: Round) -> None:
    for number in range(60):
        seat(study, round_, finished=number < 2)
    room.refresh()
    assert len({row[0] for row in told(room)}) == 60
    assert says(room, "60 people are here; 12 were invited.")
    bar = room.findChild(RoomBar)
    assert isinstance(bar, RoomBar)
    assert bar.accessibleName() == "2 of 60 have finished"
    assert table(room).rowHeight(0) == 48


def test_more_text_makes_taller_rows_and_the_side_moves_under_the_table(
    qtbot: QtBot, study: Study, room: RoomScreen, round_: Round, theme: Theme
) -> None:
    for _ in range(3):
        seat(study, round_)
    room.refresh()
    theme.set_scale(2.0)
    qtbot.waitUntil(lambda: table(room).rowHeight(0) > 60)
    hand_over = button(room, "Hand over the laptop")
    qtbot.waitUntil(lambda: hand_over.mapTo(room, hand_over.rect().bottomLeft()).y() <= room.height())
    assert hand_over.isVisible()
    with qtbot.waitSignal(room.hand_over_wanted):
        hand_over.click()
    theme.set_scale(1.0)
    qtbot.waitUntil(hand_over.isVisible)


def test_every_part_that_takes_the_keyboard_has_a_name(study: Study, room: RoomScreen, round_: Round) -> None:
    seat(study, round_)
    room.refresh()
    nameless = []
    for widget in room.findChildren(QWidget):
        told_of = QAccessible.queryAccessibleInterface(widget)
        reached = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reached and told_of is not None and not told_of.text(QAccessible.Text.Name):
            nameless.append(type(widget).__name__)
    assert nameless == []

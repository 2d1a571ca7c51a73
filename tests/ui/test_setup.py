"""Setting up: everything has a default, and what is written there is what the round gets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.afternoon import Way
from climate_desktop.core.study import Group, GroupKind, OpenCircle, Round
from climate_desktop.services.answering import AGREED
from climate_desktop.services.power import Battery
from climate_desktop.services.study import Study
from climate_desktop.ui import setup_checks
from climate_desktop.ui.setup import SetUpScreen
from climate_desktop.ui.setup_plan import PlanDialog
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import press, says


@pytest.fixture
def group(study: Study) -> Group:
    return study.workshops.add_group("Hebble Valley team", GroupKind.TEAM)


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme, group: Group) -> SetUpScreen:
    made = SetUpScreen(study, theme)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show_group(group.id)
    made.show()
    return made


def opened(qtbot: QtBot, screen: SetUpScreen) -> str:
    """The round that *Open the room* makes."""
    with qtbot.waitSignal(screen.room_opened) as told:
        screen.open_room.click()
    assert told.args is not None
    return str(told.args[0])


def asked_for(round_: Round) -> dict[str, int]:
    """How many of each voice were invited, without those of whom nobody was."""
    return {voice: count for voice, count in round_.invited.items() if count}


def test_opening_the_room_needs_nothing_to_be_filled_in(
    qtbot: QtBot, study: Study, screen: SetUpScreen, group: Group
) -> None:
    round_id = opened(qtbot, screen)
    round_ = study.workshops.round(round_id)
    assert (round_.group_id, round_.form, asked_for(round_)) == (group.id, "full", {})
    assert study.workshops.sitting(round_id).held_on == date.today()  # noqa: DTZ011 - the day on the wall
    assert not study.workshops.has_pin(round_id)


def test_looking_at_the_set_up_makes_no_round(study: Study, screen: SetUpScreen, group: Group) -> None:
    screen.invited.counter("family").more.click()
    assert study.workshops.rounds(group.id) == ()


def test_what_is_written_is_what_the_round_gets(qtbot: QtBot, study: Study, screen: SetUpScreen) -> None:
    screen.when.setDate(QDate(2026, 4, 14))
    QTest.keyClicks(screen.where, "Hebble Hall, back room")
    QTest.keyClicks(screen.facilitator, "AJ")
    screen.form.setCurrentIndex(1)
    for _ in range(8):
        screen.invited.counter("care_receiver").more.click()
    screen.invited.counter("care_receiver").fewer.click()
    QTest.keyClicks(screen.pin, "2468")
    assert says(screen, "7 people in all")
    round_id = opened(qtbot, screen)
    round_, sitting = study.workshops.round(round_id), study.workshops.sitting(round_id)
    assert (round_.form, asked_for(round_)) == ("short", {"care_receiver": 7})
    assert (sitting.held_on, sitting.place, sitting.facilitator) == (date(2026, 4, 14), "Hebble Hall, back room", "AJ")
    assert study.workshops.pin_is(round_id, "2468")
    assert not study.workshops.pin_is(round_id, "")


def test_the_next_workshop_begins_like_the_last_one(
    qtbot: QtBot, study: Study, screen: SetUpScreen, group: Group
) -> None:
    QTest.keyClicks(screen.where, "Hebble Hall")
    screen.invited.counter("care_worker").spin.setValue(9)
    opened(qtbot, screen)
    screen.show_group(group.id)
    assert screen.where.text() == "Hebble Hall"
    assert screen.invited.counts() == {"care_worker": 9}
    assert screen.pin.text() == ""
    opened(qtbot, screen)
    assert len(study.workshops.rounds(group.id)) == 2


def test_going_back_to_the_set_up_changes_the_same_round(
    qtbot: QtBot, study: Study, screen: SetUpScreen, group: Group
) -> None:
    round_id = opened(qtbot, screen)
    screen.show_round(round_id)
    assert screen.open_room.text() == "Back to the room"
    QTest.keyClicks(screen.where, "The barn")
    screen.form.setCurrentIndex(1)
    assert opened(qtbot, screen) == round_id
    assert len(study.workshops.rounds(group.id)) == 1
    assert study.workshops.sitting(round_id).place == "The barn"
    assert study.workshops.round(round_id).form == "short"


def test_pressing_twice_opens_one_round(qtbot: QtBot, study: Study, screen: SetUpScreen, group: Group) -> None:
    assert opened(qtbot, screen) == opened(qtbot, screen)
    assert len(study.workshops.rounds(group.id)) == 1


def test_an_opened_round_keeps_its_questions_and_the_screen_says_so(qtbot: QtBot, screen: SetUpScreen) -> None:
    screen.show_round(opened(qtbot, screen))
    assert not screen.questions.isEnabled()
    assert says(screen, "All but the questions can be changed until the first answer.")


def test_what_we_ask_is_fixed_once_people_have_begun_and_the_screen_says_so(
    qtbot: QtBot, study: Study, screen: SetUpScreen
) -> None:
    round_id = opened(qtbot, screen)
    answering = study.answering(study.workshops.add_participant(round_id).id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    screen.show_round(round_id)
    assert not screen.form.isEnabled()
    assert says(screen, "People have begun, so what we ask stays as it is.")
    QTest.keyClicks(screen.where, "The barn")
    opened(qtbot, screen)
    assert study.workshops.sitting(round_id).place == "The barn"


def test_a_closed_round_can_be_looked_at_and_not_changed(qtbot: QtBot, study: Study, screen: SetUpScreen) -> None:
    round_id = opened(qtbot, screen)
    answering = study.answering(study.workshops.add_participant(round_id).id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    answering.finish()
    study.workshops.close_round(round_id)
    screen.show_round(round_id)
    for widget in (screen.when, screen.where, screen.facilitator, screen.form, screen.pin, screen.invited):
        assert not widget.isEnabled()
    assert says(screen, "This round is closed, so this stays as it is.")
    assert opened(qtbot, screen) == round_id


@pytest.mark.parametrize("typed", ["1", "123"])
def test_a_short_pin_is_told_when_the_field_is_left_never_while_typing(
    qtbot: QtBot, study: Study, screen: SetUpScreen, group: Group, typed: str
) -> None:
    screen.activateWindow()
    screen.pin.setFocus()
    QTest.keyClicks(screen.pin, typed)
    assert not says(screen, "Write at least four digits")
    screen.pin.editingFinished.emit()
    assert says(screen, "Write at least four digits, or leave it empty for now.")
    with qtbot.assertNotEmitted(screen.room_opened):
        screen.open_room.click()
    assert study.workshops.rounds(group.id) == ()
    QTest.keyClicks(screen.pin, "4567")
    assert not says(screen, "Write at least four digits")
    opened(qtbot, screen)


def test_a_pin_is_made_of_digits(qtbot: QtBot, screen: SetUpScreen) -> None:
    QTest.keyClicks(screen.pin, "a1b2c3d4e5f6g7h8i9")
    assert screen.pin.text() == "12345678"


def test_circle_members_are_counted_in_circles_only(qtbot: QtBot, study: Study, screen: SetUpScreen) -> None:
    circle = study.workshops.add_group("Luddenden circle", GroupKind.CIRCLE)
    with pytest.raises(KeyError):
        screen.invited.counter("circle_member")
    screen.show_group(circle.id)
    assert screen.invited.counter("circle_member").value() == 0
    qtbot.waitUntil(lambda: says(screen, "Circle members"))


def test_the_privacy_rule_is_stated(screen: SetUpScreen) -> None:
    told = "A result is shown only when 5 or more people stand behind it, so nobody can be picked out."
    assert screen.privacy.protect.accessibleDescription() == told
    assert screen.privacy.protect.isChecked()
    assert says(screen, "Everything here can be changed until the first answer.")


def test_an_open_circle_is_asked_for_by_keyboard_and_taken_back_until_somebody_has_begun(
    qtbot: QtBot, study: Study, screen: SetUpScreen
) -> None:
    screen.privacy.protect.setFocus()
    QTest.keyClick(screen.privacy.protect, Qt.Key.Key_Down)
    assert screen.privacy.ask_for_open_circle.hasFocus()
    round_id = opened(qtbot, screen)
    assert study.workshops.round(round_id).open_circle is OpenCircle.PROPOSED
    screen.show_round(round_id)
    assert screen.privacy.is_open_circle_asked_for
    screen.privacy.protect.click()
    opened(qtbot, screen)
    assert study.workshops.round(round_id).open_circle is OpenCircle.NOT_PROPOSED
    study.answering(study.workshops.add_participant(round_id).id).consent(AGREED)
    screen.show_round(round_id)
    assert not screen.privacy.ask_for_open_circle.isEnabled()
    assert says(screen, "People have begun, so this stays as it is.")
    opened(qtbot, screen)


def test_after_closing_was_undone_nobody_is_asked_for_an_open_circle_again(
    qtbot: QtBot, study: Study, screen: SetUpScreen, group: Group
) -> None:
    round_ = study.workshops.start_round(group.id, open_circle=True)
    answering = study.answering(study.workshops.add_participant(round_.id).id)
    answering.consent(AGREED)
    answering.vote(agrees=True)
    answering.finish()
    study.workshops.close_round(round_.id)
    study.workshops.undo_close(round_.id)
    screen.show_round(round_.id)
    assert says(screen, "An open circle was asked for in this round before. People are asked once.")
    assert not screen.privacy.ask_for_open_circle.isEnabled()
    assert screen.privacy.protect.isChecked()
    opened(qtbot, screen)


def test_the_check_list_keeps_apart_what_was_looked_at_and_what_is_to_be_ticked(screen: SetUpScreen) -> None:
    assert says(screen, "Room on the disk")
    assert says(screen, "The clock is right")
    assert says(screen, "4 are for you to tick.")
    for words in (
        "People know what this is for",
        "Paper, pens, a quiet corner",
        "Consent sheets are on the table",
        "Nobody who answers is managed by me",
    ):
        press(screen, words)
    assert says(screen, "All is ready.")


def test_a_clock_before_the_last_round_or_far_ahead_is_told(tmp_path: Path) -> None:
    def clock(today: date, last: date | None) -> setup_checks.Looked:
        return setup_checks.look(tmp_path / "a.climate", today, last)[1]

    assert clock(date(2026, 11, 23), None).fine
    assert clock(date(2026, 11, 23), date(2026, 11, 23)).fine
    assert not clock(date(1970, 1, 1), None).fine
    assert not clock(date(2036, 1, 1), None).fine
    assert not clock(date(2026, 11, 22), date(2026, 11, 23)).fine


def test_what_else_is_known_is_told(tmp_path: Path) -> None:
    def told(**known: object) -> dict[str, bool]:
        looked = setup_checks.look(tmp_path / "a.climate", date(2026, 11, 23), None, **known)  # type: ignore[arg-type]
        return {one.words: one.fine for one in looked[2:]}

    assert told() == {}
    assert told(power=Battery(82, plugged=True)) == {"Battery 82 %, plugged in": True}
    assert told(power=Battery(60, plugged=False)) == {"Battery 60 %": True}
    assert told(power=Battery(20, plugged=False)) == {"Battery 20 %. Plug the laptop in.": False}
    assert told(printers=["Office", "Hall"]) == {"Printer found: Office": True}
    assert told(printers=[]) == {"No printer found. Print what you need before you go.": True}
    assert told(same_questions=True) == {"The questions are those of last time": True}
    assert list(told(same_questions=False)) == [
        "The questions are not those of last time, so results may not be compared."
    ]


def test_how_long_it_takes_follows_what_is_counted(screen: SetUpScreen, theme: Theme) -> None:
    dialog = PlanDialog(theme, screen, people=12, statements=48, short=12)
    dialog.show()
    assert dialog.told()[0].way is Way.PAPER
    assert says(dialog, "On paper: this fits best")
    assert says(dialog, "2 h 20 min. Begun now, it ends at")
    assert says(dialog, "That is longer than you have.")
    dialog.people.more.click()
    assert dialog.people.spin.value() == 13
    dialog.people.set_value(3)
    dialog.people.counted.emit(3)
    assert says(dialog, "The laptop goes round: this fits best")
    assert not says(dialog, "That is longer than you have.")


def test_the_set_up_knows_how_long_its_questions_take(
    screen: SetUpScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[int, set[Way]]] = []

    def look(dialog: PlanDialog) -> None:
        shown.append((dialog.people.spin.value(), {plan.way for plan in dialog.told()}))

    monkeypatch.setattr(PlanDialog, "exec", look)
    screen.invited.show_counts({"family": 7})
    screen.how_long.click()
    assert shown == [(7, set(Way))]


def test_enter_and_tab_reach_everything(qtbot: QtBot, screen: SetUpScreen) -> None:
    wanted: set[QWidget] = {screen.where, screen.facilitator, screen.privacy.protect, screen.pin, screen.open_room}
    reached: set[QWidget] = set()
    screen.when.setFocus()
    for _ in range(40):
        focused = screen.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert wanted <= reached

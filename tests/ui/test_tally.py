"""Hands are counted with number keys, arrows and Enter alone, or with the mouse; the statement is large."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind, RoundState
from climate_desktop.services.study import Study
from climate_desktop.ui.results import ResultsScreen
from climate_desktop.ui.room import RoomScreen
from climate_desktop.ui.room_side import RoomSide
from climate_desktop.ui.tally import BIG, TallyScreen
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.ways import Ways
from climate_desktop.ui.workshop import Workshop
from tests.ui.conftest import Hold

Key = Qt.Key


@pytest.fixture
def round_id(study: Study) -> str:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    return study.workshops.start_round(group.id).id


@pytest.fixture
def screen(study: Study, theme: Theme, round_id: str, qtbot: QtBot) -> TallyScreen:
    made = TallyScreen(study, theme)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.show_round(round_id)
    made.activateWindow()
    made.take_focus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return made


def type_keys(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def begin(screen: TallyScreen, voice: str = "family", present: int = 7) -> None:
    screen.cards[voice].click()
    screen.present.set_value(present)
    screen.begin.click()


def stored(study: Study, round_id: str, voice: str = "family") -> dict[str, tuple[int, ...]]:
    return dict(study.tallies.counting(round_id, voice).counts)


def items(study: Study, round_id: str) -> list[str]:
    return [item.id for item in study.tallies.counting(round_id, "family").items]


def test_a_statement_is_counted_with_digits_and_enter_alone(
    screen: TallyScreen, study: Study, round_id: str, qtbot: QtBot
) -> None:
    begin(screen, present=14)
    with qtbot.waitSignal(screen.changed):
        type_keys(qtbot, Key.Key_0, Key.Key_Return, Key.Key_1, Key.Key_Enter, Key.Key_2, Key.Key_Return)
        type_keys(qtbot, Key.Key_1, Key.Key_0, Key.Key_Return, Key.Key_1, Key.Key_Return)
    first = items(study, round_id)[0]
    assert stored(study, round_id) == {first: (0, 1, 2, 10, 1)}
    assert screen.counting.hands == (0, 0, 0, 0, 0)
    assert screen.counting.rows[0].counter.spin.hasFocus()


def test_arrows_go_up_and_down_and_plus_and_minus_count_one(
    screen: TallyScreen, study: Study, round_id: str, qtbot: QtBot
) -> None:
    begin(screen)
    type_keys(qtbot, Key.Key_Down, Key.Key_Down, Key.Key_Plus, Key.Key_Plus, Key.Key_Up, Key.Key_Right)
    type_keys(qtbot, Key.Key_Down, Key.Key_Minus)
    assert screen.counting.hands == (0, 1, 1, 0, 0)
    assert stored(study, round_id) == {}
    type_keys(qtbot, Key.Key_PageDown)
    assert list(stored(study, round_id).values()) == [(0, 1, 1, 0, 0)]
    type_keys(qtbot, Key.Key_PageUp)
    assert screen.counting.hands == (0, 1, 1, 0, 0)


def test_the_mouse_counts_and_what_is_missing_is_said(screen: TallyScreen, qtbot: QtBot) -> None:
    begin(screen, present=3)
    assert screen.counting.told == "3 of 3 are still missing."
    more = screen.counting.rows[3].counter.more
    for said in ("2 of 3 are still missing.", "One of 3 is still missing.", "All 3 are counted."):
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
        assert screen.counting.told == said
    QTest.mouseClick(screen.counting.rows[3].counter.fewer, Qt.MouseButton.LeftButton)
    assert screen.counting.hands == (0, 0, 0, 2, 0)


def test_more_hands_than_people_are_refused_and_the_statement_stays(
    screen: TallyScreen, study: Study, round_id: str, qtbot: QtBot
) -> None:
    begin(screen)
    statement = screen.counting.statement.text()
    type_keys(qtbot, Key.Key_8)
    screen.counting.foot.next.click()
    assert screen.counting.statement.text() == statement
    assert stored(study, round_id) == {}
    assert said(screen, "8 hands are more than the 7 people who are here. Count this statement again.")
    type_keys(qtbot, Key.Key_Escape)
    assert screen.is_counting
    type_keys(qtbot, Key.Key_6, Key.Key_Escape)
    assert not screen.is_counting
    assert list(stored(study, round_id).values()) == [(6, 0, 0, 0, 0)]


def said(screen: QWidget, words: str) -> bool:
    found = [part for part in screen.findChildren(QWidget) if part.isVisible()]
    return any(words in str(part.property("text") or "") for part in found)


def test_a_statement_passed_over_is_not_counted_and_counting_goes_on_where_it_was_left(
    screen: TallyScreen, study: Study, round_id: str, qtbot: QtBot
) -> None:
    begin(screen)
    type_keys(qtbot, Key.Key_4, Key.Key_PageDown, Key.Key_Plus, Key.Key_Minus, Key.Key_PageDown)
    type_keys(qtbot, Key.Key_3, Key.Key_PageDown)
    third = screen.counting.statement.text()
    assert list(stored(study, round_id)) == sorted([items(study, round_id)[0], items(study, round_id)[2]])
    type_keys(qtbot, Key.Key_Escape)
    assert said(screen, "Go on counting")
    screen.begin.click()
    assert screen.counting.statement.text() != third
    type_keys(qtbot, Key.Key_PageUp)
    assert screen.counting.hands == (4, 0, 0, 0, 0)
    type_keys(qtbot, Key.Key_PageUp)
    assert not screen.is_counting


def test_after_the_last_statement_all_are_counted(
    screen: TallyScreen, study: Study, round_id: str, qtbot: QtBot
) -> None:
    study.tallies.say_present(round_id, "family", 7)
    *others, last = items(study, round_id)
    for item in others:
        study.tallies.count(round_id, "family", item, (0, 0, 0, 7, 0))
    screen.show_round(round_id)
    begin(screen)
    assert said(screen, "Statement 48 of 48")
    type_keys(qtbot, *[Key.Key_Return] * 4, Key.Key_6, Key.Key_Return)
    assert stored(study, round_id)[last] == (0, 0, 0, 0, 6)
    assert not screen.is_counting
    assert screen.cards["family"].accessibleDescription() == "All 48 statements counted"


def test_nobody_here_is_refused_and_too_few_are_told_why(screen: TallyScreen, study: Study, round_id: str) -> None:
    begin(screen, present=0)
    assert not screen.is_counting
    assert said(screen, "Nobody is here yet whose hands could be counted.")
    screen.present.more.click()
    assert said(screen, "Too few for a score")
    assert said(screen, "A voice is scored from 5 hands on each statement.")
    screen.begin.click()
    assert screen.is_counting


def test_a_voice_can_be_begun_again_after_a_question(
    screen: TallyScreen, study: Study, round_id: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(screen)
    type_keys(qtbot, Key.Key_4, Key.Key_Escape)
    monkeypatch.setattr("climate_desktop.ui.messages.ask", lambda *_, **__: False)
    screen.again.click()
    assert stored(study, round_id)
    monkeypatch.setattr("climate_desktop.ui.messages.ask", lambda *_, **__: True)
    screen.again.click()
    assert study.tallies.begun(round_id) == ()
    assert screen.again.isHidden()


def test_the_statement_can_be_read_from_two_metres(screen: TallyScreen, theme: Theme) -> None:
    """On the screen of an old laptop, 100 dots to the inch, capitals of 7 mm and more."""
    begin(screen)
    for scale in (1.0, 2.0, 1.0):
        theme.set_scale(scale)
        capitals = QFontMetrics(screen.counting.statement.font()).capHeight()
        assert capitals >= 28
    assert theme.scaled(BIG).scale == BIG


def test_the_way_leads_from_the_room_and_back_and_a_round_of_hands_alone_can_be_closed(
    study: Study, theme: Theme, round_id: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "hands" in [way.key for way in Ways().offered(closed=False)]
    assert "hands" not in [way.key for way in Ways().offered(closed=True)]
    workshop = Workshop(study, theme)
    qtbot.addWidget(workshop)
    workshop.resize(1366, 768)
    workshop.show()
    workshop.show_room(round_id)
    room = workshop.screen_of("room")
    assert isinstance(room, RoomScreen)
    side = room.findChild(RoomSide)
    assert side is not None
    assert not side.close_round.isEnabled()
    workshop.show_way("hands")
    screen = workshop.screen_of("hands")
    assert isinstance(screen, TallyScreen)
    begin(screen)
    screen.counting.rows[3].counter.more.click()
    screen.counting.foot.next.click()
    QTest.keyClick(screen.counting, Key.Key_Escape)
    screen.back.click()
    assert workshop.stack.currentWidget() is room
    assert side.close_round.isEnabled()
    monkeypatch.setattr("climate_desktop.ui.messages.ask_word", lambda *_, **__: True)
    side.close_round.click()
    assert study.workshops.round(round_id).state is RoundState.CLOSED


@pytest.mark.parametrize(("alone", "says"), [(3, "This was a show of hands."), (6, "A show of hands is part of this.")])
def test_the_results_say_that_hands_were_counted_and_what_that_means(
    study: Study, theme: Theme, hold: Hold, qtbot: QtBot, alone: int, says: str
) -> None:
    round_ = hold({"care_worker": [2, 3, 4, 3, 4, 4][:alone]})
    study.tallies.say_present(round_.id, "family", 7)
    for item in items(study, round_.id):
        study.tallies.count(round_.id, "family", item, (0, 1, 2, 3, 1))
    study.workshops.close_round(round_.id)
    screen = ResultsScreen(study, theme)
    qtbot.addWidget(screen)
    screen.show()
    screen.show_round(round_.id)
    assert said(screen, f"{says} Everyone could see it.")
    assert said(screen, "Everyone who answered is part of the whole group’s score.") == (alone == 6)
    told = screen.domain.words.general.toPlainText()
    assert ("3 people answered alone, beside the show of hands." in told) == (alone == 3)
    assert ("Hands that others can see may be swayed" in told) == (alone == 6)

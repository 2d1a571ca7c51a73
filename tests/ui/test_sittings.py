"""The sittings of a round on the screen, and what the room says of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind, Round
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study
from climate_desktop.ui import messages
from climate_desktop.ui.results import ResultsScreen
from climate_desktop.ui.room import RoomScreen
from climate_desktop.ui.sittings import SittingsScreen
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import hand_over, press, says


@pytest.fixture
def round_(study: Study) -> Round:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    return study.workshops.start_round(group.id)


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme, round_: Round) -> SittingsScreen:
    made = SittingsScreen(study, theme)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show_round(round_.id)
    made.show()
    return made


def finish_one(study: Study, round_: Round) -> None:
    answering = study.answering(study.workshops.add_participant(round_.id).id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    answer_all(answering, lambda _: 4)
    answering.finish()


def agree(monkeypatch: pytest.MonkeyPatch, *, answer: bool) -> None:
    monkeypatch.setattr(messages, "ask", lambda *_, **__: answer)


def test_the_number_of_sittings_shares_the_themes_out(
    qtbot: QtBot, study: Study, round_: Round, screen: SittingsScreen
) -> None:
    assert says(screen, "12 of 12 themes asked")
    assert not screen.next.begin.isEnabled()
    with qtbot.waitSignal(screen.changed):
        screen.count.spin.setValue(4)
    assert says(screen, "3 of 12 themes asked")
    assert screen.next.begin.isEnabled()
    assert [len(part) for part in study.sittings.plan(round_.id).parts] == [3, 3, 3, 3]


def test_a_single_theme_can_be_moved_to_another_sitting(study: Study, round_: Round, screen: SittingsScreen) -> None:
    screen.count.spin.setValue(3)
    first = study.sittings.plan(round_.id).factors[0]
    select = screen._selects[first]  # noqa: SLF001 - the one list of that theme
    select.setCurrentIndex(2)
    select.activated.emit(2)
    plan = study.sittings.plan(round_.id)
    assert [len(part) for part in plan.parts] == [3, 4, 5]
    assert first in plan.parts[2]
    assert says(screen, "3 of 12 themes asked")


def test_moving_the_last_theme_of_a_sitting_leaves_that_sitting_out(
    study: Study, round_: Round, screen: SittingsScreen
) -> None:
    screen.count.spin.setValue(12)
    last = study.sittings.plan(round_.id).factors[-1]
    select = screen._selects[last]  # noqa: SLF001
    select.setCurrentIndex(select.findData("3"))
    select.activated.emit(3)
    assert study.sittings.plan(round_.id).sittings == 11
    assert screen.count.value() == 11


def test_the_next_sitting_begins_only_when_that_is_meant(
    qtbot: QtBot, study: Study, round_: Round, screen: SittingsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.count.spin.setValue(4)
    agree(monkeypatch, answer=False)
    screen.next.begin.click()
    assert study.sittings.plan(round_.id).number == 1
    agree(monkeypatch, answer=True)
    with qtbot.waitSignals([screen.changed, screen.back_wanted]):
        screen.next.begin.click()
    assert study.sittings.plan(round_.id).number == 2
    qtbot.wait(20)
    assert says(screen, "6 of 12 themes asked")
    assert says(screen, "was asked on")


def test_a_last_day_that_has_passed_stops_the_next_sitting_and_says_so(
    study: Study, round_: Round, screen: SittingsScreen
) -> None:
    screen.count.spin.setValue(4)
    screen.next.has_until.click()
    until = study.sittings.plan(round_.id).until
    assert until is not None
    assert until > study.sittings.plan(round_.id).today
    screen.next.day.setDate(QDate(2020, 2, 29))
    assert study.sittings.plan(round_.id).is_over
    assert not screen.next.begin.isEnabled()
    assert says(screen, "The time for this round ended on 29 February 2020.")
    screen.next.has_until.click()
    assert study.sittings.plan(round_.id).until is None
    assert screen.next.begin.isEnabled()


def test_the_room_says_how_many_themes_were_asked_and_hands_over_to_whoever_finished_before(
    qtbot: QtBot, study: Study, theme: Theme, round_: Round
) -> None:
    study.sittings.spread(round_.id, study.sittings.suggest(round_.id, 4))
    finish_one(study, round_)
    room = RoomScreen(study, theme)
    qtbot.addWidget(room)
    room.show_round(round_.id)
    room.show()
    assert says(room, "Sitting 1 of 4: 3 of 12 themes asked.")
    assert says(room, "1 of 1 have finished")
    study.sittings.begin_next(round_.id)
    room.refresh()
    assert says(room, "Sitting 2 of 4: 6 of 12 themes asked.")
    assert says(room, "0 of 1 have finished")
    side = room._side  # noqa: SLF001 - what the room offers for the chosen person
    assert side.hand_over.isEnabled()
    assert side.close_round.isEnabled()


def test_closing_counts_those_whom_the_present_sitting_asks_on(
    qtbot: QtBot, study: Study, theme: Theme, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.sittings.spread(round_.id, study.sittings.suggest(round_.id, 4))
    finish_one(study, round_)
    study.sittings.begin_next(round_.id)
    room = RoomScreen(study, theme)
    qtbot.addWidget(room)
    room.show_round(round_.id)
    room.show()
    told: list[str] = []

    def ask_word(*said: str, **_: str) -> bool:
        told.append(said[3])
        return True

    monkeypatch.setattr(messages, "ask_word", ask_word)
    with qtbot.waitSignal(room.round_closed):
        room._side.close_round.click()  # noqa: SLF001
    assert "One person has finished." in told[0]
    assert "will not count" not in told[0]


def test_who_comes_again_goes_on_with_the_new_statements_only(
    qtbot: QtBot, study: Study, theme: Theme, round_: Round
) -> None:
    study.sittings.spread(round_.id, study.sittings.suggest(round_.id, 3))
    finish_one(study, round_)
    study.sittings.begin_next(round_.id)
    person = study.workshops.room(round_.id).participants[0]
    study.cards.make(person.id)
    screen = hand_over(qtbot, study, theme, person)
    assert says(screen, "Today there are 16 new statements.")
    press(screen, "Go on")
    assert says(screen, "Statement 1 of 16")
    first = study.answering(person.id).items[0]
    assert first.factor == study.sittings.plan(round_.id).asked_today[0]
    assert says(screen, study.answering(person.id).statement(first))


def test_the_results_of_a_round_closed_early_can_be_looked_at(
    qtbot: QtBot, study: Study, theme: Theme, round_: Round
) -> None:
    study.sittings.spread(round_.id, study.sittings.suggest(round_.id, 12))
    for _ in range(6):
        finish_one(study, round_)
    study.workshops.close_round(round_.id)
    screen = ResultsScreen(study, theme)
    qtbot.addWidget(screen)
    screen.resize(1366, 690)
    screen.show_round(round_.id)
    screen.show()
    for place in range(screen.tabs.count()):
        screen.tabs.setCurrentIndex(place)
        qtbot.wait(20)
    assert set(study.results.result(round_.id).measures) == {"growth.autonomy"}

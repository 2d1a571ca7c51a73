"""Home: what is unfinished, the groups as cards, and the ways from there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind
from climate_desktop.services.study import Study
from climate_desktop.ui.group_dialog import GroupDialog, WhichGroupDialog
from climate_desktop.ui.home import HomeScreen, UnfinishedCard
from climate_desktop.ui.home_cards import Card
from climate_desktop.ui.theme import Theme
from tests.ui.conftest import Hold


def shown(qtbot: QtBot, study: Study, theme: Theme) -> HomeScreen:
    screen = HomeScreen(study, theme)
    qtbot.addWidget(screen)
    screen.resize(1366, 690)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.take_focus()
    return screen


@pytest.fixture
def example_study(example: Path) -> Iterator[Study]:
    with Study.open(example) as study:
        yield study


def card_of(screen: HomeScreen, name: str) -> Card:
    return next(card for card in screen.list.cards.cards if card.name == name)


def names(screen: HomeScreen) -> list[str]:
    return [card.name for card in screen.list.cards.cards]


def test_without_groups_one_button_makes_the_first(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = shown(qtbot, study, theme)
    assert screen.first_group.hasFocus()
    assert screen.list.isHidden()
    assert screen.find_field.isHidden()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, GroupDialog)
        QTest.keyClicks(dialog.name, "Beck Lane team")
        dialog.make.click()

    QTimer.singleShot(0, answer)
    with qtbot.waitSignal(screen.group_added):
        screen.first_group.click()
    assert names(screen) == ["Beck Lane team"]
    assert screen.first_group.isHidden() or not screen.first_group.isVisible()


def test_a_card_says_what_was_found_last(qtbot: QtBot, example_study: Study, theme: Theme) -> None:
    screen = shown(qtbot, example_study, theme)
    card = card_of(screen, "Hebble Valley team")
    result = next(c.latest for c in example_study.workshops.groups() if c.group.name == card.name)
    assert result is not None
    growth = result.measures["growth"].everyone
    assert growth is not None
    assert card.subtitle == "Team, 14 April 2026, 12 answered"
    assert [line.name for line in card.lines] == ["Growth", "Well-being", "Systems"]
    assert card.lines[0].figure == growth.figure
    assert card.lines[0].band == growth.band
    assert card.spoken.startswith("Hebble Valley team. Team, 14 April 2026, 12 answered. Growth ")


def test_a_screen_reader_hears_the_whole_card(qtbot: QtBot, example_study: Study, theme: Theme) -> None:
    screen = shown(qtbot, example_study, theme)
    index = screen.list.cards.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == screen.list.cards.cards[0].spoken


def test_a_result_that_may_not_be_shown_has_no_numbers_and_no_count(
    qtbot: QtBot, study: Study, theme: Theme, hold: Hold
) -> None:
    round_ = hold({"family": [4, 4, 4]}, name="Weavers’ Yard circle", kind=GroupKind.CIRCLE)
    study.workshops.close_round(round_.id)
    study.results.result(round_.id)
    card = card_of(shown(qtbot, study, theme), "Weavers’ Yard circle")
    assert card.hidden
    assert card.lines == ()
    assert "answered" not in card.spoken
    assert "Not shown, to protect people’s privacy" in card.spoken


def test_looking_at_home_opens_no_results(qtbot: QtBot, study: Study, theme: Theme, hold: Hold) -> None:
    """Closing can be undone until somebody has looked; Home must not look."""
    round_ = hold({"family": [4, 4, 4, 4, 4]})
    study.workshops.close_round(round_.id)
    screen = shown(qtbot, study, theme)
    screen.refresh()
    assert study.workshops.can_undo_close(round_.id)
    assert card_of(screen, "Beck Lane team").button == "Look at the results"


def test_what_is_unfinished_comes_first_and_leads_back_into_the_room(
    qtbot: QtBot, study: Study, theme: Theme, hold: Hold
) -> None:
    round_ = hold({"family": [4, 4]})
    study.workshops.add_participant(round_.id)
    screen = shown(qtbot, study, theme)
    cards = screen.findChildren(UnfinishedCard)
    assert len(cards) == 1
    assert cards[0].button.hasFocus()
    with qtbot.waitSignal(screen.room_wanted) as wanted:
        QTest.keyClick(cards[0].button, Qt.Key.Key_Space)
    assert wanted.args == [round_.id]
    study.workshops.close_round(round_.id)
    screen.refresh()
    assert [card for card in screen.findChildren(UnfinishedCard) if card.isVisible()] == []


def test_enter_on_a_card_goes_to_what_the_group_needs_next(
    qtbot: QtBot, study: Study, theme: Theme, hold: Hold
) -> None:
    open_round = hold({"family": [4]}, name="Open")
    closed_round = hold({"family": [4] * 5}, name="Closed")
    study.workshops.close_round(closed_round.id)
    new = study.workshops.add_group("New", GroupKind.TEAM)
    screen = shown(qtbot, study, theme)
    signals = {"Open": screen.room_wanted, "Closed": screen.results_wanted, "New": screen.workshop_wanted}
    wanted = {"Open": open_round.id, "Closed": closed_round.id, "New": new.id}
    for name, signal in signals.items():
        screen.list.setCurrentIndex(screen.list.cards.index(names(screen).index(name)))
        with qtbot.waitSignal(signal) as heard:
            QTest.keyClick(screen.list, Qt.Key.Key_Return)
        assert heard.args == [wanted[name]]


def test_one_click_on_a_card_opens_it(qtbot: QtBot, example_study: Study, theme: Theme) -> None:
    screen = shown(qtbot, example_study, theme)
    where = screen.list.visualRect(screen.list.cards.index(1)).center()
    with qtbot.waitSignal(screen.results_wanted):
        QTest.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_groups_are_found_by_a_part_of_their_name(qtbot: QtBot, study: Study, theme: Theme) -> None:
    for name in ("Hebble Valley team", "Canalside circle", "Beck Lane team"):
        study.workshops.add_group(name, GroupKind.TEAM)
    screen = shown(qtbot, study, theme)
    QTest.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.find_field.hasFocus()
    QTest.keyClicks(screen.find_field, "LANE")
    assert names(screen) == ["Beck Lane team"]
    QTest.keyClicks(screen.find_field, "xx")
    assert screen.list.isHidden()
    screen.find_field.selectAll()
    QTest.keyClick(screen.find_field, Qt.Key.Key_Backspace)
    assert len(names(screen)) == 3


def test_groups_are_sorted_by_name_when_a_person_wants_it(qtbot: QtBot, study: Study, theme: Theme) -> None:
    for name in ("b", "a", "C"):
        study.workshops.add_group(name, GroupKind.TEAM)
    screen = shown(qtbot, study, theme)
    screen.order.setCurrentIndex(1)
    screen.order.activated.emit(1)
    assert names(screen) == ["a", "b", "C"]


def test_a_workshop_starts_with_the_question_which_group_is_meeting(
    qtbot: QtBot, example_study: Study, theme: Theme
) -> None:
    screen = shown(qtbot, example_study, theme)
    canal = card_of(screen, "Canalside circle")

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WhichGroupDialog)
        dialog.list.setCurrentRow(names(screen).index("Canalside circle"))
        dialog.choose.click()

    QTimer.singleShot(0, answer)
    with qtbot.waitSignal(screen.workshop_wanted) as wanted:
        screen.start.click()
    assert wanted.args == [canal.group_id]


def test_the_menu_of_a_card_offers_a_new_workshop_beside_the_results(
    qtbot: QtBot, example_study: Study, theme: Theme
) -> None:
    screen = shown(qtbot, example_study, theme)
    screen.list.customContextMenuRequested.emit(screen.list.visualRect(screen.list.cards.index(0)).center())
    menu = screen.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Start a workshop", "Look at the latest results"]
    with qtbot.waitSignal(screen.workshop_wanted):
        menu.actions()[0].trigger()
    menu.close()


def test_cards_stand_three_two_or_one_side_by_side(qtbot: QtBot, example_study: Study, theme: Theme) -> None:
    screen = shown(qtbot, example_study, theme)
    seen = [screen.list.columns]
    theme.set_scale(1.25)
    seen.append(screen.list.columns)
    theme.set_scale(2.0)
    seen.append(screen.list.columns)
    assert seen == [3, 2, 1]


def test_in_a_narrow_window_finding_and_sorting_are_one_button_away(
    qtbot: QtBot, example_study: Study, theme: Theme
) -> None:
    screen = shown(qtbot, example_study, theme)
    theme.set_scale(2.0)
    assert screen.find_field.isHidden()
    screen.find_button.click()
    assert screen.find_field.isVisible()
    assert screen.order.isVisible()
    assert screen.find_field.hasFocus()


def test_the_whole_list_is_as_high_as_its_cards(qtbot: QtBot, example_study: Study, theme: Theme) -> None:
    screen = shown(qtbot, example_study, theme)
    for scale in (1.0, 2.0):
        theme.set_scale(scale)
        last = screen.list.visualRect(screen.list.cards.index(screen.list.cards.rowCount() - 1))
        assert last.bottom() <= screen.list.height()
        assert screen.list.verticalScrollBar().maximum() == 0


def test_a_narrow_frame_borrows_the_primary_button_and_gives_it_back(
    qtbot: QtBot, example_study: Study, theme: Theme
) -> None:
    screen = shown(qtbot, example_study, theme)
    bar = QWidget()
    qtbot.addWidget(bar)
    row = QHBoxLayout(bar)
    screen.lend_primary(row)
    assert screen.start.parentWidget() is bar
    screen.lend_primary(None)
    assert screen.isAncestorOf(screen.start)

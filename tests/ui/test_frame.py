"""What stands round a screen: the desk's navigation and the workshop's steps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.ui.frame import GROUPS, LIBRARY, STEPS, DeskFrame, WorkshopFrame
from climate_desktop.ui.theme import Theme


def screen(words: str) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(QPushButton(words))
    return made


@pytest.fixture
def workshop(qtbot: QtBot, theme: Theme) -> WorkshopFrame:
    frame = WorkshopFrame(theme)
    for step in STEPS:
        frame.add_screen(step, screen(step))
    frame.show_place("Hebble Valley team", "Spring 2026, round 6")
    frame.resize(1366, 690)
    qtbot.addWidget(frame)
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    return frame


def test_alt_and_a_number_go_to_a_step_that_is_open(qtbot: QtBot, workshop: WorkshopFrame) -> None:
    workshop.show_step("room", done=("setup",), reachable=("setup", "room"))
    heard: list[str] = []
    workshop.step_wanted.connect(heard.append)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        QTest.keyClick(workshop, key, Qt.KeyboardModifier.AltModifier)
    assert heard == ["setup"]


def test_a_step_says_where_it_stands(workshop: WorkshopFrame) -> None:
    workshop.show_step("room", done=("setup",), reachable=("setup", "room"))
    names = [b.accessibleName() for b in workshop.steps.findChildren(QPushButton) if "Step" in b.accessibleName()]
    assert names == ["Step 1, Set-up, done", "Step 2, Room, current", "Step 3, Results", "Step 4, Report"]


def test_showing_a_step_puts_the_keyboard_into_its_screen(workshop: WorkshopFrame) -> None:
    for step in ("setup", "report"):
        workshop.show_step(step, done=(), reachable=STEPS)
        shown = workshop.screen_of(step)
        assert shown is not None
        assert workshop.stack.currentWidget() is shown
        assert shown.isAncestorOf(workshop.focusWidget())


def test_in_a_narrow_window_the_steps_are_one_menu(qtbot: QtBot, workshop: WorkshopFrame, theme: Theme) -> None:
    workshop.show_step("room", done=("setup",), reachable=("setup", "room"))
    theme.set_scale(2.0)
    assert workshop.steps.menu_button.text() == "2 of 4: Room"
    workshop.steps.menu_button.click()
    menu = workshop.findChild(QMenu)
    assert menu is not None
    assert [action.isEnabled() for action in menu.actions()] == [True, True, False, False]
    with qtbot.waitSignal(workshop.step_wanted) as wanted:
        menu.actions()[0].trigger()
    assert wanted.args == ["setup"]
    menu.close()


def test_the_arrow_leads_back_to_the_groups(qtbot: QtBot, workshop: WorkshopFrame) -> None:
    assert workshop.back.accessibleName() == "Back to the groups"
    with qtbot.waitSignal(workshop.back_wanted):
        workshop.back.click()


def test_all_saved_is_not_said_while_something_is_not(workshop: WorkshopFrame) -> None:
    workshop.show_saved(saved=False)
    assert not workshop.says_all_saved
    workshop.show_saved(saved=True)
    assert workshop.says_all_saved


def test_the_bar_goes_while_results_are_shown_big(workshop: WorkshopFrame) -> None:
    workshop.show_step("results", done=(), reachable=STEPS)
    workshop.set_bar_hidden(True)
    assert not workshop.back.isVisible()
    workshop.set_bar_hidden(False)
    assert workshop.back.isVisible()


def test_the_navigation_of_the_desk_becomes_a_menu(qtbot: QtBot, theme: Theme) -> None:
    desk = DeskFrame(theme, screen("Home"))
    desk.show_study("Three locks")
    desk.resize(1366, 690)
    qtbot.addWidget(desk)
    desk.show()
    assert not desk.menu_button.isVisible()
    theme.set_scale(2.0)
    assert desk.menu_button.isVisible()
    desk.menu_button.click()
    menu = desk.findChild(QMenu)
    assert menu is not None
    assert [a.text() for a in menu.actions()] == ["Groups, current", "Library", "Text and colours", "Other studies"]
    with qtbot.waitSignal(desk.studies_wanted):
        menu.actions()[3].trigger()
    menu.close()


def test_the_desk_goes_to_another_place_only_when_it_is_shown(qtbot: QtBot, theme: Theme) -> None:
    """A pack with unsaved changes may keep a person where they are."""
    desk = DeskFrame(theme, screen("Home"))
    qtbot.addWidget(desk)
    desk.add_screen(LIBRARY, screen("Library"))
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        desk.places[LIBRARY].click()
    assert wanted.args == [LIBRARY]
    assert desk.places[GROUPS].isChecked()
    assert not desk.places[LIBRARY].isChecked()
    assert desk.places[GROUPS].accessibleName() == "Groups, current"
    desk.show_place(LIBRARY)
    assert desk.places[LIBRARY].isChecked()
    assert desk.places[LIBRARY].accessibleName() == "Library, current"
    assert desk.places[GROUPS].accessibleName() == "Groups"

"""The window: from screen to screen, and what it remembers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui.messages import Question
from climate_desktop.ui.setup import SetUpScreen
from climate_desktop.ui.window import Window


def say_yes(seen: list[str]) -> None:
    """Reads the message that is open and closes it."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Question)
    seen.extend(label.text() for label in dialog.findChildren(QLabel))
    dialog.yes.click()


def current_round(window: Window) -> str:
    assert window.workshop is not None
    return window.workshop.round_id


def test_a_new_study_shows_an_empty_home(window: Window, tmp_path: Path) -> None:
    window.create_study(tmp_path / "three-locks.climate")
    assert window.pages.currentWidget() is window.desk
    assert window.windowTitle() == "Three locks – Climate Desktop"
    assert window.home is not None
    assert window.home.first_group.hasFocus()


def test_an_opened_study_is_first_among_the_recent_ones(window: Window, example: Path) -> None:
    window.open_study(example)
    recent = window.preferences.settings.recent
    assert (recent[0].path, recent[0].practice) == (str(example), True)


@pytest.mark.parametrize("kind", ["missing", "foreign", "there already"])
def test_what_cannot_be_opened_is_said_in_one_sentence(window: Window, tmp_path: Path, kind: str, study: Study) -> None:
    seen: list[str] = []
    QTimer.singleShot(0, lambda: say_yes(seen))
    if kind == "missing":
        window.open_study(tmp_path / "gone.climate")
        expected = "There is no study at"
    elif kind == "foreign":
        photo = tmp_path / "photo.climate"
        photo.write_bytes(b"\x89PNG and so on" * 400)
        window.open_study(photo)
        expected = "is not a Climate Desktop study"
    else:
        window.create_study(study.path)
        expected = "is there already"
    assert any(expected in words for words in seen)
    assert window.study is None
    assert window.pages.currentWidget() is window.start


def test_closing_a_study_leaves_one_whole_file(window: Window, example: Path) -> None:
    window.open_study(example)
    window.close_study()
    assert window.pages.currentWidget() is window.start
    assert [path.name for path in example.parent.glob("example.climate*")] == ["example.climate"]
    assert window.windowTitle() == "Climate Desktop"


def test_opening_the_open_study_again_shows_its_home(window: Window, example: Path) -> None:
    window.open_study(example)
    study = window.study
    window.open_study(example)
    assert window.study is study
    assert window.pages.currentWidget() is window.desk


def test_opening_another_study_closes_the_first(window: Window, example: Path, tmp_path: Path) -> None:
    window.create_study(tmp_path / "first.climate")
    window.open_study(example)
    with Study.open(tmp_path / "first.climate") as again:
        assert again.workshops.groups() == ()


def test_a_workshop_goes_from_set_up_to_results(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    window.create_study(tmp_path / "new.climate")
    assert window.study is not None
    assert window.home is not None
    workshops = window.study.workshops
    group = workshops.add_group("Beck Lane team", GroupKind.TEAM)
    window.home.workshop_wanted.emit(group.id)
    assert window.workshop is not None
    assert window.pages.currentWidget() is window.workshop
    round_ = workshops.start_round(group.id)
    window.workshop.show_room(round_.id)
    assert current_round(window) == round_.id
    person = workshops.add_participant(round_.id)
    window.workshop.hand_over_wanted.emit(person.id)
    assert window.pages.currentWidget() is window.participant
    assert window.isFullScreen()
    assert window.participant is not None
    window.close()
    assert window.isVisible()
    window.participant.left.emit()
    assert window.pages.currentWidget() is window.workshop
    assert not window.isFullScreen()


def test_escape_leads_from_a_workshop_back_to_the_groups(window: Window, example: Path) -> None:
    window.open_study(example)
    assert window.home is not None
    card = window.home.list.cards.cards[0]
    window.home.list.opened.emit(card.group_id)
    assert window.pages.currentWidget() is window.workshop
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.desk


def test_ctrl_plus_and_minus_change_the_text_and_are_remembered(window: Window, preferences: Preferences) -> None:
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.theme.scale == 1.25
    QTest.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert window.theme.scale == 1.25
    assert preferences.settings.scale == 1.25


def test_text_and_colours_can_be_chosen_from_the_start_screen(window: Window, preferences: Preferences) -> None:
    window.start.looks.click()
    menu = window.start.looks.findChild(QMenu)
    assert menu is not None
    words = {action.text(): action for action in menu.actions() if action.text()}
    words["Dark"].trigger()
    words["Text 150 %"].trigger()
    assert (preferences.settings.theme, preferences.settings.scale) == ("dark", 1.5)
    menu.close()


def test_alt_by_itself_or_f10_shows_the_menu_bar(window: Window) -> None:
    assert not window.menuBar().isVisible()
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert window.menuBar().isVisible()
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert not window.menuBar().isVisible()
    QTest.keyClick(window, Qt.Key.Key_Alt)
    assert window.menuBar().isVisible()


def test_a_window_comes_back_as_large_as_it_was(qtbot: QtBot, preferences: Preferences) -> None:
    first = Window(preferences)
    qtbot.addWidget(first)
    first.show()
    first.resize(700, 600)
    first.close()
    second = Window(preferences)
    qtbot.addWidget(second)
    assert (second.width(), second.height()) == (700, 600)


def test_a_window_is_not_left_on_a_screen_that_is_gone(qtbot: QtBot, preferences: Preferences) -> None:
    preferences.change(window=(9000, 9000, 700, 600))
    window = Window(preferences)
    qtbot.addWidget(window)
    assert window.pos() != QPoint(9000, 9000)


def test_the_example_is_made_once_and_opened_from_then_on(qtbot: QtBot, window: Window, own_folders: Path) -> None:
    documents = own_folders / "documents"
    for _ in range(2):
        window.start.example.click()
        qtbot.waitUntil(lambda: window.study is not None, timeout=60_000)
        assert window.study is not None
        assert window.study.path == documents / "example.climate"
        assert window.study.practice
        window.close_study()
    assert len(list(documents.glob("*.climate"))) == 1


def test_a_new_workshop_begins_at_its_first_field_not_at_its_last_button(window: Window, tmp_path: Path) -> None:
    """One Enter must not open an empty round."""
    window.create_study(tmp_path / "a.climate")
    assert window.study is not None
    assert window.home is not None
    group = window.study.workshops.add_group("Elm House", GroupKind.TEAM)
    window.activateWindow()
    window.home.workshop_wanted.emit(group.id)
    assert window.workshop is not None
    screen = window.workshop.screen_of("setup")
    assert isinstance(screen, SetUpScreen)
    assert window.focusWidget() is screen.where

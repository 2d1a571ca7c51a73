"""The start screen: recent studies, and three ways in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui.start import StartScreen
from climate_desktop.ui.theme import Theme


def started(qtbot: QtBot, preferences: Preferences, theme: Theme) -> StartScreen:
    screen = StartScreen(preferences, theme)
    qtbot.addWidget(screen)
    screen.resize(1366, 690)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.refresh()
    return screen


def spoken(screen: StartScreen, row: int) -> str:
    return str(screen.recent.studies.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_without_recent_studies_it_points_to_the_example(qtbot: QtBot, preferences: Preferences, theme: Theme) -> None:
    screen = started(qtbot, preferences, theme)
    assert screen.recent.isHidden()
    assert screen.make.hasFocus()
    with qtbot.waitSignal(screen.example_wanted):
        screen.example.click()


def test_the_study_opened_last_is_first_and_enter_opens_it(
    qtbot: QtBot, preferences: Preferences, theme: Theme, study: Study, tmp_path: Path
) -> None:
    preferences.remember(tmp_path / "gone.climate")
    preferences.remember(study.path)
    screen = started(qtbot, preferences, theme)
    assert screen.recent.hasFocus()
    assert spoken(screen, 0).startswith("Test study.")
    assert "Opened today at" in spoken(screen, 0)
    with qtbot.waitSignal(screen.study_chosen) as chosen:
        QTest.keyClick(screen.recent, Qt.Key.Key_Return)
    assert chosen.args == [study.path]


def test_a_study_that_is_gone_says_where_it_was_and_is_looked_for(
    qtbot: QtBot, preferences: Preferences, theme: Theme, tmp_path: Path
) -> None:
    lost = tmp_path / "HALL 2" / "moor-edge.climate"
    preferences.remember(lost)
    screen = started(qtbot, preferences, theme)
    assert "HALL 2" in spoken(screen, 0)
    assert spoken(screen, 0).endswith("Find it.")
    with qtbot.waitSignal(screen.find_wanted) as wanted:
        QTest.keyClick(screen.recent, Qt.Key.Key_Return)
    assert wanted.args == [lost]


def test_delete_takes_a_study_off_the_list_and_leaves_the_file(
    qtbot: QtBot, preferences: Preferences, theme: Theme, study: Study
) -> None:
    preferences.remember(study.path)
    screen = started(qtbot, preferences, theme)
    QTest.keyClick(screen.recent, Qt.Key.Key_Delete)
    assert preferences.settings.recent == ()
    assert study.path.is_file()
    assert screen.make.hasFocus()


def test_one_click_on_a_row_opens_the_study(qtbot: QtBot, preferences: Preferences, theme: Theme, study: Study) -> None:
    preferences.remember(study.path)
    screen = started(qtbot, preferences, theme)
    where = screen.recent.visualRect(screen.recent.studies.index(0)).center()
    with qtbot.waitSignal(screen.study_chosen):
        QTest.mouseClick(screen.recent.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_a_practice_study_says_so(qtbot: QtBot, preferences: Preferences, theme: Theme, study: Study) -> None:
    preferences.remember(study.path, practice=True)
    screen = started(qtbot, preferences, theme)
    assert "Practice. Made-up people, for practice." in spoken(screen, 0)


def test_while_the_example_is_made_nothing_else_can_be_started(
    qtbot: QtBot, preferences: Preferences, theme: Theme
) -> None:
    screen = started(qtbot, preferences, theme)
    screen.show_busy("Hebble Valley team, 2025")
    assert not screen.make.isEnabled()
    assert not screen.example.isEnabled()
    screen.show_busy("")
    assert screen.make.isEnabled()


def test_at_twice_the_text_size_the_halves_stand_under_each_other(
    qtbot: QtBot, preferences: Preferences, theme: Theme, study: Study
) -> None:
    preferences.remember(study.path)
    screen = started(qtbot, preferences, theme)
    theme.set_scale(2.0)
    qtbot.waitUntil(lambda: screen.recent.mapTo(screen, screen.recent.rect().topLeft()).y() > screen.make.y() + 200)
    assert screen.recent.mapTo(screen, screen.recent.rect().topLeft()).x() < 100

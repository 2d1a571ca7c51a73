"""The facilitator's notes on the screen: saved by themselves, printed only where chosen."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind, Round
from climate_desktop.services.study import Study
from climate_desktop.ui.notes import NotesScreen
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.writing_box import WritingBox


@pytest.fixture
def round_(study: Study) -> Round:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    made = study.workshops.start_round(group.id, place="Hebble Hall")
    study.sittings.spread(made.id, study.sittings.suggest(made.id, 2))
    study.sittings.begin_next(made.id)
    return made


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme, round_: Round) -> NotesScreen:
    made = NotesScreen(study, theme)
    qtbot.addWidget(made)
    made.show_round(round_.id)
    made.show()
    return made


def boxes(screen: NotesScreen) -> list[WritingBox]:
    return [box for box in screen.findChildren(WritingBox) if box.isVisible()]


def test_what_is_written_is_saved_by_itself_with_its_sitting(
    qtbot: QtBot, study: Study, round_: Round, screen: NotesScreen
) -> None:
    first, second = boxes(screen)
    assert first.accessibleName() != second.accessibleName()
    with qtbot.waitSignal(screen.changed, timeout=3000):
        QTest.keyClicks(second, "Warmer than last time.")
    assert [one.notes for one in study.notes.of(round_.id)] == ["", "Warmer than last time."]
    assert second.toPlainText() == "Warmer than last time."


def test_going_back_saves_what_was_just_written(
    qtbot: QtBot, study: Study, round_: Round, screen: NotesScreen
) -> None:
    QTest.keyClicks(boxes(screen)[0], "Cold.")
    with qtbot.waitSignal(screen.back_wanted):
        screen.back.click()
    assert study.notes.of(round_.id)[0].notes == "Cold."


def test_leaving_in_any_other_way_saves_too(study: Study, round_: Round, screen: NotesScreen) -> None:
    QTest.keyClicks(boxes(screen)[0], "Cold.")
    screen.hide()
    assert study.notes.of(round_.id)[0].notes == "Cold."


def test_showing_notes_stores_nothing_and_printing_is_chosen_for_each_sitting(
    qtbot: QtBot, study: Study, round_: Round, screen: NotesScreen
) -> None:
    sittings = study.notes.of(round_.id)
    study.notes.write(round_.id, sittings[0].id, "Cold.", prints=False)
    with qtbot.assertNotEmitted(screen.changed, wait=1000):
        screen.show_round(round_.id)
    checks = [check for check in screen.findChildren(QCheckBox) if check.isVisible()]
    assert [check.isChecked() for check in checks] == [False, False]
    checks[0].click()
    assert [one.prints_notes for one in study.notes.of(round_.id)] == [True, False]
    assert study.notes.for_report(round_.id) == ("Cold.",)

"""A questionnaire of one's own, made in the window alone, is asked, scored and printed like any other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import Progress
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui.group_dialog import GroupDialog, WhichGroupDialog
from climate_desktop.ui.library_bands import BandsTab
from climate_desktop.ui.library_dialogs import CopyDialog
from climate_desktop.ui.library_pack import PackPage
from climate_desktop.ui.library_places import ABOUT, BANDS_TAB, STATEMENTS
from climate_desktop.ui.library_statements import StatementsTab
from climate_desktop.ui.messages import WordQuestion
from climate_desktop.ui.pin import PinField
from climate_desktop.ui.report import ReportScreen
from climate_desktop.ui.results import ResultsScreen
from climate_desktop.ui.setup import SetUpScreen
from climate_desktop.ui.window import Window
from tests.ui.hand_over import says

SOURCE = "social-climate"
FIRST_NAME, NAME = "Canalside wording", "How we live at Canalside"
FILE = "en-GB.toml"
WORDINGS = {
    "autonomy_1": "On my shift I choose the order in which I do my work.",
    "decisions_2": "I hear of plans for my work while they can still be changed.",
}
"""The two changed statements, as a worker reads them."""
MEDIUM_BEGINS = 55
PIN = "2468"
OTHERS = 5
A_WHILE_MS = 30_000
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    preferences = Preferences(tmp_path / "preferences.json")
    preferences.change(theme="light", last_folder=str(tmp_path))
    made = Window(preferences)
    qtbot.addWidget(made, before_close_func=let_go)
    made.resize(1366, 690)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close_study()


def let_go(window: QWidget) -> None:
    """Lets the window close wherever the way ended, with nothing to be asked."""
    assert isinstance(window, Window)
    if window.participant is not None:
        window.participant.release()
    if window.library is not None:
        window.library.give_up()


# What a person does


def click(where: QWidget, words: str) -> None:
    """Clicks the one button that says these words."""
    seen = [one for one in where.findChildren(QAbstractButton) if one.isVisible() and one.text() == words]
    assert len(seen) == 1, f"{len(seen)} buttons say “{words}”"
    assert seen[0].isEnabled(), f"“{words}” is disabled"
    QTest.mouseClick(seen[0], Qt.MouseButton.LeftButton)


@contextmanager
def in_dialog(qtbot: QtBot, window: QWidget, act: Callable[[QWidget], None]) -> Iterator[None]:
    """Does this in the dialog that opens meanwhile, and closes it whatever happens; the window is the active one again."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            qtbot.waitUntil(dialog.isActiveWindow)
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)
    yield
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def press(window: QWidget, *keys: Qt.Key) -> None:
    """Presses keys where the keyboard is."""
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key)


def write(field: QWidget | None, words: str) -> None:
    """Clicks into a field and writes over what stands there."""
    assert isinstance(field, QLineEdit | QPlainTextEdit | QSpinBox)
    QTest.mouseClick(field.viewport() if isinstance(field, QPlainTextEdit) else field, Qt.MouseButton.LeftButton)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, words)


def turn_to(page: PackPage, tab: str) -> QWidget:
    """Clicks a tab of the pack."""
    place = {ABOUT: 0, STATEMENTS: 1, BANDS_TAB: 3}[tab]
    QTest.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(place).center())
    return page.show_tab(tab)


# The parts of the way


def make_a_study_with_a_group(
    qtbot: QtBot, window: Window, target: Path, monkeypatch: pytest.MonkeyPatch
) -> Study:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    click(window.start, "Make a new study")

    def name_it(dialog: QWidget) -> None:
        assert isinstance(dialog, GroupDialog)
        QTest.keyClicks(dialog.name, "Canalside team")
        press(dialog, Qt.Key.Key_Return)

    assert window.home is not None
    with in_dialog(qtbot, window, name_it):
        QTest.mouseClick(window.home.first_group, Qt.MouseButton.LeftButton)
    assert window.study is not None
    return window.study


def make_it_ones_own(qtbot: QtBot, window: Window) -> PackPage:
    assert window.desk is not None
    QTest.mouseClick(window.desk.places["library"], Qt.MouseButton.LeftButton)
    library = window.library
    assert library is not None
    with qtbot.waitSignal(library.list.shown):
        pass
    table = library.list.table
    assert table.current_id() == SOURCE
    with qtbot.waitSignal(library.pack_shown):
        press(window, Qt.Key.Key_Return)

    def name_it(dialog: QWidget) -> None:
        assert isinstance(dialog, CopyDialog)
        QTest.keyClicks(dialog.name, FIRST_NAME)
        press(dialog, Qt.Key.Key_Return)

    with qtbot.waitSignal(library.pack_shown), in_dialog(qtbot, window, name_it):
        click(window, "Make it your own…")
    assert library.pack is not None
    return library.pack


def change_it(page: PackPage) -> None:
    about = turn_to(page, ABOUT)
    write(about.form.field_of(("pack", "name")), NAME)  # type: ignore[attr-defined]
    statements = turn_to(page, STATEMENTS)
    assert isinstance(statements, StatementsTab)
    for item, words in WORDINGS.items():
        QTest.keyClick(page, Qt.Key.Key_F, CTRL)
        QTest.keyClicks(page.window().focusWidget(), item)
        assert statements.list.current_key() == item
        field = statements.form.field_of(("factors", item.partition("_")[0], "items", item, "care_worker"))
        write(field, words)
    bands = turn_to(page, BANDS_TAB)
    assert isinstance(bands, BandsTab)
    write(bands.edges[0].spin, str(MEDIUM_BEGINS - 1))
    press(page, Qt.Key.Key_Tab)
    assert says(bands, f"Medium: from {MEDIUM_BEGINS} to")
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)
    assert page.foot.says == "All saved"


def set_up(qtbot: QtBot, window: Window, pack_id: str) -> str:
    """Uses the pack with the group and opens the room; the round's id."""

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, WhichGroupDialog)
        press(dialog, Qt.Key.Key_Return)

    with in_dialog(qtbot, window, choose):
        click(window, "Use in a workshop")
    assert window.workshop is not None
    screen = window.workshop.screen_of("setup")
    assert isinstance(screen, SetUpScreen)
    assert screen.questions.isVisible()
    assert screen.questions.currentData() == pack_id
    assert screen.questions.currentText().startswith(f"{NAME}, 48 statements")
    write(screen.pin, PIN)
    click(window, "Open the room")
    return window.workshop.round_id


def answer_by_keys(qtbot: QtBot, window: Window, study: Study) -> None:
    """Hands the laptop over; the first person answers 4 to everything and sees both changed statements."""
    click(window, "Hand over the laptop")
    screen = window.participant
    assert screen is not None
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)  # agrees; is a worker
    press(window, Qt.Key.Key_Return)  # has the card
    assert window.workshop is not None
    (person,) = study.workshops.room(window.workshop.round_id).participants
    answering = study.answering(person.id)
    for place, item in enumerate(answering.items, start=1):
        assert says(screen, f"Statement {place} of {len(answering.items)}")
        if item.id in WORDINGS:
            assert says(screen, WORDINGS[item.id])
        press(window, Qt.Key.Key_4, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.finish_button.isEnabled)
    click(screen, "Finish")
    qtbot.waitUntil(lambda: study.answering(person.id).participant.progress is Progress.FINISHED)


def others_answer(study: Study, round_id: str) -> None:
    """So many workers answer 3 to everything."""
    for _ in range(OTHERS):
        answering = study.answering(study.workshops.add_participant(round_id).id)
        answering.consent(AGREED)
        answering.choose_voice("care_worker")
        answer_all(answering, lambda _: 3)
        answering.finish()


def go_back_to_the_room(qtbot: QtBot, window: Window) -> None:
    screen = window.participant
    assert screen is not None
    click(screen, "Facilitator: back to the room")
    QTest.keyClicks(next(one for one in screen.findChildren(PinField) if one.isVisible()), PIN)
    with qtbot.waitSignal(screen.left):
        press(window, Qt.Key.Key_Return)


def close_the_round(qtbot: QtBot, window: Window) -> ResultsScreen:
    def type_the_word(dialog: QWidget) -> None:
        assert isinstance(dialog, WordQuestion)
        QTest.keyClicks(dialog.field, "close")
        press(dialog, Qt.Key.Key_Return)

    assert says(window, f"{OTHERS + 1} of {OTHERS + 1} have finished")
    with in_dialog(qtbot, window, type_the_word):
        click(window, "Close the round…")
    click(window, "Look at the results")
    assert window.workshop is not None
    screen = window.workshop.screen_of("results")
    assert isinstance(screen, ResultsScreen)
    return screen


def save_the_report(qtbot: QtBot, window: Window, target: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of each page."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    click(window, "Report")
    assert window.workshop is not None
    report = window.workshop.screen_of("report")
    assert isinstance(report, ReportScreen)
    qtbot.waitUntil(report.acts.save.isEnabled, timeout=A_WHILE_MS)
    with qtbot.waitSignal(report.saving.made, timeout=A_WHILE_MS):
        click(window, "Save as PDF…")
    return [" ".join(page.extract_text().split()) for page in PdfReader(target).pages]


def test_a_pack_made_only_in_the_window_is_asked_scored_and_printed(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make_a_study_with_a_group(qtbot, window, tmp_path / "canalside.climate", monkeypatch)
    page = make_it_ones_own(qtbot, window)
    change_it(page)
    round_id = set_up(qtbot, window, page.work.shelved.id)
    answer_by_keys(qtbot, window, study)
    others_answer(study, round_id)
    go_back_to_the_room(qtbot, window)
    results = close_the_round(qtbot, window)
    # Five people at 50 and one at 75 are 54: medium where the program's own edges hold, low here.
    table = results.domain.table.model()
    scores = [str(table.index(row, 1).data()) for row in range(table.rowCount())]
    assert scores == ["54 Low"] * len(scores)
    assert all("54 Low" in results.tabs.tabText(place) for place in range(3))
    click(results, "Why does it say that?")
    assert f"54 lies in the band Low, 0 to {MEDIUM_BEGINS - 1}." in results.domain.words.why.steps_in_words()[1]
    pages = save_the_report(qtbot, window, tmp_path / "report.pdf", monkeypatch)
    worked = next(words for words in pages if "How this was worked out" in words and "Low 0" in words)
    assert f"Low 0–{MEDIUM_BEGINS - 1}, Medium {MEDIUM_BEGINS}–74, High 75–100" in worked
    assert re.search(r"\b54 Low\b", worked)
    assert any(NAME in words for words in pages)
    assert not any(FIRST_NAME in words for words in pages)
    low = study.workshops.pack(round_id).language()["systems.decisions.low.general"]
    assert " ".join(low.split()) in " ".join(pages)

"""The screen for sheets: what is chosen is what is saved, beside the window, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind
from climate_desktop.services import sheets
from climate_desktop.services.study import Study
from climate_desktop.ui.print_sheets import PrintSheetsScreen
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.ways import Ways

A_WHILE_MS = 30_000


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme) -> Iterator[PrintSheetsScreen]:
    """The screen for the open round of a new team."""
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    made = Ways().way("print").make(study, theme)
    assert isinstance(made, PrintSheetsScreen)
    qtbot.addWidget(made)
    made.resize(1366, 620)
    made.show_round(study.workshops.start_round(group.id).id)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.hide()


@pytest.fixture
def save_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], list[str]]:
    """Answers the question where to save, with nowhere for None; gives the list of what was offered."""

    def save_to(path: Path | None) -> list[str]:
        offered: list[str] = []

        def ask(_parent: QWidget, _head: str, first: str, _kinds: str) -> tuple[str, str]:
            offered.append(first)
            return str(path or ""), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        return offered

    return save_to


def saved(screen: PrintSheetsScreen, qtbot: QtBot) -> str:
    screen.save.click()
    qtbot.waitUntil(lambda: bool(screen.said()), timeout=A_WHILE_MS)
    return screen.said()


def seen(screen: PrintSheetsScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]


def test_what_is_chosen_is_what_is_saved(
    screen: PrintSheetsScreen, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path | None], list[str]]
) -> None:
    offered = save_to(tmp_path / "forms")
    for voice in ("care_receiver", "care_worker"):
        screen.voices[voice].click()
    screen.edition.setCurrentIndex(2)
    screen.paper.setCurrentIndex(1)
    screen.copies.more.click()
    assert screen.wish == sheets.Wish("questionnaire", ("family",), "easy", "letter", 2)
    words = saved(screen, qtbot)
    pages = PdfReader(tmp_path / "forms.pdf").pages
    assert f"{len(pages)} pages" in words
    assert "forms.pdf" in words
    assert float(pages[0].mediabox.width) == 612
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert all("For family, friends and volunteers" in text for text in texts)
    assert sum("Page 1 of" in text for text in texts) == 2
    assert offered[0].endswith("Beck Lane team, Questionnaires.pdf")
    assert screen.save.isEnabled()
    assert screen.progress.isHidden()


def test_nobody_to_print_for_is_said_beside_the_disabled_button(screen: PrintSheetsScreen) -> None:
    for check in screen.voices.values():
        check.click()
    assert not screen.save.isEnabled()
    assert "Choose for whom the sheets are first." in seen(screen)
    assert screen.voices["family"].isVisible()
    screen.kinds[sheets.ACTIONS].click()
    assert screen.save.isEnabled()
    assert "Choose for whom the sheets are first." not in seen(screen)
    assert not screen.voices["family"].isVisible()


def test_a_file_that_cannot_be_written_is_one_sentence(
    screen: PrintSheetsScreen, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path | None], list[str]]
) -> None:
    save_to(tmp_path / "nowhere" / "forms.pdf")
    screen.kinds[sheets.TAKE_HOME].click()
    assert "could not be written" in saved(screen, qtbot)
    assert screen.save.isEnabled()


def test_changing_ones_mind_in_the_dialog_saves_nothing(
    screen: PrintSheetsScreen, save_to: Callable[[Path | None], list[str]]
) -> None:
    assert save_to(None) == []
    screen.save.click()
    assert not screen.making.is_busy
    assert screen.said() == ""


def test_a_choice_takes_the_old_sentence_away(
    screen: PrintSheetsScreen, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path | None], list[str]]
) -> None:
    save_to(tmp_path / "slips.pdf")
    screen.kinds[sheets.SLIPS].click()
    assert saved(screen, qtbot)
    screen.kinds[sheets.CONSENT].click()
    assert screen.said() == ""


def test_leaving_stops_what_is_under_way(
    screen: PrintSheetsScreen, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path | None], list[str]]
) -> None:
    save_to(tmp_path / "forms.pdf")
    screen.copies.set_value(40)
    screen.save.click()
    assert screen.making.is_busy
    screen.hide()
    assert not screen.making.is_busy
    qtbot.wait(300)
    assert list(tmp_path.glob("*.pdf")) == []


def test_esc_goes_back_to_the_room_and_enter_saves(
    screen: PrintSheetsScreen, qtbot: QtBot, save_to: Callable[[Path | None], list[str]]
) -> None:
    with qtbot.waitSignal(screen.back_wanted):
        QTest.keyClick(screen, Qt.Key.Key_Escape)
    offered = save_to(None)
    screen.take_focus()
    QTest.keyClick(screen.kinds[sheets.QUESTIONNAIRE], Qt.Key.Key_Return)
    assert len(offered) == 1

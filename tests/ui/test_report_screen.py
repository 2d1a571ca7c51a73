"""The report screen: pages are made beside it, looked at, saved and printed, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import RoundState
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui.report import ReportScreen, file_name
from climate_desktop.ui.report_printing import PagePrinter, printer_for
from climate_desktop.ui.theme import Theme

A_WHILE_MS = 30_000


@pytest.fixture
def study(example: Path) -> Iterator[Study]:
    """The example study."""
    with Study.open(example) as opened:
        yield opened


@pytest.fixture
def round_id(study: Study) -> str:
    """One of its closed rounds."""
    groups = study.workshops.groups()
    return next(r.id for r in study.workshops.rounds(groups[0].group.id) if r.state is RoundState.CLOSED)


@pytest.fixture
def screen(qtbot: QtBot, study: Study, round_id: str, theme: Theme, preferences: Preferences) -> Iterator[ReportScreen]:
    """The report of that round, on its way."""
    made = ReportScreen(study, theme, preferences=preferences)
    qtbot.addWidget(made)
    made.resize(1366, 620)
    made.show_round(round_id)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.hide()


@pytest.fixture
def ready(screen: ReportScreen, qtbot: QtBot) -> ReportScreen:
    """The report with its pages."""
    wait_for_pages(screen, qtbot)
    return screen


@pytest.fixture
def save_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], list[str]]:
    """Answers the question where to save; gives the list of what was offered."""

    def save_to(path: Path) -> list[str]:
        offered: list[str] = []

        def ask(_parent: QWidget, _head: str, first: str, _kinds: str) -> tuple[str, str]:
            offered.append(first)
            return str(path), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        return offered

    return save_to


def wait_for_pages(screen: ReportScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: screen.middle.currentWidget() is screen.preview, timeout=A_WHILE_MS)


# Looking


def test_the_report_is_made_while_the_screen_says_so_and_then_all_its_pages_are_there(
    screen: ReportScreen, qtbot: QtBot
) -> None:
    assert screen.middle.currentWidget() is screen.waiting
    assert not screen.acts.save.isEnabled()
    assert not screen.acts.print.isEnabled()
    wait_for_pages(screen, qtbot)
    count = screen.preview.document.pageCount()
    assert count > 5
    model = screen.preview.pages.model()
    assert model.rowCount() == count
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Page 2"
    assert screen.acts.save.isEnabled()


def test_the_file_of_the_preview_is_gone_when_the_screen_is_left_and_comes_back_with_it(
    ready: ReportScreen, qtbot: QtBot
) -> None:
    private = ready.private_folder
    assert private is not None
    assert len(list(private.iterdir())) == 1
    assert private.stat().st_mode & 0o077 == 0
    ready.hide()
    assert not private.exists()
    assert ready.preview.document.pageCount() == 0
    ready.show()
    wait_for_pages(ready, qtbot)


def test_page_down_turns_the_page_and_a_page_chosen_from_the_list_is_shown(ready: ReportScreen, qtbot: QtBot) -> None:
    navigator = ready.preview.view.pageNavigator()
    QTest.keyClick(ready, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: navigator.currentPage() == 1)
    assert ready.preview.pages.currentIndex().row() == 1
    assert ready.preview.view.accessibleName().startswith("Report, page 2 of ")
    assert "The domains" in ready.preview.view.accessibleDescription()
    QTest.keyClick(ready, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: navigator.currentPage() == 0)
    ready.preview.pages.setFocus()
    QTest.keyClick(ready.preview.pages, Qt.Key.Key_Down)
    QTest.keyClick(ready.preview.pages, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: navigator.currentPage() == 2)


def test_ctrl_f_finds_words_and_enter_goes_on_to_the_next_place(ready: ReportScreen, qtbot: QtBot) -> None:
    QTest.keyClick(ready, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = ready.preview.finder
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "someone might say")
    qtbot.waitUntil(lambda: field.found.startswith("1 of ") and field.found != "1 of 1", timeout=A_WHILE_MS)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.found.startswith("2 of ")
    assert ready.preview.view.pageNavigator().currentPage() > 1
    field.clear()
    QTest.keyClicks(field, "xyzzy")
    qtbot.waitUntil(lambda: field.found == "Not found")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == field.found == ""


def test_ctrl_and_the_wheel_make_the_page_larger(ready: ReportScreen) -> None:
    view = ready.preview.view
    ready.preview.zoom(larger=True)
    before = view.zoomFactor()
    middle = QPointF(view.rect().center())
    turn = QWheelEvent(
        middle, view.mapToGlobal(middle), QPointF().toPoint(), QPointF(0, 120).toPoint(), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), turn)
    assert view.zoomFactor() > before
    ready.preview.show_whole_page()
    assert view.zoomMode() == view.ZoomMode.FitInView


def test_what_was_agreed_since_is_in_the_pages_when_the_screen_is_shown_again(
    ready: ReportScreen, study: Study, round_id: str, qtbot: QtBot
) -> None:
    study.agreed.add(round_id, "Paint the garden gate violet")
    ready.show_round(round_id)
    wait_for_pages(ready, qtbot)
    document = ready.preview.document
    words = " ".join(document.getAllText(page).text() for page in range(document.pageCount()))
    assert "Paint the garden gate violet" in " ".join(words.split())


def test_the_other_paper_is_wider(ready: ReportScreen, qtbot: QtBot) -> None:
    narrow = ready.preview.document.pagePointSize(0).width()
    ready.options.choose_paper("letter")
    ready.options.paper_chosen.emit("letter")
    wait_for_pages(ready, qtbot)
    assert ready.preview.document.pagePointSize(0).width() > narrow


def test_the_ground_is_dark_and_the_page_white_in_the_dark_theme(ready: ReportScreen, theme: Theme) -> None:
    theme.set_name("dark")
    ground = ready.preview.view.palette().color(QPalette.ColorRole.Dark)
    assert ground == theme.color("sunken")
    picture = ready.preview.pages.model().picture(0, 60)  # type: ignore[attr-defined]
    assert picture.pixelColor(2, 2).name() == "#ffffff"


# Stopping and failing


def test_stop_gives_the_pages_up_and_try_again_makes_them(screen: ReportScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.making.stopped):
        screen.waiting.progress.stop.click()
    assert not screen.making.is_busy
    assert screen.waiting.said() == "Stopped. Nothing was written."
    screen.waiting.again.click()
    wait_for_pages(screen, qtbot)


def test_leaving_while_pages_are_made_leaves_no_process_and_no_file(screen: ReportScreen, qtbot: QtBot) -> None:
    private = screen.private_folder
    assert private is not None
    screen.hide()
    assert not screen.making.is_busy
    assert not private.exists()
    qtbot.wait(300)
    assert not private.exists()


# Saving


def test_the_saved_file_is_whole_and_its_folder_is_remembered(
    ready: ReportScreen, qtbot: QtBot, tmp_path: Path, preferences: Preferences, save_to: Callable[[Path], list[str]]
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    offered = save_to(folder / "our report")
    with qtbot.waitSignal(ready.saving.made, timeout=A_WHILE_MS):
        QTest.keyClick(ready, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [path.name for path in folder.iterdir()] == ["our report.pdf"]
    assert len(PdfReader(folder / "our report.pdf").pages) == ready.preview.document.pageCount()
    assert ready.acts.said() == f"Saved as “our report.pdf” in {folder}."
    assert preferences.settings.last_folder == str(folder)
    assert Path(offered[0]).name.endswith("full report.pdf")
    ready.acts.save.click()
    assert Path(offered[1]).parent == folder


def test_a_place_that_cannot_be_written_gives_one_sentence_and_leaves_nothing(
    ready: ReportScreen, qtbot: QtBot, tmp_path: Path, save_to: Callable[[Path], list[str]]
) -> None:
    (tmp_path / "a file").write_text("in the way")
    target = tmp_path / "a file" / "report.pdf"
    save_to(target)
    with qtbot.waitSignal(ready.saving.failed, timeout=A_WHILE_MS):
        ready.acts.save.click()
    assert "could not be written" in ready.acts.said()
    assert ready.acts.save.isEnabled()
    assert (tmp_path / "a file").read_text() == "in the way"


def test_thinking_better_of_saving_writes_nothing(ready: ReportScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    ready.acts.save.click()
    assert not ready.saving.is_busy
    assert ready.acts.said() == ""


def test_a_file_name_holds_nothing_that_a_file_may_not_be_called() -> None:
    assert file_name('Team "A/B": <spring>?\n') == "Team A B spring"
    assert file_name("../..") == "report"
    assert len(file_name("long " * 100)) <= 120


# Printing


def test_without_a_printer_one_sentence_says_so_and_saving_is_offered(
    ready: ReportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    save_to: Callable[[Path], list[str]],
) -> None:  # fmt: skip
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    save_to(tmp_path / "instead.pdf")
    with qtbot.waitSignal(ready.saving.made, timeout=A_WHILE_MS):
        QTest.keyClick(ready, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert ready.acts.said().startswith("There is no printer here.")
    assert (tmp_path / "instead.pdf").is_file()


def test_the_chosen_pages_go_to_the_printer_one_by_one(ready: ReportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    printer = printer_for("a4")
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 4)
    begun: list[int] = []
    printing = PagePrinter(ready.preview.document)
    printing.page_begun.connect(begun.append)
    with qtbot.waitSignal(printing.finished, timeout=A_WHILE_MS):
        printing.start(printer)
        assert begun == []
    assert begun == [2, 3, 4]
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 3


def test_printing_stops_before_the_next_page(ready: ReportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    printer = printer_for("a4")
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing = PagePrinter(ready.preview.document)
    printing.page_begun.connect(lambda page: printing.stop() if page == 2 else None)
    with qtbot.waitSignal(printing.stopped, timeout=A_WHILE_MS):
        printing.start(printer)
    assert not printing.is_busy


# For everyone


def test_nothing_runs_out_of_sight_at_the_side_at_any_text_size(
    ready: ReportScreen, theme: Theme, qtbot: QtBot
) -> None:
    for scale in theme.steps:
        theme.set_scale(scale)
        qtbot.wait(50)
        assert ready.minimumSizeHint().width() <= 1366
        page = ready.page_scroll.widget()
        assert page is not None
        assert page.minimumSizeHint().width() <= ready.page_scroll.viewport().width()
        for button in (ready.acts.print, ready.acts.save):
            assert ready.rect().contains(button.mapTo(ready, button.rect().bottomRight()))


def test_whatever_takes_the_keyboard_has_a_name(ready: ReportScreen) -> None:
    for widget in ready.findChildren(QWidget):
        if widget.isVisibleTo(ready) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName(), widget


def test_a_minimised_window_keeps_its_pages(ready: ReportScreen) -> None:
    """The system hides a minimised window by itself; that is no leaving."""
    event = QEvent(QEvent.Type.WindowStateChange)
    QApplication.sendEvent(ready, event)
    assert ready.preview.document.pageCount() > 0

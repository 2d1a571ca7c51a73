"""The Library: the list of packs, what comes in and goes, and the way from there into a pack and a workshop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from climate_desktop.core.errors import DiskFull
from climate_desktop.services.library import SUFFIX, Library
from climate_desktop.services.preferences import Preferences
from climate_desktop.ui.group_dialog import WhichGroupDialog
from climate_desktop.ui.library import LibraryScreen
from climate_desktop.ui.library_dialogs import CopyDialog, UnsavedQuestion
from climate_desktop.ui.library_pack import PackPage
from climate_desktop.ui.library_shelf import OWN, STATE, WHOSE
from climate_desktop.ui.messages import Question, WordQuestion
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.window import Window


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    return Library(tmp_path / "packs")


@pytest.fixture
def screen(qtbot: QtBot, shelf: Library, theme: Theme, preferences: Preferences) -> Iterator[LibraryScreen]:
    made = LibraryScreen(shelf, theme, preferences)
    qtbot.addWidget(made)
    made.resize(1149, 690)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    read(qtbot, made)
    made.take_focus()
    yield made
    made.give_up()


def read(qtbot: QtBot, screen: LibraryScreen) -> None:
    with qtbot.waitSignal(screen.list.shown):
        screen.refresh()


def opened(qtbot: QtBot, screen: LibraryScreen, pack_id: str) -> PackPage:
    with qtbot.waitSignal(screen.pack_shown):
        screen.open_pack(pack_id)
    assert screen.pack is not None
    return screen.pack


def answer(act: Callable[[object], None]) -> None:
    """Answers the dialog that is about to open."""
    QTimer.singleShot(0, lambda: act(QApplication.activeModalWidget()))


def press(button: str) -> Callable[[object], None]:
    def act(dialog: object) -> None:
        assert isinstance(dialog, Question)
        getattr(dialog, button).click()

    return act


@contextmanager
def reading(screen: LibraryScreen, heard: list[str]) -> Iterator[None]:
    """Reads and closes every message that opens meanwhile, whenever the work behind it comes back."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Question):
            heard.extend(label.text() for label in dialog.findChildren(QLabel) if label.text())
            dialog.yes.click()

    timer = QTimer(screen)
    timer.timeout.connect(look)
    timer.start(20)
    yield
    timer.stop()


def names(screen: LibraryScreen) -> list[str]:
    table = screen.list.table
    model = table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_without_a_pack_of_ones_own_one_button_makes_the_first(
    qtbot: QtBot, screen: LibraryScreen, shelf: Library
) -> None:
    assert screen.list.first.isVisible()

    def name_it(dialog: object) -> None:
        assert isinstance(dialog, CopyDialog)
        dialog.name.setText("Canalside wording")
        dialog.make.click()

    answer(name_it)
    with qtbot.waitSignal(screen.pack_shown) as shown:
        screen.list.first.click()
    assert [pack.name for pack in shelf.shelf() if not pack.bundled] == ["Canalside wording"]
    assert shown.args == [next(pack.id for pack in shelf.shelf() if not pack.bundled)]


def test_a_copy_needs_a_name_and_the_dialog_says_so(qtbot: QtBot, screen: LibraryScreen, shelf: Library) -> None:
    heard: list[str] = []

    def leave_it_empty(dialog: object) -> None:
        assert isinstance(dialog, CopyDialog)
        dialog.name.setText("  ")
        dialog.make.click()
        heard.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        dialog.cancel.click()

    answer(leave_it_empty)
    screen.list.first.click()
    assert any("needs a name" in words for words in heard)
    assert all(pack.bundled for pack in shelf.shelf())


def test_the_list_says_whose_a_pack_is_and_what_is_wrong_with_it(
    qtbot: QtBot, screen: LibraryScreen, shelf: Library
) -> None:
    broken = shelf.copy("social-climate", "Canalside wording")
    draft = shelf.draft(broken)
    draft.put("", "en-GB.toml", "factors", "roles", "low", "general")
    shelf.save(broken, draft)
    read(qtbot, screen)
    table = screen.list.table
    row = names(screen).index("Canalside wording")
    assert table.model().index(row, WHOSE).data() == "Your own"
    assert table.model().index(row, STATE).data() == "One thing"
    spoken = table.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Canalside wording. ")
    assert "To put right: One thing" in spoken
    assert not screen.list.first.isVisible()


def test_the_list_can_be_filtered_and_searched_by_keyboard(
    qtbot: QtBot, screen: LibraryScreen, shelf: Library
) -> None:
    for name in ("Canalside wording", "Beck Lane wording"):
        shelf.copy("social-climate", name)
    read(qtbot, screen)
    screen.list.kinds.button(OWN).click()
    assert names(screen) == ["Beck Lane wording", "Canalside wording"]
    QTest.keyClick(screen.list.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.list.find_field.hasFocus()
    QTest.keyClicks(screen.list.find_field, "canal")
    assert names(screen) == ["Canalside wording"]
    QTest.keyClicks(screen.list.find_field, "zz")
    assert names(screen) == []
    assert not screen.list.table.isVisible()


def test_enter_opens_a_pack_and_esc_leads_back_to_it(qtbot: QtBot, screen: LibraryScreen) -> None:
    assert screen.list.table.hasFocus()
    screen.list.table.choose("social-climate")
    with qtbot.waitSignal(screen.pack_shown) as shown:
        QTest.keyClick(screen.list.table, Qt.Key.Key_Return)
    assert shown.args == ["social-climate"]
    assert screen.back_one_step()
    assert screen.pack is None
    assert screen.list.table.hasFocus()
    assert not screen.back_one_step()


def test_a_shared_pack_comes_in_and_is_chosen(
    qtbot: QtBot, screen: LibraryScreen, shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack_id = shelf.copy("social-climate", "Canalside wording")
    target = tmp_path / f"canalside{SUFFIX}"
    shelf.share(pack_id, target)
    shelf.remove(pack_id)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(screen.list.shown):
        screen.list.bring_in.click()
    assert "Canalside wording" in names(screen)
    assert screen.list.table.current_id() == pack_id
    assert screen.list.table.hasFocus()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half of it", b"\x89PNG and so on" * 400])
def test_a_wrong_file_is_refused_in_one_sentence(
    qtbot: QtBot, screen: LibraryScreen, shelf: Library, tmp_path: Path, content: bytes
) -> None:
    wrong = tmp_path / f"wrong{SUFFIX}"
    wrong.write_bytes(content)
    heard: list[str] = []

    with reading(screen, heard):
        screen.list.bring(wrong)
        qtbot.waitUntil(lambda: bool(heard))
    assert len(heard) == 1
    assert "wrong.climatepack" in heard[0]
    assert all(pack.bundled for pack in shelf.shelf())
    assert screen.list.bring_in.isEnabled()


def test_a_pack_goes_only_after_a_typed_word_and_can_be_put_back(
    qtbot: QtBot, screen: LibraryScreen, shelf: Library
) -> None:
    pack_id = shelf.copy("social-climate", "Canalside wording")
    page = opened(qtbot, screen, pack_id)
    about = page.show_tab("about")

    def think_better_of_it(dialog: object) -> None:
        assert isinstance(dialog, WordQuestion)
        assert not dialog.yes.isEnabled()
        dialog.no.click()

    answer(think_better_of_it)
    about.remove.click()  # type: ignore[union-attr]
    assert pack_id in [pack.id for pack in shelf.shelf()]

    def type_it(dialog: object) -> None:
        assert isinstance(dialog, WordQuestion)
        QTest.keyClicks(dialog.field, "remove")
        dialog.yes.click()

    answer(type_it)
    with qtbot.waitSignal(screen.list.shown):
        about.remove.click()  # type: ignore[union-attr]
    assert pack_id not in [pack.id for pack in shelf.shelf()]
    assert screen.list.put_back.isVisible()
    with qtbot.waitSignal(screen.list.shown):
        screen.list.put_back.click()
    assert screen.list.table.current_id() == pack_id


def test_a_pack_that_is_gone_meanwhile_is_said_in_one_sentence(
    qtbot: QtBot, screen: LibraryScreen
) -> None:
    heard: list[str] = []
    with reading(screen, heard):
        screen.open_pack("gone")
        qtbot.waitUntil(lambda: bool(heard))
    assert "“gone”" in heard[0]
    assert screen.pack is None


# From the window


@pytest.fixture
def own(window: Window, example: Path) -> str:
    window.open_study(example)
    assert window.study is not None
    return window.study.library.copy("social-climate", "Canalside wording")


def shown(qtbot: QtBot, window: Window, pack_id: str) -> PackPage:
    window.show_library()
    assert window.library is not None
    return opened(qtbot, window.library, pack_id)


def test_the_side_navigation_leads_to_the_library_and_back(qtbot: QtBot, window: Window, own: str) -> None:
    assert window.desk is not None
    window.desk.places["library"].click()
    assert window.desk.place == "library"
    page = shown(qtbot, window, own)
    assert page.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.library is not None
    assert window.library.pack is None
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.desk.place == "groups"


@pytest.mark.parametrize("way", ["groups", "close the study", "close the window", "open another study"])
def test_unsaved_changes_are_asked_about_before_they_are_left(
    qtbot: QtBot, window: Window, own: str, way: str, tmp_path: Path
) -> None:
    page = shown(qtbot, window, own)
    page.work.put("Something new", "en-GB.toml", "pack", "about")
    assert window.desk is not None
    ways: dict[str, Callable[[], object]] = {
        "groups": window.desk.places["groups"].click,
        "close the study": window.close_study,
        "close the window": window.close,
        "open another study": lambda: window.create_study(tmp_path / "another.climate"),
    }
    asked: list[str] = []

    def stay(dialog: object) -> None:
        assert isinstance(dialog, UnsavedQuestion)
        asked.append(dialog.accessibleDescription())
        dialog.no.click()

    answer(stay)
    ways[way]()
    assert len(asked) == 1
    assert window.isVisible()
    assert window.library is not None
    assert window.library.pack is page
    assert page.work.is_changed
    answer(press("leave"))
    ways[way]()
    library = Library()
    assert library.draft(own).get("en-GB.toml", "pack", "about") != "Something new"


def test_saving_before_leaving_keeps_the_changes(qtbot: QtBot, window: Window, own: str) -> None:
    page = shown(qtbot, window, own)
    page.work.put("Something new", "en-GB.toml", "pack", "about")
    answer(press("yes"))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.library is not None
    assert window.library.pack is None
    assert Library().draft(own).get("en-GB.toml", "pack", "about") == "Something new"


def test_leaving_is_not_done_when_saving_fails(
    qtbot: QtBot, window: Window, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, window, own)
    page.work.put("Something new", "en-GB.toml", "pack", "about")

    def full(*_: object) -> str:
        raise DiskFull(folder="/home")

    monkeypatch.setattr(Library, "save", full)
    answer(press("yes"))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.library is not None
    assert window.library.pack is page
    assert page.not_saved.isVisible()
    window.library.give_up()


def test_whoever_wants_no_workshop_after_all_is_still_with_the_pack(qtbot: QtBot, window: Window, own: str) -> None:
    page = shown(qtbot, window, own)

    def not_now(dialog: object) -> None:
        assert isinstance(dialog, WhichGroupDialog)
        dialog.cancel.click()

    answer(not_now)
    page.head.use.click()
    assert window.library is not None
    assert window.library.pack is page
    assert page.isVisible()


def test_a_pack_can_be_used_in_a_workshop_from_here(qtbot: QtBot, window: Window, own: str) -> None:
    page = shown(qtbot, window, own)

    def choose(dialog: object) -> None:
        assert isinstance(dialog, WhichGroupDialog)
        dialog.choose.click()

    answer(choose)
    page.head.use.click()
    assert window.pages.currentWidget() is window.workshop
    assert window.workshop is not None
    setup = window.workshop.screen_of("setup")
    assert setup is not None
    assert setup.questions.currentData() == own  # type: ignore[attr-defined]

"""What must hold on every screen: names for screen readers, nothing cut off, nothing out of reach."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from climate_desktop.services.study import Study
from climate_desktop.ui.group_dialog import GroupDialog, WhichGroupDialog
from climate_desktop.ui.library_dialogs import CopyDialog, LanguageDialog, UnsavedQuestion
from climate_desktop.ui.library_edges import EdgesDialog
from climate_desktop.ui.library_work import PackWork
from climate_desktop.ui.messages import CrashScreen, Question, WordQuestion
from climate_desktop.ui.window import Window

Show = Callable[[Window, Path], QWidget]


def study_of(window: Window) -> Study:
    assert window.study is not None
    return window.study


def start(window: Window, example: Path) -> QWidget:
    window.preferences.remember(example)
    window.preferences.remember(example.with_name("lost.climate"))
    window.start.refresh()
    return window.start


def start_first_time(window: Window, _example: Path) -> QWidget:
    return window.start


def home(window: Window, example: Path) -> QWidget:
    window.open_study(example)
    study = study_of(window)
    group = study.workshops.groups()[0].group
    study.workshops.add_participant(study.workshops.start_round(group.id).id)
    window.show_home()
    assert window.desk is not None
    return window.desk


def home_empty(window: Window, example: Path) -> QWidget:
    window.create_study(example.with_name("empty.climate"))
    assert window.desk is not None
    return window.desk


def set_up(window: Window, example: Path) -> QWidget:
    window.open_study(example)
    assert window.home is not None
    assert window.workshop is not None
    window.home.workshop_wanted.emit(study_of(window).workshops.groups()[0].group.id)
    return window.workshop


def room(window: Window, example: Path) -> QWidget:
    window.open_study(example)
    workshops = study_of(window).workshops
    round_ = workshops.start_round(workshops.groups()[0].group.id)
    for voice in ("family", "care_worker", ""):
        workshops.add_participant(round_.id, voice)
    assert window.home is not None
    assert window.workshop is not None
    window.home.room_wanted.emit(round_.id)
    return window.workshop


def room_closed(window: Window, example: Path) -> QWidget:
    """The room of a closed round, with somebody who came late and has not begun."""
    window.open_study(example)
    assert window.workshop is not None
    workshops = study_of(window).workshops
    round_ = workshops.rounds(workshops.groups()[0].group.id)[-1]
    workshops.add_late(round_.id)
    window.workshop.show_room(round_.id)
    window.pages.setCurrentWidget(window.workshop)
    return window.workshop


def results(window: Window, example: Path) -> QWidget:
    window.open_study(example)
    assert window.home is not None
    assert window.workshop is not None
    window.home.list.opened.emit(window.home.list.cards.cards[0].group_id)
    return window.workshop


def new_group(window: Window, example: Path) -> QWidget:
    window.open_study(example)
    return GroupDialog(study_of(window), window.theme, window)


def which_group(window: Window, example: Path) -> QWidget:
    window.open_study(example)
    groups = [card.group for card in study_of(window).workshops.groups()]
    return WhichGroupDialog(groups, window.theme, parent=window)


def question(window: Window, _example: Path) -> QWidget:
    return Question(window.theme, "Take the person off?", "Nothing was answered.", yes="Yes", no="No", parent=window)


def typed_word(window: Window, _example: Path) -> QWidget:
    detail = "13 people have finished. After closing, these answers are fixed; whoever comes late waits."
    return WordQuestion(window.theme, "Close?", detail, word="close", yes="Close it", no="Not yet", parent=window)


def crash(window: Window, _example: Path) -> QWidget:
    return CrashScreen(window.theme, "KeyError", window)


def library(window: Window, example: Path) -> QWidget:
    window.open_study(example)
    window.show_library()
    assert window.library is not None
    wait_for(lambda: bool(window.library and window.library.list.shelf))
    assert window.desk is not None
    return window.desk


def opened(window: Window, example: Path, pack_id: str, tab: str) -> QWidget:
    library(window, example)
    assert window.library is not None
    window.library.open_pack(pack_id)
    wait_for(lambda: bool(window.library and window.library.pack))
    assert window.library.pack is not None
    window.library.pack.show_tab(tab)
    assert window.desk is not None
    return window.desk


def own_pack(window: Window, example: Path) -> str:
    """A pack of one's own in two languages, with one thing to put right."""
    window.open_study(example)
    shelf = study_of(window).library
    pack_id = shelf.copy("social-climate", "Canalside wording")
    draft = shelf.draft(pack_id)
    draft.put(51, "pack.toml", "bands", 1, "low")
    draft.put({"factor": "autonomy", "medium": 40, "high": 70}, "pack.toml", "edges", 0)
    draft.add_language("cy")
    shelf.save(pack_id, draft)
    return pack_id


def pack_about(window: Window, example: Path) -> QWidget:
    return opened(window, example, own_pack(window, example), "about")


def pack_statements(window: Window, example: Path) -> QWidget:
    return opened(window, example, own_pack(window, example), "statements")


def pack_texts(window: Window, example: Path) -> QWidget:
    return opened(window, example, own_pack(window, example), "texts")


def pack_bands(window: Window, example: Path) -> QWidget:
    return opened(window, example, own_pack(window, example), "bands")


def pack_problems(window: Window, example: Path) -> QWidget:
    return opened(window, example, own_pack(window, example), "problems")


def pack_bundled(window: Window, example: Path) -> QWidget:
    return opened(window, example, "social-climate", "about")


def copy_pack(window: Window, example: Path) -> QWidget:
    window.open_study(example)
    shelf = study_of(window).library
    return CopyDialog(shelf, shelf.shelf()[0], window.theme, window)


def pack_work(window: Window, example: Path) -> PackWork:
    shelf = study_of(window).library
    pack_id = own_pack(window, example)
    return PackWork(shelf, shelf.shelf()[-1], shelf.draft(pack_id), window)


def add_language(window: Window, example: Path) -> QWidget:
    window.open_study(example)
    return LanguageDialog(pack_work(window, example), window.theme, window)


def own_edges(window: Window, example: Path) -> QWidget:
    window.open_study(example)
    return EdgesDialog(pack_work(window, example), window.theme, 0, window)


def unsaved(window: Window, _example: Path) -> QWidget:
    return UnsavedQuestion(window.theme, "Canalside wording", window)


def wait_for(done: Callable[[], bool]) -> None:
    """Lets the window work until something has come back from another thread."""
    deadline = time.monotonic() + 10
    while not done():
        assert time.monotonic() < deadline
        QTest.qWait(20)


SCREENS: list[Show] = [
    start, start_first_time, home, home_empty, set_up, room, room_closed, results,
    library, pack_about, pack_statements, pack_texts, pack_bands, pack_problems, pack_bundled,
    copy_pack, add_language, own_edges, unsaved,
    new_group, which_group, question, typed_word, crash,
]  # fmt: skip


def shown(window: Window, example: Path, show: Show, scale: float, qtbot: QtBot) -> QWidget:
    """The screen as it is seen, at this text size."""
    window.theme.set_scale(scale)
    screen = show(window, example)
    if isinstance(screen, QDialog):
        qtbot.addWidget(screen)
        screen.show()
    qtbot.wait(30)
    return screen


def seen(screen: QWidget, kind: type[QWidget] = QWidget) -> list[QWidget]:
    return [part for part in screen.findChildren(kind) if part.isVisible() and not isinstance(part, QMenuBar)]


def reached_by_tab(screen: QWidget) -> list[QWidget]:
    inner = (QAbstractScrollArea,)
    return [
        part
        for part in seen(screen)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.isEnabled()
        and not isinstance(part.parentWidget(), inner)
        and part.focusProxy() is None
    ]


def name_of(part: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)


def path_of(part: QWidget) -> str:
    parent = part.parentWidget()
    text = part.text() if isinstance(part, QAbstractButton | QLabel) else ""
    return f"{type(parent).__name__} > {type(part).__name__} {text[:60]!r}"


@pytest.mark.parametrize("show", SCREENS, ids=lambda show: show.__name__)
def test_everything_the_keyboard_reaches_has_a_name_of_its_own(
    window: Window, example: Path, qtbot: QtBot, show: Show
) -> None:
    screen = shown(window, example, show, 1.0, qtbot)
    parts = reached_by_tab(screen)
    assert parts
    assert [path_of(part) for part in parts if not name_of(part).strip()] == []
    assert [name for name, times in Counter(map(name_of, parts)).items() if times > 1] == []


@pytest.mark.parametrize("show", SCREENS, ids=lambda show: show.__name__)
def test_every_target_is_24_pixels_or_more(window: Window, example: Path, qtbot: QtBot, show: Show) -> None:
    screen = shown(window, example, show, 1.0, qtbot)
    targets = [part for part in seen(screen, QAbstractButton) if part.isEnabled() and not is_decoration(part)]
    assert [path_of(part) for part in targets if min(part.width(), part.height()) < 24] == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("show", SCREENS, ids=lambda show: show.__name__)
def test_no_words_are_cut_off_and_nothing_is_out_of_reach(
    window: Window, example: Path, qtbot: QtBot, show: Show, scale: float
) -> None:
    """At every text size, on a window of 1366 × 690: words fit their labels, and pages scroll only up and down."""
    screen = shown(window, example, show, scale, qtbot)
    cut = [path_of(label) for label in seen(screen, QLabel) if isinstance(label, QLabel) and is_cut(label)]
    cut += [path_of(part) for part in seen(screen, QAbstractButton) if part.width() < part.minimumSizeHint().width()]
    assert cut == []
    sideways = [
        type(area.parentWidget()).__name__
        for area in seen(screen, QScrollArea)
        if isinstance(area, QScrollArea) and area.horizontalScrollBar().maximum() > 0
    ]
    assert sideways == []
    assert [path_of(part) for part in reached_by_tab(screen) if is_out_of_reach(part, screen)] == []


def is_decoration(part: QWidget) -> bool:
    """True for the icon inside a field: nobody presses it."""
    return isinstance(part.parentWidget(), QLineEdit)


def is_cut(label: QLabel) -> bool:
    """True when the words of a label need more room than it has."""
    if not label.text():
        return False
    if label.wordWrap():
        return label.height() + 1 < label.heightForWidth(label.width())
    return label.width() + 1 < label.sizeHint().width()


def is_out_of_reach(part: QWidget, screen: QWidget) -> bool:
    """True when a part lies outside its window and no scroll area can bring it in."""
    holder = part.parentWidget()
    while holder is not None and holder is not screen:
        if isinstance(holder, QAbstractScrollArea):
            return False
        holder = holder.parentWidget()
    start_, end = part.mapTo(screen, QPoint(0, 0)), part.mapTo(screen, part.rect().bottomRight())
    return not screen.rect().contains(start_) or not screen.rect().contains(end)

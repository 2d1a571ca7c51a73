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
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from climate_desktop.core.form_code import form_code
from climate_desktop.core.study import Helper
from climate_desktop.services.answering import AGREED
from climate_desktop.services.study import Study
from climate_desktop.ui.bring_in import BringInScreen
from climate_desktop.ui.card import CardScreen
from climate_desktop.ui.group_dialog import GroupDialog, WhichGroupDialog
from climate_desktop.ui.idle import IdleWatch
from climate_desktop.ui.keying import KeyingScreen
from climate_desktop.ui.library_dialogs import CopyDialog, LanguageDialog, UnsavedQuestion
from climate_desktop.ui.library_edges import EdgesDialog
from climate_desktop.ui.library_work import PackWork
from climate_desktop.ui.messages import CrashScreen, Question, WordQuestion
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.tally import TallyScreen
from climate_desktop.ui.window import Window
from tests.ui.conftest import OLD_LAPTOP
from tests.ui.hand_over import let_go, press

Show = Callable[[Window, Path], QWidget]
SAMPLES = Path(__file__).parent.parent / "exchange" / "samples"


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


def hands(window: Window, example: Path) -> QWidget:
    screen = room(window, example)
    assert window.workshop is not None
    window.workshop.show_way("hands")
    return screen


def hands_counted(window: Window, example: Path) -> QWidget:
    """A statement of which one hand more was counted than people are here."""
    screen = hands(window, example)
    tally = screen.findChild(TallyScreen)
    assert tally is not None
    tally.present.set_value(7)
    tally.begin.click()
    tally.counting.rows[4].counter.spin.setValue(8)
    return screen


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


def bring_in(window: Window, example: Path) -> QWidget:
    """Answers from elsewhere, before a file is chosen."""
    room(window, example)
    assert window.workshop is not None
    window.workshop.show_way("file")
    return window.workshop


def bring_in_columns(window: Window, example: Path) -> QWidget:
    """What the columns of a file are taken for."""
    shown = bring_in(window, example)
    screen = shown.findChildren(BringInScreen)[-1]
    screen.read(SAMPLES / "google-forms.csv")
    wait_for(screen.bring_in.isVisible)
    return shown


def bring_in_problems(window: Window, example: Path) -> QWidget:
    """What is to be put right in a file."""
    shown = bring_in(window, example)
    screen = shown.findChildren(BringInScreen)[-1]
    spoilt = example.with_name("answers.csv")
    spoilt.write_text((SAMPLES / "own.csv").read_text("utf-8").replace(",5", ",6", 9), "utf-8")
    screen.read(spoilt)
    wait_for(screen.bring_in.isVisible)
    return shown


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


def in_a_round(window: Window, example: Path, key: str, prepare: Callable[[Study, str], None]) -> QWidget:
    """The screen of another way in a new round with two people who have finished."""
    window.open_study(example)
    study = study_of(window)
    round_ = study.workshops.start_round(study.workshops.groups()[0].group.id, place="The long room behind the library")
    for _ in range(2):
        answering = study.answering(study.workshops.add_participant(round_.id).id)
        answering.consent(AGREED)
        answering.choose_voice("family")
        study.comments.write(answering.participant.id, "The rota changed twice in May. " * 20, may_print=False)
        answering.finish()
    prepare(study, round_.id)
    assert window.workshop is not None
    window.workshop.show_room(round_.id)
    window.pages.setCurrentWidget(window.workshop)
    window.workshop.show_way(key)
    return window.workshop


def sittings(window: Window, example: Path) -> QWidget:
    """The second of three sittings."""

    def prepare(study: Study, round_id: str) -> None:
        study.workshops.remove(study.workshops.room(round_id).participants[0].id)
        study.workshops.remove(study.workshops.room(round_id).participants[0].id)
        study.sittings.spread(round_id, study.sittings.suggest(round_id, 3))
        study.sittings.begin_next(round_id)

    return in_a_round(window, example, "sittings", prepare)


def comments(window: Window, example: Path) -> QWidget:
    return in_a_round(window, example, "comments", lambda study, round_id: void(study.workshops.close_round(round_id)))


def notes(window: Window, example: Path) -> QWidget:
    return in_a_round(window, example, "notes", lambda study, round_id: None)


def void(_: object) -> None:
    """Nothing, of whatever came out."""


def print_sheets(window: Window, example: Path) -> QWidget:
    workshop = room(window, example)
    assert window.workshop is not None
    window.workshop.show_way("print")
    return workshop


def keying(window: Window, example: Path) -> KeyingScreen:
    """The paper sheets of an open round, with one that differs in a line and one that was keyed once."""
    window.open_study(example)
    study = study_of(window)
    round_ = study.workshops.start_round(study.workshops.groups()[0].group.id, facilitator="AJ")
    code = form_code(study.workshops.pack(round_.id).text, "family", "full")
    for second in (3, 0):
        sheet = study.keying.begin(round_.id, code, "AJ", AGREED)
        for item in sheet.items:
            sheet.record(item.id, 4, lambda _: None, lambda *_: None)
        sheet.finish()
        if second:
            again = study.keying.begin_again(sheet.participant.id, "RT")
            for place, item in enumerate(again.items):
                again.record(item.id, 4 if place else second, lambda _: None, lambda *_: None)
            again.finish()
    assert window.workshop is not None
    window.workshop.show_room(round_.id)
    window.pages.setCurrentWidget(window.workshop)
    window.workshop.show_way("paper")
    screen = window.workshop.screen_of("paper")
    assert isinstance(screen, KeyingScreen)
    return screen


def keying_list(window: Window, example: Path) -> QWidget:
    screen = keying(window, example)
    screen.start.show_done("Green owl is keyed.", "Write this code on its card: ABCDE FGHJK")
    screen.start.show_wrong("“12” is not the number of a form. Look at the six digits on the sheet, and key them again.")
    assert window.workshop is not None
    return window.workshop


def keying_consent(window: Window, example: Path) -> QWidget:
    screen = keying(window, example)
    study = study_of(window)
    pack = study.workshops.pack(study.workshops.unfinished()[0].round.id)
    screen.start.code_entered.emit(form_code(pack.text, "family", "full"))
    assert screen.pages.currentWidget() is screen.consent
    assert window.workshop is not None
    return window.workshop


def keying_sheet(window: Window, example: Path) -> QWidget:
    screen = keying(window, example)
    screen.start.table.step(1)
    screen.start.code.go_on_wanted.emit()
    assert screen.pages.currentWidget() is screen.sheet
    QTest.keyClicks(screen.sheet.now, "0156789a")
    assert window.workshop is not None
    return window.workshop


def keying_differences(window: Window, example: Path) -> QWidget:
    screen = keying(window, example)
    screen.start.table.step(-1)
    screen.start.code.go_on_wanted.emit()
    assert screen.pages.currentWidget() is screen.differences
    assert window.workshop is not None
    return window.workshop


def at_a_statement(window: Window, example: Path, helper: Helper = Helper.NOBODY) -> ParticipantScreen:
    """The first statement in the hands of somebody new, in the text size of the window."""
    window.open_study(example)
    study = study_of(window)
    person = study.workshops.add_participant(study.workshops.start_round(study.workshops.groups()[0].group.id).id)
    answering = study.answering(person.id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    study.cards.make(person.id)
    screen = ParticipantScreen(study, window.theme)
    screen.resize(*OLD_LAPTOP)
    screen.begin(person.id, helper)
    screen.show()
    press(screen, "Go on")
    while screen.text_scale != window.theme.scale:
        smaller = screen.text_scale > window.theme.scale
        key = Qt.Key.Key_Minus if smaller else Qt.Key.Key_Plus
        QTest.keyClick(screen.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    return screen


def statement(window: Window, example: Path) -> QWidget:
    return at_a_statement(window, example)


def statement_together(window: Window, example: Path) -> QWidget:
    return at_a_statement(window, example, Helper.FACILITATOR)


def statement_easy(window: Window, example: Path) -> QWidget:
    screen = at_a_statement(window, example)
    press(screen, "Easy words")
    while screen.text_scale > window.theme.scale:
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    return screen


def in_somebodys_hands(window: Window, example: Path, *, sealed: bool) -> ParticipantScreen:
    """The hand-over of somebody who has begun: before their card, or with their sheet sealed."""
    window.open_study(example)
    study = study_of(window)
    round_ = study.workshops.start_round(study.workshops.groups()[0].group.id)
    answering = study.answering(study.workshops.add_participant(round_.id).id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    if sealed:
        study.cards.make(answering.participant.id)
        answering.seal()
    screen = ParticipantScreen(study, window.theme)
    screen.resize(*OLD_LAPTOP)
    screen.begin(answering.participant.id)
    screen.show()
    if not sealed:
        press(screen, "Go on")
    while screen.text_scale != window.theme.scale:
        key = Qt.Key.Key_Minus if screen.text_scale > window.theme.scale else Qt.Key.Key_Plus
        QTest.keyClick(screen, key, Qt.KeyboardModifier.ControlModifier)
    return screen


def card_given(window: Window, example: Path) -> QWidget:
    return in_somebodys_hands(window, example, sealed=False)


def card_asked(window: Window, example: Path) -> QWidget:
    return in_somebodys_hands(window, example, sealed=True)


def still_there(window: Window, example: Path) -> QWidget:
    screen = in_somebodys_hands(window, example, sealed=False)
    screen.findChildren(IdleWatch)[0].asked.emit()
    return screen


def card_brought(window: Window, example: Path) -> QWidget:
    """Somebody with the card of an unfinished sheet, in a group that has met before."""
    room(window, example)
    assert window.workshop is not None
    study = study_of(window)
    person = study.workshops.room(window.workshop.round_id).participants[0]
    code = study.cards.make(person.id)
    window.workshop.show_way("card")
    screen = window.workshop.screen_of("card")
    assert isinstance(screen, CardScreen)
    screen.field.setText(code)
    screen.find_sheet.click()
    return window.workshop


SCREENS: list[Show] = [
    start, start_first_time, home, home_empty, set_up, room, hands, hands_counted, room_closed, results,
    bring_in, bring_in_columns, bring_in_problems,
    keying_list, keying_consent, keying_sheet, keying_differences,
    library, pack_about, pack_statements, pack_texts, pack_bands, pack_problems, pack_bundled,
    copy_pack, add_language, own_edges, unsaved,
    statement, statement_together, statement_easy,
    card_given, card_asked, still_there, card_brought,
    sittings, comments, notes, print_sheets,
    new_group, which_group, question, typed_word, crash,
]  # fmt: skip


def shown(window: Window, example: Path, show: Show, scale: float, qtbot: QtBot) -> QWidget:
    """The screen as it is seen, at this text size."""
    window.theme.set_scale(scale)
    screen = show(window, example)
    if isinstance(screen, ParticipantScreen):
        qtbot.addWidget(screen, before_close_func=let_go)
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
    """What a screen reader says first. Of a list on Linux that is the name of its label, which Qt tells as a relation."""
    if isinstance(part, QComboBox):
        return part.accessibleName()
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

"""Paper sheets keyed on the number pad: every key counted, none lost, none taken for what it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.form_code import form_code
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import GroupKind, Progress, Response, Round, Standing
from climate_desktop.report.sheets.code import PREFIX
from climate_desktop.services.answering import AGREED
from climate_desktop.services.form_codes import SCANNED
from climate_desktop.services.keying import Keyed, KeyedSheet
from climate_desktop.services.study import Study
from climate_desktop.ui.button import Button
from climate_desktop.ui.keying import KeyingScreen
from climate_desktop.ui.keying_keys import KeyReader
from climate_desktop.ui.theme import Theme
from tests.ui.conftest import OLD_LAPTOP
from tests.ui.test_questionnaire import full_disk, slow_disk

PAPER = "421534213522413254123451243512345512345123451234"
"""What 48 lines of a sheet say, one digit for each."""
ENTER = "\r"
_KEYS = {ENTER: Qt.Key.Key_Enter, "\b": Qt.Key.Key_Backspace, "\x1b": Qt.Key.Key_Escape}


@pytest.fixture
def round_(study: Study) -> Round:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    return study.workshops.start_round(group.id, facilitator="AJ")


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme, round_: Round) -> KeyingScreen:
    made = KeyingScreen(study, theme)
    qtbot.addWidget(made)
    made.resize(*OLD_LAPTOP)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_round(round_.id)
    return made


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(QApplication, "beep", staticmethod(lambda: heard.append("beep")))
    return heard


@pytest.fixture
def code(study: Study, round_: Round) -> str:
    return code_of(study, round_)


def code_of(study: Study, round_: Round, form: str = "full") -> str:
    return form_code(study.workshops.pack(round_.id).text, "family", form)


def type_in(screen: QWidget, keys: str) -> None:
    """Presses keys of the number pad, each on whatever has the keyboard: never on nothing."""
    for key in keys:
        focused = screen.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        assert focused.isEnabled()
        if key in _KEYS:
            QTest.keyClick(focused, _KEYS[key], Qt.KeyboardModifier.KeypadModifier)
        else:
            QTest.keyClicks(focused, key, Qt.KeyboardModifier.KeypadModifier)


def keyed_once(screen: KeyingScreen, code: str, paper: str = PAPER) -> str:
    """A sheet keyed to its end on the screen; whose it is."""
    before = {sheet.participant.id for sheet in sheets(screen)}
    type_in(screen, f"{code}{ENTER}1{paper}{ENTER}")
    QTest.qWait(0)
    until(lambda: screen.pages.currentWidget() is screen.start)
    (new,) = (sheet.participant.id for sheet in sheets(screen) if sheet.participant.id not in before)
    return new


def until(done: Callable[[], bool]) -> None:
    for _ in range(500):
        if done():
            return
        QTest.qWait(10)
    raise AssertionError("waited too long")


def sheets(screen: KeyingScreen) -> tuple[KeyedSheet, ...]:
    return screen._study.keying.sheets(screen._round_id)  # noqa: SLF001 - what the screen shows


def stored(study: Study, person: str) -> list[Response]:
    answering = study.answering(person)
    given = answering.answers()
    return [given[item.id] for item in answering.items if item.id in given]


def words_on(screen: QWidget) -> str:
    """All that can be read."""
    seen = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    return "\n".join(seen + [button.text() for button in screen.findChildren(QAbstractButton) if button.isVisible()])


def press(screen: QWidget, words: str) -> None:
    (button,) = (one for one in screen.findChildren(Button) if one.isVisible() and one.text() == words)
    button.click()


def test_48_lines_take_50_keys_of_the_number_pad(qtbot: QtBot, study: Study, screen: KeyingScreen, code: str) -> None:
    """After the form's number: one key for consent, one for each line, Enter at the end."""
    counter = Counter()
    QApplication.instance().installEventFilter(counter)  # type: ignore[union-attr]
    type_in(screen, code + ENTER)
    for_code = counter.keys
    type_in(screen, f"1{PAPER}{ENTER}")
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.start)
    QApplication.instance().removeEventFilter(counter)  # type: ignore[union-attr]
    assert for_code == 7
    assert counter.keys - for_code <= 50
    assert counter.off_the_pad == 0
    (sheet,) = sheets(screen)
    assert sheet.state is Keyed.ONCE
    assert sheet.participant.progress is Progress.FINISHED
    assert stored(study, sheet.participant.id) == [int(digit) for digit in PAPER]
    assert sheet.paper.keyed_by == "AJ"


class Counter(QWidget):
    """Counts every press in the program, and those that are not on the number pad."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = self.off_the_pad = 0

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(_watched, QWidget) and _watched.hasFocus():
            assert isinstance(event, QKeyEvent)
            self.keys += 1
            self.off_the_pad += not event.modifiers() & Qt.KeyboardModifier.KeypadModifier
        return False


def test_every_kind_of_no_answer_has_a_key(qtbot: QtBot, study: Study, screen: KeyingScreen, code: str) -> None:
    person = keyed_once(screen, code, "06789" + "3" * 43)
    assert stored(study, person)[:5] == [
        NoAnswer.SKIPPED, NoAnswer.DONT_KNOW, NoAnswer.DOES_NOT_APPLY, NoAnswer.PREFER_NOT_TO_SAY, NoAnswer.SKIPPED,
    ]  # fmt: skip


def test_what_is_marked_about_taking_part_is_recorded(study: Study, screen: KeyingScreen, code: str) -> None:
    type_in(screen, f"{code}{ENTER}3")
    (sheet,) = sheets(screen)
    assert sheet.participant.standing is Standing.PROXY
    assert sheet.participant.consented


def test_a_sheet_without_consent_is_not_keyed(screen: KeyingScreen, code: str, beeps: list[str]) -> None:
    type_in(screen, f"{code}{ENTER}0")
    assert sheets(screen) == ()
    assert "nobody has agreed" in words_on(screen)
    assert beeps
    type_in(screen, f"{code}{ENTER}1")
    assert len(sheets(screen)) == 1


@pytest.mark.parametrize("back", [".", "-", "\b", ","])
def test_one_key_goes_back_and_the_line_is_keyed_anew(
    qtbot: QtBot, study: Study, screen: KeyingScreen, code: str, back: str
) -> None:
    type_in(screen, f"{code}{ENTER}145{back}{back}21")
    assert screen.sheet.place == 2
    (sheet,) = sheets(screen)
    assert stored(study, sheet.participant.id) == [2, 1]


def test_a_key_without_meaning_is_refused_with_a_sound_and_a_word(
    study: Study, screen: KeyingScreen, code: str, beeps: list[str]
) -> None:
    type_in(screen, f"{code}{ENTER}14")
    for key, said in (("a", "The key a has no meaning here."), ("+", "The key + "), (ENTER, "Enter has no meaning")):
        heard = len(beeps)
        type_in(screen, key)
        assert len(beeps) == heard + 1
        assert said in words_on(screen)
        assert "Nothing was written. 2 is still to key." in words_on(screen)
    (sheet,) = sheets(screen)
    assert stored(study, sheet.participant.id) == [4]
    type_in(screen, "3")
    assert not screen.sheet.notice.isVisible()
    assert stored(study, sheet.participant.id) == [4, 3]


def test_a_digit_off_the_scale_is_refused(study: Study, theme: Theme, qtbot: QtBot, beeps: list[str]) -> None:
    """On a scale of four, 5 stands for nothing."""
    pack_id = study.library.copy("social-climate", "Four answers")
    draft = study.library.draft(pack_id)
    draft.put(4, "pack.toml", "scale", "high")
    draft.remove("en-GB.toml", "scale", "5")
    study.library.save(pack_id, draft)
    group = study.workshops.add_group("Four", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id, pack_id=pack_id)
    screen = KeyingScreen(study, theme)
    qtbot.addWidget(screen)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.show_round(round_.id)
    type_in(screen, f"77{ENTER}")  # nobody is named as facilitator: who keys comes first
    type_in(screen, f"{code_of(study, round_)}{ENTER}1")
    type_in(screen, "45")
    assert len(beeps) == 1
    (sheet,) = sheets(screen)
    assert sheet.paper.keyed_by == "77"
    assert stored(study, sheet.participant.id) == [4]


def test_more_keys_than_lines_are_refused(study: Study, screen: KeyingScreen, code: str, beeps: list[str]) -> None:
    type_in(screen, f"{code}{ENTER}1{PAPER}5")
    assert beeps == ["beep"]
    assert "Every line is keyed." in words_on(screen)
    (sheet,) = sheets(screen)
    assert stored(study, sheet.participant.id) == [int(digit) for digit in PAPER]


def test_a_key_that_is_held_down_speaks_once(study: Study, screen: KeyingScreen, code: str) -> None:
    type_in(screen, f"{code}{ENTER}1")
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier, "4", autorep=True)
    type_in(screen, "4")
    for _ in range(5):
        QApplication.sendEvent(screen.focusWidget(), held)
    assert screen.sheet.place == 1


def test_a_pad_without_num_lock_is_told_so(screen: KeyingScreen, code: str, beeps: list[str]) -> None:
    type_in(screen, f"{code}{ENTER}1")
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Home, Qt.KeyboardModifier.KeypadModifier)
    assert beeps == ["beep"]
    assert "Num Lock is off." in words_on(screen)
    assert screen.sheet.place == 0


# The form's number


def test_a_wrong_number_another_version_and_an_unknown_form_are_refused_before_the_first_key(
    study: Study, screen: KeyingScreen, round_: Round, code: str, beeps: list[str]
) -> None:
    other = study.workshops.start_round(
        study.workshops.add_group("Other", GroupKind.TEAM).id, pack_id="co-production-capacity"
    )
    pack = study.workshops.pack(other.id)
    elsewhere = form_code(pack.text, pack.instrument.voices[0].id, "full")
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    unknown = form_code({"pack.toml": "an older print"}, "family", "full")
    for typed, said in (
        (wrong, "is not the number of a form"),
        (elsewhere, f"asks “{pack.language()['pack.name']}”"),
        (code_of(study, round_, "short"), "is a short one where this round asks everything"),
        (unknown, "No form here has the number"),
    ):
        heard = len(beeps)
        type_in(screen, typed + ENTER)
        assert len(beeps) == heard + 1
        assert said in words_on(screen)
        assert screen.pages.currentWidget() is screen.start
        assert screen.focusWidget() is screen.start.code
    assert study.workshops.room(round_.id).participants == ()
    type_in(screen, f"{code}{ENTER}1")  # the wrong number was marked, so that typing replaces it
    assert screen.pages.currentWidget() is screen.sheet


def test_a_scanner_types_the_number_and_enter(screen: KeyingScreen, code: str) -> None:
    assert SCANNED == PREFIX
    type_in(screen, f"CD1:{code}{ENTER}")
    assert screen.pages.currentWidget() is screen.consent
    type_in(screen, ".")
    assert screen.pages.currentWidget() is screen.start


def test_a_page_scanned_in_the_middle_of_a_sheet_writes_nothing(
    study: Study, screen: KeyingScreen, code: str, beeps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KeyReader, "burst_ms", 60_000)  # a loaded machine is slower than a scanner
    type_in(screen, f"{code}{ENTER}14CD1:{code}{ENTER}")
    assert "belongs to the form that you are keying" in words_on(screen)
    assert beeps == []
    type_in(screen, f"CD1:123455{ENTER}")
    assert "belongs to another form" in words_on(screen)
    assert beeps == ["beep"]
    type_in(screen, "2")
    (sheet,) = sheets(screen)
    assert stored(study, sheet.participant.id) == [4, 2]


def test_a_slow_c_swallows_nothing(study: Study, screen: KeyingScreen, code: str) -> None:
    type_in(screen, f"{code}{ENTER}1C")
    QTest.qWait(KeyReader.burst_ms + 50)
    type_in(screen, "5")
    (sheet,) = sheets(screen)
    assert stored(study, sheet.participant.id) == [5]


# Keyed twice


def test_three_planted_differences_are_found_and_settled(
    qtbot: QtBot, study: Study, screen: KeyingScreen, code: str, beeps: list[str]
) -> None:
    person = keyed_once(screen, code)
    again = list(PAPER)
    places = (11, 35, 43)
    for place in places:
        again[place] = "9" if place == 35 else str(int(again[place]) % 5 + 1)
    screen.start.who.setText("RT")
    type_in(screen, f"{ENTER}{''.join(again)}{ENTER}")
    differences = screen.differences
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is differences)
    assert "Keyed twice, 3 lines differ" in words_on(screen)
    assert "Look at the paper." in words_on(screen)
    said = (PAPER[11], "6", again[43])
    for number, (place, digit) in enumerate(zip(places, said, strict=True)):
        qtbot.wait(20)
        assert f"Line {place + 1}" in words_on(screen)
        choices = [one for one in differences.findChildren(QAbstractButton) if one.isCheckable() and one.isVisible()]
        assert len(choices) == 10 - (place == 35)
        assert not any(one.isChecked() for one in choices)
        assert not differences.keep.isEnabled()
        heard = len(beeps)
        type_in(screen, ENTER)
        assert len(beeps) == heard + 1
        assert len(study.keying.differences(person)) == 3 - number
        type_in(screen, digit + ENTER)
    assert screen.pages.currentWidget() is screen.start
    expected: list[Response] = [int(digit) for digit in PAPER]
    expected[35], expected[43] = NoAnswer.DONT_KNOW, int(again[43])
    assert stored(study, person) == expected
    (sheet,) = sheets(screen)
    assert sheet.state is Keyed.TWICE
    assert (sheet.paper.keyed_by, sheet.paper.keyed_again_by, sheet.paper.settled_by) == ("AJ", "RT", "RT")
    assert (sheet.paper.fields, sheet.paper.errors) == (48, 3)
    assert "3 of 48 lines keyed twice differed: 62 in 1,000." in words_on(screen)


def test_two_keyings_alike_leave_nothing_to_settle(qtbot: QtBot, screen: KeyingScreen, code: str) -> None:
    keyed_once(screen, code)
    type_in(screen, f"{ENTER}{PAPER}{ENTER}")
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.start)
    assert sheets(screen)[0].state is Keyed.TWICE
    assert "both times alike" in words_on(screen)


def test_the_second_keying_never_shows_the_first(study: Study, screen: KeyingScreen, code: str) -> None:
    keyed_once(screen, code, "1" * 48)
    type_in(screen, ENTER)
    model = screen.sheet.table.lines
    for _ in range(48):
        lines = [model.line(row) for row in range(model.rowCount())]
        assert all(line.box in (0, 5) for line in lines)
        assert all(line.box == 0 for line in lines if line.number > screen.sheet.place)
        type_in(screen, "5")
    assert "the first is not shown" in words_on(screen)


def test_differences_left_for_later_are_there_again(qtbot: QtBot, screen: KeyingScreen, code: str) -> None:
    keyed_once(screen, code)
    again = ("1" if PAPER[0] != "1" else "2") + PAPER[1:]
    type_in(screen, f"{ENTER}{again}{ENTER}")
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.differences)
    type_in(screen, "\x1b")
    assert screen.pages.currentWidget() is screen.start
    assert "1 to settle" in words_on(screen)
    type_in(screen, ENTER)
    assert screen.pages.currentWidget() is screen.differences


def test_a_second_keying_of_another_sheet_is_thrown_away(
    qtbot: QtBot, screen: KeyingScreen, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyed_once(screen, code, "1" * 48)
    type_in(screen, f"{ENTER}{'2' * 48}{ENTER}")
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.differences)
    monkeypatch.setattr(QDialog, "exec", lambda _: 1)
    press(screen, "That was another sheet")
    assert sheets(screen)[0].state is Keyed.ONCE
    assert screen.pages.currentWidget() is screen.start


# Leaving, the list, the keyboard


def test_a_sheet_left_in_the_middle_goes_on_where_it_was(study: Study, screen: KeyingScreen, code: str) -> None:
    type_in(screen, f"{code}{ENTER}1{PAPER[:20]}\x1b")
    assert "Begun" in str(screen.start.table.model().index(0, 2).data())
    type_in(screen, ENTER)
    assert screen.sheet.place == 20
    type_in(screen, PAPER[20:] + ENTER)
    until(lambda: screen.pages.currentWidget() is screen.start)
    (sheet,) = sheets(screen)
    assert stored(study, sheet.participant.id) == [int(digit) for digit in PAPER]


def test_a_sheet_left_without_a_key_leaves_nobody_in_the_room(
    study: Study, screen: KeyingScreen, round_: Round, code: str
) -> None:
    type_in(screen, f"{code}{ENTER}1\x1b")
    assert study.workshops.room(round_.id).participants == ()
    type_in(screen, f"{code}{ENTER}1")
    screen.show_round(round_.id)
    assert study.workshops.room(round_.id).participants == ()


def test_the_sheet_is_erased_once_that_is_sure(
    study: Study, screen: KeyingScreen, round_: Round, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = keyed_once(screen, code)
    monkeypatch.setattr(QDialog, "exec", lambda _: 0)
    press(screen, "Erase this sheet")
    assert [sheet.participant.id for sheet in sheets(screen)] == [person]
    monkeypatch.setattr(QDialog, "exec", lambda _: 1)
    press(screen, "Erase this sheet")
    assert study.workshops.room(round_.id).participants == ()
    assert "No sheet has been keyed yet." in words_on(screen)


def test_the_code_of_the_card_is_shown_once_after_the_first_keying(
    study: Study, screen: KeyingScreen, round_: Round, code: str
) -> None:
    person = keyed_once(screen, code)
    shown = words_on(screen)
    assert "Write this code on its card" in shown
    typed = next(line for line in shown.splitlines() if "Write this code" in line).rpartition(": ")[2]
    assert study.cards.whose(typed, round_.id).id == person
    screen.show_round(round_.id)
    assert typed not in words_on(screen)


def test_the_list_is_walked_with_plus_and_minus(screen: KeyingScreen, code: str) -> None:
    first, second = keyed_once(screen, code), keyed_once(screen, code)
    table = screen.start.table

    def chosen() -> str:
        sheet = table.chosen()
        assert sheet is not None
        return str(sheet.participant.id)

    assert chosen() == second
    type_in(screen, "--")
    assert chosen() == first
    type_in(screen, "+")
    assert chosen() == second


def test_the_keyboard_is_never_lost(qtbot: QtBot, study: Study, screen: KeyingScreen, code: str) -> None:
    """After every click with the mouse the next digit still goes where it belongs."""
    table = screen.start.table
    keyed_once(screen, code)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton)
    type_in(screen, f"{code}{ENTER}")
    assert screen.pages.currentWidget() is screen.consent
    QTest.mouseClick(screen.consent, Qt.MouseButton.LeftButton)
    type_in(screen, "1")
    for place in (screen.sheet, screen.sheet.table.viewport(), screen.sheet.pad, screen.sheet.now):
        QTest.mouseClick(place, Qt.MouseButton.LeftButton)
        before = screen.sheet.place
        type_in(screen, "3")
        assert screen.sheet.place == before + 1
    (back,) = (one for one in screen.sheet.findChildren(Button) if one.text() == "Back one")
    back.setFocus()
    back.click()
    assert screen.focusWidget() is screen.sheet.now
    type_in(screen, "3")
    assert screen.sheet.place == 4
    for button in screen.sheet.findChildren(Button):
        if button.isVisible() and button.isEnabled():
            button.setFocus()
            before = screen.sheet.place
            type_in(screen, "2")
            assert screen.sheet.place == before + 1
    press(screen, "Leave this sheet for later")
    assert screen.focusWidget() is screen.start.code


# The disk


def test_enter_waits_until_every_key_is_on_the_disk(
    qtbot: QtBot, study: Study, screen: KeyingScreen, code: str
) -> None:
    type_in(screen, f"{code}{ENTER}1{PAPER[:-1]}")
    with slow_disk(study):
        type_in(screen, PAPER[-1] + ENTER)
        qtbot.wait(250)
        assert screen.pages.currentWidget() is screen.sheet
        assert "Saving…" in words_on(screen)
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.start)
    (sheet,) = sheets(screen)
    assert stored(study, sheet.participant.id) == [int(digit) for digit in PAPER]


def test_a_full_disk_stops_the_keys_until_trying_again_works(
    qtbot: QtBot, study: Study, screen: KeyingScreen, code: str, beeps: list[str]
) -> None:
    type_in(screen, f"{code}{ENTER}1{PAPER[:8]}")
    (sheet,) = sheets(screen)
    with full_disk(study, sheet.participant):
        typed = 8
        while "NOT SAVED." not in words_on(screen):
            type_in(screen, PAPER[typed])
            typed += 1
            qtbot.wait(20)
            assert typed < 48
        heard = len(beeps)
        place = screen.sheet.place
        type_in(screen, "5")
        assert len(beeps) == heard + 1
        assert screen.sheet.place == place
    press(screen, "Try again")
    qtbot.waitUntil(lambda: f"{typed} of 48 keyed and saved" in words_on(screen))
    assert "NOT SAVED." not in words_on(screen)
    type_in(screen, PAPER[typed:] + ENTER)
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.start)
    assert stored(study, sheet.participant.id) == [int(digit) for digit in PAPER]


def test_a_round_closed_meanwhile_takes_no_sheet(
    study: Study, screen: KeyingScreen, round_: Round, code: str, beeps: list[str]
) -> None:
    keyed_once(screen, code)
    study.workshops.close_round(round_.id)
    type_in(screen, f"{code}{ENTER}1")
    assert "This round is closed" in words_on(screen)
    type_in(screen, "\b" * 6 + ENTER)
    assert "This round is closed" in words_on(screen)
    assert screen.pages.currentWidget() is screen.start
    assert len(sheets(screen)) == 1


def test_consent_kinds_are_told_in_the_words_of_the_sheet(
    study: Study, screen: KeyingScreen, round_: Round, code: str
) -> None:
    type_in(screen, code + ENTER)
    words = study.workshops.pack(round_.id).language()
    for kind in ("agree", "agree_with_support", "answered_by_another"):
        assert words[f"consent.{kind}"] in words_on(screen)
    press(screen, f"1   {words['consent.agree']}")
    assert study.answering(sheets(screen)[0].participant.id).participant.standing is Standing.SELF
    assert AGREED == "agreed"

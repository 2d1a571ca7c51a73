"""Once a person has finished, paused or left, nothing of theirs is anywhere that the next one can reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core import card_code
from climate_desktop.core.study import Participant
from climate_desktop.services.answering import AGREED
from climate_desktop.services.study import Study
from climate_desktop.ui.card import CardScreen
from climate_desktop.ui.idle import IdleWatch
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.participant_card import CardPage, CodeField, CodeLabel
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import PIN, hand_over, keys, press, somebody, start
from tests.ui.traces import left_open, traces

NEXT = Qt.Key.Key_PageDown


@pytest.fixture(autouse=True)
def _own_clipboard() -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def secrets(study: Study, person: Participant, code: str = "") -> list[str]:
    """Every statement in this person's words, where they stood, and their code in every way it is shown or told."""
    answering = study.answering(person.id)
    found = [answering.statement(item) for item in answering.items]
    found += [answering.words[f"item.{item.id}.easy"] for item in answering.items]
    found += [" of 12", "of 48", "statements have no answer", "statement has no answer"]
    if code:
        found += [code, card_code.spaced(code), " ".join(code), code.lower()]
    return found


def answer(qtbot: QtBot, screen: ParticipantScreen, count: int) -> None:
    """Answers by keyboard in every way that there is: the scale, another answer, an answer changed, one left out."""
    for number in range(count):
        if number % 4:
            keys(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_5 if number % 2 else Qt.Key.Key_0)
            if not number % 2:
                keys(qtbot, screen, Qt.Key.Key_Space)
        keys(qtbot, screen, NEXT)


def agree(qtbot: QtBot, screen: ParticipantScreen) -> str:
    """Comes to the first statement; the code that was shown on the way."""
    keys(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)
    (label,) = screen.findChildren(CodeLabel)
    code = label.code
    assert card_code.read_code(code) == code != ""
    keys(qtbot, screen, Qt.Key.Key_Return)
    return code


def nothing_left(study: Study, screen: ParticipantScreen, person: Participant, code: str) -> None:
    assert traces(secrets(study, person, code)) == []
    assert left_open(screen) == []


def test_after_finishing(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    code = agree(qtbot, screen)
    assert traces([code]) == [], "the code goes with its page"
    answer(qtbot, screen, 12)
    assert traces(secrets(study, person)), "the search finds what is there"
    assert left_open(screen)
    qtbot.waitUntil(screen.finish_button.isEnabled)
    screen.finish_button.click()
    nothing_left(study, screen, person, code)


def test_after_pausing(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    code = agree(qtbot, screen)
    answer(qtbot, screen, 5)
    press(screen, "Pause")
    pause = [b for b in screen.findChildren(QAbstractButton) if b.isVisible() and b.text() == "Pause"]
    qtbot.waitUntil(lambda: all(button.isEnabled() for button in pause))
    keys(qtbot, screen, Qt.Key.Key_Return)
    nothing_left(study, screen, person, code)


@pytest.mark.parametrize("place", ["card", "first statement", "in the middle", "other answers open", "the end"])
def test_after_sealing_wherever_the_person_stood(qtbot: QtBot, study: Study, theme: Theme, place: str) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    keys(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)
    code = screen.findChildren(CodeLabel)[0].code
    if place != "card":
        keys(qtbot, screen, Qt.Key.Key_Return)
    if place == "other answers open":
        for _ in range(3):
            QTest.keyClick(screen.focusWidget() or screen, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    if place in ("in the middle", "other answers open"):
        answer(qtbot, screen, 3)
        keys(qtbot, screen, Qt.Key.Key_2)
    if place == "the end":
        answer(qtbot, screen, 12)
    watch = screen.findChildren(IdleWatch)[0]
    watch.asked.emit()
    watch.ran_out.emit()
    assert study.answering(person.id).participant.sealed
    nothing_left(study, screen, person, code)


def test_after_leaving_by_the_pin_not_even_the_seat_is_left(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    code = agree(qtbot, screen)
    answer(qtbot, screen, 12)
    qtbot.waitUntil(screen.finish_button.isEnabled)
    screen.finish_button.click()
    press(screen, "Facilitator: back to the room")
    field = screen.focusWidget()
    assert isinstance(field, QLineEdit)
    with qtbot.waitSignal(screen.left):
        QTest.keyClicks(field, PIN)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert traces([*secrets(study, person, code), person.seat, PIN]) == []
    assert left_open(screen) == []


def test_a_wrong_code_and_a_right_one_leave_nothing(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short", begun=True)
    code = study.cards.make(person.id)
    study.answering(person.id).seal()
    screen = hand_over(qtbot, study, theme, person)
    field = screen.focusWidget()
    assert isinstance(field, CodeField)
    QTest.keyClicks(field, "0000000000")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert traces(["0000000000"]), "what is being typed is there"
    field.selectAll()
    QTest.keyClicks(field, code)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert traces([code, "0000000000"]) == []
    screen.release()
    assert traces([code, "0000000000"]) == []


def test_what_was_copied_on_this_screen_goes_with_the_person(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    start(qtbot, screen)
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        QGuiApplication.clipboard().setText("my very own words", mode)
    screen.release()
    assert traces(["my very own words"]) == []


def test_the_facilitators_screen_forgets_a_card_when_it_is_left(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short", begun=True)
    code = study.cards.make(person.id)
    screen = CardScreen(study, theme)
    qtbot.addWidget(screen)
    screen.show_round(person.round_id)
    screen.show()
    QTest.keyClicks(screen.field, code)
    assert traces([code])
    screen.find_sheet.click()
    assert traces([code]) == []
    assert traces([person.seat])
    screen.hide()
    assert traces([code, person.seat]) == []
    assert left_open(screen.findChildren(CodeField)[0]) == []


def test_the_search_looks_everywhere(qtbot: QtBot) -> None:
    """One word in each kind of place: a search that passes over one of them would be worth nothing."""
    word = "marmalade"
    holder = QWidget()
    qtbot.addWidget(holder)
    places: list[tuple[QWidget, str]] = []
    label = QLabel(word, holder)
    places.append((label, "text of"))
    named = QWidget(holder)
    named.setAccessibleName(word)
    places.append((named, "accessibleName of"))
    told = QWidget(holder)
    told.setProperty("own_property", [word])
    places.append((told, "own_property of"))
    undone = QLineEdit(holder)
    QTest.keyClicks(undone, word)
    undone.clear()
    places.append((undone, "undo of"))
    written = QPlainTextEdit(word, holder)
    places.append((written, "plainText of"))
    found = traces([word])
    for widget, place in places:
        assert any(place in told_ and type(widget).__name__ in told_ for told_ in found), place
    assert any("what QWidget tells" in told_ for told_ in found), "the accessibility tree"
    assert left_open(holder), "words in a text field"
    for widget, _ in places:
        widget.deleteLater()
    assert traces([word]) == []
    QGuiApplication.clipboard().setText(word)
    assert traces([word]) == [f"“{word}” in the Clipboard"] * len(traces([word])) != []


def test_the_card_page_tells_its_code_while_it_is_shown(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short")
    answering = study.answering(person.id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    page = CardPage(theme)
    qtbot.addWidget(page)
    page.show()
    page.give(study, answering)
    (label,) = page.findChildren(CodeLabel)
    code = label.code
    assert label.text() == card_code.spaced(code)
    assert label.accessibleName() == " ".join(code)
    assert traces([" ".join(code)])
    page.forget()
    assert traces([code, card_code.spaced(code), " ".join(code)]) == []


def test_what_was_being_written_in_ones_own_words_goes_when_the_sheet_is_sealed(
    qtbot: QtBot, study: Study, theme: Theme
) -> None:
    person = somebody(study, form="short")
    screen = hand_over(qtbot, study, theme, person)
    code = agree(qtbot, screen)
    answer(qtbot, screen, 12)
    press(screen, study.answering(person.id).words["comment.offer"])
    (box,) = [editor for editor in screen.findChildren(QPlainTextEdit) if editor.isVisible()]
    QTest.keyClicks(box, "the marmalade is runny")
    assert traces(["marmalade"])
    watch = screen.findChildren(IdleWatch)[0]
    assert watch.is_running
    watch.asked.emit()
    watch.ran_out.emit()
    assert traces(["marmalade"]) == []
    nothing_left(study, screen, person, code)

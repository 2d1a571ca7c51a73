"""The facilitator's screen for somebody who has a card, and what is printed for that person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from climate_desktop.core import card_code
from climate_desktop.core.study import Participant, Progress, Round
from climate_desktop.services.answering import AGREED
from climate_desktop.services.preferences import LONG, USUAL, Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui import messages, room_questions, slips
from climate_desktop.ui.card import CardScreen
from climate_desktop.ui.participant_card import CardPage, CodeLabel
from climate_desktop.ui.room import RoomScreen
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.window import Window
from tests.ui.conftest import Hold
from tests.ui.hand_over import press, says, somebody

Made = Callable[[str], CardScreen]


@pytest.fixture
def made(qtbot: QtBot, study: Study, theme: Theme) -> Made:
    """The screen for a round, as it is seen."""

    def made(round_id: str) -> CardScreen:
        screen = CardScreen(study, theme)
        qtbot.addWidget(screen)
        screen.resize(1366, 690)
        screen.show_round(round_id)
        screen.show()
        return screen

    return made


def find(screen: CardScreen, code: str) -> None:
    QTest.keyClicks(screen.field, code)
    QTest.keyClick(screen.field, Qt.Key.Key_Return)


def shown(screen: CardScreen) -> set[str]:
    return {b.text() for b in screen.findChildren(QAbstractButton) if b.isVisible() and b.text()}


def people(study: Study, round_: Round) -> tuple[Participant, ...]:
    return study.workshops.room(round_.id).participants


def test_a_sealed_sheet_is_found_and_goes_to_its_person(qtbot: QtBot, study: Study, made: Made) -> None:
    person = somebody(study, form="short", begun=True)
    code = study.cards.make(person.id)
    study.answering(person.id).seal()
    screen = made(person.round_id)
    assert "Go on answering" not in shown(screen)
    find(screen, card_code.spaced(code).lower())
    assert says(screen, person.seat)
    assert says(screen, "This sheet is sealed at statement 1.")
    assert screen.field.text() == ""
    with qtbot.waitSignals([screen.back_wanted, screen.hand_over_wanted, screen.changed]):
        press(screen, "Go on answering")
    assert not study.answering(person.id).participant.sealed


@pytest.mark.parametrize(
    ("typed", "told"),
    [("12", "A code has ten letters and digits."), ("0000000000", "No card has this code."), ("", "A code has ten")],
)
def test_a_code_that_does_not_do_is_told_beside_the_field(study: Study, made: Made, typed: str, told: str) -> None:
    screen = made(somebody(study, begun=True).round_id)
    find(screen, typed)
    assert says(screen, told)
    assert "Take the answers back…" not in shown(screen)


def test_too_many_wrong_codes_have_to_wait(study: Study, made: Made) -> None:
    person = somebody(study, begun=True)
    screen = made(person.round_id)
    for _ in range(5):
        screen.field.setText("0000000000")
        screen.find_sheet.click()
    assert says(screen, "Wait ")


def test_answers_are_taken_back_after_a_typed_word(
    study: Study, hold: Hold, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = hold({"family": [3, 4]})
    first, second = people(study, round_)
    screen, code = made(round_.id), study.cards.make(first.id)
    asked: list[str] = []
    answers = [False, True]

    def ask(*_: object, word: str, **__: object) -> bool:
        asked.append(word)
        return answers.pop(0)

    monkeypatch.setattr(messages, "ask_word", ask)
    find(screen, code)
    press(screen, "Take the answers back…")
    assert len(people(study, round_)) == 2
    press(screen, "Take the answers back…")
    assert asked == ["take back"] * 2
    assert [person.id for person in people(study, round_)] == [second.id]
    assert says(screen, "The sheet is erased, from this file and from its journal.")
    assert "Take the answers back…" not in shown(screen)


def test_in_a_closed_round_answers_can_be_taken_back_and_not_gone_on_with(
    study: Study, hold: Hold, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = hold({"family": [3] * 5})
    code = study.cards.make(people(study, round_)[0].id)
    study.workshops.close_round(round_.id)
    told: list[str] = []

    def ask(*words: str, **__: object) -> bool:
        told.append(words[3])
        return True

    monkeypatch.setattr(messages, "ask_word", ask)
    screen = made(round_.id)
    find(screen, code)
    assert not {"Go on answering", "Join the two"} & shown(screen)
    press(screen, "Take the answers back…")
    assert "The result of this closed round stands" in told[0]
    assert len(people(study, round_)) == 4


def test_a_copy_is_saved_where_the_person_wants_it(
    study: Study, hold: Hold, made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    round_ = hold({"family": [3]})
    person = people(study, round_)[0]
    screen, target = made(round_.id), tmp_path / "my-answers.txt"
    code = study.cards.make(person.id)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    find(screen, code)
    press(screen, "Save a copy of the answers…")
    saved = target.read_text("utf-8")
    answering = study.answering(person.id)
    assert all(answering.statement(item) in saved for item in answering.items)
    assert saved.count(answering.words["scale.3"]) == 48
    assert code not in saved
    assert says(screen, "The copy is saved.")
    errors: list[str] = []
    monkeypatch.setattr(messages, "say_error", lambda *words: errors.append(str(words[2])))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.txt"), ""))
    press(screen, "Save a copy of the answers…")
    assert "could not be written" in errors[0]


def test_two_times_are_joined_with_both_cards(study: Study, hold: Hold, made: Made) -> None:
    first = hold({"family": [3] * 5})
    earlier = people(study, first)[0]
    old = study.cards.make(earlier.id)
    study.workshops.close_round(first.id)
    second = study.workshops.start_round(first.group_id)
    answering = study.answering(study.workshops.add_participant(second.id).id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    screen = made(second.id)
    find(screen, study.cards.make(answering.participant.id))
    found = screen.findChildren(type(screen.field))[1]
    QTest.keyClicks(found, "0000000000")
    press(screen, "Join the two")
    assert says(screen, "No card has this code.")
    found.setText(old)
    QTest.keyClick(found, Qt.Key.Key_Return)
    assert says(screen, "The two sheets are joined.")
    assert found.text() == ""


def test_the_first_round_offers_nothing_to_join(study: Study, hold: Hold, made: Made) -> None:
    round_ = hold({"family": [3]})
    screen = made(round_.id)
    find(screen, study.cards.make(people(study, round_)[0].id))
    assert "Join the two" not in shown(screen)
    assert "Go on answering" not in shown(screen), "a finished sheet has nothing to go on with"


def test_how_long_the_laptop_waits_is_kept(qtbot: QtBot, study: Study, theme: Theme, preferences: Preferences) -> None:
    screen = CardScreen(study, theme)
    qtbot.addWidget(screen)
    screen.keep_in(preferences)
    screen.show()
    assert preferences.settings.patience == USUAL
    press(screen, "It asks after 20 minutes and seals the sheet after 40.")
    assert preferences.settings.patience == LONG
    again = CardScreen(study, theme)
    qtbot.addWidget(again)
    again.keep_in(preferences)
    chosen = [b.text() for b in again.findChildren(QAbstractButton) if b.isCheckable() and b.isChecked()]
    assert chosen == ["It asks after 20 minutes and seals the sheet after 40."]


def test_two_steps_lead_from_the_room_to_a_sealed_sheet_in_its_persons_hands(window: Window, example: Path) -> None:
    window.open_study(example)
    study = window.study
    assert study is not None
    assert window.workshop is not None
    round_ = study.workshops.start_round(study.workshops.groups()[0].group.id)
    study.workshops.set_pin(round_.id, "2468")
    answering = study.answering(study.workshops.add_participant(round_.id).id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    code = study.cards.make(answering.participant.id)
    answering.seal()
    window.workshop.show_room(round_.id)
    window.pages.setCurrentWidget(window.workshop)
    window.workshop.show_way("card")
    screen = window.workshop.screen_of("card")
    assert isinstance(screen, CardScreen)
    find(screen, code)
    press(screen, "Go on answering")
    assert window.participant is not None
    assert window.pages.currentWidget() is window.participant
    assert says(window.participant, f"Welcome back, {answering.participant.seat}")
    window.participant.release()


def test_the_room_tells_a_sealed_sheet_and_can_only_start_it_anew(
    qtbot: QtBot, study: Study, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = somebody(study, begun=True)
    study.answering(person.id).seal()
    room = RoomScreen(study, theme)
    qtbot.addWidget(room)
    room.show_round(person.round_id)
    room.show()
    assert says(room, "has a sealed sheet, which their card opens")
    answers = [False, True]
    monkeypatch.setattr(room_questions, "start_anew", lambda *_: answers.pop(0))
    side = room.findChildren(type(room._side))[0]  # noqa: SLF001 - the menu itself is Qt's
    side.start_anew_wanted.emit()
    assert study.answering(person.id).participant.sealed
    side.start_anew_wanted.emit()
    (anew,) = study.workshops.room(person.round_id).participants
    assert (anew.seat, anew.progress, anew.sealed) == (person.seat, Progress.NOT_STARTED, False)
    assert says(room, "is waiting to begin")


def test_the_card_is_printed_on_the_laptops_printer_or_it_says_why_not(
    qtbot: QtBot, study: Study, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = somebody(study, begun=True)
    page = CardPage(theme)
    qtbot.addWidget(page)
    page.give(study, study.answering(person.id))
    page.show()
    code = page.findChildren(CodeLabel)[0].code
    monkeypatch.setattr(slips, "print_here", lambda _: False)
    press(page, "Print it")
    assert says(page, "No printer takes it. Please write the code down.")
    target = tmp_path / "slip.pdf"

    def to_paper(slip: QTextDocument) -> bool:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return slips.print_on(slip, printer)

    monkeypatch.setattr(slips, "print_here", to_paper)
    press(page, "Print it")
    assert says(page, "It is being printed.")
    printed = QPdfDocument()
    printed.load(str(target))
    assert printed.pageCount() == 1
    told = printed.getAllText(0).text()
    assert card_code.spaced(code) in told
    assert study.workshops.round(person.round_id).label in told
    assert person.seat not in told

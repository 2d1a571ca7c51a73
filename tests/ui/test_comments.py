"""Comments on the screen: written by a participant who leaves no trace, and read by the facilitator."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind, Round
from climate_desktop.services.answering import AGREED
from climate_desktop.services.comments import MOST
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study
from climate_desktop.ui.comments import CommentsScreen
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.participant_comment import CommentPage
from climate_desktop.ui.participant_pages import ReviewPage
from climate_desktop.ui.questionnaire import Questionnaire
from climate_desktop.ui.room import RoomScreen
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.writing_box import WritingBox
from tests.ui.hand_over import everything_told, hand_over, press, says, somebody

OFFER = "Add something in your own words"
SAID = "Unmistakable marmalade sentence."


@pytest.fixture
def person_id(study: Study) -> str:
    person = somebody(study, begun=True)
    answering = study.answering(person.id)
    answer_all(answering, lambda _: 4)
    return person.id


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme, person_id: str) -> ParticipantScreen:
    """In the hands of somebody at the last page."""
    person = study.answering(person_id).participant
    study.cards.make(person_id)
    made = hand_over(qtbot, study, theme, person)
    press(made, "Go on")
    found = made.findChildren(Questionnaire)
    found[0].done.emit()
    return made


def page_of(screen: ParticipantScreen) -> CommentPage:
    return screen.findChildren(CommentPage)[0]


def test_the_last_page_offers_a_comment_and_finishing_without_one_takes_nothing_more(
    study: Study, screen: ParticipantScreen, person_id: str
) -> None:
    assert says(screen, "You have reached the end")
    press(screen, "Finish")
    assert study.comments.of_person(person_id) is None
    assert study.workshops.room(study.answering(person_id).participant.round_id).counts.finished == 1


def test_the_page_says_who_reads_it_and_when_before_a_word_is_written(screen: ParticipantScreen) -> None:
    press(screen, OFFER)
    assert says(screen, "The person who runs this workshop reads it when the round is closed.")
    assert says(screen, "If you write that someone is in danger, they may have to pass it on.")
    assert says(screen, "May the report print what you wrote?")
    press(screen, "Leave it out")
    assert says(screen, "You have reached the end")


def test_what_is_written_needs_its_own_yes_or_no(study: Study, screen: ParticipantScreen, person_id: str) -> None:
    press(screen, OFFER)
    page = page_of(screen)
    QTest.keyClicks(page.box, SAID)
    assert not page.foot.next.isEnabled()
    assert says(screen, "Choose yes or no to go on.")
    assert not page.yes.isChecked()
    assert not page.no.isChecked()
    page.no.click()
    press(screen, "Keep it")
    kept = study.comments.of_person(person_id)
    assert kept
    assert (kept.text, kept.may_print) == (SAID, False)
    press(screen, "Look at what I wrote")
    assert page.box.toPlainText() == SAID
    assert page.no.isChecked()
    page.box.selectAll()
    QTest.keyClick(page.box, Qt.Key.Key_Delete)
    press(screen, "Leave it out")
    assert study.comments.of_person(person_id) is None


def test_back_keeps_nothing(study: Study, screen: ParticipantScreen, person_id: str) -> None:
    press(screen, OFFER)
    QTest.keyClicks(page_of(screen).box, SAID)
    page_of(screen).yes.click()
    press(screen, "Back")
    assert study.comments.of_person(person_id) is None


def test_tab_leads_through_the_box_and_the_choice_to_the_way_on(screen: ParticipantScreen) -> None:
    press(screen, OFFER)
    page = page_of(screen)
    page.box.setFocus()
    QTest.keyClicks(page.box, "Hello")
    reached = []
    for _ in range(3):
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Tab)
        reached.append(screen.focusWidget())
        if reached[-1] is page.yes:
            QTest.keyClick(page.yes, Qt.Key.Key_Space)
    assert reached == [page.yes, page.foot.back, page.foot.next]


def test_after_finishing_nothing_of_the_comment_is_left_anywhere(screen: ParticipantScreen) -> None:
    press(screen, OFFER)
    page = page_of(screen)
    QTest.keyClicks(page.box, SAID)
    page.box.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(page.box, key, Qt.KeyboardModifier.ControlModifier)
    assert page.box.toPlainText() == SAID
    page.yes.click()
    press(screen, "Keep it")
    press(screen, "Finish")
    assert [told for told in everything_told(screen) if "marmalade" in told] == []
    assert "marmalade" not in page.box.toPlainText()
    page.box.undo()
    page.box.redo()
    assert page.box.toPlainText() == ""
    assert "marmalade" not in QGuiApplication.clipboard().text()
    assert not page.yes.isChecked()


def test_two_hundred_thousand_words_are_cut_at_once(qtbot: QtBot, theme: Theme) -> None:
    box = WritingBox(theme, MOST)
    qtbot.addWidget(box)
    data = QMimeData()
    data.setText("rain and " * 100_000)
    began = time.monotonic()
    box.insertFromMimeData(data)
    assert time.monotonic() - began < 1
    assert len(box.toPlainText()) == MOST
    assert box.left == 0
    QTest.keyClicks(box, "more")
    assert len(box.toPlainText()) == MOST


def test_a_file_or_markup_that_is_pasted_comes_in_as_plain_text_or_not_at_all(qtbot: QtBot, theme: Theme) -> None:
    box = WritingBox(theme, MOST)
    qtbot.addWidget(box)
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("<b>bold</b>")
    box.insertFromMimeData(data)
    assert box.toPlainText() == "<b>bold</b>"


@pytest.mark.parametrize("scale", [1.25, 2.0])
def test_the_page_can_be_read_whole_at_every_size(screen: ParticipantScreen, qtbot: QtBot, scale: float) -> None:
    press(screen, OFFER)
    screen._theme.set_scale(scale)  # noqa: SLF001 - what the size buttons do
    qtbot.wait(50)
    for label in page_of(screen).findChildren(QLabel):
        if label.isVisible() and label.wordWrap() and label.text():
            assert label.height() + 1 >= label.heightForWidth(label.width()), label.text()
    assert screen.findChildren(ReviewPage)


# The facilitator


def closed(study: Study, people: int, comments: tuple[tuple[str, bool], ...]) -> Round:
    group = study.workshops.add_group(f"Team {len(study.workshops.groups())}", GroupKind.TEAM)
    made = study.workshops.start_round(group.id)
    for number in range(people):
        answering = study.answering(study.workshops.add_participant(made.id).id)
        answering.consent(AGREED)
        answering.choose_voice("family")
        answer_all(answering, lambda _: 4)
        if number < len(comments):
            text, may_print = comments[number]
            study.comments.write(answering.participant.id, text, may_print=may_print)
        answering.finish()
    study.workshops.close_round(made.id)
    return made


def reading(qtbot: QtBot, study: Study, theme: Theme, round_: Round) -> CommentsScreen:
    made = CommentsScreen(study, theme)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show_round(round_.id)
    made.show()
    return made


def test_comments_stand_as_they_were_written_without_seats(qtbot: QtBot, study: Study, theme: Theme) -> None:
    round_ = closed(study, 3, (("<b>Ask</b> me & her.", True), ("I like the singing.", False)))
    screen = reading(qtbot, study, theme, round_)
    labels = [label for label in screen.findChildren(QLabel) if label.text() == "<b>Ask</b> me & her."]
    assert [label.textFormat() for label in labels] == [Qt.TextFormat.PlainText]
    assert says(screen, "2 people wrote something")
    assert says(screen, "For you alone: not to be printed")
    told = " ".join(everything_told(screen))
    for person in study.workshops.room(round_.id).participants:
        assert person.seat not in told


def test_below_ten_people_the_screen_says_that_comments_go_no_further(qtbot: QtBot, study: Study, theme: Theme) -> None:
    small = reading(qtbot, study, theme, closed(study, 3, (("Hello.", True),)))
    assert says(small, "Fewer than 10 people answered, so these comments go no further than you.")


def test_reading_is_confirmed_once_and_what_must_be_passed_on_is_not_printed(
    qtbot: QtBot, study: Study, theme: Theme
) -> None:
    round_ = closed(study, 10, (("Print me.", True), ("Help me.", True)))
    screen = reading(qtbot, study, theme, round_)
    assert study.comments.for_report(round_.id) == ()
    said = [one.text for one in study.comments.reading(round_.id).said]
    checks = [check for check in screen.findChildren(QCheckBox) if check.isVisible()]
    with qtbot.waitSignal(screen.changed):
        checks[said.index("Help me.")].click()
    with qtbot.waitSignal(screen.changed):
        screen.confirm.click()
    assert study.comments.for_report(round_.id) == ("Print me.",)
    assert screen.confirm.isHidden()
    assert says(screen, "Read today at")


def test_a_round_without_comments_says_so(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = reading(qtbot, study, theme, closed(study, 2, ()))
    assert says(screen, "Nobody wrote anything.")
    assert screen.confirm.isHidden()


def test_the_room_of_a_closed_round_asks_the_facilitator_to_read_until_that_is_done(
    qtbot: QtBot, study: Study, theme: Theme
) -> None:
    round_ = closed(study, 3, (("Hello.", False), ("Goodbye.", True)))
    room = RoomScreen(study, theme)
    qtbot.addWidget(room)
    room.show_round(round_.id)
    room.show()
    assert says(room, "2 people wrote something: please read it")
    assert study.workshops.can_undo_close(round_.id)
    study.comments.confirm_read(round_.id)
    room.refresh()
    assert not says(room, "wrote something")
    assert study.comments.waiting(closed(study, 1, ()).id) == 0

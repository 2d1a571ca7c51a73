"""Easy words with faces: what they show, what they store, and how one gets there and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from climate_desktop.core import faces
from climate_desktop.core.instrument import NoAnswer, Scale
from climate_desktop.core.study import Participant
from climate_desktop.services.study import Study
from climate_desktop.ui.answer_row import OtherAnswer
from climate_desktop.ui.face_tile import FaceTile, paint_face
from climate_desktop.ui.likert import Likert
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import everything_told, hand_over, keys, likert, press, rows, says, somebody, stored_ways
from tests.ui.test_questionnaire import checked, slow_disk, state

NEXT, BACK = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp


@pytest.fixture
def person(study: Study) -> Participant:
    return somebody(study, begun=True)


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme, person: Participant) -> ParticipantScreen:
    """At the first statement."""
    made = hand_over(qtbot, study, theme, person)
    press(made, "Go on")
    return made


def easy(study: Study, person: Participant, number: int) -> str:
    answering = study.answering(person.id)
    return answering.words[f"item.{answering.items[number - 1].id}.easy"]


def usual(study: Study, person: Participant, number: int) -> str:
    answering = study.answering(person.id)
    return answering.statement(answering.items[number - 1])


def test_easy_words_show_another_sentence_three_faces_and_plain_other_answers(
    study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    assert says(screen, usual(study, person, 1))
    press(screen, "Easy words")
    assert says(screen, easy(study, person, 1))
    assert not says(screen, usual(study, person, 1))
    assert [row.text() for row in rows(screen)] == ["No", "Sometimes", "Yes"]
    others = [other.text() for other in likert(screen).findChildren(OtherAnswer)]
    assert others == ["Miss this one", "I don’t know", "This is not about me", "I don’t want to say"]
    assert screen.text_scale == 1.5
    assert checked(screen) == []


def test_a_face_is_named_with_its_statement_and_is_a_radio_button(
    study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    press(screen, "Easy words")
    told = QAccessible.queryAccessibleInterface(rows(screen)[1])
    assert told is not None
    assert told.text(QAccessible.Text.Name) == f"{easy(study, person, 1)}, Sometimes"
    assert told.role() is QAccessible.Role.RadioButton


def test_faces_are_stored_as_the_ends_and_the_middle_of_the_scale(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    press(screen, "Easy words")
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        keys(qtbot, screen, key, NEXT)
    keys(qtbot, screen, Qt.Key.Key_4, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 3)
    items = [item.id for item in study.answering(person.id).items]
    assert stored_ways(study, person) == {
        items[0]: (1, "faces", "nobody"),
        items[1]: (3, "faces", "nobody"),
        items[2]: (5, "faces", "nobody"),
    }


def test_changing_the_words_in_the_middle_of_a_form_keeps_every_answer(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    keys(qtbot, screen, Qt.Key.Key_4, NEXT, Qt.Key.Key_5, NEXT)
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 2)
    before = stored_ways(study, person)
    with qtbot.assertNotEmitted(likert(screen).answered):
        press(screen, "Easy words")
        assert says(screen, easy(study, person, 3))
        keys(qtbot, screen, BACK)
        assert [row.text() for row in rows(screen) if row.isChecked()] == ["Yes"]
        keys(qtbot, screen, BACK)
    assert checked(screen) == []
    assert says(screen, "You chose “Agree” before. That stays, unless you choose again.")
    assert stored_ways(study, person) == before
    press(screen, "Usual words")
    assert checked(screen) == [4]
    assert not says(screen, "You chose")
    assert stored_ways(study, person) == before
    press(screen, "Easy words")
    keys(qtbot, screen, Qt.Key.Key_3)
    assert not says(screen, "You chose")
    first = study.answering(person.id).items[0].id
    qtbot.waitUntil(lambda: stored_ways(study, person)[first] == (5, "faces", "nobody"))
    assert len(stored_ways(study, person)) == 2


def test_an_answer_that_is_on_no_scale_stays_chosen_in_both_wordings(
    qtbot: QtBot, study: Study, screen: ParticipantScreen
) -> None:
    press(screen, "Rather not say")
    qtbot.waitUntil(lambda: state(screen) == "Saved")
    press(screen, "Easy words")
    chosen = [other.text() for other in likert(screen).findChildren(OtherAnswer) if other.isChecked()]
    assert chosen == ["I don’t want to say"]
    assert not says(screen, "You chose")


def test_an_answer_on_its_way_to_the_disk_keeps_the_words_it_was_given_in(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    with slow_disk(study):
        keys(qtbot, screen, Qt.Key.Key_5)
        press(screen, "Easy words")
        keys(qtbot, screen, NEXT, Qt.Key.Key_1)
        press(screen, "Usual words")
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 2)
    assert [mode for _, mode, _ in stored_ways(study, person).values()] == ["screen", "faces"]


def test_the_size_of_the_text_goes_back_with_the_words_unless_it_was_changed(screen: ParticipantScreen) -> None:
    press(screen, "Easy words")
    press(screen, "Usual words")
    assert screen.text_scale == 1.25
    press(screen, "Easy words")
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    press(screen, "Usual words")
    assert screen.text_scale == 2.0
    press(screen, "Easy words")
    assert screen.text_scale == 2.0


def test_who_paused_in_easy_words_goes_on_in_easy_words_and_the_next_person_does_not(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    press(screen, "Easy words")
    keys(qtbot, screen, Qt.Key.Key_3, NEXT)
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 1)
    screen.begin(person.id)
    press(screen, "Go on")
    assert [row.text() for row in rows(screen)] == ["No", "Sometimes", "Yes"]
    other = somebody(study, begun=True)
    screen.begin(other.id)
    press(screen, "Go on")
    assert rows(screen)[0].text() == "Strongly disagree"
    assert screen.text_scale == 1.25


def test_the_list_at_the_end_is_in_the_words_that_are_used(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study, form="short", begun=True)
    screen = hand_over(qtbot, study, theme, person)
    press(screen, "Go on")
    press(screen, "Easy words")
    keys(qtbot, screen, *[NEXT] * 12)
    assert says(screen, "You have reached the end")
    assert easy(study, person, 1) in set(everything_told(screen))
    assert usual(study, person, 1) not in set(everything_told(screen))


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("height", [768, 690])
def test_at_every_text_size_faces_and_other_answers_can_be_seen_and_pressed(
    qtbot: QtBot, screen: ParticipantScreen, scale: float, height: int
) -> None:
    screen.resize(1366, height)
    press(screen, "Easy words")
    while screen.text_scale != scale:
        key = Qt.Key.Key_Plus if screen.text_scale < scale else Qt.Key.Key_Minus
        QTest.keyClick(screen.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(50)
    others: list[QAbstractButton] = list(screen.findChildren(OtherAnswer))
    shown = [button for button in (*rows(screen), *others) if button.isVisible()]
    assert len(shown) == (4 if scale == 2.0 else 7)
    for button in shown:
        assert min(button.width(), button.height()) >= 44
        assert button.visibleRegion().boundingRect() == button.rect(), f"{button.text()} is cut off at {scale}"
    places = [button.mapTo(screen, button.rect().topLeft()) for button in rows(screen)]
    keys(qtbot, screen, NEXT)
    qtbot.wait(20)
    assert places == [button.mapTo(screen, button.rect().topLeft()) for button in rows(screen)]


def test_a_scale_without_a_middle_answer_keeps_its_own_answers_in_easy_words(
    qtbot: QtBot, study: Study, theme: Theme, person: Participant
) -> None:
    words = study.answering(person.id).words
    made = Likert(theme)
    qtbot.addWidget(made)
    made.set_scale(Scale(1, 4), words, easy=True)
    assert [answer.text() for answer in made.answers][:4] == [words[f"scale.{n}"] for n in range(1, 5)]
    assert [answer.text() for answer in made.answers][4:] == [words[f"easy.{kind.value}"] for kind in NoAnswer]
    assert not made.has_faces


def test_a_chosen_face_is_told_by_more_than_colour(qtbot: QtBot, screen: ParticipantScreen) -> None:
    """In grey, the tick and the thick edge still tell it from the others."""
    press(screen, "Easy words")
    tile = rows(screen)[1]
    assert isinstance(tile, FaceTile)
    before = tile.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    tile.click()
    after = tile.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    corner = (before.width() - round(30 * screen.text_scale), round(24 * screen.text_scale))
    assert before.pixelColor(*corner).lightness() - after.pixelColor(*corner).lightness() > 80


@pytest.mark.parametrize("face", sorted(faces.MOUTHS))
def test_faces_differ_in_the_mouth_alone(face: str) -> None:
    def drawn(name: str) -> QImage:
        image = QImage(100, 100, QImage.Format.Format_Grayscale8)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_face(painter, QRectF(0, 0, 100, 100), name, QColor("black"))
        painter.end()
        return image

    one, other = drawn(face), drawn("yes" if face == "no" else "no")
    assert one.copy(0, 0, 100, 52) == other.copy(0, 0, 100, 52)
    assert one.copy(25, 52, 50, 32) != other.copy(25, 52, 50, 32)


def test_the_words_cannot_be_changed_while_an_answer_is_not_saved(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    """Trying again would store it as given in other words."""
    other = study.workshops.add_participant(person.round_id)
    answering = study.answering(other.id)
    answering.consent("agreed")
    answering.choose_voice("family")
    answering.finish()
    study.workshops.close_round(person.round_id)
    keys(qtbot, screen, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: state(screen) == "Not saved")
    press(screen, "Easy words")
    assert rows(screen)[0].text() == "Strongly disagree"

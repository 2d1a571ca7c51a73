"""Answering together, and answering for somebody else: how it begins, what the screen says, and what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QRadioButton
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind, Helper, Mode, Participant, Standing
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.room import RoomScreen
from climate_desktop.ui.room_table import RoomTable
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.window import Window
from tests.ui.hand_over import PIN, hand_over, keys, likert, press, says, somebody, start, stored_ways

NEXT, BACK = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp


@pytest.fixture
def person(study: Study) -> Participant:
    return somebody(study, begun=True)


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme, person: Participant) -> ParticipantScreen:
    return hand_over(qtbot, study, theme, person)


def entries(room: RoomScreen) -> list[QAction]:
    """The menu for the chosen person, as it opens with one press."""
    press(room, "More for this person")
    return [action for menu in room.findChildren(QMenu) for action in menu.actions()]


def test_from_the_room_two_people_answer_together_in_two_steps(
    qtbot: QtBot, tmp_path: Path, preferences: Preferences
) -> None:
    path = tmp_path / "hall.climate"
    with Study.create(path) as made:
        round_ = made.workshops.start_round(made.workshops.add_group("Top Lock", GroupKind.TEAM).id)
        made.workshops.set_pin(round_.id, PIN)
        person = made.workshops.add_participant(round_.id)
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    window.open_study(path)
    assert window.workshop is not None
    window.workshop.show_room(round_.id)
    window.pages.setCurrentWidget(window.workshop)
    room = window.workshop.screen_of("room")
    assert isinstance(room, RoomScreen)
    offered = [action for action in entries(room) if action.text() == "Answer together: you read and enter"]
    assert len(offered) == 1
    offered[0].trigger()
    assert window.participant is not None
    assert window.pages.currentWidget() is window.participant
    assert says(window.participant, "Answering together")
    start(qtbot, window.participant)
    keys(qtbot, window.participant, Qt.Key.Key_4)
    study = window.study
    assert study is not None
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 1)
    assert list(stored_ways(study, person).values()) == [(4, "helped", "facilitator")]
    window.participant.release()
    window.close_study()


def test_the_room_offers_nothing_together_to_who_has_finished(
    qtbot: QtBot, study: Study, theme: Theme, person: Participant
) -> None:
    study.answering(person.id).finish()
    room = RoomScreen(study, theme)
    qtbot.addWidget(room)
    room.resize(1366, 768)
    room.show_round(person.round_id)
    room.show()
    with qtbot.assertNotEmitted(room.together_wanted):
        for action in entries(room):
            if action.text().startswith("Answer together"):
                assert not action.isEnabled()
                action.trigger()


def test_somebody_who_came_late_can_answer_together_too(
    qtbot: QtBot, study: Study, theme: Theme, person: Participant
) -> None:
    study.answering(person.id).finish()
    study.workshops.close_round(person.round_id)
    late = study.workshops.add_late(person.round_id)
    room = RoomScreen(study, theme)
    qtbot.addWidget(room)
    room.resize(1366, 768)
    room.show_round(person.round_id)
    room.show()
    table = room.findChild(RoomTable)
    assert isinstance(table, RoomTable)
    table.choose(late.id)
    offered = [action for action in entries(room) if action.text() == "Answer together: with somebody they chose"]
    with qtbot.waitSignal(room.together_wanted) as asked:
        offered[0].trigger()
    assert asked.args == [late.id, Helper.CHOSEN.value]


@pytest.mark.parametrize("helper", [Helper.FACILITATOR, Helper.CHOSEN])
def test_who_helped_is_stored_beside_each_answer(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant, helper: Helper
) -> None:
    screen.begin(person.id, helper)
    press(screen, "Go on")
    keys(qtbot, screen, Qt.Key.Key_2, NEXT, Qt.Key.Key_0, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 2)
    assert {way[1:] for way in stored_ways(study, person).values()} == {("helped", helper.value)}


def test_the_screen_tells_the_facilitator_what_to_do_and_who_sees_the_answers(
    screen: ParticipantScreen, person: Participant
) -> None:
    screen.begin(person.id, Helper.FACILITATOR)
    assert says(screen, "Answering together")
    press(screen, "Go on")
    assert says(screen, "Read this and all the answers aloud. Press what the person chooses.")
    assert says(screen, "Only the two of you see what is chosen.")
    assert not says(screen, "Nobody in this room sees what you choose.")


def test_the_next_person_is_alone_again(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    screen.begin(person.id, Helper.FACILITATOR)
    press(screen, "Go on")
    screen.begin(person.id)
    assert not says(screen, "Answering together")
    press(screen, "Go on")
    assert says(screen, "Nobody in this room sees what you choose.")
    keys(qtbot, screen, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 1)
    assert list(stored_ways(study, person).values()) == [(1, "screen", "nobody")]


def test_who_says_that_somebody_helps_answers_together_and_it_is_stored(
    qtbot: QtBot, study: Study, theme: Theme
) -> None:
    person = somebody(study)
    screen = hand_over(qtbot, study, theme, person)
    assert not says(screen, "Answering together")
    keys(qtbot, screen, Qt.Key.Key_2, *[Qt.Key.Key_Return], Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert says(screen, "Answering together")
    assert says(screen, "Only you and whoever is helping you see what you choose.")
    keys(qtbot, screen, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 1)
    assert list(stored_ways(study, person).values()) == [(5, "helped", "chosen")]


def test_easy_words_together_keep_the_helper(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    screen.begin(person.id, Helper.CHOSEN)
    press(screen, "Go on")
    press(screen, "Easy words")
    keys(qtbot, screen, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 1)
    assert list(stored_ways(study, person).values()) == [(5, "faces", "chosen")]
    rows = study._store.call(lambda rows: rows.ways(person.round_id, finished_only=False))  # noqa: SLF001 - what scoring reads
    assert rows == {person.id: (Mode.FACES, Helper.CHOSEN)}


# Answered by another


def choices(screen: ParticipantScreen) -> list[str]:
    return [row.text() for row in screen.findChildren(QRadioButton) if row.isVisible()]


def test_a_proxy_is_chosen_before_answering_and_never_called_consent(qtbot: QtBot, study: Study, theme: Theme) -> None:
    person = somebody(study)
    screen = hand_over(qtbot, study, theme, person)
    keys(qtbot, screen, Qt.Key.Key_3, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert says(screen, "How much would the person you answer for agree?")
    assert says(screen, "Only you see what you choose for this person.")
    answering = study.answering(person.id)
    assert answering.consent_kind() == "answered_by_another"
    assert answering.participant.standing is Standing.PROXY
    keys(qtbot, screen, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 1)


def test_a_proxy_is_not_asked_for_an_open_circle(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study, open_circle=True))
    keys(qtbot, screen, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert says(screen, "Who are you here?")


def test_with_the_first_answer_it_is_settled_who_answers(
    qtbot: QtBot, study: Study, screen: ParticipantScreen, person: Participant
) -> None:
    press(screen, "Go on")
    keys(qtbot, screen, BACK, BACK)
    assert "I am answering for someone who cannot, even with help" in choices(screen)
    keys(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Return)
    keys(qtbot, screen, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: len(stored_ways(study, person)) == 1)
    keys(qtbot, screen, BACK, BACK)
    assert choices(screen) == ["I agree to take part", "I agree, and someone is helping me", "No, thank you"]
    assert says(screen, "Who answers was settled with the first answer.")
    assert likert(screen) is not None

"""How an answer came in and who helped with it, beside each answer."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select

from climate_desktop.core.errors import KnownError, StandingIsFixed
from climate_desktop.core.instrument import NoAnswer, Scale
from climate_desktop.core.study import GroupKind, Helper, Mode, Response, Standing
from climate_desktop.services.answering import AGREED, AGREED_WITH_SUPPORT, ANSWERED_BY_ANOTHER, Answering
from climate_desktop.services.study import Study
from climate_desktop.store.tables import ANSWERS


@pytest.fixture
def answering(study: Study) -> Answering:
    """Somebody of a new round who has chosen the family's voice, but not agreed yet."""
    group = study.workshops.add_group("Top Lock", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id)
    made = study.answering(study.workshops.add_participant(round_.id).id)
    made.choose_voice("family")
    return made


def record(answering: Answering, item: str, response: Response) -> None:
    """Records one answer and waits until it is durable."""
    came = threading.Event()
    wrong: list[KnownError] = []

    def failed(_item: str, error: KnownError) -> None:
        wrong.append(error)
        came.set()

    answering.record(item, response, lambda _: came.set(), failed)
    assert came.wait(10)
    assert not wrong


def stored(study: Study, answering: Answering) -> dict[str, tuple[str, str]]:
    """Mode and helper beside each of the person's answers."""
    mine = select(ANSWERS).where(ANSWERS.c.participant_id == answering.participant.id)
    found = study._store.call(lambda rows: list(rows._connection.execute(mine)))  # noqa: SLF001 - what is in the file
    return {row.item_id: (row.mode, row.helper) for row in found}


def test_each_answer_keeps_the_way_in_which_it_was_given(study: Study, answering: Answering) -> None:
    answering.consent(AGREED)
    record(answering, "autonomy_1", 4)
    answering.use(Mode.FACES)
    record(answering, "autonomy_2", 3)
    answering.use(Mode.SCREEN)
    record(answering, "autonomy_3", 2)
    answering.helped_by(Helper.FACILITATOR)
    record(answering, "autonomy_4", NoAnswer.DONT_KNOW)
    answering.helped_by(Helper.CHOSEN)
    record(answering, "learning_1", 5)
    answering.helped_by(Helper.NOBODY)
    record(answering, "learning_2", 5)
    assert stored(study, answering) == {
        "autonomy_1": ("screen", "nobody"),
        "autonomy_2": ("faces", "nobody"),
        "autonomy_3": ("screen", "nobody"),
        "autonomy_4": ("helped", "facilitator"),
        "learning_1": ("helped", "chosen"),
        "learning_2": ("screen", "nobody"),
    }
    assert answering.answers()["autonomy_1"] == 4


def test_faces_that_are_used_with_help_stay_faces_and_the_helper_stands_beside_them(
    study: Study, answering: Answering
) -> None:
    answering.consent(AGREED)
    answering.helped_by(Helper.FACILITATOR)
    answering.use(Mode.FACES)
    record(answering, "autonomy_1", 1)
    assert stored(study, answering) == {"autonomy_1": ("faces", "facilitator")}


def test_an_answer_that_is_given_again_has_the_way_of_the_last_time(study: Study, answering: Answering) -> None:
    answering.consent(AGREED)
    record(answering, "autonomy_1", 4)
    answering.use(Mode.FACES)
    record(answering, "autonomy_1", 5)
    assert stored(study, answering) == {"autonomy_1": ("faces", "nobody")}


def test_answers_that_come_all_at_once_have_the_present_way(study: Study, answering: Answering) -> None:
    answering.consent(AGREED)
    answering.use(Mode.FACES)
    answering.record_all({"autonomy_1": 1, "autonomy_2": 5})
    assert set(stored(study, answering).values()) == {("faces", "nobody")}


def test_who_agreed_with_support_is_helped_by_somebody_of_their_own_choosing(
    study: Study, answering: Answering
) -> None:
    assert not answering.helped
    answering.consent(AGREED_WITH_SUPPORT)
    assert (answering.helped, answering.helper) == (True, Helper.CHOSEN)
    later = study.answering(answering.participant.id)
    assert later.consent_kind() == AGREED_WITH_SUPPORT
    assert later.helped
    record(later, "autonomy_1", 4)
    assert stored(study, answering) == {"autonomy_1": ("helped", "chosen")}
    later.helped_by(Helper.FACILITATOR)
    assert later.helper is Helper.FACILITATOR
    later.helped_by(Helper.NOBODY)
    later.consent(AGREED)
    assert not later.helped


def test_most_answers_so_far_tell_in_which_way_somebody_goes_on(study: Study, answering: Answering) -> None:
    answering.consent(AGREED)
    assert answering.usual_way() == (Mode.SCREEN, Helper.NOBODY)
    record(answering, "autonomy_1", 4)
    answering.use(Mode.FACES)
    record(answering, "autonomy_2", 3)
    record(answering, "autonomy_3", 3)
    assert study.answering(answering.participant.id).usual_way() == (Mode.FACES, Helper.NOBODY)
    assert study.answering(answering.participant.id).way == (Mode.SCREEN, Helper.NOBODY)


def test_with_faces_the_statement_is_in_easy_words(answering: Answering) -> None:
    item = answering.items[0]
    usual = answering.statement(item)
    answering.use(Mode.FACES)
    assert answering.statement(item) == answering.words[f"item.{item.id}.easy"] != usual
    answering.use(Mode.SCREEN)
    assert answering.statement(item) == usual


def test_who_answers_is_settled_with_the_first_answer(study: Study, answering: Answering) -> None:
    answering.consent(AGREED)
    answering.consent(ANSWERED_BY_ANOTHER)
    assert answering.participant.standing is Standing.PROXY
    record(answering, "autonomy_1", 4)
    for kind in (AGREED, AGREED_WITH_SUPPORT):
        with pytest.raises(StandingIsFixed, match="remove this person from the room"):
            answering.consent(kind)
    assert study.answering(answering.participant.id).participant.standing is Standing.PROXY
    assert study.answering(answering.participant.id).consent_kind() == ANSWERED_BY_ANOTHER
    answering.consent(ANSWERED_BY_ANOTHER)


def test_own_answers_never_become_those_of_another(study: Study, answering: Answering) -> None:
    answering.consent(AGREED)
    record(answering, "autonomy_1", 4)
    with pytest.raises(StandingIsFixed):
        answering.consent(ANSWERED_BY_ANOTHER)
    answering.consent(AGREED_WITH_SUPPORT)
    assert study.answering(answering.participant.id).participant.standing is Standing.SELF


@pytest.mark.parametrize(
    ("low", "high", "faces"),
    [
        (1, 5, {"no": 1, "sometimes": 3, "yes": 5}),
        (-3, 3, {"no": -3, "sometimes": 0, "yes": 3}),
        (0, 10, {"no": 0, "sometimes": 5, "yes": 10}),
        (0, 1, {"no": 0, "yes": 1}),
        (1, 4, {}),
    ],
)
def test_faces_stand_for_the_lowest_the_middle_and_the_highest_answer(
    low: int, high: int, faces: dict[str, int]
) -> None:
    assert Scale(low, high).faces == faces

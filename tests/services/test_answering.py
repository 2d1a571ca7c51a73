"""One participant, from the first page to the last."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from climate_desktop.core.errors import (
    ConsentMissing,
    KnownError,
    NoSuchParticipant,
    OffTheScale,
    RoundIsClosed,
    UnknownItem,
    UnknownVoice,
)
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import GroupKind, Progress, Response, Standing
from climate_desktop.services.answering import AGREED, ANSWERED_BY_ANOTHER, Answering
from climate_desktop.services.study import Study
from tests.services.conftest import Hold


@pytest.fixture
def answering(study: Study) -> Answering:
    group = study.workshops.add_group("Top Lock circle", GroupKind.CIRCLE)
    round_ = study.workshops.start_round(group.id)
    return study.answering(study.workshops.add_participant(round_.id).id)


def record(answering: Answering, item: str, response: Response) -> str | KnownError:
    """Record one answer and wait for what comes back: the item's id, or the error."""
    came = threading.Event()
    told: list[str | KnownError] = []

    def saved(item_id: str) -> None:
        told.append(item_id)
        came.set()

    def failed(item_id: str, error: KnownError) -> None:
        assert item_id == item
        told.append(error)
        came.set()

    answering.record(item, response, saved, failed)
    assert came.wait(10)
    return told[0]


def test_nothing_is_taken_before_consent(answering: Answering) -> None:
    with pytest.raises(ConsentMissing):
        record(answering, "decisions_2", 4)


def test_an_answer_is_stored_once_it_is_said_to_be_and_can_be_changed(study: Study, answering: Answering) -> None:
    answering.consent(AGREED)
    answering.choose_voice("circle_member")
    assert record(answering, "decisions_2", 4) == "decisions_2"
    assert record(answering, "decisions_2", NoAnswer.PREFER_NOT_TO_SAY) == "decisions_2"
    assert study.answering(answering.participant.id).answers() == {"decisions_2": NoAnswer.PREFER_NOT_TO_SAY}
    assert answering.participant.progress is Progress.BEGUN
    assert len(answering.unanswered()) == 47


def test_what_cannot_be_an_answer_is_refused_before_anything_is_stored(answering: Answering) -> None:
    answering.consent(AGREED)
    for value in (0, 6, -1):
        with pytest.raises(OffTheScale, match="from 1 to 5"):
            record(answering, "decisions_2", value)
    with pytest.raises(UnknownItem):
        record(answering, "decisions_9", 3)
    assert answering.answers() == {}


def test_a_voice_that_the_group_does_not_offer_is_refused(answering: Answering) -> None:
    with pytest.raises(UnknownVoice):
        answering.choose_voice("cat")


def test_the_statement_is_worded_for_the_voice(answering: Answering) -> None:
    answering.consent(AGREED)
    item = answering.items[0]
    told = set()
    for voice in answering.voices:
        answering.choose_voice(voice.id)
        told.add(answering.statement(item))
    assert len(told) == 4


def test_somebody_answering_for_another_is_a_proxy(study: Study, answering: Answering) -> None:
    answering.consent(ANSWERED_BY_ANOTHER)
    assert study.answering(answering.participant.id).participant.standing is Standing.PROXY


def test_finishing_and_coming_back_keep_the_place(study: Study, answering: Answering) -> None:
    answering.consent(AGREED)
    answering.choose_voice("family")
    answering.reached(17)
    answering.reached(17)
    answering.pause()
    again = study.answering(answering.participant.id)
    assert again.participant.at_item == 17
    again.finish()
    assert study.answering(answering.participant.id).participant.progress is Progress.FINISHED


def test_after_a_power_cut_the_sheet_reopens_at_the_statement_after_the_last_answer(
    study: Study, answering: Answering
) -> None:
    answering.consent(AGREED)
    answering.choose_voice("family")
    record(answering, answering.items[4].id, 4)
    answering.reached(5)
    assert study.answering(answering.participant.id).participant.at_item == 5
    record(answering, answering.items[47].id, 4)
    assert study.answering(answering.participant.id).participant.at_item == 47
    answering.reached(2)
    answering.pause()
    assert study.answering(answering.participant.id).participant.at_item == 2


def test_an_answer_to_a_closed_round_fails_in_words_and_is_not_stored(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3] * 5})
    person = study.workshops.room(round_.id).participants[0]
    answering = study.answering(person.id)
    study.workshops.close_round(round_.id)
    assert isinstance(record(answering, "decisions_2", 1), RoundIsClosed)
    assert answering.answers()["decisions_2"] == 3


def test_a_full_form_takes_ten_minutes_and_a_short_one_two_or_three(answering: Answering) -> None:
    assert answering.minutes == 10
    answering.items = answering.items[:12]
    assert answering.minutes == 2


def test_nobody_is_nobody(study: Study) -> None:
    with pytest.raises(NoSuchParticipant):
        study.answering("nobody")


def test_answers_of_a_closed_study_are_there_when_it_is_opened_again(
    tmp_path: Path, answering: Answering, study: Study
) -> None:
    answering.consent(AGREED)
    record(answering, "unity_1", 5)
    study.close()
    with Study.open(study.path) as again:
        assert again.answering(answering.participant.id).answers() == {"unity_1": 5}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["test-study.climate"]

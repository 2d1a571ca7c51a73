"""A private yes or no before the first answer, of which only the outcome is ever known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from climate_desktop.core.errors import OpenCircleEnded, RoundHasAnswers, RoundIsClosed, VoteMissing
from climate_desktop.core.study import GroupKind, OpenCircle, Participant, Round
from climate_desktop.services import listing, printing
from climate_desktop.services.answering import AGREED, ANSWERED_BY_ANOTHER
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study

VOICES = ("care_receiver", "care_worker", "care_worker", "family", "family", "family", "family")
YES_OF_32_LETTERS = b"\x03\x4d\x09"
"""How a row of an id and a 1 begins in the file: three bytes of head, 32 letters of text, the number one."""
Vote = bool | None
Ask = Callable[..., Round]


def answer(study: Study, person: Participant, voice: str, vote: Vote, given: int = 4) -> None:
    answering = study.answering(person.id)
    answering.consent(AGREED if vote is not None else ANSWERED_BY_ANOTHER)
    if vote is not None and answering.must_vote:
        answering.vote(agrees=vote)
    answering.choose_voice(voice)
    answer_all(answering, lambda _: given)
    answering.finish()


@pytest.fixture
def ask(study: Study) -> Ask:
    """An open round in which everyone is asked for an open circle and votes so; None answers for somebody else."""

    def ask(votes: Sequence[Vote], voices: Sequence[str] = VOICES, *, asked: bool = True) -> Round:
        group = study.workshops.add_group(f"Group {len(study.workshops.groups())}", GroupKind.TEAM)
        round_ = study.workshops.start_round(group.id, open_circle=asked)
        for voice, vote in zip(voices, votes, strict=False):
            answer(study, study.workshops.add_participant(round_.id), voice, vote, 2 if voice == "care_receiver" else 4)
        return round_

    return ask


def closed(study: Study, round_: Round) -> OpenCircle:
    return study.workshops.close_round(round_.id).open_circle


def test_when_everyone_says_yes_voices_down_to_one_person_are_shown(study: Study, ask: Ask) -> None:
    round_ = ask([True] * 7)
    assert closed(study, round_) is OpenCircle.AGREED
    result = study.results.result(round_.id)
    assert result.open_circle
    assert not result.hidden
    assert result.voices == {"care_receiver": 1, "care_worker": 2, "family": 4}
    assert result.measures["systems.decisions"].voices["care_receiver"].figure == 25
    assert result.spreads == ()


def test_a_pair_that_agrees_has_scores_too(study: Study, ask: Ask) -> None:
    round_ = ask([True, True])
    study.workshops.close_round(round_.id)
    assert study.results.result(round_.id).scored


@pytest.mark.parametrize("people", [6, 12])
def test_detail_still_takes_ten_people(study: Study, ask: Ask, people: int) -> None:
    """Half of them choose 1 and half 5, so every theme is split."""
    round_ = ask([])
    for place in range(people):
        answer(study, study.workshops.add_participant(round_.id), "family", True, 1 + 4 * (place % 2))
    assert closed(study, round_) is OpenCircle.AGREED
    assert bool(study.results.result(round_.id).spreads) is (people >= 10)


@pytest.mark.parametrize("votes", [[True] * 6 + [False], [False] * 7, [True] * 6 + [None]])
def test_one_no_and_one_proxy_end_it(study: Study, ask: Ask, votes: Sequence[Vote]) -> None:
    round_ = ask(votes)
    assert closed(study, round_) is OpenCircle.NOT_AGREED
    result = study.results.result(round_.id)
    assert not result.open_circle
    assert result.voices == {}
    assert listing.result(study, round_.id)["banner"] is None


def test_four_people_who_do_not_agree_get_the_conversation_sheet(study: Study, ask: Ask) -> None:
    round_ = ask([True, True, True, False])
    study.workshops.close_round(round_.id)
    assert not study.results.result(round_.id).scored


def test_whoever_joins_later_is_asked_first_even_when_somebody_has_said_no(study: Study, ask: Ask) -> None:
    round_ = ask([False, True])
    late = study.answering(study.workshops.add_participant(round_.id).id)
    late.consent(AGREED)
    assert late.must_vote
    late.choose_voice("family")
    with pytest.raises(VoteMissing):
        late.record(late.items[0].id, 3, lambda _: None, lambda *_: None)
    late.vote(agrees=True)
    assert not late.must_vote
    assert not study.answering(late.participant.id).must_vote
    assert closed(study, round_) is OpenCircle.NOT_AGREED


def test_somebody_who_has_begun_and_never_said_yes_ends_it(study: Study, ask: Ask) -> None:
    round_ = ask([True] * 7)
    study.answering(study.workshops.add_participant(round_.id).id).consent(AGREED)
    study.workshops.add_participant(round_.id)
    assert closed(study, round_) is OpenCircle.NOT_AGREED


def test_a_no_may_become_a_yes_and_a_no_that_left_the_room_does_not_count(study: Study, ask: Ask) -> None:
    round_ = ask([True] * 6 + [False, False], [*VOICES, "family"])
    unsure, gone = study.workshops.room(round_.id).participants[-2:]
    study.answering(unsure.id).vote(agrees=True)
    study.workshops.remove(gone.id)
    assert closed(study, round_) is OpenCircle.AGREED


def test_who_answers_for_another_is_not_asked(study: Study, ask: Ask) -> None:
    round_ = ask([])
    answering = study.answering(study.workshops.add_participant(round_.id).id)
    answering.consent(ANSWERED_BY_ANOTHER)
    assert not answering.must_vote


def test_nobody_is_asked_where_it_is_not_proposed(study: Study, ask: Ask) -> None:
    round_ = ask([True] * 7, asked=False)
    assert closed(study, round_) is OpenCircle.NOT_PROPOSED
    assert study.results.result(round_.id).voices == {}


def test_the_single_votes_are_gone_from_the_file_after_closing(study: Study, ask: Ask) -> None:
    round_ = ask([True] * 7)
    people = [person.id for person in study.workshops.room(round_.id).participants]
    voted = study._store.call(lambda rows: [rows.has_voted(person) for person in people])  # noqa: SLF001
    assert all(voted)
    votes = [YES_OF_32_LETTERS + person.encode() for person in people[1:]]  # the first is row 1 of other tables too
    assert all(any(vote in file for file in in_the_file(study)) for vote in votes)
    study.workshops.close_round(round_.id)
    voted = study._store.call(lambda rows: [rows.has_voted(person) for person in people])  # noqa: SLF001
    assert not any(voted)
    assert not any(vote in file for vote in votes for file in in_the_file(study))
    with pytest.raises(RoundIsClosed):
        study._store.call(lambda rows: rows.put_vote(people[0], agrees=True))  # noqa: SLF001


def in_the_file(study: Study) -> list[bytes]:
    """The bytes of the study and of its journal."""
    return [file.read_bytes() for file in study.path.parent.iterdir() if file.name.startswith(study.path.name)]


def test_the_room_says_nothing_of_how_people_voted(study: Study, ask: Ask) -> None:
    """Every field of the room is the same whatever was said, but for ids, seats and times."""
    rooms = [study.workshops.room(ask([vote] * 3).id) for vote in (True, False)]
    told = [(room.round.open_circle, [(p.voice, p.progress, p.consented) for p in room.participants]) for room in rooms]
    assert told[0] == told[1]


def test_it_can_be_changed_until_somebody_has_agreed_to_take_part(study: Study, ask: Ask) -> None:
    round_ = ask([], asked=False)
    change = study.workshops.change_round
    assert change(round_.id, open_circle=True).open_circle is OpenCircle.PROPOSED
    assert change(round_.id, open_circle=False).open_circle is OpenCircle.NOT_PROPOSED
    study.answering(study.workshops.add_participant(round_.id).id).consent(AGREED)
    with pytest.raises(RoundHasAnswers):
        change(round_.id, open_circle=True)
    assert change(round_.id, open_circle=False, place="Hall").open_circle is OpenCircle.NOT_PROPOSED


@pytest.mark.parametrize("vote", [True, False])
def test_undoing_closing_ends_it_and_nobody_is_asked_twice(study: Study, ask: Ask, vote: bool) -> None:
    round_ = ask([vote] * 3)
    study.workshops.close_round(round_.id)
    assert study.workshops.undo_close(round_.id).open_circle is OpenCircle.ENDED
    answering = study.answering(study.workshops.add_participant(round_.id).id)
    answering.consent(AGREED)
    assert not answering.must_vote
    for person in study.workshops.room(round_.id).participants:
        study.workshops.remove(person.id)
    with pytest.raises(OpenCircleEnded):
        study.workshops.change_round(round_.id, open_circle=True)
    answer(study, study.workshops.add_participant(round_.id), "family", True)
    assert closed(study, round_) is OpenCircle.ENDED
    assert not study.results.result(round_.id).open_circle


def test_undoing_the_closing_of_a_protected_round_leaves_the_question_open(study: Study, ask: Ask) -> None:
    round_ = ask([True], asked=False)
    study.workshops.close_round(round_.id)
    assert study.workshops.undo_close(round_.id).open_circle is OpenCircle.NOT_PROPOSED


def test_somebody_alone_in_a_voice_who_left_a_theme_out_has_no_score_on_it(study: Study, ask: Ask) -> None:
    round_ = ask([True] * 4, ["family"] * 4)
    alone = study.answering(study.workshops.add_participant(round_.id).id)
    alone.consent(AGREED)
    alone.vote(agrees=True)
    alone.choose_voice("care_receiver")
    left_out = alone.instrument.items[0].factor
    answer_all(alone, lambda item: None if alone.instrument.item[item].factor == left_out else 3)
    alone.finish()
    study.workshops.close_round(round_.id)
    result = study.results.result(round_.id)
    factor = f"{alone.instrument.domain_of[left_out]}.{left_out}"
    assert "care_receiver" not in result.measures[factor].voices
    assert result.measures[factor.partition(".")[0]].voices["care_receiver"].figure == 50
    assert study.results.reading(round_.id).domains


def test_a_corrected_result_of_an_open_circle_protects_people(study: Study, ask: Ask) -> None:
    """Those who came late were never asked."""
    round_ = ask([True] * 6, ["family"] * 5 + ["care_receiver"])
    study.workshops.close_round(round_.id)
    assert study.results.result(round_.id).voices == {"family": 5, "care_receiver": 1}
    for given in (2, 3, 4, 2, 3):
        late = study.answering(study.workshops.add_late(round_.id).id)
        late.consent(AGREED)
        assert not late.may_vote
        late.choose_voice("family")
        answer_all(late, lambda _, given=given: given)  # type: ignore[misc]
        late.finish()
    study.workshops.correct_round(round_.id)
    result = study.results.result(round_.id)
    assert not result.open_circle
    assert result.voices == {}
    assert listing.result(study, round_.id)["banner"].startswith("Corrected on")


def test_the_banner_stands_on_every_page_and_in_the_list(study: Study, ask: Ask, tmp_path: Path) -> None:
    round_ = ask([True] * 7)
    study.workshops.close_round(round_.id)
    sentence = study.results.words(round_.id)["say.open_circle"]
    pages = text_of_pages(study, round_, tmp_path)
    assert len(pages) > 5
    assert all(sentence in page for page in pages)
    told = " ".join(pages)
    assert "a score is shown however few people stand behind it" in told
    assert "If somebody takes theirs back later, this report is withdrawn." in told
    assert "can no longer be told from the rest" not in told
    found = listing.result(study, round_.id)
    assert found["banner"] == sentence
    assert found["open_circle"]
    assert sentence in listing.lines(found)


def test_a_report_from_which_somebody_took_their_answers_back_is_marked_withdrawn(
    study: Study, ask: Ask, tmp_path: Path
) -> None:
    round_ = ask([True] * 7)
    study.workshops.close_round(round_.id)
    before = study.results.result(round_.id)
    study.workshops.take_back(study.workshops.room(round_.id).participants[0].id)
    sentence = study.results.words(round_.id)["say.open_circle_withdrawn"]
    assert study.results.result(round_.id).measures == before.measures
    assert all(sentence in page for page in text_of_pages(study, round_, tmp_path))


def text_of_pages(study: Study, round_: Round, folder: Path) -> list[str]:
    """Each page's words, with single spaces."""
    printing.make_report(printing.content(study, round_.id), folder / "report.pdf")
    return [" ".join(page.extract_text().split()) for page in PdfReader(folder / "report.pdf").pages]

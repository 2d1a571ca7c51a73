"""Comments: written with a yes or no of their own, read by the facilitator, and printed only where that is safe."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from climate_desktop import cli
from climate_desktop.core.errors import ConsentMissing, NoSuchParticipant, RoundIsClosed, RoundIsOpen, SheetIsSealed
from climate_desktop.core.study import GroupKind, Round
from climate_desktop.services import printing
from climate_desktop.services.answering import AGREED
from climate_desktop.services.comments import MOST
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study

Room = Callable[..., tuple[Round, list[str]]]
VOICES = ("care_receiver", "care_worker", "family")


@pytest.fixture
def room(study: Study) -> Room:
    """An open round with so many people who have finished, and their ids."""

    def room(people: int) -> tuple[Round, list[str]]:
        group = study.workshops.add_group(f"Team {len(study.workshops.groups())}", GroupKind.TEAM)
        made = study.workshops.start_round(group.id)
        return made, [somebody(study, made, VOICES[number % 3]) for number in range(people)]

    return room


def somebody(study: Study, round_: Round, voice: str = "family", *, late: bool = False) -> str:
    add = study.workshops.add_late if late else study.workshops.add_participant
    answering = study.answering(add(round_.id).id)
    answering.consent(AGREED)
    answering.choose_voice(voice)
    answer_all(answering, lambda _: 4)
    answering.finish()
    return answering.participant.id


def close_and_read(study: Study, round_: Round) -> None:
    study.workshops.close_round(round_.id)
    study.comments.confirm_read(round_.id)


def test_a_comment_is_kept_with_its_own_consent_and_the_wording_that_asked_for_it(study: Study, room: Room) -> None:
    _, (person, *_others) = room(2)
    assert study.comments.of_person(person) is None
    study.comments.write(person, "  The  rota\nchanged twice.\u202e ", may_print=True)
    kept = study.comments.of_person(person)
    assert kept
    assert (kept.text, kept.may_print, kept.passed_on) == ("The rota changed twice.", True, False)
    assert kept.wording.startswith("social-climate ")
    study.comments.write(person, "Another thought.", may_print=False)
    kept = study.comments.of_person(person)
    assert kept
    assert (kept.text, kept.may_print) == ("Another thought.", False)


@pytest.mark.parametrize("text", ["", "   \n\t ", "\u200b\u202e\x00"])
def test_a_comment_without_words_is_none_and_takes_an_earlier_one_away(study: Study, room: Room, text: str) -> None:
    _, (person, *_others) = room(2)
    study.comments.write(person, "Take this away.", may_print=True)
    assert study.comments.write(person, text, may_print=True) is None
    assert study.comments.of_person(person) is None


def test_a_comment_of_two_hundred_thousand_words_is_cut(study: Study, room: Room) -> None:
    _, (person, *_others) = room(1)
    written = study.comments.write(person, "rain " * 200_000, may_print=True)
    assert written
    assert len(written.text) <= MOST
    assert written.text.endswith("rain")


def test_who_has_not_agreed_or_whose_sheet_is_sealed_writes_nothing(study: Study, room: Room) -> None:
    round_, _ = room(1)
    nobody = study.workshops.add_participant(round_.id)
    with pytest.raises(ConsentMissing):
        study.comments.write(nobody.id, "Hello", may_print=True)
    answering = study.answering(nobody.id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    answering.seal()
    with pytest.raises(SheetIsSealed):
        study.comments.write(nobody.id, "Hello", may_print=True)
    with pytest.raises(NoSuchParticipant):
        study.comments.write("nobody", "Hello", may_print=True)


def test_comments_are_read_after_closing_only_and_what_is_read_fixes_the_closing(study: Study, room: Room) -> None:
    round_, (person, *_others) = room(3)
    with pytest.raises(RoundIsOpen):
        study.comments.reading(round_.id)
    with pytest.raises(RoundIsOpen):
        study.comments.confirm_read(round_.id)
    study.workshops.close_round(round_.id)
    assert study.comments.reading(round_.id).said == ()
    study.workshops.undo_close(round_.id)
    study.comments.write(person, "Nobody asks me.", may_print=True)
    study.workshops.close_round(round_.id)
    assert study.workshops.can_undo_close(round_.id)
    assert [one.text for one in study.comments.reading(round_.id).said] == ["Nobody asks me."]
    assert not study.workshops.can_undo_close(round_.id)
    with pytest.raises(RoundIsClosed):
        study.comments.write(person, "Something else.", may_print=True)


def test_having_read_is_noted_and_starts_anew_when_closing_is_undone(study: Study, room: Room) -> None:
    round_, _ = room(1)
    study.workshops.close_round(round_.id)
    assert study.comments.reading(round_.id).read_at is None
    at = study.comments.confirm_read(round_.id)
    assert study.comments.reading(round_.id).read_at == at
    study.workshops.undo_close(round_.id)
    study.workshops.close_round(round_.id)
    assert study.comments.reading(round_.id).read_at is None


def test_what_is_read_tells_neither_seat_nor_order(study: Study, room: Room) -> None:
    """The order must not be that in which people came: with twelve people that comes by chance once in a lifetime."""
    round_, people = room(12)
    for number, person in enumerate(people):
        study.comments.write(person, f"Comment {number}", may_print=True)
    close_and_read(study, round_)
    said = [one.text for one in study.comments.reading(round_.id).said]
    came = [f"Comment {number}" for number in range(12)]
    assert sorted(said) == sorted(came)
    assert said != came
    assert said == [one.text for one in study.comments.reading(round_.id).said]
    seats = {person.seat for person in study.workshops.room(round_.id).participants}
    assert not any(seat in str(one) for seat in seats for one in study.comments.reading(round_.id).said)


def test_below_ten_people_a_comment_goes_no_further(study: Study, room: Room) -> None:
    for people, printed in ((9, ()), (10, ("Nobody asks me.",))):
        round_, (person, *_others) = room(people)
        study.comments.write(person, "Nobody asks me.", may_print=True)
        close_and_read(study, round_)
        assert study.comments.reading(round_.id).goes_further is bool(printed)
        assert printing.content(study, round_.id).comments == printed


def test_only_comments_with_a_yes_that_were_read_and_need_not_be_passed_on_are_printed(
    study: Study, room: Room
) -> None:
    round_, (one, two, three, *_others) = room(10)
    study.comments.write(one, "Print me.", may_print=True)
    study.comments.write(two, "Keep me.", may_print=False)
    study.comments.write(three, "Help me.", may_print=True)
    study.workshops.close_round(round_.id)
    assert study.comments.for_report(round_.id) == ()
    study.comments.mark(three, passed_on=True)
    study.comments.confirm_read(round_.id)
    assert study.comments.for_report(round_.id) == ("Print me.",)
    study.comments.mark(three, passed_on=False)
    assert sorted(study.comments.for_report(round_.id)) == ["Help me.", "Print me."]


def test_whoever_comes_late_or_never_finished_is_read_and_not_printed(study: Study, room: Room) -> None:
    round_, _ = room(10)
    begun = study.answering(study.workshops.add_participant(round_.id).id)
    begun.consent(AGREED)
    study.comments.write(begun.participant.id, "I stopped.", may_print=True)
    close_and_read(study, round_)
    study.comments.write(somebody(study, round_, late=True), "I came late.", may_print=True)
    assert study.comments.for_report(round_.id) == ()
    assert {one.text for one in study.comments.reading(round_.id).said} == {"I stopped.", "I came late."}


def test_taking_back_erases_the_comment_too_also_from_the_bytes_of_the_file(study: Study, room: Room) -> None:
    round_, (person, *_others) = room(10)
    study.comments.write(person, "Unmistakable marmalade sentence.", may_print=True)
    close_and_read(study, round_)
    study.workshops.take_back(person)
    assert study.comments.reading(round_.id).said == ()
    assert study.comments.for_report(round_.id) == ()
    with pytest.raises(NoSuchParticipant):
        study.comments.mark(person, passed_on=True)
    beside = study.path.parent.glob(f"{study.path.name}*")
    assert not any(b"Unmistakable marmalade" in file.read_bytes() for file in beside)


def test_nothing_of_a_comment_is_among_the_scores(
    study: Study, room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    round_, people = room(12)
    for person in people:
        study.comments.write(person, "Unmistakable marmalade sentence.", may_print=True)
    close_and_read(study, round_)
    study.results.result(round_.id)
    study.close()
    assert cli.main(["score", str(study.path), "--round", round_.id, "--json"]) == 0
    assert cli.main(["list", str(study.path), "--json"]) == 0
    told = capsys.readouterr().out
    assert round_.id in told
    assert "marmalade" not in told

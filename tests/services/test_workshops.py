"""Groups, rounds and the room, on a real study file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from climate_desktop.core.errors import (
    ClosingStands,
    NameMissing,
    NameTaken,
    NobodyFinished,
    NoSuchGroup,
    NoSuchParticipant,
    NoSuchRound,
    NothingWritten,
    RoundHasAnswers,
    RoundIsClosed,
    RoundIsOpen,
    UnknownVoice,
)
from climate_desktop.core.study import ActionState, GroupKind, Progress, RoundState
from climate_desktop.services import seats, workshops
from climate_desktop.services.study import Study
from tests.services.conftest import Hold


def test_a_group_needs_a_name_of_its_own(study: Study) -> None:
    study.workshops.add_group("  Beck\tLane \u202eteam ", GroupKind.TEAM)
    assert [card.group.name for card in study.workshops.groups()] == ["Beck Lane team"]
    with pytest.raises(NameTaken, match="beck lane TEAM"):
        study.workshops.add_group("beck lane TEAM", GroupKind.CIRCLE)
    with pytest.raises(NameMissing):
        study.workshops.add_group(" \n ", GroupKind.TEAM)
    with pytest.raises(NoSuchGroup):
        study.workshops.group("nowhere")


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2026, 2, 1), "Winter 2026"), (date(2026, 3, 1), "Spring 2026"), (date(2026, 8, 31), "Summer 2026"),
     (date(2026, 11, 30), "Autumn 2026"), (date(2026, 12, 1), "Winter 2026")],
)  # fmt: skip
def test_a_round_is_called_after_its_season(day: date, name: str) -> None:
    assert workshops.season(day) == name


def test_a_round_starts_with_defaults_and_keeps_the_packs_own_text(study: Study) -> None:
    group = study.workshops.add_group("Top Lock team", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id, held_on=date(2026, 4, 14), invited={"family": 3, "circle_member": 2})
    assert (round_.number, round_.label, round_.state) == (1, "Spring 2026", RoundState.OPEN)
    assert round_.invited == {"care_receiver": 0, "care_worker": 0, "family": 3}
    assert study.workshops.pack(round_.id).fingerprint == study.workshops.default_pack().fingerprint
    assert study.workshops.start_round(group.id).number == 2
    assert [u.round.number for u in study.workshops.unfinished()] == [2, 1]
    with pytest.raises(NoSuchRound):
        study.workshops.round("nowhere")
    with pytest.raises(NoSuchRound):
        study.workshops.sitting("nowhere")
    with pytest.raises(NoSuchRound):
        study.workshops.room("nowhere")
    with pytest.raises(NoSuchRound):
        study.workshops.pack("nowhere")


def test_a_round_can_be_changed_until_it_is_closed_and_its_form_until_the_first_answer(
    study: Study, hold: Hold
) -> None:
    round_ = hold({"family": [3]})
    study.workshops.change_round(round_.id, place="Hebble Hall", facilitator="AJ", invited={"family": 9})
    room = study.workshops.room(round_.id)
    assert (room.sitting.place, room.sitting.facilitator, room.round.invited["family"]) == ("Hebble Hall", "AJ", 9)
    with pytest.raises(RoundHasAnswers):
        study.workshops.change_round(round_.id, form="short")
    study.workshops.close_round(round_.id)
    with pytest.raises(RoundIsClosed):
        study.workshops.change_round(round_.id, place="Elsewhere")


def test_the_form_can_be_changed_before_anybody_begins(study: Study) -> None:
    group = study.workshops.add_group("Top Lock team", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id)
    person = study.workshops.add_participant(round_.id, "family")
    changed = study.workshops.change_round(round_.id, form="short", held_on=date(2026, 5, 1))
    assert changed.form == "short"
    assert study.workshops.sitting(round_.id).held_on == date(2026, 5, 1)
    assert len(study.answering(person.id).items) == 12


def test_people_get_seat_names_that_nobody_else_has(study: Study) -> None:
    group = study.workshops.add_group("Top Lock team", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id)
    names = [study.workshops.add_participant(round_.id).seat for _ in range(13)]
    assert len(set(names)) == 13
    assert len({name.split()[1] for name in names[:12]}) == 12
    assert len({name.split()[0] for name in names[:12]}) == 12
    everybody = [f"{colour} {animal}" for colour in seats.COLOURS for animal in seats.ANIMALS]
    assert seats.free_seat(everybody, Random(1)) == "Seat 145"


def test_the_room_lists_the_unfinished_first_and_counts_everybody(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3, 3]})
    late = study.workshops.add_participant(round_.id, "care_worker")
    room = study.workshops.room(round_.id)
    assert room.participants[0].id == late.id
    assert (room.counts.here, room.counts.begun, room.counts.finished) == (3, 0, 2)


def test_a_voice_must_be_one_that_the_group_offers_and_can_be_mended(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3]})
    person = study.workshops.room(round_.id).participants[0]
    assert study.workshops.set_voice(person.id, "care_worker").voice == "care_worker"
    with pytest.raises(UnknownVoice, match="care_receiver, care_worker, family"):
        study.workshops.set_voice(person.id, "circle_member")
    with pytest.raises(UnknownVoice):
        study.workshops.add_participant(round_.id, "nobody")
    with pytest.raises(NoSuchParticipant):
        study.workshops.set_voice("nobody", "family")


def test_an_accidental_finish_can_be_undone_and_a_person_taken_out(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3, 4]})
    first, second = study.workshops.room(round_.id).participants
    assert study.workshops.reopen(first.id).progress is Progress.BEGUN
    assert len(study.answering(first.id).answers()) == 48
    study.workshops.remove(second.id)
    assert [p.id for p in study.workshops.room(round_.id).participants] == [first.id]
    with pytest.raises(NobodyFinished):
        study.workshops.close_round(round_.id)


def test_closing_freezes_and_can_be_undone_until_somebody_looks(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3] * 5})
    with pytest.raises(RoundIsOpen):
        study.results.result(round_.id)
    assert study.workshops.close_round(round_.id).closed_at is not None
    assert study.workshops.groups()[0].latest is None
    assert study.workshops.undo_close(round_.id).state is RoundState.OPEN
    study.workshops.close_round(round_.id)
    with pytest.raises(RoundIsClosed):
        study.workshops.close_round(round_.id)
    assert study.results.result(round_.id).measures["growth"].everyone is not None
    assert not study.workshops.can_undo_close(round_.id)
    with pytest.raises(ClosingStands):
        study.workshops.undo_close(round_.id)
    card = study.workshops.groups()[0]
    assert card.latest is not None
    assert card.open_round is None


def test_a_closed_round_takes_nobody_and_lets_nobody_go(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3] * 5})
    person = study.workshops.room(round_.id).participants[0]
    study.workshops.close_round(round_.id)
    for refused in (
        lambda: study.workshops.add_participant(round_.id),
        lambda: study.workshops.reopen(person.id),
        lambda: study.workshops.remove(person.id),
    ):
        with pytest.raises(RoundIsClosed):
            refused()
    with pytest.raises(NoSuchRound):
        study.workshops.close_round("nowhere")


def test_people_who_did_not_finish_do_not_count(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3] * 6})
    study.workshops.reopen(study.workshops.room(round_.id).participants[0].id)
    study.workshops.close_round(round_.id)
    assert study.results.result(round_.id).answered == 5


def test_the_pin_is_kept_as_a_hash_only(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3]})
    assert study.workshops.pin_is(round_.id, "")
    study.workshops.set_pin(round_.id, "47118362")
    assert study.workshops.has_pin(round_.id)
    assert study.workshops.pin_is(round_.id, "47118362")
    assert not study.workshops.pin_is(round_.id, "47118363")
    study.close()
    assert b"47118362" not in study.path.read_bytes()
    assert b"$argon2id$" in study.path.read_bytes()


def test_what_was_agreed_can_be_added_changed_taken_back_and_put_back(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3]})
    first = study.agreed.add(round_.id, " Share the rota\n early. ", "Workers", "May")
    study.agreed.add(round_.id, "Hold a tea.")
    assert [a.text for a in study.agreed.of(round_.id)] == ["Share the rota early.", "Hold a tea."]
    assert study.workshops.groups()[0].open_actions == 2
    with pytest.raises(NothingWritten):
        study.agreed.add(round_.id, "  ")
    with pytest.raises(NothingWritten):
        study.agreed.change(replace(first, text="\n"))
    done = study.agreed.change(replace(first, state=ActionState.DONE, text=" Share  it. "))
    assert done.text == "Share it."
    assert study.workshops.groups()[0].open_actions == 1
    study.agreed.remove(first.id)
    assert len(study.agreed.of(round_.id)) == 1
    study.agreed.restore(done, 0)
    assert [a.text for a in study.agreed.of(round_.id)] == ["Share it.", "Hold a tea."]

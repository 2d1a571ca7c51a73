"""A group's round in a real study, from the room to the closed result, and what happens to it afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from climate_desktop.core.study import Participant, Progress, Standing
from climate_desktop.services.study import Study
from climate_desktop.services.world import World
from climate_desktop.store import Rows
from tests.audit.groups import Group, Person


def hold(study: Study, group: Group, group_id: str = "") -> str:
    """The id of the round that the group held: everyone answered, some left, and it was closed.

    The answers of the whole room are written at once, for speed; all else is done by the services.
    """
    if not group_id:
        group_id = study.workshops.add_group(group.name, group.kind).id
    invited = {group.people[0].voice: group.invited} if group.people else {}
    round_ = study.workshops.start_round(group_id, form=group.form, invited=invited)
    sitting = study.workshops.sitting(round_.id).id
    sat = [
        Participant(World().new_id(), round_.id, sitting, seat(place), "", Progress.NOT_STARTED)
        for place in range(len(group.people))
    ]
    _sit(study, round_.id, group.people, sat, group.form, new=True)
    take_back(study, round_.id, [place for place, person in enumerate(group.people) if person.leaves])
    study.workshops.close_round(round_.id)
    return round_.id


def come_late(study: Study, round_id: str, people: Sequence[Person]) -> None:
    """People who come to a closed round, answer and finish."""
    sat = [study.workshops.add_late(round_id) for _ in people]
    _sit(study, round_id, people, sat, study.workshops.round(round_id).form, new=False)


def take_back(study: Study, round_id: str, places: Collection[int]) -> None:
    """The people at these places of the group take their answers back."""
    seats = {seat(place) for place in places}
    for person in study.workshops.room(round_id).participants:
        if person.seat in seats:
            study.workshops.take_back(person.id)


def seat(place: int) -> str:
    """The seat of the person at a place of the group."""
    return f"Seat {place} of the group"


def _sit(
    study: Study, round_id: str, people: Sequence[Person], sat: Sequence[Participant], form: str, *, new: bool
) -> None:
    asked = {item.id for item in study.workshops.pack(round_id).instrument.items_asked(form)}
    now = World().now()

    def work(rows: Rows) -> None:
        for person, participant in zip(people, sat, strict=True):
            answered = replace(
                participant,
                voice=person.voice,
                standing=Standing.PROXY if person.proxy else Standing.SELF,
                progress=Progress.FINISHED if person.finished else Progress.BEGUN,
                consented=True,
            )
            (rows.add_participant if new else rows.update_participant)(answered)
            for item, answer in person.answers.items():
                if item in asked:
                    rows.put_answer(answered.id, item, answer, now)

    study._store.call(work)  # noqa: SLF001 - a transaction for each answer would take minutes

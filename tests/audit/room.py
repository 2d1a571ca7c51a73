"""Who was there and who left what out: what the attacker is taken to know about the people, beside everything printed.

This is the stronger attacker: who saw everyone's sheet being filled in, but not one answer on it. So the sets of people
behind every number are known exactly, and nothing of what they felt.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from climate_desktop.core.instrument import Instrument
from tests.audit.groups import Group
from tests.audit.published import EVERYONE


@dataclass(frozen=True)
class Seat:
    """One person whose answers count: the voice, and how many statements of each factor were answered on the scale."""

    voice: str
    answered: dict[str, int]


class Room:
    """The people who count, numbered from 0, and who of them stands behind which score."""

    def __init__(self, group: Group, instrument: Instrument) -> None:
        self.instrument, self.form = instrument, group.form
        asked = instrument.items_asked(group.form)
        self.items = {f.id: [item for item in asked if item.factor == f.id] for f in instrument.factors}
        self.places = [place for place, person in enumerate(group.people) if person.counts]
        self.people = [group.people[place] for place in self.places]
        self.seats = [
            Seat(
                person.voice,
                {f: sum(isinstance(person.answers.get(i.id), int) for i in items) for f, items in self.items.items()},
            )
            for person in self.people
        ]
        self.voices = [v.id for v in instrument.voices if any(seat.voice == v.id for seat in self.seats)]

    def has_factor(self, person: int, factor: str) -> bool:
        """True when this person answered enough of the factor for a score."""
        offered = len(self.items[factor])
        least = max(min(self.instrument.minimum_answered, offered), ceil(offered / 2))
        return self.seats[person].answered[factor] >= least

    def factors_of(self, person: int, domain: str) -> tuple[str, ...]:
        """The factors of the domain that this person has a score for."""
        return tuple(f.id for f in self.instrument.factors_of[domain] if self.has_factor(person, f.id))

    def behind(self, measure: str, voice: str = EVERYONE) -> frozenset[int]:
        """The people whose scores stand behind a mean."""
        domain, _, factor = measure.partition(".")
        of_all = len(self.instrument.factors_of[domain])
        return frozenset(
            person
            for person, seat in enumerate(self.seats)
            if voice in (EVERYONE, seat.voice)
            and (self.has_factor(person, factor) if factor else 2 * len(self.factors_of(person, domain)) >= of_all)
        )

    def counts(self, measure: str) -> tuple[int, ...]:
        """How many answers to the factor's statements fell on each answer of the scale, turned so that higher is better."""
        factor, scale = measure.partition(".")[2], self.instrument.scale
        found = [0] * len(scale.values)
        for person in self.people:
            for item in self.items[factor]:
                answer = person.answers.get(item.id)
                if isinstance(answer, int):
                    found[(scale.high - answer) if item.reverse else (answer - scale.low)] += 1
        return tuple(found)

"""A round over several sittings: which themes each of them asks, and when the next one begins."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from climate_desktop.core.cleaning import clean
from climate_desktop.core.errors import (
    EverythingIsAsked,
    NoSuchRound,
    RoundIsClosed,
    SittingHasBegun,
    SittingsMissTheme,
    WindowIsOver,
)
from climate_desktop.core.instrument import Instrument, Item
from climate_desktop.core.study import Participant, Progress, Round, RoundState, Sitting
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.services.world import World
from climate_desktop.store import Rows, Store

_TO_COME = "sittings_to_come."
_UNTIL = "sittings_until."


@dataclass(frozen=True)
class Plan:
    """The sittings of one round.

    `begun` are those that were or are held, oldest first; `to_come` the themes (factor ids) of each later one. `factors`
    are all themes in the questionnaire's order. `until` is the last day of the round's time, or None when nobody set one.
    `can_change_today` is true while nobody has begun to answer at the present sitting.
    """

    begun: tuple[Sitting, ...]
    to_come: tuple[tuple[str, ...], ...]
    factors: tuple[str, ...]
    until: date | None
    today: date
    can_change_today: bool

    @property
    def sitting(self) -> Sitting:
        """The present sitting."""
        return self.begun[-1]

    @property
    def number(self) -> int:
        """The number of the present sitting, from 1."""
        return len(self.begun)

    @property
    def sittings(self) -> int:
        """How many sittings there are in all."""
        return len(self.begun) + len(self.to_come)

    @property
    def is_spread(self) -> bool:
        """True when the round has more than one sitting."""
        return self.sittings > 1

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The themes of each sitting in turn, held or to come."""
        return (*(sitting.factors or self.factors for sitting in self.begun), *self.to_come)

    @property
    def asked_today(self) -> tuple[str, ...]:
        """The themes that the present sitting asks."""
        return self.parts[self.number - 1]

    @property
    def asked(self) -> int:
        """How many themes were asked up to now."""
        return len({factor for part in self.parts[: self.number] for factor in part})

    @property
    def total(self) -> int:
        """How many themes there are."""
        return len(self.factors)

    @property
    def is_over(self) -> bool:
        """True after the last day of the round's time."""
        return self.until is not None and self.today > self.until


class Sittings:
    """Spreading a round over several sittings, and going from one to the next."""

    def __init__(self, store: Store, packs: RoundPacks, world: World) -> None:
        self._store = store
        self._packs = packs
        self._world = world

    def plan(self, round_id: str) -> Plan:
        """The sittings of a round; a single one that asks everything unless it was spread. NoSuchRound."""
        factors = tuple(factor.id for factor in self._packs.of(round_id).instrument.factors)
        today = self._world.now().astimezone().date()

        def work(rows: Rows) -> Plan | None:
            begun = rows.sittings(round_id)
            if not begun:
                return None
            until = rows.meta(_UNTIL + round_id)
            return Plan(
                begun=begun,
                to_come=tuple(tuple(part) for part in json.loads(rows.meta(_TO_COME + round_id) or "[]")),
                factors=factors,
                until=date.fromisoformat(until) if until else None,
                today=today,
                can_change_today=not any(_is_at_work(person, begun) for person in rows.participants(round_id)),
            )

        plan = self._store.call(work)
        if plan is None:
            raise NoSuchRound(round=round_id)
        return plan

    def suggest(self, round_id: str, sittings: int) -> tuple[tuple[str, ...], ...]:
        """All themes in their order, in so many parts of nearly equal size; what was asked before today stays as it is.

        As many sittings as there are themes at the utmost, and never fewer than were begun.
        """
        plan = self.plan(round_id)
        fixed = _fixed(plan)
        rest = [factor for factor in plan.factors if not any(factor in part for part in fixed)]
        parts = min(max(sittings - len(fixed), 1), len(rest))
        if not parts:
            return fixed
        ends = [len(rest) * n // parts for n in range(parts + 1)]
        return (*fixed, *(tuple(rest[low:high]) for low, high in pairwise(ends)))

    def spread(self, round_id: str, parts: Sequence[Sequence[str]], until: date | None = None) -> Plan:
        """The round with these themes at each sitting, every theme exactly once; one part for a single sitting.

        `until` is the last day of its time. RoundIsClosed; SittingsMissTheme when a theme is missing, asked twice or
        unknown, or a sitting would ask nothing; SittingHasBegun when a sitting that people answered at would ask others.
        """
        plan = self.plan(round_id)
        wanted = tuple(tuple(factor for factor in plan.factors if factor in part) for part in parts)
        if sorted(f for part in parts for f in part) != sorted(plan.factors) or not all(wanted):
            raise SittingsMissTheme()
        fixed = tuple(tuple(f for f in plan.factors if f in part) for part in _fixed(plan))
        if wanted[: len(fixed)] != fixed or len(wanted) < plan.number:
            raise SittingHasBegun()
        present = replace(plan.sitting, factors=wanted[plan.number - 1] if len(wanted) > 1 else ())

        def work(rows: Rows) -> None:
            _open(rows, round_id)
            rows.update_sitting(present)
            rows.set_meta(_TO_COME + round_id, json.dumps(wanted[plan.number :]))
            rows.set_meta(_UNTIL + round_id, until.isoformat() if until else "")

        self._store.call(work)
        return self.plan(round_id)

    def begin_next(
        self, round_id: str, *, held_on: date | None = None, place: str | None = None, facilitator: str | None = None
    ) -> Sitting:
        """The next sitting, begun: it asks its themes, and everyone who has finished is asked on, but for paper sheets.

        It is held today, at the place and by the facilitator of the one before unless others are given. RoundIsClosed;
        EverythingIsAsked when there is no sitting to come; WindowIsOver after the last day of the round's time.
        """
        plan, now = self.plan(round_id), self._world.now()
        before = plan.sitting
        sitting = Sitting(
            id=self._world.new_id(),
            round_id=round_id,
            held_on=held_on or plan.today,
            place=before.place if place is None else clean(place),
            facilitator=before.facilitator if facilitator is None else clean(facilitator),
            factors=plan.to_come[0] if plan.to_come else (),
        )

        def work(rows: Rows) -> None:
            _open(rows, round_id)
            if not plan.to_come:
                raise EverythingIsAsked()
            if plan.is_over and plan.until:
                raise WindowIsOver(day=f"{plan.until.day} {plan.until:%B %Y}")
            rows.add_sitting(sitting)
            rows.set_meta(_TO_COME + round_id, json.dumps(plan.to_come[1:]))
            papers = rows.papers(round_id)
            for person in rows.participants(round_id):
                if person.progress is Progress.FINISHED and person.id not in papers:
                    done = person.finished_at or now
                    asked_on = replace(person, progress=Progress.BEGUN, finished_at=done, at_item=0, sealed=False)
                    rows.update_participant(asked_on)

        self._store.call(work)
        self._store.checkpoint()
        return sitting


def items_for(instrument: Instrument, form: str, sittings: Sequence[Sitting], person: Participant) -> tuple[Item, ...]:
    """The items that this person is asked now: those of the sittings begun since the last one that they finished.

    Sitting after sitting, in the questionnaire's order within each, so that a place among them stays what it was. Of a
    person who has finished, everything that they were asked.
    """
    at = next((n for n, sitting in enumerate(sittings) if sitting.id == person.sitting_id), 0)
    first, end = 0, len(sittings)
    if person.progress is Progress.FINISHED:
        end = at + 1
    elif person.finished_at is not None:
        first = min(at + 1, end - 1)
    items: list[Item] = []
    asked = {factor for sitting in sittings[:first] for factor in sitting.factors}
    for sitting in sittings[first:end]:
        wanted = [
            item
            for item in instrument.items_asked(form)
            if item.factor not in asked and (not sitting.factors or item.factor in sitting.factors)
        ]
        asked |= {item.factor for item in wanted}
        items += wanted
    return tuple(items)


def is_asked(item: Item, sittings: Sequence[Sitting]) -> bool:
    """True when a sitting that was begun asks the theme of this item."""
    return any(not sitting.factors or item.factor in sitting.factors for sitting in sittings)


def _fixed(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """The themes of the sittings that can no longer be planned otherwise."""
    return plan.parts[: plan.number if not plan.can_change_today else plan.number - 1]


def _is_at_work(person: Participant, begun: Sequence[Sitting]) -> bool:
    """True for somebody who may have answered at the present sitting: not for those who finished an earlier one only."""
    if person.progress is Progress.NOT_STARTED:
        return False
    waits = person.finished_at is not None and person.progress is Progress.BEGUN and person.at_item == 0
    return not (waits and person.sitting_id != begun[-1].id)


def _open(rows: Rows, round_id: str) -> Round:
    round_ = rows.round(round_id)
    if round_ is None:
        raise NoSuchRound(round=round_id)
    if round_.state is RoundState.CLOSED:
        raise RoundIsClosed()
    return round_

"""The sequence attack: several results of the same answers, before and after some were taken back or came late, pooled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.audit.attacks import HALF, TINY, Finding, pooled
from tests.audit.published import EVERYONE, Published, Told
from tests.audit.ranges import Bound, Programme, Target
from tests.audit.room import Room
from tests.audit.spans import left_over, left_over_by_insiders

People = frozenset[int]


@dataclass(frozen=True)
class Stage:
    """One result: all that was given out about it, and who stood behind it.

    The rooms of all stages are of one list of people, so that a place in it says who somebody is.
    """

    outputs: Sequence[Published]
    room: Room


def attack_across(stages: Sequence[Stage]) -> list[Finding]:
    """What all stages together give away: rank, insider, and the ranges of single people on each measure.

    A domain is left to its factors, whose mean it is, unless the form tells no factor.
    """
    measures = dict.fromkeys(measure for stage in stages for measure, _ in pooled(stage.outputs))
    factors = [measure for measure in measures if "." in measure]
    return [finding for measure in factors or measures for finding in _across(stages, measure)]


def _across(stages: Sequence[Stage], measure: str) -> Iterator[Finding]:
    told = [
        (frozenset(stage.room.places[person] for person in stage.room.behind(measure, voice)), voice, mean)
        for stage in stages
        for (name, voice), mean in pooled(stage.outputs).items()
        if name == measure
    ]
    sets = [people for people, _, _ in told]
    for union in left_over(sets):
        yield Finding("sequence", measure, f"{len(union)} people", "their sum follows")
    for _, union in left_over_by_insiders(sets):
        yield Finding("sequence", measure, f"{len(union)} others", "their sum follows for one who knows their own")
    yield from _ranges(measure, told)


def _ranges(measure: str, told: Sequence[tuple[People, str, Told]]) -> Iterator[Finding]:
    atoms: dict[tuple[bool, ...], list[int]] = {}
    for person in sorted(frozenset().union(*(people for people, _, _ in told))):
        atoms.setdefault(tuple(person in people for people, _, _ in told), []).append(person)
    alike = [(len(people), (measure,)) for people in atoms.values()]
    bounds = [
        Bound({(n, measure): 1 / len(people) for n, inside in enumerate(atoms) if inside[place]}, mean.low, mean.high)
        for place, (people, _, mean) in enumerate(told)
    ]
    together = Programme(alike, bounds)
    for n, inside in enumerate(atoms):
        target = Target({(n, measure): 1.0}, n)
        found = together.reach(target)
        if found and found[1] - found[0] >= 100 * HALF:
            continue  # no overall mean leaves more than 100 points
        alone = [
            Programme(alike, [bounds[place]]).reach(target)
            for place, (_, voice, _) in enumerate(told)
            if voice == EVERYONE and inside[place]
        ]
        known = [reach for reach in alone if reach is not None]
        if found is None or not known:
            yield Finding("sequence", measure, "somebody", "what is printed cannot be")
        elif found[1] - found[0] < HALF * min(high - low for low, high in known) - TINY:
            yield Finding("sequence", measure, "one person", f"{found[0]:.1f} to {found[1]:.1f}")

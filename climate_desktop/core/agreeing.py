"""How alike people answered the statements of each factor, as far as it may be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from climate_desktop.core import pinning, statistics
from climate_desktop.core.instrument import Instrument, Thresholds
from climate_desktop.core.results import Measure, Spread
from climate_desktop.core.scoring import RoundSums

FAR = 75
"""Points from the middle answer from which an answer counts as far from the others.

Were it nearer, saying that nobody is so far would leave less than `pinning.ROOM` points to each person."""


@dataclass(frozen=True)
class Found:
    """One factor: how many people gave each answer, lowest first; the mean agreement of its statements; its word."""

    measure: str
    counts: tuple[int, ...]
    agreement: float
    word: str


def find(
    instrument: Instrument, sums: RoundSums, measures: Mapping[str, Measure], thresholds: Thresholds
) -> tuple[Found, ...]:
    """Every factor whose answers may be told, in the instrument's order; none into which a show of hands went.

    Only where every item has at least `thresholds.detail` answers, and where the answers are those of the people in the
    score or differ from them by those of five people or more. The word is `few` where people answered alike but for
    some who are far from them.
    """
    found = []
    for name, measure in measures.items():
        items = instrument.items_of.get(measure.factor, ())
        rows = [sums.counts[item.id][:: -1 if item.reverse else 1] for item in items]
        if not rows or sums.measures[name].hands or any(sum(row) < thresholds.detail for row in rows):
            continue
        if not pinning.answers_tell_no_more(instrument, sums, name, thresholds):
            continue
        values = [value for row in rows if (value := statistics.agreement(row)) is not None]
        mean = sum(values) / len(values)
        word = statistics.agreement_word(mean)
        if word == "alike" and any(_someone_is_far(row) for row in rows):
            word = "few"
        found.append(Found(name, tuple(sum(column) for column in zip(*rows, strict=True)), mean, word))
    return tuple(found)


def _someone_is_far(row: Sequence[int]) -> bool:
    """True when an answer lies far from the middle one. Never on a scale too short to leave the others room."""
    if len(row) < 3:
        return False
    middle = next(place for place, upto in enumerate(accumulate(row)) if 2 * upto >= sum(row))
    return any(n and 100 * abs(place - middle) >= FAR * (len(row) - 1) for place, n in enumerate(row))


def spreads(found: Sequence[Found]) -> tuple[Spread, ...]:
    """The factors on which views are spread or split, the most divided first."""
    told = [Spread(one.measure, one.counts, one.agreement, one.word) for one in found if one.word in ("spread", "camps")]
    return tuple(sorted(told, key=lambda spread: spread.agreement))


def words(found: Sequence[Found], *, hidden: bool) -> dict[str, str]:
    """The word for each factor. Where a voice is hidden, only that views are spread or split is said.

    That people are much alike would say where the few of a hidden voice must stand.
    """
    return {one.measure: one.word for one in found if not hidden or one.word in ("spread", "camps")}

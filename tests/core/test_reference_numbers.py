"""Numbers that independent software gives: R 4.2 with psych 2.2.9, checked with pandas.

They are about the public `bfi` data of R's psychTools (2,800 people, answers 1 to 6). What stands here are counts and
sums of it, no answers of anybody; people with those counts and sums are made up again below. packaging/compare.py
computes the same numbers from the data themselves where R is installed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import pytest

from climate_desktop.core import many, scoring, statistics
from climate_desktop.core.instrument import Domain, Factor, Instrument, Item, Scale
from climate_desktop.core.many import Many
from climate_desktop.core.statistics import Moments, Side
from climate_desktop.core.study import Sheet
from tests.core.samples import BANDS, VOICES

CLOSE = 1e-8
AGREE, NEUROTICISM = "agree", "neuroticism"

PEOPLE = {
    AGREE: {
        5: {5: 1, 6: 2, 7: 1, 8: 5, 9: 8, 10: 11, 11: 14, 12: 19, 13: 38, 14: 37, 15: 46, 16: 48, 17: 79, 18: 81, 19: 110,
            20: 175, 21: 171, 22: 206, 23: 214, 24: 251, 25: 253, 26: 232, 27: 242, 28: 175, 29: 153, 30: 137},
        4: {11: 1, 13: 1, 14: 2, 15: 2, 16: 8, 17: 5, 18: 7, 19: 11, 20: 10, 21: 10, 22: 6, 23: 10, 24: 8},
        3: {12: 1, 14: 2, 17: 2, 18: 2},
    },
    NEUROTICISM: {
        5: {5: 81, 6: 50, 7: 91, 8: 88, 9: 127, 10: 145, 11: 137, 12: 157, 13: 146, 14: 173, 15: 159, 16: 145, 17: 132,
            18: 158, 19: 135, 20: 142, 21: 131, 22: 107, 23: 92, 24: 65, 25: 59, 26: 46, 27: 52, 28: 18, 29: 30, 30: 28},
        4: {4: 6, 5: 4, 6: 3, 7: 5, 8: 9, 9: 2, 10: 9, 11: 9, 12: 8, 13: 1, 14: 6, 15: 7, 16: 10, 17: 3, 18: 4, 19: 3,
            20: 2, 21: 3, 22: 1, 23: 2},
        3: {6: 1, 9: 1, 11: 1, 13: 1, 15: 1},
    },
}  # fmt: skip
"""By scale and by how many of its five items somebody answered: how many people have each sum of keyed answers."""

COMPLETE = {
    AGREE: (2709, [(12428, 62358), (12996, 66094), (12459, 61909), (12684, 65372), (12329, 60421)], (62896, 1515186)),
    NEUROTICISM: (2694, [(7897, 29813), (9452, 39436), (8666, 34774), (8593, 34073), (8010, 30900)], (42618, 770328)),
}
"""People who answered all five, the sum and sum of squares of each keyed item, and those of the people's sums."""

FIRST = [60, 64, 56, 72, 60, 72, 72, 32, 52, 88, 72, 80]
"""The scores of rows 1 to 12 on the scale agree."""
NEXT = [68, 76, 32, 64, 68, 64, 56, 72, 24, 76, 92, 88, 76, 80, 60, 92, 56, 76]
"""Rows 13 to 30."""


def five_items(reverse_first: bool) -> Instrument:
    return Instrument(
        id="bfi",
        version="1",
        scale=Scale(1, 6),
        voices=VOICES,
        domains=(Domain("d"),),
        factors=(Factor("f", "d"),),
        items=tuple(Item(f"f_{n}", "f", reverse=reverse_first and n == 1) for n in range(1, 6)),
        bands=BANDS,
    )


def answers(instrument: Instrument, answered: int, total: int) -> dict[str, int]:
    """Somebody who answered the first so many items with this keyed sum."""
    keyed = [total // answered + (n < total % answered) for n in range(answered)]
    return {
        item.id: scoring.keyed(instrument.scale, item, value)
        for item, value in zip(instrument.items, keyed, strict=False)
    }


def made_up(instrument: Instrument, people: Mapping[int, Mapping[int, int]]) -> list[dict[str, int]]:
    return [
        answers(instrument, answered, total)
        for answered, sums in people.items()
        for total, times in sums.items()
        for _ in range(times)
    ]


@pytest.mark.parametrize(
    ("scale", "n", "mean", "deviation"),
    [(AGREE, 2797, 73.05946848, 17.95107621), (NEUROTICISM, 2796, 43.21781116, 23.92311209)],
)
def test_people_are_scored_as_r_scores_them(scale: str, n: int, mean: float, deviation: float) -> None:
    instrument = five_items(scale == AGREE)
    people = made_up(instrument, PEOPLE[scale])
    sums = scoring.score_round(instrument, [Sheet(str(k), "family", given) for k, given in enumerate(people)])
    told = sums.measures["d.f"].everyone
    assert told.n == n
    assert float(told.mean or 0) == pytest.approx(mean, abs=CLOSE)
    assert told.deviation == pytest.approx(deviation, abs=CLOSE)

    quick = Many(instrument, [item.id for item in instrument.items], lambda _, cell: int(cell) if cell else None)
    quick.add(["family"] * n, [[str(given.get(item.id, "")) for given in people] for item in instrument.items])
    assert many.sums(quick.distributions()["d.f"]["family"], quick.unit) == told


@pytest.mark.parametrize(("scale", "value"), [(AGREE, 0.7037558944), (NEUROTICISM, 0.8133031432)])
def test_alpha_is_that_of_r(scale: str, value: float) -> None:
    n, items, (total, squares) = COMPLETE[scale]
    found = statistics.alpha_of_sums([Moments(n, *item) for item in items], Moments(n, total, squares))
    assert found == pytest.approx(value, abs=CLOSE)


def side(scores: list[int]) -> Side:
    sums = scoring.sums([Fraction(score) for score in scores])
    return Side(sums.n, float(sums.mean or 0), sums.deviation or 0)


def test_twelve_people_have_the_published_mean_deviation_and_intervals() -> None:
    twelve = side(FIRST)
    assert twelve.mean == 65
    assert twelve.deviation == pytest.approx(14.5851730441, abs=CLOSE)
    assert statistics.mean_interval(12, twelve.mean, twelve.deviation) == pytest.approx(
        (55.7330231633, 74.2669768367), abs=CLOSE
    )
    assert statistics.likely_range(12, 15, twelve.mean, twelve.deviation) == pytest.approx(
        (60.8556819694, 69.1443180306), abs=CLOSE
    )


def test_two_sets_of_people_have_the_published_delta_and_interval() -> None:
    delta = statistics.cliffs_delta({s: FIRST.count(s) for s in FIRST}, {s: NEXT.count(s) for s in NEXT})
    assert float(delta or 0) == pytest.approx(-0.1712962963, abs=CLOSE)
    low, high = statistics.welch_interval(side(FIRST), side(NEXT)) or (math.nan, math.nan)
    assert low == pytest.approx(-15.086784824, abs=CLOSE)
    assert high == pytest.approx(9.531229269, abs=CLOSE)

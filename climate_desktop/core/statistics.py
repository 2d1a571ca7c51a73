"""Statistics for small groups: intervals, agreement, gaps between voices, change between rounds, reliability.

Nothing here is a test: there are no p-values, and no result is called significant.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations
from statistics import stdev

from climate_desktop.core.quantiles import f_quantile, t_quantile

Distribution = Mapping[int, int]
"""How many people have each score, as whole numbers of some unit: exact scores share a denominator."""

ALIKE, RANGE, SPREAD = 0.5, 0.2, 0.0
"""Agreement from which answers are called alike, a range of views, and spread; below the last stand two camps."""
FEW = 10
"""People in a voice below which a gap must be wider before it is said."""
GAP_FEW, GAP_MANY = 15, 10
"""Points from which a gap is said when either voice has few people, and when neither has."""
MOST_TIMES = 9
"""The most times in ten that are said of pairs of people: ten would be everyone."""
SHIFT, CLEAR = 5, 10
"""Points from which a change is called a small shift, and from which it may be a clear one."""
LEAST_PAIRS, LEAST_PAIRED = 5, Fraction(4, 5)
"""People who must be matched by their cards, and their least share in either round, for a paired comparison."""
POOLED = 30
"""People below which reliability says nothing."""


def likely_range(n: int, invited: int, mean: float, deviation: float | None) -> tuple[float, float] | None:
    """Where the score of everyone invited probably lies (95 in 100), from 0 to 100.

    `mean ± t(.975, n - 1) · s / √n · √(1 - n / N)`, the interval for a mean from a finite population (Cochran, Sampling
    Techniques, 2.8), clipped to the bounds that no opinion of the others can break. None when n is below 5, below
    half of N, when everyone answered, and when N is unknown (0) or smaller than n.
    """
    if n < 5 or invited <= n or 2 * n < invited or deviation is None:
        return None
    half = t_quantile(0.975, n - 1) * deviation / math.sqrt(n) * math.sqrt(1 - n / invited)
    floor = n * mean / invited
    ceiling = (n * mean + 100 * (invited - n)) / invited
    return max(mean - half, floor, 0.0), min(mean + half, ceiling, 100.0)


def agreement(counts: Sequence[int]) -> float | None:
    """Van der Eijk's A of one item's counts per answer: 1 all alike, 0 evenly spread, -1 two opposite camps.

    The counts are taken apart into layers of equal height, each a pattern of empty and filled answers, whose own
    agreements are weighed by their share (C. van der Eijk, Quality & Quantity 35, 2001, 325-341). None when nobody
    answered. The scale has at least three answers.
    """
    total = sum(counts)
    if not total:
        return None
    left = list(counts)
    result = 0.0
    while any(left):
        filled = [n > 0 for n in left]
        height = min(n for n in left if n)
        result += _pattern_agreement(filled) * height * sum(filled) / total
        left = [n - height if n else 0 for n in left]
    return result


def _pattern_agreement(filled: Sequence[bool]) -> float:
    """The agreement of one layer: how far from all answers it reaches, times how unimodal it is."""
    k, s = len(filled), sum(filled)
    if s in (1, k):
        return 1.0 if s == 1 else 0.0
    triples = list(combinations(filled, 3))
    unimodal = sum(t in ((True, True, False), (False, True, True)) for t in triples)
    deviating = sum(t == (True, False, True) for t in triples)
    if not unimodal + deviating:
        return 0.0
    mode = ((k - 2) * unimodal - (k - 1) * deviating) / ((k - 2) * (unimodal + deviating))
    return mode * (1 - (s - 1) / (k - 1))


def agreement_word(value: float) -> str:
    """What an agreement is called: alike, range, spread or camps."""
    if value >= ALIKE:
        return "alike"
    if value >= RANGE:
        return "range"
    return "spread" if value >= SPREAD else "camps"


def is_gap(points: int, n_one: int, n_other: int) -> bool:
    """True when two voices of these sizes are far enough apart to say so."""
    return points >= (GAP_FEW if min(n_one, n_other) < FEW else GAP_MANY)


def mean_interval(n: int, mean: float, deviation: float) -> tuple[float, float]:
    """The 95 % interval of a mean by Student's t, `mean ± t(.975, n - 1) · s / √n`. ValueError below two people."""
    if n < 2:
        raise ValueError("an interval needs two people")
    half = t_quantile(0.975, n - 1) * deviation / math.sqrt(n)
    return mean - half, mean + half


def cliffs_delta(ones: Distribution, others: Distribution) -> Fraction | None:
    """Cliff's delta, from -1 to 1: how much likelier a score of `ones` lies above one of `others` than below it.

    N. Cliff, Psychological Bulletin 114, 1993, 494-509; exact. None when either is empty.
    """
    people = sum(ones.values()), sum(others.values())
    if not all(people):
        return None
    ordered = sorted(others)
    reached = list(accumulate((others[score] for score in ordered), initial=0))
    above = sum(n * reached[bisect_left(ordered, one)] for one, n in ones.items())
    below = sum(n * (people[1] - reached[bisect_right(ordered, one)]) for one, n in ones.items())
    return Fraction(above - below, people[0] * people[1])


def times_in_ten(delta: Fraction) -> int:
    """How often, of ten pairs of one person from each side, the side with the higher scores has the higher one.

    Equal scores count half: `(1 + |delta|) / 2`, as a whole number from 5 to 10, half going up.
    """
    return math.floor(5 * (1 + abs(delta)) + Fraction(1, 2))


@dataclass(frozen=True)
class Side:
    """One side of a comparison: how many people, their mean and standard deviation (0 to 100)."""

    n: int
    mean: float
    deviation: float


def welch_interval(one: Side, other: Side) -> tuple[float, float] | None:
    """The 95 % interval of `one.mean - other.mean` for different people (B. L. Welch, Biometrika 34, 1947, 28-35).

    None below two people on either side. Without any spread it is the difference itself.
    """
    if min(one.n, other.n) < 2:
        return None
    parts = (one.deviation**2 / one.n, other.deviation**2 / other.n)
    difference = one.mean - other.mean
    if not sum(parts):
        return difference, difference
    df = sum(parts) ** 2 / (parts[0] ** 2 / (one.n - 1) + parts[1] ** 2 / (other.n - 1))
    half = t_quantile(0.975, df) * math.sqrt(sum(parts))
    return difference - half, difference + half


def unpaired_noise(before: Side, after: Side) -> float | None:
    """Half the 95 % interval of the difference of two means of different people; None below two on either side."""
    found = welch_interval(after, before)
    return None if found is None else (found[1] - found[0]) / 2


def paired_noise(differences: Sequence[float]) -> float | None:
    """Half the 95 % interval of the mean of the same people's differences; None below two people."""
    if len(differences) < 2:
        return None
    return t_quantile(0.975, len(differences) - 1) * stdev(differences) / math.sqrt(len(differences))


def may_pair(pairs: int, before: int, after: int) -> bool:
    """True when enough of the people of both rounds are matched to compare each person with themselves."""
    return pairs >= LEAST_PAIRS and pairs >= LEAST_PAIRED * max(before, after)


def change_word(points: int, noise: float | None) -> str:
    """What a difference of two shown scores is called: clear, maybe, shift or same. `noise` is in points.

    `maybe` says that it may have changed but too few people answered to tell, which holds also without any noise known.
    """
    size = abs(points)
    if size >= CLEAR:
        return "clear" if noise is not None and size > noise else "maybe"
    return "shift" if size >= SHIFT else "same"


def alpha(rows: Mapping[tuple[int, ...], int]) -> float | None:
    """Cronbach's alpha of complete rows of keyed answers, one for each item, with how many people gave each; at most 1.

    `k / (k - 1) · (1 - Σ s²(item) / s²(sum))` (L. J. Cronbach, Psychometrika 16, 1951, 297-334); sums are exact. None
    below two people or two items, and when all people have one sum.
    """
    k = len(next(iter(rows), ()))
    of_items = [Moments.of((row[i], n) for row, n in rows.items()) for i in range(k)]
    return alpha_of_sums(of_items, Moments.of((sum(row), n) for row, n in rows.items()))


@dataclass(frozen=True)
class Moments:
    """How many values, their sum, and the sum of their squares, all exact."""

    n: int
    total: int
    squares: int

    @classmethod
    def of(cls, values: Iterable[tuple[int, int]]) -> Moments:
        """The moments of values, each with how often it stands."""
        n = total = squares = 0
        for value, times in values:
            n += times
            total += times * value
            squares += times * value * value
        return cls(n, total, squares)

    @property
    def variation(self) -> Fraction:
        """The squared distances from the mean, summed; 0 when there is no value."""
        return self.squares - Fraction(self.total * self.total, self.n) if self.n else Fraction(0)


def alpha_of_sums(of_items: Sequence[Moments], of_sums: Moments) -> float | None:
    """Cronbach's alpha from the moments of the items and of people's sums; as `alpha` otherwise."""
    k = len(of_items)
    if of_sums.n < 2 or k < 2 or not of_sums.variation:
        return None
    return float(Fraction(k, k - 1) * (1 - sum((item.variation for item in of_items), Fraction(0)) / of_sums.variation))


def alpha_interval(value: float, people: int, items: int) -> tuple[float, float]:
    """The 95 % interval of an alpha (L. S. Feldt, Psychometrika 30, 1965, 357-370)."""
    df1, df2 = people - 1, (people - 1) * (items - 1)
    return 1 - (1 - value) * f_quantile(0.975, df1, df2), 1 - (1 - value) * f_quantile(0.025, df1, df2)

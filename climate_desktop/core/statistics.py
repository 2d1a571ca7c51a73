"""Statistics for small groups: intervals, agreement, gaps between voices."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

ALIKE, RANGE, SPREAD = 0.5, 0.2, 0.0
"""Agreement from which answers are called alike, a range of views, and spread; below the last stand two camps."""
FEW = 10
"""People in a voice below which a gap must be wider before it is said."""
GAP_FEW, GAP_MANY = 15, 10
"""Points from which a gap is said when either voice has few people, and when neither has."""


def t_quantile(p: float, df: int) -> float:
    """The value that Student's t with `df` degrees of freedom stays below with probability `p` (0.5 < p < 1).

    Found by bisection on the distribution function, which is the regularised incomplete beta function (Abramowitz and
    Stegun, 26.7.1), to the last digits of a float.
    """
    low, high = 0.0, 1.0
    while _t_below(high, df) < p:
        high *= 2
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if _t_below(middle, df) < p:
            low = middle
        else:
            high = middle


def _t_below(t: float, df: int) -> float:
    """The probability that Student's t stays below `t`, for t of 0 or more."""
    return 1 - 0.5 * _incomplete_beta(df / 2, 0.5, df / (df + t * t))


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function by its continued fraction (Abramowitz and Stegun, 26.5.8)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    # The fraction is worked out from its far end, where 300 steps are more than any df of ours needs.
    value = 0.0
    for m in range(300, 0, -1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        value = even / (1 + odd / (1 + value))
    first = -(a + b) * x / (a + 1)
    return front / (1 + first / (1 + value))


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

"""Quantiles of Student's t and of F, to the last digits of a float."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import count
from statistics import NormalDist

_TINY = 1e-300
_ENOUGH = 1e-16
_STEP = 4e-16


def t_quantile(p: float, df: float) -> float:
    """The value that Student's t with `df` degrees of freedom (a fraction is allowed) stays below with probability `p`.

    For 0.5 < p < 1; found on the distribution function (Abramowitz and Stegun, 26.7.1).
    """

    def below(t: float) -> float:
        return 0.5 + 0.5 * beta_below(t * t / (df + t * t), 0.5, df / 2)

    def density(t: float) -> float:
        return math.exp(-(df + 1) / 2 * math.log1p(t * t / df) - _log_beta(0.5, df / 2)) / math.sqrt(df)

    z = NormalDist().inv_cdf(p)
    near = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df * df)  # 26.7.5
    return _where(below, density, p, near)


def f_quantile(p: float, df1: float, df2: float) -> float:
    """The value that F with `df1` and `df2` degrees of freedom stays below with probability `p` (0 < p < 1).

    Found on the distribution function (Abramowitz and Stegun, 26.6.2).
    """
    a, b = df1 / 2, df2 / 2

    def below(f: float) -> float:
        return beta_below(df1 * f / (df1 * f + df2), a, b)

    def density(f: float) -> float:
        return math.exp(-a * math.log1p(df2 / (df1 * f)) - b * math.log1p(df1 * f / df2) - _log_beta(a, b)) / f

    return _where(below, density, p, 1.0)


def _where(below: Callable[[float], float], density: Callable[[float], float], p: float, start: float) -> float:
    """Where a distribution function of positive values reaches `p`: Newton's way from `start`, halving where it strays."""
    low, high, x = 0.0, math.inf, start
    while True:
        off = below(x) - p
        low, high = (x, high) if off < 0 else (low, x)
        slope = density(x)
        nearer = x - off / slope if slope else math.nan
        if not low < nearer < high:
            nearer = (low + high) / 2 if high < math.inf else 2 * x
        if abs(nearer - x) <= _STEP * x or nearer in (low, high):
            return nearer
        x = nearer


def beta_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, from 0 to 1 (Abramowitz and Stegun, 26.5.8).

    Its continued fraction is worked out by Lentz's method (Applied Optics 15, 1976, 668-671).
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    value = d
    for m in count(1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        before = value
        for part in (even, odd):
            d = 1 / (1 + part * d or _TINY)
            c = 1 + part / c or _TINY
            value *= c * d
        if value == before or abs(c * d - 1) < _ENOUGH:
            break
    return math.exp(a * math.log(x) + b * math.log1p(-x) - _log_beta(a, b)) / a * value


def _log_beta(a: float, b: float) -> float:
    """The logarithm of the beta function, without the digits that three large logarithms of gamma would lose."""
    low, high = sorted((a, b))
    if high < 10:
        return math.lgamma(low) + math.lgamma(high) - math.lgamma(low + high)
    total = low + high
    of_high = (high - 0.5) * math.log1p(-low / total) - low * math.log(total) + low + _stirling(high) - _stirling(total)
    return math.lgamma(low) + of_high


def _stirling(x: float) -> float:
    """What Stirling's formula lacks to the logarithm of gamma, for x of 10 or more (Abramowitz and Stegun, 6.1.41)."""
    parts = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)
    return sum(part / x ** (2 * i + 1) for i, part in enumerate(parts))

"""Intervals, agreement and gaps, against published figures and scipy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as students_t

from climate_desktop.core import statistics


@pytest.mark.parametrize("df", [1, 2, 3, 4, 5, 9, 11, 29, 59, 199, 1000])
@pytest.mark.parametrize("p", [0.75, 0.95, 0.975, 0.995])
def test_the_quantile_is_that_of_scipy(df: int, p: float) -> None:
    assert statistics.t_quantile(p, df) == pytest.approx(float(students_t.ppf(p, df)), rel=1e-12)


def test_the_likely_range_is_the_published_one() -> None:
    """Rows 1 to 12 of the reference comparison, with N = 15."""
    low, high = statistics.likely_range(12, 15, 65, 14.5851730441) or (0, 0)
    assert low == pytest.approx(60.8556819694, abs=1e-8)
    assert high == pytest.approx(69.1443180306, abs=1e-8)


@pytest.mark.parametrize(("n", "invited"), [(4, 6), (5, 11), (6, 6), (6, 0), (6, 4)])
def test_there_is_no_range_for_few_for_less_than_half_for_all_or_for_nobody_knows_how_many(
    n: int, invited: int
) -> None:
    assert statistics.likely_range(n, invited, 50, 10) is None


@given(st.integers(5, 60), st.integers(1, 30), st.floats(0, 100), st.floats(0, 50))
def test_the_range_keeps_the_bounds_that_no_opinion_can_break(n: int, more: int, mean: float, deviation: float) -> None:
    found = statistics.likely_range(n, n + more, mean, deviation)
    if more > n:
        assert found is None
        return
    low, high = found or (-1, -1)
    assert n * mean / (n + more) - 1e-9 <= low <= mean + 1e-9
    assert mean - 1e-9 <= high <= (n * mean + 100 * more) / (n + more) + 1e-9


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333),
        ([0, 4, 0, 4, 0], 0.1666667),
        ([5, 0, 0, 0, 5], -1.0),
        ([2, 2, 2, 2, 2], 0.0),
        ([0, 0, 9, 0, 0], 1.0),
    ],
)
def test_agreement_is_van_der_eijks(counts: list[int], value: float) -> None:
    assert statistics.agreement(counts) == pytest.approx(value, abs=1e-7)


def test_agreement_of_nobody_is_nothing() -> None:
    assert statistics.agreement([0, 0, 0, 0, 0]) is None


@pytest.mark.parametrize(("value", "word"), [(0.5, "alike"), (0.2, "range"), (0.0, "spread"), (-0.01, "camps")])
def test_agreement_has_four_words(value: float, word: str) -> None:
    assert statistics.agreement_word(value) == word


def test_a_gap_is_said_from_15_points_in_small_voices_and_from_10_in_larger_ones() -> None:
    assert not statistics.is_gap(14, 9, 30)
    assert statistics.is_gap(15, 9, 30)
    assert not statistics.is_gap(9, 10, 10)
    assert statistics.is_gap(10, 10, 10)

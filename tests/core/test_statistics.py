"""Intervals, agreement and gaps, against published figures and scipy."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from statistics import variance

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from climate_desktop.core import statistics
from climate_desktop.core.statistics import Side


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


def test_the_interval_of_a_mean_is_the_published_one() -> None:
    low, high = statistics.mean_interval(12, 65, 14.5851730441)
    assert low == pytest.approx(55.7330231633, abs=1e-8)
    assert high == pytest.approx(74.2669768367, abs=1e-8)
    with pytest.raises(ValueError, match="two people"):
        statistics.mean_interval(1, 65, 0)


scores = st.lists(st.integers(0, 100), min_size=1, max_size=40)


@given(scores, scores)
def test_cliffs_delta_counts_every_pair(ones: list[int], others: list[int]) -> None:
    pairs = [(one > other) - (one < other) for one in ones for other in others]
    assert statistics.cliffs_delta(Counter(ones), Counter(others)) == Fraction(sum(pairs), len(pairs))
    assert statistics.cliffs_delta(Counter(others), Counter(ones)) == -Fraction(sum(pairs), len(pairs))


def test_cliffs_delta_of_nobody_is_nothing() -> None:
    assert statistics.cliffs_delta({}, {50: 3}) is None
    assert statistics.cliffs_delta({50: 3}, {}) is None


@pytest.mark.parametrize(("delta", "times"), [("0", 5), ("-0.1712962963", 6), ("0.5", 8), ("-1", 10), ("0.09", 5)])
def test_delta_is_told_as_times_in_ten(delta: str, times: int) -> None:
    assert statistics.times_in_ten(Fraction(delta)) == times


@given(
    st.lists(st.floats(0, 100), min_size=2, max_size=30),
    st.lists(st.floats(0, 100), min_size=2, max_size=30),
)
def test_the_interval_of_a_difference_is_that_of_scipy(one: list[float], other: list[float]) -> None:
    if min(max(x) - min(x) for x in (one, other)) < 0.01:
        return  # scipy itself warns of lost digits
    sides = [Side(len(x), sum(x) / len(x), float(stats.tstd(x))) for x in (one, other)]
    low, high = statistics.welch_interval(*sides) or (math.nan, math.nan)
    theirs = stats.ttest_ind(one, other, equal_var=False).confidence_interval()
    assert low == pytest.approx(float(theirs.low), abs=1e-8)
    assert high == pytest.approx(float(theirs.high), abs=1e-8)


def test_without_any_spread_the_interval_is_the_difference() -> None:
    assert statistics.welch_interval(Side(5, 60, 0), Side(6, 50, 0)) == (10, 10)
    assert statistics.welch_interval(Side(1, 60, 0), Side(6, 50, 3)) is None
    assert statistics.unpaired_noise(Side(1, 60, 0), Side(6, 50, 3)) is None


def test_the_noise_of_the_same_people_is_the_paired_interval() -> None:
    differences = [4.0, -2.0, 7.0, 1.0, 0.0, 6.0]
    half = stats.ttest_1samp(differences, 0).confidence_interval()
    assert statistics.paired_noise(differences) == pytest.approx(float(half.high - half.low) / 2)
    assert statistics.paired_noise([3.0]) is None


@pytest.mark.parametrize(("pairs", "before", "after", "may"), [(8, 10, 10, True), (7, 10, 9, False), (4, 4, 4, False)])
def test_people_are_paired_from_four_in_five_and_five(pairs: int, before: int, after: int, may: bool) -> None:
    assert statistics.may_pair(pairs, before, after) is may


@pytest.mark.parametrize(
    ("points", "noise", "word"),
    [
        (10, 9.99, "clear"), (-12, 11.0, "clear"), (10, 10.0, "maybe"), (-30, 31.0, "maybe"), (30, None, "maybe"),
        (9, 1.0, "shift"), (-5, 40.0, "shift"), (4, 0.0, "same"), (0, None, "same"),
    ],
)  # fmt: skip
def test_a_change_has_four_words(points: int, noise: float | None, word: str) -> None:
    assert statistics.change_word(points, noise) == word


def test_alpha_of_a_small_table_is_the_one_worked_out_by_hand() -> None:
    """Item variances 1, 1 and 1/3, sum variance 19/3: 3/2 · (1 - (7/3) / (19/3)) = 18/19."""
    assert statistics.alpha({(1, 2, 2): 1, (2, 3, 2): 1, (3, 4, 3): 1}) == pytest.approx(18 / 19)


def test_alpha_of_one_person_one_item_or_equal_sums_is_nothing() -> None:
    assert statistics.alpha({}) is None
    assert statistics.alpha({(1, 2): 1}) is None
    assert statistics.alpha({(1,): 1, (2,): 1}) is None
    assert statistics.alpha({(1, 2): 1, (2, 1): 1}) is None


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 4), min_size=2, max_size=40))
def test_alpha_counts_people_as_often_as_they_are(rows: list[tuple[int, ...]]) -> None:
    sums = [sum(row) for row in rows]
    if len(set(sums)) == 1:
        return
    plain = 4 / 3 * (1 - sum(variance(column) for column in zip(*rows, strict=True)) / variance(sums))
    assert statistics.alpha(Counter(rows)) == pytest.approx(plain, abs=1e-9)


def test_the_interval_of_alpha_is_feldts() -> None:
    low, high = statistics.alpha_interval(0.7, 100, 5)
    assert low == pytest.approx(1 - 0.3 * float(stats.f.ppf(0.975, 99, 396)), rel=1e-12)
    assert high == pytest.approx(1 - 0.3 * float(stats.f.ppf(0.025, 99, 396)), rel=1e-12)

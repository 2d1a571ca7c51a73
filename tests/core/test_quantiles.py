"""Quantiles against scipy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from climate_desktop.core import quantiles


@pytest.mark.parametrize("df", [1, 2, 3, 4, 5, 9, 9.7, 11, 15.37, 29, 59, 199, 1000, 12345.6])
@pytest.mark.parametrize("p", [0.75, 0.95, 0.975, 0.995])
def test_the_quantile_of_t_is_that_of_scipy(df: float, p: float) -> None:
    assert quantiles.t_quantile(p, df) == pytest.approx(float(stats.t.ppf(p, df)), rel=1e-12)


@pytest.mark.parametrize("df1", [1, 4, 29, 99, 299, 2799])
@pytest.mark.parametrize("items", [2, 3, 5, 48])
@pytest.mark.parametrize("p", [0.025, 0.5, 0.975])
def test_the_quantile_of_f_is_that_of_scipy(df1: int, items: int, p: float) -> None:
    df2 = df1 * (items - 1)
    assert quantiles.f_quantile(p, df1, df2) == pytest.approx(float(stats.f.ppf(p, df1, df2)), rel=1e-12)


@given(st.floats(0.001, 0.999), st.floats(0.5, 500), st.floats(0.5, 500))
def test_the_incomplete_beta_function_is_that_of_scipy(x: float, a: float, b: float) -> None:
    assert quantiles.beta_below(x, a, b) == pytest.approx(float(special.betainc(a, b, x)), rel=1e-11, abs=1e-14)


def test_the_incomplete_beta_function_ends_at_nothing_and_all() -> None:
    assert quantiles.beta_below(0, 2, 3) == 0
    assert quantiles.beta_below(1, 2, 3) == 1

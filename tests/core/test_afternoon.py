"""How long an afternoon takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_desktop.core.afternoon import Plan, Way, plans


def of(way: Way, *args: int, **more: int) -> Plan:
    return next(plan for plan in plans(*args, **more) if plan.way is way)


def test_twelve_people_and_one_laptop() -> None:
    """The figures of a hall: 2 h 20 with one laptop; a quarter of an hour on paper, and as much again of keying over tea."""
    asked = {"people": 12, "laptops": 1, "helpers": 0, "minutes": 90, "statements": 48, "short": 12}
    assert of(Way.LAPTOP, **asked).minutes == 140
    paper = of(Way.PAPER, **asked)
    assert (paper.together, paper.keying) == (15, 20)
    assert of(Way.SHORT, **asked).minutes in range(45, 60)
    assert plans(**asked)[0].way is Way.PAPER


def test_the_laptop_goes_round_where_there_is_time_for_it() -> None:
    assert plans(4, 1, 0, 90, 48, 12)[0].way is Way.LAPTOP
    assert plans(12, 3, 0, 60, 48, 12)[0].way is Way.LAPTOP


def test_where_nothing_fits_the_shortest_is_proposed() -> None:
    first = plans(60, 1, 0, 5, 48, 12)[0]
    assert not first.fits
    assert first.minutes == min(plan.minutes for plan in plans(60, 1, 0, 5, 48, 12))


def test_helpers_key_only_with_a_laptop_each() -> None:
    one, two = of(Way.PAPER, 24, 1, 3, 90, 48), of(Way.PAPER, 24, 2, 3, 90, 48)
    assert one.keying > two.keying
    assert of(Way.PAPER, 24, 2, 0, 90, 48).keying == one.keying


def test_no_short_form_is_planned_where_there_is_none() -> None:
    assert Way.SHORT not in {plan.way for plan in plans(12, 1, 0, 90, 30)}


@pytest.mark.parametrize("wrong", [(0, 1, 0, 90, 48), (3, 0, 0, 90, 48), (3, 1, 0, 90, 0), (3, 1, -1, 90, 48)])
def test_nobody_and_nothing_cannot_be_planned(wrong: tuple[int, int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        plans(*wrong)


@given(st.integers(1, 80), st.integers(1, 6), st.integers(0, 6), st.integers(0, 300), st.integers(1, 60))
def test_more_people_never_take_less_time(people: int, laptops: int, helpers: int, minutes: int, statements: int) -> None:
    now = {plan.way: plan.minutes for plan in plans(people, laptops, helpers, minutes, statements)}
    more = {plan.way: plan.minutes for plan in plans(people + 1, laptops, helpers, minutes, statements)}
    assert all(more[way] >= now[way] for way in now)
    assert [plan.fits for plan in plans(people, laptops, helpers, minutes, statements)] == sorted(
        (plan.fits for plan in plans(people, laptops, helpers, minutes, statements)), reverse=True
    )

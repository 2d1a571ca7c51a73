"""What may be shown about small groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_desktop.core import protection, scoring
from climate_desktop.core.instrument import NoAnswer, Thresholds
from climate_desktop.core.results import Result
from climate_desktop.core.study import Response
from tests.core import samples

TWO = samples.instrument()
T = Thresholds()


def plan(**people: int) -> protection.Plan:
    return protection.plan(people, people, sum(people.values()), T)


def result(people: Mapping[str, Sequence[Response]], invited: int = 0) -> Result:
    sums = scoring.score_round(TWO, samples.sheets(TWO, people))
    return protection.protect(TWO, sums, T, samples.occasion(invited))


@pytest.mark.parametrize(
    ("people", "voices"),
    [
        ({"care_receiver": 1, "care_worker": 4, "family": 2}, set()),
        ({"care_receiver": 3, "care_worker": 9, "family": 6, "circle_member": 5}, {"care_worker", "family"}),
        ({"care_receiver": 3, "care_worker": 4, "family": 8}, {"family"}),
        ({"care_receiver": 5, "care_worker": 2}, set()),
        ({"care_worker": 8}, {"care_worker"}),
        ({"care_receiver": 6, "care_worker": 8, "family": 7}, {"care_receiver", "care_worker", "family"}),
        ({"care_receiver": 4, "care_worker": 4, "family": 4}, set()),
        ({"care_receiver": 2, "care_worker": 2, "family": 9}, set()),
    ],
)
def test_a_small_voice_is_hidden_together_with_another(people: dict[str, int], voices: set[str]) -> None:
    found = plan(**people)
    assert found.everyone
    assert found.voices == voices


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.integers(0, 14), min_size=1))
def test_no_sum_or_difference_of_shown_sets_holds_one_to_four_people(people: dict[str, int]) -> None:
    """Rule 2 over the sets that can be shown: everyone, and each shown voice."""
    found = plan(**people)
    sizes = [people[voice] for voice in found.voices]
    assert found.everyone == (sum(people.values()) >= 5)
    assert found.everyone or not found.voices
    assert all(size >= 5 for size in sizes)
    if found.everyone:
        for k in range(len(sizes) + 1):
            for chosen in combinations(sizes, k):
                assert (sum(people.values()) - sum(chosen)) not in (1, 2, 3, 4)


def test_nothing_is_shown_of_four_people() -> None:
    found = result({"care_worker": [4, 4], "family": [3, 3]})
    assert not found.scored
    assert found.measures == {}
    assert found.voices == {}
    assert found.answered == 4


def test_the_smallest_valid_count_of_any_number_decides_for_all_of_them() -> None:
    people = samples.sheets(TWO, {"care_worker": [4] * 5, "family": [3] * 5})
    gaps = {item.id: NoAnswer.DONT_KNOW for item in TWO.items if item.factor == "d2f4"}
    people[0] = samples.sheet(0, "care_worker", samples.answers(TWO, 4) | gaps)
    found = protection.protect(TWO, scoring.score_round(TWO, people), T, samples.occasion())
    assert found.scored
    assert found.voices == {}
    assert all(not measure.voices for measure in found.measures.values())


def test_a_measure_with_too_few_people_is_left_out_alone() -> None:
    people = samples.sheets(TWO, {"care_worker": [4] * 6})
    gaps = {item.id: NoAnswer.DOES_NOT_APPLY for item in TWO.items if item.factor == "d2f4"}
    people = [
        samples.sheet(n, "care_worker", samples.answers(TWO, 4) | (gaps if n else {})) for n in range(len(people))
    ]
    found = protection.protect(TWO, scoring.score_round(TWO, people), T, samples.occasion())
    assert "d2.d2f4" not in found.measures
    assert found.measures["d2.d2f3"].voices["care_worker"].figure == 75


def test_nobody_behind_any_number_shows_nothing() -> None:
    people = [samples.sheet(n, "family", {}) for n in range(6)]
    found = protection.protect(TWO, scoring.score_round(TWO, people), T, samples.occasion())
    assert not found.scored


def test_end_values_are_blunted_and_only_banded_below_ten_people() -> None:
    few = result({"care_worker": [5] * 9}).measures["d1"].everyone
    many = result({"care_worker": [5] * 10}).measures["d1"].everyone
    none = result({"care_worker": [1] * 10}).measures["d1"].everyone
    assert few is not None
    assert many is not None
    assert none is not None
    assert (few.figure, few.band) == (None, "high")
    assert (many.figure, many.end, many.likely) == (95, "or_more", None)
    assert (none.figure, none.end) == (5, "or_less")


def test_the_band_comes_from_the_displayed_number() -> None:
    """49.5 is told as 50, and 50 is medium."""
    people = samples.sheets(TWO, {"care_worker": [3] * 49 + [2]})
    found = protection.protect(TWO, scoring.score_round(TWO, people), T, samples.occasion())
    shown = found.measures["d1"].everyone
    assert shown is not None
    assert (shown.figure, shown.band, shown.near) == (50, "medium", "low")


def test_a_score_is_close_to_the_line_within_two_points_or_half_the_range() -> None:
    exact = protection.show(TWO, scoring.sums([Fraction(53)] * 6))
    assert exact.near == ""
    wide = [Fraction(n) for n in (33, 43, 53, 63, 73, 53)]
    assert protection.show(TWO, scoring.sums(wide), invited=8).near == "low"
    assert protection.show(TWO, scoring.sums([Fraction(73)] * 6)).near == "high"


def test_showing_a_score_of_nobody_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="somebody"):
        protection.show(TWO, scoring.sums([]))


def test_gaps_are_between_shown_voices_widest_first_and_from_fifteen_points() -> None:
    people = {"care_receiver": [2] * 6, "care_worker": [4] * 8, "family": [3] * 7}
    found = result(people)
    assert {(g.higher, g.lower, g.points) for g in found.gaps} == {("care_worker", "care_receiver", 50)}
    assert len(found.gaps) == len(TWO.factors)
    close = result({"care_receiver": [3] * 6, "care_worker": [3] * 8})
    assert close.gaps == ()


def test_a_gap_to_an_end_value_does_not_say_how_wide_it_is() -> None:
    found = result({"care_receiver": [5] * 10 + [4] * 2, "care_worker": [3] * 10})
    assert found.gaps[0].points is None
    few = result({"care_receiver": [5] * 6, "care_worker": [3] * 6})
    assert few.gaps == ()


def test_two_camps_of_ten_people_are_told_and_of_nine_are_not() -> None:
    ten = result({"care_worker": [1, 5] * 5})
    assert {spread.word for spread in ten.spreads} == {"camps"}
    assert ten.spreads[0].counts == (20, 0, 0, 0, 20)
    assert result({"care_worker": [1, 5] * 4 + [1]}).spreads == ()


def test_a_spread_needs_ten_answers_to_every_item() -> None:
    people = samples.sheets(TWO, {"care_worker": [1, 5] * 5})
    people[0] = samples.sheet(0, "care_worker", samples.answers(TWO, 1, d1f1_1=NoAnswer.SKIPPED))
    found = protection.protect(TWO, scoring.score_round(TWO, people), T, samples.occasion())
    assert "d1.d1f1" not in {spread.measure for spread in found.spreads}
    assert "d1.d1f2" in {spread.measure for spread in found.spreads}


def test_one_measure_of_nine_people_keeps_every_detail_back() -> None:
    """The plan is one for the whole round, so that no two outputs of it differ by one person."""
    people = samples.sheets(TWO, {"care_worker": [1, 5] * 5})
    gaps = {item.id: NoAnswer.DOES_NOT_APPLY for item in TWO.items if item.factor == "d2f4"}
    people[0] = samples.sheet(0, "care_worker", samples.answers(TWO, 1) | gaps)
    found = protection.protect(TWO, scoring.score_round(TWO, people), T, samples.occasion())
    assert found.scored
    assert found.spreads == ()


def test_missing_answers_that_move_a_number_are_named() -> None:
    full, half = samples.answers(TWO, 5), {i.id: 1 for i in TWO.items if i.id[-1] in "12"}
    people = [samples.sheet(n, "family", full if n % 2 else half) for n in range(10)]
    found = protection.protect(TWO, scoring.score_round(TWO, people), T, samples.occasion())
    assert "d1.d1f1" in found.missing_matters


def test_more_answers_than_invitations_means_nobody_knows_how_many_were_invited() -> None:
    assert result({"care_worker": [3] * 6}, invited=5).invited == 0
    assert result({"care_worker": [3] * 6}, invited=8).invited == 8


@pytest.mark.parametrize("people", [9, 10])
def test_an_open_circle_shows_voices_of_one_and_detail_from_ten(people: int) -> None:
    sums = scoring.score_round(TWO, samples.sheets(TWO, {"care_receiver": [2], "family": [4] * (people - 1)}))
    found = protection.open_plan(sums, T)
    assert found.voices == {"care_receiver", "family"}
    assert found.everyone
    assert not found.hidden
    assert found.detail is (people >= 10)

"""The attacks themselves: a planted leak is found, and nothing is found that is not there."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from climate_desktop.core import scoring
from climate_desktop.core.study import GroupKind
from tests.audit.attacks import attack
from tests.audit.auditing import PACK
from tests.audit.groups import Group, alike
from tests.audit.published import Published, told
from tests.audit.ranges import Bound, Programme, Target
from tests.audit.room import Room
from tests.audit.spans import left_over, left_over_by_insiders

VOICES = {"care_receiver": 3, "care_worker": 9, "family": 6, "circle_member": 5}
SUMS = {"care_receiver": 60.0, "care_worker": 503.75, "family": 478.75, "circle_member": 243.75}


@pytest.mark.parametrize(("decimals", "reach"), [(1, (18.9, 20.4)), (0, (12.5, 26.8))])
def test_three_receivers_are_pinned_by_everyone_and_the_three_larger_voices(
    decimals: int, reach: tuple[float, float]
) -> None:
    """The example that the rules were made for: three receivers whose true mean is 20, beside nine, six and five people."""
    people = sum(VOICES.values())

    def bound(voices: list[str]) -> Bound:
        n = sum(VOICES[voice] for voice in voices)
        figure = np.floor(sum(SUMS[voice] for voice in voices) / n * 10**decimals + 0.5) / 10**decimals
        half = 0.5 * 10**-decimals
        return Bound({(list(VOICES).index(voice), "f"): 1 / n for voice in voices}, figure - half, figure + half)

    assert people == 23
    bounds = [bound(list(VOICES)), *(bound([voice]) for voice in VOICES if voice != "care_receiver")]
    found = Programme([(n, ("f",)) for n in VOICES.values()], bounds).reach(Target({(0, "f"): 1 / 3}))
    assert found == pytest.approx(reach, abs=0.06)


@given(st.lists(st.frozensets(st.integers(0, 6), min_size=1), min_size=1, max_size=4))
def test_what_is_left_over_is_every_union_that_brute_force_finds(sets: list[frozenset[int]]) -> None:
    people = sorted(frozenset().union(*sets))
    matrix = np.array([[float(person in s) for person in people] for s in sets])
    rank = np.linalg.matrix_rank(matrix)
    expected = {
        frozenset(union)
        for size in range(1, 5)
        for union in combinations(people, size)
        if np.linalg.matrix_rank(np.vstack([matrix, [[float(p in union) for p in people]]])) == rank
        and frozenset(union) not in sets
    }
    assert set(left_over(sets)) == expected


@given(st.integers(1, 4), st.integers(5, 20), st.integers(5, 20))
def test_a_few_people_planted_between_two_sets_are_left_over(few: int, first: int, second: int) -> None:
    everyone = frozenset(range(first + second + few))
    shown = [everyone, frozenset(range(first)), frozenset(range(first, first + second))]
    assert left_over(shown) == [frozenset(range(first + second, first + second + few))]


@given(st.integers(5, 30), st.integers(5, 30))
def test_two_voices_of_five_or_more_leave_nobody_over_not_even_to_an_insider(one: int, other: int) -> None:
    shown = [frozenset(range(one + other)), frozenset(range(one))]
    assert not left_over(shown)
    assert not left_over_by_insiders(shown)


def test_one_of_four_learns_what_the_three_others_said() -> None:
    shown = [frozenset(range(12)), frozenset(range(8))]
    assert (8, frozenset((9, 10, 11))) in left_over_by_insiders(shown)


@given(st.integers(2, 20), st.integers(0, 100), st.integers(1, 4))
def test_a_set_alone_leaves_each_part_of_it_what_arithmetic_says(n: int, figure: int, k: int) -> None:
    k = min(k, n - 1)
    low, high = max(figure - 0.5, 0.0), min(figure + 0.5, 100.0)
    bound = Bound({(0, "f"): 1 / n, (1, "f"): 1 / n}, low, high)
    found = Programme([(k, ("f",)), (n - k, ("f",))], [bound]).reach(Target({(0, "f"): 1 / k}))
    expected = max(0.0, (n * low - 100 * (n - k)) / k), min(100.0, n * high / k)
    assert found == pytest.approx(expected, abs=1e-3)


def test_bounds_that_contradict_each_other_reach_nothing() -> None:
    bounds = [Bound({(0, "f"): 1.0}, 10.0, 20.0), Bound({(0, "f"): 1.0}, 30.0, 40.0)]
    assert Programme([(1, ("f",))], bounds).reach(Target({(0, "f"): 1.0})) is None


@settings(max_examples=10)
@given(st.lists(st.integers(2, 4), min_size=5, max_size=9), st.lists(st.integers(2, 4), min_size=5, max_size=9))
def test_true_means_are_never_taken_for_impossible(workers: list[int], family: list[int]) -> None:
    """An attack that rules out the truth would prove nothing."""
    people = {"care_worker": workers, "family": family}
    group = Group("two voices", GroupKind.TEAM, alike(PACK.instrument, people))
    room = Room(group, PACK.instrument)
    scores = {"": [*workers, *family], **people}
    means = {}
    for measure in PACK.instrument.measures[:5]:
        for voice, given_ in scores.items():
            exact = scoring.sums([scoring.as_score(PACK.instrument.scale, answer, 1) for answer in given_]).mean
            assert exact is not None
            means[measure, voice] = told(str(scoring.rounded(exact)), "", PACK.instrument, len(given_))
    found = attack([Published("planted", len(room.people), 0, False, means)], room)
    assert not [finding for finding in found.findings if finding.what == "what is printed cannot be"]

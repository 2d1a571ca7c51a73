"""Rules 1 to 10: answers in, exact scores out."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_desktop.core import scoring
from climate_desktop.core.instrument import NoAnswer, Scale
from climate_desktop.core.study import Response, Sheet, Standing
from tests.core import samples

ONE = samples.instrument(domains=1, factors=4)
RESPONSES = st.one_of(st.integers(1, 5), st.sampled_from(NoAnswer))
SHEETS = st.lists(
    st.tuples(
        st.sampled_from([v.id for v in ONE.voices]),
        st.dictionaries(st.sampled_from([i.id for i in ONE.items]), RESPONSES),
    ),
    max_size=12,
).map(lambda rows: [samples.sheet(n, voice, given) for n, (voice, given) in enumerate(rows)])


def factor(*responses: Response, reverse: tuple[str, ...] = (), scale: Scale | None = None) -> Fraction | None:
    made = samples.instrument(1, 1, len(responses), scale, reverse)
    return scoring.factor_score(made, made.items, {item.id: r for item, r in zip(made.items, responses, strict=True)})


def test_the_ends_and_the_middle_of_the_scale_are_0_50_and_100() -> None:
    assert factor(1, 1, 1, 1) == 0
    assert factor(3, 3, 3, 3) == 50
    assert factor(5, 5, 5, 5) == 100


def test_a_reverse_keyed_item_counts_from_the_other_end() -> None:
    assert factor(5, 1, reverse=("d1f1_2",)) == 100


def test_the_declared_scale_is_used_not_the_answers_seen() -> None:
    assert factor(3, 3, scale=Scale(0, 10)) == 30


def test_a_factor_is_prorated_over_what_was_answered() -> None:
    assert factor(5, 4, NoAnswer.SKIPPED, NoAnswer.DONT_KNOW) == Fraction(175, 2)


@pytest.mark.parametrize(("items", "answered"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4)])
def test_a_factor_needs_half_of_its_items_and_at_least_two(items: int, answered: int) -> None:
    enough = [4] * answered + [NoAnswer.SKIPPED] * (items - answered)
    too_few = [4] * (answered - 1) + [NoAnswer.SKIPPED] * (items - answered + 1)
    assert factor(*enough) == 75
    assert factor(*too_few) is None


def test_does_not_apply_to_everything_is_no_score_and_never_the_middle() -> None:
    assert factor(*[NoAnswer.DOES_NOT_APPLY] * 4) is None


def test_a_domain_is_the_mean_of_valid_factors_when_half_are_valid() -> None:
    given = {f"d1f1_{i}": 5 for i in range(1, 5)} | {f"d1f2_{i}": 1 for i in range(1, 5)}
    assert scoring.person_scores(ONE, given)["d1"] == 50
    del given["d1f2_1"], given["d1f2_2"], given["d1f2_3"]
    assert "d1" not in scoring.person_scores(ONE, given)


def test_a_domain_is_the_mean_of_factors_not_of_items() -> None:
    given = {f"d1f1_{i}": 5 for i in range(1, 5)} | {f"d1f2_{i}": 1 for i in range(1, 3)}
    assert scoring.person_scores(ONE, given)["d1"] == 50


def test_each_person_counts_once_however_much_they_answered() -> None:
    full, half = samples.answers(ONE, 5), {i.id: 1 for i in ONE.items if i.id[-1] in "12"}
    sums = scoring.score_round(ONE, [samples.sheet(1, "family", full), samples.sheet(2, "family", half)])
    assert sums.measures["d1.d1f1"].everyone.mean == 50
    assert sums.measures["d1.d1f1"].mean_of_items == 75


def test_the_short_form_tells_domains_only() -> None:
    given = {item.id: 4 for item in ONE.items if item.short}
    sums = scoring.score_round(ONE, [samples.sheet(1, "family", given)], "short")
    assert list(sums.measures) == ["d1"]
    assert sums.measures["d1"].everyone.mean == 75


def test_answers_for_somebody_else_enter_nothing_and_are_counted() -> None:
    sums = scoring.score_round(
        ONE,
        [
            samples.sheet(1, "care_receiver", samples.answers(ONE, 5)),
            samples.sheet(2, "care_receiver", samples.answers(ONE, 1), Standing.PROXY),
        ],
    )
    assert (sums.proxies, sums.answered) == (1, 1)
    assert sums.measures["d1"].everyone.mean == 100
    assert sums.counts["d1f1_1"] == (0, 0, 0, 0, 1)


def test_a_round_of_nobody_has_no_mean() -> None:
    sums = scoring.score_round(ONE, [])
    assert sums.answered == 0
    assert sums.measures["d1"].everyone.mean is None
    assert sums.measures["d1"].everyone.deviation is None
    assert sums.measures["d1"].mean_of_items is None


@pytest.mark.parametrize(
    ("score", "shown"),
    [(Fraction(99, 2), 50), (Fraction(149, 2), 75), (Fraction(49), 49), (Fraction(494, 10), 49), (Fraction(1, 2), 1)],
)
def test_half_goes_up_once(score: Fraction, shown: int) -> None:
    """`round()` would turn 49.5 to 50 but 50.5 to 50."""
    assert scoring.rounded(score) == shown


def test_published_means_and_deviations_come_out() -> None:
    """Rows 1 to 12 of the reference comparison: scores 60 64 56 … with mean 65 and s 14.5851730441."""
    sums = scoring.sums([Fraction(n) for n in (60, 64, 56, 72, 60, 72, 72, 32, 52, 88, 72, 80)])
    assert sums.mean == 65
    assert sums.deviation == pytest.approx(14.5851730441, abs=1e-8)


@given(st.lists(st.integers(1, 5), min_size=4, max_size=4))
def test_reversing_scale_and_items_mirrors_the_score(values: list[int]) -> None:
    turned = [6 - value for value in values]
    straight, mirrored = factor(*values), factor(*turned, reverse=tuple(f"d1f1_{i}" for i in range(1, 5)))
    assert straight == mirrored


@given(SHEETS, st.randoms())
def test_the_order_of_people_and_of_answers_does_not_matter(people: list[Sheet], chance: Random) -> None:
    shuffled = [Sheet(s.participant_id, s.voice, dict(reversed(list(s.answers.items())))) for s in people]
    chance.shuffle(shuffled)
    assert scoring.score_round(ONE, people) == scoring.score_round(ONE, shuffled)


@given(SHEETS)
def test_a_neutral_person_pulls_every_mean_towards_the_middle(people: list[Sheet]) -> None:
    before = scoring.score_round(ONE, people).measures
    neutral = samples.sheet(99, "family", samples.answers(ONE, 3))
    after = scoring.score_round(ONE, [*people, neutral]).measures
    for name, measure in before.items():
        mean, n = measure.everyone.mean, measure.everyone.n
        expected = Fraction(50) if mean is None else (mean * n + 50) / (n + 1)
        assert after[name].everyone.mean == expected


@given(SHEETS)
def test_every_score_lies_between_0_and_100_and_voices_add_up(people: list[Sheet]) -> None:
    for measure in scoring.score_round(ONE, people).measures.values():
        assert sum(v.n for v in measure.voices.values()) == measure.everyone.n
        assert sum((v.total for v in measure.voices.values()), Fraction(0)) == measure.everyone.total
        assert measure.everyone.mean is None or 0 <= measure.everyone.mean <= 100

"""A show of hands: its score, what joins it, and what nobody can work out beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_desktop.core import change, hands, interpretation, protection, scoring
from climate_desktop.core.change import Closed
from climate_desktop.core.instrument import Thresholds
from climate_desktop.core.results import Result, Shown
from climate_desktop.core.scoring import RoundSums
from climate_desktop.core.study import Helper, Mode, Response, Tally
from climate_desktop.packs import find
from tests.audit.spans import left_over, left_over_by_insiders
from tests.core import samples

ONE = samples.instrument(domains=1)
TWO = samples.instrument()
T = Thresholds()
Row = tuple[int, int, int, int, int]
SEVEN: Row = (0, 1, 2, 3, 1)


def tally(voice: str, row: Sequence[int] = SEVEN, **others: Sequence[int]) -> Tally:
    """The same hands for every statement of `TWO`, except those named."""
    counts = {item.id: tuple(others.get(item.id, row)) for item in TWO.items}
    return Tally(voice, 30, counts)


def made(people: Mapping[str, Sequence[Response]], *tallies: Tally, form: str = "full") -> RoundSums:
    return hands.score_round(TWO, samples.sheets(TWO, people), form, tallies)


def shown(sums: RoundSums, kind: str = "circle") -> Result:
    return protection.protect(TWO, sums, T, samples.occasion(kind=kind))


def figures(result: Result) -> dict[tuple[str, str], object]:
    return {
        (name, voice): told
        for name, measure in result.measures.items()
        for voice, told in (("", measure.everyone), *measure.voices.items())
    }


rows = st.lists(st.integers(0, 6), min_size=5, max_size=5).filter(lambda row: sum(row) >= 5).map(tuple)
answers = st.integers(1, 5)
voices = st.sampled_from(["care_receiver", "care_worker", "family", "circle_member"])


# Scores


def test_a_tally_is_the_mean_of_item_means_with_the_smallest_count_behind_it() -> None:
    counts = {item.id: (0, 0, 0, 6, 0) for item in ONE.items}
    counts["d1f1_1"] = (0, 0, 0, 0, 5)
    scores = hands.score_tally(ONE, counts)
    assert scores["d1.d1f1"] == hands.TallyScore(Fraction(325, 4), 5)
    assert scores["d1"] == hands.TallyScore((Fraction(325, 4) + 225) / 4, 5)


def test_a_tally_of_fewer_than_five_hands_or_with_a_gap_is_not_scored() -> None:
    counts = {item.id: (0, 0, 0, 6, 0) for item in ONE.items}
    counts["d1f1_1"] = (0, 0, 4, 0, 0)
    del counts["d1f2_1"]
    assert set(hands.score_tally(ONE, counts)) == {"d1.d1f3", "d1.d1f4"}


def test_the_short_form_is_tallied_on_its_own_items_and_tells_domains_only() -> None:
    counts = {item.id: (0, 0, 0, 6, 0) for item in ONE.items_asked("short")}
    assert hands.score_tally(ONE, counts, "short") == {"d1": hands.TallyScore(Fraction(75), 6)}
    assert hands.score_tally(ONE, counts) == {}


@given(st.lists(rows, min_size=4, max_size=4), st.sampled_from(["", "d1f1_2"]))
def test_a_tally_alone_is_the_mean_of_item_means(four: list[Row], reverse: str) -> None:
    instrument = samples.instrument(reverse=[reverse])
    items = [item.id for item in instrument.items_of["d1f1"]]
    sums = hands.score_round(instrument, [], "full", [Tally("family", 30, dict(zip(items, four, strict=True)))])
    means = []
    for item, row in zip(items, four, strict=True):
        worth = (100, 75, 50, 25, 0) if item == reverse else (0, 25, 50, 75, 100)
        means.append(Fraction(sum(n * points for n, points in zip(row, worth, strict=True)), sum(row)))
    found = sums.measures["d1.d1f1"]
    assert found.everyone.mean == found.voices["family"].mean == sum(means) / 4
    assert found.everyone.n == sums.answered == min(sum(row) for row in four)
    assert set(sums.measures) == {"d1.d1f1"}


@given(st.lists(rows, min_size=3, max_size=3), st.lists(st.tuples(voices, answers), max_size=14))
def test_the_order_of_voices_and_sheets_does_not_matter(three: list[Row], people: list[tuple[str, int]]) -> None:
    tallies = [tally(voice, row) for voice, row in zip(("care_worker", "family", "circle_member"), three, strict=True)]
    sheets = [samples.sheet(n, voice, samples.answers(TWO, value)) for n, (voice, value) in enumerate(people)]
    first = hands.score_round(TWO, sheets, "full", tallies)
    assert all(hands.score_round(TWO, sheets[::-1], "full", order) == first for order in permutations(tallies))


@given(st.lists(answers, min_size=4, max_size=4), voices)
def test_four_sheets_beside_a_tally_change_no_shown_score_and_a_fifth_lets_them_in(four: list[int], voice: str) -> None:
    alone = made({}, tally("care_worker"))
    with_four = made({voice: four}, tally("care_worker"))
    assert figures(shown(with_four)) == figures(shown(alone))
    assert with_four.apart == {voice: 4}
    with_five = made({voice: [*four, 3]}, tally("care_worker"))
    everyone = with_five.measures["d1"].everyone
    assert (everyone.n, with_five.apart) == (12, {})
    assert everyone.mean == (7 * alone.measures["d1"].everyone.total / 7 + (sum(four) + 3 - 5) * 25) / 12


def test_sheets_of_the_same_voice_join_its_hands_five_at_a_time() -> None:
    four = made({"care_worker": [1, 1, 1, 1], "family": [4] * 6}, tally("care_worker"))
    assert four.apart == {"care_worker": 4}
    assert four.measures["d1"].voices["care_worker"].n == 7
    assert four.measures["d1"].everyone.n == four.answered == 13
    five = made({"care_worker": [2, 2, 3, 4, 3], "family": [4] * 6}, tally("care_worker"))
    assert five.measures["d1"].voices["care_worker"].n == 12
    assert shown(five).measures["d1"].voices.keys() == {"care_worker", "family"}


def test_a_voice_with_too_few_hands_is_counted_and_said_to_be_hidden() -> None:
    result = shown(made({}, tally("care_worker"), tally("family", (0, 1, 1, 1, 1))))
    assert result.measures["d1"].voices.keys() == {"care_worker"}
    assert (result.answered, result.hidden) == (11, True)
    alone = shown(made({}, tally("family", (0, 1, 1, 1, 1))))
    assert (alone.scored, alone.answered, alone.tally) == (False, 4, None)


def test_a_domain_of_which_hands_were_asked_a_part_is_left_out() -> None:
    some = tally("care_worker")
    some = replace(some, counts={item: row for item, row in some.counts.items() if not item.startswith("d1f4")})
    sums = made({"family": [4] * 6}, some)
    assert "d1" not in sums.measures
    assert sums.measures["d1.d1f4"].everyone.n == 6
    assert sums.measures["d2"].everyone.n == 13


# Protection


@given(
    st.lists(st.tuples(voices, st.integers(1, 5), st.booleans()), max_size=24),
    st.sets(voices, min_size=1, max_size=2),
)
def test_no_union_of_a_few_follows_from_what_is_shown_and_the_hands(
    people: list[tuple[str, int, bool]], tallied: set[str]
) -> None:
    """Everyone knows the hands, so these stand beside every shown set; some people leave one factor out."""
    sheets = [
        samples.sheet(n, voice, {item: x for item, x in samples.answers(TWO, value).items() if not (gap and "d1f1" in item)})
        for n, (voice, value, gap) in enumerate(people)
    ]
    sums = hands.score_round(TWO, sheets, "full", [tally(voice) for voice in sorted(tallied)])
    result = shown(sums)
    for name, measure in result.measures.items():
        sets = list(_sets_told(sums, result, name, [(v, not (g and "d1f1" in name)) for v, _, g in people]))
        assert measure.everyone is not None
        assert measure.everyone.n == sum(hands.n for hands in sums.measures[name].hands.values()) + len(sets[0])
        assert not list(left_over([one for one in sets if one]))
        assert not list(left_over_by_insiders([one for one in sets if one]))


def _sets_told(
    sums: RoundSums, result: Result, name: str, people: Sequence[tuple[str, bool]]
) -> Iterator[frozenset[int]]:
    """The people behind each shown score, without the hands, which anybody can take away: everyone first."""
    measure = result.measures[name]
    inside = sum(told.n for told in sums.measures[name].hands.values()) < (measure.everyone.n if measure.everyone else 0)
    valid = [n for n, (voice, ok) in enumerate(people) if ok and voice not in sums.apart and inside]
    yield frozenset(valid)
    for voice in measure.voices:
        mine = frozenset(n for n in valid if people[n][0] == voice)
        assert measure.voices[voice].n == len(mine) + (7 if voice in sums.measures[name].hands else 0)
        yield mine


def test_a_hidden_voice_is_not_covered_by_hands_that_can_be_taken_away() -> None:
    """Three receivers beside five of the family: hands of the family hide nobody."""
    people: dict[str, Sequence[Response]] = {"care_receiver": [1, 2, 1], "family": [4, 4, 3, 4, 5]}
    result = shown(made(people, tally("circle_member")))
    assert result.measures["d1"].voices.keys() == {"circle_member"}
    many = {**people, "care_worker": [3, 4, 4, 3, 4, 4, 3]}
    assert shown(made(many, tally("circle_member"))).measures["d1"].voices.keys() == {"circle_member", "care_worker"}


def test_sheets_that_hands_would_give_away_let_no_voice_stand_beside_everyone() -> None:
    """Five of the family nearly all say the best: beside their hands, that could be taken away, it would be told."""
    people: dict[str, Sequence[Response]] = {"family": [5, 5, 5, 5, 4], "care_worker": [2, 3, 2, 2, 3, 2]}
    result = shown(made(people, tally("family"), tally("circle_member")))
    assert result.measures["d1"].voices.keys() == {"circle_member"}
    calm: dict[str, Sequence[Response]] = {**people, "family": [4, 5, 2, 3, 4]}
    sizes = {voice: told.n for voice, told in shown(made(calm, tally("family"))).measures["d1"].voices.items()}
    assert sizes == {"care_worker": 6, "family": 12}


def test_hands_and_sheets_that_were_asked_different_themes_hide_nothing_from_each_other() -> None:
    themes = tuple(factor.id for factor in TWO.factors_of["d1"])
    sheets = [replace(sheet, factors=themes) for sheet in samples.sheets(TWO, {"care_worker": [2, 3, 4, 4, 3, 3]})]
    of_d2 = tally("family")
    of_d2 = replace(of_d2, counts={item: row for item, row in of_d2.counts.items() if item.startswith("d2")})
    result = shown(hands.score_round(TWO, sheets, "full", [of_d2]))
    assert result.measures["d1"].voices.keys() == {"care_worker"}
    assert result.measures["d2"].voices.keys() == {"family"}


@pytest.mark.parametrize(("value", "n"), [(5, 6), (1, 9)])
def test_sheets_that_all_lie_at_an_end_do_not_enter_beside_hands(value: int, n: int) -> None:
    """Taking the hands away would say that all of them chose the very best, or the very worst."""
    result = shown(made({"family": [value] * n}, tally("care_worker")))
    everyone = result.measures["d1.d1f1"].everyone
    assert everyone is not None
    assert everyone.n == 7


def test_many_sheets_at_an_end_count_as_that_end() -> None:
    result = shown(made({"family": [5] * 14}, tally("care_worker", (0, 0, 7, 0, 0))))
    everyone = result.measures["d1.d1f1"].everyone
    assert everyone is not None
    assert everyone.figure == scoring.rounded(Fraction(7 * 50 + 14 * 95, 21))


# What is said


def test_hands_have_no_range_no_agreement_and_no_pairs() -> None:
    people: dict[str, Sequence[Response]] = {"family": [1, 5] * 6, "care_worker": [2, 4] * 6}
    sums = made(people, tally("care_worker"))
    result = protection.protect(TWO, sums, T, samples.occasion(invited=60, kind="circle"))
    assert not result.spreads
    assert not result.agreement
    assert not any(measure.deltas for measure in sums.measures.values())
    assert not any(m.everyone.likely for m in result.measures.values() if m.everyone)
    sheets_only = protection.protect(TWO, made(people), T, samples.occasion(invited=30, kind="circle"))
    assert sheets_only.spreads
    assert any(m.everyone.likely for m in sheets_only.measures.values() if m.everyone)


def test_the_result_says_that_it_is_a_tally_and_what_was_kept_apart() -> None:
    pack = find("social-climate")

    def said(people: Mapping[str, Sequence[Response]], row: Sequence[int] = SEVEN) -> list[str]:
        items: dict[str, tuple[int, ...]] = {item.id: SEVEN for item in pack.instrument.items}
        items[pack.instrument.items[0].id] = tuple(row)
        sheets = samples.sheets(pack.instrument, people)
        sums = hands.score_round(pack.instrument, sheets, "full", [Tally("care_worker", 9, items)])
        result = protection.protect(pack.instrument, sums, pack.instrument.thresholds, samples.occasion())
        reading = interpretation.read(result, pack.language(), pack.instrument)
        return [caution.id for caution in reading.cautions if caution.reason.rule == "tally"]

    assert said({}) == ["say.tally"]
    assert said({}, (0, 1, 2, 3, 3)) == ["say.tally", "say.tally_smallest"]
    assert said({"family": [3]}) == ["say.tally", "say.tally_apart_one"]
    assert said({"family": [3, 4, 4]}) == ["say.tally", "say.tally_apart_many"]
    assert said({"family": [3, 4, 4, 2, 3]}) == ["say.tally_with_sheets", "say.tally_voice"]


# Change


def closed(sums: RoundSums, number: int) -> Closed:
    found = protection.protect(TWO, sums, T, replace(samples.occasion(kind="circle"), round_id=f"r{number}"))
    words = find("social-climate").language()
    who = ("easy", *(voice.id for voice in TWO.voices))
    same = replace(words, texts={f"item.{item.id}.{voice}": ("x",) for item in TWO.items for voice in who})
    return Closed(TWO, {"en": same}, sums, found, samples.occasion().held_on, sums.ways)


def test_hands_are_compared_with_hands_and_never_with_sheets() -> None:
    before, now = tally("family", (0, 4, 3, 0, 0)), tally("family", (0, 0, 0, 5, 2))
    told = change.compared(closed(made({}, now), 2), [closed(made({}, before), 1)])
    assert {one.word for one in told.changes} == {"maybe"}
    sheets = made({"family": [2] * 7})
    assert change.why_not(closed(sheets, 1), closed(made({}, now), 2)) == "not_ways"
    few = made({"family": [2] * 40})
    some = made({"family": [2] * 40}, tally("care_worker"))
    assert some.ways == {"tally": Fraction(7, 47)}
    assert change.why_not(closed(few, 1), closed(some, 2)) == "not_ways"


def test_rounds_in_which_people_answered_otherwise_are_not_compared() -> None:
    sheets = samples.sheets(TWO, {"family": [3] * 8})

    def with_faces(n: int) -> Closed:
        ways = {sheet.participant_id: "faces" for sheet in sheets[:n]}
        return closed(hands.score_round(TWO, sheets, "full", (), ways), n)

    assert with_faces(3).sums.ways == {"faces": Fraction(3, 8)}
    assert change.why_not(with_faces(0), with_faces(1)) == ""
    assert change.why_not(with_faces(0), with_faces(2)) == "not_ways"


def test_a_person_answered_with_help_with_faces_or_plainly() -> None:
    assert hands.way_of(Mode.SCREEN, Helper.NOBODY) == hands.way_of(Mode.PAPER, Helper.NOBODY) == ""
    assert hands.way_of(Mode.FACES, Helper.NOBODY) == "faces"
    assert hands.way_of(Mode.HELPED, Helper.NOBODY) == hands.way_of(Mode.FACES, Helper.CHOSEN) == "helped"


def _reach(total: tuple[Fraction, Fraction], n: int) -> Fraction:
    """How many points wide one of n people can lie, when their scores sum to something between these totals."""
    low, high = max(total[0] - 100 * (n - 1), Fraction(0)), min(total[1], Fraction(100))
    return high - low


def _between(told: Shown, n: int) -> tuple[Fraction, Fraction]:
    """Between what the sum of a shown score lies; where only its band is told, anywhere in the band."""
    band = next(band for band in TWO.bands if band.id == told.band)
    low, high = Fraction(band.low), Fraction(band.high)
    if told.figure is not None:
        low = Fraction(0) if told.end == "or_less" else told.figure - Fraction(1, 2)
        high = Fraction(100) if told.end == "or_more" else told.figure + Fraction(1, 2)
    return low * n, high * n


@given(st.lists(st.tuples(voices, answers), min_size=5, max_size=20), st.sampled_from([(), (1,), (5,), (4, 5)]), rows)
def test_hands_taken_away_leave_each_person_half_the_room_that_sheets_alone_do(
    people: list[tuple[str, int]], only: tuple[int, ...], row: Row
) -> None:
    """Also where all sheets say nearly the same, and where the hands are at an end."""
    people = [(voice, only[value % len(only)] if only else value) for voice, value in people]
    given_ = [samples.sheet(n, voice, samples.answers(TWO, value)) for n, (voice, value) in enumerate(people)]
    sums = hands.score_round(TWO, given_, "full", [tally("care_worker", row)])
    result, alone = shown(sums), shown(hands.score_round(TWO, given_))
    for name, measure in result.measures.items():
        by_hands, told = sums.measures[name].hands["care_worker"], measure.everyone
        assert told is not None
        n = told.n - by_hands.n
        if not n or told.figure is None or told.end:
            continue
        base = alone.measures[name].everyone
        assert base is not None
        low, high = _between(told, told.n)
        found = _reach((low - by_hands.total, high - by_hands.total), n)
        assert 2 * found >= _reach(_between(base, n), n)

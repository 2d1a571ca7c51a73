"""What has changed between two rounds: which rounds may be compared, what is compared, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from climate_desktop import packs
from climate_desktop.core import change, change_words, protection, scoring
from climate_desktop.core.change import Closed
from climate_desktop.core.instrument import Instrument, Scale, Thresholds
from climate_desktop.core.results import Change, Shown
from climate_desktop.core.scoring import MeasureSums, Sums
from climate_desktop.core.study import Response
from climate_desktop.core.words import Words
from tests.core import samples

PACK = packs.find("social-climate")
INSTRUMENT = PACK.instrument
BANDS = ("low", "medium", "high")
People = Mapping[str, Sequence[Response]]
THREE: People = {"care_receiver": [2] * 6, "care_worker": [4] * 8, "family": [3] * 7}


def closed(
    people: People = THREE,
    round_id: str = "r",
    *,
    instrument: Instrument = INSTRUMENT,
    words: Mapping[str, Words] = PACK.words,
    form: str = "full",
    ways: Mapping[str, Fraction] | None = None,
) -> Closed:
    sums = scoring.score_round(instrument, samples.sheets(instrument, people), form)
    occasion = replace(samples.occasion(), round_id=round_id, label=round_id)
    result = protection.protect(instrument, sums, Thresholds(), occasion)
    return Closed(instrument, words, sums, result, date(2026, 4, 14), ways or {})


def changes(before: Closed, now: Closed) -> dict[tuple[str, str], Change]:
    return {(one.measure, one.voice): one for one in change.compared(now, [before]).changes}


# Which rounds


def test_a_first_round_has_nothing_beside_it() -> None:
    result = change.compared(closed(), [])
    assert result.since is not None
    assert result.since.why_not == "first"
    assert result.changes == ()


def test_the_same_round_twice_is_about_the_same_for_everyone_and_every_voice() -> None:
    result = change.compared(closed(round_id="now"), [closed(round_id="before")])
    assert {one.word for one in result.changes} == {"same"}
    assert {one.voice for one in result.changes} == {"", *THREE}
    assert {one.measure for one in result.changes} == set(INSTRUMENT.measures)
    told = change_words.tell(result, PACK.language())
    assert told is not None
    assert all("it is the same now" in one.sentence.text for one in told.changes)


def without_one_item() -> Instrument:
    return replace(INSTRUMENT, items=INSTRUMENT.items[:-1])


def turned_round() -> Instrument:
    first = INSTRUMENT.items[0]
    return replace(INSTRUMENT, items=(replace(first, reverse=not first.reverse), *INSTRUMENT.items[1:]))


def in_another_factor() -> Instrument:
    first = INSTRUMENT.items[0]
    return replace(INSTRUMENT, items=(*INSTRUMENT.items[1:], replace(first, factor=INSTRUMENT.items[-1].factor)))


def on_another_scale() -> Instrument:
    return replace(INSTRUMENT, scale=Scale(1, 7))


@pytest.mark.parametrize("changed", [without_one_item, turned_round, in_another_factor, on_another_scale])
def test_rounds_with_other_items_keys_or_scales_are_not_compared(changed: Callable[[], Instrument]) -> None:
    result = change.compared(closed(), [closed(instrument=changed())])
    assert result.since is not None
    assert result.since.why_not == "not_statements"
    assert (result.changes, result.since.rounds) == ((), ())
    told = change_words.tell(result, PACK.language())
    assert told is not None
    assert told.intro.id == "say.change_not_statements"
    assert told.changes == ()


def test_a_statement_that_reads_otherwise_is_another_statement() -> None:
    words = PACK.language()
    item = f"item.{INSTRUMENT.items[5].id}.family"
    other = replace(words, texts={**words.texts, item: ("I am asked.",)})
    assert change.why_not(closed(words={words.language: other}), closed()) == "not_statements"
    account = replace(words, texts={**words.texts, "growth.low.opening": ("It is otherwise.",)})
    assert change.why_not(closed(words={words.language: account}), closed()) == ""
    assert change.why_not(closed(words={"cy": words}), closed()) == "not_statements"


def test_another_form_is_not_compared_and_the_order_of_the_items_does_not_matter() -> None:
    assert change.why_not(closed(form="short"), closed()) == "not_statements"
    turned = replace(INSTRUMENT, items=INSTRUMENT.items[::-1])
    assert change.why_not(closed(instrument=turned), closed()) == ""


def test_ways_of_answering_may_differ_by_less_than_a_quarter() -> None:
    some, more = Fraction(1, 10), Fraction(34, 100)
    assert change.why_not(closed(ways={"faces": some}), closed(ways={"faces": more})) == ""
    assert change.why_not(closed(), closed(ways={"faces": Fraction(1, 4)})) == "not_ways"
    result = change.compared(closed(ways={"faces": more}), [closed(ways={"faces": some})])
    assert result.since is not None
    assert result.since.ways_changed


def test_the_last_round_that_can_be_compared_is_taken_and_three_dates_are_shown_at_most() -> None:
    rounds = [closed(round_id=name) for name in ("one", "two", "three")]
    other = closed(round_id="other", instrument=without_one_item())
    since = change.compared(closed(), [*rounds, other]).since
    assert since is not None
    assert [past.round_id for past in since.rounds] == ["two", "three"]
    assert since.last_id == "other"


def test_too_few_people_then_or_now_are_told_as_not_shown() -> None:
    few = closed({"family": [3] * 4})
    for before, now in ((few, closed()), (closed(), few)):
        since = change.compared(now, [before]).since
        assert since is not None
        assert since.why_not == "not_shown"


# What is compared


def test_a_voice_that_is_hidden_on_either_side_is_not_compared() -> None:
    hidden = closed({"care_receiver": [2] * 2, "care_worker": [4] * 8, "family": [3] * 7})
    shown = hidden.result.voices
    assert "care_receiver" not in shown
    for before, now in ((hidden, closed()), (closed(), hidden)):
        assert {voice for _, voice in changes(before, now)} == {"", *shown}


def test_one_person_is_never_compared_over_time() -> None:
    measure = INSTRUMENT.measures[0]
    one = closed()
    single = Shown("medium", 1, 50)
    alone = replace(one.result, measures={measure: replace(one.result.measures[measure], voices={"family": single})})
    sums = replace(
        one.sums,
        measures={
            measure: MeasureSums(one.sums.measures[measure].everyone, {"family": Sums(1, Fraction(50), Fraction(2500))})
        },
    )
    both = replace(one, result=alone, sums=sums)
    assert set(changes(both, both)) == {(measure, "")}


def test_a_quarter_more_people_are_told_as_new_faces() -> None:
    larger = {voice: list(answers) * 2 for voice, answers in THREE.items()}
    for before, now, told in ((THREE, larger, True), (THREE, THREE, False)):
        since = change.compared(closed(now), [closed(before)]).since
        assert since is not None
        assert since.people_changed is told


# What it is called


def test_a_change_is_told_from_the_figures_shown_and_from_chance() -> None:
    was, now = Shown("medium", 20, 57), Shown("medium", 20, 68)
    assert change.change("growth", "", was, now, 8.0, BANDS).word == "clear"
    assert change.change("growth", "", was, now, 14.0, BANDS).word == "maybe"
    assert change.change("growth", "", was, replace(now, figure=62), 8.0, BANDS).word == "shift"
    same = change.change("growth", "", now, replace(now, figure=64), 1.0, BANDS)
    assert (same.word, same.up, same.points) == ("same", -1, -4)


def test_a_band_alone_is_compared_as_a_band_and_says_no_points() -> None:
    band, figure = Shown("high", 7, None), Shown("medium", 7, 70)
    up, down = (change.change("growth", "", *pair, 1.0, BANDS) for pair in ((figure, band), (band, figure)))
    assert (up.word, up.up, up.points) == ("maybe", 1, None)
    assert (down.word, down.up, down.points) == ("maybe", -1, None)
    still = change.change("growth", "", replace(figure, band="high", figure=80), band, 1.0, BANDS)
    assert (still.word, still.points) == ("same", None)


def test_people_who_all_answered_alike_never_make_chance_look_small() -> None:
    """Were their spread told as it is, a clear change would say that there is none."""
    before, now = closed({"care_worker": [3] * 5}), closed({"care_worker": [4, 4, 3, 3, 3]})
    assert changes(before, now)["growth", ""].points == 10
    assert changes(before, now)["growth", ""].word == "maybe"
    assert changes(before, closed({"care_worker": [4] * 5}))["growth", ""].word == "clear"


@pytest.mark.parametrize(
    ("word", "up", "key"),
    [
        ("clear", 1, "change_up"),
        ("clear", -1, "change_down"),
        ("maybe", 1, "change_maybe_up"),
        ("maybe", -1, "change_maybe_down"),
        ("shift", 1, "change_small_up"),
        ("shift", -1, "change_small_down"),
        ("same", 1, "change_same"),
        ("same", 0, "change_still"),
    ],
)
def test_every_kind_of_change_has_its_sentence(word: str, up: int, key: str) -> None:
    one = Change("growth", "", Shown("medium", 20, 60), Shown("medium", 20, 60 + up), word, up, up)
    result = replace(change.compared(closed(), [closed()]), changes=(one,))
    told = change_words.tell(result, PACK.language())
    assert told is not None
    assert told.changes[0].sentence.id == f"say.{key}"
    assert told.changes[0].sentence.reason.change is one

"""Bands and the edges that single factors and voices have of their own."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from climate_desktop.core import pinning, protection, scoring
from climate_desktop.core.instrument import Band, Edges, Instrument
from climate_desktop.core.scoring import Sums
from tests.core import samples

PLAIN = samples.instrument()
FACTORS = st.sampled_from(["", *(factor.id for factor in PLAIN.factors)])
VOICES = st.sampled_from(["", *(voice.id for voice in PLAIN.voices)])
MEASURES = st.sampled_from(["", *PLAIN.measures])
SCORES = st.integers(0, 100)


@st.composite
def edges(draw: st.DrawFn) -> Edges:
    medium = draw(st.integers(6, 94))
    return Edges(medium, draw(st.integers(medium + 1, 95)), draw(FACTORS), draw(VOICES))


INSTRUMENTS = st.lists(edges(), max_size=6, unique_by=lambda e: (e.factor, e.voice)).map(
    lambda own: replace(PLAIN, edges=tuple(e for e in own if e.factor or e.voice))
)


def of(mean: float, n: int = 12) -> Sums:
    """So many people with the same score."""
    return Sums(n, Fraction(mean) * n, Fraction(mean) ** 2 * n)


@given(INSTRUMENTS, MEASURES, VOICES, SCORES)
def test_every_score_lies_in_one_band_and_higher_scores_in_no_lower_one(
    instrument: Instrument, measure: str, voice: str, score: int
) -> None:
    bands = instrument.bands_for(measure, voice)
    assert [band.id for band in bands] == ["low", "medium", "high"]
    assert [band for band in bands if band.low <= score <= band.high] == [instrument.band(score, measure, voice)]
    order = [bands.index(instrument.band(s, measure, voice)) for s in range(101)]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2}


@given(INSTRUMENTS, MEASURES, VOICES)
def test_the_nearest_edges_hold_and_the_common_ones_where_there_are_none(
    instrument: Instrument, measure: str, voice: str
) -> None:
    factor = measure.partition(".")[2]
    own = {(e.factor, e.voice): e for e in instrument.edges}
    wanted = (own.get((factor, voice)) if factor else None) or (own.get((factor, "")) if factor else None)
    wanted = wanted or (own.get(("", voice)) if voice else None)
    bands = instrument.bands_for(measure, voice)
    if wanted is None:
        assert bands is instrument.bands
    else:
        assert (bands[1].low, bands[2].low) == (wanted.medium, wanted.high)


@given(INSTRUMENTS, SCORES)
def test_a_domain_has_the_common_edges_for_everyone(instrument: Instrument, score: int) -> None:
    for domain in instrument.domains:
        assert instrument.band(score, domain.id) == instrument.band(score)


def test_the_only_voice_is_everyone() -> None:
    one = replace(PLAIN, voices=PLAIN.voices[:1], edges=(Edges(30, 60, voice="care_receiver"),))
    assert one.bands_for("d1") == one.bands_for("d1", "care_receiver")
    assert one.bands_for() == (Band("low", 0, 29), Band("medium", 30, 59), Band("high", 60, 100))


def test_a_score_beyond_the_bands_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="no band holds 101"):
        PLAIN.band(101)


@given(INSTRUMENTS, MEASURES, VOICES, SCORES)
def test_what_is_shown_has_the_band_of_its_own_edges(
    instrument: Instrument, measure: str, voice: str, score: int
) -> None:
    shown = protection.show(instrument, of(score), measure, voice)
    assert shown.band == instrument.band(score, measure, voice).id
    if shown.near:
        bands = instrument.bands_for(measure, voice)
        assert shown.near != shown.band
        assert min(abs(score - band.low) for band in bands[1:]) <= protection.NEAR_MOST + 5


@given(INSTRUMENTS, MEASURES, VOICES, st.integers(1, 30), SCORES, SCORES)
def test_no_edge_tells_apart_what_is_told_as_one(
    instrument: Instrument, measure: str, voice: str, people: int, one: int, other: int
) -> None:
    """Rule 5: whether 96 or 100 of 100 agreed must not be seen from the band or from what is close to it."""
    assume((min(one, other) >= pinning.TOP) or (max(one, other) <= pinning.BOTTOM))
    assert protection.show(instrument, of(one, people), measure, voice) == protection.show(
        instrument, of(other, people), measure, voice
    )


@pytest.mark.parametrize(("scores", "own"), [(range(95, 101), Edges(50, 95, "d1f1")), (range(6), Edges(6, 80, "d1f1"))])
def test_how_close_an_end_is_to_a_line_does_not_tell_the_score(scores: range, own: Edges) -> None:
    instrument = replace(PLAIN, edges=(own,))
    assert len({protection.show(instrument, of(score), "d1.d1f1") for score in scores}) == 1


def test_a_result_uses_the_edges_of_each_factor_and_voice() -> None:
    own = replace(PLAIN, edges=(Edges(20, 90, "d1f1"), Edges(60, 80, voice="family"), Edges(30, 45, "d1f1", "family")))
    given_answers = samples.sheets(own, {"care_worker": [3] * 6, "family": [3] * 6})
    found = protection.protect(
        own, scoring.score_round(own, given_answers), own.thresholds, samples.occasion()
    ).measures
    bands = {
        name: (m.everyone.band if m.everyone else "", {voice: s.band for voice, s in m.voices.items()})
        for name, m in found.items()
    }
    assert bands["d1"] == ("medium", {"care_worker": "medium", "family": "low"})
    assert bands["d1.d1f1"] == ("medium", {"care_worker": "medium", "family": "high"})
    assert bands["d1.d1f2"] == ("medium", {"care_worker": "medium", "family": "low"})
    assert [s.near for s in found["d1"].voices.values()] == ["low", ""]

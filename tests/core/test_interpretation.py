"""Results in, passages out, each with its reason; over the bundled pack and every band, factor and voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from climate_desktop import packs
from climate_desktop.core import interpretation, protection, scoring
from climate_desktop.core.instrument import Instrument, NoAnswer, Thresholds
from climate_desktop.core.reading import Reading
from climate_desktop.core.results import Result
from climate_desktop.core.scoring import MeasureSums, RoundSums, Sums
from climate_desktop.core.study import Response, Sheet, Standing
from tests.core import samples

PACK = packs.find("social-climate")
INSTRUMENT: Instrument = PACK.instrument
WORDS = PACK.language()


def read_sheets(sheets: Sequence[Sheet], invited: int = 0, form: str = "full") -> Reading:
    sums = scoring.score_round(INSTRUMENT, sheets, form)
    return read(protection.protect(INSTRUMENT, sums, Thresholds(), samples.occasion(invited)))


def read(result: Result) -> Reading:
    return interpretation.read(result, WORDS, INSTRUMENT)


def people(given: Mapping[str, Sequence[Response]]) -> list[Sheet]:
    return samples.sheets(INSTRUMENT, given)


def exactly(score: int, n: int = 8) -> Sums:
    """The sums of n people whose mean is a score and who all felt the same."""
    return Sums(n, Fraction(score * n), Fraction(score * score * n))


def round_with(everyone: int, voices: Mapping[str, int]) -> RoundSums:
    """A round in which every measure has these scores, from eight people of each voice."""
    measure = MeasureSums(exactly(everyone, 8 * len(voices)), {v: exactly(s) for v, s in voices.items()})
    counts = {item.id: (0, 0, 8 * len(voices), 0, 0) for item in INSTRUMENT.items}
    return RoundSums("full", dict.fromkeys(voices, 8), 0, dict.fromkeys(INSTRUMENT.measures, measure), counts)


def reading_of(everyone: int, voices: Mapping[str, int]) -> Reading:
    sums = round_with(everyone, voices)
    return read(protection.protect(INSTRUMENT, sums, Thresholds(), samples.occasion()))


EDGES = {7: "low", 48: "low", 49: "low", 50: "medium", 51: "medium", 74: "medium", 75: "high", 76: "high"}


@pytest.mark.parametrize(("score", "band"), EDGES.items())
def test_each_band_edge_picks_the_passage_of_its_band_for_every_factor_and_voice(score: int, band: str) -> None:
    voices = ["care_receiver", "care_worker", "family", "circle_member"]
    reading = reading_of(60, dict.fromkeys(voices, score))
    whole = reading_of(score, dict.fromkeys(voices, 60))
    for domain, other in zip(reading.domains, whole.domains, strict=True):
        assert other.opening is not None
        assert other.opening.id == f"{domain.domain}.{band}.opening"
        for factor, beside in zip(domain.factors, other.factors, strict=True):
            prefix = f"{domain.domain}.{factor.factor}"
            assert [a.account.id for a in factor.accounts] == [f"{prefix}.{band}.{v}" for v in voices]
            assert all(a.account.text == WORDS[a.account.id] for a in factor.accounts)
            assert beside.general is not None
            assert beside.general.id == f"{prefix}.{band}.general"
            assert beside.general.reason.shown is not None
            assert beside.general.reason.shown.figure == score


def test_a_group_of_seven_reads_four_voices_for_the_groups_band_and_no_voice_of_its_own() -> None:
    """One receiver, four workers, two of family: the usual case."""
    reading = read_sheets(people({"care_receiver": [1], "care_worker": [4, 4, 3, 4], "family": [2, 3]}), invited=9)
    assert reading.result.voices == {}
    for domain in reading.domains:
        assert domain.opening
        assert domain.closing
        assert all((domain.questions, domain.first_steps, domain.quotes))
        for factor in domain.factors:
            assert factor.general is not None
            assert [a.voice for a in factor.accounts] == [v.id for v in INSTRUMENT.voices]
            assert all(a.example for a in factor.accounts)
            assert all(a.quotes for a in factor.accounts)
            band = factor.general.reason.shown.band if factor.general.reason.shown else ""
            assert all(f".{band}." in a.account.id for a in factor.accounts)
            assert all(a.account.reason.voice == "" for a in factor.accounts)
            assert len(factor.questions) == len(factor.first_steps) == 2
    assert reading.gaps == ()
    assert reading.gap_note is not None
    assert reading.gap_note.id == "say.gap_hidden"
    assert reading.ask is not None
    assert "say.hidden" in {c.id for c in reading.cautions}


def test_a_group_of_three_gets_every_question_and_first_step_and_no_score() -> None:
    reading = read_sheets(people({"care_receiver": [1], "care_worker": [4, 4]}))
    assert not reading.result.scored
    assert reading.cautions[0].id == "say.too_few"
    assert "5" in reading.cautions[0].text
    for domain in reading.domains:
        assert domain.opening is None
        assert domain.standout == domain.glance == domain.quotes == ()
        for factor in domain.factors:
            assert factor.general is None
            assert factor.accounts == ()
            assert {p.reason.rule for p in (*factor.questions, *factor.first_steps)} == {"conversation"}
            assert len(factor.questions) == len(factor.first_steps) == 2
    assert (reading.most, reading.least, reading.differ) == (None, None, None)


def test_groups_with_equal_means_read_differently() -> None:
    """All alike, split, one outlier, two voices apart: the mean is 50 in each."""
    alike = read_sheets(people({"care_worker": [3] * 6, "family": [3] * 6}))
    split = read_sheets(people({"care_worker": [1, 5] * 3, "family": [5, 1] * 3}))
    apart = read_sheets(people({"care_worker": [4] * 6, "family": [2] * 6}))
    outlier = read_sheets(people({"care_worker": [3] * 11 + [1], "family": []}))
    told = [frozenset(p.text for p in reading.passages) for reading in (alike, split, apart, outlier)]
    assert {r.result.measures["growth"].everyone.figure for r in (alike, split, apart) if r.result.measures} == {50}  # type: ignore[union-attr]
    assert len(set(told)) == 4
    assert {s.spread.word for s in split.splits} == {"camps"}
    assert alike.splits == ()
    assert apart.differ is not None
    assert apart.differ.sentence.text.startswith("Care and support workers ")
    assert "family, friends and volunteers" in apart.differ.sentence.text
    assert alike.differ is None
    assert alike.gap_note is not None
    assert alike.gap_note.id == "say.gap_none"


def test_most_and_least_are_named_only_when_more_than_five_points_apart() -> None:
    level = read_sheets(people({"care_worker": [4] * 6}))
    assert (level.most, level.least) == (None, None)
    given = samples.answers(INSTRUMENT, 3) | {f"decisions_{i}": 1 for i in range(1, 5)}
    given |= {f"caregiving_{i}": 4 for i in range(1, 5)}
    reading = read_sheets([samples.sheet(n, "care_worker", given) for n in range(10)])
    assert reading.most is not None
    assert reading.least is not None
    assert (reading.most.factor, reading.least.factor) == ("caregiving", "decisions")
    assert reading.least_sentence is not None
    assert reading.least_sentence.id == "systems.decisions.low.easy"
    systems = reading.domains[2]
    assert "say.least_here" in {p.id for p in systems.standout}
    assert "say.most_here" not in {p.id for p in systems.standout}
    assert systems.first_steps == systems.factors[0].first_steps


def test_a_score_near_the_line_an_omission_and_proxies_are_each_said() -> None:
    full, half = samples.answers(INSTRUMENT, 3), {i.id: 5 for i in INSTRUMENT.items if i.id[-1] in "12"}
    sheets = [samples.sheet(n, "family", full if n % 3 else half) for n in range(15)]
    sheets += [samples.sheet(90 + n, "care_receiver", full, Standing.PROXY) for n in range(2)]
    reading = read_sheets(sheets)
    assert "2 people answered for somebody else." in " ".join(c.text for c in reading.cautions)
    factor = reading.domains[0].factors[0]
    assert {c.id for c in factor.cautions} == {"say.missing"}
    near = read_sheets(people({"family": [3] * 10}))
    assert near.domains[0].factors[0].cautions[0].text.startswith("Autonomy and control lies close to the line")
    one = read_sheets(sheets[:16])
    assert any(c.id == "say.proxy_one" for c in one.cautions)


def test_how_sure_one_can_be_is_said_from_invitations() -> None:
    some = read_sheets(people({"family": [2, 3, 4, 3, 4, 2]}), invited=8)
    assert [n.id for n in some.notes] == ["say.likely"]
    assert "Growth " in some.notes[0].text
    assert "all 8 " in some.notes[0].text
    everyone = read_sheets(people({"family": [2, 3, 4, 3, 4, 2]}), invited=6)
    assert [n.id for n in everyone.notes] == ["say.everyone"]
    assert read_sheets(people({"family": [2, 3, 4, 3, 4, 2]})).notes == ()


def test_the_short_form_says_so_and_still_asks_every_question() -> None:
    given = {item.id: 4 for item in INSTRUMENT.items if item.short}
    reading = read_sheets([samples.sheet(n, "family", given) for n in range(6)], form="short")
    assert "say.short_form" in {c.id for c in reading.cautions}
    domain = reading.domains[0]
    assert domain.opening is not None
    assert all(f.general is None and f.questions and f.first_steps for f in domain.factors)


def test_the_short_form_never_says_that_voices_lie_close_on_every_theme() -> None:
    """They may lie far apart on a domain, and no theme was scored."""
    asked = [item.id for item in INSTRUMENT.items if item.short]
    given = [("family", 2)] * 6 + [("care_worker", 4)] * 6
    sheets = [samples.sheet(n, voice, dict.fromkeys(asked, value)) for n, (voice, value) in enumerate(given)]
    reading = read_sheets(sheets, form="short")
    assert reading.gap_note is not None
    assert reading.gap_note.id == "say.gap_short"


def test_passages_hold_everything_that_is_printed_once_each_with_a_reason() -> None:
    reading = read_sheets(people({"care_worker": [4] * 6, "family": [2] * 6}), invited=13)
    ids = [p.id for p in reading.passages]
    assert len(ids) > 200
    assert all(p.text and p.reason.rule for p in reading.passages)
    assert "growth.autonomy.high.care_worker" in ids
    assert "growth.autonomy.low.family" in ids


def test_a_factor_that_is_not_shown_still_has_questions_but_no_account() -> None:
    given = samples.answers(INSTRUMENT, 4) | {f"roles_{i}": NoAnswer.DOES_NOT_APPLY for i in range(1, 5)}
    reading = read_sheets([samples.sheet(n, "family", given) for n in range(6)])
    roles = reading.domains[2].factors[1]
    assert roles.measure is None
    assert roles.general is None
    assert roles.questions


@pytest.mark.parametrize(("score", "text"), [(3, "5 or less"), (62, "62"), (99, "95 or more")])
def test_a_figure_is_written_as_it_may_be_told(score: int, text: str) -> None:
    shown = protection.show(INSTRUMENT, exactly(score, 10))
    assert interpretation.figure_text(shown, WORDS) == text
    few = protection.show(INSTRUMENT, exactly(score, 9))
    assert interpretation.figure_text(few, WORDS) == (text if score == 62 else "")

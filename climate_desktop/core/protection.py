"""Which numbers about a small group may be shown, and the plan for hiding the others.

One function plans, from counts alone; every output obeys the same plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise

from climate_desktop.core import agreeing, pinning, scoring, statistics
from climate_desktop.core.instrument import Band, Instrument, Thresholds
from climate_desktop.core.pinning import BOTTOM, TOP
from climate_desktop.core.results import Gap, Measure, Result, Shown, Tallied
from climate_desktop.core.scoring import MeasureSums, RoundSums, Sums

NEAR_LEAST, NEAR_MOST = 2, 5
"""A score is close to an edge within half its interval's width, but at least and at most so many points."""

@dataclass(frozen=True)
class Plan:
    """What may be shown of a round. `everyone` is the whole group's means, `voices` those whose means may stand beside.

    `detail` allows distributions and agreement of the whole group. `hidden` is true when a voice that answered is not
    among the shown ones. `open` shows means down to one person.
    """

    everyone: bool
    voices: frozenset[str]
    detail: bool
    hidden: bool
    open: bool = False


def plan(people: Mapping[str, int], valid: Mapping[str, int], everyone: int, thresholds: Thresholds) -> Plan:
    """The plan for one round from counts: people by voice, and the smallest valid counts by voice and of everyone.

    A mean needs `thresholds.mean` people. A voice with fewer is hidden, and with it the next smallest voices until the
    hidden block has at least `thresholds.difference` people and two voices, none of which is more than two thirds of it,
    so that nothing shown can be taken from something else shown to find it (complementary suppression). When the block
    swallows every voice, the whole group stands alone. Nobody and nothing is shown of fewer than `thresholds.mean` people.
    """
    present = {voice: valid.get(voice, 0) for voice, n in people.items() if n}
    if everyone < thresholds.mean:
        return Plan(everyone=False, voices=frozenset(), detail=False, hidden=bool(present))
    order = list(people)
    by_size = sorted(present, key=lambda voice: (present[voice], order.index(voice)))
    block = [voice for voice in by_size if present[voice] < thresholds.mean]
    rest = [voice for voice in by_size if voice not in block]
    least = max(thresholds.mean, thresholds.difference)
    while block and rest and not _covers([present[voice] for voice in block], least):
        block.append(rest.pop(0))
    if block and not _covers([present[voice] for voice in block], least):
        rest = []
    return Plan(
        everyone=True,
        voices=frozenset(rest),
        detail=everyone >= thresholds.detail,
        hidden=bool(block),
    )


def _covers(voices: Collection[int], least: int) -> bool:
    """True when voices of these sizes hide each other.

    The mean of k of n people can always lie 100 (n - k) / k points wide, and must be able to lie `pinning.ROOM` wide.
    """
    people = sum(voices)
    return len(voices) > 1 and people >= least and 100 * (people - max(voices)) >= pinning.ROOM * max(voices)


def plan_for(sums: RoundSums, thresholds: Thresholds) -> Plan:
    """The one plan of a round, from the smallest valid counts over all its measures that may be shown at all.

    A show of hands was seen by everyone, so it hides nobody: the plan is made for the sheets alone. Beside what that
    shows stand everyone and each voice that has nothing but hands.
    """
    sheets, by_hands = sums.sheets, only_hands(sums)
    people = {voice: n for voice, n in sheets.people.items() if voice not in by_hands}
    told = [measure for measure in sheets.measures.values() if measure.everyone.n >= thresholds.mean]
    valid = {
        voice: min((_n(measure.voices.get(voice)) for measure in told), default=0) for voice, n in people.items() if n
    }
    everyone = min((measure.everyone.n for measure in told), default=0)
    found = plan(people, valid, everyone, thresholds)
    return replace(
        found,
        everyone=found.everyone or any(measure.hands for measure in sums.measures.values()),
        voices=found.voices | by_hands,
        hidden=found.hidden or _too_few_hands(sums),
    )


def _too_few_hands(sums: RoundSums) -> bool:
    """True when a voice's hands were too few to enter any score."""
    return any(not any(voice in measure.hands for measure in sums.measures.values()) for voice in sums.hands)


def only_hands(sums: RoundSums) -> frozenset[str]:
    """The voices that are scored from a show of hands and from nothing else."""
    measures = sums.measures.values()
    tallied = {voice for measure in measures for voice in measure.hands}
    return frozenset(tallied - {voice for measure in measures for voice in measure.sheets.voices})


def open_plan(sums: RoundSums, thresholds: Thresholds) -> Plan:
    """The plan of a round whose people all agreed to an open circle: everyone and every voice, detail as ever."""
    voices = frozenset(voice for voice, n in sums.people.items() if n)
    detail = plan_for(sums, thresholds).detail
    return Plan(everyone=bool(voices), voices=voices, detail=detail, hidden=False, open=True)


def _n(sums: Sums | None) -> int:
    return sums.n if sums else 0


@dataclass(frozen=True)
class Occasion:
    """What a result says about its round besides numbers."""

    round_id: str
    group_name: str
    group_kind: str
    label: str
    held_on: date
    place: str
    invited: int
    open_circle: bool = False
    withdrawn: bool = False
    corrected_on: date | None = None
    rehearsal: bool = False


def protect(instrument: Instrument, sums: RoundSums, thresholds: Thresholds, occasion: Occasion) -> Result:
    """The result of a closed round as anyone may see it: `sums` rounded, and cut down to what the plan allows.

    Where such a group is offered one voice only, that voice is everyone and does not stand beside them. In an open circle
    everyone agreed that the group and its voices are shown down to one person; all other rules hold.
    """
    allowed = open_plan(sums, thresholds) if occasion.open_circle else plan_for(sums, thresholds)
    if len(instrument.voices_for(occasion.group_kind)) < 2:
        allowed = replace(allowed, voices=frozenset())
    invited = occasion.invited if occasion.invited >= sums.answered else 0
    measures = _measures(instrument, sums, thresholds, allowed, invited) if allowed.everyone else {}
    order = [voice.id for voice in instrument.voices if any(voice.id in m.voices for m in measures.values())]
    hidden = allowed.hidden
    of_sheets = allowed.voices - only_hands(sums)
    hidden |= not allowed.open and any(of_sheets - set(measure.voices) for measure in measures.values())
    found = agreeing.find(instrument, sums, measures, thresholds) if allowed.detail else ()
    return Result(
        round_id=occasion.round_id,
        group_name=occasion.group_name,
        group_kind=occasion.group_kind,
        label=occasion.label,
        held_on=occasion.held_on,
        place=occasion.place,
        pack_id=instrument.id,
        pack_version=instrument.version,
        form=sums.form,
        answered=sums.answered,
        invited=invited,
        scored=allowed.everyone,
        hidden=hidden,
        voices={voice: sums.people[voice] for voice in order},
        measures=measures,
        gaps=tuple(_with_times(gap, sums.measures[gap.measure], thresholds) for gap in _gaps(measures.values())),
        spreads=agreeing.spreads(found),
        agreement=agreeing.words(found, hidden=hidden),
        proxies=sums.proxies,
        missing_matters=tuple(name for name in measures if pinning.missing_matters(instrument, sums, name, thresholds)),
        not_asked=tuple(name for name in scoring.told(instrument, sums.form) if name not in sums.measures),
        open_circle=occasion.open_circle,
        withdrawn=occasion.withdrawn,
        corrected_on=occasion.corrected_on,
        rehearsal=occasion.rehearsal,
        tally=_tally(instrument, sums),
        all_count=not sums.apart and not _too_few_hands(sums),
    )


def _tally(instrument: Instrument, sums: RoundSums) -> Tallied | None:
    """What is said about a show of hands; None when none entered a score."""
    if not any(measure.hands for measure in sums.measures.values()):
        return None
    by_hands = only_hands(sums)
    return Tallied(
        voices=tuple(voice.id for voice in instrument.voices if voice.id in by_hands),
        with_sheets=any(measure.sheets.everyone.n for measure in sums.measures.values()),
        uneven=sums.uneven,
        apart=sum(sums.apart.values()),
    )


def _measures(
    instrument: Instrument, sums: RoundSums, thresholds: Thresholds, allowed: Plan, invited: int
) -> dict[str, Measure]:
    """What is told of each measure. Where voices would pin somebody, everyone stands alone; a domain follows its factors."""
    least = 1 if allowed.open else thresholds.mean
    told = {
        name: pinning.beside_hands(measure, thresholds)
        for name, measure in sums.measures.items()
        if measure.everyone.n >= least
    }
    by_hands = allowed.voices & only_hands(sums)
    alone = {
        name
        for name in told
        if not allowed.open and not pinning.leaves_room(instrument, name, sums.measures[name].sheets, allowed.voices)
    }
    measures = {}
    for name in told:
        factors = [factor for factor in told if factor.startswith(f"{name}.")]
        beside = by_hands if alone.intersection((name, *factors)) else allowed.voices
        blurred = told[name] if told[name].hands else pinning.blurred(instrument, name, told[name], beside)
        whole = {voice for voice in beside if all(voice in told[factor].voices for factor in factors)}
        measure = pinning.of_factors(blurred, [told[factor] for factor in factors], whole)
        voices = {
            voice.id: show(instrument, measure.voices[voice.id], name, voice.id)
            for voice in instrument.voices
            if voice.id in beside and voice.id in measure.voices
        }
        measures[name] = Measure(name, show(instrument, measure.everyone, name, invited=0 if sums.hands else invited), voices)
    return measures


def show(instrument: Instrument, sums: Sums, measure: str = "", voice: str = "", invited: int = 0) -> Shown:
    """One score as it is told: rounded once, banded from the rounded number, end values blunted (rules 7, 8 and 5).

    The edges are those that hold for the measure and, unless it is everyone's score, for the voice. `invited` people
    stand behind the likely range; 0 leaves it out. ValueError when nobody stands behind the score.
    """
    mean = sums.mean
    if mean is None:
        raise ValueError("a score needs somebody behind it")
    score = scoring.rounded(mean)
    band = instrument.band(score, measure, voice).id
    end = "or_more" if score >= TOP else "or_less" if score <= BOTTOM else ""
    if end and sums.n < instrument.thresholds.detail:
        return Shown(band, sums.n, None)
    likely = statistics.likely_range(sums.n, invited, float(mean), sums.deviation)
    half = (likely[1] - likely[0]) / 2 if likely else 0.0
    figure = min(max(score, BOTTOM), TOP)
    return Shown(
        band=band,
        n=sums.n,
        figure=figure,
        end=end,
        near=_near(instrument.bands_for(measure, voice), figure, min(NEAR_MOST, max(NEAR_LEAST, half))),
        likely=None if end or likely is None else _whole(likely, score),
    )


def _whole(likely: tuple[float, float], score: int) -> tuple[int, int]:
    """The likely range in whole numbers, never beyond the end values and never without the score itself."""
    low, high = (min(max(int(value + 0.5), BOTTOM), TOP) for value in likely)
    return min(low, score), max(high, score)


def _near(bands: tuple[Band, ...], score: int, reach: float) -> str:
    """The band across an edge within reach of the score; the nearer one where both are, empty where none is."""
    across = [
        (abs(score - upper.low), lower.id if score >= upper.low else upper.id)
        for lower, upper in pairwise(bands)
        if abs(score - upper.low) <= reach
    ]
    return min(across)[1] if across else ""


def _gaps(measures: Iterable[Measure]) -> tuple[Gap, ...]:
    """The widest gap between two shown voices on each factor where one is wide enough to say, widest first.

    Distances are between the numbers told, so that anyone can check them; end values count as the end they name.
    """
    found: list[tuple[int, Gap]] = []
    for measure in measures:
        if not measure.factor:
            continue
        pairs = [
            _gap(measure.id, one, measure.voices[one], other, measure.voices[other])
            for one, other in combinations(measure.voices, 2)
        ]
        wide = [pair for pair in pairs if pair is not None]
        if wide:
            found.append(max(wide, key=lambda pair: pair[0]))
    return tuple(gap for _, gap in sorted(found, key=lambda pair: -pair[0]))


def _gap(measure: str, one: str, shown: Shown, other: str, beside: Shown) -> tuple[int, Gap] | None:
    if shown.figure is None or beside.figure is None:
        return None
    points = abs(shown.figure - beside.figure)
    if not statistics.is_gap(points, shown.n, beside.n):
        return None
    higher, lower = (one, other) if shown.figure > beside.figure else (other, one)
    return points, Gap(measure, higher, lower, None if shown.end or beside.end else points)


def _with_times(gap: Gap, measure: MeasureSums, thresholds: Thresholds) -> Gap:
    """The gap with how often somebody of the higher voice scores higher, where both voices have people for details.

    None is said where that points the other way than the means do. 9 stands for 9 or more: never that everyone does.
    """
    sides = (measure.voices[gap.higher], measure.voices[gap.lower])
    delta = measure.deltas.get((gap.higher, gap.lower))
    if delta is None and (gap.lower, gap.higher) in measure.deltas:
        delta = -measure.deltas[gap.lower, gap.higher]
    if delta is None or delta <= 0 or any(side.n < thresholds.detail for side in sides):
        return gap
    return replace(gap, times=min(statistics.times_in_ten(delta), statistics.MOST_TIMES))

"""A show of hands, scored, and joined with the sheets of people who answered on their own.

Everyone in the room saw the hands. So they count as shown: sheets are added to them only so many at a time that nobody
can be worked out by taking the hands away again (rule 6 of scoring, rule 2 of protection).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from climate_desktop.core import scoring
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.scoring import MeasureSums, RoundSums, Sums
from climate_desktop.core.study import Helper, Mode, Sheet, Standing, Tally

FACES, HELPED, TALLY = "faces", "helped", "tally"


@dataclass(frozen=True)
class TallyScore:
    """A score from counted hands, which have no persons: its n is the smallest item count."""

    score: Fraction
    n: int


def score_tally(
    instrument: Instrument, counts: Mapping[str, Sequence[int]], form: str = "full"
) -> dict[str, TallyScore]:
    """The scores of one voice's tally by measure (rule 6).

    A factor is the mean of its item means when all its items were counted; a domain is the mean of its factors when all
    of them were. The short form tells domains only. Nothing is scored from fewer than five hands. `counts` holds hands
    per answer, lowest first.
    """
    offered = scoring.items_offered(instrument, form)
    told = set(scoring.told(instrument, form))
    means = scoring.item_means(instrument, counts)
    scores: dict[str, TallyScore] = {}
    for domain in instrument.domains:
        factors = instrument.factors_of[domain.id]
        found = {}
        for factor in factors:
            items = [item.id for item in instrument.items_of[factor.id] if item.id in offered]
            n = min((sum(counts.get(item, ())) for item in items), default=0)
            if n >= instrument.thresholds.mean:
                score = sum((means[item] for item in items), Fraction(0)) / len(items)
                found[f"{domain.id}.{factor.id}"] = TallyScore(score, n)
        scores |= {name: one for name, one in found.items() if name in told}
        if domain.id in told and len(found) == len(factors):
            mean = sum((one.score for one in found.values()), Fraction(0)) / len(found)
            scores[domain.id] = TallyScore(mean, min(one.n for one in found.values()))
    return scores


def way_of(mode: Mode, helper: Helper) -> str:
    """What makes a person's answers unlike those on a plain sheet: `helped` or `faces`; empty when nothing does."""
    if mode is Mode.HELPED or helper is not Helper.NOBODY:
        return HELPED
    return FACES if mode is Mode.FACES else ""


def score_round(
    instrument: Instrument,
    sheets: Iterable[Sheet],
    form: str = "full",
    tallies: Iterable[Tally] = (),
    ways: Mapping[str, str] | None = None,
) -> RoundSums:
    """The sums of a round from its sheets and its tallies; `ways` says how each person answered, as `way_of` does.

    A voice's tally enters that voice and everyone, as so many people as its smallest item count. Sheets of a voice with
    a scored tally join it only when each measure has none or five of them or more; so do all sheets together. Otherwise
    they are kept apart. A domain of which some hands were asked only a part is left out.
    """
    everyone = list(sheets)
    counted = {tally.voice: tally for tally in tallies if any(sum(row) for row in tally.counts.values())}
    scored = {voice: score_tally(instrument, tally.counts, form) for voice, tally in counted.items()}
    scored = {voice: scores for voice, scores in scored.items() if scores}
    apart = _apart(instrument, everyone, form, scored)
    joined = [sheet for sheet in everyone if sheet.voice not in apart or sheet.standing is Standing.PROXY]
    found = scoring.score_round(instrument, joined, form)
    hands = {voice: _smallest(instrument, tally, form) for voice, tally in counted.items()}
    hands = {voice.id: hands[voice.id] for voice in instrument.voices if voice.id in hands}
    own = [sheet for sheet in joined if sheet.standing is Standing.SELF]
    return replace(
        found,
        people={voice: n + hands.get(voice, 0) for voice, n in found.people.items()},
        measures=_with_hands(instrument, found, scored, form) if scored else found.measures,
        hands=hands,
        uneven=any(len({sum(row) for row in counted[voice].counts.values()}) > 1 for voice in scored),
        apart={voice: _own(everyone, voice) for voice in apart if _own(everyone, voice)},
        ways=_shares([(ways or {}).get(sheet.participant_id, "") for sheet in own], sum(hands[voice] for voice in scored)),
    )


def _own(sheets: Iterable[Sheet], voice: str) -> int:
    return sum(sheet.voice == voice and sheet.standing is Standing.SELF for sheet in sheets)


def _smallest(instrument: Instrument, tally: Tally, form: str) -> int:
    """How many people a tally stands for: the fewest hands for any statement that enters a score, or for any at all."""
    scored = {name.partition(".")[2] or name for name in score_tally(instrument, tally.counts, form)}
    factors = instrument.domain_of
    of_scores = [
        sum(row)
        for item, row in tally.counts.items()
        if instrument.item[item].factor in scored or factors[instrument.item[item].factor] in scored
    ]
    return min(of_scores or [sum(row) for row in tally.counts.values() if any(row)])


def _apart(
    instrument: Instrument, sheets: Sequence[Sheet], form: str, scored: Mapping[str, object]
) -> tuple[str, ...]:
    """The voices whose sheets are too few to be added to hands that everyone saw."""
    if not scored:
        return ()
    first = scoring.score_round(instrument, sheets, form)
    apart = [voice.id for voice in instrument.voices if voice.id in scored and _few(instrument, first, (voice.id,))]
    rest = [voice.id for voice in instrument.voices if voice.id not in apart]
    return (*apart, *rest) if _few(instrument, first, rest) else tuple(apart)


def _few(instrument: Instrument, sums: RoundSums, voices: Collection[str]) -> bool:
    """True when, on some measure, one person or more of these voices has a score, but fewer than five do."""
    valid = [sum(m.voices[v].n for v in voices if v in m.voices) for m in sums.measures.values()]
    return any(0 < n < instrument.thresholds.difference for n in valid)


def _with_hands(
    instrument: Instrument, found: RoundSums, scored: Mapping[str, Mapping[str, TallyScore]], form: str
) -> dict[str, MeasureSums]:
    """The measures with the tallies inside, in the instrument's order."""
    in_part = {
        name.partition(".")[0]
        for scores in scored.values()
        for name in scores
        if "." in name and name.partition(".")[0] not in scores
    }
    measures = {}
    for name in scoring.told(instrument, form):
        hands = {voice: _sums(scores[name]) for voice, scores in scored.items() if name in scores}
        sheets = found.measures.get(name, MeasureSums(Sums()))
        if name not in in_part and (hands or (found.answered and name in found.measures)):
            measures[name] = _joined(instrument, sheets, hands) if hands else sheets
    return measures


def _sums(score: TallyScore) -> Sums:
    total = score.score * score.n
    return Sums(score.n, total, score.score * total)


def _joined(instrument: Instrument, sheets: MeasureSums, hands: Mapping[str, Sums]) -> MeasureSums:
    everyone, voices = sheets.everyone, {}
    for voice in (voice.id for voice in instrument.voices):
        of_voice = sheets.voices.get(voice, Sums()).plus(hands.get(voice, Sums()))
        everyone = everyone.plus(hands.get(voice, Sums()))
        if of_voice.n:
            voices[voice] = of_voice
    deltas = {pair: delta for pair, delta in sheets.deltas.items() if not hands.keys() & set(pair)}
    ordered = {voice: hands[voice] for voice in voices if voice in hands}
    return MeasureSums(everyone, voices, deltas=deltas, hands=ordered)


def _shares(ways: Collection[str], hands: int) -> dict[str, Fraction]:
    people = len(ways) + hands
    counted = {way: sum(one == way for one in ways) for way in (FACES, HELPED)} | {TALLY: hands}
    return {way: Fraction(n, people) for way, n in counted.items() if n}

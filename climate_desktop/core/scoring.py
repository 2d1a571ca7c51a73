"""Answers in, person and group scores out, in exact arithmetic.

All scores run from 0 to 100 and higher is better. They stay fractions until the one rounding at display.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from climate_desktop.core import statistics
from climate_desktop.core.instrument import Instrument, Item, Scale
from climate_desktop.core.study import Response, Sheet, Standing

Answers = Mapping[str, Response]


@dataclass(frozen=True)
class Sums:
    """What is kept of a set of scores: how many, their sum, and the sum of their squares."""

    n: int = 0
    total: Fraction = Fraction(0)
    squares: Fraction = Fraction(0)

    @property
    def mean(self) -> Fraction | None:
        """The mean, from 0 to 100; None when there is nobody."""
        return self.total / self.n if self.n else None

    @property
    def deviation(self) -> float | None:
        """The standard deviation with n - 1; None below two people."""
        if self.n < 2:
            return None
        return math.sqrt(max(Fraction(0), (self.squares - self.total * self.total / self.n) / (self.n - 1)))


@dataclass(frozen=True)
class MeasureSums:
    """One domain or factor: the sums over everyone and over each voice that has a score.

    `mean_of_items` is the mean over the items of their own means (0 to 100), or None when an item has no answer.
    `deltas` holds Cliff's delta of each pair of voices (in the instrument's order) with enough people for details.
    """

    everyone: Sums
    voices: Mapping[str, Sums] = field(default_factory=dict)
    mean_of_items: Fraction | None = None
    deltas: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class RoundSums:
    """A closed round as it is stored: sums, never single scores.

    `people` counts those who answered for themselves, by voice; `proxies` those who answered for somebody else, who
    enter nothing. `measures` holds what the form can tell, in the instrument's order. `counts` holds, for each item
    asked and each answer of the scale from the lowest, how many people gave it.
    """

    form: str
    people: Mapping[str, int]
    proxies: int
    measures: Mapping[str, MeasureSums]
    counts: Mapping[str, tuple[int, ...]]

    @property
    def answered(self) -> int:
        """How many people answered for themselves."""
        return sum(self.people.values())


def keyed(scale: Scale, item: Item, answer: int) -> int:
    """The answer turned so that higher is better: `x`, or `low + high - x` for a reverse-keyed item (rule 1)."""
    return scale.low + scale.high - answer if item.reverse else answer


def rounded(score: Fraction) -> int:
    """The displayed whole number: half goes up, so 49.5 is 50 and 74.5 is 75 (rule 7)."""
    return math.floor(score + Fraction(1, 2))


def as_score(scale: Scale, total: int | Fraction, answers: int) -> Fraction:
    """Keyed answers summing to `total` as 0 to 100: `100 (total - a low) / (a (high - low))` for `a` answers."""
    return Fraction(100 * (total - answers * scale.low)) / (answers * (scale.high - scale.low))


def factor_score(instrument: Instrument, items: Sequence[Item], answers: Answers) -> Fraction | None:
    """One person's score on the items of one factor that were offered, prorated over those answered (rule 2).

    None when fewer than `max(min(m, k), ceil(k / 2))` of the k items were answered on the scale, with m the pack's
    smallest number (2 unless it says more), and when none were offered.
    """
    values = [
        keyed(instrument.scale, item, answer) for item in items if isinstance(answer := answers.get(item.id), int)
    ]
    offered = len(items)
    least = max(min(instrument.minimum_answered, offered), math.ceil(offered / 2))
    if not offered or len(values) < least:
        return None
    return as_score(instrument.scale, sum(values), len(values))


def person_scores(instrument: Instrument, answers: Answers, form: str = "full") -> dict[str, Fraction]:
    """One person's valid scores by measure (`systems`, `systems.decisions`), as far as the form offers them.

    A domain is the mean of the person's valid factors when at least half of its factors are valid (rule 3). The short
    form tells domains only (rule 5). Empty when nothing is valid.
    """
    offered = {item.id for item in instrument.items_asked(form)}
    scores: dict[str, Fraction] = {}
    for domain in instrument.domains:
        factors = instrument.factors_of[domain.id]
        valid: list[Fraction] = []
        for factor in factors:
            items = [item for item in instrument.items_of[factor.id] if item.id in offered]
            score = factor_score(instrument, items, answers)
            if score is None:
                continue
            valid.append(score)
            if is_whole(instrument, factor.id, offered):
                scores[f"{domain.id}.{factor.id}"] = score
        score = domain_score(sum(valid, Fraction(0)), len(valid), len(factors))
        if score is not None and is_offered(instrument, domain.id, offered):
            scores[domain.id] = score
    return scores


def domain_score(total: Fraction, valid: int, factors: int) -> Fraction | None:
    """One person's score on a domain: the mean of their `valid` factor scores, which sum to `total` (rule 3).

    None when fewer than half of the domain's `factors` are valid.
    """
    return total / valid if valid and 2 * valid >= factors else None


def is_whole(instrument: Instrument, factor_id: str, offered: set[str]) -> bool:
    """True when every item of the factor was offered, so that the factor itself may be told (rule 5)."""
    return all(item.id in offered for item in instrument.items_of[factor_id])


def is_offered(instrument: Instrument, domain_id: str, offered: set[str]) -> bool:
    """True when something of every factor of the domain was offered, so that the domain may be told (rule 5)."""
    return all(
        any(item.id in offered for item in instrument.items_of[factor.id])
        for factor in instrument.factors_of[domain_id]
    )


def score_round(instrument: Instrument, sheets: Iterable[Sheet], form: str = "full") -> RoundSums:
    """The sums of a round. Each person counts once; somebody answering for another enters nothing (rules 4 and 9)."""
    everyone = list(sheets)
    own = [sheet for sheet in everyone if sheet.standing is Standing.SELF]
    scored = [(sheet.voice, person_scores(instrument, sheet.answers, form)) for sheet in own]
    counts = item_counts(instrument, own, form)
    means = item_means(instrument, counts)
    measures = {}
    for measure in told(instrument, form):
        by_voice = {
            voice.id: [scores[measure] for name, scores in scored if name == voice.id and measure in scores]
            for voice in instrument.voices
        }
        of_voice = {voice: sums(own_scores) for voice, own_scores in by_voice.items()}
        measures[measure] = MeasureSums(
            everyone=sums([scores[measure] for _, scores in scored if measure in scores]),
            voices={voice: total for voice, total in of_voice.items() if total.n},
            mean_of_items=_mean_of_items(instrument, measure, means),
            deltas=_deltas(by_voice, instrument.thresholds.detail),
        )
    people = {voice.id: sum(sheet.voice == voice.id for sheet in own) for voice in instrument.voices}
    return RoundSums(form, people, len(everyone) - len(own), measures, counts)


def _deltas(scores: Mapping[str, Sequence[Fraction]], least: int) -> dict[tuple[str, str], Fraction]:
    """Cliff's delta of each two voices of which both have at least so many scores, first against second."""
    many = [voice for voice, own in scores.items() if len(own) >= least]
    deltas = {}
    for one, other in combinations(many, 2):
        unit = math.lcm(*(score.denominator for score in (*scores[one], *scores[other])))
        sides = (Counter(int(score * unit) for score in scores[voice]) for voice in (one, other))
        delta = statistics.cliffs_delta(*sides)
        if delta is not None:
            deltas[one, other] = delta
    return deltas


def told(instrument: Instrument, form: str) -> tuple[str, ...]:
    """The measures that a form can tell, in the instrument's order."""
    offered = {item.id for item in instrument.items_asked(form)}
    return tuple(
        measure
        for measure in instrument.measures
        if (
            is_whole(instrument, measure.partition(".")[2], offered)
            if "." in measure
            else is_offered(instrument, measure, offered)
        )
    )


def sums(scores: Sequence[Fraction]) -> Sums:
    """The sums of a list of scores."""
    return Sums(len(scores), sum(scores, Fraction(0)), sum((s * s for s in scores), Fraction(0)))


def item_counts(instrument: Instrument, sheets: Iterable[Sheet], form: str = "full") -> dict[str, tuple[int, ...]]:
    """How many people gave each answer of the scale (lowest first), for every item of the form."""
    scale = instrument.scale
    counts = {item.id: [0] * len(scale.values) for item in instrument.items_asked(form)}
    for sheet in sheets:
        for item, answer in sheet.answers.items():
            if item in counts and isinstance(answer, int):
                counts[item][answer - scale.low] += 1
    return {item: tuple(row) for item, row in counts.items()}


def item_means(instrument: Instrument, counts: Mapping[str, Sequence[int]]) -> dict[str, Fraction]:
    """The keyed mean of each item that anyone answered, from 0 to 100."""
    scale = instrument.scale
    means = {}
    for item_id, row in counts.items():
        answered = sum(row)
        if answered:
            item = instrument.item[item_id]
            total = sum(keyed(scale, item, value) * n for value, n in zip(scale.values, row, strict=True))
            means[item_id] = as_score(scale, total, answered)
    return means


def _mean_of_items(instrument: Instrument, measure: str, means: Mapping[str, Fraction]) -> Fraction | None:
    """The mean of the item means of a factor; of a domain, the mean of its factors'. None where one is missing."""
    domain, _, factor = measure.partition(".")
    if not factor:
        of_factors = [_mean_of_items(instrument, f"{domain}.{f.id}", means) for f in instrument.factors_of[domain]]
        known = [mean for mean in of_factors if mean is not None]
        return sum(known, Fraction(0)) / len(known) if known and len(known) == len(of_factors) else None
    items = instrument.items_of[factor]
    if any(item.id not in means for item in items):
        return None
    return sum((means[item.id] for item in items), Fraction(0)) / len(items)


@dataclass(frozen=True)
class TallyScore:
    """A score from counted hands, which have no persons: its n is the smallest item count."""

    score: Fraction
    n: int


def score_tally(instrument: Instrument, counts: Mapping[str, Sequence[int]]) -> dict[str, TallyScore]:
    """The scores of one voice's tally by measure (rule 6).

    A factor is the mean of its item means when all its items were counted; a domain is the mean of its factors when all
    of them were. Nothing is scored from fewer than five hands. `counts` holds hands per answer, lowest first.
    """
    least = instrument.thresholds.mean
    means = item_means(instrument, counts)
    scores: dict[str, TallyScore] = {}
    for domain in instrument.domains:
        of_factors = []
        for factor in instrument.factors_of[domain.id]:
            score = _mean_of_items(instrument, f"{domain.id}.{factor.id}", means)
            n = min((sum(counts.get(item.id, ())) for item in instrument.items_of[factor.id]), default=0)
            if score is not None and n >= least:
                scores[f"{domain.id}.{factor.id}"] = TallyScore(score, n)
                of_factors.append(scores[f"{domain.id}.{factor.id}"])
        if len(of_factors) == len(instrument.factors_of[domain.id]):
            mean = sum((f.score for f in of_factors), Fraction(0)) / len(of_factors)
            scores[domain.id] = TallyScore(mean, min(f.n for f in of_factors))
    return scores

"""Answers in, person and group scores out, in exact arithmetic.

All scores run from 0 to 100 and higher is better. They stay fractions until the one rounding at display.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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

    def plus(self, other: Sums) -> Sums:
        """The sums of both together."""
        return Sums(self.n + other.n, self.total + other.total, self.squares + other.squares)

    def less(self, part: Sums) -> Sums:
        """The sums of what is left without a part."""
        return Sums(self.n - part.n, self.total - part.total, self.squares - part.squares)


@dataclass(frozen=True)
class MeasureSums:
    """One domain or factor: the sums over everyone and over each voice that has a score.

    `mean_of_items` is the mean over the items of their own means (0 to 100), or None when an item has no answer.
    `deltas` holds Cliff's delta of each pair of voices (in the instrument's order) with enough people for details.
    `hands` is that part of each voice that was counted by a show of hands; nobody knows how far it lies apart.
    """

    everyone: Sums
    voices: Mapping[str, Sums] = field(default_factory=dict)
    mean_of_items: Fraction | None = None
    deltas: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    hands: Mapping[str, Sums] = field(default_factory=dict)

    @property
    def sheets(self) -> MeasureSums:
        """What is left when the hands, which everyone saw, are taken away: the sums of people's own sheets."""
        if not self.hands:
            return self
        everyone = self.everyone
        for of_voice in self.hands.values():
            everyone = everyone.less(of_voice)
        left = {voice: sums.less(self.hands.get(voice, Sums())) for voice, sums in self.voices.items()}
        return MeasureSums(everyone, {voice: sums for voice, sums in left.items() if sums.n}, None, self.deltas)


@dataclass(frozen=True)
class RoundSums:
    """A closed round as it is stored: sums, never single scores.

    `people` counts those who answered for themselves, by voice; `proxies` those who answered for somebody else, who
    enter nothing. `measures` holds what the form can tell, in the instrument's order. `counts` holds, for each item
    asked and each answer of the scale from the lowest, how many people gave it on a sheet.

    `hands` counts those in `people` who answered by a show of hands; `uneven` is true when not every statement had as
    many. `apart` counts the sheets, by voice, that were too few beside such hands to enter anything, not even `people`.
    `ways` holds the share of people who answered otherwise than on a plain sheet (faces, helped, tally). It is never
    shown: it only says which rounds may be compared.
    """

    form: str
    people: Mapping[str, int]
    proxies: int
    measures: Mapping[str, MeasureSums]
    counts: Mapping[str, tuple[int, ...]]
    hands: Mapping[str, int] = field(default_factory=dict)
    uneven: bool = False
    apart: Mapping[str, int] = field(default_factory=dict)
    ways: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many people answered for themselves, as far as they count."""
        return sum(self.people.values())

    @property
    def sheets(self) -> RoundSums:
        """What is left when the hands, which everyone saw, are taken away."""
        if not self.hands:
            return self
        people = {voice: n - self.hands.get(voice, 0) for voice, n in self.people.items()}
        measures = {name: measure.sheets for name, measure in self.measures.items()}
        return replace(self, people=people, measures=measures, hands={}, uneven=False)


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


def person_scores(
    instrument: Instrument, answers: Answers, form: str = "full", factors: tuple[str, ...] = ()
) -> dict[str, Fraction]:
    """One person's valid scores by measure (`systems`, `systems.decisions`), as far as the form offers them.

    A domain is the mean of the person's valid factors when at least half of its factors are valid (rule 3). The short
    form tells domains only (rule 5). Empty when nothing is valid. Whoever was offered only some `factors` has scores on
    those alone, and on the domains of which they were offered every factor.
    """
    offered = items_offered(instrument, form, factors)
    scores: dict[str, Fraction] = {}
    for domain in instrument.domains:
        parts = instrument.factors_of[domain.id]
        valid: list[Fraction] = []
        for factor in parts:
            items = [item for item in instrument.items_of[factor.id] if item.id in offered]
            score = factor_score(instrument, items, answers)
            if score is None:
                continue
            valid.append(score)
            if is_whole(instrument, factor.id, offered):
                scores[f"{domain.id}.{factor.id}"] = score
        score = domain_score(sum(valid, Fraction(0)), len(valid), len(parts))
        if score is not None and is_offered(instrument, domain.id, offered):
            scores[domain.id] = score
    return scores


def items_offered(instrument: Instrument, form: str, factors: tuple[str, ...] = ()) -> set[str]:
    """The ids of the form's items on these factors; on all of them when none is named."""
    return {item.id for item in instrument.items_asked(form) if not factors or item.factor in factors}


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
    """The sums of a round. Each person counts once; somebody answering for another enters nothing (rules 4 and 9).

    What was offered to nobody is not among the measures, nor its items among the counts (rule 5).
    """
    everyone = list(sheets)
    own = [sheet for sheet in everyone if sheet.standing is Standing.SELF]
    scored = [(sheet.voice, person_scores(instrument, sheet.answers, form, sheet.factors)) for sheet in own]
    counts = item_counts(instrument, own, form)
    means = item_means(instrument, counts)
    measures = {}
    for measure in told(instrument, form, _factors_asked(own)):
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


def _factors_asked(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """The factors that anybody was offered; empty for all."""
    each = {sheet.factors for sheet in sheets}
    return () if () in each else tuple(sorted({factor for factors in each for factor in factors}))


def told(instrument: Instrument, form: str, factors: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The measures that a form can tell, in the instrument's order; with `factors` as far as those were asked."""
    offered = items_offered(instrument, form, factors)
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
    """How many people gave each answer of the scale (lowest first), for every item of the form that was offered."""
    scale, sheets = instrument.scale, list(sheets)
    asked = items_offered(instrument, form, _factors_asked(sheets))
    counts = {item.id: [0] * len(scale.values) for item in instrument.items if item.id in asked}
    offered = {sheet.factors: items_offered(instrument, form, sheet.factors) for sheet in sheets}
    for sheet in sheets:
        for item, answer in sheet.answers.items():
            if item in offered[sheet.factors] and isinstance(answer, int):
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

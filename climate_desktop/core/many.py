"""The scores of very many people at once, equal to scoring one after another and much quicker.

A factor of four items has few patterns of answers. Each is scored once, by the rules in scoring.py, and then counted; the
factor scores of a domain are added as whole numbers over one denominator. Whole columns go through Python's own loops:
person by person the same work takes three times as long.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from operator import add

from climate_desktop.core import scoring
from climate_desktop.core.instrument import Factor, Instrument, Item
from climate_desktop.core.statistics import Distribution
from climate_desktop.core.study import Response

Pattern = tuple[str, ...]
Read = Callable[[str, str], Response | None]
"""What a cell says, from the item's id and its text; None for no answer. It raises for what is no answer at all."""


_MOST_PATTERNS = 1 << 40
"""Above every number of a pattern: one number holds a voice and a pattern."""


class _Met(dict[Pattern, int]):
    """A number for each pattern of a factor, given when it is first met, and under that number its score.

    `scores` holds whole numbers: the score and, above it, a mark that there is one; 0 where there is none.
    """

    def __init__(self, score: Callable[[Pattern], int]) -> None:
        super().__init__()
        self.scores: list[int] = []
        self._score = score

    def __missing__(self, pattern: Pattern) -> int:
        self.scores.append(self._score(pattern))
        self[pattern] = number = len(self.scores) - 1
        return number


@dataclass
class _Factor:
    """One factor: its items, the places of their columns, the patterns met, and how many people have each.

    A key of `people` holds a voice and a pattern in one number.
    """

    factor: Factor
    items: tuple[Item, ...]
    where: list[int]
    met: _Met
    people: Counter[int] = field(default_factory=Counter)


@dataclass
class _Domain:
    """One domain's factors that were asked, and how many people of each voice have each sum of factor scores."""

    id: str
    factors: list[_Factor]
    sums: Counter[tuple[str, int]] = field(default_factory=Counter)


class Many:
    """Collects people. `columns` names the item of each cell; an item without a column was not offered.

    ValueError for a column that is no item of the instrument, or that stands twice.
    """

    def __init__(self, instrument: Instrument, columns: Sequence[str], read: Read) -> None:
        strange = [name for name in columns if name not in instrument.item]
        if strange or len(set(columns)) < len(columns):
            raise ValueError(f"columns: {strange or columns}")
        self.instrument = instrument
        self.people: Counter[str] = Counter()
        self._read = read
        self._offered = set(columns)
        most = max(len(items) for items in instrument.items_of.values())
        self._over = math.lcm(*range(1, most + 1)) * (instrument.scale.high - instrument.scale.low)
        self._finer = math.lcm(*range(1, max(len(factors) for factors in instrument.factors_of.values()) + 1))
        # Above every sum of scores: one sum holds both the total (below) and how many scores are in it (above).
        self._one_valid = 1 << (100 * self._over * len(instrument.factors)).bit_length()
        self._voices: list[str] = []
        place = {name: n for n, name in enumerate(columns)}
        self._domains = [
            _Domain(domain.id, [f for g in instrument.factors_of[domain.id] if (f := self._factor(g, place)).items])
            for domain in instrument.domains
        ]

    def add(self, voices: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
        """Counts people: the voice of each, and for each column the cell of each. Some thousands at once go quickest.

        Whatever reading a cell raises is passed on, and none of these people was counted.
        """
        found = []
        for domain in self._domains:
            numbers = [
                list(map(f.met.__getitem__, zip(*(columns[n] for n in f.where), strict=True))) for f in domain.factors
            ]
            scores = [map(f.met.scores.__getitem__, of) for f, of in zip(domain.factors, numbers, strict=True)]
            found.append((domain, numbers, list(map(sum, zip(*scores, strict=True)))))
        self.people.update(voices)
        self._voices += [voice for voice in self.people if voice not in self._voices]
        code = {voice: n * _MOST_PATTERNS for n, voice in enumerate(self._voices)}
        codes = [code[voice] for voice in voices]
        for domain, numbers, sums in found:
            domain.sums.update(zip(voices, sums, strict=True) if domain.factors else ())
            for factor, of in zip(domain.factors, numbers, strict=True):
                factor.people.update(map(add, codes, of))

    @property
    def unit(self) -> Fraction:
        """What the whole numbers of the distributions count in: a fraction of a point."""
        return Fraction(1, self._over * self._finer)

    def distributions(self) -> dict[str, dict[str, Distribution]]:
        """How many people of each voice have each score, by measure and voice, as far as what was asked can tell."""
        found: dict[str, dict[str, Distribution]] = {}
        for domain in self._domains:
            if scoring.is_offered(self.instrument, domain.id, self._offered):
                found[domain.id] = self._of_domain(domain)
            for measure, factor in self._told_of(domain):
                each = ((voice, factor.met.scores[number], n) for voice, number, n in self._counted(factor))
                found[measure] = _by_voice(
                    (voice, (both - self._one_valid) * self._finer, n) for voice, both, n in each if both
                )
        return found

    def complete(self) -> dict[str, dict[tuple[int, ...], int]]:
        """The keyed answers of people who answered every item of a factor that was asked whole, by measure."""
        found = {}
        for domain in self._domains:
            for measure, factor in self._told_of(domain):
                rows: Counter[tuple[int, ...]] = Counter()
                for values, n in self._keyed(factor):
                    row = tuple(value for value in values if value is not None)
                    if len(row) == len(values):
                        rows[row] += n
                found[measure] = dict(rows)
        return found

    def item_counts(self) -> dict[str, list[int]]:
        """How many people gave each answer of the scale, keyed and lowest first, for each item that was asked."""
        low = self.instrument.scale.low
        asked = [item.id for item in self.instrument.items if item.id in self._offered]
        counts = {item: [0] * len(self.instrument.scale.values) for item in asked}
        for factor in (factor for domain in self._domains for factor in domain.factors):
            rows = [counts[item.id] for item in factor.items]
            for values, n in self._keyed(factor):
                for row, value in zip(rows, values, strict=True):
                    if value is not None:
                        row[value - low] += n
        return counts

    def _factor(self, factor: Factor, place: Mapping[str, int]) -> _Factor:
        items = tuple(item for item in self.instrument.items_of[factor.id] if item.id in place)

        def score(pattern: Pattern) -> int:
            said = {item.id: self._read(item.id, cell) for item, cell in zip(items, pattern, strict=True)}
            answers = {item: answer for item, answer in said.items() if answer is not None}
            found = scoring.factor_score(self.instrument, items, answers)
            return 0 if found is None else int(found * self._over) + self._one_valid

        return _Factor(factor, items, [place[item.id] for item in items], _Met(score))

    def _told_of(self, domain: _Domain) -> Iterator[tuple[str, _Factor]]:
        """The factors of a domain that were asked whole, each with its measure's id."""
        for factor in domain.factors:
            if scoring.is_whole(self.instrument, factor.factor.id, self._offered):
                yield f"{domain.id}.{factor.factor.id}", factor

    def _of_domain(self, domain: _Domain) -> dict[str, Distribution]:
        of_all = len(self.instrument.factors_of[domain.id])
        weights = [scoring.domain_score(Fraction(self._finer), valid, of_all) for valid in range(of_all + 1)]
        whole = [None if weight is None else int(weight) for weight in weights]
        return _by_voice(
            (voice, (both % self._one_valid) * weight, n)
            for (voice, both), n in domain.sums.items()
            if (weight := whole[both // self._one_valid]) is not None
        )

    def _counted(self, factor: _Factor) -> Iterator[tuple[str, int, int]]:
        """Each voice and number of a pattern, with how many people have both."""
        for both, n in factor.people.items():
            yield self._voices[both // _MOST_PATTERNS], both % _MOST_PATTERNS, n

    def _keyed(self, factor: _Factor) -> Iterator[tuple[list[int | None], int]]:
        """Each pattern of a factor as keyed answers, None where there is none, with how many people have it."""
        of_pattern = list(factor.met)
        patterns: Counter[Pattern] = Counter()
        for _, number, n in self._counted(factor):
            patterns[of_pattern[number]] += n
        known: list[dict[str, int | None]] = [{} for _ in factor.items]
        for column, item in enumerate(factor.items):
            for cell in {pattern[column] for pattern in patterns}:
                said = self._read(item.id, cell)
                known[column][cell] = (
                    scoring.keyed(self.instrument.scale, item, said) if isinstance(said, int) else None
                )
        for pattern, n in patterns.items():
            yield [of[cell] for of, cell in zip(known, pattern, strict=True)], n


def _by_voice(scores: Iterable[tuple[str, int, int]]) -> dict[str, Distribution]:
    """How many people of each voice have each score, from voices with a score and how many have it."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for voice, score, n in scores:
        found[voice][score] += n
    return {voice: dict(counts) for voice, counts in found.items()}


def sums(distribution: Distribution, unit: Fraction) -> scoring.Sums:
    """The number, sum and sum of squares of a distribution of scores."""
    return scoring.Sums(
        sum(distribution.values()),
        sum(score * n for score, n in distribution.items()) * unit,
        sum(score * score * n for score, n in distribution.items()) * unit * unit,
    )


def together(distributions: Iterable[Distribution]) -> Distribution:
    """The distribution of all people of several."""
    found: Counter[int] = Counter()
    for distribution in distributions:
        found.update(distribution)
    return dict(found)

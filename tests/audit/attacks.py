"""Everything that is published about one round, put together and attacked; what an attack gets out is a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from math import sqrt

from scipy.stats import t as student

from climate_desktop.core.instrument import Band
from tests.audit.published import EVERYONE, Published, Told
from tests.audit.ranges import Bound, Programme, Target
from tests.audit.room import Room
from tests.audit.spans import left_over, left_over_by_insiders

HALF = 0.5
"""The least share of the width that the overall mean alone leaves."""
LEAST = 25.0
"""Points that everything together leaves each person in any case, even where all say the same."""
FEWEST = 5
TOP, BOTTOM = 95.0, 5.0
TINY = 1e-3

Alike = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Finding:
    """One thing that an attack got out: which attack, where, about whom, and what."""

    attack: str
    measure: str
    who: str
    what: str

    def __str__(self) -> str:
        return f"{self.attack}: {self.who} on {self.measure}: {self.what}"


@dataclass(frozen=True)
class Report:
    """What came of attacking one round: findings, and how many questions were asked by each attack."""

    findings: tuple[Finding, ...]
    asked: Mapping[str, int]


def attack(outputs: Sequence[Published], room: Room, domains_of_people: bool = False) -> Report:
    """All outputs of a round pooled and attacked.

    `domains_of_people` is true where a domain's mean is the mean of people's own domain scores, and not of its factors'.
    """
    return _Attacker(outputs, room, domains_of_people).report()


class _Attacker:
    def __init__(self, outputs: Sequence[Published], room: Room, domains_of_people: bool) -> None:
        self.room, self.instrument, self.domains_of_people = room, room.instrument, domains_of_people
        self.outputs = outputs
        self.means = pooled(outputs)
        self.spreads = {measure: bar for output in outputs for measure, bar in output.spreads.items()}
        self.invited = max((output.invited for output in outputs), default=0)
        self.shown = frozenset(voice for _, voice in self.means if voice != EVERYONE)
        self.asked: Counter[str] = Counter()

    def report(self) -> Report:
        findings = [*self._forms(), *self._ranks()]
        for domain in self.instrument.domains:
            findings += self._ranges(domain.id)
        findings += [finding for measure in self.spreads for finding in self._spread(measure)]
        return Report(tuple(findings), dict(self.asked))

    # What is printed at all

    def _forms(self) -> Iterator[Finding]:
        for (measure, voice), told in self.means.items():
            self.asked["form"] += 1
            who, n = voice or "everyone", len(self.room.behind(measure, voice))
            if n < FEWEST:
                yield Finding("form", measure, who, f"a mean of {n} people")
            if not told.whole:
                yield Finding("form", measure, who, f"{told.text} is no whole number")
            if told.n and told.n != n:
                yield Finding("form", measure, who, f"{told.n} people are printed, {n} stand behind it")
        for measure in self.spreads:
            if len(self.room.behind(measure)) < 2 * FEWEST:
                yield Finding("form", measure, "everyone", "answers counted of fewer than ten people")

    # Rank and insider

    def _ranks(self) -> Iterator[Finding]:
        measures = list(dict.fromkeys(measure for measure, _ in self.means))
        for measure in measures:
            sets = [self.room.behind(measure, voice) for told, voice in self.means if told == measure]
            self.asked["rank"] += 1
            for union in left_over(sets):
                yield Finding("rank", measure, f"{len(union)} people", "their sum follows from what is shown")
            self.asked["insider"] += 1
            for _, union in left_over_by_insiders(sets):
                yield Finding("insider", measure, f"{len(union)} others", "their sum follows for one who knows their own")

    # Ranges

    def _ranges(self, domain: str) -> Iterator[Finding]:
        """Each person and each hidden voice, on the domain and its factors, by all that is said about these."""
        told = [m for m in self.instrument.measures if m.partition(".")[0] == domain and (m, EVERYONE) in self.means]
        if not told:
            return
        alike = _Alike(self.room, domain, told)
        programme = Programme(alike.kinds, [bound for m in told for bound in self._bounds(alike, m)])
        for measure in told:
            alone = [Programme(alike.kinds, [self._bound(alike, measure, EVERYONE, ends=False)])]
            if measure == domain and alike.factors:
                factors = [self._bound(alike, m, EVERYONE) for m in told if m != domain]
                alone.append(Programme(alike.kinds, factors))
            overalls = Programme(alike.kinds, [self._bound(alike, m, EVERYONE) for m in told])
            alternatives = self._why_alone(alike, measure)
            for who, target, voice in self._targets(alike, programme, measure):
                self.asked["range"] += 1
                found = _hull([programme.reach(target, others) for others in alternatives])
                if found and found[1] - found[0] >= 100 * HALF and not _inside(self._bands(measure, voice), found):
                    continue  # no overall mean leaves more than 100 points
                base = _narrowest([one.reach(Target(target.weights, target.person)) for one in alone])
                if base is None or found is None:
                    yield Finding("range", measure, who, "what is printed cannot be")
                    continue
                yield from self._judged(measure, who, voice, found, base)
                if voice and _inside(self._bands(measure, voice), found):
                    self.asked["band"] += 1
                    first = overalls.reach(Target(target.weights))
                    if first and not _inside(self._bands(measure, voice), first):
                        yield Finding("band", measure, who, f"{_say(found)}, by the overall means alone {_say(first)}")

    def _judged(
        self, measure: str, who: str, voice: str, found: tuple[float, float], base: tuple[float, float]
    ) -> Iterator[Finding]:
        wide, before = found[1] - found[0], base[1] - base[0]
        said = f"{_say(found)}, by the overall mean alone {_say(base)}"
        if wide < HALF * before - TINY:
            yield Finding("range", measure, who, said)
        elif not voice and wide < LEAST - TINY:
            yield Finding("range", measure, who, f"{said}: as good as everyone said the same")

    def _bands(self, measure: str, voice: str) -> tuple[Band, ...]:
        return self.instrument.bands_for(measure, voice)

    def _targets(
        self, alike: _Alike, programme: Programme, measure: str
    ) -> Iterator[tuple[str, Target, str]]:
        """One of each kind of people, and every voice that is not shown beside this measure."""
        near = lru_cache(partial(self._near_mean, alike, programme, measure))
        behind = self.room.behind(measure)
        met = set()
        for n, (_, factors) in enumerate(alike.kinds):
            person = alike.first[n]
            if person not in behind:
                continue
            part = self._part(measure, self.room.seats[person].voice)
            same = (part, factors if "." not in measure or self.domains_of_people else ())
            if same in met:
                continue
            met.add(same)
            who = f"one of {part or 'those not shown'} with {', '.join(factors)}"
            yield who, Target(alike.score(n, measure), n, near(part, 1)), ""
        for voice in self.room.voices:
            people = self.room.behind(measure, voice)
            if people and voice not in self.shown:
                weights = alike.mean_of(people, measure)
                yield f"the hidden voice {voice}", Target(weights, None, near("", len(people))), voice

    def _part(self, measure: str, voice: str) -> str:
        return voice if (measure, voice) in self.means else ""

    def _bounds(self, alike: _Alike, measure: str) -> Iterator[Bound]:
        for told, voice in self.means:
            if told == measure:
                yield self._bound(alike, measure, voice)

    def _bound(self, alike: _Alike, measure: str, voice: str, ends: bool = True) -> Bound:
        """What one mean says; `ends` is false where nothing is known of a domain's factors but that it is their mean."""
        told = self.means[measure, voice]
        if "." in measure or self.domains_of_people or not alike.factors:
            return Bound(alike.mean_of(self.room.behind(measure, voice), measure), told.low, told.high)
        weights: dict[tuple[int, str], float] = {}
        low, high, share = told.low, told.high, 1 / len(alike.factors)
        for factor in (f"{measure}.{factor}" for factor in alike.factors):
            of_factor = self.means.get((factor, voice)) if ends else None
            if of_factor and of_factor.high == 100.0:  # beyond an end value it counts as that
                low, high = low - TOP * share, high - of_factor.low * share
            elif of_factor and of_factor.low == 0.0:
                low, high = low - of_factor.high * share, high - BOTTOM * share
            else:
                for column, weight in alike.mean_of(self.room.behind(factor, voice), factor).items():
                    weights[column] = weight * share
        return Bound(weights, low, high)

    def _why_alone(self, alike: _Alike, measure: str) -> list[list[Bound]]:
        """What a measure without voices lets one think where other measures have some: one list for each possible cause.

        The attacker knows the rule that a voice, or those not shown, would have been pinned to less than 50 points.
        """
        if not self.shown or any(told == measure and voice for told, voice in self.means):
            return [[]]
        if "." not in measure and alike.factors:
            return [[]]
        causes = []
        hidden = [v for v in self.room.voices if v not in self.shown]
        parts = [(self.room.behind(measure, voice), [1]) for voice in self.shown]
        rest = frozenset().union(*(self.room.behind(measure, voice) for voice in hidden)) if hidden else frozenset()
        parts.append((rest, [1, *(len(self.room.behind(measure, voice)) for voice in hidden)]))
        for people, sizes in parts:
            n = len(people)
            for k in sizes:
                if not k or not n:
                    continue
                if 100 * (n - k) < 50 * k:
                    return [[]]
                weights = alike.mean_of(people, measure)
                causes += [[Bound(weights, 0.0, 50.0 * k / n)], [Bound(weights, 100.0 - 50.0 * k / n, 100.0)]]
        return causes

    def _near_mean(self, alike: _Alike, programme: Programme, measure: str, part: str, k: int) -> tuple[float, float]:
        """How far from a set's mean k of its people can be, by the deviation that the likely range gives away."""
        squares = _squares(self.means[measure, EVERYONE], len(self.room.behind(measure)), self.invited)
        if squares is None:
            return 0.0, 100.0
        everyone, *parts = self._centres(alike, programme, measure)
        between = sum(n * max(0.0, low - everyone[2], everyone[1] - high) ** 2 for _, low, high, n in parts)
        low, high, n = next((low, high, n) for voice, low, high, n in parts if voice == part)
        if k >= n:
            return 0.0, 100.0
        off = sqrt(max(squares - between, 0.0) * (n - k) / (k * n))
        return max(low - off, 0.0), min(high + off, 100.0)

    def _centres(self, alike: _Alike, programme: Programme, measure: str) -> list[tuple[str, float, float, int]]:
        """Between what the mean of people's scores lies, and of how many: everyone, each shown voice, those not shown."""
        shown = [voice for voice in self.shown if (measure, voice) in self.means]
        sets = {voice: self.room.behind(measure, voice) for voice in shown}
        behind = self.room.behind(measure)
        rest = behind.difference(*sets.values())
        if rest:
            sets[""] = rest
        found = []
        for voice, people in [("everyone", behind), *sets.items()]:
            low, high = programme.reach(Target(alike.mean_of(people, measure))) or (0.0, 100.0)
            found.append((voice, low, high, len(people)))
        return found

    # Counted answers

    def _spread(self, measure: str) -> Iterator[Finding]:
        """Counted answers give the exact sum of all answers, in which somebody with gaps weighs less than in the mean."""
        counts = self.room.counts(measure)
        if tuple(count for count in counts if count) != self.spreads[measure]:
            yield Finding("form", measure, "everyone", "the answers printed are not those given")
            return
        factor, scored = measure.partition(".")[2], self.room.behind(measure)
        kinds: dict[tuple[str, int, bool], list[int]] = {}
        for person, seat in enumerate(self.room.seats):
            if seat.answered[factor]:
                part = self._part(measure, seat.voice)
                kinds.setdefault((part, seat.answered[factor], person in scored), []).append(person)
        names = list(kinds)
        step = 100.0 / (len(counts) - 1)
        filled = [place for place, count in enumerate(counts) if count]
        total = sum(place * step * count for place, count in enumerate(counts))
        bounds = [Bound({(n, factor): float(a) for n, (_, a, _) in enumerate(names)}, total, total)]
        overall: list[Bound] = []
        for (told, voice), mean in self.means.items():
            if told == measure:
                people = self.room.behind(measure, voice)
                mine = [n for n, name in enumerate(names) if kinds[name][0] in people and voice in (EVERYONE, name[0])]
                inside = {(n, factor): 1 / len(people) for n in mine}
                (overall if voice == EVERYONE else bounds).append(Bound(inside, mean.low, mean.high))
        alike = [(len(kinds[name]), (factor,)) for name in names]
        alone, together = Programme(alike, overall), Programme(alike, [*overall, *bounds])
        for n, (part, answered, _) in enumerate(names):
            self.asked["spread"] += 1
            ends = (filled[0] * step, filled[-1] * step)
            base = alone.reach(Target({(n, factor): 1.0}, n))
            found = together.reach(Target({(n, factor): 1.0}, n, ends))
            who = f"one of {part or 'those not shown'} with {answered} answers"
            if base is None or found is None:
                yield Finding("spread", measure, who, "what is printed cannot be")
            elif found[1] - found[0] < HALF * (base[1] - base[0]) - TINY:
                yield Finding("spread", measure, who, f"{found[0]:.1f} to {found[1]:.1f}")


class _Alike:
    """The people of a domain by voice and by the factors that they have a score for; they are told apart by nothing else.

    Where no factor is told, as in the short form, a person has the domain's own score only.
    """

    def __init__(self, room: Room, domain: str, told: Sequence[str]) -> None:
        self.room, self.domain = room, domain
        self.factors = [m.partition(".")[2] for m in told if "." in m]
        kinds: dict[tuple[str, tuple[str, ...], bool], list[int]] = {}
        valid = room.behind(domain)
        for person, seat in enumerate(room.seats):
            own = room.factors_of(person, domain) if self.factors else (domain,) * (person in valid)
            if own:
                kinds.setdefault((seat.voice, own, person in valid), []).append(person)
        self.kinds: list[Alike] = [(len(people), factors) for (_, factors, _), people in kinds.items()]
        self.first = [people[0] for people in kinds.values()]
        self._kind = {person: n for n, people in enumerate(kinds.values()) for person in people}

    def score(self, kind: int, measure: str) -> dict[tuple[int, str], float]:
        """One person's score on a measure."""
        factor, factors = measure.partition(".")[2], self.kinds[kind][1]
        return {(kind, f): (1.0 if factor else 1 / len(factors)) for f in factors if factor in ("", f)}

    def mean_of(self, people: frozenset[int], measure: str) -> dict[tuple[int, str], float]:
        """The mean of some people's scores; all of those who are alike are in it, or none."""
        return {
            column: weight / len(people)
            for kind in {self._kind[person] for person in people}
            for column, weight in self.score(kind, measure).items()
        }


def pooled(outputs: Sequence[Published]) -> dict[tuple[str, str], Told]:
    """Each mean as all outputs together tell it, by measure and voice."""
    found: dict[tuple[str, str], Told] = {}
    for output in outputs:
        for cell, told in output.means.items():
            old = found.get(cell, told)
            found[cell] = Told(
                told.text,
                max(old.low, told.low),
                min(old.high, told.high),
                told.n or old.n,
                told.whole and old.whole,
                told.likely or old.likely,
            )
    return found


def _squares(told: Told, n: int, invited: int) -> float | None:
    """The most that the squared distances from everyone's mean can sum up to, by the likely range; None without one."""
    if told.likely is None or invited <= n:
        return None
    low, high = told.likely
    floor, ceiling = n * told.low / invited, (n * told.high + 100 * (invited - n)) / invited
    halves = []
    if low - 0.5 > floor + 1 and low > 5:
        halves.append(told.high - (low - 0.5))
    if high + 0.5 < ceiling - 1 and high < 95:
        halves.append(high + 0.5 - told.low)
    if not halves:
        return None
    deviation = min(halves) * sqrt(n) / (float(student.ppf(0.975, n - 1)) * sqrt(1 - n / invited))
    return (n - 1) * deviation**2


def _hull(found: Sequence[tuple[float, float] | None]) -> tuple[float, float] | None:
    """From the least to the greatest of whatever can be; None where nothing can."""
    can = [reach for reach in found if reach is not None]
    return (min(low for low, _ in can), max(high for _, high in can)) if can else None


def _narrowest(found: Sequence[tuple[float, float] | None]) -> tuple[float, float] | None:
    """The narrowest of what can be; None where one cannot."""
    can = [reach for reach in found if reach is not None]
    return min(can, key=lambda reach: reach[1] - reach[0]) if len(can) == len(found) else None


def _say(found: tuple[float, float]) -> str:
    return f"{found[0]:.1f} to {found[1]:.1f}"


def _inside(bands: Sequence[Band], found: tuple[float, float]) -> bool:
    """True when the range lies in one band, by the numbers as they would be rounded."""
    return any(band.low - 0.5 <= found[0] and found[1] < band.high + 0.5 for band in bands)

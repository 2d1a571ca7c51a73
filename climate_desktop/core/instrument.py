"""The questionnaire: scale, items, factors, domains, voices and bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class NoAnswer(StrEnum):
    """An answer that is not on the scale. Kept apart from each other and from an item that was never offered."""

    SKIPPED = "skipped"
    DONT_KNOW = "dont_know"
    DOES_NOT_APPLY = "does_not_apply"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


@dataclass(frozen=True)
class Scale:
    """The declared lowest and highest answer, for example 1 and 5."""

    low: int
    high: int

    @property
    def values(self) -> range:
        """Every answer on the scale, lowest first."""
        return range(self.low, self.high + 1)

    @property
    def faces(self) -> Mapping[str, int]:
        """The answers that the faces `no`, `sometimes` and `yes` stand for, which are scored 0, 50 and 100.

        Two faces where there are only two answers; none where more have no middle one.
        """
        middle, uneven = divmod(self.low + self.high, 2)
        if len(self.values) == 2:
            return {"no": self.low, "yes": self.high}
        return {} if uneven else {"no": self.low, "sometimes": middle, "yes": self.high}


@dataclass(frozen=True)
class Item:
    """One statement. `reverse` is true when agreeing speaks against the factor; `short` puts it in the short form."""

    id: str
    factor: str
    reverse: bool = False
    short: bool = False


@dataclass(frozen=True)
class Factor:
    """A handful of items on one theme."""

    id: str
    domain: str


@dataclass(frozen=True)
class Domain:
    """A few factors that belong together."""

    id: str


@dataclass(frozen=True)
class Voice:
    """A standpoint that people answer from. `kinds` are the kinds of group it is offered in."""

    id: str
    kinds: tuple[str, ...] = ("team", "circle")


@dataclass(frozen=True)
class Band:
    """A range of displayed whole scores, both ends included."""

    id: str
    low: int
    high: int


@dataclass(frozen=True)
class Edges:
    """Where medium and high begin for one factor, for one voice, or for one voice on one factor; empty means any."""

    medium: int
    high: int
    factor: str = ""
    voice: str = ""


@dataclass(frozen=True)
class Thresholds:
    """How many people must stand behind what is shown: a mean, a detail, and the difference of two shown sets."""

    mean: int = 5
    detail: int = 10
    difference: int = 5

    def at_least(self, other: Thresholds) -> bool:
        """True when no threshold is below the other's."""
        return self.mean >= other.mean and self.detail >= other.detail and self.difference >= other.difference


@dataclass(frozen=True)
class Instrument:
    """One questionnaire in one version. Orders are the pack's: they are also the orders on screen and page."""

    id: str
    version: str
    scale: Scale
    voices: tuple[Voice, ...]
    domains: tuple[Domain, ...]
    factors: tuple[Factor, ...]
    items: tuple[Item, ...]
    bands: tuple[Band, ...]
    """Low, medium and high, which hold every score from 0 to 100."""
    edges: tuple[Edges, ...] = ()
    """Edges that single factors and voices have of their own."""
    thresholds: Thresholds = field(default_factory=Thresholds)
    minimum_answered: int = 2
    """An item count below which a factor is not scored (never more than the factor has)."""

    @cached_property
    def item(self) -> dict[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def items_of(self) -> dict[str, tuple[Item, ...]]:
        """The items of each factor, in order."""
        return {f.id: tuple(i for i in self.items if i.factor == f.id) for f in self.factors}

    @cached_property
    def factors_of(self) -> dict[str, tuple[Factor, ...]]:
        """The factors of each domain, in order."""
        return {d.id: tuple(f for f in self.factors if f.domain == d.id) for d in self.domains}

    @cached_property
    def domain_of(self) -> dict[str, str]:
        """The domain id of each factor id."""
        return {f.id: f.domain for f in self.factors}

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """The ids of all that gets a score: each domain, then its factors, as `domain` and `domain.factor`."""
        return tuple(
            measure for d in self.domains for measure in (d.id, *(f"{d.id}.{f.id}" for f in self.factors_of[d.id]))
        )

    def voices_for(self, kind: str) -> tuple[Voice, ...]:
        """The voices offered in a group of this kind."""
        return tuple(v for v in self.voices if kind in v.kinds)

    def items_asked(self, form: str) -> tuple[Item, ...]:
        """The items of a form: `full` is all of them, `short` those marked so."""
        return tuple(i for i in self.items if i.short) if form == "short" else self.items

    def bands_for(self, measure: str = "", voice: str = "") -> tuple[Band, ...]:
        """The bands that hold for a domain (`systems`) or a factor (`systems.decisions`), for everyone or for one voice.

        Edges for the voice on this factor come first, then those for the factor, then those for the voice. The only
        voice of an instrument is everyone.
        """
        factor = measure.partition(".")[2]
        if not voice and len(self.voices) == 1:
            voice = self.voices[0].id
        own = {(edges.factor, edges.voice): edges for edges in self.edges}
        for asked in ((factor, voice), (factor, ""), ("", voice)):
            if any(asked) and asked in own:
                edges = own[asked]
                low, medium, high = (band.id for band in self.bands)
                return (
                    Band(low, 0, edges.medium - 1),
                    Band(medium, edges.medium, edges.high - 1),
                    Band(high, edges.high, 100),
                )
        return self.bands

    def band(self, score: int, measure: str = "", voice: str = "") -> Band:
        """The band of a displayed whole score from 0 to 100, by the edges that hold for the measure and the voice."""
        for band in self.bands_for(measure, voice):
            if band.low <= score <= band.high:
                return band
        raise ValueError(f"no band holds {score}")

"""What is published about one round, as an attacker writes it down: intervals, people and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from climate_desktop.core.instrument import Instrument

EVERYONE = ""
"""The name of the whole group among the voices."""


@dataclass(frozen=True)
class Told:
    """One mean as it is told: the true one is at least `low` and below `high`. `whole` is false for a figure with decimals.

    `n` people stand behind it, 0 where that output does not say. `likely` is the printed range.
    """

    text: str
    low: float
    high: float
    n: int = 0
    whole: bool = True
    likely: tuple[int, int] | None = None


@dataclass(frozen=True)
class Published:
    """One output of one round. `means` is told by measure and voice (`EVERYONE` for all), `spreads` by measure."""

    source: str
    answered: int
    invited: int
    hidden: bool
    means: Mapping[tuple[str, str], Told]
    spreads: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def voices(self) -> frozenset[str]:
        """The voices that are shown anywhere in it."""
        return frozenset(voice for _, voice in self.means if voice != EVERYONE)

    @property
    def numbers(self) -> int:
        """How many numbers were read."""
        ranges = sum(2 for told in self.means.values() if told.likely)
        return sum(1 + bool(t.n) for t in self.means.values()) + ranges + sum(map(len, self.spreads.values())) + 2


def told(text: str, band: str, instrument: Instrument, n: int = 0, likely: tuple[int, int] | None = None) -> Told:
    """A figure as it is written, or its band's name where no figure is written, as the attacker takes it.

    The attacker knows the rules: a band alone stands for an end value, so it says as much as “95 or more”.
    """
    if not text:
        top, bottom = instrument.bands[-1].id, instrument.bands[0].id
        ends = {top: (94.5, 100.0), bottom: (0.0, 5.5)}
        low, high = ends.get(band) or next((b.low - 0.5, b.high + 0.5) for b in instrument.bands if b.id == band)
        return Told(band, low, high, n, likely=likely)
    figure, _, end = text.partition(" ")
    digits = len(figure.partition(".")[2])
    half = 0.5 * 10**-digits
    low, high = max(float(figure) - half, 0.0), min(float(figure) + half, 100.0)
    if end == "or more":
        high = 100.0
    elif end == "or less":
        low = 0.0
    return Told(text, low, high, n, digits == 0, likely)

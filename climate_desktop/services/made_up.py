"""Made-up people: two groups of several temperaments, who can answer the questions of any pack."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

from climate_desktop.core.instrument import Instrument, Item, NoAnswer
from climate_desktop.core.scoring import keyed
from climate_desktop.core.study import GroupKind, Response

_ANSWERS = 5
"""The answers of the scale that the numbers below are told on; each pack's own scale is stretched over it."""


@dataclass(frozen=True)
class Temperament:
    """How a made-up person answers: shifted up or down the scale, how unevenly, and how much is left out."""

    shift: float
    swing: float
    leaves_out: float
    tires: bool = False


TEMPERAMENTS = (
    Temperament(shift=0.6, swing=0.6, leaves_out=0.01),
    Temperament(shift=-0.7, swing=0.7, leaves_out=0.03),
    Temperament(shift=0.0, swing=0.4, leaves_out=0.0),
    Temperament(shift=0.1, swing=1.3, leaves_out=0.02),
    Temperament(shift=-0.2, swing=0.8, leaves_out=0.08),
    Temperament(shift=0.2, swing=0.7, leaves_out=0.02, tires=True),
)


@dataclass(frozen=True)
class Feeling:
    """What one voice feels more or less of than the others: the places of voice, domain and factor, and how much."""

    voice: int
    domain: int
    factor: int
    points: float


@dataclass(frozen=True)
class MadeUpGroup:
    """A group of the example. Voices, domains and factors are told by their places in the pack, from 0.

    `shares` are those of its voices, `means` the mean answer to each domain round by round. A pack that has more voices
    or domains begins again with the first; feelings about what it lacks are left out.
    """

    name: str
    kind: GroupKind
    place: str
    shares: tuple[float, ...]
    means: tuple[tuple[float, ...], ...]
    feelings: tuple[Feeling, ...]
    agreed: tuple[tuple[str, str, str], ...]


GROUPS = (
    MadeUpGroup(
        name="Hebble Valley team",
        kind=GroupKind.TEAM,
        place="Hebble Hall, back room",
        shares=(0.29, 0.38, 0.33),
        means=((3.3, 3.9, 2.6), (3.4, 4.0, 2.7), (3.7, 4.2, 2.9)),
        feelings=(Feeling(0, 2, 0, -1.2), Feeling(0, 0, 0, -0.8), Feeling(1, 2, 0, 0.4), Feeling(2, 1, 3, 0.5)),
        agreed=(
            ("Share the rota a week early.", "Workers", "from 1 May"),
            ("Ask “Who is missing?” before we decide.", "Everyone", "from now on"),
            ("Hold one open planning tea.", "Family and friends", "20 May"),
        ),
    ),
    MadeUpGroup(
        name="Canalside circle",
        kind=GroupKind.CIRCLE,
        place="The boathouse",
        shares=(0.1, 0.25, 0.25, 0.4),
        means=((3.1, 3.6, 3.2), (3.5, 4.1, 3.4), (3.8, 4.4, 3.4)),
        feelings=(Feeling(3, 1, 2, 0.5), Feeling(1, 0, 3, -0.9), Feeling(2, 2, 3, -0.6)),
        agreed=(
            ("Put the notes of each meeting on the boathouse door.", "Circle members", "from May"),
            ("Visit the library about its meeting room.", "Two volunteers", "by June"),
        ),
    ),
)


def voices_of(made_up: MadeUpGroup, instrument: Instrument, people: int) -> list[str]:
    """The voices of so many people, in the group's shares, with at least one of each as long as there are people."""
    offered = [voice.id for voice in instrument.voices_for(made_up.kind.value)]
    parts = list(islice(cycle(made_up.shares), len(offered)))
    shares = [(voice, part / sum(parts)) for voice, part in zip(offered, parts, strict=True)]
    voices = offered[:people]
    while len(voices) < people:
        voices.append(max(shares, key=lambda share: share[1] * people - voices.count(share[0]))[0])
    return sorted(voices, key=offered.index)


@dataclass(frozen=True)
class MadeUpPerson:
    """One person of a group in one round (from 0), who answers from a voice in a temperament."""

    made_up: MadeUpGroup
    round: int
    voice: str
    temperament: Temperament

    def answer(self, instrument: Instrument, items: tuple[Item, ...], item: Item, chance: Random) -> Response | None:
        """What this person chooses for one of the items asked; None when it is passed over."""
        if self.temperament.tires and items.index(item) / len(items) > 0.8 and chance.random() < 0.7:
            return None
        if chance.random() < self.temperament.leaves_out:
            return chance.choice(tuple(NoAnswer))
        felt = chance.gauss(self._mean(instrument, item), self.temperament.swing)
        scale = instrument.scale
        value = round(scale.low + (felt - 1) * (scale.high - scale.low) / (_ANSWERS - 1))
        return keyed(scale, item, min(max(value, scale.low), scale.high))

    def _mean(self, instrument: Instrument, item: Item) -> float:
        """Where this person's answers to such an item lie, from 1 to 5."""
        domain_id = instrument.domain_of[item.factor]
        domain = [d.id for d in instrument.domains].index(domain_id)
        factor = [f.id for f in instrument.factors_of[domain_id]].index(item.factor)
        voice = [v.id for v in instrument.voices].index(self.voice)
        means = self.made_up.means[self.round]
        mean = means[domain % len(means)] + self.temperament.shift
        here = (voice, domain, factor)
        return mean + sum(f.points for f in self.made_up.feelings if (f.voice, f.domain, f.factor) == here)

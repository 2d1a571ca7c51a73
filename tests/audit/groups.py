"""Groups to be audited: hundreds by chance, the same for the same seed, and the nasty ones by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from climate_desktop.core.instrument import Instrument, NoAnswer
from climate_desktop.core.study import GroupKind, Response

VOICES = ("care_receiver", "care_worker", "family", "circle_member")


@dataclass(frozen=True)
class Person:
    """Somebody in the room. One with a proxy, one who leaves before closing and one who never finishes count nowhere."""

    voice: str
    answers: Mapping[str, Response]
    proxy: bool = False
    finished: bool = True
    leaves: bool = False

    @property
    def counts(self) -> bool:
        """True when this person's answers enter the scores."""
        return self.finished and not self.proxy and not self.leaves


@dataclass(frozen=True)
class Group:
    """One group in one round. `invited` is 0 when nobody said how many were asked."""

    name: str
    kind: GroupKind
    people: tuple[Person, ...]
    invited: int = 0
    form: str = "full"


Choose = Callable[[str], Response | None]


def by_chance(instrument: Instrument, seed: int) -> Group:
    """A group of 4 to 60 people of 1 to 4 voices who leave out 5 to 40 % of the statements.

    Some are all alike, some at an end of the scale; some people stop half way, leave, never finish or have a proxy.
    """
    chance = Random(seed)
    count = chance.choice((chance.randint(4, 15), chance.randint(4, 30), chance.randint(4, 60)))
    voices = VOICES[: chance.randint(1, 4)]
    weights = [chance.choice((0.15, 0.5, 1.0, 1.0, 2.0)) for _ in voices]
    missing = chance.uniform(0.05, 0.4) * chance.choice((1.0, 1.0, 0.15))
    stops = chance.choice((0.0, 0.1, 0.25))
    odd = chance.choice((0.0, 0.0, 0.1))
    swing = chance.choice((0.0, 0.3, 0.7, 1.0, 1.6))
    middle = chance.choice((1.0, 2.0, 3.0, 3.6, 4.2, 5.0))
    moods = {voice: middle + chance.choice((0.0, 0.0, 1.0, -1.0, 2.0, -2.0)) for voice in voices}
    themes = {factor.id: chance.gauss(0, 0.4) for factor in instrument.factors}
    items = [item.id for item in instrument.items]

    def person() -> Person:
        voice = chance.choices(voices, weights)[0]
        own = chance.gauss(moods[voice], swing)
        until = chance.randrange(len(items)) if chance.random() < stops else len(items)
        answers: dict[str, Response] = {}
        for place, item in enumerate(items):
            if place >= until:
                continue
            if chance.random() < missing:
                if chance.random() < 0.5:
                    answers[item] = chance.choice(tuple(NoAnswer))
                continue
            felt = own + themes[instrument.item[item].factor] + chance.gauss(0, swing / 2)
            answers[item] = min(max(round(felt), instrument.scale.low), instrument.scale.high)
        return Person(
            voice,
            answers,
            proxy=voice == VOICES[0] and chance.random() < odd,
            finished=chance.random() >= odd,
            leaves=chance.random() < odd,
        )

    people = tuple(person() for _ in range(count))
    beyond = chance.choice((-count, 0, chance.randint(1, 3), chance.randint(1, max(count // 2, 1))))
    kind = GroupKind.CIRCLE if VOICES[3] in voices else GroupKind.TEAM
    form = "short" if chance.random() < 0.1 else "full"
    return Group(f"Group {seed}", kind, people, len(people) + beyond, form)


def alike(instrument: Instrument, people: Mapping[str, Sequence[int]]) -> tuple[Person, ...]:
    """One person for each number of each voice, who gives that answer to every statement."""
    return tuple(
        Person(voice, {item.id: answer for item in instrument.items})
        for voice, answers in people.items()
        for answer in answers
    )


def nasty(instrument: Instrument) -> tuple[Group, ...]:
    """The groups that are hard to protect, each under the name of what is hard about it."""
    one = {
        "one care receiver": {"care_receiver": [1], "care_worker": [4] * 8, "family": [3] * 5},
        "five and one": {"care_worker": [4, 4, 3, 4, 5], "care_receiver": [1]},
        "four and four and four": {"care_receiver": [1, 2, 1, 1], "care_worker": [4] * 4, "family": [3, 4, 3, 3]},
        "one and four and two": {"care_receiver": [1], "care_worker": [4, 5, 4, 3], "family": [3, 2]},
        "two voices of five": {"care_worker": [4, 4, 3, 4, 5], "family": [2, 3, 2, 1, 4]},
        "five who all say the best": {"care_worker": [5] * 5},
        "all the best, in two voices": {"care_worker": [5] * 5, "family": [5] * 7},
        "all the worst, ten people": {"care_worker": [1] * 10},
        "one voice at an end": {"care_worker": [3] * 12, "family": [5] * 5},
        "large voice at an end": {"care_worker": [3] * 12, "family": [5] * 11},
        "everyone says the same": {"care_receiver": [3] * 6, "care_worker": [3] * 7},
        "each voice of one mind": {"care_worker": [2] * 5, "family": [4] * 5},
        "three beside nine, six and five": {
            "care_receiver": [2, 2, 1],
            "care_worker": [4, 3, 4, 5, 4, 3, 4, 4, 3],
            "family": [3, 4, 3, 3, 2, 3],
            "circle_member": [4, 4, 3, 4, 5],
        },
        "a hidden pair at the bottom": {
            "care_receiver": [1, 1, 1],
            "family": [1, 1, 1, 1],
            "care_worker": [4, 3, 4, 5, 4, 3, 4, 4, 3, 4],
        },
        "one person hidden with four": {"care_receiver": [2], "family": [2, 1, 2, 2], "care_worker": [4] * 12},
        "four people": {"care_worker": [4, 3], "care_receiver": [1, 2]},
    }
    made = [
        Group(name, GroupKind.CIRCLE, alike(instrument, people), sum(map(len, people.values())) + 2)
        for name, people in one.items()
    ]
    return (*made, *_left_out(instrument))


def _left_out(instrument: Instrument) -> tuple[Group, ...]:
    """Groups in which one person's gaps could give that person away."""
    first = instrument.factors[0]
    of_first = [item.id for item in instrument.items_of[first.id]]
    low = {item.id: 1 for item in instrument.items}
    gap: dict[str, Response] = {**low, **dict.fromkeys(of_first, NoAnswer.DOES_NOT_APPLY)}
    two: dict[str, Response] = {**low, **dict.fromkeys(of_first[:2], NoAnswer.SKIPPED)}
    answers = [4, 3, 5, 4, 4, 2, 3, 4, 5, 3, 4, 4]
    camps = [1, 5, 5, 1, 5, 5, 1, 5, 1, 5, 5, 1]

    def group(name: str, voice: str, one: Mapping[str, Response], others: Sequence[int]) -> Group:
        people = (Person(voice, one), *alike(instrument, {"care_worker": others}))
        return Group(name, GroupKind.TEAM, people, len(people) + 3)

    return (
        group("one who leaves a theme out, of six", "care_worker", gap, answers[:5]),
        group("one who leaves a theme out, of twelve", "care_worker", gap, answers[:11]),
        group("one who answers half a theme", "care_worker", two, answers),
        group("one who answers half a theme, in two camps", "care_worker", two, camps),
        group("one who answers nothing, in a voice alone", "care_receiver", {}, answers),
    )

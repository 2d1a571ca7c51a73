"""The example study: made-up people of several temperaments, who answer through the same services as the window."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from climate_desktop.core.errors import KnownError, StudyExists
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import ActionState, GroupKind, Response
from climate_desktop.services import printing
from climate_desktop.services.answering import AGREED, AGREED_WITH_SUPPORT, Answering
from climate_desktop.services.study import Study
from climate_desktop.services.world import World

FILE_NAME = "example.climate"
PEOPLE = 21
LAST_MEETING = date(2026, 4, 14)
"""The day of the latest made-up round; the others are half a year apart before it."""


class MadeUpWorld(World):
    """A clock that stands where it is put and moves a few seconds with each look, and dice that fall the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._moment = datetime(2025, 1, 1, tzinfo=UTC)

    def go_to(self, day: date) -> None:
        """Put the clock at two in the afternoon of a day."""
        self._moment = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)

    def now(self) -> datetime:
        """The made-up moment."""
        self._moment += timedelta(seconds=7)
        return self._moment


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
class MadeUpGroup:
    """A group of the example: the shares of its voices, and the mean answer to each domain round by round."""

    name: str
    kind: GroupKind
    place: str
    shares: tuple[tuple[str, float], ...]
    means: tuple[dict[str, float], ...]
    lower: tuple[tuple[str, str, float], ...]
    agreed: tuple[tuple[str, str, str], ...]
    """What a voice feels more or less of in one factor than the others: voice, factor, points of the scale."""


GROUPS = (
    MadeUpGroup(
        name="Hebble Valley team",
        kind=GroupKind.TEAM,
        place="Hebble Hall, back room",
        shares=(("care_receiver", 0.29), ("care_worker", 0.38), ("family", 0.33)),
        means=(
            {"growth": 3.3, "wellbeing": 3.9, "systems": 2.6},
            {"growth": 3.4, "wellbeing": 4.0, "systems": 2.7},
            {"growth": 3.7, "wellbeing": 4.2, "systems": 2.9},
        ),
        lower=(
            ("care_receiver", "decisions", -1.2),
            ("care_receiver", "autonomy", -0.8),
            ("care_worker", "decisions", 0.4),
            ("family", "community", 0.5),
        ),
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
        shares=(("care_receiver", 0.1), ("care_worker", 0.25), ("family", 0.25), ("circle_member", 0.4)),
        means=(
            {"growth": 3.1, "wellbeing": 3.6, "systems": 3.2},
            {"growth": 3.5, "wellbeing": 4.1, "systems": 3.4},
            {"growth": 3.8, "wellbeing": 4.4, "systems": 3.4},
        ),
        lower=(("circle_member", "unity", 0.5), ("care_worker", "prospects", -0.9), ("family", "innovation", -0.6)),
        agreed=(
            ("Put the notes of each meeting on the boathouse door.", "Circle members", "from May"),
            ("Visit the library about its meeting room.", "Two volunteers", "by June"),
        ),
    ),
)


@dataclass(frozen=True)
class Example:
    """What was made: the study, and one report for each round."""

    study: Path
    reports: tuple[Path, ...]


def make(folder: Path, *, people: int = PEOPLE, seed: int = 1, tell: Callable[[str], None] = lambda _: None) -> Example:
    """The example study in a folder, with all its reports; `tell` hears what is being made.

    StudyExists when there is one already; FolderNotWritable or DiskFull when it cannot be made.
    """
    path = folder / FILE_NAME
    make_study(path, people=people, seed=seed, tell=tell)
    reports = []
    with Study.open(path) as study:
        for card in reversed(study.workshops.groups()):
            for round_ in study.workshops.rounds(card.group.id):
                target = folder / f"{file_name(card.group.name)}-{file_name(round_.label)}.pdf"
                tell(target.name)
                printing.make_report(printing.content(study, round_.id), target)
                reports.append(target)
    return Example(path, tuple(reports))


def make_study(
    path: Path, *, people: int = PEOPLE, seed: int = 1, tell: Callable[[str], None] = lambda _: None
) -> None:
    """The example study as a file: two groups with three closed rounds each, the same for the same seed."""
    if path.exists():
        raise StudyExists(path=path)
    world = MadeUpWorld(seed)
    with Study.create(path, practice=True, world=world) as study:
        for made_up in GROUPS:
            group = study.workshops.add_group(made_up.name, made_up.kind)
            for number, means in enumerate(made_up.means):
                day = LAST_MEETING - timedelta(days=182 * (len(made_up.means) - 1 - number))
                tell(f"{made_up.name}, {day.year}")
                world.go_to(day)
                _hold(study, world, group.id, made_up, means, day, people)


def _hold(
    study: Study,
    world: MadeUpWorld,
    group_id: str,
    made_up: MadeUpGroup,
    means: dict[str, float],
    day: date,
    people: int,
) -> None:
    """One round, from opening to what was agreed."""
    voices = voices_of(made_up, people)
    invited = {voice: voices.count(voice) + (voice == voices[-1]) * 3 for voice in dict(made_up.shares)}
    workshops = study.workshops
    round_ = workshops.start_round(group_id, held_on=day, place=made_up.place, facilitator="AJ", invited=invited)
    for index, voice in enumerate(voices):
        person = workshops.add_participant(round_.id)
        answering = study.answering(person.id)
        answering.consent(AGREED_WITH_SUPPORT if index % 7 == 6 else AGREED)
        answering.choose_voice(voice)
        temperament = TEMPERAMENTS[index % len(TEMPERAMENTS)]
        answer_all(answering, partial(_answer, world, answering, temperament, made_up, means))
        answering.finish()
    workshops.close_round(round_.id)
    study.results.result(round_.id)
    for text, who, due in made_up.agreed if day == LAST_MEETING else made_up.agreed[:1]:
        action = study.agreed.add(round_.id, text, who, due)
        if day != LAST_MEETING:
            study.agreed.change(replace(action, state=ActionState.DONE))


def voices_of(made_up: MadeUpGroup, people: int) -> list[str]:
    """The voices of so many people, in the group's shares, with at least one of each as long as there are people."""
    voices = [voice for voice, _ in made_up.shares][:people]
    while len(voices) < people:
        missing = max(made_up.shares, key=lambda share: share[1] * people - voices.count(share[0]))
        voices.append(missing[0])
    return sorted(voices, key=[voice for voice, _ in made_up.shares].index)


def answer_all(answering: Answering, choose: Callable[[str], Response | None]) -> None:
    """Record what `choose` gives for each item, None for nothing at all, and wait until all of it is durable."""
    saved = threading.Semaphore(0)
    errors: list[KnownError] = []

    def failed(_: str, error: KnownError) -> None:
        errors.append(error)
        saved.release()

    handed_over = 0
    for item in answering.items:
        response = choose(item.id)
        if response is not None:
            answering.record(item.id, response, lambda _: saved.release(), failed)
            handed_over += 1
    for _ in range(handed_over):
        saved.acquire()
    if errors:
        raise errors[0]


def _answer(
    world: World,
    answering: Answering,
    temperament: Temperament,
    made_up: MadeUpGroup,
    means: dict[str, float],
    item_id: str,
) -> Response | None:
    """What a made-up person chooses for an item; None when it is passed over."""
    chance = world.chance
    place = [item.id for item in answering.items].index(item_id) / len(answering.items)
    if temperament.tires and place > 0.8 and chance.random() < 0.7:
        return None
    if chance.random() < temperament.leaves_out:
        return chance.choice(tuple(NoAnswer))
    instrument = answering.instrument
    factor = instrument.item[item_id].factor
    voice = answering.participant.voice
    mean = means[instrument.domain_of[factor]] + temperament.shift
    mean += sum(points for v, f, points in made_up.lower if (v, f) == (voice, factor))
    value = round(chance.gauss(mean, temperament.swing))
    return min(max(value, instrument.scale.low), instrument.scale.high)


def file_name(words: str) -> str:
    """Words as a file name: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")

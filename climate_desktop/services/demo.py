"""The example study: made-up people answer the questions of a pack, through the same services as the window."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from climate_desktop.core.errors import StudyExists
from climate_desktop.core.study import ActionState, Response
from climate_desktop.services import printing
from climate_desktop.services.answering import AGREED, AGREED_WITH_SUPPORT, Answering
from climate_desktop.services.library import Library
from climate_desktop.services.made_up import GROUPS, TEMPERAMENTS, MadeUpGroup, MadeUpPerson, voices_of
from climate_desktop.services.study import Study
from climate_desktop.services.workshops import DEFAULT_PACK
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
class Example:
    """What was made: the study, and one report for each round."""

    study: Path
    reports: tuple[Path, ...]


def make(
    folder: Path,
    *,
    people: int = PEOPLE,
    seed: int = 1,
    pack_id: str = DEFAULT_PACK,
    tell: Callable[[str], None] = lambda _: None,
) -> Example:
    """The example study in a folder, with all its reports; `tell` hears what is being made.

    StudyExists when there is one already; FolderNotWritable or DiskFull when it cannot be made; PackNotFound or PackBroken.
    """
    path = folder / FILE_NAME
    make_study(path, people=people, seed=seed, pack_id=pack_id, tell=tell)
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
    path: Path,
    *,
    people: int = PEOPLE,
    seed: int = 1,
    pack_id: str = DEFAULT_PACK,
    tell: Callable[[str], None] = lambda _: None,
) -> None:
    """The example study as a file: two groups with three closed rounds each, the same for the same seed."""
    if path.exists():
        raise StudyExists(path=path)
    world = MadeUpWorld(seed)
    library = Library()
    instrument = library.pack(pack_id).instrument
    with Study.create(path, practice=True, world=world, library=library) as study:
        for made_up in GROUPS:
            group = study.workshops.add_group(made_up.name, made_up.kind)
            for number in range(len(made_up.means)):
                day = LAST_MEETING - timedelta(days=182 * (len(made_up.means) - 1 - number))
                tell(f"{made_up.name}, {day.year}")
                world.go_to(day)
                _hold(study, world, group.id, made_up, number, day, voices_of(made_up, instrument, people), pack_id)


def _hold(
    study: Study,
    world: MadeUpWorld,
    group_id: str,
    made_up: MadeUpGroup,
    number: int,
    day: date,
    voices: list[str],
    pack_id: str,
) -> None:
    """One round, from opening to what was agreed."""
    invited = {voice: voices.count(voice) + (voice == voices[-1]) * 3 for voice in voices}
    workshops = study.workshops
    round_ = workshops.start_round(
        group_id, pack_id=pack_id, held_on=day, place=made_up.place, facilitator="AJ", invited=invited
    )
    for index, voice in enumerate(voices):
        answering = study.answering(workshops.add_participant(round_.id).id)
        answering.consent(AGREED_WITH_SUPPORT if index % 7 == 6 else AGREED)
        answering.choose_voice(voice)
        person = MadeUpPerson(made_up, number, voice, TEMPERAMENTS[index % len(TEMPERAMENTS)])
        answer_all(answering, partial(_answer, person, answering, world.chance))
        answering.finish()
    workshops.close_round(round_.id)
    study.results.result(round_.id)
    for text, who, due in made_up.agreed if day == LAST_MEETING else made_up.agreed[:1]:
        action = study.agreed.add(round_.id, text, who, due)
        if day != LAST_MEETING:
            study.agreed.change(replace(action, state=ActionState.DONE))


def _answer(person: MadeUpPerson, answering: Answering, chance: random.Random, item_id: str) -> Response | None:
    instrument = answering.instrument
    return person.answer(instrument, answering.items, instrument.item[item_id], chance)


def answer_all(answering: Answering, choose: Callable[[str], Response | None]) -> None:
    """Store what `choose` gives for each item, None for nothing at all."""
    chosen = {item.id: choose(item.id) for item in answering.items}
    answering.record_all({item_id: response for item_id, response in chosen.items() if response is not None})


def file_name(words: str) -> str:
    """Words as a file name: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")

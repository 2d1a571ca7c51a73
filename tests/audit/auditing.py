"""One group from the room to the verdict: its round is held, everything is published and read back, and attacked."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from time import monotonic

from climate_desktop import cli, packs
from climate_desktop.core.errors import NobodyFinished
from climate_desktop.packs import Pack
from climate_desktop.services import listing, printing
from climate_desktop.services.library import Library
from climate_desktop.services.study import Study
from tests.audit import attacks, holding, reading
from tests.audit.attacks import Finding
from tests.audit.groups import Group, by_chance
from tests.audit.published import Published
from tests.audit.room import Room
from tests.audit.sequence import Stage, attack_across

PACK: Pack = packs.find("social-climate")


class OnePack(Library):
    """A shelf with one questionnaire, which is read once."""

    def pack(self, pack_id: str) -> Pack:
        """The one questionnaire."""
        return PACK


@dataclass(frozen=True)
class Audited:
    """What came of one group: what was published, what the attacks found, and how long making and attacking took."""

    group: Group
    outputs: tuple[Published, ...]
    report: attacks.Report
    seconds: tuple[float, float] = (0.0, 0.0)


def new_study(folder: Path) -> Study:
    """An empty study in place of the one before."""
    path = folder / "audit.climate"
    path.unlink(missing_ok=True)
    return Study.create(path, library=OnePack())


def audit(
    group: Group,
    folder: Path,
    papers: Sequence[str] = (),
    *,
    study: Study | None = None,
    by_command: bool = False,
    domains_of_people: bool = False,
) -> Audited:
    """The verdict on one group, in a study of its own unless one is given; `papers` are those to print the report on.

    `by_command` publishes through the command line. A group in which nobody finished publishes nothing.
    """
    start = monotonic()
    try:
        if study is not None:
            outputs = published(study, holding.hold(study, group), folder, papers)
        else:
            with new_study(folder) as own:
                round_id = holding.hold(own, group)
                outputs = () if by_command else published(own, round_id, folder, papers)
            if by_command:
                outputs = published_by_command(own.path, round_id, folder, papers)
    except NobodyFinished:
        return Audited(group, (), attacks.Report((), {}))
    made = monotonic()
    report = attacks.attack(outputs, Room(group, PACK.instrument), domains_of_people)
    return Audited(group, outputs, report, (made - start, monotonic() - made))


@dataclass(frozen=True)
class Afterwards:
    """What was found when answers were taken back and others came late, and whether a corrected result was made."""

    findings: tuple[Finding, ...]
    corrected: bool


def changed_afterwards(study: Study, group: Group, seed: int, folder: Path) -> Afterwards:
    """The verdict on a round that changes after closing: on the corrected result, and on it beside the first.

    Where none may be made, what is published must stay as it was.
    """
    chance = Random(seed)
    round_id = holding.hold(study, group)
    first = published(study, round_id, folder)
    counting = [place for place, person in enumerate(group.people) if person.counts]
    gone = set(chance.sample(counting, min(chance.choice((0, 0, 1, 2, 5)), len(counting))))
    extra = by_chance(PACK.instrument, 10_000 + seed).people[: chance.choice((2, 6, 12, 25))]
    late = tuple(replace(person, voice=chance.choice(group.people).voice, leaves=False) for person in extra)
    holding.take_back(study, round_id, gone)
    holding.come_late(study, round_id, late)
    if not study.workshops.corrections(round_id).possible:
        same = published(study, round_id, folder) == first
        changed = Finding("sequence", "every measure", "everyone", "the results changed without a correction")
        return Afterwards(() if same else (changed,), corrected=False)
    study.workshops.correct_round(round_id)
    second = published(study, round_id, folder)
    kept = [replace(person, leaves=person.leaves or place in gone) for place, person in enumerate(group.people)]
    before, after = (Room(replace(group, people=tuple(p)), PACK.instrument) for p in (group.people, (*kept, *late)))
    found = [*attacks.attack(second, after).findings]
    found += attack_across([Stage(first, before), Stage(second, after)])
    return Afterwards(tuple(found), corrected=True)


def published(study: Study, round_id: str, folder: Path, papers: Sequence[str] = ()) -> tuple[Published, ...]:
    """What a study gives out about a round, read back: the JSON, and the report on each paper."""
    outputs = [reading.read_json(json.dumps(listing.result(study, round_id)), PACK.instrument)]
    for paper in papers:
        target = folder / f"{paper}.pdf"
        printing.make_report(printing.content(study, round_id), target, paper=paper)
        outputs.append(reading.read_pdf(target, PACK.instrument, PACK.language()))
    return tuple(outputs)


def published_by_command(path: Path, round_id: str, folder: Path, papers: Sequence[str] = ()) -> tuple[Published, ...]:
    """What the command line gives out about a round, read back."""
    outputs = [reading.read_json(_said("score", path, round_id, "--json"), PACK.instrument)]
    for paper in papers:
        target = folder / f"{paper}.pdf"
        _said("report", path, round_id, "--paper", paper, "-o", str(target))
        outputs.append(reading.read_pdf(target, PACK.instrument, PACK.language()))
    return tuple(outputs)


def _said(command: str, path: Path, round_id: str, *options: str) -> str:
    """What a command prints."""
    said = io.StringIO()
    with redirect_stdout(said):
        assert cli.main([command, str(path), "--round", round_id, *options]) == 0
    return said.getvalue()

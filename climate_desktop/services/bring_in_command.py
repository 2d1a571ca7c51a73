"""The command that brings answers in without a window: it finds or begins the round, tells what it sees, and stores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from climate_desktop.core.errors import AnswersHaveProblems, NobodyLeft, RoundAskedOtherwise, RoundIsClosed, RowNotThere
from climate_desktop.core.study import Group, GroupKind, Round, RoundState
from climate_desktop.services import bring_in
from climate_desktop.services.bring_in import Found, Sought
from climate_desktop.services.study import Study
from climate_desktop.services.workshops import DEFAULT_PACK


@dataclass(frozen=True)
class Wish:
    """What was asked for: the file, the round by its label or id, and the rows to leave out as they were written.

    A group or round that is not there yet is begun, with the pack of this id, or else the program's first.
    """

    file: Path
    group: str
    round: str
    pack: str = ""
    kind: str = GroupKind.TEAM.value
    mapping: Path | None = None
    leave_out: str = ""


@dataclass(frozen=True)
class Trial:
    """What a file would bring: into this group and round, if they are there already."""

    wish: Wish
    group: Group | None
    round: Round | None
    sought: Sought
    found: Found
    left_out: frozenset[int]


def look(study: Study, wish: Wish) -> Trial:
    """What the file would bring. Nothing is stored.

    RoundIsClosed, RoundAskedOtherwise, RowNotThere, PackNotFound, PackBroken, and what reading the file raises.
    """
    group = _group(study, wish.group)
    round_ = _round(study, group, wish.round) if group else None
    if round_ is None:
        kind = group.kind.value if group else wish.kind
        sought = Sought.of(study.library.pack(wish.pack or DEFAULT_PACK), kind)
    else:
        if round_.state is RoundState.CLOSED:
            raise RoundIsClosed()
        if wish.pack and wish.pack != round_.pack_id:
            raise RoundAskedOtherwise(round=round_.label, there=round_.pack_id, wanted=wish.pack)
        sought = study.bring_in.sought(round_.id)
    table = bring_in.read(wish.file)
    columns = sought.guess(table)
    if wish.mapping is not None:
        columns = bring_in.told_columns(wish.mapping, table, columns)
    found = sought.look(table, columns)
    left_out = rows_of(wish.leave_out, found)
    return Trial(wish, group, round_, sought, found, left_out)


def check(trial: Trial) -> None:
    """Nothing, when all that is not left out can be brought in. AnswersHaveProblems or NobodyLeft."""
    problems = trial.found.left(trial.left_out)
    if problems:
        raise AnswersHaveProblems(name=trial.found.table.name, count=len(problems))
    if not trial.found.coming(trial.left_out):
        raise NobodyLeft()


def store(study: Study, trial: Trial) -> tuple[Round, int]:
    """The round that everyone was brought into, and how many they are; see `BringIn.bring_in` for what is raised.

    Whoever gives the command confirms with it that everyone in the file agreed to take part.
    """
    check(trial)
    group = trial.group or study.workshops.add_group(trial.wish.group, GroupKind(trial.wish.kind))
    pack_id = trial.wish.pack or DEFAULT_PACK
    round_ = trial.round or study.workshops.start_round(group.id, pack_id=pack_id, label=trial.wish.round)
    return round_, study.bring_in.bring_in(round_.id, trial.found, leave_out=trial.left_out, consent_given=True)


def lines(trial: Trial) -> Iterator[str]:
    """What is seen: what each column is taken for, a line each, and how many people would come."""
    table, columns = trial.found.table, trial.found.columns
    for place, target in enumerate(columns.targets):
        heading = table.heading(place)
        yield f"column “{heading[:60]}”: {target or 'not decided'}"
    if columns.everyone:
        yield f"everyone answers as {columns.everyone}"
    rows, people = len(trial.found.rows), len(trial.found.coming(trial.left_out))
    yield f"{rows} {'row' if rows == 1 else 'rows'}, {people} that can be brought in"


def rows_of(words: str, found: Found) -> frozenset[int]:
    """Row numbers out of text such as “4,7-9”. RowNotThere for anything that is no row of the file."""
    there = set(found.rows)
    wanted: set[int] = set()
    for part in filter(None, (one.strip() for one in words.replace(";", ",").split(","))):
        first, dash, last = (piece.strip() for piece in part.replace("–", "-").partition("-"))
        ends = (first, last if dash else first)
        if not all(end.isascii() and end.isdigit() and int(end[:9]) in there for end in ends):
            raise RowNotThere(row=part[:40], name=found.table.name)
        wanted |= set(range(int(ends[0]), int(ends[1]) + 1)) & there
    return frozenset(wanted)


def _group(study: Study, name: str) -> Group | None:
    """The group with this name, in whatever capitals."""
    groups = (card.group for card in study.workshops.groups())
    return next((group for group in groups if group.name.casefold() == name.strip().casefold()), None)


def _round(study: Study, group: Group, label: str) -> Round | None:
    """The group's latest round with this label or id, an open one first; None when there is none."""
    rounds = [one for one in study.workshops.rounds(group.id) if label in (one.id, one.label)]
    rounds.sort(key=lambda one: one.state is RoundState.OPEN)
    return rounds[-1] if rounds else None

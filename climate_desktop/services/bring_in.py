"""Answers from elsewhere: a file is looked through first, and then brought in whole, without the rows left out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from climate_desktop.core.errors import (
    AnswersHaveProblems,
    BroughtInBefore,
    ConsentNotConfirmed,
    NobodyLeft,
    NoSuchRound,
    RoundIsClosed,
    VotesNotInFile,
)
from climate_desktop.core.row_faults import Problem
from climate_desktop.core.study import Mode, OpenCircle, Participant, Progress, RoundState, Standing
from climate_desktop.core.words import Words
from climate_desktop.exchange import answers_columns, answers_table
from climate_desktop.exchange.answers_cells import EASY, Cells
from climate_desktop.exchange.answers_columns import (
    OUT,
    PERSON,
    STANDING,
    UNDECIDED,
    VOICE,
    Columns,
    Guess,
    item_target,
)
from climate_desktop.exchange.answers_reading import Found, Incoming, Reader
from climate_desktop.exchange.answers_table import MOST_ROWS, AnswersTable
from climate_desktop.packs import Pack
from climate_desktop.services import seats
from climate_desktop.services.answering import ANSWERED_BY_ANOTHER
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.services.world import World
from climate_desktop.store import Rows, Store

__all__ = [
    "EASY", "ELSEWHERE", "MOST_ROWS", "OUT", "PERSON", "STANDING", "UNDECIDED", "VOICE", "AnswersTable", "BringIn", "Columns",
    "Found", "Incoming", "Problem", "Sought", "item_target",
]  # fmt: skip

ELSEWHERE = "elsewhere"
"""The kind of a consent that was given where the answers were."""
_BROUGHT_IN = "brought_in_"
Heard = Callable[[int, int], None]
"""Called with how many people are done, and how many there are. What it raises stops the work."""


def _nobody_listens(_done: int, _all: int) -> None:
    """What hears of progress when nobody wants to."""


@dataclass(frozen=True)
class Sought:
    """What a file is read for: a pack, the voices that the group offers, and the items that are asked."""

    pack: Pack
    voices: tuple[str, ...]
    items: tuple[str, ...]

    @classmethod
    def of(cls, pack: Pack, kind: str, form: str = "full", factors: Collection[str] | None = None) -> Sought:
        """What a group of this kind is asked in this form; in a round that asks in parts, only of some factors."""
        voices = tuple(voice.id for voice in pack.instrument.voices_for(kind))
        asked = pack.instrument.items_asked(form)
        return cls(pack, voices, tuple(item.id for item in asked if factors is None or item.factor in factors))

    @property
    def languages(self) -> tuple[Words, ...]:
        """The words in every language, drafts too: somebody may have asked with them."""
        return tuple(self.pack.words.values())

    def cells(self) -> Cells:
        """What can be understood in a cell."""
        return Cells(self.pack.instrument, self.languages)

    def guess(self, table: AnswersTable) -> Columns:
        """What each column of a table probably is."""
        return Guess(self.pack.instrument, self.languages, self.cells()).columns(table)

    def look(self, table: AnswersTable, columns: Columns, heard: Heard = _nobody_listens) -> Found:
        """Everybody in a table, and everything that is wrong with it. Nothing is stored."""
        return Reader(self.pack.instrument, self.cells(), self.voices, self.items).read(table, columns, heard)


def read(source: Path) -> AnswersTable:
    """The table in a file. The errors of `exchange.answers_table.read`."""
    return answers_table.read(source)


def told_columns(mapping: Path, table: AnswersTable, guessed: Columns) -> Columns:
    """The columns as a mapping file tells them. MappingNotReadable, MappingOfNoColumn or MappingNotKnown."""
    return answers_columns.told(mapping, table, guessed)


class BringIn:
    """Brings the people of a file into an open round."""

    def __init__(self, store: Store, packs: RoundPacks, world: World) -> None:
        self._store = store
        self._packs = packs
        self._world = world

    def sought(self, round_id: str) -> Sought:
        """What a file is read for in this round. NoSuchRound."""
        pack = self._packs.of(round_id)

        def work(rows: Rows) -> Sought:
            round_ = rows.round(round_id)
            group = rows.group(round_.group_id) if round_ else None
            if round_ is None or group is None:
                raise NoSuchRound(round=round_id)
            sittings = rows.sittings(round_id)
            whole = any(not sitting.factors for sitting in sittings)
            factors = None if whole else {factor for sitting in sittings for factor in sitting.factors}
            return Sought.of(pack, group.kind.value, round_.form, factors)

        return self._store.call(work)

    def was_brought_in(self, round_id: str, table: AnswersTable) -> bool:
        """True when this very file was brought into this round before."""
        return self._store.call(lambda rows: _mark(round_id, table) in _marks(rows, round_id))

    def bring_in(
        self,
        round_id: str,
        found: Found,
        *,
        leave_out: Collection[int] = (),
        consent_given: bool,
        again: bool = False,
        heard: Heard = _nobody_listens,
    ) -> int:
        """How many people were brought in: all of the file but the rows left out, each finished, in one transaction.

        `consent_given` is the facilitator's word that all of them agreed there. Nothing is stored with
        ConsentNotConfirmed; AnswersHaveProblems while a row that stays has one; NobodyLeft; RoundIsClosed;
        VotesNotInFile where an open circle was asked for; BroughtInBefore unless `again`; or what `heard` raises.
        """
        problems = found.left(leave_out)
        if problems:
            raise AnswersHaveProblems(name=found.table.name, count=len(problems))
        people = found.coming(leave_out)
        if not people:
            raise NobodyLeft()
        if not consent_given:
            raise ConsentNotConfirmed()
        items = self.sought(round_id).items
        pack = self._packs.of(round_id)
        wording = f"{pack.id} {pack.version} {ELSEWHERE}"

        def work(rows: Rows) -> None:
            self._refuse(rows, round_id, found.table, again=again)
            sitting = rows.sittings(round_id)[-1]
            taken = {person.seat for person in rows.participants(round_id)}
            for done, incoming in enumerate(people):
                heard(done, len(people))
                seat = seats.free_seat(taken, self._world.chance)
                taken.add(seat)
                person = self._person(incoming, round_id, sitting.id, seat, len(items))
                rows.add_participant(person)
                kind = ANSWERED_BY_ANOTHER if incoming.standing is Standing.PROXY else ELSEWHERE
                now = self._world.now()
                rows.put_consent(person.id, kind, wording, now)
                for item_id, response in incoming.answers.items():
                    rows.put_answer(person.id, item_id, response, now, Mode.FILE)
            marks = {*_marks(rows, round_id), _mark(round_id, found.table)}
            rows.set_meta(f"{_BROUGHT_IN}{round_id}", json.dumps(sorted(marks)))

        self._store.call(work)
        self._store.checkpoint()
        return len(people)

    def _refuse(self, rows: Rows, round_id: str, table: AnswersTable, *, again: bool) -> None:
        """Nothing, when the round may take the file."""
        round_ = rows.round(round_id)
        if round_ is None or round_.state is RoundState.CLOSED:
            raise RoundIsClosed()
        if round_.open_circle is OpenCircle.PROPOSED:
            raise VotesNotInFile()
        if not again and _mark(round_id, table) in _marks(rows, round_id):
            raise BroughtInBefore()

    def _person(self, incoming: Incoming, round_id: str, sitting_id: str, seat: str, items: int) -> Participant:
        return Participant(
            id=self._world.new_id(),
            round_id=round_id,
            sitting_id=sitting_id,
            seat=seat,
            voice=incoming.voice,
            progress=Progress.FINISHED,
            standing=incoming.standing,
            consented=True,
            at_item=max(items - 1, 0),
            finished_at=self._world.now(),
        )


def _mark(round_id: str, table: AnswersTable) -> str:
    """What is kept of a file, so that it is known again: nothing can be read from it."""
    return hashlib.sha256(f"{round_id}\n{table.fingerprint}".encode()).hexdigest()[:32]


def _marks(rows: Rows, round_id: str) -> Sequence[str]:
    return list(json.loads(rows.meta(f"{_BROUGHT_IN}{round_id}") or "[]"))

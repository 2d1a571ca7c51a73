"""People with their answers out of a table from elsewhere, and everything in it that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from climate_desktop.core import row_faults
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.row_faults import Problem, RowFault, shown
from climate_desktop.core.study import Response, Standing
from climate_desktop.exchange.answers_cells import EASY, Cells
from climate_desktop.exchange.answers_columns import PERSON, STANDING, UNDECIDED, VOICE, Columns
from climate_desktop.exchange.answers_table import AnswersTable

TELL_EVERY = 100
"""Rows between two words on how far it is."""
Heard = Callable[[int, int], None]
"""Called with how many rows are done, and how many there are. What it raises stops the work."""


@dataclass(frozen=True)
class Incoming:
    """One row as a person: voice, standing, and answers by item. `person` is the file's own id, which is not kept."""

    row: int
    person: str
    voice: str
    standing: Standing
    answers: Mapping[str, Response]


@dataclass(frozen=True)
class Found:
    """What a table holds for one round. `people` are those rows that can be understood, twins among them.

    `rows` are the numbers of all rows of the table.
    """

    table: AnswersTable
    columns: Columns
    people: tuple[Incoming, ...]
    problems: tuple[Problem, ...]
    rows: tuple[int, ...]

    def left(self, leave_out: Collection[int] = ()) -> tuple[Problem, ...]:
        """The problems that remain when some rows are left out. Of twins, the first that is not left out may stay."""
        if not leave_out:
            return self.problems
        taken: set[str] = set()
        remaining = []
        for problem in self.problems:
            if problem.row in leave_out and not problem.in_heading:
                continue
            if problem.kind is row_faults.PersonTwice and problem.values["row"] in leave_out:
                person = str(problem.values["person"])
                if person not in taken:
                    taken.add(person)
                    continue
            remaining.append(problem)
        return tuple(remaining)

    def coming(self, leave_out: Collection[int] = ()) -> tuple[Incoming, ...]:
        """Everyone who comes in when these rows are left out and nothing else is wrong."""
        return tuple(person for person in self.people if person.row not in leave_out)


class Reader:
    """Reads tables for one round: its questionnaire, the voices that its group offers, the items that it asks."""

    def __init__(self, instrument: Instrument, cells: Cells, offered: Sequence[str], asked: Collection[str]) -> None:
        self._instrument = instrument
        self._cells = cells
        self._offered = tuple(offered)
        self._asked = set(asked)
        self._voices = {voice.id for voice in instrument.voices}

    def read(self, table: AnswersTable, columns: Columns, heard: Heard = lambda _done, _all: None) -> Found:
        """The people of a table, and every problem in it, from the top."""
        problems = list(self._of_columns(table, columns))
        rows = _Rows(self._instrument, self._cells, self._offered, table, columns)
        people: list[Incoming] = []
        for done, (number, cells) in enumerate(table.rows):
            if done % TELL_EVERY == 0:
                heard(done, len(table.rows))
            person = rows.person(number, cells)
            if person is not None:
                people.append(person)
        problems += rows.problems
        return Found(table, columns, tuple(people), tuple(problems), tuple(number for number, _ in table.rows))

    def _of_columns(self, table: AnswersTable, columns: Columns) -> Iterator[Problem]:
        """What is wrong with the headings, and with how they are understood."""

        def wrong(place: int, kind: type[RowFault], **values: object) -> Problem:
            return Problem(1, place, shown(table.heading(place)) if place >= 0 else "", kind, values)

        for place in columns.places(UNDECIDED):
            yield wrong(place, row_faults.ColumnNotDecided)
        some = False
        for place, item, voice in columns.items():
            if item not in self._instrument.item:
                yield wrong(place, row_faults.ColumnOfNoItem, item=shown(item))
            elif voice and voice not in self._voices and voice != EASY:
                yield wrong(place, row_faults.ColumnOfNoVoice, voice=shown(voice))
            elif item not in self._asked:
                yield wrong(place, row_faults.ItemNotAsked)
            else:
                some = True
        for target in (PERSON, VOICE, STANDING):
            for place in columns.places(target)[1:]:
                yield wrong(place, row_faults.ColumnTwice)
        if not some:
            yield wrong(-1, row_faults.NoStatements)
        if not columns.places(VOICE) and not columns.everyone:
            yield wrong(-1, row_faults.NoVoices)
        elif columns.everyone and columns.everyone not in self._offered:
            kind = row_faults.VoiceNotOffered if columns.everyone in self._voices else row_faults.VoiceNotKnown
            yield wrong(-1, kind, value=shown(columns.everyone), voices=", ".join(self._offered))


class _Rows:
    """Turns rows into people, and notes what is in the way."""

    def __init__(
        self, instrument: Instrument, cells: Cells, offered: Sequence[str], table: AnswersTable, columns: Columns
    ) -> None:
        self.problems: list[Problem] = []
        self._cells = cells
        self._scale = instrument.scale
        self._voices = {voice.id for voice in instrument.voices}
        self._offered = offered
        self._wide = len(table.head)
        self._names = [shown(table.heading(place)) for place in range(self._wide)]
        self._person, self._voice, self._standing = (
            next(iter(columns.places(target)), None) for target in (PERSON, VOICE, STANDING)
        )
        self._everyone = columns.everyone
        self._items = [one for one in columns.items() if one[1] in instrument.item]
        self._first: dict[str, int] = {}
        self._row = 0

    def person(self, number: int, cells: Sequence[str]) -> Incoming | None:
        """The row as a person; None when something about it cannot be, or nobody answered."""
        self._row = number
        before = len(self.problems)
        if not any(cell.strip() for cell in cells):
            self._wrong(-1, row_faults.RowIsEmpty)
        elif len(cells) != self._wide:
            kind = row_faults.RowTooShort if len(cells) < self._wide else row_faults.RowTooLong
            self._wrong(-1, kind, there=len(cells), needed=self._wide)
        else:
            voice = self._voice_of(cells)
            standing = self._standing_of(cells)
            answers = self._answers_of(cells, voice)
            if not answers and len(self.problems) == before:
                self._wrong(-1, row_faults.NothingAnswered)
            person = self._person_of(cells)
            twin = len(self.problems) == before + 1 and self.problems[-1].kind is row_faults.PersonTwice
            if len(self.problems) == before or twin:
                return Incoming(number, person, voice, standing, answers)
        return None

    def _person_of(self, cells: Sequence[str]) -> str:
        if self._person is None:
            return ""
        person = cells[self._person].strip()
        if not person:
            self._wrong(self._person, row_faults.NobodyNamed)
        elif person in self._first:
            values = {"value": shown(person), "row": self._first[person], "person": person}
            self._wrong(self._person, row_faults.PersonTwice, **values)
        else:
            self._first[person] = self._row
        return person

    def _voice_of(self, cells: Sequence[str]) -> str:
        """The voice of a row; empty when it is not known."""
        if self._voice is None:
            return self._everyone
        cell = cells[self._voice].strip()
        voice = self._cells.voice(cell)
        kind: type[RowFault] | None = None
        if not cell:
            kind = row_faults.VoiceMissing
        elif voice is None:
            kind = row_faults.VoiceNotKnown
        elif voice not in self._offered:
            kind = row_faults.VoiceNotOffered
        if kind is not None:
            self._wrong(self._voice, kind, value=shown(cell), voices=", ".join(self._offered))
        return voice if voice is not None and kind is None else ""

    def _standing_of(self, cells: Sequence[str]) -> Standing:
        cell = cells[self._standing] if self._standing is not None else ""
        standing = self._cells.standing(cell)
        if standing is None and self._standing is not None:
            self._wrong(self._standing, row_faults.StandingNotKnown, value=shown(cell))
        return standing or Standing.SELF

    def _answers_of(self, cells: Sequence[str], voice: str) -> dict[str, Response]:
        answers: dict[str, Response] = {}
        column: dict[str, int] = {}
        for place, item, of_voice in self._items:
            said = self._cells.answer(cells[place], easy=of_voice == EASY)
            if said is None:
                continue
            if isinstance(said, type):
                values = {"value": shown(cells[place]), "low": self._scale.low, "high": self._scale.high}
                self._wrong(place, said, **values)
            elif of_voice not in ("", EASY) and voice and of_voice != voice:
                self._wrong(place, row_faults.AnsweredAsAnother)
            elif item in answers:
                self._wrong(place, row_faults.AnsweredTwice, column=self._names[column[item]])
            else:
                answers[item], column[item] = said, place
        return answers

    def _wrong(self, place: int, kind: type[RowFault], **values: object) -> None:
        name = self._names[place] if place >= 0 else ""
        self.problems.append(Problem(self._row, place, name, kind, values))

"""Paper sheets keyed in, keyed a second time without a look at the first, and settled where the two differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from climate_desktop.core.cleaning import clean
from climate_desktop.core.errors import KeyerMissing, NoSuchSheet, SheetKeyedTwice, SheetNotKeyed, UnknownItem
from climate_desktop.core.instrument import Item, NoAnswer
from climate_desktop.core.study import Mode, Paper, Participant, Progress, Response, Standing
from climate_desktop.services import seats
from climate_desktop.services.answering import ANSWERED_BY_ANOTHER, Answering
from climate_desktop.services.form_codes import FormCodes, FormRead
from climate_desktop.services.sheet_keying import SheetKeying, check, lines_of, must_be_open
from climate_desktop.services.workshops import Workshops
from climate_desktop.services.world import World
from climate_desktop.store import Rows, Store

LONGEST_KEYER = 40


class Keyed(Enum):
    """How far the keying of a sheet has come."""

    BEGUN = auto()
    ONCE = auto()
    BEGUN_AGAIN = auto()
    DIFFERS = auto()
    TWICE = auto()


@dataclass(frozen=True)
class KeyedSheet:
    """One paper sheet in the list: whose, how far, how many lines have a key, and how many still differ."""

    participant: Participant
    paper: Paper
    state: Keyed
    lines: int
    differ: int = 0


@dataclass(frozen=True)
class Difference:
    """A line that was keyed in two ways. `number` counts from 1; the two stand in the order of the scale, not of time."""

    item: Item
    number: int
    responses: tuple[Response, Response]


@dataclass(frozen=True)
class Slips:
    """How many answers of a round were keyed twice, and how many of them differed."""

    fields: int
    errors: int

    @property
    def per_thousand(self) -> float | None:
        """Differing answers in a thousand; None before any sheet was keyed twice."""
        return 1000 * self.errors / self.fields if self.fields else None


class Keying:
    """What is done with the paper sheets of a round."""

    def __init__(
        self,
        store: Store,
        codes: FormCodes,
        workshops: Workshops,
        answering: Callable[[str], Answering],
        world: World,
    ) -> None:
        self._store = store
        self._codes = codes
        self._workshops = workshops
        self._answering = answering
        self._world = world

    def read(self, round_id: str, typed: str) -> FormRead:
        """The form that a code belongs to, as it was keyed or as a scanner types it.

        FormCodeWrong, FormCodeUnknown, FormOfOtherQuestions, FormOfOtherLength or FormOfOtherVoice otherwise.
        """
        room = self._workshops.room(round_id)
        return self._codes.read(typed, room.round, room.group.kind.value)

    def begin(self, round_id: str, typed: str, keyed_by: str, consent: str) -> SheetKeying:
        """A new person in the room with an empty paper sheet, and the keying of it.

        `consent` is the kind that is ticked on the sheet. The errors of `read`, KeyerMissing and RoundIsClosed.
        """
        keyer, form = _keyer(keyed_by), self.read(round_id, typed)
        room = self._workshops.room(round_id)
        pack = self._workshops.pack(round_id)
        person = Participant(
            self._world.new_id(),
            round_id,
            room.sitting.id,
            seats.free_seat((p.seat for p in room.participants), self._world.chance),
            form.voice,
            Progress.BEGUN,
            standing=Standing.PROXY if consent == ANSWERED_BY_ANOTHER else Standing.SELF,
            consented=True,
        )
        wording, now = f"{pack.id} {pack.version} {pack.language().language}", self._world.now()

        def work(rows: Rows) -> None:
            must_be_open(rows, round_id)
            rows.add_participant(person)
            rows.put_consent(person.id, consent, wording, now)
            rows.put_paper(Paper(person.id, form.code, keyer))

        self._store.call(work)
        return SheetKeying(self._store, self._answering(person.id), self._world, keyer, again=False)

    def go_on(self, participant_id: str, keyed_by: str) -> SheetKeying:
        """The first keying of a sheet that was left before its end. KeyerMissing, NoSuchSheet, SheetKeyedTwice."""
        sheet = self._open_sheet(participant_id)
        if sheet.state is not Keyed.BEGUN:
            raise SheetKeyedTwice()
        keyer = _keyer(keyed_by)
        keyers = replace(sheet.paper, keyed_by=_both(sheet.paper.keyed_by, keyer))
        self._store.call(lambda rows: rows.put_paper(keyers))
        return SheetKeying(self._store, self._answering(participant_id), self._world, keyer, again=False)

    def begin_again(self, participant_id: str, keyed_by: str) -> SheetKeying:
        """The second keying of a sheet, from where it was left; it never sees the first.

        SheetNotKeyed before the first is finished, SheetKeyedTwice afterwards, RoundIsClosed, KeyerMissing.
        """
        sheet = self._open_sheet(participant_id)
        if sheet.state is Keyed.BEGUN:
            raise SheetNotKeyed()
        if sheet.state not in (Keyed.ONCE, Keyed.BEGUN_AGAIN):
            raise SheetKeyedTwice()
        keyer = _keyer(keyed_by)
        return SheetKeying(self._store, self._answering(participant_id), self._world, keyer, again=True)

    def forget_second(self, participant_id: str) -> None:
        """The sheet as it was keyed once, for a second keying of the wrong paper. What was settled stays settled."""
        sheet = self._open_sheet(participant_id)
        once = replace(sheet.paper, keyed_again_by="", settled_by="", fields=0, errors=0)

        def work(rows: Rows) -> None:
            rows.forget_keyed_again(participant_id)
            rows.put_paper(once)

        self._store.call(work)

    def differences(self, participant_id: str) -> tuple[Difference, ...]:
        """The lines that were keyed in two ways and are not settled, in the order of the paper."""
        self._sheet(participant_id)
        answering = self._answering(participant_id)

        def work(rows: Rows) -> tuple[dict[str, Response], dict[str, Response]]:
            return rows.answers(participant_id), rows.keyed_again(participant_id)

        once, again = self._store.call(work)
        scale = [*answering.instrument.scale.values, *NoAnswer]
        found = []
        for number, item in enumerate(lines_of(self._store, answering), start=1):
            if item.id in once and item.id in again and once[item.id] != again[item.id]:
                low, high = sorted((once[item.id], again[item.id]), key=scale.index)
                found.append(Difference(item, number, (low, high)))
        return tuple(found)

    def settle(self, participant_id: str, item_id: str, response: Response, settled_by: str) -> int:
        """How many lines are left to settle, once this one says what the paper says; it is durable then.

        RoundIsClosed, KeyerMissing, UnknownItem or OffTheScale, and nothing is written.
        """
        sheet = self._open_sheet(participant_id)
        check(self._answering(participant_id).instrument, item_id, response)
        settled = replace(sheet.paper, settled_by=_both(sheet.paper.settled_by, _keyer(settled_by)))
        now = self._world.now()

        def work(rows: Rows) -> int:
            must_be_open(rows, sheet.participant.round_id)
            again = rows.keyed_again(participant_id)
            if item_id not in again:
                raise UnknownItem(item=item_id)
            rows.put_answer(participant_id, item_id, response, now, Mode.PAPER)
            again[item_id] = response
            left = _differing(rows.answers(participant_id), again)
            if left:
                rows.put_keyed_again(participant_id, again)
            else:
                rows.forget_keyed_again(participant_id)
            rows.put_paper(settled)
            return left

        return self._store.call(work)

    def sheets(self, round_id: str) -> tuple[KeyedSheet, ...]:
        """Every paper sheet of a round, in the order in which they were keyed; nothing about what it says."""

        def work(rows: Rows) -> tuple[KeyedSheet, ...]:
            people = {person.id: person for person in rows.participants(round_id)}
            return tuple(
                _told(people[one], paper, rows.answers(one), rows.keyed_again(one))
                for one, paper in rows.papers(round_id).items()
            )

        return self._store.call(work)

    def slips(self, round_id: str) -> Slips:
        """How often the two keyings of a round differed; nothing keyed twice comes out as 0 of 0."""
        papers = self._store.call(lambda rows: rows.papers(round_id)).values()
        return Slips(sum(paper.fields for paper in papers), sum(paper.errors for paper in papers))

    def take_away(self, participant_id: str) -> None:
        """Erase a sheet, and its person, from an open round and from the journal. RoundIsClosed otherwise."""
        self._workshops.remove(participant_id)

    def _sheet(self, participant_id: str) -> KeyedSheet:
        def work(rows: Rows) -> KeyedSheet | None:
            person = rows.participant(participant_id)
            paper = rows.papers(person.round_id).get(participant_id) if person else None
            if person is None or paper is None:
                return None
            return _told(person, paper, rows.answers(participant_id), rows.keyed_again(participant_id))

        sheet = self._store.call(work)
        if sheet is None:
            raise NoSuchSheet()
        return sheet

    def _open_sheet(self, participant_id: str) -> KeyedSheet:
        """The sheet. RoundIsClosed once its round is closed."""
        sheet = self._sheet(participant_id)
        self._store.call(lambda rows: must_be_open(rows, sheet.participant.round_id))
        return sheet


def _told(person: Participant, paper: Paper, once: Mapping[str, Response], again: Mapping[str, Response]) -> KeyedSheet:
    if person.progress is not Progress.FINISHED:
        return KeyedSheet(person, paper, Keyed.BEGUN, len(once))
    if not paper.keyed_again_by:
        return KeyedSheet(person, paper, Keyed.BEGUN_AGAIN if again else Keyed.ONCE, len(again) or len(once))
    differ = _differing(once, again)
    return KeyedSheet(person, paper, Keyed.DIFFERS if differ else Keyed.TWICE, len(once), differ)


def _differing(once: Mapping[str, Response], again: Mapping[str, Response]) -> int:
    return sum(item in once and once[item] != response for item, response in again.items())


def _keyer(name: str) -> str:
    """Who sits at the laptop, as it is kept. KeyerMissing when nobody is named."""
    kept = clean(name, LONGEST_KEYER)
    if not kept:
        raise KeyerMissing()
    return kept


def _both(before: str, now: str) -> str:
    """Everyone who had a hand in it, each once."""
    return ", ".join(dict.fromkeys(name for name in (*before.split(", "), now) if name))

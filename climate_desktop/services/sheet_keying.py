"""One paper sheet while it is keyed, the first time or the second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from climate_desktop.core.errors import KnownError, LinesNotKeyed, NoSuchSheet, OffTheScale, RoundIsClosed, UnknownItem
from climate_desktop.core.instrument import Instrument, Item, NoAnswer
from climate_desktop.core.study import Mode, Paper, Participant, Progress, Response, RoundState
from climate_desktop.services.answering import Answering
from climate_desktop.services.world import World
from climate_desktop.store import Rows, Store


class SheetKeying:
    """The keying of one sheet, the first time or, `again`, the second; what the other time said is never read here.

    NoSuchSheet when the person has no paper sheet.
    """

    def __init__(self, store: Store, answering: Answering, world: World, keyed_by: str, *, again: bool) -> None:
        self._store = store
        self._world = world
        self.participant: Participant = answering.participant
        self.again = again
        self.keyed_by = keyed_by
        self.instrument: Instrument = answering.instrument
        self.words = answering.words
        self.items: tuple[Item, ...] = lines_of(store, answering)
        paper = store.call(lambda rows: rows.papers(self.participant.round_id).get(self.participant.id))
        if paper is None:
            raise NoSuchSheet()
        self.paper: Paper = paper
        self._keyed = self.answers()

    def statement(self, item: Item) -> str:
        """The item as it is worded on this sheet."""
        return self.words[f"item.{item.id}.{self.participant.voice}"]

    def answers(self) -> dict[str, Response]:
        """What was keyed so far this time, by item id, as it is on the disk."""
        person = self.participant.id
        return self._store.call(lambda rows: rows.keyed_again(person) if self.again else rows.answers(person))

    def record(
        self,
        item_id: str,
        response: Response,
        saved: Callable[[str], None],
        failed: Callable[[str, KnownError], None],
    ) -> None:
        """Hand one key to the store and return at once.

        `saved(item_id)` is called on the store's thread once it is durable, otherwise `failed(item_id, error)`.
        UnknownItem or OffTheScale are raised here, before anything is handed over.
        """
        check(self.instrument, item_id, response)
        self._keyed[item_id] = response
        person, at, keyed = self.participant, self._world.now(), dict(self._keyed)
        place = next((n for n, item in enumerate(self.items) if item.id not in keyed), len(self.items) - 1)

        def work(rows: Rows) -> None:
            must_be_open(rows, person.round_id)
            if self.again:
                rows.put_keyed_again(person.id, keyed)
            else:
                rows.put_answer(person.id, item_id, response, at, Mode.PAPER)
                rows.update_participant(replace(person, at_item=place))

        def broke(error: BaseException) -> None:
            if not isinstance(error, KnownError):
                raise error
            failed(item_id, error)

        self._store.post(work, lambda _: saved(item_id), broke)

    def finish(self) -> int:
        """How many lines of the two keyings differ; 0 after the first, from which on the sheet counts.

        LinesNotKeyed while a line has no key. RoundIsClosed when the round was closed meanwhile.
        """
        missing = sum(item.id not in self.answers() for item in self.items)
        if missing:
            raise LinesNotKeyed(count=missing)
        now = self._world.now()

        def first(rows: Rows) -> int:
            must_be_open(rows, self.participant.round_id)
            last, sitting = len(self.items) - 1, rows.sittings(self.participant.round_id)[-1].id
            done = replace(self.participant, progress=Progress.FINISHED, finished_at=now, at_item=last)
            rows.update_participant(replace(done, sitting_id=sitting))
            return 0

        def second(rows: Rows) -> int:
            must_be_open(rows, self.participant.round_id)
            ids = [item.id for item in self.items]
            once, again = rows.answers(self.participant.id), rows.keyed_again(self.participant.id)
            both = [item for item in ids if item in once and item in again]
            differ = sum(once[item] != again[item] for item in both)
            rows.put_paper(replace(self.paper, keyed_again_by=self.keyed_by, fields=len(both), errors=differ))
            if not differ:
                rows.forget_keyed_again(self.participant.id)
            return differ

        differ = self._store.call(second if self.again else first)
        self._store.checkpoint()
        return differ


def lines_of(store: Store, answering: Answering) -> tuple[Item, ...]:
    """The lines of the paper in the order and with the numbers of its print, whatever this sitting asks on the screen."""
    round_ = store.call(lambda rows: rows.round(answering.participant.round_id))
    if round_ is None:
        raise NoSuchSheet()
    return answering.instrument.items_asked(round_.form)


def check(instrument: Instrument, item_id: str, response: Response) -> None:
    """Nothing, when the response may be given to the item. UnknownItem or OffTheScale otherwise."""
    if item_id not in instrument.item:
        raise UnknownItem(item=item_id)
    scale = instrument.scale
    if not isinstance(response, NoAnswer) and response not in scale.values:
        raise OffTheScale(value=response, item=item_id, low=scale.low, high=scale.high)


def must_be_open(rows: Rows, round_id: str) -> None:
    """Nothing, in an open round. RoundIsClosed otherwise."""
    round_ = rows.round(round_id)
    if round_ is None or round_.state is RoundState.CLOSED:
        raise RoundIsClosed()

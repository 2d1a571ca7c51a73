"""One participant's answers, from the first page to the last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from climate_desktop.core.errors import (
    ConsentMissing,
    KnownError,
    NoSuchParticipant,
    OffTheScale,
    UnknownItem,
    UnknownVoice,
    VoteMissing,
)
from climate_desktop.core.instrument import Instrument, Item, NoAnswer, Voice
from climate_desktop.core.study import OpenCircle, Participant, Progress, Response, RoundState, Standing
from climate_desktop.core.words import Words
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.services.world import World
from climate_desktop.store import Rows, Store

AGREED = "agreed"
AGREED_WITH_SUPPORT = "agreed_with_support"
ANSWERED_BY_ANOTHER = "answered_by_another"
SECONDS_PER_ITEM = 12.5


class Answering:
    """What one participant does. Showing a stored answer stores nothing; only `record` does.

    NoSuchParticipant when there is nobody of this id.
    """

    def __init__(self, store: Store, packs: RoundPacks, participant_id: str, world: World) -> None:
        participant = store.call(lambda rows: rows.participant(participant_id))
        if participant is None:
            raise NoSuchParticipant()
        self._store = store
        self._world = world
        self.participant = participant
        round_ = store.call(lambda rows: rows.round(participant.round_id))
        group = store.call(lambda rows: rows.group(round_.group_id) if round_ else None)
        if round_ is None or group is None:
            raise NoSuchParticipant()
        pack = packs.of(participant.round_id)
        self.instrument: Instrument = pack.instrument
        self.words: Words = pack.language()
        self.items: tuple[Item, ...] = pack.instrument.items_asked(round_.form)
        self.voices: tuple[Voice, ...] = pack.instrument.voices_for(group.kind.value)
        self.least_shown = round_.thresholds.mean
        self._wording = f"{pack.id} {pack.version} {self.words.language}"
        self._place = participant.at_item
        self._asks = round_.open_circle is OpenCircle.PROPOSED and round_.state is RoundState.OPEN
        self._voted = self._asks and store.call(lambda rows: rows.has_voted(participant_id))

    @property
    def may_vote(self) -> bool:
        """True where an open circle was asked for and the person answers for themselves.

        Everyone is asked, also when somebody has said no before: otherwise the room would learn of it.
        """
        return self._asks and self.participant.standing is Standing.SELF

    @property
    def must_vote(self) -> bool:
        """True before such a person has said yes or no: till then no answer is taken."""
        return self.may_vote and not self._voted

    @property
    def is_late(self) -> bool:
        """True for somebody who came after the round was closed."""
        return self.participant.late > 0

    @property
    def minutes(self) -> int:
        """About how long the statements take, for the first page."""
        return minutes_for(len(self.items))

    def statement(self, item: Item) -> str:
        """The item as worded for this participant's voice."""
        return self.words[f"item.{item.id}.{self.participant.voice}"]

    def consent(self, kind: str) -> None:
        """Note that this person agreed (`agreed`, `agreed_with_support`) or that another answers for them."""
        standing = Standing.PROXY if kind == ANSWERED_BY_ANOTHER else Standing.SELF
        changed = replace(self.participant, consented=True, standing=standing)

        def work(rows: Rows) -> None:
            rows.put_consent(changed.id, kind, self._wording, self._world.now())
            rows.update_participant(changed)

        self._store.call(work)
        self.participant = changed

    def vote(self, *, agrees: bool) -> None:
        """Note this person's private yes or no to an open circle; it is erased when the round is closed."""
        self._store.call(lambda rows: rows.put_vote(self.participant.id, agrees=agrees))
        self._voted = True

    def choose_voice(self, voice: str) -> None:
        """Note the standpoint this person answers from. UnknownVoice when this group does not offer it."""
        offered = [v.id for v in self.voices]
        if voice not in offered:
            raise UnknownVoice(voice=voice, voices=", ".join(offered))
        self._update(replace(self.participant, voice=voice, progress=Progress.BEGUN))

    def answers(self) -> dict[str, Response]:
        """What is stored so far, by item id."""
        return self._store.call(lambda rows: rows.answers(self.participant.id))

    def record(
        self,
        item_id: str,
        response: Response,
        saved: Callable[[str], None],
        failed: Callable[[str, KnownError], None],
    ) -> None:
        """Hand one answer to the store and return at once.

        `saved(item_id)` is called on the store's thread once the answer is durable, otherwise `failed(item_id, error)`.
        UnknownItem, OffTheScale, ConsentMissing or VoteMissing are raised here, before anything is handed over.
        """
        self._check(item_id, response)
        person, at = self.participant, self._world.now()
        place = self._after(item_id)
        moved, self._place = place != self._place, place

        def work(rows: Rows) -> None:
            rows.put_answer(person.id, item_id, response, at)
            if moved:
                rows.update_participant(replace(person, at_item=place))

        def broke(error: BaseException) -> None:
            if not isinstance(error, KnownError):
                raise error
            self._place = -1
            failed(item_id, error)

        self._store.post(work, lambda _: saved(item_id), broke)

    def record_all(self, responses: Mapping[str, Response]) -> None:
        """Store answers that are there all at once, by item id; they are durable when this returns.

        The errors of `record`, and what the store says when it cannot save: then none of them is stored.
        """
        for item_id, response in responses.items():
            self._check(item_id, response)
        given = [(item_id, response, self._world.now()) for item_id, response in responses.items()]
        place = self._after(given[-1][0]) if given else self._place
        person = replace(self.participant, at_item=place)

        def work(rows: Rows) -> None:
            for item_id, response, at in given:
                rows.put_answer(person.id, item_id, response, at)
            rows.update_participant(person)

        self._store.call(work)
        self._place = place

    def reached(self, position: int) -> None:
        """Remember the statement this person stands at, counted from 0.

        Nothing is written: each answer is stored together with the place after it, where the sheet reopens after a
        power cut, and `pause` stores the place itself. So going on costs no write of its own.
        """
        self.participant = replace(self.participant, at_item=position)

    def unanswered(self) -> tuple[Item, ...]:
        """The items without any answer, not even one that is not on the scale."""
        given = self.answers()
        return tuple(item for item in self.items if item.id not in given)

    def finish(self) -> None:
        """Seal the sheet: from now on it counts. The journal is folded into the file."""
        self._update(replace(self.participant, progress=Progress.FINISHED, finished_at=self._world.now()))
        self._store.checkpoint()

    def pause(self) -> None:
        """Put the sheet aside as it is; everything recorded stays."""
        if self.participant.at_item != self._place:
            self._update(self.participant)
        self._store.checkpoint()

    def _update(self, changed: Participant) -> None:
        self._store.call(lambda rows: rows.update_participant(changed))
        self.participant = changed
        self._place = changed.at_item

    def _after(self, item_id: str) -> int:
        """The place of the statement after this one, or of the last one."""
        place = next((n for n, item in enumerate(self.items) if item.id == item_id), self._place)
        return min(place + 1, len(self.items) - 1)

    def _check(self, item_id: str, response: Response) -> None:
        if not self.participant.consented:
            raise ConsentMissing()
        if self.must_vote:
            raise VoteMissing()
        item = self.instrument.item.get(item_id)
        if item is None:
            raise UnknownItem(item=item_id)
        scale = self.instrument.scale
        if not isinstance(response, NoAnswer) and response not in scale.values:
            raise OffTheScale(value=response, item=item_id, low=scale.low, high=scale.high)


def minutes_for(statements: int) -> int:
    """About how long so many statements take, in whole minutes, never fewer than two."""
    return max(2, round(statements * SECONDS_PER_ITEM / 60))

"""One participant's answers, from the first page to the last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from climate_desktop.core.errors import (
    ConsentMissing,
    KnownError,
    NoSuchParticipant,
    NotAskedYet,
    OffTheScale,
    SheetIsSealed,
    StandingIsFixed,
    UnknownItem,
    UnknownVoice,
    VoteMissing,
)
from climate_desktop.core.instrument import Instrument, Item, NoAnswer, Voice
from climate_desktop.core.study import (
    Helper,
    Mode,
    OpenCircle,
    Participant,
    Progress,
    Response,
    RoundState,
    Standing,
)
from climate_desktop.core.words import Words
from climate_desktop.services.keeping import keep_until
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.services.sittings import is_asked, items_for
from climate_desktop.services.world import World
from climate_desktop.store import Rows, Store

AGREED = "agreed"
AGREED_WITH_SUPPORT = "agreed_with_support"
ANSWERED_BY_ANOTHER = "answered_by_another"
SECONDS_PER_ITEM = 12.5


class Answering:
    """What one participant does. Showing a stored answer stores nothing; only `record` does.

    NoSuchParticipant when there is nobody of this id. A sealed sheet tells and takes nothing before its card has opened
    it: SheetIsSealed.
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
        self._sittings = store.call(lambda rows: rows.sittings(participant.round_id))
        self.items: tuple[Item, ...] = items_for(pack.instrument, round_.form, self._sittings, participant)
        self.voices: tuple[Voice, ...] = pack.instrument.voices_for(group.kind.value)
        self.least_shown = round_.thresholds.mean
        self._wording = f"{pack.id} {pack.version} {self.words.language}"
        self._place = participant.at_item
        self._mode, self._helper = Mode.SCREEN, Helper.NOBODY
        self._kind = store.call(lambda rows: (rows.consent(participant_id) or ("",))[0])
        self._asks = round_.open_circle is OpenCircle.PROPOSED and round_.state is RoundState.OPEN
        self._voted = self._asks and store.call(lambda rows: rows.has_voted(participant_id))

    @property
    def how_long_kept(self) -> str:
        """The sentence that says until when the answers are kept, or whom to ask."""
        day = self._store.call(keep_until)
        if day is None:
            return self.words["consent.kept"]
        month = self.words.all("report.months")[day.month - 1]
        date = self.words.fill("report.date", day=day.day, month=month, year=day.year)
        return self.words.fill("consent.kept_until", date=date)

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

    @property
    def helped(self) -> bool:
        """True while somebody helps with the answers."""
        return self.helper is not Helper.NOBODY

    @property
    def helper(self) -> Helper:
        """Who helps with the answers: whoever was named, otherwise somebody of their own for who agreed with support."""
        supported = self._kind == AGREED_WITH_SUPPORT and self._helper is Helper.NOBODY
        return Helper.CHOSEN if supported else self._helper

    @property
    def way(self) -> tuple[Mode, Helper]:
        """How the next answer comes in, and who helps with it.

        Faces are noted as such with help too, since they are three answers instead of the whole scale.
        """
        helped = self.helped and self._mode is Mode.SCREEN
        return (Mode.HELPED if helped else self._mode), self.helper

    def use(self, mode: Mode) -> None:
        """From now on answers come in this way; SCREEN for the plain screen. Who helps stays as it is."""
        self._mode = mode

    def helped_by(self, helper: Helper) -> None:
        """From now on this helper helps with the answers; NOBODY when the person goes on alone."""
        self._helper = helper

    def usual_way(self) -> tuple[Mode, Helper]:
        """The way in which most answers came in so far: SCREEN and NOBODY when there are none."""
        person = self.participant
        ways = self._store.call(lambda rows: rows.ways(person.round_id, finished_only=False))
        return ways.get(person.id, (Mode.SCREEN, Helper.NOBODY))

    def statement(self, item: Item) -> str:
        """The item as worded for this participant's voice, in easy words while faces are used."""
        return self.words[f"item.{item.id}.{'easy' if self._mode is Mode.FACES else self.participant.voice}"]

    def consent_kind(self) -> str:
        """What this person agreed to: `agreed`, `agreed_with_support`, `answered_by_another`, or empty before that."""
        return self._kind

    def consent(self, kind: str) -> None:
        """Note that this person agreed (`agreed`, `agreed_with_support`) or that another answers for them.

        Who speaks is settled before the first answer: StandingIsFixed when answers are there from somebody else.
        """
        standing = Standing.PROXY if kind == ANSWERED_BY_ANOTHER else Standing.SELF
        if standing is not self.participant.standing and self.answers():
            raise StandingIsFixed()
        changed = replace(self.participant, consented=True, standing=standing)

        def work(rows: Rows) -> None:
            rows.put_consent(changed.id, kind, self._wording, self._world.now())
            rows.update_participant(changed)

        self._store.call(work)
        self.participant, self._kind = changed, kind

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
        self._must_be_open()
        return self._store.call(lambda rows: rows.answers(self.participant.id))

    def record(
        self,
        item_id: str,
        response: Response,
        saved: Callable[[str], None],
        failed: Callable[[str, KnownError], None],
    ) -> None:
        """Hand one answer to the store and return at once. How it came in and who helped are stored with it.

        `saved(item_id)` is called on the store's thread once the answer is durable, otherwise `failed(item_id, error)`.
        UnknownItem, OffTheScale, ConsentMissing or VoteMissing are raised here, before anything is handed over.
        """
        self._check(item_id, response)
        person, at = self.participant, self._world.now()
        mode, helper = self.way
        place = self._after(item_id)
        moved, self._place = place != self._place, place

        def work(rows: Rows) -> None:
            rows.put_answer(person.id, item_id, response, at, mode, helper)
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
        mode, helper = self.way
        person = replace(self.participant, at_item=place)

        def work(rows: Rows) -> None:
            for item_id, response, at in given:
                rows.put_answer(person.id, item_id, response, at, mode, helper)
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
        """Put the sheet away for good: from now on it counts. The journal is folded into the file."""
        self._must_be_open()
        self._update(self.as_finished())
        self._store.checkpoint()

    def as_finished(self) -> Participant:
        """The person as one who has finished now, at the present sitting."""
        person = replace(self.participant, progress=Progress.FINISHED, finished_at=self._world.now())
        return replace(person, sitting_id=self._sittings[-1].id)

    def pause(self) -> None:
        """Put the sheet aside as it is; everything recorded stays."""
        if self.participant.at_item != self._place:
            self._update(self.participant)
        self._store.checkpoint()

    def seal(self) -> None:
        """Put the unfinished sheet away so that only the person’s card opens it again; everything recorded stays."""
        self._must_be_open()
        self._update(replace(self.participant, sealed=True))
        self._store.checkpoint()

    def _must_be_open(self) -> None:
        if self.participant.sealed:
            raise SheetIsSealed()

    def _update(self, changed: Participant) -> None:
        self._store.call(lambda rows: rows.update_participant(changed))
        self.participant = changed
        self._place = changed.at_item

    def _after(self, item_id: str) -> int:
        """The place of the statement after this one, or of the last one."""
        place = next((n for n, item in enumerate(self.items) if item.id == item_id), self._place)
        return min(place + 1, len(self.items) - 1)

    def _check(self, item_id: str, response: Response) -> None:
        self._must_be_open()
        if not self.participant.consented:
            raise ConsentMissing()
        if self.must_vote:
            raise VoteMissing()
        item = self.instrument.item.get(item_id)
        if item is None:
            raise UnknownItem(item=item_id)
        if not is_asked(item, self._sittings):
            raise NotAskedYet(item=item_id)
        scale = self.instrument.scale
        if not isinstance(response, NoAnswer) and response not in scale.values:
            raise OffTheScale(value=response, item=item_id, low=scale.low, high=scale.high)


def minutes_for(statements: int) -> int:
    """About how long so many statements take, in whole minutes, never fewer than two."""
    return max(2, round(statements * SECONDS_PER_ITEM / 60))

"""Groups, rounds and the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from climate_desktop.core.cleaning import clean
from climate_desktop.core.errors import (
    ClosingStands,
    NameMissing,
    NameTaken,
    NoSuchGroup,
    NoSuchParticipant,
    NoSuchRound,
    OpenCircleEnded,
    RoundHasAnswers,
    RoundIsClosed,
    UnknownVoice,
)
from climate_desktop.core.results import Result
from climate_desktop.core.study import (
    ActionState,
    Group,
    GroupKind,
    OpenCircle,
    Participant,
    Progress,
    Round,
    RoundCounts,
    RoundState,
    Sitting,
)
from climate_desktop.packs import DEFAULT, Pack
from climate_desktop.services import closing, seats
from climate_desktop.services.agreed import Agreed
from climate_desktop.services.closing import Corrections
from climate_desktop.services.library import Library, Shelved
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.services.results import Results
from climate_desktop.services.world import World
from climate_desktop.store import Rows, Store

DEFAULT_PACK = DEFAULT
LONGEST_NAME = 120
_ORDER = {Progress.BEGUN: 0, Progress.NOT_STARTED: 1, Progress.FINISHED: 2}


@dataclass(frozen=True)
class GroupCard:
    """One group as Home shows it. `latest` is the result of the last closed round that somebody has opened."""

    group: Group
    latest: Result | None
    latest_round: Round | None
    open_round: Round | None
    open_actions: int


@dataclass(frozen=True)
class Unfinished:
    """A round that is still open."""

    group: Group
    round: Round
    counts: RoundCounts
    last_answer_at: datetime | None


@dataclass(frozen=True)
class Room:
    """Who is here. Participants who are not finished come first."""

    group: Group
    round: Round
    sitting: Sitting
    participants: tuple[Participant, ...]
    counts: RoundCounts

    @property
    def finished(self) -> int:
        """How many people would be in a result, also of those whom a later sitting asks on."""
        return sum(person.counts for person in self.participants)

    @property
    def left_out(self) -> int:
        """How many have begun and would be in no result."""
        return sum(person.progress is Progress.BEGUN and not person.counts for person in self.participants)

    @property
    def can_change_open_circle(self) -> bool:
        """True while nobody has agreed to take part, unless closing was undone after people had been asked."""
        settled = self.round.open_circle not in (OpenCircle.NOT_PROPOSED, OpenCircle.PROPOSED)
        return not settled and not any(person.consented for person in self.participants)


class Workshops:
    """What a facilitator does with groups and rounds."""

    def __init__(
        self,
        store: Store,
        round_packs: RoundPacks,
        results: Results,
        agreed: Agreed,
        library: Library,
        world: World,
    ) -> None:
        self._store = store
        self._agreed = agreed
        self._library = library
        self._world = world
        self._packs = round_packs
        self._results = results
        self._pins = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

    # Groups

    def groups(self) -> tuple[GroupCard, ...]:
        """Every group, the one that met last first."""
        found = self._store.call(lambda rows: tuple((g, rows.rounds(g.id)) for g in rows.groups()))
        cards = [self._card(group, rounds) for group, rounds in found]
        return tuple(sorted(cards, key=_last_met, reverse=True))

    def _card(self, group: Group, rounds: tuple[Round, ...]) -> GroupCard:
        closed = [r for r in rounds if r.state is RoundState.CLOSED]
        latest = closed[-1] if closed else None
        opened = latest is not None and self._results.were_opened(latest.id)
        return GroupCard(
            group=group,
            latest=self._results.result(latest.id) if latest and opened else None,
            latest_round=latest,
            open_round=next((r for r in reversed(rounds) if r.state is RoundState.OPEN), None),
            open_actions=sum(a.state is ActionState.OPEN for r in rounds for a in self._agreed.of(r.id)),
        )

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Every open round, the latest first."""

        def work(rows: Rows) -> tuple[Unfinished, ...]:
            found = []
            for round_ in reversed(rows.rounds()):
                group = rows.group(round_.group_id)
                if round_.state is RoundState.OPEN and group is not None:
                    found.append(Unfinished(group, round_, rows.counts(round_.id), rows.last_answer_at(round_.id)))
            return tuple(found)

        return self._store.call(work)

    def rounds(self, group_id: str) -> tuple[Round, ...]:
        """The rounds of a group, oldest first."""
        return self._store.call(lambda rows: rows.rounds(group_id))

    def add_group(self, name: str, kind: GroupKind) -> Group:
        """A new group. NameMissing or NameTaken when the name will not do."""
        name = clean(name, LONGEST_NAME)
        if not name:
            raise NameMissing()

        def work(rows: Rows) -> Group:
            if any(group.name.casefold() == name.casefold() for group in rows.groups()):
                raise NameTaken(name=name)
            group = Group(self._world.new_id(), name, kind)
            rows.add_group(group)
            return group

        return self._store.call(work)

    def group(self, group_id: str) -> Group:
        """The group with this id. NoSuchGroup when there is none."""
        group = self._store.call(lambda rows: rows.group(group_id))
        if group is None:
            raise NoSuchGroup(group=group_id)
        return group

    # Rounds

    def start_round(
        self,
        group_id: str,
        *,
        pack_id: str = DEFAULT_PACK,
        label: str = "",
        form: str = "full",
        held_on: date | None = None,
        place: str = "",
        facilitator: str = "",
        invited: Mapping[str, int] | None = None,
        open_circle: bool = False,
    ) -> Round:
        """A new open round with its first sitting. Its label is the season and year unless one is given.

        `open_circle` has everybody asked for a private yes or no before their first answer.

        The round keeps the pack as it is now. PackNotFound, or PackBroken when it has something to put right.
        """
        group = self.group(group_id)
        pack = self._library.pack(pack_id)
        day = held_on or self._world.now().astimezone().date()
        now = self._world.now()

        def work(rows: Rows) -> Round:
            round_ = Round(
                id=self._world.new_id(),
                group_id=group.id,
                number=len(rows.rounds(group.id)) + 1,
                label=clean(label, LONGEST_NAME) or season(day),
                state=RoundState.OPEN,
                pack_id=pack.id,
                pack_version=pack.version,
                form=form,
                thresholds=pack.instrument.thresholds,
                invited=_invited(pack, group, invited or {}),
                opened_at=now,
                open_circle=OpenCircle.PROPOSED if open_circle else OpenCircle.NOT_PROPOSED,
            )
            rows.add_round(round_, dict(pack.text))
            rows.add_sitting(Sitting(self._world.new_id(), round_.id, day, clean(place), clean(facilitator)))
            return round_

        return self._store.call(work)

    def change_round(
        self,
        round_id: str,
        *,
        form: str | None = None,
        held_on: date | None = None,
        place: str | None = None,
        facilitator: str | None = None,
        invited: Mapping[str, int] | None = None,
        open_circle: bool | None = None,
    ) -> Round:
        """The open round changed where a value is given.

        RoundHasAnswers when another form is wanted too late, or an open circle once somebody has agreed to take part;
        OpenCircleEnded when it was asked for before.
        """
        room = self.room(round_id)
        if room.round.state is RoundState.CLOSED:
            raise RoundIsClosed()
        begun = room.counts.begun + room.counts.finished
        if form is not None and form != room.round.form and begun:
            raise RoundHasAnswers()
        changed = replace(room.round, form=form or room.round.form)
        if open_circle is not None and open_circle != (changed.open_circle is OpenCircle.PROPOSED):
            if changed.open_circle is OpenCircle.ENDED:
                raise OpenCircleEnded()
            if not room.can_change_open_circle:
                raise RoundHasAnswers()
            changed = replace(changed, open_circle=OpenCircle.PROPOSED if open_circle else OpenCircle.NOT_PROPOSED)
        if invited is not None:
            changed = replace(changed, invited=_invited(self.pack(round_id), room.group, invited))
        sitting = replace(
            room.sitting,
            held_on=held_on or room.sitting.held_on,
            place=room.sitting.place if place is None else clean(place),
            facilitator=room.sitting.facilitator if facilitator is None else clean(facilitator),
        )

        def work(rows: Rows) -> None:
            rows.update_round(changed)
            rows.update_sitting(sitting)

        self._store.call(work)
        return changed

    def round(self, round_id: str) -> Round:
        """The round with this id. NoSuchRound when there is none."""
        round_ = self._store.call(lambda rows: rows.round(round_id))
        if round_ is None:
            raise NoSuchRound(round=round_id)
        return round_

    def sitting(self, round_id: str) -> Sitting:
        """The first sitting of a round."""
        sittings = self._store.call(lambda rows: rows.sittings(round_id))
        if not sittings:
            raise NoSuchRound(round=round_id)
        return sittings[0]

    def pack(self, round_id: str) -> Pack:
        """The pack that a round was asked with."""
        return self._packs.of(round_id)

    def default_pack(self) -> Pack:
        """The pack that a new round is asked with unless another is chosen."""
        return self._library.pack(DEFAULT_PACK)

    def packs_offered(self) -> tuple[Shelved, ...]:
        """The packs that a new round can be asked with, the program's first, then one's own by name.

        Broken ones are not among them; nor is a language that is still a draft ever asked in.
        """
        return self._library.offered()

    # The PIN that leaves the hand-over

    def set_pin(self, round_id: str, pin: str) -> None:
        """Keep the PIN of a round, as a salted Argon2id hash only; an empty PIN takes it away."""
        pin_hash = self._pins.hash(pin) if pin else ""
        self._store.call(lambda rows: rows.set_pin(round_id, pin_hash))

    def has_pin(self, round_id: str) -> bool:
        """True when a PIN was set for this round."""
        return bool(self._store.call(lambda rows: rows.pin(round_id)))

    def pin_is(self, round_id: str, pin: str) -> bool:
        """True when this is the round's PIN, and when the round has none."""
        pin_hash = self._store.call(lambda rows: rows.pin(round_id))
        if not pin_hash:
            return True
        try:
            return self._pins.verify(pin_hash, pin)
        except VerificationError:
            return False

    # The room

    def room(self, round_id: str) -> Room:
        """Who is here. NoSuchRound when there is no such round."""

        def work(rows: Rows) -> Room | None:
            round_ = rows.round(round_id)
            group = rows.group(round_.group_id) if round_ else None
            sittings = rows.sittings(round_id)
            if round_ is None or group is None or not sittings:
                return None
            people = sorted(rows.participants(round_id), key=lambda p: _ORDER[p.progress])
            return Room(group, round_, sittings[0], tuple(people), rows.counts(round_id))

        room = self._store.call(work)
        if room is None:
            raise NoSuchRound(round=round_id)
        return room

    def add_participant(self, round_id: str, voice: str = "") -> Participant:
        """A new person in the room, with a seat name of their own. RoundIsClosed when it is too late."""
        room = self.room(round_id)
        if room.round.state is RoundState.CLOSED:
            raise RoundIsClosed()
        return self._add(room, voice)

    def _add(self, room: Room, voice: str, late: int = 0) -> Participant:
        if voice:
            self._check_voice(room, voice)
        seat = seats.free_seat((p.seat for p in room.participants), self._world.chance)
        person = Participant(
            self._world.new_id(), room.round.id, room.sitting.id, seat, voice, Progress.NOT_STARTED, late=late
        )
        self._store.call(lambda rows: rows.add_participant(person))
        return person

    def set_voice(self, participant_id: str, voice: str) -> Participant:
        """The person with another voice, for one chosen by mistake."""
        person = self._participant(participant_id)
        self._check_voice(self.room(person.round_id), voice)
        return self._update(replace(person, voice=voice))

    def reopen(self, participant_id: str) -> Participant:
        """The person not finished any more, after an accidental finish. RoundIsClosed once they are in a result."""
        person = self._participant(participant_id)
        return self._update(replace(person, progress=Progress.BEGUN, finished_at=None))

    def remove(self, participant_id: str) -> None:
        """Erase a person and all their answers from an open round, and from the journal. RoundIsClosed otherwise."""
        person = self._participant(participant_id)
        if self.round(person.round_id).state is RoundState.CLOSED:
            raise RoundIsClosed()
        self.take_back(participant_id)

    def _participant(self, participant_id: str) -> Participant:
        person = self._store.call(lambda rows: rows.participant(participant_id))
        if person is None:
            raise NoSuchParticipant()
        return person

    def _update(self, person: Participant) -> Participant:
        self._store.call(lambda rows: rows.update_participant(person))
        return person

    def _check_voice(self, room: Room, voice: str) -> None:
        offered = [v.id for v in self.pack(room.round.id).instrument.voices_for(room.group.kind.value)]
        if voice not in offered:
            raise UnknownVoice(voice=voice, voices=", ".join(offered))

    # Closing, and what changes afterwards

    def close_round(self, round_id: str) -> Round:
        """The round frozen and scored from the finished sheets, each vote on an open circle erased.

        RoundIsClosed or NobodyFinished.
        """
        pack, now = self.pack(round_id), self._world.now()
        closed = self._store.call(lambda rows: closing.close(rows, round_id, pack.instrument, now))
        self._store.erase_traces()
        return closed

    def can_undo_close(self, round_id: str) -> bool:
        """True for a closed round whose results nobody has opened yet."""
        return self.round(round_id).state is RoundState.CLOSED and not self._results.were_opened(round_id)

    def undo_close(self, round_id: str) -> Round:
        """The round open again, with whoever came late. ClosingStands once its results were opened."""
        if not self.can_undo_close(round_id):
            raise ClosingStands()
        return self._store.call(lambda rows: closing.undo(rows, round_id))

    def add_late(self, round_id: str, voice: str = "") -> Participant:
        """A new person in a closed round, whose sheet waits and enters no result that stands. RoundIsOpen otherwise."""
        return self._add(self.room(round_id), voice, late=self._store.call(lambda rows: closing.newest(rows, round_id)))

    def take_back(self, participant_id: str) -> None:
        """Erase a person and all their answers, also from a closed round, and from the journal.

        The results of a closed round stand; `corrections` counts the sheet.
        """
        self._participant(participant_id)
        self._store.call(lambda rows: rows.remove_participant(participant_id))
        self._store.erase_traces()

    def corrections(self, round_id: str) -> Corrections:
        """How many sheets were taken back or came late since the result that holds. RoundIsOpen while there is none."""
        instrument = self.pack(round_id).instrument
        return self._store.call(lambda rows: closing.corrections(rows, round_id, instrument))

    def correct_round(self, round_id: str) -> None:
        """A corrected result from the sheets that there are now; the earlier one is kept beside it.

        RoundIsOpen, TooFewCorrections or CorrectionTellsTooMuch when it may not be made.
        """
        instrument, now = self.pack(round_id).instrument, self._world.now()
        self._store.call(lambda rows: closing.correct(rows, round_id, instrument, now))


def season(day: date) -> str:
    """The season and year of a day, as a round is called when nobody gives it a name."""
    name = ("Winter", "Spring", "Summer", "Autumn")[day.month % 12 // 3]
    return f"{name} {day.year}"


def _invited(pack: Pack, group: Group, invited: Mapping[str, int]) -> dict[str, int]:
    """How many of each voice were asked to come, for the voices this group offers."""
    return {v.id: max(0, invited.get(v.id, 0)) for v in pack.instrument.voices_for(group.kind.value)}


def _last_met(card: GroupCard) -> str:
    rounds = [r.opened_at for r in (card.latest_round, card.open_round) if r is not None]
    return max(rounds).isoformat() if rounds else ""

"""Cards: what whoever holds one can do with their own sheet, and nobody else."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from climate_desktop.core import card_code
from climate_desktop.core.errors import (
    CardIsPaired,
    CardMustWait,
    CardNotPairable,
    CardOfAnotherRound,
    CardUnclear,
    NoSuchCard,
    NoSuchParticipant,
    NoSuchRound,
    RoundIsClosed,
)
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import OpenCircle, Participant, Progress, Response, Round, RoundState
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.services.world import World
from climate_desktop.store import Rows, Store

FREE_TRIES = 3
"""So many wrong codes cost nothing; after that each one doubles the wait."""
LONGEST_WAIT_S = 60.0
FORGETS_AFTER_S = 600.0
"""After so long without a wrong code the wait begins anew."""


@dataclass(frozen=True)
class TakenBack:
    """What was erased: the seat, whether its round was closed, and whether an open circle is withdrawn by it."""

    seat: str
    closed: bool
    withdrawn: bool


@dataclass(frozen=True)
class Copy:
    """One person's own answers in plain words.

    `lines` holds each statement with its answer, empty where none was given; `text` is the whole, as it is printed.
    """

    seat: str
    lines: tuple[tuple[str, str], ...]
    comment: str
    text: str


class Cards:
    """The cards of one study. The code is told once, when it is made; the study keeps its Argon2id hash only.

    Everything that takes a code raises CardUnclear (no code at all), CardMustWait (too many wrong ones just now),
    NoSuchCard, and CardOfAnotherRound.
    """

    def __init__(
        self, store: Store, packs: RoundPacks, world: World, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._packs = packs
        self._world = world
        self._clock = clock
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._wrong = 0
        self._wrong_at = 0.0

    # Making

    def make(self, participant_id: str) -> str:
        """The code of a new card for this person, told this once; an earlier card of theirs opens nothing any more."""
        self._participant(participant_id)
        marks = self._store.call(self._free_marks)
        code = card_code.new_code(marks, self._world.chance)
        while any(self._is(code, hashed) for _, hashed in self._store.call(lambda rows: rows.cards(marks))):
            code = card_code.new_code(marks, self._world.chance)
        hashed = self._hasher.hash(code)
        self._store.call(lambda rows: rows.put_card(participant_id, marks, hashed))
        return code

    def has_card(self, participant_id: str) -> bool:
        """True for somebody who was given a card."""
        person = self._participant(participant_id)
        return participant_id in self._store.call(lambda rows: rows.with_cards(person.round_id))

    def until(self, round_id: str) -> date:
        """The day until which answers can be taken back at the least: that of the last sitting, or today if it is over."""
        days = [sitting.held_on for sitting in self._store.call(lambda rows: rows.sittings(round_id))]
        return max(*days, self._world.now().astimezone().date())

    def _free_marks(self, rows: Rows) -> str:
        """Marks that no card of the study bears; once all are taken, those that fewest bear."""
        offered = card_code.new_marks(self._world.chance)
        free = next((marks for marks in offered if not rows.cards(marks)), "")
        return free or min(offered, key=lambda marks: len(rows.cards(marks)))

    # Finding

    def whose(self, typed: str, round_id: str) -> Participant:
        """The person of this round whose card it is."""
        person, round_ = self._find(typed)
        if round_.id != round_id:
            raise CardOfAnotherRound(round=round_.label)
        return person

    @property
    def wait_s(self) -> int:
        """Seconds until the next code is looked at; 0 when it is looked at now. It grows, and never for good."""
        if self._wrong <= FREE_TRIES:
            return 0
        wait = min(LONGEST_WAIT_S, 2.0 ** (self._wrong - FREE_TRIES))
        return max(0, ceil(self._wrong_at + wait - self._clock()))

    def _find(self, typed: str) -> tuple[Participant, Round]:
        code = card_code.read_code(typed)
        if not code:
            raise CardUnclear()
        if self._clock() - self._wrong_at > FORGETS_AFTER_S:
            self._wrong = 0
        if self.wait_s:
            raise CardMustWait(seconds=self.wait_s)
        cards = self._store.call(lambda rows: rows.cards(code[: card_code.MARKS]))
        found = next((person for person, hashed in cards if self._is(code, hashed)), None)
        if found is None:
            self._wrong, self._wrong_at = self._wrong + 1, self._clock()
            raise NoSuchCard()
        person = self._participant(found)
        return person, self._round(person.round_id)

    def _is(self, code: str, hashed: str) -> bool:
        try:
            return self._hasher.verify(hashed, code)
        except VerificationError:
            return False

    # What a card does

    def resume(self, typed: str, round_id: str) -> Participant:
        """The person with their sheet open again. RoundIsClosed for an unfinished sheet that was left out at closing."""
        person = self.whose(typed, round_id)
        opened = replace(person, sealed=False)
        if opened != person:
            self._store.call(lambda rows: rows.update_participant(opened))
        return opened

    def take_back(self, typed: str, round_id: str) -> TakenBack:
        """Erases this person's sheet, also from the journal.

        The result of a closed round stands; an open circle that was agreed to is then marked as withdrawn.
        """
        person = self.whose(typed, round_id)
        round_ = self._round(round_id)
        self._store.call(lambda rows: rows.remove_participant(person.id))
        self._store.erase_traces()
        closed = round_.state is RoundState.CLOSED
        counted = person.counts and not person.late
        withdrawn = closed and counted and round_.open_circle is OpenCircle.AGREED
        return TakenBack(person.seat, closed, withdrawn)

    def copy(self, typed: str, round_id: str) -> Copy:
        """This person's own answers in words, to be given to them; nothing of it is kept."""
        person = self.whose(typed, round_id)
        round_ = self._round(round_id)

        def work(rows: Rows) -> tuple[str, dict[str, Response], str]:
            group, comment = rows.group(round_.group_id), rows.comment(person.id)
            return group.name if group else "", rows.answers(person.id), comment.text if comment else ""

        group, answers, comment = self._store.call(work)
        pack = self._packs.of(round_id)
        words = pack.language()
        voice = person.voice or pack.instrument.voices[0].id

        def said(response: Response | None) -> str:
            if response is None:
                return ""
            return words[f"no_answer.{response}" if isinstance(response, NoAnswer) else f"scale.{response}"]

        lines = tuple(
            (words[f"item.{item.id}.{voice}"], said(answers.get(item.id)))
            for item in pack.instrument.items_asked(round_.form)
        )
        named = words[f"voice.{person.voice}.name"] if person.voice else ""
        head = [words["card.copy_title"], words["card.copy_note"], "", f"{group}, {round_.label}", named]
        body = [f"{statement}\n    {answer or words['card.copy_nothing']}" for statement, answer in lines]
        tail = ["", words["card.copy_comment"], f"    {comment}"] if comment else []
        return Copy(person.seat, lines, comment, "\n".join([*head, "", *body, *tail]))

    def pair(self, participant_id: str, earlier_typed: str) -> None:
        """Notes that this person is the one of an earlier card, so that their change can be counted.

        The caller answers for the present sheet: it is in the person's own hands, or was opened with its card.
        RoundIsClosed, CardNotPairable when the card is not of an earlier round of the group, CardIsPaired when somebody
        else has the earlier sheet as theirs.
        """
        person = self._participant(participant_id)
        earlier, before = self._find(earlier_typed)
        now = self._round(person.round_id)
        if now.state is RoundState.CLOSED and not person.late:
            raise RoundIsClosed()
        if before.group_id != now.group_id or before.number >= now.number:
            raise CardNotPairable(round=before.label)

        def work(rows: Rows) -> None:
            for each in rows.rounds(now.group_id):
                if any(was == earlier.id and who != person.id for who, was in rows.pairs(each.id).items()):
                    raise CardIsPaired()
            rows.put_pair(person.id, earlier.id)

        self._store.call(work)

    # Without a card

    def start_anew(self, participant_id: str) -> Participant:
        """The seat with an empty sheet, everything on the earlier one erased: all that can be done without its card."""
        person = self._participant(participant_id)
        if self._round(person.round_id).state is RoundState.CLOSED and not person.late:
            raise RoundIsClosed()
        anew = Participant(
            self._world.new_id(),
            person.round_id,
            person.sitting_id,
            person.seat,
            person.voice,
            Progress.NOT_STARTED,
            late=person.late,
        )

        def work(rows: Rows) -> None:
            rows.remove_participant(person.id)
            rows.add_participant(anew)

        self._store.call(work)
        self._store.erase_traces()
        return anew

    def _participant(self, participant_id: str) -> Participant:
        person = self._store.call(lambda rows: rows.participant(participant_id))
        if person is None:
            raise NoSuchParticipant()
        return person

    def _round(self, round_id: str) -> Round:
        round_ = self._store.call(lambda rows: rows.round(round_id))
        if round_ is None:
            raise NoSuchRound(round=round_id)
        return round_

"""What people wrote in their own words, and the facilitator's duty to read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from climate_desktop.core.cleaning import clean
from climate_desktop.core.errors import (
    ConsentMissing,
    NoSuchParticipant,
    NoSuchRound,
    RoundIsClosed,
    RoundIsOpen,
    SheetIsSealed,
)
from climate_desktop.core.study import Comment, Participant, Round, RoundState
from climate_desktop.services import sums
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.services.results import Results
from climate_desktop.services.world import World
from climate_desktop.store import Rows, Store

MOST = 2_000
"""Signs that a comment may have."""
_LOOKED_AT = 50 * MOST
"""Signs of a text that are looked at, however long it is."""


@dataclass(frozen=True)
class Said:
    """One comment as the facilitator reads it: nothing of the person who wrote it. `key` is only for `mark`."""

    key: str
    text: str
    may_print: bool
    passed_on: bool


@dataclass(frozen=True)
class Reading:
    """The comments of a closed round, in an order that tells nothing.

    `read_at` is when the facilitator said that all were read, or None. `answered` people answered; from `least` on those
    with their writers' yes go into the report.
    """

    said: tuple[Said, ...]
    read_at: datetime | None
    answered: int
    least: int

    @property
    def goes_further(self) -> bool:
        """True when enough people answered for comments to be printed."""
        return self.answered >= self.least


class Comments:
    """Writing, reading and passing on what people wrote."""

    def __init__(self, store: Store, packs: RoundPacks, results: Results, world: World) -> None:
        self._store = store
        self._packs = packs
        self._results = results
        self._world = world

    def write(self, participant_id: str, text: str, *, may_print: bool) -> Comment | None:
        """The person's comment, kept in place of an earlier one; without words there is none, and None comes out.

        It becomes one line without control signs, cut to 2,000. NoSuchParticipant, ConsentMissing, SheetIsSealed;
        RoundIsClosed for whoever is in its result.
        """
        pack = self._packs.of(self._person(participant_id).round_id)
        words = clean(text[:_LOOKED_AT], MOST)
        wording = f"{pack.id} {pack.version} {pack.language().language}"
        comment = Comment(participant_id, words, may_print, wording, self._world.now())

        def work(rows: Rows) -> None:
            person = _participant(rows, participant_id)
            if not person.consented:
                raise ConsentMissing()
            if person.sealed:
                raise SheetIsSealed()
            if _round(rows, person.round_id).state is RoundState.CLOSED and not person.late:
                raise RoundIsClosed()
            if words:
                rows.put_comment(comment)
            else:
                rows.remove_comment(participant_id)

        self._store.call(work)
        return comment if words else None

    def of_person(self, participant_id: str) -> Comment | None:
        """What this person wrote so far; None when nothing."""
        return self._store.call(lambda rows: rows.comment(participant_id))

    def least(self, round_id: str) -> int:
        """How many people must have answered before comments go into a report. NoSuchRound."""
        return self._store.call(lambda rows: _round(rows, round_id).thresholds.detail)

    def reading(self, round_id: str) -> Reading:
        """All comments of a closed round, for the facilitator alone. RoundIsOpen before; NoSuchRound.

        Once there is one to read, closing cannot be undone: of somebody who came then, the comment could be told.
        """

        def work(rows: Rows) -> Reading:
            round_ = _closed(rows, round_id)
            shuffled = _shuffled(round_id, rows.comments(round_id))
            said = tuple(Said(one.participant_id, one.text, one.may_print, one.passed_on) for one in shuffled)
            return Reading(said, rows.comments_read_at(round_id), _answered(rows, round_id), round_.thresholds.detail)

        found = self._store.call(work)
        if found.said:
            self._results.note_opened(round_id)
        return found

    def waiting(self, round_id: str) -> int:
        """How many comments of a closed round the facilitator has yet to read; 0 while it is open. NoSuchRound."""

        def work(rows: Rows) -> int:
            closed = _round(rows, round_id).state is RoundState.CLOSED
            return len(rows.comments(round_id)) if closed and rows.comments_read_at(round_id) is None else 0

        return self._store.call(work)

    def mark(self, key: str, *, passed_on: bool) -> None:
        """Note whether a comment must be passed on; then it is not printed. NoSuchParticipant when it is gone."""

        def work(rows: Rows) -> None:
            comment = rows.comment(key)
            if comment is None:
                raise NoSuchParticipant()
            rows.put_comment(replace(comment, passed_on=passed_on))

        self._store.call(work)

    def confirm_read(self, round_id: str) -> datetime:
        """Note that the facilitator has read all comments, and when. RoundIsOpen; NoSuchRound."""
        at = self._world.now()

        def work(rows: Rows) -> None:
            _closed(rows, round_id)
            rows.set_comments_read(round_id, at)

        self._store.call(work)
        self._store.checkpoint()
        return at

    def for_report(self, round_id: str) -> tuple[str, ...]:
        """The comments that a report may print, in an order that tells nothing; none before they were read.

        None with fewer people than details need; never one that must be passed on, nor one of somebody who did not
        finish or is in no result yet. RoundIsOpen; NoSuchRound.
        """

        def work(rows: Rows) -> tuple[str, ...]:
            round_ = _closed(rows, round_id)
            enough = _answered(rows, round_id) >= round_.thresholds.detail
            if not enough or rows.comments_read_at(round_id) is None:
                return ()
            newest = len(rows.results(round_id))
            counted = {one.id for one in rows.participants(round_id) if one.counts and one.late < newest}
            return tuple(
                comment.text
                for comment in _shuffled(round_id, rows.comments(round_id))
                if comment.may_print and not comment.passed_on and comment.participant_id in counted
            )

        return self._store.call(work)

    def _person(self, participant_id: str) -> Participant:
        return self._store.call(lambda rows: _participant(rows, participant_id))


def _shuffled(round_id: str, comments: Iterable[Comment]) -> list[Comment]:
    """The comments in an order that says nothing about people and is the same each time."""
    return sorted(comments, key=lambda one: hashlib.sha256(f"{round_id} {one.participant_id}".encode()).digest())


def _answered(rows: Rows, round_id: str) -> int:
    text = rows.result(round_id)
    return sums.from_text(text).answered if text else 0


def _participant(rows: Rows, participant_id: str) -> Participant:
    person = rows.participant(participant_id)
    if person is None:
        raise NoSuchParticipant()
    return person


def _round(rows: Rows, round_id: str) -> Round:
    round_ = rows.round(round_id)
    if round_ is None:
        raise NoSuchRound(round=round_id)
    return round_


def _closed(rows: Rows, round_id: str) -> Round:
    round_ = _round(rows, round_id)
    if round_.state is RoundState.OPEN:
        raise RoundIsOpen()
    return round_

"""What can be done inside one transaction with the ways in which people answer: cards, comments, paper, hands, modes."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Table, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from climate_desktop.core.study import Comment, Helper, Mode, Paper, Progress, Response, Tally
from climate_desktop.store import nouns
from climate_desktop.store.tables import (
    ANSWERS,
    CARDS,
    COMMENTS,
    HANDS,
    KEYED_AGAIN,
    PAIRS,
    PAPERS,
    PARTICIPANTS,
    ROUNDS,
    TALLIES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection


def counts_for_results() -> ColumnElement[bool]:
    """Who has finished, also when a later sitting has more to ask of them (`Participant.counts`)."""
    return or_(PARTICIPANTS.c.progress == Progress.FINISHED.value, PARTICIPANTS.c.finished_at.is_not(None))


class RoomRows:
    """The verbs of the room, beside those of `Rows`. All that belongs to one person goes when that person is removed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Cards

    def put_card(self, participant_id: str, marks: str, card_hash: str) -> None:
        """The person with this card: the signs that name it, and the hash of its code. It takes an earlier one's place."""
        self._put(CARDS, {"participant_id": participant_id, "marks": marks, "hash": card_hash}, "participant_id")

    def cards(self, marks: str) -> tuple[tuple[str, str], ...]:
        """Whose cards bear these signs, each with the hash of its code."""
        found = select(CARDS.c.participant_id, CARDS.c.hash).where(CARDS.c.marks == marks)
        return tuple((row.participant_id, row.hash) for row in self._connection.execute(found))

    def with_cards(self, round_id: str) -> frozenset[str]:
        """Everyone in the round who has a card."""
        mine = select(CARDS.c.participant_id).join(PARTICIPANTS, PARTICIPANTS.c.id == CARDS.c.participant_id)
        return frozenset(self._connection.execute(mine.where(PARTICIPANTS.c.round_id == round_id)).scalars())

    def put_pair(self, participant_id: str, earlier_id: str) -> None:
        """The person as the one who answered as `earlier_id` in an earlier round."""
        self._put(PAIRS, {"participant_id": participant_id, "earlier_id": earlier_id}, "participant_id")

    def pairs(self, round_id: str) -> dict[str, str]:
        """Who of this round was who in an earlier one."""
        mine = select(PAIRS).join(PARTICIPANTS, PARTICIPANTS.c.id == PAIRS.c.participant_id)
        found = self._connection.execute(mine.where(PARTICIPANTS.c.round_id == round_id))
        return {row.participant_id: row.earlier_id for row in found}

    # Comments

    def put_comment(self, comment: Comment) -> None:
        """The person's comment, in place of an earlier one."""
        self._put(COMMENTS, nouns.comment_values(comment), "participant_id")

    def remove_comment(self, participant_id: str) -> None:
        """The person without a comment."""
        self._connection.execute(delete(COMMENTS).where(COMMENTS.c.participant_id == participant_id))

    def comment(self, participant_id: str) -> Comment | None:
        """What this person wrote."""
        row = self._connection.execute(select(COMMENTS).where(COMMENTS.c.participant_id == participant_id)).first()
        return None if row is None else nouns.comment_of(row)

    def comments(self, round_id: str) -> tuple[Comment, ...]:
        """What everyone in the round wrote, by id, so that the order tells nothing of who came when."""
        mine = select(COMMENTS).join(PARTICIPANTS, PARTICIPANTS.c.id == COMMENTS.c.participant_id)
        found = mine.where(PARTICIPANTS.c.round_id == round_id).order_by(COMMENTS.c.participant_id)
        return tuple(nouns.comment_of(row) for row in self._connection.execute(found))

    def set_comments_read(self, round_id: str, at: datetime | None) -> None:
        """The round as one whose comments the facilitator has read at this time."""
        text = None if at is None else nouns.time_text(at)
        self._connection.execute(update(ROUNDS).where(ROUNDS.c.id == round_id).values(comments_read_at=text))

    def comments_read_at(self, round_id: str) -> datetime | None:
        """When the facilitator read the round's comments; None before."""
        text = self._connection.execute(select(ROUNDS.c.comments_read_at).where(ROUNDS.c.id == round_id)).scalar()
        return None if text is None else nouns.moment_of(text)

    # Paper

    def put_paper(self, paper: Paper) -> None:
        """The person's paper sheet as it was keyed, in place of what was known of it."""
        values = {column.name: getattr(paper, column.name) for column in PAPERS.columns}
        self._put(PAPERS, values, "participant_id")

    def papers(self, round_id: str) -> dict[str, Paper]:
        """Every paper sheet of the round by person, in the order in which they were keyed."""
        mine = select(PAPERS).join(PARTICIPANTS, PARTICIPANTS.c.id == PAPERS.c.participant_id)
        found = mine.where(PARTICIPANTS.c.round_id == round_id).order_by(PARTICIPANTS.c.arrival)
        return {row.participant_id: nouns.paper_of(row) for row in self._connection.execute(found)}

    def put_keyed_again(self, participant_id: str, responses: Mapping[str, Response]) -> None:
        """The person's sheet as it was keyed the second time, by item, in place of an earlier second time."""
        self.forget_keyed_again(participant_id)
        rows = [
            {"participant_id": participant_id, "item_id": item, **nouns.response_values(response)}
            for item, response in responses.items()
        ]
        if rows:
            self._connection.execute(insert(KEYED_AGAIN), rows)

    def keyed_again(self, participant_id: str) -> dict[str, Response]:
        """The person's sheet as it was keyed the second time; empty when it was not, and once it was settled."""
        mine = select(KEYED_AGAIN).where(KEYED_AGAIN.c.participant_id == participant_id)
        found = self._connection.execute(mine.order_by(KEYED_AGAIN.c.item_id))
        return {row.item_id: nouns.response_of(row) for row in found}

    def forget_keyed_again(self, participant_id: str) -> None:
        """The person's sheet without what was keyed the second time."""
        self._connection.execute(delete(KEYED_AGAIN).where(KEYED_AGAIN.c.participant_id == participant_id))

    # Hands

    def put_tally(self, round_id: str, tally: Tally) -> None:
        """The hands of one voice, in place of earlier ones. RoundIsClosed in a closed round."""
        self.remove_tally(round_id, tally.voice)
        of_voice = {"round_id": round_id, "voice": tally.voice}
        self._connection.execute(insert(HANDS), {**of_voice, "present": tally.present})
        rows = [{**of_voice, "item_id": item, "counts": json.dumps(list(row))} for item, row in tally.counts.items()]
        if rows:
            self._connection.execute(insert(TALLIES), rows)

    def remove_tally(self, round_id: str, voice: str) -> None:
        """The round without the hands of this voice. RoundIsClosed in a closed round."""
        self._connection.execute(delete(HANDS).where(HANDS.c.round_id == round_id, HANDS.c.voice == voice))

    def tallies(self, round_id: str) -> tuple[Tally, ...]:
        """The hands of every voice that was counted, by voice."""
        counted: dict[str, dict[str, tuple[int, ...]]] = {}
        for row in self._connection.execute(
            select(TALLIES).where(TALLIES.c.round_id == round_id).order_by(TALLIES.c.item_id)
        ):
            counted.setdefault(row.voice, {})[row.item_id] = nouns.counts_of(row.counts)
        there = select(HANDS).where(HANDS.c.round_id == round_id).order_by(HANDS.c.voice)
        return tuple(Tally(row.voice, row.present, counted.get(row.voice, {})) for row in self._connection.execute(there))

    # Ways

    def ways(self, round_id: str, finished_only: bool = True) -> dict[str, tuple[Mode, Helper]]:
        """The way in which each person gave most of their answers; a person without answers is not among them."""
        counted = (
            select(ANSWERS.c.participant_id, ANSWERS.c.mode, ANSWERS.c.helper, func.count().label("n"))
            .join(PARTICIPANTS, PARTICIPANTS.c.id == ANSWERS.c.participant_id)
            .where(PARTICIPANTS.c.round_id == round_id)
            .group_by(ANSWERS.c.participant_id, ANSWERS.c.mode, ANSWERS.c.helper)
        )
        if finished_only:
            counted = counted.where(counts_for_results())
        each: dict[str, Counter[tuple[Mode, Helper]]] = {}
        for row in self._connection.execute(counted):
            each.setdefault(row.participant_id, Counter())[Mode(row.mode), Helper(row.helper)] = row.n
        return {person: max(sorted(ways), key=lambda way: ways[way]) for person, ways in each.items()}

    def _put(self, table: Table, values: Mapping[str, Any], *key: str) -> None:
        """A row in place of the one with the same key."""
        put = upsert(table)
        changes = {name: put.excluded[name] for name in values if name not in key}
        self._connection.execute(put.on_conflict_do_update(index_elements=list(key), set_=changes), dict(values))

"""What can be done inside one transaction on a study: plain data in, plain data out."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from climate_desktop.core.study import (
    Action,
    Group,
    Helper,
    Mode,
    Participant,
    Progress,
    Response,
    Round,
    RoundCounts,
    Sheet,
    Sitting,
    Standing,
)
from climate_desktop.store import nouns
from climate_desktop.store.room_rows import RoomRows, counts_for_results
from climate_desktop.store.tables import (
    ACTIONS,
    ANSWERS,
    CONSENTS,
    CORRECTIONS,
    GROUPS,
    META,
    PACKS,
    PARTICIPANTS,
    RESULTS,
    ROUNDS,
    SITTINGS,
    VOTES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row

_PUT_ANSWER = upsert(ANSWERS).on_conflict_do_update(
    index_elements=["participant_id", "item_id"],
    set_={name: getattr(upsert(ANSWERS).excluded, name) for name in ("value", "kind", "answered_at", "mode", "helper")},
)
"""The hot path: one statement, compiled once."""


class Rows(RoomRows):
    """The verbs over one open transaction. Only for the work that it was given to.

    A change of something that is not there raises KeyError with its id. RoundIsClosed comes, through the store, from
    any change to the form or privacy rule of a closed round or to the people and answers in its results, and from a
    result in place of another. People who are `late` may still come and answer.
    """

    # Groups

    def add_group(self, group: Group) -> None:
        """The study with one more group."""
        self._add(GROUPS, nouns.group_values(group))

    def groups(self) -> tuple[Group, ...]:
        """Every group, oldest first."""
        return tuple(nouns.group_of(row) for row in self._all(GROUPS))

    def group(self, group_id: str) -> Group | None:
        """The group with this id."""
        row = self._by_id(GROUPS, group_id)
        return None if row is None else nouns.group_of(row)

    def rename_group(self, group_id: str, name: str) -> None:
        """The group under another name."""
        self._change(GROUPS, group_id, {"name": name})

    # Rounds

    def add_round(self, round_: Round, pack_text: Mapping[str, str]) -> None:
        """The study with one more round and, once for every wording, the files of its pack."""
        files = json.dumps(dict(pack_text), ensure_ascii=False, sort_keys=True)
        fingerprint = hashlib.sha256(files.encode()).hexdigest()
        self._connection.execute(upsert(PACKS).on_conflict_do_nothing(), {"fingerprint": fingerprint, "files": files})
        self._add(ROUNDS, {**nouns.round_values(round_), "pack": fingerprint, "pin": ""})

    def rounds(self, group_id: str | None = None) -> tuple[Round, ...]:
        """Every round, or every round of one group, oldest first."""
        wanted = () if group_id is None else (ROUNDS.c.group_id == group_id,)
        return tuple(nouns.round_of(row) for row in self._all(ROUNDS, *wanted))

    def round(self, round_id: str) -> Round | None:
        """The round with this id."""
        row = self._by_id(ROUNDS, round_id)
        return None if row is None else nouns.round_of(row)

    def update_round(self, round_: Round) -> None:
        """The round with this label, form, invited, thresholds, open circle, state and closing time.

        While it is closed only its label can change. Opening it again throws its results away.
        """
        self._change(ROUNDS, round_.id, nouns.round_changes(round_))

    def pack_text(self, round_id: str) -> dict[str, str]:
        """The files of the pack that the round uses, text by name. KeyError when there is no such round."""
        wanted = select(PACKS.c.files).join(ROUNDS, ROUNDS.c.pack == PACKS.c.fingerprint).where(ROUNDS.c.id == round_id)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise KeyError(round_id)
        return nouns.files_of(row.files)

    def set_pin(self, round_id: str, pin_hash: str) -> None:
        """The round with this hash of its PIN."""
        self._change(ROUNDS, round_id, {"pin": pin_hash})

    def pin(self, round_id: str) -> str:
        """The hash of the round's PIN; empty when it has none."""
        return str(self._connection.execute(select(ROUNDS.c.pin).where(ROUNDS.c.id == round_id)).scalar() or "")

    # Sittings

    def add_sitting(self, sitting: Sitting) -> None:
        """The round with one more sitting."""
        self._add(SITTINGS, nouns.sitting_values(sitting))

    def sittings(self, round_id: str) -> tuple[Sitting, ...]:
        """Every sitting of the round, oldest first."""
        return tuple(nouns.sitting_of(row) for row in self._all(SITTINGS, SITTINGS.c.round_id == round_id))

    def update_sitting(self, sitting: Sitting) -> None:
        """The sitting with this date, place and facilitator."""
        self._change(SITTINGS, sitting.id, nouns.sitting_values(sitting))

    # Participants

    def add_participant(self, participant: Participant) -> None:
        """The round with one more person."""
        self._add(PARTICIPANTS, nouns.participant_values(participant))

    def participants(self, round_id: str) -> tuple[Participant, ...]:
        """Everyone in the round, in the order in which they came."""
        people = self._all(PARTICIPANTS, PARTICIPANTS.c.round_id == round_id)
        return tuple(nouns.participant_of(row) for row in people)

    def participant(self, participant_id: str) -> Participant | None:
        """The person with this id."""
        row = self._by_id(PARTICIPANTS, participant_id)
        return None if row is None else nouns.participant_of(row)

    def update_participant(self, participant: Participant) -> None:
        """The person with this seat, voice, standing, progress and lateness."""
        self._change(PARTICIPANTS, participant.id, nouns.participant_values(participant))

    def remove_participant(self, participant_id: str) -> None:
        """The round without this person, their consent and their answers, also when it is closed."""
        gone = self._connection.execute(delete(PARTICIPANTS).where(PARTICIPANTS.c.id == participant_id))
        _exactly_one(gone.rowcount, participant_id)

    def put_consent(self, participant_id: str, kind: str, wording: str, at: datetime) -> None:
        """The person's consent of this kind to this version of the wording, in place of an earlier one."""
        put = upsert(CONSENTS)
        values = {"kind": put.excluded.kind, "wording": put.excluded.wording, "given_at": put.excluded.given_at}
        self._connection.execute(
            put.on_conflict_do_update(index_elements=["participant_id"], set_=values),
            {"participant_id": participant_id, "kind": kind, "wording": wording, "given_at": nouns.time_text(at)},
        )

    def consent(self, participant_id: str) -> tuple[str, str, datetime] | None:
        """The kind, the version of the wording and the time of the person's consent."""
        row = self._connection.execute(select(CONSENTS).where(CONSENTS.c.participant_id == participant_id)).first()
        return None if row is None else (row.kind, row.wording, nouns.moment_of(row.given_at))

    # Answers

    def put_answer(
        self,
        participant_id: str,
        item_id: str,
        response: Response,
        answered_at: datetime,
        mode: Mode = Mode.SCREEN,
        helper: Helper = Helper.NOBODY,
    ) -> None:
        """The person's answer to this item, in place of an earlier one, with how it came in and who helped."""
        key = {"participant_id": participant_id, "item_id": item_id, "answered_at": nouns.time_text(answered_at)}
        way = {"mode": mode.value, "helper": helper.value}
        self._connection.execute(_PUT_ANSWER, key | way | nouns.response_values(response))

    def answers(self, participant_id: str) -> dict[str, Response]:
        """The person's answers by item, sorted by item id."""
        mine = select(ANSWERS).where(ANSWERS.c.participant_id == participant_id).order_by(ANSWERS.c.item_id)
        return {row.item_id: nouns.response_of(row) for row in self._connection.execute(mine)}

    def put_vote(self, participant_id: str, *, agrees: bool) -> None:
        """The person's yes or no to an open circle, in place of an earlier one."""
        put = upsert(VOTES)
        self._connection.execute(
            put.on_conflict_do_update(index_elements=["participant_id"], set_={"agrees": put.excluded.agrees}),
            {"participant_id": participant_id, "agrees": int(agrees)},
        )

    def has_voted(self, participant_id: str) -> bool:
        """True when the person has said yes or no to an open circle."""
        mine = select(func.count()).select_from(VOTES).where(VOTES.c.participant_id == participant_id)
        return bool(self._connection.execute(mine).scalar())

    def everyone_agrees(self, round_id: str) -> bool:
        """True when everyone who has agreed to take part answers for themselves and has said yes to an open circle."""
        people = select(PARTICIPANTS.c.standing, VOTES.c.agrees).outerjoin(
            VOTES, VOTES.c.participant_id == PARTICIPANTS.c.id
        )
        there = people.where(PARTICIPANTS.c.round_id == round_id, PARTICIPANTS.c.consented == 1)
        told = self._connection.execute(there).all()
        return bool(told) and all(row.agrees == 1 and row.standing == Standing.SELF.value for row in told)

    def erase_votes(self, round_id: str) -> None:
        """The round without anybody's yes or no."""
        mine = select(PARTICIPANTS.c.id).where(PARTICIPANTS.c.round_id == round_id)
        self._connection.execute(delete(VOTES).where(VOTES.c.participant_id.in_(mine)))

    def sheets(self, round_id: str, finished_only: bool = True) -> tuple[Sheet, ...]:
        """The answers of everyone in the round, or of those who have finished, in the order in which people came.

        Each with what the person was offered: all that was asked up to the last sitting that they finished.
        """
        asked = nouns.asked_up_to(self.sittings(round_id))
        columns = (PARTICIPANTS.c.id, PARTICIPANTS.c.voice, PARTICIPANTS.c.standing, PARTICIPANTS.c.late)
        people = select(*columns, PARTICIPANTS.c.sitting_id).where(PARTICIPANTS.c.round_id == round_id)
        people = people.order_by(PARTICIPANTS.c.arrival)
        answers = select(ANSWERS).join(PARTICIPANTS, PARTICIPANTS.c.id == ANSWERS.c.participant_id)
        answers = answers.where(PARTICIPANTS.c.round_id == round_id).order_by(ANSWERS.c.item_id)
        if finished_only:
            people = people.where(counts_for_results())
        given: dict[str, dict[str, Response]] = {}
        for row in self._connection.execute(answers):
            given.setdefault(row.participant_id, {})[row.item_id] = nouns.response_of(row)
        return tuple(
            Sheet(
                participant_id=row.id,
                voice=row.voice,
                answers=given.get(row.id, {}),
                standing=nouns.standing_of(row.standing),
                late=row.late,
                factors=asked[row.sitting_id],
            )
            for row in self._connection.execute(people)
        )

    def last_answer_at(self, round_id: str) -> datetime | None:
        """When the round's latest answer was given; None before the first."""
        latest = select(func.max(ANSWERS.c.answered_at)).join(
            PARTICIPANTS, PARTICIPANTS.c.id == ANSWERS.c.participant_id
        )
        text = self._connection.execute(latest.where(PARTICIPANTS.c.round_id == round_id)).scalar()
        return None if text is None else nouns.moment_of(text)

    def counts(self, round_id: str) -> RoundCounts:
        """How many people are in the round, have begun and not finished, have finished, and chose each voice."""
        people = self.participants(round_id)
        voices = [person.voice for person in people if person.voice]
        return RoundCounts(
            here=len(people),
            begun=sum(person.progress is Progress.BEGUN for person in people),
            finished=sum(person.progress is Progress.FINISHED for person in people),
            by_voice={voice: voices.count(voice) for voice in dict.fromkeys(voices)},
        )

    # Results

    def put_result(self, round_id: str, sums: str) -> None:
        """The round's result, written once."""
        self._connection.execute(insert(RESULTS), {"round_id": round_id, "sums": sums})

    def put_correction(self, round_id: str, sums: str, made_at: datetime) -> None:
        """A corrected result of a closed round, after those that it has; they stay."""
        values = {"round_id": round_id, "number": len(self.results(round_id)) + 1, "sums": sums}
        self._connection.execute(insert(CORRECTIONS), values | {"made_at": nouns.time_text(made_at)})

    def results(self, round_id: str) -> tuple[str, ...]:
        """The round's results as they were put: that of closing, then the corrected ones; none while it is open."""
        first = select(RESULTS.c.sums).where(RESULTS.c.round_id == round_id)
        later = select(CORRECTIONS.c.sums).where(CORRECTIONS.c.round_id == round_id).order_by(CORRECTIONS.c.number)
        return tuple(str(text) for each in (first, later) for text in self._connection.execute(each).scalars())

    def result(self, round_id: str) -> str | None:
        """The round's result that holds: the last one."""
        return next(reversed(self.results(round_id)), None)

    def corrected_at(self, round_id: str) -> datetime | None:
        """When the result that holds was made, if it is a corrected one."""
        last = select(func.max(CORRECTIONS.c.made_at)).where(CORRECTIONS.c.round_id == round_id)
        text = self._connection.execute(last).scalar()
        return None if text is None else nouns.moment_of(text)

    # Actions

    def add_action(self, action: Action, position: int | None = None) -> None:
        """The round with one more action: at this place of its list (0 is the first), or after the last."""
        count = len(self.actions(action.round_id))
        place = count if position is None else min(max(position, 0), count)
        self._move_actions(action.round_id, place, 1)
        self._add(ACTIONS, {**nouns.action_values(action), "position": place})

    def actions(self, round_id: str) -> tuple[Action, ...]:
        """What the round agreed, in order."""
        agreed = select(ACTIONS).where(ACTIONS.c.round_id == round_id).order_by(ACTIONS.c.position)
        return tuple(nouns.action_of(row) for row in self._connection.execute(agreed))

    def update_action(self, action: Action) -> None:
        """The action with this text, person, date and state, in the same place."""
        self._change(ACTIONS, action.id, nouns.action_values(action))

    def remove_action(self, action_id: str) -> None:
        """The round without this action."""
        row = self._by_id(ACTIONS, action_id)
        if row is None:
            raise KeyError(action_id)
        self._connection.execute(delete(ACTIONS).where(ACTIONS.c.id == action_id))
        self._move_actions(row.round_id, row.position, -1)

    def _move_actions(self, round_id: str, first: int, by: int) -> None:
        """The round's actions from this place on, each `by` places further down."""
        later = (ACTIONS.c.round_id == round_id) & (ACTIONS.c.position >= first)
        self._connection.execute(update(ACTIONS).where(later).values(position=ACTIONS.c.position + by))

    # Everything else

    def meta(self, key: str) -> str:
        """The study's value under this key; empty when there is none."""
        return str(self._connection.execute(select(META.c.value).where(META.c.key == key)).scalar() or "")

    def set_meta(self, key: str, value: str) -> None:
        """The study with this value under this key."""
        put = upsert(META)
        self._connection.execute(
            put.on_conflict_do_update(index_elements=["key"], set_={"value": put.excluded.value}),
            {"key": key, "value": value},
        )

    def _add(self, table: Table, values: Mapping[str, Any]) -> None:
        self._connection.execute(insert(table), dict(values))

    def _all(self, table: Table, *wanted: ColumnElement[bool]) -> list[Row[Any]]:
        """The table's rows in the order in which they came."""
        return list(self._connection.execute(select(table).where(*wanted).order_by(table.c.arrival)))

    def _by_id(self, table: Table, id_: str) -> Row[Any] | None:
        return self._connection.execute(select(table).where(table.c.id == id_)).one_or_none()

    def _change(self, table: Table, id_: str, values: Mapping[str, Any]) -> None:
        statement = update(table).where(table.c.id == bindparam("this_id"))
        changed = self._connection.execute(statement, {**values, "this_id": id_})
        _exactly_one(changed.rowcount, id_)


def _exactly_one(count: int, id_: str) -> None:
    """Nothing, when one row was touched. KeyError otherwise."""
    if count != 1:
        raise KeyError(id_)

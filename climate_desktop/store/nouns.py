"""The nouns of `core.study` as the values of a table's row, and back."""

from __future__ import annotations

import functools
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from climate_desktop.core.instrument import NoAnswer, Thresholds
from climate_desktop.core.study import (
    Action,
    ActionState,
    Comment,
    Group,
    GroupKind,
    OpenCircle,
    Paper,
    Participant,
    Progress,
    Response,
    Round,
    RoundState,
    Sitting,
    Standing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Row

T = TypeVar("T")


class BrokenRow(Exception):
    """A row that this program cannot have written."""


def _kept(read: Callable[[Any], T]) -> Callable[[Any], T]:
    """The same function, raising BrokenRow for what is not the text of a time, a state or a mapping."""

    @functools.wraps(read)
    def reading(kept: Any) -> T:
        try:
            return read(kept)
        except (ValueError, TypeError) as error:
            message = f"{read.__name__} could not read what was kept"
            raise BrokenRow(message) from error

    return reading


def time_text(moment: datetime) -> str:
    """The moment in UTC, always 32 characters, so that texts sort as times do. ValueError without a time zone."""
    if moment.tzinfo is None:
        message = "a time without a time zone cannot be kept"
        raise ValueError(message)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _time_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else time_text(moment)


def _moment_or_none(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


@_kept
def moment_of(text: str) -> datetime:
    """The time of a text that `time_text` made."""
    return datetime.fromisoformat(text)


@_kept
def files_of(text: str) -> dict[str, str]:
    """The files of a row of `packs`, text by name."""
    files: dict[str, str] = json.loads(text)
    return files


@_kept
def standing_of(text: str) -> Standing:
    """Who spoke, of a row of `participants`."""
    return Standing(text)


def group_values(group: Group) -> dict[str, Any]:
    """A row of `groups`."""
    return {"id": group.id, "name": group.name, "kind": group.kind.value}


@_kept
def group_of(row: Row[Any]) -> Group:
    """The group of a row of `groups`."""
    return Group(row.id, row.name, GroupKind(row.kind))


def round_values(round_: Round) -> dict[str, Any]:
    """A row of `rounds` without its pack's fingerprint and its PIN."""
    return {
        "id": round_.id,
        "group_id": round_.group_id,
        "number": round_.number,
        "pack_id": round_.pack_id,
        "pack_version": round_.pack_version,
        "opened_at": time_text(round_.opened_at),
        **round_changes(round_),
    }


def round_changes(round_: Round) -> dict[str, Any]:
    """What may change in a row of `rounds`."""
    return {
        "label": round_.label,
        "state": round_.state.value,
        "form": round_.form,
        "least_mean": round_.thresholds.mean,
        "least_detail": round_.thresholds.detail,
        "least_difference": round_.thresholds.difference,
        "invited": json.dumps(dict(round_.invited), ensure_ascii=False),
        "closed_at": _time_or_none(round_.closed_at),
        "open_circle": round_.open_circle.value,
    }


@_kept
def round_of(row: Row[Any]) -> Round:
    """The round of a row of `rounds`."""
    return Round(
        id=row.id,
        group_id=row.group_id,
        number=row.number,
        label=row.label,
        state=RoundState(row.state),
        pack_id=row.pack_id,
        pack_version=row.pack_version,
        form=row.form,
        thresholds=Thresholds(row.least_mean, row.least_detail, row.least_difference),
        invited=json.loads(row.invited),
        opened_at=datetime.fromisoformat(row.opened_at),
        closed_at=_moment_or_none(row.closed_at),
        open_circle=OpenCircle(row.open_circle),
    )


def sitting_values(sitting: Sitting) -> dict[str, Any]:
    """A row of `sittings`."""
    return {
        "id": sitting.id,
        "round_id": sitting.round_id,
        "held_on": sitting.held_on.isoformat(),
        "place": sitting.place,
        "facilitator": sitting.facilitator,
        "factors": json.dumps(list(sitting.factors)),
        "notes": sitting.notes,
        "prints_notes": int(sitting.prints_notes),
    }


@_kept
def sitting_of(row: Row[Any]) -> Sitting:
    """The sitting of a row of `sittings`."""
    return Sitting(
        id=row.id,
        round_id=row.round_id,
        held_on=date.fromisoformat(row.held_on),
        place=row.place,
        facilitator=row.facilitator,
        factors=tuple(json.loads(row.factors)),
        notes=row.notes,
        prints_notes=bool(row.prints_notes),
    )


def asked_up_to(sittings: Sequence[Sitting]) -> dict[str, tuple[str, ...]]:
    """The factors asked up to each of a round's sittings (oldest first), by its id; empty for all that the form asks."""
    asked: dict[str, tuple[str, ...]] = {}
    before: tuple[str, ...] | None = ()
    for sitting in sittings:
        before = (*before, *sitting.factors) if before is not None and sitting.factors else None
        asked[sitting.id] = before or ()
    return asked


def participant_values(participant: Participant) -> dict[str, Any]:
    """A row of `participants`."""
    return {
        "id": participant.id,
        "round_id": participant.round_id,
        "sitting_id": participant.sitting_id,
        "seat": participant.seat,
        "voice": participant.voice,
        "progress": participant.progress.value,
        "standing": participant.standing.value,
        "consented": int(participant.consented),
        "at_item": participant.at_item,
        "finished_at": _time_or_none(participant.finished_at),
        "late": participant.late,
        "sealed": int(participant.sealed),
    }


@_kept
def participant_of(row: Row[Any]) -> Participant:
    """The participant of a row of `participants`."""
    return Participant(
        id=row.id,
        round_id=row.round_id,
        sitting_id=row.sitting_id,
        seat=row.seat,
        voice=row.voice,
        progress=Progress(row.progress),
        standing=Standing(row.standing),
        consented=bool(row.consented),
        at_item=row.at_item,
        finished_at=_moment_or_none(row.finished_at),
        late=row.late,
        sealed=bool(row.sealed),
    )


def action_values(action: Action) -> dict[str, Any]:
    """A row of `actions` without its position."""
    return {
        "id": action.id,
        "round_id": action.round_id,
        "text": action.text,
        "who": action.who,
        "due": action.due,
        "state": action.state.value,
    }


@_kept
def action_of(row: Row[Any]) -> Action:
    """The action of a row of `actions`."""
    return Action(row.id, row.round_id, row.text, row.who, row.due, ActionState(row.state))


def response_values(response: Response) -> dict[str, Any]:
    """What a row of `answers` says: a number on the scale or the kind of answer that is not on it, never both."""
    if isinstance(response, NoAnswer):
        return {"value": None, "kind": response.value}
    return {"value": response, "kind": None}


@_kept
def response_of(row: Row[Any]) -> Response:
    """The response of a row of `answers`."""
    return NoAnswer(row.kind) if row.value is None else int(row.value)


def comment_values(comment: Comment) -> dict[str, Any]:
    """A row of `comments`."""
    return {
        "participant_id": comment.participant_id,
        "text": comment.text,
        "may_print": int(comment.may_print),
        "wording": comment.wording,
        "written_at": time_text(comment.written_at),
        "passed_on": int(comment.passed_on),
    }


@_kept
def comment_of(row: Row[Any]) -> Comment:
    """The comment of a row of `comments`."""
    return Comment(
        participant_id=row.participant_id,
        text=row.text,
        may_print=bool(row.may_print),
        wording=row.wording,
        written_at=datetime.fromisoformat(row.written_at),
        passed_on=bool(row.passed_on),
    )


def paper_of(row: Row[Any]) -> Paper:
    """The keying of a row of `papers`, whose columns are its fields."""
    return Paper(**row._mapping)  # noqa: SLF001 - the name that SQLAlchemy gives its public mapping


@_kept
def counts_of(text: str) -> tuple[int, ...]:
    """The hands for each answer of a row of `tallies`, lowest first."""
    return tuple(int(count) for count in json.loads(text))

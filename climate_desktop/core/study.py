"""What a study holds: groups, rounds, sittings, participants, answers and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from climate_desktop.core.instrument import NoAnswer, Thresholds

Response = int | NoAnswer
"""What one person chose for one item: a whole number on the scale, or one of the answers that are not on it."""


class GroupKind(StrEnum):
    """A team gives and receives care together; a circle meets to shape it."""

    TEAM = "team"
    CIRCLE = "circle"


class RoundState(StrEnum):
    """A round takes answers while open and is frozen once closed."""

    OPEN = "open"
    CLOSED = "closed"


class OpenCircle(StrEnum):
    """Whether the group wants results down to one person to be shown, which takes a private yes of everyone.

    Proposed before anybody has begun; agreed or not at closing, from which on only that is known. Undoing the closing
    of a round for which it was proposed ends it for good: people are never asked twice.
    """

    NOT_PROPOSED = "not_proposed"
    PROPOSED = "proposed"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    ENDED = "ended"


class Progress(StrEnum):
    """Where a participant is. The whole truth of the room screen: nothing about answers."""

    NOT_STARTED = "not_started"
    BEGUN = "begun"
    FINISHED = "finished"


class Standing(StrEnum):
    """Who speaks: the person, or somebody answering for them (which enters no score)."""

    SELF = "self"
    PROXY = "proxy"


class Mode(StrEnum):
    """How an answer came in: on the plain screen, with easy words and faces, read aloud, on paper, or from a file."""

    SCREEN = "screen"
    FACES = "faces"
    HELPED = "helped"
    PAPER = "paper"
    FILE = "file"


class Helper(StrEnum):
    """Who helped with an answer: nobody, the facilitator, or somebody whom the person chose."""

    NOBODY = "nobody"
    FACILITATOR = "facilitator"
    CHOSEN = "chosen"


class ActionState(StrEnum):
    """How far something agreed has come."""

    OPEN = "open"
    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Group:
    """A team or a circle."""

    id: str
    name: str
    kind: GroupKind


@dataclass(frozen=True)
class Round:
    """One measurement of one group with one version of one pack.

    `number` counts the group's rounds from 1. `invited` says how many of each voice were asked to come (0 is "not
    said"); `form` is `full` or `short`. `closed_at` is None while the round is open.
    """

    id: str
    group_id: str
    number: int
    label: str
    state: RoundState
    pack_id: str
    pack_version: str
    form: str
    thresholds: Thresholds
    invited: Mapping[str, int]
    opened_at: datetime
    closed_at: datetime | None = None
    open_circle: OpenCircle = OpenCircle.NOT_PROPOSED


@dataclass(frozen=True)
class Sitting:
    """One occasion inside a round when people answer.

    `factors` are the ids of those that are asked; empty for all that the form asks. `notes` are the facilitator's own,
    which a report holds only when `prints_notes`.
    """

    id: str
    round_id: str
    held_on: date
    place: str = ""
    facilitator: str = ""
    factors: tuple[str, ...] = ()
    notes: str = ""
    prints_notes: bool = False


@dataclass(frozen=True)
class Participant:
    """A person who answers. The room knows the seat name (a colour and an animal), the program the random id.

    `at_item` is how many items were left behind so far (0 when not started); `voice` is empty until chosen. `finished_at`
    stays when a later sitting of the round asks on: then `sitting_id` is the last sitting that was finished. `late` is 0
    for everyone who was there when the round was closed; otherwise the number of the last result (1 is that of closing)
    that was made without them. A `sealed` sheet was left unfinished and is opened again with the person's card.
    """

    id: str
    round_id: str
    sitting_id: str
    seat: str
    voice: str
    progress: Progress
    standing: Standing = Standing.SELF
    consented: bool = False
    at_item: int = 0
    finished_at: datetime | None = None
    late: int = 0
    sealed: bool = False

    @property
    def counts(self) -> bool:
        """True for somebody who has finished, also when a later sitting has more to ask of them."""
        return self.progress is Progress.FINISHED or self.finished_at is not None


@dataclass(frozen=True)
class Comment:
    """What one person wrote in their own words. `may_print` is their own yes to its use in a report.

    `wording` is the version of the words that asked for it; `passed_on` that the facilitator must pass it on.
    """

    participant_id: str
    text: str
    may_print: bool
    wording: str
    written_at: datetime
    passed_on: bool = False


@dataclass(frozen=True)
class Paper:
    """The keying of one paper sheet: its form code and who keyed it, keyed it again and settled what differed.

    `fields` is how many answers were keyed twice and `errors` how many of them differed; both 0 until then.
    """

    participant_id: str
    code: str
    keyed_by: str
    keyed_again_by: str = ""
    settled_by: str = ""
    fields: int = 0
    errors: int = 0


@dataclass(frozen=True)
class Tally:
    """The hands of one voice: how many were there, and for each item the hands for each answer, lowest first."""

    voice: str
    present: int
    counts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """One participant's answers, as scoring reads them.

    `factors` are the ids of those whose statements this person was offered; empty for all that the form asks.
    """

    participant_id: str
    voice: str
    answers: Mapping[str, Response]
    standing: Standing = Standing.SELF
    late: int = 0
    factors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Action:
    """Something the group agreed to do."""

    id: str
    round_id: str
    text: str
    who: str = ""
    due: str = ""
    state: ActionState = ActionState.OPEN


@dataclass(frozen=True)
class RoundCounts:
    """How many people are in the room, and how far they are."""

    here: int = 0
    begun: int = 0
    finished: int = 0
    by_voice: Mapping[str, int] = field(default_factory=dict)

"""The result of a closed round as anyone may see it: rounded and protected.

Screens, pages and exports get these and nothing nearer to the answers. A number that may not be shown is not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Shown:
    """One score that may be shown.

    `figure` is a whole number from 5 to 95, or None where only the band may be told (an end value from fewer than ten
    people). `end` is "or_more" or "or_less" when the figure stands for everything beyond it, otherwise empty.
    `n` people stand behind it. `near` is the band on the other side of a close edge, or empty. `likely` is the range of
    whole numbers in which the score of everyone invited probably lies, or None when there is no such range.
    """

    band: str
    n: int
    figure: int | None
    end: str = ""
    near: str = ""
    likely: tuple[int, int] | None = None


@dataclass(frozen=True)
class Measure:
    """A domain (`systems`) or a factor (`systems.decisions`).

    `everyone` is None when the whole group's score is not shown; `voices` holds only voices that may be shown, in the
    pack's order.
    """

    id: str
    everyone: Shown | None
    voices: Mapping[str, Shown] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """The id of the domain it is or belongs to."""
        return self.id.partition(".")[0]

    @property
    def factor(self) -> str:
        """The id of the factor; empty for a domain."""
        return self.id.partition(".")[2]


@dataclass(frozen=True)
class Gap:
    """Two voices that see one measure differently. `points` is None when an end value forbids saying how far.

    `times` is how often in ten somebody of the higher voice has the higher score of a pair, from 5 to 9, where 9 stands
    for 9 or more; None with fewer than ten people in either voice.
    """

    measure: str
    higher: str
    lower: str
    points: int | None
    times: int | None = None


@dataclass(frozen=True)
class Spread:
    """How the answers of ten or more people to one factor's items fell.

    `counts` holds one number for each answer of the scale, keyed (strongly disagree first for an unreversed item);
    `agreement` is van der Eijk's A, from -1 (two camps) to 1 (all alike); `word` is its kind: alike, range, spread or
    camps.
    """

    measure: str
    counts: tuple[int, ...]
    agreement: float
    word: str


@dataclass(frozen=True)
class Change:
    """One shown score beside the one that was shown the time before. `voice` is empty for the whole group.

    `word` is clear, maybe, shift or same. `up` is 1, 0 or -1. `points` is None where an end value or a band alone
    forbids saying how far.
    """

    measure: str
    voice: str
    was: Shown
    now: Shown
    word: str
    up: int
    points: int | None


@dataclass(frozen=True)
class Past:
    """An earlier round as it was shown: what a page about change may print of it."""

    round_id: str
    label: str
    held_on: date
    closed_on: date
    answered: int
    measures: Mapping[str, Measure]


@dataclass(frozen=True)
class Since:
    """What stands beside a result from earlier rounds of the same group.

    `rounds` are the comparable ones, oldest first, at most two; the last of them is the one that `Result.changes` compare
    with. `why_not` says why there is none: `first` (no round before), `not_statements` (other statements or another
    scale), `not_ways` (answered in other ways) or `not_shown` (too few people then or now). `people_changed` is true when
    a quarter of the people or more must have come or gone; `ways_changed` when the ways of answering are not quite alike.
    """

    closed_on: date
    rounds: tuple[Past, ...] = ()
    why_not: str = "first"
    last_id: str = ""
    """The group's round before this one, comparable or not; empty when there is none."""
    people_changed: bool = False
    ways_changed: bool = False


@dataclass(frozen=True)
class Tallied:
    """What is said about a show of hands that entered the scores.

    `voices` are those scored from hands alone. `with_sheets` is true when people's own sheets count beside them, `uneven`
    when not every statement had as many hands. `apart` sheets were too few to be added and count in no score.
    """

    voices: tuple[str, ...]
    with_sheets: bool = False
    uneven: bool = False
    apart: int = 0


@dataclass(frozen=True)
class Result:
    """Everything that may be said about one closed round.

    `answered` people are counted of `invited` (0 when nobody said how many were asked). `scored` is false when too few
    people answered to show any score; then `measures` is empty and the pages become a conversation sheet. `hidden` is
    true when something that people answered is not shown. `voices` are those that may be shown, with their people; none
    where only one is offered, which is everyone.
    """

    round_id: str
    group_name: str
    group_kind: str
    label: str
    held_on: date
    place: str
    pack_id: str
    pack_version: str
    form: str
    answered: int
    invited: int
    scored: bool
    hidden: bool
    voices: Mapping[str, int]
    measures: Mapping[str, Measure]
    gaps: tuple[Gap, ...] = ()
    spreads: tuple[Spread, ...] = ()
    agreement: Mapping[str, str] = field(default_factory=dict)
    """How alike people answered on each factor that may say so: alike, few (alike but for a few), range, spread, camps."""
    changes: tuple[Change, ...] = ()
    since: Since | None = None
    proxies: int = 0
    missing_matters: tuple[str, ...] = ()
    """Measures whose mean of people and mean of item means differ by two points or more."""
    not_asked: tuple[str, ...] = ()
    """Measures that the form could tell, had all their statements been asked before the round was closed."""
    open_circle: bool = False
    """True when everyone agreed that voices down to one person are shown."""
    withdrawn: bool = False
    """True when somebody has taken their answers back from an open circle."""
    corrected_on: date | None = None
    """When the result was made, if it takes the place of an earlier one."""
    rehearsal: bool = False
    """True in a study that is thrown away after a rehearsal."""
    tally: Tallied | None = None
    """What is said about a show of hands; None when everyone answered on a sheet."""
    all_count: bool = True
    """False when some who answered for themselves count in no score: hands or sheets that were too few."""

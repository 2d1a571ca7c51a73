"""What may be said about a closed round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from climate_desktop.core import change, interpretation, protection
from climate_desktop.core.errors import NoSuchRound, RoundIsOpen
from climate_desktop.core.reading import Reading
from climate_desktop.core.results import Result
from climate_desktop.core.study import Group, OpenCircle, Round, RoundState, Sitting
from climate_desktop.core.words import Words
from climate_desktop.packs import Pack
from climate_desktop.services import closing, sums
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.store import Rows, Store

REHEARSAL = "rehearsal"
"""The study's key that says that it is thrown away after a rehearsal."""
_OPENED = "results_opened."
_BACK = 6
"""Earlier rounds of a group that are looked at to find some that can be set beside the latest."""


class Results:
    """Protected results of closed rounds, made from the sums stored at closing and from nothing else."""

    def __init__(self, store: Store, packs: RoundPacks, *, read_only: bool = False) -> None:
        self._store = store
        self._packs = packs
        self._read_only = read_only

    def result(self, round_id: str) -> Result:
        """The result of a closed round, beside the earlier ones of its group. NoSuchRound or RoundIsOpen.

        From now on the closing of this round, and of those that stand beside it, cannot be undone.
        """
        before = self._store.call(lambda rows: _before(rows, round_id))
        result = change.compared(self._round(round_id), [self._round(earlier) for earlier in before])
        shown = [round_id, *(past.round_id for past in (result.since.rounds if result.since else ()))]
        if not self._read_only:
            self._store.call(lambda rows: _note_opened(rows, shown))
        return result

    def _round(self, round_id: str) -> change.Closed:
        """A closed round by itself."""
        round_, group, sitting, closed = self._store.call(lambda rows: _closed(rows, round_id))
        occasion = protection.Occasion(
            round_id=round_id,
            group_name=group.name,
            group_kind=group.kind.value,
            label=round_.label,
            held_on=sitting.held_on,
            place=sitting.place,
            invited=sum(round_.invited.values()),
            open_circle=closed.open_circle,
            withdrawn=closed.withdrawn,
            corrected_on=closed.corrected_on,
            rehearsal=closed.rehearsal,
        )
        pack = self._packs.of(round_id)
        scored = sums.from_text(closed.sums)
        return change.Closed(
            instrument=pack.instrument,
            words={tag: pack.words[tag] for tag in pack.languages},
            sums=scored,
            result=protection.protect(pack.instrument, scored, round_.thresholds, occasion),
            closed_on=round_.closed_at.astimezone().date() if round_.closed_at else sitting.held_on,
            ways=scored.ways,
        )

    def reading(self, round_id: str, language: str | None = None) -> Reading:
        """The interpretation of a closed round, in the pack's first language unless another is wanted."""
        pack = self._packs.of(round_id)
        return interpretation.read(self.result(round_id), pack.language(language), pack.instrument)

    def words(self, round_id: str, language: str | None = None) -> Words:
        """The words of the pack that a round was asked with."""
        return self._packs.of(round_id).language(language)

    def pack(self, round_id: str) -> Pack:
        """The pack that a round was asked with."""
        return self._packs.of(round_id)

    def note_opened(self, round_id: str) -> None:
        """From now on the closing of this round cannot be undone: something of it was seen."""
        if not self._read_only:
            self._store.call(lambda rows: _note_opened(rows, [round_id]))

    def were_opened(self, round_id: str) -> bool:
        """True once somebody looked at the result of this round."""
        return self._store.call(lambda rows: rows.meta(_OPENED + round_id)) == "yes"


def _note_opened(rows: Rows, rounds: list[str]) -> None:
    for round_id in rounds:
        rows.set_meta(_OPENED + round_id, "yes")


def _before(rows: Rows, round_id: str) -> list[str]:
    """The group's latest closed rounds before this one, by the day they were held, oldest first."""
    round_ = rows.round(round_id)
    if round_ is None:
        raise NoSuchRound(round=round_id)
    held = [
        (sitting.held_on, other.number, other.id)
        for other in rows.rounds(round_.group_id)
        if other.id == round_id or other.state is RoundState.CLOSED
        for sitting in rows.sittings(other.id)[:1]
    ]
    own = next((one for one in held if one[2] == round_id), None)
    return [one[2] for one in sorted(held) if own and one < own][-_BACK:]


@dataclass(frozen=True)
class _Closed:
    """What is stored of the result that holds. A corrected result is no open circle: who came late was never asked."""

    sums: str
    corrected_on: date | None
    open_circle: bool
    withdrawn: bool
    rehearsal: bool


def _closed(rows: Rows, round_id: str) -> tuple[Round, Group, Sitting, _Closed]:
    """A closed round with its group, its first sitting and its result."""
    round_ = rows.round(round_id)
    if round_ is None:
        raise NoSuchRound(round=round_id)
    text = rows.result(round_id)
    if text is None:
        raise RoundIsOpen()
    group = rows.group(round_.group_id)
    sittings = rows.sittings(round_id)
    if group is None or not sittings:
        raise NoSuchRound(round=round_id)
    corrected = rows.corrected_at(round_id)
    open_circle = round_.open_circle is OpenCircle.AGREED and corrected is None
    return (
        round_,
        group,
        sittings[0],
        _Closed(
            sums=text,
            corrected_on=corrected.astimezone().date() if corrected else None,
            open_circle=open_circle,
            withdrawn=open_circle and closing.was_taken_from(rows, round_id),
            rehearsal=bool(rows.meta(REHEARSAL)),
        ),
    )

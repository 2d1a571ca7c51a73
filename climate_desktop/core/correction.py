"""Whether a corrected result may be shown after earlier ones of the same round, without telling who changed.

Whoever has both can take any set of one from any set of the other. What is left must stand for nobody, or for as many
people as two shown sets must differ by, and must leave each of them room.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from climate_desktop.core import pinning, protection
from climate_desktop.core.instrument import Instrument, Thresholds
from climate_desktop.core.scoring import MeasureSums, RoundSums, Sums


@dataclass(frozen=True)
class Touched:
    """An earlier result, and what has become of the people behind it.

    All of it is told of sheets: a show of hands, which everyone saw, never changes and is taken away before. Sheets that
    were kept apart beside it count as late once they enter a result.

    `before` is that result; `kept` the sums of those of its people who are still there; `late` of those who came since.
    `open_circle` when it showed every voice.
    """

    before: RoundSums
    kept: RoundSums
    late: RoundSums
    open_circle: bool = False

    @property
    def people(self) -> int:
        """How many sheets that enter scores were taken back or came late."""
        return self.before.answered - self.kept.answered + self.late.answered


def may_follow(instrument: Instrument, earlier: Collection[Touched], after: RoundSums, thresholds: Thresholds) -> bool:
    """True when `after`, told of sheets, can be shown beside every earlier result; False when nothing has changed."""
    return all(
        touched.people >= thresholds.difference and _tells_nobody(instrument, touched, after, thresholds)
        for touched in earlier
    )


def _tells_nobody(instrument: Instrument, touched: Touched, after: RoundSums, thresholds: Thresholds) -> bool:
    """True when no set of people that one result lets anyone work out differs by too few from one of the other's.

    Such sets are made of the voices that a result shows, and of everyone else in it together. Where nobody in a factor's
    score has changed, somebody without a score may have, whose few answers would still show in how all answers fell.
    """
    least = thresholds.mean
    for name, now in after.measures.items():
        before = touched.before.measures.get(name)
        if before is None or before.everyone.n < (1 if touched.open_circle else least) or now.everyone.n < least:
            continue
        of_before = _told_apart(instrument, name, touched.before, before, thresholds, open_circle=touched.open_circle)
        of_after = _told_apart(instrument, name, after, now, thresholds)
        room = max(pinning.ROOM, *(band.high - band.low + 1 for band in instrument.bands_for(name, "")))
        changes = _changes(touched, name, now)
        for one, other in product(of_before, of_after):
            gone, late = _difference(one, other, changes)
            if not _leaves_room(gone, late, thresholds.difference, room):
                return False
        if not sum(change.gone.n + change.late.n for change in changes.values()) and _answers(instrument, touched, name):
            return False
    return True


@dataclass(frozen=True)
class _Change:
    """One voice on one measure: the sums of all before and after, and of those who went and came between."""

    before: Sums
    after: Sums
    gone: Sums
    late: Sums


def _changes(touched: Touched, name: str, now: MeasureSums) -> dict[str, _Change]:
    """What became of each voice on a measure."""
    before, kept, late = (sums.measures.get(name) for sums in (touched.before, touched.kept, touched.late))
    voices = {voice for measure in (before, now) if measure for voice in measure.voices}
    return {
        voice: _Change(
            _voice(before, voice),
            _voice(now, voice),
            _voice(before, voice).less(_voice(kept, voice)),
            _voice(late, voice),
        )
        for voice in voices
    }


def _told_apart(
    instrument: Instrument,
    name: str,
    sums: RoundSums,
    measure: MeasureSums,
    thresholds: Thresholds,
    *,
    open_circle: bool = False,
) -> list[frozenset[str]]:
    """Every union of voices whose sum follows from one result: of those that it shows, and all others together."""
    shown = (protection.open_plan if open_circle else protection.plan_for)(sums, thresholds).voices
    if not open_circle and not pinning.leaves_room(instrument, name, measure, shown):
        shown = frozenset()
    rest = frozenset(measure.voices) - shown
    blocks = [*(frozenset((voice,)) for voice in shown), *([rest] if rest else [])]
    return [
        frozenset().union(*chosen) for count in range(1, len(blocks) + 1) for chosen in combinations(blocks, count)
    ]


def _difference(one: frozenset[str], other: frozenset[str], changes: Mapping[str, _Change]) -> tuple[Sums, Sums]:
    """The sums of the people who are in the first union before and not in the other after, and the other way round."""
    gone = [changes[v].gone if v in other else changes[v].before for v in one if v in changes]
    late = [changes[v].late if v in one else changes[v].after for v in other if v in changes]
    return pinning.sum_of(gone), pinning.sum_of(late)


def _voice(measure: MeasureSums | None, voice: str) -> Sums:
    return measure.voices.get(voice, Sums()) if measure else Sums()


def _leaves_room(gone: Sums, late: Sums, difference: int, room: int) -> bool:
    """True when nobody has changed, or so many that each of their scores can still lie `room` points wide.

    The two results tell the sum of those who went less the sum of those who came. With the scores of the latter counted
    from the other end that is the sum of so many scores from 0 to 100.
    """
    people = gone.n + late.n
    if not people:
        return True
    total = gone.total + 100 * late.n - late.total
    low, high = max(total - 100 * (people - 1), Fraction(0)), min(total, Fraction(100))
    return people >= difference and high - low >= room


def _answers(instrument: Instrument, touched: Touched, name: str) -> int:
    """How many answers to a factor were taken away or have come; 0 for a domain, whose answers are never shown."""
    items = [item.id for item in instrument.items_of.get(name.partition(".")[2], ())]
    counted = [
        sum(sum(sums.counts.get(item, ())) for item in items) for sums in (touched.before, touched.kept, touched.late)
    ]
    return counted[0] - counted[1] + counted[2]

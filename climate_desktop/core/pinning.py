"""What could be worked out from sums that are shown side by side, and how much room it leaves to whoever is in them.

Exact sums stand for the worst case: whoever sees rounded numbers knows less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from climate_desktop.core.instrument import Instrument, Item, Thresholds
from climate_desktop.core.scoring import MeasureSums, RoundSums, Sums, rounded

TOP, BOTTOM = 95, 5
"""Figures from which, and down to which, a score is told as an end value."""
ROOM = 50
"""Points over which each person's score, and each hidden voice's, can still lie when everything shown is put together."""
ITEMS_DIFFER = 2
"""Points between the mean of people and the mean of item means that make missing answers worth a caution."""


def of_factors(measure: MeasureSums, factors: Sequence[MeasureSums], voices: Collection[str]) -> MeasureSums:
    """A domain as the mean of its factors' means, so that it tells nothing that they do not tell; else what it is.

    With the means of people's own domain scores, somebody who left one factor out could be worked out: four times the
    domain less its factors is a multiple of that person's other scores. A factor beyond an end value counts as that end,
    or the domain would say how far beyond it lies.
    """
    if not factors:
        return measure
    return replace(
        measure,
        everyone=_moved(measure.everyone, [factor.everyone for factor in factors]),
        voices={
            voice: _moved(sums, [factor.voices[voice] for factor in factors]) if voice in voices else sums
            for voice, sums in measure.voices.items()
        },
    )


def _moved(sums: Sums, parts: Sequence[Sums]) -> Sums:
    """The sums moved to the mean of the parts' means, none of them beyond an end; the deviation stays."""
    means = [min(max(part.mean, Fraction(BOTTOM)), Fraction(TOP)) for part in parts if part.mean is not None]
    total = sum(means, Fraction(0)) / len(means) * sums.n
    return Sums(sums.n, total, sums.squares + (total * total - sums.total * sums.total) / sums.n)


def beside_hands(measure: MeasureSums, thresholds: Thresholds) -> MeasureSums:
    """The measure as it may stand beside a show of hands, which everyone saw and can take away from it.

    What is left must say no more than a score of sheets alone would. Beyond an end value fewer than ten sheets are left
    out, since of those only a band may be told; more of them count as that end.
    """
    if not measure.hands:
        return measure
    sheets, everyone = measure.sheets, sum_of(measure.hands.values())
    if sheets.everyone.mean is None:
        return measure
    beyond = not BOTTOM < rounded(sheets.everyone.mean) < TOP
    if beyond and sheets.everyone.n < thresholds.detail:
        return replace(measure, everyone=everyone, voices=measure.hands, deltas={})
    voices = {
        voice: measure.hands[voice].plus(_within_ends(sheets.voices.get(voice, Sums()))) if voice in measure.hands else sums
        for voice, sums in measure.voices.items()
    }
    return replace(measure, everyone=everyone.plus(_within_ends(sheets.everyone)), voices=voices)


def sum_of(parts: Iterable[Sums]) -> Sums:
    """The sums of all parts together."""
    total = Sums()
    for part in parts:
        total = total.plus(part)
    return total


def _within_ends(sums: Sums) -> Sums:
    """The sums with a mean that lies beyond an end value moved to that end."""
    return _moved(sums, [sums]) if sums.n else sums


def _parts(measure: MeasureSums, voices: Collection[str]) -> list[tuple[Sums, tuple[int, ...]]]:
    """The sets that can be worked out beside these voices: each of them, and everyone else together.

    With each stand the sizes of what must not be found in it: one person, and every hidden voice.
    """
    shown = [sums for voice, sums in measure.voices.items() if voice in voices]
    hidden = [sums for voice, sums in measure.voices.items() if voice not in voices]
    rest = Sums(
        measure.everyone.n - sum(part.n for part in shown),
        measure.everyone.total - sum((part.total for part in shown), Fraction(0)),
        measure.everyone.squares - sum((part.squares for part in shown), Fraction(0)),
    )
    within = (1, *(part.n for part in hidden))
    return [*((part, (1,)) for part in shown), *([(rest, within)] if rest.n else [])]


def _reach(part: Sums, k: int) -> tuple[Fraction, Fraction]:
    """The least and the greatest mean that k of the people of a set can have, from the set's exact total."""
    low = (part.total - 100 * (part.n - k)) / k
    return max(low, Fraction(0)), min(part.total / k, Fraction(100))


def _room(instrument: Instrument, name: str) -> int:
    """How many points wide anybody's score must be able to lie: never inside one band."""
    bands = [band for voice in ("", *(v.id for v in instrument.voices)) for band in instrument.bands_for(name, voice)]
    return max(ROOM, *(band.high - band.low + 1 for band in bands))


def leaves_room(instrument: Instrument, name: str, measure: MeasureSums, voices: Collection[str]) -> bool:
    """True when the voices' means may stand beside everyone's: whatever can be worked out from them pins nobody.

    A voice with a mean near an end would pin each of its people, and so would the rest that is left when the shown
    voices are taken from everyone. An end value alone does not help, since it can be worked out from the others.
    """
    if any(measure.voices[voice].n == measure.everyone.n for voice in voices if voice in measure.voices):
        return True
    room = _room(instrument, name)
    for part, sizes in _parts(measure, voices):
        reaches = [_reach(part, k) for k in sizes]
        if any(high - low < room for low, high in reaches):
            return False
    return True


def blurred(instrument: Instrument, name: str, measure: MeasureSums, voices: Collection[str]) -> MeasureSums:
    """The measure with a deviation of everyone, for the likely range, that is never too small.

    A narrow range would say that everyone answered alike. What the deviation leaves within the sets that can be worked
    out is at least what lets each person's score, and each hidden voice's, have its room: k people's mean lies within
    √(S (n - k) / (k n)) of that of their set of n, with S the set's squared distances from it.
    """
    parts = _parts(measure, voices)
    room = _room(instrument, name)
    between = sum((part.total**2 / part.n for part, _ in parts), Fraction(0)) - measure.everyone.total**2 / measure.everyone.n
    within = sum((part.squares - part.total**2 / part.n for part, _ in parts), Fraction(0))
    for part, sizes in parts:
        for k in sizes:
            if not 0 < k < part.n:
                continue
            low, high = _reach(part, k)
            mean, wide = part.total / part.n, min(Fraction(room), Fraction(100 * (part.n - k), k))
            off = max(wide / 2, wide - (mean - low), wide - (high - mean))
            within = max(within, off * off * k * part.n / (part.n - k))
    total = measure.everyone.total
    squares = between + within + total * total / measure.everyone.n
    return replace(measure, everyone=replace(measure.everyone, squares=squares))


def answers_tell_no_more(instrument: Instrument, sums: RoundSums, name: str, thresholds: Thresholds) -> bool:
    """True when the counted answers to a factor's items may stand beside its score.

    Counts give the exact sum of all answers, in which somebody with gaps weighs less than in the score. So either those
    in the score answered every item, or five people or more left some out.
    """
    measure = sums.measures[name]
    whole = not _gaps(instrument, sums, name) and measure.everyone.mean == measure.mean_of_items
    return whole or _gaps_of_many(instrument, sums, name, thresholds)


def missing_matters(instrument: Instrument, sums: RoundSums, name: str, thresholds: Thresholds) -> bool:
    """True when people's mean and the items' mean lie two points or more apart, which missing answers do (rule 4).

    Only where five people or more left something out: of fewer it would tell how they feel that they move the number.
    """
    measure = sums.measures[name]
    mean, of_items = measure.everyone.mean, measure.mean_of_items
    if mean is None or of_items is None or abs(mean - of_items) < ITEMS_DIFFER:
        return False
    return _gaps_of_many(instrument, sums, name, thresholds)


def _gaps(instrument: Instrument, sums: RoundSums, name: str) -> int:
    """How many answers to the items of a measure are missing, or are beyond those of the people in its score."""
    n = sums.measures[name].everyone.n
    return sum(abs(n - sum(sums.counts[item.id])) for item in _items(instrument, sums, name))


def _gaps_of_many(instrument: Instrument, sums: RoundSums, name: str, thresholds: Thresholds) -> bool:
    """True when the gaps are too many for fewer people than two shown sets must differ by.

    One person in a factor's score leaves out half of its items at most, and one who is not in it answers fewer than half.
    """
    items = len(_items(instrument, sums, name))
    each = max(items // 2, 1) if "." in name else items
    return _gaps(instrument, sums, name) > (thresholds.difference - 1) * each


def _items(instrument: Instrument, sums: RoundSums, name: str) -> list[Item]:
    """The items asked that a measure is made of."""
    domain, _, factor = name.partition(".")
    factors = {factor} if factor else {f.id for f in instrument.factors_of[domain]}
    return [item for item in instrument.items if item.id in sums.counts and item.factor in factors]

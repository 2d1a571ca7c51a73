"""What has changed since an earlier round, from what was shown then and is shown now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from climate_desktop.core import pinning, statistics
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.results import Change, Measure, Past, Result, Shown, Since
from climate_desktop.core.scoring import MeasureSums, RoundSums
from climate_desktop.core.statistics import Side
from climate_desktop.core.words import Words

DATES = 3
"""Rounds that are set side by side at the most, this one among them."""
WAYS = Fraction(1, 4)
"""From this difference of shares on, two rounds were answered in different ways, and people have come or gone."""


@dataclass(frozen=True)
class Closed:
    """One closed round: how it was asked, its sums, and what was shown of it.

    `words` are those of every language it could be answered in, by tag. `ways` holds the share of people who answered in
    each way other than on a plain sheet (faces, helped, tally).
    """

    instrument: Instrument
    words: Mapping[str, Words]
    sums: RoundSums
    result: Result
    closed_on: date
    ways: Mapping[str, Fraction] = field(default_factory=dict)


def compared(now: Closed, earlier: Sequence[Closed]) -> Result:
    """The result of a round with what has changed since the last earlier one that can be compared.

    `earlier` are the group's other closed rounds, oldest first.
    """
    reasons = [(one, why_not(one, now)) for one in earlier]
    alike = [one for one, why in reasons if not why]
    last_id = earlier[-1].result.round_id if earlier else ""
    shown = [one for one in alike if one.result.measures and now.result.measures]
    if not shown:
        why = "first" if not earlier else "not_shown" if alike else reasons[-1][1]
        return replace(now.result, since=Since(now.closed_on, why_not=why, last_id=last_id))
    rounds = shown[-(DATES - 1) :]
    before = rounds[-1]
    answered = (before.sums.answered, now.sums.answered)
    since = Since(
        closed_on=now.closed_on,
        rounds=tuple(_past(one) for one in rounds),
        why_not="",
        last_id=last_id,
        people_changed=abs(answered[1] - answered[0]) >= WAYS * max(answered),
        ways_changed=dict(before.ways) != dict(now.ways),
    )
    return replace(now.result, since=since, changes=tuple(_changes(before, now)))


def _past(one: Closed) -> Past:
    found = one.result
    return Past(found.round_id, found.label, found.held_on, one.closed_on, found.answered, found.measures)


def why_not(before: Closed, now: Closed) -> str:
    """Why two rounds cannot be compared: `not_statements`, `not_ways`, or empty when they can.

    They need the same form, the same scale and the same items with the same factors and keys, and statements that read
    the same in the languages that both could be answered in. Ways of answering may differ by less than a quarter, and a
    show of hands stands only beside another.
    """
    if before.sums.form != now.sums.form or _asked(before) != _asked(now) or not _same_texts(before, now):
        return "not_statements"
    ways = {*before.ways, *now.ways}
    if _has_hands(before) != _has_hands(now):
        return "not_ways"
    if any(abs(before.ways.get(way, Fraction(0)) - now.ways.get(way, Fraction(0))) >= WAYS for way in ways):
        return "not_ways"
    return ""


def _has_hands(one: Closed) -> bool:
    return any(measure.hands for measure in one.sums.measures.values())


def _asked(one: Closed) -> tuple[object, ...]:
    """What makes a score: the scale, and each item asked with its factor, domain and key."""
    instrument = one.instrument
    items = instrument.items_asked(one.sums.form)
    keys = frozenset((item.id, item.factor, instrument.domain_of[item.factor], item.reverse) for item in items)
    return instrument.scale, keys, frozenset(instrument.measures)


def _same_texts(before: Closed, now: Closed) -> bool:
    """True when every statement reads the same to each voice, in every language that both rounds have."""
    languages = [tag for tag in before.words if tag in now.words]
    voices = {voice.id for voice in before.instrument.voices} & {voice.id for voice in now.instrument.voices}
    ids = [
        f"item.{item.id}.{who}" for item in now.instrument.items_asked(now.sums.form) for who in (*sorted(voices), "easy")
    ]
    return bool(languages) and all(
        before.words[tag].all(text_id) == now.words[tag].all(text_id) for tag in languages for text_id in ids
    )


def _changes(before: Closed, now: Closed) -> Iterator[Change]:
    """Everyone's change on each measure shown both times, then that of each voice shown both times.

    What hands went into is set beside hands only, and nobody knows how far those lie apart.
    """
    for name, measure in now.result.measures.items():
        earlier = before.result.measures.get(name)
        if earlier is None:
            continue
        for voice, was, shown in _pairs(earlier, measure):
            if min(was.n, shown.n) < 2 or not _same_edges(before, now, name, voice, was, shown):
                continue
            hands = [_of_hands(one, name, voice) for one in (before, now)]
            if hands[0] != hands[1]:
                continue
            sides = (_side(before, name, voice), _side(now, name, voice))
            noise = None if hands[0] else statistics.unpaired_noise(*sides)
            bands = tuple(band.id for band in now.instrument.bands)
            yield change(name, voice, was, shown, noise, bands)


def _pairs(was: Measure, now: Measure) -> Iterator[tuple[str, Shown, Shown]]:
    if was.everyone and now.everyone:
        yield "", was.everyone, now.everyone
    for voice, shown in now.voices.items():
        if voice in was.voices:
            yield voice, was.voices[voice], shown


def _same_edges(before: Closed, now: Closed, name: str, voice: str, was: Shown, shown: Shown) -> bool:
    """True when figures are told both times, or when the bands, which are told instead, begin where they began."""
    if was.figure is not None and shown.figure is not None:
        return True
    return before.instrument.bands_for(name, voice) == now.instrument.bands_for(name, voice)


def _of_hands(one: Closed, name: str, voice: str) -> bool:
    hands = one.sums.measures[name].hands
    return voice in hands if voice else bool(hands)


def _side(one: Closed, name: str, voice: str) -> Side:
    """One side of a comparison, with a deviation that is never small enough to say that everyone answered alike."""
    measure = one.sums.measures[name]
    if voice:
        blurred = pinning.blurred(one.instrument, name, MeasureSums(measure.voices[voice]), ())
    else:
        blurred = pinning.blurred(one.instrument, name, measure, tuple(one.result.measures[name].voices))
    sums = blurred.everyone
    return Side(sums.n, float(sums.mean or 0), sums.deviation or 0.0)


def change(
    measure: str, voice: str, was: Shown, now: Shown, noise: float | None, bands: Sequence[str]
) -> Change:
    """Two shown scores side by side. `noise` is half the interval of their difference, `bands` their order.

    An end value counts as the end that it names. Where only a band is told, bands are compared: one that is another may
    have come by chance, since so few people stand behind it.
    """
    if was.figure is None or now.figure is None:
        up = _sign(bands.index(now.band) - bands.index(was.band))
        return Change(measure, voice, was, now, "maybe" if up else "same", up, None)
    points = now.figure - was.figure
    word = statistics.change_word(points, noise)
    return Change(measure, voice, was, now, word, _sign(points), None if was.end or now.end else points)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)

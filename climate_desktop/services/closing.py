"""The end of a round, inside one transaction: closing, undoing it, and what changes afterwards.

A closed result is never scored again from fewer people. Sheets may be taken away and others may come late; only when
enough have changed that none of them can be worked out is a corrected result made beside the one that stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from climate_desktop.core import correction, hands, scoring
from climate_desktop.core.correction import Touched
from climate_desktop.core.errors import (
    CorrectionTellsTooMuch,
    NobodyFinished,
    NoSuchRound,
    RoundIsClosed,
    RoundIsOpen,
    TooFewCorrections,
)
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.scoring import RoundSums
from climate_desktop.core.study import OpenCircle, Progress, Round, RoundState, Sheet
from climate_desktop.services import sums
from climate_desktop.store import Rows


@dataclass(frozen=True)
class Corrections:
    """What has changed since the result that holds.

    `touched` sheets that enter scores were taken back or came late; from `least` on a corrected result can be made.
    `possible` is false with fewer, and where too few of them belong to one voice or theme, so that those could be worked
    out. Otherwise the changes wait and count from the next round. `newest` is the number of the result that holds.
    """

    touched: int
    least: int
    possible: bool
    newest: int = 1


def close(rows: Rows, round_id: str, instrument: Instrument, now: datetime) -> Round:
    """The round frozen and scored from the finished sheets and the hands counted. RoundIsClosed or NobodyFinished.

    Of the votes on an open circle only the outcome stays: none is agreed where hands were counted, since whoever raises
    a hand was not asked in private.
    """
    round_ = _round(rows, round_id)
    if round_.state is RoundState.CLOSED:
        raise RoundIsClosed()
    sheets = rows.sheets(round_id)
    made = _score(rows, round_, instrument, sheets)
    if not sheets and not made.hands:
        raise NobodyFinished()
    rows.put_result(round_id, sums.to_text(made))
    closed = replace(round_, state=RoundState.CLOSED, closed_at=now)
    if round_.open_circle is OpenCircle.PROPOSED:
        agreed = rows.everyone_agrees(round_id) and not made.hands
        closed = replace(closed, open_circle=OpenCircle.AGREED if agreed else OpenCircle.NOT_AGREED)
    rows.erase_votes(round_id)
    rows.update_round(closed)
    return closed


def undo(rows: Rows, round_id: str) -> Round:
    """The round open again, without results; those who came late are simply there.

    An open circle that was asked for is over: the votes are gone, and nobody is asked twice in one round.
    """
    round_ = _round(rows, round_id)
    asked = round_.open_circle is not OpenCircle.NOT_PROPOSED
    circle = OpenCircle.ENDED if asked else OpenCircle.NOT_PROPOSED
    opened = replace(round_, state=RoundState.OPEN, closed_at=None, open_circle=circle)
    rows.update_round(opened)
    rows.set_comments_read(round_id, None)
    for person in rows.participants(round_id):
        if person.late:
            rows.update_participant(replace(person, late=0))
    return opened


def corrections(rows: Rows, round_id: str, instrument: Instrument) -> Corrections:
    """What has changed since the result that holds. RoundIsOpen, or NoSuchRound."""
    round_ = _closed(rows, round_id)
    sheets = rows.sheets(round_id)
    after = _score(rows, round_, instrument, sheets)
    earlier = _earlier(rows, round_, instrument, sheets, after)
    possible = correction.may_follow(instrument, earlier, after.sheets, round_.thresholds)
    return Corrections(earlier[-1].people, round_.thresholds.difference, possible, newest=len(earlier))


def correct(rows: Rows, round_id: str, instrument: Instrument, now: datetime) -> None:
    """A corrected result from the sheets that there are now, beside the earlier ones.

    RoundIsOpen, TooFewCorrections or CorrectionTellsTooMuch when it may not be made. Whoever came late and has not
    finished goes on waiting.
    """
    found = corrections(rows, round_id, instrument)
    if found.touched < found.least:
        raise TooFewCorrections(touched=found.touched, least=found.least)
    if not found.possible:
        raise CorrectionTellsTooMuch()
    round_, number = _closed(rows, round_id), len(rows.results(round_id))
    for person in rows.participants(round_id):
        if person.late >= number and person.progress is not Progress.FINISHED:
            rows.update_participant(replace(person, late=number + 1))
    after = _score(rows, round_, instrument, rows.sheets(round_id))
    rows.put_correction(round_id, sums.to_text(after), now)


def newest(rows: Rows, round_id: str) -> int:
    """The number of the result that holds: 1 for that of closing. RoundIsOpen when there is none."""
    _closed(rows, round_id)
    return len(rows.results(round_id))


def was_taken_from(rows: Rows, round_id: str) -> bool:
    """True when a sheet behind the result of closing is not there any more."""
    first = sums.from_text(rows.results(round_id)[0])
    there = sum(person.counts and not person.late for person in rows.participants(round_id))
    return there < first.sheets.answered + sum(first.apart.values()) + first.proxies


def _score(rows: Rows, round_: Round, instrument: Instrument, sheets: tuple[Sheet, ...]) -> RoundSums:
    """The sums of these sheets and of the hands counted in the round."""
    ways = {person: hands.way_of(mode, helper) for person, (mode, helper) in rows.ways(round_.id).items()}
    return hands.score_round(instrument, sheets, round_.form, rows.tallies(round_.id), ways)


def _earlier(
    rows: Rows, round_: Round, instrument: Instrument, sheets: tuple[Sheet, ...], after: RoundSums
) -> list[Touched]:
    """Every result that was made, with what has become of the people behind it, until `after`.

    The hands, which never change, are taken away. A voice whose sheets were kept apart beside them enters as a whole once
    they are enough, and leaves as a whole when they no longer are.
    """

    def score(some: list[Sheet]) -> RoundSums:
        return scoring.score_round(instrument, [sheet for sheet in some if sheet.voice not in after.apart], round_.form)

    touched = []
    for number, text in enumerate(rows.results(round_.id), 1):
        before = sums.from_text(text)
        there = [sheet.late < number and sheet.voice not in before.apart for sheet in sheets]
        touched.append(
            Touched(
                before=before.sheets,
                kept=score([sheet for sheet, was in zip(sheets, there, strict=True) if was]),
                late=score([sheet for sheet, was in zip(sheets, there, strict=True) if not was]),
                open_circle=number == 1 and round_.open_circle is OpenCircle.AGREED,
            )
        )
    return touched


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

"""What a report is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from climate_desktop.core.instrument import Instrument
from climate_desktop.core.interpretation import Reading
from climate_desktop.core.study import Action
from climate_desktop.core.words import Words


@dataclass(frozen=True)
class ReportContent:
    """One round's interpretation, what was agreed, and the words to print them in.

    `agreed_before` is what the group agreed in the round before. `closed_on` is the day on which the answers were mixed
    together; `made_with` names the program and its version. `comments` are people's own words that may be printed, in the
    order in which they stand; `notes` the paragraphs that the facilitator chose to print.
    """

    reading: Reading
    words: Words
    instrument: Instrument
    actions: tuple[Action, ...]
    closed_on: date
    made_with: str
    organisation: str = ""
    agreed_before: tuple[Action, ...] = ()
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

"""The sentence that stands on every page of some results: a rehearsal, an open circle, a corrected result."""

from __future__ import annotations

from climate_desktop.core.results import Result
from climate_desktop.core.words import Words


def banner(result: Result, words: Words) -> str:
    """What whoever sees any page must know about the whole result; empty for an ordinary one."""
    if result.rehearsal:
        return words["say.rehearsal"]
    if result.withdrawn:
        return words["say.open_circle_withdrawn"]
    if result.open_circle:
        return words["say.open_circle"]
    if result.corrected_on is None:
        return ""
    day = result.corrected_on
    date = words.fill("report.date", day=day.day, month=words.all("report.months")[day.month - 1], year=day.year)
    return words.fill("say.corrected", date=date)

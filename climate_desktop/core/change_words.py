"""What has changed since an earlier round, in words."""

from __future__ import annotations

from datetime import date

from climate_desktop.core.reading import ChangeReading, Passage, Reason, SinceReading, figure_text
from climate_desktop.core.results import Change, Result, Shown
from climate_desktop.core.statistics import CLEAR, SHIFT
from climate_desktop.core.words import Words

_KEYS = {
    ("clear", 1): "change_up",
    ("clear", -1): "change_down",
    ("maybe", 1): "change_maybe_up",
    ("maybe", -1): "change_maybe_down",
    ("shift", 1): "change_small_up",
    ("shift", -1): "change_small_down",
}


def tell(result: Result, words: Words) -> SinceReading | None:
    """What has changed, or why that cannot be said; None for a result beside which nobody looked for others."""
    since = result.since
    if since is None:
        return None
    if not since.rounds:
        return SinceReading(_say(words, f"change_{since.why_not}"))
    notes = ["change_unpaired"]
    notes += ["change_people"] if since.people_changed else []
    notes += ["change_ways"] if since.ways_changed else []
    before, after = _date(since.rounds[-1].closed_on, words), _date(since.closed_on, words)
    return SinceReading(
        intro=_say(words, "change_intro", before=before, after=after),
        changes=tuple(_reading(change, words) for change in result.changes),
        notes=(*(_say(words, key) for key in notes), _say(words, "change_rule", clear=CLEAR, shift=SHIFT)),
        ask=_say(words, "change_ask"),
    )


def _reading(change: Change, words: Words) -> ChangeReading:
    name = words[f"{change.measure}.name"]
    was, now = _told(change.was, change, words), _told(change.now, change, words)
    key = _KEYS.get((change.word, change.up), "change_still" if was == now else "change_same")
    why = Reason("since", change.measure, change.voice, change.now, change=change)
    text = words.fill(f"say.{key}", theme=name, was=was, now=now)
    voice = words[f"voice.{change.voice}.name"] if change.voice else ""
    return ChangeReading(change, name, voice, Passage(f"say.{key}", text, why))


def _told(shown: Shown, change: Change, words: Words) -> str:
    """The figure, or the band's word as it stands in a sentence where only a band is told on either side."""
    if change.was.figure is None or change.now.figure is None:
        return words[f"band.{shown.band}"].lower()
    return figure_text(shown, words)


def _say(words: Words, key: str, **values: object) -> Passage:
    return Passage(f"say.{key}", words.fill(f"say.{key}", **values), Reason("since"))


def _date(day: date, words: Words) -> str:
    return words.fill("report.date", day=day.day, month=words.all("report.months")[day.month - 1], year=day.year)

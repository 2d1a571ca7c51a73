"""Each chart in words, made from the same numbers as the picture."""

from __future__ import annotations

from climate_desktop.core.results import Gap, Measure, Shown, Spread
from climate_desktop.report import text
from climate_desktop.report.key import Key


def measure_twin(name: str, measure: Measure, key: Key) -> str:
    """A strip with its lanes: the score of everyone, then of each voice shown, each with its people."""
    words = key.words
    everyone = words["report.everyone"]
    lines = [
        _line(everyone, measure.everyone, key)
        if measure.everyone
        else words.fill("report.twin_hidden", who=everyone, hidden=words["report.hidden"])
    ]
    lines += [_line(key.voice_name(voice), shown, key) for voice, shown in measure.voices.items()]
    return words.fill("report.twin", name=text.plain(name, words), content=" ".join(lines))


def strip_twin(name: str, shown: Shown | None, key: Key) -> str:
    """One strip without lanes."""
    return measure_twin(name, Measure("", shown), key)


def gap_twin(name: str, gap: Gap, measure: Measure, key: Key) -> str:
    """A gap: the lower voice, the higher voice and how far they are apart, where that may be said."""
    sides = [_line(key.voice_name(v), measure.voices[v], key) for v in (gap.lower, gap.higher)]
    if gap.points is not None:
        sides.append(key.words.fill("report.twin_apart", points=gap.points))
    return key.words.fill("report.twin", name=text.plain(name, key.words), content=" ".join(sides))


def spread_twin(name: str, spread: Spread, key: Key) -> str:
    """How many answers fell on each word of the scale, lowest first."""
    counts = ", ".join(
        key.words.fill("report.twin_answers", answer=answer, n=n)
        for answer, n in zip(key.answers(), spread.counts, strict=True)
    )
    return key.words.fill("report.twin", name=text.plain(name, key.words), content=f"{counts}.")


def _line(who: str, shown: Shown, key: Key) -> str:
    return key.words.fill("report.twin_line", who=who, score=key.score(shown), people=key.people(shown.n))

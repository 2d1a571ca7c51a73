"""A bare file of answers scored at full precision, for people who check our arithmetic. Nothing here is protected."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

from climate_desktop import packs
from climate_desktop.core import many, statistics
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.many import Many
from climate_desktop.core.scoring import Sums
from climate_desktop.core.statistics import Distribution, Side
from climate_desktop.exchange.answers_file import AnswersFile
from climate_desktop.services.library import Library


def instrument_of(pack: str) -> Instrument:
    """The instrument of a pack, named by the folder it lies in or by its id on the shelf.

    PackNotFound when there is none, PackBroken when it cannot be used.
    """
    folder = Path(pack)
    return (packs.load(folder) if (folder / "pack.toml").is_file() else Library().pack(pack)).instrument


def score(instrument: Instrument, answers: Path) -> dict[str, Any]:
    """Every figure about a file of answers, as plain data for JSON; see `measure` for what is said of each measure.

    Means and deviations are floats next to the exact value; `people` counts those who answered for themselves.
    AnswersNotReadable or AnswersRefused when the file cannot be scored; then nothing of it is.
    """
    file = AnswersFile(answers, instrument)
    people = Many(instrument, file.items, file.response)
    for rows in file.rows():
        people.add(rows.voices, rows.cells)
    distributions, complete = people.distributions(), people.complete()
    return {
        "pack": instrument.id,
        "version": instrument.version,
        "people": people.people.total(),
        "proxies": file.proxies,
        "voices": {voice.id: people.people[voice.id] for voice in instrument.voices if voice.id in people.people},
        "measures": [
            {
                "id": name,
                **measure(instrument, distributions[name], people.unit),
                **_reliability(complete.get(name, {})),
            }
            for name in instrument.measures
            if name in distributions
        ],
        "items": [
            {"id": item, "counts": counts, "agreement": statistics.agreement(counts)}
            for item, counts in people.item_counts().items()
        ],
    }


def measure(instrument: Instrument, voices: Mapping[str, Distribution], unit: Fraction) -> dict[str, Any]:
    """One measure: everyone, each voice, and each two voices set against each other.

    A set of people has `n`, `mean`, `exact` (a fraction), `sd` (n - 1) and `interval` (95 %, Student's t); two voices
    have `difference`, `interval` (Welch) and `delta` (Cliff). What cannot be said is null.
    """
    order = [voice.id for voice in instrument.voices if voices.get(voice.id)]
    sums = {voice: many.sums(voices[voice], unit) for voice in order}
    return {
        "everyone": _told(many.sums(many.together(voices.values()), unit)),
        "voices": {voice: _told(sums[voice]) for voice in order},
        "gaps": [_gap(one, other, sums, voices) for one, other in combinations(order, 2)],
    }


def _told(sums: Sums) -> dict[str, Any]:
    mean, deviation = sums.mean, sums.deviation
    interval = None if mean is None or deviation is None else statistics.mean_interval(sums.n, float(mean), deviation)
    return {
        "n": sums.n,
        "mean": None if mean is None else float(mean),
        "exact": None if mean is None else str(mean),
        "sd": deviation,
        "interval": interval,
    }


def _gap(one: str, other: str, sums: Mapping[str, Sums], voices: Mapping[str, Distribution]) -> dict[str, Any]:
    sides = [Side(s.n, float(s.mean or 0), s.deviation or 0.0) for s in (sums[one], sums[other])]
    delta = statistics.cliffs_delta(voices[one], voices[other])
    return {
        "one": one,
        "other": other,
        "difference": float((sums[one].mean or Fraction(0)) - (sums[other].mean or Fraction(0))),
        "interval": statistics.welch_interval(*sides),
        "delta": None if delta is None else float(delta),
    }


def _reliability(rows: Mapping[tuple[int, ...], int]) -> dict[str, Any]:
    """Cronbach's alpha of a factor over the people who answered all of it, from thirty people on."""
    people = sum(rows.values())
    value = statistics.alpha(rows) if people >= statistics.POOLED else None
    if value is None or not math.isfinite(value):
        return {}
    items = len(next(iter(rows)))
    return {"alpha": value, "alpha_people": people, "alpha_interval": statistics.alpha_interval(value, people, items)}


def lines(scored: Mapping[str, Any]) -> list[str]:
    """What `score` found, a line for each measure, for eyes."""
    found = [
        f"{scored['people']} people, {scored['proxies']} answered for somebody else. These figures are not protected."
    ]
    for told in scored["measures"]:
        found.append(
            f"{told['id']}: {_said(told['everyone'])}" + (f", alpha {told['alpha']:.3f}" if "alpha" in told else "")
        )
        found += [f"  {voice}: {_said(one)}" for voice, one in told["voices"].items()]
    return found


def _said(told: Mapping[str, Any]) -> str:
    if told["mean"] is None:
        return "nobody has a score"
    deviation = "" if told["sd"] is None else f", standard deviation {told['sd']:.4f}"
    return f"{told['n']} people, mean {told['mean']:.4f}{deviation}"

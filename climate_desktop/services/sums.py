"""The sums of a closed round as text, so that a result is stored and never rescored."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from climate_desktop.core.scoring import MeasureSums, RoundSums, Sums


def to_text(sums: RoundSums) -> str:
    """The sums as JSON, fractions written exactly."""
    return json.dumps(
        {
            "form": sums.form,
            "people": dict(sums.people),
            "proxies": sums.proxies,
            "measures": {name: _measure(measure) for name, measure in sums.measures.items()},
            "counts": {item: list(row) for item, row in sums.counts.items()},
            "hands": dict(sums.hands),
            "uneven": sums.uneven,
            "apart": dict(sums.apart),
            "ways": {way: str(share) for way, share in sums.ways.items()},
        },
        separators=(",", ":"),
    )


def from_text(text: str) -> RoundSums:
    """The sums that `to_text` wrote, now or when a program did not yet store all of it."""
    data = json.loads(text)
    return RoundSums(
        form=data["form"],
        people=data["people"],
        proxies=data["proxies"],
        measures={name: _to_measure(measure) for name, measure in data["measures"].items()},
        counts={item: tuple(row) for item, row in data["counts"].items()},
        hands=data.get("hands", {}),
        uneven=data.get("uneven", False),
        apart=data.get("apart", {}),
        ways={way: Fraction(share) for way, share in data.get("ways", {}).items()},
    )


def _measure(measure: MeasureSums) -> dict[str, Any]:
    return {
        "everyone": _sums(measure.everyone),
        "voices": {voice: _sums(sums) for voice, sums in measure.voices.items()},
        "mean_of_items": None if measure.mean_of_items is None else str(measure.mean_of_items),
        "deltas": [[one, other, str(delta)] for (one, other), delta in measure.deltas.items()],
        "hands": {voice: _sums(sums) for voice, sums in measure.hands.items()},
    }


def _to_measure(data: dict[str, Any]) -> MeasureSums:
    of_items = data["mean_of_items"]
    return MeasureSums(
        everyone=_to_sums(data["everyone"]),
        voices={voice: _to_sums(sums) for voice, sums in data["voices"].items()},
        mean_of_items=None if of_items is None else Fraction(of_items),
        deltas={(one, other): Fraction(delta) for one, other, delta in data.get("deltas", ())},
        hands={voice: _to_sums(sums) for voice, sums in data.get("hands", {}).items()},
    )


def _sums(sums: Sums) -> list[int | str]:
    return [sums.n, str(sums.total), str(sums.squares)]


def _to_sums(data: list[Any]) -> Sums:
    n, total, squares = data
    return Sums(n, Fraction(total), Fraction(squares))

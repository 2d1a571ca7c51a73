"""Small instruments and sheets for the tests of scoring, protection and interpretation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from climate_desktop.core.instrument import Band, Domain, Factor, Instrument, Item, Scale, Thresholds, Voice
from climate_desktop.core.protection import Occasion
from climate_desktop.core.study import Response, Sheet, Standing

BANDS = (Band("low", 0, 49), Band("medium", 50, 74), Band("high", 75, 100))
VOICES = (Voice("care_receiver"), Voice("care_worker"), Voice("family"), Voice("circle_member", ("circle",)))


def instrument(
    domains: int = 2, factors: int = 4, items: int = 4, scale: Scale | None = None, reverse: Sequence[str] = ()
) -> Instrument:
    """An instrument with so many domains (d1, d2 …), factors in each (d1f1 …) and items in each (d1f1_1 …)."""
    names = [(f"d{d}", f"d{d}f{f}") for d in range(1, domains + 1) for f in range(1, factors + 1)]
    return Instrument(
        id="sample",
        version="1",
        scale=scale or Scale(1, 5),
        voices=VOICES,
        domains=tuple(Domain(f"d{d}") for d in range(1, domains + 1)),
        factors=tuple(Factor(factor, domain) for domain, factor in names),
        items=tuple(
            Item(f"{factor}_{i}", factor, reverse=f"{factor}_{i}" in reverse, short=i == 1)
            for _, factor in names
            for i in range(1, items + 1)
        ),
        bands=BANDS,
        thresholds=Thresholds(),
    )


def answers(instrument: Instrument, response: Response, **others: Response) -> dict[str, Response]:
    """The same answer to every item, except those named."""
    return {item.id: others.get(item.id, response) for item in instrument.items}


def sheet(number: int, voice: str, given: Mapping[str, Response], standing: Standing = Standing.SELF) -> Sheet:
    """One person's sheet."""
    return Sheet(f"p{number}", voice, dict(given), standing)


def sheets(instrument: Instrument, people: Mapping[str, Sequence[Response]]) -> list[Sheet]:
    """One sheet for each number of each voice, who gives that answer to everything."""
    given = [(voice, value) for voice, values in people.items() for value in values]
    return [sheet(n, voice, answers(instrument, value)) for n, (voice, value) in enumerate(given)]


def occasion(invited: int = 0, kind: str = "team") -> Occasion:
    """A round of the Test team on a day in spring."""
    return Occasion("r1", "Test team", kind, "Spring 2026", date(2026, 4, 14), "Hall", invited)

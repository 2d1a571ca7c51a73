"""The bands of a pack.toml, and the edges that single factors or voices have of their own."""

from __future__ import annotations

from collections.abc import Collection

from climate_desktop.core.instrument import Band, Edges
from climate_desktop.packs import keys
from climate_desktop.packs.problems import closest, listed, shown
from climate_desktop.packs.reader import LONGEST_NAME, Part

LOWEST_EDGE, HIGHEST_EDGE = 6, 95
"""Where a band may begin: scores up to 5, and from 95, are told as one, and no band may tell them apart."""
MOST_EDGES = 200
_USUAL = (Band("low", 0, 49), Band("medium", 50, 74), Band("high", 75, 100))


def read_bands(top: Part) -> tuple[Band, ...]:
    """The three bands from 0 to 100; the usual ones, with problems, when something is wrong with them."""
    rows = top.rows("bands", MOST_EDGES)
    if rows is None or not _three(rows):
        return _USUAL
    for row in rows:
        row.only(keys.BAND.all)
    bands = []
    ended: int | None = -1
    for row, name in zip(rows, keys.BANDS, strict=True):
        before = len(row.reader.problems)
        low, high = row.number("low", 0, 100), row.number("high", 0, 100)
        if low is not None and ended is not None:
            _meets(row, name, low, ended)
        if low is not None and high is not None and high < low and len(row.reader.problems) == before:
            row.wrong("The band ends before it begins.", "Make “high” larger than “low”.", "high")
            high = None
        bands.append(Band(name, low or 0, high or 0))
        ended = high
    if ended is not None and ended != 100:
        rows[-1].wrong("The bands do not end at 100.", "Let the last one have high = 100.", "high")
    return tuple(bands)


def _three(rows: list[Part]) -> bool:
    """True when there are low, medium and high in this order."""
    order = ", ".join(keys.BANDS)
    found = [row.table.get("id") for row in rows]
    if len(rows) != len(keys.BANDS):
        at = rows[len(keys.BANDS)] if len(rows) > len(keys.BANDS) else rows[0]
        many = "There is one band." if len(rows) == 1 else f"There are {len(rows)} bands."
        at.wrong(many, f"Write three [[bands]]: {order}, in this order.")
        return False
    wrong = [place for place, name in enumerate(keys.BANDS) if found[place] != name]
    if wrong and all(name in found for name in keys.BANDS):
        rows[wrong[0]].wrong("The bands are not in order.", f"Write them in this order: {order}.", "id")
        return False
    for place in wrong:
        name = rows[place].text("id", LONGEST_NAME)
        if name:
            rows[place].wrong(f"There is no band “{shown(name)}”.", f"Write “{keys.BANDS[place]}”.", "id")
    return True


def _meets(row: Part, name: str, low: int, ended: int) -> None:
    """Note a gap or an overlap with the band before, and an edge where scores are not told apart."""
    if low > ended + 1:
        scores = f"{ended + 1}" if low == ended + 2 else f"{ended + 1} to {low - 1}"
        other = ", or the one before end later" if ended >= 0 else ""
        row.wrong(f"No band holds {scores}.", f"Let this one begin at {ended + 1}{other}.", "low")
    elif low <= ended:
        scores = f"{low} lies" if low == ended else f"{low} to {ended} lie"
        row.wrong(f"{scores} in two bands.", f"Let this one begin at {ended + 1}, or the one before end earlier.", "low")
    elif name != keys.BANDS[0] and not LOWEST_EDGE <= low <= HIGHEST_EDGE:
        row.wrong(
            f"A band begins at {low}, where scores are told as one.",
            f"Let it begin between {LOWEST_EDGE} and {HIGHEST_EDGE}.",
            "low",
        )


def read_edges(top: Part, factors: Collection[str], voices: Collection[str]) -> tuple[Edges, ...]:
    """The entries of [[edges]]; none when there are none."""
    rows = top.rows("edges", MOST_EDGES) if "edges" in top.table else []
    found: dict[tuple[str, str], Edges] = {}
    for row in rows or []:
        row.only(keys.EDGES.all)
        factor, voice = _of(row, "factor", factors), _of(row, "voice", voices)
        if not {"factor", "voice"} & set(row.table):
            row.wrong("It names neither a factor nor a voice.", "Write factor = or voice =, or move [[bands]] instead.")
        elif (factor, voice) in found and (factor or voice):
            row.wrong("These edges stand twice.", "Take one of the entries out.")
        medium = row.number("medium", LOWEST_EDGE, HIGHEST_EDGE)
        high = row.number("high", LOWEST_EDGE, HIGHEST_EDGE)
        if medium is not None and high is not None:
            if medium >= high:
                row.wrong("“high” does not begin above “medium”.", "Make high larger than medium.", "high")
            found[factor, voice] = Edges(medium, high, factor, voice)
    return tuple(found.values())


def _of(row: Part, key: str, known: Collection[str]) -> str:
    """The factor or the voice that an entry names; empty where it names none."""
    if key not in row.table:
        return ""
    name = row.text(key, LONGEST_NAME)
    if not name or name in known:
        return name
    meant = closest(name, known)
    todo = f"Did you mean “{meant}”?" if meant else f"Use one of: {listed(known)}."
    row.wrong(f"There is no {key} “{shown(name)}”.", todo, key)
    return name

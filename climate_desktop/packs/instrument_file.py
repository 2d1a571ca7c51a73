"""pack.toml: what does not depend on language."""

from __future__ import annotations

import re
from typing import Any

from climate_desktop.core.instrument import Band, Domain, Factor, Instrument, Item, Scale, Thresholds, Voice
from climate_desktop.packs.reader import Reader

FORMAT = 1
GROUP_KINDS = ("team", "circle")
_KEYS = {
    "format", "id", "version", "licence", "credit", "languages", "scale", "missing", "privacy",
    "voices", "bands", "domains", "factors", "items",
}  # fmt: skip
_ID = re.compile(r"[a-z][a-z0-9_]*")


def read_instrument(reader: Reader) -> Instrument | None:
    """The instrument of a pack.toml, or None when the reader has noted a problem."""
    tables = reader.tables
    if reader.problems:
        return None
    reader.only(tables, _KEYS)
    if tables.get("format") != FORMAT:
        reader.wrong("The format is not known.", f"Write format = {FORMAT}, or install a newer version.", "format")
    languages = reader.texts(tables, "languages")
    for language in languages:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?", language):
            reader.wrong(f"“{language}” is not a language tag.", "Write it like en-GB or cy.", "languages")
    domains = _domains(reader)
    factors = _factors(reader, domains)
    instrument = Instrument(
        id=reader.text(tables, "id"),
        version=reader.text(tables, "version"),
        scale=_scale(reader),
        voices=_voices(reader),
        domains=domains,
        factors=factors,
        items=_items(reader, factors),
        bands=_bands(reader),
        thresholds=_thresholds(reader),
        minimum_answered=_minimum(reader),
    )
    return None if reader.problems else instrument


def _ids(reader: Reader, key: str, allowed: set[str]) -> list[tuple[int, str, dict[str, Any]]]:
    """The entries of [[key]] with their index and id; a bad or double id is a problem."""
    found: list[tuple[int, str, dict[str, Any]]] = []
    seen: set[str] = set()
    for index, row in enumerate(reader.rows(key)):
        reader.only(row, allowed, key, index)
        name = reader.text(row, "id", key, index)
        if name and not _ID.fullmatch(name):
            reader.wrong(f"“{name}” is not an id.", "Use small letters, digits and _.", key, index, "id")
        if name in seen:
            reader.wrong(f"“{name}” stands twice.", "Give one of them another id.", key, index, "id")
        seen.add(name)
        found.append((index, name, row))
    return found


def _scale(reader: Reader) -> Scale:
    table = reader.table(reader.tables, "scale")
    reader.only(table, {"low", "high"}, "scale")
    scale = Scale(reader.number(table, "low", 1, "scale"), reader.number(table, "high", 5, "scale"))
    if not 2 <= scale.high - scale.low + 1 <= 9:
        reader.wrong("The scale does not have 2 to 9 answers.", "Choose low and high so that it does.", "scale")
        return Scale(1, 5)
    return scale


def _voices(reader: Reader) -> tuple[Voice, ...]:
    voices = []
    for index, name, row in _ids(reader, "voices", {"id", "kinds"}):
        kinds = tuple(row.get("kinds", GROUP_KINDS))
        if not kinds or not set(kinds) <= set(GROUP_KINDS):
            reader.wrong("The kinds of group are not known.", 'Use "team", "circle" or both.', "voices", index, "kinds")
        voices.append(Voice(name, kinds))
    return tuple(voices)


def _domains(reader: Reader) -> tuple[Domain, ...]:
    return tuple(Domain(name) for _, name, _ in _ids(reader, "domains", {"id"}))


def _factors(reader: Reader, domains: tuple[Domain, ...]) -> tuple[Factor, ...]:
    known = {d.id for d in domains}
    factors = []
    for index, name, row in _ids(reader, "factors", {"id", "domain"}):
        domain = reader.text(row, "domain", "factors", index)
        if domain and domain not in known:
            reader.wrong(f"There is no domain “{domain}”.", "Use the id of a [[domains]].", "factors", index, "domain")
        factors.append(Factor(name, domain))
    for index, domain_entry in enumerate(domains):
        if not any(f.domain == domain_entry.id for f in factors):
            reader.wrong(f"The domain “{domain_entry.id}” has no factor.", "Add one.", "domains", index)
    return tuple(factors)


def _items(reader: Reader, factors: tuple[Factor, ...]) -> tuple[Item, ...]:
    known = {f.id for f in factors}
    items = []
    for index, name, row in _ids(reader, "items", {"id", "factor", "reverse", "short"}):
        factor = reader.text(row, "factor", "items", index)
        if factor and factor not in known:
            reader.wrong(f"There is no factor “{factor}”.", "Use the id of a [[factors]].", "items", index, "factor")
        for key in ("reverse", "short"):
            if not isinstance(row.get(key, False), bool):
                reader.wrong(f"“{key}” is neither true nor false.", "Write true or false.", "items", index, key)
        items.append(Item(name, factor, row.get("reverse") is True, row.get("short") is True))
    for index, factor_entry in enumerate(factors):
        if not any(i.factor == factor_entry.id for i in items):
            reader.wrong(f"The factor “{factor_entry.id}” has no item.", "Add one.", "factors", index)
    return tuple(items)


def _bands(reader: Reader) -> tuple[Band, ...]:
    bands = []
    expected = 0
    for index, name, row in _ids(reader, "bands", {"id", "low", "high"}):
        low = reader.number(row, "low", expected, "bands", index)
        high = reader.number(row, "high", low, "bands", index)
        if low > expected:
            reader.wrong(f"No band holds {expected} to {low - 1}.", f"Let it begin at {expected}.", "bands", index)
        elif low < expected:
            reader.wrong(f"{low} lies in two bands.", f"Let it begin at {expected}.", "bands", index)
        if high < low:
            reader.wrong("The band ends before it begins.", "Make high larger than low.", "bands", index)
        expected = max(high, low) + 1
        bands.append(Band(name, low, high))
    if bands and expected != 101:
        reader.wrong("The bands do not end at 100.", "Let the last one have high = 100.", "bands", len(bands) - 1)
    return tuple(bands)


def _thresholds(reader: Reader) -> Thresholds:
    least = Thresholds()
    table = reader.tables.get("privacy", {})
    if not isinstance(table, dict):
        reader.wrong("“privacy” is not a part.", "Write [privacy] on a line of its own.", "privacy")
        return least
    reader.only(table, {"mean", "detail", "difference"}, "privacy")
    chosen = Thresholds(
        reader.number(table, "mean", least.mean, "privacy"),
        reader.number(table, "detail", least.detail, "privacy"),
        reader.number(table, "difference", least.difference, "privacy"),
    )
    if not chosen.at_least(least):
        reader.wrong(
            "A privacy threshold is lower than the program allows.",
            f"Use at least mean {least.mean}, detail {least.detail}, difference {least.difference}.",
            "privacy",
        )
    return chosen


def _minimum(reader: Reader) -> int:
    table = reader.tables.get("missing", {})
    if not isinstance(table, dict):
        reader.wrong("“missing” is not a part.", "Write [missing] on a line of its own.", "missing")
        return 2
    reader.only(table, {"minimum_answered"}, "missing")
    minimum = reader.number(table, "minimum_answered", 2, "missing")
    if minimum < 1:
        reader.wrong("At least one answer is needed for a score.", "Write 1 or more.", "missing", "minimum_answered")
    return minimum

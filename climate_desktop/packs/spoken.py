"""Which ids the language files speak of, so that one misspelt id is one problem and not one in every passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from climate_desktop.packs import keys


@dataclass(frozen=True)
class Spoken:
    """The ids in the order in which they come; each item with the factor that it stands under."""

    domains: dict[str, None] = field(default_factory=dict)
    factors: dict[str, None] = field(default_factory=dict)
    voices: dict[str, None] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)


def spoken(files: Iterable[Mapping[str, Any]]) -> Spoken:
    """What these language files speak of, whatever shape they are in."""
    found = Spoken()
    for tables in files:
        found.voices.update(dict.fromkeys(_tables(tables, "voices")))
        found.domains.update(dict.fromkeys(_tables(tables, "domains")))
        for factor, words in _tables(tables, "factors").items():
            found.factors[factor] = None
            found.voices.update(voices_in(words))
            for item in _tables(words, "items"):
                found.items.setdefault(item, factor)
    return found


def voices_in(factor: Mapping[str, Any]) -> dict[str, None]:
    """The voices that the words of one factor speak of: in its statements and in its accounts."""
    found: dict[str, None] = {}
    for wording in _tables(factor, "items").values():
        found.update(dict.fromkeys(key for key in wording if key not in keys.ITEM_WORDS.all))
    for band in keys.BANDS:
        found.update(dict.fromkeys(_tables(factor, band)))
    return found


def _tables(holder: Mapping[str, Any], key: str) -> dict[str, dict[str, Any]]:
    """The tables inside the table under a key; none where there is something else."""
    value = holder.get(key)
    return {name: table for name, table in value.items() if isinstance(table, dict)} if isinstance(value, dict) else {}

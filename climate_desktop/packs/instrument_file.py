"""pack.toml: what does not depend on language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from climate_desktop.core.instrument import Domain, Factor, Instrument, Item, Scale, Thresholds, Voice
from climate_desktop.packs import keys, tags
from climate_desktop.packs.bands_file import read_bands, read_edges
from climate_desktop.packs.names import Kin, names, only_one, referred
from climate_desktop.packs.problems import closest, shown
from climate_desktop.packs.reader import LONGEST_NAME, Part, Reader
from climate_desktop.packs.spoken import Spoken

FORMAT = 1
GROUP_KINDS = ("team", "circle")
MOST = {"voices": 6, "domains": 12, "factors": 60, "items": 300, "languages": 40}
"""Entries of each kind that a pack may have."""
LARGEST_NUMBER = 1_000
LOWEST_ANSWER, HIGHEST_ANSWER = -10, 10
FEWEST_ANSWERS, MOST_ANSWERS = 2, 9
PACK_ID = re.compile(r"[a-z0-9](-?[a-z0-9]){0,59}")
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")


@dataclass
class Found:
    """What a pack.toml says, as far as it can be told.

    Where something is wrong, the instrument holds what was meant, so that the words can be read beside it. What is in
    `unsure` has a problem already: words for it are neither asked for nor called unknown.
    """

    instrument: Instrument
    languages: dict[int, str]
    """The tags of the languages by their place in the list."""
    unsure: Unsure


@dataclass
class Unsure:
    """Ids that something is wrong with. `scale` is True when nobody can tell which answers there are."""

    domains: set[str] = field(default_factory=set)
    factors: set[str] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    scale: bool = False


def read_instrument(reader: Reader, said: Spoken, files: Sequence[str]) -> Found:
    """The contents of a pack.toml that is readable; what is wrong with it becomes the reader's problems.

    `said` is what the language files speak of and `files` are the languages that there are files for.
    """
    return _InstrumentReader(reader.top, said).read(files)


class _InstrumentReader:
    """Reads one pack.toml part by part."""

    def __init__(self, top: Part, said: Spoken) -> None:
        self.top = top
        self.said = said
        self.unsure = Unsure()

    def read(self, files: Sequence[str]) -> Found:
        top = self.top
        top.only(keys.PACK.all)
        name, version = self._head()
        languages = self._languages(files)
        scale = self._scale()
        minimum = self._minimum()
        thresholds = self._thresholds()
        voices = self._voices()
        bands = read_bands(top)
        domains, factors, items = self._tree()
        edges = read_edges(top, [*(f.id for f in factors), *self.unsure.factors], [voice.id for voice in voices])
        instrument = Instrument(
            id=name,
            version=version,
            scale=scale,
            voices=voices,
            domains=domains,
            factors=factors,
            items=items,
            bands=bands,
            edges=edges,
            thresholds=thresholds,
            minimum_answered=minimum,
        )
        return Found(instrument, languages, self.unsure)

    def _head(self) -> tuple[str, str]:
        """The pack's id and its version; what it may be used for and whose it is are looked at too."""
        top = self.top
        if "format" not in top.table:
            top.wrong("“format” is missing.", f"Write format = {FORMAT}.", "format")
        elif top.table["format"] is True or top.table["format"] != FORMAT:
            top.wrong("The format is not known.", f"Write format = {FORMAT}, or install a newer version.", "format")
        name = top.text("id", LONGEST_NAME)
        if name.strip() and (not PACK_ID.fullmatch(name) or _DEVICE.fullmatch(name)):
            what = f"“{shown(name)}” cannot be the id of a pack."
            top.wrong(what, "Use small letters, digits and single hyphens, such as “our-circle”.", "id")
        version = top.text("version", LONGEST_NAME)
        if version.strip() and not VERSION.fullmatch(version):
            top.wrong(f"“{shown(version)}” is not a version.", "Write numbers with dots, such as “1.0”.", "version")
        top.text("licence")
        top.text("credit")
        return name, version

    def _languages(self, files: Sequence[str]) -> dict[int, str]:
        """The tags by their place in the list; every file there is when there is no list."""
        listed = self.top.texts("languages", 1, MOST["languages"], LONGEST_NAME)
        found: dict[int, str] = {}
        for place, tag in enumerate(listed):
            trouble = tags.trouble(tag) if tag.strip() else None
            if tag in found.values():
                self.top.wrong(f"“{shown(tag)}” stands twice.", "Take one of them out.", "languages", place)
                continue
            if trouble:
                self.top.wrong(f"“{shown(tag)}” {trouble[0]}", trouble[1], "languages", place)
            meant = only_one(tag, [f for f in files if f not in listed]) if trouble and tag not in files else tag
            if meant.strip() and meant not in found.values():
                found[place] = meant
        spare = [file for file in files if file not in found.values()]
        found |= {place: spare.pop(0) for place, tag in enumerate(listed) if not tag.strip() and spare}
        return dict(sorted(found.items())) if listed else dict(enumerate(files))

    def _scale(self) -> Scale:
        part = self.top.part("scale")
        low = high = None
        if part is not None:
            part.only(keys.SCALE.all)
            low = part.number("low", LOWEST_ANSWER, HIGHEST_ANSWER)
            high = part.number("high", LOWEST_ANSWER, HIGHEST_ANSWER)
            if low is not None and high is not None:
                if FEWEST_ANSWERS <= high - low + 1 <= MOST_ANSWERS:
                    return Scale(low, high)
                todo = "Choose low and high so that it does."
                part.wrong(f"The scale does not have {FEWEST_ANSWERS} to {MOST_ANSWERS} answers.", todo, "high")
        self.unsure.scale = True
        return Scale(1, 5)

    def _minimum(self) -> int:
        part = self.top.part("missing") if "missing" in self.top.table else None
        if part is None:
            return 2
        part.only(keys.MISSING.all)
        return part.number("minimum_answered", 1, LARGEST_NUMBER, 2) or 2

    def _thresholds(self) -> Thresholds:
        least = Thresholds()
        part = self.top.part("privacy") if "privacy" in self.top.table else None
        if part is None:
            return least
        part.only(keys.PRIVACY.all)
        chosen = {}
        for key in keys.PRIVACY.all:
            floor = getattr(least, key)
            number = part.number(key, 0, LARGEST_NUMBER, floor)
            if number is not None and number < floor:
                what = f"The privacy threshold “{key}” is lower than the program allows."
                part.wrong(what, f"Write {floor} or more.", key)
            chosen[key] = number or floor
        return Thresholds(**chosen)

    def _voices(self) -> tuple[Voice, ...]:
        rows = self.top.rows("voices", MOST["voices"])
        if rows is None:
            return tuple(Voice(name) for name in self.said.voices)
        for row in rows:
            row.only(keys.VOICE.all)
        found = names(rows, self.said.voices, keys.RESERVED_VOICES)
        kinds = [self._kinds(row) for row in rows]
        for kind in GROUP_KINDS:
            if all(kinds) and not any(kind in offered for offered in kinds):
                todo = f'Add "{kind}" to the kinds of one voice.'
                rows[0].wrong(f"No voice is offered in a {kind}.", todo, "kinds")
        return tuple(Voice(name, offered) for name, offered in zip(found, kinds, strict=True) if name)

    def _kinds(self, row: Part) -> tuple[str, ...]:
        """The kinds of group that a voice is offered in; none when they are wrong."""
        if "kinds" not in row.table:
            return GROUP_KINDS
        found = row.texts("kinds", 1, len(GROUP_KINDS), LONGEST_NAME)
        for place, kind in enumerate(found):
            if kind and kind not in GROUP_KINDS:
                meant = closest(kind, GROUP_KINDS)
                todo = f"Did you mean “{meant}”?" if meant else 'Use "team", "circle" or both.'
                row.wrong(f"There is no kind of group “{shown(kind)}”.", todo, "kinds", place)
        return found if set(found) <= set(GROUP_KINDS) else ()

    # Domains, their factors, their items

    def _tree(self) -> tuple[tuple[Domain, ...], tuple[Factor, ...], tuple[Item, ...]]:
        domain_rows, factor_rows, item_rows = (self._rows(key) for key in ("domains", "factors", "items"))
        said = self.said
        used = self._named(factor_rows, "domain") | said.domains
        domains = self._ids(domain_rows, used, keys.RESERVED_DOMAINS)
        used = self._named(item_rows, "factor") | said.factors
        factors = self._ids(factor_rows, used, keys.RESERVED_FACTORS)
        homes = self._homes(factor_rows, factors, "domain", domains, "domain")
        items = names(item_rows or [], said.items, frozenset(), self._kin(item_rows or []))
        item_homes = self._homes(item_rows, items, "factor", factors, "factor")
        if item_rows is None:
            items, item_homes = list(said.items), dict(said.items)
        quiet = factor_rows is None or bool(self.unsure.domains)
        self._childless(domain_rows, domains, set(homes.values()), "domain", quiet=quiet)
        quiet = item_rows is None or bool(self.unsure.factors | self.unsure.items)
        self._childless(factor_rows, factors, set(item_homes.values()), "factor", quiet=quiet)
        return (
            tuple(Domain(name) for name in domains if name and name not in self.unsure.domains),
            tuple(Factor(name, homes.get(name, "")) for name in factors if name and name not in self.unsure.factors),
            tuple(self._item(item_rows, n, name, item_homes) for n, name in enumerate(items) if name in item_homes),
        )

    def _rows(self, key: str) -> list[Part] | None:
        rows = self.top.rows(key, MOST[key])
        for row in rows or []:
            row.only({"domains": keys.DOMAIN, "factors": keys.FACTOR, "items": keys.ITEM}[key].all)
        return rows

    def _named(self, rows: list[Part] | None, key: str) -> dict[str, None]:
        found = (row.table.get(key) for row in rows or [])
        return {name: None for name in found if isinstance(name, str) and name}

    def _ids(self, rows: list[Part] | None, used: dict[str, None], reserved: frozenset[str]) -> list[str]:
        return list(used) if rows is None else names(rows, used, reserved, sole=True)

    def _kin(self, rows: list[Part]) -> Kin:
        """The items beside an item in its factor."""

        def kin(place: int) -> list[str]:
            factor = rows[place].table.get("factor")
            beside = (r.table.get("id") for n, r in enumerate(rows) if n != place and r.table.get("factor") == factor)
            return [name for name in beside if isinstance(name, str)]

        return kin

    def _homes(
        self, rows: list[Part] | None, own: list[str], key: str, above: list[str], kind: str
    ) -> dict[str, str]:
        """The domain of each factor or the factor of each item; who has none that is known is unsure."""
        if rows is None:
            return {name: next(iter(above), "") for name in own}
        homes, unknown = referred(rows, key, above, kind)
        unsure, lost = (
            (self.unsure.items, self.unsure.factors) if kind == "factor" else (self.unsure.factors, self.unsure.domains)
        )
        lost |= unknown
        found = {}
        for name, home in zip(own, homes, strict=True):
            if not name:
                continue
            guess = self.said.items.get(name, "") if kind == "factor" else next(iter(above), "")
            if home or guess in above:
                found[name] = home or guess
            else:
                unsure.add(name)
        return found

    def _childless(
        self, rows: list[Part] | None, own: list[str], homes: set[str], kind: str, *, quiet: bool
    ) -> None:
        """Note each domain without a factor or factor without an item; `quiet` where one is being looked for already."""
        below, unsure = {"domain": ("factor", self.unsure.domains), "factor": ("item", self.unsure.factors)}[kind]
        for place, name in enumerate(own):
            if name and name not in homes:
                if rows is not None and not quiet:
                    rows[place].wrong(f"The {kind} “{name}” has no {below}.", "Add one, or take it out.", "id")
                unsure.add(name)

    def _item(self, rows: list[Part] | None, place: int, name: str, homes: dict[str, str]) -> Item:
        if rows is None:
            return Item(name, homes[name])
        row = rows[place]
        return Item(name, homes[name], row.flag("reverse"), row.flag("short"))

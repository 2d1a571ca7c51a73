"""A language file: every word of a pack, flattened to texts by id."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter
from typing import Any

from climate_desktop.core.instrument import Factor, Instrument, NoAnswer
from climate_desktop.core.words import Words
from climate_desktop.packs.fixed_words import FIXED
from climate_desktop.packs.reader import Reader

_TOP = {"language", "pack", "scale", "no_answer", "voices", "bands", "domains", "factors", *FIXED}


def read_words(reader: Reader, language: str, instrument: Instrument, spare: Words | None = None) -> Words:
    """Every text of a language file; what is missing, unknown or wrongly written becomes the reader's problems.

    With `spare` words, a fixed sentence that the file lacks is taken from there, and one that nothing uses any more is
    passed over: a round keeps the words it was asked with while the program's own sentences change.
    """
    tables = reader.tables
    texts: dict[str, tuple[str, ...]] = {}
    if reader.problems:
        return Words(language, texts)
    reader.only(tables, _TOP)
    if reader.text(tables, "language") not in ("", language):
        reader.wrong("The language differs from the file's name.", f'Write language = "{language}".', "language")
    _Filler(reader, instrument, texts, spare).all()
    return Words(language, texts)


class _Filler:
    """Walks one language file beside its instrument and collects the texts."""

    def __init__(
        self, reader: Reader, instrument: Instrument, texts: dict[str, tuple[str, ...]], spare: Words | None
    ) -> None:
        self.reader = reader
        self.spare = spare
        self.instrument = instrument
        self.texts = texts

    def all(self) -> None:
        tables = self.reader.tables
        self._named(self._part("pack"), "pack", ("name", "about"), "pack")
        scale = self._part("scale")
        values = [str(v) for v in self.instrument.scale.values]
        self._named(scale, "scale", values, "scale")
        self._named(self._part("no_answer"), "no_answer", [kind.value for kind in NoAnswer], "no_answer")
        voices = self._known("voices", [v.id for v in self.instrument.voices])
        for voice, table in voices.items():
            self._named(table, f"voice.{voice}", ("name", "within", "short", "choose"), "voices", voice)
        for band, table in self._known("bands", [b.id for b in self.instrument.bands]).items():
            self.reader.only(table, {"name"}, "bands", band)
            self._take(table, f"band.{band}", "name", "bands", band)
        domains = self._known("domains", [d.id for d in self.instrument.domains])
        for domain, table in domains.items():
            self._domain(domain, table)
        factors = self._known("factors", [f.id for f in self.instrument.factors])
        for factor in self.instrument.factors:
            if factor.id in factors:
                self._factor(factor, factors[factor.id])
        for part in FIXED:
            self._fixed(part, tables.get(part))

    def _part(self, key: str) -> dict[str, Any]:
        return self.reader.table(self.reader.tables, key)

    def _known(self, key: str, ids: list[str]) -> dict[str, dict[str, Any]]:
        """The tables under a key by id, with a problem for each that is missing or that the instrument lacks."""
        part = self._part(key)
        self.reader.only(part, set(ids), key)
        return {name: self.reader.table(part, name, key) for name in ids}

    def _named(self, table: dict[str, Any], prefix: str, keys: Iterable[str], *path: str | int) -> None:
        """Take one text under each key; any other key is a problem."""
        self.reader.only(table, set(keys), *path)
        for key in keys:
            self._take(table, f"{prefix}.{key}", key, *path)

    def _take(self, table: dict[str, Any], text_id: str, key: str, *path: str | int) -> None:
        text = self.reader.text(table, key, *path)
        self._check_placeholders(text, frozenset(), key, *path)
        self.texts[text_id] = (text,)

    def _take_list(self, table: dict[str, Any], text_id: str, key: str, *path: str | int) -> None:
        self.texts[text_id] = self.reader.texts(table, key, *path)
        for text in self.texts[text_id]:
            self._check_placeholders(text, frozenset(), key, *path)

    def _domain(self, domain: str, table: dict[str, Any]) -> None:
        bands = [b.id for b in self.instrument.bands]
        self.reader.only(table, {"name", "short", "about", *bands}, "domains", domain)
        for key in ("name", "short", "about"):
            self._take(table, f"{domain}.{key}", key, "domains", domain)
        for band in bands:
            cell = self.reader.table(table, band, "domains", domain)
            path = ("domains", domain, band)
            self.reader.only(cell, {"opening", "closing", "easy", "questions"}, *path)
            for key in ("opening", "closing", "easy"):
                self._take(cell, f"{domain}.{band}.{key}", key, *path)
            self._take_list(cell, f"{domain}.{band}.questions", "questions", *path)

    def _factor(self, factor: Factor, table: dict[str, Any]) -> None:
        bands = [b.id for b in self.instrument.bands]
        prefix = f"{factor.domain}.{factor.id}"
        path = ("factors", factor.id)
        self.reader.only(table, {"domain", "name", "about", "gap", "items", *bands}, *path)
        if table.get("domain", factor.domain) != factor.domain:
            self.reader.wrong("The domain differs from pack.toml.", f'Write "{factor.domain}".', *path, "domain")
        for key in ("name", "about"):
            self._take(table, f"{prefix}.{key}", key, *path)
        gap = self.reader.text(table, "gap", *path)
        self._check_placeholders(gap, frozenset({"higher", "lower"}), *path, "gap")
        self.texts[f"{prefix}.gap"] = (gap,)
        self._items(factor, self.reader.table(table, "items", *path))
        for band in bands:
            self._cell(f"{prefix}.{band}", self.reader.table(table, band, *path), *path, band)

    def _items(self, factor: Factor, table: dict[str, Any]) -> None:
        items = [i.id for i in self.instrument.items_of[factor.id]]
        voices = [v.id for v in self.instrument.voices]
        self.reader.only(table, set(items), "factors", factor.id, "items")
        for item in items:
            wording = self.reader.table(table, item, "factors", factor.id, "items")
            self._named(wording, f"item.{item}", [*voices, "easy"], "factors", factor.id, "items", item)

    def _cell(self, prefix: str, cell: dict[str, Any], *path: str) -> None:
        """One factor at one band: general account, voices, questions, first steps."""
        voices = [v.id for v in self.instrument.voices]
        self.reader.only(cell, {"general", "easy", "questions", "first_steps", *voices}, *path)
        for key in ("general", "easy"):
            self._take(cell, f"{prefix}.{key}", key, *path)
        for key in ("questions", "first_steps"):
            self._take_list(cell, f"{prefix}.{key}", key, *path)
        for voice in voices:
            told = self.reader.table(cell, voice, *path)
            self.reader.only(told, {"account", "quotes"}, *path, voice)
            self._take(told, f"{prefix}.{voice}", "account", *path, voice)
            self._take_list(told, f"{prefix}.{voice}.quotes", "quotes", *path, voice)

    def _fixed(self, part: str, table: object) -> None:
        """The sentences that stand under fixed ids, with the placeholders that the program fills."""
        if not isinstance(table, dict):
            self.reader.wrong(f"The part [{part}] is missing.", "Add it.", part)
            return
        if self.spare is None:
            self.reader.only(table, set(FIXED[part]), part)
        for key, placeholders in FIXED[part].items():
            if self.spare is not None and key not in table:
                self.texts[f"{part}.{key}"] = self.spare.all(f"{part}.{key}")
                continue
            if isinstance(table.get(key), list):
                texts = self.reader.texts(table, key, part)
            else:
                texts = (self.reader.text(table, key, part),)
            for text in texts:
                self._check_placeholders(text, placeholders, part, key)
            self.texts[f"{part}.{key}"] = texts

    def _check_placeholders(self, text: str, allowed: frozenset[str], *path: str | int) -> None:
        """Note each {placeholder} that no code fills, and braces that are none."""
        try:
            names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError:
            self.reader.wrong("A brace stands alone.", "Take out { and }.", *path)
            return
        for name in sorted(names - allowed):
            known = ", ".join(f"{{{n}}}" for n in sorted(allowed)) or "none"
            self.reader.wrong(f"Nothing fills {{{name}}}.", f"Placeholders here: {known}.", *path)

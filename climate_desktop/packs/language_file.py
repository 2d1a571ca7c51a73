"""A language file: every word of a pack, flattened to texts by id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from climate_desktop.core.instrument import Factor, NoAnswer
from climate_desktop.core.words import Words
from climate_desktop.packs import keys
from climate_desktop.packs.fixed_words import FIXED, LISTS
from climate_desktop.packs.instrument_file import Found
from climate_desktop.packs.problems import closest, listed, shown
from climate_desktop.packs.reader import LONGEST_NAME, LONGEST_TEXT, Part, Reader
from climate_desktop.packs.spoken import voices_in

_GAP = re.compile(r"\{([^{}]*)\}")
_NO_NAME = re.compile(r"\W")
_LISTED = ("questions", "first_steps")
_PICTURE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def read_words(reader: Reader, language: str, found: Found, spare: Words | None = None) -> Words:
    """Every text of a language file; what is missing, unknown or wrongly written becomes the reader's problems.

    With `spare` words, a fixed sentence that the file lacks or that no longer fits is taken from there, and one that
    nothing uses any more is passed over: a round keeps the words it was asked with while the program's own sentences
    change.
    """
    texts: dict[str, tuple[str, ...]] = {}
    if not reader.readable:
        return Words(language, texts)
    filler = _Filler(reader, found, texts)
    filler.all()
    for part in FIXED:
        if spare is None:
            filler.fixed(part)
        else:
            filler.borrow(part, spare)
    top = reader.top
    if top.text("language", LONGEST_NAME) not in ("", language):
        top.wrong("The language differs from the file’s name.", f"Write language = \"{language}\".", "language")
    return Words(language, texts, draft=top.flag("draft"))


class _Filler:
    """Walks one language file beside its instrument and collects the texts."""

    def __init__(self, reader: Reader, found: Found, texts: dict[str, tuple[str, ...]]) -> None:
        self.top = reader.top
        self.instrument = found.instrument
        self.unsure = found.unsure
        self.texts = texts
        self.voices: Sequence[str] = ()
        self.voice_keys: Mapping[str, str] = {}
        self.passed_voices: Collection[str] = ()

    def all(self) -> None:
        top = self.top
        top.only(keys.LANGUAGE.all)
        self._named("pack", keys.PACK_WORDS.all, "pack", longest=LONGEST_TEXT)
        if not self.unsure.scale:
            self._named("scale", [str(value) for value in self.instrument.scale.values], "scale")
        self._named("no_answer", [kind.value for kind in NoAnswer], "no_answer")
        self._voices()
        for band, words in self._entries("bands", keys.BANDS):
            words.only(keys.BAND_WORDS.all)
            self._take(words, "name", f"band.{band}", LONGEST_NAME)
        for domain, words in self._entries("domains", [d.id for d in self.instrument.domains], self.unsure.domains):
            self._domain(domain, words)
        factors = {factor.id: factor for factor in self.instrument.factors}
        for name, words in self._entries("factors", list(factors), self.unsure.factors):
            self._factor(factors[name], words)

    # Pieces

    def _entries(self, key: str, ids: Sequence[str], passed: Collection[str] = ()) -> Iterable[tuple[str, Part]]:
        """The tables under a key by id, with a problem for each that is missing or that the instrument lacks."""
        part = self.top.part(key)
        if part is None:
            return
        part.only(ids, passed=passed)
        for name in ids:
            words = part.part(name)
            if words is not None:
                yield name, words

    def _named(self, key: str, known: Sequence[str], prefix: str, longest: int = LONGEST_NAME) -> None:
        """Take one text under each key of a table; any other key is a problem."""
        part = self.top.part(key)
        if part is not None:
            part.only(known)
            for name in known:
                self._take(part, name, f"{prefix}.{name}", longest)

    def _take(
        self, part: Part, key: str, text_id: str, longest: int = LONGEST_TEXT, gaps: frozenset[str] = frozenset()
    ) -> None:
        text = part.text(key, longest)
        self._check_gaps(part, text, gaps, key)
        self.texts[text_id] = (text,)

    def _take_list(self, part: Part, key: str, text_id: str) -> None:
        self.texts[text_id] = part.texts(key)
        for place, text in enumerate(self.texts[text_id]):
            self._check_gaps(part, text, frozenset(), key, place)

    def _texts(self, cell: Part, known: Sequence[str], prefix: str) -> None:
        """Take the texts and the lists of texts of a cell."""
        for key in self._own(cell, known):
            if key in _LISTED:
                self._take_list(cell, key, f"{prefix}.{key}")
            else:
                self._take(cell, key, f"{prefix}.{key}")

    def _own(self, part: Part, known: Sequence[str]) -> Sequence[str]:
        """The keys of a part's own texts; none of them when all are missing, which is one problem."""
        return known if part.begun(known) else ()

    def _check_gaps(self, part: Part, text: str, gaps: frozenset[str], *key: str | int) -> None:
        for what, todo in _wrong_gaps(text, gaps):
            part.wrong(what, todo, *key)

    # Parts

    def _voices(self) -> None:
        """The names of the voices; a voice that is called otherwise here, or nowhere, is one problem and no more."""
        ids = [voice.id for voice in self.instrument.voices]
        self.voices = ids
        part = self.top.part("voices")
        if part is None:
            return
        factors = self.top.table.get("factors")
        tables = [f for f in factors.values() if isinstance(f, dict)] if isinstance(factors, dict) else []
        spoken = {voice for factor in tables for voice in voices_in(factor)}
        strange = [key for key in part.table if key not in ids]
        self.voice_keys = part.only(ids)
        self.passed_voices = [key for key in strange if key not in self.voice_keys.values()]
        self.voices = [voice for voice in ids if voice in part.table or voice in spoken]
        for voice in ids:
            words = part.part(voice)
            if words is not None:
                words.only(keys.VOICE_WORDS.all)
                for key in self._own(words, keys.VOICE_WORDS.all):
                    self._take(words, key, f"voice.{voice}.{key}", LONGEST_NAME)

    def _domain(self, domain: str, words: Part) -> None:
        words.only(keys.DOMAIN_WORDS.all)
        for key in self._own(words, ("name", "short", "about")):
            self._take(words, key, f"{domain}.{key}", LONGEST_TEXT if key == "about" else LONGEST_NAME)
        for band in keys.BANDS:
            cell = words.part(band)
            if cell is not None:
                cell.only(keys.DOMAIN_CELL.all)
                self._texts(cell, keys.DOMAIN_CELL.all, f"{domain}.{band}")

    def _factor(self, factor: Factor, words: Part) -> None:
        prefix = f"{factor.domain}.{factor.id}"
        words.only(keys.FACTOR_WORDS.all)
        if words.table.get("domain", factor.domain) != factor.domain:
            words.wrong("The domain differs from pack.toml.", f'Write "{factor.domain}".', "domain")
        for key in self._own(words, ("name", "about", "gap")):
            gaps = frozenset({"higher", "lower"}) if key == "gap" else frozenset()
            self._take(words, key, f"{prefix}.{key}", LONGEST_NAME if key == "name" else LONGEST_TEXT, gaps)
        self._items(factor, words)
        for band in keys.BANDS:
            cell = words.part(band)
            if cell is not None:
                self._cell(f"{prefix}.{band}", cell)

    def _items(self, factor: Factor, words: Part) -> None:
        part = words.part("items")
        if part is None:
            return
        items = [item.id for item in self.instrument.items_of[factor.id]]
        part.only(items, passed=self.unsure.items)
        for item in items:
            wording = part.part(item)
            if wording is None:
                continue
            wording.only(
                [*keys.ITEM_WORDS.all, *self.voices], known_as=self.voice_keys, passed=self.passed_voices
            )
            for key in self._own(wording, (*self.voices, *keys.ITEM_WORDS.needed)):
                self._take(wording, key, f"item.{item}.{key}")
            if "picture" in wording.table:
                self._picture(wording, f"item.{item}.picture")

    def _picture(self, wording: Part, text_id: str) -> None:
        name = wording.text("picture", LONGEST_NAME)
        if name.strip() and not _PICTURE.fullmatch(name):
            what = f"“{shown(name)}” is not the name of a picture."
            wording.wrong(what, "Use small letters, digits, - and _, without a folder or an ending.", "picture")
        self.texts[text_id] = (name,)

    def _cell(self, prefix: str, cell: Part) -> None:
        """One factor at one band: general account, voices, questions, first steps."""
        cell.only([*keys.CELL.all, *self.voices], known_as=self.voice_keys, passed=self.passed_voices)
        self._texts(cell, keys.CELL.all, prefix)
        for voice in self.voices:
            told = cell.part(voice)
            if told is not None:
                told.only(keys.ACCOUNT.all)
                if told.begun(keys.ACCOUNT.all):
                    self._take(told, "account", f"{prefix}.{voice}")
                    self._take_list(told, "quotes", f"{prefix}.{voice}.quotes")

    # The sentences that stand under fixed ids

    def fixed(self, key: str) -> None:
        """Take every sentence of a part, with the gaps that the program fills in each."""
        part = self.top.part(key)
        if part is None:
            return
        part.only(list(FIXED[key]))
        for name, gaps in FIXED[key].items():
            text_id = f"{key}.{name}"
            if text_id not in LISTS:
                self._take(part, name, text_id, gaps=gaps)
                continue
            least, most = LISTS[text_id]
            self.texts[text_id] = part.texts(name, least, most)
            for place, text in enumerate(self.texts[text_id]):
                self._check_gaps(part, text, gaps, name, place)

    def borrow(self, key: str, spare: Words) -> None:
        """Take the sentences of a part that are there and fit, and the others from elsewhere."""
        table = self.top.table.get(key)
        for name, gaps in FIXED[key].items():
            text_id = f"{key}.{name}"
            value = table.get(name) if isinstance(table, dict) else None
            found = value if isinstance(value, list) else [value]
            texts = tuple(text for text in found if isinstance(text, str) and text.strip())
            least, most = LISTS.get(text_id, (1, 1))
            fits = isinstance(value, list) == (text_id in LISTS) and least <= len(texts) <= most
            fits = fits and len(texts) == len(found) and not any(_wrong_gaps(text, gaps) for text in texts)
            self.texts[text_id] = texts if fits else spare.all(text_id)


def _wrong_gaps(text: str, gaps: frozenset[str]) -> list[tuple[str, str]]:
    """What is wrong with the {gaps} of a text and what to do: those that no code fills, and braces that are none."""
    if "{" not in text and "}" not in text:
        return []
    rest = _GAP.sub("", text)
    if "{" in rest or "}" in rest:
        return [("A brace stands alone.", "Take it out, or write the gap as {name}.")]
    found = []
    for name in dict.fromkeys(_GAP.findall(text)):
        if name in gaps:
            continue
        meant = closest(_NO_NAME.split(name.strip(), maxsplit=1)[0], gaps)
        may = f"The gaps here are {listed(f'{{{gap}}}' for gap in sorted(gaps))}." if gaps else "Take it out."
        todo = f"Did you mean {{{meant}}}?" if meant else may
        found.append((f"{{{shown(name)}}} is a gap that nothing fills.", todo))
    return found

"""What is published, read back out of the real files: the pages with pypdf, the command line's JSON, the screen's tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from climate_desktop.core.instrument import Instrument
from climate_desktop.core.words import Words
from tests.audit.published import EVERYONE, Published, Told, told


def read_json(text: str, instrument: Instrument) -> Published:
    """What `score --json` printed."""
    data = json.loads(text)
    means = {
        (measure["id"], voice): _of_json(shown, instrument)
        for measure in data["measures"]
        for voice, shown in {EVERYONE: measure["everyone"], **measure["voices"]}.items()
        if shown is not None
    }
    return Published("JSON", data["answered"], data["invited"] or 0, bool(data["hidden"]), means)


def _of_json(shown: Mapping[str, Any], instrument: Instrument) -> Told:
    likely = tuple(shown["likely"]) if shown["likely"] else None
    return told(str(shown["text"]), shown["band"], instrument, shown["people"], likely)


def pages_of(path: Path) -> list[str]:
    """The text of each page, its spaces and line ends as one space each."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def read_pdf(path: Path, instrument: Instrument, words: Words) -> Published:
    """What a full report prints."""
    return _Pages(" ".join(pages_of(path)), instrument, words).published()


def read_table(heads: Sequence[str], rows: Sequence[Sequence[str]], instrument: Instrument, words: Words) -> list[Told]:
    """The means in a table of the screen, row by row, everyone first; cells that tell no score are left out."""
    bands = {words[f"band.{band.id}"]: band.id for band in instrument.bands}
    found = []
    for row in rows:
        n = int(row[2]) if row[2] else 0
        behind = [n, *(int(re.findall(r"\d+", head)[-1]) for head in heads[3:])]
        for cell, people in zip((row[1], *row[3:]), behind, strict=True):
            figure, _, band = cell.rpartition(" ")
            if band in bands:
                found.append(told(figure, bands[band], instrument, people))
    return found


class _Pages:
    """One report as a long line of text, read from left to right."""

    def __init__(self, text: str, instrument: Instrument, words: Words) -> None:
        self.instrument, self.words = instrument, words
        furniture = rf"(?:{_pattern(words['report.confidential'])} {_pattern(words['report.page'])})"
        self.text = re.sub(furniture, " ", text)
        self.bands = {words[f"band.{band.id}"]: band.id for band in instrument.bands}
        band = "|".join(map(re.escape, self.bands))
        figure = rf"\d+(?:\.\d+)?(?: {_end(words['report.or_more'])}| {_end(words['report.or_less'])})?"
        self.value = rf"(?:{figure}|{band}|{words['report.no_number']})"
        self.band, self.figure = band, figure

    def published(self) -> Published:
        part = self._numbers_after("took_part", "took_part_of", "took_part_one", "took_part_of_one")
        hidden = any(self.words[key] in self.text for key in ("report.voices_none", "report.voices_hidden", "say.hidden"))
        means = self._table()
        if means:
            self._add_people(means)
        return Published("PDF", part[0], part[1] if len(part) > 1 else 0, hidden, means, dict(self._spreads(means)))

    def _numbers_after(self, *keys: str) -> list[int]:
        """The numbers of whichever of these texts is printed first."""
        found = (re.search(_pattern(self.words[f"report.{key}"]), self.text) for key in keys)
        first = min((match for match in found if match), key=lambda match: match.start())
        return [int(number) for number in re.findall(r"\d+", first.group())]

    def _table(self) -> dict[tuple[str, str], Told]:
        """The means of *How this was worked out*."""
        start = self.text.rfind(self.words["report.worked_intro"][:60])
        end = self.text.find(self.words["report.rests_title"], start)
        if start < 0:
            return {}
        region = self.text[start:end]
        voices = [
            voice.id
            for voice in self.instrument.voices
            if re.search(rf"{re.escape(self.words[f'voice.{voice.id}.short'])} \(\d+\)", region)
        ]
        dash = self.words["report.no_number"]
        likely = rf" ({_pattern(self.words['report.range'])}|{dash})" if self.words["report.head_likely"] in region else ""
        row = rf" ({self.value}) ({self.band})\*?{likely}" + rf" ({self.value})" * len(voices)
        means: dict[tuple[str, str], Told] = {}
        at = 0
        for measure in self.instrument.measures:
            match = re.compile(re.escape(self.words[f"{measure}.name"]) + row).search(region, at)
            if match is None:
                continue
            at = match.end()
            score, band, *others = match.groups()
            ends = re.findall(r"\d+", others.pop(0)) if likely else []
            means[measure, EVERYONE] = self._told(score, band, (int(ends[0]), int(ends[1])) if ends else None)
            for voice, cell in zip(voices, others, strict=True):
                if cell != dash:
                    means[measure, voice] = self._told(cell, cell)
        return means

    def _told(self, cell: str, band: str, likely: tuple[int, int] | None = None) -> Told:
        text = "" if cell in self.bands else cell
        return told(text, self.bands.get(band, ""), self.instrument, 0, likely)

    def _add_people(self, means: dict[tuple[str, str], Told]) -> None:
        """How many people stand behind each domain and, from the accounts of the voices, behind each voice's factors."""
        domains = [(domain.id, EVERYONE) for domain in self.instrument.domains]
        which = "|".join(_pattern(self.words[f"report.{key}"]) for key in ("answered_of", "answered"))
        behind = re.findall(rf"(?<!\d)(?<!of )(?<!than )(?:{which})(?! for)", self.text)
        self._count(means, domains, [found.split()[0] for found in behind])
        names = {self.words[f"voice.{voice.id}.name"]: voice.id for voice in self.instrument.voices}
        people = "|".join(_pattern(self.words[f"report.{key}"]) for key in ("people", "person"))
        account = rf"(?:{'|'.join(map(re.escape, names))}) (?:{self.band})(?: {self.figure})?, ({people})"
        accounts = [match.group(1).split()[0] for match in re.finditer(account, self.text)]
        order = [voice.id for voice in self.instrument.voices]
        cells = [cell for cell in means if "." in cell[0] and cell[1] != EVERYONE]
        places = {measure: place for place, measure in enumerate(self.instrument.measures)}
        self._count(means, sorted(cells, key=lambda c: (places[c[0]], order.index(c[1]))), accounts)

    def _count(self, means: dict[tuple[str, str], Told], cells: list[tuple[str, str]], numbers: list[str]) -> None:
        if len(cells) != len(numbers):
            raise ValueError(f"{len(numbers)} counts of people for {len(cells)} means")
        for cell, n in zip(cells, numbers, strict=True):
            if cell in means:
                means[cell] = replace(means[cell], n=int(n))

    def _spreads(self, means: Mapping[tuple[str, str], Told]) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The answers counted under *Where opinions are split*: the numbers in the bar, which leaves out a count of 0."""
        start = self.text.find(self.words["report.split_title"])
        end = self.text.find(self.words["report.agreed_title"], start)
        region = self.text[start:end] if start >= 0 else ""
        sides = " ".join(_pattern(self.words[f"report.{key}"]) for key in ("disagree", "agree"))
        for measure, voice in means:
            if voice == EVERYONE and "." in measure:
                name = self.words[f"{measure}.name"]
                for kind in ("spread", "camps"):
                    sentence = re.escape(self.words.fill(f"say.{kind}", factor=name))
                    match = re.search(rf"{sentence} ((?:\d+ )+){sides}", region)
                    if match:
                        yield measure, tuple(int(n) for n in match.group(1).split())


def _pattern(template: str) -> str:
    """A text with placeholders as a pattern in which each stands for a number."""
    return r"\d+".join(re.escape(part) for part in re.split(r"\{\w+\}", template))


def _end(template: str) -> str:
    return re.escape(re.split(r"\{\w+\} ?", template)[1])

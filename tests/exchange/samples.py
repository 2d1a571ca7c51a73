"""A small questionnaire, its words, and workbooks as somebody might send them back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook

from climate_desktop.core.instrument import Band, Domain, Factor, Instrument, Item, NoAnswer, Scale, Voice
from climate_desktop.core.words import Words
from climate_desktop.exchange import xlsform

INSTRUMENT = Instrument(
    id="small-one",
    version="1.3",
    scale=Scale(1, 3),
    voices=(Voice("family"), Voice("worker")),
    domains=(Domain("sharing"),),
    factors=(Factor("trust", "sharing"),),
    items=(Item("trust_1", "trust"), Item("trust_2", "trust")),
    bands=(Band("low", 0, 100),),
)


def words(language: str = "en-GB", **changed: str) -> Words:
    """The words of the small questionnaire; `changed` has texts by id with __ for each dot."""
    texts = {text_id: f"{text_id} in {language}" for text_id in xlsform.text_ids(INSTRUMENT).values()}
    texts |= {text_id.replace("__", "."): text for text_id, text in changed.items()}
    return Words(language, {text_id: (text,) for text_id, text in texts.items()})


def written(folder: Path, *languages: Words) -> Path:
    """The small questionnaire as a workbook."""
    path = folder / "small.xlsx"
    path.write_bytes(xlsform.write(INSTRUMENT, languages or (words(),)))
    return path


def edited(path: Path, change: Callable[[Workbook], object]) -> Path:
    """The workbook after a spreadsheet program opened, changed and saved it."""
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def saved(path: Path, rows: Sequence[Sequence[object]], sheet: str = "survey") -> Path:
    """A workbook of one sheet that somebody else made."""
    book = Workbook()
    book.worksheets[0].title = sheet
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def swapped(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed by hand."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    assert part in parts
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


NO_ANSWERS = tuple(kind.value for kind in NoAnswer)

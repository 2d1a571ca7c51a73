"""A questionnaire as an XLSForm workbook, and a translated workbook read back as texts by id.

rubrics/README.md describes the part of XLSForm that is written and read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from climate_desktop.core.errors import (
    FormNamesRunTogether,
    LabelColumnsMissing,
    LabelColumnTwice,
    LabelColumnUnclear,
    NameColumnMissing,
    NameTwice,
)
from climate_desktop.core.instrument import Instrument, NoAnswer
from climate_desktop.core.words import Words
from climate_desktop.exchange import workbook
from climate_desktop.exchange.workbook import Table

EASY = "easy"
"""The voice that stands for the easy-read wording, and its key in an item's wordings."""
_ANSWERS, _FACES, _VOICE, _ABOUT = "answer", "face", "voice", "about"
_FIXED = {EASY: "Easy read", "no": "No", "sometimes": "Sometimes", "yes": "Yes"}
"""Choices that no pack words: in English in every language, and not read back."""
_NAMES = {
    "ar": "العربية", "bn": "বাংলা", "cy": "Cymraeg", "de": "Deutsch", "en": "English", "es": "Español", "fa": "فارسی",
    "fr": "Français", "ga": "Gaeilge", "gd": "Gàidhlig", "gu": "ગુજરાતી", "hi": "हिन्दी", "it": "Italiano",
    "ku": "Kurdî", "lt": "Lietuvių", "nl": "Nederlands", "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "pt": "Português",
    "ro": "Română", "so": "Soomaali", "sv": "Svenska", "ta": "தமிழ்", "tr": "Türkçe", "uk": "Українська",
    "ur": "اردو", "zh": "中文",
}  # fmt: skip
_LABEL = re.compile(r"label\s*::?\s*(?P<language>.+)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r".*\(\s*([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2}|-[0-9]{3})?)\s*\)\s*", re.DOTALL)

_Place = tuple[str, str]
"""A list of choices, or nothing for a question, and a name."""


@dataclass(frozen=True)
class Returned:
    """What a workbook says about a questionnaire. Empty cells are left out.

    `texts` are wordings by language and text id, `unknown` the names that the questionnaire does not have, each with
    its sheet and row, and `version` is the version that the workbook was made from, or nothing.
    """

    languages: tuple[str, ...]
    texts: Mapping[tuple[str, str], str]
    unknown: tuple[str, ...]
    version: str


def text_ids(instrument: Instrument) -> dict[_Place, str]:
    """Where each text of the questionnaire stands in the form: list and name to text id, in the form's order.

    FormNamesRunTogether when two ids of the pack would make the same name.
    """
    found: dict[_Place, str] = {}
    for place, text_id in _places(instrument):
        if place in found:
            raise FormNamesRunTogether(name=place[1])
        found[place] = text_id
    return found


def _places(instrument: Instrument) -> Iterator[tuple[_Place, str]]:
    yield ("", _ABOUT), "pack.about"
    yield ("", _VOICE), "pack.name"
    for item in instrument.items:
        for voice in (*(v.id for v in instrument.voices), EASY):
            yield ("", f"{item.id}__{voice}"), f"item.{item.id}.{voice}"
    for value in instrument.scale.values:
        yield (_ANSWERS, str(value)), f"scale.{value}"
    for kind in NoAnswer:
        yield (_ANSWERS, kind.value), f"no_answer.{kind.value}"
    for voice_entry in instrument.voices:
        yield (_VOICE, voice_entry.id), f"voice.{voice_entry.id}.choose"


# Out


def write(instrument: Instrument, languages: Sequence[Words]) -> bytes:
    """The questionnaire in these languages as a workbook that pyxform turns into a form.

    FormNamesRunTogether, or ExtraMissing without openpyxl.
    """
    places = text_ids(instrument)
    columns = [f"{_name(words.language)} ({words.language})" for words in languages]
    labels = [f"label::{column}" for column in columns]

    def said(text_id: str) -> list[str]:
        return [words[text_id] for words in languages]

    survey = [["type", "name", *labels, "relevant"]]
    choices = [["list_name", "name", *labels]]
    for (of_list, name), text_id in places.items():
        if of_list:
            choices.append([of_list, name, *said(text_id)])
        else:
            survey.append([*_question(name), *said(text_id), _shown_to(name)])
    choices += [
        [of_list, name, *[_FIXED[name]] * len(languages)]
        for of_list, name in ((_VOICE, EASY), *((_FACES, face) for face in ("no", "sometimes", "yes")))
    ]
    settings = [
        ["form_title", "form_id", "version", "default_language"],
        [languages[0]["pack.name"], instrument.id, instrument.version, columns[0]],
    ]
    return workbook.write({"survey": survey, "choices": choices, "settings": settings})


def _name(tag: str) -> str:
    """What a language calls itself, or its tag."""
    return _NAMES.get(tag.partition("-")[0], tag)


def _question(name: str) -> list[str]:
    """The type of a question beside its name."""
    if name == _ABOUT:
        return ["note", name]
    answered_from = _VOICE if name == _VOICE else _FACES if name.endswith(f"__{EASY}") else _ANSWERS
    return [f"select_one {answered_from}", name]


def _shown_to(name: str) -> str:
    """The condition under which a question is shown; empty for the two that everybody sees."""
    _, is_item, voice = name.rpartition("__")
    return f"${{{_VOICE}}} = '{voice}'" if is_item else ""


# In


def read(source: Path, instrument: Instrument) -> Returned:
    """What a workbook says about this questionnaire, whatever columns and rows it holds besides.

    A KnownError says the first thing that keeps it from being understood; see `exchange.workbook.read`.
    """
    sheets = workbook.read(source, needed=("survey",), welcome=("choices", "settings"))
    places = text_ids(instrument)
    texts: dict[tuple[str, str], str] = {}
    unknown: list[str] = []
    languages: dict[str, None] = {}
    for name in ("survey", "choices"):
        if name in sheets:
            rows = _Rows(sheets[name], has_lists=name == "choices")
            languages |= dict.fromkeys(rows.languages)
            for number, place in rows.places():
                if place in places:
                    texts |= {(tag, places[place]): text for tag, text in rows.labels(number)}
                elif place not in ((_VOICE, EASY), *((_FACES, face) for face in _FIXED)):
                    unknown.append(f"{name}, row {number}: {place[1]}")
    if not languages:
        raise LabelColumnsMissing(name=source.name)
    return Returned(tuple(languages), texts, tuple(unknown), _version(sheets.get("settings")))


class _Rows:
    """The rows of a sheet that carry labels."""

    def __init__(self, table: Table, *, has_lists: bool) -> None:
        self._table = table
        name = table.column("name")
        if name is None:
            raise NameColumnMissing(sheet=table.sheet)
        self._name = name
        self._list = _list_column(table) if has_lists else None
        self.languages = _label_columns(table)

    def places(self) -> Iterator[tuple[int, _Place]]:
        """Each row that has a name, with its list and name. NameTwice when another row has both."""
        seen: dict[_Place, int] = {}
        for number in self._table.rows:
            of_list = self._table.name(number, self._list) if self._list is not None else ""
            place = (of_list.strip(), self._table.name(number, self._name).strip())
            if place[1] and place in seen:
                raise NameTwice(sheet=self._table.sheet, name=place[1], first=seen[place], second=number)
            if place[1]:
                seen[place] = number
                yield number, place

    def labels(self, number: int) -> Iterator[tuple[str, str]]:
        """The languages of a row with its text in each; none for empty cells."""
        for tag, column in self.languages.items():
            text = self._table.words(number, column).strip()
            if text:
                yield tag, text


def _list_column(table: Table) -> int:
    for name in ("list_name", "list name"):
        column = table.column(name)
        if column is not None:
            return column
    raise NameColumnMissing(sheet=table.sheet)


def _label_columns(table: Table) -> dict[str, int]:
    """The column of each language tag. LabelColumnUnclear or LabelColumnTwice when a head does not tell it."""
    found: dict[str, int] = {}
    for column, head in enumerate(table.head):
        label = _LABEL.fullmatch(head.strip())
        if label:
            tag = _TAG.fullmatch(label["language"])
            if tag is None:
                raise LabelColumnUnclear(sheet=table.sheet, column=head)
            if tag[1] in found:
                raise LabelColumnTwice(sheet=table.sheet, language=tag[1])
            found[tag[1]] = column
    return found


def _version(table: Table | None) -> str:
    """The version in the settings; nothing when there is none."""
    column = table.column("version") if table else None
    if table is None or column is None or not table.rows:
        return ""
    return table.name(min(table.rows), column)

"""What the cells of a table from elsewhere say: an answer as a number or in words, a voice, a standing."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from climate_desktop.core.instrument import Instrument, NoAnswer
from climate_desktop.core.row_faults import (
    CodeOfAnother,
    IsAFormula,
    NotAnAnswer,
    NotOnTheScale,
    RowFault,
    SeveralAnswers,
)
from climate_desktop.core.study import Response, Standing
from climate_desktop.core.words import Words

EASY = "easy"
"""The wording in easy words, answered with three faces."""
_MARKUP = re.compile(r"<[^<>]{0,300}>")
_NOT_COMPARED = "'\"`*"
_NUMBER = re.compile(r"([+-]?\d{1,9})(?:[.,](\d{1,9}))?")
_BOTH = re.compile(r"(\d{1,3})\s*[-=.:()\[\]]+\s*(.+?)[)\]]?|(.+?)\s*[(\[=]\s*(\d{1,3})\s*[)\]]?")
"""A number with its words, or words with their number: “4 - Agree”, “Agree (4)”."""
_SEVERAL = re.compile(r"[;,|/\n]+")
_CODE = re.compile(r"(?:AO|SQ|A|L)0*\d{1,3}")
"""How survey programs number the answers to a question from its first one, whichever that is."""
_NOTHING = ("", "n/a", "na", "nan", "null")
_STANDINGS = {
    "": Standing.SELF, "self": Standing.SELF, "myself": Standing.SELF, "for myself": Standing.SELF,
    "proxy": Standing.PROXY, "somebody else": Standing.PROXY, "someone else": Standing.PROXY,
    "for somebody else": Standing.PROXY, "for someone else": Standing.PROXY,
}  # fmt: skip

_VOICE_WORDS = ("name", "short", "choose", "within")
_CONSENTS = {"agree": Standing.SELF, "agree_with_support": Standing.SELF, "answered_by_another": Standing.PROXY}
_LONGEST = 2_000
"""Letters of a cell that are looked at; no answer is as long."""

T = TypeVar("T")
Said = Response | type[RowFault] | None
"""An answer, nothing, or the kind of fault."""


def same(text: str) -> str:
    """The text as it is compared: without markup, quotation marks, capitals, and signs at its end."""
    text = text[:_LONGEST]
    if "<" in text or "&" in text:
        text = html.unescape(_MARKUP.sub(" ", text))
    kept = []
    for sign in unicodedata.normalize("NFKC", text).casefold():
        kind = unicodedata.category(sign)
        if kind not in ("Pi", "Pf", "Cf") and sign not in _NOT_COMPARED:
            kept.append("-" if kind == "Pd" else sign)
    return " ".join("".join(kept).split()).rstrip(" .:!?")


class Cells:
    """Knows the words of a questionnaire in all its languages. Words that stand for two things stand for nothing."""

    def __init__(self, instrument: Instrument, languages: Iterable[Words]) -> None:
        self.scale = scale = instrument.scale
        answers: list[tuple[str, Response]] = [(kind.value.replace("_", " "), kind) for kind in NoAnswer]
        answers += [(kind.value, kind) for kind in NoAnswer]
        voices = [(name, voice.id) for voice in instrument.voices for name in (voice.id, voice.id.replace("_", " "))]
        standings: list[tuple[str, Standing]] = []
        for words in languages:
            answers += [(text, value) for value in scale.values for text in words.all(f"scale.{value}")]
            answers += [(text, kind) for kind in NoAnswer for text in words.all(f"no_answer.{kind.value}")]
            for voice in instrument.voices:
                voices += [(text, voice.id) for part in _VOICE_WORDS for text in words.all(f"voice.{voice.id}.{part}")]
            for part, standing in _CONSENTS.items():
                standings += [(text, standing) for text in words.all(f"consent.{part}")]
        self._answers, self._voices = _sure(answers), _sure(voices)
        self._standings = _sure(standings) | _STANDINGS
        self._faces: dict[str, Response] = dict(scale.faces)
        self._seen: dict[tuple[str, bool], Said] = {}

    def answer(self, cell: str, *, easy: bool = False) -> Said:
        """What a cell of a statement's column says; `easy` where three faces were answered with."""
        key = (cell, easy)
        if key not in self._seen:
            self._seen[key] = self._said(cell, easy=easy)
        return self._seen[key]

    def is_words_of_answer(self, cell: str) -> bool:
        """True for a cell with the words of an answer; a bare number may mean anything."""
        return not _NUMBER.fullmatch(cell.strip()) and not isinstance(self.answer(cell), type | None)

    def voice(self, cell: str) -> str | None:
        """The voice that a cell names; None for anything else."""
        return self._voices.get(same(cell))

    def standing(self, cell: str) -> Standing | None:
        """Who answers, by a cell; None for anything but the two. Nothing says that people answer for themselves."""
        return self._standings.get(same(cell))

    def _said(self, cell: str, *, easy: bool) -> Said:
        if cell.lstrip().startswith("="):
            return IsAFormula
        text = same(cell)
        if text in _NOTHING:
            return None
        plain = self._plain(text, easy=easy)
        if plain is not None:
            return plain
        if self._is_several(cell, easy=easy):
            return SeveralAnswers
        if _NUMBER.fullmatch(text):
            return NotOnTheScale
        return CodeOfAnother if _CODE.fullmatch(cell.strip()) else NotAnAnswer

    def _plain(self, text: str, *, easy: bool) -> Response | None:
        """One answer in words, as a number, or both where they agree."""
        if text in self._answers:
            return self._answers[text]
        if easy and text in self._faces:
            return self._faces[text]
        number = self._number(text)
        both = _BOTH.fullmatch(text) if number is None else None
        if both is None:
            return number
        words = self._answers.get((both[2] or both[3]).rstrip(" ."))
        return words if words is not None and words == self._number(both[1] or both[4]) else None

    def _number(self, text: str) -> int | None:
        """A whole number on the scale, also as programs write it that know only decimal numbers."""
        found = _NUMBER.fullmatch(text)
        if found is None or int(found[2] or 0) or found[1][0] in "+-":
            return None
        return int(found[1]) if int(found[1]) in self.scale.values else None

    def _is_several(self, cell: str, *, easy: bool) -> bool:
        """True for two answers or more in one cell, as questions with many choices give them."""
        for pieces in (_SEVERAL.split(cell), cell.split()):
            texts = [text for text in map(same, pieces) if text]
            if len(texts) > 1 and all(self._plain(text, easy=easy) is not None for text in texts):
                return True
        return False


def _sure(meanings: Iterable[tuple[str, T]]) -> dict[str, T]:
    """What each text means, without those that mean two things."""
    found: dict[str, set[T]] = {}
    for text, meaning in meanings:
        found.setdefault(same(text), set()).add(meaning)
    return {text: next(iter(several)) for text, several in found.items() if len(several) == 1 and text}

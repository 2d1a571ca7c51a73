"""Text from people and packs, made safe to set."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics

from climate_desktop.core.words import Words
from climate_desktop.report import style

NAME_LIMIT = 160
ACTION_LIMIT = 600
PASSAGE_LIMIT = 3000

_UNSEEN = {"Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp"}


@cache
def _drawn() -> frozenset[int]:
    """The code points that our typeface can draw."""
    style.use_fonts()
    return frozenset(pdfmetrics.getFont(style.REGULAR).face.charToGlyph)  # type: ignore[attr-defined]


def can_be_set(texts: Iterable[str]) -> bool:
    """True when our typeface has at least half of the letters of these texts, or when they hold none."""
    letters = [character for text in texts for character in text if character.isalpha()]
    return 2 * sum(ord(letter) in _drawn() for letter in letters) >= len(letters)


def plain(text: str, words: Words) -> str:
    """The text on one line, in characters that our typeface has.

    A letter that it lacks loses its accent if that helps; a sign becomes its name in brackets; a run of letters of
    another script becomes one phrase in brackets. Control characters and half surrogates become spaces.
    """
    if not text.isascii() or not text.isprintable():
        text = "".join(_settable(unicodedata.normalize("NFC", _whole(text)), words))
    return " ".join(text.split())


def markup(text: str, words: Words) -> str:
    """The text as ReportLab may parse it: it stands for itself, whatever it holds."""
    return escape(plain(text, words))


def shorten(text: str, limit: int, words: Words) -> str:
    """The text, or its first whole words within `limit` characters followed by a note that it was longer."""
    if len(text) <= limit:
        return text
    head, space, _ = text[:limit].rpartition(" ")
    return f"{head if space else text[:limit]} {words['report.shortened']}"


def say_date(day: date, words: Words) -> str:
    """The date in words, such as “14 April 2026”."""
    month = words.all("report.months")[day.month - 1]
    return words.fill("report.date", day=day.day, month=month, year=day.year)


def join(parts: Iterable[str], separator: str = " ") -> str:
    """The parts that hold anything, with a separator between them."""
    return separator.join(part for part in parts if part)


def _whole(text: str) -> str:
    """The text with unpaired surrogates turned into spaces, since nothing can encode them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\ufffd", " ")


def _settable(text: str, words: Words) -> Iterable[str]:
    in_other_script = False
    for character in text:
        if ord(character) in _drawn():
            in_other_script = in_other_script and character == " "
            yield character
            continue
        category = unicodedata.category(character)
        stripped = "".join(c for c in unicodedata.normalize("NFKD", character) if ord(c) in _drawn())
        if stripped:
            yield stripped
        elif category in _UNSEEN:
            yield " " if category in ("Cc", "Cs", "Zl", "Zp") else ""
        elif category[0] in "LMN":
            yield "" if in_other_script else f"[{words['report.other_script']}]"
            in_other_script = True
        else:
            yield f" [{unicodedata.name(character, words['report.other_sign']).lower()}] "

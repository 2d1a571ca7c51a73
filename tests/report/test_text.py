"""Text from people and packs on its way to the page."""

from __future__ import annotations

from datetime import date

import pytest
from reportlab.pdfbase import pdfmetrics

from climate_desktop.report import style, text
from tests.report import sample

WORDS = sample.words()


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("Tea & “toast”", "Tea & “toast”"),
        ("Łukasz, Siân and Zoë", "Łukasz, Siân and Zoë"),
        ("done \u2713 next", "done [check mark] next"),
        ("well done \U0001f642\ufe0f", "well done [slightly smiling face]"),
        ("\u0645\u0631\u062d\u0628\u0627 Amal", "[words in another script] Amal"),
        ("one\u2028two\tthree\n\nfour", "one two three four"),
        ("half \ud83d a pair", "half a pair"),
        ("co\u00adoperative \u200bfull\uff12", "cooperative full2"),
        ("e\u0301t\u00e9", "été"),
        ("", ""),
    ],
)
def test_a_sign_that_the_typeface_lacks_becomes_words_in_brackets(given: str, printed: str) -> None:
    assert text.plain(given, WORDS) == printed


@pytest.mark.parametrize(
    "given", ["\u2192 \u25a0 \u0416 \u4e2d \ue000 \U0001f468\u200d\U0001f469", "\ud800" * 9, "a\x00b\x07"]
)
def test_every_character_that_is_printed_is_in_the_typeface(given: str) -> None:
    style.use_fonts()
    drawn = pdfmetrics.getFont(style.REGULAR).face.charToGlyph  # type: ignore[attr-defined]
    assert all(ord(c) in drawn for c in text.plain(given, WORDS))


def test_markup_from_people_stands_for_itself() -> None:
    assert text.markup('<b>&<img src="x">', WORDS) == '&lt;b&gt;&amp;&lt;img src="x"&gt;'


def test_a_long_text_ends_at_a_whole_word_with_a_note() -> None:
    long = "some words " * 10_000
    short = text.shorten(long, 30, WORDS)
    assert short.startswith("some words some words some … (This text was longer")
    assert text.shorten("x" * 900, 30, WORDS).startswith("x" * 30 + " …")
    assert text.shorten("a few words", 30, WORDS) == "a few words"


def test_a_date_is_said_in_words() -> None:
    assert text.say_date(date(2026, 4, 14), WORDS) == "14 April 2026"

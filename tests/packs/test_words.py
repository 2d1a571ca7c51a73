"""What every bundled pack's words must be: our own, plain, whole and never twice."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import textstat

from climate_desktop import packs
from climate_desktop.core.words import Words
from climate_desktop.packs import Pack

PACKS = packs.bundled()
ENGLISH = [
    pytest.param(pack, words, id=pack.id) for pack in PACKS for name, words in pack.words.items() if name[:2] == "en"
]
SHINGLES = Path(__file__).with_name("reference_shingles.txt")
SHARED_WITH_REFERENCE, SHARED_WITHIN = 7, 8
GRADE, EASY_GRADE = 8, 5.5
BLAMING = (
    "service user", "client", "stakeholder", "vulnerab", "robust", "leverage", "holistic", "implement", "burden",
    "suffer", "failing", "failed", "failure", "lazy", "refus", "non-compliant", "significant",
)  # fmt: skip
NOT_BRITISH = re.compile(
    r"\b(organiz\w*|recogniz\w*|realiz\w*|behavior\w*|favor\w*|color\w*|center\w*|neighbor\w*)", re.IGNORECASE
)


def spoken(text: str) -> list[str]:
    """The words of a text as they are compared: small letters and digits."""
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def runs(text: str, length: int) -> Iterator[str]:
    """Every run of so many words of a text."""
    words = spoken(text)
    return (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))


def shingle(run: str) -> str:
    """What the list of the reference holds for a run of seven words.

    The list was made from the text of the published page by this function, sorted, one to a line.
    """
    return hashlib.blake2b(run.encode(), digest_size=6).hexdigest()


def cells(words: Words) -> dict[str, tuple[str, ...]]:
    """The texts that a band chooses: of domains, factors and voices."""
    return {k: v for k, v in words.texts.items() if re.search(r"\.(low|medium|high)\.", k)}


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_no_run_of_seven_words_is_shared_with_the_reference(pack: Pack, words: Words) -> None:
    theirs = set(SHINGLES.read_text("ascii").split())
    assert len(theirs) > 1000
    ours = {run: k for k, texts in words.texts.items() for text in texts for run in runs(text, SHARED_WITH_REFERENCE)}
    assert {k: run for run, k in ours.items() if shingle(run) in theirs} == {}


def test_the_list_of_the_reference_still_speaks_the_same_hash() -> None:
    """With another hash nothing would ever be found in it."""
    assert shingle("one two three four five six seven") == "ce035f5acf1a"


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_no_run_of_eight_words_stands_in_two_cells(pack: Pack, words: Words) -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for text_id, texts in cells(words).items():
        for text in texts:
            for run in runs(text, SHARED_WITHIN):
                seen[run].add(text_id)
    assert {run: ids for run, ids in seen.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_each_factor_reads_at_grade_eight_or_less_and_easy_sentences_below_that(pack: Pack, words: Words) -> None:
    names = [words[f"{m}.name"] for m in pack.instrument.measures]
    for factor in pack.instrument.factors:
        for band in pack.instrument.bands:
            prefix = f"{factor.domain}.{factor.id}.{band.id}."
            bundle = " ".join(" ".join(v) for k, v in words.texts.items() if k.startswith(prefix) and "easy" not in k)
            for name in names:
                bundle = bundle.replace(name, "it")
            assert textstat.flesch_kincaid_grade(bundle) <= GRADE, prefix
            assert textstat.flesch_kincaid_grade(words[f"{prefix}easy"]) <= EASY_GRADE, prefix


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_no_word_blames_or_talks_down_and_spelling_is_british(pack: Pack, words: Words) -> None:
    every = [(k, text) for k, texts in words.texts.items() for text in texts]
    assert [(k, word) for k, text in every for word in BLAMING if word in text.lower()] == []
    assert [(k, found[0]) for k, text in every if (found := NOT_BRITISH.search(text))] == []


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_items_are_short_ask_one_thing_and_say_it_without_no(pack: Pack, words: Words) -> None:
    for text_id, (text,) in ((k, v) for k, v in words.texts.items() if k.startswith("item.")):
        said = spoken(text)
        assert len(said) <= (13 if text_id.endswith(".easy") else 16), text_id
        assert not {"and", "not", "never", "no", "nobody", "nothing", "without"} & set(said), text_id


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_every_band_of_a_factor_tells_something_else(pack: Pack, words: Words) -> None:
    """No account differs from its neighbour by a word or two: they share fewer than half of their words."""
    voices = [voice.id for voice in pack.instrument.voices]
    for factor in pack.instrument.factors:
        told = [
            set(spoken(words[f"{factor.domain}.{factor.id}.{band.id}.{voice}"]))
            for band in pack.instrument.bands
            for voice in voices
        ]
        for one, other in pairwise(told):
            assert len(one & other) < len(one | other) / 2


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_text_is_plain_one_line_and_trimmed(pack: Pack) -> None:
    for words in pack.words.values():
        for text_id, texts in words.texts.items():
            for text in texts:
                assert text == " ".join(text.split()), text_id
                assert not set(text) & set('<>"→✓•'), text_id

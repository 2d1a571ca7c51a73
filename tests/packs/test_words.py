"""What every bundled pack's words must be: our own, plain, whole and never twice."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from string import Formatter

import pytest
import textstat

from climate_desktop import packs, paths
from climate_desktop.core.words import Words
from climate_desktop.packs import Pack
from climate_desktop.packs.fixed_words import FIXED

FOLDERS = sorted(file.parent for file in paths.rubrics().glob("*/pack.toml"))
PACKS = [packs.load(folder) for folder in FOLDERS]
ENGLISH = [
    pytest.param(pack, words, id=f"{pack.id}-{tag}")
    for pack in PACKS
    for tag, words in pack.words.items()
    if tag.partition("-")[0] == "en"
]
SHINGLES = Path(__file__).with_name("reference_shingles.txt")
SHARED_WITH_REFERENCE, SHARED_WITHIN = 7, 8
GRADE, EASY_GRADE = 8.0, 5.0
LONGEST_SENTENCE, LONGEST_ITEM, LONGEST_EASY_ITEM = 26, 16, 12
"""Words that a sentence of a passage, a statement and an easy statement may have."""
BLAMING = (
    r"service users?", r"clients?", r"the vulnerable", r"vulnerable people", r"the elderly", r"the disabled",
    r"wheelchair[- ]bound", r"burden\w*", r"suffer\w*", r"victims?", r"needy", r"challenging behaviour", r"non-complian\w*",
    r"compliance", r"uncooperative", r"difficult (?:people|families|person|family)", r"lazy", r"refus\w*", r"incompeten\w*",
    r"fail(?:s|ed|ing|ures?)?", r"faults?", r"guilty of", r"attitude problem", r"allow(?:s|ed)? (?:them|people) to",
    r"weakness\w*", r"shortcoming\w*", r"defici\w*", r"dysfunction\w*", r"toxic", r"should have", r"must do better",
)  # fmt: skip
MANAGERIAL = (
    r"stakeholders?", r"robust\w*", r"leverag\w*", r"holistic\w*", r"implement\w*", r"facilitat(?:e|es|ed|ing|ion)",
    r"engagement", r"dynamics?", r"significant\w*", r"empower(?:s|ed|ing)?", r"synerg\w*", r"proactive\w*", r"optimis\w*",
    r"streamlin\w*", r"best practices?", r"key performance", r"KPIs?", r"deliverables?", r"going forward", r"touch base",
    r"buy-in", r"onboarding", r"upskill\w*", r"capacity[- ]building", r"service delivery", r"outcomes?", r"mechanisms?",
    r"utilis\w*", r"prioritis\w*", r"innovative", r"person-cent(?:red|ered)", r"cutting[- ]edge", r"pathways?", r"signpost\w*",
    r"the (?:team|system) (?:is|lacks)",
)  # fmt: skip
NOT_BRITISH = re.compile(
    r"\b("
    r"(?:organ|recogn|real|apolog|priorit|util|critic|emphas|summar|final)iz\w*|(?:behavi|fav|col|neighb)or\w*"
    r"|(?:lab|hon|hum|harb)or(?:s|ed|ing)?|(?:cent|theat|fib)er(?:s|ed)?|practic(?:ed|ing)|enroll\w*|fulfill|skillful"
    r"|(?:travel|cancel|counsel|label|quarrel)(?:ed|ing|er|or)\w*|gray|moms?|vacations?|gotten|aging|catalog|dialog|anymore"
    r")\b",
    re.IGNORECASE,
)


def spoken(text: str) -> list[str]:
    """The words of a text as they are compared: small letters and digits."""
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def runs(text: str, length: int) -> Iterator[str]:
    """Every run of so many words of a text."""
    words = spoken(text)
    return (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+", text) if sentence]


def shingle(run: str) -> str:
    """What the list of the reference holds for a run of seven words.

    The list was made from the text of the published page by this function, sorted, one to a line.
    """
    return hashlib.blake2b(run.encode(), digest_size=6).hexdigest()


def cells(words: Words) -> dict[str, tuple[str, ...]]:
    """The texts that a band chooses: of domains, factors and voices."""
    return {k: v for k, v in words.texts.items() if re.search(r"\.(low|medium|high)\.", k)}


def grade(pack: Pack, words: Words, texts: Iterable[str]) -> float:
    """The school year in which a text is read with ease; the names of domains and factors do not count."""
    bundle = " ".join(texts)
    for name in sorted((words[f"{m}.name"] for m in pack.instrument.measures), key=len, reverse=True):
        bundle = bundle.replace(name, "it")
    return float(textstat.flesch_kincaid_grade(bundle))


def found(patterns: Iterable[str], words: Words) -> list[tuple[str, str]]:
    """Where a word of a list stands. The names of domains and factors, which belong to a pack's author, are left alone."""
    pattern = re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)
    told = {k: texts for k, texts in words.texts.items() if k.rpartition(".")[2] not in ("name", "short")}
    return [(k, hit[0]) for k, texts in told.items() for text in texts if (hit := pattern.search(text))]


def alike(texts: Iterable[str], length: int = 2) -> list[str]:
    """The beginnings that two of these passages share."""
    begun = [tuple(spoken(text)[:length]) for text in texts]
    return [" ".join(one) for one, other in combinations(begun, 2) if one == other]


def test_every_folder_of_rubrics_is_a_pack_and_the_first_one_is_ours() -> None:
    assert FOLDERS
    assert [pack.id for pack in PACKS] == [folder.name for folder in FOLDERS]
    assert all(packs.check(pack.text) == () for pack in PACKS)
    assert "social-climate" in {pack.id for pack in PACKS}


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_every_cell_speaks(pack: Pack, words: Words) -> None:
    """Each band × factor × voice, with questions, first steps, quotations and an easy-read sentence."""
    one: list[str] = []
    two: list[str] = []
    for band in pack.instrument.bands:
        for domain in pack.instrument.domains:
            one += [f"{domain.id}.{band.id}.{key}" for key in ("opening", "closing", "easy")]
            two.append(f"{domain.id}.{band.id}.questions")
        for factor in pack.instrument.factors:
            cell = f"{factor.domain}.{factor.id}.{band.id}"
            one += [f"{cell}.{key}" for key in ("general", "easy", *(v.id for v in pack.instrument.voices))]
            two += [f"{cell}.questions", f"{cell}.first_steps"]
            assert all(len(words.all(f"{cell}.{voice.id}.quotes")) in (1, 2) for voice in pack.instrument.voices), cell
    for item in pack.instrument.items:
        one += [f"item.{item.id}.{key}" for key in ("easy", *(v.id for v in pack.instrument.voices))]
    assert [k for k in one if [bool(t.strip()) for t in words.all(k)] != [True]] == []
    assert [k for k in two if len(words.all(k)) != 2] == []


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_every_sentence_says_what_the_program_fills_in(pack: Pack, words: Words) -> None:
    """A gap sentence names both voices, and a sentence with a number or a theme does not leave it out."""
    gaps = {f"{factor.domain}.{factor.id}.gap": {"higher", "lower"} for factor in pack.instrument.factors}
    said = {f"say.{key}": set(names) for key, names in FIXED["say"].items()}
    for text_id, wanted in (gaps | said).items():
        assert {name for _, name, _, _ in Formatter().parse(words[text_id]) if name} == wanted, text_id
    for part in ("consent", "script", "form"):
        for key, names in FIXED[part].items():
            together = " ".join(words.all(f"{part}.{key}"))
            assert {name for _, name, _, _ in Formatter().parse(together) if name} == names, f"{part}.{key}"


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_no_run_of_seven_words_is_shared_with_the_reference(pack: Pack, words: Words) -> None:
    theirs = set(SHINGLES.read_text("ascii").split())
    assert len(theirs) > 1000
    ours = {run: k for k, texts in words.texts.items() for text in texts for run in runs(text, SHARED_WITH_REFERENCE)}
    assert {k: run for run, k in ours.items() if shingle(run) in theirs} == {}


def test_the_list_of_the_reference_still_speaks_the_same_hash() -> None:
    """With another hash nothing would ever be found in it."""
    assert shingle("one two three four five six seven") == "ce035f5acf1a"


def test_no_run_of_eight_words_stands_in_two_cells_of_any_packs() -> None:
    for language in sorted({tag for pack in PACKS for tag in pack.words}):
        seen: dict[str, set[str]] = defaultdict(set)
        for pack in (pack for pack in PACKS if language in pack.words):
            for text_id, texts in cells(pack.words[language]).items():
                for text in texts:
                    for run in runs(text, SHARED_WITHIN):
                        seen[run].add(f"{pack.id}: {text_id}")
        assert {run: ids for run, ids in seen.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_each_factor_and_each_domain_reads_at_grade_eight_or_less(pack: Pack, words: Words) -> None:
    told = cells(words)
    for prefix in sorted({text_id.rpartition(".")[0] for text_id in told if text_id.endswith(".easy")}):
        bundle = [text for k, v in told.items() if k.startswith(f"{prefix}.") and not k.endswith(".easy") for text in v]
        assert grade(pack, words, bundle) <= GRADE, prefix
    for part in ("say", "consent", "script", "form"):
        fixed = [
            re.sub(r"\{\w+\}", "it", text) for k, v in words.texts.items() if k.startswith(f"{part}.") for text in v
        ]
        assert grade(pack, words, fixed) <= GRADE, part


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_each_easy_read_sentence_reads_at_grade_five_or_less(pack: Pack, words: Words) -> None:
    easy = {k: v for k, (v, *_) in words.texts.items() if k.endswith(".easy")}
    easy |= {f"{k} {n}": v for k in ("form.easy_points", "form.fill_easy") for n, v in enumerate(words.all(k))}
    assert {k: v for k, v in easy.items() if textstat.flesch_kincaid_grade(v) > EASY_GRADE} == {}


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_no_sentence_is_longer_than_one_breath(pack: Pack, words: Words) -> None:
    told = {k: v for k, v in words.texts.items() if not k.startswith("report.")}
    long = {k: s for k, v in told.items() for t in v for s in sentences(t) if len(s.split()) > LONGEST_SENTENCE}
    assert long == {}


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_no_word_blames_or_talks_down_or_comes_from_an_office(pack: Pack, words: Words) -> None:
    assert found(BLAMING, words) == []
    assert found(MANAGERIAL, words) == []


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_spelling_is_british_and_quotation_marks_are_typographic(pack: Pack, words: Words) -> None:
    every = [(k, text) for k, texts in words.texts.items() for text in texts]
    assert [(k, hit[0]) for k, text in every if (hit := NOT_BRITISH.search(text))] == []
    assert [k for k, text in every if set(text) & {'"', "'", "`"}] == []


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_items_are_short_ask_one_thing_and_say_it_without_no(pack: Pack, words: Words) -> None:
    for text_id, (text,) in ((k, v) for k, v in words.texts.items() if k.startswith("item.")):
        said = spoken(text)
        assert len(said) <= (LONGEST_EASY_ITEM if text_id.endswith(".easy") else LONGEST_ITEM), text_id
        assert not {"and", "not", "never", "no", "nobody", "nothing", "without"} & set(said), text_id
        assert len(sentences(text)) == 1, text_id
        assert text.endswith("."), text_id


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_no_two_statements_of_one_voice_are_the_same(pack: Pack, words: Words) -> None:
    for key in ("easy", *(voice.id for voice in pack.instrument.voices)):
        asked = [words[f"item.{item.id}.{key}"] for item in pack.instrument.items]
        assert len(set(asked)) == len(asked), key


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


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_no_account_begins_with_the_name_that_is_printed_before_it(pack: Pack, words: Words) -> None:
    for factor in pack.instrument.factors:
        for band in pack.instrument.bands:
            for voice in pack.instrument.voices:
                text_id = f"{factor.domain}.{factor.id}.{band.id}.{voice.id}"
                assert not words[text_id].lower().startswith(words[f"voice.{voice.id}.name"].lower()), text_id


@pytest.mark.parametrize(("pack", "words"), ENGLISH)
def test_neighbours_on_a_page_begin_differently(pack: Pack, words: Words) -> None:
    for band in pack.instrument.bands:
        for domain in pack.instrument.domains:
            of_domain = [f"{domain.id}.{factor.id}.{band.id}" for factor in pack.instrument.factors_of[domain.id]]
            for cell in of_domain:
                told = [words[f"{cell}.{key}"] for key in ("general", *(v.id for v in pack.instrument.voices))]
                assert alike(told) == [], cell
            told = [words[f"{domain.id}.{band.id}.opening"], *(words[f"{cell}.general"] for cell in of_domain)]
            assert alike([*told, words[f"{domain.id}.{band.id}.closing"]]) == [], (domain.id, band.id)
        for key in ("opening", "closing", "easy"):
            told = [words[f"{domain.id}.{band.id}.{key}"] for domain in pack.instrument.domains]
            assert alike(told, 3) == [], (key, band.id)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_fixed_sentences_count_no_domains(pack: Pack) -> None:
    """So that a pack that was copied and given another domain still tells the truth."""
    counted = re.compile(r"\b(?:two|three|four|five|six|ten|twelve|\d+) (?:domains|themes)\b(?! alike)")
    for words in pack.words.values():
        for text_id, texts in words.texts.items():
            if text_id.partition(".")[0] in FIXED:
                for text in texts:
                    assert not counted.search(text), text_id


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_text_is_plain_one_line_and_trimmed(pack: Pack) -> None:
    for words in pack.words.values():
        for text_id, texts in words.texts.items():
            for text in texts:
                assert text == " ".join(text.split()), text_id
                assert not set(text) & set('<>"→✓•'), text_id

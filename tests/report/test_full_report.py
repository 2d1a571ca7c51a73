"""The full edition, read back out of the file."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from climate_desktop.core.results import Shown
from climate_desktop.core.study import Action
from climate_desktop.report import ReportContent, full_report
from climate_desktop.report.full import full_pdf
from tests.report import sample
from tests.report import sample_words as say

Make = Callable[[], ReportContent]

EVERY: tuple[Make, ...] = (
    sample.hebble,
    sample.seven,
    sample.ends,
    sample.sixty,
    sample.conversation,
    sample.long_names,
)


@cache
def made(make: Make, paper: str = "a4") -> bytes:
    return full_pdf(make(), paper=paper)[0]


@cache
def told(make: Make) -> tuple[str, ...]:
    return pages(made(make))


def pages(data: bytes) -> tuple[str, ...]:
    return tuple(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(data)).pages)


def whole(content: ReportContent) -> str:
    return " ".join(pages(full_pdf(content)[0]))


def test_every_number_that_is_shown_stands_on_a_page() -> None:
    content = sample.hebble()
    printed = set(re.findall(r"\d+", " ".join(told(sample.hebble))))
    for measure in content.reading.result.measures.values():
        for shown in (measure.everyone, *measure.voices.values()):
            assert shown is not None
            assert str(shown.figure) in printed
            assert str(shown.n) in printed


def test_no_number_is_printed_that_the_result_does_not_hold() -> None:
    """The group of seven shows no voice; nothing that could be one voice's score may slip in."""
    content = sample.seven()
    said = " ".join(told(sample.seven))
    for passage in content.reading.passages:
        said = said.replace(passage.id, "")
    said = re.sub(r"\.quotes\.\d|, \d+(?= )|Page \d+( of \d+)?", "", said)
    allowed = {0, 100, 49, 50, 74, 75, 5, 7, 1, 14, 16, 2026, 48, 2}
    for measure in content.reading.result.measures.values():
        assert measure.everyone is not None
        assert not measure.voices
        allowed |= {measure.everyone.figure or 0, *(measure.everyone.likely or ())}
    assert {int(n) for n in re.findall(r"\d+", said.replace("0.1.0", "").replace("1.2", ""))} <= allowed


def test_a_group_whose_voices_are_hidden_reads_every_voice_as_an_example() -> None:
    content = sample.seven()
    said = " ".join(told(sample.seven))
    assert said.count("What a result like this can mean for") == len(say.FACTORS)
    assert said.count("These are examples, not what anyone here said.") == len(say.FACTORS)
    for domain in content.reading.domains:
        for factor in domain.factors:
            assert len(factor.accounts) == 4
            assert all(account.account.text in said for account in factor.accounts)
    for name, _ in say.VOICES.values():
        assert said.count(name) >= len(say.FACTORS)
    assert "Single voices are not shown, to protect people’s privacy." in said


def test_an_end_value_is_told_as_a_bound_and_from_few_people_only_as_its_band() -> None:
    said = " ".join(told(sample.ends))
    assert "95 or more" in said
    assert "5 or less" in said
    assert not re.search(r"(?<![\d.])(96|97|98|99)(?![\d.])", said)
    scores = dict(sample.HEBBLE) | {"growth": (97, 63, 71, 68)}
    few = sample.content(sample.result(scores, {}, 7, 7))
    glance = pages(full_pdf(few)[0])[1]
    assert "Growth High Everyone" in glance
    assert "95" not in glance


def test_too_few_people_get_questions_and_first_steps_and_no_number() -> None:
    said = " ".join(told(sample.conversation))
    for name in say.FACTORS.values():
        assert name in said
    assert say.QUESTIONS[1] in said
    assert say.STEPS[1] in said
    assert not re.search(r"\b(Low|Medium|High)\b", said)
    assert "Conversation sheet" in said


def test_each_page_has_the_running_line_and_its_number() -> None:
    for number, said in enumerate(told(sample.hebble), 1):
        assert f"Page {number} of {len(told(sample.hebble))}" in said
        assert "Confidential. For the people of this group." in said
        assert number == 1 or "Hebble Valley team , spring 2026 Full report" in said


def test_the_cover_tells_who_took_part_and_what_was_agreed() -> None:
    cover = told(sample.hebble)[0]
    assert "21 of the 24 people invited took part" in cover
    assert "6 people who receive care" in cover
    assert "Share the rota a week early." in cover
    assert "And 2 more" in cover
    assert "until 16 April 2026" in cover
    assert "Caregiving relationships." in cover
    few = told(sample.seven)[0]
    assert "7 of the 7 people invited took part" in few
    assert "People who receive care" not in few


def test_every_passage_is_named_with_its_page_and_its_reason() -> None:
    content, said_by_page = sample.hebble(), told(sample.hebble)
    trail = " ".join(said_by_page[-3:])
    general = content.reading.domains[2].factors[0].general
    assert general is not None
    page = next(i for i, said in enumerate(said_by_page, 1) if general.text in said)
    assert general.id in trail.partition(f"Page {page} ")[2].partition(f"Page {page + 1} ")[0]
    assert "(Low 24, 6 people)" in trail
    printed = {domain.opening.id for domain in content.reading.domains if domain.opening}
    printed |= {factor.general.id for d in content.reading.domains for factor in d.factors if factor.general}
    assert all(passage in trail for passage in printed)


def test_the_file_says_what_it_is_and_leads_to_its_parts() -> None:
    reader = pypdf.PdfReader(BytesIO(made(sample.hebble)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Hebble Valley team, spring 2026, Full report"
    assert reader.metadata.author == "Three Locks Care Commons"
    assert reader.metadata.subject
    assert str(reader.root_object["/Lang"]) == "en-GB"
    titles = [str(entry["/Title"]) for entry in reader.outline if isinstance(entry, dict)]
    assert titles[:3] == ["What we told each other", "The domains at a glance", "Growth"]
    assert "How this was worked out" in titles


@pytest.mark.parametrize("make", EVERY)
def test_only_our_own_fonts_are_used_and_all_are_in_the_file(make: Make) -> None:
    with pikepdf.open(BytesIO(made(make))) as file:
        fonts = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        assert fonts
        for font in fonts:
            assert "AtkinsonHyperlegibleNext" in str(font.BaseFont)
            assert "/FontFile2" in font.FontDescriptor


@pytest.mark.parametrize("make", EVERY)
def test_the_same_content_makes_the_same_bytes(make: Make) -> None:
    assert full_pdf(make())[0] == made(make)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("make", EVERY)
def test_no_page_is_nearly_empty_on_any_paper(make: Make, paper: str) -> None:
    """Forty points of text are about two lines; ruled lines to write on count as contents."""
    with pikepdf.open(BytesIO(made(make, paper))) as file:
        for page in file.pages:
            drawn = page.Contents.read_bytes()
            assert drawn.count(b" Tj") + drawn.count(b" l S") > 14


def test_letter_paper_is_letter_and_a4_is_a4() -> None:
    for paper, size in (("a4", (595, 842)), ("letter", (612, 792))):
        box = pypdf.PdfReader(BytesIO(made(sample.seven, paper))).pages[3].mediabox
        assert (round(box.width), round(box.height)) == size


def test_progress_is_told_page_by_page_and_the_number_of_pages_comes_out(tmp_path: Path) -> None:
    told: list[int] = []
    count = full_report(tmp_path / "r.pdf", sample.conversation(), progress=told.append)
    assert told == list(range(1, count + 1))
    assert len(pypdf.PdfReader(tmp_path / "r.pdf").pages) == count


HOSTILE = (
    '<img src="/etc/hostname"> and more',
    "an <b>unclosed mark & an &unknown; entity",
    "word " * 20_000,
    "nobreak" * 3_000,
    "half a pair \ud83d of \udc00 surrogates",
    "\x00\x01\x1b[31m{braces} %s",
    "",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_plain_text_and_quickly(text: str) -> None:
    content = sample.hebble()
    result = replace(content.reading.result, group_name=text or " ", label=text, place=text)
    opening = replace(content.reading.domains[0].opening, text=text) if content.reading.domains[0].opening else None
    domain = replace(content.reading.domains[0], opening=opening, name=text or " ")
    reading = replace(content.reading, result=result, domains=(domain, *content.reading.domains[1:]))
    actions = tuple(Action(str(i), "r1", text, text, text) for i in range(4))
    began = time.perf_counter()
    data, count = full_pdf(replace(content, reading=reading, actions=actions, organisation=text))
    assert time.perf_counter() - began < 15
    assert count < 60
    said = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    assert "root:" not in said
    if text.startswith("<img"):
        assert '<img src="/etc/hostname">' in said


def test_a_pack_without_factors_in_its_short_form_still_has_every_page() -> None:
    """The short form scores domains only."""
    scores = {m: row for m, row in sample.HEBBLE.items() if "." not in m}
    of = replace(sample.result(sample.HEBBLE, {}, 7, 7), measures=sample.measures(scores, {}, 7), form="short")
    reading = replace(sample.reading(of), most=None, least=None, most_sentence=None, least_sentence=None)
    factors = tuple(replace(f, measure=None, general=None, accounts=()) for f in reading.domains[0].factors)
    domains = tuple(replace(d, factors=factors) for d in reading.domains)
    said = whole(replace(sample.content(of), reading=replace(reading, domains=domains)))
    assert "Growth Medium 68" in said
    assert "How this was worked out" in said


def test_a_whole_score_that_is_hidden_says_so_in_words() -> None:
    content = sample.seven()
    measures = {m: replace(v, everyone=None) for m, v in content.reading.result.measures.items()}
    reading = content.reading
    domains = tuple(
        replace(
            d,
            measure=replace(d.measure, everyone=None) if d.measure else None,
            factors=tuple(
                replace(f, measure=replace(f.measure, everyone=None) if f.measure else None) for f in d.factors
            ),
        )
        for d in reading.domains
    )
    reading = replace(
        reading, result=replace(reading.result, measures=measures), domains=domains, most=None, least=None
    )
    said = whole(replace(content, reading=reading))
    assert "Not shown, to protect people’s privacy" in said
    assert Shown("low", 7, 38) not in [m.everyone for m in measures.values()]

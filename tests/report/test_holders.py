"""Pieces under each other, beside each other and in frames, at the foot of a page."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer

from climate_desktop.report.holders import Box, Columns, Keep, Quotation, Stack, fitting, height_of
from climate_desktop.report.parts import RuledLines, Text
from climate_desktop.report.style import Style


def words(count: int, name: str = "word") -> Text:
    return Text(" ".join(f"{name}{i}" for i in range(count)), Style.of().body)


def pages(*pieces: Flowable) -> list[str]:
    target = BytesIO()
    SimpleDocTemplate(target, keepTogetherClass=Keep).build(list(pieces))
    return [page.extract_text() for page in pypdf.PdfReader(target).pages]


def holders(*pieces: Flowable) -> list[Flowable]:
    return [
        Stack(pieces),
        Columns([pieces], [0]),
        Box(Stack(pieces), Style.of().palette.line),
        Quotation(pieces, Style.of().palette.line),
    ]


@pytest.mark.parametrize("kind", range(4))
def test_a_holder_stays_whole_at_the_foot_of_a_page(kind: int) -> None:
    told = pages(Spacer(1, 560), holders(words(60), words(60, "other"))[kind])
    assert told[0].strip() == ""
    assert "word0" in told[1]
    assert "other59" in told[1]


@pytest.mark.parametrize("kind", range(4))
def test_a_holder_that_no_page_could_hold_is_taken_apart_and_loses_nothing(kind: int) -> None:
    told = " ".join(pages(Spacer(1, 560), holders(words(300), words(700, "other"))[kind])).split()
    assert [w for w in told if w.startswith("word")] == [f"word{i}" for i in range(300)]
    assert [w for w in told if w.startswith("other")] == [f"other{i}" for i in range(700)]


def test_a_heading_takes_at_least_two_lines_with_it() -> None:
    heading = words(1, "heading")
    heading.keepWithNext = 1
    told = pages(Spacer(1, 590), heading, words(80))
    assert "heading0" in told[0]
    assert "word0" in told[0]
    assert "word79" in told[1]
    heading = words(1, "heading")
    heading.keepWithNext = 1
    assert "heading0" in pages(Spacer(1, 640), heading, words(80))[1]


def test_lines_for_a_pen_fill_the_page_and_spare_ones_vanish_where_there_is_no_room() -> None:
    colour = Style.of().palette.line
    assert RuledLines(colour, 3, fill=True).wrap(400, 280)[1] == 270
    assert RuledLines(colour, 3, spare=True).wrap(400, 280)[1] == 270
    assert RuledLines(colour, 3, spare=True).wrap(400, 60)[1] == 0
    assert RuledLines(colour, 3).wrap(400, 60)[1] == 81


def test_the_first_try_that_fits_is_taken_and_otherwise_the_last() -> None:
    tries = [[words(400)], [words(40)], [words(4)]]
    high = height_of(tries[1], 400)
    assert fitting((lambda t=t: t for t in tries), 400, high) is tries[1]  # type: ignore[misc]
    assert fitting((lambda t=t: t for t in tries), 400, 1) is tries[2]  # type: ignore[misc]

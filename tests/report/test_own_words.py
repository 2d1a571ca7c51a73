"""People's own words and the facilitator's notes on the page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from climate_desktop.report import ReportContent
from climate_desktop.report.full import full_pdf
from tests.report import sample, sample_words

OWN = "In people’s own words"
NOTICED = "What was noticed"


def with_words(content: ReportContent, **written: tuple[str, ...]) -> ReportContent:
    texts = {
        "comment.page_title": (OWN,),
        "comment.page_intro": ("People wrote this.",),
        "comment.noticed_title": (NOTICED,),
        "comment.noticed_intro": ("The person who ran the workshop wrote this down.",),
    }
    words = type(content.words)(content.words.language, {**content.words.texts, **texts})
    return replace(content, words=words, **written)  # type: ignore[arg-type]


def pages(content: ReportContent) -> list[str]:
    reader = pypdf.PdfReader(BytesIO(full_pdf(content)[0]))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_without_comments_and_notes_there_is_no_page_for_them() -> None:
    told = " ".join(pages(with_words(sample.hebble())))
    assert OWN not in told
    assert NOTICED not in told


def test_comments_stand_on_a_page_of_their_own_in_the_order_given_beside_no_voice_and_no_score() -> None:
    said = ("The rota changed twice.", "I like the singing.", "Nobody asks me.")
    found = [page for page in pages(with_words(sample.hebble(), comments=said)) if OWN in page]
    assert len(found) == 1
    places = [found[0].index(words) for words in said]
    assert places == sorted(places)
    for voice in sample_words.VOICES.values():
        assert voice[0] not in found[0]


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>bold</b> & <font size=40>large</font>",
        '<img src="http://example.org/x.png"/> <a href="file:///etc/hostname">press</a>',
        "</para><para>out &amp; in &lt;b&gt;",
        "{theme} %s %(x)s \\n $HOME",
    ],
)
def test_markup_in_a_comment_or_a_note_stands_for_itself(hostile: str) -> None:
    content = with_words(sample.hebble(), comments=(hostile,), notes=(hostile,))
    data = full_pdf(content)[0]
    told = " ".join(pages(content)).replace(" ", "")
    assert told.count(hostile.replace(" ", "")) == 2
    assert not any("/URI" in str(page.get("/Annots", "")) for page in pypdf.PdfReader(BytesIO(data)).pages)


def test_sixty_long_comments_run_over_many_pages_and_nothing_is_lost() -> None:
    said = tuple(f"Number {n}. " + "The rota changed twice again. " * 65 for n in range(60))
    told = " ".join(pages(with_words(sample.hebble(), comments=said)))
    assert all(f"Number {n}." in told for n in range(60))
    assert told.count("The rota changed twice again.") == 60 * 65


def test_notes_that_were_chosen_stand_as_paragraphs() -> None:
    told = pages(with_words(sample.hebble(), notes=("It was cold.", "Two left early.")))
    page = next(page for page in told if NOTICED in page)
    assert page.index("It was cold.") < page.index("Two left early.")


def test_a_group_too_small_for_scores_still_prints_the_notes() -> None:
    told = " ".join(pages(with_words(sample.conversation(), notes=("It was cold.",))))
    assert "It was cold." in told

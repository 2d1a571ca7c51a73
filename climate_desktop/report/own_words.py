"""What people wrote themselves: comments with their writers' yes, and the facilitator's notes where that was chosen."""

from __future__ import annotations

from reportlab.platypus import Flowable

from climate_desktop.report import text
from climate_desktop.report.holders import Quotation
from climate_desktop.report.pen import Pen

_LONGEST = 6_000
"""Signs of one text that are printed: more than any may have."""


def own_words(pen: Pen) -> list[Flowable]:
    """The comments one below another, beside no voice and in the order given. None, nothing."""
    comments = pen.content.comments
    if not comments:
        return []
    pieces: list[Flowable] = [pen.heading(_fixed(pen, "page_title"), 1)]
    pieces.append(pen.text(_fixed(pen, "page_intro"), None, (4, 12)))
    for comment in comments:
        words = pen.text(pen.clean(comment, _LONGEST), pen.style.body, (0, 2))
        pieces.append(Quotation([words], pen.palette.accent_line, 4, 10))
    return pieces


def noticed(pen: Pen) -> list[Flowable]:
    """The facilitator's notes as paragraphs. None chosen, nothing."""
    notes = pen.content.notes
    if not notes:
        return []
    pieces: list[Flowable] = [pen.heading(_fixed(pen, "noticed_title"), 1)]
    pieces.append(pen.text(_fixed(pen, "noticed_intro"), pen.style.soft, (4, 8)))
    return [*pieces, *(pen.text(pen.clean(line, _LONGEST), None, (0, 6)) for line in notes)]


def _fixed(pen: Pen, text_id: str) -> str:
    return text.markup(pen.words[f"comment.{text_id}"], pen.words)

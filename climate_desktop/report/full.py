"""The full edition of the report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from climate_desktop.core.errors import ScriptNotPrintable
from climate_desktop.report import text, writing
from climate_desktop.report.agreed import conversation, what_we_agreed
from climate_desktop.report.content import ReportContent
from climate_desktop.report.cover import cover
from climate_desktop.report.document import Document, NumberedCanvas
from climate_desktop.report.domain import domain_pages
from climate_desktop.report.holders import fitting
from climate_desktop.report.overview import at_a_glance, room_for, where_we_differ
from climate_desktop.report.own_words import noticed, own_words
from climate_desktop.report.pen import Pen
from climate_desktop.report.since import since_last_time
from climate_desktop.report.style import Sizes, Style
from climate_desktop.report.worked import how_worked_out


def full_report(
    target: Path, content: ReportContent, *, paper: str = "a4", progress: Callable[[int], None] | None = None
) -> int:
    """The full edition as a PDF at `target`; the number of its pages comes out.

    `paper` is `a4` or `letter`. `progress` is told each page's number when it is done. Where nothing is scored the pages
    are a conversation sheet. Raises ScriptNotPrintable, DiskFull or TargetNotWritable; then the target is what it was before.
    """
    data, pages = full_pdf(content, paper=paper, progress=progress)
    writing.write_whole(target, data)
    return pages


def full_pdf(
    content: ReportContent, *, paper: str = "a4", progress: Callable[[int], None] | None = None
) -> tuple[bytes, int]:
    """The same pages in memory, and how many there are. ScriptNotPrintable where our typeface lacks most of the letters."""
    if not text.can_be_set(passage.text for passage in content.reading.passages):
        raise ScriptNotPrintable()
    pen = Pen(content, Style.of(paper))
    edition = text.plain(content.words["report.full" if pen.result.scored else "report.sheet"], content.words)
    title = text.join(
        (text.shorten(pen.result.group_name, text.NAME_LIMIT, content.words), pen.result.label, edition), ", "
    )
    target = BytesIO()
    document = Document(target, pen, text.plain(title, content.words), edition, progress)
    story = _scored(pen) if pen.result.scored else _unscored(pen)
    document.build(story, canvasmaker=NumberedCanvas)
    return target.getvalue(), document.page


def _scored(pen: Pen) -> list[Flowable]:
    glances = at_a_glance(pen)
    story: list[Flowable] = [*_cover(pen), *([PageBreak(), *glances] if glances else [])]
    for domain in pen.content.reading.domains:
        story += [PageBreak(), *domain_pages(pen, domain)]
    differ = where_we_differ(pen)
    story += [PageBreak(), *differ] if differ else []
    since = since_last_time(pen)
    story += [PageBreak(), *since] if since else []
    story += _written(pen)
    story.append(room_for(pen, 0.5) if differ or since else PageBreak())
    story += what_we_agreed(pen)
    return [*story, PageBreak(), *how_worked_out(pen)]


def _unscored(pen: Pen) -> list[Flowable]:
    story: list[Flowable] = [*_cover(pen)]
    for i, domain in enumerate(pen.content.reading.domains):
        story += [room_for(pen, 0.33) if i else PageBreak(), *conversation(pen, domain)]
    story += [*_written(pen), room_for(pen, 0.5), *what_we_agreed(pen), PageBreak(), *how_worked_out(pen)]
    return story


def _written(pen: Pen) -> list[Flowable]:
    """People's own words and the facilitator's notes, each on a page of its own where there is any."""
    return [piece for page in (own_words(pen), noticed(pen)) if page for piece in (PageBreak(), *page)]


def _cover(pen: Pen) -> list[Flowable]:
    """The cover in large print, or in the report's own size when it would not fit on one page, or briefer still."""
    page = pen.style.page
    own, large = pen.style.sizes, Sizes.of("take_home")
    tries = (
        partial(cover, pen.set_in(Style(page, sizes, pen.palette)), brief)
        for sizes, brief in ((large, 0), (own, 0), (own, 1), (own, 2))
    )
    pieces = fitting(tries, page.body_width, page.cover_height)
    return [*pieces, NextPageTemplate("inside")]

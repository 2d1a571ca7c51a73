"""Flowing pieces into the pages of sheets: a head, a foot, and page numbers that begin anew with each sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    ActionFlowable,
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from climate_desktop.report import style, text
from climate_desktop.report.document import Later, NumberedCanvas
from climate_desktop.report.holders import Keep
from climate_desktop.report.sheets.ink import FOOT, Ink

Draw = Callable[[Canvas, float, float], None]
"""Draws something on a canvas, from the left and upper edge that are given."""


@dataclass(frozen=True)
class PageKind:
    """A kind of page: what stands at its head, how high that is, and what stands at its lower end."""

    name: str
    head: Draw | None = None
    head_height: float = 0.0
    tail: Draw | None = None
    tail_height: float = 0.0


@dataclass
class Sheet:
    """One sheet: its kinds of page, the pieces, and the words at its foot.

    `empty` names the kind of page that fills up a piece of paper. `pages` is known once the sheet is made.
    """

    kinds: Sequence[PageKind]
    story: Callable[[], list[Flowable]]
    foot: str
    empty: str = ""
    pages: int = 0


class SheetDocument(BaseDocTemplate):
    """The pages of several sheets, one after another. Each begins on the front of a piece of paper."""

    def __init__(self, target: BytesIO, ink: Ink, title: str, progress: Callable[[int], None] | None = None) -> None:
        content = ink.content
        self.ink, self.progress = ink, progress
        self.sheet = Sheet((), list, "")
        super().__init__(
            target,
            pagesize=(ink.page.width, ink.page.height),
            title=title,
            author=text.plain(content.made_with, ink.words),
            subject=text.plain(content.words["report.subject"], ink.words),
            creator=content.made_with,
            producer=content.made_with,
            lang=ink.words.language,
            displayDocTitle=True,
            initialFontName=style.REGULAR,
            invariant=1,
            pageCompression=1,
            keepTogetherClass=Keep,
        )

    def make(self, sheets: Sequence[Sheet], *, even: bool = False) -> None:
        """Every sheet onto its pages; there must be one at least. With `even` none begins on the back of the one before it."""
        templates: dict[str, PageTemplate] = {}
        for kind in (kind for sheet in sheets for kind in sheet.kinds):
            templates.setdefault(kind.name, self._template(kind))
        self.addPageTemplates(list(templates.values()))
        self.sheet = sheets[0]
        story: list[Flowable] = []
        for sheet in sheets:
            if story:
                story += [NextPageTemplate(sheet.kinds[0].name), _Begin(self, sheet), PageBreak()]
            story += sheet.story()
            story += [Later(self._filled)] if even else []
        self.build(story, canvasmaker=NumberedCanvas)

    def _filled(self) -> list[Flowable]:
        """An empty page where the sheet would end on the front of a piece of paper."""
        if self.sheet.pages % 2 == 0:
            return []
        words = self.ink.text(self.ink.fixed("empty_page"), self.ink.style.soft, 12)
        return [NextPageTemplate(self.sheet.empty), PageBreak(), words]

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """One piece onto the page; what could only be made now takes its own place in the row."""
        if isinstance(flowables[0], Later):
            flowables[0:1] = flowables[0].make()
        else:
            super().handle_flowable(flowables)

    def afterPage(self) -> None:
        """Tells whoever waits how many pages are done."""
        if self.progress:
            self.progress(self.page)

    def _template(self, kind: PageKind) -> PageTemplate:
        page = self.ink.page
        height = page.height - 2 * page.margin - FOOT - kind.head_height - kind.tail_height
        frame = Frame(page.margin, page.margin + FOOT + kind.tail_height, page.body_width, height, 0, 0, 0, 0)

        def furniture(canvas: Canvas, _document: BaseDocTemplate) -> None:
            if kind.head:
                kind.head(canvas, page.margin, page.height - page.margin)
            if kind.tail:
                kind.tail(canvas, page.margin, page.margin + FOOT + kind.tail_height)
            self._foot(canvas)

        return PageTemplate(kind.name, [frame], onPage=furniture)

    def _foot(self, canvas: Canvas) -> None:
        """The line at the foot, with the number of this page among those of its sheet."""
        ink, page, size = self.ink, self.ink.page, style.Sizes.of("standard").small
        sheet, colour = self.sheet, ink.palette.text_soft
        sheet.pages += 1
        number, y = sheet.pages, page.margin - 2
        canvas.saveState()
        canvas.setStrokeColor(ink.palette.line)
        canvas.setLineWidth(0.75)
        canvas.line(page.margin, y + 16, page.width - page.margin, y + 16)
        canvas.setFillColor(colour)
        canvas.setFont(style.REGULAR, size)
        canvas.drawString(page.margin, y, sheet.foot)
        if ink.content.rehearsal:
            canvas.setFillColor(ink.palette.text)
            canvas.setFont(style.BOLD, size)
            canvas.drawString(
                page.margin, page.height - page.margin + 6, text.plain(ink.words["form.rehearsal"], ink.words)
            )
        if isinstance(canvas, NumberedCanvas):
            canvas.number(
                lambda _page, _pages: text.plain(
                    ink.words.fill("report.page", page=number, pages=sheet.pages), ink.words
                ),
                page.width - page.margin,
                y,
                size,
                colour,
            )
        canvas.restoreState()


class _Begin(ActionFlowable):
    """From the next page on another sheet is made."""

    def __init__(self, document: SheetDocument, sheet: Sheet) -> None:
        super().__init__(())
        self.document, self.sheet = document, sheet

    def apply(self, _document: Any) -> None:
        """The document now counts the pages of this sheet."""
        self.document.sheet = self.sheet

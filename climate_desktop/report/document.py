"""Flowing pieces into pages: furniture, bookmarks, page numbers and what the file says about itself."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import ActionFlowable, BaseDocTemplate, Flowable, Frame, PageTemplate

from climate_desktop.core.banner import banner
from climate_desktop.report import style, text
from climate_desktop.report.holders import Keep
from climate_desktop.report.pen import Pen

_BANNER_GAP = 17
"""Points from the top of the text, or the running line, up to the banner."""


class Later(ActionFlowable):
    """Pieces that can only be made when everything before them stands on its page."""

    def __init__(self, make: Callable[[], list[Flowable]]) -> None:
        super().__init__(())
        self.make = make


class NumberedCanvas(Canvas):
    """A canvas that knows how many pages there are before the first one is finished: each number is filled in at the end."""

    def number(self, say: Callable[[int, int], str], right: float, y: float, size: float, colour: Any) -> None:
        """`say(page, pages)` stands flush right at this place of the current page."""
        if not hasattr(self, "numbers"):
            self.numbers: list[tuple[int, Callable[[int, int], str], float, float, float, Any]] = []
        self.numbers.append((self.getPageNumber(), say, right, y, size, colour))
        self.doForm(f"number-{self.getPageNumber()}")

    def save(self) -> None:
        """Every number in its place, and the file written."""
        pages = self.getPageNumber() - 1
        for page, say, right, y, size, colour in getattr(self, "numbers", []):
            self.beginForm(f"number-{page}", 0, 0, right, y + size)
            self.setFont(style.REGULAR, size)
            self.setFillColor(colour)
            self.drawRightString(right, y, say(page, pages))
            self.endForm()
        super().save()


class Document(BaseDocTemplate):
    """The pages of one report. The template `cover` has no running line."""

    def __init__(
        self, target: BytesIO, pen: Pen, title: str, edition: str, progress: Callable[[int], None] | None
    ) -> None:
        self.pen, self.edition, self.progress = pen, edition, progress
        page = pen.style.page
        super().__init__(
            target,
            pagesize=(page.width, page.height),
            title=title,
            author=text.plain(pen.content.organisation or pen.content.made_with, pen.words),
            subject=text.plain(pen.words["report.subject"], pen.words),
            creator=pen.content.made_with,
            producer=pen.content.made_with,
            lang=pen.words.language,
            displayDocTitle=True,
            initialFontName=style.REGULAR,
            invariant=1,
            pageCompression=1,
            keepTogetherClass=Keep,
        )
        self.addPageTemplates(
            [
                PageTemplate("cover", [self._frame(page.cover_height)], onPage=self._cover_furniture),
                PageTemplate("inside", [self._frame(page.body_height)], onPage=self._furniture),
            ]
        )

    def _frame(self, height: float) -> Frame:
        page = self.pen.style.page
        return Frame(page.margin, page.margin + style.FOOT_ROOM, page.body_width, height, 0, 0, 0, 0)

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

    def _cover_furniture(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """The banner, then the foot."""
        self._banner(canvas)
        self._foot(canvas, document)

    def _banner(self, canvas: Canvas) -> None:
        """What every page must say of such a result, above everything else in the margin."""
        look, page, size = self.pen.style, self.pen.style.page, self.pen.style.sizes.small
        words = text.plain(banner(self.pen.result, self.pen.words), self.pen.words)
        lines = simpleSplit(words, style.SEMIBOLD, size, page.body_width)
        canvas.saveState()
        canvas.setFillColor(look.palette.text)
        canvas.setFont(style.SEMIBOLD, size)
        for above, line in zip(reversed(range(len(lines))), lines, strict=True):
            canvas.drawString(page.margin, page.height - page.margin + _BANNER_GAP + above * size * 1.2, line)
        canvas.restoreState()

    def _furniture(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """The banner, the running line, then the foot."""
        self._banner(canvas)
        look, page, size = self.pen.style, self.pen.style.page, self.pen.style.sizes.small
        y, right = page.height - page.margin, page.width - page.margin
        room = page.body_width - stringWidth(self.edition, style.REGULAR, size) - 24
        name = _fit(self._short(self.pen.result.group_name), style.SEMIBOLD, size, room)
        after = stringWidth(name, style.SEMIBOLD, size)
        label = f", {self._short(self.pen.result.label)}" if self.pen.result.label else ""
        canvas.saveState()
        canvas.setFillColor(look.palette.text)
        canvas.setFont(style.SEMIBOLD, size)
        canvas.drawString(page.margin, y, name)
        canvas.setFillColor(look.palette.text_soft)
        canvas.setFont(style.REGULAR, size)
        if after + stringWidth(label, style.REGULAR, size) <= room:
            canvas.drawString(page.margin + after, y, label)
        canvas.drawRightString(right, y, self.edition)
        canvas.setStrokeColor(look.palette.line_strong)
        canvas.setLineWidth(0.75)
        canvas.line(page.margin, y - 11, right, y - 11)
        canvas.restoreState()
        self._foot(canvas, document)

    def _short(self, words: str) -> str:
        return text.plain(text.shorten(words, text.NAME_LIMIT, self.pen.words), self.pen.words)

    def _foot(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        look, words = self.pen.style, self.pen.words
        page, size, colour = look.page, look.sizes.small, look.palette.text_soft
        y = page.margin - 21
        canvas.saveState()
        canvas.setStrokeColor(look.palette.line)
        canvas.setLineWidth(0.75)
        canvas.line(page.margin, y + 19.5, page.width - page.margin, y + 19.5)
        canvas.setFillColor(colour)
        canvas.setFont(style.REGULAR, size)
        canvas.drawString(page.margin, y, text.plain(words["report.confidential"], words))
        if isinstance(canvas, NumberedCanvas):
            canvas.number(
                lambda number, of: text.plain(words.fill("report.page", page=number, pages=of), words),
                page.width - page.margin,
                y,
                size,
                colour,
            )
        canvas.restoreState()


def _fit(words: str, font: str, size: float, room: float) -> str:
    """The words, or as many as fit followed by three dots."""
    if stringWidth(words, font, size) <= room:
        return words
    while words and stringWidth(words + "…", font, size) > room:
        words = words[:-1]
    return words.rstrip() + "…"

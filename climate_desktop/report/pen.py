"""The few ways in which anything gets onto a page."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from climate_desktop.core.interpretation import Passage
from climate_desktop.core.results import Measure, Result, Shown
from climate_desktop.report import style, text
from climate_desktop.report.charts import Scale, band_swatch, strip_with_lanes, voice_marker
from climate_desktop.report.content import ReportContent
from climate_desktop.report.holders import Box, Columns, Quotation, Stack
from climate_desktop.report.key import Key
from climate_desktop.report.parts import Figure, Icon, Legend, Rule, ScoreTag, Text, Trail
from climate_desktop.report.style import Style
from climate_desktop.report.twins import measure_twin


class Pen:
    """Holds what a page is made from and set in, and hands out its pieces.

    Every text that a person or a pack wrote goes through `clean`, so that it stands for itself.
    """

    def __init__(self, content: ReportContent, look: Style, trail: Trail | None = None) -> None:
        self.content, self.style = content, look
        self.words, self.palette = content.words, look.palette
        self.key = Key(content.instrument, content.words)
        self.trail = trail or Trail()

    def set_in(self, look: Style) -> Pen:
        """A pen for the same report that sets in another style."""
        return Pen(self.content, look, self.trail)

    @property
    def result(self) -> Result:
        """The result that is told."""
        return self.content.reading.result

    @property
    def width(self) -> float:
        """How wide a line may be."""
        return self.style.page.body_width

    def clean(self, words: str, limit: int = text.PASSAGE_LIMIT) -> str:
        """Text from a person or a pack, ready to be parsed: shortened where it is very long, escaped, settable."""
        return text.markup(text.shorten(words, limit, self.words), self.words)

    def name(self, words: str) -> str:
        """A name from a person or a pack, ready to be parsed."""
        return self.clean(words, text.NAME_LIMIT)

    def fixed(self, text_id: str, **values: object) -> str:
        """A text of the report's own, ready to be parsed; values are cleaned with it."""
        return self.clean(self.words.fill(f"report.{text_id}", **values))

    def lead(self, name: str, font: str = style.SEMIBOLD) -> str:
        """A name in stronger type, ready to be parsed, as what a paragraph begins with."""
        name = text.shorten(name, text.NAME_LIMIT, self.words)
        return f'<font name="{font}">{self.fixed("lead", name=name)}</font>'

    def heading(self, markup: str, level: int, spacing: tuple[float, float] = (0, 0), marked: bool = True) -> Text:
        """A heading that stays with what follows; a marked one is among the bookmarks."""
        looks = {1: self.style.title, 2: self.style.heading, 3: self.style.subheading}
        piece = self.text(markup, looks[level], spacing)
        piece.role, piece.keepWithNext = f"H{level}", 1
        piece.letter_spacing = self.style.title_spacing if level == 1 else 0
        piece.outline = piece.getPlainText() if marked else ""
        return piece

    def text(self, markup: str, look: ParagraphStyle | None = None, spacing: tuple[float, float] = (0, 0)) -> Text:
        """A paragraph; `spacing` is the least space before and after it."""
        piece = Text(markup, look or self.style.body)
        piece.spaceBefore, piece.spaceAfter = spacing
        return piece

    def say(
        self,
        passages: Sequence[Passage],
        lead: str = "",
        look: ParagraphStyle | None = None,
        spacing: tuple[float, float] = (0, 7),
    ) -> list[Flowable]:
        """Passages as one paragraph, each noted in the trail; `lead` is markup that stands before them. None, none."""
        if not passages:
            return []
        piece = self.text(text.join((lead, *(self.clean(p.text) for p in passages))), look, spacing)
        piece.passages, piece.trail = tuple(passages), self.trail
        return [piece]

    def quote(self, quotes: Sequence[Passage]) -> list[Flowable]:
        """Words that someone might say, and the note that nobody here said them. None, none."""
        pieces: list[Flowable] = []
        unbroken = self.fixed("might_say").replace(" ", "\N{NO-BREAK SPACE}")
        note = (
            f'<font name="{style.REGULAR}" size="{self.style.sizes.small}" color="{self.palette.text_soft.hexval()}">'
        )
        for i, passage in enumerate(quotes):
            marked = self.fixed("quote", text=passage.text.strip("“”\"' "))
            if i == len(quotes) - 1:
                marked += f" {note}{unbroken}</font>"
            piece = self.text(marked, self.style.quote, (0, 3))
            piece.passages, piece.trail = (passage,), self.trail
            pieces.append(piece)
        return [Quotation(pieces, self.palette.accent_line, 5, 9)] if pieces else []

    def bullets(self, passages: Sequence[Passage]) -> list[Flowable]:
        """Each passage a paragraph of its own, as on the cards of questions and first steps."""
        return [piece for p in passages for piece in self.say([p], spacing=(0, 5))]

    def ask_and_act(self, questions: Sequence[Passage], steps: Sequence[Passage]) -> list[Flowable]:
        """The box with questions on the left and first steps on the right. None of both, none."""
        if not questions and not steps:
            return []
        sides = [
            [self._labelled(icon, self.fixed(title)), *self.bullets(passages)]
            for icon, title, passages in (("talk", "questions", questions), ("steps", "first_steps", steps))
            if passages
        ]
        box = Box(Columns(sides, [0] * len(sides), gap=28), self.palette.line_strong, divided=len(sides) == 2)
        box.spaceBefore, box.spaceAfter = 9, 12
        return [box]

    def _labelled(self, icon: str, markup: str) -> Flowable:
        size = self.style.sizes.body
        title = self.text(markup, self.style.subheading)
        return Columns([[Spacer(1, 3), Icon(icon, self.palette, size)], [title]], [size + 7, 0], after=2)

    def headed(self, title: Text, shown: Shown | None, word: float, figure: float, below: str = "") -> Flowable:
        """A heading with its score at the right of the first line; `below` is small text under the score."""
        drop = max(title.style.fontSize, figure * 0.78)
        tag = ScoreTag(shown, self.key, self.palette, word, figure, drop)
        right: list[Flowable] = [tag]
        left: list[Flowable] = [Spacer(1, drop - title.style.fontSize), title]
        wide = tag.natural_width
        if below:
            note = self.text(below, self.style.soft_right, (3, 0))
            wide = max(wide, min(note.minWidth() * 1.02, self.width * 0.42), self.width * 0.3)
            right.append(note)
        row = Columns([left, right], [0, wide], gap=12)
        row.keepWithNext = 1
        return row

    def strips(self, name: str, measure: Measure, width: float, scale: Scale) -> Figure:
        """The strip of a measure with its lanes, and the text that says the same."""
        drawing = strip_with_lanes(measure, self.key, self.palette, width, scale)
        return Figure(drawing, measure_twin(name, measure, self.key))

    def rule(self, strong: bool = False, before: float = 0, after: float = 0) -> Rule:
        """A thin line over the whole width."""
        return Rule(self.palette.line_strong if strong else self.palette.line, before, after)

    def band_legend(self, right: str = "") -> Legend:
        """Each band's swatch, word and range."""
        entries = [
            (band_swatch(band, self.palette), f"{self.key.band_word(band)} {self.key.band_range(band)}")
            for band, _, _ in self.key.edges()
        ]
        return Legend(entries, self.style.small, right)

    def voice_legend(self, voices: Sequence[str] | None = None) -> list[Flowable]:
        """Each voice that is shown with its marker and its people. None shown, none."""
        shown = [v for v in self.result.voices if voices is None or v in voices]
        entries: list[tuple[Drawing, str]] = [
            (
                voice_marker(v, self.key, self.palette),
                self.words.fill("report.voice_people", voice=self.key.voice_short(v), n=self.result.voices[v]),
            )
            for v in shown
        ]
        return [Legend(entries, self.style.small)] if entries else []

    def hidden_note(self) -> list[Flowable]:
        """The line that says that not every voice is shown, where that is so."""
        which = "voices_hidden" if self.result.voices else "voices_none"
        return [self.text(self.fixed(which), self.style.soft, (3, 3))] if self.result.hidden else []

    def whole(self, *pieces: Flowable, before: float = 0, after: float = 0) -> Stack:
        """Pieces that stay on one page."""
        return Stack(pieces, before, after)

"""Three domains at a glance, and where we differ."""

from __future__ import annotations

from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable

from climate_desktop.core.interpretation import DomainReading, GapReading, SpreadReading
from climate_desktop.report import style
from climate_desktop.report.charts import (
    BIG,
    MIDDLE,
    SMALL,
    TIGHT,
    Scale,
    answer_paints,
    gap_axis,
    gap_bar,
    gap_room,
    gap_twin,
    spread_bar,
)
from climate_desktop.report.domain import glance_of
from climate_desktop.report.holders import Columns, Stack, fitting
from climate_desktop.report.marks import blank, swatch
from climate_desktop.report.parts import Figure, Legend
from climate_desktop.report.pen import Pen
from climate_desktop.report.twins import spread_twin

_GAPS = 4


def at_a_glance(pen: Pen) -> list[Flowable]:
    """Each domain with its strip, the voices that are shown and a sentence or two.

    Nothing where there is one domain only: its own page shows all of this.
    """
    if len(pen.content.reading.domains) < 2:
        return []
    body, small = pen.style.body, pen.style.small
    looks = ((BIG, body), (MIDDLE, body), (SMALL, body), (TIGHT, body), (TIGHT, small))
    tries = (partial(_glance, pen, scale, look) for scale, look in looks)
    return fitting(tries, pen.width, pen.style.page.body_height)


def _glance(pen: Pen, scale: Scale, look: ParagraphStyle) -> list[Flowable]:
    reading, small = pen.content.reading, scale in (SMALL, TIGHT)
    pieces: list[Flowable] = [
        pen.heading(pen.fixed("glance_title"), 1),
        pen.text(pen.fixed("glance_intro" if reading.result.voices else "glance_intro_everyone"), look, (4, 8)),
        pen.band_legend(pen.words["report.people_head"]),
    ]
    for i, domain in enumerate(reading.domains):
        pieces.append(pen.rule(strong=True, before=4 if i == 0 or small else 8, after=2 if small else 4))
        pieces.append(_domain(pen, domain, scale, look))
    pieces += [piece for caution in reading.cautions for piece in pen.say([caution], spacing=(7, 0))]
    return pieces


def _domain(pen: Pen, domain: DomainReading, scale: Scale, look: ParagraphStyle) -> Flowable:
    measure, sizes = domain.measure, pen.style.sizes
    title = pen.heading(pen.name(domain.name), 2, marked=False)
    if domain.domain in pen.result.not_asked:
        return Stack([title])
    head = pen.headed(title, measure.everyone if measure else None, sizes.heading, sizes.title)
    return Stack([head, *glance_of(pen, domain, scale, look)])


def where_we_differ(pen: Pen) -> list[Flowable]:
    """At most four gaps between voices, each with its sentence; then the factors on which opinions are split.

    Nothing where there is one voice only and opinions are not split.
    """
    reading = pen.content.reading
    if reading.gap_note is None and not reading.splits:
        return []
    gaps = reading.gaps[:_GAPS]
    pieces: list[Flowable] = [pen.heading(pen.fixed("differ_title"), 1)]
    pieces += pen.say([reading.gap_note] if reading.gap_note else [], spacing=(4, 10))
    pieces += _gaps(pen, gaps) if gaps else []
    if reading.splits:
        pieces.append(pen.heading(pen.fixed("split_title"), 2, (14, 4)))
        pieces += [_split(pen, split) for split in reading.splits]
    return pieces


def _gaps(pen: Pen, gaps: tuple[GapReading, ...]) -> list[Flowable]:
    wide, numbers = pen.width * 0.51, 52.0
    room = gap_room([(g.gap, pen.result.measures[g.gap.measure]) for g in gaps], pen.key, wide)
    pieces: list[Flowable] = [pen.rule(strong=True, after=9)]
    for reading in gaps:
        gap, measure = reading.gap, pen.result.measures[reading.gap.measure]
        drawing = gap_bar(gap, measure, pen.key, pen.palette, wide, room)
        apart: list[Flowable] = []
        if gap.points is not None:
            figure = f'<font name="{style.BOLD}" size="{pen.style.sizes.heading}">{gap.points}</font>'
            apart = [pen.text(figure, pen.style.right), pen.text(pen.fixed("apart"), pen.style.soft_right)]
        name = pen.text(pen.name(reading.name), pen.style.subheading)
        chart = Figure(drawing, gap_twin(reading.name, gap, measure, pen.key))
        row = Columns([[name], [chart], apart], [0, wide, numbers], gap=10)
        said = [reading.sentence, *([reading.times] if reading.times else [])]
        pieces.append(Stack([row, *pen.say(said, spacing=(2, 0)), pen.rule(before=9)], after=9))
    sides = [(g.gap.measure, voice) for g in gaps for voice in (g.gap.lower, g.gap.higher)]
    if all(pen.key.edges(measure, voice) == pen.key.edges() for measure, voice in sides):
        axis = Figure(gap_axis(pen.key, pen.palette, wide, room), "")
        pieces.append(Columns([[], [axis], []], [0, wide, numbers], gap=10, after=4))
    seen = {v for g in gaps for v in (g.gap.lower, g.gap.higher)}
    return [*pieces, *pen.voice_legend([v for v in pen.result.voices if v in seen])]


def _split(pen: Pen, reading: SpreadReading) -> Flowable:
    lead = pen.lead(reading.name)
    drawing = spread_bar(reading.spread, pen.key, pen.palette, pen.width)
    return Stack(
        [
            *pen.say([reading.sentence], lead, spacing=(0, 8)),
            Figure(drawing, spread_twin(reading.name, reading.spread, pen.key), 0, 3),
            _answers(pen, len(reading.spread.counts)),
        ],
        after=16,
    )


def _answers(pen: Pen, count: int) -> Legend:
    entries = []
    for paint, word in zip(answer_paints(count, pen.palette), pen.key.answers(), strict=True):
        drawing = blank(12, 12)
        for shape in swatch(paint, pen.palette.band_outline, 0.5, 0.5, 11):
            drawing.add(shape)
        entries.append((drawing, word))
    return Legend(entries, pen.style.small, gap=14)


def room_for(pen: Pen, share: float) -> Flowable:
    """A new page, unless so large a share of one is still free."""
    return CondPageBreak(pen.style.page.height * share)

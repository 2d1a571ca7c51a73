"""The first page: what the take-home sheet says, as the summary of the full report."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Spacer

from climate_desktop.core.interpretation import FactorReading, GapReading, Passage
from climate_desktop.core.study import Action
from climate_desktop.report import style, text
from climate_desktop.report.charts import gap_bar, gap_room, gap_twin, voice_marker
from climate_desktop.report.holders import Box, Columns, Stack, height_of
from climate_desktop.report.parts import Figure, Icon, RuledLines
from climate_desktop.report.pen import Pen

_ACTIONS = 3
_DISC = 48.0
_LONG = 45
"""A voice's name with more letters takes a line of its own."""


def cover(pen: Pen, brief: int = 0) -> list[Flowable]:
    """One page: who took part, what they agreed with most and least, one difference or question, and what was agreed.

    At the foot stands until when answers could be taken back. A brief page (1) leaves out who does what by when,
    and a briefer one (2) tells one action only.
    """
    pieces = [*_title(pen), _who(pen, 6 if brief else 14), *_points(pen, 4 if brief else 10), *_agreed(pen, brief)]
    foot = _foot(pen)
    free = pen.style.page.cover_height
    used = height_of([*pieces, *foot], pen.width) + 6
    return [*pieces, Spacer(1, max(free - used, 0)), *foot]


def _title(pen: Pen) -> list[Flowable]:
    result, words = pen.result, pen.words
    organisation = pen.clean(pen.content.organisation, text.NAME_LIMIT) or pen.fixed(
        "full" if result.scored else "sheet"
    )
    where = text.join((text.say_date(result.held_on, words), text.shorten(result.place, 80, words)), ", ")
    left = pen.text(organisation, pen.style.subheading)
    right = pen.text(pen.clean(where), pen.style.soft_right)
    wide = stringWidth(right.getPlainText(), right.style.fontName, right.style.fontSize)
    group = text.shorten(result.group_name, text.NAME_LIMIT, words)
    name = text.join((group, text.shorten(result.label, 60, words)), ", ")
    title = pen.heading(pen.fixed("cover_title" if result.scored else "sheet_title"), 1)
    return [
        Columns([[left], [Spacer(1, 2), right]], [0, min(wide + 1, pen.width * 0.5)], gap=12, after=14),
        title,
        pen.text(pen.clean(name), pen.style.subtitle, (0, 14)),
    ]


def _who(pen: Pen, after: float) -> Flowable:
    result = pen.result
    which = "took_part_of" if result.invited else "took_part"
    if result.answered == 1:
        which += "_one"
    rows: list[Flowable] = [
        pen.text(pen.fixed(which, n=result.answered, invited=result.invited), pen.style.subheading, (0, 4))
    ]
    across = 2 if len(result.voices) in (2, 4) else 3
    if any(len(pen.key.voice_name(v)) > _LONG for v in result.voices):
        across = 1
    voices = list(result.voices.items())
    for first in range(0, len(voices), across):
        cells = [_voice(pen, voice, n) for voice, n in voices[first : first + across]]
        rows.append(Columns(cells, [0] * len(cells), gap=14, after=3))
    if result.voices:
        rows += pen.hidden_note()
    for voice in result.tally.voices if result.tally else ():
        hands = pen.words.fill("say.tally_voice", voice=pen.words[f"voice.{voice}.name"])
        rows.append(pen.text(pen.clean(hands), pen.style.soft, (3, 3)))
    box = Box(Stack(rows), pen.palette.line_strong)
    box.spaceAfter = after
    return box


def _voice(pen: Pen, voice: str, n: int) -> Sequence[Flowable]:
    size = pen.style.sizes.small
    marker = voice_marker(voice, pen.key, pen.palette, size * 1.15)
    words = pen.text(
        f'<font name="{style.SEMIBOLD}">{n}</font> {pen.clean(pen.key.voice_within(voice))}', pen.style.small
    )
    return [Columns([[Figure(marker, "")], [words]], [size * 1.15, 0], gap=8)]


def _points(pen: Pen, gap: float) -> list[Flowable]:
    reading = pen.content.reading
    rows: list[Flowable] = []
    for icon, label, factor, sentence in (
        ("agree", "most", reading.most, reading.most_sentence),
        ("talk", "least", reading.least, reading.least_sentence),
    ):
        if factor is not None and sentence is not None:
            rows.append(_factor(pen, icon, label, factor, sentence))
    if reading.differ is not None:
        rows.append(_differ(pen, reading.differ))
    elif reading.ask is not None:
        lines = [pen.text(pen.fixed("ask"), pen.style.label), *pen.say([reading.ask], spacing=(0, 0))]
        rows.append(_point(pen, "talk", lines))
    if not reading.result.scored:
        rows[:0] = [_point(pen, "lock", pen.say([caution], spacing=(0, 0))) for caution in reading.cautions]
    ruled: list[Flowable] = []
    for i, row in enumerate(rows):
        ruled += [pen.rule(before=gap, after=gap)] if i else []
        ruled.append(row)
    return [*ruled, Spacer(1, 12)]


def _factor(pen: Pen, icon: str, label: str, factor: FactorReading, sentence: Passage) -> Flowable:
    small = pen.style.sizes.small
    title = pen.text(pen.fixed(label), pen.style.label)
    shown = factor.measure.everyone if factor.measure else None
    first = pen.headed(title, shown, small, small * 1.2)
    lead = pen.lead(factor.name)
    return _point(pen, icon, [first, *pen.say([sentence], lead, spacing=(0, 0))])


def _differ(pen: Pen, reading: GapReading) -> Flowable:
    gap, measure = reading.gap, pen.result.measures[reading.gap.measure]
    wide = pen.width * 0.4
    room = gap_room([(gap, measure)], pen.key, wide)
    chart = Figure(
        gap_bar(gap, measure, pen.key, pen.palette, wide, room), gap_twin(reading.name, gap, measure, pen.key)
    )
    title = pen.text(pen.fixed("differ"), pen.style.label)
    lead = pen.lead(reading.name)
    first = Columns([[title], [chart]], [0, wide], gap=8)
    return _point(pen, "differ", [first, *pen.say([reading.sentence], lead, spacing=(0, 0))])


def _point(pen: Pen, icon: str, lines: Sequence[Flowable]) -> Flowable:
    return Columns([[Icon(icon, pen.palette, _DISC, disc=True)], lines], [_DISC, 0], gap=17)


def _agreed(pen: Pen, brief: int) -> list[Flowable]:
    actions, told = pen.content.actions, _ACTIONS if brief < 2 else 1
    icon: Flowable = Icon("flag", pen.palette, pen.style.sizes.body)
    title = pen.text(pen.fixed("agreed_title"), pen.style.subheading)
    rows: list[Flowable] = [Columns([[Spacer(1, 3), icon], [title]], [24, 0], after=3)]
    rows += [_action(pen, i, action, brief) for i, action in enumerate(actions[:told], 1)]
    more = len(actions) - told
    if more > 0:
        rows.append(
            pen.text(pen.fixed("more_actions" if more > 1 else "more_actions_one", n=more), pen.style.small, (4, 0))
        )
    if not actions:
        rows += [pen.text(pen.fixed("agreed_nothing"), pen.style.small), RuledLines(pen.palette.line_strong, 4)]
    return [Box(Stack(rows), pen.palette.accent, 1.3)]


def _action(pen: Pen, number: int, action: Action, brief: int) -> Flowable:
    lines: list[Flowable] = [pen.text(pen.clean(action.text, 80 if brief else 180))]
    who = text.join((text.shorten(action.who, 80, pen.words), text.shorten(action.due, 60, pen.words)), ", ")
    if who and not brief:
        lines.append(pen.text(pen.clean(who), pen.style.soft))
    return Columns([[pen.text(str(number), pen.style.subheading)], lines], [24, 0], after=4)


def _foot(pen: Pen) -> list[Flowable]:
    day = text.say_date(pen.content.closed_on, pen.words)
    lead = f'<font name="{style.SEMIBOLD}">{pen.fixed("changed_mind")}</font>'
    until = pen.fixed("open_until" if pen.result.open_circle else "mixed_in", date=day)
    words = f"{lead} {until} {pen.fixed('keep_among_us')}"
    return [Stack([pen.rule(strong=True, after=8), pen.text(words, pen.style.small)], before=10)]

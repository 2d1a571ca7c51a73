"""What we agreed, with room for a pen; and the sheet for groups that are too small for scores."""

from __future__ import annotations

from reportlab.platypus import Flowable

from climate_desktop.core.interpretation import DomainReading, FactorReading
from climate_desktop.core.study import Action
from climate_desktop.report import text
from climate_desktop.report.holders import Columns, Stack
from climate_desktop.report.parts import RuledLines
from climate_desktop.report.pen import Pen


def what_we_agreed(pen: Pen) -> list[Flowable]:
    """Everything that was agreed, who does it and by when, then lines to write on down to the foot of the page."""
    pieces: list[Flowable] = [pen.heading(pen.fixed("agreed_title"), 1)]
    intro = "agreed_intro" if pen.content.actions else "agreed_nothing"
    pieces.append(pen.text(pen.fixed(intro), None, (4, 8)))
    for number, action in enumerate(pen.content.actions, 1):
        pieces += [pen.rule(after=7), _action(pen, number, action)]
    heads = [[pen.text(pen.fixed(head), pen.style.soft)] for head in ("what", "who", "when")]
    columns = Columns(heads, [pen.width * 0.56, pen.width * 0.24, 0])
    lines = RuledLines(pen.palette.line_strong, 4, columns, fill=True)
    return [*pieces, pen.rule(strong=True, before=4, after=6), lines]


def _action(pen: Pen, number: int, action: Action) -> Flowable:
    what: list[Flowable] = [pen.text(pen.clean(action.text, text.ACTION_LIMIT))]
    details = ((w, text.shorten(v, 120, pen.words)) for w, v in (("by_whom", action.who), ("by_when", action.due)) if v)
    line = text.join((pen.fixed(which, value=value) for which, value in details), " ")
    if line:
        what.append(pen.text(line, pen.style.soft))
    return Columns([[pen.text(str(number), pen.style.subheading)], what], [24, 0], after=8)


def conversation(pen: Pen, domain: DomainReading) -> list[Flowable]:
    """One domain without scores: each factor with what it asks about, its questions and its first steps."""
    pieces: list[Flowable] = [pen.heading(pen.name(domain.name), 1, (10, 0))]
    pieces += pen.say([domain.opening] if domain.opening else [], spacing=(4, 8))
    for factor in domain.factors:
        pieces.append(_factor(pen, factor))
    return [*pieces, *pen.say([domain.closing] if domain.closing else [])]


def _factor(pen: Pen, factor: FactorReading) -> Flowable:
    return Stack(
        [
            pen.heading(pen.name(factor.name), 2),
            pen.text(pen.clean(factor.about), pen.style.small, (0, 4)),
            *pen.ask_and_act(factor.questions, factor.first_steps),
        ],
        before=4,
        after=4,
    )

"""One domain: its spread, and its interpretation in full."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer

from climate_desktop.core.interpretation import DomainReading, FactorReading, Passage, VoiceAccount
from climate_desktop.core.results import Measure
from climate_desktop.report import style
from climate_desktop.report.charts import SMALL, TIGHT, Scale, glance, voice_marker
from climate_desktop.report.holders import Columns, Stack, fitting, height_of
from climate_desktop.report.parts import Figure, RuledLines, ScoreTag
from climate_desktop.report.pen import Pen
from climate_desktop.report.twins import measure_twin


def domain_pages(pen: Pen, domain: DomainReading) -> list[Flowable]:
    """The spread, then every factor with its general account and the accounts of the voices, then the closing."""
    tries = (partial(_spread, pen, domain, tight) for tight in (False, True, False))
    spread = fitting(tries, pen.width, pen.style.page.body_height)
    return [*spread, *_in_full(pen, domain), _notes(pen)]


def _notes(pen: Pen) -> Flowable:
    """Lines for the group's own words, where the domain's last page has room."""
    heads = Stack(
        [
            pen.rule(before=0, after=8),
            pen.text(pen.fixed("notes_title"), pen.style.subheading),
            pen.text(pen.fixed("notes_hint"), pen.style.soft),
        ]
    )
    notes = RuledLines(pen.palette.line_strong, 3, heads, spare=True)
    notes.spaceBefore = 12
    return notes


def glance_of(pen: Pen, domain: DomainReading, scale: Scale, look: ParagraphStyle | None = None) -> list[Flowable]:
    """The strip of the whole domain with the voices that are shown, and a sentence or two."""
    measure = domain.measure
    pieces: list[Flowable] = []
    if measure is not None and (measure.everyone or measure.voices):
        drawing = glance(measure, pen.key, pen.palette, pen.width, scale)
        pieces.append(Figure(drawing, measure_twin(domain.name, measure, pen.key), 2, 2))
    return [*pieces, *pen.hidden_note(), *pen.say(domain.glance, look=look, spacing=(2, 0))]


def _spread(pen: Pen, domain: DomainReading, tight: bool) -> list[Flowable]:
    pieces: list[Flowable] = [_title(pen, domain)]
    pieces += pen.say([domain.opening] if domain.opening else [], spacing=(6, 9 if not tight else 5))
    alone = len(pen.content.reading.domains) < 2
    if alone:
        pieces += [pen.band_legend(pen.words["report.people_head"]), *glance_of(pen, domain, SMALL), Spacer(1, 8)]
    pieces += [*_factors(pen, domain, tight), *_not_asked(pen, domain)]
    pieces += _standout(pen, domain)
    if alone:
        pieces += [piece for caution in pen.content.reading.cautions for piece in pen.say([caution])]
    return [*pieces, *pen.ask_and_act(domain.questions, domain.first_steps)]


def _title(pen: Pen, domain: DomainReading) -> Flowable:
    sizes = pen.style.sizes
    shown = domain.measure.everyone if domain.measure else None
    title = pen.heading(pen.name(domain.name), 1)
    if domain.domain in pen.result.not_asked:
        return title
    n = shown.n if shown else pen.result.answered
    which = "answered_of" if pen.result.invited else "answered"
    return pen.headed(title, shown, sizes.heading, sizes.title, pen.fixed(which, n=n, invited=pen.result.invited))


def _standout(pen: Pen, domain: DomainReading) -> list[Flowable]:
    """What stands out: a paragraph for what belongs to one factor, with its name above; each voice's account by itself.

    The quotation stands with the first of them, which is the one that it belongs to.
    """
    pieces: list[Flowable] = []
    above, quotes = "", domain.quotes
    for (factor, voice), group in groupby(domain.standout, key=_place):
        name = next((f.name for f in domain.factors if f"{domain.domain}.{f.factor}" == factor), "")
        if name and factor != above:
            title = pen.heading(pen.name(name), 3, (4, 0), marked=False)
            title.role = "P"
            pieces.append(title)
        above = factor
        lead = pen.lead(pen.words[f"voice.{voice}.name"], style.MEDIUM) if voice else ""
        said = pen.say(list(group), lead, spacing=(0, 4))
        if factor and quotes:
            said = [*said, *pen.quote(quotes)]
            said[0].keepWithNext, quotes = 1, ()
        pieces += said
    return [*pieces, *pen.quote(quotes)]


def _place(passage: Passage) -> tuple[str, str]:
    """The factor that a sentence is printed under and the voice it tells of; neither where it tells of the whole domain."""
    reason = passage.reason
    return (reason.measure, reason.voice) if reason.rule in ("voice", "band", "gap", "spread") else ("", "")


def _factors(pen: Pen, domain: DomainReading, tight: bool) -> list[Flowable]:
    """The strips of the factors that were scored, and the legend of the voices: above them where they fill a page."""
    rows: list[Flowable] = []
    for factor in domain.factors:
        measure = factor.measure
        if measure is not None:
            row = _factor_row(pen, factor, measure, TIGHT if tight else SMALL)
            rows += [row, pen.rule(before=1 if tight else 3, after=3 if tight else 5)]
    if not rows:
        return []
    legend = pen.voice_legend()
    strips = Stack([pen.rule(strong=True, after=5), *rows], after=2)
    many = height_of([strips], pen.width) > pen.style.page.body_height * 0.6
    first, last = (legend, []) if many else ([], legend)
    return [*first, strips, *last, *pen.hidden_note(), Stack([], after=2 if tight else 5)]


def _not_asked(pen: Pen, domain: DomainReading) -> list[Flowable]:
    """Why the domain has no score, or themes of it have none, where the round was closed before they were asked."""
    own = [c for c in pen.content.reading.cautions if c.reason.rule == "not_asked" and c.reason.measure == domain.domain]
    themes = [caution for factor in domain.factors if factor.measure is None for caution in factor.cautions]
    if len(themes) == len(domain.factors):
        themes = []
    return pen.say([*own, *themes], spacing=(0, 8))


def _factor_row(pen: Pen, factor: FactorReading, measure: Measure, scale: Scale) -> Flowable:
    wide, numbers = pen.width * 0.476, 92.0
    name = pen.text(pen.name(factor.name), pen.style.subheading)
    figure = pen.strips(factor.name, measure, wide, scale)
    tag = ScoreTag(measure.everyone, pen.key, pen.palette, pen.style.sizes.small, pen.style.sizes.heading, 17)
    return Columns([[name], [figure], [tag]], [0, wide, numbers], gap=10)


def _in_full(pen: Pen, domain: DomainReading) -> list[Flowable]:
    pieces: list[Flowable] = []
    told = [f for f in domain.factors if f.general is not None]
    if told:
        title = pen.heading(pen.fixed("in_full_title"), 2, (14, 6))
        title.outline = f"{title.outline}: {domain.short}"
        pieces.append(title)
    for factor in told:
        pieces += _factor(pen, factor)
    if domain.closing:
        pieces += [pen.rule(strong=True, before=6, after=8), *pen.say([domain.closing])]
    return pieces


def _factor(pen: Pen, factor: FactorReading) -> list[Flowable]:
    sizes = pen.style.sizes
    shown = factor.measure.everyone if factor.measure else None
    row = pen.headed(pen.heading(pen.name(factor.name), 3), shown, sizes.small, sizes.body + 2)
    pieces: list[Flowable] = [pen.rule(before=8, after=6), row]
    pieces[0].keepWithNext = 1
    pieces += pen.say([factor.general] if factor.general else [], spacing=(1, 7 if not factor.agreement else 2))
    pieces += pen.say([factor.agreement] if factor.agreement else [], look=pen.style.soft, spacing=(0, 7))
    for caution in factor.cautions:
        pieces += pen.say([caution])
    own = [a for a in factor.accounts if not a.example]
    examples = [a for a in factor.accounts if a.example]
    for account in own:
        pieces += _account(pen, factor, account)
    if examples:
        frame = pen.text(pen.fixed("example_frame"), pen.style.subheading, (4, 0))
        note = pen.text(pen.fixed("example_note"), pen.style.soft, (0, 5))
        frame.keepWithNext = note.keepWithNext = 1
        pieces += [frame, note]
        for account in examples:
            pieces += _account(pen, factor, account)
    return pieces


def _account(pen: Pen, factor: FactorReading, account: VoiceAccount) -> Sequence[Flowable]:
    """The voice's marker, name and score, its account and its quotations."""
    said = f'<font name="{style.SEMIBOLD}">{pen.name(account.name)}</font>'
    shown = factor.measure.voices.get(account.voice) if factor.measure and not account.example else None
    if shown is not None:
        small = f'size="{pen.style.sizes.small}" color="{pen.palette.text_soft.hexval()}"'
        score = pen.fixed("voice_score", score=pen.key.score(shown), people=pen.key.people(shown.n))
        said += f" &nbsp;<font {small}>{score}</font>"
    marker = voice_marker(account.voice, pen.key, pen.palette, 13)
    name = Columns([[Spacer(1, 4), Figure(marker, "")], [pen.text(said)]], [19, 0], before=3)
    pieces = [name, *pen.say([account.account], spacing=(0, 5)), *pen.quote(account.quotes)]
    for piece in pieces[:-1]:
        piece.keepWithNext = 1
    return pieces

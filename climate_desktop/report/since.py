"""Since last time: what was agreed then, and how the domains and themes have moved."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Path
from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from climate_desktop.core.reading import ChangeReading, SinceReading
from climate_desktop.core.results import Measure
from climate_desktop.core.study import Action, ActionState
from climate_desktop.report import style, text
from climate_desktop.report.change_chart import Dates, change_lines, change_twin
from climate_desktop.report.holders import Box, Columns, Stack
from climate_desktop.report.marks import Part, blank, outline
from climate_desktop.report.parts import Figure
from climate_desktop.report.pen import Pen
from climate_desktop.report.style import Palette

_BOX = 17.0
_MOST = 6
"""Agreements of the time before that are printed."""
_CLOSE = 16.0
"""Points from one date's line to the next where a theme is told."""


def since_last_time(pen: Pen) -> list[Flowable]:
    """What was agreed the time before, then each domain and each theme with a line for each date and its sentence.

    Nothing for a first round. Where the rounds cannot be set side by side, the sentence that says why.
    """
    since, reading = pen.result.since, pen.content.reading.since
    if since is None or reading is None or since.why_not == "first":
        return []
    pieces: list[Flowable] = [pen.heading(text.markup(pen.words["say.change_title"], pen.words), 1)]
    pieces += _agreed_before(pen)
    if not since.rounds:
        return [*pieces, *pen.say([reading.intro], spacing=(8, 12))]
    domains = pen.content.reading.domains
    pieces.append(pen.heading(pen.fixed("moved_title"), 2, (12, 2)))
    pieces += pen.say([reading.intro], look=pen.style.small, spacing=(0, 4))
    pieces.append(pen.band_legend())
    for domain in domains:
        pieces += _moved(pen, reading, domain.domain, domain.name, pen.style.sizes.body, True)
    pieces += [pen.rule(), _how_sure(pen, reading)]
    themes = [(f"{domain.domain}.{factor.factor}", factor.name) for domain in domains for factor in domain.factors]
    moved = [piece for measure, name in themes for piece in _moved(pen, reading, measure, name, 12, False)]
    return [*pieces, pen.heading(pen.fixed("moved_themes"), 2, (12, 2)), *moved, pen.rule()] if moved else pieces


def _moved(
    pen: Pen, reading: SinceReading, measure: str, name: str, size: float, voices: bool
) -> list[Flowable]:
    """One domain or theme: its name and score, a line for each date, and what has changed.

    Of a theme, only those voices are told that have clearly changed.
    """
    told = reading.of(measure)
    now = pen.result.measures.get(measure)
    if not told or now is None or now.everyone is None:
        return []
    dates = _dates(pen, measure, now)
    chart = change_lines(dates, measure, pen.key, pen.palette, pen.width, 18.0 if voices else _CLOSE)
    title = pen.heading(pen.name(name), 3, marked=False)
    pieces: list[Flowable] = [pen.rule(before=4, after=3)]
    pieces.append(pen.headed(title, now.everyone, pen.style.sizes.small, size))
    pieces.append(Figure(chart, change_twin(name, dates, pen.key), 2, 3))
    for one in told:
        if not one.voice or voices or one.change.word == "clear":
            pieces += _sentence(pen, one, pen.style.body if voices and not one.voice else pen.style.small)
    return [Stack(pieces)]


def _sentence(pen: Pen, one: ChangeReading, look: ParagraphStyle) -> list[Flowable]:
    lead = pen.lead(one.voice, style.MEDIUM) if one.voice else ""
    return pen.say([one.sentence], lead, look, (0, 2))


def _dates(pen: Pen, measure: str, now: Measure) -> Dates:
    """The dates on which everyone's score was shown, by the names of their rounds."""
    since = pen.result.since
    rounds = [(past.label, past.measures.get(measure)) for past in since.rounds] if since else []
    found = [(label, one.everyone) for label, one in [*rounds, (pen.result.label, now)] if one]
    return [(text.plain(label, pen.words), shown) for label, shown in found if shown]


def _how_sure(pen: Pen, reading: SinceReading) -> Flowable:
    """The box that always stands there."""
    rows: list[Flowable] = [pen.text(pen.fixed("sure_title"), pen.style.subheading)]
    rows += pen.say(reading.notes, spacing=(0, 3))
    rows += pen.say([reading.ask] if reading.ask else [], spacing=(0, 0))
    box = Box(Stack(rows), pen.palette.line_strong)
    box.spaceBefore, box.spaceAfter = 9, 6
    return box


def _agreed_before(pen: Pen) -> list[Flowable]:
    actions = pen.content.agreed_before[:_MOST]
    if not actions:
        return []
    pieces: list[Flowable] = [pen.heading(pen.fixed("agreed_before"), 2, (6, 2))]
    for action in actions:
        pieces += [_action(pen, action), pen.rule(before=4, after=4)]
    return pieces


def _action(pen: Pen, action: Action) -> Flowable:
    """The state told by shape and by words."""
    said = pen.clean(action.text, text.ACTION_LIMIT)
    state = pen.fixed(f"state_{action.state.value}")
    words = pen.text(f'<font name="{style.SEMIBOLD}">{said}</font> {state}')
    return Columns([[Figure(_state_box(action.state, pen.palette), "", 2)], [words]], [_BOX, 0], gap=10)


def _state_box(state: ActionState, palette: Palette) -> Drawing:
    """A box: filled with a tick where something is done, half filled where some of it is, otherwise empty."""
    side = _BOX - 2
    drawing = blank(_BOX, _BOX)
    done = state is ActionState.DONE
    frame = Part(1, 1, side, side, 3, 3)
    drawing.add(outline(frame, palette.text if done else palette.ground, palette.text, 1.4))
    if done:
        drawing.add(_path(((4.5, 8.5), (7.5, 5.5), (12.8, 11.6)), None, palette.ground, 1.8))
    elif state is ActionState.PARTLY:
        drawing.add(_path(((1.6, 4), (1.6, side + 0.4), (side - 2, side + 0.4), (1.6, 4)), palette.text, None, 0))
    return drawing


def _path(points: Sequence[tuple[float, float]], fill: Color | None, stroke: Color | None, width: float) -> Path:
    path = Path(fillColor=fill, strokeColor=stroke, strokeWidth=width, strokeLineCap=1)
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    return path

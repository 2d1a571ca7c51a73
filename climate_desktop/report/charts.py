"""The charts, drawn once for page and screen: pure functions of plain data that return ReportLab drawings.

Lengths are in points, y upwards. A chart shows exactly the numbers of the `Measure`, `Gap` or `Spread` that it was
given; its text twin is made from the same one by `twins`. Every colour comes from the palette, and every colour has a
shape, a pattern or a word beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from reportlab.graphics.shapes import Drawing, Line, Path, Shape, String
from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from climate_desktop.core.results import Gap, Measure, Shown, Spread
from climate_desktop.report import style
from climate_desktop.report.key import Key
from climate_desktop.report.marks import Part, blank, marker, outline, patterned, swatch
from climate_desktop.report.style import BandPaint, Palette
from climate_desktop.report.svg import to_svg
from climate_desktop.report.twins import gap_twin, measure_twin, spread_twin, strip_twin

__all__ = [
    "BIG",
    "MIDDLE",
    "SMALL",
    "TIGHT",
    "Scale",
    "answer_paints",
    "band_strip",
    "band_swatch",
    "gap_axis",
    "gap_bar",
    "gap_room",
    "gap_twin",
    "glance",
    "measure_twin",
    "spread_bar",
    "spread_twin",
    "strip_twin",
    "strip_with_lanes",
    "to_svg",
    "voice_marker",
]

_OVER = 3.2
"""How far the needle stands out above and below its strip."""
_NUMBER = 12
_RADIUS = 1.7 * mm + 0.5


@dataclass(frozen=True)
class Scale:
    """How high strips and lanes are, in points, and how large their words."""

    strip: float
    lane: float
    size: float = _NUMBER

    @property
    def top(self) -> float:
        """From the upper edge of a drawing to the first lane's upper edge."""
        return self.strip + 2 * _OVER


TIGHT = Scale(4.9 * mm, 4.3 * mm)
SMALL = Scale(5.2 * mm, 4.7 * mm)
MIDDLE = Scale(6.4 * mm, 5.8 * mm)
BIG = Scale(7.5 * mm, 7.2 * mm)


@dataclass(frozen=True)
class _Axis:
    """0 to 100 laid on the page."""

    x: float
    width: float

    def at(self, score: float) -> float:
        return self.x + self.width * score / 100


def band_strip(shown: Shown | None, key: Key, palette: Palette, width: float, scale: Scale = SMALL) -> Drawing:
    """One strip: all bands outlined, the one that holds the score filled and patterned, a needle at the score."""
    drawing = blank(width, ceil(scale.top))
    _add(drawing, _strip(shown, "", key, palette, _Axis(1, width - 2), _OVER, scale.strip))
    return drawing


def strip_with_lanes(measure: Measure, key: Key, palette: Palette, width: float, scale: Scale = SMALL) -> Drawing:
    """The strip of everyone with a lane below it for each voice shown, in the pack's order."""
    height = ceil(scale.top + scale.lane * len(measure.voices))
    drawing = blank(width, height)
    axis = _Axis(1, width - 2)
    _add(drawing, _zone_lines(measure, key, palette, axis, height - scale.top + _OVER - 1))
    for i, (voice, shown) in enumerate(measure.voices.items()):
        y = height - scale.top - scale.lane * (i + 0.5)
        _add(drawing, _lane(measure.id, voice, shown, key, palette, axis, y, scale))
    _add(drawing, _strip(measure.everyone, measure.id, key, palette, axis, height - scale.top + _OVER, scale.strip))
    return drawing


def glance(measure: Measure, key: Key, palette: Palette, width: float, scale: Scale = BIG) -> Drawing:
    """Strip and lanes with the names at the start and the people at the end, so that no legend is needed."""
    longest = max((stringWidth(key.voice_name(v), style.REGULAR, scale.size) for v in measure.voices), default=0.0)
    start = min(max(width * 0.374, longest + 35), width * 0.44)
    axis = _Axis(start, width * 0.896 - start)
    names = {v: _two_lines(key.voice_name(v), scale.size, start - 34) for v in measure.voices}
    lanes = [max(scale.lane, 4 + len(names[v]) * scale.size * 1.2) for v in measure.voices]
    height = ceil(scale.top + 3 + sum(lanes))
    drawing = blank(width, height)
    strip_y = height - scale.top + _OVER
    _add(drawing, _zone_lines(measure, key, palette, axis, strip_y - _OVER - 1))
    middle = strip_y + scale.strip / 2
    _add(drawing, [_words(0, middle, key.words["report.everyone"], style.SEMIBOLD, scale.size, palette.text)])
    if measure.everyone:
        _add(drawing, [_people(width, middle, measure.everyone.n, palette, scale)])
    y = height - scale.top - 3
    for (voice, shown), lane in zip(measure.voices.items(), lanes, strict=True):
        y -= lane
        _add(drawing, marker(key.voice_paint(voice, palette), 6.5, y + lane / 2, _RADIUS))
        for i, line in enumerate(names[voice]):
            at = y + lane / 2 + ((len(names[voice]) - 1) / 2 - i) * scale.size * 1.2
            _add(drawing, [_words(20, at, line, style.REGULAR, scale.size, palette.text)])
        _add(drawing, _lane(measure.id, voice, shown, key, palette, axis, y + lane / 2, scale))
        _add(drawing, [_people(width, y + lane / 2, shown.n, palette, scale)])
    _add(drawing, _strip(measure.everyone, measure.id, key, palette, axis, strip_y, scale.strip))
    return drawing


def gap_room(pairs: Sequence[tuple[Gap, Measure]], key: Key, width: float) -> tuple[float, float]:
    """The room that the axis of `gap_bar` leaves left and right, so that every number of these gaps fits beside its marker."""
    left = right = 0.0
    for gap, measure in pairs:
        low, high = measure.voices[gap.lower], measure.voices[gap.higher]
        at_low, at_high = _place(low, key, measure.id, gap.lower), _place(high, key, measure.id, gap.higher)
        left = max(left, _label_width(low, key) + 20 - at_low * width / 100)
        right = max(right, _label_width(high, key) + 20 - (100 - at_high) * width / 100)
    return min(left, width / 4), min(right, width / 4)


def gap_bar(
    gap: Gap, measure: Measure, key: Key, palette: Palette, width: float, room: tuple[float, float] = (0.0, 0.0)
) -> Drawing:
    """Two voices on one dotted line with a bar between them and the number beside each."""
    drawing = blank(width, 26)
    axis, y, radius = _Axis(room[0], width - sum(room)), 13.0, _RADIUS + 0.8
    if key.same_edges(measure.id, (gap.lower, gap.higher)):
        for _, start, _ in key.edges(measure.id)[1:]:
            _add(drawing, [_line(axis.at(start), 1, axis.at(start), 25, palette.line, 1)])
    _add(drawing, _dotted(axis, y, palette.line_strong))
    ends = [(v, measure.voices[v]) for v in (gap.lower, gap.higher)]
    xs = [axis.at(_place(shown, key, measure.id, voice)) for voice, shown in ends]
    for (_, shown), x, left in zip(ends, xs, (True, False), strict=True):
        label = _label(shown, key)
        long = stringWidth(label, style.SEMIBOLD, _NUMBER)
        _add(drawing, _number(x - radius - 6 - long if left else x + radius + 6, y, label, palette))
    _add(drawing, [outline(Part(xs[0], y - 2.9, xs[1] - xs[0], 5.8), palette.accent_soft, None)])
    for edge in (y - 2.9, y + 2.9):
        _add(drawing, [_line(xs[0], edge, xs[1], edge, palette.accent, 1.2)])
    for (voice, _), x in zip(ends, xs, strict=True):
        _add(drawing, marker(key.voice_paint(voice, palette), x, y, radius, palette.ground))
    return drawing


def gap_axis(key: Key, palette: Palette, width: float, room: tuple[float, float] = (0.0, 0.0)) -> Drawing:
    """The band words at the places where the bands begin, to stand below the bars; a word that has no room goes lower."""
    drawing = blank(width, 16)
    axis, free, words = _Axis(room[0], width - sum(room)), 0.0, []
    for band, start, _ in key.edges():
        x, word = axis.at(start), key.band_word(band)
        low = x < free
        words.append((x, word, low))
        free = free if low else x + stringWidth(word, style.REGULAR, _NUMBER) + 4
    drawing.height = 30 if any(low for _, _, low in words) else 16
    for x, word, low in words:
        y = drawing.height - (22 if low else 8)
        _add(drawing, [_words(x, y, word, style.REGULAR, _NUMBER, palette.text_soft)])
    return drawing


def spread_bar(spread: Spread, key: Key, palette: Palette, width: float) -> Drawing:
    """How many answers fell on each word of the scale, laid round the middle of the neutral one."""
    drawing = blank(width, 76)
    below, above = _sides(spread.counts)
    unit = (width / 2 - 2) / max(below, above, 1)
    x = width / 2 - below * unit
    left, right = x, width / 2 + above * unit
    taken = -10.0
    for count, paint in zip(spread.counts, answer_paints(len(spread.counts), palette), strict=True):
        if not count:
            continue
        part = Part(x, 20, count * unit, 37)
        _add(drawing, patterned(part, paint, palette.band_outline, 4.0, 1.0))
        long = stringWidth(str(count), style.SEMIBOLD, _NUMBER)
        taken = max(x + part.width / 2 - long / 2, taken + 4)
        _add(drawing, [_words(taken, 9, str(count), style.SEMIBOLD, _NUMBER, palette.text)])
        taken += long
        x += part.width
    for y in (18, 57):
        _add(drawing, [_line(width / 2, y, width / 2, y + 3, palette.band_outline, 1)])
    half = len(spread.counts) // 2
    low, high = sum(spread.counts[:half]), sum(spread.counts[len(spread.counts) - half :])
    low_words, high_words = (key.words.fill(f"report.{w}", n=n) for w, n in (("disagree", low), ("agree", high)))
    start = min(left, width / 2 - 6 - stringWidth(low_words, style.SEMIBOLD, _NUMBER))
    end = max(right - stringWidth(high_words, style.SEMIBOLD, _NUMBER), width / 2 + 6)
    _add(drawing, [_words(start, 68, low_words, style.SEMIBOLD, _NUMBER, palette.text)])
    _add(drawing, [_words(end, 68, high_words, style.SEMIBOLD, _NUMBER, palette.text)])
    return drawing


def answer_paints(count: int, palette: Palette) -> tuple[BandPaint, ...]:
    """The patterns of a scale with so many answers: crossed and diagonal below the middle, dots and level lines above.

    On a long scale the diagonals and the dots are set closer the farther they are from the middle.
    """
    low, medium, high = (palette.bands[b] for b in ("low", "medium", "high"))
    half = count // 2
    steps = [0.7 + 0.8 * i / (half - 2) for i in range(half - 1)] if half > 2 else [1.0]
    below = [replace(low, pattern="cross"), *(replace(low, pattern="diagonal", step=step) for step in steps)][:half]
    above = [*(replace(medium, step=step) for step in reversed(steps)), high][-half:]
    neither = [BandPaint(palette.ground, palette.ground, "none")] * (count % 2)
    return (*below, *neither, *above)


def band_swatch(band: str, palette: Palette, size: float = 12) -> Drawing:
    """A small square that looks like the band."""
    drawing = blank(size, size)
    _add(drawing, swatch(palette.band(band), palette.band_outline, 0.5, 0.5, size - 1))
    return drawing


def voice_marker(voice: str, key: Key, palette: Palette, size: float = 12) -> Drawing:
    """The voice's shape alone."""
    drawing = blank(size, size)
    _add(drawing, marker(key.voice_paint(voice, palette), size / 2, size / 2, size * 0.41))
    return drawing


def _add(drawing: Drawing, shapes: list[Shape]) -> None:
    for shape in shapes:
        drawing.add(shape)


def _strip(
    shown: Shown | None, measure: str, key: Key, palette: Palette, axis: _Axis, y: float, height: float
) -> list[Shape]:
    edges = key.edges(measure)
    shapes: list[Shape] = []
    lit: list[Shape] = []
    for i, (band, start, end) in enumerate(edges):
        corners = 2.7 if i == 0 else 0.0, 2.7 if i == len(edges) - 1 else 0.0
        part = Part(axis.at(start), y, axis.at(end) - axis.at(start), height, *corners)
        shapes.append(outline(part, palette.ground, palette.line_strong, 1.0))
        if shown is not None and shown.band == band:
            lit = patterned(part, palette.band(band), palette.band_outline)
    shapes += lit
    if shown is not None and shown.figure is not None:
        x = axis.at(shown.figure)
        shapes.append(outline(Part(x - 4.2, y - 1, 8.4, height + 2), palette.ground, None))
        needle = Part(x - 1.65, y - _OVER, 3.3, height + 2 * _OVER, 1.6, 1.6)
        shapes.append(outline(needle, palette.band_outline, None))
    return shapes


def _zone_lines(measure: Measure, key: Key, palette: Palette, axis: _Axis, high: float) -> list[Shape]:
    """Lines down from the bands through the lanes; none without lanes, or where a voice has edges of its own."""
    if not measure.voices or not key.same_edges(measure.id, measure.voices):
        return []
    edges = key.edges(measure.id)[1:]
    return [_line(axis.at(start), 0, axis.at(start), high, palette.line, 1) for _, start, _ in edges]


def _lane(
    measure: str, voice: str, shown: Shown, key: Key, palette: Palette, axis: _Axis, y: float, scale: Scale
) -> list[Shape]:
    """A thin line with the voice's marker and number; where only the band may be told, a thick line along the band."""
    shapes: list[Shape] = [_line(axis.x, y, axis.x + axis.width, y, palette.line, 1)]
    x = axis.at(_place(shown, key, measure, voice))
    label = _label(shown, key)
    if shown.figure is None:
        start, end = next((a, b) for band, a, b in key.edges(measure, voice) if band == shown.band)
        shapes.append(_line(axis.at(start) + 1, y, axis.at(end) - 1, y, palette.line_strong, 2.4))
        x = axis.at(start) + _RADIUS + 6
    long = stringWidth(label, style.SEMIBOLD, scale.size)
    after = x + _RADIUS + 4.5
    at = after if after + long <= axis.x + axis.width + 6 else x - _RADIUS - 4.5 - long
    shapes += _number(at, y, label, palette, scale.size)
    shapes += marker(key.voice_paint(voice, palette), x, y, _RADIUS, palette.ground)
    return shapes


def _label(shown: Shown, key: Key) -> str:
    """What stands beside a marker: the number, or the band's word where only that may be told."""
    return key.figure(shown) or key.band_word(shown.band)


def _label_width(shown: Shown, key: Key) -> float:
    return stringWidth(_label(shown, key), style.SEMIBOLD, _NUMBER)


def _place(shown: Shown, key: Key, measure: str, voice: str) -> float:
    """Where a marker stands: at its number, or in the middle of its band where only that may be told."""
    if shown.figure is not None:
        return float(shown.figure)
    return next((a + b) / 2 for band, a, b in key.edges(measure, voice) if band == shown.band)


def _sides(counts: tuple[int, ...]) -> tuple[float, float]:
    """How many answers lie on each side of the middle of the neutral one."""
    half = len(counts) // 2
    neutral = counts[half] / 2 if len(counts) % 2 else 0.0
    return sum(counts[:half]) + neutral, sum(counts[len(counts) - half :]) + neutral


def _number(x: float, y: float, label: str, palette: Palette, size: float = _NUMBER) -> list[Shape]:
    """A number with a patch of ground behind it, its first letter at x and its middle at y."""
    long = stringWidth(label, style.SEMIBOLD, size)
    patch = outline(Part(x - 1.5, y - size * 0.45, long + 3, size * 0.9), palette.ground, None)
    return [patch, _words(x, y, label, style.SEMIBOLD, size, palette.text)]


def _words(x: float, y: float, words: str, font: str, size: float, colour: Color) -> String:
    """Words whose middle height is y. WORKAROUND: baselines lie on half points, because the SVG writer cuts off the rest."""
    base = round((y - size * 0.33) * 2) / 2
    return String(x, base, words, fontName=font, fontSize=size, fillColor=colour)


def _two_lines(words: str, size: float, width: float) -> list[str]:
    """The words on at most two lines; what does not fit is told by three dots, and in full by the text twin."""
    lines = simpleSplit(words, style.REGULAR, size, width)
    return lines if len(lines) <= 2 else [lines[0], f"{lines[1].rsplit(' ', 1)[0]} …"]


def _people(right: float, y: float, n: int, palette: Palette, scale: Scale) -> String:
    label = str(n)
    x = right - stringWidth(label, style.REGULAR, scale.size)
    return _words(x, y, label, style.REGULAR, scale.size, palette.text_soft)


def _line(x1: float, y1: float, x2: float, y2: float, colour: Color, width: float) -> Line:
    return Line(x1, y1, x2, y2, strokeColor=colour, strokeWidth=width)


def _dotted(axis: _Axis, y: float, colour: Color) -> list[Shape]:
    """A line of short strokes, drawn one by one so that no renderer needs to know about dashes."""
    path = Path(fillColor=None, strokeColor=colour, strokeWidth=1)
    for i in range(int(axis.width // 4)):
        path.moveTo(axis.x + i * 4, y)
        path.lineTo(axis.x + i * 4 + 1.6, y)
    return [path]

"""How a score has moved: one line for each date, so that equal scores do not hide each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from reportlab.graphics.shapes import Circle, Drawing, Line, Shape, String
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from climate_desktop.core.results import Shown
from climate_desktop.report import style, text
from climate_desktop.report.key import Key
from climate_desktop.report.marks import SMALL_STEP, Part, blank, outline, patterned
from climate_desktop.report.style import Palette

PITCH = 18.0
"""Points from one date's line to the next."""
_SIZE = 12
_NAMES, _END = 0.25, 0.86
"""Where the axis begins and ends, as shares of the width."""
_RADII = (3.6, 4.8, 6.6)
"""The marks of the oldest date and of the newest; the newest is filled by its band."""

Dates = Sequence[tuple[str, Shown]]
"""The name of each date with the score shown then, oldest first."""


def change_lines(dates: Dates, measure: str, key: Key, palette: Palette, width: float, pitch: float = PITCH) -> Drawing:
    """A line for each date with a mark at its score and the number beside it; the marks are joined."""
    height = pitch * len(dates) + 2
    drawing = blank(width, height)
    start = width * _NAMES
    wide = width * (_END - _NAMES)
    points = [
        (start + wide * _place(shown, measure, key) / 100, height - 1 - pitch * (i + 0.5))
        for i, (_, shown) in enumerate(dates)
    ]
    radii = _RADII[-len(dates) :]
    shapes: list[Shape] = []
    for _, low, _ in key.edges(measure)[1:]:
        x = start + wide * low / 100
        shapes.append(Line(x, 0, x, height, strokeColor=palette.line_strong, strokeWidth=0.6))
    for _, y in points:
        shapes.append(Line(start, y, start + wide, y, strokeColor=palette.line, strokeWidth=1))
    for (one, r), (other, s) in pairwise(zip(points, radii, strict=True)):
        shapes.append(_between(one, r, other, s, palette))
    for (name, shown), (x, y), r in zip(dates, points, radii, strict=True):
        newest = r == radii[-1]
        font = style.SEMIBOLD if newest else style.REGULAR
        shapes.append(_words(0, y, _fit(name, font, start - 8), font, palette.text if newest else palette.text_soft))
        shapes += _number(x + r + 6, y, key.figure(shown) or key.band_word(shown.band), palette)
        shapes += _mark(x, y, r, shown, palette, filled=newest)
    for shape in shapes:
        drawing.add(shape)
    return drawing


def change_twin(name: str, dates: Dates, key: Key) -> str:
    """The same in words: each date with its score and its people."""
    lines = [
        key.words.fill("report.twin_line", who=when, score=key.score(shown), people=key.people(shown.n))
        for when, shown in dates
    ]
    return key.words.fill("report.twin", name=text.plain(name, key.words), content=" ".join(lines))


def _place(shown: Shown, measure: str, key: Key) -> float:
    """Where a mark stands: at its number, or in the middle of its band where only that may be told."""
    if shown.figure is not None:
        return float(shown.figure)
    return next((low + high) / 2 for band, low, high in key.edges(measure) if band == shown.band)


def _between(one: tuple[float, float], r: float, other: tuple[float, float], s: float, palette: Palette) -> Line:
    """The line that joins two marks, from edge to edge."""
    across, down = other[0] - one[0], other[1] - one[1]
    long = hypot(across, down)
    x, y = across / long, down / long
    return Line(
        one[0] + x * r, one[1] + y * r, other[0] - x * s, other[1] - y * s,
        strokeColor=palette.band_outline, strokeWidth=1.3,
    )  # fmt: skip


def _mark(x: float, y: float, r: float, shown: Shown, palette: Palette, *, filled: bool) -> list[Shape]:
    if not filled:
        return [Circle(x, y, r, fillColor=palette.ground, strokeColor=palette.band_outline, strokeWidth=1.3)]
    disc = Part(x - r, y - r, 2 * r, 2 * r, r, r)
    return patterned(disc, palette.band(shown.band), palette.band_outline, SMALL_STEP, 1.4)


def _number(x: float, y: float, label: str, palette: Palette) -> list[Shape]:
    """A number on a patch of ground, so that no line runs through it."""
    long = stringWidth(label, style.SEMIBOLD, _SIZE)
    patch = outline(Part(x - 2, y - _SIZE * 0.45, long + 4, _SIZE * 0.9), palette.ground, None)
    return [patch, _words(x, y, label, style.SEMIBOLD, palette.text)]


def _words(x: float, y: float, words: str, font: str, colour: Color) -> String:
    """Words whose middle height is y, on a half point as everywhere in the charts."""
    base = round((y - _SIZE * 0.33) * 2) / 2
    return String(x, base, words, fontName=font, fontSize=_SIZE, fillColor=colour)


def _fit(name: str, font: str, room: float) -> str:
    """The name, or as much as fits followed by three dots; the text twin has all of it."""
    if stringWidth(name, font, _SIZE) <= room:
        return name
    while name and stringWidth(name + "…", font, _SIZE) > room:
        name = name[:-1]
    return name.rstrip() + "…"

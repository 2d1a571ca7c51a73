"""Small shapes that charts and legends are made of: patterned parts, voice markers, swatches and pictograms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import hypot

from reportlab.graphics.shapes import Circle, Drawing, Path, Polygon, Shape
from reportlab.lib.colors import Color

from climate_desktop.report.style import REGULAR, BandPaint, VoicePaint

STEP = 5.24
"""Between two lines or dots of a pattern in print, in points (1.85 mm)."""
SMALL_STEP = 3.75
_HALO = 1.65
_CORNER = 2.7
_ROUND = 0.5523


def blank(width: float, height: float) -> Drawing:
    """An empty drawing that begins in our typeface, so that no other gets into the file."""
    return Drawing(width, height, initialFontName=REGULAR)


@dataclass(frozen=True)
class Part:
    """A rectangle whose left and right corners may be rounded; lengths in points, y upwards."""

    x: float
    y: float
    width: float
    height: float
    left: float = 0.0
    right: float = 0.0

    def holds(self, x: float, y: float) -> bool:
        """True when the point lies inside, corners considered."""
        if not (self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height):
            return False
        radius, edge = (self.left, self.x) if x < self.x + self.width / 2 else (self.right, self.x + self.width)
        across = radius - abs(x - edge)
        up = radius - min(y - self.y, self.y + self.height - y)
        return across <= 0 or up <= 0 or hypot(across, up) <= radius

    def inset(self, by: float) -> Part:
        """The same part, smaller by so much on each side."""
        return Part(
            self.x + by,
            self.y + by,
            max(self.width - 2 * by, 0.1),
            max(self.height - 2 * by, 0.1),
            max(self.left - by, 0.0),
            max(self.right - by, 0.0),
        )


def outline(part: Part, fill: Color | None, stroke: Color | None, width: float = 0.8) -> Path:
    """The part as one closed path."""
    x0, y0, x1, y1 = part.x, part.y, part.x + part.width, part.y + part.height
    a, b = part.left, part.right
    p = Path(fillColor=fill, strokeColor=stroke, strokeWidth=width)
    k = 1 - _ROUND
    p.moveTo(x0 + a, y0)
    p.lineTo(x1 - b, y0)
    if b:
        p.curveTo(x1 - b * k, y0, x1, y0 + b * k, x1, y0 + b)
    p.lineTo(x1, y1 - b)
    if b:
        p.curveTo(x1, y1 - b * k, x1 - b * k, y1, x1 - b, y1)
    p.lineTo(x0 + a, y1)
    if a:
        p.curveTo(x0 + a * k, y1, x0, y1 - a * k, x0, y1 - a)
    p.lineTo(x0, y0 + a)
    if a:
        p.curveTo(x0, y0 + a * k, x0 + a * k, y0, x0 + a, y0)
    p.closePath()
    return p


def patterned(part: Part, paint: BandPaint, edge: Color, step: float = STEP, width: float = 1.3) -> list[Shape]:
    """A part filled, patterned and outlined, so that it is told by each of the three."""
    shapes: list[Shape] = [outline(part, paint.fill, None)]
    shapes += _PATTERNS[paint.pattern](part.inset(width / 2), paint.mark, step * paint.step)
    shapes.append(outline(part, None, edge, width))
    return shapes


def _diagonal(part: Part, colour: Color, step: float) -> list[Shape]:
    return [_strokes(part, colour, step, rising=True)]


def _cross(part: Part, colour: Color, step: float) -> list[Shape]:
    return [_strokes(part, colour, step * 0.72, rising=True), _strokes(part, colour, step * 0.72, rising=False)]


def _strokes(part: Part, colour: Color, step: float, *, rising: bool) -> Path:
    """Lines at 45 degrees, `step` apart across their own direction, cut off at the part's edge."""
    path = Path(fillColor=None, strokeColor=colour, strokeWidth=0.8 * step / STEP)
    along = step * 2**0.5
    h = part.height
    at = part.x - h + along / 2
    while at < part.x + part.width:
        start = max(at, part.x), min(at + h, part.x + part.width)
        ends = [(x, part.y + (x - at if rising else h - (x - at))) for x in start]
        cut = _cut(part, ends[0], ends[1])
        if cut:
            path.moveTo(*cut[0])
            path.lineTo(*cut[1])
        at += along
    return path


Point = tuple[float, float]


def _cut(part: Part, p: Point, q: Point) -> tuple[Point, Point] | None:
    """The piece of the line from p to q that lies inside the part, or None."""
    middle = (p[0] + q[0]) / 2, (p[1] + q[1]) / 2
    if not part.holds(*middle):
        return None
    return _edge(part, middle, p), _edge(part, middle, q)


def _edge(part: Part, inside: Point, beyond: Point) -> Point:
    if part.holds(*beyond):
        return beyond
    low, high = 0.0, 1.0
    for _ in range(12):
        t = (low + high) / 2
        x, y = inside[0] + t * (beyond[0] - inside[0]), inside[1] + t * (beyond[1] - inside[1])
        low, high = (t, high) if part.holds(x, y) else (low, t)
    return inside[0] + low * (beyond[0] - inside[0]), inside[1] + low * (beyond[1] - inside[1])


def _dots(part: Part, colour: Color, step: float) -> list[Shape]:
    """Round dots on a square grid, centred upwards; each is a line of no length with round ends, so that all are one path."""
    size = 2.0 * step / STEP
    path = Path(fillColor=None, strokeColor=colour, strokeWidth=size, strokeLineCap=1)
    for y in _places(part.y, part.height, step, size):
        for x in _places(part.x, part.width, step, size):
            if part.holds(x, y):
                path.moveTo(x, y)
                path.lineTo(x + 0.01, y)
    return [path]


def _level(part: Part, colour: Color, step: float) -> list[Shape]:
    gap = step * 6 / 7
    path = Path(fillColor=None, strokeColor=colour, strokeWidth=0.75 * step / STEP)
    for y in _places(part.y, part.height, gap, gap / 2):
        path.moveTo(part.x + 0.4, y)
        path.lineTo(part.x + part.width - 0.4, y)
    return [path]


def _none(part: Part, colour: Color, step: float) -> list[Shape]:
    return []


def _places(start: float, length: float, step: float, size: float) -> Iterator[float]:
    """Positions `step` apart, centred in the length, each at least half a `size` from its ends."""
    count = max(int((length - size) / step) + 1, 1)
    first = start + (length - (count - 1) * step) / 2
    return (first + i * step for i in range(count))


_PATTERNS: dict[str, Callable[[Part, Color, float], list[Shape]]] = {
    "diagonal": _diagonal,
    "cross": _cross,
    "dots": _dots,
    "level": _level,
    "none": _none,
}


def swatch(paint: BandPaint, edge: Color, x: float, y: float, size: float) -> list[Shape]:
    """A small square of a band's or an answer's pattern with its lower left corner at x, y."""
    corner = size * 0.24
    return patterned(Part(x, y, size, size, corner, corner), paint, edge, SMALL_STEP, 0.9)


def marker(paint: VoicePaint, x: float, y: float, radius: float, ground: Color | None = None) -> list[Shape]:
    """A voice's shape round x, y; with a ground it gets a halo, so that it reads on any line."""
    shapes = [_shape(paint.shape, x, y, radius + _HALO, ground)] if ground is not None else []
    return [*shapes, _shape(paint.shape, x, y, radius, paint.colour)]


def _shape(shape: str, x: float, y: float, r: float, colour: Color) -> Shape:
    if shape == "circle":
        return Circle(x, y, r, fillColor=colour, strokeColor=None)
    if shape == "square":
        s = r * 0.93
        return outline(Part(x - s, y - s, 2 * s, 2 * s, 0.6, 0.6), colour, None)
    if shape == "triangle":
        w, h = r * 1.18, r * 1.06
        return Polygon([x - w, y - h, x + w, y - h, x, y + h], fillColor=colour, strokeColor=None)
    if shape == "down":
        w, h = r * 1.18, r * 1.06
        return Polygon([x - w, y + h, x + w, y + h, x, y - h], fillColor=colour, strokeColor=None)
    if shape == "plus":
        a, b = r * 1.1, r * 0.4
        corners = ((-b, a), (b, a), (b, b), (a, b), (a, -b), (b, -b), (b, -a), (-b, -a), (-b, -b), (-a, -b), (-a, b), (-b, b))
        points = [part for dx, dy in corners for part in (x + dx, y + dy)]
        return Polygon(points, fillColor=colour, strokeColor=None)
    d = r * 1.22
    return Polygon([x - d, y, x, y - d, x + d, y, x, y + d], fillColor=colour, strokeColor=None)


def pictogram(name: str, x: float, y: float, size: float, colour: Color, width: float = 1.6) -> list[Shape]:
    """A line drawing with its lower left corner at x, y.

    `name` is `agree`, `talk`, `differ`, `lock`, `flag` or `steps`.
    """
    k = size / 24
    path = Path(fillColor=None, strokeColor=colour, strokeWidth=width, strokeLineCap=1)
    for line in _PICTOGRAMS[name]:
        path.moveTo(x + line[0] * k, y + line[1] * k)
        for i in range(2, len(line), 2):
            path.lineTo(x + line[i] * k, y + line[i + 1] * k)
    rings = [
        Circle(x + cx * k, y + cy * k, r * k, fillColor=None, strokeColor=colour, strokeWidth=width)
        for cx, cy, r in _RINGS.get(name, ())
    ]
    return [path, *rings]


_PICTOGRAMS: dict[str, tuple[tuple[float, ...], ...]] = {
    "agree": ((3, 12, 9, 6, 21, 18),),
    "talk": ((3, 20, 21, 20, 21, 7, 10, 7, 5, 3, 5, 7, 3, 7, 3, 20), (8, 13.5, 16, 13.5)),
    "differ": ((11, 16.5, 22, 16.5), (2, 7.5, 13, 7.5), (14, 4, 21, 4, 21, 11, 14, 11, 14, 4)),
    "lock": ((5, 3, 19, 3, 19, 13, 5, 13, 5, 3), (8, 13, 8, 17, 9.5, 19.5, 12, 20.5, 14.5, 19.5, 16, 17, 16, 13)),
    "flag": ((5, 2, 5, 21, 19, 21, 15.5, 16.5, 19, 12, 5, 12),),
    "steps": ((2, 3, 7, 3, 7, 9, 12.5, 9, 12.5, 15, 17.5, 15, 17.5, 21, 22, 21),),
}
_RINGS: dict[str, tuple[tuple[float, float, float], ...]] = {"differ": ((6.5, 16.5, 4),)}

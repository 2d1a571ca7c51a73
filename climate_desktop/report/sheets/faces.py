"""The three faces of an easy read form: same line, same size, no colour, so that none of them invites."""

from __future__ import annotations

from reportlab.graphics.shapes import Circle, Path, Shape
from reportlab.lib.colors import Color

_MOUTHS = {"no": -1.0, "sometimes": 0.0, "yes": 1.0}


def face(name: str, x: float, y: float, size: float, colour: Color) -> list[Shape]:
    """The face `no`, `sometimes` or `yes` with its lower left corner at x, y. KeyError for any other."""
    k, line = size / 48, max(size / 22, 1.2)
    ring = Circle(x + size / 2, y + size / 2, size / 2 - line / 2, fillColor=None, strokeColor=colour, strokeWidth=line)
    eyes = [Circle(x + at * k, y + 29 * k, 2.4 * k, fillColor=colour, strokeColor=None) for at in (17, 31)]
    mouth = Path(fillColor=None, strokeColor=colour, strokeWidth=line, strokeLineCap=1)
    bend = _MOUTHS[name]
    ends, middle = 16.5 + 2.5 * bend, 16.5 - 6 * bend
    mouth.moveTo(x + 15 * k, y + ends * k)
    mouth.curveTo(x + 19 * k, y + middle * k, x + 29 * k, y + middle * k, x + 33 * k, y + ends * k)
    return [ring, *eyes, mouth]

"""How the three faces are drawn, on screen and paper: one head, one line, and a mouth that alone tells them apart.

Everything stands in a square of 100 by 100, y growing downwards. No colour and no size differs, so that none invites.
"""

from __future__ import annotations

from collections.abc import Mapping

Point = tuple[float, float]

LINE = 4.0
"""The thickness of every line; its ends are round."""
HEAD: tuple[Point, float] = ((50.0, 50.0), 47.0)
"""Centre and radius of the circle."""
EYES: tuple[Point, Point] = ((34.5, 39.0), (65.5, 39.0))
EYE = 5.2
"""The radius of an eye, which is filled."""
MOUTHS: Mapping[str, tuple[Point, Point, Point, Point]] = {
    "no": ((33.0, 72.0), (42.0, 59.0), (58.0, 59.0), (67.0, 72.0)),
    "sometimes": ((31.0, 67.0), (43.0, 67.0), (57.0, 67.0), (69.0, 67.0)),
    "yes": ((30.0, 60.0), (38.0, 81.0), (62.0, 81.0), (70.0, 60.0)),
}
"""The mouth of each face as one curve: its start, the two points that pull it, its end."""

"""Words under or over boxes that stand in a row: where their lines break, so that they never touch each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.pdfbase.pdfmetrics import stringWidth

_APART = 5.0
"""Points that two labels stay apart."""

Lines = tuple[str, ...]


def in_columns(labels: Sequence[str], pitch: float, font: str, size: float, most: int) -> tuple[Lines, ...] | None:
    """The lines of each label, in as few lines as do, when their middles stand `pitch` points apart.

    No word is broken. None when they would touch each other, or the edges, even in `most` lines.
    """
    if any(stringWidth(label, font, size) > 2 * most * pitch for label in labels):
        return None  # never so narrow in so few lines, and long to find out
    for lines in range(1, most + 1):
        broken = tuple(_narrowest(label.split(), lines, font, size) for label in labels)
        wide = [max((stringWidth(line, font, size) for line in one), default=0.0) for one in broken]
        apart = all((a + b) / 2 + _APART <= pitch for a, b in pairwise(wide))
        if apart and max(wide[0], wide[-1]) <= pitch:
            return broken
    return None


def _narrowest(words: Sequence[str], lines: int, font: str, size: float) -> Lines:
    """The words in at most so many lines, broken so that the widest of them is as narrow as can be."""
    best: Lines = (" ".join(words),)
    if lines == 1 or len(words) < 2:
        return best
    width = stringWidth(best[0], font, size)
    for end in range(1, len(words)):
        first = " ".join(words[:end])
        rest = _narrowest(words[end:], lines - 1, font, size)
        widest = max(stringWidth(line, font, size) for line in (first, *rest))
        if widest < width:
            best, width = (first, *rest), widest
    return best

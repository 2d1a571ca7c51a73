"""The square beside the form code, which a scanner may type instead of a person."""

from __future__ import annotations

from functools import lru_cache

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing

from climate_desktop.report.marks import blank

PREFIX = "CD1:"
"""What every square begins with: it is one of ours, in the first way of writing."""


@lru_cache(maxsize=32)
def square(code: str, side: float) -> Drawing:
    """A QR code of `CD1:` and the form code, with its quiet edge, `side` points wide. A quarter of it may be lost."""
    widget = QrCodeWidget(PREFIX + code, barLevel="Q", barWidth=side, barHeight=side, barBorder=4)
    drawing = blank(side, side)
    drawing.add(widget)
    return drawing

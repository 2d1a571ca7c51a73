"""A drawing as SVG for the screen and the HTML page."""

from __future__ import annotations

import hashlib
import re
from xml.sax.saxutils import escape, quoteattr

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing

from climate_desktop.report import style

_WEIGHTS = {style.MEDIUM: "500", style.SEMIBOLD: "600", style.BOLD: "700"}
_HACKS = {name: {"family": style.FAMILY, "weight": weight} for name, weight in _WEIGHTS.items()} | {
    style.ITALIC: {"family": style.FAMILY, "style": "italic"}
}


def to_svg(drawing: Drawing, twin: str) -> str:
    """The drawing as one `<svg>` element whose `<title>` is the text twin.

    Its only id is made from its own contents, so that many can stand on one page.
    """
    raw = renderSVG.drawToString(drawing, useClip=True, fontHacks=_HACKS)
    # WORKAROUND: ReportLab writes ids that repeat on every drawing and an attribute for line joins under the wrong name.
    body = re.sub(r' id="[^"]*"', "", raw[raw.index("<svg") :])
    body = re.sub(r"stroke-linecap: (miter|bevel); ?", "", body)
    body = re.sub(r"<desc>.*?</desc>\s*", "", body, flags=re.DOTALL)
    name = "chart-" + hashlib.sha256((twin + body).encode()).hexdigest()[:12]
    body = re.sub(
        r"<title>.*?</title>", lambda _: f"<title id={quoteattr(name)}>{escape(twin)}</title>", body, flags=re.DOTALL
    )
    return body.replace("<svg ", f'<svg role="img" aria-labelledby={quoteattr(name)} ', 1)

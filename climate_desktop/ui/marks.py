"""Painted signs of the field: a voice's shape, a band's swatch, a band strip. Each is also spoken.

The `paint_…` functions are for delegates; the widgets are for layouts. Geometry and patterns are those of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from climate_desktop.core.instrument import Band

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme


def voice_shape(theme: Theme, position: int) -> tuple[str, str]:
    """The shape and the colour token of the voice at this place of its pack, from 0."""
    shapes: list[str] = theme.token("voice", "shapes")
    place = position % len(shapes)
    return shapes[place], f"voice_{place + 1}"


def paint_voice(painter: QPainter, box: QRectF, theme: Theme, position: int, *, halo: str = "") -> None:
    """Draws the mark of a voice in the middle of the box. `halo` is the token of the ground, on lines and fills."""
    shape, token = voice_shape(theme, position)
    half = min(box.width(), box.height()) / 2
    if halo:
        half -= float(theme.token("voice", "halo_px"))
    path = _shape_path(shape, box.center(), half)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if halo:
        painter.strokePath(path, QPen(theme.color(halo), 2 * float(theme.token("voice", "halo_px"))))
    painter.fillPath(path, theme.color(token))
    painter.restore()


def paint_pattern(painter: QPainter, area: QPainterPath, theme: Theme, band: str, step: float) -> None:
    """Fills an area as a band: its colour and, on it, its lines or dots, `step` pixels apart."""
    known = f"band_{band}" in theme.palette_for_charts()
    fill = theme.color(f"band_{band}" if known else "sunken")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(area, fill)
    painter.setClipPath(area, Qt.ClipOperation.IntersectClip)
    box = area.boundingRect()
    kind = theme.token("band", band)["pattern"] if known else ""
    ink = theme.color(f"band_{band}_mark") if known else fill
    if kind == "diagonal":
        painter.setPen(QPen(ink, max(step * 0.24, 1.0)))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += step * 1.414
    elif kind == "dots":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        y = box.top() + step / 2
        while y < box.bottom():
            x = box.left() + step / 2
            while x < box.right():
                painter.drawEllipse(QPointF(x, y), step * 0.19, step * 0.19)
                x += step
            y += step
    elif kind == "level":
        painter.setPen(QPen(ink, max(step / 6, 1.0)))
        y = box.top() + step / 2
        while y < box.bottom():
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            y += step
    painter.restore()


def paint_strip(
    painter: QPainter,
    box: QRectF,
    theme: Theme,
    bands: Sequence[Band],
    lit: str,
    figure: int | None,
    *,
    ground: str = "surface",
) -> None:
    """Draws a band strip into the box: all parts outlined, the lit one filled, the needle at the figure.

    `lit` is a band id; `figure` is None where only the band may be told, and then there is no needle. The needle stands
    over the strip by four pixels above and below, which the box does not hold.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = _rounded(box, min(box.height() / 2, theme.px(5)))
    thin = float(theme.token("line", "strip_px"))
    painter.fillPath(outline, theme.color("zone_empty"))
    painter.strokePath(outline, QPen(theme.color("control_line"), thin))
    for band in bands[1:]:
        x = box.left() + box.width() * band.low / 100
        painter.setPen(QPen(theme.color("control_line"), thin))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
    for position, band in enumerate(bands):
        if band.id == lit:
            left = box.left() + box.width() * (band.low / 100 if position else 0)
            end = bands[position + 1].low / 100 if position + 1 < len(bands) else 1.0
            part = QPainterPath()
            part.addRect(QRectF(left, box.top(), box.left() + box.width() * end - left, box.height()))
            part = part.intersected(outline)
            small = float(theme.token("band", "small_step_px"))
            step = small if box.height() < 14 * theme.scale else float(theme.token("band", "low")["step_px"])
            paint_pattern(painter, part, theme, band.id, theme.scale * step)
            painter.strokePath(part, QPen(theme.color("band_outline"), thin + 0.25))
    if figure is not None:
        _paint_needle(painter, box, theme, figure, ground)
    painter.restore()


def paint_swatch(painter: QPainter, box: QRectF, theme: Theme, band: str) -> None:
    """Draws the small square that stands beside a band's word."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = _rounded(box.adjusted(1, 1, -1, -1), box.width() / 4)
    paint_pattern(painter, path, theme, band, float(theme.token("band", "small_step_px")) * box.width() / 14)
    painter.strokePath(path, QPen(theme.color("band_outline"), 1.25))
    painter.restore()


def paint_hidden_strip(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Draws the dashed outline that stands where a strip may not be shown."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color("control_line"), float(theme.token("line", "strip_px")))
    pen.setDashPattern([2.0, 3.0])
    painter.strokePath(_rounded(box, min(box.height() / 2, theme.px(5))), pen)
    painter.restore()


class VoiceMark(QWidget):
    """The mark of the voice at a place of its pack, from 0, as high as a line of body text.

    It stands beside the voice's name and is not spoken.
    """

    def __init__(self, theme: Theme, position: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._position = position
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square of eighteen pixels, scaled."""
        return QSize(self._theme.px(18), self._theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the mark."""
        painter = QPainter(self)
        side = float(self._theme.px(14))
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_voice(painter, box, self._theme, self._position)
        painter.end()


class BandSwatch(QWidget):
    """The small square beside a band's word. The word is spoken, not the square."""

    def __init__(self, theme: Theme, band: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._band = band
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_band(self, band: str) -> None:
        """Shows another band; an empty id shows nothing."""
        self._band = band
        self.update()

    def sizeHint(self) -> QSize:
        """A square of sixteen pixels, scaled."""
        return QSize(self._theme.px(16), self._theme.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the swatch."""
        if self._band:
            painter = QPainter(self)
            paint_swatch(painter, QRectF(self.rect()), self._theme, self._band)
            painter.end()


class BandStrip(QWidget):
    """One band strip. `twin` is the same in words, for screen readers: "Growth, medium, 68"."""

    def __init__(self, theme: Theme, bands: Sequence[Band], *, height: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bands = tuple(bands)
        self._height = height
        self._lit = ""
        self._figure: int | None = None
        self._hidden = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_score(self, band: str, figure: int | None, twin: str) -> None:
        """Lights a band and puts the needle at the figure (None: the band only)."""
        self._lit, self._figure, self._hidden = band, figure, False
        self.setAccessibleName(twin)
        self.update()

    def show_hidden(self, twin: str) -> None:
        """Shows the dashed outline of a score that may not be shown."""
        self._hidden = True
        self.setAccessibleName(twin)
        self.update()

    def sizeHint(self) -> QSize:
        """The strip with the needle's room above and below."""
        return QSize(self._theme.px(160), self._theme.px(self._height) + 2 * self._theme.px(5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the strip."""
        painter = QPainter(self)
        height = self._theme.px(self._height)
        box = QRectF(2, (self.height() - height) / 2, self.width() - 4, height)
        if self._hidden:
            paint_hidden_strip(painter, box, self._theme)
        else:
            paint_strip(painter, box, self._theme, self._bands, self._lit, self._figure)
        painter.end()


def _paint_needle(painter: QPainter, box: QRectF, theme: Theme, figure: int, ground: str) -> None:
    width = theme.px(float(theme.token("chart", "needle_px")))
    over = theme.px(float(theme.token("chart", "needle_over_px")))
    x = box.left() + box.width() * figure / 100
    needle = QRectF(x - width / 2, box.top() - over, width, box.height() + 2 * over)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme.color(ground)))
    painter.drawRoundedRect(needle.adjusted(-2, 0, 2, 0), width / 2, width / 2)
    painter.setBrush(QBrush(theme.color("band_outline")))
    painter.drawRoundedRect(needle, width / 2, width / 2)


def _rounded(box: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path


def _shape_path(shape: str, centre: QPointF, half: float) -> QPainterPath:
    """The outline of a voice's shape; the shapes look equally large."""
    x, y = centre.x(), centre.y()
    path = QPainterPath()
    if shape == "circle":
        path.addEllipse(centre, half, half)
    elif shape == "square":
        side = half * 0.86
        path.addRect(QRectF(x - side, y - side, 2 * side, 2 * side))
    elif shape in ("triangle", "down"):
        up = 1 if shape == "triangle" else -1
        foot = y + up * half * 0.85
        points = [QPointF(x, y - up * half), QPointF(x + half * 1.1, foot), QPointF(x - half * 1.1, foot)]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
    elif shape == "plus":
        thick = half * 0.38
        path.addRect(QRectF(x - thick, y - half, 2 * thick, 2 * half))
        across = QPainterPath()
        across.addRect(QRectF(x - half, y - thick, 2 * half, 2 * thick))
        path = path.united(across)
    else:
        reach = half * 1.15
        points = [QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
    return path

"""How one row of *Where we differ* is painted: two voices on one line, and how far they are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from climate_desktop.core.reading import GapReading
from climate_desktop.core.results import Shown
from climate_desktop.ui.focus_ring import paint_ring
from climate_desktop.ui.marks import paint_voice
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.strip_painting import LEFT, RIGHT, ROW_ROLE, WRAP, Index, text_height
from climate_desktop.ui.theme import Theme


class GapModel(QAbstractListModel):
    """The gaps of a result, the widest first."""

    def __init__(self, told: ResultWords, gaps: Sequence[GapReading], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = told
        self._gaps = tuple(gaps)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many gaps there are."""
        return 0 if parent is not None and parent.isValid() else len(self._gaps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, the whole row in words, or the gap itself."""
        reading = self._gaps[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return reading.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._told.gap(reading.gap)
        return reading if role == ROW_ROLE else None


@dataclass(frozen=True)
class GapPlan:
    """Where the parts of a row stand."""

    name: QRectF
    line: QRectF
    apart: QRectF


def gap_plan(theme: Theme, box: QRectF, name_height: float) -> GapPlan:
    """The places inside a row; where it is narrow, the name and the distance stand above the line."""
    inner = box.adjusted(theme.space(20), 0, -theme.space(20), 0)
    ends = theme.px(100)
    if inner.width() < theme.px(620):
        top = inner.top() + theme.px(12)
        name = QRectF(inner.left(), top, inner.width() - ends, max(name_height, theme.px(26)))
        line = QRectF(inner.left() + theme.px(12), name.bottom() + theme.px(4), inner.width() - theme.px(24), theme.px(36))
        return GapPlan(name, line, QRectF(name.right(), top, ends, name.height()))
    names = theme.px(237)
    name = QRectF(inner.left(), inner.top(), names - theme.px(12), inner.height())
    line = QRectF(inner.left() + names, inner.top(), inner.width() - names - ends + theme.px(6), inner.height())
    return GapPlan(name, line, QRectF(inner.right() - ends, inner.top(), ends, inner.height()))


class GapDelegate(QStyledItemDelegate):
    """Paints a gap: a dotted scale, two marks with their numbers, a bar between them, the difference in points."""

    def __init__(self, theme: Theme, told: ResultWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = told

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """72 pixels, or more where the name needs them."""
        theme = self._theme
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 600
        plan = self._plan(QRectF(0, 0, width, theme.px(72)), index.data(ROW_ROLE))
        if plan.line.top() > 0:
            return QSize(width, round(plan.line.bottom() + theme.px(8)))
        name = text_height(theme.semibold(), index.data(), plan.name.width())
        return QSize(width, round(max(theme.px(72), name + theme.px(24))))

    def _plan(self, box: QRectF, reading: GapReading) -> GapPlan:
        inner = box.width() - 2 * self._theme.space(20) - self._theme.px(100)
        return gap_plan(self._theme, box, text_height(self._theme.semibold(), reading.name, inner))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws ground, name, line and distance."""
        theme = self._theme
        reading: GapReading = index.data(ROW_ROLE)
        view = option.widget
        assert isinstance(view, QListView)
        box = QRectF(option.rect)
        chosen = view.currentIndex().row() == index.row()
        plan = self._plan(box, reading)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, theme.color("accent_soft"))
            painter.fillRect(QRectF(box.left(), box.top(), theme.px(6), box.height()), theme.color("accent"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QLineF(box.left(), box.bottom() - 0.5, box.right(), box.bottom() - 0.5))
        painter.setFont(theme.semibold())
        painter.setPen(theme.color("text"))
        painter.drawText(plan.name, WRAP, reading.name)
        self._paint_line(painter, plan.line, reading, "accent_soft" if chosen else "surface")
        self._paint_apart(painter, plan.apart, reading)
        if chosen and view.hasFocus():
            paint_ring(painter, box.adjusted(2, 2, -2, -2), 2, theme)
        painter.restore()

    def _paint_line(self, painter: QPainter, line: QRectF, reading: GapReading, ground: str) -> None:
        theme = self._theme
        centre = line.center().y()
        painter.setPen(QPen(theme.color("line"), 1.25))
        gap = reading.gap
        if self._told.same_bands(gap.measure, (gap.lower, gap.higher)):
            for band in self._told.instrument.bands_for(gap.measure)[1:]:
                x = line.left() + line.width() * band.low / 100
                painter.drawLine(QLineF(x, line.top() + theme.px(8), x, line.bottom() - theme.px(8)))
        dots = QPen(theme.color("control_line"), 1.5)
        dots.setDashPattern([0.1, 3.0])
        dots.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(dots)
        painter.drawLine(QLineF(line.left(), centre, line.right(), centre))
        voices = self._told.result.measures[reading.gap.measure].voices
        low, high = voices[reading.gap.lower], voices[reading.gap.higher]
        start, end = self._place(line, low, gap.measure, gap.lower), self._place(line, high, gap.measure, gap.higher)
        half = theme.px(float(theme.token("chart", "gap_bar_px"))) / 2
        bar = QRectF(start, centre - half, end - start, 2 * half)
        painter.fillRect(bar, theme.color(ground if theme.is_contrast else "accent_soft"))
        painter.setPen(QPen(theme.color("accent"), 1.5))
        painter.drawLine(QLineF(bar.topLeft(), bar.topRight()))
        painter.drawLine(QLineF(bar.bottomLeft(), bar.bottomRight()))
        self._paint_side(painter, start, centre, reading.gap.lower, low, ground, before=True)
        self._paint_side(painter, end, centre, reading.gap.higher, high, ground, before=False)

    def _place(self, line: QRectF, shown: Shown, measure: str, voice: str) -> float:
        """Where a score stands on the line; in the middle of its band where only the band may be told."""
        bands = self._told.instrument.bands_for(measure, voice)
        if shown.figure is not None:
            return line.left() + line.width() * shown.figure / 100
        place = next(n for n, band in enumerate(bands) if band.id == shown.band)
        end = bands[place + 1].low if place + 1 < len(bands) else 100
        return line.left() + line.width() * (bands[place].low + end) / 200

    def _paint_side(
        self, painter: QPainter, x: float, y: float, voice: str, shown: Shown, ground: str, *, before: bool
    ) -> None:
        """One mark with its number on the outer side."""
        theme = self._theme
        font = theme.semibold()
        font.setFeature(QFont.Tag("tnum"), 1)
        words = self._told.figure(shown) or self._told.band(shown.band)
        wide = QFontMetricsF(font).horizontalAdvance(words) + 2
        radius = theme.px(9)
        beside = radius + theme.px(7)
        label = QRectF(x - beside - wide if before else x + beside, y - theme.px(11), wide, theme.px(22))
        painter.fillRect(label.adjusted(-3, 0, 3, 0), theme.color(ground))
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(label, RIGHT if before else LEFT, words)
        side = 2 * (radius + float(theme.token("voice", "halo_px")))
        mark = QRectF(x - side / 2, y - side / 2, side, side)
        paint_voice(painter, mark, theme, self._told.position(voice), halo=ground)

    def _paint_apart(self, painter: QPainter, box: QRectF, reading: GapReading) -> None:
        """The number large, the word small, at the end of the row."""
        theme = self._theme
        number = "" if reading.gap.points is None else str(reading.gap.points)
        words = self._told.apart_word(reading.gap)
        small, large = theme.font("small"), theme.font("large", tabular=True)
        wide = QFontMetricsF(small).horizontalAdvance(words) + 2
        painter.setFont(small)
        painter.setPen(theme.color("text_soft"))
        drop = QRectF(box).translated(0, theme.px(2))
        painter.drawText(drop, RIGHT, words)
        painter.setFont(large)
        painter.setPen(theme.color("text"))
        painter.drawText(box.adjusted(0, 0, -wide - theme.px(4), 0), RIGHT, number)

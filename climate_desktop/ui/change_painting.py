"""How one row of *Since last time* is painted: a line for each date, its mark and number, and what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QAbstractListModel, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from climate_desktop.core.reading import ChangeReading
from climate_desktop.core.results import Shown
from climate_desktop.ui.focus_ring import paint_ring
from climate_desktop.ui.marks import paint_pattern, paint_swatch
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.strip_painting import LEFT, RIGHT, ROW_ROLE, WRAP, Index, text_height
from climate_desktop.ui.theme import Theme

_RADII = (4.5, 6.0, 8.5)
_LINE = 26


@dataclass(frozen=True)
class ChangeRow:
    """One domain (`whole`) or factor: its dates with what was shown then, oldest first, and its changes."""

    measure: str
    name: str
    dates: tuple[tuple[str, Shown], ...]
    changes: tuple[ChangeReading, ...]
    whole: bool = False


class ChangeModel(QAbstractListModel):
    """The domains and factors that are shown both times."""

    def __init__(self, told: ResultWords, rows: Sequence[ChangeRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = told
        self._rows = tuple(rows)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, the whole row in words, or the row itself."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._told.moved(row.name, row.dates, row.changes[0].change)
        return row if role == ROW_ROLE else None


class ChangeDelegate(QStyledItemDelegate):
    """Paints a row: name and what has changed, then a line for each date; the newest mark is filled by its band."""

    def __init__(self, theme: Theme, told: ResultWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = told

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the head and the dates."""
        row: ChangeRow = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 600
        head = self._head(row, QRectF(0, 0, width, 0))[0].height()
        return QSize(width, round(head + self._theme.px(_LINE) * len(row.dates) + self._theme.px(26)))

    def _head(self, row: ChangeRow, box: QRectF) -> tuple[QRectF, QRectF]:
        """Where the name stands and where the words of the change do: beside it, or below where there is little room."""
        theme = self._theme
        inner = box.adjusted(theme.space(20), theme.px(10), -theme.space(20), 0)
        words = self._told.change(row.changes[0].change)
        wide = QFontMetricsF(theme.font()).horizontalAdvance(words) + 4
        room = inner.width() - wide - theme.px(12)
        line = text_height(theme.font(), words, 10_000)
        if room < theme.px(220):
            name = text_height(self._font(row), row.name, inner.width())
            return (
                QRectF(inner.left(), inner.top(), inner.width(), name + line),
                QRectF(inner.left(), inner.top() + name, inner.width(), line),
            )
        name = max(text_height(self._font(row), row.name, room), line)
        return QRectF(inner.left(), inner.top(), room, name), QRectF(inner.right() - wide, inner.top(), wide, line)

    def _font(self, row: ChangeRow) -> QFont:
        return self._theme.font("large") if row.whole else self._theme.semibold()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws ground, head and dates."""
        theme = self._theme
        row: ChangeRow = index.data(ROW_ROLE)
        view = option.widget
        assert isinstance(view, QListView)
        box = QRectF(option.rect)
        chosen = view.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, theme.color("accent_soft"))
            painter.fillRect(QRectF(box.left(), box.top(), theme.px(6), box.height()), theme.color("accent"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QLineF(box.left(), box.bottom() - 0.5, box.right(), box.bottom() - 0.5))
        name, words = self._head(row, box)
        painter.setPen(theme.color("text"))
        painter.setFont(self._font(row))
        beside = words.left() > name.left()
        painter.drawText(name, WRAP if beside else WRAP & ~int(Qt.AlignmentFlag.AlignVCenter), row.name)
        painter.setFont(theme.font())
        painter.drawText(words, RIGHT if beside else LEFT, self._told.change(row.changes[0].change))
        self._paint_dates(painter, box.adjusted(0, name.bottom() - box.top() + theme.px(4), 0, 0), row, chosen=chosen)
        if chosen and view.hasFocus():
            paint_ring(painter, box.adjusted(2, 2, -2, -2), 2, theme)
        painter.restore()

    def _paint_dates(self, painter: QPainter, box: QRectF, row: ChangeRow, *, chosen: bool) -> None:
        theme = self._theme
        ground = "accent_soft" if chosen else "surface"
        left, right = box.left() + theme.space(20), box.right() - theme.space(20)
        tag = self._tag_width(row.dates[-1][1])
        labels = min(theme.px(140), (right - left) / 4)
        line = QRectF(left + labels, box.top(), right - left - labels - tag, theme.px(_LINE) * len(row.dates))
        painter.setPen(QPen(theme.color("control_line"), 1))
        for band in self._told.instrument.bands_for(row.measure)[1:]:
            x = line.left() + line.width() * band.low / 100
            painter.drawLine(QLineF(x, line.top(), x, line.bottom()))
        points = []
        for place, (_, shown) in enumerate(row.dates):
            y = line.top() + theme.px(_LINE) * (place + 0.5)
            painter.setPen(QPen(theme.color("line"), 1.25))
            painter.drawLine(QLineF(line.left(), y, line.right(), y))
            points.append(QPointF(line.left() + line.width() * self._place(shown, row.measure) / 100, y))
        painter.setPen(QPen(theme.color("text"), 1.75))
        for one, other in pairwise(points):
            painter.drawLine(QLineF(one, other))
        for place, ((when, shown), point) in enumerate(zip(row.dates, points, strict=True)):
            newest = place + 1 == len(points)
            painter.setFont(theme.semibold("small") if newest else theme.font("small"))
            painter.setPen(theme.color("text" if newest else "text_soft"))
            label = QRectF(left, point.y() - theme.px(13), labels - theme.px(8), theme.px(26))
            short = painter.fontMetrics().elidedText(when, Qt.TextElideMode.ElideRight, int(label.width()))
            painter.drawText(label, LEFT, short)
            radius = theme.px(_RADII[place - len(points)])
            self._paint_mark(painter, point, radius, shown, ground, newest=newest)
        self._paint_tag(painter, QRectF(right - tag, points[-1].y() - theme.px(14), tag, theme.px(28)), row.dates[-1][1])

    def _place(self, shown: Shown, measure: str) -> float:
        """Where a score stands from 0 to 100; in the middle of its band where only the band may be told."""
        if shown.figure is not None:
            return float(shown.figure)
        band = next(band for band in self._told.instrument.bands_for(measure) if band.id == shown.band)
        return (band.low + band.high) / 2

    def _paint_mark(
        self, painter: QPainter, point: QPointF, radius: float, shown: Shown, ground: str, *, newest: bool
    ) -> None:
        """A round mark with its number after it."""
        theme = self._theme
        font = theme.semibold("small")
        words = self._told.figure(shown) or self._told.band(shown.band)
        wide = QFontMetricsF(font).horizontalAdvance(words) + 2
        label = QRectF(point.x() + radius + theme.px(7), point.y() - theme.px(10), wide, theme.px(20))
        painter.fillRect(label.adjusted(-2, 0, 2, 0), theme.color(ground))
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(label, LEFT, words)
        disc = QPainterPath()
        disc.addEllipse(point, radius, radius)
        painter.fillPath(disc, theme.color(ground))
        if newest:
            paint_pattern(painter, disc, theme, shown.band, theme.scale * float(theme.token("band", "small_step_px")))
        painter.strokePath(disc, QPen(theme.color("text"), 1.75))

    def _tag_width(self, shown: Shown) -> float:
        """Alike for all rows, so that their scales stand below each other, unless a figure is said in words."""
        theme = self._theme
        metrics = QFontMetricsF(theme.font("small"))
        words = max(metrics.horizontalAdvance(self._told.band(band.id)) for band in self._told.instrument.bands)
        figures = QFontMetricsF(theme.semibold())
        figure = max(figures.horizontalAdvance("00"), figures.horizontalAdvance(self._told.figure(shown)))
        return words + figure + theme.px(60)

    def _paint_tag(self, painter: QPainter, box: QRectF, shown: Shown) -> None:
        """Swatch, band word and number, flush at the end."""
        theme = self._theme
        figure = self._told.figure(shown)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.semibold())
        painter.drawText(box, RIGHT, figure)
        end = box.right() - painter.fontMetrics().horizontalAdvance(figure) - theme.px(10 if figure else 0)
        painter.setFont(theme.font("small"))
        painter.drawText(QRectF(box.left(), box.top(), end - box.left(), box.height()), RIGHT, self._told.band(shown.band))
        side = theme.px(14)
        start = end - painter.fontMetrics().horizontalAdvance(self._told.band(shown.band)) - theme.px(8) - side
        paint_swatch(painter, QRectF(start, box.center().y() - side / 2, side, side), theme, shown.band)

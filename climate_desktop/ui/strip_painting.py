"""How one row of strips is painted: the geometry of the printed page in the colours of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QMargins, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from climate_desktop.core.results import Measure, Shown
from climate_desktop.ui.focus_ring import RING_ROOM, paint_ring
from climate_desktop.ui.marks import paint_hidden_strip, paint_strip, paint_swatch, paint_voice
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignLeft)
LEFT = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True)
class StripRow:
    """The whole group (`whole`) or a factor. `measure` is None where nothing is scored; then `about` stands there."""

    name: str
    measure: Measure | None
    about: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Plan:
    """Where the parts of a row stand. `narrow` puts the name above the strip instead of beside it."""

    frame: QRectF
    name: QRectF
    strip: QRectF
    score: QRectF
    first_lane: float
    narrow: bool


def row_plan(theme: Theme, box: QRectF, name_height: float, lanes: int = 0) -> Plan:
    """The places of a row's parts inside its box, when the name above a narrow strip is so high.

    With one lane or none there is room for a higher strip.
    """
    frame = box.adjusted(RING_ROOM, 0, -RING_ROOM, 0)
    inner = frame.adjusted(theme.space(12), 0, -theme.space(12), 0)
    height = theme.px(float(theme.token("chart", "strip_height")[1 if lanes > 1 else 2]))
    narrow = inner.width() < theme.px(560)
    top = frame.top() + theme.px(12 if lanes > 1 else 16)
    if narrow:
        scores = theme.px(140)
        line = max(name_height, theme.px(28))
        name = QRectF(inner.left(), top - theme.px(4), inner.width() - scores, line)
        strip = QRectF(inner.left() + 2, name.bottom() + theme.px(8), inner.width() - 4, height)
        score = QRectF(name.right(), name.top(), scores, line)
    else:
        names, scores = theme.px(204), theme.px(144)
        name = QRectF(inner.left(), frame.top(), names - theme.px(16), frame.height())
        strip = QRectF(inner.left() + names, top, inner.width() - names - scores, height)
        score = QRectF(inner.right() - scores, strip.top(), scores, theme.px(28))
    return Plan(frame, name, strip, score, strip.bottom() + theme.px(18), narrow)


def ring_room(index: Index) -> QMargins:
    """The room that the focus ring needs above the first row and below the last."""
    last = index.row() + 1 == index.model().rowCount()
    return QMargins(0, 0 if index.row() else RING_ROOM, 0, RING_ROOM if last else 0)


def text_height(font: QFont, words: str, width: float) -> float:
    """How high the words are, wrapped into this width."""
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, max(width, 1), 10_000), WRAP, words).height()


def paint_chosen(painter: QPainter, frame: QRectF, theme: Theme, *, ringed: bool) -> None:
    """Draws the frame of the chosen row, with the focus ring when the keyboard is there."""
    radius = float(theme.radius("choice"))
    painter.setPen(QPen(theme.color("accent"), 3 if theme.is_contrast else 1.25))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), radius, radius)
    if ringed:
        paint_ring(painter, frame.adjusted(-5, -5, 5, 5), radius, theme)


class StripDelegate(QStyledItemDelegate):
    """Paints a row: name, strip, lanes, band word and number."""

    def __init__(self, theme: Theme, told: ResultWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = told

    # Size

    def plan(self, box: QRectF, row: StripRow) -> Plan:
        """The places of this row's parts inside its box."""
        inner = box.width() - 2 * RING_ROOM - 2 * self._theme.space(12)
        lanes = len(row.measure.voices) if row.measure else 0
        return row_plan(self._theme, box, self._name_height(row, inner - self._theme.px(140)), lanes)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the lanes or the wrapped name need."""
        row: StripRow = index.data(ROW_ROLE)
        theme = self._theme
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 600
        inner = width - 2 * RING_ROOM - 2 * theme.space(12)
        if row.measure is None:
            words = self._name_height(row, inner) + text_height(theme.font("small"), row.about, inner)
            room = ring_room(index)
            return QSize(width, round(words + theme.px(24) + room.top() + room.bottom()))
        plan = self.plan(QRectF(0, 0, width, 1000), row)
        pitch = theme.px(float(theme.token("chart", "lane_px")))
        lanes = len(row.measure.voices)
        bottom = plan.first_lane + pitch * (lanes - 1) + theme.px(16 if lanes > 1 else 22)
        if not lanes:
            bottom = plan.strip.bottom() + theme.px(24)
        room = ring_room(index)
        least = 0.0 if plan.narrow else self._name_height(row, plan.name.width()) + theme.px(24)
        if row.whole:
            least = max(least, theme.px(76))
        return QSize(width, round(max(bottom, least) + room.top() + room.bottom()))

    def _name_height(self, row: StripRow, width: float) -> float:
        return text_height(self._name_font(row), row.name, width)

    def _name_font(self, row: StripRow) -> QFont:
        return self._theme.font("large") if row.whole else self._theme.semibold("body")

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws frame or separator, then the row."""
        row: StripRow = index.data(ROW_ROLE)
        view = option.widget
        assert isinstance(view, QListView)
        current = view.currentIndex().row()
        plan = self.plan(QRectF(option.rect.marginsRemoved(ring_room(index))), row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current == index.row():
            paint_chosen(painter, plan.frame, self._theme, ringed=view.hasFocus())
        elif index.row() + 1 < view.model().rowCount() and current != index.row() + 1:
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.drawLine(QLineF(plan.frame.bottomLeft(), plan.frame.bottomRight()))
        if row.measure is None:
            self._paint_words(painter, plan, row)
        else:
            painter.setFont(self._name_font(row))
            painter.setPen(self._theme.color("text"))
            painter.drawText(plan.name, WRAP, row.name)
            self._paint_picture(painter, plan, row.measure, "surface" if current == index.row() else "window")
            self._paint_score(painter, plan, row.measure.everyone, whole=row.whole)
        painter.restore()

    def _paint_words(self, painter: QPainter, plan: Plan, row: StripRow) -> None:
        """Without scores: the name, and what the theme is about."""
        theme = self._theme
        inner = plan.frame.adjusted(theme.space(12), 0, -theme.space(12), 0)
        name = self._name_height(row, inner.width())
        about = text_height(theme.font("small"), row.about, inner.width())
        top = inner.center().y() - (name + about) / 2
        painter.setFont(self._name_font(row))
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(inner.left(), top, inner.width(), name), WRAP, row.name)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_soft"))
        painter.drawText(QRectF(inner.left(), top + name, inner.width(), about), WRAP, row.about)

    def _paint_picture(self, painter: QPainter, plan: Plan, measure: Measure, ground: str) -> None:
        """The strip, and below it the lanes on their guides."""
        theme, strip = self._theme, plan.strip
        pitch = theme.px(float(theme.token("chart", "lane_px")))
        bands = self._told.instrument.bands_for(measure.id)
        if measure.voices and self._told.same_bands(measure.id, measure.voices):
            end = plan.first_lane + pitch * (len(measure.voices) - 1) + theme.px(9)
            painter.setPen(QPen(theme.color("line"), 1.25))
            for band in bands[1:]:
                x = strip.left() + strip.width() * band.low / 100
                painter.drawLine(QLineF(x, strip.bottom(), x, end))
        if measure.everyone is None:
            paint_hidden_strip(painter, strip, theme)
        else:
            lit, figure = measure.everyone.band, measure.everyone.figure
            paint_strip(painter, strip, theme, bands, lit, figure, ground=ground)
        for place, (voice, shown) in enumerate(measure.voices.items()):
            part = self._part(measure, voice, shown)
            self._paint_lane(painter, strip, plan.first_lane + pitch * place, voice, shown, part, ground)

    def _part(self, measure: Measure, voice: str, shown: Shown) -> tuple[int, int]:
        """Where a voice's band begins and ends."""
        bands = self._told.instrument.bands_for(measure.id, voice)
        place = next(n for n, band in enumerate(bands) if band.id == shown.band)
        end = bands[place + 1].low if place + 1 < len(bands) else 100
        return (bands[place].low if place else 0, end)

    def _paint_lane(
        self,
        painter: QPainter,
        strip: QRectF,
        y: float,
        voice: str,
        shown: Shown,
        part: tuple[int, int],
        ground: str,
    ) -> None:
        """One thin line, the voice's mark on it, and the number beside the mark.

        Where only the band may be told, a thick line runs along all of the band and the word takes the number's place.
        """
        theme = self._theme
        radius = theme.px(float(theme.token("voice", "radius_px")))
        painter.setPen(QPen(theme.color("line"), 1.25))
        painter.drawLine(QLineF(strip.left(), y, strip.right(), y))
        if shown.figure is None:
            start, end = (strip.left() + strip.width() * edge / 100 for edge in part)
            painter.setPen(QPen(theme.color("control_line"), 2.4))
            painter.drawLine(QLineF(start + 1, y, end - 1, y))
            x = start + radius + theme.px(8)
        else:
            x = strip.left() + strip.width() * shown.figure / 100
        self._paint_label(painter, strip, x, y, self._told.figure(shown) or self._told.band(shown.band), ground)
        side = 2 * (radius + float(theme.token("voice", "halo_px")))
        mark = QRectF(x - side / 2, y - side / 2, side, side)
        paint_voice(painter, mark, theme, self._told.position(voice), halo=ground)

    def _paint_label(self, painter: QPainter, strip: QRectF, x: float, y: float, words: str, ground: str) -> None:
        """The number after its mark, or before it where the strip ends; on a patch of ground."""
        theme = self._theme
        font = theme.semibold("small")
        font.setFeature(QFont.Tag("tnum"), 1)
        width = QFontMetricsF(font).horizontalAdvance(words)
        beside = theme.px(float(theme.token("voice", "radius_px")) + 7)
        fits = x + beside + width <= strip.right() + theme.px(8)
        label = QRectF(x + beside if fits else x - beside - width, y - theme.px(9), width, theme.px(18))
        painter.fillRect(label.adjusted(-2, 0, 2, 0), theme.color(ground))
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(label.adjusted(0, 0, 2, 0), LEFT, words)

    def _paint_score(self, painter: QPainter, plan: Plan, shown: Shown | None, *, whole: bool) -> None:
        """Swatch, band word and number at the end of the row; below the whole group's, how many people."""
        theme = self._theme
        centre = plan.score.center().y() if plan.narrow else plan.score.top() + theme.px(13)
        if shown is None:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text_soft"))
            lines = theme.px(60)
            box = QRectF(plan.score.left() + theme.px(8), centre - lines / 2, plan.score.width() - theme.px(8), lines)
            painter.drawText(box, WRAP, self._told.hidden())
            return
        below = self._paint_figure(painter, plan.score, centre, shown, whole=whole)
        if whole and not plan.narrow:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text_soft"))
            box = QRectF(plan.score.left(), below, plan.score.width(), theme.px(20))
            painter.drawText(box, RIGHT, self._told.people(shown.n))

    def _paint_figure(
        self, painter: QPainter, score: QRectF, centre: float, shown: Shown, *, whole: bool
    ) -> float:
        """Draws swatch, word and number in one line, or a long number below the word; how far down it reaches."""
        theme = self._theme
        figure, band = self._told.figure(shown), self._told.band(shown.band)
        number = theme.font("title" if whole else "large", tabular=True)
        word = theme.font("body")
        side, gap = theme.px(14), theme.px(12)
        wide, band_wide = (QFontMetricsF(f).horizontalAdvance(w) for f, w in ((number, figure), (word, band)))
        painter.setPen(theme.color("text"))
        below = centre + theme.px(17)
        right = score.right()
        if figure and wide + gap + band_wide + theme.px(8) + side > score.width() + theme.px(8):
            painter.setFont(theme.semibold("body"))
            painter.drawText(QRectF(score.left(), centre + theme.px(10), score.width(), theme.px(24)), RIGHT, figure)
            below += theme.px(18)
        elif figure:
            painter.setFont(number)
            painter.drawText(QRectF(right - wide - 2, centre - theme.px(20), wide + 2, theme.px(40)), RIGHT, figure)
            right -= wide + gap
        painter.setFont(word)
        left = right - band_wide
        painter.drawText(QRectF(left, centre - theme.px(14), band_wide + 2, theme.px(28)), LEFT, band)
        paint_swatch(painter, QRectF(left - theme.px(8) - side, centre - side / 2, side, side), theme, shown.band)
        return below

"""The ring round whatever has the keyboard, and the small part of the style that makes room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFocusFrame,
    QMenu,
    QMenuBar,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

RING_ROOM = 6
"""Pixels that the ring needs on each side: three for the gap and three for itself."""


class RoomForRing(QProxyStyle):
    """Fusion with six pixels kept round a focus frame, drawn above its widget, and without blinking or moving parts."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Six for the two margins of a focus frame: the usual two hide most of the ring under the widget."""
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return RING_ROOM
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Above the widget, so that a narrow parent does not cut the ring off; menus under their combo box."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint in (QStyle.StyleHint.SH_FocusFrame_Mask, QStyle.StyleHint.SH_ComboBox_Popup):
            return 0
        return super().styleHint(hint, option, widget, returned)


class FocusRing(QFocusFrame):
    """Three pixels of accent, three pixels away from the widget it follows.

    A widget says how round it is, and which part of it is ringed, through two dynamic properties: `ring_radius`
    (pixels, 10 when it says nothing) and `ring_box` (a QRect inside the widget; the whole widget when absent).
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ring round the widget or its `ring_box`."""
        widget = self.widget()
        if widget is None:
            return
        box = QRectF(self.rect())
        part = widget.property("ring_box")
        if part is not None:
            box = QRectF(part).translated(RING_ROOM, RING_ROOM).adjusted(-RING_ROOM, -RING_ROOM, RING_ROOM, RING_ROOM)
        said = widget.property("ring_radius")
        radius = float(said) if said is not None else float(self._theme.px(10))
        painter = QPainter(self)
        paint_ring(painter, box, radius, self._theme)
        painter.end()


def paint_ring(painter: QPainter, outer: QRectF, radius: float, theme: Theme) -> None:
    """Draws the ring just inside `outer`, round a thing with corners of `radius`: for delegates and their current row."""
    width = theme.line_px("focus_px")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = radius + RING_ROOM - width / 2
    painter.drawRoundedRect(outer.adjusted(width / 2, width / 2, -width / 2, -width / 2), corner, corner)
    painter.restore()


class RingKeeper(QObject):
    """Keeps one ring on whatever has the keyboard in this program."""

    def __init__(self, app: QApplication, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Moves the ring. Lists draw their own, round the current row; menus show where they are by themselves.

        A widget may say otherwise: `ring` gives a list this ring, `no_ring` takes it away, and `ring_owner` names the
        frame that wears it instead.
        """
        if self._ring is None or not shiboken6.isValid(self._ring):
            self._ring = FocusRing(self._theme)
        wanted = now
        if isinstance(now, QAbstractItemView | QMenu | QMenuBar) and not now.property("ring"):
            wanted = None
        if wanted is not None and (wanted.property("no_ring") or wanted.focusPolicy() == Qt.FocusPolicy.NoFocus):
            wanted = None
        if wanted is not None and wanted.property("ring_owner") is not None:
            wanted = cast("QWidget", wanted.property("ring_owner"))
        self._ring.setWidget(cast("QWidget", wanted))
        if wanted is None:
            self._ring.hide()

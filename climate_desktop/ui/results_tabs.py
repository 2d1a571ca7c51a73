"""The tabs above the results: each domain with its score, then where we differ and what we agree."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from climate_desktop.ui.focus_ring import paint_ring
from climate_desktop.ui.marks import paint_swatch
from climate_desktop.ui.theme import Theme


@dataclass(frozen=True)
class Tab:
    """One tab: its words, a small second part (a score or a count), and a band's swatch or an icon before them."""

    words: str
    small: str = ""
    band: str = ""
    icon: str = ""
    counted: bool = False
    apart: bool = False


class ResultTabs(QTabBar):
    """Tabs that paint a swatch, a name and a score. Their text is all of it, for screen readers.

    `apart` draws a line before a tab, `counted` puts the small part into a pill. Where the window is too narrow for all
    of them, first the scores go, then the signs, then names become smaller and the count goes, so that every name stays
    in sight.
    """

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tabs: list[Tab] = []
        self._spare = 0
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setProperty("no_ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def add(self, tab: Tab) -> None:
        """One more tab at the end."""
        self._tabs.append(tab)
        self.addTab(f"{tab.words} {tab.small}".strip())
        self._arrange()

    def change(self, place: int, tab: Tab) -> None:
        """Gives a tab other words."""
        self._tabs[place] = tab
        self.setTabText(place, f"{tab.words} {tab.small}".strip())
        self._arrange()

    def clear(self) -> None:
        """Takes all tabs away."""
        while self.count():
            self.removeTab(0)
        self._tabs = []

    def tabSizeHint(self, index: int) -> QSize:
        """Wide enough for the tab in bold, so that choosing moves nothing."""
        if index >= len(self._tabs):
            return QSize(0, self._theme.size("tab"))
        tab = self._tabs[index]
        return QSize(self._width(tab, self._spare), self._theme.size("tab"))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """The same: a name is never cut."""
        return self.tabSizeHint(index)

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out what does not fit, or shows it again."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Leaves out as little as the width demands: nothing, the scores, the signs too, or the count, and sets smaller."""
        room = self.width()
        self._spare = next(
            (spare for spare in (0, 1, 2) if sum(self._width(tab, spare) for tab in self._tabs) <= room), 3
        )
        for place in range(self.count()):
            self.setTabText(place, self.tabText(place))
        self.updateGeometry()
        self.update()

    def _width(self, tab: Tab, spare: int) -> int:
        return self._places(tab, QRect(0, 0, 0, 0), spare)[-1].right() + 1 + self._margin(spare)

    def _margin(self, spare: int) -> int:
        return self._theme.space((16, 16, 8, 6)[spare])

    def _apart(self, tab: Tab, spare: int) -> int:
        """The room before a tab for its line."""
        return self._theme.space(16 if spare < 3 else 8) if tab.apart else 0

    def _role(self, spare: int) -> str:
        return "body" if spare < 3 else "small"

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws every tab, and the ring round the chosen one while the keyboard is here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        under = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for index, tab in enumerate(self._tabs):
            self._paint_tab(painter, index, tab, hovered=index == under)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int, tab: Tab, *, hovered: bool) -> None:
        theme = self._theme
        box = self.tabRect(index)
        chosen = index == self.currentIndex()
        sign, name, small = self._places(tab, box, self._spare)
        ink = theme.color("accent" if hovered else "text" if chosen else "text_soft")
        if tab.apart:
            painter.setPen(QPen(theme.color("line"), 1))
            x = box.left() + self._apart(tab, self._spare) // 2
            painter.drawLine(x, box.center().y() - theme.px(12), x, box.center().y() + theme.px(12))
        if self._spare > 1:
            pass
        elif tab.band:
            paint_swatch(painter, QRectF(sign), theme, tab.band)
        elif tab.icon:
            theme.paint_icon(painter, QRectF(sign), tab.icon, ink)
        painter.setPen(ink)
        painter.setFont(theme.font(self._role(self._spare), bold=chosen))
        painter.drawText(name, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), tab.words)
        self._paint_small(painter, tab, small, ink, chosen=chosen)
        if chosen:
            start = box.left() + self._apart(tab, self._spare)
            painter.fillRect(start, box.bottom() - 2, box.right() - start + 1, 3, theme.color("accent"))
        if chosen and self.hasFocus():
            paint_ring(painter, QRectF(box).adjusted(self._apart(tab, self._spare) or 1, 1, -1, -3), 4, theme)

    def _paint_small(self, painter: QPainter, tab: Tab, box: QRect, ink: QColor, *, chosen: bool) -> None:
        if not box.width():
            return
        theme = self._theme
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setFont(theme.font("small", bold=chosen and not tab.counted, tabular=True))
        if tab.counted:
            side = theme.px(24)
            pill = QRectF(box.left(), box.center().y() - side / 2, box.width(), side)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(pill, side / 2, side / 2)
            flags = Qt.AlignmentFlag.AlignCenter
            ink = theme.color("text")
        painter.setPen(ink)
        painter.drawText(box, int(flags), tab.small)

    def _places(self, tab: Tab, box: QRect, spare: int) -> tuple[QRect, QRect, QRect]:
        """Where the sign, the name and the small part stand. `spare`: 1 leaves out scores, 2 signs, 3 the count too."""
        theme = self._theme
        left = box.left() + self._margin(spare) + self._apart(tab, spare)
        height = box.height()
        side = theme.px(14 if tab.band else 18 if tab.icon else 0) if spare < 2 else 0
        middle = box.top() + height // 2
        sign = QRect(left, middle - side // 2, side, side)
        left += side + (theme.space(8) if side else 0)
        wide = QFontMetrics(theme.font(self._role(spare), bold=True)).horizontalAdvance(tab.words) + 2
        name = QRect(left, box.top(), wide, height)
        small = tab.small if not spare or (tab.counted and spare < 3) else ""
        left += wide + (theme.space(8) if small else 0)
        wide = QFontMetrics(theme.font("small", bold=True, tabular=True)).horizontalAdvance(small)
        if tab.counted and small:
            wide = max(wide + theme.px(14), theme.px(24))
        return sign, name, QRect(left, box.top(), wide, height)

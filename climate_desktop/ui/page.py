"""The skeleton of a screen: a middle that scrolls, a foot that stays, a side panel that moves under the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from climate_desktop.ui.boxes import Frame

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme


LEAST_MAIN = 560
"""What main needs beside a side panel, in pixels at 100 %."""


def scrolled(content: QWidget) -> QScrollArea:
    """A scroll area for a page: as wide as the window, scrolled up and down by wheel, keys and focus."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


class Page(QWidget):
    """A screen's three places: `main`, an optional `side` panel and an optional `foot` bar.

    Wide (window width divided by text scale ≥ 900, and 560 left beside the panel): main scrolls with the foot fixed
    below it, the side panel stands at the end with a scroll of its own. Narrow: the side panel moves under main, into
    the same scroll.

    Signal `narrowed(bool)`: the page has become narrow, or wide again; screens rearrange their own rows on it.
    """

    narrowed = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        main: QWidget,
        *,
        side: QWidget | None = None,
        foot: QWidget | None = None,
        side_width: int = 372,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._main = main
        self._side = side
        self._side_width = side_width
        self._narrow = False
        self._middle = QWidget()
        self._under = QVBoxLayout(self._middle)
        self._under.setContentsMargins(0, 0, 0, 0)
        self._under.setSpacing(0)
        self._under.addWidget(main, 1)
        self.scroll_area = scrolled(self._middle)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.scroll_area, 1)
        if foot is not None:
            left.addWidget(separator())
            left.addWidget(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        self._make_panels(row)
        self._measure()

    def _make_panels(self, row: QHBoxLayout) -> None:
        """The side panel's two places: at the end of the row, and under main."""
        side = self._side
        self._edge = separator(upright=True)
        self._panel = Frame("panel")
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 0)
        self._side_scroll = QScrollArea()
        if side is not None:
            self._side_scroll = scrolled(side)
            self._side_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        panel.addWidget(self._side_scroll)
        self._under_panel = Frame("panel")
        under = QVBoxLayout(self._under_panel)
        under.setContentsMargins(0, 0, 0, 0)
        self._under.addWidget(self._under_panel)
        self._under_panel.hide()
        row.addWidget(self._edge)
        row.addWidget(self._panel)
        self._edge.setVisible(side is not None)
        self._panel.setVisible(side is not None)

    @property
    def is_narrow(self) -> bool:
        """True while the page is too narrow for two columns."""
        return self._narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Moves the side panel when the page becomes narrow or wide."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_under_panel"):
            self._measure()
            self._arrange()

    def _measure(self) -> None:
        self._panel.setFixedWidth(self._theme.px(self._side_width))

    def _arrange(self) -> None:
        width = self.width() / self._theme.scale
        beside = self._side_width if self._side is not None else 0
        narrow = width < int(self._theme.token("layout", "two_cards_from")) or width - beside < LEAST_MAIN
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if self._side is not None:
            self._move_side(narrow=narrow)
        self.narrowed.emit(narrow)

    def _move_side(self, *, narrow: bool) -> None:
        assert self._side is not None
        under = self._under_panel.layout()
        assert under is not None
        if narrow:
            self._side_scroll.takeWidget()
            under.addWidget(self._side)
        else:
            under.removeWidget(self._side)
            self._side_scroll.setWidget(self._side)
            self._side.setAutoFillBackground(False)  # setWidget switches it on
        self._side.show()
        self._edge.setVisible(not narrow)
        self._panel.setVisible(not narrow)
        self._under_panel.setVisible(narrow)


def separator(*, upright: bool = False) -> QFrame:
    """A thin line between two places."""
    line = Frame("separator")
    if upright:
        line.setFixedWidth(1)
        line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    else:
        line.setFixedHeight(1)
    return line

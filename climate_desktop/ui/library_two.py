"""A list of places beside what is opened from it: side by side, or under each other where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from climate_desktop.ui.boxes import Frame
from climate_desktop.ui.page import scrolled, separator

if TYPE_CHECKING:
    from climate_desktop.ui.library_index import EntryList
    from climate_desktop.ui.theme import Theme

LIST_WIDTH = 244
SAMPLE_WIDTH = 384
"""Pixels of the list and of the sample at 100 %."""
LIST_FROM = 760
SAMPLE_FROM = 1080
"""From these widths of the whole, divided by the text scale, the list and the sample stand beside the form."""
_ROWS_IN_SIGHT = 4
_NO_MEASURE = 16_777_215


class ListBeside(QWidget):
    """`tools` over `places`, beside them `form` with an optional `sample` at its end.

    Narrow: everything under each other in one scroll, the list four rows high.
    """

    def __init__(
        self,
        theme: Theme,
        tools: QWidget,
        places: EntryList,
        form: QWidget,
        *,
        sample: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places = places
        self._sample = sample
        self._narrow = self._under = False
        self._wanted = sample is not None
        self._start = QWidget()
        start = QVBoxLayout(self._start)
        start.setSpacing(theme.space(8))
        start.addWidget(tools)
        start.addWidget(places, 1)
        middle = QWidget()
        self._column = QVBoxLayout(middle)
        self._column.setSpacing(theme.space(12))
        self._column.addWidget(form)
        self._column.addStretch(1)
        self.scroll_area = scrolled(middle)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._start)
        self._row.addWidget(self.scroll_area, 1)
        self._edge = separator(upright=True)
        self._panel = Frame("panel")
        self._panel_column = QVBoxLayout(self._panel)
        self._panel_column.setContentsMargins(0, 0, 0, 0)
        self._sample_area = scrolled(sample) if sample is not None else QScrollArea()
        self._sample_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel_column.addWidget(self._sample_area)
        self._under_panel = Frame("card")
        self._under_column = QVBoxLayout(self._under_panel)
        self._under_column.setContentsMargins(0, 0, 0, 0)
        self._column.insertWidget(1, self._under_panel)
        self._under_panel.hide()
        self._row.addWidget(self._edge)
        self._row.addWidget(self._panel)
        if sample is None:
            self._edge.hide()
            self._panel.hide()
        self._arrange()

    @property
    def is_narrow(self) -> bool:
        """True while the list stands over the form."""
        return self._narrow

    def show_field(self, field: QWidget) -> None:
        """Scrolls to a field and gives it the keyboard."""
        field.setFocus()
        self.scroll_area.ensureWidgetVisible(field, 0, self._theme.px(60))

    def show_sample(self, *, shown: bool) -> None:
        """Keeps the sample in sight, or leaves its room to the form where there is nothing to show."""
        self._wanted = shown
        self._show_panels()

    def show_top(self) -> None:
        """Scrolls the form back to its beginning, where it scrolls by itself."""
        if not self._narrow:
            self.scroll_area.verticalScrollBar().setValue(0)
        self._sample_area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the list over the form, or beside it."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_under_panel"):
            self._arrange()

    def _arrange(self) -> None:
        width = self.width() / self._theme.scale
        if (width < LIST_FROM) != self._narrow:
            self._move_list(narrow=width < LIST_FROM)
        if self._sample is not None and (width < SAMPLE_FROM) != self._under:
            self._move_sample(self._sample, under=width < SAMPLE_FROM)
        self._measure()

    def _move_list(self, *, narrow: bool) -> None:
        self._narrow = narrow
        if narrow:
            self._row.removeWidget(self._start)
            self._column.insertWidget(0, self._start)
        else:
            self._column.removeWidget(self._start)
            self._row.insertWidget(0, self._start)

    def _move_sample(self, sample: QWidget, *, under: bool) -> None:
        self._under = under
        if under:
            self._sample_area.takeWidget()
            self._under_column.addWidget(sample)
        else:
            self._under_column.removeWidget(sample)
            self._sample_area.setWidget(sample)
            sample.setAutoFillBackground(False)  # setWidget switches it on
        sample.show()
        self._show_panels()

    def _show_panels(self) -> None:
        beside = self._wanted and not self._under
        self._edge.setVisible(beside)
        self._panel.setVisible(beside)
        self._under_panel.setVisible(self._wanted and self._under)

    def _measure(self) -> None:
        theme = self._theme
        edge = theme.space(26)
        start = self._start.layout()
        assert start is not None
        self._panel.setFixedWidth(theme.px(SAMPLE_WIDTH))
        if self._narrow:
            self._places.setFixedHeight(_ROWS_IN_SIGHT * theme.size("table_row"))
            self._start.setMinimumWidth(0)
            self._start.setMaximumWidth(_NO_MEASURE)
            self._column.setContentsMargins(edge, theme.space(10), edge, theme.space(24))
            start.setContentsMargins(6, 6, 6, 0)
        else:
            self._places.setMinimumHeight(theme.size("table_row"))
            self._places.setMaximumHeight(_NO_MEASURE)
            self._start.setFixedWidth(theme.px(LIST_WIDTH) + theme.space(32))
            self._column.setContentsMargins(theme.space(10), theme.space(10), edge, theme.space(24))
            start.setContentsMargins(theme.space(32), theme.space(16), 0, theme.space(16))

"""The bar above every page of the hand-over: whose seat it is, the size of the text, and *Pause*."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.button import Segment
from climate_desktop.ui.participant_frame import NO_LEAST_HEIGHT
from climate_desktop.ui.theme import Theme


class HandOverBar(QWidget):
    """Signals: `size_chosen(float)` another size of the text; `pause_wanted()`."""

    size_chosen = Signal(float)
    pause_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._seat = parts.Label(theme, "", "body", ink="soft", wrap=False)
        self._size = TextSize(theme)
        self._pause = parts.secondary(theme, self.tr("Pause"), icon="pause")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._seat)
        self._row.addStretch(1)
        self._row.addWidget(self._size)
        self._row.addWidget(self._pause)
        self._size.chosen.connect(self.size_chosen)
        self._pause.clicked.connect(self.pause_wanted)
        theme.changed.connect(self._measure)
        self._measure()

    def show_seat(self, seat: str) -> None:
        """Shows whose sheet this is; nothing for nobody."""
        self._seat.setText(seat)

    def offer_pause(self, *, offered: bool) -> None:
        """Shows *Pause*, or takes it away where there is nothing to pause."""
        self._pause.setVisible(offered)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through in the bar."""
        return (*self._size.tab_stops(), self._pause)

    def _measure(self) -> None:
        scale = self._theme.scale
        edge = 24 if scale >= 2 else 40
        self._row.setContentsMargins(edge, round(26 - 8 * scale), edge, 4)
        self._row.setSpacing(round(21 - 4 * scale))
        self._pause.setStyleSheet(NO_LEAST_HEIGHT)
        self._pause.setFixedHeight(round(32 + 16 * scale))


class SizeButton(Segment):
    """The letter A as large as the size it stands for, the same in every size of the rest."""

    def __init__(self, theme: Theme, place: int) -> None:
        super().__init__(theme, "", kind="segment")
        self._letter_px = (14, 17, 22, 28)[min(place, 3)]
        self.setCheckable(True)
        self.setStyleSheet(NO_LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A target for a finger, little larger at the largest text."""
        return QSize(round(46.5 + 6 * self._theme.scale), round(32 + 16 * self._theme.scale))

    def minimumSizeHint(self) -> QSize:
        """The same: it never shrinks."""
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        """The same for every width."""
        return self.sizeHint().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The segment with its letter."""
        super().paintEvent(event)
        painter = QPainter(self)
        font = self._theme.semibold("body")
        font.setPixelSize(self._letter_px)
        painter.setFont(font)
        painter.setPen(self._theme.color("accent" if self.isChecked() or self.underMouse() else "text"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), "A")


class TextSize(QWidget):
    """Four sizes of the letter A, the present one chosen. Signal `chosen(float)`: a person took another size."""

    chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._label = parts.body(theme, self.tr("Text size"), soft=True)
        row.addWidget(self._label)
        row.addSpacing(16)
        steps = theme.steps
        for place, step in enumerate(steps):
            button = SizeButton(theme, place)
            button.first, button.last = place == 0, place == len(steps) - 1
            button.setAccessibleName(self.tr("Text size {percent} %").format(percent=round(step * 100)))
            button.setToolTip(button.accessibleName())
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.idClicked.connect(lambda place: self.chosen.emit(steps[place]))
        theme.changed.connect(self._show_present)
        self._show_present()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """The size that holds: arrows lead to the others."""
        return tuple(button for button in self._group.buttons() if button.isChecked())

    def _show_present(self) -> None:
        for place, step in enumerate(self._theme.steps):
            self._group.button(place).setChecked(step == self._theme.scale)
        self._label.setVisible(self._theme.scale < 2)

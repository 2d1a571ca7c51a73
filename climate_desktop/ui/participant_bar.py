"""The bar above every page of the hand-over: reading aloud, easy words, whose seat it is, size of the text, *Pause*."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.button import Segment
from climate_desktop.ui.participant_frame import NO_LEAST_HEIGHT
from climate_desktop.ui.theme import Theme


class HandOverBar(QWidget):
    """What every page has in reach.

    Signals: size_chosen(float) another size of the text; pause_wanted(); reading_wanted() begins or stops reading aloud;
    words_wanted() changes between easy words and the usual ones.
    """

    size_chosen = Signal(float)
    pause_wanted = Signal()
    reading_wanted = Signal()
    words_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._seat = parts.Label(theme, "", "body", ink="soft", wrap=False)
        self._size = TextSize(theme)
        self._pause = parts.secondary(theme, self.tr("Pause"), icon="pause")
        self._read = parts.secondary(theme, "", icon="speaker")
        self._words = parts.secondary(theme, "", icon="leaf")
        self._together_icon = parts.icon_label(theme, "people", token="text", size=18)
        self._together = parts.Label(theme, "", "body", wrap=False)
        self._easy = self._reading = self._helped = False
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._read)
        self._row.addWidget(self._words)
        self._row.addWidget(self._together_icon)
        self._row.addWidget(self._together)
        self._row.addWidget(self._seat)
        self._row.addStretch(1)
        self._row.addWidget(self._size)
        self._row.addWidget(self._pause)
        self._size.chosen.connect(self.size_chosen)
        self._pause.clicked.connect(self.pause_wanted)
        self._read.clicked.connect(self.reading_wanted)
        self._words.clicked.connect(self.words_wanted)
        self.offer_reading(offered=False)
        self.offer_words(offered=False)
        self.show_helped(helped=False)
        theme.changed.connect(self._measure)
        self._measure()

    def show_seat(self, seat: str) -> None:
        """Shows whose sheet this is; nothing for nobody."""
        self._seat.setText(seat)
        self._fit()

    def offer_pause(self, *, offered: bool) -> None:
        """Shows *Pause*, or takes it away where there is nothing to pause."""
        self._pause.setVisible(offered)

    def offer_reading(self, *, offered: bool, reading: bool = False) -> None:
        """Shows what begins to read aloud, or while something is being read, what stops it."""
        self._reading = reading
        self._read.setVisible(offered)
        self._say()

    def offer_words(self, *, offered: bool, easy: bool = False) -> None:
        """Shows what leads to easy words, or while they are used, what leads back."""
        self._easy = easy
        self._words.setVisible(offered)
        self._say()

    def show_helped(self, *, helped: bool) -> None:
        """Says on every page that two people answer together."""
        self._helped = helped
        self._together.setVisible(helped)
        self._together_icon.setVisible(helped)
        self._say()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through in the bar."""
        return (self._read, self._words, *self._size.tab_stops(), self._pause)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The seat gives way where there is no room for it."""
        super().resizeEvent(event)
        self._fit()

    def _say(self) -> None:
        """Words that fit what is going on; plain ones beside easy words."""
        read = self.tr("Read it to me") if self._easy else self.tr("Read aloud")
        self._read.say(self.tr("Stop reading") if self._reading else read)
        self._words.say(self.tr("Usual words") if self._easy else self.tr("Easy words"))
        self._pause.say(self.tr("Stop for now") if self._easy else self.tr("Pause"))
        self._together.setText(self.tr("Together") if self._theme.scale >= 2 else self.tr("Answering together"))
        self._fit()

    def _fit(self) -> None:
        parts_shown = (self._read, self._words, self._together_icon, self._together, self._size, self._pause)
        taken = sum(part.sizeHint().width() + self._row.spacing() for part in parts_shown if not part.isHidden())
        edges = self._row.contentsMargins()
        free = self.width() - taken - edges.left() - edges.right()
        self._seat.setVisible(self._seat.sizeHint().width() <= free)

    def _measure(self) -> None:
        scale = self._theme.scale
        edge = 24 if scale >= 2 else 40
        self._row.setContentsMargins(edge, round(26 - 8 * scale), edge, 4)
        self._row.setSpacing(round(21 - 4 * scale))
        for button in (self._read, self._words, self._pause):
            button.setStyleSheet(NO_LEAST_HEIGHT)
            button.setFixedHeight(round(32 + 16 * scale))
        self._say()


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

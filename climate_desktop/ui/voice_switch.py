"""Voices on the screen: one to choose, or all of them named once with their people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.button import Segment
from climate_desktop.ui.marks import VoiceMark, paint_voice
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.theme import Theme

_FILLED = 1000
"""A width at 100 % that no panel has."""


class VoiceSegment(Segment):
    """One voice of the switch: its mark and its short name."""

    def __init__(self, theme: Theme, words: str, voice: str, position: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, words, kind="segment", size="small", icon=voice, parent=parent)
        self._position = position
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _paint_one_icon(self, painter: QPainter, left: int, name: str, ink: QColor) -> None:
        side = self._theme.px(14)
        box = self._mirrored(QRect(left, (self.height() - side) // 2, side, side))
        paint_voice(painter, QRectF(box), self._theme, self._position)


class VoiceSwitch(QWidget):
    """A row of voices of which one is heard; arrows move.

    Signal `chosen(str)`: a person has chosen this voice.
    """

    chosen = Signal(str)

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._theme = theme
        self._voices: tuple[str, ...] = ()
        self._filling = False
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.idClicked.connect(self._clicked)

    def offer(self, told: ResultWords, voices: Sequence[str]) -> None:
        """Offers these voices; the one that was chosen stays chosen where it is still offered."""
        before = self.voice()
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._voices = tuple(voices)
        for place, voice in enumerate(self._voices):
            button = VoiceSegment(self._theme, told.voice_short(voice), voice, told.position(voice))
            button.setAccessibleName(self.tr("{group}, {choice}").format(group=self._name, choice=told.voice(voice)))
            button.first, button.last = place == 0, place + 1 == len(self._voices)
            self._group.addButton(button, place)
            self._row.addWidget(button)
            button.setChecked(voice == before or (place == 0 and before not in self._voices))

    def set_filling(self, *, filling: bool) -> None:
        """Takes the whole width where nothing stands beside it."""
        self._filling = filling
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its voices, or as wide as can be."""
        hint = super().sizeHint()
        return QSize(self._theme.px(_FILLED), hint.height()) if self._filling else hint

    def voice(self) -> str:
        """The id of the voice that is heard; empty when none is offered."""
        place = self._group.checkedId()
        return self._voices[place] if 0 <= place < len(self._voices) else ""

    def _clicked(self, place: int) -> None:
        self.chosen.emit(self._voices[place])


class VoiceKey(QWidget):
    """The voices that may be shown, each with its mark and its people, once for a whole picture."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flow = parts.flow(gap=theme.space(16), line_gap=theme.space(4))
        self.setLayout(self._flow)

    def show_voices(self, told: ResultWords) -> None:
        """Shows the voices of this result."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for voice, count in told.result.voices.items():
            self._flow.addWidget(_VoiceName(self._theme, told, voice, count))
        self.setVisible(bool(told.result.voices))


class _VoiceName(QWidget):
    """One voice's mark, name and people in one line."""

    def __init__(self, theme: Theme, told: ResultWords, voice: str, count: int) -> None:
        super().__init__()
        self._theme = theme
        self._words = told.voice(voice)
        self._count = self.tr("({people})").format(people=count)
        mark = VoiceMark(theme, told.position(voice))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(4))
        row.addWidget(mark)
        row.addWidget(_Name(theme, self._words, self._count))
        self.setAccessibleName(self.tr("{voice}, {people}").format(voice=self._words, people=told.people(count)))


class _Name(QWidget):
    """A name in ink and a soft number after it."""

    def __init__(self, theme: Theme, words: str, count: str) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._count = count
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line of small words."""
        metrics = QFontMetrics(self._theme.font("small"))
        return QSize(metrics.horizontalAdvance(f"{self._words} {self._count}") + 2, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws both."""
        painter = QPainter(self)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text"))
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignLeading)
        painter.drawText(self.rect(), flags, self._words)
        metrics = painter.fontMetrics()
        left = metrics.horizontalAdvance(self._words + " ")
        painter.setPen(self._theme.color("text_soft"))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.drawText(self.rect().adjusted(0, 0, -left, 0), flags, self._count)
        else:
            painter.drawText(self.rect().adjusted(left, 0, 0, 0), flags, self._count)
        painter.end()

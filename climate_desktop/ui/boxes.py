"""Frames with something in them: a notice, an empty place, a segmented row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from climate_desktop.ui.button import Button, Segment
from climate_desktop.ui.labels import IconLabel, Label

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

_SIGNS = {"warning": "warning", "info": "info", "not_saved": "warning", "wrong": "warning"}
_INKS = {"not_saved": "on_danger", "wrong": "danger"}


class Frame(QFrame):
    """A frame of one kind: the style sheet does the rest."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)


class Notice(Frame):
    """A sign, a sentence, a line of detail and at most one button.

    `kind` is `warning` (ink and a sign, never amber), `info` (something happened), `wrong` (an error with its next
    step) or `not_saved` (the full-width bar that stays). Screen readers hear the words as the frame's name.
    """

    def __init__(self, theme: Theme, kind: str, text: str, detail: str = "", button: Button | None = None) -> None:
        super().__init__(kind)
        ink = _INKS.get(kind, "")
        on_ground = ink if kind == "not_saved" else "" if detail else ink
        self._text = Label(theme, text, "strong" if detail or kind != "info" else "body", ink=on_ground)
        self._detail = Label(theme, detail, "small", ink="on_danger" if kind == "not_saved" else "soft")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.space(16), theme.space(12), theme.space(16), theme.space(12))
        layout.setSpacing(theme.space(12))
        layout.addWidget(IconLabel(theme, _SIGNS[kind], token=ink or "text", size=24), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words, 1)
        if button is not None:
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.say(text, detail)

    def say(self, text: str, detail: str = "") -> None:
        """Puts other words into the notice."""
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{text} {detail}".strip())


class EmptyState(Frame):
    """What stands where a list has nothing yet: one icon, one sentence, one button that makes the first."""

    def __init__(self, theme: Theme, icon: str, sentence: str, detail: str = "", button: Button | None = None) -> None:
        super().__init__("empty")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(Label(theme, sentence, "strong"))
        if detail:
            words.addWidget(Label(theme, detail, "small", ink="soft"))
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(theme.space(16))
        top.addWidget(IconLabel(theme, icon, token="accent", size=24, ground="accent_soft"))
        top.addLayout(words, 1)
        self._theme = theme
        self._button = button
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        margin = theme.space(20)
        self._row.setContentsMargins(margin, margin, margin, margin)
        self._row.setSpacing(theme.space(16))
        self._row.addLayout(top, 1)
        if button is not None:
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{sentence} {detail}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the button under the words where both do not fit side by side."""
        super().resizeEvent(event)
        if self._button is None:
            return
        narrow = self.width() < self._button.sizeHint().width() + self._theme.px(280)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        self._row.setAlignment(self._button, Qt.AlignmentFlag.AlignLeading if narrow else end)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the dashed edge: the style sheet's dashes are dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color("control_line"), self._theme.line_px("control_px"))
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        radius = self._theme.radius("choice")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()


class Segmented(QWidget):
    """A row of choices of which one holds; arrows move.

    Signal `chosen(str)`: a person has chosen the id. `choose` does not fire it.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[str, str]],
        *,
        size: str = "small",
        icons: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._ids: list[str] = []
        self._name = name
        self._buttons: list[Segment] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        for position, (choice, words) in enumerate(choices):
            button = Segment(theme, words, kind="segment", size=size, icon=icons[position] if icons else "")
            button.setCheckable(True)
            button.first, button.last = position == 0, position == len(choices) - 1
            button.setAccessibleName(self.tr("{group}, {choice}").format(group=name, choice=words) if name else words)
            self._group.addButton(button, position)
            self._ids.append(choice)
            self._buttons.append(button)
            layout.addWidget(button)
        if self._buttons:
            self._buttons[0].setChecked(True)
        self._group.idClicked.connect(self._clicked)

    def choose(self, choice: str) -> None:
        """Shows this choice as chosen. ValueError when there is no such id."""
        self._buttons[self._ids.index(choice)].setChecked(True)

    def choice(self) -> str:
        """The id of the choice that holds; empty when there are none."""
        return self._ids[self._group.checkedId()] if self._ids else ""

    def button(self, choice: str) -> Button:
        """The button of one choice, to disable it or to change its words."""
        return self._buttons[self._ids.index(choice)]

    def _clicked(self, position: int) -> None:
        self.chosen.emit(self._ids[position])


class Badge(QWidget):
    """A word in a pill: `Practice`, `1 waiting`."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._label = Label(theme, text, "small", wrap=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(10), theme.px(3), theme.px(10), theme.px(3))
        layout.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Puts another word into the pill."""
        self._label.setText(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.color("line")))
        painter.setBrush(self._theme.color("surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.end()

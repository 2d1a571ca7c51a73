"""The answers to one statement: the choices of the scale, and the four answers that are not on it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from climate_desktop.core.instrument import NoAnswer, Scale
from climate_desktop.core.study import Response
from climate_desktop.core.words import Words
from climate_desktop.ui import parts
from climate_desktop.ui.answer_keys import AnswerKeys, Line
from climate_desktop.ui.answer_row import AnotherAnswer, AnswerRow, OtherAnswer
from climate_desktop.ui.face_tile import FaceTile
from climate_desktop.ui.theme import Theme

_ROOMY = 7
"""Answers of a scale up to which each has a tall row."""
_GAP, _TIGHT_GAP, _FACE_GAP = 10, 8, 24


class Likert(QWidget):
    """One statement's answers, in the same places for every statement; nothing is ever chosen beforehand.

    In easy words the scale becomes three faces side by side, where it has a lowest, a middle and a highest answer.

    Signals, on a person's act only:
    answered(str, int): item id and the choice on the scale.
    declined(str, str): item id and the value of the NoAnswer that was chosen.

    Where there is no room for the four other answers they fold into `another`, a button that whoever lays out the
    page places.
    """

    answered = Signal(str, int)
    declined = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._item_id, self._statement = "", ""
        self._responses: list[Response] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._clicked)
        self._rows: list[AnswerRow | FaceTile] = []
        self._keys = AnswerKeys(self)
        self._others: list[OtherAnswer] = []
        self._folded = self._faces = False

        self._or_else = parts.soft(theme, self.tr("Or choose one of these"))
        self.another = AnotherAnswer(theme)

        self._scale_box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._other_box = QHBoxLayout()
        self._other_box.setSpacing(8)
        self._other_part = QWidget()
        other_column = QVBoxLayout(self._other_part)
        other_column.setContentsMargins(0, 18, 0, 0)
        other_column.setSpacing(8)
        other_column.addWidget(self._or_else)
        other_column.addLayout(self._other_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addLayout(self._scale_box)
        column.addWidget(self._other_part)
        column.addStretch(1)

    def set_scale(self, scale: Scale, words: Words, *, easy: bool = False) -> None:
        """Makes the choices of this scale in these words, or in easy ones, in place of any earlier choices."""
        self._remove_answers()
        self._faces = easy and bool(scale.faces)
        if self._faces:
            self._add_faces(scale, words)
        else:
            self._add_rows(scale, words)
        for kind in NoAnswer:
            other = OtherAnswer(self._theme, words[f"{'easy' if easy else 'no_answer'}.{kind.value}"])
            self._add(other, kind)
            self._others.append(other)
            self._other_box.addWidget(other, other.sizeHint().width())
        if self._faces:
            self._gather()
        self._or_else.setHidden(self._faces)
        for answer in self.answers:
            answer.show()  # now, so that the keyboard can go there at once
        self.another.offer(self._others)
        others = [*self._others, self.another]
        self._keys.set_lines((Line(self._rows, level=self._faces), Line(others, level=True)))
        self._fold()

    @property
    def has_faces(self) -> bool:
        """True when the choices are faces side by side."""
        return self._faces

    def offers(self, response: Response) -> bool:
        """True when this answer is one of those that can be chosen here."""
        return response in self._responses

    def show_item(self, item_id: str, statement: str, chosen: Response | None) -> None:
        """Shows what was chosen for this statement, or nothing; this stores nothing."""
        self._item_id, self._statement = item_id, statement
        self._keys.forget()
        self._group.setExclusive(False)
        for button, response in zip(self.answers, self._responses, strict=True):
            button.setChecked(chosen is not None and response == chosen)
            name = self.tr("{statement}, {choice}").format(statement=statement, choice=button.text())
            button.setAccessibleName(name if statement else button.text())
        self._group.setExclusive(True)
        self.another.show_chosen(self._group.checkedButton(), statement)

    def forget(self) -> None:
        """Leaves no trace of the last statement or answer."""
        self.show_item("", "", None)

    def choose(self, place: int) -> bool:
        """Presses the choice at this place of the scale, from 1, as a key does; False when the scale is shorter."""
        if not 1 <= place <= len(self._rows):
            return False
        self._rows[place - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._rows[place - 1].click()
        return True

    def go_to_others(self) -> None:
        """Puts the keyboard on the first other answer, or opens their menu where they are folded."""
        if self._folded:
            self.another.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.another.open()
        elif self._others:
            self._others[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tab_stop(self) -> QWidget:
        """The one answer that Tab leads to: what has the keyboard or is chosen, otherwise the first choice."""
        focused = next((answer for answer in self.answers if answer.hasFocus()), None)
        chosen = self._group.checkedButton()
        wanted = focused or (chosen if chosen is not None and chosen.isVisible() else None)
        return wanted or (self._rows[0] if self._rows else self)

    def go_to_first(self) -> None:
        """Moves onto what is chosen, or onto the first choice."""
        stop = self.tab_stop()
        if isinstance(stop, QAbstractButton):
            self._keys.go_to(stop)

    def choose_moved(self) -> bool:
        """Chooses the answer that arrows have moved onto; False when they have moved onto none that is not chosen."""
        return self._keys.choose()

    def set_folded(self, folded: bool) -> None:
        """Folds the other answers into one button, or lays them out in a row."""
        if folded != self._folded:
            self._folded = folded
            self._fold()
        self._other_part.setMinimumHeight(0 if folded else self._others_height() + 18)

    def height_unfolded(self, width: int) -> int:
        """The height that all answers need when they are laid out in columns of this width."""
        if self._faces:
            rows = self.least_height
        else:
            rows = sum(row.heightForWidth(width) for row in self._rows)
            rows += self._scale_box.spacing() * max(0, len(self._rows) - 1)
        return rows + 30 + self._or_else.sizeHint().height() + self._others_height() + 12

    @property
    def least_height(self) -> int:
        """The height that the faces need at least."""
        return max((row.minimumSizeHint().height() for row in self._rows), default=0)

    @property
    def best_height(self) -> int:
        """The height at which the faces are drawn best, with the other answers unless they are folded."""
        faces = max((row.sizeHint().height() for row in self._rows), default=0)
        return faces if self._folded else faces + 18 + self._others_height()

    def width_unfolded(self) -> int:
        """The least width in which the other answers stand side by side."""
        return sum(other.minimumSizeHint().width() + 8 for other in self._others) + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no answer takes go on to the page."""
        event.ignore()

    def _add_rows(self, scale: Scale, words: Words) -> None:
        tight = len(scale.values) > _ROOMY
        self._scale_box.setDirection(QBoxLayout.Direction.TopToBottom)
        self._scale_box.setSpacing(_TIGHT_GAP if tight else _GAP)
        for place, value in enumerate(scale.values, start=1):
            row = AnswerRow(self._theme, words[f"scale.{value}"], str(place), tight=tight)
            self._add(row, value)
            self._rows.append(row)
            self._scale_box.addWidget(row)

    def _add_faces(self, scale: Scale, words: Words) -> None:
        self._scale_box.setDirection(QBoxLayout.Direction.LeftToRight)
        self._scale_box.setSpacing(_FACE_GAP)
        for place, (face, value) in enumerate(scale.faces.items(), start=1):
            tile = FaceTile(self._theme, face, words[f"easy.{face}"], str(place))
            self._add(tile, value)
            self._rows.append(tile)
            self._scale_box.addWidget(tile, 1000)

    def _add(self, button: QAbstractButton, response: Response) -> None:
        self._group.addButton(button, len(self._responses))
        self._responses.append(response)

    @property
    def answers(self) -> tuple[QAbstractButton, ...]:
        """Every answer, in reading order."""
        return (*self._rows, *self._others)

    def _clicked(self, index: int) -> None:
        response = self._responses[index]
        self._keys.forget()
        self.another.show_chosen(self._group.checkedButton(), self._statement)
        if isinstance(response, NoAnswer):
            self.declined.emit(self._item_id, response.value)
        else:
            self.answered.emit(self._item_id, response)

    def _fold(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretch(0, 0 if self._folded else 1)
        self._other_part.setVisible(not self._folded)
        self.another.setVisible(self._folded)

    def _others_height(self) -> int:
        return max((other.sizeHint().height() for other in self._others), default=0)

    def _gather(self) -> None:
        """Faces and other answers stand close together in the middle."""
        for box in (self._scale_box, self._other_box):
            box.insertStretch(0, 1)
            box.addStretch(1)
        for other in self._others:
            other.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _remove_answers(self) -> None:
        for box in (self._scale_box, self._other_box):
            while box.count():
                box.takeAt(0)
        for button in self.answers:
            self._group.removeButton(button)
            button.setParent(None)
            button.deleteLater()
        self._rows, self._others, self._responses = [], [], []

"""The page of the hand-over on which a person can write in their own words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from climate_desktop.core.words import Words
from climate_desktop.services.answering import Answering
from climate_desktop.services.comments import MOST, Comments
from climate_desktop.ui import parts
from climate_desktop.ui.choices import FramedRadio
from climate_desktop.ui.participant_frame import HandOverPage
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.writing_box import WritingBox


class CommentPage(HandOverPage):
    """Who reads it and when, a box, and a yes or no of its own to printing it. Leaving it empty is fine.

    Signal `written(str, bool)`: the person goes on with these words (perhaps none), which may be printed or may not.
    """

    written = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.box = WritingBox(theme, MOST, lines=5, private=True)
        self._label = parts.strong(theme, "")
        self._label.setBuddy(self.box)
        self._room = parts.soft(theme, "")
        self._question = parts.strong(theme, "")
        self._note = parts.body(theme, "", soft=True)
        self.yes, self.no = parts.choice_card(theme, ""), parts.choice_card(theme, "")
        self._group = QButtonGroup(self)
        for card in (self.yes, self.no):
            self._group.addButton(card)
        self._why = parts.body(theme, self.tr("Choose yes or no to go on."), soft=True)
        self.foot.put(self._why)
        self._right.column.addLayout(
            parts.column(
                self._label, self.box, self._room, self._question, self._note, self.yes, self.no, 1, gap=10,
                margins=(0, 12, 0, 12),
            )
        )  # fmt: skip
        self.box.edited.connect(self._show_state)
        self._group.buttonClicked.connect(lambda _: self._show_state())
        self.foot.next.clicked.connect(self._go_on)

    def show_person(self, answering: Answering, comments: Comments) -> None:
        """Shows the page to this person, with what they wrote before, if anything."""
        words, least = answering.words, comments.least(answering.participant.round_id)
        before = comments.of_person(answering.participant.id)
        points = [point.format(most=f"{MOST:,}", least=least) for point in words.all("comment.points")]
        self.tell(words["comment.title"], points)
        self._say(words, least)
        self.box.show_text(before.text if before else "")
        self._choose(before.may_print if before else None)
        self._show_state()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """The box, yes or no as one, then the foot."""
        chosen = self._group.checkedButton() or self.yes
        return (self.box, chosen, *super().tab_stops())

    def forget(self) -> None:
        """Leaves no word behind."""
        self.box.forget()
        self._choose(None)
        self.tell("", ())
        self._room.clear()

    def _say(self, words: Words, least: int) -> None:
        self._label.setText(words["comment.box"])
        self.box.setAccessibleName(f"{words['comment.title']} {words['comment.box']}")
        question = words["comment.question"]
        self._question.setText(question)
        self._note.setText(words["comment.question_note"].format(least=least))
        for card, key in ((self.yes, "yes"), (self.no, "no")):
            _word(card, question, words[f"comment.{key}"])

    def _choose(self, may_print: bool | None) -> None:
        self._group.setExclusive(False)
        self.yes.setChecked(may_print is True)
        self.no.setChecked(may_print is False)
        self._group.setExclusive(True)

    def _show_state(self) -> None:
        """The way on waits for a yes or no once something is written, and says so."""
        some = bool(self.box.toPlainText().strip())
        ready = not some or self._group.checkedButton() is not None
        self.foot.next.say(self.tr("Keep it") if some else self.tr("Leave it out"))
        self.foot.next.setEnabled(ready)
        self._why.setVisible(not ready)
        left = self.tr("Room for {count} more letters.").format(count=f"{self.box.left:,}")
        self._room.setText(left)

    def _go_on(self) -> None:
        self.written.emit(self.box.toPlainText(), self.yes.isChecked())


def _word(card: FramedRadio, question: str, words: str) -> None:
    card.setText(words)
    card.setAccessibleName(f"{question} {words}")
    card.updateGeometry()

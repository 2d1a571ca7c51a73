"""The pages of the hand-over round the card: it is shown once, it is typed in, and nobody answers for too long."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QLineEdit, QWidget

from climate_desktop.core import card_code
from climate_desktop.core.errors import KnownError
from climate_desktop.core.words import Words
from climate_desktop.services.answering import Answering
from climate_desktop.services.cards import Cards
from climate_desktop.services.study import Study
from climate_desktop.ui import messages, parts, slips
from climate_desktop.ui.participant_frame import HandOverPage
from climate_desktop.ui.participant_pages import WordsPage
from climate_desktop.ui.theme import Theme


class CardPage(HandOverPage):
    """Gives the person a card: makes its code and shows it, this once. Signal `went_on()`."""

    went_on = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._slip: QTextDocument | None = None
        self._caption = parts.body(theme, "", soft=True)
        self._code = CodeLabel(theme)
        self.print_it = parts.secondary(theme, self.tr("Print it"), icon="printer", size="big")
        self._told = parts.body(theme, "")
        frame = parts.card()
        frame.setLayout(
            parts.column(self._caption, self._code, self.print_it, self._told, gap=16, margins=(28, 24, 28, 24))
        )
        column = self._right.column
        column.addStretch(1)
        column.addWidget(frame)
        column.addStretch(2)
        self.foot.back.hide()
        self.foot.next.say(self.tr("I have it"))
        self.foot.next.clicked.connect(self.went_on)
        self.print_it.clicked.connect(self._print)

    def give(self, study: Study, answering: Answering) -> None:
        """Makes a card for this person and shows it. A KnownError when it cannot be stored; then nothing is shown."""
        words, person = answering.words, answering.participant
        until = study.cards.until(person.round_id)
        code = study.cards.make(person.id)
        self._slip = slips.card_slip(words, code, study.workshops.round(person.round_id).label, until)
        self.tell(words["card.title"], [*words.all("card.points"), slips.until_words(words, until)])
        self._caption.setText(words["card.code"])
        self._code.show_code(code)
        self.print_it.setEnabled(True)
        self._told.hide()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """The way to print it, then the foot."""
        return (self.print_it, *super().tab_stops())

    def forget(self) -> None:
        """Leaves no sign of the code behind."""
        self._slip = None
        self._code.show_code("")
        self._caption.clear()
        self._told.clear()
        self.tell("", ())

    def _print(self) -> None:
        printed = self._slip is not None and slips.print_here(self._slip)
        self.print_it.setEnabled(not printed)
        words = self.tr("It is being printed. Ask for it, and keep it with you.")
        if not printed:
            words = self.tr("No printer takes it. Please write the code down.")
        self._told.setText(words)
        self._told.show()
        messages.announce(self, words)


class CodeLabel(parts.Label):
    """A code in large letters, told sign by sign to a screen reader."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", "title", wrap=False)
        self.code = ""

    def show_code(self, code: str) -> None:
        """Shows this code; an empty one leaves nothing."""
        self.code = code
        self.setText(card_code.spaced(code) if code else "")
        self.setAccessibleName(" ".join(code))


class CodeField(QLineEdit):
    """Takes the code of a card. What was typed can be read, and goes neither to the clipboard nor to undo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(2 * card_code.LENGTH)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhPreferUppercase
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying and cutting would leave the code with whoever comes next."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            event.accept()
            return
        super().keyPressEvent(event)

    def forget(self) -> None:
        """Leaves nothing behind, not even for undo: `setText` empties that, `clear` does not."""
        self.setText("")


class CodePage(HandOverPage):
    """Asks for the code of a card. Signals: `opened(str)` the sheet of this person; `back_wanted()`; `room_wanted()`."""

    opened = Signal(str)
    back_wanted = Signal()
    room_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._cards: Cards | None = None
        self._round_id = ""
        self.field = CodeField()
        self._asked = parts.field(theme, self.tr("Code on the card"), self.field)
        self._asked.setMaximumWidth(480)
        self._to_room = parts.secondary(theme, self.tr("Facilitator: back to the room"), icon="lock")
        column = self._right.column
        column.addStretch(1)
        column.addWidget(self._asked)
        column.addStretch(2)
        self.foot.put(self._to_room)
        self.foot.next.say(self.tr("Go on"))
        self.foot.back.clicked.connect(self.back_wanted)
        self.foot.next.clicked.connect(self._open)
        self._to_room.clicked.connect(self.room_wanted)
        self.field.textEdited.connect(lambda _: self._asked.set_wrong(""))

    def ask(self, cards: Cards, round_id: str, *, sealed: bool) -> None:
        """Asks anew: for the card of the sealed sheet that lies here, or of somebody who has begun before."""
        self.forget()
        self._cards, self._round_id = cards, round_id
        told = self.tr("It opens the sheet that you began before.")
        if sealed:
            told = self.tr("This sheet is sealed. Only the person whose sheet it is can open it, with their card.")
        self.tell(self.tr("Type the code on your card"), (told, self.tr("Small letters and spaces do not matter.")))
        self.foot.back.setVisible(not sealed)
        self._to_room.setVisible(sealed)

    def arrive(self) -> None:
        """Puts the keyboard into the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """The field, then the foot."""
        return (self.field, *super().tab_stops())

    def forget(self) -> None:
        """Leaves no sign behind."""
        self._cards = None
        self.field.forget()
        self._asked.set_wrong("")
        self.tell("", ())

    def _open(self) -> None:
        if self._cards is None:
            return
        try:
            person = self._cards.resume(self.field.text(), self._round_id)
        except KnownError as error:
            self._asked.set_wrong(messages.sentence(error))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.forget()
        self.opened.emit(person.id)


class HandBackPage(WordsPage):
    """The end, or a stop on the way: nothing of the person is on it. `went_on`: somebody has the card."""

    def thank(self, words: Words, host: str) -> None:
        """Says thank you."""
        self.say(words["consent.thanks"], (self._to_whom(words, host),), words["consent.contact"], room=True)

    def pause(self, words: Words, host: str) -> None:
        """Says that the sheet waits."""
        kept = self.tr("What you chose so far is kept.")
        self.say(self.tr("Paused"), (kept, self._to_whom(words, host)), room=True)

    def seal(self) -> None:
        """Says that the sheet is sealed, and what opens it."""
        sentences = (
            self.tr("Nobody has touched the laptop for a while. What was chosen so far is kept and sealed."),
            self.tr("The person whose sheet it is can open it with the code on their card."),
        )
        self.say(self.tr("Put away"), sentences, on=self.tr("I have the card"), room=True)

    def _to_whom(self, words: Words, host: str) -> str:
        if not host:
            return words["consent.hand_back"]
        return self.tr("Please hand the laptop back to {name}.").format(name=host)

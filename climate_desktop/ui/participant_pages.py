"""The pages of the hand-over before and after the statements."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from climate_desktop.core.study import Standing
from climate_desktop.services.answering import (
    AGREED,
    AGREED_WITH_SUPPORT,
    ANSWERED_BY_ANOTHER,
    Answering,
)
from climate_desktop.ui import parts
from climate_desktop.ui.answer_keys import AnswerKeys, Line
from climate_desktop.ui.answer_row import AnswerRow
from climate_desktop.ui.participant_frame import HandOverPage, has_modifier
from climate_desktop.ui.save_state import SaveState
from climate_desktop.ui.statement_list import StatementList
from climate_desktop.ui.theme import Theme

NO_THANKS = "no_thanks"
YES, NO = "yes", "no"


class ChoicePage(HandOverPage):
    """A page on which one thing must be chosen before it goes on. Signal `chosen(str)`: the id, once *Next* is pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._rows: list[AnswerRow] = []
        self._ids: list[str] = []
        self._keys = AnswerKeys(self)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._enable)
        self._why = parts.body(theme, self.tr("Choose one of these to go on."), soft=True)
        self.foot.put(self._why)
        self.foot.next.clicked.connect(self._go_on)

    def offer(self, choices: Sequence[tuple[str, str, str]], present: str = "") -> None:
        """Offers (id, words, detail) in this order; `present` is chosen already, nothing is when it is empty."""
        self._remove_rows()
        column = self._right.column
        column.addStretch(1)
        for place, (choice, words, detail) in enumerate(choices):
            row = AnswerRow(self._theme, words, str(place + 1), detail)
            row.setAccessibleName(
                self.tr("{statement}, {choice}").format(statement=self._headline.text(), choice=words)
            )
            row.setAccessibleDescription(detail)
            self._group.addButton(row, place)
            self._rows.append(row)
            self._ids.append(choice)
            column.addWidget(row)
            column.addSpacing(10)
            row.setChecked(bool(present) and choice == present)
        column.addStretch(2)
        self._keys.set_lines((Line(self._rows),))
        self._enable()

    def spoken(self) -> tuple[str, ...]:
        """What the page says, then each choice with its detail."""
        choices = [words for row in self._rows for words in (row.text(), row.accessibleDescription())]
        return tuple(words for words in (*self._words_told, *choices) if words)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """The choices as one, then the foot."""
        focused = [row for row in self._rows if row.hasFocus()]
        chosen = [row for row in self._rows if row.isChecked()]
        return (*(focused or chosen or self._rows)[:1], *super().tab_stops())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose; arrows go to the choices; Enter chooses what they have moved onto, and then goes on."""
        place = event.key() - Qt.Key.Key_1
        if has_modifier(event):
            event.ignore()
        elif 0 <= place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._rows[place].click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._rows:
            self._keys.go_to(self._group.checkedButton() or self._rows[0])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._keys.choose():
            event.accept()
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Leaves neither words nor a choice behind."""
        self.offer(())
        self.tell("", ())

    def _go_on(self) -> None:
        if self._group.checkedButton() is not None:
            self.chosen.emit(self._ids[self._group.checkedId()])

    def _enable(self) -> None:
        ready = self._group.checkedButton() is not None
        self.foot.next.setEnabled(ready)
        self._why.setVisible(not ready)

    def _remove_rows(self) -> None:
        for row in self._rows:
            self._group.removeButton(row)
            row.hide()
            row.setText("")
            row.setAccessibleName("")
            row.setAccessibleDescription("")
            row.deleteLater()
        self._rows, self._ids = [], []
        self._keys.set_lines(())
        while self._right.column.count():
            self._right.column.takeAt(0)


class ConsentPage(ChoicePage):
    """What taking part means, in the pack's words, and whether the person agrees. Chosen: a consent, or NO_THANKS.

    Signal `card_wanted()`: the person has begun before and has a card.
    """

    card_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        has_card = parts.quiet(theme, self.tr("I have a card"))
        self.foot.put(has_card, first=True)
        has_card.clicked.connect(self.card_wanted)

    def show_person(self, answering: Answering) -> None:
        """Shows the words for this person's round; nothing is chosen."""
        words = answering.words
        points = [
            point.format(count=len(answering.items), minutes=answering.minutes, least=answering.least_shown)
            for point in words.all("consent.points")
        ]
        points.append(answering.how_long_kept)
        late = [words["consent.late"]] if answering.is_late else []
        settled = self._settled(answering)
        fixed = self.tr("Who answers was settled with the first answer. To change it, ask the facilitator.")
        self.tell(words["consent.title"], [*late, *points, *([fixed] if settled else [])], words["consent.contact"])
        own = (
            (AGREED, words["consent.agree"], ""),
            (AGREED_WITH_SUPPORT, words["consent.agree_with_support"], ""),
        )
        by_another = (
            (ANSWERED_BY_ANOTHER, words["consent.answered_by_another"], words["consent.answered_by_another_note"]),
        )
        self.offer(
            [
                *(own if settled is not Standing.PROXY else ()),
                *(by_another if settled is not Standing.SELF else ()),
                (NO_THANKS, words["consent.no_thanks"], ""),
            ]
        )
        self.foot.back.say(self.tr("Facilitator"))
        self.foot.back.show_icon("lock")

    @staticmethod
    def _settled(answering: Answering) -> Standing | None:
        """Who speaks, once there is an answer from them."""
        return answering.participant.standing if answering.answers() else None


class OpenCirclePage(ChoicePage):
    """Whether every voice may be shown, down to one person. Chosen: YES or NO; nothing is before that."""

    def show_person(self, answering: Answering) -> None:
        """Shows the words for this person's round; nothing is chosen, whatever was said before."""
        words = answering.words
        points = [point.format(least=answering.least_shown) for point in words.all("consent.open_points")]
        self.tell(words["consent.open_title"], points)
        self.offer([(YES, words["consent.open_yes"], ""), (NO, words["consent.open_no"], "")])


class VoicePage(ChoicePage):
    """From which standpoint the person answers. Chosen: a voice."""

    def show_person(self, answering: Answering) -> None:
        """Shows the voices of this person's group; the one that was noted before is chosen."""
        sentences = (
            self.tr("Choose the one that fits best today. The statements are then worded for you."),
            self.tr("You answer from one standpoint in this round."),
        )
        self.tell(self.tr("Who are you here?"), sentences)
        self.offer(
            [(voice.id, answering.words[f"voice.{voice.id}.choose"], "") for voice in answering.voices],
            answering.participant.voice,
        )


class ReviewPage(HandOverPage):
    """What has no answer yet, and *Finish*.

    Signals: `wanted(int)` the position to go back to; `comment_wanted()`, to write something; `finished()`.
    """

    wanted = Signal(int)
    comment_wanted = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._positions: list[int] = []
        self._list = StatementList(theme)
        self._comment = parts.secondary(theme, "", icon="comment", size="big", from_start=True)
        self._right.column.addStretch(0)
        self._right.column.addWidget(self._list, 1)
        self._right.column.addSpacing(12)
        self._right.column.addWidget(self._comment)
        self._right.column.addStretch(0)
        self._waiting = SaveState(theme)
        self.foot.put(self._waiting)
        self.foot.next.say(self.tr("Finish"))
        self._list.opened.connect(lambda row: self.wanted.emit(self._positions[row]))
        self.foot.next.clicked.connect(self.finished)
        self._comment.clicked.connect(self.comment_wanted)

    def offer_comment(self, offer: str, *, wrote: bool) -> None:
        """Offers in these words to write something, or to look at it again for whoever `wrote` before."""
        self._comment.say(self.tr("Look at what I wrote") if wrote else offer)

    def show_unanswered(self, unanswered: Sequence[tuple[int, str]]) -> None:
        """Shows the statements (position, words) without any answer; none is fine too."""
        self._positions = [position for position, _ in unanswered]
        self._list.show_statements([statement for _, statement in unanswered])
        count = len(unanswered)
        if count:
            first = self.tr("%n statements have no answer yet.", "", count)
            if count == 1:
                first = self.tr("One statement has no answer yet.")
            second = self.tr("Choose one to go back to it, or leave it as it is. Both are fine.")
        else:
            first = self.tr("Every statement has an answer.")
            second = self.tr("You can still go back and change any of them.")
        third = self.tr("After Finish, your answers are put away and nobody can look at them on this screen.")
        self.tell(self.tr("You have reached the end"), (first, second, third))
        self._list.setVisible(bool(count))
        for place in (0, self._right.column.count() - 1):
            self._right.column.setStretch(place, 0 if count else 1)

    def show_state(self, *, all_saved: bool, slow: bool, failed: bool) -> None:
        """*Finish* waits for the last tick."""
        self.foot.next.setEnabled(all_saved)
        if failed:
            self._waiting.show_not_saved()
        elif slow or not all_saved:
            self._waiting.show_saving()
        else:
            self._waiting.show_saved()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """The list, the way to write something, then the foot."""
        return (self._list, self._comment, *super().tab_stops())

    def spoken(self) -> tuple[str, ...]:
        """What the page says, without the statements, which are read where they are answered."""
        return tuple(words for words in self._words_told if words)

    def forget(self) -> None:
        """Leaves no statement behind."""
        self._positions = []
        self._list.show_statements([])
        self._comment.say("")
        self.tell("", ())


class WordsPage(HandOverPage):
    """A page with words only, for what comes between: welcome back, pause, thanks. Nothing of the answers is here.

    Signals: `back_wanted()`, `went_on()`; `room_wanted()`: the facilitator has the laptop.
    """

    back_wanted = Signal()
    went_on = Signal()
    room_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._right.hide()
        self._to_room = parts.secondary(theme, self.tr("Facilitator: back to the room"), icon="lock")
        self.foot.put(self._to_room)
        self.foot.back.clicked.connect(self.back_wanted)
        self.foot.next.clicked.connect(self.went_on)
        self._to_room.clicked.connect(self.room_wanted)

    def say(
        self,
        headline: str,
        sentences: Sequence[str],
        soft: str = "",
        *,
        back: str = "",
        on: str = "",
        room: bool = False,
    ) -> None:
        """Shows the words. `back` and `on` name the buttons; a button without a name is not there."""
        self.tell(headline, sentences, soft)
        self.foot.back.setVisible(bool(back))
        self.foot.next.setVisible(bool(on))
        self._to_room.setVisible(room)
        self.foot.back.say(back)
        self.foot.next.say(on)


class WelcomeBackPage(WordsPage):
    """For somebody who goes on later; what they chose is not on it."""

    def show_person(self, answering: Answering) -> None:
        """Says where this person left off."""
        total = len(answering.items)
        position = min(answering.participant.at_item + 1, total)
        told = self.tr("You left off at statement {position} of {total}. Everything you chose is kept.")
        if answering.participant.counts and position == 1:
            told = self.tr("Today there are {total} new statements. Everything you chose before is kept.")
        self.say(
            self.tr("Welcome back, {seat}").format(seat=answering.participant.seat),
            (told.format(position=position, total=total), self.tr("Only the person with this seat goes on.")),
            on=self.tr("Go on"),
            room=True,
        )


class PausePage(WordsPage):
    """Asks before pausing, so that a slip of the hand puts nothing away."""

    def ask(self, *, unsaved: bool) -> None:
        """Asks; `unsaved` when an answer is not on the disk and would be lost."""
        self.say(
            self.tr("Pause here?"),
            (
                self.tr("What you chose so far is kept, and put away."),
                self.tr("You can go on later from the same statement."),
            ),
            self.tr("The last answer is not saved. Try again before you pause, or it is lost.") if unsaved else "",
            back=self.tr("Go on answering"),
            on=self.tr("Pause"),
        )

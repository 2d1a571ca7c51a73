"""The hand-over: one participant, full screen, from the first page to the last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.core.study import Helper, Progress
from climate_desktop.services.answering import Answering
from climate_desktop.services.preferences import USUAL, Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui import messages
from climate_desktop.ui.hand_over_lock import HandOverLock
from climate_desktop.ui.participant_bar import HandOverBar
from climate_desktop.ui.participant_frame import HandOverPage, next_stop
from climate_desktop.ui.participant_pages import NO_THANKS, YES
from climate_desktop.ui.participant_stack import HandOverPages
from climate_desktop.ui.participant_ways import HandOverWays
from climate_desktop.ui.questionnaire import Questionnaire
from climate_desktop.ui.saving import Saving
from climate_desktop.ui.still_there import Presence
from climate_desktop.ui.theme import Theme

OPENS_AT = 1.25


class ParticipantScreen(QWidget):
    """One person's welcome, consent, voice, statements, review and thanks. Only the PIN leads back to the room.

    Signals:
    left(): the facilitator gave the PIN; nothing of the person is on this screen any more.
    pin_lost(): nobody knows the PIN; the sheet is put away and the program is to be closed.
    """

    left = Signal()
    pin_lost = Signal()

    def __init__(
        self, study: Study, theme: Theme, parent: QWidget | None = None, *, preferences: Preferences | None = None
    ) -> None:
        super().__init__(parent)
        self._study = study
        self._preferences = preferences
        self._theme = theme.scaled(OPENS_AT)
        self._lock = HandOverLock(self)
        self._answering: Answering | None = None
        self._saving: Saving | None = None
        self._wrote = False
        self._again: Callable[[], None] | None = None
        self._asked_from: QWidget | None = None
        self._helper = Helper.NOBODY
        self._host = ""

        self._pages = HandOverPages(self._theme)
        self._presence = Presence(self, self._pages, self._pages.still_there, self._is_helped)
        self._lay_out()
        self._connect()
        self._theme.dress(self)

    # Public

    def begin(self, participant_id: str, helper: Helper = Helper.NOBODY) -> None:
        """Hands the laptop to this person: at the first page, or where they left off. NoSuchParticipant otherwise.

        With a `helper` two people answer together, and the screen says so.
        """
        self._forget()
        self._helper = helper
        self._theme.set_scale(OPENS_AT)
        self._presence.watch.be_patient(self._preferences.settings.patience if self._preferences else USUAL)
        self._hand_to(participant_id)

    def _hand_to(self, participant_id: str) -> None:
        answering = self._study.answering(participant_id)
        answering.helped_by(self._helper)
        self._answering = answering
        self._wrote = self._study.comments.of_person(participant_id) is not None
        self.ways.begin(answering)
        self._host = self._study.workshops.sitting(answering.participant.round_id).facilitator
        self._bar.show_seat(answering.participant.seat)
        self._lock.take()
        person = answering.participant
        if person.sealed:
            self._ask_code(sealed=True)
        elif person.progress is Progress.FINISHED:
            self._thank()
        elif person.consented and person.voice and not answering.must_vote:
            self._pages.welcome.show_person(answering)
            self._show(self._pages.welcome)
        else:
            self._show_consent()

    @property
    def is_handed_over(self) -> bool:
        """True from `begin` until the PIN was given."""
        return self._lock.holds

    @property
    def text_scale(self) -> float:
        """The size of the text on this screen; 1.0 is 100 %."""
        return self._theme.scale

    def release(self) -> None:
        """Takes the laptop back without a PIN: for the program when it ends, never for a person."""
        self._lock.release()
        self._presence.watch.stop()
        self._forget()

    @property
    def finish_button(self) -> QPushButton:
        """*Finish* on the last page; enabled once every answer is saved."""
        return self._pages.review.foot.next

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        """Holds the window that the screen is shown in."""
        super().showEvent(event)
        if self._lock.holds:
            self._lock.release()
            self._lock.take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl + and Ctrl − change the size of the text, F2 reads aloud. Other keys are the page’s; Esc ends here."""
        if event.key() == Qt.Key.Key_F2:
            self.ways.read_or_stop()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
                self._theme.larger()
            elif event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
                self._theme.smaller()
        else:
            page, focused = self._pages.currentWidget(), QApplication.focusWidget()
            if page is not None and not (focused and page.isAncestorOf(focused)):
                page.keyPressEvent(event)
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the page in reading order, then through the bar above it."""
        page = self._pages.currentWidget()
        assert isinstance(page, HandOverPage | Questionnaire)
        stop = next_stop((*page.tab_stops(), *self._bar.tab_stops()), forward=forward)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Ends here too: Alt alone opens no menu."""
        event.accept()

    # Making

    def _lay_out(self) -> None:
        theme = self._theme
        self._bar = HandOverBar(theme)
        self._not_saved_bar = messages.NotSavedBar(theme)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._bar)
        page.addWidget(self._not_saved_bar)
        page.addWidget(self._pages, 1)
        self.ways = HandOverWays(self._bar, self._pages, self)

    def _connect(self) -> None:
        self._bar.size_chosen.connect(self._theme.set_scale)
        self._bar.pause_wanted.connect(self._offer_pause)
        self._not_saved_bar.try_again_wanted.connect(self._try_again)
        self._pages.consent.foot.back.clicked.connect(self._ask_pin)
        self._pages.consent.chosen.connect(self._consented)
        self._pages.consent.card_wanted.connect(lambda: self._ask_code(sealed=False))
        self._pages.declined.back_wanted.connect(self._show_consent)
        self._pages.open_circle.foot.back.clicked.connect(self._show_consent)
        self._pages.open_circle.chosen.connect(self._voted)
        self._pages.voice.foot.back.clicked.connect(self._back_from_voices)
        self._pages.voice.chosen.connect(self._voice_chosen)
        self._pages.card.went_on.connect(self._start_statements)
        self._pages.code.opened.connect(self._open)
        self._pages.code.back_wanted.connect(self._show_consent)
        self._pages.welcome.went_on.connect(self._to_statements)
        self._pages.statements.before.connect(self._back_from_first)
        self._pages.statements.done.connect(self._show_review)
        self._pages.review.foot.back.clicked.connect(self._back_to_last)
        self._pages.review.wanted.connect(self._visit_statement)
        self._pages.review.finished.connect(self._finish)
        self._pages.review.comment_wanted.connect(self._show_comment)
        self._pages.comment.foot.back.clicked.connect(self._show_review)
        self._pages.comment.written.connect(self._keep_comment)
        self._pages.ask_pause.back_wanted.connect(self._go_on_after_all)
        self._pages.ask_pause.went_on.connect(self._pause)
        self._pages.hand_back.went_on.connect(lambda: self._ask_code(sealed=True))
        self._presence.show_wanted.connect(self._show)
        self._presence.ran_out.connect(self._seal)
        for page in (self._pages.declined, self._pages.code, self._pages.welcome, self._pages.hand_back):
            page.room_wanted.connect(self._ask_pin)
        self._pages.pin.given.connect(self._try_pin)
        self._pages.pin.back_wanted.connect(self._back_from_pin)
        self._pages.pin.forgotten.connect(self._lose_pin)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._bar.offer_pause(offered=page is self._pages.statements or page is self._pages.review)
        self.ways.follow()
        if isinstance(page, HandOverPage):
            page.arrive()
        begun = self._saving is not None or page is self._pages.card
        self._presence.count(begun=begun)

    # Before the statements

    def _show_consent(self) -> None:
        self._pages.consent.show_person(self._person())
        self._show(self._pages.consent)

    def _consented(self, kind: str) -> None:
        if kind == NO_THANKS:
            reply = self._person().words["consent.no_thanks_reply"]
            back = self.tr("I have changed my mind")
            self._pages.declined.say(self.tr("No, thank you"), (reply,), back=back, room=True)
            self._show(self._pages.declined)
            return

        def note() -> None:
            self._person().consent(kind)
            self._ask_or_go_on()

        self._attempt(note)

    def _ask_or_go_on(self) -> None:
        """Asks for the private yes or no where one is wanted, then goes on to the voices."""
        if self._person().may_vote:
            self._pages.open_circle.show_person(self._person())
            self._show(self._pages.open_circle)
        else:
            self._show_voices()

    def _voted(self, choice: str) -> None:
        def note() -> None:
            self._person().vote(agrees=choice == YES)
            self._pages.open_circle.forget()
            self._show_voices()

        self._attempt(note)

    def _show_voices(self) -> None:
        """Asks for the voice; where there is one only, it is taken."""
        voices = self._person().voices
        if len(voices) == 1:
            self._note_voice(voices[0].id)
            return
        self._pages.voice.show_person(self._person())
        self._show(self._pages.voice)

    def _back_from_first(self) -> None:
        (self._back_from_voices if len(self._person().voices) == 1 else self._show_voices)()

    def _back_from_voices(self) -> None:
        (self._ask_or_go_on if self._person().may_vote else self._show_consent)()

    def _voice_chosen(self, voice: str) -> None:
        self._attempt(lambda: self._note_voice(voice))

    def _note_voice(self, voice: str) -> None:
        if voice != self._person().participant.voice or self._person().participant.progress is not Progress.BEGUN:
            self._person().choose_voice(voice)
        self._to_statements()

    # The card

    def _to_statements(self) -> None:
        """Shows everybody their card once, before the first answer; then goes on to the statements."""
        person = self._person().participant
        if self._study.cards.has_card(person.id):
            self._start_statements()
            return

        def give() -> None:
            self._pages.card.give(self._study, self._person())
            self._show(self._pages.card)

        self._attempt(give)

    def _ask_code(self, *, sealed: bool) -> None:
        """Asks for the code that opens a sheet: the sealed one, or that of somebody who comes back."""
        self._pages.code.ask(self._study.cards, self._person().participant.round_id, sealed=sealed)
        self._show(self._pages.code)

    def _open(self, participant_id: str) -> None:
        self._forget()
        self._hand_to(participant_id)

    # The statements

    def _start_statements(self) -> None:
        self._pages.card.forget()
        answering = self._person()
        if self._saving is None:
            self._saving = Saving(answering, self)
            self._saving.changed.connect(self._follow_saving)
            self._saving.failed.connect(self._not_saved)
            self._saving.changed.connect(self._presence.watch.noticed)
        self._pages.statements.begin(answering, self._saving)
        self._show_statement(answering.participant.at_item)

    def _show_statement(self, position: int) -> None:
        self._show(self._pages.statements)
        self._pages.statements.show_item(position)

    def _visit_statement(self, position: int) -> None:
        self._show(self._pages.statements)
        self._pages.statements.show_item(position, from_the_end=True)

    def _back_to_last(self) -> None:
        self._show_statement(len(self._person().items) - 1)

    def _show_review(self) -> None:
        answering, saving = self._person(), self._saving
        assert saving is not None
        unanswered = [
            (position, answering.statement(item))
            for position, item in enumerate(answering.items)
            if saving.chosen(item.id) is None
        ]
        self._pages.review.show_unanswered(unanswered)
        self._pages.review.offer_comment(answering.words["comment.offer"], wrote=self._wrote)
        self._follow_saving()
        self._show(self._pages.review)

    def _follow_saving(self) -> None:
        saving = self._saving
        if saving is None:
            return
        self._pages.statements.set_taking(not saving.has_failed)
        self._pages.review.show_state(all_saved=saving.all_saved, slow=saving.is_slow, failed=saving.has_failed)
        self._pages.ask_pause.foot.next.setEnabled(saving.all_saved or saving.has_failed)
        if not saving.has_failed and self._again is None:
            self._not_saved_bar.clear()

    def _not_saved(self, error: KnownError) -> None:
        self._not_saved_bar.show_error(error)

    # The end

    def _show_comment(self) -> None:
        self._pages.comment.show_person(self._person(), self._study.comments)
        self._show(self._pages.comment)

    def _keep_comment(self, text: str, may_print: bool) -> None:
        def keep() -> None:
            written = self._study.comments.write(self._person().participant.id, text, may_print=may_print)
            self._wrote = written is not None
            self._show_review()

        self._attempt(keep)

    def _finish(self) -> None:
        if self._saving is None or not self._saving.all_saved:
            return

        def seal() -> None:
            self._person().finish()
            self._thank()

        self._attempt(seal)

    def _thank(self) -> None:
        self._forget_answers()
        self._pages.hand_back.thank(self._person().words, self._host)
        self._show(self._pages.hand_back)

    def _offer_pause(self) -> None:
        self._pages.ask_pause.ask(unsaved=self._saving is not None and self._saving.has_failed)
        self._show(self._pages.ask_pause)

    def _go_on_after_all(self) -> None:
        self._show_statement(self._person().participant.at_item)

    def _pause(self) -> None:
        self._put_away(self._person().pause)
        self._pages.hand_back.pause(self._person().words, self._host)
        self._show(self._pages.hand_back)

    def _put_away(self, how: Callable[[], None]) -> None:
        try:
            how()
        except KnownError as error:
            self._not_saved_bar.show_error(error)
        self._forget_answers()

    def _seal(self) -> None:
        """Puts the sheet away, so that only its card opens it."""
        self._put_away(self._person().seal)
        self._pages.hand_back.seal()
        self._show(self._pages.hand_back)

    # Leaving

    def _ask_pin(self) -> None:
        if not self._study.workshops.has_pin(self._person().participant.round_id):
            self._leave()
            return
        self._asked_from = self._pages.currentWidget()
        self._pages.pin.ask()
        self._show(self._pages.pin)

    def _back_from_pin(self) -> None:
        self._pages.pin.forget()
        if isinstance(self._asked_from, HandOverPage):
            self._show(self._asked_from)

    def _try_pin(self, pin: str) -> None:
        if self._study.workshops.pin_is(self._person().participant.round_id, pin):
            self._leave()
        else:
            self._pages.pin.refuse()

    def _lose_pin(self) -> None:
        """Puts the sheet away, so that nobody reads it, and has the program closed; a new PIN is chosen in the room."""
        sure = messages.ask(
            self,
            self._theme,
            self.tr("Close the program?"),
            self.tr(
                "The open sheet is put away; its card opens it again. When you open the program next, choose a new PIN in "
                "the room before you hand over the laptop."
            ),
            yes=self.tr("Close the program"),
            no=self.tr("Go back"),
            danger=True,
        )
        if not sure:
            return
        person = self._person().participant
        if person.progress is Progress.BEGUN and not person.sealed:
            has_card = self._study.cards.has_card(person.id)
            self._put_away(self._person().seal if has_card else self._person().pause)
        self.release()
        self.pin_lost.emit()

    def _leave(self) -> None:
        self.release()
        self.left.emit()

    def _forget_answers(self) -> None:
        """Leaves no trace of what was chosen in any part of the screen."""
        self._pages.forget_answers()
        self._presence.forget()
        if self._saving is not None:
            self._saving.deleteLater()
            self._saving = None

    def _forget(self) -> None:
        """Leaves no trace of the person either."""
        self._forget_answers()
        self._pages.forget()
        self._not_saved_bar.clear()
        self._bar.show_seat("")
        self.ways.forget()
        self._answering, self._again, self._asked_from = None, None, None
        self._host = ""

    # Trouble

    def _attempt(self, step: Callable[[], None]) -> None:
        """Takes one step that is stored; when it cannot be, says so and lets it be tried again."""
        try:
            step()
        except KnownError as error:
            self._again = lambda: self._attempt(step)
            self._not_saved_bar.show_error(error)
        else:
            self._again = None
            self._not_saved_bar.clear()

    def _try_again(self) -> None:
        if self._again is not None:
            self._again()
        elif self._saving is not None:
            self._saving.try_again()
        else:
            self._not_saved_bar.clear()

    def _is_helped(self) -> bool:
        return self._answering is not None and self._answering.helped

    def _person(self) -> Answering:
        assert self._answering is not None, "begin() comes first"
        return self._answering

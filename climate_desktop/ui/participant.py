"""The hand-over: one participant, full screen, from the first page to the last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.core.study import Progress, Standing
from climate_desktop.services.answering import AGREED_WITH_SUPPORT, Answering
from climate_desktop.services.study import Study
from climate_desktop.ui import messages
from climate_desktop.ui.hand_over_lock import HandOverLock
from climate_desktop.ui.participant_bar import HandOverBar
from climate_desktop.ui.participant_frame import HandOverPage, next_stop
from climate_desktop.ui.participant_pages import (
    NO_THANKS,
    YES,
    ConsentPage,
    OpenCirclePage,
    PausePage,
    ReviewPage,
    VoicePage,
    WelcomeBackPage,
    WordsPage,
)
from climate_desktop.ui.pin import PinPage
from climate_desktop.ui.questionnaire import Questionnaire
from climate_desktop.ui.saving import Saving
from climate_desktop.ui.theme import Theme

OPENS_AT = 1.25


class ParticipantScreen(QWidget):
    """One person's welcome, consent, voice, statements, review and thanks. Only the PIN leads back to the room.

    Signals:
    left(): the facilitator gave the PIN; nothing of the person is on this screen any more.
    """

    left = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme.scaled(OPENS_AT)
        self._lock = HandOverLock(self)
        self._answering: Answering | None = None
        self._saving: Saving | None = None
        self._again: Callable[[], None] | None = None
        self._asked_from: QWidget | None = None
        self._consent_kind = ""
        self._host = ""

        self._make_pages()
        self._lay_out()
        self._connect()
        self._theme.dress(self)

    # Public

    def begin(self, participant_id: str) -> None:
        """Hands the laptop to this person: at the first page, or where they left off. NoSuchParticipant otherwise."""
        self._forget()
        self._theme.set_scale(OPENS_AT)
        answering = self._study.answering(participant_id)
        self._answering = answering
        self._host = self._study.workshops.sitting(answering.participant.round_id).facilitator
        self._bar.show_seat(answering.participant.seat)
        self._lock.take()
        person = answering.participant
        if person.progress is Progress.FINISHED:
            self._thank()
        elif person.consented and person.voice and not answering.must_vote:
            self._welcome.show_person(answering)
            self._show(self._welcome)
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
        self._forget()

    @property
    def finish_button(self) -> QPushButton:
        """*Finish* on the last page; enabled once every answer is saved."""
        return self._review.foot.next

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        """Holds the window that the screen is shown in."""
        super().showEvent(event)
        if self._lock.holds:
            self._lock.release()
            self._lock.take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl + and Ctrl − change the size of the text. A key that the page has not had yet goes there; Esc ends here."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
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

    def _make_pages(self) -> None:
        theme = self._theme
        self._consent = ConsentPage(theme)
        self._declined = WordsPage(theme)
        self._open_circle = OpenCirclePage(theme)
        self._voice = VoicePage(theme)
        self._welcome = WelcomeBackPage(theme)
        self._statements = Questionnaire(theme)
        self._review = ReviewPage(theme)
        self._ask_pause = PausePage(theme)
        self._hand_back = WordsPage(theme)
        self._pin = PinPage(theme)
        self._pages = QStackedWidget()
        for page in (
            self._consent, self._declined, self._open_circle, self._voice, self._welcome, self._statements,
            self._review, self._ask_pause, self._hand_back, self._pin,
        ):  # fmt: skip
            self._pages.addWidget(page)

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

    def _connect(self) -> None:
        self._bar.size_chosen.connect(self._theme.set_scale)
        self._bar.pause_wanted.connect(self._offer_pause)
        self._not_saved_bar.try_again_wanted.connect(self._try_again)
        self._consent.foot.back.clicked.connect(self._ask_pin)
        self._consent.chosen.connect(self._consented)
        self._declined.back_wanted.connect(self._show_consent)
        self._open_circle.foot.back.clicked.connect(self._show_consent)
        self._open_circle.chosen.connect(self._voted)
        self._voice.foot.back.clicked.connect(self._back_from_voices)
        self._voice.chosen.connect(self._voice_chosen)
        self._welcome.went_on.connect(self._start_statements)
        self._statements.before.connect(self._back_from_first)
        self._statements.done.connect(self._show_review)
        self._review.foot.back.clicked.connect(self._back_to_last)
        self._review.wanted.connect(self._visit_statement)
        self._review.finished.connect(self._finish)
        self._ask_pause.back_wanted.connect(self._go_on_after_all)
        self._ask_pause.went_on.connect(self._seal)
        for page in (self._declined, self._welcome, self._hand_back):
            page.room_wanted.connect(self._ask_pin)
        self._pin.given.connect(self._try_pin)
        self._pin.back_wanted.connect(self._back_from_pin)

    def _show(self, page: HandOverPage | Questionnaire) -> None:
        self._pages.setCurrentWidget(page)
        self._bar.offer_pause(offered=page is self._statements or page is self._review)
        if isinstance(page, HandOverPage):
            page.arrive()

    # Before the statements

    def _show_consent(self) -> None:
        self._consent.show_person(self._person())
        self._show(self._consent)

    def _consented(self, kind: str) -> None:
        if kind == NO_THANKS:
            reply = self._person().words["consent.no_thanks_reply"]
            back = self.tr("I have changed my mind")
            self._declined.say(self.tr("No, thank you"), (reply,), back=back, room=True)
            self._show(self._declined)
            return

        def note() -> None:
            self._person().consent(kind)
            self._consent_kind = kind
            self._ask_or_go_on()

        self._attempt(note)

    def _ask_or_go_on(self) -> None:
        """Asks for the private yes or no where one is wanted, then goes on to the voices."""
        if self._person().may_vote:
            self._open_circle.show_person(self._person())
            self._show(self._open_circle)
        else:
            self._show_voices()

    def _voted(self, choice: str) -> None:
        def note() -> None:
            self._person().vote(agrees=choice == YES)
            self._open_circle.forget()
            self._show_voices()

        self._attempt(note)

    def _show_voices(self) -> None:
        """Asks for the voice; where there is one only, it is taken."""
        voices = self._person().voices
        if len(voices) == 1:
            self._note_voice(voices[0].id)
            return
        self._voice.show_person(self._person())
        self._show(self._voice)

    def _back_from_first(self) -> None:
        (self._back_from_voices if len(self._person().voices) == 1 else self._show_voices)()

    def _back_from_voices(self) -> None:
        (self._ask_or_go_on if self._person().may_vote else self._show_consent)()

    def _voice_chosen(self, voice: str) -> None:
        self._attempt(lambda: self._note_voice(voice))

    def _note_voice(self, voice: str) -> None:
        if voice != self._person().participant.voice or self._person().participant.progress is not Progress.BEGUN:
            self._person().choose_voice(voice)
        self._start_statements()

    # The statements

    def _start_statements(self) -> None:
        answering = self._person()
        if self._saving is None:
            self._saving = Saving(answering, self)
            self._saving.changed.connect(self._follow_saving)
            self._saving.failed.connect(self._not_saved)
        self._statements.begin(answering, self._saving, self._whose_eyes())
        self._show_statement(answering.participant.at_item)

    def _whose_eyes(self) -> str:
        if self._person().participant.standing is Standing.PROXY:
            return self.tr("Only you see what you choose for this person.")
        if self._consent_kind == AGREED_WITH_SUPPORT:
            return self.tr("Only you and whoever is helping you see what you choose.")
        return self.tr("Nobody in this room sees what you choose.")

    def _show_statement(self, position: int) -> None:
        self._show(self._statements)
        self._statements.show_item(position)

    def _visit_statement(self, position: int) -> None:
        self._show(self._statements)
        self._statements.show_item(position, from_the_end=True)

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
        self._review.show_unanswered(unanswered)
        self._follow_saving()
        self._show(self._review)

    def _follow_saving(self) -> None:
        saving = self._saving
        if saving is None:
            return
        self._statements.set_taking(not saving.has_failed)
        self._review.show_state(all_saved=saving.all_saved, slow=saving.is_slow, failed=saving.has_failed)
        self._ask_pause.foot.next.setEnabled(saving.all_saved or saving.has_failed)
        if not saving.has_failed and self._again is None:
            self._not_saved_bar.clear()

    def _not_saved(self, error: KnownError) -> None:
        self._not_saved_bar.show_error(error)

    # The end

    def _finish(self) -> None:
        if self._saving is None or not self._saving.all_saved:
            return

        def seal() -> None:
            self._person().finish()
            self._thank()

        self._attempt(seal)

    def _thank(self) -> None:
        words = self._person().words
        self._forget_answers()
        back = self._to_whom() or words["consent.hand_back"]
        self._hand_back.say(words["consent.thanks"], (back,), words["consent.contact"], room=True)
        self._show(self._hand_back)

    def _to_whom(self) -> str:
        if not self._host:
            return ""
        return self.tr("Please hand the laptop back to {name}.").format(name=self._host)

    def _offer_pause(self) -> None:
        self._ask_pause.ask(unsaved=self._saving is not None and self._saving.has_failed)
        self._show(self._ask_pause)

    def _go_on_after_all(self) -> None:
        self._show_statement(self._person().participant.at_item)

    def _seal(self) -> None:
        try:
            self._person().pause()
        except KnownError as error:
            self._not_saved_bar.show_error(error)
        words = self._person().words
        self._forget_answers()
        back = self._to_whom() or words["consent.hand_back"]
        self._hand_back.say(self.tr("Paused"), (self.tr("What you chose so far is kept."), back), room=True)
        self._show(self._hand_back)

    # Leaving

    def _ask_pin(self) -> None:
        if not self._study.workshops.has_pin(self._person().participant.round_id):
            self._leave()
            return
        self._asked_from = self._pages.currentWidget()
        self._pin.ask()
        self._show(self._pin)

    def _back_from_pin(self) -> None:
        self._pin.forget()
        if isinstance(self._asked_from, HandOverPage):
            self._show(self._asked_from)

    def _try_pin(self, pin: str) -> None:
        if self._study.workshops.pin_is(self._person().participant.round_id, pin):
            self._leave()
        else:
            self._pin.refuse()

    def _leave(self) -> None:
        self.release()
        self.left.emit()

    def _forget_answers(self) -> None:
        """Leaves no trace of what was chosen in any part of the screen."""
        self._statements.forget()
        self._review.forget()
        if self._saving is not None:
            self._saving.deleteLater()
            self._saving = None

    def _forget(self) -> None:
        """Leaves no trace of the person either."""
        self._forget_answers()
        for choice in (self._consent, self._open_circle, self._voice):
            choice.forget()
        for told in (self._declined, self._welcome, self._ask_pause, self._hand_back):
            told.say("", ())
        self._pin.forget()
        self._not_saved_bar.clear()
        self._bar.show_seat("")
        self._answering, self._again, self._asked_from = None, None, None
        self._consent_kind = self._host = ""

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

    def _person(self) -> Answering:
        assert self._answering is not None, "begin() comes first"
        return self._answering

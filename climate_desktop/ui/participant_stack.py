"""Every page of the hand-over, one on top of the other, and how nothing of a person is left on any of them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from climate_desktop.ui.copied import Copied
from climate_desktop.ui.participant_card import CardPage, CodePage, HandBackPage
from climate_desktop.ui.participant_comment import CommentPage
from climate_desktop.ui.participant_pages import (
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
from climate_desktop.ui.still_there import StillTherePage
from climate_desktop.ui.theme import Theme


class HandOverPages(QStackedWidget):
    """The pages by name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copied = Copied(self)
        self.consent = ConsentPage(theme)
        self.declined = WordsPage(theme)
        self.open_circle = OpenCirclePage(theme)
        self.voice = VoicePage(theme)
        self.card = CardPage(theme)
        self.code = CodePage(theme)
        self.welcome = WelcomeBackPage(theme)
        self.statements = Questionnaire(theme)
        self.review = ReviewPage(theme)
        self.comment = CommentPage(theme)
        self.ask_pause = PausePage(theme)
        self.still_there = StillTherePage(theme)
        self.hand_back = HandBackPage(theme)
        self.pin = PinPage(theme)
        for page in (
            self.consent, self.declined, self.open_circle, self.voice, self.card, self.code, self.welcome,
            self.statements, self.review, self.comment, self.ask_pause, self.still_there, self.hand_back, self.pin,
        ):  # fmt: skip
            self.addWidget(page)

    def forget_answers(self) -> None:
        """Leaves no trace of what was chosen anywhere, nor of the code, nor of where the person stood."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self.statements.forget()
        self.review.forget()
        self.comment.forget()
        self.card.forget()
        self.code.forget()
        for choice in (self.consent, self.open_circle, self.voice):
            choice.forget()
        for told in (self.declined, self.welcome, self.ask_pause, self.still_there):
            told.say("", ())
        self._copied.forget()

    def forget(self) -> None:
        """Leaves no trace of the person either."""
        self.forget_answers()
        self.hand_back.say("", ())
        self.pin.forget()

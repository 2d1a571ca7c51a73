"""What a paper sheet says about taking part: one key, before the first line is keyed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from climate_desktop.core.words import Words
from climate_desktop.services.answering import AGREED, AGREED_WITH_SUPPORT, ANSWERED_BY_ANOTHER
from climate_desktop.ui import parts
from climate_desktop.ui.keying_now import NowPanel
from climate_desktop.ui.page import Page
from climate_desktop.ui.theme import Theme

NONE_MARKED = ""
_KINDS = {
    "1": (AGREED, "consent.agree"),
    "2": (AGREED_WITH_SUPPORT, "consent.agree_with_support"),
    "3": (ANSWERED_BY_ANOTHER, "consent.answered_by_another"),
    "0": (NONE_MARKED, ""),
}


class KeyingConsent(QWidget):
    """The three ways of agreeing that stand on the sheet, and none of them.

    Signals:
    chosen(str): the kind that is marked on the paper; NONE_MARKED when none is.
    back_wanted(): the number of the form was keyed by mistake.
    """

    chosen = Signal(str)
    back_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        s = theme.space
        self._told = parts.body(theme, "", soft=True)
        self._question = NowPanel(theme)
        self._notice = parts.notice(theme, "wrong", "")
        self.buttons = {sign: parts.secondary(theme, "", size="tall", from_start=True) for sign in _KINDS}
        for sign, button in self.buttons.items():
            button.clicked.connect(lambda _=False, sign=sign: self._choose(sign))
        back = parts.quiet(theme, self.tr("Back to the sheets"), icon="arrow-left")
        back.clicked.connect(self.back_wanted)
        main = QWidget()
        main.setLayout(
            parts.column(
                parts.title(theme, self.tr("Taking part")),
                self._told,
                self._question,
                self._notice,
                *self.buttons.values(),
                1,
                gap=s(12),
                margins=(s(40), s(20), s(40), s(24)),
            )
        )
        foot = QWidget()
        foot.setLayout(parts.row(back, 1, margins=(s(32), s(10), s(32), s(10))))
        self.setLayout(parts.column(Page(theme, main, foot=foot)))

    def ask(self, code: str, voice: str, words: Words) -> None:
        """Asks for the sheet with this form code, of this voice."""
        self._told.setText(
            self.tr("{voice}. Form {code}, the same as this round.").format(
                voice=words[f"voice.{voice}.name"], code=code
            )
        )
        question = self.tr("What is marked on the sheet about taking part?")
        self._question.show_line("", question, question)
        self._notice.hide()
        for sign, (_, text_id) in _KINDS.items():
            said = words[text_id] if text_id else self.tr("None of these is marked")
            self.buttons[sign].say(self.tr("{sign}   {words}").format(sign=sign, words=said))

    def take_focus(self) -> None:
        """Puts the keyboard on the question."""
        self._question.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 3 and 0 choose, the point, Backspace and Esc go back; nothing else has a meaning."""
        if event.isAutoRepeat():
            return
        if event.text() in _KINDS:
            self._choose(event.text())
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace) or event.text() in (".", ",", "-"):
            self.back_wanted.emit()
        elif event.text() and event.text().isprintable():
            QApplication.beep()
            self._notice.say(self.tr("The key {sign} has no meaning here.").format(sign=event.text()))
            self._notice.show()
        else:
            super().keyPressEvent(event)

    def _choose(self, sign: str) -> None:
        self.chosen.emit(_KINDS[sign][0])

"""The statement with its question above it, and below it who sees what is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from climate_desktop.core.study import Helper, Standing
from climate_desktop.services.answering import Answering
from climate_desktop.ui import parts
from climate_desktop.ui.participant_frame import PageColumn, Statement
from climate_desktop.ui.theme import Theme


class StatementSide(PageColumn):
    """One column of words. It takes the keyboard with each new statement, so that a screen reader says it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ask = parts.body(theme, "", soft=True)
        self._statement = Statement()
        self._kept = parts.body(theme, "", soft=True)
        self._lock_icon = parts.icon_label(theme, "lock", token="text_soft", size=18)
        self._lock_words = parts.body(theme, "", soft=True)
        self._question_asked = ""
        self._lock = QWidget()
        lock = parts.row(self._lock_icon, self._lock_words, gap=14, margins=(0, 28, 0, 0))
        lock.setAlignment(self._lock_icon, Qt.AlignmentFlag.AlignTop)
        lock.setStretch(1, 1)
        self._lock.setLayout(lock)
        self.column.addStretch(1)
        self._ask.setContentsMargins(0, 0, 0, 14)
        self.column.addWidget(self._ask)
        self.column.addWidget(self._statement)
        self.column.addWidget(self._kept)
        self.column.addWidget(self._lock)
        self.column.addStretch(1)

    def show_person(self, answering: Answering, *, in_the_middle: bool) -> None:
        """Words the question for this person, and who sees the answers; `in_the_middle` above a row of faces."""
        self._ask.setText(self._question(answering))
        self._lock_words.setText(self._whose_eyes(answering))
        to_helper = answering.helper is Helper.FACILITATOR
        self._ask.setHidden(in_the_middle and not to_helper)
        self._question_asked = "" if to_helper or in_the_middle else self._ask.text()
        across = Qt.AlignmentFlag.AlignHCenter if in_the_middle else Qt.AlignmentFlag.AlignLeading
        for label in (self._ask, self._statement, self._kept, self._lock_words):
            label.setAlignment(across | Qt.AlignmentFlag.AlignVCenter)
        self._lock_icon.setHidden(in_the_middle)

    def show_statement(self, statement: str) -> None:
        """Shows another statement, from its top."""
        self._statement.show_text(statement, "" if self._ask.isHidden() else self._ask.text())
        self._statement.setFocus(Qt.FocusReason.OtherFocusReason)
        self.verticalScrollBar().setValue(0)

    def show_kept(self, choice: str) -> None:
        """Says which answer was chosen on the whole scale where no face stands for it; nothing for an empty one."""
        words = self.tr("You chose “{choice}” before. That stays, unless you choose again.").format(choice=choice)
        self._kept.setText(words if choice else "")
        self._kept.setVisible(bool(choice))

    def spoken(self) -> tuple[str, ...]:
        """What is read aloud: the question where the person is asked it, and the statement."""
        return tuple(words for words in (self._question_asked, self._statement.text()) if words)

    def forget(self) -> None:
        """Leaves no trace of the person or of the statement."""
        self._statement.show_text("", "")
        self.show_kept("")
        self._lock_words.clear()

    def fit(self) -> None:
        """From the top, without the line about who sees the answers, where the text is at its largest."""
        large = self._theme.scale >= 2
        self.column.setStretch(0, 0 if large else 1)
        self._lock.setHidden(large)

    def _question(self, answering: Answering) -> str:
        if answering.helper is Helper.FACILITATOR:
            return self.tr("Read this and all the answers aloud. Press what the person chooses.")
        if answering.participant.standing is Standing.PROXY:
            return self.tr("How much would the person you answer for agree?")
        return self.tr("How much do you agree?")

    def _whose_eyes(self, answering: Answering) -> str:
        if answering.helper is Helper.FACILITATOR:
            return self.tr("Only the two of you see what is chosen.")
        if answering.participant.standing is Standing.PROXY:
            return self.tr("Only you see what you choose for this person.")
        if answering.helped:
            return self.tr("Only you and whoever is helping you see what you choose.")
        return self.tr("Nobody in this room sees what you choose.")

"""What people wrote, for the facilitator to read once the round is closed: apart from scores, seats and voices."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.services.comments import Reading, Said
from climate_desktop.services.study import Study
from climate_desktop.ui import messages, parts
from climate_desktop.ui.moments import moment_words
from climate_desktop.ui.page import Page
from climate_desktop.ui.theme import Theme


class CommentsScreen(QWidget):
    """The comments of one closed round.

    Signals: back_wanted() to the room; changed() one was marked, or all were read.
    """

    back_wanted = Signal()
    changed = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._round_id = ""
        self._cards: list[QWidget] = []

        self.back = parts.quiet(theme, self.tr("Back to the room"), icon="arrow-left")
        self._title = parts.title(theme, "")
        self._told = parts.body(theme, "", soft=True)
        self._further = parts.notice(theme, "info", "", "")
        self._empty = parts.empty_state(
            theme,
            "comment",
            self.tr("Nobody wrote anything."),
            self.tr("Whoever takes part can write something before they finish. Most people do not."),
        )
        self._list = parts.column(gap=theme.space(12))
        self.confirm = parts.primary(theme, self.tr("I have read all of them"), icon="check", size="big")
        self._state = parts.soft(theme, "")
        self._lay_out()
        self.back.clicked.connect(self.back_wanted)
        self.confirm.clicked.connect(self._confirm)

    # Public

    def show_round(self, round_id: str) -> None:
        """Shows what was written in this closed round. RoundIsOpen, or NoSuchRound."""
        self._round_id = round_id
        reading = self._study.comments.reading(round_id)
        self._show_list(reading)
        self._show_state(reading)
        self._page.scroll_area.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Puts the keyboard at the beginning."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the room."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    # Making

    def _lay_out(self) -> None:
        theme = self._theme
        main = QWidget()
        edge = theme.space(40)
        main.setLayout(
            parts.column(
                parts.row(self.back, 1),
                self._title,
                self._told,
                self._further,
                self._list,
                self._empty,
                1,
                gap=theme.space(12),
                margins=(edge, theme.space(16), edge, theme.space(24)),
            )
        )
        foot = parts.card("panel")
        self._state.setMinimumWidth(theme.px(120))
        line = parts.row(gap=theme.space(16), margins=(edge, theme.space(14), edge, theme.space(14)))
        line.addWidget(self._state, 1)
        line.addWidget(self.confirm)
        foot.setLayout(line)
        self._page = Page(theme, main, foot=foot)
        self.setLayout(parts.column(self._page, gap=0))

    # Showing

    def _show_list(self, reading: Reading) -> None:
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(number, said) for number, said in enumerate(reading.said, 1)]
        for card in self._cards:
            self._list.addWidget(card)
        self._empty.setVisible(not self._cards)

    def _card(self, number: int, said: Said) -> QWidget:
        theme = self._theme
        words = parts.body(theme, said.text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        may = self.tr("May be printed") if said.may_print else self.tr("For you alone: not to be printed")
        name = self.tr("Comment {number}: it must be passed on").format(number=number)
        mark = parts.check(theme, self.tr("It must be passed on"), name)
        mark.setChecked(said.passed_on)
        mark.clicked.connect(lambda marked, key=said.key: self._mark(key, marked))
        card = parts.card()
        inner = theme.space(20)
        foot = parts.flow(mark, parts.Label(theme, may, "small", ink="soft", wrap=False), gap=theme.space(24))
        card.setLayout(parts.column(words, foot, gap=theme.space(12), margins=(inner, inner, inner, inner)))
        return card

    def _show_state(self, reading: Reading) -> None:
        count = len(reading.said)
        title = self.tr("{count} people wrote something").format(count=count)
        self._title.setText(title if count > 1 else self.tr("One person wrote something") if count else self.tr("Comments"))
        self._told.setText(
            self.tr(
                "Read them by yourself. They stand in no order, without seat, voice or answers. Mark what you have to pass "
                "on, such as danger to somebody; that is never printed."
            )
        )
        self._told.setVisible(bool(count))
        self._show_further(reading)
        read = reading.read_at
        self.confirm.setVisible(read is None and bool(count))
        if read is not None:
            self._state.setText(self.tr("Read {moment}.").format(moment=moment_words(read)))
        elif count:
            self._state.setText(self.tr("Until you have read them, none of them is printed."))
        else:
            self._state.setText("")

    def _show_further(self, reading: Reading) -> None:
        self._further.setVisible(bool(reading.said))
        if reading.goes_further:
            self._further.say(
                self.tr("Those that may be printed go into the report."),
                self.tr("They stand there in another order, beside no voice and no score."),
            )
        else:
            told = self.tr("Fewer than {least} people answered, so these comments go no further than you.")
            self._further.say(
                told.format(least=reading.least), self.tr("Nothing of them is printed, whatever their writers said.")
            )

    # Doing

    def _mark(self, key: str, marked: bool) -> None:
        try:
            self._study.comments.mark(key, passed_on=marked)
        except KnownError as error:
            messages.say_error(self, self._theme, error)
            self.show_round(self._round_id)
            return
        self.changed.emit()

    def _confirm(self) -> None:
        try:
            self._study.comments.confirm_read(self._round_id)
        except KnownError as error:
            messages.say_error(self, self._theme, error)
            return
        self._show_state(self._study.comments.reading(self._round_id))
        messages.announce(self, self._state.text())
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

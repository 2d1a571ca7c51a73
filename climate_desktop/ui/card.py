"""Somebody has a card: going on with a sealed sheet, a copy, taking answers back, and joining two times."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from climate_desktop.core.errors import KnownError, TargetNotWritable
from climate_desktop.core.study import RoundState
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui import messages, parts, slips
from climate_desktop.ui.card_sheet import FoundSheet, PatienceSide
from climate_desktop.ui.copied import Copied
from climate_desktop.ui.page import Page
from climate_desktop.ui.participant_card import CodeField
from climate_desktop.ui.theme import Theme


class CardScreen(QWidget):
    """What a card does, for whoever brings it. Nothing that anybody answered is shown here.

    Signals: back_wanted() to the room; changed() something was stored; hand_over_wanted(str) the laptop goes to the
    person whose sheet was opened.
    """

    back_wanted = Signal()
    changed = Signal()
    hand_over_wanted = Signal(str)

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._round_id = ""
        self._code = ""
        self._copied = Copied(self)

        self._back = parts.quiet(theme, self.tr("Back to the room"), icon="arrow-left")
        self._title = parts.title(theme, self.tr("Somebody has a card"))
        self._intro = parts.body(
            theme,
            self.tr(
                "Let the person type the code on their card. It finds their own sheet and nobody else’s, and shows "
                "nothing of what they chose."
            ),
        )
        self.field = CodeField()
        self._asked = parts.field(theme, self.tr("Code on the card"), self.field)
        self.find_sheet = parts.primary(theme, self.tr("Find the sheet"))
        self._told = parts.notice(theme, "info", " ")
        self._found = FoundSheet(theme)
        self._side = PatienceSide(theme)
        self._lay_out()
        self._connect()

    def show_round(self, round_id: str) -> None:
        """Asks for a card of this round; nothing of an earlier one is left."""
        self._round_id = round_id
        self.forget()

    def keep_in(self, preferences: Preferences) -> None:
        """Keeps in these preferences how long the hand-over waits for somebody."""
        self._side.keep_in(preferences)

    def take_focus(self) -> None:
        """Puts the keyboard into the field."""
        self.field.setFocus()

    def forget(self) -> None:
        """Leaves no sign of a code or of whose it was."""
        self._code = ""
        self.field.forget()
        self._asked.set_wrong("")
        self._found.forget()
        self._told.hide()
        self._copied.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving forgets the card."""
        super().hideEvent(event)
        self.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self._theme
        self._asked.setMaximumWidth(theme.px(360))
        main = QWidget()
        edge = theme.space(40)
        main.setLayout(
            parts.column(
                parts.row(self._back, 1),
                self._title,
                self._intro,
                self._asked,
                parts.row(self.find_sheet, 1),
                self._told,
                self._found,
                1,
                gap=theme.space(16),
                margins=(edge, theme.space(20), theme.space(32), theme.space(24)),
            )
        )
        self.setLayout(parts.column(Page(theme, main, side=self._side), gap=0))

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_wanted)
        self.find_sheet.clicked.connect(self._find)
        self.field.returnPressed.connect(self._find)
        self.field.textEdited.connect(lambda _: self._asked.set_wrong(""))
        found = self._found
        found.go_on.clicked.connect(self._go_on)
        found.save.clicked.connect(self._save_copy)
        found.print_it.clicked.connect(self._print_copy)
        found.take_back.clicked.connect(self._take_back)
        found.join.clicked.connect(self._join)
        found.earlier.returnPressed.connect(self._join)

    # Doing

    def _find(self) -> None:
        self._told.hide()
        self._found.forget()
        try:
            person = self._study.cards.whose(self.field.text(), self._round_id)
        except KnownError as error:
            self._asked.set_wrong(messages.sentence(error))
            self.take_focus()
            return
        self._code = self.field.text()
        self.field.forget()
        workshops = self._study.workshops
        round_ = workshops.round(self._round_id)
        closed = round_.state is RoundState.CLOSED
        met_before = any(each.number < round_.number for each in workshops.rounds(round_.group_id))
        self._found.show_person(person, closed=closed and not person.late, met_before=met_before)

    def _go_on(self) -> None:
        opened: list[str] = []
        if self._attempt(lambda: opened.append(self._study.cards.resume(self._code, self._round_id).id)):
            self.changed.emit()
            self.back_wanted.emit()
            self.hand_over_wanted.emit(opened[0])

    def _take_back(self) -> None:
        closed = self._study.workshops.round(self._round_id).state is RoundState.CLOSED
        detail = self.tr("The whole sheet is erased, and it cannot be brought back.")
        if closed:
            stands = self.tr("The result of this closed round stands: the answers are already mixed in.")
            detail = f"{detail} {stands}"
        sure = messages.ask_word(
            self,
            self._theme,
            self.tr("Take these answers back?"),
            detail,
            word=self.tr("take back"),
            yes=self.tr("Take back"),
            no=self.tr("Keep them"),
        )
        withdrawn: list[bool] = []
        if sure and self._attempt(
            lambda: withdrawn.append(self._study.cards.take_back(self._code, self._round_id).withdrawn)
        ):
            self.forget()
            told = self.tr("The sheet is erased, from this file and from its journal.")
            if withdrawn[0]:
                told += " " + self.tr("The report of this open circle now says that it is withdrawn.")
            self._tell(told)
            self.changed.emit()

    def _save_copy(self) -> None:
        copied: list[str] = []
        if not self._attempt(lambda: copied.append(self._study.cards.copy(self._code, self._round_id).text)):
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the copy for this person"), self.tr("my-answers.txt"), self.tr("Text (*.txt)")
        )
        if name and self._attempt(lambda: _write(Path(name), copied[0])):
            self._tell(self.tr("The copy is saved. Give it to the person and keep none yourself."))

    def _print_copy(self) -> None:
        copied: list[str] = []
        if not self._attempt(lambda: copied.append(self._study.cards.copy(self._code, self._round_id).text)):
            return
        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            printed = slips.print_on(slips.plain_page(copied[0]), printer)
            done = self.tr("The copy is being printed. Hand it over with its printed side down.")
            self._tell(done if printed else self.tr("The printer took nothing. Look at it, then try again."))
        dialog.deleteLater()

    def _join(self) -> None:
        person = self._found.person
        if person is None:
            return
        try:
            self._study.cards.pair(person.id, self._found.earlier.text())
        except KnownError as error:
            self._found.refuse_earlier(messages.sentence(error))
            return
        self._found.forget_earlier()
        self._tell(self.tr("The two sheets are joined. The report says only how many people have changed, never who."))
        self.changed.emit()

    def _tell(self, words: str) -> None:
        self._told.say(words)
        self._told.show()
        messages.announce(self, words)

    def _attempt(self, step: Callable[[], object]) -> bool:
        """True when the step worked; otherwise its trouble has been said."""
        try:
            step()
        except KnownError as error:
            messages.say_error(self, self._theme, error)
            return False
        return True


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise TargetNotWritable(path=path) from error

"""Where keying begins: the sheets keyed so far, and the number of the next form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from climate_desktop.services.keying import Keyed, KeyedSheet, Slips
from climate_desktop.ui import messages, parts
from climate_desktop.ui.keying_keys import ENTER_KEYS
from climate_desktop.ui.keying_list import SheetsTable
from climate_desktop.ui.page import Page
from climate_desktop.ui.room_table import VoiceInRoom
from climate_desktop.ui.theme import Theme

LONGEST_CODE = 40
_STEPS = {"+": 1, "-": -1}


class CodeField(QLineEdit):
    """The number of a form, keyed or scanned.

    Signals: `entered(str)` Enter after a number, `go_on_wanted()` Enter without one, `stepped(int)` plus, minus and the
    arrows choose a sheet further down or up.
    """

    entered = Signal(str)
    go_on_wanted = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST_CODE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, plus and minus do their own; everything else is typed."""
        if event.key() in ENTER_KEYS:
            self.enter()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.text() in _STEPS:
            self.stepped.emit(_STEPS[event.text()])
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        """What Enter does."""
        if self.text().strip():
            self.entered.emit(self.text())
        else:
            self.go_on_wanted.emit()


class KeyingStart(QWidget):
    """The list of sheets and the field for the next one.

    Signals:
    code_entered(str): a form's number was keyed or scanned.
    go_on_wanted(str): what comes next for this person's sheet.
    erase_wanted(str): this person's sheet shall go.
    """

    code_entered = Signal(str)
    go_on_wanted = Signal(str)
    erase_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = parts.title(theme, self.tr("Paper sheets"))
        self._told = parts.body(theme, "", soft=True)
        self._done = parts.notice(theme, "info", "")
        self._card = parts.heading(theme, "")
        self.table = SheetsTable(theme)
        self._empty = parts.empty_state(
            theme,
            "document",
            self.tr("No sheet has been keyed yet."),
            self.tr("Take the first sheet and key the six digits that stand beside the square."),
        )
        self.who = parts.text_field(theme)
        self.code = CodeField()
        self._notice = parts.notice(theme, "wrong", "")
        self.begin = parts.primary(theme, self.tr("Key this sheet"))
        self._chosen = parts.strong(theme, "")
        self._chosen_told = parts.soft(theme, "")
        self.go_on = parts.secondary(theme, self.tr("Key it a second time"))
        self.erase = parts.quiet(theme, self.tr("Erase this sheet"), icon="trash", size="small")
        self._slips = parts.soft(theme, "")
        self._lay_out()
        self._connect()

    # Public

    def show_sheets(
        self, sheets: tuple[KeyedSheet, ...], voices: Sequence[VoiceInRoom], slips: Slips, chosen: str = ""
    ) -> None:
        """Shows the sheets of a round, and chooses that of a person."""
        self.table.show_sheets(sheets, voices, chosen)
        self.table.setVisible(bool(sheets))
        self._empty.setVisible(not sheets)
        self._chosen_part.setVisible(bool(sheets))
        self._told.setText(self._counts(sheets))
        rate = slips.per_thousand
        if rate is None:
            self._slips.setText(self.tr("Whoever keys a sheet a second time never sees the first keying."))
        else:
            told = self.tr("{errors} of {fields} lines keyed twice differed: {rate} in 1,000.")
            self._slips.setText(told.format(errors=slips.errors, fields=slips.fields, rate=f"{rate:.0f}"))
        self._show_chosen()

    def offer_name(self, name: str) -> None:
        """Fills in who keys, where nobody is named yet."""
        if not self.who.text():
            with QSignalBlocker(self.who):
                self.who.setText(name)

    def show_done(self, words: str, card: str = "") -> None:
        """Says what was done and, in large type to be copied by hand, what goes onto the card; empty words clear both."""
        self._done.say(words)
        self._done.setVisible(bool(words))
        self._card.setText(card)
        self._card.setVisible(bool(card))
        if words:
            messages.announce(self, f"{words} {card}".strip())

    def show_wrong(self, sentence: str) -> None:
        """Says what is wrong, with a sound; an empty sentence takes it away."""
        self._notice.say(sentence)
        self._notice.setVisible(bool(sentence))
        if sentence:
            QApplication.beep()
            messages.announce(self.code, sentence)

    def take_focus(self) -> None:
        """Puts the keyboard into the number of the next form, or first into who keys."""
        wanted = self.code if self.who.text().strip() else self.who
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.code.selectAll()

    def clear_code(self) -> None:
        """An empty field for the next form."""
        with QSignalBlocker(self.code):
            self.code.clear()

    # Showing

    def _counts(self, sheets: tuple[KeyedSheet, ...]) -> str:
        twice = sum(sheet.state is Keyed.TWICE for sheet in sheets)
        once = sum(sheet.state in (Keyed.ONCE, Keyed.BEGUN_AGAIN) for sheet in sheets)
        differs = sum(sheet.state is Keyed.DIFFERS for sheet in sheets)
        told = self.tr("{once} keyed once, {twice} keyed twice. A sheet counts once it was keyed to its end.")
        if differs:
            told = self.tr(
                "{once} keyed once, {twice} keyed twice, {differs} to settle. Until then the first keying counts."
            )
        return told.format(once=once, twice=twice, differs=differs) if sheets else ""

    def _show_chosen(self) -> None:
        sheet = self.table.chosen()
        if sheet is None:
            return
        words, told = {
            Keyed.BEGUN: (self.tr("Go on keying"), self.tr("It was left before its last line.")),
            Keyed.ONCE: (
                self.tr("Key it a second time"),
                self.tr("Best by somebody else. The first keying is not shown."),
            ),
            Keyed.BEGUN_AGAIN: (
                self.tr("Go on the second time"),
                self.tr("The second keying was left before its end."),
            ),
            Keyed.DIFFERS: (self.tr("Settle what differs"), self.tr("Have the paper in your hand.")),
            Keyed.TWICE: (self.tr("Nothing left to do"), self._who_did(sheet)),
        }[sheet.state]
        self._chosen.setText(sheet.participant.seat)
        self._chosen_told.setText(told)
        self.go_on.say(words)
        self.go_on.setEnabled(sheet.state is not Keyed.TWICE)

    def _who_did(self, sheet: KeyedSheet) -> str:
        paper = sheet.paper
        told = self.tr("Keyed by {first} and {second}; both were alike.")
        if paper.errors:
            told = self.tr("Keyed by {first} and {second}; {count} lines differed, settled by {settled}.")
        return told.format(
            first=paper.keyed_by, second=paper.keyed_again_by, count=paper.errors, settled=paper.settled_by
        )

    # Doing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit pressed anywhere belongs into the number of the form."""
        if event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._type(event.text())
        elif event.key() in ENTER_KEYS and self.who.hasFocus():
            self.take_focus()
        elif event.key() in ENTER_KEYS:
            self.code.enter()
        else:
            super().keyPressEvent(event)

    def _type(self, text: str) -> None:
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        self.code.insert(text)

    def _go_on(self) -> None:
        sheet = self.table.chosen()
        if sheet is not None and sheet.state is not Keyed.TWICE:
            self.go_on_wanted.emit(sheet.participant.id)
        else:
            self.show_wrong(self.tr("Key the six digits of a form first, or choose a sheet that is not finished."))
            self.take_focus()

    def _erase(self) -> None:
        sheet = self.table.chosen()
        if sheet is not None:
            self.erase_wanted.emit(sheet.participant.id)

    # Making

    def _lay_out(self) -> None:
        theme = self._theme
        s = theme.space
        main = QWidget()
        column = parts.column(
            self._title,
            self._told,
            self._done,
            self._card,
            self.table,
            self._empty,
            gap=s(12),
            margins=(s(40), s(20), s(32), s(24)),
        )
        column.setStretch(column.indexOf(self.table), 1)
        column.addStretch(0)
        main.setLayout(column)
        self._done.hide()
        self._card.hide()
        self._chosen_part = QWidget()
        self._chosen_part.setLayout(
            parts.column(
                parts.separator(),
                parts.caption(theme, self.tr("The chosen sheet"), soft=True),
                self._chosen,
                self._chosen_told,
                self.go_on,
                parts.row(self.erase, 1),
                gap=s(8),
                margins=(0, 0, 0, 6),
            )
        )
        self._notice.hide()
        hint = parts.soft(
            theme, self.tr("Key the six digits or scan the square, then Enter. Plus and minus choose a sheet.")
        )
        side = QWidget()
        side.setLayout(
            parts.column(
                parts.field(theme, self.tr("Who keys"), self.who),
                parts.field(theme, self.tr("Number of the form"), self.code),
                self._notice,
                self.begin,
                hint,
                self._chosen_part,
                1,
                self._slips,
                parts.soft(theme, self.tr("Is the projector off? Whoever sees this screen sees what is keyed.")),
                gap=s(12),
                margins=(s(24), s(20), s(24), s(20)),
            )
        )
        self._page = Page(theme, main, side=side)
        self.setLayout(parts.column(self._page))

    def _connect(self) -> None:
        self.code.entered.connect(self.code_entered)
        self.code.go_on_wanted.connect(self._go_on)
        self.code.stepped.connect(self.table.step)
        self.code.textEdited.connect(lambda _: self.show_wrong(""))
        self.begin.clicked.connect(self._begin)
        self.go_on.clicked.connect(self._go_on)
        self.erase.clicked.connect(self._erase)
        self.table.go_on_wanted.connect(self._go_on)
        self.table.digit.connect(self._type)
        self.table.chosen_changed.connect(self._show_chosen)

    def _begin(self) -> None:
        self.code_entered.emit(self.code.text())

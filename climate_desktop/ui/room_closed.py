"""The side of the room once its round is closed: the results first, and what may still change, which is rare."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from climate_desktop.core.study import OpenCircle, Participant, Progress, Round
from climate_desktop.services.closing import Corrections
from climate_desktop.ui import parts
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.together import add_together
from climate_desktop.ui.ways_button import WaysButton


class RoomClosed(QWidget):
    """The way to the results, late people, answers taken back, and a corrected result.

    Signals, each a wish of the facilitator: results_wanted(), undo_close_wanted(), late_wanted() somebody came late,
    hand_over_wanted() to the chosen person, who came late, undo_finish_wanted() of that person, take_out_wanted() of
    the chosen person’s answers, correct_wanted(), together_wanted(str) the chosen person, who came late, answers with this
    Helper.
    """

    results_wanted = Signal()
    undo_close_wanted = Signal()
    late_wanted = Signal()
    hand_over_wanted = Signal()
    undo_finish_wanted = Signal()
    take_out_wanted = Signal()
    correct_wanted = Signal()
    together_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._person: Participant | None = None
        self._newest = 1
        self._words = parts.body(theme, "")
        self.results = parts.primary(theme, self.tr("Look at the results"), end_icon="arrow-right", size="big")
        self.undo_close = parts.secondary(theme, self.tr("Undo closing"), icon="undo")
        self.hand_over = parts.secondary(theme, "", icon="laptop", from_start=True)
        self.late = parts.quiet(theme, self.tr("Somebody came late"), icon="person-add", from_start=True)
        self.more = parts.quiet(
            theme, self.tr("More for this person"), icon="sliders", end_icon="chevron-down", from_start=True
        )
        self.ways = WaysButton(theme, closed=True)
        self._waiting = parts.soft(theme, "")
        self.correct = parts.secondary(theme, self.tr("Make a corrected result"), size="tall")
        self._lay_out()
        self.results.clicked.connect(self.results_wanted)
        self.undo_close.clicked.connect(self.undo_close_wanted)
        self.late.clicked.connect(self.late_wanted)
        self.hand_over.clicked.connect(self.hand_over_wanted)
        self.more.clicked.connect(lambda: self.show_menu(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.correct.clicked.connect(self.correct_wanted)

    def show_round(self, round_: Round, corrections: Corrections, *, can_undo: bool) -> None:
        """Shows a closed round, and how much has changed since the result that holds."""
        circle = {
            OpenCircle.AGREED: self.tr("It is an open circle: everyone agreed."),
            OpenCircle.NOT_AGREED: self.tr("It is no open circle: not everyone agreed."),
        }.get(round_.open_circle, "")
        self._newest = corrections.newest
        self.undo_close.setVisible(can_undo)
        if can_undo:
            words = self.tr("Its answers are fixed now. You can undo this until the results are opened.")
            if round_.open_circle is OpenCircle.AGREED:
                words += " " + self.tr("That would end the open circle.")
        else:
            words = self.tr("Its results have been opened, so closing stands.")
        self._words.setText(f"{circle} {words}".strip())
        told = self._what_waits(corrections)
        self._waiting.setText(told)
        self._waiting_row.setVisible(bool(told))
        self.correct.setVisible(corrections.possible)

    def show_person(self, person: Participant | None) -> None:
        """Shows what can be done for the chosen person: the laptop goes only to somebody who came late."""
        self._person = person
        to_do = person is not None and person.progress is not Progress.FINISHED
        self.hand_over.setVisible(person is not None and to_do and self.waits(person))
        if person is not None:
            self.hand_over.say(self.tr("Hand over to {seat}").format(seat=person.seat))
        self.more.setEnabled(person is not None)

    def waits(self, person: Participant) -> bool:
        """True for somebody who came late, while no result has taken them in."""
        return person.late >= self._newest

    def show_menu(self, where: QPoint) -> None:
        """Opens what can be done for the chosen person, at this place of the screen."""
        person = self._person
        if person is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.waits(person):
            add_together(menu, person, self.together_wanted.emit)
            undo = menu.addAction(self.tr("Undo an accidental finish"))
            undo.setEnabled(person.progress is Progress.FINISHED)
            undo.triggered.connect(self.undo_finish_wanted)
            menu.addSeparator()
        menu.addAction(self.tr("Take answers out…")).triggered.connect(self.take_out_wanted)
        menu.popup(where)

    def _lay_out(self) -> None:
        theme = self._theme
        self._waiting_row = QWidget()
        sign = parts.icon_label(theme, "info", token="text_soft", size=16)
        self._waiting_row.setLayout(parts.row(sign, self._waiting, gap=theme.space(12)))
        self.setLayout(
            parts.column(
                parts.heading(theme, self.tr("The round is closed")),
                self._words,
                self.results,
                self.undo_close,
                parts.separator(),
                self.hand_over,
                self.late,
                self.more,
                self.ways,
                1,
                self._waiting_row,
                self.correct,
                gap=theme.space(12),
            )
        )

    def _what_waits(self, corrections: Corrections) -> str:
        touched, least = corrections.touched, corrections.least
        if not touched:
            return ""
        told = self.tr("{count} changes wait.").format(count=touched)
        if touched == 1:
            told = self.tr("One change waits.")
        if corrections.possible:
            then = self.tr("A corrected result can be made. It will say so, with its date.")
        elif touched < least:
            then = self.tr("From {least} on a corrected result can be made. Fewer count from the next round.")
            then = then.format(least=least)
        else:
            then = self.tr("A corrected result would still tell who has changed, so they count from the next round.")
        return f"{told} {then}"

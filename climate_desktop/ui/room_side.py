"""The side of the room: the chosen person, the laptop's way to them, and the end of the round."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from climate_desktop.core.study import Participant, Progress
from climate_desktop.ui import parts
from climate_desktop.ui.room_closed import RoomClosed
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.together import add_together
from climate_desktop.ui.ways_button import WaysButton


class RoomSide(QWidget):
    """What can be done for the chosen person and with the round.

    Signals, each a wish of the facilitator: hand_over_wanted(), voice_wanted(str), undo_finish_wanted(),
    start_anew_wanted() with an empty sheet, remove_wanted(), pin_wanted(), close_wanted(), way_wanted(str) to another
    way of answering, together_wanted(str) the person answers with this Helper. What is shown of a closed round is
    `closed`, with its own wishes.
    """

    hand_over_wanted = Signal()
    voice_wanted = Signal(str)
    undo_finish_wanted = Signal()
    start_anew_wanted = Signal()
    remove_wanted = Signal()
    pin_wanted = Signal()
    close_wanted = Signal()
    way_wanted = Signal(str)
    together_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._person: Participant | None = None
        self._voices: Mapping[str, str] = {}

        self._who = parts.heading(theme, "")
        self._state = parts.body(theme, "", soft=True)
        self.hand_over = parts.primary(
            theme,
            self.tr("Hand over the laptop"),
            icon="laptop",
            detail=self.tr("Full screen, leaves with your PIN"),
            size="hand_over",
            from_start=True,
        )
        self._projector = parts.soft(theme, self.tr("Is the projector off? Others must not see what is chosen."))
        self.more = parts.quiet(
            theme, self.tr("More for this person"), icon="sliders", end_icon="chevron-down", from_start=True
        )
        self.ways = WaysButton(theme, closed=False)
        self.change_pin = parts.quiet(theme, self.tr("Change the PIN"), icon="lock", from_start=True)
        self._why = parts.soft(theme, "")
        self.close_round = parts.secondary(theme, self.tr("Close the round…"), size="tall")
        self.closed = RoomClosed(theme)
        self._lay_out()
        self._connect()

    def show_person(self, person: Participant | None, voices: Mapping[str, str]) -> None:
        """Shows the chosen person; None when nobody is here."""
        self._person, self._voices = person, voices
        if person is None:
            self._who.setText(self.tr("Somebody new"))
            self._state.setText(self.tr("gets a seat name with the laptop"))
        else:
            self._who.setText(person.seat)
            self._state.setText(self._words_of(person))
        self.hand_over.setEnabled(person is None or person.progress is not Progress.FINISHED)
        self.more.setEnabled(person is not None)
        self.closed.show_person(person)

    def show_open(self, finished: int, *, hands: bool = False) -> None:
        """Shows a round that takes answers. It cannot be closed while nobody has finished, and the side says why.

        `hands` is true once some were counted: then it can.
        """
        self._open_part.show()
        self.closed.hide()
        self.close_round.setEnabled(finished > 0 or hands)
        if finished or hands:
            words = self.tr(
                "Close when everyone who wants to has answered. After that the round is fixed and can be read."
            )
        else:
            words = self.tr("The round can be closed once at least one person has finished, or hands were counted.")
        self._why.setText(words)
        self.close_round.setAccessibleDescription(words)

    def show_closed(self) -> None:
        """Shows what can be done once the round is closed."""
        self._open_part.hide()
        self.closed.show()

    def show_menu(self, where: QPoint) -> None:
        """Opens what can be done for the chosen person, at this place of the screen."""
        if self._open_part.isHidden():
            self.closed.show_menu(where)
            return
        if self._person is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_together(menu, self._person, self.together_wanted.emit)
        voices = menu.addMenu(self.tr("Change the voice"))
        voices.menuAction().setVisible(len(self._voices) > 1)
        for voice, name in self._voices.items():
            action = voices.addAction(name)
            action.setCheckable(True)
            action.setChecked(voice == self._person.voice)
            action.triggered.connect(lambda _checked=False, chosen=voice: self.voice_wanted.emit(chosen))
        undo = menu.addAction(self.tr("Undo an accidental finish"))
        undo.setEnabled(self._person.progress is Progress.FINISHED)
        undo.triggered.connect(self.undo_finish_wanted)
        menu.addSeparator()
        anew = menu.addAction(self.tr("Start anew with an empty sheet…"))
        anew.setEnabled(self._person.progress is Progress.BEGUN)
        anew.triggered.connect(self.start_anew_wanted)
        menu.addAction(self.tr("Remove from the room…")).triggered.connect(self.remove_wanted)
        menu.popup(where)

    def _lay_out(self) -> None:
        theme = self._theme
        self._open_part = QWidget()
        self._primary_place = QVBoxLayout()
        self._primary_place.addWidget(self.hand_over)
        self._open_part.setLayout(
            parts.column(
                parts.column(self._who, self._state, gap=0),
                self._primary_place,
                self._projector,
                parts.separator(),
                self.more,
                self.ways,
                self.change_pin,
                1,
                parts.row(parts.icon_label(theme, "info", token="text_soft", size=16), self._why, gap=theme.space(12)),
                self.close_round,
                gap=theme.space(12),
            )
        )
        edge, top = theme.space(28), theme.space(24)
        self.setLayout(parts.column(self._open_part, self.closed, gap=0, margins=(edge, top, edge, top)))

    def lend_hand_over(self, place: QVBoxLayout | None) -> None:
        """Puts the primary button into another place, or back where it belongs."""
        (place or self._primary_place).addWidget(self.hand_over)

    def _connect(self) -> None:
        self.hand_over.clicked.connect(self.hand_over_wanted)
        self.more.clicked.connect(lambda: self.show_menu(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.change_pin.clicked.connect(self.pin_wanted)
        self.close_round.clicked.connect(self.close_wanted)
        for ways in (self.ways, self.closed.ways):
            ways.chosen.connect(self.way_wanted)

    def _words_of(self, person: Participant) -> str:
        if person.sealed:
            return self.tr("has a sealed sheet, which their card opens")
        if person.progress is Progress.NOT_STARTED:
            return self.tr("is waiting to begin")
        if person.progress is Progress.BEGUN:
            return self.tr("is waiting to go on")
        return self.tr("has finished")

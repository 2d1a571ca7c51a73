"""The room: who is here, how far they are, and what comes next. Nothing about what anyone answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.core.study import Participant, Progress, RoundState
from climate_desktop.services.study import Study
from climate_desktop.services.workshops import Room
from climate_desktop.ui import messages, parts, room_questions
from climate_desktop.ui.page import Page
from climate_desktop.ui.pin import ChoosePin
from climate_desktop.ui.room_bar import RoomBar
from climate_desktop.ui.room_side import RoomSide
from climate_desktop.ui.room_table import EVERYONE, FINISHED, TO_DO, RoomTable, VoiceInRoom
from climate_desktop.ui.sittings_next import sittings_words
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.ways_button import WaysButton


class RoomScreen(QWidget):
    """One round's room.

    Signals:
    hand_over_wanted(str): the laptop goes to this participant.
    together_wanted(str, str): this participant answers together with this Helper.
    round_closed(str), round_reopened(str): the round was closed, or closing was undone.
    results_wanted(str): the facilitator wants to look at the results of the closed round.
    way_wanted(str): another way of answering, by its key in `ways`.
    back_wanted(): away from the room.
    """

    hand_over_wanted = Signal(str)
    together_wanted = Signal(str, str)
    round_closed = Signal(str)
    round_reopened = Signal(str)
    results_wanted = Signal(str)
    way_wanted = Signal(str)
    back_wanted = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._round_id = ""
        self._room: Room | None = None
        self._voices: dict[str, str] = {}

        self._title = parts.title(theme, "")
        self._told = parts.body(theme, "", soft=True)
        self._bar = RoomBar(theme)
        self._legend = parts.soft(theme, "")
        self._filter = parts.segmented(
            theme,
            self.tr("Who is shown"),
            ((EVERYONE, self.tr("Everyone")), (TO_DO, self.tr("To do")), (FINISHED, self.tr("Finished"))),
        )
        self._find = parts.find_field(theme, self.tr("Find a seat"))
        self._add = parts.secondary(theme, self.tr("Add a person"), icon="person-add", size="small")
        self._table = RoomTable(theme)
        self._add_first = parts.secondary(theme, self.tr("Add a person"), icon="person-add")
        self._empty = parts.empty_state(
            theme,
            "people",
            self.tr("Nobody is here yet."),
            self.tr("Add people, or hand the laptop to somebody new."),
            self._add_first,
        )
        self._side = RoomSide(theme)
        self._lay_out()
        self._connect()

    # Public

    def show_round(self, round_id: str) -> None:
        """Shows the room of this round. NoSuchRound when there is none."""
        self._round_id = round_id
        with QSignalBlocker(self._find):
            self._find.clear()
        self._filter.choose(EVERYONE)
        self._table.look_for("")
        self._table.show_state(EVERYONE)
        self._table.sort_as_made()
        self.refresh()

    def refresh(self) -> None:
        """Shows the room as it is now. When the chosen person has just finished, whoever comes next is chosen."""
        workshops = self._study.workshops
        before = self._table.chosen()
        self._room = room = workshops.room(self._round_id)
        pack = workshops.pack(self._round_id)
        words = pack.language()
        offered = pack.instrument.voices_for(room.group.kind.value)
        voices = [
            VoiceInRoom(voice.id, words[f"voice.{voice.id}.name"], words[f"voice.{voice.id}.short"], place)
            for place, voice in enumerate(pack.instrument.voices)
            if voice in offered
        ]
        self._voices = {voice.id: voice.name for voice in voices}
        self._table.show_people(room.participants, voices)
        self._show_counts(room)
        now = self._table.chosen()
        if before and now and now.id == before.id and before.progress is not now.progress is Progress.FINISHED:
            self._choose_next(room)
        self._show_chosen()

    def take_focus(self) -> None:
        """Puts the keyboard where the work goes on: handing over the laptop, closing the round, or its results."""
        side = self._side
        ways = (side.hand_over, side.close_round, side.closed.results)
        next((way for way in ways if way.isVisible() and way.isEnabled()), self._table).setFocus()

    def ways_button(self) -> WaysButton:
        """The button that offers the other ways of this round."""
        return self._side.ways if self._is_open() else self._side.closed.ways

    # Making

    def _lay_out(self) -> None:
        theme = self._theme
        tools = parts.row(self._filter, 1, self._find, self._add, gap=theme.space(8))
        self._people = QWidget()
        self._people.setLayout(parts.column(tools, self._table, gap=theme.space(12)))
        main = QWidget()
        column = parts.column(
            self._title,
            self._told,
            self._bar,
            self._legend,
            self._people,
            self._empty,
            gap=theme.space(8),
            margins=(theme.space(40), theme.space(20), theme.space(32), theme.space(24)),
        )
        column.insertSpacing(2, theme.space(8))
        column.insertSpacing(5, theme.space(8))
        column.setStretch(column.indexOf(self._people), 1)
        column.addStretch(0)
        main.setLayout(column)
        self._page = Page(theme, main, side=self._side)
        self._foot = parts.card("panel")
        self._foot_place = parts.column(margins=(theme.space(32), theme.space(12), theme.space(32), theme.space(12)))
        self._foot.setLayout(parts.column(parts.separator(), self._foot_place, gap=0))
        self._foot.hide()
        self.setLayout(parts.column(self._page, self._foot, gap=0))

    def _connect(self) -> None:
        side = self._side
        self._filter.chosen.connect(self._table.show_state)
        self._find.textEdited.connect(self._table.look_for)
        for button in (self._add, self._add_first):
            button.clicked.connect(self._add_person)
        self._table.add_wanted.connect(self._add_person)
        self._table.hand_over_wanted.connect(self._hand_over)
        self._table.remove_wanted.connect(self._remove)
        self._table.chosen_changed.connect(self._show_chosen)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.customContextMenuRequested.connect(
            lambda where: side.show_menu(self._table.viewport().mapToGlobal(where))
        )
        side.hand_over_wanted.connect(self._hand_over)
        side.together_wanted.connect(self._hand_over)
        side.voice_wanted.connect(self._change_voice)
        side.undo_finish_wanted.connect(self._undo_finish)
        side.start_anew_wanted.connect(self._start_anew)
        side.remove_wanted.connect(self._remove)
        side.pin_wanted.connect(self._choose_pin)
        side.close_wanted.connect(self._close)
        side.way_wanted.connect(self.way_wanted)
        closed = side.closed
        closed.results_wanted.connect(lambda: self.results_wanted.emit(self._round_id))
        closed.undo_close_wanted.connect(self._undo_close)
        closed.late_wanted.connect(self._add_late)
        closed.hand_over_wanted.connect(self._hand_over)
        closed.together_wanted.connect(self._hand_over)
        closed.undo_finish_wanted.connect(self._undo_finish)
        closed.take_out_wanted.connect(self._take_out)
        closed.correct_wanted.connect(self._correct)
        self._page.narrowed.connect(self._show_narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl F finds a seat, Esc goes back."""
        if event.matches(QKeySequence.StandardKey.Find):
            self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._find.selectAll()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    # Showing

    def _show_counts(self, room: Room) -> None:
        counts = room.counts
        title = self.tr("{finished} of {here} have finished").format(finished=counts.finished, here=counts.here)
        self._title.setText(title if counts.here else self.tr("Nobody is here yet"))
        self._told.setText(self._who_is_here(room))
        waiting = counts.here - counts.finished - counts.begun
        legend = self.tr("{finished} finished     {begun} begun     {waiting} not started").format(
            finished=counts.finished, begun=counts.begun, waiting=waiting
        )
        self._legend.setText(legend)
        self._bar.show_counts(counts, title)
        for choice, words in (
            (EVERYONE, self.tr("Everyone {count}").format(count=counts.here)),
            (TO_DO, self.tr("To do {count}").format(count=counts.here - counts.finished)),
            (FINISHED, self.tr("Finished {count}").format(count=counts.finished)),
        ):
            self._filter.button(choice).say(words)
        for widget in (self._bar, self._legend, self._people):
            widget.setVisible(counts.here > 0)
        self._empty.setVisible(counts.here == 0)
        closed = room.round.state is RoundState.CLOSED
        self._add.setVisible(not closed)
        self._add_first.setEnabled(not closed)
        if closed:
            workshops = self._study.workshops
            self._side.closed.show_round(
                room.round,
                workshops.corrections(self._round_id),
                can_undo=workshops.can_undo_close(self._round_id),
            )
            self._side.show_closed()
        else:
            self._side.show_open(room.finished, hands=self._study.tallies.any_counted(self._round_id))
        self._show_narrow(self._page.is_narrow)

    def _who_is_here(self, room: Room) -> str:
        here, invited = room.counts.here, sum(room.round.invited.values())
        never = self.tr("What anyone answered is never shown in this room.")
        if invited and here > invited:
            told = self.tr("{here} people are here; {invited} were invited.").format(here=here, invited=invited)
        elif invited and here:
            told = self.tr("{here} of the {invited} people invited are here.").format(here=here, invited=invited)
        elif invited:
            told = self.tr("{invited} people are invited.").format(invited=invited)
        elif here == 1:
            told = self.tr("One person is here.")
        else:
            told = self.tr("{here} people are here.").format(here=here) if here else ""
        sittings = sittings_words(self._study.sittings.plan(self._round_id))
        return " ".join(words for words in (told, sittings, self._what_waits_to_be_read(), never) if words)

    def _what_waits_to_be_read(self) -> str:
        """The facilitator's duty to read what people wrote, once the round is closed."""
        waiting = self._study.comments.waiting(self._round_id)
        told = self.tr("{count} people wrote something: please read it, under “More about this round”.")
        if waiting == 1:
            told = self.tr("One person wrote something: please read it, under “More about this round”.")
        return told.format(count=waiting) if waiting else ""

    def _show_chosen(self) -> None:
        self._side.show_person(self._table.chosen(), self._voices)

    def _show_narrow(self, narrow: bool) -> None:
        self._side.setAutoFillBackground(False)
        lent = narrow and self._is_open()
        self._side.lend_hand_over(self._foot_place if lent else None)
        self._foot.setVisible(lent)

    # Doing

    def _choose_next(self, room: Room) -> None:
        """Chooses the first who has not finished; when there is nobody, the laptop goes to somebody new."""
        waiting = next((person for person in room.participants if person.progress is not Progress.FINISHED), None)
        if waiting is None:
            self._table.choose_nobody()
        else:
            self._table.choose(waiting.id)
        self._side.hand_over.setFocus()

    def _add_person(self) -> Participant | None:
        if not self._is_open():
            return None
        added: list[Participant] = []
        self._attempt(lambda: added.append(self._study.workshops.add_participant(self._round_id)))
        if not added:
            return None
        self._show_everyone()
        self._table.choose(added[0].id)
        return added[0]

    def _show_everyone(self) -> None:
        """Reads the room again and lets no filter hide anybody."""
        self._filter.choose(EVERYONE)
        self._table.show_state(EVERYONE)
        self._find.clear()
        self._table.look_for("")
        self.refresh()

    def _hand_over(self, helper: str = "") -> None:
        chosen = self._table.chosen()
        if not self._is_open() and (chosen is None or not self._side.closed.waits(chosen)):
            return
        if not self._study.workshops.has_pin(self._round_id) and not self._choose_pin():
            return
        person = self._table.chosen() or self._add_person()
        if person is not None and person.progress is not Progress.FINISHED:
            if helper:
                self.together_wanted.emit(person.id, helper)
            else:
                self.hand_over_wanted.emit(person.id)

    def _choose_pin(self) -> bool:
        question = ChoosePin(self._theme, self)
        question.exec()
        pin = question.pin()
        question.deleteLater()
        return bool(pin) and self._attempt(lambda: self._study.workshops.set_pin(self._round_id, pin))

    def _change_voice(self, voice: str) -> None:
        person = self._table.chosen()
        if person is not None:
            self._attempt(lambda: self._study.workshops.set_voice(person.id, voice))
            self.refresh()

    def _undo_finish(self) -> None:
        person = self._table.chosen()
        if person is not None and person.progress is Progress.FINISHED:
            self._attempt(lambda: self._study.workshops.reopen(person.id))
            self.refresh()

    def _remove(self) -> None:
        person = self._table.chosen()
        if person is None or not self._is_open():
            return
        begun = person.progress is not Progress.NOT_STARTED
        sure = not begun or room_questions.remove(self, self._theme, person)
        if sure:
            self._attempt(lambda: self._study.workshops.remove(person.id))
            self.refresh()

    def _start_anew(self) -> None:
        person = self._table.chosen()
        if person is not None and room_questions.start_anew(self, self._theme, person):
            anew: list[Participant] = []
            self._attempt(lambda: anew.append(self._study.cards.start_anew(person.id)))
            self.refresh()
            if anew:
                self._table.choose(anew[0].id)

    def _close(self) -> None:
        hands = self._study.tallies.any_counted(self._round_id)
        if self._room is None or not (self._room.finished or hands):
            return
        sure = room_questions.close(self, self._theme, self._room, hands=hands)
        if sure and self._attempt(lambda: self._study.workshops.close_round(self._round_id)):
            self.refresh()
            self.round_closed.emit(self._round_id)

    def _add_late(self) -> None:
        """Adds somebody to the closed round and hands them the laptop; their answers wait."""
        added: list[Participant] = []
        self._attempt(lambda: added.append(self._study.workshops.add_late(self._round_id)))
        if added:
            self._show_everyone()
            self._table.choose(added[0].id)
            self._hand_over()

    def _take_out(self) -> None:
        person = self._table.chosen()
        if person is None or self._is_open():
            return
        if room_questions.take_out(self, self._theme, person):
            self._attempt(lambda: self._study.workshops.take_back(person.id))
            self.refresh()

    def _correct(self) -> None:
        if room_questions.correct(self, self._theme):
            self._attempt(lambda: self._study.workshops.correct_round(self._round_id))
            self.refresh()

    def _undo_close(self) -> None:
        if self._attempt(lambda: self._study.workshops.undo_close(self._round_id)):
            self.round_reopened.emit(self._round_id)
        self.refresh()

    def _is_open(self) -> bool:
        return self._room is not None and self._room.round.state is RoundState.OPEN

    def _attempt(self, step: Callable[[], object]) -> bool:
        """True when the step worked; otherwise its trouble has been said."""
        try:
            step()
        except KnownError as error:
            messages.say_error(self, self._theme, error)
            return False
        return True

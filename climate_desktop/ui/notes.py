"""The facilitator's notes on each sitting."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.core.study import Sitting
from climate_desktop.services.notes import MOST
from climate_desktop.services.study import Study
from climate_desktop.ui import messages, parts
from climate_desktop.ui.moments import day_words
from climate_desktop.ui.page import Page
from climate_desktop.ui.save_state import SaveState
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.writing_box import WritingBox

_AFTER_MS = 800
"""How long after the last key what was written is saved."""


class NotesScreen(QWidget):
    """What was noticed at each sitting of a round. It is saved by itself.

    Signals: back_wanted() to the room; changed() notes were saved.
    """

    back_wanted = Signal()
    changed = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._round_id = ""
        self._cards: list[QWidget] = []
        self._fields: dict[str, tuple[WritingBox, QCheckBox]] = {}
        self._unsaved: set[str] = set()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_AFTER_MS)

        self.back = parts.quiet(theme, self.tr("Back to the room"), icon="arrow-left")
        self._state = SaveState(theme)
        self._list = parts.column(gap=theme.space(16))
        self._lay_out()
        self._clock.timeout.connect(self.save)
        self.back.clicked.connect(self._go_back)

    # Public

    def show_round(self, round_id: str) -> None:
        """Shows the notes on each sitting of this round. NoSuchRound when there is none."""
        self._round_id = round_id
        self._unsaved = set()
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        sittings = self._study.notes.of(round_id)
        self._fields = {}
        self._cards = [self._card(sitting, number, len(sittings)) for number, sitting in enumerate(sittings, 1)]
        for card in self._cards:
            self._list.addWidget(card)
        self._state.show_nothing()

    def take_focus(self) -> None:
        """Puts the keyboard into the notes on the last sitting."""
        if self._fields:
            next(reversed(self._fields.values()))[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> bool:
        """Saves what was written since the last time; false when it could not be, which has been said then."""
        self._clock.stop()
        for sitting_id in sorted(self._unsaved):
            box, prints = self._fields[sitting_id]
            try:
                self._study.notes.write(self._round_id, sitting_id, box.toPlainText(), prints=prints.isChecked())
            except KnownError as error:
                self._state.show_not_saved()
                messages.say_error(self, self._theme, error)
                return False
            self._unsaved.discard(sitting_id)
            self._state.show_saved()
            self.changed.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the room."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Saves what was written, whatever leads away from here."""
        super().hideEvent(event)
        if self._unsaved:
            self.save()

    # Making

    def _lay_out(self) -> None:
        theme = self._theme
        main = QWidget()
        edge = theme.space(40)
        main.setLayout(
            parts.column(
                parts.row(self.back, 1, self._state),
                parts.title(theme, self.tr("What you noticed")),
                parts.body(
                    theme,
                    self.tr("For yourself: how it went, what was said aloud, what to do otherwise. Name nobody."),
                    soft=True,
                ),
                self._list,
                1,
                gap=theme.space(12),
                margins=(edge, theme.space(16), edge, theme.space(24)),
            )
        )
        self.setLayout(parts.column(Page(theme, main), gap=0))

    def _card(self, sitting: Sitting, number: int, sittings: int) -> QWidget:
        theme = self._theme
        day, place = day_words(sitting.held_on), sitting.place
        words = self.tr("{day}, {place}").format(day=day, place=place) if place else day
        if sittings > 1:
            words = self.tr("Sitting {number}: {occasion}").format(number=number, occasion=words)
        box = WritingBox(theme, MOST, lines=7)
        box.setAccessibleName(self.tr("Notes on {occasion}").format(occasion=words))
        box.show_text(sitting.notes)
        prints = self.tr("Print these notes in the report")
        check = parts.check(theme, prints, f"{prints}: {words}")
        check.setChecked(sitting.prints_notes)
        note = parts.soft(theme, self.tr("Everyone who gets the report then reads them."))
        box.edited.connect(partial(self._edited, sitting.id))
        check.clicked.connect(partial(self._chosen, sitting.id))
        self._fields[sitting.id] = (box, check)
        card = parts.card()
        inner = theme.space(20)
        card.setLayout(
            parts.column(
                parts.strong(theme, words), box, check, note, gap=theme.space(8), margins=(inner, inner, inner, inner)
            )
        )  # fmt: skip
        return card

    # Doing

    def _edited(self, sitting_id: str) -> None:
        self._unsaved.add(sitting_id)
        self._state.show_nothing()
        self._clock.start()

    def _chosen(self, sitting_id: str) -> None:
        self._unsaved.add(sitting_id)
        self.save()

    def _go_back(self) -> None:
        if self.save():
            self.back_wanted.emit()

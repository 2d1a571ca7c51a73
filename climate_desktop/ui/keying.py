"""Paper sheets in the room: which there are, the keying of one, and what differs between two keyings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from climate_desktop.core import card_code
from climate_desktop.core.errors import KnownError
from climate_desktop.core.study import Response
from climate_desktop.services.form_codes import FormRead
from climate_desktop.services.keying import Keyed, KeyedSheet
from climate_desktop.services.sheet_keying import SheetKeying
from climate_desktop.services.study import Study
from climate_desktop.ui import messages, parts
from climate_desktop.ui.keying_consent import NONE_MARKED, KeyingConsent
from climate_desktop.ui.keying_differences import KeyingDifferences
from climate_desktop.ui.keying_sheet import KeyingSheet
from climate_desktop.ui.keying_start import KeyingStart
from climate_desktop.ui.room_table import VoiceInRoom
from climate_desktop.ui.theme import Theme


class KeyingScreen(QWidget):
    """One round's paper sheets.

    Signals:
    back_wanted(): back to the room.
    changed(): a sheet was begun, finished, settled or erased.
    """

    back_wanted = Signal()
    changed = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._round_id = ""
        self._form: FormRead | None = None
        self._keying: SheetKeying | None = None
        self._settling = ""
        self.start = KeyingStart(theme)
        self.consent = KeyingConsent(theme)
        self.sheet = KeyingSheet(theme)
        self.differences = KeyingDifferences(theme)
        self.pages = QStackedWidget()
        for page in (self.start, self.consent, self.sheet, self.differences):
            self.pages.addWidget(page)
        self.setLayout(parts.column(self.pages, gap=0))
        self._connect()

    # Public

    def show_round(self, round_id: str) -> None:
        """Shows the sheets of this round. NoSuchRound when there is none."""
        self._leave_sheet()
        self._round_id = round_id
        self.start.offer_name(self._study.workshops.room(round_id).sitting.facilitator)
        self.start.show_done("")
        self.start.show_wrong("")
        self.start.clear_code()
        self._show_start()

    def take_focus(self) -> None:
        """Puts the keyboard where the next key belongs."""
        page = self.pages.currentWidget()
        assert isinstance(page, KeyingStart | KeyingConsent | KeyingSheet | KeyingDifferences)
        page.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc on the list of sheets leads back to the room."""
        if event.key() == Qt.Key.Key_Escape and self.pages.currentWidget() is self.start:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    # The list

    def _show_start(self, chosen: str = "") -> None:
        keying = self._study.keying
        self.start.show_sheets(keying.sheets(self._round_id), self._voices(), keying.slips(self._round_id), chosen)
        self._show(self.start)

    def _voices(self) -> list[VoiceInRoom]:
        pack = self._study.workshops.pack(self._round_id)
        words = pack.language()
        return [
            VoiceInRoom(voice.id, words[f"voice.{voice.id}.name"], words[f"voice.{voice.id}.short"], place)
            for place, voice in enumerate(pack.instrument.voices)
        ]

    def _code_entered(self, typed: str) -> None:
        self.start.show_done("")

        def read() -> None:
            self._form = self._study.keying.read(self._round_id, typed)
            words = self._study.workshops.pack(self._round_id).language()
            self.consent.ask(self._form.code, self._form.voice, words)
            self._show(self.consent)

        self._attempt(read)

    def _consented(self, kind: str) -> None:
        if self._form is None:
            return
        code, self._form = self._form.code, None
        self._show_start()
        if kind == NONE_MARKED:
            self.start.clear_code()
            self.start.show_wrong(
                self.tr("Nothing was keyed: without a mark there, nobody has agreed. Put the sheet aside, and ask.")
            )
            self.take_focus()
            return
        self._attempt(lambda: self._key(self._study.keying.begin(self._round_id, code, self.start.who.text(), kind)))

    def _go_on(self, participant_id: str) -> None:
        self.start.show_done("")
        sheet = self._sheet(participant_id)
        keying, who = self._study.keying, self.start.who.text()
        if sheet is None:
            self._show_start()
        elif sheet.state is Keyed.BEGUN:
            self._attempt(lambda: self._key(keying.go_on(participant_id, who)))
        elif sheet.state is Keyed.DIFFERS:
            self._attempt(lambda: self._settle_sheet(sheet))
        else:
            self._attempt(lambda: self._key(keying.begin_again(participant_id, who)))

    def _erase(self, participant_id: str) -> None:
        sheet = self._sheet(participant_id)
        if sheet is None:
            return
        sure = messages.ask(
            self,
            self._theme,
            self.tr("Erase the sheet of {seat}?").format(seat=sheet.participant.seat),
            self.tr(
                "Everything that was keyed from it is erased. The paper itself stays; shred it if it was taken back."
            ),
            yes=self.tr("Erase"),
            no=self.tr("Keep"),
            danger=True,
        )
        if sure and self._attempt(lambda: self._study.keying.take_away(participant_id)):
            self.start.show_done(self.tr("The sheet of {seat} is erased.").format(seat=sheet.participant.seat))
            self._show_start()
            self.changed.emit()
        self.take_focus()

    def _sheet(self, participant_id: str) -> KeyedSheet | None:
        sheets = self._study.keying.sheets(self._round_id)
        return next((sheet for sheet in sheets if sheet.participant.id == participant_id), None)

    # Keying

    def _key(self, keying: SheetKeying) -> None:
        self._keying = keying
        self.start.clear_code()
        self.sheet.begin(keying)
        self._show(self.sheet)
        self.changed.emit()

    def _finished(self, differ: int) -> None:
        keying = self._keying
        assert keying is not None
        person = keying.participant
        self._keying = None
        self.sheet.forget()
        self.changed.emit()
        if differ:
            sheet = self._sheet(person.id)
            assert sheet is not None
            self._settle_sheet(sheet)
            return
        if keying.again:
            self.start.show_done(self.tr("{seat} is keyed twice, and both times alike.").format(seat=person.seat))
        else:
            self._show_card(person.id, person.seat)
        self._show_start(person.id)

    def _show_card(self, participant_id: str, seat: str) -> None:
        """Says what is written on the sheet and, this once, the code that is written on its card."""
        told = self.tr("{seat} is keyed, and counts. Write “{seat}” on the sheet.").format(seat=seat)
        card = ""
        if not self._study.cards.has_card(participant_id):
            code = card_code.spaced(self._study.cards.make(participant_id))
            card = self.tr("Write this code on its card, it is shown only now: {code}").format(code=code)
        self.start.show_done(told, card)

    def _leave_sheet(self) -> None:
        """Puts the sheet aside; one without a single key is taken away again."""
        keying, keyed = self._keying, self.sheet.keyed
        self._keying, self._form, self._settling = None, None, ""
        self.sheet.forget()
        self.differences.forget()
        if keying is not None and not keying.again and not keyed:
            self._attempt(lambda: self._study.keying.take_away(keying.participant.id))
            self.changed.emit()

    def _left(self) -> None:
        chosen = self._keying.participant.id if self._keying is not None else self._settling
        self._leave_sheet()
        self._show_start(chosen)

    # Differences

    def _settle_sheet(self, sheet: KeyedSheet) -> None:
        keying, person = self._study.keying, sheet.participant.id
        self._settling = person
        answering = self._study.answering(person)
        self.differences.show_sheet(answering, sheet.paper, keying.differences(person), keying.slips(self._round_id))
        self._show(self.differences)

    def _kept(self, item_id: str, response: Response) -> None:
        try:
            self._study.keying.settle(self._settling, item_id, response, self.start.who.text())
        except KnownError as error:
            self.differences.show_wrong(messages.sentence(error))
            return
        self.changed.emit()
        if not self.differences.settled(item_id, response):
            sheet, person = self._sheet(self._settling), self._settling
            seat = sheet.participant.seat if sheet else ""
            self._leave_sheet()
            self.start.show_done(self.tr("{seat} is settled: it says what the paper says.").format(seat=seat))
            self._show_start(person)

    def _wrong_paper(self) -> None:
        person = self._settling
        sure = messages.ask(
            self,
            self._theme,
            self.tr("Was another sheet keyed the second time?"),
            self.tr("The second keying is thrown away, and the sheet waits for a new one. The first stays."),
            yes=self.tr("Throw it away"),
            no=self.tr("Keep it"),
        )
        if sure and self._attempt(lambda: self._study.keying.forget_second(person)):
            self._leave_sheet()
            self._show_start(person)
            self.changed.emit()
        else:
            self.take_focus()

    # Everything else

    def _connect(self) -> None:
        self.start.code_entered.connect(self._code_entered)
        self.start.go_on_wanted.connect(self._go_on)
        self.start.erase_wanted.connect(self._erase)
        self.consent.chosen.connect(self._consented)
        self.consent.back_wanted.connect(self._show_start)
        self.sheet.finished.connect(self._finished)
        self.sheet.left.connect(self._left)
        self.differences.kept.connect(self._kept)
        self.differences.left.connect(self._left)
        self.differences.wrong_paper.connect(self._wrong_paper)

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.take_focus()

    def _attempt(self, step: Callable[[], object]) -> bool:
        """True when the step was done; otherwise the list says why not, and the keyboard stays in it."""
        self.start.show_wrong("")
        try:
            step()
        except KnownError as error:
            self._show_start()
            self.start.show_wrong(messages.sentence(error))
            self.take_focus()
            return False
        return True

"""Setting up a workshop: one page, everything with a default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.study import Group, OpenCircle, Round, RoundState, Sitting
from climate_desktop.core.words import Words
from climate_desktop.services.answering import minutes_for
from climate_desktop.services.power import battery
from climate_desktop.services.study import Study
from climate_desktop.ui import messages, parts
from climate_desktop.ui.invited import Invited
from climate_desktop.ui.page import Page
from climate_desktop.ui.pin import PinField
from climate_desktop.ui.questions import Questions, offered_to
from climate_desktop.ui.setup_checks import CheckList, look, printers
from climate_desktop.ui.setup_plan import PlanDialog
from climate_desktop.ui.setup_privacy import PrivacyChoice
from climate_desktop.ui.theme import Theme

FULL, SHORT = "full", "short"
NAME_ROOM = 40
"""Letters of a questionnaire's name that its list shows, so that what follows stays in sight."""


class SetUpScreen(QWidget):
    """When, where, who, what, how small numbers are kept private, and the PIN; the check list at the side.

    Signals:
    room_opened(str): the round is there, as set up here; its room can be shown.
    rehearsal_wanted(str, str, str): the group, the pack and the form that a rehearsal is wanted with.
    back_wanted(): away without a round.
    """

    room_opened = Signal(str)
    rehearsal_wanted = Signal(str, str, str)
    back_wanted = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._group: Group | None = None
        self._round_id = ""

        self._until = parts.soft(theme, "")
        self.when = parts.date_field(theme)
        self.where = QLineEdit()
        self.facilitator = QLineEdit()
        self.questions = parts.select(theme, "")
        self._offered: dict[str, Questions] = {}
        self.form = parts.select(theme, "")
        self.invited = Invited(theme)
        self.pin = PinField(choosing=True)
        self._pin_field = parts.field(
            theme,
            self.tr("PIN for handing over, four to eight digits"),
            self.pin,
            hint=self.tr("Whoever holds the laptop can leave the statements only with this PIN. Tell it to nobody."),
        )
        self.privacy = PrivacyChoice(theme)
        self._check_list = CheckList(theme)
        self.how_long = parts.quiet(theme, self.tr("How long will it take?"), icon="clock")
        self.rehearse = parts.quiet(theme, self.tr("Rehearse first"), icon="play")
        self.rehearse.setHidden(study.rehearsal)
        self.open_room = parts.primary(theme, self.tr("Open the room"), end_icon="arrow-right", size="big")
        self._summary = parts.soft(theme, "")
        self._lay_out()

        self._pin_sign = self.where.addAction(theme.icon("pin", size=18), QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(lambda: self._pin_sign.setIcon(theme.icon("pin", size=18)))

        self.open_room.clicked.connect(self._open)
        self.how_long.clicked.connect(self._plan)
        self.rehearse.clicked.connect(self._rehearse)
        self.questions.activated.connect(lambda _: self._choose_questions())
        self.pin.textEdited.connect(lambda _: self._pin_field.set_wrong(""))
        self.pin.editingFinished.connect(self._look_at_pin)
        self._check_list.changed.connect(self._show_summary)
        self._page.narrowed.connect(self._arrange)

    # Public

    def show_group(self, group_id: str) -> None:
        """Prepares a new round of this group, like its last one. NoSuchGroup when there is none."""
        workshops = self._study.workshops
        group = workshops.group(group_id)
        rounds = workshops.rounds(group_id)
        last = rounds[-1] if rounds else None
        sitting = workshops.sitting(last.id) if last else None
        self._group, self._round_id = group, ""
        self._offer(offered_to(self._study, group), last.pack_id if last else "")
        self._fill(last, sitting, _today())
        self._allow(form=True, everything=True)
        self.privacy.show_choice(open_circle=False, can_change=True)
        self._show_checks(last)

    def take_focus(self) -> None:
        """Puts the keyboard on the first thing that is to be written."""
        self.where.setFocus()

    def choose_questions(self, pack_id: str) -> None:
        """Chooses these questions, where they are offered to the group."""
        place = self.questions.findData(pack_id)
        if place >= 0:
            self.questions.setCurrentIndex(place)
            self._choose_questions()

    def show_round(self, round_id: str) -> None:
        """Shows an opened round, to change what still can be changed. NoSuchRound when there is none."""
        workshops = self._study.workshops
        room = workshops.room(round_id)
        self._group, self._round_id = room.group, round_id
        pack = workshops.pack(round_id)
        asked = Questions(pack.id, pack.instrument, pack.language())
        self._offer((asked, *(one for one in offered_to(self._study, room.group) if one.id != asked.id)), asked.id)
        self._fill(room.round, room.sitting, room.sitting.held_on)
        is_open = room.round.state is RoundState.OPEN
        begun = room.counts.begun + room.counts.finished
        self._allow(form=is_open and not begun, everything=is_open)
        self.privacy.show_choice(
            open_circle=room.round.open_circle in (OpenCircle.PROPOSED, OpenCircle.AGREED),
            can_change=is_open and room.can_change_open_circle,
            asked_before=room.round.open_circle is OpenCircle.ENDED,
        )
        self._show_checks(room.round)

    # Making

    def _lay_out(self) -> None:
        theme = self._theme
        self._fields = QGridLayout()
        self._fields.setSpacing(theme.space(16))
        self._when_field = parts.field(theme, self.tr("When"), self.when)
        self._where_field = parts.field(theme, self.tr("Where"), self.where)
        self._who_field = parts.field(theme, self.tr("Facilitator"), self.facilitator)
        self._questions_field = parts.field(theme, self.tr("Questions"), self.questions)
        self._form_field = parts.field(theme, self.tr("What we ask"), self.form)
        self._left = QWidget()
        self._left.setLayout(parts.column(self.invited, 1, gap=0))
        self._right = QWidget()
        self._right.setLayout(
            parts.column(
                self.privacy,
                self._pin_field,
                1,
                gap=theme.space(12),
            )
        )
        self._halves = QGridLayout()
        self._halves.setHorizontalSpacing(theme.space(32))
        self._halves.setVerticalSpacing(theme.space(24))
        main = QWidget()
        head = parts.row(parts.title(theme, self.tr("Set up the workshop")), 1, self._until, gap=theme.space(16))
        margins = (theme.space(40), theme.space(20), theme.space(32), theme.space(24))
        main.setLayout(parts.column(head, self._fields, self._halves, 1, gap=theme.space(24), margins=margins))
        foot = QWidget()
        edges = (theme.space(32), 16, theme.space(32), 16)
        foot.setLayout(parts.row(self.how_long, self.rehearse, self._summary, 1, self.open_room, margins=edges))
        self._page = Page(theme, main, side=self._check_list, foot=foot)
        self.setLayout(parts.column(self._page, gap=0))
        self._arrange(self._page.is_narrow)

    def _arrange(self, narrow: bool) -> None:
        """Two halves side by side, or one under the other where the page is narrow."""
        self._check_list.setAutoFillBackground(False)
        self._place_fields(narrow)
        self._halves.addWidget(self._left, 0, 0)
        self._halves.addWidget(self._right, 1 if narrow else 0, 0 if narrow else 1)
        self._halves.setColumnStretch(0, 1)
        self._halves.setColumnStretch(1, 0 if narrow else 1)
        self._summary.setVisible(narrow)
        self._until.setWordWrap(narrow)

    def _place_fields(self, narrow: bool) -> None:
        """The fields in one row; in two where there is a choice of questions, or where the page is narrow."""
        several = self._questions_field.isVisibleTo(self)
        who = (self._when_field, self._where_field, self._who_field)
        asked = (self._questions_field, self._form_field) if several else (self._form_field,)
        for field in (*who, self._questions_field, self._form_field):
            self._fields.removeWidget(field)
        if narrow and several:
            places = [(self._when_field, 0, 0, 1), (self._where_field, 0, 1, 1), (self._who_field, 1, 0, 2)]
            places += [(self._questions_field, 2, 0, 2), (self._form_field, 3, 0, 2)]
        elif narrow:
            places = [(field, *divmod(place, 2), 1) for place, field in enumerate((*who, *asked))]
        elif several:
            places = [(self._when_field, 0, 0, 1), (self._where_field, 0, 1, 2), (self._who_field, 0, 3, 1)]
            places += [(self._questions_field, 1, 0, 3), (self._form_field, 1, 3, 1)]
        else:
            places = [(field, 0, place, 1) for place, field in enumerate((*who, *asked))]
        for field, row, column, wide in places:
            self._fields.addWidget(field, row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
        for column, weight in enumerate((1, 1, 0, 0) if narrow else (8, 11, 8, 12)):
            self._fields.setColumnStretch(column, weight)

    # Showing

    def _offer(self, offered: Sequence[Questions], wanted: str) -> None:
        """Offers these questions, with the wanted ones chosen; a choice is there only where there is more than one."""
        self._offered = {one.id: one for one in offered}
        with QSignalBlocker(self.questions):
            self.questions.clear()
            for one in offered:
                count = len(one.instrument.items)
                words = self.tr("{name}, {count} statements, {minutes} min")
                name = one.name if len(one.name) <= NAME_ROOM else f"{one.name[:NAME_ROOM].rstrip()}…"
                self.questions.addItem(words.format(name=name, count=count, minutes=minutes_for(count)), one.id)
            self.questions.setCurrentIndex(max(0, self.questions.findData(wanted)))
        self._questions_field.setVisible(len(offered) > 1)
        self._place_fields(self._page.is_narrow)
        self._show_questions()

    def _choose_questions(self) -> None:
        """Shows the voices and forms of the questions that a person has chosen; counts of the same voices stay."""
        counts = self.invited.counts()
        self._show_questions()
        self.invited.show_counts(counts)

    def _show_questions(self) -> None:
        chosen = self._offered.get(str(self.questions.currentData()))
        if chosen is None or self._group is None:
            return
        self._show_forms(chosen.instrument)
        self.privacy.show_rule(chosen.instrument.thresholds.mean)
        self._show_voices(chosen.instrument, chosen.words, self._group)

    def _show_forms(self, instrument: Instrument) -> None:
        """Offers all statements, and the short form where the questions have one."""
        full, short = len(instrument.items_asked(FULL)), len(instrument.items_asked(SHORT))
        with QSignalBlocker(self.form):
            self.form.clear()
            all_words = self.tr("All {count} statements, {minutes} min")
            self.form.addItem(all_words.format(count=full, minutes=minutes_for(full)), FULL)
            if 0 < short < full:
                short_words = self.tr("Short form, {count} statements, {minutes} min")
                self.form.addItem(short_words.format(count=short, minutes=minutes_for(short)), SHORT)

    def _show_voices(self, instrument: Instrument, words: Words, group: Group) -> None:
        offered = instrument.voices_for(group.kind.value)
        places = [(place, voice.id) for place, voice in enumerate(instrument.voices) if voice in offered]
        self.invited.offer([(place, voice, words[f"voice.{voice}.name"]) for place, voice in places])

    def _fill(self, round_: Round | None, sitting: Sitting | None, day: date) -> None:
        with QSignalBlocker(self.when):
            self.when.setDate(QDate(day.year, day.month, day.day))
        self.where.setText(sitting.place if sitting else "")
        self.facilitator.setText(sitting.facilitator if sitting else "")
        self.form.setCurrentIndex(max(0, self.form.findData(round_.form if round_ and self._round_id else FULL)))
        self.invited.show_counts(round_.invited if round_ else {})
        self.pin.setText("")
        self._pin_field.set_wrong("")

    def _allow(self, *, form: bool, everything: bool) -> None:
        for widget in (self.when, self.where, self.facilitator, self.invited, self.pin):
            widget.setEnabled(everything)
        self.form.setEnabled(form)
        self.questions.setEnabled(not self._round_id)
        if not everything:
            words = self.tr("This round is closed, so this stays as it is.")
        elif not form:
            words = self.tr("People have begun, so what we ask stays as it is.")
        elif self._round_id and self._questions_field.isVisibleTo(self):
            words = self.tr("All but the questions can be changed until the first answer.")
        else:
            words = self.tr("Everything here can be changed until the first answer.")
        self._until.setText(words)
        self.open_room.say(self.tr("Back to the room") if self._round_id else self.tr("Open the room"))
        self.pin.setPlaceholderText(self.tr("A PIN is set") if self._has_pin() else "")

    def _show_checks(self, last: Round | None) -> None:
        opened = last.opened_at.astimezone().date() if last else None
        chosen = self._offered.get(str(self.questions.currentData()))
        same = None
        if last is not None and chosen is not None and not self._round_id:
            same = (last.pack_id, last.pack_version) == (chosen.id, chosen.instrument.version)
        looked = look(
            self._study.path,
            _today(),
            opened,
            same_questions=same,
            power=battery(),
            printers=printers(),
        )
        self._check_list.show_looked(looked)
        self._show_summary()

    def _show_summary(self) -> None:
        self._summary.setText(self._check_list.summary())

    # Doing

    def _rehearse(self) -> None:
        if self._group is not None:
            self.rehearsal_wanted.emit(self._group.id, str(self.questions.currentData()), str(self.form.currentData()))

    def _plan(self) -> None:
        """Tells how long each way takes with the people invited, and takes over the form that a way asks for."""
        chosen = self._offered.get(str(self.questions.currentData()))
        if chosen is None:
            return
        full, short = (len(chosen.instrument.items_asked(form)) for form in (FULL, SHORT))
        dialog = PlanDialog(
            self._theme, self, people=sum(self.invited.counts().values()), statements=full, short=short % full
        )
        dialog.exec()
        dialog.deleteLater()

    def _open(self) -> None:
        if not self._look_at_pin():
            self.pin.setFocus()
            return
        try:
            round_id = self._keep()
        except KnownError as error:
            messages.say_error(self, self._theme, error)
            return
        self._round_id = round_id
        self.room_opened.emit(round_id)

    def _keep(self) -> str:
        """The round's id, once everything on the page is stored."""
        workshops = self._study.workshops
        invited: Mapping[str, int] = self.invited.counts()
        day = self.when.date().toPython()
        assert isinstance(day, date)
        place, facilitator = self.where.text(), self.facilitator.text()
        round_id = self._round_id
        if not round_id:
            assert self._group is not None
            round_id = workshops.start_round(
                self._group.id,
                pack_id=str(self.questions.currentData()),
                form=str(self.form.currentData()),
                held_on=day,
                place=place,
                facilitator=facilitator,
                invited=invited,
                open_circle=self.privacy.is_open_circle_asked_for,
            ).id
        elif workshops.round(round_id).state is RoundState.OPEN:
            form_wanted = str(self.form.currentData()) if self.form.isEnabled() else None
            can_ask = workshops.room(round_id).can_change_open_circle
            workshops.change_round(
                round_id,
                form=form_wanted,
                held_on=day,
                place=place,
                facilitator=facilitator,
                invited=invited,
                open_circle=self.privacy.is_open_circle_asked_for if can_ask else None,
            )
        self._round_id = round_id
        if self.pin.text() and self.pin.isEnabled():
            workshops.set_pin(round_id, self.pin.text())
        return round_id

    def _look_at_pin(self) -> bool:
        """True when the PIN is empty or long enough; otherwise the field says so."""
        fine = not self.pin.text() or self.pin.is_long_enough()
        self._pin_field.set_wrong("" if fine else self.tr("Write at least four digits, or leave it empty for now."))
        return fine

    def _has_pin(self) -> bool:
        return bool(self._round_id) and self._study.workshops.has_pin(self._round_id)


def _today() -> date:
    return date.today()  # noqa: DTZ011  the day on the wall of this room

"""A round over several sittings: which themes each of them asks, and the way to the next one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.services.sittings import Plan
from climate_desktop.services.study import Study
from climate_desktop.ui import messages, parts
from climate_desktop.ui.messages import announce
from climate_desktop.ui.moments import day_words
from climate_desktop.ui.page import Page
from climate_desktop.ui.sittings_next import NextSitting
from climate_desktop.ui.theme import Theme


class SittingsScreen(QWidget):
    """The sittings of one open round.

    Signals: back_wanted() to the room; changed() the plan is another, or the next sitting has begun.
    """

    back_wanted = Signal()
    changed = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._round_id = ""
        self._plan: Plan | None = None
        self._rows: list[QWidget] = []
        self._selects: dict[str, parts.Select] = {}

        self.back = parts.quiet(theme, self.tr("Back to the room"), icon="arrow-left")
        self._title = parts.title(theme, "")
        self._told = parts.body(theme, "", soft=True)
        self.count = parts.counter(theme, self.tr("How many sittings in all"), 1, maximum=99)
        self._count_label = parts.Label(theme, self.tr("How many sittings in all?"), "strong", wrap=False)
        self._count_label.setBuddy(self.count)
        self._hint = parts.soft(
            theme, self.tr("The themes are shared out evenly, in their order. Below you can move single ones.")
        )
        self._grid = QGridLayout()
        self.next = NextSitting(theme)
        self._lay_out()
        self._connect()

    # Public

    def show_round(self, round_id: str) -> None:
        """Shows the sittings of this open round. NoSuchRound when there is none."""
        self._round_id = round_id
        self._show(self._study.sittings.plan(round_id))

    def take_focus(self) -> None:
        """Puts the keyboard where the work goes on: at the next sitting, or at their number."""
        (self.next.begin if self.next.begin.isEnabled() else self.count).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the room."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    # Making

    def _lay_out(self) -> None:
        theme = self._theme
        self._grid.setHorizontalSpacing(theme.space(16))
        self._grid.setVerticalSpacing(theme.space(8))
        self._grid.setColumnStretch(0, 1)
        themes = parts.card()
        inner = theme.space(20)
        themes.setLayout(parts.column(self._grid, margins=(inner, inner, inner, inner)))
        main = QWidget()
        edge = theme.space(40)
        main.setLayout(
            parts.column(
                parts.row(self.back, 1),
                self._title,
                self._told,
                parts.flow(self._count_label, self.count, gap=theme.space(16)),
                self._hint,
                themes,
                1,
                gap=theme.space(12),
                margins=(edge, theme.space(16), theme.space(32), theme.space(24)),
            )
        )
        page = Page(theme, main, side=self.next)
        self.setLayout(parts.column(page, gap=0))

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.count.counted.connect(self._share_out)
        self.next.begin.clicked.connect(self._begin)
        self.next.until_chosen.connect(self._set_until)

    # Showing

    def _show(self, plan: Plan) -> None:
        self._plan = plan
        self.count.set_value(plan.sittings)
        asked = self.tr("{asked} of {total} themes asked")
        self._title.setText(asked.format(asked=plan.asked, total=plan.total))
        if plan.is_spread:
            told = self.tr("This is sitting {number} of {sittings}, of {day}. What people answered stays theirs.")
        else:
            told = self.tr("Everything is asked at one sitting, of {day}. You can spread it over several.")
        day = day_words(plan.sitting.held_on)
        self._told.setText(told.format(number=plan.number, sittings=plan.sittings, day=day))
        self._show_themes(plan)
        self.next.show_plan(plan, [self._name(factor) for factor in (plan.to_come or ((),))[0]])

    def _show_themes(self, plan: Plan) -> None:
        for row in self._rows:
            self._grid.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self._selects = [], {}
        fixed = plan.number - 1 if plan.can_change_today else plan.number
        for line, factor in enumerate(plan.factors):
            number = next(n for n, part in enumerate(plan.parts) if factor in part)
            name = self._name(factor)
            label = parts.strong(self._theme, name)
            if number < fixed:
                when = self._when_asked(plan, number)
                beside: QWidget = parts.Label(self._theme, when, "body", ink="soft", wrap=False)
            else:
                beside = self._select(plan, factor, name, number, fixed)
                label.setBuddy(beside)
            self._grid.addWidget(label, line, 0)
            self._grid.addWidget(beside, line, 1)
            self._rows += [label, beside]

    def _select(self, plan: Plan, factor: str, name: str, number: int, fixed: int) -> parts.Select:
        choices = [(str(n), self._sitting_words(plan, n)) for n in range(fixed, plan.sittings)]
        when = self.tr("At which sitting is {theme} asked?").format(theme=name)
        select = parts.select(self._theme, when, choices)
        with QSignalBlocker(select):
            select.setCurrentIndex(select.findData(str(number)))
        select.setEnabled(len(choices) > 1)
        select.activated.connect(lambda _place, moved=factor: self._move(moved))
        self._selects[factor] = select
        return select

    def _when_asked(self, plan: Plan, number: int) -> str:
        if number == plan.number - 1:
            return self.tr("is asked now")
        return self.tr("was asked on {day}").format(day=day_words(plan.begun[number].held_on))

    def _sitting_words(self, plan: Plan, number: int) -> str:
        words = self.tr("Sitting {number}, now") if number == plan.number - 1 else self.tr("Sitting {number}")
        return words.format(number=number + 1)

    def _name(self, factor: str) -> str:
        pack = self._study.workshops.pack(self._round_id)
        return pack.language()[f"{pack.instrument.domain_of[factor]}.{factor}.name"]

    # Doing

    def _share_out(self, sittings: int) -> None:
        assert self._plan is not None
        self._spread(self._study.sittings.suggest(self._round_id, sittings))

    def _move(self, factor: str) -> None:
        assert self._plan is not None
        number = int(self._selects[factor].currentData())
        parts_ = [tuple(f for f in part if f != factor) for part in self._plan.parts]
        parts_[number] = (*parts_[number], factor)
        begun = self._plan.number
        moved = (*parts_[:begun], *(part for part in parts_[begun:] if part))
        self._spread(moved)
        if factor in self._selects:
            self._selects[factor].setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_until(self) -> None:
        assert self._plan is not None
        self._spread(self._plan.parts)

    def _spread(self, wanted: tuple[tuple[str, ...], ...]) -> None:
        try:
            self._study.sittings.spread(self._round_id, wanted, until=self.next.until)
        except KnownError as error:
            messages.say_error(self, self._theme, error)
        else:
            self.changed.emit()
        self._show(self._study.sittings.plan(self._round_id))
        announce(self, self._title.text())

    def _begin(self) -> None:
        assert self._plan is not None
        sure = messages.ask(
            self,
            self._theme,
            self.tr("Begin sitting {number}?").format(number=self._plan.number + 1),
            self.tr(
                "Everyone who has finished is asked on, with the new themes only. Whoever does not come counts with what "
                "they answered before. It cannot be taken back."
            ),
            yes=self.tr("Begin it"),
            no=self.tr("Not yet"),
        )
        if not sure:
            return
        try:
            self._study.sittings.begin_next(self._round_id)
        except KnownError as error:
            messages.say_error(self, self._theme, error)
            return
        self._show(self._study.sittings.plan(self._round_id))
        self.changed.emit()
        self.back_wanted.emit()

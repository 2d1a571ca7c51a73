"""How long the afternoon will take, for each way in which people can answer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTime
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from climate_desktop.core.afternoon import Plan, Way, plans
from climate_desktop.ui import parts
from climate_desktop.ui.page import Page
from climate_desktop.ui.theme import Theme

PEOPLE, LAPTOPS, HELPERS, MINUTES = 12, 1, 0, 90
"""What is asked about first, unless more is known."""


class PlanDialog(QDialog):
    """Asks for people, laptops, helpers and minutes, and shows each way with its time at once, the proposed one first."""

    def __init__(
        self, theme: Theme, parent: QWidget, *, people: int = 0, statements: int, short: int = 0
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._statements, self._short = statements, short
        self.people = parts.counter(theme, self.tr("People"), people or PEOPLE)
        self.laptops = parts.counter(theme, self.tr("Laptops"), LAPTOPS)
        self.helpers = parts.counter(theme, self.tr("People who help to key"), HELPERS)
        self.minutes = parts.counter(theme, self.tr("Minutes for answering"), MINUTES)
        for counter in (self.people, self.laptops):
            counter.spin.setMinimum(1)
        asked = QGridLayout()
        asked.setHorizontalSpacing(theme.space(24))
        asked.setVerticalSpacing(theme.space(8))
        asked.setColumnStretch(0, 1)
        for row, counter in enumerate((self.people, self.laptops, self.helpers, self.minutes)):
            asked.addWidget(parts.body(theme, counter.spin.accessibleName()), row, 0)
            asked.addWidget(counter, row, 1, Qt.AlignmentFlag.AlignRight)
            counter.counted.connect(lambda _: self._show())
        self._rows: list[tuple[QLabel, QLabel]] = []
        told = parts.column(gap=theme.space(12))
        for _ in Way:
            name, time = parts.strong(theme, ""), parts.body(theme, "")
            self._rows.append((name, time))
            told.addWidget(parts.separator())
            told.addLayout(parts.column(name, time, gap=0))
        self.close_button = parts.primary(theme, self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        told.addStretch(1)
        told.addWidget(
            parts.soft(theme, self.tr("These are estimates for people who read without help. Reading aloud takes longer."))
        )
        self.setWindowTitle(self.tr("How long will it take?"))
        main, foot = QWidget(), QWidget()
        margin = theme.space(24)
        edges = (margin, margin, margin, margin)
        head = parts.heading(theme, self.windowTitle())
        main.setLayout(parts.column(head, asked, told, gap=theme.space(16), margins=edges))
        foot.setLayout(parts.row(1, self.close_button, margins=(margin, 16, margin, 16)))
        self.setLayout(parts.column(Page(theme, main, foot=foot), gap=0))
        self.resize(QSize(theme.px(640), theme.px(720)).boundedTo(self.screen().availableSize()))
        self.people.spin.setFocus()
        self._show()

    def told(self) -> tuple[Plan, ...]:
        """The ways as they are shown."""
        counters = (self.people, self.laptops, self.helpers, self.minutes)
        people, laptops, helpers, minutes = (counter.spin.value() for counter in counters)
        return plans(people, laptops, helpers, minutes, self._statements, self._short)

    def _show(self) -> None:
        found = self.told()
        for place, (name, time) in enumerate(self._rows):
            for label in (name, time):
                label.setVisible(place < len(found))
            if place < len(found):
                plan = found[place]
                name.setText(self._name(plan, proposed=place == 0))
                time.setText(self._time(plan))

    def _name(self, plan: Plan, *, proposed: bool) -> str:
        names = {
            Way.LAPTOP: self.tr("The laptop goes round"),
            Way.PAPER: self.tr("On paper"),
            Way.HANDS: self.tr("A show of hands"),
            Way.SHORT: self.tr("The short form, {count} statements, on the laptop").format(count=self._short),
        }
        if proposed and plan.fits:
            return self.tr("{way}: this fits best").format(way=names[plan.way])
        return names[plan.way]

    def _time(self, plan: Plan) -> str:
        end = QTime.currentTime().addSecs(60 * plan.minutes).toString("HH:mm")
        if plan.keying:
            words = self.tr("{together} together, then {keying} of keying over tea. Begun now, it ends at {end}.")
            told = words.format(together=self._long(plan.together), keying=self._long(plan.keying), end=end)
        else:
            told = self.tr("{together}. Begun now, it ends at {end}.").format(together=self._long(plan.together), end=end)
        if plan.way is Way.HANDS:
            told += " " + self.tr("Everyone sees the hands, so nobody answers in private.")
        if plan.way is Way.SHORT:
            told += " " + self.tr("It tells the domains only, not their themes.")
        return told if plan.fits else told + " " + self.tr("That is longer than you have.")

    def _long(self, minutes: int) -> str:
        """So many minutes in words: 2 h 20 min, 15 min."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.tr("{minutes} min").format(minutes=rest)
        if not rest:
            return self.tr("{hours} h").format(hours=hours)
        return self.tr("{hours} h {minutes} min").format(hours=hours, minutes=rest)

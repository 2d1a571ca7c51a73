"""The side of the sittings: what the next one asks and the button that begins it, and the last day of the round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from climate_desktop.services.sittings import Plan
from climate_desktop.ui import parts
from climate_desktop.ui.moments import day_words
from climate_desktop.ui.theme import Theme

_WINDOW = timedelta(days=42)
"""The time that is proposed for a round over several sittings."""


def sittings_words(plan: Plan) -> str:
    """How far a round over several sittings is, in a sentence; empty for a round with one."""
    if not plan.is_spread:
        return ""
    if plan.is_over and plan.until is not None:
        words = _tr("{asked} of {total} themes asked; the time for this round ended on {day}.")
        return words.format(asked=plan.asked, total=plan.total, day=day_words(plan.until))
    words = _tr("Sitting {number} of {sittings}: {asked} of {total} themes asked.")
    return words.format(number=plan.number, sittings=plan.sittings, asked=plan.asked, total=plan.total)


def _tr(words: str) -> str:
    return QCoreApplication.translate("sittings", words)


class NextSitting(QWidget):
    """What comes next. Signal `until_chosen()`: a person has set, changed or taken away the last day."""

    until_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heading = parts.heading(theme, self.tr("The next sitting"))
        self._asks = parts.body(theme, "")
        self.begin = parts.primary(theme, self.tr("Begin the next sitting"), icon="play", size="tall", from_start=True)
        self._why = parts.soft(theme, "")
        self.has_until = parts.check(theme, self.tr("The round has a last day"))
        self.day = parts.date_field(theme, self.tr("Last day of the round"))
        self._over = parts.notice(theme, "warning", "", "")
        edge, top = theme.space(28), theme.space(24)
        self.setLayout(
            parts.column(
                self._heading,
                self._asks,
                self.begin,
                self._why,
                parts.separator(),
                self.has_until,
                self.day,
                self._over,
                1,
                gap=theme.space(12),
                margins=(edge, top, edge, top),
            )
        )
        self.has_until.clicked.connect(self._choose_until)
        self.day.userDateChanged.connect(lambda _: self.until_chosen.emit())

    @property
    def until(self) -> date | None:
        """The last day as it stands here; None without one."""
        if not self.has_until.isChecked():
            return None
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    def show_plan(self, plan: Plan, names: Sequence[str]) -> None:
        """Shows what comes next; `names` are the themes of the next sitting, none when there is no other."""
        self._heading.setText(
            self.tr("Sitting {number} of {sittings}").format(number=plan.number + 1, sittings=plan.sittings)
            if names
            else self.tr("The next sitting")
        )
        self._asks.setText(
            self.tr("It asks: {themes}.").format(themes=", ".join(names))
            if names
            else self.tr("There is none to come: every theme is asked.")
        )
        self.begin.setEnabled(bool(names) and not plan.is_over)
        self._why.setText(self._why_words(plan, bool(names)))
        self._why.setVisible(bool(self._why.text()))
        self.begin.setAccessibleDescription(self._why.text())
        with QSignalBlocker(self.has_until), QSignalBlocker(self.day):
            self.has_until.setChecked(plan.until is not None)
            last = plan.until or plan.today + _WINDOW
            self.day.setDate(QDate(last.year, last.month, last.day))
        self.day.setVisible(plan.until is not None)
        self._over.setVisible(plan.is_over)
        if plan.until is not None:
            self._over.say(
                self.tr("The time for this round ended on {day}.").format(day=day_words(plan.until)),
                self.tr("Close the round in the room, or choose a later day."),
            )

    def _why_words(self, plan: Plan, more: bool) -> str:
        if not more:
            return self.tr("Raise the number of sittings to spread the themes that nobody was asked yet.")
        if plan.is_over:
            return ""
        return self.tr("It is held today. Begin it when people are here; everyone goes on with their own seat.")

    def _choose_until(self) -> None:
        self.day.setVisible(self.has_until.isChecked())
        self.until_chosen.emit()

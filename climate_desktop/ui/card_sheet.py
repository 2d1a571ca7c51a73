"""Beside the question for a card: the sheet that was found, and how long the hand-over waits for anybody."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from climate_desktop.core.study import Participant, Progress
from climate_desktop.services.preferences import LONG, NEVER, USUAL, Preferences
from climate_desktop.ui import messages, parts
from climate_desktop.ui.participant_card import CodeField
from climate_desktop.ui.theme import Theme


class FoundSheet(QWidget):
    """Whose sheet was found, how far it is, and what can be done with it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person: Participant | None = None
        self._who = parts.heading(theme, "")
        self._state = parts.body(theme, "", soft=True)
        self.go_on = parts.secondary(theme, self.tr("Go on answering"), icon="laptop")
        self.save = parts.secondary(theme, self.tr("Save a copy of the answers…"), icon="download")
        self.print_it = parts.secondary(theme, self.tr("Print a copy…"), icon="printer")
        self.take_back = parts.danger(theme, self.tr("Take the answers back…"), icon="trash")
        self.earlier = CodeField()
        self._asked = parts.field(theme, self.tr("Code on the card of an earlier round"), self.earlier)
        self._asked.setMaximumWidth(theme.px(360))
        self.join = parts.secondary(theme, self.tr("Join the two"), icon="link")
        self._joining = QWidget()
        why = parts.soft(theme, self.tr("Joins the two sheets, so that the report can count how many have changed."))
        self._joining.setLayout(
            parts.column(parts.separator(), why, self._asked, parts.row(self.join, 1), gap=theme.space(12))
        )
        self.setLayout(
            parts.column(
                parts.column(self._who, self._state, gap=0),
                parts.flow(self.go_on, self.save, self.print_it, self.take_back, gap=theme.space(12)),
                self._joining,
                gap=theme.space(16),
            )
        )
        self.earlier.textEdited.connect(lambda _: self._asked.set_wrong(""))
        self.hide()

    def show_person(self, person: Participant, *, closed: bool, met_before: bool) -> None:
        """Shows whose sheet it is. A sheet in a closed result goes on no more, and is joined to none."""
        self.person = person
        self._who.setText(person.seat)
        if person.progress is Progress.FINISHED:
            state = self.tr("This sheet is finished.")
        elif person.sealed:
            state = self.tr("This sheet is sealed at statement {number}.").format(number=person.at_item + 1)
        else:
            state = self.tr("This sheet is not finished.")
        self._state.setText(state)
        self.go_on.setVisible(person.progress is not Progress.FINISHED and not closed)
        self._joining.setVisible(met_before and not closed)
        self.show()
        first = self.go_on if self.go_on.isVisibleTo(self) else self.save
        first.setFocus()
        messages.announce(self, f"{person.seat}. {state}")

    def refuse_earlier(self, sentence: str) -> None:
        """Says why the earlier code does not do."""
        self._asked.set_wrong(sentence)
        self.earlier.setFocus()

    def forget_earlier(self) -> None:
        """Leaves no sign of the earlier code."""
        self.earlier.forget()
        self._asked.set_wrong("")

    def forget(self) -> None:
        """Leaves nobody behind."""
        self.person = None
        self.forget_earlier()
        self._who.clear()
        self._state.clear()
        self.hide()


class PatienceSide(QWidget):
    """How long the hand-over waits for somebody who does not touch it; kept in the preferences of this laptop."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences: Preferences | None = None
        group = self.tr("When nobody touches the laptop")
        offered = (
            (USUAL, self.tr("It asks after 2 minutes and seals the sheet after 4.")),
            (LONG, self.tr("It asks after 20 minutes and seals the sheet after 40.")),
            (NEVER, self.tr("It never asks and never seals.")),
        )
        self.choices = {
            key: parts.radio(theme, words, self.tr("{group}, {choice}").format(group=group, choice=words))
            for key, words in offered
        }
        helped = self.tr("While somebody helps it never asks. A sealed sheet opens with its card only.")
        edge, top = theme.space(28), theme.space(24)
        self.setLayout(
            parts.column(
                parts.heading(theme, group),
                *self.choices.values(),
                parts.soft(theme, helped),
                1,
                gap=theme.space(12),
                margins=(edge, top, edge, top),
            )
        )
        self.setEnabled(False)
        self.choices[USUAL].setChecked(True)
        for key, choice in self.choices.items():
            choice.clicked.connect(lambda _checked=False, chosen=key: self._choose(chosen))

    def keep_in(self, preferences: Preferences) -> None:
        """Shows what is chosen in these preferences, and keeps there what will be chosen."""
        self._preferences = preferences
        self.choices[preferences.settings.patience].setChecked(True)
        self.setEnabled(True)

    def _choose(self, key: str) -> None:
        if self._preferences is not None:
            self._preferences.change(patience=key)

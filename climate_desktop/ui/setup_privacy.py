"""How small numbers are kept private: protected as ever, or everyone is asked for an open circle."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.theme import Theme


class PrivacyChoice(QWidget):
    """Two cards, of which one is chosen; to protect people is what is chosen first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        question = self.tr("How small numbers are kept private")
        name = self.tr("{question}, {choice}")
        protect, ask = self.tr("Protect people"), self.tr("Ask for an open circle")
        self.protect = parts.choice_card(theme, protect, name=name.format(question=question, choice=protect))
        self.ask_for_open_circle = parts.choice_card(theme, ask, name=name.format(question=question, choice=ask))
        self._group = QButtonGroup(self)
        for card in (self.protect, self.ask_for_open_circle):
            self._group.addButton(card)
        self.protect.setChecked(True)
        self._why = parts.soft(theme, "")
        self.setLayout(
            parts.column(
                parts.strong(theme, question),
                self.protect,
                self.ask_for_open_circle,
                self._why,
                gap=theme.space(8),
            )
        )
        self.ask_for_open_circle.explain(
            self.tr("Each person is asked in private. Only if all say yes, voices are shown down to one person.")
        )

    def show_rule(self, least: int) -> None:
        """Says how many people must stand behind a result where people are protected."""
        told = self.tr(
            "A result is shown only when {least} or more people stand behind it, so nobody can be picked out."
        )
        self.protect.explain(told.format(least=least))

    def show_choice(self, *, open_circle: bool, can_change: bool, asked_before: bool = False) -> None:
        """Shows what holds for the round, and why it cannot be changed any more."""
        (self.ask_for_open_circle if open_circle else self.protect).setChecked(True)
        for card in (self.protect, self.ask_for_open_circle):
            card.setEnabled(can_change)
        if asked_before:
            words = self.tr("An open circle was asked for in this round before. People are asked once.")
        else:
            words = "" if can_change else self.tr("People have begun, so this stays as it is.")
        self._why.setText(words)
        self._why.setVisible(bool(words))

    @property
    def is_open_circle_asked_for(self) -> bool:
        """True when everyone shall be asked."""
        return self.ask_for_open_circle.isChecked()

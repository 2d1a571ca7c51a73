"""What a card on Home says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from climate_desktop.core.results import Result, Shown
from climate_desktop.core.study import GroupKind
from climate_desktop.services.workshops import GroupCard
from climate_desktop.ui.home_cards import Card, CardLine
from climate_desktop.ui.moments import day_words

if TYPE_CHECKING:
    from climate_desktop.services.study import Study


class HomeWords(QObject):
    """Turns the groups of a study into cards."""

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._study = study

    def cards(self, wanted: Sequence[GroupCard], groups: Sequence[GroupCard]) -> list[Card]:
        """The wanted groups as they are shown; they name their questions where not all groups were asked the same."""
        asked = {card.latest_round.pack_id for card in groups if card.latest_round is not None}
        return [self.card(card, named=len(asked) > 1) for card in wanted]

    def card(self, card: GroupCard, *, named: bool = False) -> Card:
        """One group as it is shown; `named` with the name of the questions that it was asked last."""
        lines = self._lines(card.latest) if card.latest is not None else ()
        hidden = card.latest is not None and not any(line.band for line in lines)
        note, button = self._note(card, hidden=hidden)
        state = self.tr("A round is open") if card.open_round is not None else ""
        return Card(
            group_id=card.group.id,
            name=card.group.name,
            subtitle=self._subtitle(card),
            lines=() if hidden else lines,
            bands=self._study.workshops.pack(card.latest.round_id).instrument.bands_for() if card.latest else (),
            note=note,
            hidden=hidden,
            button=button,
            actions=self._actions(card),
            state=state,
            asked=self._study.results.words(card.latest_round.id)["pack.name"] if named and card.latest_round else "",
        )

    def _subtitle(self, card: GroupCard) -> str:
        kind = self.tr("Team") if card.group.kind is GroupKind.TEAM else self.tr("Circle")
        if card.latest is not None and card.latest.scored:
            return self.tr("{kind}, {day}, %n answered", "", card.latest.answered).format(
                kind=kind, day=day_words(card.latest.held_on)
            )
        if card.latest_round is not None:
            held_on = self._study.workshops.sitting(card.latest_round.id).held_on
            return self.tr("{kind}, {day}").format(kind=kind, day=day_words(held_on))
        return self.tr("{kind}, no results yet").format(kind=kind)

    def _note(self, card: GroupCard, *, hidden: bool) -> tuple[str, str]:
        """Why there are no strips, and what Enter does about it."""
        if hidden:
            return self.tr("Not shown, to protect people’s privacy. You can still print what was agreed."), ""
        if card.latest is not None:
            return "", ""
        if card.latest_round is not None:
            return self.tr("The round is closed. Nobody has looked at its results yet."), self.tr("Look at the results")
        if card.open_round is not None:
            return self.tr("Results will stand here once the round is closed."), self.tr("Carry on in the room")
        met = (
            self.tr("Results will stand here once this team has met.")
            if card.group.kind is GroupKind.TEAM
            else self.tr("Results will stand here once this circle has met.")
        )
        return met, self.tr("Plan the first workshop")

    def _actions(self, card: GroupCard) -> str:
        if card.latest_round is None:
            return ""
        if not card.open_actions:
            return self.tr("No open actions")
        if card.open_actions == 1:
            return self.tr("1 agreed action")
        return self.tr("%n agreed actions", "", card.open_actions)

    def _lines(self, result: Result) -> tuple[CardLine, ...]:
        pack = self._study.workshops.pack(result.round_id)
        words = self._study.results.words(result.round_id)
        lines = []
        for domain in pack.instrument.domains:
            measure = result.measures.get(domain.id)
            shown = measure.everyone if measure is not None else None
            short = f"{domain.id}.short"
            name = words[short] if short in words else words[f"{domain.id}.name"]
            if shown is None:
                lines.append(CardLine(name, "", "", None, ""))
            else:
                lines.append(CardLine(name, shown.band, words[f"band.{shown.band}"], shown.figure, self._figure(shown)))
        return tuple(lines)

    def _figure(self, shown: Shown) -> str:
        """The figure in words; an end value says that it stands for everything beyond it."""
        if shown.figure is None:
            return ""
        if shown.end == "or_more":
            return self.tr("{figure} or more").format(figure=shown.figure)
        if shown.end == "or_less":
            return self.tr("{figure} or less").format(figure=shown.figure)
        return str(shown.figure)

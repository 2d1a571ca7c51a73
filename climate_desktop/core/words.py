"""The words of one pack in one language, each under an id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Texts by id, as read from a pack's language file.

    Ids: `scale.4`, `no_answer.skipped`, `voice.family.name|short|choose`, `band.low`, `systems.name|short|about`,
    `systems.low.opening|closing|easy|questions`, `systems.decisions.name|about|gap`,
    `systems.decisions.low.general|easy|questions|first_steps`, `systems.decisions.low.family` (the account),
    `systems.decisions.low.family.quotes`, `item.decisions_2.family`, `item.decisions_2.easy`, perhaps
    `item.decisions_2.picture` (the plain name of a picture), and `say.*`, `report.*`, `consent.*`, `script.*`,
    `pack.name|about`.

    A `draft` has not been read by a native speaker yet; it is offered to nobody.
    """

    language: str
    texts: Mapping[str, tuple[str, ...]]
    draft: bool = False

    def __getitem__(self, text_id: str) -> str:
        """The one text under this id. KeyError when the pack lacks it: loading a pack proves that it does not."""
        return self.texts[text_id][0]

    def all(self, text_id: str) -> tuple[str, ...]:
        """Every text under this id, in order; none when there are none."""
        return self.texts.get(text_id, ())

    def fill(self, text_id: str, **values: object) -> str:
        """The text with its named placeholders filled."""
        return self[text_id].format(**values)

    def __contains__(self, text_id: str) -> bool:
        """True when the pack has at least one text under this id."""
        return text_id in self.texts

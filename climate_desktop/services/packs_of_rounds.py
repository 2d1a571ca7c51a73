"""The pack each round was asked with, from the text that the round stored."""

from __future__ import annotations

from climate_desktop import packs
from climate_desktop.core.errors import NoSuchRound
from climate_desktop.packs import Pack
from climate_desktop.store import Store


class RoundPacks:
    """Packs by round. Each text is read once; rounds with the same text share a pack."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of_round: dict[str, Pack] = {}
        self._of_text: dict[str, Pack] = {}

    def of(self, round_id: str) -> Pack:
        """The pack of a round. NoSuchRound, or PackBroken when the stored text cannot be used any more."""
        if round_id not in self._of_round:
            text = self._store.call(lambda rows: rows.pack_text(round_id) if rows.round(round_id) else None)
            if text is None:
                raise NoSuchRound(round=round_id)
            fingerprint = packs.fingerprint(text)
            if fingerprint not in self._of_text:
                self._of_text[fingerprint] = packs.load_stored(text)
            self._of_round[round_id] = self._of_text[fingerprint]
        return self._of_round[round_id]

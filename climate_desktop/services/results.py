"""What may be said about a closed round."""

from __future__ import annotations

from climate_desktop.core import interpretation, protection
from climate_desktop.core.errors import NoSuchRound, RoundIsOpen
from climate_desktop.core.reading import Reading
from climate_desktop.core.results import Result
from climate_desktop.core.study import Group, Round, Sitting
from climate_desktop.core.words import Words
from climate_desktop.packs import Pack
from climate_desktop.services import sums
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.store import Rows, Store

_OPENED = "results_opened."


class Results:
    """Protected results of closed rounds, made from the sums stored at closing and from nothing else."""

    def __init__(self, store: Store, packs: RoundPacks, *, read_only: bool = False) -> None:
        self._store = store
        self._packs = packs
        self._read_only = read_only

    def result(self, round_id: str) -> Result:
        """The result of a closed round; from now on its closing cannot be undone. NoSuchRound or RoundIsOpen."""
        round_, group, sitting, text = self._store.call(lambda rows: _closed(rows, round_id))
        if not self._read_only:
            self._store.call(lambda rows: rows.set_meta(_OPENED + round_id, "yes"))
        occasion = protection.Occasion(
            round_id=round_id,
            group_name=group.name,
            group_kind=group.kind.value,
            label=round_.label,
            held_on=sitting.held_on,
            place=sitting.place,
            invited=sum(round_.invited.values()),
        )
        pack = self._packs.of(round_id)
        return protection.protect(pack.instrument, sums.from_text(text), round_.thresholds, occasion)

    def reading(self, round_id: str, language: str | None = None) -> Reading:
        """The interpretation of a closed round, in the pack's first language unless another is wanted."""
        pack = self._packs.of(round_id)
        return interpretation.read(self.result(round_id), pack.language(language), pack.instrument)

    def words(self, round_id: str, language: str | None = None) -> Words:
        """The words of the pack that a round was asked with."""
        return self._packs.of(round_id).language(language)

    def pack(self, round_id: str) -> Pack:
        """The pack that a round was asked with."""
        return self._packs.of(round_id)

    def were_opened(self, round_id: str) -> bool:
        """True once somebody looked at the result of this round."""
        return self._store.call(lambda rows: rows.meta(_OPENED + round_id)) == "yes"


def _closed(rows: Rows, round_id: str) -> tuple[Round, Group, Sitting, str]:
    """A closed round with its group, its first sitting and its sums."""
    round_ = rows.round(round_id)
    if round_ is None:
        raise NoSuchRound(round=round_id)
    text = rows.result(round_id)
    if text is None:
        raise RoundIsOpen()
    group = rows.group(round_.group_id)
    sittings = rows.sittings(round_id)
    if group is None or not sittings:
        raise NoSuchRound(round=round_id)
    return round_, group, sittings[0], text

"""The questions that a group can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from climate_desktop.core.instrument import Instrument
from climate_desktop.core.study import Group
from climate_desktop.core.words import Words

if TYPE_CHECKING:
    from climate_desktop.services.study import Study


@dataclass(frozen=True)
class Questions:
    """One questionnaire in the words that it is offered in."""

    id: str
    instrument: Instrument
    words: Words

    @property
    def name(self) -> str:
        """What people call it."""
        return self.words["pack.name"]


def offered_to(study: Study, group: Group) -> tuple[Questions, ...]:
    """Every questionnaire that can be used with this group, the usual one first."""
    packs = [study.library.pack(shelved.id) for shelved in study.workshops.packs_offered()]
    return tuple(Questions(pack.id, pack.instrument, pack.language()) for pack in packs)

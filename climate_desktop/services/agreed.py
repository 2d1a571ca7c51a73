"""What a group agreed to do."""

from __future__ import annotations

from dataclasses import replace

from climate_desktop.core.cleaning import clean
from climate_desktop.core.errors import NothingWritten
from climate_desktop.core.study import Action
from climate_desktop.services.world import World
from climate_desktop.store import Store

LONGEST = 500
"""Characters that one agreement may have."""


class Agreed:
    """The actions of each round, in the order they were written down."""

    def __init__(self, store: Store, world: World) -> None:
        self._store = store
        self._world = world

    def of(self, round_id: str) -> tuple[Action, ...]:
        """What was agreed in a round."""
        return self._store.call(lambda rows: rows.actions(round_id))

    def add(self, round_id: str, text: str, who: str = "", due: str = "") -> Action:
        """One more thing agreed. NothingWritten when there is no text."""
        action = _cleaned(Action(self._world.new_id(), round_id, text, who, due))
        self._store.call(lambda rows: rows.add_action(action))
        return action

    def change(self, action: Action) -> Action:
        """The action with these words and this state. NothingWritten when no text is left."""
        changed = _cleaned(action)
        self._store.call(lambda rows: rows.update_action(changed))
        return changed

    def remove(self, action_id: str) -> None:
        """Take back something agreed."""
        self._store.call(lambda rows: rows.remove_action(action_id))

    def restore(self, action: Action, position: int | None = None) -> None:
        """Put back something that was taken back, at its place in the list (0 is the first) or at the end."""
        self._store.call(lambda rows: rows.add_action(action, position))


def _cleaned(action: Action) -> Action:
    text = clean(action.text, LONGEST)
    if not text:
        raise NothingWritten()
    return replace(action, text=text, who=clean(action.who), due=clean(action.due))

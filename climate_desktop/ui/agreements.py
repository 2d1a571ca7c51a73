"""What a group agrees to do, as it is written down: each act can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from climate_desktop.core.errors import KnownError
from climate_desktop.core.study import Action
from climate_desktop.services.study import Study


class Agreements(QObject):
    """The agreements of one round, and the acts on them, newest last.

    Signals: changed() after every act; not_saved(KnownError) when an act could not be written, and nothing changed.
    """

    changed = Signal()
    not_saved = Signal(object)

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._agreed = study.agreed
        self._round_id = ""
        self._undo: list[Callable[[], object]] = []
        self.actions: tuple[Action, ...] = ()

    def show_round(self, round_id: str) -> None:
        """Takes the agreements of this round. What was done before cannot be taken back any more."""
        self._round_id = round_id
        self._undo = []
        self._read()

    @property
    def can_undo(self) -> bool:
        """True when there is an act to take back."""
        return bool(self._undo)

    def add(self, words: str) -> bool:
        """Writes down one more; true once it is saved."""

        def act() -> Callable[[], object]:
            action = self._agreed.add(self._round_id, words)
            return lambda: self._agreed.remove(action.id)

        return self._do(act)

    def remove(self, action: Action) -> bool:
        """Takes one off the list."""

        def act() -> Callable[[], object]:
            place = [one.id for one in self._agreed.of(self._round_id)].index(action.id)
            self._agreed.remove(action.id)
            return lambda: self._agreed.restore(action, place)

        return self._do(act)

    def change(self, action: Action, *, text: str, who: str, due: str) -> bool:
        """Gives one other words."""
        changed = replace(action, text=text.strip() or action.text, who=who.strip(), due=due.strip())
        if changed == action:
            return True

        def act() -> Callable[[], object]:
            self._agreed.change(changed)
            return lambda: self._agreed.change(action)

        return self._do(act)

    def undo(self) -> bool:
        """Takes the newest act back; false when there is none or it could not be written."""
        if not self._undo:
            return False
        act = self._undo.pop()
        try:
            act()
        except KnownError as error:
            self._undo.append(act)
            self.not_saved.emit(error)
            return False
        self._read()
        return True

    def _do(self, act: Callable[[], Callable[[], object]]) -> bool:
        try:
            self._undo.append(act())
        except KnownError as error:
            self.not_saved.emit(error)
            return False
        self._read()
        return True

    def _read(self) -> None:
        self.actions = self._agreed.of(self._round_id)
        self.changed.emit()

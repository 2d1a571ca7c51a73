"""An answer's way to the disk, as the participant's screen sees it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from climate_desktop.core.errors import KnownError
from climate_desktop.core.study import Response
from climate_desktop.ui.posting import to_screen

PATIENCE_MS = 150


class Recorder(Protocol):
    """What takes answers to the store one by one: a participant's answering, or the keying of a paper sheet."""

    def answers(self) -> Mapping[str, Response]:
        """What is stored so far, by item id."""
        ...

    def record(
        self,
        item_id: str,
        response: Response,
        saved: Callable[[str], None],
        failed: Callable[[str, KnownError], None],
    ) -> None:
        """Hands one answer over; afterwards one of the two is called on the store's thread."""
        ...


class Saving(QObject):
    """Hands one participant's answers to the store and says how they fare.

    The store reports on its own thread; its words are carried over to the screen's thread.

    Signals:
    changed(): something was handed over, saved or not saved, or saving takes long enough to say so.
    saved(str): the answer to this item is on the disk.
    failed(KnownError): an answer could not be written; none may be taken until `try_again` has worked.
    """

    changed = Signal()
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, answering: Recorder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answering = answering
        self._stored = dict(answering.answers())
        self._under_way: dict[str, deque[Response]] = {}
        self._not_saved: dict[str, Response] = {}
        self._slow = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._grow_impatient)

    def record(self, item_id: str, response: Response) -> None:
        """Hands the answer over and returns at once."""
        self._under_way.setdefault(item_id, deque()).append(response)
        if not self._patience.isActive() and not self._slow:
            self._patience.start()
        self.changed.emit()
        try:
            self._answering.record(item_id, response, self._tell_saved, self._tell_failed)
        except KnownError as error:
            self._tell_failed(item_id, error)

    def try_again(self) -> None:
        """Hands over every answer that could not be written once more."""
        again, self._not_saved = self._not_saved, {}
        for item_id, response in again.items():
            self.record(item_id, response)
        self.changed.emit()

    def chosen(self, item_id: str) -> Response | None:
        """What the person chose last for this item, whether it is on the disk yet or not."""
        if self._under_way.get(item_id):
            return self._under_way[item_id][-1]
        return self._not_saved.get(item_id, self._stored.get(item_id))

    def is_saved(self, item_id: str) -> bool:
        """True when what `chosen` says is on the disk."""
        return item_id in self._stored and not self._under_way.get(item_id) and item_id not in self._not_saved

    @property
    def all_saved(self) -> bool:
        """True when nothing is on its way and nothing failed."""
        return not self._under_way and not self._not_saved

    @property
    def is_slow(self) -> bool:
        """True when something has been on its way long enough to say so."""
        return self._slow

    @property
    def has_failed(self) -> bool:
        """True while an answer is not on the disk and not on its way to it."""
        return bool(self._not_saved)

    def _tell_saved(self, item_id: str) -> None:
        """Called on the store's thread."""
        to_screen(partial(self._on_saved, item_id))

    def _tell_failed(self, item_id: str, error: KnownError) -> None:
        """Called on the store's thread."""
        to_screen(partial(self._on_failed, item_id, error))

    def _on_saved(self, item_id: str) -> None:
        if not shiboken6.isValid(self):
            return
        self._stored[item_id] = self._arrived(item_id)
        self._not_saved.pop(item_id, None)
        self.saved.emit(item_id)
        self.changed.emit()

    def _on_failed(self, item_id: str, error: KnownError) -> None:
        if not shiboken6.isValid(self):
            return
        self._not_saved[item_id] = self._arrived(item_id)
        self.failed.emit(error)
        self.changed.emit()

    def _arrived(self, item_id: str) -> Response:
        response = self._under_way[item_id].popleft()
        if not self._under_way[item_id]:
            del self._under_way[item_id]
        if not self._under_way:
            self._patience.stop()
            self._slow = False
        return response

    def _grow_impatient(self) -> None:
        self._slow = True
        self.changed.emit()

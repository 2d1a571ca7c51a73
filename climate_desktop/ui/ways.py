"""What a facilitator can go to from the room besides handing over the laptop: each is a screen of its own.

A screen of a way has `show_round(round_id)` and `take_focus()`, and the signals `back_wanted()`, to the room, and `changed()`,
something was stored. It is made when it is first wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from climate_desktop.services.study import Study
    from climate_desktop.ui.theme import Theme


class When(Enum):
    """In which rounds a way is offered."""

    OPEN = auto()
    CLOSED = auto()
    ALWAYS = auto()


@dataclass(frozen=True)
class Way:
    """One way: its key, its words in the menu, its icon, in which rounds it is offered, and what makes its screen."""

    key: str
    words: str
    icon: str
    when: When
    make: Callable[[Study, Theme], QWidget]


class Ways(QObject):
    """Every way, in the order in which the menu offers them."""

    def all(self) -> tuple[Way, ...]:
        """All of them."""
        return ()

    def offered(self, *, closed: bool) -> tuple[Way, ...]:
        """Those of an open or a closed round."""
        here = When.CLOSED if closed else When.OPEN
        return tuple(way for way in self.all() if way.when in (here, When.ALWAYS))

    def way(self, key: str) -> Way:
        """The way with this key. KeyError when there is none."""
        return {way.key: way for way in self.all()}[key]


# What makes each screen. They are imported here, so that what nobody has asked for costs no time at the start.

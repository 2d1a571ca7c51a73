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
        return (
            Way("paper", self.tr("Key in paper sheets"), "document", When.OPEN, _paper),
            Way("hands", self.tr("A show of hands"), "hand", When.OPEN, _hands),
            Way("file", self.tr("Answers from elsewhere"), "download", When.OPEN, _file),
            Way("card", self.tr("Somebody has a card"), "person-add", When.ALWAYS, _card),
            Way("sittings", self.tr("Several sittings"), "calendar", When.OPEN, _sittings),
            Way("comments", self.tr("Read what people wrote"), "comment", When.CLOSED, _comments),
            Way("print", self.tr("Print sheets for a pen"), "printer", When.ALWAYS, _print),
            Way("notes", self.tr("Your own notes"), "pencil", When.ALWAYS, _notes),
        )

    def offered(self, *, closed: bool) -> tuple[Way, ...]:
        """Those of an open or a closed round."""
        here = When.CLOSED if closed else When.OPEN
        return tuple(way for way in self.all() if way.when in (here, When.ALWAYS))

    def way(self, key: str) -> Way:
        """The way with this key. KeyError when there is none."""
        return {way.key: way for way in self.all()}[key]


# What makes each screen. They are imported here, so that what nobody has asked for costs no time at the start.


def _paper(study: Study, theme: Theme) -> QWidget:
    from climate_desktop.ui.keying import KeyingScreen  # noqa: PLC0415 - as below

    return KeyingScreen(study, theme)


def _hands(study: Study, theme: Theme) -> QWidget:
    from climate_desktop.ui.tally import TallyScreen  # noqa: PLC0415 - made when it is first wanted

    return TallyScreen(study, theme)


def _file(study: Study, theme: Theme) -> QWidget:
    from climate_desktop.ui.bring_in import BringInScreen  # noqa: PLC0415 - as above

    return BringInScreen(study, theme)


def _card(study: Study, theme: Theme) -> QWidget:
    from climate_desktop.ui.card import CardScreen  # noqa: PLC0415 - as above

    return CardScreen(study, theme)


def _sittings(study: Study, theme: Theme) -> QWidget:
    from climate_desktop.ui.sittings import SittingsScreen  # noqa: PLC0415 - made when it is first wanted

    return SittingsScreen(study, theme)


def _comments(study: Study, theme: Theme) -> QWidget:
    from climate_desktop.ui.comments import CommentsScreen  # noqa: PLC0415 - made when it is first wanted

    return CommentsScreen(study, theme)


def _notes(study: Study, theme: Theme) -> QWidget:
    from climate_desktop.ui.notes import NotesScreen  # noqa: PLC0415 - made when it is first wanted

    return NotesScreen(study, theme)


def _print(study: Study, theme: Theme) -> QWidget:
    from climate_desktop.ui.print_sheets import PrintSheetsScreen  # noqa: PLC0415 - made when it is first wanted

    return PrintSheetsScreen(study, theme)

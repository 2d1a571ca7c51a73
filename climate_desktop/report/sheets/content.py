"""What the sheets for a pen are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from climate_desktop.core.form_code import form_code
from climate_desktop.core.instrument import Instrument, Item
from climate_desktop.core.words import Words


class SheetKind(StrEnum):
    """A kind of sheet: the form itself, what taking part means, who you are here, and two to write on."""

    QUESTIONNAIRE = "questionnaire"
    CONSENT = "consent"
    SLIPS = "slips"
    TAKE_HOME = "take-home"
    ACTIONS = "actions"


class Print(StrEnum):
    """How a sheet is set: 14 points, 18 points, or 16 points in easy words with faces."""

    STANDARD = "standard"
    LARGE = "large"
    EASY = "easy"


@dataclass(frozen=True)
class SheetContent:
    """The questions and the words of the sheets of one kind.

    `pack_text` are the pack's own files, which the form code is made from; `form` is `full` or `short`. `voices` are the
    ids of the voices that get a sheet, in the pack's order. `copies` of each are made. `group` is the name of the group
    that is met, or empty. A `rehearsal` is marked on every page.
    """

    instrument: Instrument
    words: Words
    pack_text: Mapping[str, str]
    voices: tuple[str, ...]
    minutes: int
    made_with: str
    form: str = "full"
    kind: SheetKind = SheetKind.QUESTIONNAIRE
    print: Print = Print.STANDARD
    paper: str = "a4"
    copies: int = 1
    least: int = 5
    group: str = ""
    rehearsal: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """The statements that are asked, in order."""
        return self.instrument.items_asked(self.form)

    def code(self, voice: str) -> str:
        """The number on every page of this voice's form."""
        return form_code(self.pack_text, voice, self.form)

    def statement(self, item: Item, voice: str) -> str:
        """The statement in the voice's own words, or in easy words on an easy read form."""
        return self.words[f"item.{item.id}.{'easy' if self.print is Print.EASY else voice}"]

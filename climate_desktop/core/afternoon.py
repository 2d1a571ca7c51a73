"""How long an afternoon takes, for each way in which people can answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

SECONDS_A_STATEMENT = 13
"""What one person needs for one statement, on the screen or on paper."""
SECONDS_A_HANDOVER = 75
"""What it takes to hand the laptop on: welcome, agreeing, choosing a voice, and the end."""
SECONDS_TO_HAND_OUT = 270
"""What it takes to hand sheets out, to say how they work, and to collect them."""
SECONDS_A_SHEET, SECONDS_A_KEY = 12, 1.5
"""What the keying of one sheet takes beside its answers, and of each answer."""
SECONDS_A_SHOW = 40
"""What a show of hands takes for one statement: reading it, counting, and writing the counts."""


class Way(StrEnum):
    """How people answer: the laptop goes round, with all statements or the short form; on paper; by a show of hands."""

    LAPTOP = "laptop"
    PAPER = "paper"
    HANDS = "hands"
    SHORT = "short"


@dataclass(frozen=True)
class Plan:
    """One way: minutes with everyone in the room, minutes of keying over tea, and whether both fit."""

    way: Way
    together: int
    keying: int
    fits: bool

    @property
    def minutes(self) -> int:
        """Both together."""
        return self.together + self.keying


def plans(people: int, laptops: int, helpers: int, minutes: int, statements: int, short: int = 0) -> tuple[Plan, ...]:
    """Each way with its time, the one to propose first: the best that fits, else the one that takes least.

    Rounded up to five minutes. Keying is shared by the facilitator and the helpers, one laptop each. Ways are good in the
    order of `Way`: everyone alone with every statement, on the laptop and then on paper; then hands, which everybody sees;
    then the short form, which tells domains only. The short form is left out where `short` is 0. ValueError unless there is
    somebody, a laptop and a statement.
    """
    if people < 1 or laptops < 1 or statements < 1 or min(helpers, minutes, short) < 0:
        raise ValueError("a plan needs at least one person, one laptop and one statement")
    turns = math.ceil(people / laptops)
    keys = min(laptops, helpers + 1)
    sheet = SECONDS_A_SHEET + SECONDS_A_KEY * statements
    seconds = {
        Way.LAPTOP: (turns * (statements * SECONDS_A_STATEMENT + SECONDS_A_HANDOVER), 0.0),
        Way.PAPER: (statements * SECONDS_A_STATEMENT + SECONDS_TO_HAND_OUT, math.ceil(people / keys) * sheet),
        Way.HANDS: (statements * SECONDS_A_SHOW, 0.0),
    }
    if short:
        seconds[Way.SHORT] = (turns * (short * SECONDS_A_STATEMENT + SECONDS_A_HANDOVER), 0.0)
    made = []
    for way, (together, keying) in seconds.items():
        plan = Plan(way, _minutes(together), _minutes(keying), fits=True)
        made.append(Plan(way, plan.together, plan.keying, plan.minutes <= minutes))
    order = list(Way)
    return tuple(sorted(made, key=lambda plan: (not plan.fits, order.index(plan.way) if plan.fits else plan.minutes)))


def _minutes(seconds: float) -> int:
    """Rounded up to five minutes; 0 for nothing."""
    return 5 * math.ceil(seconds / 300)

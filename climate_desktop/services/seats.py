"""Seat names: a colour and an animal, so that nobody's name is needed in the room."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from itertools import product

COLOURS = ("Amber", "Blue", "Copper", "Golden", "Green", "Grey", "Olive", "Pearl", "Plum", "Red", "Silver", "White")
ANIMALS = ("badger", "finch", "fox", "hare", "heron", "lark", "mole", "otter", "owl", "robin", "swan", "wren")


def free_seat(taken: Iterable[str], chance: random.Random) -> str:
    """A seat name that nobody in the room has: of the animals and the colours that fewest people there have.

    144 people fit; after that a number is added.
    """
    used = set(taken)
    words = Counter(word for seat in used for word in seat.split())
    free = [(colour, animal) for colour, animal in product(COLOURS, ANIMALS) if f"{colour} {animal}" not in used]
    if not free:
        return f"Seat {len(used) + 1}"
    least = min((words[animal], words[colour]) for colour, animal in free)
    rarest = [f"{colour} {animal}" for colour, animal in free if (words[animal], words[colour]) == least]
    return chance.choice(rarest)

"""The code on a card: ten signs that can be read off handwriting and typed by anybody."""

from __future__ import annotations

import random

LENGTH = 10
MARKS = 2
"""So many signs at the start name the seat in the study; the rest is the secret."""

ALPHABET = "0123456789ACEFHJKMNPRTWXY"
"""Digits, and the letters that nobody takes for a digit or for each other."""

_TAKEN_FOR = str.maketrans("OQDILZSGB", "000112568")
_BETWEEN = str.maketrans("", "", " \t\u00a0-‐‑–—._")  # noqa: RUF001 - dashes that programs put in for a hyphen


def new_code(marks: str, chance: random.Random) -> str:
    """A code that begins with these marks, the rest at random."""
    return marks + "".join(chance.choice(ALPHABET) for _ in range(LENGTH - MARKS))


def new_marks(chance: random.Random) -> list[str]:
    """All marks that there are, in random order."""
    return chance.sample([first + second for first in ALPHABET for second in ALPHABET], len(ALPHABET) ** 2)


def read_code(typed: str) -> str:
    """The code that was meant: spaces, small letters and look-alikes (O for 0, I for 1, S for 5 …) are put right.

    Empty when it cannot be a code: too short, too long, or with a sign that no code has.
    """
    code = typed.translate(_BETWEEN).upper().translate(_TAKEN_FOR)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def spaced(code: str) -> str:
    """The code as it is shown: in two groups of five."""
    return f"{code[:5]} {code[5:]}"

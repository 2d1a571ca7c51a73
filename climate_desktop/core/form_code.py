"""The number printed on every paper form: it says which questions, voice and form the sheet belongs to.

Digits only, so that it can be keyed on a number pad or come from a scanner.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

DIGITS = 6
"""Digits of a code, the last of them a check."""


def form_code(pack_text: Mapping[str, str], voice: str, form: str) -> str:
    """Six digits for one voice's form of exactly these pack files; the same files, voice and form give the same code.

    The last digit is the Luhn check of the others: one wrong digit, or two neighbours exchanged, is nearly always found.
    """
    digest = hashlib.sha256()
    for name in sorted(pack_text):
        for part in (name, pack_text[name]):
            digest.update(len(part.encode()).to_bytes(8, "big") + part.encode())
    digest.update(f"\n{voice}\n{form}".encode())
    number = int.from_bytes(digest.digest()[:8], "big") % 10 ** (DIGITS - 1)
    body = f"{number:0{DIGITS - 1}d}"
    return body + _check(body)


def is_whole(code: str) -> bool:
    """True for a code with all its digits and the right check; it may still belong to other questions."""
    return len(code) == DIGITS and code.isdecimal() and code.isascii() and _check(code[:-1]) == code[-1]


def voice_of(code: str, pack_text: Mapping[str, str], voices: Iterable[str], form: str) -> str | None:
    """The voice whose form bears this code; None when none of them does."""
    return next((voice for voice in voices if form_code(pack_text, voice, form) == code), None)


def _check(body: str) -> str:
    """The Luhn digit of some digits (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, sign in enumerate(reversed(body)):
        value = int(sign) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)

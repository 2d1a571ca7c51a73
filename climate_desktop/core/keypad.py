"""What each key of a number pad stands for while a paper sheet is keyed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from climate_desktop.core.instrument import NoAnswer, Scale
from climate_desktop.core.study import Response


class Mark(StrEnum):
    """What was seen on the paper where that says more than the response that is kept."""

    ANSWER = "answer"
    EMPTY = "empty"
    TWO_MARKS = "two_marks"


@dataclass(frozen=True)
class Key:
    """One key: the sign on its cap, the response that it keeps, and what it says about the paper."""

    sign: str
    response: Response
    mark: Mark = Mark.ANSWER


_SPECIAL = (
    ("6", NoAnswer.DONT_KNOW, Mark.ANSWER),
    ("7", NoAnswer.DOES_NOT_APPLY, Mark.ANSWER),
    ("8", NoAnswer.PREFER_NOT_TO_SAY, Mark.ANSWER),
    ("9", NoAnswer.SKIPPED, Mark.TWO_MARKS),
    ("0", NoAnswer.SKIPPED, Mark.EMPTY),
)
_SPARE = ("/", "*", "+", "-")
_BACK = (".", ",", "-")


def keypad(scale: Scale) -> dict[str, Key]:
    """The keys by sign: an answer on the scale by its place, counted from 1, and one key for each other mark.

    With up to five answers the others are always on 6 to 9 and 0. On a longer scale whatever loses its digit moves to the
    signs of the pad.
    """
    keys = {str(place): Key(str(place), value) for place, value in enumerate(scale.values, start=1)}
    spare = iter(_SPARE)
    for sign, response, mark in _SPECIAL:
        own = next(spare) if sign in keys else sign
        keys[own] = Key(own, response, mark)
    return keys


def back_keys(scale: Scale) -> frozenset[str]:
    """The signs that go back by one statement: the point, as comma too, and the minus where it has nothing else to say."""
    return frozenset(_BACK) - keypad(scale).keys()


def key_of(response: Response, scale: Scale) -> Key:
    """The key that keeps this response; for one left empty or marked twice that of an empty line."""
    return next(key for key in keypad(scale).values() if key.response == response and key.mark is not Mark.TWO_MARKS)

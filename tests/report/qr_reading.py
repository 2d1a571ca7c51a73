"""Reads the square on a page the way a scanner does: dark places into bits, bits into signs. Version 1, one block."""

from __future__ import annotations

from collections.abc import Callable

from pypdf import PageObject
from pypdf.generic import ContentStream

SIDE = 21
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)
Box = tuple[float, float, float, float]
Dark = list[list[bool]]


def dark_boxes(page: PageObject) -> list[Box]:
    """Every black rectangle on the page: left, lower, right, upper edge in points."""
    at, kept, boxes, black = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], [], True
    waiting: list[Box] = []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        values = [float(one) for one in operands if isinstance(one, int | float)]
        if operator == b"q":
            kept.append((at, black))
        elif operator == b"Q":
            at, black = kept.pop()
        elif operator == b"cm":
            a, b, c, d, e, f = values
            at = (a * at[0], b, c, d * at[3], at[0] * e + at[4], at[3] * f + at[5])
        elif operator in (b"rg", b"g"):
            black = max(values) == 0
        elif operator == b"re":
            x, y, w, h = values
            left, low = at[0] * x + at[4], at[3] * y + at[5]
            waiting.append((left, low, left + at[0] * w, low + at[3] * h))
        elif operator in (b"f", b"f*", b"B", b"B*"):
            boxes += waiting if black else []
            waiting = []
        elif operator in (b"n", b"S"):
            waiting = waiting if operator == b"n" and not waiting else []
    return boxes


def modules(page: PageObject) -> Dark:
    """The square of a page, row by row from the top; its quiet edge is left out."""
    boxes = [box for box in dark_boxes(page) if box[1] > float(page.mediabox.height) * 0.8]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    low, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    step = (right - left) / SIDE
    assert abs((top - low) / SIDE - step) < 0.01
    found = [[False] * SIDE for _ in range(SIDE)]
    for row in range(SIDE):
        for column in range(SIDE):
            x, y = left + (column + 0.5) * step, top - (row + 0.5) * step
            found[row][column] = any(b[0] < x < b[2] and b[1] < y < b[3] for b in boxes)
    return found


def read(dark: Dark) -> str:
    """What the square says."""
    shape = sum(dark[8][column] << bit for bit, column in ((12, 2), (11, 3), (10, 4))) ^ 0b1010000010010
    mask = _MASKS[shape >> 10 & 7]
    bits = ""
    for pair, right in enumerate((20, 18, 16, 14, 12, 10, 8, 5, 3, 1)):
        rows = range(SIDE - 1, -1, -1) if pair % 2 == 0 else range(SIDE)
        for row in rows:
            for column in (right, right - 1):
                if not _is_fixed(row, column):
                    bits += "01"[dark[row][column] != mask(row, column)]
    assert bits[:4] == "0010", "signs, not bytes"
    length, place, said = int(bits[4:13], 2), 13, ""
    while len(said) + 2 <= length:
        first, second = divmod(int(bits[place : place + 11], 2), 45)
        said, place = said + _SIGNS[first] + _SIGNS[second], place + 11
    return said if len(said) == length else said + _SIGNS[int(bits[place : place + 6], 2)]


def _is_fixed(row: int, column: int) -> bool:
    """True for the three corners with their edges and format, and for the two dotted lines."""
    corner = (row < 9 and column < 9) or (row < 9 and column > 12) or (row > 12 and column < 9)
    return corner or row == 6 or column == 6

"""The rank attack: sets whose sums are known are added and subtracted until a few people are left over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import combinations

import numpy as np

People = frozenset[int]
MOST = 4
"""People who must never be left over."""


def left_over(shown: Iterable[People], most: int = MOST, known: People = frozenset()) -> list[People]:
    """Every union of 1 to `most` people whose sum follows from the sums of the shown sets and from the known people.

    Unions that are themselves shown are left out, and so is whoever is known.
    """
    sets = list(dict.fromkeys(s for s in shown if s))
    rows = [*sets, *(frozenset((one,)) for one in known)]
    atoms = _atoms(rows)
    sizes = tuple(len(atom) for atom in atoms)
    pattern = tuple(tuple(int(atom <= row) for atom in atoms) for row in rows)
    found = []
    for chosen in _in_span(sizes, pattern, most):
        union = frozenset().union(*(atoms[place] for place in chosen))
        if union not in sets and not union & known:
            found.append(union)
    return found


def left_over_by_insiders(shown: Collection[People], most: int = MOST - 1) -> list[tuple[int, People]]:
    """The same for each person who knows their own answers: who knows, and which others are left over.

    People who stand in the same sets know as much as each other, so one of them is asked.
    """
    return [
        (min(atom), union)
        for atom in _atoms([s for s in shown if s])
        for union in left_over(shown, most, frozenset((min(atom),)))
    ]


def _atoms(sets: Collection[People]) -> list[People]:
    """People grouped by the sets they stand in."""
    of: dict[tuple[bool, ...], set[int]] = {}
    for person in sorted(frozenset().union(*sets)):
        of.setdefault(tuple(person in s for s in sets), set()).add(person)
    return [frozenset(atom) for atom in of.values()]


@lru_cache(maxsize=4096)
def _in_span(sizes: tuple[int, ...], pattern: tuple[tuple[int, ...], ...], most: int) -> tuple[tuple[int, ...], ...]:
    """Which atoms together have 1 to `most` people and a sum that follows from the rows."""
    matrix = np.array(pattern, dtype=float).reshape(len(pattern), len(sizes))
    rank = np.linalg.matrix_rank(matrix) if len(pattern) else 0
    small = [place for place, size in enumerate(sizes) if size <= most]
    found = []
    for count in range(1, most + 1):
        for chosen in combinations(small, count):
            if sum(sizes[place] for place in chosen) > most:
                continue
            wanted = np.array([[float(place in chosen) for place in range(len(sizes))]])
            if np.linalg.matrix_rank(np.vstack([matrix, wanted])) == rank:
                found.append(chosen)
    return tuple(found)

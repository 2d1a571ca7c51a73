"""The interval attack: how narrow a person's or a hidden voice's score can be made by linear programming.

Unknown is each person's score on each factor, from 0 to 100. What is printed bounds sums of them. People of whom the same
is known are taken together: a column of the programme is the sum over such people on one factor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

Column = tuple[int, str]
"""Alike people (by their number) and one factor."""
Weights = Mapping[Column, float]
SLACK = 1e-6


@dataclass(frozen=True)
class Bound:
    """A weighted sum of columns lies from `low` to `high`."""

    weights: Weights
    low: float
    high: float


@dataclass(frozen=True)
class Target:
    """What is looked for: a weighted sum over one person of alike people (`person`), or over whole columns.

    `within` are bounds of the target itself that are known besides.
    """

    weights: Weights
    person: int | None = None
    within: tuple[float, float] = (0.0, 100.0)


@dataclass
class Programme:
    """Alike people with how many they are and which factors they have scores on, and the bounds that are known."""

    alike: Sequence[tuple[int, tuple[str, ...]]]
    bounds: list[Bound] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._columns = [(n, factor) for n, (_, factors) in enumerate(self.alike) for factor in factors]
        self._place = {column: place for place, column in enumerate(self._columns)}

    def reach(self, target: Target, others: Iterable[Bound] = ()) -> tuple[float, float] | None:
        """The least and the greatest value of the target, in points. None when the bounds contradict each other."""
        rows, limits = self._rows([*self.bounds, *others])
        room = [(0.0, 100.0 * self.alike[n][0]) for n, _ in self._columns]
        aim = self._row(target.weights)
        if target.person is not None:
            mine = [place for place, (n, _) in enumerate(self._columns) if n == target.person]
            for place in mine:
                room[place] = (0.0, room[place][1] - 100.0)
            rows = np.hstack([rows, rows[:, mine]])
            aim = np.concatenate([np.zeros(len(self._columns)), aim[mine]])
            room += [(0.0, 100.0)] * len(mine)
        low, high = target.within
        rows = np.vstack([rows, aim, -aim])
        limits = np.concatenate([limits, [high + SLACK, SLACK - low]])
        ends = []
        for sign in (1.0, -1.0):
            found = linprog(sign * aim, A_ub=rows, b_ub=limits, bounds=room, method="highs")
            if not found.success or found.fun is None:
                return None
            ends.append(sign * float(found.fun))
        return ends[0], ends[1]

    def _row(self, weights: Weights) -> NDArray[np.float64]:
        row = np.zeros(len(self._columns))
        for column, weight in weights.items():
            row[self._place[column]] = weight
        return row

    def _rows(self, bounds: Sequence[Bound]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        rows = np.array([self._row(bound.weights) for bound in bounds]).reshape(len(bounds), len(self._columns))
        limits = np.array([(bound.high + SLACK, SLACK - bound.low) for bound in bounds]).reshape(len(bounds), 2)
        return np.vstack([rows, -rows]), np.concatenate([limits[:, 0], limits[:, 1]])

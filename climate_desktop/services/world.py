"""The clock and the dice: the two things that services take from outside the study."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from uuid import UUID


class World:
    """Real time and real chance. The example study brings its own, so that it comes out the same each time."""

    chance: random.Random = random.SystemRandom()

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)

    def new_id(self) -> str:
        """A random id of 32 hex digits (UUID version 4)."""
        return UUID(int=self.chance.getrandbits(128), version=4).hex

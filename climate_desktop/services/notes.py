"""What the facilitator noticed at each sitting."""

from __future__ import annotations

from dataclasses import replace

from climate_desktop.core.cleaning import clean
from climate_desktop.core.errors import NoSuchRound
from climate_desktop.core.study import Sitting
from climate_desktop.store import Rows, Store

MOST = 5_000
"""Signs that the notes on one sitting may have."""


class Notes:
    """The facilitator's own notes. They stay with the sitting, and out of the report unless that is chosen."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, round_id: str) -> tuple[Sitting, ...]:
        """The sittings of a round with their notes, oldest first. NoSuchRound."""
        sittings = self._store.call(lambda rows: rows.sittings(round_id))
        if not sittings:
            raise NoSuchRound(round=round_id)
        return sittings

    def write(self, round_id: str, sitting_id: str, text: str, *, prints: bool) -> Sitting:
        """The sitting with these notes: lines without control signs, 5,000 signs at the utmost. NoSuchRound."""

        def work(rows: Rows) -> Sitting:
            found = next((one for one in rows.sittings(round_id) if one.id == sitting_id), None)
            if found is None:
                raise NoSuchRound(round=round_id)
            written = replace(found, notes=tidied(text), prints_notes=prints)
            rows.update_sitting(written)
            return written

        return self._store.call(work)

    def for_report(self, round_id: str) -> tuple[str, ...]:
        """The paragraphs that the report prints, of every sitting where that was chosen; none when it never was."""
        chosen = [sitting.notes for sitting in self.of(round_id) if sitting.prints_notes]
        return tuple(line for notes in chosen for line in notes.splitlines() if line)


def tidied(text: str) -> str:
    """The text line by line without control signs, cut to a length; never more than one empty line in a row."""
    lines: list[str] = []
    for line in text[: 2 * MOST].split("\n"):
        words = clean(line, MOST)
        if words or (lines and lines[-1]):
            lines.append(words)
    return "\n".join(lines)[:MOST].strip()

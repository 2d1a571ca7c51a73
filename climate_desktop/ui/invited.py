"""How many people of each voice were invited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.marks import VoiceMark
from climate_desktop.ui.parts import Counter
from climate_desktop.ui.theme import Theme


class Invited(QWidget):
    """A row for each voice with its mark, its name and a counter. Signal `counted()`: a person changed a number."""

    counted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counters: dict[str, Counter] = {}
        self._in_all = parts.soft(theme, "")
        self._rows = parts.column(gap=0)
        head = parts.row(parts.strong(theme, self.tr("Who is invited")), 1, self._in_all)
        self.setLayout(parts.column(head, self._rows, gap=theme.space(8)))

    def offer(self, voices: Sequence[tuple[int, str, str]]) -> None:
        """Makes a row for each of these voices (place in the pack, id, name), in this order; all count nobody."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._counters = {}
        for place, voice, name in voices:
            self._rows.addWidget(parts.separator())
            self._rows.addWidget(self._row(voice, name, place))
        self._show_sum()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Shows these numbers; a voice that is missing counts nobody."""
        for voice, counter in self._counters.items():
            counter.set_value(counts.get(voice, 0))
        self._show_sum()

    def counts(self) -> dict[str, int]:
        """How many of each voice, without those that count nobody."""
        return {voice: counter.value() for voice, counter in self._counters.items() if counter.value()}

    def counter(self, voice: str) -> Counter:
        """The counter of one voice. KeyError when it is not offered."""
        return self._counters[voice]

    def _row(self, voice: str, name: str, place: int) -> QWidget:
        theme = self._theme
        counter = self._counters[voice] = parts.counter(theme, name)
        counter.counted.connect(self._count)
        row = QWidget()
        words = parts.body(theme, name)
        row.setLayout(
            parts.row(
                VoiceMark(theme, place), words, counter, gap=theme.space(12), margins=(0, 6, 6, 6)
            )
        )
        return row

    def _count(self) -> None:
        self._show_sum()
        self.counted.emit()

    def _show_sum(self) -> None:
        total = sum(counter.value() for counter in self._counters.values())
        words = self.tr("One person in all") if total == 1 else self.tr("{count} people in all").format(count=total)
        self._in_all.setText(words if total else self.tr("Not said yet"))

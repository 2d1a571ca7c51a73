"""What is looked at before people come: by the program itself, and by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStorageInfo, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.theme import Theme

ENOUGH_ROOM_MB = 100
FIRST_SENSIBLE_YEAR = 2026
LAST_SENSIBLE_YEAR = 2035


@dataclass(frozen=True)
class Looked:
    """One thing that the program looked at: the words, and whether it is fine."""

    words: str
    fine: bool


def look(study: Path, today: date, last_round: date | None) -> tuple[Looked, ...]:
    """Room on the study's disk, and whether the clock can be right."""
    return _disk(study), _clock(today, last_round)


def _disk(study: Path) -> Looked:
    free_mb = QStorageInfo(str(study.parent)).bytesAvailable() // 1_000_000
    if free_mb < ENOUGH_ROOM_MB:
        words = _tr("Only {free} MB of room on the disk. Make some before people come.")
        return Looked(words.format(free=max(0, free_mb)), fine=False)
    return Looked(_tr("Room on the disk"), fine=True)


def _clock(today: date, last_round: date | None) -> Looked:
    early = today.year < FIRST_SENSIBLE_YEAR or (last_round is not None and today < last_round)
    if early or today.year > LAST_SENSIBLE_YEAR:
        return Looked(_tr("The clock of this laptop looks wrong. Set its date first."), fine=False)
    return Looked(_tr("The clock is right"), fine=True)


class CheckList(QWidget):
    """The side of the set-up. Signal `changed()`: a person has ticked something, or the tick was taken away."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._looked: tuple[Looked, ...] = ()
        self._told = parts.soft(theme, "")
        self._found = parts.column(gap=0)
        self.ticks = [
            parts.check(theme, self.tr("People know what this is for")),
            parts.check(theme, self.tr("A quiet corner for the laptop")),
            parts.check(theme, self.tr("Nobody who answers is managed by me")),
        ]
        edge = theme.space(28)
        column = parts.column(gap=0, margins=(edge, theme.space(24), edge, theme.space(24)))
        column.addWidget(parts.heading(theme, self.tr("Before people come")))
        column.addWidget(self._told)
        column.addSpacing(theme.space(20))
        column.addWidget(parts.caption(theme, self.tr("Looked at by the program"), soft=True))
        column.addSpacing(theme.space(8))
        column.addLayout(self._found)
        column.addSpacing(theme.space(20))
        column.addWidget(parts.caption(theme, self.tr("For you to tick"), soft=True))
        column.addSpacing(theme.space(8))
        self._add_ticks(column)
        column.addStretch(1)
        self.setLayout(column)

    def show_looked(self, looked: Sequence[Looked]) -> None:
        """Shows what the program found, and takes all ticks away."""
        self._looked = tuple(looked)
        while self._found.count():
            item = self._found.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for one in looked:
            self._found.addWidget(parts.separator())
            self._found.addWidget(self._row(one))
        for tick in self.ticks:
            tick.setChecked(False)
        self._tell()

    def summary(self) -> str:
        """How much needs a person, in a few words."""
        return self._told.text()

    def _row(self, one: Looked) -> QWidget:
        theme = self._theme
        row = QWidget()
        words = parts.body(theme, one.words) if one.fine else parts.strong(theme, one.words)
        sign = parts.icon_label(theme, "check", token="accent") if one.fine else parts.icon_label(theme, "warning")
        layout = parts.row(sign, words, gap=theme.space(14), margins=(4, theme.space(11), 0, theme.space(11)))
        row.setLayout(layout)
        return row

    def _add_ticks(self, column: QVBoxLayout) -> None:
        for tick in self.ticks:
            column.addWidget(parts.separator())
            column.addSpacing(self._theme.space(10))
            column.addWidget(tick)
            column.addSpacing(self._theme.space(10))
            tick.clicked.connect(self._ticked)

    def _ticked(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        needs = sum(not one.fine for one in self._looked)
        to_tick = sum(not tick.isChecked() for tick in self.ticks)
        told = []
        if needs == 1:
            told.append(self.tr("One thing needs you."))
        elif needs:
            told.append(self.tr("{count} things need you.").format(count=needs))
        if to_tick == 1:
            told.append(self.tr("One is for you to tick."))
        elif to_tick:
            told.append(self.tr("{count} are for you to tick.").format(count=to_tick))
        self._told.setText(" ".join(told) or self.tr("All is ready."))


def _tr(words: str) -> str:
    return QCoreApplication.translate("setup_checks", words)

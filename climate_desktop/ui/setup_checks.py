"""What is looked at before people come: by the program itself, and by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStorageInfo, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from climate_desktop.services.power import Battery
from climate_desktop.ui import parts
from climate_desktop.ui.theme import Theme

ENOUGH_ROOM_MB = 100
FIRST_SENSIBLE_YEAR = 2026
LAST_SENSIBLE_YEAR = 2035


@dataclass(frozen=True)
class Looked:
    """One thing that the program looked at: the words, and whether it is fine; `told` when it is only to be known."""

    words: str
    fine: bool
    told: bool = False


def look(
    study: Path,
    today: date,
    last_round: date | None,
    *,
    same_questions: bool | None = None,
    power: Battery | None = None,
    printers: Sequence[str] | None = None,
) -> tuple[Looked, ...]:
    """Room on the study's disk, and whether the clock can be right; then what else is known.

    `same_questions` is None before a first round, `power` None without a battery, `printers` None where nobody looked.
    """
    looked = [_disk(study), _clock(today, last_round)]
    if power is not None:
        looked.append(_battery(power))
    if printers is not None:
        looked.append(_printer(printers))
    if same_questions is not None:
        looked.append(_questions(same=same_questions))
    return tuple(looked)


def _battery(power: Battery) -> Looked:
    if power.plugged:
        return Looked(_tr("Battery {charge} %, plugged in").format(charge=power.charge), fine=True)
    words = _tr("Battery {charge} %") if power.lasts else _tr("Battery {charge} %. Plug the laptop in.")
    return Looked(words.format(charge=power.charge), fine=power.lasts)


def _printer(printers: Sequence[str]) -> Looked:
    if printers:
        return Looked(_tr("Printer found: {name}").format(name=printers[0]), fine=True)
    return Looked(_tr("No printer found. Print what you need before you go."), fine=True, told=True)


def _questions(*, same: bool) -> Looked:
    if same:
        return Looked(_tr("The questions are those of last time"), fine=True)
    words = _tr("The questions are not those of last time, so results may not be compared.")
    return Looked(words, fine=True, told=True)


def printers() -> list[str]:
    """The names of the printers that this laptop knows, the usual one first."""
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - loading it takes as long as a small screen

    names, usual = QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: (name != usual, name))


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
            parts.check(theme, self.tr("Paper, pens, a quiet corner")),
            parts.check(theme, self.tr("Consent sheets are on the table")),
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
        icon = "info" if one.told else "check" if one.fine else "warning"
        sign = parts.icon_label(theme, icon, token="accent") if icon == "check" else parts.icon_label(theme, icon)
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

"""What each column of a file of answers is taken for, and where a person says otherwise."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QObject, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from climate_desktop.services.bring_in import (
    EASY,
    OUT,
    PERSON,
    STANDING,
    UNDECIDED,
    VOICE,
    AnswersTable,
    Columns,
    Sought,
    item_target,
)
from climate_desktop.ui import parts
from climate_desktop.ui.bring_in_table import LongTable
from climate_desktop.ui.strip_painting import Index

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

HEADING, CELLS, MEANING = range(3)
ALL, TO_DECIDE, LEFT_OUT = "all", "to_decide", "left_out"
_LONGEST = 90
_EXAMPLES = 3


class ColumnModel(QAbstractTableModel):
    """A table over the columns of a file: heading, first cells, what it is taken for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: AnswersTable | None = None
        self.columns = Columns(())
        self._sought: Sought | None = None
        self._cells: list[str] = []
        self._heads = (self.tr("Heading in the file"), self.tr("First cells"), self.tr("What it is"))

    def replace(self, table: AnswersTable, columns: Columns, sought: Sought) -> None:
        """Shows these columns instead."""
        self.beginResetModel()
        self.table, self.columns, self._sought = table, columns, sought
        self._cells = [
            ", ".join(" ".join(cell.split())[:30] for cell in islice(table.column(place), _EXAMPLES))
            for place in range(len(table.head))
        ]
        self.endResetModel()

    def change(self, columns: Columns) -> None:
        """Shows the same columns taken for something else."""
        self.columns = columns
        if columns.targets:
            self.dataChanged.emit(self.index(0, MEANING), self.index(len(columns.targets) - 1, MEANING))

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each column of the file."""
        return 0 if parent is not None and parent.isValid() else len(self.columns.targets)

    def columnCount(self, parent: Index | None = None) -> int:
        """Heading, first cells, meaning."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; the first one speaks the whole row."""
        words = [self.words(index.row(), column) for column in (HEADING, CELLS, MEANING)]
        if role == Qt.ItemDataRole.DisplayRole:
            return words[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, words)) if index.column() == HEADING else words[index.column()]
        return None

    def words(self, place: int, column: int) -> str:
        """The words of a cell."""
        if self.table is None:
            return ""
        if column == HEADING:
            return self.table.heading(place)
        return self._cells[place] if column == CELLS else self.meaning(self.columns.targets[place])

    def meaning(self, target: str) -> str:
        """What a target is, in words."""
        plain = {
            UNDECIDED: self.tr("Not decided yet"),
            OUT: self.tr("Left out"),
            PERSON: self.tr("Who it is: an id, which is not kept"),
            VOICE: self.tr("The voice"),
            STANDING: self.tr("Whether somebody answers for another"),
        }
        if target in plain:
            return plain[target]
        _, item, voice = f"{target}:".split(":")[:3]
        said = self.statement(item, voice)
        return self.tr("{statement} ({voice})").format(statement=said, voice=self.voice(voice)) if voice else said

    def statement(self, item: str, voice: str = "") -> str:
        """A statement with its number, in the words of a voice, or of the first one."""
        assert self._sought is not None
        words = self._sought.pack.language()
        first = self._sought.pack.instrument.voices[0].id
        number = next((n for n, asked in enumerate(self._sought.items, 1) if asked == item), 0)
        text = next((t for of in (voice, first, EASY) for t in words.all(f"item.{item}.{of}")), item)
        if not number:
            return text
        return self.tr("{number}. {statement}").format(number=number, statement=text)

    def voice(self, voice: str) -> str:
        """What a voice is called."""
        assert self._sought is not None
        if voice == EASY:
            return self.tr("Easy words")
        return next(iter(self._sought.pack.language().all(f"voice.{voice}.name")), voice)


class _Filter(QSortFilterProxyModel):
    """The columns of one state."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = ALL
        self._sought = ""

    def show_part(self, state: str, sought: str) -> None:
        """Shows others."""
        self.beginFilterChange()
        self._state, self._sought = state, sought.strip().casefold()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """True for a column that is to be seen."""
        model = self.sourceModel()
        assert isinstance(model, ColumnModel)
        wanted = {TO_DECIDE: UNDECIDED, LEFT_OUT: OUT}.get(self._state)
        if wanted is not None and model.columns.targets[row] != wanted:
            return False
        return not self._sought or any(self._sought in model.words(row, c).casefold() for c in (HEADING, MEANING))


class ColumnsPanel(QWidget):
    """The columns of a file. `correcting` is what corrects the chosen one; it has a place of its own on the screen.

    Signal `changed(object)`: the Columns, after a person has said what one of them is.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sought: Sought | None = None
        self._model = ColumnModel(self)
        self._shown = _Filter(self)
        self._shown.setSourceModel(self._model)
        self.table = LongTable(theme, self.tr("Columns of the file"), self._shown, (36, 24, 40))
        self.filter = parts.segmented(
            theme,
            self.tr("Which columns"),
            ((ALL, self.tr("All")), (TO_DECIDE, self.tr("To decide")), (LEFT_OUT, self.tr("Left out"))),
        )
        self.find_field = parts.find_field(theme, self.tr("Find a column"))
        self.what = parts.select(theme, "")
        self.whose = parts.select(theme, "")
        self.everyone = parts.select(theme, "")
        for one in (self.what, self.whose, self.everyone):
            one.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            one.setMinimumContentsLength(12)
        self._what = parts.field(theme, self.tr("What the chosen column is"), self.what)
        self._whose = parts.field(theme, self.tr("In whose words it was asked"), self.whose)
        self._everyone = parts.field(theme, self.tr("Everyone in this file answers as"), self.everyone)
        self._heading = parts.strong(theme, "")
        self._cells = parts.soft(theme, "")
        self._chosen = QWidget()
        self._chosen.setLayout(
            parts.column(
                parts.column(self._heading, self._cells, gap=4), self._what, self._whose, gap=theme.space(16)
            )
        )
        self.correcting = QWidget()
        self.correcting.setLayout(parts.column(self._everyone, self._chosen, gap=theme.space(16)))
        self.setLayout(
            parts.column(parts.flow(self.filter, self.find_field), self.table, gap=theme.space(12))
        )
        self.filter.chosen.connect(lambda _: self._filter())
        self.find_field.textEdited.connect(lambda _: self._filter())
        self.table.current_changed.connect(self._show_current)
        self.table.space_pressed.connect(self.what.setFocus)
        self.what.activated.connect(lambda _: self._choose())
        self.whose.activated.connect(lambda _: self._choose())
        self.everyone.activated.connect(lambda _: self._choose_everyone())

    def show_columns(self, table: AnswersTable, columns: Columns, sought: Sought) -> None:
        """Shows what the columns of another file are taken for."""
        self._sought = sought
        self._model.replace(table, columns, sought)
        self.what.clear()
        for target in (UNDECIDED, OUT, PERSON, VOICE, STANDING, *map(item_target, sought.items)):
            self.what.addItem(_short(self._model.meaning(target)), target)
        self.whose.clear()
        self.whose.addItem(self.tr("Everyone’s"), "")
        voices = [voice.id for voice in sought.pack.instrument.voices]
        for voice in (*voices, EASY):
            self.whose.addItem(self._model.voice(voice), voice)
        self.everyone.clear()
        self.everyone.addItem(self.tr("Not decided: no column tells the voice"), "")
        for voice in sought.voices:
            self.everyone.addItem(self._model.voice(voice), voice)
        self.filter.choose(TO_DECIDE if UNDECIDED in columns.targets else ALL)
        self.find_field.clear()
        self._filter()
        self._show_everyone()

    def to_decide(self) -> int:
        """How many columns are not decided."""
        return len(self._model.columns.places(UNDECIDED))

    def _filter(self) -> None:
        self._shown.show_part(self.filter.choice(), self.find_field.text())
        self.table.choose_row(0)

    def _place(self) -> int | None:
        index = self._shown.mapToSource(self.table.currentIndex())
        return index.row() if index.isValid() else None

    def _show_current(self) -> None:
        place = self._place()
        self._chosen.setVisible(place is not None)
        if place is None:
            return
        self._heading.setText(self._model.words(place, HEADING))
        cells = self._model.words(place, CELLS)
        self._cells.setText(self.tr("For example: {cells}").format(cells=cells) if cells else self.tr("It is empty."))
        target = self._model.columns.targets[place]
        voice = target.split(":")[2] if target.count(":") > 1 else ""
        bare = target.removesuffix(f":{voice}") if voice else target
        self.what.setCurrentIndex(self.what.findData(bare))
        self.whose.setCurrentIndex(self.whose.findData(voice))
        self._whose.setVisible(bare.startswith("item:") and self.whose.count() > 2)

    def _choose(self) -> None:
        place = self._place()
        if place is None:
            return
        target = str(self.what.currentData())
        voice = str(self.whose.currentData() or "")
        if target.startswith("item:") and voice:
            target = f"{target}:{voice}"
        self._change(self._model.columns.changed(place, target))
        self._show_current()

    def _choose_everyone(self) -> None:
        self._change(self._model.columns.for_everyone(str(self.everyone.currentData())))

    def _change(self, columns: Columns) -> None:
        self._model.change(columns)
        self._show_everyone()
        self.changed.emit(columns)

    def _show_everyone(self) -> None:
        """One voice for all rows is asked for where no column tells the voice."""
        columns = self._model.columns
        self._everyone.setVisible(not columns.places(VOICE) and self.everyone.count() > 2)
        self.everyone.setCurrentIndex(max(self.everyone.findData(columns.everyone), 0))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"

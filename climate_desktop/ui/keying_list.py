"""The paper sheets of a round as a table: seat, voice, and how far their keying is. Nothing about answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from climate_desktop.services.keying import Keyed, KeyedSheet
from climate_desktop.ui.room_row import (
    CELL_PADDING,
    ICON_ROLE,
    INK_ROLE,
    SHORT_ROLE,
    STRONG_ROLE,
    VOICE_ROLE,
    WIDEST_ROLE,
    RoomRow,
)
from climate_desktop.ui.room_table import VoiceInRoom
from climate_desktop.ui.theme import Theme

SEAT, VOICE, KEYED = range(3)
_ICONS = {
    Keyed.BEGUN: "circle-dashed",
    Keyed.ONCE: "check",
    Keyed.BEGUN_AGAIN: "circle-dashed",
    Keyed.DIFFERS: "differ",
    Keyed.TWICE: "check-circle",
}
Index = QModelIndex | QPersistentModelIndex


class SheetsModel(QAbstractTableModel):
    """A table over a tuple of sheets, replaced whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: tuple[KeyedSheet, ...] = ()
        self._voices: dict[str, VoiceInRoom] = {}

    def show_sheets(self, sheets: tuple[KeyedSheet, ...], voices: Sequence[VoiceInRoom]) -> None:
        """Shows these sheets of people who answer from these voices."""
        self.beginResetModel()
        self._sheets = sheets
        self._voices = {voice.id: voice for voice in voices}
        self.endResetModel()

    def sheet(self, row: int) -> KeyedSheet:
        """The sheet of a row."""
        return self._sheets[row]

    def row_of(self, participant_id: str) -> int:
        """The row of a person's sheet; -1 when it is not here."""
        return next((row for row, sheet in enumerate(self._sheets) if sheet.participant.id == participant_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each sheet."""
        return 0 if parent.isValid() else len(self._sheets)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Seat, voice, how far the keying is."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Seat"), self.tr("Voice"), self.tr("Keyed"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, sign, ink and weight of a cell; the seat's cell speaks the whole row."""
        sheet, column = self._sheets[index.row()], index.column()
        voice = self._voices[sheet.participant.voice]
        told = (sheet.participant.seat, voice.name, self._told(sheet))
        if role == Qt.ItemDataRole.DisplayRole:
            return told[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(told) if column == SEAT else told[column]
        if role == INK_ROLE:
            return "text"
        if role == STRONG_ROLE:
            return column == SEAT or (column == KEYED and sheet.state is Keyed.DIFFERS)
        if column == VOICE:
            widest = max((one.name for one in self._voices.values()), key=len)
            return {VOICE_ROLE: voice.place, SHORT_ROLE: voice.short, WIDEST_ROLE: widest}.get(role)
        return _ICONS[sheet.state] if role == ICON_ROLE and column == KEYED else None

    def _told(self, sheet: KeyedSheet) -> str:
        paper = sheet.paper
        if sheet.state is Keyed.BEGUN:
            return self.tr("Begun, {lines} lines so far").format(lines=sheet.lines)
        if sheet.state is Keyed.ONCE:
            return self.tr("Once, by {who}").format(who=paper.keyed_by)
        if sheet.state is Keyed.BEGUN_AGAIN:
            return self.tr("Second time begun")
        if sheet.state is Keyed.DIFFERS:
            one = self.tr("One line differs")
            return one if sheet.differ == 1 else self.tr("{count} lines differ").format(count=sheet.differ)
        return self.tr("Twice, by {first} and {second}").format(first=paper.keyed_by, second=paper.keyed_again_by)


class SheetsTable(QTableView):
    """The table. Signals: `go_on_wanted()` for Enter and a double click, `digit(str)` for what belongs into the code."""

    go_on_wanted = Signal()
    digit = Signal(str)
    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sheets = SheetsModel(self)
        self.setModel(self.sheets)
        self.setItemDelegate(RoomRow(theme, self))
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Paper sheets of this round"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(VOICE, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        self.doubleClicked.connect(self.go_on_wanted)
        theme.changed.connect(self._measure)
        self._measure()

    def show_sheets(self, sheets: tuple[KeyedSheet, ...], voices: Sequence[VoiceInRoom], chosen: str = "") -> None:
        """Shows these sheets and chooses that of a person, the one chosen before, or the last."""
        before = self.chosen()
        wanted = chosen or (before.participant.id if before else "")
        self.sheets.show_sheets(sheets, voices)
        row = self.sheets.row_of(wanted)
        self.setCurrentIndex(self.sheets.index(row if row >= 0 else len(sheets) - 1, SEAT))
        self.chosen_changed.emit()

    def chosen(self) -> KeyedSheet | None:
        """The chosen sheet, if there is any."""
        index = self.currentIndex()
        return self.sheets.sheet(index.row()) if index.isValid() else None

    def step(self, by: int) -> None:
        """Chooses a sheet further down or up; at the ends it stays."""
        row = min(max(self.currentIndex().row() + by, 0), self.sheets.rowCount() - 1)
        self.setCurrentIndex(self.sheets.index(row, SEAT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on with the sheet; digits belong into the code."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on_wanted.emit()
        elif event.text() and event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.digit.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        padding = self._theme.px(CELL_PADDING)
        self.horizontalHeader().setStyleSheet(f"QHeaderView::section {{ padding-left: {padding}px }}")
        self.verticalHeader().setDefaultSectionSize(self._theme.size("table_row"))
        self.verticalHeader().setMinimumSectionSize(self._theme.size("table_row"))
        self.setMinimumHeight(self._theme.size("table_header") + 4 * self._theme.size("table_row"))

"""The people in the room as a table: seat, voice, and where they are. Nothing about answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QTime,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from climate_desktop.core.study import Participant, Progress
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
from climate_desktop.ui.theme import Theme

SEAT, VOICE, WHERE = range(3)
EVERYONE, TO_DO, FINISHED = "everyone", "to_do", "finished"
_ORDER = {Progress.BEGUN: 0, Progress.NOT_STARTED: 1, Progress.FINISHED: 2}
_SORT_ROLE = Qt.ItemDataRole.UserRole + 9
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class VoiceInRoom:
    """A voice that people here answer from. `place` is the one in its pack, from 0; `short` fits a narrow column."""

    id: str
    name: str
    short: str
    place: int


class PeopleModel(QAbstractTableModel):
    """A table over a tuple of participants, replaced whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Participant, ...] = ()
        self._voices: Mapping[str, str] = {}
        self._short: Mapping[str, str] = {}
        self._places: Mapping[str, int] = {}

    def show_people(self, people: tuple[Participant, ...], voices: Sequence[VoiceInRoom]) -> None:
        """Shows these people, who answer from these voices."""
        self.beginResetModel()
        self._people = people
        self._voices = {voice.id: voice.name for voice in voices}
        self._short = {voice.id: voice.short for voice in voices}
        self._places = {voice.id: voice.place for voice in voices}
        self.endResetModel()

    def person(self, row: int) -> Participant:
        """The participant of a row."""
        return self._people[row]

    def row_of(self, participant_id: str) -> int:
        """The row of a participant; -1 when they are not here."""
        return next((row for row, person in enumerate(self._people) if person.id == participant_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each person."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Seat, voice, where they are."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Seat"), self.tr("Voice"), self.tr("Where they are"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, icon, ink and weight of a cell; the seat's cell speaks the whole row."""
        person, column = self._people[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(person, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == SEAT:
                return ", ".join(self._words(person, part) for part in (SEAT, VOICE, WHERE))
            return self._words(person, column)
        if role == _SORT_ROLE:
            return self._sort_key(person, column)
        if role == VOICE_ROLE:
            return self._places.get(self._voice(person)) if column == VOICE else None
        if role == SHORT_ROLE:
            return self._short.get(self._voice(person)) if column == VOICE else None
        if role == WIDEST_ROLE:
            return max(self._voices.values(), key=len, default=None) if column == VOICE else None
        if role == ICON_ROLE:
            return _icon(person)[0] if column == WHERE else None
        if role == INK_ROLE:
            soft = (column == VOICE and not self._voice(person)) or (
                column == WHERE and person.progress is Progress.NOT_STARTED
            )
            return "text_soft" if soft else "text"
        if role == STRONG_ROLE:
            return column == SEAT or (column == WHERE and person.progress is Progress.BEGUN)
        return None

    def _voice(self, person: Participant) -> str:
        """The id of the voice this person answers from: the only one where nobody has to choose; otherwise maybe none."""
        return next(iter(self._voices)) if len(self._voices) == 1 else person.voice

    def _words(self, person: Participant, column: int) -> str:
        if column == SEAT:
            return person.seat
        if column == VOICE:
            return self._voices.get(self._voice(person), "") or self.tr("Chooses on the laptop")
        if person.progress is Progress.NOT_STARTED:
            return self.tr("Not started")
        if person.progress is Progress.BEGUN:
            words = self.tr("Sealed at statement {number}") if person.sealed else self.tr("Paused at statement {number}")
            return words.format(number=person.at_item + 1)
        words = self.tr("Finished late at {time}") if person.late else self.tr("Finished at {time}")
        return words.format(time=_clock(person))

    def _sort_key(self, person: Participant, column: int) -> str:
        if column == WHERE:
            return f"{_ORDER[person.progress]} {person.at_item:04d} {person.finished_at or ''}"
        return self._words(person, column).casefold()


class PeopleFilter(QSortFilterProxyModel):
    """The people of one state whose seat holds what is looked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = EVERYONE
        self._sought = ""
        self.setSortRole(_SORT_ROLE)

    def show_state(self, state: str) -> None:
        """Everyone, those who have something to do, or those who have finished."""
        self.beginFilterChange()
        self._state = state
        self.endFilterChange()

    def look_for(self, words: str) -> None:
        """Only seats that hold these words."""
        self.beginFilterChange()
        self._sought = words.strip().casefold()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """True when the person belongs to the state and to what is looked for."""
        model = self.sourceModel()
        assert isinstance(model, PeopleModel)
        person = model.person(row)
        finished = person.progress is Progress.FINISHED
        wanted = self._state == EVERYONE or finished == (self._state == FINISHED)
        return wanted and self._sought in person.seat.casefold()


class RoomTable(QTableView):
    """The table. Signals: `hand_over_wanted()`, `add_wanted()`, `remove_wanted()` for the keys, `chosen_changed()`."""

    hand_over_wanted = Signal()
    add_wanted = Signal()
    remove_wanted = Signal()
    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._people = PeopleModel(self)
        self._shown = PeopleFilter(self)
        self._shown.setSourceModel(self._people)
        self.setModel(self._shown)
        self.setItemDelegate(RoomRow(theme, self))
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("People in the room"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self._set_header()
        self.sort_as_made()
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        self.doubleClicked.connect(self.hand_over_wanted)
        theme.changed.connect(self._measure)
        self._measure()

    def show_people(self, people: tuple[Participant, ...], voices: Sequence[VoiceInRoom]) -> None:
        """Shows these people and keeps the chosen one, or chooses the first."""
        chosen = self.chosen()
        self._people.show_people(people, voices)
        self.choose(chosen.id if chosen else "")

    def show_state(self, state: str) -> None:
        """Everyone, those with something to do, or those who have finished."""
        self._keep_chosen(lambda: self._shown.show_state(state))

    def look_for(self, words: str) -> None:
        """Only seats that hold these words."""
        self._keep_chosen(lambda: self._shown.look_for(words))

    def choose(self, participant_id: str) -> None:
        """Chooses this person where they are shown, otherwise the first."""
        row = self._people.row_of(participant_id)
        index = self._shown.mapFromSource(self._people.index(row, SEAT)) if row >= 0 else QModelIndex()
        if not index.isValid():
            index = self._shown.index(0, SEAT)
        self.setCurrentIndex(index)
        self.chosen_changed.emit()

    def choose_nobody(self) -> None:
        """Chooses nobody, so that the next one to come is somebody new."""
        self.setCurrentIndex(QModelIndex())
        self.chosen_changed.emit()

    def chosen(self) -> Participant | None:
        """The chosen person, if anybody is shown."""
        index = self._shown.mapToSource(self.currentIndex())
        return self._people.person(index.row()) if index.isValid() else None

    def sort_as_made(self) -> None:
        """Those who paused first, then those who have not started, the finished last."""
        self.sortByColumn(WHERE, Qt.SortOrder.AscendingOrder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter hands over, Insert adds, Delete removes; letters find a seat."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hand_over_wanted.emit()
        elif key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _keep_chosen(self, change: Callable[[], None]) -> None:
        chosen = self.chosen()
        change()
        self.choose(chosen.id if chosen else "")

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(VOICE, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _measure(self) -> None:
        self.horizontalHeader().setStyleSheet(
            f"QHeaderView::section {{ padding-left: {self._theme.px(CELL_PADDING)}px }}"
        )
        self.verticalHeader().setDefaultSectionSize(self._theme.size("table_row"))
        self.verticalHeader().setMinimumSectionSize(self._theme.size("table_row"))
        self.setMinimumHeight(self._theme.size("table_header") + 4 * self._theme.size("table_row"))


def _icon(person: Participant) -> tuple[str, str]:
    if person.progress is Progress.NOT_STARTED:
        return "circle-dashed", "text_soft"
    return ("lock", "text") if person.progress is Progress.BEGUN else ("check-circle", "accent")


def _clock(person: Participant) -> str:
    if person.finished_at is None:
        return QCoreApplication.translate("PeopleModel", "an unknown time")
    local = person.finished_at.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)

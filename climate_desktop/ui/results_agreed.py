"""*What we agree*: the field that is always in sight, and the list of everything agreed."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from climate_desktop.core.study import Action
from climate_desktop.ui import parts
from climate_desktop.ui.agreements import Agreements
from climate_desktop.ui.messages import announce
from climate_desktop.ui.results_table import ScoreTable, WrappedCells
from climate_desktop.ui.strip_painting import Index
from climate_desktop.ui.theme import Theme

LONGEST = 500


class AgreeLine(QLineEdit):
    """The line into which something agreed is typed.

    Signal `undo_wanted()`: Ctrl Z while nothing is typed.
    """

    undo_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Z takes back what was typed, and, when nothing is typed, what was added."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            self.undo_wanted.emit()
            return
        super().keyPressEvent(event)


class AgreeField(QWidget):
    """“What do you agree to do?” with its line and button. Enter adds and clears."""

    def __init__(
        self, theme: Theme, agreements: Agreements, *, side_margin: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._agreements = agreements
        label = parts.caption(theme, self.tr("What do you agree to do?"))
        self.line = AgreeLine()
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(self.tr("Write it as people say it"))
        self.line.setAccessibleName(label.text())
        self.line.setMinimumWidth(theme.px(120))
        label.setBuddy(self.line)
        self.add = parts.secondary(theme, self.tr("Add"))
        self.add.setAccessibleName(self.tr("Add what you agree to do"))
        self.add.setEnabled(False)
        row = parts.row(gap=theme.space(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        margins = (side_margin, theme.space(8), side_margin, theme.space(18))
        self.setLayout(parts.column(label, row, gap=theme.space(6), margins=margins))
        self.line.textChanged.connect(lambda words: self.add.setEnabled(bool(words.strip())))
        self.line.returnPressed.connect(self._add)
        self.line.undo_wanted.connect(self._undo)
        self.add.clicked.connect(self._add)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        """A screen with a text size of its own does not hand its font down to a field."""
        self.line.setFont(self._theme.font())

    def take_focus(self) -> None:
        """Gives the keyboard to the line."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        words = self.line.text().strip()
        if words and self._agreements.add(words):
            self.line.setText("")
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.tr("Added: {words}").format(words=words))

    def _undo(self) -> None:
        if self._agreements.undo():
            announce(self, self.tr("Taken back"))


class AgreedTable(QAbstractTableModel):
    """Everything agreed: what, who, by when. Each cell can be written over.

    Signal `written(Action, str, str, str)`: a person has given an agreement these words.
    """

    written = Signal(object, str, str, str)

    def __init__(self, actions: tuple[Action, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._heads = (self.tr("What we agreed"), self.tr("Who"), self.tr("By when"))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many agreements."""
        return 0 if parent is not None and parent.isValid() else len(self._actions)

    def columnCount(self, parent: Index | None = None) -> int:
        """What, who, by when."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; for a screen reader with its column's name."""
        action = self._actions[index.row()]
        words = (action.text, action.who, action.due)[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = words or self.tr("not said yet")
            return words if index.column() == 0 else f"{self._heads[index.column()]}: {said}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be written over."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Says what a person has written; the list itself is replaced once it is saved."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        action = self._actions[index.row()]
        words = [action.text, action.who, action.due]
        words[index.column()] = str(value)
        self.written.emit(action, *words)
        return True

    def action(self, row: int) -> Action | None:
        """The agreement in this row."""
        return self._actions[row] if 0 <= row < len(self._actions) else None


class _CellEditor(WrappedCells):
    """A line to write into a cell, named for screen readers."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line of text with the column's name."""
        line = QLineEdit(parent)
        line.setMaxLength(LONGEST)
        line.setProperty("no_ring", True)
        line.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return line


class AgreedList(ScoreTable):
    """The agreements as a table: Enter or F2 writes into a cell, Delete takes the row off the list.

    Signal `removal_wanted()`: Delete was pressed on the current row.
    """

    removal_wanted = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, theme, parent)
        self.setItemDelegate(_CellEditor(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes, Delete takes off."""
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and not editing:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)


class AgreedPage(QWidget):
    """The list of everything agreed, with the field below it."""

    def __init__(self, theme: Theme, agreements: Agreements, foot: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._agreements = agreements
        title = parts.title(theme, self.tr("What we agree"))
        lead = parts.body(theme, self.tr("In the words of the people here. It is printed in the report."), soft=True)
        self._empty = parts.empty_state(
            theme, "flag", self.tr("Nothing is agreed yet"), self.tr("Write it below, as people say it, and press Enter.")
        )
        self.list = AgreedList(self.tr("What we agreed"), theme)
        self._hint = parts.soft(theme, self.tr("Press Enter on a cell to write who does it, or by when."))
        self.remove = parts.quiet(theme, self.tr("Take off the list"), icon="trash", size="small")
        self.undo = parts.quiet(theme, self.tr("Undo"), icon="undo", size="small")
        self._acts = QWidget()
        acts = parts.row(gap=theme.space(8))
        acts.addWidget(self._hint, 1)
        acts.addWidget(self.undo)
        acts.addWidget(self.remove)
        self._acts.setLayout(acts)
        page = QWidget()
        page.setLayout(
            parts.column(
                parts.column(title, lead, gap=2), self._empty, self.list, self._acts, 1, gap=theme.space(16),
                margins=(theme.space(32), theme.space(16), theme.space(32), theme.space(16)),
            )
        )  # fmt: skip
        panel = parts.card("panel")
        panel.setLayout(parts.column(foot, gap=0))
        layout = parts.column(gap=0)
        layout.addWidget(parts.scrolled(page), 1)
        layout.addWidget(parts.separator())
        layout.addWidget(panel)
        self.setLayout(layout)
        agreements.changed.connect(self._show)
        self.list.removal_wanted.connect(self._remove)
        self.remove.clicked.connect(self._remove)
        self.undo.clicked.connect(agreements.undo)

    def _show(self) -> None:
        """Shows the list as it is now, with the cursor where it was."""
        row = self.list.currentIndex().row() if self.list.model() else 0
        model = AgreedTable(self._agreements.actions, self.list)
        model.written.connect(self._written)
        self.list.show_model(model, min(max(row, 0), max(model.rowCount() - 1, 0)))
        some = bool(self._agreements.actions)
        self._empty.setVisible(not some)
        self.list.setVisible(some)
        self._hint.setVisible(some)
        self.remove.setVisible(some)
        self.undo.setVisible(self._agreements.can_undo)

    def _written(self, action: Action, text: str, who: str, due: str) -> None:
        self._agreements.change(action, text=text, who=who, due=due)

    def _remove(self) -> None:
        model = self.list.model()
        action = model.action(self.list.currentIndex().row()) if isinstance(model, AgreedTable) else None
        if action is not None and self._agreements.remove(action):
            announce(self, self.tr("Taken off the list: {words}").format(words=action.text))

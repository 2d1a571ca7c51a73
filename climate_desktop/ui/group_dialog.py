"""Two short dialogs: a new group, and which group is meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.core.study import Group, GroupKind
from climate_desktop.ui import messages, parts

if TYPE_CHECKING:
    from climate_desktop.services.study import Study
    from climate_desktop.ui.theme import Theme


class GroupDialog(QDialog):
    """Asks for the name and the kind of a new group and makes it. After `accept`, `group` is the new group."""

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self.group: Group | None = None
        self.setWindowTitle(self.tr("New group"))
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self._field = parts.field(
            theme, self.tr("What is it called?"), self.name, hint=self.tr("The name that people there use.")
        )
        kind = self.tr("What kind of group is it?")
        self.team = parts.choice_card(
            theme,
            self.tr("A team"),
            self.tr("People who give and receive care together, with family, friends and volunteers."),
            name=f"{kind} {self.tr('A team')}",
        )
        self.circle = parts.choice_card(
            theme,
            self.tr("A circle"),
            self.tr("People who meet to decide how things are done. It has circle members, too."),
            name=f"{kind} {self.tr('A circle')}",
        )
        self._kinds = QButtonGroup(self)
        self._kinds.addButton(self.team)
        self._kinds.addButton(self.circle)
        self.team.setChecked(True)
        self._lay_out(theme, kind)

    def _lay_out(self, theme: Theme, kind: str) -> None:
        self.make = parts.primary(theme, self.tr("Make the group"))
        self.cancel = parts.quiet(theme, self.tr("Not now"))
        margin = theme.space(24)
        column = parts.column(
            parts.heading(theme, self.tr("New group")),
            self._field,
            parts.column(parts.caption(theme, kind), self.team, self.circle, gap=theme.space(10)),
            parts.row(1, self.cancel, self.make, gap=theme.space(12)),
            gap=theme.space(20),
            margins=(margin, margin, margin, margin),
        )
        self.setLayout(column)
        self.setMinimumWidth(min(theme.px(480), 1200))
        self.make.setDefault(True)
        self.make.clicked.connect(self._make)
        self.cancel.clicked.connect(self.reject)
        self.name.textEdited.connect(lambda: self._field.set_wrong(""))
        self.name.setFocus()

    def _make(self) -> None:
        kind = GroupKind.CIRCLE if self.circle.isChecked() else GroupKind.TEAM
        try:
            self.group = self._study.workshops.add_group(self.name.text(), kind)
        except KnownError as error:
            self._field.set_wrong(messages.sentence(error))
            messages.announce(self.name, messages.sentence(error))
            self.name.setFocus()
            return
        self.accept()


class WhichGroupDialog(QDialog):
    """Asks which group is meeting. After `accept`, `group_id` is the chosen one, or empty for a new group."""

    def __init__(
        self, groups: Sequence[Group], theme: Theme, *, current: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.group_id = ""
        self.setWindowTitle(self.tr("Start a workshop"))
        self.list = QListWidget()
        self.list.setProperty("kind", "card")
        self.list.setProperty("ring", True)
        self.list.setProperty("ring_radius", float(theme.radius("choice")))
        self.list.setAccessibleName(self.tr("Groups"))
        self.list.setMinimumSize(theme.px(400), theme.px(200))
        for group in groups:
            item = QListWidgetItem(group.name)
            item.setData(Qt.ItemDataRole.UserRole, group.id)
            item.setSizeHint(QSize(0, theme.height(40)))
            self.list.addItem(item)
            if group.id == current:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.choose = parts.primary(theme, self.tr("Go to set-up"), end_icon="arrow-right")
        self.new = parts.secondary(theme, self.tr("New group"), icon="plus")
        self.cancel = parts.quiet(theme, self.tr("Not now"))
        margin = theme.space(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.space(16))
        column.addWidget(parts.heading(theme, self.tr("Which group is meeting?")))
        column.addWidget(self.list, 1)
        column.addLayout(parts.row(self.new, 1, self.cancel, self.choose, gap=theme.space(12)))
        self.choose.setDefault(True)
        self.choose.clicked.connect(self._choose)
        self.list.itemDoubleClicked.connect(lambda _: self._choose())
        self.new.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.list.setFocus()

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.group_id = str(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

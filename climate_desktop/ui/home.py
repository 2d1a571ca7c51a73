"""Home: what is unfinished, then the groups with what was found last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPainterPath, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from climate_desktop.core.study import RoundCounts
from climate_desktop.services.workshops import GroupCard, Unfinished
from climate_desktop.ui import messages, parts
from climate_desktop.ui.group_dialog import GroupDialog, WhichGroupDialog
from climate_desktop.ui.home_cards import CardList
from climate_desktop.ui.home_words import HomeWords
from climate_desktop.ui.keep_until import KeepUntilRow
from climate_desktop.ui.moments import moment_words

if TYPE_CHECKING:
    from climate_desktop.services.study import Study
    from climate_desktop.ui.theme import Theme


class UnfinishedCard(QWidget):
    """A round that is still open, in the only card with an accent edge.

    Signal `carry_on_wanted(str)`: back into the room of this round.
    """

    carry_on_wanted = Signal(str)

    def __init__(self, theme: Theme, unfinished: Unfinished) -> None:
        super().__init__()
        self._theme = theme
        self._round_id = unfinished.round.id
        name = self.tr("{group}, {round}").format(group=unfinished.group.name, round=unfinished.round.label)
        self.button = parts.secondary(theme, self.tr("Carry on in the room"), icon="arrow-right")
        self.button.setAccessibleName(self.tr("Carry on in the room: {name}").format(name=name))
        self.button.clicked.connect(lambda: self.carry_on_wanted.emit(self._round_id))
        self._disc = parts.icon_label(theme, "pause", token="accent", size=24, ground="accent_soft")
        words = parts.column(
            parts.soft(theme, self.tr("Not finished yet")),
            parts.heading(theme, name),
            parts.soft(theme, self._how_far(unfinished.counts, unfinished)),
            gap=2,
        )
        start = QHBoxLayout()
        start.setSpacing(theme.space(20))
        start.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignVCenter)
        start.addLayout(words, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(32, theme.space(14), 24, theme.space(14))
        self._row.setSpacing(theme.space(12))
        self._row.addLayout(start, 1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_narrow(self, *, narrow: bool) -> None:
        """Puts the button under the words, or at their end."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        self._row.setAlignment(self.button, Qt.AlignmentFlag.AlignLeading if narrow else end)
        self._disc.setVisible(not narrow)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the card, its accent edge and the bar at its start."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        radius = self._theme.radius("choice")
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(path, self._theme.color("surface"))
        painter.setClipPath(path)
        width = self._theme.px(8)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.fillRect(self.width() - width if mirrored else 0, 0, width, self.height(), self._theme.color("accent"))
        painter.setClipping(False)
        painter.setPen(self._theme.color("accent_line"))
        painter.drawPath(path)
        painter.end()

    def _how_far(self, counts: RoundCounts, unfinished: Unfinished) -> str:
        """How many have finished, and when the last answer came."""
        if not counts.here:
            return self.tr("Nobody has joined yet.")
        done = self.tr("{finished} of %n people have finished.", "", counts.here).format(finished=counts.finished)
        if counts.here == 1:
            done = self.tr("The one person here has finished.") if counts.finished else self.tr("One person is here.")
        if unfinished.last_answer_at is None:
            return done
        saved = self.tr("The last answer was saved {when}.").format(when=moment_words(unfinished.last_answer_at))
        return f"{done} {saved}"


class HomeScreen(QWidget):
    """The groups of one study.

    Signals: workshop_wanted(str) set-up for this group; room_wanted(str) and results_wanted(str) of this round;
    group_added(str) a new group was made; erase_wanted() the study is not to be kept any longer.
    """

    workshop_wanted = Signal(str)
    room_wanted = Signal(str)
    results_wanted = Signal(str)
    group_added = Signal(str)
    erase_wanted = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._words = HomeWords(study)
        self._groups: tuple[GroupCard, ...] = ()
        self._unfinished_cards: list[UnfinishedCard] = []
        self._title = parts.title(theme, self.tr("Welcome back"))
        self._practice = parts.badge(theme, self.tr("Practice, with made-up people"))
        self.start = parts.primary(theme, self.tr("Start a workshop"), icon="plus", size="tall")
        self._heading = parts.heading(theme, self.tr("Groups"))
        self._count = parts.soft(theme, "")
        self.find_field = parts.find_field(theme, self.tr("Find a group"), hint=self.tr("Ctrl F"))
        self.order = parts.select(
            theme,
            self.tr("Order of the groups"),
            [
                ("latest", self.tr("Latest first")),
                ("name", self.tr("By name")),
                ("actions", self.tr("Most to do first")),
            ],
            icon="sort",
        )
        self.find_button = parts.secondary(theme, self.tr("Find"), icon="search")
        self.find_button.setCheckable(True)
        self.new_group = parts.secondary(theme, self.tr("New group"), icon="plus")
        self.list = CardList(theme, self.tr("Groups"))
        self.first_group = parts.secondary(theme, self.tr("New group"), icon="plus")
        self._empty = parts.empty_state(
            theme,
            "people",
            self.tr("No groups yet"),
            self.tr("Make the team or circle that you will meet."),
            self.first_group,
        )
        self._nothing_found = parts.body(theme, "", soft=True)
        self.kept = KeepUntilRow(study, theme)
        self.kept.erase_wanted.connect(self.erase_wanted)
        self._build()
        self._practice.setVisible(study.practice)
        self._connect()
        self.refresh()

    # What the window calls

    def refresh(self) -> None:
        """Reads the groups and the open rounds again."""
        self.kept.refresh()
        self._groups = self._study.workshops.groups()
        for card in self._unfinished_cards:
            self._unfinished.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._unfinished_cards = [UnfinishedCard(self._theme, one) for one in self._study.workshops.unfinished()]
        for card in self._unfinished_cards:
            card.carry_on_wanted.connect(self.room_wanted)
            self._unfinished.addWidget(card)
        self._unfinished_place.setVisible(bool(self._unfinished_cards))
        self._title.setText(self.tr("Welcome back") if self._groups else self.tr("Welcome"))
        self._show_groups()
        self._arrange()

    def take_focus(self) -> None:
        """The keyboard goes to what is unfinished, then to the groups, then to what makes the first."""
        if self._unfinished_cards:
            self._unfinished_cards[0].button.setFocus()
        elif self._groups:
            self.list.setFocus()
        else:
            self.first_group.setFocus()

    def lend_primary(self, bar: QHBoxLayout | None) -> None:
        """Puts the primary button into the bar of a narrow window, or takes it back beside the title."""
        home = self._top if bar is None else bar
        if home.indexOf(self.start) < 0:
            if bar is not None:
                bar.addStretch(1)
            home.addWidget(self.start)
        self._top_place.setVisible(bar is None or self._study.practice)
        self._title.setVisible(bar is None)

    # Building

    def _build(self) -> None:
        theme = self._theme
        self._top_place = QWidget()
        self._top = parts.row(self._title, self._practice, 1, self.start, gap=theme.space(16))
        self._top_place.setLayout(self._top)
        self._top.setContentsMargins(6, 6, 6, 6)
        self._title.setWordWrap(False)
        self._heading.setWordWrap(False)
        self._count.setWordWrap(False)
        self._unfinished_place = QWidget()
        self._unfinished = parts.column(gap=12, margins=(6, 0, 6, 0))
        self._unfinished_place.setLayout(self._unfinished)
        self._find_row = QHBoxLayout()
        self._find_row.setContentsMargins(6, 6, 6, 0)
        self._find_row.setSpacing(12)
        self._heads = parts.row(
            self._heading, self._count, 1, self.find_button, self.new_group, gap=12, margins=(6, 6, 6, 0)
        )
        content = QWidget()
        content.setProperty("kind", "page")
        self._column = parts.column(self._top_place, self._unfinished_place, gap=theme.space(12))
        self._column.addLayout(self._heads)
        self._column.addLayout(self._find_row)
        self._column.addWidget(self.list)
        self._column.addWidget(self._nothing_found)
        self._column.addLayout(parts.row(self._empty, margins=(6, 0, 6, 0)))
        self._column.addStretch(1)
        self._column.addWidget(self.kept)
        content.setLayout(self._column)
        self._content = content
        self._area = parts.scrolled(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _connect(self) -> None:
        self.start.clicked.connect(self.start_workshop)
        self.new_group.clicked.connect(self._make_group)
        self.first_group.clicked.connect(self._make_group)
        self.find_field.textEdited.connect(lambda _: self._show_groups())
        self.find_button.clicked.connect(self._show_find)
        self.order.activated.connect(lambda _: self._show_groups())
        self.list.opened.connect(self._open_group)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._keep_in_sight())
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._show_find)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rearranges the rows when the window becomes narrow or wide."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_area"):
            self._arrange()

    def _arrange(self) -> None:
        """Three, two or one card side by side; the find field in the heading's row or below it."""
        layout = self._theme.token("layout")
        width = self.window().width() / self._theme.scale
        columns = 3 if width >= layout["three_cards_from"] else 2 if width >= layout["two_cards_from"] else 1
        narrow = columns == 1
        margin = (32 if narrow else self._theme.token("space", "page_margin")) - 6
        self._column.setContentsMargins(margin, 22, margin, 24)
        self.list.set_columns(columns)
        wanted = self._find_row if narrow else self._heads
        if wanted.indexOf(self.find_field) < 0:
            first = 0 if narrow else 3
            wanted.insertWidget(first, self.find_field)
            wanted.insertWidget(first + 1, self.order)
        self.find_field.setMinimumWidth(self._theme.px(160 if narrow else 220))
        self._show_tools(narrow=narrow)
        for card in self._unfinished_cards:
            card.set_narrow(narrow=narrow)

    def _show_tools(self, *, narrow: bool) -> None:
        """What belongs to a list is there when there is one; in a narrow window the find field waits for Find."""
        some = bool(self._groups)
        finding = some and (not narrow or self.find_button.isChecked() or bool(self.find_field.text()))
        self.find_field.setVisible(finding)
        self.order.setVisible(finding)
        self.find_button.setVisible(some and narrow)
        self.new_group.setVisible(some)
        self._heading.setVisible(some)
        self._count.setVisible(some and not narrow)

    # Showing and asking

    def _show_groups(self) -> None:
        wanted = self.find_field.text().strip().casefold()
        found = [card for card in self._groups if wanted in card.group.name.casefold()]
        order = self.order.currentData()
        if order == "name":
            found.sort(key=lambda card: card.group.name.casefold())
        elif order == "actions":
            found.sort(key=lambda card: card.open_actions, reverse=True)
        self.list.show_cards(self._words.cards(found, self._groups))
        self.list.setVisible(bool(found))
        self._empty.setVisible(not self._groups)
        self._nothing_found.setVisible(bool(self._groups) and not found)
        self._nothing_found.setText(self.tr("No group has “{words}” in its name.").format(words=self.find_field.text()))
        self._count.setText(self.tr("{found} of {all}").format(found=len(found), all=len(self._groups)))
        if wanted:
            messages.announce(self.list, self._count.text())

    def _keep_in_sight(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and self.list.hasFocus():
            middle = self.list.viewport().mapTo(self._content, self.list.visualRect(index).center())
            half = self.list.gridSize().height() // 2
            self._area.ensureVisible(middle.x(), middle.y(), 0, half)

    def _show_find(self) -> None:
        if self.find_button.isVisible():
            self.find_button.setChecked(True)
            self._show_tools(narrow=True)
        self.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_field.selectAll()

    def _card(self, group_id: str) -> GroupCard:
        return next(card for card in self._groups if card.group.id == group_id)

    def _open_group(self, group_id: str) -> None:
        """Goes to what the group needs next: its open room, its latest results, or its first set-up."""
        card = self._card(group_id)
        if card.open_round is not None:
            self.room_wanted.emit(card.open_round.id)
        elif card.latest_round is not None:
            self.results_wanted.emit(card.latest_round.id)
        else:
            self.workshop_wanted.emit(group_id)

    def _show_menu(self, at: QPoint) -> None:
        """Everything that can be done with the group under the pointer or with the current one."""
        index = self.list.indexAt(at)
        if index.isValid():
            self.list.setCurrentIndex(index)
        group_id = self.list.current_group()
        if not group_id:
            return
        card = self._card(group_id)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if card.open_round is not None:
            room = card.open_round.id
            menu.addAction(self.tr("Carry on in the room")).triggered.connect(lambda: self.room_wanted.emit(room))
        else:
            start = menu.addAction(self.tr("Start a workshop"))
            start.triggered.connect(lambda: self.workshop_wanted.emit(group_id))
        if card.latest_round is not None:
            latest = card.latest_round.id
            results = menu.addAction(self.tr("Look at the latest results"))
            results.triggered.connect(lambda: self.results_wanted.emit(latest))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def start_workshop(self) -> None:
        """Asks which group is meeting where there is a choice, then goes to its set-up."""
        if not self._groups:
            group_id = self._make_group()
            if group_id:
                self.workshop_wanted.emit(group_id)
            return
        dialog = WhichGroupDialog(
            [card.group for card in self._groups], self._theme, current=self.list.current_group(), parent=self
        )
        if not dialog.exec():
            return
        group_id = dialog.group_id or self._make_group()
        if group_id:
            self.workshop_wanted.emit(group_id)

    def _make_group(self) -> str:
        """The id of the group that was made; empty when none was."""
        dialog = GroupDialog(self._study, self._theme, self)
        if not dialog.exec() or dialog.group is None:
            return ""
        self.refresh()
        self.list.choose(dialog.group.id)
        messages.announce(self, self.tr("{group} was made.").format(group=dialog.group.name))
        self.group_added.emit(dialog.group.id)
        return dialog.group.id

"""Counting hands: one statement in large type, and a number of hands for each answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from climate_desktop.core.errors import KnownError, MoreHandsThanPeople
from climate_desktop.services.study import Study
from climate_desktop.services.tally import Counting
from climate_desktop.ui import messages, parts
from climate_desktop.ui.participant_frame import FootBar, PageColumn, Statement, has_modifier
from climate_desktop.ui.parts import Counter
from climate_desktop.ui.save_state import SaveState
from climate_desktop.ui.statement_progress import StatementProgress
from climate_desktop.ui.theme import Theme

_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Escape: 0}


class HandsRow(QWidget):
    """One answer with its number of hands.

    Signals: counted() a person changed the number; left(int) the keyboard goes so many rows on, with Enter one; paged(int)
    so many statements on, or away for 0.
    """

    counted = Signal()
    left = Signal(int)
    paged = Signal(int)

    def __init__(self, theme: Theme, words: str, statement: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = parts.heading(theme, words)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.counter: Counter = parts.counter(theme, f"{statement} {words}", maximum=most)
        self.counter.spin.setFont(theme.semibold("large"))
        self.counter.spin.installEventFilter(self)
        self.counter.counted.connect(self.counted)
        self.setLayout(parts.row(self._words, self.counter, gap=theme.space(16), margins=(6, 6, 6, 6)))

    def take_focus(self) -> None:
        """Gives the keyboard to the number, so that what is typed takes its place."""
        self.counter.spin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.counter.spin.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows up and down and Enter go to another row; plus and minus, and arrows aside, change the number."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or has_modifier(event):
            return super().eventFilter(watched, event)
        key, spin = Qt.Key(event.key()), self.counter.spin
        act: Callable[[], object] | None = {
            Qt.Key.Key_Up: lambda: self.left.emit(-1),
            Qt.Key.Key_Down: lambda: self.left.emit(1),
            Qt.Key.Key_Return: lambda: self.left.emit(1),
            Qt.Key.Key_Enter: lambda: self.left.emit(1),
            Qt.Key.Key_Plus: spin.stepUp,
            Qt.Key.Key_Right: spin.stepUp,
            Qt.Key.Key_Minus: spin.stepDown,
            Qt.Key.Key_Left: spin.stepDown,
        }.get(key)
        if key in _PAGES:
            self.paged.emit(_PAGES[key])
            return True
        if act is not None:
            act()
            return True
        return super().eventFilter(watched, event)


class CountPage(QWidget):
    """The statements of one voice, one after the other. What was counted is stored before another statement is shown.

    Signals: done() away from the statements; changed() hands were stored.
    """

    done = Signal()
    changed = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._round_id = ""
        self._counting: Counting | None = None
        self._position = 0
        self._touched = False
        self.rows: tuple[HandsRow, ...] = ()

        self._who = parts.body(theme, "", soft=True)
        self.statement = Statement()
        self._told = parts.heading(theme, "")
        self._keys = parts.body(theme, self.tr("Type a number, then Enter."), soft=True)
        self._wrong = parts.notice(theme, "wrong", "")
        self._left = PageColumn()
        self._right = PageColumn()
        self._progress = StatementProgress(theme)
        self._where = parts.strong(theme, "")
        self._state = SaveState(theme)
        self.foot = FootBar(theme)
        self._lay_out()
        self.foot.back.clicked.connect(self.go_back)
        self.foot.next.clicked.connect(self.go_on)
        theme.changed.connect(self._measure)

    def begin(self, round_id: str, voice: str) -> None:
        """Shows the first statement of this voice that is not counted yet; the first of all where none is missing."""
        self._round_id = round_id
        self._counting = found = self._study.tallies.counting(round_id, voice)
        self._state.show_nothing()
        self._show(found.items.index(found.missing[0]) if found.missing else 0)

    def take_focus(self) -> None:
        """Gives the keyboard to the first number."""
        if self.rows:
            self.rows[0].take_focus()

    @property
    def hands(self) -> tuple[int, ...]:
        """The numbers as they stand there, lowest answer first."""
        return tuple(row.counter.value() for row in self.rows)

    @property
    def told(self) -> str:
        """What is said about the hands that are missing, or that are too many."""
        return self._told.text()

    def go_on(self) -> None:
        """Stores what was counted and shows the next statement; after the last one it is done."""
        self._move(1)

    def go_back(self) -> None:
        """Stores what was counted and shows the statement before; before the first one it is done."""
        self._move(-1)

    def leave(self) -> bool:
        """Stores what was counted; False, with the reason on the page, when it cannot be."""
        if not self._touched or self._counting is None:
            return True
        item = self._counting.items[self._position]
        if not any(self.hands) and item.id not in self._counting.counts:
            return True
        try:
            self._counting = self._study.tallies.count(self._round_id, self._counting.voice, item.id, self.hands)
        except KnownError as error:
            self._say_wrong(messages.sentence(error))
            if not isinstance(error, MoreHandsThanPeople):
                self._state.show_not_saved()
            self.take_focus()
            return False
        self._touched = False
        self._state.show_saved()
        self.changed.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down go back and on, Esc away; Enter presses the button that has the keyboard, or goes on."""
        key = Qt.Key(event.key())
        if has_modifier(event):
            event.ignore()
        elif key in _PAGES:
            self._page(_PAGES[key])
        elif key in _ON:
            self.foot.press()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the margins."""
        super().resizeEvent(event)
        self._measure()

    def _lay_out(self) -> None:
        left = self._left.column
        left.addStretch(1)
        left.addWidget(self._who)
        left.addSpacing(8)
        left.addWidget(self.statement)
        left.addStretch(2)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(0)
        right = self._right.column
        right.addStretch(1)
        right.addLayout(self._answers)
        right.addSpacing(8)
        right.addLayout(parts.column(self._told, self._keys, self._wrong, gap=8, margins=(6, 6, 6, 6)))
        right.addStretch(1)
        self._columns = QHBoxLayout()
        self._columns.addWidget(self._left, 100)
        self._columns.addWidget(self._right, 92)
        self.foot.fill(self._progress, self._where, self._state)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self._columns, 1)
        page.addWidget(self.foot)
        self._measure()

    def _measure(self) -> None:
        edge = 18 if self._theme.scale >= 2 else 34
        self._columns.setContentsMargins(edge, 8, edge, 8)
        self._columns.setSpacing(24)

    def _move(self, step: int) -> None:
        if self._counting is None or not self.leave():
            return
        place = self._position + step
        if 0 <= place < len(self._counting.items):
            self._show(place)
        else:
            self.done.emit()

    def _page(self, step: int) -> None:
        if step:
            self._move(step)
        elif self.leave():
            self.done.emit()

    def _show(self, position: int) -> None:
        assert self._counting is not None
        counting, tallies = self._counting, self._study.tallies
        self._position, self._touched = position, False
        item = counting.items[position]
        words = tallies.statement(self._round_id, counting.voice, item)
        voice = tallies.words(self._round_id)[f"voice.{counting.voice}.name"]
        self._who.setText(self.tr("{voice}: {present} here").format(voice=voice, present=counting.present))
        self.statement.show_text(words, "")
        self._make_rows(words, counting)
        for row, hands in zip(self.rows, counting.counts.get(item.id, ()), strict=False):
            row.counter.set_value(hands)
        self._progress.show_position(position + 1, len(counting.items))
        where = self.tr("Statement {position} of {total}").format(position=position + 1, total=len(counting.items))
        self._where.setText(where)
        last = position + 1 == len(counting.items)
        self.foot.next.say(self.tr("Done") if last else self.tr("Next"))
        self._show_missing()
        self.take_focus()

    def _make_rows(self, statement: str, counting: Counting) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        made: list[HandsRow] = []
        for _, words in self._study.tallies.scale(self._round_id):
            row = HandsRow(self._theme, words, statement, 999)
            place = len(made)
            row.counted.connect(self._count)
            row.left.connect(lambda step, place=place: self._go(place + step))
            row.paged.connect(self._page)
            self._answers.addWidget(row)
            made.append(row)
        self.rows = tuple(made)

    def _go(self, place: int) -> None:
        """The keyboard goes to another row; beyond the last one, to the next statement."""
        if 0 <= place < len(self.rows):
            self.rows[place].take_focus()
        elif place >= len(self.rows):
            self.go_on()

    def _count(self) -> None:
        self._touched = True
        self._state.show_nothing()
        self._show_missing()

    def _show_missing(self) -> None:
        assert self._counting is not None
        hands, present = sum(self.hands), self._counting.present
        self._wrong.hide()
        if hands > present:
            self._told.setText("")
            self._say_wrong(messages.sentence(MoreHandsThanPeople(hands=hands, present=present)))
        elif hands == present:
            self._told.setText(self.tr("All {present} are counted.").format(present=present))
        elif present - hands == 1:
            self._told.setText(self.tr("One of {present} is still missing.").format(present=present))
        else:
            missing = self.tr("{missing} of {present} are still missing.")
            self._told.setText(missing.format(missing=present - hands, present=present))
        self._told.setVisible(hands <= present)

    def _say_wrong(self, words: str) -> None:
        self._wrong.say(words)
        self._wrong.show()
        messages.announce(self, words)

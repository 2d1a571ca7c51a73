"""One statement at a time: the statement at the left, its answers at the right, the way back and on in the foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from climate_desktop.core.instrument import Item, NoAnswer
from climate_desktop.core.study import Mode, Response
from climate_desktop.services.answering import Answering
from climate_desktop.ui import parts
from climate_desktop.ui.likert import Likert
from climate_desktop.ui.participant_frame import FootBar, PageColumn, has_modifier
from climate_desktop.ui.save_state import SaveState
from climate_desktop.ui.saving import Saving
from climate_desktop.ui.statement_progress import StatementProgress
from climate_desktop.ui.statement_side import StatementSide
from climate_desktop.ui.theme import Theme

_EASY_SCALE = 1.5
"""The size of text at which easy words open."""
_ANY_HEIGHT = 16_777_215


class Questionnaire(QWidget):
    """The statements of one participant. It owns the answering and its way to the disk while they last.

    Signals:
    done(): the person went on from the last statement.
    before(): the person went back from the first one.
    shown(): another statement is shown, or the same in other words.
    """

    done = Signal()
    before = Signal()
    shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answering: Answering | None = None
        self._saving: Saving | None = None
        self._position = 0
        self._from_the_end = False
        self._scale_before = 0.0

        self._left = StatementSide(theme)
        self._likert = Likert(theme)
        self._progress = StatementProgress(theme)
        self._where = parts.strong(theme, "")
        self._state = SaveState(theme)
        self._foot = FootBar(theme)
        self._lay_out()

        self._likert.answered.connect(self._answered)
        self._likert.declined.connect(self._declined)
        self._foot.back.clicked.connect(self.go_back)
        self._foot.next.clicked.connect(self.go_on)
        theme.changed.connect(self._fit)

    def begin(self, answering: Answering, saving: Saving) -> None:
        """Takes one person's statements, in the words in which they answered most of those before."""
        easy = self.in_easy_words if self._answering is answering else answering.usual_way()[0] is Mode.FACES
        self._answering, self._saving = answering, saving
        self._use_words(easy=easy)
        saving.changed.connect(self._show_state)
        saving.saved.connect(self._say_saved)

    def show_item(self, position: int, *, from_the_end: bool = False) -> None:
        """Shows the statement at this position, counted from 0, with what was chosen for it; this stores nothing.

        One that was asked for `from_the_end` leads straight back there.
        """
        assert self._answering is not None
        assert self._saving is not None
        self._from_the_end = from_the_end
        self._show_foot()
        self._position = min(max(position, 0), len(self._answering.items) - 1)
        item = self._item()
        statement = self._answering.statement(item)
        self._left.show_statement(statement)
        self._likert.show_item(item.id, statement, self._saving.chosen(item.id))
        self._show_kept()
        self._show_where()
        self._show_state()
        self.shown.emit()

    @property
    def in_easy_words(self) -> bool:
        """True while the statements are shown in easy words."""
        return self._answering is not None and self._answering.way[0] is Mode.FACES

    def change_words(self) -> None:
        """Goes over to easy words with faces, or back; every answer stays as it is. Nothing while none can be taken."""
        if self._answering is None or not self._foot.isEnabled():
            return
        self._use_words(easy=not self.in_easy_words)
        self.show_item(self._position, from_the_end=self._from_the_end)

    def spoken(self) -> tuple[str, ...]:
        """What is read aloud here: the statement with its question, then all answers."""
        if self._answering is None:
            return ()
        choices = [answer.text() for answer in self._likert.answers]
        return (*self._left.spoken(), *choices)

    def forget(self) -> None:
        """Leaves no trace of the person or of anything they chose."""
        if self._saving is not None:
            self._saving.changed.disconnect(self._show_state)
            self._saving.saved.disconnect(self._say_saved)
        self._answering, self._saving, self._position, self._from_the_end = None, None, 0, False
        self._left.forget()
        self._scale_before = 0.0
        self._likert.forget()
        self._where.clear()
        self._progress.show_position(0, 1)
        self._state.show_nothing()

    def set_taking(self, taking: bool) -> None:
        """Takes answers, or takes none while one could not be saved."""
        self._likert.setEnabled(taking)
        self._likert.another.setEnabled(taking)
        self._foot.setEnabled(taking)

    def go_back(self) -> None:
        """The statement before this one, or the page before the first one."""
        if self._position > 0:
            self._move_to(self._position - 1)
        elif self._answering is not None:
            self.before.emit()

    def go_on(self) -> None:
        """The next statement, with an answer to this one or without; the end, where it was asked for from there."""
        if self._answering is None:
            return
        if self._from_the_end or self._position + 1 >= len(self._answering.items):
            self.done.emit()
        else:
            self._move_to(self._position + 1)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through here: the answers as one, then the foot."""
        return (self._likert.tab_stop(), self._likert.another, *self._foot.tab_stops())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose by place, 0 goes to the other answers, Page Up and Page Down go back and on.

        Arrows move along the answers; Enter chooses what they have moved onto, and otherwise goes on.
        """
        key = event.key()
        if has_modifier(event) or not self._foot.isEnabled():
            event.ignore()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._likert.choose(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_0:
            self._likert.go_to_others()
        elif key == Qt.Key.Key_PageUp:
            self.go_back()
        elif key == Qt.Key.Key_PageDown:
            self.go_on()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._likert.choose_moved():
                self._foot.press()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) or (
            self._likert.has_faces and key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            self._likert.go_to_first()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds the other answers where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fits again when the text size has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_right"):
            self._fit()

    def _lay_out(self) -> None:
        self._right = PageColumn()
        self._right.column.addWidget(self._likert)

        self._other_place = QWidget()
        self._other_place.setLayout(parts.row(self._likert.another, 1, margins=(6, 6, 6, 6)))
        self._columns = QGridLayout()
        self._place_columns()
        self._foot.fill(self._progress, self._where, self._state)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self._columns, 1)
        page.addWidget(self._foot)

    def _fit(self) -> None:
        scale = self._theme.scale
        edge = 18 if scale >= 2 else 34
        self._columns.setContentsMargins(edge, 0 if scale >= 2 else 8, edge, 8)
        self._columns.setHorizontalSpacing(24)
        self._columns.setVerticalSpacing(8 if self._likert.has_faces else 0)
        height = self.height() - self._foot.minimumHeight() - 24
        width = (self.width() - 2 * edge - 24) * 116 // 216 - 12
        if self._likert.has_faces:
            width = self.width() - 2 * edge - 12
            height -= self._theme.px(70)
        folded = scale >= 2 or self._likert.height_unfolded(width) > height or self._likert.width_unfolded() > width
        self._likert.set_folded(folded)
        self._other_place.setVisible(folded)
        self._left.fit()
        self._place_columns()
        if self._likert.has_faces:
            free = self.height() - self._foot.minimumHeight() - 8
            free -= self._other_place.sizeHint().height() + 16 if folded else 8
            least = self._likert.least_height if folded else self._likert.height_unfolded(width)
            best = self._likert.best_height + 12
            self._right.setFixedHeight(max(least, min(best, free * 62 // 100)))
        self._show_where()

    def _place_columns(self) -> None:
        """Statement and answers side by side; with faces below each other, the answers as high as they need."""
        for part in (self._left, self._right, self._other_place):
            self._columns.removeWidget(part)
        if self._likert.has_faces:
            for row, part in enumerate((self._left, self._right, self._other_place)):
                self._columns.addWidget(part, row, 0, 1, 2)
        else:
            self._columns.addWidget(self._left, 0, 0)
            self._columns.addWidget(self._other_place, 1, 0)
            self._columns.addWidget(self._right, 0, 1, 2, 1)
            self._right.setMinimumHeight(0)
            self._right.setMaximumHeight(_ANY_HEIGHT)
        self._columns.setColumnStretch(0, 100)
        self._columns.setColumnStretch(1, 116)
        self._columns.setRowStretch(0, 1)

    def _use_words(self, *, easy: bool) -> None:
        """Shows easy words with faces from now on, or the whole scale; easy words open larger."""
        assert self._answering is not None
        self._answering.use(Mode.FACES if easy else Mode.SCREEN)
        self._likert.set_scale(self._answering.instrument.scale, self._answering.words, easy=easy)
        self._left.show_person(self._answering, in_the_middle=self._likert.has_faces)
        if easy and self._theme.scale < _EASY_SCALE:
            self._scale_before = self._theme.scale
            self._theme.set_scale(_EASY_SCALE)
        elif not easy and self._scale_before and self._theme.scale == _EASY_SCALE:
            self._theme.set_scale(self._scale_before)
        self._fit()

    def _show_kept(self) -> None:
        """Says what was chosen on the whole scale, where no face stands for it."""
        if self._saving is None or self._answering is None:
            return
        chosen = self._saving.chosen(self._item().id)
        lost = chosen is not None and not self._likert.offers(chosen)
        self._left.show_kept(self._answering.words[f"scale.{chosen}"] if lost else "")

    def _show_foot(self) -> None:
        easy = self.in_easy_words
        on = self.tr("Go on") if easy else self.tr("Next")
        self._foot.next.say(self.tr("To the end") if self._from_the_end else on)
        self._foot.back.say(self.tr("Go back") if easy else self.tr("Back"))

    def _item(self) -> Item:
        assert self._answering is not None
        return self._answering.items[self._position]

    def _move_to(self, position: int) -> None:
        assert self._answering is not None
        self._answering.reached(position)
        self.show_item(position)

    def _answered(self, item_id: str, value: int) -> None:
        self._record(item_id, value)

    def _declined(self, item_id: str, kind: str) -> None:
        self._record(item_id, NoAnswer(kind))

    def _record(self, item_id: str, response: Response) -> None:
        if self._saving is not None:
            self._saving.record(item_id, response)
            self._show_kept()

    def _show_where(self) -> None:
        if self._answering is None:
            return
        position, total = self._position + 1, len(self._answering.items)
        self._progress.show_position(position, total)
        words = (
            self.tr("{position} of {total}")
            if self._theme.scale >= 2 or self.in_easy_words
            else self.tr("Statement {position} of {total}")
        )
        self._where.setText(words.format(position=position, total=total))

    def _show_state(self) -> None:
        if self._saving is None or self._answering is None:
            return
        if self._saving.has_failed:
            self._state.show_not_saved()
        elif self._saving.is_slow:
            self._state.show_saving()
        elif self._saving.is_saved(self._item().id):
            self._state.show_saved()
        else:
            self._state.show_nothing()

    def _say_saved(self, item_id: str) -> None:
        if self._answering is not None and item_id == self._item().id:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.tr("Saved")))

"""One paper sheet keyed on the number pad: one key for each line, and the next line comes by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.core.instrument import Item
from climate_desktop.core.keypad import Key, Mark, key_of
from climate_desktop.services.form_codes import code_in
from climate_desktop.services.sheet_keying import SheetKeying
from climate_desktop.ui import messages, parts
from climate_desktop.ui.keying_keys import KeyReader, Press, Said
from climate_desktop.ui.keying_now import NowPanel
from climate_desktop.ui.keying_pad import KeyMap
from climate_desktop.ui.keying_table import LINES, Line, LinesTable
from climate_desktop.ui.keying_words import response_words
from climate_desktop.ui.page import Page
from climate_desktop.ui.saving import Saving
from climate_desktop.ui.statement_progress import StatementProgress
from climate_desktop.ui.theme import Theme

SIDE_WIDTH = 404


class KeyingSheet(QWidget):
    """The lines of one sheet. It owns the keying and its way to the disk while they last.

    Signals:
    finished(int): every line is keyed and saved; so many lines differ from the first keying.
    left(): the sheet was put aside as it is.
    """

    finished = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keying: SheetKeying | None = None
        self._saving: Saving | None = None
        self._reader: KeyReader | None = None
        self._marks: dict[str, Mark] = {}
        self._place = 0
        self._ending = False

        self._title = parts.title(theme, "")
        self._where = parts.heading(theme, "")
        self._told = parts.soft(theme, "")
        self._progress = StatementProgress(theme)
        self._not_saved = messages.NotSavedBar(theme)
        self.table = LinesTable(theme)
        self.now = NowPanel(theme)
        self.notice = parts.notice(theme, "wrong", "")
        self._info = parts.notice(theme, "info", "")
        self.pad = KeyMap(theme)
        self._hint = parts.soft(theme, self.tr("One key for each line. No Enter, no mouse."))
        self._leave = parts.quiet(theme, self.tr("Leave this sheet for later"), icon="arrow-left")
        self._state_icon = parts.icon_label(theme, "check-circle", token="text_soft", size=18)
        self._state = parts.soft(theme, "")
        self._back = parts.secondary(theme, self.tr("Back one"), icon="undo")
        self._lay_out()
        self._connect()

    # Public

    def begin(self, keying: SheetKeying) -> None:
        """Takes one sheet, at its first line without a key."""
        self.forget()
        self._keying = keying
        self._reader = KeyReader(keying.instrument.scale)
        self._saving = saving = Saving(keying, self)
        saving.changed.connect(self._show_state)
        saving.failed.connect(self._failed)
        lines = enumerate(keying.items)
        self._place = next((n for n, item in lines if saving.chosen(item.id) is None), len(keying.items))
        self._title.setText(keying.participant.seat)
        told = (
            self.tr("{voice}. Form {code}. Second keying: the page starts empty, and the first is not shown.")
            if keying.again
            else self.tr("{voice}. Form {code}. First keying. Write “{seat}” on the sheet.")
        )
        voice = keying.words[f"voice.{keying.participant.voice}.name"]
        self._told.setText(told.format(voice=voice, code=keying.paper.code, seat=keying.participant.seat))
        self.pad.show_keys(keying.instrument.scale, keying.words)
        self._quieten()
        self._show_line()
        self._show_state()

    def forget(self) -> None:
        """Leaves nothing of the sheet on the screen."""
        if self._saving is not None:
            self._saving.changed.disconnect(self._show_state)
            self._saving.failed.disconnect(self._failed)
            self._saving.deleteLater()
        self._keying, self._saving, self._reader, self._ending = None, None, None, False
        self._marks.clear()
        self._not_saved.clear()
        self._title.clear()
        self._told.clear()
        self._where.clear()
        self.table.show_lines((), 0, -1)
        self.now.show_line("", "", self.tr("No sheet"))

    @property
    def keyed(self) -> int:
        """How many lines have a key so far."""
        if self._keying is None or self._saving is None:
            return 0
        return sum(self._saving.chosen(item.id) is not None for item in self._keying.items)

    @property
    def place(self) -> int:
        """The line that is keyed next, from 0; the number of lines once all are keyed."""
        return self._place

    def take_focus(self) -> None:
        """Puts the keyboard on the line that is keyed."""
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """The line before this one, which is keyed anew."""
        self._ending = False
        if self._place == 0:
            self._refuse(self.tr("This is the first line."), self.tr("Nothing comes before it."))
        else:
            self._place -= 1
            self._quieten()
            self._show_line()
        self.take_focus()

    def leave(self) -> None:
        """Puts the sheet aside; what was keyed is kept."""
        self.left.emit()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An answer's key goes on, the point goes back, Enter finishes once every line is keyed, Esc leaves."""
        if self._keying is None or self._reader is None:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        press = self._reader.read(event)
        if press.said is Said.NOT_OURS:
            super().keyPressEvent(event)
            return
        event.accept()
        self._take(press)

    def _take(self, press: Press) -> None:
        assert self._keying is not None
        if press.said is Said.NOTHING:
            return
        if self._saving is not None and self._saving.has_failed:
            self._refuse(self.tr("The last key is not saved yet."), self.tr("Press Try again first."))
        elif press.said is Said.ANSWER and press.key is not None:
            self._answer(press.key)
        elif press.said is Said.BACK:
            self.go_back()
        elif press.said is Said.ENTER:
            self._enter()
        elif press.said is Said.SCANNED:
            self._scanned(press.text)
        elif press.said is Said.NUM_LOCK_IS_OFF:
            self._refuse(self.tr("Num Lock is off."), self.tr("Press the key Num Lock once, then key on."))
        else:
            self._refuse(self.tr("The key {sign} has no meaning here.").format(sign=press.text), self._still())

    def _answer(self, key: Key) -> None:
        assert self._keying is not None
        assert self._saving is not None
        if self._place >= len(self._keying.items):
            self._refuse(self.tr("Every line is keyed."), self.tr("Enter finishes the sheet; the point goes back."))
            return
        item = self._item()
        self._marks[item.id] = key.mark
        self._place += 1
        self._quieten()
        self._saving.record(item.id, key.response)
        self._show_line()

    def _enter(self) -> None:
        assert self._keying is not None
        assert self._saving is not None
        if self._place < len(self._keying.items):
            self._refuse(self.tr("Enter has no meaning before the last line."), self._still())
            return
        self._ending = True
        self._end_when_saved()

    def _scanned(self, text: str) -> None:
        assert self._keying is not None
        if code_in(text) == self._keying.paper.code:
            self._quieten()
            self._info.say(self.tr("This page belongs to the form that you are keying."), self._still())
            self._info.show()
        else:
            self._refuse(self.tr("That page belongs to another form."), self._still())

    def _still(self) -> str:
        assert self._keying is not None
        if self._place >= len(self._keying.items):
            return self.tr("Nothing was written. Enter finishes the sheet.")
        return self.tr("Nothing was written. {number} is still to key.").format(number=self._place + 1)

    def _refuse(self, words: str, detail: str) -> None:
        QApplication.beep()
        self._info.hide()
        self.notice.say(words, detail)
        self.notice.show()
        messages.announce(self.now, f"{words} {detail}")

    def _quieten(self) -> None:
        self.notice.hide()
        self._info.hide()

    # Saving

    def _failed(self, error: KnownError) -> None:
        self._ending = False
        self._not_saved.show_error(error)

    def _try_again(self) -> None:
        self._not_saved.clear()
        self.take_focus()
        if self._saving is not None:
            self._saving.try_again()

    def _end_when_saved(self) -> None:
        if not self._ending or self._saving is None or self._keying is None or not self._saving.all_saved:
            return
        self._ending = False
        try:
            differ = self._keying.finish()
        except KnownError as error:
            self._refuse(messages.sentence(error), "")
            return
        self.finished.emit(differ)

    def _show_state(self) -> None:
        if self._keying is None or self._saving is None:
            return
        if self._saving.has_failed:
            words, icon = self.tr("Not saved"), "warning"
        elif self._saving.is_slow:
            words, icon = self.tr("Saving…"), "clock"
        else:
            told = self.tr("{keyed} of {all} keyed and saved")
            saved = sum(self._saving.is_saved(item.id) for item in self._keying.items)
            words, icon = told.format(keyed=saved, all=len(self._keying.items)), "check-circle"
        self._state.setText(words)
        self._state_icon.show_icon(icon)
        self._end_when_saved()

    # Showing

    def _item(self) -> Item:
        assert self._keying is not None
        return self._keying.items[self._place]

    def _show_line(self) -> None:
        keying = self._keying
        assert keying is not None
        total = len(keying.items)
        self._progress.show_position(self.keyed, total)
        self._back.setEnabled(True)
        if self._place < total:
            number, statement = str(self._place + 1), keying.statement(self._item())
            spoken = self.tr("{number} of {all}: {statement}").format(number=number, all=total, statement=statement)
            self.now.show_line(number, statement, spoken)
        else:
            done = self.tr("All {count} lines are keyed. Press Enter to finish the sheet.").format(count=total)
            self.now.show_line("", done, done)
        first = min(self._place, total - 1) // LINES * LINES
        last = min(first + LINES, total)
        where = self.tr("Lines {first} to {last} of {all}").format(first=first + 1, last=last, all=total)
        self._where.setText(where)
        shown = tuple(self._line(n) for n in range(first, last))
        current = self._place - first if self._place < total else -1
        self.table.show_lines(shown, len(keying.instrument.scale.values), current)
        self._bring_into_view(max(current, 0))

    def _bring_into_view(self, row: int) -> None:
        """Scrolls to the row that is keyed; in a narrow window, to the line in its large type."""
        area = self._page.scroll_area
        if self._page.is_narrow:
            area.ensureWidgetVisible(self.now)
        else:
            box = self.table.row_box(row).translated(self.table.pos())
            area.ensureVisible(0, box.center().y(), 0, 2 * box.height())

    def _line(self, place: int) -> Line:
        assert self._keying is not None
        assert self._saving is not None
        item = self._keying.items[place]
        statement = self._keying.statement(item)
        response = self._saving.chosen(item.id)
        if response is None:
            return Line(place + 1, statement, reached=place <= self._place)
        scale = self._keying.instrument.scale
        if isinstance(response, int):
            return Line(place + 1, statement, box=int(key_of(response, scale).sign))
        mark = self._marks.get(item.id, Mark.ANSWER)
        return Line(place + 1, statement, words=response_words(response, self._keying.words, mark))

    def _show_narrow(self, narrow: bool) -> None:
        """Without room beside it, the page gives way to the line that is keyed."""
        for part in (self.table, self._where, self._told):
            part.setVisible(not narrow)

    # Making

    def _lay_out(self) -> None:
        theme = self._theme
        s = theme.space
        self._main = QWidget()
        head = parts.row(self._title, 1, self._where, gap=s(16))
        self._main.setLayout(
            parts.column(
                head,
                self._told,
                self._not_saved,
                self._progress,
                self.table,
                1,
                gap=s(10),
                margins=(s(40), s(18), s(32), s(8)),
            )
        )
        side = QWidget()
        side.setLayout(
            parts.column(
                parts.caption(theme, self.tr("Now"), soft=True),
                self.now,
                self.notice,
                self._info,
                self.pad,
                self._hint,
                1,
                gap=s(12),
                margins=(s(28), s(20), s(28), s(16)),
            )
        )
        foot = QWidget()
        state = parts.row(self._state_icon, self._state, gap=s(8))
        foot.setLayout(parts.row(self._leave, 1, state, self._back, gap=s(16), margins=(s(32), s(10), s(32), s(10))))
        self._state.setWordWrap(False)
        self._page = Page(theme, self._main, side=side, foot=foot, side_width=SIDE_WIDTH)
        self.setLayout(parts.column(self._page))

    def _connect(self) -> None:
        self._leave.clicked.connect(self.leave)
        self._back.clicked.connect(self.go_back)
        self._not_saved.try_again_wanted.connect(self._try_again)
        self._page.narrowed.connect(self._show_narrow)
        self._show_narrow(self._page.is_narrow)

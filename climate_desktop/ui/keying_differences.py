"""The two keyings of a sheet where they differ: line by line, and only the paper decides."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QButtonGroup, QWidget

from climate_desktop.core.keypad import Key, key_of, keypad
from climate_desktop.core.study import Paper, Response
from climate_desktop.services.answering import Answering
from climate_desktop.services.keying import Difference, Slips
from climate_desktop.ui import messages, parts
from climate_desktop.ui.button import Button
from climate_desktop.ui.choices import FramedRadio
from climate_desktop.ui.keying_keys import ENTER_KEYS
from climate_desktop.ui.keying_now import NowPanel
from climate_desktop.ui.keying_words import key_words, response_words
from climate_desktop.ui.page import Page
from climate_desktop.ui.theme import Theme

LIST_WIDTH = 340


class KeyingDifferences(QWidget):
    """Which lines differ, and the one that is settled now, with neither value chosen beforehand.

    Signals:
    kept(str, object): the paper says this response to this item.
    left(): the sheet is settled some other time.
    wrong_paper(): another sheet was keyed the second time.
    """

    kept = Signal(str, object)
    left = Signal()
    wrong_paper = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answering: Answering | None = None
        self._all: tuple[Difference, ...] = ()
        self._settled: dict[str, Response] = {}
        self._keys: dict[str, Key] = {}
        self._offered: dict[QAbstractButton, Response] = {}
        self._group = QButtonGroup(self)

        self._seat = parts.soft(theme, "")
        self._count = parts.heading(theme, "")
        self._list = parts.column(gap=theme.space(10))
        self._quiet = parts.soft(theme, "")
        self._number = parts.body(theme, "", soft=True)
        self.now = NowPanel(theme, title=True)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._others = QWidget()
        self._notice = parts.notice(theme, "wrong", "")
        self._later = parts.quiet(theme, self.tr("Come back to this sheet"), icon="pause")
        self._wrong = parts.quiet(theme, self.tr("That was another sheet"), icon="undo", size="small")
        self._hint = parts.soft(theme, self.tr("Choose what the paper says first."))
        self.keep = parts.primary(theme, self.tr("Keep"), end_icon="arrow-right")
        self._lay_out()
        self._later.clicked.connect(self.left)
        self._wrong.clicked.connect(self.wrong_paper)
        self.keep.clicked.connect(self._keep)
        self._page.narrowed.connect(self._show_narrow)
        self._show_narrow(self._page.is_narrow)

    # Public

    def show_sheet(self, answering: Answering, paper: Paper, found: tuple[Difference, ...], slips: Slips) -> None:
        """Shows the lines of one sheet that differ; the first of them is settled first."""
        self.forget()
        self._answering, self._all = answering, found
        self._keys = keypad(answering.instrument.scale)
        self._seat.setText(self.tr("{seat}, form {code}").format(seat=answering.participant.seat, code=paper.code))
        one = self.tr("Keyed twice, one line differs")
        many = self.tr("Keyed twice, {count} lines differ").format(count=len(found))
        self._count.setText(one if len(found) == 1 else many)
        told = [
            self.tr("{all} lines, {alike} keyed alike.").format(all=paper.fields, alike=paper.fields - paper.errors),
            self.tr("Keyed by {first} and by {second}.").format(first=paper.keyed_by, second=paper.keyed_again_by),
        ]
        if slips.per_thousand is not None:
            rate = self.tr("This round so far: {rate} slips in 1,000 lines.").format(rate=f"{slips.per_thousand:.0f}")
            told.insert(1, rate)
        self._quiet.setText("\n".join(told))
        self._show_next()

    def settled(self, item_id: str, response: Response) -> bool:
        """Ticks this line off and shows the next; false when it was the last."""
        self._settled[item_id] = response
        if self._current() is None:
            return False
        self._show_next()
        return True

    def show_wrong(self, sentence: str) -> None:
        """Says what is wrong, with a sound; an empty sentence takes it away."""
        self._notice.say(sentence)
        self._notice.setVisible(bool(sentence))
        if sentence:
            QApplication.beep()
            messages.announce(self.now, sentence)

    def forget(self) -> None:
        """Leaves nothing of the sheet on the screen."""
        self._answering, self._all = None, ()
        self._settled.clear()
        self._clear_choices()
        _empty(self._list)
        self.now.show_line("", "", self.tr("No sheet"))

    def take_focus(self) -> None:
        """Puts the keyboard on the line that is settled."""
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits of keying choose, Enter keeps, Esc and the point leave the sheet for later."""
        if event.isAutoRepeat() or self._answering is None:
            return
        if event.key() in ENTER_KEYS:
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text() in self._keys:
            self._choose(self._keys[event.text()])
        elif event.text() and event.text().isprintable():
            self.show_wrong(self.tr("The key {sign} has no meaning here.").format(sign=event.text()))
        else:
            super().keyPressEvent(event)

    # Doing

    def _choose(self, key: Key) -> None:
        button = next(one for one, response in self._offered.items() if response == key.response)
        button.setChecked(True)
        self._chosen()

    def _chosen(self) -> None:
        self.show_wrong("")
        self.keep.setEnabled(True)
        self._hint.hide()
        checked = self._group.checkedButton()
        if checked is not None:
            messages.announce(self.now, checked.accessibleName())

    def _keep(self) -> None:
        checked, line = self._group.checkedButton(), self._current()
        if checked is None or line is None:
            self.show_wrong(self.tr("Choose what the paper says first."))
        else:
            self.kept.emit(line.item.id, self._offered[checked])
        self.take_focus()

    def _current(self) -> Difference | None:
        return next((line for line in self._all if line.item.id not in self._settled), None)

    # Showing

    def _show_next(self) -> None:
        line = self._current()
        assert line is not None
        assert self._answering is not None
        self.show_wrong("")
        self._show_list(line)
        self._number.setText(self.tr("Line {number}").format(number=line.number))
        statement = self._answering.statement(line.item)
        self._clear_choices()
        words, scale = self._answering.words, self._answering.instrument.scale
        said = [response_words(response, words) for response in line.responses]
        for place, (response, text) in enumerate(zip(line.responses, said, strict=True)):
            sign = key_of(response, scale).sign
            detail = self.tr("One keying said") if place == 0 else self.tr("The other said")
            card = FramedRadio(self._theme, text, detail=detail, key=sign, edge_px=self._theme.line_px("chosen_px"))
            card.setAccessibleName(self.tr("{statement}, {choice}").format(statement=statement, choice=text))
            self._cards.addWidget(card, 1)
            self._offer(card, response)
        layout = self._others.layout()
        assert layout is not None
        for sign, key in sorted(self._keys.items()):
            if key.response in line.responses:
                continue
            text = key_words(key, words)
            button = Button(self._theme, self.tr("{sign}  {words}").format(sign=sign, words=text))
            button.setCheckable(True)
            button.setAccessibleName(self.tr("{statement}, {choice}").format(statement=statement, choice=text))
            layout.addWidget(button)
            self._offer(button, key.response)
        after = [one for one in self._all if one.item.id not in self._settled and one is not line]
        go_on = self.tr("Keep and go to {number}")
        self.keep.say(go_on.format(number=after[0].number) if after else self.tr("Keep and finish"))
        self.keep.setEnabled(False)
        self._hint.show()
        spoken = self.tr("Line {number}: {statement} One keying said {one}, the other {other}. Look at the paper.")
        self.now.show_line(
            "", statement, spoken.format(number=line.number, statement=statement, one=said[0], other=said[1])
        )
        self.take_focus()

    def _offer(self, button: QAbstractButton, response: Response) -> None:
        self._group.addButton(button)
        self._offered[button] = response
        button.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        self._chosen()
        self.take_focus()

    def _clear_choices(self) -> None:
        for button in self._offered:
            self._group.removeButton(button)
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._offered.clear()

    def _show_list(self, now: Difference) -> None:
        _empty(self._list)
        assert self._answering is not None
        for line in self._all:
            title = parts.strong(self._theme, self.tr("Line {number}").format(number=line.number))
            if line.item.id in self._settled:
                said = response_words(self._settled[line.item.id], self._answering.words)
                icon, words = "check-circle", self.tr("Settled: the paper says {words}").format(words=said)
            elif line is now:
                icon, words = "arrow-right", self.tr("Look at the paper")
            else:
                icon, words = "circle-dashed", self.tr("Still to look at")
            holder = parts.card("accent_box" if line is now else "panel")
            s = self._theme.space
            holder.setLayout(
                parts.row(
                    parts.icon_label(self._theme, icon, token="accent", size=20),
                    parts.column(title, parts.soft(self._theme, words), gap=2),
                    gap=s(12),
                    margins=(s(12), s(8), s(12), s(8)),
                )
            )
            self._list.addWidget(holder)

    def _show_narrow(self, narrow: bool) -> None:
        """Without room for both, the line that is settled stands above the list."""
        beside = QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(QBoxLayout.Direction.BottomToTop if narrow else beside)
        self._cards.setDirection(QBoxLayout.Direction.TopToBottom if narrow else beside)
        self._left.setMinimumWidth(0 if narrow else self._theme.px(LIST_WIDTH))
        self._left.setMaximumWidth(16_777_215 if narrow else self._theme.px(LIST_WIDTH))

    # Making

    def _lay_out(self) -> None:
        theme = self._theme
        s = theme.space
        self._left = parts.card("panel")
        head = parts.column(self._seat, self._count, gap=s(4))
        blind = parts.soft(theme, self.tr("Whoever keyed the second time did not see the first."))
        self._left.setLayout(
            parts.column(
                head,
                blind,
                self._list,
                1,
                parts.separator(),
                self._quiet,
                parts.row(self._wrong, 1),
                gap=s(14),
                margins=(s(28), s(24), s(24), s(16)),
            )
        )
        look = parts.card()
        look.setLayout(
            parts.row(
                parts.icon_label(theme, "document", size=28),
                parts.column(
                    parts.heading(theme, self.tr("Look at the paper.")),
                    parts.body(
                        theme,
                        self.tr("Which box is marked there? Neither keying counts more than the other."),
                        soft=True,
                    ),
                    gap=2,
                ),
                gap=s(18),
                margins=(s(20), s(16), s(20), s(16)),
            )
        )
        self._cards.setSpacing(s(16))
        self._others.setLayout(parts.flow(gap=s(10), line_gap=s(10)))
        right = QWidget()
        right.setLayout(
            parts.column(
                self._number,
                self.now,
                look,
                self._cards,
                parts.caption(theme, self.tr("The paper says something else"), soft=True),
                self._others,
                self._notice,
                1,
                gap=s(14),
                margins=(s(48), s(24), s(48), s(16)),
            )
        )
        main = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, main)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addWidget(self._left)
        self._sides.addWidget(right, 1)
        foot = QWidget()
        foot.setLayout(
            parts.row(self._later, 1, self._hint, self.keep, gap=s(16), margins=(s(32), s(10), s(32), s(10)))
        )
        self._hint.setWordWrap(False)
        self._page = Page(theme, main, foot=foot)
        self.setLayout(parts.column(self._page))


def _empty(layout: QBoxLayout) -> None:
    """Takes everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

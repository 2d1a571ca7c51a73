"""A show of hands: which voice, how many of them are here, then statement after statement."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.services.study import Study
from climate_desktop.services.tally import MOST, Counting
from climate_desktop.ui import messages, parts
from climate_desktop.ui.page import Page
from climate_desktop.ui.parts import FramedRadio
from climate_desktop.ui.tally_count import CountPage
from climate_desktop.ui.theme import Theme

BIG = 1.5
"""The least text scale of the statements: the whole room reads them."""


class TallyScreen(QWidget):
    """The hands of one round, voice by voice.

    Signals: back_wanted() to the room; changed() hands were stored.
    """

    back_wanted = Signal()
    changed = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._round_id = ""
        self._big = theme.scaled(max(BIG, theme.scale))
        self._counted: dict[str, Counting] = {}
        self.cards: dict[str, FramedRadio] = {}

        self._title = parts.title(theme, self.tr("A show of hands"))
        self._intro = parts.body(
            theme,
            self.tr(
                "Read each statement out, or let people put dots on the wall, and count the hands for each answer. "
                "Everyone sees the hands: whoever would rather not can answer on their own, on screen or on paper."
            ),
        )
        self._which = parts.strong(theme, self.tr("Whose hands?"))
        self._group = QButtonGroup(self)
        self.present = parts.counter(theme, self.tr("How many of them are here?"), maximum=MOST)
        self._few = parts.notice(theme, "info", "")
        self._wrong = parts.notice(theme, "wrong", "")
        self.again = parts.danger(theme, self.tr("Begin this voice again…"), icon="undo")
        self.back = parts.secondary(theme, self.tr("Back to the room"), icon="arrow-left", size="tall")
        self.begin = parts.primary(theme, self.tr("Count the hands"), end_icon="arrow-right", size="tall")
        self.counting = CountPage(study, self._big)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_round(self, round_id: str) -> None:
        """Shows which voices are counted in this round. NoSuchRound when there is none."""
        self._round_id = round_id
        chosen = self.voice
        self._make_cards()
        self._wrong.hide()
        self._pages.setCurrentIndex(0)
        self._choose(chosen if chosen in self.cards else next(iter(self.cards)))

    def take_focus(self) -> None:
        """Puts the keyboard where the work goes on."""
        if self.is_counting:
            self.counting.take_focus()
        elif self.voice:
            self.cards[self.voice].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def voice(self) -> str:
        """The voice that is chosen; empty before there is one."""
        return next((voice for voice, card in self.cards.items() if card.isChecked()), "")

    @property
    def is_counting(self) -> bool:
        """True while a statement is shown."""
        return self._pages.currentWidget() is self.counting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins, Esc goes back to the room."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.is_counting:
            self._begin()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self._theme
        self._cards = parts.column(gap=theme.space(12))
        self._many = parts.field(theme, self.tr("How many of them are here?"), self.present)
        main = QWidget()
        main.setLayout(
            parts.column(
                self._title,
                self._intro,
                self._which,
                self._cards,
                1,
                gap=theme.space(16),
                margins=(theme.space(40), theme.space(20), theme.space(32), theme.space(24)),
            )
        )
        side = QWidget()
        edge = theme.space(28)
        side.setLayout(
            parts.column(
                parts.row(self._many, 1),
                self._wrong,
                self._few,
                parts.row(self.again, 1),
                1,
                gap=theme.space(16),
                margins=(edge, theme.space(24), edge, theme.space(24)),
            )
        )
        foot = parts.card("panel")
        foot.setLayout(
            parts.row(
                self.back, 1, self.begin, margins=(theme.space(40), theme.space(12), theme.space(40), theme.space(12))
            )
        )
        self._pages.addWidget(Page(theme, main, side=side, foot=foot))
        self._pages.addWidget(self.counting)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self._group.idClicked.connect(lambda _: self._show_voice())
        self.present.counted.connect(lambda _: self._show_few())
        self.begin.clicked.connect(self._begin)
        self.back.clicked.connect(self.back_wanted)
        self.again.clicked.connect(self._begin_again)
        self.counting.changed.connect(self.changed)
        self.counting.done.connect(self._end)
        self._theme.changed.connect(self._follow)
        self._big.dress(self.counting)

    def _follow(self) -> None:
        """The statements stay large enough for the room, whatever size the window has."""
        self._big.set_scale(max(BIG, self._theme.scale))
        self._big.changed.emit()

    def _make_cards(self) -> None:
        tallies = self._study.tallies
        words = tallies.words(self._round_id)
        for card in self.cards.values():
            self._group.removeButton(card)
            card.hide()
            card.deleteLater()
        self.cards, self._counted = {}, {}
        for voice in tallies.voices(self._round_id):
            self._counted[voice.id] = tallies.counting(self._round_id, voice.id)
            card = parts.choice_card(self._theme, words[f"voice.{voice.id}.name"], self._how_far(voice.id))
            self._group.addButton(card)
            self._cards.addWidget(card)
            self.cards[voice.id] = card

    def _how_far(self, voice: str) -> str:
        counting = self._counted[voice]
        done, asked = len(counting.counts), len(counting.items)
        if not done:
            return self.tr("Not counted")
        if done < asked:
            return self.tr("{done} of {asked} statements counted").format(done=done, asked=asked)
        return self.tr("All {asked} statements counted").format(asked=asked)

    def _choose(self, voice: str) -> None:
        self.cards[voice].setChecked(True)
        self._show_voice()

    def _show_voice(self) -> None:
        counting = self._counted[self.voice]
        self.present.set_value(counting.present)
        self.again.setVisible(counting.present > 0)
        self.begin.say(self.tr("Go on counting") if counting.counts else self.tr("Count the hands"))
        self._wrong.hide()
        self._show_few()

    def _show_few(self) -> None:
        """Says what becomes of a voice with too few hands."""
        counting = self._counted[self.voice]
        rule = self.tr(
            "A voice is scored from {least} hands on each statement. Fewer are kept, but they enter no score, so that "
            "nobody’s answer stands alone."
        ).format(least=counting.least)
        if 0 < self.present.value() < counting.least:
            self._few.say(self.tr("Too few for a score"), rule)
        elif counting.too_few:
            some = self.tr("{count} statements have too few hands for a score")
            one = self.tr("One statement has too few hands for a score")
            few = len(counting.too_few)
            self._few.say(one if few == 1 else some.format(count=few), rule)
        else:
            self._few.say(rule)

    def _begin(self) -> None:
        voice, present = self.voice, self.present.value()
        try:
            if present != self._counted[voice].present or not present:
                self._study.tallies.say_present(self._round_id, voice, present)
                self.changed.emit()
            self.counting.begin(self._round_id, voice)
        except KnownError as error:
            self._say_wrong(error)
            self.present.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._pages.setCurrentWidget(self.counting)
        self.counting.take_focus()

    def _end(self) -> None:
        self.show_round(self._round_id)
        self.take_focus()

    def _begin_again(self) -> None:
        voice = self.voice
        sure = messages.ask(
            self,
            self._theme,
            self.tr("Begin this voice again?"),
            self.tr("All hands counted for this voice are erased. They cannot be brought back."),
            yes=self.tr("Begin again"),
            no=self.tr("Keep them"),
            danger=True,
        )
        if not sure:
            return
        try:
            self._study.tallies.forget(self._round_id, voice)
        except KnownError as error:
            self._say_wrong(error)
            return
        self.changed.emit()
        self._end()

    def _say_wrong(self, error: KnownError) -> None:
        self._wrong.say(messages.sentence(error))
        self._wrong.show()
        messages.announce(self, messages.sentence(error))

"""What the chosen row means in words: accounts, quotations, questions, and why it says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from climate_desktop.core.reading import DomainReading, FactorReading, Passage, VoiceAccount
from climate_desktop.ui import parts
from climate_desktop.ui.messages import announce
from climate_desktop.ui.reading import PassageText, Said
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.results_trail import Trail
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.voice_switch import VoiceSwitch
from climate_desktop.ui.why_card import WhyCard


class Asking(QWidget):
    """A column of passages in which every sentence can be asked why it stands there.

    The answer opens in a card right below the passage that was asked; Esc or its cross closes it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._trail: Trail | None = None
        self._asked: PassageText | None = None
        self._texts: list[PassageText] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space(12))
        self.why = WhyCard(theme)
        self.why.hide()
        self.column.addWidget(self.why)
        self.why.closed.connect(self.close_why)

    def add_text(self, name: str, *, bulleted: bool = False) -> PassageText:
        """One more place for passages, not yet in the column."""
        text = PassageText(name, self._theme, bulleted=bulleted)
        text.asked.connect(lambda passage, asked=text: self.open_why(asked, passage))
        self._texts.append(text)
        return text

    def tell_from(self, told: ResultWords) -> None:
        """Takes the result whose numbers stand behind the passages."""
        self._trail = Trail(told, self)

    def open_why(self, text: PassageText, passage: Passage) -> None:
        """Opens the card below this passage."""
        if self._trail is None:
            return
        for other in self._texts:
            if other is not text:
                other.unmark()
        self._asked = text
        self.column.removeWidget(self.why)
        self.column.insertWidget(self.column.indexOf(text) + 1, self.why)
        self.why.show_steps(self._trail.steps(passage))
        self.why.show()
        self.why_changed()
        announce(self, " ".join(self.why.steps_in_words()))

    def close_why(self) -> None:
        """Closes the card; the keyboard goes back to the passage that was asked."""
        if self.why.isHidden():
            return
        held = self.why.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.why.hide()
        if self._asked is not None:
            self._asked.unmark()
            if held:
                self._asked.setFocus(Qt.FocusReason.OtherFocusReason)
        self.why_changed()

    def why_changed(self) -> None:
        """The card has been opened or closed."""

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the card while it is open, before the window takes it as one step back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and not self.why.isHidden()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the card."""
        if event.key() == Qt.Key.Key_Escape and not self.why.isHidden():
            self.close_why()
            return
        super().keyPressEvent(event)


class ReadingPanel(Asking):
    """The words of one row: of the whole group, or of a factor with the accounts of the voices."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._told: ResultWords | None = None
        self._accounts: dict[str, VoiceAccount] = {}
        self._heading = parts.heading(theme, "")
        self._about = parts.soft(theme, "")
        self.general = self.add_text(self.tr("What it means"))
        self.ask = parts.quiet(theme, self.tr("Why does it say that?"), icon="link", size="small")
        self.voices = VoiceSwitch(self.tr("Voice"), theme)
        self._others = _Hidden(theme)
        self.account = self.add_text(self.tr("What it means for this voice"))
        self._example_head = parts.strong(theme, self.tr("What a result like this can mean for …"))
        self.examples = VoiceSwitch(self.tr("What a result like this can mean for …"), theme)
        self.example = self.add_text(self.tr("An example"))
        self._example_note = parts.soft(theme, self.tr("These are examples, not what anyone here said."))
        self._talk_head = headed(theme, "comment", self.tr("To talk about"))
        self._talk = self.add_text(self.tr("To talk about"), bulleted=True)
        self._first_head = headed(theme, "steps", self.tr("First steps"))
        self._first = self.add_text(self.tr("First steps"), bulleted=True)
        self._lay_out()
        self.ask.clicked.connect(self._ask_first)
        self.voices.chosen.connect(self._voice_chosen)
        self.examples.chosen.connect(self._example_chosen)

    def _lay_out(self) -> None:
        switch = parts.flow(self.voices, self._others, gap=self._theme.space(12), line_gap=self._theme.space(4))
        shown: list[QWidget | QLayout] = [
            self._heading, self._about, self.general, self.ask, switch, self.account, self._talk_head, self._talk,
            self._first_head, self._first,
        ]  # fmt: skip
        for place in shown:
            if isinstance(place, QLayout):
                self.column.addLayout(place)
            elif place is self.ask:
                self.column.addLayout(parts.row(place, 1, margins=(-self._theme.px(12), -8, 0, -8)))
            else:
                self.column.addWidget(place)
        self.column.addStretch(1)

    def _place_examples(self, *, first: bool) -> None:
        """Puts the examples where the voices would be, or below everything where some voices are shown."""
        places: tuple[QWidget, ...] = (self._example_head, self.examples, self.example, self._example_note)
        for place in places:
            self.column.removeWidget(place)
        start = self.column.indexOf(self._talk_head if first else self._first) + (0 if first else 1)
        for step, place in enumerate(places):
            self.column.insertWidget(start + step, place)

    # Filling

    def show_domain(self, told: ResultWords, domain: DomainReading, notes: Sequence[Passage] = ()) -> None:
        """Shows what the whole group's result means; `notes` hold for the whole result and come last."""
        self._begin(told, self.tr("The whole group") if domain.measure else domain.name)
        opening = [Said(domain.opening)] if domain.opening else []
        standout = [[self._said(passage) for passage in together] for together in _paragraphs(domain.standout)]
        lead = self.tr("Someone might say:")
        quotes = [Said(quote, lead, quoted=True) for quote in domain.quotes]
        closing = [Said(domain.closing)] if domain.closing else []
        self.general.set_said(opening, *standout, quotes, closing, [Said(note) for note in notes])
        self._hear(())
        self._end(domain.questions, domain.first_steps)

    def _said(self, passage: Passage) -> Said:
        """The passage, with the voice's name before its account."""
        if passage.reason.rule != "voice" or self._told is None:
            return Said(passage)
        return Said(passage, self.tr("{voice}:").format(voice=self._told.voice(passage.reason.voice)))

    def show_factor(self, told: ResultWords, factor: FactorReading) -> None:
        """Shows what one factor's result means, for everyone and for each voice."""
        self._begin(told, factor.name, "" if factor.general else factor.about)
        general = [Said(factor.general)] if factor.general else []
        agreement = [Said(factor.agreement)] if factor.agreement else []
        self.general.set_said(general, agreement, [Said(caution) for caution in factor.cautions])
        self._hear(factor.accounts)
        self._end(factor.questions, factor.first_steps)

    def _begin(self, told: ResultWords, heading: str, about: str = "") -> None:
        self.close_why()
        self._told = told
        self.tell_from(told)
        self._heading.setText(heading)
        self._about.setText(about)
        self._about.setVisible(bool(about))

    def _hear(self, accounts: Sequence[VoiceAccount]) -> None:
        """Offers the voices that may be shown, and below them the examples for the others."""
        assert self._told is not None
        self._accounts = {account.voice: account for account in accounts}
        shown = [account.voice for account in accounts if not account.example]
        examples = [account.voice for account in accounts if account.example]
        self.voices.offer(self._told, shown)
        self.examples.offer(self._told, examples)
        self.voices.setVisible(bool(shown) and len(accounts) > 1)
        alone = not self._told.not_shown()
        self._others.setVisible(bool(shown) and not alone)
        self.voices.set_filling(filling=alone)
        self.account.setVisible(bool(shown))
        self._place_examples(first=not shown)
        for example in (self._example_head, self.examples, self.example, self._example_note):
            example.setVisible(bool(examples))
        self._tell(self.account, self.voices.voice())
        self._tell(self.example, self.examples.voice())

    def _tell(self, text: PassageText, voice: str) -> None:
        account = self._accounts.get(voice)
        if account is None:
            text.set_said()
            return
        lead = self.tr("Someone might say:")
        quotes = [Said(quote, lead, quoted=True) for quote in account.quotes[:1]]
        text.set_said([Said(account.account), *quotes])

    def _end(self, questions: Sequence[Passage], first_steps: Sequence[Passage]) -> None:
        self._talk.set_said(*([Said(question)] for question in questions))
        self._first.set_said(*([Said(step)] for step in first_steps))
        for part, filled in (
            (self._talk_head, questions), (self._talk, questions),
            (self._first_head, first_steps), (self._first, first_steps),
        ):  # fmt: skip
            part.setVisible(bool(filled))
        self.general.setVisible(bool(self.general.passages))
        self.why_changed()

    # Acts

    def why_changed(self) -> None:
        """The button that opens the card is there while the card is not."""
        self.ask.setVisible(bool(self.general.passages) and self.why.isHidden())

    def _ask_first(self) -> None:
        self.general.ask()
        self.why.take_focus()

    def _voice_chosen(self, voice: str) -> None:
        self.close_why()
        self._tell(self.account, voice)

    def _example_chosen(self, voice: str) -> None:
        self.close_why()
        self._tell(self.example, voice)


class _Hidden(QWidget):
    """The eye and the words that stand where other voices would."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        words = parts.soft(theme, self.tr("Other voices are not shown"))
        words.setWordWrap(False)
        self.setLayout(
            parts.row(parts.icon_label(theme, "eye-off", token="text_soft", size=18), words, gap=theme.space(8))
        )


def _paragraphs(passages: Sequence[Passage]) -> list[list[Passage]]:
    """The passages in paragraphs: each account of a voice is one, and what stands between them."""
    found: list[list[Passage]] = []
    for passage in passages:
        alone = passage.reason.rule in ("voice", "band")
        if alone or not found or found[-1][-1].reason.rule in ("voice", "band"):
            found.append([passage])
        else:
            found[-1].append(passage)
    return found


def headed(theme: Theme, icon: str, words: str) -> QWidget:
    """A small heading with its sign."""
    head = QWidget()
    head.setLayout(parts.row(parts.icon_label(theme, icon, size=18), parts.strong(theme, words), 1, gap=theme.space(8)))
    return head

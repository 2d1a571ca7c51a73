"""*Since last time*: how every domain and theme has moved, and the words of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from climate_desktop.core.reading import ChangeReading, Passage, Reading
from climate_desktop.core.results import Shown
from climate_desktop.ui import parts
from climate_desktop.ui.change_painting import ChangeDelegate, ChangeModel, ChangeRow
from climate_desktop.ui.reading import Said
from climate_desktop.ui.reading_panel import Asking, headed
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.results_strips import RowList
from climate_desktop.ui.results_table import ScoreTable
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.two_sides import TwoSides, only_as_tall_as_needed

_PANEL_WIDTH = 420


class SincePage(QWidget):
    """One line for each date of each domain and theme; or the sentence that says why there is nothing to compare."""

    def __init__(self, theme: Theme, foot: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: ResultWords | None = None
        self._reading: Reading | None = None
        self._rows: tuple[ChangeRow, ...] = ()
        self._title = only_as_tall_as_needed(parts.title(theme, self.tr("Since last time")))
        self._lead = only_as_tall_as_needed(parts.body(theme, "", soft=True))
        self.switch = parts.segmented(
            theme, self.tr("Show as"), (("picture", self.tr("Picture")), ("table", self.tr("Table")))
        )
        self.moves = RowList(self.tr("How each theme has moved"), theme)
        self._card = parts.card()
        self.table = ScoreTable(self.tr("How each theme has moved, as a table"), theme)
        self.words = SincePanel(theme)
        self._lay_out(foot)
        self.switch.chosen.connect(self._show_as)
        self.moves.row_chosen.connect(self._row_chosen)

    def _lay_out(self, foot: QWidget) -> None:
        theme = self._theme
        self._card.setLayout(parts.column(self.moves, gap=0, margins=(1, 1, 1, 1)))
        picture = QWidget()
        head = parts.row(gap=theme.space(16))
        head.addLayout(parts.column(self._title, self._lead, gap=2), 1)
        head.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        picture.setLayout(
            parts.column(
                head, self._card, self.table, 1, gap=theme.space(12),
                margins=(theme.space(32), theme.space(16), theme.space(28), theme.space(8)),
            )
        )  # fmt: skip
        words = QWidget()
        words.setLayout(parts.column(self.words, margins=(28, theme.space(20), 28, theme.space(16))))
        self.sides = TwoSides(theme, picture, words, foot, panel_width=_PANEL_WIDTH)
        self.setLayout(parts.column(self.sides, gap=0))

    def show_changes(self, told: ResultWords, reading: Reading) -> None:
        """Shows what has changed, with the first domain chosen."""
        self._told = told
        self._reading = reading
        self._rows = tuple(_rows(reading))
        self._lead.setText(reading.since.intro.text if reading.since and self._rows else "")
        self._lead.setVisible(bool(self._rows))
        self.switch.setVisible(bool(self._rows))
        if self._rows:
            self.moves.setItemDelegate(ChangeDelegate(self._theme, told, self.moves))
            self.moves.set_rows(ChangeModel(told, self._rows, self.moves))
            self.table.show_words(*told.change_table([(row.name, row.dates, row.changes) for row in self._rows]))
        self._show_as(self.switch.choice())
        self._row_chosen(0)

    def _show_as(self, choice: str) -> None:
        self._card.setVisible(bool(self._rows) and choice != "table")
        self.table.setVisible(bool(self._rows) and choice == "table")

    def _row_chosen(self, row: int) -> None:
        since = self._reading.since if self._reading else None
        if self._told is None or since is None:
            return
        if not self._rows:
            self.words.show_reason(self._told, since.intro)
            return
        chosen = self._rows[max(row, 0)]
        notes = (since.intro, *since.notes)
        self.words.show_changes(self._told, chosen.name, chosen.changes, notes, since.ask)
        self.sides.words_scroll.verticalScrollBar().setValue(0)


class SincePanel(Asking):
    """One theme's change in words: of everyone, of each voice shown both times, and how sure one can be."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._heading = parts.heading(theme, "")
        self._sentence = self.add_text(self.tr("What has changed"))
        self.ask = parts.quiet(theme, self.tr("Why does it say that?"), icon="link", size="small")
        self._voices = self.add_text(self.tr("What has changed for each voice"))
        self._sure_head = headed(theme, "info", self.tr("How sure can we be?"))
        self._sure = self.add_text(self.tr("How sure can we be?"))
        self._talk_head = headed(theme, "comment", self.tr("To talk about"))
        self._talk = self.add_text(self.tr("To talk about"), bulleted=True)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._sentence)
        self.column.addLayout(parts.row(self.ask, 1, margins=(-theme.px(12), -8, 0, -8)))
        for part in (self._voices, self._sure_head, self._sure, self._talk_head, self._talk):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.ask.clicked.connect(self._ask_sentence)

    def show_changes(
        self,
        told: ResultWords,
        name: str,
        changes: tuple[ChangeReading, ...],
        notes: tuple[Passage, ...],
        ask: Passage | None,
    ) -> None:
        """Shows the changes of one domain or theme, everyone's first."""
        self._begin(told, name)
        self._sentence.set_said(*([Said(one.sentence)] for one in changes if not one.voice))
        lead = self.tr("{voice}:")
        voices = [one for one in changes if one.voice]
        self._voices.set_said(*([Said(one.sentence, lead.format(voice=one.voice))] for one in voices))
        self._sure.set_said([Said(note) for note in notes])
        self._talk.set_said(*([Said(ask)] if ask else [],))
        self._show_parts(some=True, voices=bool(voices), talk=ask is not None)

    def show_reason(self, told: ResultWords, reason: Passage) -> None:
        """Shows why nothing is set side by side."""
        self._begin(told, self.tr("Not compared"))
        self._sentence.set_said([Said(reason)])
        self._show_parts(some=False, voices=False, talk=False)

    def why_changed(self) -> None:
        """The button that opens the card is there while the card is not."""
        self.ask.setVisible(self.why.isHidden())

    def _begin(self, told: ResultWords, heading: str) -> None:
        self.close_why()
        self.tell_from(told)
        self._heading.setText(heading)

    def _show_parts(self, *, some: bool, voices: bool, talk: bool) -> None:
        for part, seen in (
            (self._voices, voices), (self._sure_head, some), (self._sure, some),
            (self._talk_head, talk), (self._talk, talk),
        ):  # fmt: skip
            part.setVisible(seen)

    def _ask_sentence(self) -> None:
        self._sentence.ask()
        self.why.take_focus()


def _rows(reading: Reading) -> list[ChangeRow]:
    """Each domain and factor of which everyone's score is shown both times, in the order of the pack."""
    since, told = reading.result.since, reading.since
    if since is None or told is None:
        return []
    rows = []
    for domain in reading.domains:
        measures = [(domain.domain, domain.name), *((f"{domain.domain}.{f.factor}", f.name) for f in domain.factors)]
        for measure, name in measures:
            changes = told.of(measure)
            shown = [(past.label, past.measures.get(measure)) for past in since.rounds]
            shown.append((reading.result.label, reading.result.measures.get(measure)))
            dates: list[tuple[str, Shown]] = [(label, one.everyone) for label, one in shown if one and one.everyone]
            if changes and not changes[0].change.voice:
                rows.append(ChangeRow(measure, name, tuple(dates), changes, whole="." not in measure))
    return rows

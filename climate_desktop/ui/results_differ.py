"""*Where we differ*: the widest gaps between two voices, and the words of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from climate_desktop.core.reading import FactorReading, GapReading, Passage, Reading
from climate_desktop.core.results import Shown
from climate_desktop.ui import parts
from climate_desktop.ui.gap_painting import GapDelegate, GapModel, gap_plan
from climate_desktop.ui.marks import BandSwatch, VoiceMark
from climate_desktop.ui.reading import Said
from climate_desktop.ui.reading_panel import Asking, headed
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.results_strips import RowList
from climate_desktop.ui.results_table import ScoreTable
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.two_sides import TwoSides, only_as_tall_as_needed
from climate_desktop.ui.voice_switch import VoiceKey

_PANEL_WIDTH = 420


class DifferPage(QWidget):
    """Every pair of voices that may be shown and lies far apart, and both sides of the chosen pair in equal size."""

    def __init__(self, theme: Theme, foot: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: ResultWords | None = None
        self._reading: Reading | None = None
        self._title = only_as_tall_as_needed(parts.title(theme, self.tr("Where we see it differently")))
        self._lead = only_as_tall_as_needed(parts.body(theme, "", soft=True))
        self.switch = parts.segmented(
            theme, self.tr("Show as"), (("picture", self.tr("Picture")), ("table", self.tr("Table")))
        )
        self._key = VoiceKey(theme)
        self.gaps = RowList(self.tr("Where two voices differ"), theme)
        self._axis = GapAxis(theme)
        self._card = parts.card()
        self.table = ScoreTable(self.tr("Where two voices differ, as a table"), theme)
        note = self.tr("Each voice is set against each other voice, never against everyone.")
        self._note = only_as_tall_as_needed(parts.soft(theme, note))
        self.words = GapPanel(theme)
        self._lay_out(foot)
        self.switch.chosen.connect(self._show_as)
        self.gaps.row_chosen.connect(self._row_chosen)

    def _lay_out(self, foot: QWidget) -> None:
        theme = self._theme
        self._card.setLayout(parts.column(self.gaps, self._axis, gap=0, margins=(1, 1, 1, 1)))
        self._note_row = QWidget()
        note = parts.row(parts.icon_label(theme, "info", token="text_soft", size=18), gap=theme.space(8))
        note.addWidget(self._note, 1)
        self._note_row.setLayout(note)
        picture = QWidget()
        head = parts.row(gap=theme.space(16))
        head.addLayout(parts.column(self._title, self._lead, gap=2), 1)
        head.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        picture.setLayout(
            parts.column(
                head, self._key, self._card, self.table, self._note_row, 1, gap=theme.space(12),
                margins=(theme.space(32), theme.space(16), theme.space(28), theme.space(8)),
            )
        )  # fmt: skip
        words = QWidget()
        words.setLayout(parts.column(self.words, margins=(28, theme.space(20), 28, theme.space(16))))
        self.sides = TwoSides(theme, picture, words, foot, panel_width=_PANEL_WIDTH)
        self.setLayout(parts.column(self.sides, gap=0))

    # Filling

    def show_gaps(self, told: ResultWords, reading: Reading) -> None:
        """Shows the gaps of a result, with the widest chosen; or the sentence that says why there are none."""
        self._told = told
        self._reading = reading
        gaps = reading.gaps
        self._lead.setText(self._lead_words(reading))
        self._key.show_voices(told)
        self._key.setVisible(bool(gaps))
        self._note_row.setVisible(bool(gaps))
        self.switch.setVisible(bool(gaps))
        if gaps:
            self.gaps.setItemDelegate(GapDelegate(self._theme, told, self.gaps))
            self.gaps.set_rows(GapModel(told, gaps, self.gaps))
            self.table.show_words(*told.gap_table(gaps))
            self._axis.show_bands(told)
        self._show_as(self.switch.choice())
        self._row_chosen(0)

    def _lead_words(self, reading: Reading) -> str:
        if not reading.gaps:
            return reading.gap_note.text if reading.gap_note else ""
        if len(reading.gaps) == 1:
            return self.tr("One theme where two voices lie far apart.")
        return self.tr("%n themes where two voices lie far apart, the widest first.", "", len(reading.gaps))

    # Acts

    def _show_as(self, choice: str) -> None:
        some = self._reading is not None and bool(self._reading.gaps)
        self._card.setVisible(some and choice != "table")
        self.table.setVisible(some and choice == "table")

    def _row_chosen(self, row: int) -> None:
        if self._told is None or self._reading is None:
            return
        if not self._reading.gaps:
            self.words.show_none(self._told, self._reading)
            return
        reading = self._reading.gaps[max(row, 0)]
        factor = next(
            (
                factor
                for domain in self._reading.domains
                for factor in domain.factors
                if factor.measure is not None and factor.measure.id == reading.gap.measure
            ),
            None,
        )
        self.words.show_gap(self._told, reading, factor)
        self.sides.words_scroll.verticalScrollBar().setValue(0)


class GapPanel(Asking):
    """One gap in words: both sides in equal size, what it says, what someone might say, what to talk about."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._heading = parts.heading(theme, "")
        self._lower = Side(theme)
        self._higher = Side(theme)
        self._both = QWidget()
        row = parts.row(gap=theme.space(12))
        row.addWidget(self._lower, 1)
        row.addWidget(self._higher, 1)
        self._both.setLayout(row)
        self._sentence = self.add_text(self.tr("What it means"))
        self.ask = parts.quiet(theme, self.tr("Why does it say that?"), icon="link", size="small")
        self._might = parts.soft(theme, self.tr("Words someone might say"))
        self._quote = self.add_text(self.tr("Words someone might say"))
        self._well = parts.well()
        self._well.setLayout(
            parts.column(self._might, self._quote, gap=2, margins=(theme.space(16),) * 4)
        )
        self._talk_head = headed(theme, "comment", self.tr("To talk about"))
        self._talk = self.add_text(self.tr("To talk about"), bulleted=True)
        for part in (self._heading, self._both, self._sentence):
            self.column.addWidget(part)
        self.column.addLayout(parts.row(self.ask, 1, margins=(-theme.px(12), -8, 0, -8)))
        for part in (self._well, self._talk_head, self._talk):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.ask.clicked.connect(self._ask_sentence)

    def show_gap(self, told: ResultWords, reading: GapReading, factor: FactorReading | None) -> None:
        """Shows one gap, with a quotation and the questions of its factor."""
        self._begin(told, reading.name)
        voices = told.result.measures[reading.gap.measure].voices
        self._both.show()
        self._lower.show_side(told, reading.gap.lower, voices[reading.gap.lower])
        self._higher.show_side(told, reading.gap.higher, voices[reading.gap.higher])
        self._sentence.set_said([Said(reading.sentence)], [Said(reading.times)] if reading.times else [])
        accounts = {account.voice: account for account in factor.accounts} if factor else {}
        account = accounts.get(reading.gap.lower)
        quotes = account.quotes[:1] if account else ()
        self._quote.set_said([Said(quote, quoted=True) for quote in quotes])
        self._well.setVisible(bool(quotes))
        self._end(factor.questions if factor else ())

    def show_none(self, told: ResultWords, reading: Reading) -> None:
        """Without a gap: what to ask each other all the same."""
        self._begin(told, self.tr("To ask each other"))
        self._both.hide()
        self._well.hide()
        self._sentence.set_said([Said(reading.gap_note)] if reading.gap_note else [])
        self._end((reading.ask,) if reading.ask else ())

    def why_changed(self) -> None:
        """The button that opens the card is there while the card is not."""
        self.ask.setVisible(self.why.isHidden())

    def _begin(self, told: ResultWords, heading: str) -> None:
        self.close_why()
        self.tell_from(told)
        self._heading.setText(heading)

    def _end(self, questions: tuple[Passage, ...]) -> None:
        self._talk.set_said(*([Said(question)] for question in questions))
        self._talk_head.setVisible(bool(questions))
        self._talk.setVisible(bool(questions))

    def _ask_sentence(self) -> None:
        self._sentence.ask()
        self.why.take_focus()


class Side(parts.Frame):
    """One side of a gap: the mark, the number, the band, the voice and its people."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._theme = theme
        self._mark = QVBoxLayout()
        self._figure = parts.title(theme, "")
        self._figure.setWordWrap(False)
        self._swatch = BandSwatch(theme)
        self._band = parts.soft(theme, "")
        self._band.set_ink("")
        self._band.setWordWrap(False)
        self._name = parts.soft(theme, "")
        self._name.set_ink("")
        self._people = parts.soft(theme, "")
        top = parts.row(gap=theme.space(6))
        top.addLayout(self._mark)
        for part in (self._figure, self._swatch, self._band):
            top.addWidget(part)
        top.addStretch(1)
        column = parts.column(top, self._name, self._people, 1, gap=2, margins=(theme.space(12), 8, theme.space(8), 12))
        self.setLayout(column)

    def show_side(self, told: ResultWords, voice: str, shown: Shown) -> None:
        """Shows one voice's score."""
        while (item := self._mark.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._mark.addWidget(VoiceMark(self._theme, told.position(voice)))
        self._figure.setText(told.figure(shown))
        self._figure.setVisible(bool(told.figure(shown)))
        self._swatch.set_band(shown.band)
        self._band.setText(told.band(shown.band))
        self._name.setText(told.voice(voice))
        self._people.setText(told.people(shown.n))
        self.setAccessibleName(f"{told.voice(voice)}: {told.score(shown)}, {told.people(shown.n)}")


class GapAxis(QWidget):
    """The bands' words below the lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: ResultWords | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(33))
        theme.changed.connect(lambda: self.setFixedHeight(theme.px(33)))

    def show_bands(self, told: ResultWords) -> None:
        """Shows the bands of this pack."""
        self._told = told
        self.setAccessibleName(", ".join(words for _, words in told.axis()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws each word where its band begins."""
        if self._told is None:
            return
        painter = QPainter(self)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text_soft"))
        line = gap_plan(self._theme, QRectF(self.rect()), 0).line
        for place, band in enumerate(self._told.instrument.bands):
            words = self._told.band(band.id)
            left = line.left() + line.width() * (band.low / 100 if place else 0)
            wide = QFontMetrics(painter.font()).horizontalAdvance(words) + 2
            painter.drawText(QRectF(left, 0, wide, self.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

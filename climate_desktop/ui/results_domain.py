"""One domain's results: the strips of the whole group and its factors, and the words of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from climate_desktop.core.reading import DomainReading, Passage
from climate_desktop.ui import parts
from climate_desktop.ui.messages import announce
from climate_desktop.ui.reading_panel import ReadingPanel
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.results_strips import BandAxis, StripList
from climate_desktop.ui.results_table import ScoreTable
from climate_desktop.ui.strip_painting import StripRow
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.two_sides import TwoSides, only_as_tall_as_needed
from climate_desktop.ui.voice_switch import VoiceKey


class HiddenNotice(parts.Frame):
    """One notice instead of the lanes that are not there: the same words for hidden and for empty, and no counts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("quiet_box", parent)
        self._words = parts.strong(theme, "")
        self._detail = parts.soft(theme, "")
        self._reason = parts.soft(theme, "")
        self._reason.hide()
        self._why = parts.quiet(theme, self.tr("Why?"), size="small")
        lines = parts.column(self._words, self._detail, self._reason, gap=2)
        row = parts.row(
            parts.icon_label(theme, "eye-off", size=24), gap=theme.space(12),
            margins=(theme.space(16), theme.space(12), theme.space(12), theme.space(12)),
        )  # fmt: skip
        row.addLayout(lines, 1)
        row.addWidget(self._why, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(row)
        self._why.clicked.connect(self._tell_why)

    def show_for(self, told: ResultWords) -> None:
        """Shows the notice where a voice of such a group has no number."""
        some = bool(told.result.voices)
        words = self.tr("The other voices: {hidden}.") if some else self.tr("The voices: {hidden}.")
        detail = (
            self.tr("Everyone who answered for themselves is part of the whole group’s score.")
            if told.result.proxies
            else self.tr("Everyone who answered is part of the whole group’s score.")
        )
        detail = detail if told.result.all_count else ""
        self._words.setText(words.format(hidden=told.hidden()))
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._reason.setText(
            self.tr(
                "A voice has a line of its own only where {least} or more people stand behind it, and where nobody "
                "can work out the rest by subtracting. It looks the same when nobody answered with that voice."
            ).format(least=told.instrument.thresholds.mean)
        )
        self.setAccessibleName(f"{self._words.text()} {detail}".strip())
        self.setVisible(told.result.scored and bool(told.not_shown()))

    def _tell_why(self) -> None:
        """Shows the reason, or puts it away again."""
        shown = self._reason.isHidden()
        self._reason.setVisible(shown)
        if shown:
            announce(self, self._reason.text())


class DomainPage(QWidget):
    """The picture (or table) of one domain and the words of its chosen row, with `foot` always in sight."""

    def __init__(self, theme: Theme, foot: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: ResultWords | None = None
        self._domain: DomainReading | None = None
        self._notes: tuple[Passage, ...] = ()
        self._title = only_as_tall_as_needed(parts.title(theme, ""))
        self.switch = parts.segmented(
            theme, self.tr("Show as"), (("picture", self.tr("Picture")), ("table", self.tr("Table")))
        )
        self._key = VoiceKey(theme)
        self._lead = only_as_tall_as_needed(parts.body(theme, ""))
        self._hidden = HiddenNotice(theme)
        self.strips = StripList(self.tr("Scores"), theme)
        self._axis = BandAxis(theme)
        self.table = ScoreTable(self.tr("Scores as a table"), theme)
        self.words = ReadingPanel(theme)
        self._lay_out(foot)
        self.switch.chosen.connect(self._show_as)
        self.strips.row_chosen.connect(self._row_chosen)

    def _lay_out(self, foot: QWidget) -> None:
        theme = self._theme
        picture = QWidget()
        column = QVBoxLayout(picture)
        column.setContentsMargins(0, theme.space(10), 0, theme.space(2))
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(theme.space(16))
        head.addWidget(self._title, 1)
        head.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        inner = parts.column(
            head, self._key, self._lead, self._hidden, gap=theme.space(8),
            margins=(theme.space(32), 0, theme.space(24), 0),
        )  # fmt: skip
        column.addLayout(inner)
        sides = QVBoxLayout()
        sides.setContentsMargins(theme.space(14), 0, theme.space(6), 0)
        sides.setSpacing(0)
        sides.addWidget(self.strips)
        sides.addWidget(self._axis)
        column.addLayout(sides)
        self._table_place = QWidget()
        self._table_place.setLayout(
            parts.column(self.table, margins=(theme.space(32), theme.space(12), theme.space(24), 0))
        )
        column.addWidget(self._table_place)
        column.addStretch(1)
        words = QWidget()
        words.setLayout(parts.column(self.words, margins=(28, theme.space(20), 28, theme.space(16))))
        self.sides = TwoSides(
            theme, picture, words, foot, panel_width=int(theme.token("layout", "results_panel"))
        )
        self.setLayout(parts.column(self.sides, gap=0))

    # Filling

    def show_domain(self, told: ResultWords, domain: DomainReading, notes: Sequence[Passage] = ()) -> None:
        """Shows a domain, with the whole group chosen; `notes` hold for the whole result and stand below its words."""
        self._told = told
        self._notes = tuple(notes)
        self._domain = domain
        scored = told.result.scored
        self._title.setText(domain.name)
        self._key.show_voices(told)
        self._key.setVisible(scored and bool(told.result.voices))
        self._lead.setText("" if scored else self._too_few(told))
        self._lead.setVisible(not scored)
        self._hidden.show_for(told)
        rows = self._rows(domain)
        self.strips.show_strips(told, rows)
        self._axis.show_bands(told)
        self.table.show_words(*told.strip_table([(row.name, row.measure) for row in rows]))
        self.switch.setVisible(scored)
        self._show_as(self.switch.choice())
        self.words.show_domain(told, domain, self._notes)

    def choose(self, factor: str) -> None:
        """Chooses the row of this factor; the whole group when there is no such factor."""
        assert self._domain is not None
        places = {reading.factor: place for place, reading in enumerate(self._domain.factors, start=1)}
        self.strips.choose(places.get(factor, 0))

    def _too_few(self, told: ResultWords) -> str:
        least = told.instrument.thresholds.mean
        return self.tr(
            "Fewer than {least} people answered, so no scores are shown, to protect each person’s privacy. "
            "Here is what to talk about instead."
        ).format(least=least)

    def _rows(self, domain: DomainReading) -> tuple[StripRow, ...]:
        whole = StripRow(self.tr("The whole group"), domain.measure, whole=True)
        if domain.measure is None:
            assert self._told is not None
            about = self._told.words[f"{domain.domain}.about"]
            whole = StripRow(self.tr("All of it"), None, about, whole=True)
        return (whole, *(StripRow(factor.name, factor.measure, factor.about) for factor in domain.factors))

    # Acts

    def _show_as(self, choice: str) -> None:
        as_table = choice == "table" and self._told is not None and self._told.result.scored
        self.strips.setVisible(not as_table)
        self._axis.setVisible(not as_table and self._told is not None and self._told.result.scored)
        self._table_place.setVisible(as_table)

    def _row_chosen(self, row: int) -> None:
        if self._told is None or self._domain is None:
            return
        if row <= 0:
            self.words.show_domain(self._told, self._domain, self._notes)
        else:
            self.words.show_factor(self._told, self._domain.factors[row - 1])
        self.sides.words_scroll.verticalScrollBar().setValue(0)

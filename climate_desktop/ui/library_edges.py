"""Band edges that one theme or one voice has of its own: the list, and the dialog for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from climate_desktop.services.library import HIGHEST_EDGE, LOWEST_EDGE
from climate_desktop.ui import messages, parts
from climate_desktop.ui.library_work import MAIN, PackWork
from climate_desktop.ui.results_table import ScoreTable

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme


class OwnEdges(QWidget):
    """The entries of [[edges]]; one of them can be changed or taken out, and another one added."""

    def __init__(self, work: PackWork, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._theme = theme
        self.table = ScoreTable(self.tr("Edges of their own"), theme)
        self.add = parts.secondary(theme, self.tr("Add edges…"), icon="plus", size="small")
        self.change = parts.secondary(theme, self.tr("Change these edges…"), icon="pencil", size="small")
        self.take_out = parts.quiet(theme, self.tr("Take these edges out"), size="small")
        self._none = parts.soft(theme, self.tr("None: every theme and every voice has the edges above."))
        buttons = parts.flow(self.add, self.change, self.take_out, gap=theme.space(12), line_gap=theme.space(8))
        column = parts.column(self._none, self.table, gap=theme.space(12))
        column.addLayout(buttons)
        self.setLayout(column)
        self.add.clicked.connect(lambda: self._ask(len(self._entries())))
        self.change.clicked.connect(lambda: self._ask(max(self.table.currentIndex().row(), 0)))
        self.take_out.clicked.connect(self._take_out)
        self.table.doubleClicked.connect(lambda index: self._ask(index.row()))

    def refresh(self) -> None:
        """Shows the entries of the draft again."""
        rows = []
        for entry in self._entries():
            factor, voice = str(entry.get("factor", "")), str(entry.get("voice", ""))
            rows.append(
                (
                    self._work.name_of("factors", factor) if factor else self.tr("Every theme"),
                    self._work.name_of("voices", voice) if voice else self.tr("Everyone"),
                    str(entry.get("medium", "")),
                    str(entry.get("high", "")),
                )
            )
        heads = (self.tr("Theme"), self.tr("Voice"), self.tr("Medium begins"), self.tr("High begins"))
        self.table.show_words(heads, rows)
        own = not self._work.bundled
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.add.setVisible(own)
        self.change.setVisible(own and bool(rows))
        self.take_out.setVisible(own and bool(rows))

    def take_focus(self) -> None:
        """The keyboard goes to the table, or to what makes the first entry."""
        (self.table if self._entries() else self.add).setFocus()

    def _entries(self) -> tuple[dict[str, object], ...]:
        return tuple(dict(row) for row in self._work.rows("edges"))

    def _ask(self, place: int) -> None:
        if self._work.bundled:
            return
        dialog = EdgesDialog(self._work, self._theme, place, self)
        if dialog.exec():
            self.refresh()
            self.take_focus()

    def _take_out(self) -> None:
        self._work.take_out(MAIN, "edges", max(self.table.currentIndex().row(), 0))
        self.refresh()
        self.take_focus()
        messages.announce(self, self.tr("Taken out"))


class EdgesDialog(QDialog):
    """Asks for which theme and voice, and where medium and high begin; writes it at this place of the entries."""

    def __init__(self, work: PackWork, theme: Theme, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._place = place
        self.setWindowTitle(self.tr("Edges of their own"))
        factors = [("", self.tr("Every theme")), *((one, work.name_of("factors", one)) for one in work.ids("factors"))]
        voices = [("", self.tr("Everyone")), *((one, work.name_of("voices", one)) for one in work.ids("voices"))]
        self.factor = parts.select(theme, "", factors)
        self.voice = parts.select(theme, "", voices)
        self.medium = parts.counter(theme, self.tr("Medium begins"), work.number(50, "edges", place, "medium"))
        self.high = parts.counter(theme, self.tr("High begins"), work.number(75, "edges", place, "high"))
        self.medium.spin.setRange(LOWEST_EDGE, HIGHEST_EDGE - 1)
        self.high.spin.setRange(LOWEST_EDGE + 1, HIGHEST_EDGE)
        self.medium.set_value(work.number(50, "edges", place, "medium"))
        self.high.set_value(work.number(75, "edges", place, "high"))
        for select, key in ((self.factor, "factor"), (self.voice, "voice")):
            select.setCurrentIndex(max(select.findData(work.text(MAIN, "edges", place, key)), 0))
        self._field = parts.field(theme, self.tr("Theme"), self.factor)
        self.keep = parts.primary(theme, self.tr("Use these edges"))
        self.cancel = parts.quiet(theme, self.tr("Not now"))
        numbers = parts.column(
            parts.row(parts.body(theme, self.tr("Medium begins at")), self.medium, gap=theme.space(12)),
            parts.row(parts.body(theme, self.tr("High begins at")), self.high, gap=theme.space(12)),
            gap=theme.space(12),
        )
        margin = theme.space(24)
        column = parts.column(
            parts.heading(theme, self.windowTitle()),
            self._field,
            parts.field(theme, self.tr("Voice"), self.voice),
            numbers,
            parts.row(1, self.cancel, self.keep, gap=theme.space(12)),
            gap=theme.space(20),
            margins=(margin, margin, margin, margin),
        )
        self.setLayout(column)
        self.setMinimumWidth(theme.px(440))
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)
        self.factor.activated.connect(lambda _: self._field.set_wrong(""))
        self.factor.setFocus()

    def _keep(self) -> None:
        factor, voice = str(self.factor.currentData()), str(self.voice.currentData())
        wrong = ""
        others = [row for place, row in enumerate(self._work.rows("edges")) if place != self._place]
        if not factor and not voice:
            wrong = self.tr("Choose a theme or a voice. For everything and everyone move the edges on the page.")
        elif any((row.get("factor", ""), row.get("voice", "")) == (factor, voice) for row in others):
            wrong = self.tr("These have edges of their own already. Change those, or choose others.")
        elif self.medium.value() >= self.high.value():
            wrong = self.tr("High must begin above medium. Make its number larger.")
        self._field.set_wrong(wrong)
        if wrong:
            messages.announce(self, wrong)
            return
        entry: dict[str, object] = {key: name for key, name in (("factor", factor), ("voice", voice)) if name}
        self._work.put({**entry, "medium": self.medium.value(), "high": self.high.value()}, MAIN, "edges", self._place)
        self.accept()

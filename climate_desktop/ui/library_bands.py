"""The tab *Bands*: where the bands begin, how many answers a theme needs, how small numbers are kept private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from climate_desktop.core.instrument import Band, Thresholds
from climate_desktop.services.library import HIGHEST_EDGE, LOWEST_EDGE
from climate_desktop.ui import parts
from climate_desktop.ui.library_edges import OwnEdges
from climate_desktop.ui.library_work import BANDS, MAIN
from climate_desktop.ui.page import Page

if TYPE_CHECKING:
    from climate_desktop.ui.fields import Counter
    from climate_desktop.ui.library_places import Target
    from climate_desktop.ui.library_work import KeyPath, PackWork
    from climate_desktop.ui.theme import Theme

_HIGHEST = 100
_FIRST_END, _LAST_END = LOWEST_EDGE - 1, HIGHEST_EDGE - 1


class BandsTab(QWidget):
    """Numbers of a pack. The bands always meet: where one ends the next begins."""

    def __init__(self, work: PackWork, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from climate_desktop.ui.library_strip import BandPicture  # noqa: PLC0415 - only this tab draws it

        self._work = work
        self._theme = theme
        self._moving = False
        self.picture = BandPicture(theme)
        self._words = [parts.body(theme, "") for _ in BANDS]
        self.edges = tuple(self._counter(self.tr("Where the band ends, {band}").format(band=b)) for b in BANDS[:2])
        self.close_gaps = parts.secondary(theme, self.tr("Let the bands meet"), size="small")
        self._gap = parts.notice(theme, "wrong", self.tr("The bands leave a gap or overlap."), "", self.close_gaps)
        self.own_edges = OwnEdges(work, theme)
        self.minimum = self._counter(self.tr("Answers that a person must give to a theme"))
        least = Thresholds()
        names = {
            "mean": (self.tr("People behind a score"), least.mean),
            "detail": (self.tr("People behind a detail, such as a spread of answers"), least.detail),
            "difference": (self.tr("People by whom two shown groups must differ"), least.difference),
        }
        self.privacy = {key: self._counter(name) for key, (name, _) in names.items()}
        for key, (_, lowest) in names.items():
            self.privacy[key].spin.setMinimum(lowest)
        self._lay_out({key: name for key, (name, _) in names.items()})
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Shows the numbers of the draft again."""
        low, medium, _ = bands = self._bands()
        with QSignalBlocker(self.edges[0].spin), QSignalBlocker(self.edges[1].spin):
            self.edges[0].spin.setRange(_FIRST_END, medium.high - 1)
            self.edges[1].spin.setRange(low.high + 1, _LAST_END)
        self.edges[0].set_value(low.high)
        self.edges[1].set_value(medium.high)
        names = [self._work.name_of("bands", band.id) for band in bands]
        self.picture.show_bands(bands, names)
        starts = (self.tr("{band}: from 0 to"), self.tr("{band}: from {low} to"), self.tr("{band}: from {low} to 100"))
        for label, words, band, name in zip(self._words, starts, bands, names, strict=True):
            label.setText(words.format(band=name, low=band.low))
        for edge, name in zip(self.edges, names[:2], strict=True):
            edge.spin.setAccessibleName(self.tr("{band} ends at").format(band=name))
        self._gap.setVisible(not self._meet())
        self.own_edges.refresh()
        self._show_rest()

    def show_target(self, target: Target) -> None:
        """Puts the keyboard on the number that this path names."""
        part, key = target.path[0], str(target.path[-1])
        if part == "edges":
            self.own_edges.take_focus()
            self._page.scroll_area.ensureWidgetVisible(self.own_edges)
            return
        counter = self.edges[1 if target.path[1:2] == (2,) else 0]
        if part == "missing":
            counter = self.minimum
        elif part == "privacy":
            counter = self.privacy.get(key, self.privacy["mean"])
        elif not self._meet():
            self.close_gaps.setFocus()
            return
        counter.spin.setFocus()
        self._page.scroll_area.ensureWidgetVisible(counter)

    def take_focus(self) -> None:
        """The keyboard goes to the first number."""
        (self.close_gaps if not self._meet() else self.edges[0].spin).setFocus()

    # Building

    def _counter(self, name: str) -> Counter:
        made = parts.counter(self._theme, name, maximum=_HIGHEST)
        made.setEnabled(not self._work.bundled)
        return made

    def _lay_out(self, privacy: dict[str, str]) -> None:
        theme = self._theme
        rows = QGridLayout()
        rows.setHorizontalSpacing(theme.space(16))
        rows.setVerticalSpacing(theme.space(12))
        rows.setColumnStretch(2, 1)
        for place, label in enumerate(self._words):
            label.setWordWrap(False)
            rows.addWidget(label, place, 0)
            if place < len(self.edges):
                rows.addWidget(self.edges[place], place, 1)
        edges = parts.column(self.picture, self._gap, rows, gap=theme.space(12))
        missing = parts.column(
            parts.row(self.minimum, parts.body(theme, self.tr("answers that a person must give to a theme")),
                      gap=theme.space(12)),
            parts.soft(theme, self.tr("Whoever answered fewer, or less than half, does not count for that theme.")),
            gap=theme.space(8),
        )  # fmt: skip
        shares = parts.column(gap=theme.space(12))
        for key, name in privacy.items():
            shares.addLayout(parts.row(self.privacy[key], parts.body(theme, name), gap=theme.space(12)))
        shares.addWidget(
            parts.soft(theme, self.tr("These numbers protect people in small groups. They may be raised, never lowered."))
        )
        main = QWidget()
        main.setLayout(
            parts.column(
                self._card(self.tr("Where the bands begin and end"), edges),
                self._card(self.tr("Edges of their own"), parts.column(self.own_edges)),
                self._card(self.tr("When people leave statements out"), missing),
                self._card(self.tr("How small numbers are kept private"), shares),
                1,
                gap=theme.space(16),
                margins=(theme.space(32), theme.space(16), theme.space(32), theme.space(24)),
            )
        )
        self._page = Page(theme, main)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)

    def _card(self, heading: str, content: QVBoxLayout) -> QWidget:
        card = parts.card()
        margin = self._theme.space(20)
        column = parts.column(parts.heading(self._theme, heading), content, gap=self._theme.space(14))
        column.setContentsMargins(margin, margin, margin, margin)
        card.setLayout(column)
        return card

    def _connect(self) -> None:
        self.edges[0].counted.connect(lambda end: self._move(end, self.edges[1].value()))
        self.edges[1].counted.connect(lambda end: self._move(self.edges[0].value(), end))
        self.close_gaps.clicked.connect(lambda: self._move(self.edges[0].value(), self.edges[1].value()))
        self.minimum.counted.connect(lambda number: self._work.put(number, MAIN, "missing", "minimum_answered"))
        for key, counter in self.privacy.items():
            counter.counted.connect(lambda number, key=key: self._work.put(number, MAIN, "privacy", key))
        self._work.renewed.connect(self.refresh)
        self._work.language_chosen.connect(self.refresh)
        self._work.changed.connect(self._follow)

    # Numbers

    def _bands(self) -> tuple[Band, Band, Band]:
        """The three bands with edges that meet, from where each of them ends in the draft."""
        low = min(max(self._number("low", 49), _FIRST_END), _LAST_END - 1)
        medium = min(max(self._number("medium", 74), low + 1), _LAST_END)
        return Band("low", 0, low), Band("medium", low + 1, medium), Band("high", medium + 1, _HIGHEST)

    def _number(self, band: str, default: int) -> int:
        return self._work.number(default, "bands", self._place(band), "high")

    def _place(self, band: str) -> int:
        """The place of a band among the entries of pack.toml."""
        ids = self._work.ids("bands")
        return ids.index(band) if band in ids else BANDS.index(band)

    def _meet(self) -> bool:
        """True when the bands of the draft are these ones, without gap and overlap."""
        return all(
            (self._edge(band.id, "low"), self._edge(band.id, "high")) == (band.low, band.high) for band in self._bands()
        )

    def _edge(self, band: str, key: str) -> object:
        return self._work.value(MAIN, "bands", self._place(band), key)

    def _move(self, low_end: int, medium_end: int) -> None:
        """Writes all edges so that the bands meet."""
        self._moving = True
        ends = {"low": (0, low_end), "medium": (low_end + 1, medium_end), "high": (medium_end + 1, _HIGHEST)}
        for band, (low, high) in ends.items():
            place = self._place(band)
            self._work.put(band, MAIN, "bands", place, "id")
            self._work.put(low, MAIN, "bands", place, "low")
            self._work.put(high, MAIN, "bands", place, "high")
        self._moving = False
        self.refresh()

    def _show_rest(self) -> None:
        most = max((sum(1 for row in self._work.rows("items") if row.get("factor") == factor)
                    for factor in self._work.ids("factors")), default=1)  # fmt: skip
        with QSignalBlocker(self.minimum.spin):
            self.minimum.spin.setRange(1, max(most, 1))
        self.minimum.set_value(self._work.number(2, "missing", "minimum_answered"))
        least = Thresholds()
        for key, counter in self.privacy.items():
            counter.set_value(self._work.number(getattr(least, key), "privacy", key))

    def _follow(self, _file: str, path: KeyPath) -> None:
        if not self._moving and (path[:1] == ("bands",) or path[-1:] == ("name",)):
            self.refresh()

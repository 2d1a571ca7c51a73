"""The tab *Texts*: every passage of a pack by theme and band, with a sample of how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from climate_desktop.ui import messages, parts
from climate_desktop.ui.library_blanks import PARTS, part_title, place_blanks, strings
from climate_desktop.ui.library_form import WordForm
from climate_desktop.ui.library_index import Entry, EntryList
from climate_desktop.ui.library_language import LanguageChoice
from climate_desktop.ui.library_places import NAMES, Target, target_in_words
from climate_desktop.ui.library_sample import SamplePanel
from climate_desktop.ui.library_two import ListBeside
from climate_desktop.ui.library_work import BANDS, file_of

if TYPE_CHECKING:
    from climate_desktop.ui.boxes import Segmented
    from climate_desktop.ui.library_work import KeyPath, PackWork
    from climate_desktop.ui.theme import Theme

_BANDED = ("domains", "factors")


class TextsTab(QWidget):
    """The places at the side, the band above the form, the sample at the end."""

    def __init__(self, work: PackWork, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._theme = theme
        self._key = ""
        self.find_field = parts.find_field(theme, self.tr("Find in the texts"), hint=self.tr("Ctrl F"))
        self.list = EntryList(theme, self.tr("Texts by theme"))
        self._found = parts.soft(theme, "")
        self._heading = parts.heading(theme, "")
        self.language = LanguageChoice(work, theme, self.tr("Language of the texts"))
        self.bands = self._make_bands()
        self.form = WordForm(work, theme)
        self.sample = SamplePanel(work, theme)
        self._lay_out()
        self.find_field.textEdited.connect(lambda _: self._show_list())
        self.find_field.returnPressed.connect(self._go_to_found)
        self.list.opened.connect(self._open)
        self.bands.chosen.connect(lambda _: self._show_place())
        self.sample.wanted.connect(self._go_to)
        work.renewed.connect(self.refresh)
        work.language_chosen.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the texts of the draft again, in the language that is shown."""
        self.language.refresh()
        for band in BANDS:
            words = self._work.name_of("bands", band)
            self.bands.button(band).say(words)
            self.bands.button(band).setAccessibleName(self.tr("Band, {name}").format(name=words))
        self._show_list()
        self._show_place()

    def show_target(self, target: Target) -> None:
        """Opens a place and puts the keyboard into the field of this text."""
        self.find_field.clear()
        self._show_list()
        if target.band:
            self.bands.choose(target.band)
        self.list.choose(target.key)
        self._show_place()
        self._two.show_field(self.form.field_of(target.path) or self.list)

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        self.list.setFocus()

    def seek(self) -> None:
        """The keyboard goes to the find field."""
        self.find_field.setFocus()
        self.find_field.selectAll()

    # Building

    def _make_bands(self) -> Segmented:
        choices = [(NAMES, self.tr("Names")), *((band, band) for band in BANDS)]
        made = parts.segmented(self._theme, self.tr("Band"), choices)
        made.choose(BANDS[0])
        return made

    def _lay_out(self) -> None:
        theme = self._theme
        tools = QWidget()
        tools.setLayout(parts.column(self.find_field, self._found, gap=theme.space(6)))
        switches = QHBoxLayout()
        switches.setContentsMargins(6, 0, 6, 0)
        switches.addLayout(parts.flow(self.bands), 1)
        column = parts.column(gap=theme.space(12))
        column.addLayout(parts.row(self._heading, self.language, gap=theme.space(12), margins=(6, 6, 6, 0)))
        column.addLayout(switches)
        column.addWidget(self.form)
        body = QWidget()
        body.setLayout(column)
        self._two = ListBeside(theme, tools, self.list, body, sample=self.sample)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._two)

    # Showing

    def _show_list(self) -> None:
        wanted = self.find_field.text().strip().casefold()
        work = self._work
        places: list[Entry] = []
        for domain in work.ids("domains"):
            places.append(Entry(work.name_of("domains", domain), f"domains/{domain}", first=True))
            places += [Entry(work.name_of("factors", one), f"factors/{one}") for one in work.factors_of(domain)]
        others = [part for part in PARTS if work.value(file_of(self._first()), part) is not None]
        places += [Entry(part_title(part), part) for part in others]
        entries = [entry for entry in places if not wanted or self._hits(entry.key, wanted)]
        heading = next((n for n, entry in enumerate(entries) if entry.key in PARTS), -1)
        if heading >= 0:
            entries.insert(heading, Entry(self.tr("In every report")))
        self.list.show_entries(entries)
        self._found.setVisible(bool(wanted))
        found = sum(1 for one in entries if one.key)
        self._found.setText(self.tr("Found in one place.") if found == 1 else self.tr("Found in %n places.", "", found))
        if wanted:
            messages.announce(self.list, self._found.text())

    def _first(self) -> str:
        return next(iter(self._work.languages()), "")

    def _hits(self, key: str, wanted: str) -> list[KeyPath]:
        """Where in this place the words stand; the statements of a factor have a tab of their own."""
        part, _, name = key.partition("/")
        at: KeyPath = (part, name) if name else (part,)
        return [path for path, words in self._texts_of(at) if wanted in words.casefold()]

    def _texts_of(self, at: KeyPath) -> list[tuple[KeyPath, str]]:
        value = self._work.value(file_of(self._work.language), *at)
        if hasattr(value, "items"):
            inner = [(*at, str(key)) for key in value if not (at[0] == "factors" and key == "items")]
            return [found for path in inner for found in self._texts_of(path)]
        return [(at, words) for words in strings(value)]

    def _open(self, key: str) -> None:
        if key and key != self._key:
            self._show_place()
            self._two.show_top()

    def _show_place(self) -> None:
        self._key = self.list.current_key()
        part, _, name = self._key.partition("/")
        for shown in (self._heading, self.form):
            shown.setVisible(bool(self._key))
        self.bands.setVisible(part in _BANDED)
        if not self._key:
            return
        self._heading.setText(self._work.name_of(part, name) if name else part_title(part))
        band = self.bands.choice()
        self.form.show_groups(place_blanks(self._work, self._key, band))
        self.sample.show_place(self._key, band)
        self._two.show_sample(shown=not self.sample.is_empty)

    # Going to a text

    def _go_to(self, path: KeyPath) -> None:
        """The keyboard goes into the field of a sentence of the sample."""
        field = self.form.field_of(path)
        if field is not None:
            self._two.show_field(field)

    def _go_to_found(self) -> None:
        """Enter in the find field: on to the first text that holds the words."""
        wanted = self.find_field.text().strip().casefold()
        hits = self._hits(self.list.current_key(), wanted) if wanted and self.list.current_key() else []
        target = target_in_words(file_of(self._work.language), hits[0]) if hits else None
        if target is None:
            return
        if target.band:
            self.bands.choose(target.band)
        self._show_place()
        self._go_to(target.path)

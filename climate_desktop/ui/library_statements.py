"""The tab *Statements*: every statement by theme, with its wording for each voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from climate_desktop.ui import messages, parts
from climate_desktop.ui.library_blanks import factor_of, item_blanks, strings
from climate_desktop.ui.library_form import WordForm
from climate_desktop.ui.library_index import Entry, EntryList
from climate_desktop.ui.library_language import LanguageChoice
from climate_desktop.ui.library_two import ListBeside
from climate_desktop.ui.library_work import MAIN, file_of

if TYPE_CHECKING:
    from climate_desktop.ui.library_places import Target
    from climate_desktop.ui.library_work import KeyPath, PackWork
    from climate_desktop.ui.theme import Theme


class StatementsTab(QWidget):
    """The statements at the side, the wording of the current one beside them."""

    def __init__(self, work: PackWork, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._theme = theme
        self._item = ""
        self.find_field = parts.find_field(theme, self.tr("Find a statement"), hint=self.tr("Ctrl F"))
        self.list = EntryList(theme, self.tr("Statements by theme"))
        self._nothing = parts.soft(theme, "")
        self._heading = parts.heading(theme, "")
        self._theme_line = parts.soft(theme, "")
        self.language = LanguageChoice(work, theme, self.tr("Language of the statements"))
        self.short = parts.check(theme, self.tr("Also in the short form"))
        self.reverse = parts.check(theme, self.tr("Agreeing speaks against the theme"))
        self.add = parts.secondary(theme, self.tr("Add a statement"), icon="plus", size="small")
        self.take_out = parts.quiet(theme, self.tr("Take this statement out…"), size="small")
        self.form = WordForm(work, theme)
        self._lay_out()
        self.find_field.textEdited.connect(lambda _: self._show_list())
        self.list.opened.connect(self._open)
        self.short.clicked.connect(lambda on: self._flag("short", on=on))
        self.reverse.clicked.connect(lambda on: self._flag("reverse", on=on))
        self.add.clicked.connect(self._add)
        self.take_out.clicked.connect(self._take_out)
        work.changed.connect(self._follow)
        work.renewed.connect(self.refresh)
        work.language_chosen.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the statements of the draft again, in the language that is shown."""
        self.language.refresh()
        self._show_list()
        self._show_item()

    def show_target(self, target: Target) -> None:
        """Opens a statement and puts the keyboard into the field of this text."""
        self.find_field.clear()
        self._show_list()
        self.list.choose(target.key)
        field: QWidget | None = self.form.field_of(target.path)
        if target.file == MAIN:
            field = self.reverse if target.path[-1:] == ("reverse",) else self.short
        self._two.show_field(field or self.list)

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        self.list.setFocus()

    def seek(self) -> None:
        """The keyboard goes to the find field."""
        self.find_field.setFocus()
        self.find_field.selectAll()

    # Building

    def _lay_out(self) -> None:
        theme = self._theme
        tools = QWidget()
        tools.setLayout(parts.column(self.find_field, self._nothing, gap=theme.space(6)))
        body = QWidget()
        head = parts.column(self._heading, self._theme_line, gap=2)
        top = parts.flow(self.short, self.reverse, gap=theme.space(24), line_gap=theme.space(8))
        column = parts.column(gap=theme.space(12))
        column.addLayout(parts.row(head, self.language, gap=theme.space(12), margins=(6, 6, 6, 0)))
        column.addLayout(parts.row(top, margins=(6, 0, 6, 0)))
        column.addWidget(self.form)
        column.addLayout(
            parts.row(parts.flow(self.add, self.take_out, gap=theme.space(12), line_gap=theme.space(8)),
                      margins=(6, 0, 6, 6))
        )  # fmt: skip
        if self._work.bundled:
            self.add.hide()
            self.take_out.hide()
        body.setLayout(column)
        self._two = ListBeside(theme, tools, self.list, body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._two)

    # Showing

    def _show_list(self) -> None:
        wanted = self.find_field.text().strip().casefold()
        work, file = self._work, file_of(self._work.language)
        entries: list[Entry] = []
        found = 0
        for domain in work.ids("domains"):
            for factor in work.factors_of(domain):
                heading = f"{work.name_of('domains', domain, 'short')}: {work.name_of('factors', factor)}"
                shown = []
                for row in work.rows("items"):
                    item = str(row.get("id", ""))
                    if not item or row.get("factor") != factor:
                        continue
                    wording = work.value(file, "factors", factor, "items", item)
                    if not wanted or any(wanted in one.casefold() for one in (heading, item, *strings(wording))):
                        shown.append(Entry(self._said(factor, item), item))
                if shown:
                    entries += [Entry(heading), *shown]
                    found += len(shown)
        self.list.show_entries(entries)
        self._nothing.setVisible(bool(wanted))
        all_of_them = len(work.ids("items"))
        self._nothing.setText(self.tr("{found} of {all}").format(found=found, all=all_of_them))
        if wanted:
            messages.announce(self.list, self._nothing.text())

    def _said(self, factor: str, item: str) -> str:
        """The statement as the first voice reads it, or that it has no words yet."""
        at: KeyPath = ("factors", factor, "items", item)
        words = (self._work.text(file_of(self._work.language), *at, voice) for voice in self._work.ids("voices"))
        return next((one for one in words if one.strip()), self.tr("No words yet: {item}").format(item=item))

    def _open(self, item: str) -> None:
        if item and item != self._item:
            self._item = item
            self._show_item()
            self._two.show_top()

    def _show_item(self) -> None:
        work, item = self._work, self._item
        items = work.ids("items")
        if item not in items:
            self._item = item = self.list.current_key()
        known = item in items
        own = (self.add, self.take_out) if not self._work.bundled else ()
        for part in (self._heading, self._theme_line, self.form, self.short, self.reverse, *own):
            part.setVisible(known)
        if not known:
            return
        factor = factor_of(work, item)
        domain = work.text(MAIN, "factors", work.ids("factors").index(factor), "domain") if factor else ""
        place = self.tr("Statement {number} of {all}")
        self._heading.setText(place.format(number=items.index(item) + 1, all=len(items)))
        self._theme_line.setText(f"{work.name_of('domains', domain)}: {work.name_of('factors', factor)}")
        self._show_flags()
        self.form.show_groups(item_blanks(work, item))

    def _show_flags(self) -> None:
        for key, box in (("short", self.short), ("reverse", self.reverse)):
            with QSignalBlocker(box):
                box.setChecked(self._work.value(MAIN, "items", self._place(), key) is True)
            box.setEnabled(not self._work.bundled)

    def _flag(self, key: str, *, on: bool) -> None:
        self._work.put(on, MAIN, "items", self._place(), key)

    def _add(self) -> None:
        """One more statement behind the current one; the keyboard goes into its first field."""
        ids = self._work.ids("items")
        factor = factor_of(self._work, self._item)
        number = next(n for n in range(1, len(ids) + 2) if f"{factor}_{n}" not in ids)
        item = f"{factor}_{number}"
        if not self._work.insert_item(item, factor, self._place() + 1):
            return
        self.find_field.clear()
        self._show_list()
        self.list.choose(item)
        first = self.form.blanks
        field = self.form.field_of(first[0].path) if first else None
        self._two.show_field(field or self.list)
        messages.announce(self, self.tr("A statement was added."))

    def _take_out(self) -> None:
        factor = factor_of(self._work, self._item)
        sure = messages.ask(
            self,
            self._theme,
            self.tr("Take this statement out?"),
            self._said(factor, self._item),
            yes=self.tr("Take it out"),
            no=self.tr("Keep it"),
            danger=True,
        )
        if sure:
            self._work.remove_item(self._item, factor, self._place())
            self.list.setFocus()
            messages.announce(self, self.tr("Taken out"))

    def _place(self) -> int:
        """The place of the current statement among the entries of pack.toml."""
        rows = self._work.value(MAIN, "items")
        ids = [row.get("id") if hasattr(row, "get") else None for row in rows] if isinstance(rows, list) else []
        return ids.index(self._item) if self._item in ids else 0

    def _follow(self, file: str, path: KeyPath) -> None:
        """Something was written: the list shows the new words."""
        if path[:1] == ("factors",) and file == file_of(self._work.language):
            self._show_list()

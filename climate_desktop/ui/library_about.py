"""The tab *About*: a pack's name, its one sentence, where it comes from, its languages, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.ui import messages, parts
from climate_desktop.ui.library_dialogs import LanguageDialog
from climate_desktop.ui.library_form import LINE, Blank, Group, WordForm
from climate_desktop.ui.library_work import MAIN, file_of, language_name
from climate_desktop.ui.page import Page

if TYPE_CHECKING:
    from climate_desktop.ui.button import Button
    from climate_desktop.ui.library_places import Target
    from climate_desktop.ui.library_work import PackWork
    from climate_desktop.ui.theme import Theme


class AboutTab(QWidget):
    """What a pack is.

    Signals: sheet_out_wanted() and sheet_in_wanted() the statements as a spreadsheet for translators; remove_wanted()
    this pack is to go.
    """

    sheet_out_wanted = Signal()
    sheet_in_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, work: PackWork, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._theme = theme
        self.form = WordForm(work, theme)
        self._version = parts.soft(theme, "")
        self.languages = QListWidget()
        self.add = parts.secondary(theme, self.tr("Add a language…"), icon="plus", size="small")
        self.read = parts.secondary(theme, "", icon="check", size="small")
        self.take_out = parts.quiet(theme, self.tr("Take it out…"), size="small")
        self.sheet_out = parts.secondary(theme, self.tr("Take the statements to a spreadsheet…"), size="small")
        self.sheet_in = parts.secondary(theme, self.tr("Bring a translated spreadsheet in…"), size="small")
        self.remove = parts.danger(theme, self.tr("Remove this pack…"), icon="trash", size="small")
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Shows the draft again."""
        self.form.show_groups((Group("", self._blanks()),))
        version = self._work.text(MAIN, "version")
        words = self.tr("Version {version}.").format(version=version)
        if not self._work.bundled:
            words += " " + self.tr("Saving a change raises its last number.")
        self._version.setText(words)
        self._show_languages()

    def show_target(self, target: Target) -> None:
        """Puts the keyboard into the field of this text."""
        if target.path[:1] == ("languages",):
            self._page.scroll_area.ensureWidgetVisible(self.languages)
            self.languages.setFocus()
            return
        if target.path[:1] == ("pack",):
            self._work.choose_language(target.file.removesuffix(".toml"))
        (self.form.field_of(target.path) or self.languages).setFocus()

    def take_focus(self) -> None:
        """The keyboard goes to the first field."""
        first = self.form.field_of(("pack", "name"))
        (first or self.languages).setFocus()

    # Building

    def _blanks(self) -> tuple[Blank, ...]:
        file = file_of(self._work.language)
        return (
            Blank(self.tr("Name"), file, ("pack", "name"), LINE),
            Blank(self.tr("In one sentence"), file, ("pack", "about")),
            Blank(self.tr("Credit"), MAIN, ("credit",), hint=self.tr("Who wrote it, and what it is made from.")),
            Blank(self.tr("Licence"), MAIN, ("licence",), LINE, hint=self.tr("What others may do with it.")),
        )

    def _lay_out(self) -> None:
        theme, own = self._theme, not self._work.bundled
        self.languages.setAccessibleName(self.tr("Languages"))
        self.languages.setProperty("kind", "card")
        self.languages.setProperty("ring", True)
        self.languages.setProperty("ring_radius", float(theme.radius("choice")))
        self.languages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        note = self.tr("A draft is offered to nobody until a native speaker has read it.")
        languages = parts.column(self.languages, gap=theme.space(12))
        languages.addLayout(_buttons(theme, self.add, self.read, self.take_out))
        languages.addWidget(parts.soft(theme, note))
        sheet = parts.column(
            parts.soft(
                theme,
                self.tr("Translators can work in a spreadsheet: every statement, in all languages, side by side."),
            ),
            gap=theme.space(12),
        )
        sheet.addLayout(_buttons(theme, self.sheet_out, self.sheet_in))
        if not own:
            for button in (self.add, self.read, self.take_out, self.sheet_in):
                button.hide()
        content = QWidget()
        column = parts.column(gap=theme.space(16))
        column.setContentsMargins(theme.space(32), theme.space(16), theme.space(32), theme.space(24))
        if not own:
            column.addWidget(
                parts.notice(
                    theme,
                    "info",
                    self.tr("This pack came with the program and is never changed."),
                    self.tr("Make it your own to get a copy in which you can change every word and number."),
                )
            )
        self.form.set_margins(0)
        form = parts.column(self.form, self._version, gap=theme.space(12))
        column.addWidget(self._card("", form))
        column.addWidget(self._card(self.tr("Languages"), languages))
        column.addWidget(self._card(self.tr("For translators"), sheet))
        if own:
            words = self.tr("Workshops that were held with it keep its words.")
            away = parts.column(parts.soft(theme, words), gap=theme.space(12))
            away.addLayout(_buttons(theme, self.remove))
            column.addWidget(self._card(self.tr("When it is not needed any more"), away))
        column.addStretch(1)
        content.setLayout(column)
        self._page = Page(theme, content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)

    def _card(self, heading: str, content: QVBoxLayout) -> QWidget:
        card = parts.card()
        margin = self._theme.space(20)
        column = parts.column(gap=self._theme.space(12), margins=(margin, margin, margin, margin))
        if heading:
            column.addWidget(parts.heading(self._theme, heading))
        column.addLayout(content)
        card.setLayout(column)
        return card

    def _connect(self) -> None:
        self.languages.currentRowChanged.connect(lambda _: self._show_buttons())
        self.languages.itemActivated.connect(self._choose)
        self.add.clicked.connect(self._add)
        self.read.clicked.connect(self._mark_read)
        self.take_out.clicked.connect(self._take_out)
        self.sheet_out.clicked.connect(self.sheet_out_wanted)
        self.sheet_in.clicked.connect(self.sheet_in_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self._work.renewed.connect(self.refresh)
        self._work.language_chosen.connect(self.refresh)
        self._theme.changed.connect(self._show_languages)

    # Languages

    def _show_languages(self) -> None:
        row = max(self.languages.currentRow(), 0)
        self.languages.clear()
        tags = self._work.languages()
        for tag in tags:
            draft = self._work.is_draft(tag)
            words = self.tr("{language}, a draft") if draft else "{language}"
            item = QListWidgetItem(words.format(language=f"{language_name(tag)}, {tag}"))
            item.setData(Qt.ItemDataRole.UserRole, tag)
            item.setSizeHint(QSize(0, self._theme.height(40)))
            self.languages.addItem(item)
        self.languages.setCurrentRow(min(row, len(tags) - 1))
        self.languages.setFixedHeight(max(len(tags), 1) * self._theme.height(40) + self._theme.space(8) + 6)
        self._show_buttons()

    def _tag(self) -> str:
        item = self.languages.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _show_buttons(self) -> None:
        tag = self._tag()
        draft = self._work.is_draft(tag) if tag else False
        self.read.say(self.tr("A native speaker has read it") if draft else self.tr("Make it a draft again"))
        self.read.show_icon("check" if draft else "pencil")
        several = len(self._work.languages()) > 1
        self.read.setEnabled(bool(tag) and (draft or several))
        self.take_out.setEnabled(bool(tag) and several)

    def _choose(self, item: QListWidgetItem) -> None:
        self._work.choose_language(str(item.data(Qt.ItemDataRole.UserRole)))

    def _add(self) -> None:
        dialog = LanguageDialog(self._work, self._theme, self)
        if dialog.exec():
            tags = self._work.languages()
            self.languages.setCurrentRow(tags.index(dialog.tag) if dialog.tag in tags else 0)
            self.languages.setFocus()
            messages.announce(self, self.tr("{language} was added.").format(language=language_name(dialog.tag)))

    def _mark_read(self) -> None:
        tag = self._tag()
        if self._work.is_draft(tag):
            self._work.take_out(file_of(tag), "draft")
        else:
            self._work.put(True, file_of(tag), "draft")
        self._work.renew()

    def _take_out(self) -> None:
        tag = self._tag()
        name = language_name(tag)
        sure = messages.ask(
            self,
            self._theme,
            self.tr("Take {language} out of this pack?").format(language=name),
            self.tr("All its words go with it, once you save."),
            yes=self.tr("Take it out"),
            no=self.tr("Keep it"),
            danger=True,
        )
        if not sure:
            return
        try:
            self._work.remove_language(tag)
        except KnownError as error:
            messages.say_error(self, self._theme, error)


def _buttons(theme: Theme, *buttons: Button) -> QVBoxLayout:
    """Buttons beside each other that go on in the next line where there is no room."""
    line = parts.column(gap=0)
    line.addLayout(parts.flow(*buttons, gap=theme.space(12), line_gap=theme.space(8)))
    return line

"""The statements of a pack as a spreadsheet for translators, and what came back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.ui import background, messages, parts
from climate_desktop.ui.library_dialogs import remembered, start
from climate_desktop.ui.library_work import language_name
from climate_desktop.ui.results_table import ScoreTable

if TYPE_CHECKING:
    from climate_desktop.services.preferences import Preferences
    from climate_desktop.services.translating import Translation
    from climate_desktop.ui.library_work import PackWork
    from climate_desktop.ui.theme import Theme

SUFFIX = ".xlsx"


class Sheets(QObject):
    """Writes the workbook, and takes a translated one in once a person has seen what it would change."""

    def __init__(self, work: PackWork, theme: Theme, preferences: Preferences | None, page: QWidget) -> None:
        super().__init__(page)
        self._work = work
        self._theme = theme
        self._preferences = preferences
        self._page = page
        self._task: background.Task | None = None

    def write(self) -> None:
        """Asks where to, and writes all statements in all languages there."""
        from climate_desktop.services import translating  # noqa: PLC0415 - only a workbook needs it
        from climate_desktop.services.library import Draft  # noqa: PLC0415

        first = start(self._preferences) / f"{self._work.shelved.id}{SUFFIX}"
        head = self.tr("Take the statements to a spreadsheet")
        chosen, _ = QFileDialog.getSaveFileName(self._page, head, str(first), self._kinds())
        if chosen and not chosen.endswith(SUFFIX):
            chosen += SUFFIX
        target = remembered(chosen, self._preferences)
        if target is not None:
            copy = Draft(self._work.draft.files)
            self._task = background.run(
                lambda _tell: translating.write_form(copy, target),
                lambda _: self._written(target),
                self._failed,
                owner=self,
            )

    def read(self) -> None:
        """Asks which workbook, shows what it would change, and changes it when a person says so."""
        from climate_desktop.services import translating  # noqa: PLC0415 - only a workbook needs it
        from climate_desktop.services.library import Draft  # noqa: PLC0415

        head = self.tr("Bring a translated spreadsheet in")
        chosen, _ = QFileDialog.getOpenFileName(self._page, head, str(start(self._preferences)), self._kinds())
        source = remembered(chosen, self._preferences)
        if source is not None:
            trial = Draft(self._work.draft.files)
            self._task = background.run(
                lambda _tell: translating.look(trial, source), self._looked, self._failed, owner=self
            )

    def _written(self, target: Path) -> None:
        words = self.tr("“{name}” was written to {folder}.").format(name=target.name, folder=target.parent)
        messages.say(self._page, self._theme, words)

    def _looked(self, found: Translation) -> None:
        from climate_desktop.services import translating  # noqa: PLC0415 - only a workbook needs it

        dialog = ChangesDialog(found, self._theme, self._page)
        if not dialog.exec() or not found.changes:
            return
        try:
            translating.apply(found, self._work.draft)
        except KnownError as error:
            messages.say_error(self._page, self._theme, error)
        self._work.renew()
        messages.announce(self._page, self.tr("%n wordings were changed.", "", len(found.changes)))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        messages.say_error(self._page, self._theme, error)

    def _kinds(self) -> str:
        return self.tr("Spreadsheets (*.xlsx)") + ";;" + self.tr("All files (*)")


class ChangesDialog(QDialog):
    """What a workbook would change: each wording before and after. Nothing is changed before `accept`."""

    def __init__(self, found: Translation, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A translated spreadsheet"))
        count = len(found.changes)
        head = self.tr("%n wordings would change", "", count) if count != 1 else self.tr("One wording would change")
        notes = self._notes(found)
        self.table = ScoreTable(self.tr("What would change"), theme)
        self.table.show_words(
            (self.tr("Where"), self.tr("Before"), self.tr("After")),
            [(str(change.wording), change.before, change.after) for change in found.changes],
        )
        shown = parts.scrolled(self.table)
        shown.setMinimumHeight(theme.px(240))
        shown.setVisible(bool(count))
        self.take = parts.primary(theme, self.tr("Take the changes"))
        self.take.setEnabled(bool(count))
        self.cancel = parts.quiet(theme, self.tr("Leave it as it is"))
        margin = theme.space(24)
        column = parts.column(parts.heading(theme, head), gap=theme.space(12), margins=(margin,) * 4)
        for note in notes:
            column.addWidget(parts.soft(theme, note))
        column.addWidget(shown, 1)
        column.addLayout(parts.row(1, self.cancel, self.take, gap=theme.space(12)))
        self.setLayout(column)
        self.resize(min(theme.px(820), 1300), min(theme.px(560), 660))
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        (self.take if count else self.cancel).setFocus()

    def _notes(self, found: Translation) -> list[str]:
        """What else is to be known about the workbook, a sentence each."""
        notes = []
        if found.added:
            names = ", ".join(language_name(tag) for tag in found.added)
            notes.append(self.tr("New languages, as drafts: {names}.").format(names=names))
        if found.made_from and found.made_from != found.version:
            words = self.tr("It was made from version {old}; this is version {new}.")
            notes.append(words.format(old=found.made_from, new=found.version))
        if found.missing:
            notes.append(self.tr("%n wordings are empty there and stay as they are.", "", len(found.missing)))
        if found.unknown:
            names = ", ".join(found.unknown[:5])
            notes.append(self.tr("Not known here, so not taken: {names}.").format(names=names))
        if found.problems:
            notes.append(self.tr("%n things would be to put right afterwards.", "", len(found.problems)))
        return notes

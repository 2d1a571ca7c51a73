"""The choice of the language in which a pack's words are shown and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QSizePolicy

from climate_desktop.ui.fields import Select
from climate_desktop.ui.library_work import language_name

if TYPE_CHECKING:
    from climate_desktop.ui.library_work import PackWork
    from climate_desktop.ui.theme import Theme


class LanguageChoice(Select):
    """The pack's languages; absent where there is only one."""

    def __init__(self, work: PackWork, theme: Theme, name: str) -> None:
        super().__init__(theme, name, icon="globe")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._work = work
        self.activated.connect(lambda _: work.choose_language(self.currentData()))

    def refresh(self) -> None:
        """Shows the languages that the draft has now."""
        tags = self._work.languages()
        with QSignalBlocker(self):
            self.clear()
            for tag in tags:
                self.addItem(self._words(tag), tag)
            if self._work.language in tags:
                self.setCurrentIndex(tags.index(self._work.language))
        self.setVisible(len(tags) > 1)

    def _words(self, tag: str) -> str:
        name = language_name(tag)
        return self.tr("{language}, draft").format(language=name) if self._work.is_draft(tag) else name

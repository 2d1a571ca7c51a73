"""The ways in which one person answers on the screen: easy words, reading aloud, and answering together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from climate_desktop.services.answering import Answering
from climate_desktop.ui.participant_bar import HandOverBar
from climate_desktop.ui.participant_frame import HandOverPage
from climate_desktop.ui.questionnaire import Questionnaire
from climate_desktop.ui.reading_aloud import ReadingAloud

if TYPE_CHECKING:
    from climate_desktop.ui.participant_stack import HandOverPages


class HandOverWays(QObject):
    """Keeps the bar in step with the page that is shown, and reads no further once another one is shown."""

    def __init__(self, bar: HandOverBar, pages: HandOverPages, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._pages = pages
        self._answering: Answering | None = None
        self.reading = ReadingAloud(self)
        bar.reading_wanted.connect(self.read_or_stop)
        bar.words_wanted.connect(pages.statements.change_words)
        pages.statements.shown.connect(self.follow)
        self.reading.changed.connect(self._show_reading)

    def begin(self, answering: Answering) -> None:
        """Takes another person."""
        self.reading.look()
        self._answering = answering
        self.follow()

    def follow(self) -> None:
        """Another page, statement or wording is shown: what was being read is over, and the bar offers what there is."""
        statements = self._pages.statements
        self.reading.stop()
        self._bar.offer_words(offered=self._pages.currentWidget() is statements, easy=statements.in_easy_words)
        self._bar.show_helped(helped=self._answering is not None and self._answering.helped)
        self._show_reading()

    def read_or_stop(self) -> None:
        """Reads the page aloud, or stops; nothing where there is nothing to read or no voice."""
        if self.reading.is_reading:
            self.reading.stop()
        elif self._answering is not None:
            self.reading.read(self._spoken(), self._answering.words.language)

    def forget(self) -> None:
        """Leaves no trace of the person: nothing more is read."""
        self.reading.stop()
        self._answering = None
        self._bar.offer_words(offered=False)
        self._bar.offer_reading(offered=False)
        self._bar.show_helped(helped=False)

    def _show_reading(self) -> None:
        person = self._answering
        able = person is not None and self.reading.can_read(person.words.language)
        self._bar.offer_reading(offered=able and bool(self._spoken()), reading=self.reading.is_reading)

    def _spoken(self) -> tuple[str, ...]:
        page = self._pages.currentWidget()
        return page.spoken() if isinstance(page, HandOverPage | Questionnaire) else ()

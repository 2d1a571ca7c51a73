"""Asks whether anybody is there before a sheet is put away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from climate_desktop.ui.idle import IdleWatch
from climate_desktop.ui.participant_pages import WordsPage


class StillTherePage(WordsPage):
    """Asks whether anybody is there. `went_on`: yes; `back_wanted`: yes, and more time is needed."""

    def ask(self, minutes: int) -> None:
        """Asks; without an answer the sheet is sealed in so many minutes."""
        told = self.tr("If nobody answers, what you chose so far is put away in {minutes} minutes.")
        self.say(
            self.tr("Are you still there?"),
            (told.format(minutes=minutes), self.tr("Nothing is lost. You can then go on with the code on your card.")),
            back=self.tr("I need more time"),
            on=self.tr("I am here"),
        )
        self.foot.back.show_icon("clock")


class Presence(QObject):
    """Whether somebody is at the laptop: after a while what is on the screen is hidden and a page asks.

    Signals: show_wanted(QWidget) this page comes now; ran_out() nobody has answered, so the sheet is to be sealed.
    """

    show_wanted = Signal(QWidget)
    ran_out = Signal()

    def __init__(
        self, screen: QWidget, pages: QStackedWidget, asking: StillTherePage, is_helped: Callable[[], bool]
    ) -> None:
        super().__init__(screen)
        self.watch = IdleWatch(screen)
        self._pages = pages
        self._asking = asking
        self._is_helped = is_helped
        self._left_at: QWidget | None = None
        self._focus_at: QWidget | None = None
        self.watch.asked.connect(self._ask)
        self.watch.ran_out.connect(self.ran_out)
        asking.went_on.connect(self._go_on)
        asking.back_wanted.connect(self._give_more_time)

    def count(self, *, begun: bool) -> None:
        """Counts the time while a sheet is `begun`; nobody is asked while somebody helps, who may take their time."""
        if begun:
            self.watch.run()
        else:
            self.watch.stop()

    def forget(self) -> None:
        """Forgets where the person was."""
        self._left_at, self._focus_at = None, None

    def _ask(self) -> None:
        if self._is_helped():
            self.watch.answered()
            return
        self._left_at, self._focus_at = self._pages.currentWidget(), QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._asking.ask(self.watch.minutes_left)
        self.show_wanted.emit(self._asking)

    def _go_on(self) -> None:
        self.watch.answered()
        page, focus = self._left_at, self._focus_at
        if page is not None:
            self.show_wanted.emit(page)
        if focus is not None and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_more_time(self) -> None:
        self.watch.lengthen()
        self._go_on()

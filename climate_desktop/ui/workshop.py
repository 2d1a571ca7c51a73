"""The way through one workshop: which of its screens is shown, and what leads from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from climate_desktop.core.study import RoundState
from climate_desktop.ui.frame import WorkshopFrame, give_focus

if TYPE_CHECKING:
    from climate_desktop.services.preferences import Preferences
    from climate_desktop.services.study import Study
    from climate_desktop.ui.report import ReportScreen
    from climate_desktop.ui.results import ResultsScreen
    from climate_desktop.ui.room import RoomScreen
    from climate_desktop.ui.setup import SetUpScreen
    from climate_desktop.ui.theme import Theme


class Workshop(WorkshopFrame):
    """The four steps of one round after another. Each screen is made when it is first needed.

    Signals: rehearsal_wanted(str, str, str) this group with this pack and form; hand_over_wanted(str) the laptop goes to
    this participant; together_wanted(str, str) who answers with this
    Helper; and those of WorkshopFrame.
    """

    hand_over_wanted = Signal(str)
    rehearsal_wanted = Signal(str, str, str)
    together_wanted = Signal(str, str)

    def __init__(
        self, study: Study, theme: Theme, preferences: Preferences | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._study = study
        self._theme_of_screens = theme
        self._preferences = preferences
        self._round_id = ""
        self._step = ""
        self.step_wanted.connect(self._go)

    @property
    def round_id(self) -> str:
        """The round that is shown; empty before a new one was opened."""
        return self._round_id

    def set_up(self, group_id: str, pack_id: str = "") -> None:
        """Shows an empty set-up for a new round of this group, with the questions of this pack where one is named."""
        self._round_id = ""
        self.show_place(self._study.workshops.group(group_id).name, self.tr("New round"))
        self._set_up().show_group(group_id)
        if pack_id:
            self._set_up().choose_questions(pack_id)
        self._show("setup", done=(), reachable=("setup",))
        self._set_up().take_focus()

    def show_room(self, round_id: str) -> None:
        """Shows the room of an open round."""
        self._enter(round_id)
        self._room().show_round(round_id)
        self._show("room", done=("setup",), reachable=self._reachable())

    def show_way(self, key: str) -> None:
        """Shows another way of answering in the round of the room, in the room's place."""
        from climate_desktop.ui.ways import Ways  # noqa: PLC0415 - its screens are seldom wanted

        screen = self.screen_of(key)
        if screen is None:
            screen = Ways().way(key).make(self._study, self._theme_of_screens)
            screen.back_wanted.connect(lambda: self.show_room(self._round_id))  # type: ignore[attr-defined]
            if hasattr(screen, "hand_over_wanted"):
                screen.hand_over_wanted.connect(self.hand_over_wanted)
            if hasattr(screen, "keep_in") and self._preferences is not None:
                screen.keep_in(self._preferences)
            self.add_screen(key, screen)
        screen.show_round(self._round_id)  # type: ignore[attr-defined]
        self._step = key
        self.steps.show_steps("room", done=("setup",), reachable=self._reachable())
        self.stack.setCurrentWidget(screen)
        give_focus(screen)

    def show_results(self, round_id: str) -> None:
        """Shows the results of a closed round."""
        self._enter(round_id)
        self._results().show_round(round_id)
        self._show("results", done=("setup", "room"), reachable=self._reachable())

    def show_report(self, round_id: str) -> None:
        """Shows the report of a closed round."""
        self._enter(round_id)
        self._report().show_round(round_id)
        self._show("report", done=("setup", "room", "results"), reachable=self._reachable())

    def refresh_room(self) -> None:
        """Reads the room again: somebody has answered."""
        if self._step == "room":
            self._room().refresh()
            self._show_round_state()

    def _enter(self, round_id: str) -> None:
        self._round_id = round_id
        round_ = self._study.workshops.round(round_id)
        group = self._study.workshops.group(round_.group_id)
        words = self.tr("{label}, round {number}").format(label=round_.label, number=round_.number)
        self.show_place(group.name, words)

    def _reachable(self) -> tuple[str, ...]:
        """The steps that can be gone to: of an open round the first two, of a closed one all but the set-up."""
        workshops = self._study.workshops
        if workshops.round(self._round_id).state is RoundState.OPEN:
            return ("setup", "room")
        return ("room", "results", "report")

    def _show_round_state(self, _round_id: str = "") -> None:
        """The round was closed, or opened again, in its room: other steps can be gone to now."""
        self._show("room", done=("setup",), reachable=self._reachable())

    def _show(self, step: str, *, done: tuple[str, ...], reachable: tuple[str, ...]) -> None:
        self._step = step
        self.show_step(step, done=done, reachable=reachable)

    def _go(self, step: str) -> None:
        if step == "setup":
            self._enter(self._round_id)
            self._set_up().show_round(self._round_id)
            self._show("setup", done=(), reachable=self._reachable())
        elif step == "room":
            self.show_room(self._round_id)
        elif step == "results":
            self.show_results(self._round_id)
        else:
            self.show_report(self._round_id)

    # The screens. They are imported here, so that what nobody has asked for costs no time at the start.

    def _set_up(self) -> SetUpScreen:
        from climate_desktop.ui.setup import SetUpScreen  # noqa: PLC0415

        screen = self.screen_of("setup")
        if not isinstance(screen, SetUpScreen):
            screen = SetUpScreen(self._study, self._theme_of_screens)
            screen.room_opened.connect(self.show_room)
            screen.rehearsal_wanted.connect(self.rehearsal_wanted)
            screen.back_wanted.connect(self.back_wanted)
            self.add_screen("setup", screen)
        return screen

    def _room(self) -> RoomScreen:
        from climate_desktop.ui.room import RoomScreen  # noqa: PLC0415

        screen = self.screen_of("room")
        if not isinstance(screen, RoomScreen):
            screen = RoomScreen(self._study, self._theme_of_screens)
            screen.hand_over_wanted.connect(self.hand_over_wanted)
            screen.together_wanted.connect(self.together_wanted)
            screen.round_closed.connect(self._show_round_state)
            screen.round_reopened.connect(self._show_round_state)
            screen.results_wanted.connect(self.show_results)
            screen.way_wanted.connect(self.show_way)
            screen.back_wanted.connect(self.back_wanted)
            self.add_screen("room", screen)
        return screen

    def _results(self) -> ResultsScreen:
        from climate_desktop.ui.results import ResultsScreen  # noqa: PLC0415

        screen = self.screen_of("results")
        if not isinstance(screen, ResultsScreen):
            screen = ResultsScreen(self._study, self._theme_of_screens)
            screen.report_wanted.connect(self.show_report)
            screen.shown_big.connect(self.set_bar_hidden)
            screen.agreements.not_saved.connect(lambda _: self.show_saved(saved=False))
            screen.agreements.changed.connect(lambda: self.show_saved(saved=True))
            self.add_screen("results", screen)
        return screen

    def _report(self) -> ReportScreen:
        from climate_desktop.ui.report import ReportScreen  # noqa: PLC0415

        screen = self.screen_of("report")
        if not isinstance(screen, ReportScreen):
            screen = ReportScreen(self._study, self._theme_of_screens, preferences=self._preferences)
            self.add_screen("report", screen)
        return screen

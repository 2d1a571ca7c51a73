"""The window: which screen is shown, the menu, and what is remembered about itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from climate_desktop import __version__
from climate_desktop.core.errors import KnownError, NotErased
from climate_desktop.core.study import Helper
from climate_desktop.services import demo, keeping, rehearsal
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui import background, messages
from climate_desktop.ui.awake import Awake
from climate_desktop.ui.frame import GROUPS, LIBRARY, DeskFrame
from climate_desktop.ui.home import HomeScreen
from climate_desktop.ui.looks import show_looks
from climate_desktop.ui.menus import Menus
from climate_desktop.ui.rehearsal import RehearsalFrame
from climate_desktop.ui.start import StartScreen
from climate_desktop.ui.study_files import ask_new_study, ask_study, example_folder
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.workshop import Workshop

if TYPE_CHECKING:
    from climate_desktop.ui.library import LibraryScreen
    from climate_desktop.ui.participant import ParticipantScreen

LEAST = (640, 480)
TITLE_BAR = 40
"""Pixels of the screen's height that a title bar may take."""


class Window(QMainWindow):
    """The program’s one window. `theme` dresses the whole program; `study` is the open study, or None."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.theme = Theme(preferences.settings.theme, preferences.settings.scale, self)
        self.theme.apply(cast("QApplication", QApplication.instance()))
        self.study: Study | None = None
        self._task: background.Task | None = None
        self._was_maximised = False
        self._pack_id = ""
        self.pages = QStackedWidget()
        self._frame = RehearsalFrame(self.theme, self.pages)
        self._frame.end_wanted.connect(self.end_rehearsal)
        self._real: tuple[Path, str] | None = None
        self.awake = Awake()
        self.pages.currentChanged.connect(lambda _: self._stay_awake())
        self.setCentralWidget(self._frame)
        self.start = StartScreen(preferences, self.theme)
        self.desk: DeskFrame | None = None
        self.home: HomeScreen | None = None
        self.library: LibraryScreen | None = None
        self.workshop: Workshop | None = None
        self.participant: ParticipantScreen | None = None
        self.pages.addWidget(self.start)
        self.menus = Menus(self, self.theme)
        self.setMinimumSize(*LEAST)
        self._connect()
        self._show_where_it_was()
        self._name()

    # What the program calls

    def open_study(self, path: Path) -> None:
        """Opens a study and shows its Home, or says in one sentence why it cannot be opened."""
        if self.study is not None and self.study.path.resolve() == path.resolve():
            self._go_to(GROUPS)
            return
        if self._may_leave():
            self._try(lambda: Study.open(path))

    def create_study(self, path: Path) -> None:
        """Makes a study and shows its Home, or says in one sentence why it cannot be made."""
        if self._may_leave():
            self._try(lambda: Study.create(path))

    def close_study(self) -> None:
        """Leaves the study as one whole file and shows the start screen."""
        if not self._may_leave():
            return
        self._leave_study()
        self.start.refresh()
        self.pages.setCurrentWidget(self.start)
        self._name()

    def show_home(self) -> None:
        """Shows the groups of the open study, read again."""
        if self.home is not None and self.desk is not None:
            self.home.refresh()
            self.desk.show_place(GROUPS)
            self.pages.setCurrentWidget(self.desk)
            self.home.take_focus()

    def show_library(self) -> None:
        """Shows the packs of this laptop. The screen is made when it is first asked for."""
        from climate_desktop.ui.library import LibraryScreen  # noqa: PLC0415 - what nobody asks for costs no time

        if self.desk is None or self.study is None:
            return
        if self.library is None:
            self.library = LibraryScreen(self.study.library, self.theme, self.preferences)
            self.library.use_wanted.connect(self._use_pack)
            desk = self.desk
            self.library.saved_changed.connect(lambda saved: desk.show_saved(saved=saved))
            self.desk.add_screen(LIBRARY, self.library)
        self.library.refresh()
        self.desk.show_place(LIBRARY)
        self.pages.setCurrentWidget(self.desk)
        self.library.take_focus()

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaves the study as one whole file and remembers the window's place. Not while the laptop is handed over."""
        if self.participant is not None and self.participant.is_handed_over:
            event.ignore()
            return
        if not self._may_leave():
            event.ignore()
            return
        box = self.normalGeometry()
        self.preferences.change(window=(box.x(), box.y(), box.width(), box.height()))
        self._leave_study()
        super().closeEvent(event)

    # Building

    def _connect(self) -> None:
        self.start.study_chosen.connect(self.open_study)
        self.start.new_study_wanted.connect(self._ask_new)
        self.start.open_wanted.connect(self._ask_open)
        self.start.find_wanted.connect(self._ask_where)
        self.start.example_wanted.connect(self._make_example)
        self.menus.new_wanted.connect(self._ask_new)
        self.menus.open_wanted.connect(self._ask_open)
        self.menus.studies_wanted.connect(self.close_study)
        self.menus.about_wanted.connect(self._tell_about)
        self.theme.changed.connect(self._keep_looks)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self._back_one_step)

    def _show_where_it_was(self) -> None:
        """The place and size of last time, as far as a screen is there; otherwise a size that fits."""
        kept = self.preferences.settings.window
        room = QGuiApplication.primaryScreen().availableGeometry()
        box = QRect(*kept) if len(kept) == 4 else QRect()
        if box.isValid() and any(screen.availableGeometry().intersects(box) for screen in QGuiApplication.screens()):
            self.setGeometry(box)
        else:
            self.resize(min(1366, room.width()), min(768, room.height() - TITLE_BAR))

    def _name(self) -> None:
        name = self.tr("Climate Desktop")
        self.setWindowTitle(f"{self.study.name} – {name}" if self.study else name)
        self.menus.show_study_open(is_open=self.study is not None)

    # One study

    def _try(self, opening: Callable[[], Study]) -> None:
        try:
            study = opening()
        except KnownError as error:
            messages.say_error(self, self.theme, error)
            self.start.refresh()
            return
        self._leave_study()
        self.study = study
        self.preferences.remember(study.path, practice=study.practice)
        self.preferences.change(last_folder=str(study.path.parent))
        self._furnish(study)
        self._name()
        self.show_home()

    def _furnish(self, study: Study) -> None:
        """Makes the screens of a study. Set-up, room, results and report come when they are first asked for."""
        self.home = HomeScreen(study, self.theme)
        self.desk = DeskFrame(self.theme, self.home)
        self.desk.show_study(study.name)
        self.workshop = Workshop(study, self.theme, self.preferences)
        self.home.workshop_wanted.connect(self._set_up)
        self.home.room_wanted.connect(self._show_room)
        self.home.results_wanted.connect(self._show_results)
        self.home.erase_wanted.connect(self._erase_study)
        self.desk.place_wanted.connect(self._go_to)
        self.desk.studies_wanted.connect(self.close_study)
        self.desk.looks_wanted.connect(lambda at: show_looks(self.theme, at))
        self.workshop.back_wanted.connect(self.show_home)
        self.workshop.hand_over_wanted.connect(self._hand_over)
        self.workshop.rehearsal_wanted.connect(self._rehearse)
        self.workshop.together_wanted.connect(self._hand_over)
        self.pages.addWidget(self.desk)
        self.pages.addWidget(self.workshop)

    def _leave_study(self) -> None:
        """Takes the screens of the study away and closes it."""
        for page in (self.desk, self.workshop, self.participant):
            if page is not None:
                self.pages.removeWidget(page)
                page.deleteLater()
        self.desk = self.home = self.library = self.workshop = self.participant = None
        if self.study is not None:
            study, self.study = self.study, None
            self._frame.show_rehearsal(on=False)
            try:
                rehearsal.end(study) if study.rehearsal else study.close()
            except KnownError as error:
                messages.say_error(self, self.theme, error)

    def _erase_study(self) -> None:
        """Erases the open study for good, once a person has typed the word; its backups and copies stay."""
        if self.study is None:
            return
        path, name = self.study.path, self.study.name
        sure = messages.ask_word(
            self,
            self.theme,
            self.tr("Erase “{name}” for good?").format(name=name),
            self.tr("All its groups, answers and results go. Copies that somebody made elsewhere stay where they are."),
            word=self.tr("erase"),
            yes=self.tr("Erase it"),
            no=self.tr("Not now"),
        )
        if not sure:
            return
        self._leave_study()
        try:
            keeping.erase(path)
        except OSError:
            messages.say_error(self, self.theme, NotErased(file=path.name))
        else:
            self.preferences.forget(str(path))
        self.close_study()

    # A rehearsal

    def _rehearse(self, group_id: str, pack_id: str, form: str) -> None:
        """Leaves the study for a throw-away one with a group of the same name, and shows its room."""
        if self.study is None or self.study.rehearsal:
            return
        group = self.study.workshops.group(group_id)
        try:
            study, round_id = rehearsal.begin(
                group.name, group.kind, pack_id=pack_id, form=form, library=self.study.library
            )
        except KnownError as error:
            messages.say_error(self, self.theme, error)
            return
        self._real = (self.study.path, group_id)
        self._leave_study()
        self.study = study
        self._furnish(study)
        self._frame.show_rehearsal(on=True)
        self._name()
        self._show_room(round_id)

    def end_rehearsal(self) -> None:
        """Erases the rehearsal and goes back to where it was wanted: the set-up of the real group."""
        if self._real is None or self.study is None or not self.study.rehearsal:
            return
        (path, group_id), self._real = self._real, None
        self._leave_study()
        self.open_study(path)
        if self.study is not None:
            self._set_up(group_id)
        else:
            self.close_study()

    # From screen to screen

    def _go_to(self, place: str) -> None:
        """To another place of the desk, unless a pack has changes that a person wants to keep an eye on."""
        if place == LIBRARY:
            self.show_library()
        elif self._may_leave():
            self.show_home()

    def _may_leave(self) -> bool:
        """True when the opened pack, if there is one, may be left; then it is closed."""
        if self.library is None:
            return True
        if not self.library.may_leave():
            return False
        self.library.give_up()
        return True

    def _use_pack(self, pack_id: str) -> None:
        """Holds a workshop with a pack: asks which group is meeting, then goes to its set-up.

        Whoever wants none of the groups after all is still with the pack.
        """
        if self.home is None or self.library is None or not self.library.may_leave():
            return
        self.home.refresh()
        self._pack_id = pack_id
        self.home.start_workshop()
        self._pack_id = ""
        if self.pages.currentWidget() is self.workshop:
            self.library.give_up()

    def _set_up(self, group_id: str) -> None:
        if self.workshop is not None:
            self.workshop.set_up(group_id, self._pack_id)
            self.pages.setCurrentWidget(self.workshop)

    def _show_room(self, round_id: str) -> None:
        if self.workshop is not None:
            self.workshop.show_room(round_id)
            self.pages.setCurrentWidget(self.workshop)

    def _show_results(self, round_id: str) -> None:
        if self.workshop is not None:
            self.workshop.show_results(round_id)
            self.pages.setCurrentWidget(self.workshop)

    def _hand_over(self, participant_id: str, helper: str = Helper.NOBODY) -> None:
        """Gives the whole screen to one participant, until the PIN is given; with a helper the two answer together."""
        from climate_desktop.ui.participant import ParticipantScreen  # noqa: PLC0415

        if self.study is None:
            return
        if self.participant is None:
            self.participant = ParticipantScreen(self.study, self.theme, preferences=self.preferences)
            self.participant.left.connect(self._take_back)
            self.participant.pin_lost.connect(self.close)
            self.pages.addWidget(self.participant)
        self._was_maximised = self.isMaximized()
        self.menuBar().hide()
        self.participant.begin(participant_id, Helper(helper))
        self._frame.let_end(allowed=False)
        self.pages.setCurrentWidget(self.participant)
        self.showFullScreen()

    def _take_back(self) -> None:
        """The facilitator has the laptop again."""
        self._frame.let_end(allowed=True)
        if self.workshop is not None:
            self.workshop.refresh_room()
            self.pages.setCurrentWidget(self.workshop)
        if self._was_maximised:
            self.showMaximized()
        else:
            self.showNormal()

    def _back_one_step(self) -> None:
        in_library = self.library is not None and self.library.isVisible()
        if in_library and self.library is not None and self.library.back_one_step():
            return
        if in_library or self.pages.currentWidget() is self.workshop:
            self.show_home()

    def _stay_awake(self) -> None:
        """The laptop stays awake while a room is shown or somebody answers."""
        shown = self.pages.currentWidget()
        self.awake.keep(on=shown is not None and shown in (self.workshop, self.participant))

    # Asking for a study

    def _ask_new(self) -> None:
        path = ask_new_study(self, self.preferences)
        if path is not None:
            self.create_study(path)

    def _ask_open(self) -> None:
        path = ask_study(self, self.preferences)
        if path is not None:
            self.open_study(path)

    def _ask_where(self, lost: Path) -> None:
        """Looks for a study that is not where it was; found again, it takes the old one's place on the list."""
        path = ask_study(self, self.preferences, lost=lost)
        if path is not None:
            self.preferences.forget(str(lost))
            self.open_study(path)

    def _make_example(self) -> None:
        """Makes the example study once, in the person's documents, and opens it from then on."""
        path = example_folder() / demo.FILE_NAME
        if path.is_file():
            self.open_study(path)
            return
        self.start.show_busy(self.tr("Made-up people are answering."))
        self._task = background.run(
            lambda tell: demo.make_study(path, tell=tell),
            lambda _: self._example_made(path),
            self._example_failed,
            owner=self,
        )
        self._task.told.connect(self.start.show_busy)

    def _example_made(self, path: Path) -> None:
        self.start.show_busy("")
        self.open_study(path)

    def _example_failed(self, error: BaseException) -> None:
        self.start.show_busy("")
        if not isinstance(error, KnownError):
            raise error
        messages.say_error(self, self.theme, error)

    # The rest

    def _keep_looks(self) -> None:
        self.preferences.change(theme=self.theme.name, scale=self.theme.scale)
        messages.announce(self, self.tr("Text {percent} %").format(percent=round(self.theme.scale * 100)))

    def _tell_about(self) -> None:
        messages.say(
            self,
            self.theme,
            self.tr("Climate Desktop {version}").format(version=__version__),
            self.tr("Works without internet. Nothing leaves this laptop. Free software under the Apache licence 2.0."),
        )

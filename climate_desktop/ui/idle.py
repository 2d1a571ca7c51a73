"""Notices when nobody touches the laptop any more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from climate_desktop.services.preferences import LONG, NEVER

ASKS_AFTER_MS = 120_000
SEALS_AFTER_MS = 240_000
LONGER = 10
"""So many times as long, for whoever needs it."""

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class IdleWatch(QObject):
    """Counts the time since the window round one screen was last touched, while it runs.

    Signals: asked() nobody has touched anything for two minutes; ran_out() nor for two more. Each comes once, until
    somebody has `answered`.
    """

    asked = Signal()
    ran_out = Signal()

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self._watched: list[QObject] = []
        self._patience, self._longer = 1, 1
        self._has_asked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._came)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @property
    def is_running(self) -> bool:
        """True while the time is counted."""
        return self._timer.isActive()

    @property
    def minutes_left(self) -> int:
        """Minutes between asking and running out."""
        return self._scaled(SEALS_AFTER_MS - ASKS_AFTER_MS) // 60_000

    def be_patient(self, patience: str) -> None:
        """Takes a new person: the usual times, `long` ones, or `never`."""
        self.stop()
        self._longer = 1
        self._patience = {LONG: LONGER, NEVER: 0}.get(patience, 1)

    def lengthen(self) -> None:
        """Gives this person ten times as long, once, and begins anew."""
        self._longer = LONGER if self._patience == 1 else 1
        self.answered()

    def run(self) -> None:
        """Begins to count, or goes on counting from now; nothing where it was switched off."""
        if not self._patience:
            return
        self._watch()
        if self._has_asked:
            self._timer.start(self._scaled(SEALS_AFTER_MS - ASKS_AFTER_MS))
        else:
            self._timer.start(self._scaled(ASKS_AFTER_MS))

    def answered(self) -> None:
        """Somebody is there: counts from the beginning."""
        self._has_asked = False
        self.run()

    def stop(self) -> None:
        """Counts no more."""
        self._timer.stop()
        self._has_asked = False
        for watched in self._watched:
            watched.removeEventFilter(self)
        self._watched = []

    def noticed(self) -> None:
        """Something was done: what is counted is counted from now."""
        if self._timer.isActive():
            self.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees every touch of the window, and stops none."""
        if event.type() in _TOUCHES:
            self.noticed()
        return False

    def _watch(self) -> None:
        """The window with its keys, and what the system sends it."""
        if not self._watched:
            window = self._screen.window()
            handle = window.windowHandle()
            self._watched = [window] if handle is None else [window, handle]
            for watched in self._watched:
                watched.installEventFilter(self)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Whoever works with a screen reader touches neither keys nor mouse, but moves the keyboard's place."""
        if now is not None and self._screen.isAncestorOf(now):
            self.noticed()

    def _scaled(self, milliseconds: int) -> int:
        return milliseconds * self._patience * self._longer

    def _came(self) -> None:
        if self._has_asked:
            self.stop()
            self.ran_out.emit()
        else:
            self._has_asked = True
            self.run()
            self.asked.emit()

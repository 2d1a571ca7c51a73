"""The windowed program put together; the only such place."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from climate_desktop import __version__
from climate_desktop.services.preferences import Preferences
from climate_desktop.ui import messages
from climate_desktop.ui.collecting import Collecting
from climate_desktop.ui.window import Window


def main(study: Path | None = None) -> int:
    """Open the window, with a study if one is named, and return the exit code once it is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Climate Desktop")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("climate-desktop")
    Collecting(application)
    window = Window(Preferences())
    messages.install_crash_screen(window.theme, window)
    _end_well_on_signals(application)
    window.show()
    if study is not None:
        QTimer.singleShot(0, lambda: window.open_study(study))
    return application.exec()


def _end_well_on_signals(application: QApplication) -> None:
    """Let Ctrl C and a polite kill close the window, so that the study is left as one file.

    Python sees a signal only when it runs; an idle timer gives it the chance.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.closeAllWindows())
    timer = QTimer(application)
    timer.start(500)
    timer.timeout.connect(lambda: None)

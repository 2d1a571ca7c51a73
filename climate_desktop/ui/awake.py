"""Keeps the laptop awake while people answer. Where the system offers no way, nothing happens and nobody is told."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Protocol

_WHY = "People are answering a survey"


class Waking(Protocol):
    """One system's way to stay awake."""

    def begin(self) -> None:
        """Stays awake from now on."""

    def end(self) -> None:
        """Sleeps again as usual."""


class Awake:
    """Whether the laptop is kept awake. `way` is the system's own unless a test brings another."""

    def __init__(self, way: Waking | None = None) -> None:
        self._way = way or _of_this_system()
        self._on = False

    @property
    def is_on(self) -> bool:
        """True while the laptop is asked to stay awake."""
        return self._on

    def keep(self, *, on: bool) -> None:
        """Stays awake, or sleeps as usual again; asking twice changes nothing."""
        if on == self._on:
            return
        self._on = on
        if on:
            self._way.begin()
        else:
            self._way.end()


class _Nothing:
    """A system that offers no way."""

    def begin(self) -> None:
        """Does nothing."""

    def end(self) -> None:
        """Does nothing."""


class _Desktop:
    """Linux desktops: the screen saver's service on the session's bus."""

    def __init__(self) -> None:
        self._cookie: int | None = None

    def begin(self) -> None:
        """Asks the screen saver to wait. Without a bus or a screen saver nothing happens."""
        found = self._ask("Inhibit", "Climate Desktop", _WHY)
        self._cookie = int(found[0]) if found else None

    def end(self) -> None:
        """Lets the screen saver go on."""
        if self._cookie is not None:
            self._ask("UnInhibit", self._cookie)
            self._cookie = None

    @staticmethod
    def _ask(method: str, *values: object) -> list[int]:
        from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage  # noqa: PLC0415 - only a room needs it

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return []
        name = "org.freedesktop.ScreenSaver"
        asked = QDBusMessage.createMethodCall(name, "/org/freedesktop/ScreenSaver", name, method)
        asked.setArguments(list(values))
        answer = bus.call(asked, QDBus.CallMode.Block, 500)
        return [] if answer.type() is QDBusMessage.MessageType.ErrorMessage else list(answer.arguments())


class _Windows:
    """Windows: the execution state of this thread (ES_CONTINUOUS, ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED)."""

    def begin(self) -> None:
        """Needs the system and its display."""
        self._state(0x80000000 | 0x1 | 0x2)

    def end(self) -> None:
        """Needs nothing in particular."""
        self._state(0x80000000)

    @staticmethod
    def _state(flags: int) -> None:
        import ctypes  # noqa: PLC0415 - Windows alone needs it

        kernel = getattr(ctypes, "windll", None)
        if kernel is not None:
            kernel.kernel32.SetThreadExecutionState(flags)


class _Mac:
    """macOS: its own `caffeinate`, which ends with this program."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Starts it."""
        try:
            self._running = subprocess.Popen(["/usr/bin/caffeinate", "-d", "-w", str(os.getpid())])
        except OSError:
            self._running = None

    def end(self) -> None:
        """Stops it."""
        if self._running is not None:
            self._running.terminate()
            self._running.wait()
            self._running = None


def _of_this_system() -> Waking:
    if sys.platform == "win32":
        return _Windows()
    if sys.platform == "darwin":
        return _Mac()
    return _Desktop() if sys.platform.startswith("linux") else _Nothing()

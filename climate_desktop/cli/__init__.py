"""The command line: arguments in, services called, words out.

Exit codes: 0 done, 1 a known problem (one sentence on standard error), 2 wrong usage.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from climate_desktop.cli import arguments as known
from climate_desktop.cli.commands import COMMANDS
from climate_desktop.cli.speaking import complain
from climate_desktop.core.errors import KnownError


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code."""
    if not arguments or (arguments[0] not in COMMANDS and not arguments[0].startswith("-")):
        return _window(arguments)
    options = known.parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as standard error does
    try:
        return COMMANDS[options.command](options)
    except KnownError as error:
        complain(error)
        return 1
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _window(arguments: Sequence[str]) -> int:
    """The windowed program, with a study if one is named."""
    if len(arguments) > 1:
        known.parser().error("open one study at a time")
    if sys.platform == "linux" and not _has_display():
        complain("There is no screen to open a window on. Use a command such as “demo”; --help lists them.")
        return 1
    from climate_desktop import app  # noqa: PLC0415 - Qt is loaded only for the window

    return app.main(Path(arguments[0]) if arguments else None)


def _has_display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))

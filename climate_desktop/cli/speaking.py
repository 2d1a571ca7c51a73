"""What the command line says, and where."""

from __future__ import annotations

import json
import sys
from typing import Any


def say(line: str) -> None:
    """One line on standard output."""
    print(line)  # noqa: T201 - this is where the program speaks


def complain(trouble: object) -> None:
    """One line on standard error."""
    print(trouble, file=sys.stderr)  # noqa: T201 - as above


def say_json(data: Any) -> int:
    """Data for a program to read, on standard output. Always 0, the exit code of a command that is done."""
    say(json.dumps(data, ensure_ascii=False, indent=2))
    return 0

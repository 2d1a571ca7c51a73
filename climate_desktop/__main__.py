"""python -m climate_desktop, and the command that installing puts on the path."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run the program with the words after its name, and return its exit code."""
    multiprocessing.freeze_support()
    from climate_desktop import cli  # noqa: PLC0415 - a worker process of a frozen program ends above

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

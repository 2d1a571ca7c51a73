"""How long the room lets a person wait: from the key or click that goes on to the next statement, drawn.

    python packaging/bench_room.py [--sync MILLISECONDS]

Prints, as JSON, how many steps were measured and their median, 99th percentile and longest in milliseconds. `--sync` holds up
every transaction of the store for so long, as a slow disk would. bench.py runs it both ways.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from climate_desktop.core.study import GroupKind
from climate_desktop.services.answering import AGREED
from climate_desktop.services.preferences import Preferences
from climate_desktop.store.session import Session
from climate_desktop.ui.window import Window

PEOPLE = 10
ANSWERS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="From one statement to the next.")
    parser.add_argument("--sync", type=float, default=0.0, metavar="MS", help="hold up every transaction for so long")
    options = parser.parse_args()
    if options.sync:
        slow_down(options.sync / 1000)
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        steps = sorted(walk(app, Path(folder)))
    print(json.dumps(told(steps, options.sync)))
    return 0


def told(steps: list[float], sync: float) -> dict[str, Any]:
    """The figures of sorted steps in milliseconds."""
    return {
        "steps": len(steps),
        "sync_ms": sync,
        "median_ms": round(statistics.median(steps), 1),
        "p99_ms": round(steps[min(len(steps) - 1, len(steps) * 99 // 100)], 1),
        "longest_ms": round(steps[-1], 1),
    }


def slow_down(seconds: float) -> None:
    """Every transaction takes so much longer, on the store's own thread."""
    quick = Session.transact

    def slow(self: Session, work: Any) -> Any:
        value = quick(self, work)
        time.sleep(seconds)
        return value

    Session.transact = slow  # type: ignore[method-assign]


def walk(app: QApplication, folder: Path) -> list[float]:
    """Milliseconds of every step of some people through all statements."""
    window = Window(Preferences(folder / "preferences.json"))
    window.resize(1366, 768)
    window.show()
    window.create_study(folder / "bench.climate")
    study, workshop = window.study, window.workshop
    if study is None or workshop is None:
        raise SystemExit("no study could be made")
    round_ = study.workshops.start_round(study.workshops.add_group("Bench", GroupKind.TEAM).id)
    workshop.show_room(round_.id)
    steps = []
    for number in range(PEOPLE):
        person = study.workshops.add_participant(round_.id)
        answering = study.answering(person.id)
        answering.consent(AGREED)
        answering.choose_voice(answering.voices[0].id)
        items = len(answering.items)
        workshop.hand_over_wanted.emit(person.id)
        app.processEvents()
        go(app, window, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Return)
        for place in range(items - 1):
            go(app, window, ANSWERS[(place + number) % len(ANSWERS)])
            start = time.perf_counter()
            go(app, window, Qt.Key.Key_Return)
            steps.append(1000 * (time.perf_counter() - start))
        if window.participant is not None:
            window.participant.release()
    window.close_study()
    return steps


def go(app: QApplication, window: Window, *keys: Qt.Key) -> None:
    """Presses keys where the keyboard is, and lets the window draw what follows."""
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key)
        app.processEvents()


if __name__ == "__main__":
    sys.exit(main())

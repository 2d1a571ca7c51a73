"""The entries of a menu with which two people answer together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from climate_desktop.core.study import Helper, Participant, Progress


def add_together(menu: QMenu, person: Participant, wanted: Callable[[str], object]) -> None:
    """Adds one entry for each Helper, whose value `wanted` gets; disabled for somebody who has finished."""
    translate = QCoreApplication.translate
    for helper, words in (
        (Helper.FACILITATOR, translate("Together", "Answer together: you read and enter")),
        (Helper.CHOSEN, translate("Together", "Answer together: with somebody they chose")),
    ):
        entry = menu.addAction(words)
        entry.setEnabled(person.progress is not Progress.FINISHED)
        entry.triggered.connect(lambda _checked=False, who=helper.value: wanted(who))
    menu.addSeparator()

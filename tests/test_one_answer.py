"""One answer's way: from a click on the participant's screen to the sentence in the printed report."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind, Progress, Response
from climate_desktop.services import printing
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui.likert import Likert
from climate_desktop.ui.window import Window


def plain(text: str) -> str:
    return " ".join(text.split())


def others_answer(study: Study, round_id: str, people: int, response: Response) -> None:
    """So many workers give one answer to everything."""
    for _ in range(people):
        answering = study.answering(study.workshops.add_participant(round_id).id)
        answering.consent(AGREED)
        answering.choose_voice("care_worker")
        answer_all(answering, lambda _: response)
        answering.finish()


@pytest.mark.parametrize(("chosen", "band"), [(1, "low"), (5, "medium")])
def test_one_click_decides_the_printed_sentence(qtbot: QtBot, tmp_path: Path, chosen: int, band: str) -> None:
    """Five people stand in the middle; the sixth one's single click on one statement moves the factor's band."""
    window = Window(Preferences(tmp_path / "preferences.json"))
    qtbot.addWidget(window)
    window.show()
    window.create_study(tmp_path / "walk.climate")
    study = window.study
    assert study is not None
    round_ = study.workshops.start_round(study.workshops.add_group("Beck Lane team", GroupKind.TEAM).id)
    others_answer(study, round_.id, 5, 3)
    person = study.workshops.add_participant(round_.id)
    assert window.workshop is not None
    window.workshop.show_room(round_.id)
    window.workshop.hand_over_wanted.emit(person.id)
    screen = window.participant
    assert screen is not None

    def press(key: Qt.Key) -> None:
        QTest.keyClick(window.focusWidget() or screen, key)

    press(Qt.Key.Key_1)  # I agree to take part
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_2)  # care and support worker
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # the card
    likert = screen.findChild(Likert)
    assert likert is not None
    answers = study.answering(person.id).answers
    items = study.answering(person.id).items
    asked = next(n for n, item in enumerate(items) if item.id == "decisions_2")
    for n in range(len(items)):
        if n == asked:
            row = likert.findChildren(QRadioButton)[chosen - 1]
            with qtbot.waitSignal(likert.answered) as told:
                row.click()
            assert told.args == ["decisions_2", chosen]
        else:
            press(Qt.Key.Key_3)
        if n + 1 < len(items):
            press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: answers() == {item.id: chosen if item.id == "decisions_2" else 3 for item in items})

    # Showing stored answers stores nothing: back to the first statement and on again, without a write.
    before = study._store.call(lambda rows: rows.last_answer_at(round_.id))  # noqa: SLF001 - looks at what was written
    for _ in range(3):
        press(Qt.Key.Key_PageUp)
    for _ in range(3):
        press(Qt.Key.Key_PageDown)
    assert study._store.call(lambda rows: rows.last_answer_at(round_.id)) == before  # noqa: SLF001 - as above

    press(Qt.Key.Key_Return)  # on to the review, from the last statement
    finish = next(b for b in screen.findChildren(QPushButton) if b.isVisible() and "Finish" in b.text())
    qtbot.waitUntil(finish.isEnabled)
    finish.click()
    qtbot.waitUntil(lambda: study.answering(person.id).participant.progress is Progress.FINISHED)
    assert not any(row.isChecked() for row in likert.findChildren(QRadioButton))

    study.workshops.close_round(round_.id)
    passage = study.results.reading(round_.id).domains[2].factors[0].general
    assert passage is not None
    assert passage.id == f"systems.decisions.{band}.general"
    target = tmp_path / "report.pdf"
    printing.make_report(printing.content(study, round_.id), target)
    printed = plain(" ".join(page.extract_text() for page in PdfReader(target).pages))
    other = {"low": "medium", "medium": "low"}[band]
    words = study.results.words(round_.id)
    assert plain(passage.text) in printed
    assert plain(words[f"systems.decisions.{other}.general"]) not in printed
    assert all(label.text() != passage.text for label in screen.findChildren(QLabel))

"""What is said when something is wrong, and what is asked before it cannot be undone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core import errors
from climate_desktop.core.errors import DiskFull, KnownError, StudyNotFound
from climate_desktop.ui import messages
from climate_desktop.ui.messages import CrashScreen, NotSavedBar, Question, WordQuestion
from climate_desktop.ui.theme import Theme

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, KnownError) and kind is not KnownError
]


@pytest.fixture
def hook() -> Iterator[None]:
    """Puts back whatever caught errors before."""
    before = sys.excepthook
    yield
    sys.excepthook = before


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_known_error_ends_with_what_to_do(kind: type[KnownError]) -> None:
    assert kind.sentence
    assert kind.sentence[0].isupper() or kind.sentence[0] in "“{"
    assert kind.sentence.endswith((".", "}"))


def test_a_known_error_is_said_with_its_values() -> None:
    said = messages.sentence(StudyNotFound(path=Path("hall.climate")))
    assert said.startswith("There is no study at “hall.climate”.")


def test_a_question_is_answered_by_enter_and_by_escape(theme: Theme, qtbot: QtBot) -> None:
    for key, answer in ((Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)):
        question = Question(theme, "Take the person off?", "Nothing was answered.", yes="Take off", no="Not now")
        qtbot.addWidget(question)
        with qtbot.waitActive(question):
            question.show()
            question.activateWindow()
        with qtbot.waitSignal(question.finished):
            QTest.keyClick(question, key)
        assert bool(question.result()) is answer


def test_enter_never_gives_the_answer_that_loses_something(theme: Theme, qtbot: QtBot) -> None:
    question = Question(theme, "Take the person off?", "", yes="Take off", no="Not now", danger=True)
    qtbot.addWidget(question)
    assert not question.yes.isDefault()


def test_only_the_typed_word_opens_the_way(theme: Theme, qtbot: QtBot) -> None:
    question = WordQuestion(theme, "Close the round?", "", word="close", yes="Close it", no="Not yet")
    qtbot.addWidget(question)
    assert not question.yes.isEnabled()
    QTest.keyClicks(question.field, "clos")
    assert not question.yes.isEnabled()
    QTest.keyClicks(question.field, "e ")
    assert question.yes.isEnabled()
    question.yes.click()
    assert question.result() == 1


def test_the_bar_stays_until_everything_is_saved(theme: Theme, qtbot: QtBot) -> None:
    bar = NotSavedBar(theme)
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_error(DiskFull(folder="Documents"))
    assert not bar.isHidden()
    bar.clear()
    assert bar.isHidden()


def test_the_crash_screen_reassures_first_and_shows_no_words_of_the_error(
    theme: Theme, qtbot: QtBot, hook: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """A message may hold what a person wrote; where it happened does not."""
    window = QWidget()
    qtbot.addWidget(window)
    catcher = messages.install_crash_screen(theme, window)
    seen: list[CrashScreen] = []

    def look() -> None:
        screens = window.findChildren(CrashScreen)
        if screens and screens[0].isVisible():
            seen.append(screens[0])
            screens[0].go_on.click()

    try:
        raise ValueError("Ada said the rota is late")
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    timer = catcher.startTimer(0)
    catcher.timerEvent = lambda _: look()  # type: ignore[method-assign]
    qtbot.waitUntil(lambda: bool(seen))
    catcher.killTimer(timer)
    details = seen[0].findChild(QPlainTextEdit)
    assert details is not None
    text = details.toPlainText()
    assert "ValueError" in text
    assert "test_messages.py line" in text
    assert "Ada" not in text
    assert "Ada" in capsys.readouterr().err


def test_the_details_of_a_crash_can_be_copied(theme: Theme, qtbot: QtBot) -> None:
    screen = CrashScreen(theme, "KeyError")
    qtbot.addWidget(screen)
    screen.copy.click()
    assert QGuiApplication.clipboard().text() == "KeyError"
    assert screen.copy.text() == "Copied"

"""Reading aloud: what is said, when it ends, and that a system without a voice is no trouble."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from types import ModuleType

import pytest
from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import Helper, Participant
from climate_desktop.services.study import Study
from climate_desktop.ui import reading_aloud
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.theme import Theme
from tests.ui.hand_over import hand_over, keys, press, somebody, start

NEXT = Qt.Key.Key_PageDown
_real_system_voice = reading_aloud.system_voice


class FakeVoice:
    """Remembers what it was asked to say; it speaks until it is stopped or `ends`."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._speaking = False
        self._call: Callable[[], None] = lambda: None
        self.said: list[str] = []
        self.stops = 0

    def speaks(self, language: str) -> bool:
        return language.startswith(self._language)

    def say(self, text: str, language: str) -> None:
        assert self.speaks(language)
        self.said.append(text)
        self._speaking = True
        self._call()

    def stop(self) -> None:
        self.stops += 1
        self.ends()

    def ends(self) -> None:
        self._speaking = False
        self._call()

    def is_speaking(self) -> bool:
        return self._speaking

    def on_change(self, call: Callable[[], None]) -> None:
        self._call = call


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


@pytest.fixture
def person(study: Study) -> Participant:
    return somebody(study, form="short", begun=True)


@pytest.fixture
def screen(qtbot: QtBot, study: Study, theme: Theme, person: Participant, voice: FakeVoice) -> ParticipantScreen:
    """At the first statement, with a voice."""
    made = hand_over(qtbot, study, theme, person)
    made.ways.reading.take(voice)
    press(made, "Go on")
    return made


def offered(screen: ParticipantScreen) -> set[str]:
    """What the buttons about reading say."""
    words = {"Read aloud", "Read it to me", "Stop reading"}
    return {one.text() for one in screen.findChildren(QAbstractButton) if one.isVisible()} & words


def test_the_statement_and_all_answers_are_read(
    study: Study, screen: ParticipantScreen, person: Participant, voice: FakeVoice
) -> None:
    answering = study.answering(person.id)
    press(screen, "Read aloud")
    assert voice.said == [
        f"How much do you agree? {answering.statement(answering.items[0])} Strongly disagree. Disagree. "
        "Neither agree nor disagree. Agree. Strongly agree. Skip. Don’t know. Does not apply. Rather not say."
    ]
    assert offered(screen) == {"Stop reading"}
    voice.ends()
    assert offered(screen) == {"Read aloud"}


def test_with_faces_the_easy_words_are_read(
    study: Study, screen: ParticipantScreen, person: Participant, voice: FakeVoice
) -> None:
    press(screen, "Easy words")
    press(screen, "Read it to me")
    answering = study.answering(person.id)
    easy = answering.words[f"item.{answering.items[0].id}.easy"]
    assert voice.said[-1].startswith(f"{easy} No. Sometimes. Yes. Miss this one.")


def test_f2_reads_and_again_stops(qtbot: QtBot, screen: ParticipantScreen, voice: FakeVoice) -> None:
    keys(qtbot, screen, Qt.Key.Key_F2)
    assert (len(voice.said), voice.is_speaking()) == (1, True)
    keys(qtbot, screen, Qt.Key.Key_F2)
    assert (len(voice.said), voice.is_speaking()) == (1, False)


@pytest.mark.parametrize("move", ["next", "back", "words", "pause"])
def test_moving_on_stops_the_voice(qtbot: QtBot, screen: ParticipantScreen, voice: FakeVoice, move: str) -> None:
    keys(qtbot, screen, NEXT, Qt.Key.Key_F2)
    assert voice.is_speaking()
    if move == "next":
        keys(qtbot, screen, NEXT)
    elif move == "back":
        keys(qtbot, screen, Qt.Key.Key_PageUp)
    else:
        press(screen, {"words": "Easy words", "pause": "Pause"}[move])
    assert not voice.is_speaking()
    assert len(voice.said) == 1


def test_choosing_an_answer_does_not_stop_the_voice(qtbot: QtBot, screen: ParticipantScreen, voice: FakeVoice) -> None:
    keys(qtbot, screen, Qt.Key.Key_F2, Qt.Key.Key_3)
    assert voice.is_speaking()


def test_nothing_is_read_after_finishing(qtbot: QtBot, screen: ParticipantScreen, voice: FakeVoice) -> None:
    keys(qtbot, screen, *[NEXT] * 12, Qt.Key.Key_F2)
    assert "You have reached the end" in voice.said[-1]
    assert voice.is_speaking()
    qtbot.waitUntil(screen.finish_button.isEnabled)
    press(screen, "Finish")
    assert not voice.is_speaking()
    said = len(voice.said)
    keys(qtbot, screen, Qt.Key.Key_F2)
    assert offered(screen) == set()
    assert len(voice.said) == said


def test_leaving_with_the_pin_stops_the_voice(screen: ParticipantScreen, voice: FakeVoice) -> None:
    press(screen, "Read aloud")
    screen.release()
    assert not voice.is_speaking()
    assert offered(screen) == set()


def test_the_first_pages_are_read_too_and_the_pin_is_not(
    qtbot: QtBot, study: Study, theme: Theme, voice: FakeVoice
) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study))
    screen.ways.reading.take(voice)
    press(screen, "Read aloud")
    assert "Before you begin." in voice.said[-1]
    assert "I agree to take part." in voice.said[-1]
    assert "No, thank you." in voice.said[-1]
    press(screen, "Facilitator")
    assert not voice.is_speaking()
    assert offered(screen) == set()


def test_the_facilitators_line_is_not_read_to_the_person(
    qtbot: QtBot, study: Study, theme: Theme, person: Participant, voice: FakeVoice
) -> None:
    screen = hand_over(qtbot, study, theme, person)
    screen.ways.reading.take(voice)
    screen.begin(person.id, Helper.FACILITATOR)
    press(screen, "Go on")
    press(screen, "Read aloud")
    answering = study.answering(person.id)
    assert voice.said[-1].startswith(answering.statement(answering.items[0]))


def test_a_voice_that_does_not_speak_the_language_is_not_offered(
    qtbot: QtBot, study: Study, theme: Theme, person: Participant
) -> None:
    screen = hand_over(qtbot, study, theme, person)
    welsh = FakeVoice("cy")
    screen.ways.reading.take(welsh)
    press(screen, "Go on")
    keys(qtbot, screen, Qt.Key.Key_F2)
    assert offered(screen) == set()
    assert welsh.said == []


def test_a_system_without_a_voice_says_nothing_about_it(qtbot: QtBot, study: Study, theme: Theme) -> None:
    screen = hand_over(qtbot, study, theme, somebody(study))
    assert offered(screen) == set()
    start(qtbot, screen)
    keys(qtbot, screen, Qt.Key.Key_F2, Qt.Key.Key_4)
    assert offered(screen) == set()


def test_a_system_whose_qt_cannot_speak_has_no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The part of Qt that speaks needs sound libraries which some systems do not have."""
    real = builtins.__import__

    def without(
        name: str,
        globals_: Mapping[str, object] | None = None,
        locals_: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if name == "PySide6.QtTextToSpeech":
            raise ImportError("libpulse.so.0: cannot open shared object file")
        return real(name, globals_, locals_, fromlist or (), level)

    monkeypatch.setattr(builtins, "__import__", without)
    assert _real_system_voice() is None


class FakeEngine(QObject):
    """What Qt's engine does, without a sound."""

    class State(Enum):
        Ready = 0
        Speaking = 1
        Paused = 2
        Error = 3
        Synthesizing = 4

    stateChanged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._state = self.State.Ready
        self.did: list[object] = []

    def availableLocales(self) -> list[QLocale]:
        return [QLocale("de_DE"), QLocale("en_US"), QLocale("en_GB")]

    def setLocale(self, locale: QLocale) -> None:
        self.did.append(locale.name())

    def say(self, text: str) -> None:
        self.did.append(text)
        self.now(self.State.Speaking)

    def stop(self) -> None:
        self.now(self.State.Ready)

    def state(self) -> State:
        return self._state

    def now(self, state: State) -> None:
        self._state = state
        self.stateChanged.emit(state)


def test_the_systems_voice_takes_the_language_of_the_questions(qtbot: QtBot) -> None:
    engine = FakeEngine()
    voice = reading_aloud.SystemVoice(engine)  # type: ignore[arg-type]
    reading = reading_aloud.ReadingAloud()
    reading.take(voice)
    assert [reading.can_read(tag) for tag in ("en-GB", "en-AU", "cy")] == [True, True, False]
    with qtbot.waitSignal(reading.changed):
        reading.read(("One", "Two?", "", "Three."), "en-GB")
    assert engine.did == ["en_GB", "One. Two? Three."]
    assert reading.is_reading
    with qtbot.waitSignal(reading.changed):
        engine.now(engine.State.Ready)
    assert not reading.is_reading
    reading.read(("Four",), "en-GB")
    reading.stop()
    assert not reading.is_reading
    reading.read(("Un",), "cy")
    reading.read((" ",), "en-GB")
    assert engine.did == ["en_GB", "One. Two? Three.", "Four."]


def test_the_voice_is_looked_for_once(
    qtbot: QtBot, study: Study, theme: Theme, monkeypatch: pytest.MonkeyPatch, voice: FakeVoice
) -> None:
    looked = []

    def look(_parent: object = None) -> FakeVoice:
        looked.append(1)
        return voice

    monkeypatch.setattr(reading_aloud, "system_voice", look)
    screen = ParticipantScreen(study, theme)
    qtbot.addWidget(screen, before_close_func=lambda made: made.release())
    assert not looked
    for _ in range(2):
        screen.begin(somebody(study).id)
    assert len(looked) == 1
    screen.show()
    QTest.keyClick(screen, Qt.Key.Key_F2)
    assert len(voice.said) == 1

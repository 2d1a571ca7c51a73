"""Reading aloud with the system's own voice, where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLocale, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

_NO_VOICE = "mock"
"""The engine that Qt brings for its own tests: it says nothing."""


class Voice(Protocol):
    """Something that can speak. It calls what `on_change` was given whenever it has begun or ended."""

    def speaks(self, language: str) -> bool:
        """True when it has a voice for this language, such as `en-GB`."""

    def say(self, text: str, language: str) -> None:
        """Begins to speak, in place of anything that is being said."""

    def stop(self) -> None:
        """Says nothing more, at once."""

    def is_speaking(self) -> bool:
        """True while something is being said."""

    def on_change(self, call: Callable[[], None]) -> None:
        """Remembers what to call."""


class ReadingAloud(QObject):
    """Reads one thing at a time and keeps nothing of what it has read.

    Signal `changed()`: reading has begun or ended, or a voice was found.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice: Voice | None = None
        self._looked = False

    def look(self) -> None:
        """Looks for the system's voice, once; nothing is said when there is none."""
        if not self._looked:
            self.take(system_voice(self))

    def take(self, voice: Voice | None) -> None:
        """Reads with this voice from now on; with None there is nothing to read with."""
        self.stop()
        self._voice, self._looked = voice, True
        if voice is not None:
            voice.on_change(self.changed.emit)
        self.changed.emit()

    def can_read(self, language: str) -> bool:
        """True when there is a voice for this language."""
        return self._voice is not None and self._voice.speaks(language)

    @property
    def is_reading(self) -> bool:
        """True while something is being read."""
        return self._voice is not None and self._voice.is_speaking()

    def read(self, sentences: Sequence[str], language: str) -> None:
        """Reads these one after the other, in place of anything before; nothing without a voice or without words."""
        said = " ".join(_with_stop(sentence) for sentence in sentences if sentence.strip())
        if said and self._voice is not None and self._voice.speaks(language):
            self._voice.say(said, language)
            self.changed.emit()

    def stop(self) -> None:
        """Reads no further."""
        if self._voice is not None and self._voice.is_speaking():
            self._voice.stop()
            self.changed.emit()


class SystemVoice(QObject):
    """The voice of the system, through Qt."""

    def __init__(self, engine: QTextToSpeech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        engine.setParent(self)
        self._busy = (type(engine).State.Speaking, type(engine).State.Synthesizing)
        self._language = ""

    def speaks(self, language: str) -> bool:
        """True when one of the system's voices speaks this language, in whichever country."""
        wanted = QLocale(language).language()
        return any(there.language() == wanted for there in self._engine.availableLocales())

    def say(self, text: str, language: str) -> None:
        """Begins to speak, in place of anything that is being said."""
        if language != self._language:
            self._engine.setLocale(self._nearest(language))
            self._language = language
        self._engine.say(text)

    def stop(self) -> None:
        """Says nothing more, at once."""
        self._engine.stop()

    def is_speaking(self) -> bool:
        """True while something is being said."""
        return self._engine.state() in self._busy

    def on_change(self, call: Callable[[], None]) -> None:
        """Remembers what to call."""
        self._engine.stateChanged.connect(lambda _state: call())

    def _nearest(self, language: str) -> QLocale:
        """The voice's own locale for a language: of the same country where there is one."""
        wanted = QLocale(language)
        there = [one for one in self._engine.availableLocales() if one.language() == wanted.language()]
        return next((one for one in there if one.territory() == wanted.territory()), there[0] if there else wanted)


def system_voice(parent: QObject | None = None) -> Voice | None:
    """The voice of this system; None where it has none, or where the part of Qt that speaks is missing."""
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 - missing on systems without sound
    except ImportError:
        return None
    engines = [name for name in QTextToSpeech.availableEngines() if name != _NO_VOICE]
    for name in engines:
        engine = QTextToSpeech(name)
        if engine.state() is not QTextToSpeech.State.Error and engine.availableVoices():
            return SystemVoice(engine, parent)
    return None


def _with_stop(sentence: str) -> str:
    """The sentence with something at its end that a voice pauses at."""
    said = sentence.strip()
    return said if said[-1] in ".?!…" else f"{said}."

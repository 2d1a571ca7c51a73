"""What is said of a paper answer and of its key."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from climate_desktop.core.instrument import NoAnswer, Scale
from climate_desktop.core.keypad import Key, Mark, keypad
from climate_desktop.core.study import Response
from climate_desktop.core.words import Words


def key_words(key: Key, words: Words) -> str:
    """What a key stands for, in the words of the paper."""
    if key.mark is Mark.EMPTY:
        return _tr("Left empty")
    if key.mark is Mark.TWO_MARKS:
        return _tr("Two marks")
    return response_words(key.response, words)


def response_words(response: Response, words: Words, mark: Mark = Mark.ANSWER) -> str:
    """What was marked; a line without a single mark may have been left empty or marked twice."""
    if response is NoAnswer.SKIPPED:
        said = {Mark.EMPTY: _tr("Left empty"), Mark.TWO_MARKS: _tr("Two marks")}
        return said.get(mark, _tr("Empty, or two marks"))
    return words[f"no_answer.{response}"] if isinstance(response, NoAnswer) else words[f"scale.{response}"]


def pad_in_words(scale: Scale, words: Words) -> str:
    """Every key and what it stands for, for a screen reader."""
    keys = (
        _tr("{sign}: {meaning}").format(sign=key.sign, meaning=key_words(key, words)) for key in keypad(scale).values()
    )
    return "; ".join(keys)


def _tr(words: str) -> str:
    return QCoreApplication.translate("keying", words)

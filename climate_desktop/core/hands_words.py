"""What is said about a show of hands, in words."""

from __future__ import annotations

from collections.abc import Iterator

from climate_desktop.core.reading import Passage, Reason
from climate_desktop.core.results import Result
from climate_desktop.core.words import Words


def tell(result: Result, words: Words) -> Iterator[Passage]:
    """What hands cannot tell, whose they were, and what was kept apart from them; nothing where none entered a score."""
    tally = result.tally
    if tally is None:
        return
    yield _say(words, "tally_with_sheets" if tally.with_sheets else "tally")
    if tally.with_sheets:
        for voice in tally.voices:
            yield _say(words, "tally_voice", voice=words[f"voice.{voice}.name"])
    if tally.uneven:
        yield _say(words, "tally_smallest")
    if tally.apart:
        yield _say(words, "tally_apart_one" if tally.apart == 1 else "tally_apart_many", count=tally.apart)


def _say(words: Words, key: str, **values: object) -> Passage:
    return Passage(f"say.{key}", words.fill(f"say.{key}", **values), Reason("tally"))

"""What the columns of a table from elsewhere are: guessed from their headings and cells, or told by a mapping file.

A target is a text: `person`, `voice`, `standing`, `out` (left out), `item:autonomy_1` (a statement), `item:autonomy_1:family`
(a statement in the words of one voice, or of `easy`), or nothing while it is not decided.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from climate_desktop.core.errors import MappingNotKnown, MappingNotReadable, MappingOfNoColumn
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.words import Words
from climate_desktop.exchange.answers_cells import EASY, Cells, same
from climate_desktop.exchange.answers_table import AnswersTable

PERSON, VOICE, STANDING, OUT, UNDECIDED = "person", "voice", "standing", "out", ""
LARGEST_MAPPING = 2_000_000
_ITEM = "item"
_PEOPLE = (
    "participant", "participantid", "person", "personid", "respondent", "respondentid", "code", "responseid",
    "instanceid", "uuid", "key", "submissionid", "id",
)  # fmt: skip
"""Headings that name people, the surest first, as `_bare` writes them."""
_OFTEN_OTHERS = ("code", "key", "id")
"""Those of them that may also name the form or the group, which is then the same in every row."""
_VOICES, _STANDINGS = ("voice", "standpoint"), ("standing",)
_NUMBERED = re.compile(r"(?:q(?:uestion)?\s*)?\d{1,3}\s*[.):-]\s+", re.IGNORECASE)
_INSIDE = re.compile(r"\[([^\[\]]+)\]\s*\*?\s*$")
_SURVEY_CODE = re.compile(r"\d+X\d+X\d+")
_CUT = re.compile(r"(?:\.\.+|…)\s*$")
_LEAST_OF_CUT = 12
_SAMPLE = 200

_Item = tuple[str, str]
"""An item's id, and the voice whose words it is asked in, or nothing."""


@dataclass(frozen=True)
class Columns:
    """The target of each column. `everyone` is the voice of all rows where no column tells it; empty otherwise."""

    targets: tuple[str, ...]
    everyone: str = ""

    def places(self, target: str) -> tuple[int, ...]:
        """The columns with exactly this target."""
        return tuple(n for n, one in enumerate(self.targets) if one == target)

    def items(self) -> Iterator[tuple[int, str, str]]:
        """Each column of a statement: its place, the item's id, and the voice it is for, or nothing."""
        for place, target in enumerate(self.targets):
            if target.startswith(f"{_ITEM}:"):
                item, _, voice = target.removeprefix(f"{_ITEM}:").partition(":")
                yield place, item, voice

    def changed(self, place: int, target: str) -> Columns:
        """The same with another target for one column."""
        return Columns((*self.targets[:place], target, *self.targets[place + 1 :]), self.everyone)

    def for_everyone(self, voice: str) -> Columns:
        """The same with this voice for all rows."""
        return Columns(self.targets, voice)


def item_target(item: str, voice: str = "") -> str:
    """The target of a statement's column."""
    return f"{_ITEM}:{item}:{voice}" if voice else f"{_ITEM}:{item}"


class Guess:
    """Guesses what columns are, from ids and wordings in every language of a questionnaire."""

    def __init__(self, instrument: Instrument, languages: Iterable[Words], cells: Cells) -> None:
        self._cells = cells
        self._instrument = instrument
        self._ids: dict[str, set[_Item]] = {}
        self._wordings: dict[str, set[_Item]] = {}
        languages = tuple(languages)
        voices = (*(voice.id for voice in instrument.voices), EASY)
        for item in instrument.items:
            self._ids.setdefault(_bare(item.id), set()).add((item.id, ""))
            for voice in voices:
                self._ids.setdefault(_bare(item.id + voice), set()).add((item.id, voice))
                for words in languages:
                    for text in words.all(f"item.{item.id}.{voice}"):
                        self._wordings.setdefault(same(text), set()).add((item.id, voice))
        stems = {_bare(item.id).rstrip("0123456789") for item in instrument.items}
        self._like_an_id = re.compile(f"(?:{'|'.join(map(re.escape, sorted(stems - {''})))})" + r"\d{1,3}")

    def columns(self, table: AnswersTable) -> Columns:
        """What each column probably is; those that are nothing to us are left out, doubtful ones not decided."""
        targets: list[str | None] = [self._item(name) for name in table.head]
        targets = self._with_voices_only_where_needed(table, targets)
        for target, names, is_one in (
            (VOICE, _VOICES, lambda cell: self._cells.voice(cell) is not None),
            (STANDING, _STANDINGS, lambda cell: bool(same(cell)) and self._cells.standing(cell) is not None),
            (PERSON, _PEOPLE, lambda _cell: False),
        ):
            found = self._one_column(table, targets, names, is_one)
            if found is not None:
                targets[found] = target
        asked = {target for target in targets if target}
        decided = [target or self._rest(table, place, asked) for place, target in enumerate(targets)]
        everyone = self._instrument.voices[0].id if len(self._instrument.voices) == 1 else ""
        return Columns(tuple(decided), "" if VOICE in decided else everyone)

    # Statements

    def _item(self, heading: str) -> str | None:
        """The target of a heading that names a statement, by its id or by its words."""
        for name in _names(heading):
            ids = self._ids.get(_bare(name), set())
            if len(ids) == 1:
                return item_target(*next(iter(ids)))
        for name in _names(heading, words=True):
            wordings = self._wordings.get(same(name)) or self._wordings.get(same(_NUMBERED.sub("", name, 1)))
            if wordings is None and _CUT.search(name):
                wordings = self._of_beginning(same(_CUT.sub("", name)))
            if wordings and len({item for item, _ in wordings}) == 1:
                item, voice = next(iter(wordings))
                return item_target(item, voice if len(wordings) == 1 else "")
        return None

    def _of_beginning(self, start: str) -> set[_Item] | None:
        """The statements that begin so, for a heading that was cut off."""
        if len(start) < _LEAST_OF_CUT:
            return None
        return {one for text, several in self._wordings.items() if text.startswith(start) for one in several} or None

    def _with_voices_only_where_needed(self, table: AnswersTable, targets: list[str | None]) -> list[str | None]:
        """A statement asked in one way is meant for everyone, whosever words that is, unless a heading names the voice."""
        columns = Columns(tuple(target or "" for target in targets))
        ways = {(item, voice) for _, item, voice in columns.items()}
        items = [item for item, _ in ways]
        for place, item, voice in columns.items():
            named = any(_bare(name) == _bare(item + voice) for name in _names(table.head[place]))
            if voice and voice != EASY and not named and items.count(item) == 1:
                targets[place] = item_target(item)
        return targets

    # The others

    def _one_column(
        self,
        table: AnswersTable,
        targets: Sequence[str | None],
        names: Sequence[str],
        is_one: Callable[[str], bool],
    ) -> int | None:
        """The first free column with one of these names, or else with mostly such cells."""
        free = [place for place, target in enumerate(targets) if target is None]
        heads = {place: {_bare(name) for name in _names(table.head[place])} for place in free}
        for name in names:
            for place in free:
                if name in heads[place] and not (name in _OFTEN_OTHERS and _is_one_for_all(table, place)):
                    return place
        for place in free:
            cells = list(islice(table.column(place), _SAMPLE))
            if cells and 2 * sum(map(is_one, cells)) >= len(cells):
                return place
        return None

    def _rest(self, table: AnswersTable, place: int, asked: set[str]) -> str:
        """Left out, unless a column looks as if it held answers."""
        heading = table.head[place]
        if any(self._like_an_id.fullmatch(_bare(name)) for name in _names(heading)):
            return UNDECIDED
        parent, _, choice = heading.rpartition("/")
        if choice and (of := self._item(parent)):  # a choice of its own of a question that takes several
            return OUT if of in asked else UNDECIDED
        cells = list(islice(table.column(place), _SAMPLE))
        answers = sum(map(self._cells.is_words_of_answer, cells))
        return UNDECIDED if cells and 2 * answers >= len(cells) else OUT


def _names(heading: str, *, words: bool = False) -> Iterator[str]:
    """What a heading may be called: the whole, the part in brackets, the end of a path, a code before its words."""
    yield heading
    inside = _INSIDE.search(heading)
    if inside:
        yield inside[1]
    for separator in "/:.-":
        before, found, last = heading.rpartition(separator)
        if found and last:
            yield last
        if found and words and separator in ".:":
            yield heading.partition(separator)[2]
        if found and not words and separator == ".":
            yield before.partition(separator)[0]
    if survey := _SURVEY_CODE.match(heading):
        yield heading[survey.end() :]


def _is_one_for_all(table: AnswersTable, place: int) -> bool:
    """True for a column that says the same in more rows than two."""
    cells = list(islice(table.column(place), _SAMPLE))
    return len(cells) > 2 and len(set(cells)) == 1


def _bare(name: str) -> str:
    """The letters and digits of a name, in small letters: survey programs allow themselves little more."""
    return "".join(c for c in name.casefold() if c.isalnum())


# A mapping file


def told(source: Path, table: AnswersTable, guessed: Columns) -> Columns:
    """What a mapping file says of the columns; those that it does not name stay as they were guessed.

    The file is JSON: `{"columns": {"a heading": "a target"}, "everyone": "a voice"}`. MappingNotReadable,
    MappingOfNoColumn or MappingNotKnown.
    """
    data = _mapping(source)
    targets = list(guessed.targets)
    for heading, target in data.get("columns", {}).items():
        name = " ".join(heading.split())
        places = [place for place in range(len(table.head)) if table.heading(place) == name]
        if not places:
            raise MappingOfNoColumn(column=heading[:60])
        if target not in (PERSON, VOICE, STANDING, OUT) and not target.startswith(f"{_ITEM}:"):
            raise MappingNotKnown(target=target[:60])
        for place in places:
            targets[place] = target
    return Columns(tuple(targets), data.get("everyone", guessed.everyone))


def as_mapping(table: AnswersTable, columns: Columns) -> dict[str, Any]:
    """What `told` reads, as plain data. Of columns with one heading only the last is told."""
    named = {table.heading(place): target for place, target in enumerate(columns.targets) if target}
    return {"columns": named, "everyone": columns.everyone}


def _mapping(source: Path) -> dict[str, Any]:
    def wrong(reason: object) -> MappingNotReadable:
        return MappingNotReadable(name=source.name, reason=reason)

    try:
        with source.open("rb") as file:
            data = json.loads(file.read(LARGEST_MAPPING).decode("utf-8-sig"))
    except OSError as error:
        raise wrong(error.strerror or error) from error
    except (ValueError, RecursionError) as error:
        raise wrong("it is not JSON") from error
    if not isinstance(data, dict) or not set(data) <= {"columns", "everyone"}:
        raise wrong("it needs “columns”, and perhaps “everyone”")
    columns = data.get("columns", {})
    if not isinstance(columns, Mapping) or not all(isinstance(target, str) for target in columns.values()):
        raise wrong("“columns” needs headings with a target each")
    if not isinstance(data.get("everyone", ""), str):
        raise wrong("“everyone” needs the id of a voice")
    return data

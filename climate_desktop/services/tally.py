"""A show of hands, or dots on a wall: how many of a voice are here, and how many chose each answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from climate_desktop.core.errors import (
    FewerHereThanHands,
    HandsNotCountable,
    MoreHandsThanPeople,
    NobodyToCount,
    NoSuchRound,
    RoundIsClosed,
    UnknownItem,
    UnknownVoice,
)
from climate_desktop.core.instrument import Instrument, Item, Voice
from climate_desktop.core.study import Group, Round, RoundState, Tally
from climate_desktop.core.words import Words
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.store import Rows, Store

MOST = 999
"""The most people of one voice whose hands are counted."""


@dataclass(frozen=True)
class Counting:
    """How far the hands of one voice are counted.

    `items` are those asked, in their order; `counts` holds the hands for each answer, lowest first, of those counted.
    From `least` hands on each statement a voice is scored; `too_few` are the ids of those counted with fewer, which are
    kept and enter no score.
    """

    voice: str
    present: int
    items: tuple[Item, ...]
    counts: Mapping[str, tuple[int, ...]]
    least: int

    @property
    def missing(self) -> tuple[Item, ...]:
        """The statements whose hands are not counted yet."""
        return tuple(item for item in self.items if item.id not in self.counts)

    @property
    def too_few(self) -> tuple[str, ...]:
        """The statements that are counted with so few hands that they enter no score."""
        return tuple(item.id for item in self.items if sum(self.counts.get(item.id, (self.least,))) < self.least)


class Tallies:
    """The hands counted in the rounds of a study. Whatever a method stores is durable when it returns."""

    def __init__(self, store: Store, packs: RoundPacks) -> None:
        self._store = store
        self._packs = packs

    def voices(self, round_id: str) -> tuple[Voice, ...]:
        """The voices that such a group can answer from. NoSuchRound."""
        _, group = self._store.call(lambda rows: _found(rows, round_id))
        return self._instrument(round_id).voices_for(group.kind.value)

    def words(self, round_id: str) -> Words:
        """The words of the questionnaire, in its first language."""
        return self._packs.of(round_id).language()

    def statement(self, round_id: str, voice: str, item: Item) -> str:
        """The item as worded for this voice."""
        return self.words(round_id)[f"item.{item.id}.{voice}"]

    def scale(self, round_id: str) -> tuple[tuple[int, str], ...]:
        """The answers of the scale, lowest first, with their words."""
        words = self.words(round_id)
        return tuple((value, words[f"scale.{value}"]) for value in self._instrument(round_id).scale.values)

    def counting(self, round_id: str, voice: str) -> Counting:
        """How far the hands of this voice are counted; with nobody here before it was begun. NoSuchRound, UnknownVoice."""
        self._check_voice(round_id, voice)
        return self._counting(round_id, voice)

    def begun(self, round_id: str) -> tuple[Counting, ...]:
        """Every voice whose hands were begun to be counted, in the questionnaire's order."""
        tallies = self._store.call(lambda rows: rows.tallies(round_id))
        counted = {tally.voice for tally in tallies}
        return tuple(self._counting(round_id, v.id) for v in self._instrument(round_id).voices if v.id in counted)

    def any_counted(self, round_id: str) -> bool:
        """True once hands were counted for any statement: then the round can be closed without any sheet."""
        tallies = self._store.call(lambda rows: rows.tallies(round_id))
        return any(sum(row) for tally in tallies for row in tally.counts.values())

    def say_present(self, round_id: str, voice: str, present: int) -> Counting:
        """So many people of this voice are here.

        NobodyToCount below one, HandsNotCountable for what is no such number, FewerHereThanHands when more hands were
        counted already, UnknownVoice, NoSuchRound or RoundIsClosed.
        """
        self._check_voice(round_id, voice)
        if not _is_number(present) or present > MOST:
            raise HandsNotCountable(value=present, most=MOST)
        if present < 1:
            raise NobodyToCount()

        def work(rows: Rows) -> None:
            tally = _tally(rows, round_id, voice)
            most = max((sum(row) for row in tally.counts.values()), default=0)
            if present < most:
                raise FewerHereThanHands(present=present, hands=most)
            rows.put_tally(round_id, replace(tally, present=present))

        self._change(round_id, work)
        return self._counting(round_id, voice)

    def count(self, round_id: str, voice: str, item_id: str, hands: Sequence[int]) -> Counting:
        """The hands for each answer to one statement, lowest first, in place of earlier ones.

        UnknownItem for a statement that is not asked, HandsNotCountable for what is no number of hands, or not one number
        for each answer, MoreHandsThanPeople when they are more than are here, NobodyToCount before anybody is; UnknownVoice,
        NoSuchRound or RoundIsClosed.
        """
        self._check_voice(round_id, voice)
        counting = self._counting(round_id, voice)
        if all(item.id != item_id for item in counting.items):
            raise UnknownItem(item=item_id)
        for value in hands:
            if not _is_number(value) or not 0 <= value <= MOST:
                raise HandsNotCountable(value=value, most=MOST)
        answers = len(self._instrument(round_id).scale.values)
        if len(hands) != answers:
            raise HandsNotCountable(value=", ".join(str(value) for value in hands), most=MOST)

        def work(rows: Rows) -> None:
            tally = _tally(rows, round_id, voice)
            if not tally.present:
                raise NobodyToCount()
            if sum(hands) > tally.present:
                raise MoreHandsThanPeople(hands=sum(hands), present=tally.present)
            rows.put_tally(round_id, replace(tally, counts={**tally.counts, item_id: tuple(hands)}))

        self._change(round_id, work)
        return self._counting(round_id, voice)

    def forget(self, round_id: str, voice: str) -> None:
        """The round without the hands of this voice. NoSuchRound, UnknownVoice or RoundIsClosed."""
        self._check_voice(round_id, voice)
        self._change(round_id, lambda rows: rows.remove_tally(round_id, voice))

    def _instrument(self, round_id: str) -> Instrument:
        return self._packs.of(round_id).instrument

    def _check_voice(self, round_id: str, voice: str) -> None:
        offered = [one.id for one in self.voices(round_id)]
        if voice not in offered:
            raise UnknownVoice(voice=voice, voices=", ".join(offered))

    def _counting(self, round_id: str, voice: str) -> Counting:
        (round_, _), tally = self._store.call(lambda rows: (_found(rows, round_id), _tally(rows, round_id, voice)))
        return Counting(
            voice=voice,
            present=tally.present,
            items=self._instrument(round_id).items_asked(round_.form),
            counts=tally.counts,
            least=round_.thresholds.mean,
        )

    def _change(self, round_id: str, work: Callable[[Rows], None]) -> None:
        def checked(rows: Rows) -> None:
            round_, _ = _found(rows, round_id)
            if round_.state is not RoundState.OPEN:
                raise RoundIsClosed()
            work(rows)

        self._store.call(checked)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _tally(rows: Rows, round_id: str, voice: str) -> Tally:
    """The hands of a voice; nobody's where none were counted."""
    return next((tally for tally in rows.tallies(round_id) if tally.voice == voice), Tally(voice, 0))


def _found(rows: Rows, round_id: str) -> tuple[Round, Group]:
    round_ = rows.round(round_id)
    group = rows.group(round_.group_id) if round_ else None
    if round_ is None or group is None:
        raise NoSuchRound(round=round_id)
    return round_, group

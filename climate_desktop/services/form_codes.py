"""Which form a code on a paper sheet belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from climate_desktop.core.errors import (
    FormCodeUnknown,
    FormCodeWrong,
    FormOfOtherLength,
    FormOfOtherQuestions,
    FormOfOtherVoice,
    KnownError,
)
from climate_desktop.core.form_code import is_whole, voice_of
from climate_desktop.core.study import Round
from climate_desktop.packs import Pack
from climate_desktop.services.library import Library
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.store import Store

SCANNED = "CD1:"
"""What a scanner types before the code: the square on the sheet says that the number is one of ours."""
FORMS = ("full", "short")


@dataclass(frozen=True)
class FormRead:
    """A form of this round: its code and the voice it is for."""

    code: str
    voice: str


class FormCodes:
    """Reads codes; for one that does not belong to a round it looks where else it might come from."""

    def __init__(self, store: Store, packs: RoundPacks, library: Library) -> None:
        self._store = store
        self._packs = packs
        self._library = library

    def read(self, typed: str, round_: Round, kind: str) -> FormRead:
        """The form of this round that bears the code, keyed or scanned. `kind` is that of the round's group.

        FormCodeWrong, FormCodeUnknown, FormOfOtherQuestions, FormOfOtherLength or FormOfOtherVoice otherwise.
        """
        code = code_in(typed)
        if not is_whole(code):
            raise FormCodeWrong(code=code)
        pack = self._packs.of(round_.id)
        voice = _voice(code, pack, round_.form)
        if voice is None:
            raise self._why_not(code, pack)
        if voice not in [offered.id for offered in pack.instrument.voices_for(kind)]:
            raise FormOfOtherVoice(code=code, voice=pack.language()[f"voice.{voice}.name"])
        return FormRead(code, voice)

    def _why_not(self, code: str, asked: Pack) -> KnownError:
        """What the code belongs to instead: the other length of the same questions, other questions, or nothing here."""
        for form in FORMS:
            if _voice(code, asked, form):
                return FormOfOtherLength(code=code)
        for pack in self._others():
            if any(_voice(code, pack, form) for form in FORMS):
                name = pack.language()["pack.name"]
                return FormOfOtherQuestions(code=code, questionnaire=name, version=pack.version)
        return FormCodeUnknown(code=code)

    def _others(self) -> Iterator[Pack]:
        """The questionnaires of the study's rounds, then those of the library that can be asked with."""
        for round_ in self._store.call(lambda rows: rows.rounds()):
            yield self._packs.of(round_.id)
        for shelved in self._library.offered():
            yield self._library.pack(shelved.id)


def code_in(typed: str) -> str:
    """The code in what was keyed or scanned, without spaces and without what a scanner types before it."""
    kept = "".join(typed.split())
    return kept[len(SCANNED) :] if kept.upper().startswith(SCANNED) else kept


def _voice(code: str, pack: Pack, form: str) -> str | None:
    return voice_of(code, pack.text, [voice.id for voice in pack.instrument.voices], form)

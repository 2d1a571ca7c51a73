"""Sheets for a pen: forms, what taking part means, slips, and sheets to write on in a hall without a printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from climate_desktop import __version__, packs
from climate_desktop.core.cleaning import clean
from climate_desktop.core.errors import NoShortForm, UnknownVoice
from climate_desktop.core.instrument import Voice
from climate_desktop.packs import Pack
from climate_desktop.services.answering import minutes_for
from climate_desktop.services.printing import ReportJob
from climate_desktop.services.translating import is_folder

if TYPE_CHECKING:
    from climate_desktop.report.sheets import SheetContent
    from climate_desktop.services.library import Library
    from climate_desktop.services.study import Study

QUESTIONNAIRE, CONSENT, SLIPS, TAKE_HOME, ACTIONS = KINDS = ("questionnaire", "consent", "slips", "take-home", "actions")
STANDARD, LARGE, EASY = PRINTS = ("standard", "large", "easy")
PAPERS = ("a4", "letter")
FORMS = ("full", "short")
FOR_A_VOICE = (QUESTIONNAIRE, SLIPS)
"""Kinds of which every voice has its own."""
MOST_COPIES = 99
_TIME_LIMIT_S = 600.0
"""Seconds after which sheets that are still being made are given up: they may be many hundred pages."""


@dataclass(frozen=True)
class Wish:
    """What is wanted: the kind of sheet, the ids of the voices (none for all), how it is set, and how many of each."""

    kind: str = QUESTIONNAIRE
    voices: tuple[str, ...] = ()
    print: str = STANDARD
    paper: str = "a4"
    copies: int = 1
    form: str = "full"


def of_pack(pack: str, wish: Wish, library: Library) -> SheetContent:
    """The sheets of a questionnaire, from its folder or by its id on the shelf.

    PackNotFound, PackBroken, UnknownVoice or NoShortForm.
    """
    found = packs.load(Path(pack)) if is_folder(pack) else library.pack(pack)
    return _content(found, wish, found.instrument.voices, found.instrument.thresholds.mean)


def voices(study: Study, round_id: str) -> tuple[tuple[str, str], ...]:
    """The voices that a round offers, id and name. NoSuchRound when there is none."""
    words = study.workshops.pack(round_id).language()
    return tuple((voice.id, words[f"voice.{voice.id}.name"]) for voice in _offered(study, round_id))


def of_round(study: Study, round_id: str, wish: Wish) -> SheetContent:
    """The sheets of a round, with its own questions in its own form; `wish.form` counts for nothing.

    NoSuchRound, or UnknownVoice for one that the round does not offer.
    """
    round_ = study.workshops.round(round_id)
    group = study.workshops.room(round_id).group.name
    asked = Wish(wish.kind, wish.voices, wish.print, wish.paper, wish.copies, round_.form)
    pack = study.workshops.pack(round_id)
    return _content(pack, asked, _offered(study, round_id), round_.thresholds.mean, group, rehearsal=study.practice)


def make(pages_from: SheetContent, target: Path, *, paper: str = "", progress: Callable[[int], None] | None = None) -> int:
    """Write the sheets to a PDF file and return how many pages it has. The file appears whole or not at all.

    `paper` is that of the content. SheetNotPrintable, DiskFull or TargetNotWritable when it cannot be written.
    """
    from climate_desktop.report.sheets import write_sheets  # noqa: PLC0415 - only a page needs ReportLab

    return write_sheets(target, pages_from, progress=progress)


def job(pages_from: SheetContent, target: Path) -> ReportJob:
    """The same in a process of its own, so that the window stays alive."""
    return ReportJob(pages_from, target, pages_from.paper, make=make, limit_s=_TIME_LIMIT_S)


def _offered(study: Study, round_id: str) -> tuple[Voice, ...]:
    kind = study.workshops.room(round_id).group.kind.value
    return study.workshops.pack(round_id).instrument.voices_for(kind)


def _content(
    pack: Pack, wish: Wish, offered: Sequence[Voice], least: int, group: str = "", *, rehearsal: bool = False
) -> SheetContent:
    from climate_desktop.report.sheets import Print, SheetContent, SheetKind  # noqa: PLC0415 - as above

    known = [voice.id for voice in offered]
    for voice in wish.voices:
        if voice not in known:
            raise UnknownVoice(voice=clean(voice, 80), voices=", ".join(known))
    asked = len(pack.instrument.items_asked(wish.form))
    if not asked:
        raise NoShortForm()
    return SheetContent(
        instrument=pack.instrument,
        words=pack.language(),
        pack_text=pack.text,
        voices=tuple(voice for voice in known if voice in wish.voices or not wish.voices),
        minutes=minutes_for(asked),
        made_with=f"Climate Desktop {__version__}",
        form=wish.form,
        kind=SheetKind(wish.kind),
        print=Print(wish.print),
        paper=wish.paper,
        copies=max(1, min(wish.copies, MOST_COPIES)),
        least=least,
        group=group,
        rehearsal=rehearsal,
    )

"""What the words of a questionnaire will look like in print: as plain texts, and as pages of a made-up report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from climate_desktop import __version__, packs
from climate_desktop.core import interpretation, protection, scoring
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.study import Response, Sheet
from climate_desktop.core.words import Words
from climate_desktop.packs import Pack
from climate_desktop.packs.problems import Problem

if TYPE_CHECKING:
    from climate_desktop.report import ReportContent

_DAY = date(2026, 4, 14)
_LEAST_PEOPLE = 12
"""People of each voice on a sample page: enough for every number to be shown."""


@dataclass(frozen=True)
class VoiceSample:
    """One voice's account and quotations; `name` is the voice's, `quotes` stand in the page's quotation marks."""

    voice: str
    name: str
    account: str
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """The texts of one factor at one band in the order of the page, with the headings and frames they stand under."""

    domain: str
    domain_name: str
    factor: str
    name: str
    band: str
    band_name: str
    opening: str
    general: str
    voices: tuple[VoiceSample, ...]
    might_say: str
    example_frame: str
    example_note: str
    questions_title: str
    questions: tuple[str, ...]
    first_steps_title: str
    first_steps: tuple[str, ...]
    closing: str
    easy: str


def texts(files: Mapping[str, str], language: str, factor: str, band: str) -> Sample | tuple[Problem, ...]:
    """The texts of a factor at a band as they would print, or everything that is wrong with the pack.

    `factor` and `band` are ids of this pack, and `language` is one of its languages, a draft or not; otherwise KeyError.
    """
    problems = packs.check(files)
    if problems:
        return problems
    pack = packs.load_text(files)
    words, domain = pack.words[language], pack.instrument.domain_of[factor]
    name = f"{domain}.{factor}"
    return Sample(
        domain=domain,
        domain_name=words[f"{domain}.name"],
        factor=factor,
        name=words[f"{name}.name"],
        band=band,
        band_name=words[f"band.{band}"],
        opening=words[f"{domain}.{band}.opening"],
        general=words[f"{name}.{band}.general"],
        voices=tuple(_voice(words, f"{name}.{band}", voice.id) for voice in pack.instrument.voices),
        might_say=words["report.might_say"],
        example_frame=words["report.example_frame"],
        example_note=words["report.example_note"],
        questions_title=words["report.questions"],
        questions=words.all(f"{name}.{band}.questions"),
        first_steps_title=words["report.first_steps"],
        first_steps=words.all(f"{name}.{band}.first_steps"),
        closing=words[f"{domain}.{band}.closing"],
        easy=words[f"{name}.{band}.easy"],
    )


def _voice(words: Words, cell: str, voice: str) -> VoiceSample:
    quotes = tuple(words.fill("report.quote", text=quote) for quote in words.all(f"{cell}.{voice}.quotes"))
    return VoiceSample(voice, words[f"voice.{voice}.name"], words[f"{cell}.{voice}"], quotes)


def pages(
    files: Mapping[str, str], language: str, factor: str, band: str, *, paper: str = "a4"
) -> bytes | tuple[Problem, ...]:
    """A PDF of the pages that a report has for the factor's domain, or everything that is wrong with the pack.

    The answers are made up: enough people of every voice whose scores lie in the band, and this factor the lowest, so
    that its words are the ones that stand out. `paper` is `a4` or `letter`. KeyError as for `texts`.
    """
    problems = packs.check(files)
    if problems:
        return problems
    return _drawn(packs.load_text(files), language, factor, band, paper)


def make_pages(
    files: Mapping[str, str], language: str, factor: str, band: str, target: Path, *, paper: str = "a4"
) -> tuple[Problem, ...]:
    """The same pages as a file, whole or not at all; where anything is wrong with the pack that comes out, and no file.

    DiskFull or TargetNotWritable when it cannot be written.
    """
    from climate_desktop.report import writing  # noqa: PLC0415 - only a page needs ReportLab

    made = pages(files, language, factor, band, paper=paper)
    if not isinstance(made, bytes):
        return made
    writing.write_whole(target, made)
    return ()


def _drawn(pack: Pack, language: str, factor: str, band: str, paper: str) -> bytes:
    from climate_desktop.report.content import ReportContent  # noqa: PLC0415 - only a page needs ReportLab

    instrument, words = pack.instrument, pack.words[language]
    kind = max(("team", "circle"), key=lambda kind: len(instrument.voices_for(kind)))
    occasion = protection.Occasion(
        round_id="sample",
        group_name=words["pack.name"],
        group_kind=kind,
        label=words[f"band.{band}"],
        held_on=_DAY,
        place="",
        invited=0,
    )
    sums = scoring.score_round(instrument, made_up(instrument, kind, factor, band))
    result = protection.protect(instrument, sums, instrument.thresholds, occasion)
    content = ReportContent(
        reading=interpretation.read(result, words, instrument),
        words=words,
        instrument=instrument,
        actions=(),
        closed_on=_DAY,
        made_with=f"Climate Desktop {__version__}",
    )
    return _pdf(content, instrument.domain_of[factor], paper)


def _pdf(content: ReportContent, domain: str, paper: str) -> bytes:
    """The pages of one domain by themselves, each with its running line."""
    from climate_desktop.report import text  # noqa: PLC0415 - only a page needs ReportLab
    from climate_desktop.report.document import Document, NumberedCanvas  # noqa: PLC0415 - as above
    from climate_desktop.report.domain import domain_pages  # noqa: PLC0415 - as above
    from climate_desktop.report.pen import Pen  # noqa: PLC0415 - as above
    from climate_desktop.report.style import Style  # noqa: PLC0415 - as above

    pen, target = Pen(content, Style.of(paper)), BytesIO()
    edition = text.plain(content.words["report.full"], content.words)
    document = Document(target, pen, text.plain(pen.result.group_name, content.words), edition, None)
    document.pageTemplates = [template for template in document.pageTemplates if template.id != "cover"]
    told = next(reading for reading in content.reading.domains if reading.domain == domain)
    document.build(domain_pages(pen, told), canvasmaker=NumberedCanvas)
    return target.getvalue()


def made_up(instrument: Instrument, kind: str, factor: str, band: str) -> tuple[Sheet, ...]:
    """Sheets whose scores all lie in a band, with one factor lower than the others; the same each time."""
    voices = [voice.id for voice in instrument.voices_for(kind)]
    rule = instrument.thresholds
    people = max(_LEAST_PEOPLE, rule.mean, rule.difference, -(-rule.detail // len(voices)))
    return tuple(
        Sheet(f"{voice}-{person}", voice, _answers(instrument, voice, person, factor, band))
        for voice in voices
        for person in range(people)
    )


def _answers(instrument: Instrument, voice: str, person: int, factor: str, band: str) -> dict[str, Response]:
    """One person's answers: the two on either side of what is aimed at, mixed so that the mean of several people hits it."""
    answers: dict[str, Response] = {}
    scale = instrument.scale
    for other, items in instrument.items_of.items():
        measure = f"{instrument.domain_of[other]}.{other}"
        edges = next(edges for edges in instrument.bands_for(measure, voice) if edges.id == band)
        aim = edges.low + (edges.high - edges.low) * (1 if other == factor else 2) // 3
        for place, item in enumerate(items):
            share = aim * (scale.high - scale.low)
            count = person * len(items) + place
            value = scale.low + share * (count + 1) // 100 - share * count // 100
            answers[item.id] = scoring.keyed(scale, item, value)
    return answers

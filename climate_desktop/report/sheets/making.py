"""Sheets onto the disk: laid out in memory, then written whole."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from climate_desktop.core.errors import SheetNotPrintable
from climate_desktop.report import text, writing
from climate_desktop.report.sheets.consent import consent_sheet
from climate_desktop.report.sheets.content import SheetContent, SheetKind
from climate_desktop.report.sheets.document import Sheet, SheetDocument
from climate_desktop.report.sheets.ink import Ink
from climate_desktop.report.sheets.questionnaire import questionnaire
from climate_desktop.report.sheets.slips import slips
from climate_desktop.report.sheets.write_in import action_sheet, take_home


def write_sheets(target: Path, content: SheetContent, *, progress: Callable[[int], None] | None = None) -> int:
    """The sheets as a PDF at `target`; the number of its pages comes out.

    `progress` is told each page's number when it is done. SheetNotPrintable, DiskFull or TargetNotWritable; then the
    target is what it was before.
    """
    data, pages = sheets_pdf(content, progress=progress)
    writing.write_whole(target, data)
    return pages


def sheets_pdf(content: SheetContent, *, progress: Callable[[int], None] | None = None) -> tuple[bytes, int]:
    """The same pages in memory, and how many there are. SheetNotPrintable where our typeface lacks most of the letters."""
    if not text.can_be_set(_told(content)):
        raise SheetNotPrintable()
    ink, target = Ink(content), BytesIO()
    document = SheetDocument(target, ink, ink.plain(content.words["pack.name"], text.NAME_LIMIT), progress)
    made = [sheet for _ in range(content.copies) for sheet in _sheets(ink)]
    document.make(made, even=content.kind is SheetKind.QUESTIONNAIRE)
    return target.getvalue(), document.page


def _told(content: SheetContent) -> list[str]:
    """The words of the pack that these sheets rest on."""
    words = content.words
    if content.kind is SheetKind.QUESTIONNAIRE:
        return [content.statement(item, voice) for voice in content.voices for item in content.items]
    if content.kind is SheetKind.SLIPS:
        return [words[f"voice.{voice}.{part}"] for voice in content.voices for part in ("name", "choose")]
    return list(words.all("form.points"))


def _sheets(ink: Ink) -> list[Sheet]:
    content = ink.content
    if content.kind is SheetKind.QUESTIONNAIRE:
        return [questionnaire(ink, voice) for voice in content.voices]
    if content.kind is SheetKind.SLIPS:
        return [slips(ink, voice) for voice in content.voices]
    one = {SheetKind.CONSENT: consent_sheet, SheetKind.TAKE_HOME: take_home, SheetKind.ACTIONS: action_sheet}
    return [one[content.kind](ink)]

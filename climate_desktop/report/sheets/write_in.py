"""Sheets for a hall without a printer: what people go home with, and what they agreed, both filled in by hand."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from climate_desktop.report.holders import Columns
from climate_desktop.report.parts import Rule, RuledLines
from climate_desktop.report.sheets.document import PageKind, Sheet
from climate_desktop.report.sheets.ink import Ink


def take_home(ink: Ink) -> Sheet:
    """One page with the headings of the take-home and room for a pen under each of them."""

    def story() -> list[Flowable]:
        titles = [ink.clean(ink.words[f"report.{name}"]) for name in ("most", "least", "differ")]
        pieces: list[Flowable] = [ink.heading(ink.clean(ink.words["report.cover_title"]), 1, after=2), *_where(ink)]
        pieces.append(Columns([[Spacer(1, 20), _rule(ink)], [Spacer(1, 6), _people(ink)]], [70, 0], gap=8, before=8))
        pieces += [
            ink.whole(ink.text(title, ink.style.subheading), _lines(ink, 2), before=12)
            for title in (*titles, ink.fixed("write_question"))
        ]
        note = ink.text(ink.fixed("write_until"), ink.style.soft, before=2)
        return [*pieces, _agreed(ink, 3), ink.whole(ink.line(ink.fixed("fact_until")), note, before=6)]

    return Sheet((PageKind("take-home"),), story, ink.plain(ink.words["report.confidential"]))


def action_sheet(ink: Ink) -> Sheet:
    """One page of lines for what will be done, by whom and by when."""

    def story() -> list[Flowable]:
        heads, widths = _heads(ink)
        return [
            ink.heading(ink.clean(ink.words["report.agreed_title"]), 1, after=2),
            *_where(ink),
            ink.rule(before=14, after=8),
            RuledLines(ink.palette.line_strong, 8, Columns(heads, widths, gap=10), fill=True),
        ]

    return Sheet((PageKind("actions"),), story, ink.plain(ink.words["report.confidential"]))


def _where(ink: Ink) -> list[Flowable]:
    """The group and the day; the group's name is printed where it is known."""
    name = ink.content.group
    group = ink.text(ink.clean(name, 120), ink.style.subheading) if name else ink.line(ink.fixed("group"))
    return [group, ink.line(ink.fixed("day"), before=8)]


def _people(ink: Ink) -> Flowable:
    return ink.text(ink.fixed("people_took_part"), ink.style.small)


def _rule(ink: Ink) -> Rule:
    return Rule(ink.palette.line_strong)


def _lines(ink: Ink, count: int) -> Flowable:
    return RuledLines(ink.palette.line_strong, count)


def _heads(ink: Ink) -> tuple[list[list[Flowable]], list[float]]:
    heads: list[list[Flowable]] = [
        [ink.text(ink.clean(ink.words[f"report.{head}"]), ink.style.soft)] for head in ("what", "who", "when")
    ]
    return heads, [ink.width * 0.54, ink.width * 0.22, 0]


def _agreed(ink: Ink, count: int) -> Flowable:
    heads, widths = _heads(ink)
    title = ink.text(ink.clean(ink.words["report.agreed_title"]), ink.style.subheading)
    return ink.whole(title, RuledLines(ink.palette.line_strong, count, Columns(heads, widths, gap=10)), before=12)

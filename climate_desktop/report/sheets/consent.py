"""The sheet that says what taking part means, with the lines that an organisation fills in by hand."""

from __future__ import annotations

from reportlab.platypus import Flowable

from climate_desktop.report.sheets.content import Print
from climate_desktop.report.sheets.document import PageKind, Sheet
from climate_desktop.report.sheets.ink import Ink
from climate_desktop.report.sheets.questionnaire import facts, kinds_of_consent

FACTS = ("group", "fact_asks", "fact_runs", "fact_basis", "fact_kept", "fact_until", "fact_talk")


def consent_sheet(ink: Ink) -> Sheet:
    """The sheet for one person to read, or to have read to them, and to mark."""

    def story() -> list[Flowable]:
        points = ink.all("form.easy_points" if ink.content.print is Print.EASY else "consent.points")
        contact = ink.text(ink.clean(ink.words["consent.contact"]), before=2)
        return [
            ink.heading(ink.fixed("consent_title"), 1, after=6),
            *ink.bullets(points, after=5),
            contact,
            kinds_of_consent(ink),
            facts(ink, FACTS),
        ]

    return Sheet((PageKind("consent"),), story, ink.plain(ink.words["report.confidential"]))

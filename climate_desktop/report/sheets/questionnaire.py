"""The form of one voice: what taking part means, how the person agreed, a card to tear off, and every statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer

from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.keypad import key_of
from climate_desktop.report import style, text
from climate_desktop.report.holders import Columns
from climate_desktop.report.sheets.areas import Area, BoxList, BoxRow, FaceRow, Others, box
from climate_desktop.report.sheets.card import card_tail
from climate_desktop.report.sheets.content import Print
from climate_desktop.report.sheets.document import PageKind, Sheet
from climate_desktop.report.sheets.heads import head
from climate_desktop.report.sheets.ink import FOOT, STATEMENT_LIMIT, Ink
from climate_desktop.report.sheets.labels import Lines, in_columns
from climate_desktop.report.sheets.rows import Setting, StatementRow
from climate_desktop.report.style import Palette

_PITCH = 58.0
"""From middle to middle of two boxes beside a statement, where there is room for it."""
_LEAST_PITCH = 38.0
_LEAST_STATEMENT = 165.0
_PADS = (10.0, 8.0, 6.0, 4.0)
"""Points above and below a row, the roomiest first."""
EIGHT = 8
"""Statements on a page where boxes stand beside them."""
SMALLEST = 12.0
"""Points that no word on a form is smaller than."""
_OTHERS = (NoAnswer.DONT_KNOW, NoAnswer.DOES_NOT_APPLY, NoAnswer.PREFER_NOT_TO_SAY)
CONSENTS = ("agree", "agree_with_support", "answered_by_another")


def questionnaire(ink: Ink, voice: str) -> Sheet:
    """The sheet of one voice's form. Its first page has the card at its lower end, and the back of that stays free."""
    answers = _Answers(ink)
    front, front_height = head(ink, voice, asking=False)
    inside_height = head(ink, voice, asking=True, labels=answers.labels)[1]
    room = ink.page.height - 2 * ink.page.margin - FOOT - inside_height
    rows = answers.rows(_statements(ink, voice), room)
    inside, _ = head(ink, voice, asking=True, labels=answers.labels, beside=answers.beside)
    tail, tail_height = card_tail(ink)
    names = [f"{voice}-{part}" for part in ("first", "back", "more", "statements")]
    kinds = (
        replace(tail, name=names[0], head=front, head_height=front_height),
        PageKind(names[1], front, front_height, tail_height=tail_height),
        PageKind(names[2], front, front_height),
        PageKind(names[3], inside, inside_height),
    )

    def story() -> list[Flowable]:
        before = [*_before(ink), NextPageTemplate(names[2]), *_agreeing(ink)]
        return [NextPageTemplate(names[1]), *before, NextPageTemplate(names[3]), PageBreak(), *rows]

    version = ink.words.fill(
        "form.version", version=ink.content.instrument.version, print=ink.words[f"form.{ink.content.print.value}"]
    )
    foot = ink.plain(f"{ink.words['form.foot']} {version}", text.NAME_LIMIT)
    return Sheet(kinds, story, foot, empty=names[2])


def _statements(ink: Ink, voice: str) -> list[str]:
    content = ink.content
    return [ink.clean(content.statement(item, voice), STATEMENT_LIMIT) for item in content.items]


def _before(ink: Ink) -> list[Flowable]:
    """What somebody has to know before they agree."""
    easy = ink.content.print is Print.EASY
    points = ink.all("form.easy_points" if easy else "form.points")
    title = ink.heading(ink.clean(ink.words["consent.title"]), 1, after=6)
    contact = ink.text(ink.clean(ink.words["consent.contact"]), before=2)
    facts_known = (
        ("fact_asks", "fact_kept", "fact_talk") if easy else ("fact_asks", "fact_basis", "fact_kept", "fact_talk")
    )
    return [title, *ink.bullets(points), contact, facts(ink, facts_known)]


def _agreeing(ink: Ink) -> list[Flowable]:
    """How the person agreed, and how the sheet is filled in."""
    easy = ink.content.print is Print.EASY and bool(ink.content.instrument.scale.faces)
    points = ink.bullets(ink.all("form.fill_easy" if easy else "form.fill"), after=3)
    filling = ink.whole(ink.heading(ink.fixed("fill_title"), 2, after=2), *points, before=10)
    return [kinds_of_consent(ink), filling]


def kinds_of_consent(ink: Ink) -> Flowable:
    """The question whether somebody takes part, with a box for each kind of yes. It stays whole."""
    rows: list[Flowable] = []
    for kind in CONSENTS:
        words: list[Flowable] = [ink.text(ink.clean(ink.words[f"consent.{kind}"]))]
        if f"consent.{kind}_note" in ink.words:
            words.append(ink.text(ink.clean(ink.words[f"consent.{kind}_note"]), ink.style.soft))
        mark = TickBox(ink.measures.other * 1.3, ink.palette)
        rows.append(Columns([[Spacer(1, 3), mark], words], [mark.side + 2, 0], gap=8, before=7))
    title = ink.heading(ink.fixed("agree_title"), 2, after=2)
    return ink.whole(title, ink.text(ink.fixed("agree_mark")), *rows, before=12)


def facts(ink: Ink, names: Sequence[str]) -> Flowable:
    """What an organisation fills in by hand, each with a line to write on. It stays whole."""
    heading = ink.heading(ink.fixed("facts_title"), 2, after=0)
    return ink.whole(heading, *(ink.line(ink.fixed(name), 7) for name in names), before=14)


class TickBox(Flowable):
    """A small empty box to mark."""

    def __init__(self, side: float, palette: Palette) -> None:
        super().__init__()
        self.side, self.palette = side, palette

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        return self.side, self.side

    def draw(self) -> None:
        """The box."""
        box(self.canv, 0, 0, self.side, self.side, self.palette.text)


class _Answers:
    """How the answers of one form are set: the same way for every statement.

    `labels` stand over the boxes of a page, which take `beside` points; they are empty where every statement has its own
    words at its boxes. With `under` the other answers stand below the boxes.
    """

    def __init__(self, ink: Ink) -> None:
        self.ink, content = ink, ink.content
        scale, words = content.instrument.scale, ink.words
        self.faces = dict(scale.faces) if content.print is Print.EASY else {}
        values = list(self.faces.values()) or list(scale.values)
        self.digits = [key_of(value, scale).sign for value in values]
        told = [f"easy.{name}" for name in self.faces] or [f"scale.{value}" for value in values]
        self.words = [ink.plain(words[one], text.NAME_LIMIT) for one in told]
        of_others = "easy" if content.print is Print.EASY else "no_answer"
        self.others = [ink.plain(words[f"{of_others}.{one.value}"], text.NAME_LIMIT) for one in _OTHERS]
        self.under = False
        self._known: dict[float, tuple[Lines, ...] | None] = {}
        self.labels, self.beside = self._beside() if content.print is Print.STANDARD else ((), 0.0)

    def _beside(self) -> tuple[tuple[Lines, ...], float]:
        """The words over boxes that stand beside the statements, and how wide those are; none where there is no room."""
        count = len(self.words)
        pitch = min(_PITCH, (self.ink.width - 30 - _LEAST_STATEMENT) / count)
        if pitch < _LEAST_PITCH:
            return (), 0.0
        labels = in_columns(self.words, pitch, style.SEMIBOLD, self.ink.sizes.small, 4)
        return (labels, pitch * count) if labels else ((), 0.0)

    def rows(self, statements: Sequence[str], room: float) -> list[Flowable]:
        """Every statement, to be flowed onto pages with so much room for them.

        Where boxes stand beside the statements there are eight to a page, as when keying, wherever eight always fit. For
        that the rows become closer, and at last the other answers move below the boxes, which may then stand wider apart.
        """
        for under, pad in product((False, True), _PADS) if self.labels else ():
            if under and not self._move_under():
                break
            rows = self._all(statements, room, pad)
            pages = [rows[at : at + EIGHT] for at in range(0, len(rows), EIGHT)]
            if all(sum(row.wrap(self.ink.width, room)[1] for row in page) <= room - 1 for page in pages):
                return [piece for page in pages for piece in (*page, PageBreak())][:-1]
        return list(self._all(statements, room, _PADS[-1]))

    def _move_under(self) -> bool:
        """True when the other answers have room in one line below the boxes; they stand there from now on."""
        needed = self._others("").natural + 2
        if not self.under and self.ink.width - 30 - needed >= _LEAST_STATEMENT - 15:
            self.under, self.beside = True, max(self.beside, needed)
        return self.under

    def _all(self, statements: Sequence[str], room: float, pad: float) -> list[StatementRow]:
        return [self._row(number, words, room, pad) for number, words in enumerate(statements, 1)]

    def _row(self, number: int, markup: str, room: float, pad: float) -> StatementRow:
        """One statement, smaller where it would be higher than a page."""
        size = self.ink.sizes.body
        row = StatementRow(number, markup, self._setting(size, pad), self.ink.palette)
        while row.wrap(self.ink.width, room)[1] > room and size > SMALLEST:
            size -= 1
            row = StatementRow(number, markup, self._setting(size, pad), self.ink.palette)
        return row

    def _setting(self, size: float, pad: float) -> Setting:
        ink, small = self.ink, self._small(size)
        lead = "" if self.under else ink.plain(ink.words["form.or"])
        if not self.labels:
            return Setting(self._below(size, small), self._others(lead, small), size, pad=9, gap=7)
        boxes = BoxRow(self.digits, ink.measures.box, ink.palette)
        return Setting(boxes, self._others(lead, small), size, self.beside, self.under, pad)

    def _small(self, size: float) -> float:
        return max(min(size - 2, self.ink.sizes.small), SMALLEST)

    def _others(self, lead: str, size: float = SMALLEST) -> Others:
        return Others(lead, self.others, self.ink.measures.other, self.ink.palette, size)

    def _below(self, size: float, small: float) -> Area:
        ink = self.ink
        if self.faces:
            return FaceRow(list(self.faces), self.digits, self.words, ink.palette, size)
        inner = ink.width - 40
        if small not in self._known:
            self._known[small] = in_columns(self.words, inner / len(self.words), style.SEMIBOLD, small, 4)
        labels = self._known[small]
        if labels and inner / len(self.words) >= _LEAST_PITCH:
            return BoxRow(self.digits, ink.measures.box, ink.palette, labels, small)
        return BoxList(self.digits, self.words, ink.measures.box * 0.72, ink.palette, small)

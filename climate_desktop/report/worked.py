"""How this was worked out: every number, the rules, and which passage stands where and why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Table

from climate_desktop.core.interpretation import DomainReading, Passage, Reason
from climate_desktop.core.results import Measure, Shown
from climate_desktop.report import style, text
from climate_desktop.report.charts import band_swatch, voice_marker
from climate_desktop.report.document import Later
from climate_desktop.report.holders import Columns, fitting, height_of
from climate_desktop.report.parts import Figure, Legend
from climate_desktop.report.pen import Pen

Cell = str | list[Flowable]


def how_worked_out(pen: Pen) -> list[Flowable]:
    """The table of all scores, the rules behind them, and the passages with page and reason.

    The rows stand closer where that keeps the table and the rules on one page.
    """
    height = pen.style.page.body_height
    pieces = fitting((partial(_numbers, pen, row) for row in (4.0, 2.0, 0.5)), pen.width, height)
    taken = height_of(pieces, pen.width) % height
    if taken > height / 2:
        return [*pieces, PageBreak(), Later(lambda: _passages(pen, 0.0))]
    return [*pieces, Later(lambda: _passages(pen, taken))]


def _numbers(pen: Pen, row: float) -> list[Flowable]:
    pieces: list[Flowable] = [pen.heading(pen.fixed("worked_title"), 1)]
    if pen.result.scored:
        pieces += [pen.text(pen.fixed("worked_intro"), None, (4, 8)), _table(pen, row)]
        pieces += _below(pen)
    pieces.append(pen.heading(pen.fixed("rests_title"), 2, (10, 3)))
    pieces += [pen.text(rule, pen.style.small, (0, 4)) for rule in _rules(pen)]
    pieces += pen.say(pen.content.reading.notes, look=pen.style.small, spacing=(0, 4))
    return [*pieces, *_source(pen)]


def _table(pen: Pen, row: float) -> Table:
    voices = list(pen.result.voices)
    likely = any(m.everyone and m.everyone.likely for m in pen.result.measures.values())
    heads: list[Cell] = [
        _cell(pen, pen.fixed("head_theme"), bold=True),
        _right(pen, pen.fixed("head_score"), bold=True),
    ]
    heads.append(_cell(pen, pen.fixed("head_band"), bold=True))
    if likely:
        heads.append(_cell(pen, pen.fixed("head_likely"), bold=True))
    heads += [_voice_head(pen, v) for v in voices]
    rows, bold = [heads], [0]
    for domain in pen.content.reading.domains:
        rows += _rows(pen, domain, voices, likely, bold, len(rows))
    narrow = [40.0 if _long(pen) else 36.0, 80.0, *([52.0] if likely else []), *[_voice_width(pen, v) for v in voices]]
    table = Table(rows, colWidths=[pen.width - sum(narrow), *narrow], repeatRows=1)
    table.setStyle(_look(pen, bold, row))
    return table


def _rows(
    pen: Pen, domain: DomainReading, voices: list[str], likely: bool, bold: list[int], first: int
) -> list[list[Cell]]:
    """A row for the domain and one for each factor that was scored; the domain's is noted as bold."""
    rows: list[list[Cell]] = []
    measures = [(domain.name, domain.measure, True)] + [(f.name, f.measure, False) for f in domain.factors]
    for name, measure, is_domain in measures:
        if measure is None:
            continue
        if is_domain:
            bold.append(first + len(rows))
        rows.append(_row(pen, name, measure, voices, likely, is_domain))
    return rows


def _row(pen: Pen, name: str, measure: Measure, voices: list[str], likely: bool, bold: bool) -> list[Cell]:
    shown = measure.everyone
    theme = pen.text(pen.name(name), pen.style.small_bold if bold else pen.style.small)
    row: list[Cell] = [[Columns([[], [theme]], [0.1 if bold else 8, 0])]]
    row.append(_right(pen, pen.clean(_figure(pen, shown)), bold))
    row.append(_band(pen, shown, bold))
    if likely:
        row.append(_likely(pen, shown))
    row += [_right(pen, pen.clean(_figure(pen, measure.voices.get(v))), bold) for v in voices]
    return row


def _figure(pen: Pen, shown: Shown | None) -> str:
    """The number; the band's word where only that may be told; a dash where nothing may."""
    if shown is None:
        return pen.words["report.no_number"]
    return pen.key.figure(shown) or pen.key.band_word(shown.band)


def _band(pen: Pen, shown: Shown | None, bold: bool) -> Cell:
    if shown is None:
        return pen.words["report.no_number"]
    word = pen.key.band_word(shown.band) + (pen.words["report.near_sign"] if shown.near else "")
    look = pen.style.small_bold if bold else pen.style.small
    return [Legend([(band_swatch(shown.band, pen.palette, 11), word)], look)]


def _likely(pen: Pen, shown: Shown | None) -> Cell:
    if shown is None or shown.likely is None:
        return pen.words["report.no_number"]
    return pen.words.fill("report.range", low=shown.likely[0], high=shown.likely[1])


def _cell(pen: Pen, markup: str, bold: bool = False) -> Cell:
    return [pen.text(markup, pen.style.small_bold if bold else pen.style.small)]


def _right(pen: Pen, markup: str, bold: bool = False) -> Cell:
    return [pen.text(markup, pen.style.right_bold if bold else pen.style.right)]


def _voice_head(pen: Pen, voice: str) -> Cell:
    marker = Figure(voice_marker(voice, pen.key, pen.palette, 11), pen.key.voice_name(voice))
    return [Columns([[], [marker]], [0, 11])]


def _long(pen: Pen) -> bool:
    return any(m.everyone and m.everyone.end for m in pen.result.measures.values())


def _voice_width(pen: Pen, voice: str) -> float:
    shown = [m.voices[voice] for m in pen.result.measures.values() if voice in m.voices]
    return 38.0 if any(s.end or s.figure is None for s in shown) else 31.0


def _look(pen: Pen, bold: list[int], row: float) -> list[Any]:
    line, strong = pen.palette.line, pen.palette.line_strong
    size = pen.style.sizes.small
    look: list[Any] = [
        ("FONT", (0, 0), (-1, -1), style.REGULAR, size, size * 1.38),
        ("TEXTCOLOR", (0, 0), (-1, -1), pen.palette.text),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("LEFTPADDING", (2, 0), (2, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), row * 0.375),
        ("BOTTOMPADDING", (0, 0), (-1, -1), row * 0.625),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, line),
        ("LINEBELOW", (0, 0), (-1, 0), 1.0, pen.palette.text),
    ]
    return look + [("LINEBELOW", (0, i), (-1, i), 0.75, strong) for i in bold if i]


def _below(pen: Pen) -> list[Flowable]:
    result = pen.result
    legend = pen.voice_legend()
    shown = [m.everyone for m in result.measures.values() if m.everyone]
    lines = []
    if any(s.near for s in shown):
        lines.append(pen.fixed("near_note"))
    which = "behind_of" if result.invited else "behind"
    lines.append(pen.fixed(which, n=result.answered, invited=result.invited))
    if result.invited and any(s.likely for s in shown):
        lines.append(pen.fixed("likely_note", invited=result.invited))
    note = pen.text(" ".join(lines), pen.style.small, (3, 0))
    for piece in legend:
        piece.spaceBefore = 6
    return [*legend, *pen.hidden_note(), note]


def _rules(pen: Pen) -> list[str]:
    if not pen.result.scored:
        return [pen.fixed("rule_unscored", least=pen.content.instrument.thresholds.mean)]
    thresholds = pen.content.instrument.thresholds
    return [
        pen.fixed("rule_bands", bands="; ".join(_bands(pen))),
        pen.fixed("rule_open_circle") if pen.result.open_circle else pen.fixed("rule_people", least=thresholds.mean),
        pen.fixed("rule_examples"),
    ]


def _bands(pen: Pen) -> Iterator[str]:
    """The ranges of the bands, then those of each factor and voice that has edges of its own, with its name."""
    instrument = pen.content.instrument
    yield _ranges(pen, "", "")
    for edges in instrument.edges:
        measure = f"{instrument.domain_of[edges.factor]}.{edges.factor}" if edges.factor else ""
        named = [pen.words[f"{measure}.name"]] if measure else []
        named += [pen.key.voice_name(edges.voice)] if edges.voice else []
        yield f"{', '.join(named)}: {_ranges(pen, measure, edges.voice)}"


def _ranges(pen: Pen, measure: str, voice: str) -> str:
    key = pen.key
    return ", ".join(f"{key.band_word(b)} {key.band_range(b, measure, voice)}" for b, _, _ in key.edges())


def _passages(pen: Pen, above: float) -> list[Flowable]:
    """Every passage that was printed so far, page by page, each with the reason why it stands there.

    `above` is how much of a page is taken where they begin. Lines are set a little closer or wider where that saves a
    page with next to nothing on it.
    """
    height = pen.style.page.body_height
    pieces: list[Flowable] = []
    for leading in (1.38, 1.3, 1.24, 1.46, 1.54):
        look = pen.style.small.clone("passages", leading=pen.style.sizes.small * leading)
        pieces = _passage_list(pen, look)
        if height / 4 < (above + height_of(pieces, pen.width)) % height < height * 0.96:
            break
    return pieces


def _passage_list(pen: Pen, look: ParagraphStyle) -> list[Flowable]:
    pieces: list[Flowable] = [pen.heading(pen.fixed("passages_title"), 1, (18, 0))]
    pieces.append(pen.text(pen.fixed("passages_intro"), look, (4, 8)))
    soft = pen.palette.text_soft.hexval()
    for page, places in groupby(list(pen.trail.places), key=lambda place: place[1]):
        entries = []
        for reason, same in groupby((p for p, _ in places), key=lambda p: _why(pen, p.reason)):
            ids = ", ".join(_folded([_id(pen, p) for p in same]))
            entries.append(f'{ids} <font color="{soft}">({reason})</font>')
        label = f'<font name="{style.SEMIBOLD}">{pen.fixed("on_page", page=page)}</font>'
        pieces.append(pen.text(f"{label} &nbsp;{'; '.join(entries)}.", look, (0, 5)))
    return pieces


def _folded(ids: list[str]) -> list[str]:
    """The ids, each once in a row.

    One that goes on from the last whole one is told by its end, and one that differs by its number by that.
    """
    told: list[str] = []
    whole = before = "\n"
    for name in ids:
        stem, _, end = name.rpartition(".")
        if name == before:
            continue
        if end.isdigit() and stem == before.rpartition(".")[0]:
            told.append(end)
        elif name.startswith(f"{whole}."):
            told.append(name[len(whole) :])
        else:
            told.append(name)
            whole = name
        before = name
    return told


def _id(pen: Pen, passage: Passage) -> str:
    return pen.clean(passage.id, 120)


def _why(pen: Pen, reason: Reason) -> str:
    """The rule in words with the shown numbers behind it."""
    shown, gap, change = reason.shown, reason.gap, reason.change
    if change is not None:
        return pen.fixed("why_since", was=pen.key.score(change.was), now=pen.key.score(change.now))
    if gap is not None and gap.points is not None and reason.rule == "gap":
        return pen.fixed("why_gap", points=gap.points)
    if shown is not None and reason.rule in ("band", "voice", "example", "near", "most", "least", "conversation"):
        low_high = pen.key.band_range(shown.band, reason.measure, reason.voice)
        return pen.fixed(
            f"why_{reason.rule}", score=pen.key.score(shown), range=low_high, people=pen.key.people(shown.n)
        )
    return pen.fixed(f"why_{reason.rule}_plain")


def _source(pen: Pen) -> list[Flowable]:
    result, words = pen.result, pen.words
    line = pen.fixed(
        "source",
        pack=words["pack.name"],
        id=result.pack_id,
        version=result.pack_version,
        date=text.say_date(pen.content.closed_on, words),
    )
    made = pen.fixed("made_with", program=pen.content.made_with)
    return [pen.text(f"{line} {made}", pen.style.soft, (6, 0))]

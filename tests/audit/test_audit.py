"""Nobody in a small group can be worked out from anything that is given out about it: the short form of the audit."""

from __future__ import annotations

import re
from pathlib import Path

from climate_desktop.services.study import Study
from climate_desktop.ui.result_words import ResultWords
from tests.audit import auditing, holding, reading
from tests.audit.auditing import PACK
from tests.audit.groups import by_chance, nasty
from tests.audit.published import EVERYONE

NASTY = {group.name: group for group in nasty(PACK.instrument)}
BY_CHANCE = 12
PRINTED = ("two voices of five", "three beside nine, six and five", "one who answers half a theme, in two camps")


def test_nothing_given_out_about_a_nasty_group_gives_anybody_away(tmp_path: Path) -> None:
    with auditing.new_study(tmp_path) as study:
        for group in NASTY.values():
            found = auditing.audit(group, tmp_path, ("a4",) if group.name in PRINTED else (), study=study)
            assert not found.report.findings, "\n".join((group.name, *map(str, found.report.findings)))


def test_nothing_given_out_about_a_group_by_chance_gives_anybody_away(tmp_path: Path) -> None:
    """The long form, `python packaging/audit.py`, does the same with hundreds of groups and all their pages."""
    with auditing.new_study(tmp_path) as study:
        for seed in range(BY_CHANCE):
            group = by_chance(PACK.instrument, seed)
            found = auditing.audit(group, tmp_path, () if seed % 4 else ("a4",), study=study)
            assert not found.report.findings, "\n".join((group.name, *map(str, found.report.findings)))


def test_pages_json_and_screen_tell_the_same_and_the_readers_miss_nothing(tmp_path: Path, qapp: object) -> None:
    for name in PRINTED[:2]:
        with Study.create(tmp_path / f"{name}.climate") as study:
            round_id = holding.hold(study, NASTY[name])
            result = study.results.result(round_id)
        told, printed = auditing.published_by_command(study.path, round_id, tmp_path, ("a4",))
        shown = {
            (measure.id, voice): one
            for measure in result.measures.values()
            for voice, one in {EVERYONE: measure.everyone, **measure.voices}.items()
            if one is not None
        }
        assert told.means.keys() == printed.means.keys() == shown.keys()
        for cell, one in shown.items():
            figure = "" if one.figure is None else str(one.figure)
            assert told.means[cell].text.startswith(figure or one.band)
            assert printed.means[cell].text == told.means[cell].text
            assert printed.means[cell].likely == told.means[cell].likely == one.likely
            assert told.means[cell].n == one.n
            assert printed.means[cell].n in (0, one.n)
        spreads = {spread.measure: tuple(n for n in spread.counts if n) for spread in result.spreads}
        assert printed.spreads == spreads
        words = ResultWords(result, PACK.instrument, PACK.language())
        table = words.strip_table([(m.id, m) for m in result.measures.values()])
        on_screen = reading.read_table(*table, PACK.instrument, PACK.language())
        assert [(one.low, one.high) for one in on_screen] == [(one.low, one.high) for one in told.means.values()]


def test_every_number_on_the_pages_is_one_that_the_attacker_was_given(tmp_path: Path) -> None:
    """A number that the reader does not know of could be the leak."""
    with auditing.new_study(tmp_path) as study:
        round_id = holding.hold(study, NASTY["two voices of five"])
        closed, held = study.workshops.round(round_id).closed_at, study.workshops.sitting(round_id).held_on
        told, printed = auditing.published(study, round_id, tmp_path, ("a4",))
    pages = reading.pages_of(tmp_path / "a4.pdf")
    figures = {int(one.text.split()[0]) for one in printed.means.values() if one.text[:1].isdigit()}
    known = figures | {abs(a - b) for a in figures for b in figures} | {one.n for one in told.means.values()}
    known |= {end for one in printed.means.values() if one.likely for end in one.likely}
    known |= {count for bar in printed.spreads.values() for count in (*bar, sum(bar[:2]), sum(bar[-2:]))}
    known |= {told.answered, told.invited, *range(1, len(pages) + 1)}
    known |= {edge for band in PACK.instrument.bands for edge in (band.low, band.high)}
    assert closed is not None
    day = closed.astimezone()
    known |= {held.day, held.year, day.day, day.year, PACK.instrument.thresholds.mean}
    fixed = " ".join(text for texts in PACK.language().texts.values() for text in texts)
    known |= {int(number) for number in re.findall(r"\d+", f"{fixed} {PACK.version} 0 1")}
    assert not {int(number) for page in pages for number in re.findall(r"(?<![\w.])\d+(?!\w)", page)} - known

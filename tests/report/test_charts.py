"""Pictures and their words, from the same numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from reportlab.graphics.shapes import Drawing, Group, Path, Shape, String
from reportlab.lib.colors import Color

from climate_desktop.core.results import Gap, Measure, Shown, Spread
from climate_desktop.report import charts, style
from climate_desktop.report.key import Key
from tests.report import sample

SVG = "{http://www.w3.org/2000/svg}"
SPREAD = Spread("systems.decisions", (23, 26, 10, 18, 7), -0.1, "camps")
GAP = Gap("systems.decisions", "care_worker", "care_receiver", 28)


@pytest.fixture
def key() -> Key:
    style.use_fonts()
    return Key(sample.INSTRUMENT, sample.words())


@pytest.fixture
def measure() -> Measure:
    return sample.measures(sample.HEBBLE, sample.PEOPLE, 21)["systems.decisions"]


def shapes(drawing: Group) -> list[Shape]:
    found: list[Shape] = []
    for shape in drawing.contents:
        found += shapes(shape) if isinstance(shape, Group) else [shape]
    return found


def words_in(drawing: Drawing) -> list[str]:
    return [shape.text for shape in shapes(drawing) if isinstance(shape, String)]


def numbers(text: str) -> list[int]:
    return sorted(int(n) for n in re.findall(r"\d+", text))


def fills(drawing: Drawing) -> list[Color | None]:
    return [shape.fillColor for shape in shapes(drawing) if isinstance(shape, Path)]


def test_the_twin_of_a_strip_with_lanes_holds_exactly_the_numbers_that_are_drawn(key: Key, measure: Measure) -> None:
    drawn = numbers(" ".join(words_in(charts.glance(measure, key, style.palette(), 480))))
    twin = charts.measure_twin("Decision-making and planning", measure, key)
    score = measure.everyone.figure if measure.everyone else None
    assert numbers(twin) == sorted([*drawn, score or 0])
    assert {24, 52, 34, 6, 8, 7, 21} <= set(drawn)


def test_the_twin_of_a_gap_holds_every_number_that_is_drawn(key: Key, measure: Measure) -> None:
    drawn = numbers(" ".join(words_in(charts.gap_bar(GAP, measure, key, style.palette(), 245))))
    twin = charts.gap_twin("Decision-making and planning", GAP, measure, key)
    assert drawn == [24, 52]
    assert numbers(twin) == [6, 8, 24, 28, 52]


def test_the_twin_of_a_spread_holds_every_number_that_is_drawn(key: Key) -> None:
    words = words_in(charts.spread_bar(SPREAD, key, style.palette(), 480))
    twin = charts.spread_twin("Decision-making and planning", SPREAD, key)
    assert [int(w) for w in words if w.isdigit()] == list(SPREAD.counts) == [int(n) for n in re.findall(r"\d+", twin)]
    assert {"49 disagree", "25 agree"} <= set(words)


def test_a_strip_outlines_every_band_and_fills_only_the_one_that_holds_the_score(key: Key) -> None:
    colours = style.palette()
    drawn = shapes(charts.band_strip(Shown("medium", 21, 68), key, colours, 250))
    outlined = [s for s in drawn if isinstance(s, Path) and s.strokeColor == colours.line_strong]
    assert len(outlined) == 3
    used = {s.fillColor for s in drawn if isinstance(s, Path)}
    assert colours.bands["medium"].fill in used
    assert not used & {colours.bands["low"].fill, colours.bands["high"].fill}


def test_a_score_that_may_be_told_only_as_a_band_has_neither_needle_nor_number(key: Key) -> None:
    colours = style.palette()
    with_number = charts.band_strip(Shown("high", 8, 90), key, colours, 250)
    band_only = charts.band_strip(Shown("high", 8, None, "or_more"), key, colours, 250)
    assert colours.band_outline in fills(with_number)
    assert colours.band_outline not in fills(band_only)
    lanes = Measure("growth", None, {"family": Shown("high", 8, None, "or_more")})
    assert words_in(charts.strip_with_lanes(lanes, key, colours, 250)) == ["High"]
    assert not re.search(r"9\d", charts.measure_twin("Growth", lanes, key))


def test_a_score_that_is_not_shown_leaves_every_band_empty_and_the_twin_says_so(key: Key) -> None:
    colours = style.palette()
    hidden = Measure("growth", None)
    drawn = fills(charts.strip_with_lanes(hidden, key, colours, 250))
    assert set(drawn) == {colours.ground}
    assert "Not shown, to protect people’s privacy" in charts.measure_twin("Growth", hidden, key)


def test_a_voice_that_is_not_shown_has_no_lane(key: Key, measure: Measure) -> None:
    colours = style.palette()
    fewer = replace(measure, voices={"care_worker": measure.voices["care_worker"]})
    assert words_in(charts.strip_with_lanes(fewer, key, colours, 250)) == ["52"]
    assert (
        charts.strip_with_lanes(measure, key, colours, 250).height
        > charts.strip_with_lanes(fewer, key, colours, 250).height
    )


def test_each_voice_has_its_own_shape_and_each_answer_its_own_pattern() -> None:
    colours = style.palette()
    assert len({voice.shape for voice in colours.voices}) == len({voice.colour for voice in colours.voices}) == 6
    assert [p.pattern for p in charts.answer_paints(5, colours)] == ["cross", "diagonal", "none", "dots", "level"]
    assert len(charts.answer_paints(6, colours)) == 6


def test_a_number_near_the_end_of_its_lane_stays_inside_the_drawing(key: Key) -> None:
    lanes = Measure("growth", None, {"family": Shown("high", 30, 95, "or_more"), "care_worker": Shown("low", 12, 5)})
    drawing = charts.strip_with_lanes(lanes, key, style.palette(), 230)
    for shape in shapes(drawing):
        if isinstance(shape, String):
            assert shape.x >= -8
            assert shape.x + 12 * len(shape.text) * 0.6 <= drawing.width + 14


def test_the_svg_of_a_chart_is_titled_with_its_twin_and_has_no_clip_and_no_id_twice(key: Key, measure: Measure) -> None:
    colours = style.palette("light")
    twin = charts.measure_twin("Decisions & plans", measure, key)
    first = charts.to_svg(charts.strip_with_lanes(measure, key, colours, 400), twin)
    second = charts.to_svg(charts.spread_bar(SPREAD, key, colours, 400), "another")
    assert ET.fromstring(first).findtext(f"{SVG}title") == twin
    assert "clip-path" not in first
    assert "Zapf" not in first
    ids = re.findall(r' id="([^"]*)"', first + second)
    assert len(ids) == len(set(ids)) == 2
    assert style.FAMILY in first


def test_words_in_the_svg_stand_exactly_where_the_page_has_them(key: Key, measure: Measure) -> None:
    """The SVG writer cuts off fractions when it turns text upright, which lifts words by up to a pixel."""
    for drawing in (
        charts.glance(measure, key, style.palette(), 480),
        charts.gap_bar(GAP, measure, key, style.palette(), 245),
    ):
        assert all(float(s.y * 2).is_integer() for s in shapes(drawing) if isinstance(s, String))


@pytest.mark.parametrize("theme", ["print", "light", "dark", "contrast_light", "contrast_dark"])
def test_a_chart_takes_every_colour_from_its_palette(key: Key, measure: Measure, theme: str) -> None:
    colours = style.palette(theme)
    paints = [(b.fill, b.mark) for b in colours.bands.values()]
    allowed = {c for pair in paints for c in pair} | {v.colour for v in colours.voices}
    allowed |= {colours.ground, colours.text, colours.text_soft, colours.line, colours.line_strong}
    allowed |= {colours.accent, colours.accent_soft, colours.band_outline}
    drawings = [
        charts.glance(measure, key, colours, 480),
        charts.gap_bar(GAP, measure, key, colours, 245),
        charts.gap_axis(key, colours, 245),
        charts.spread_bar(SPREAD, key, colours, 480),
    ]
    for drawing in drawings:
        for shape in shapes(drawing):
            for name in ("fillColor", "strokeColor"):
                assert getattr(shape, name, None) in allowed | {None}

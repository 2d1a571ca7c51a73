"""Pages of a pack in which a factor or a voice has band edges of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reportlab.graphics.shapes import Drawing, Line, Path

from climate_desktop.core.instrument import Edges
from climate_desktop.core.results import Measure, Shown
from climate_desktop.report import charts, style
from climate_desktop.report.key import Key
from tests.report import sample
from tests.report.test_charts import GAP, shapes
from tests.report.test_full_report import whole

OWN = replace(
    sample.INSTRUMENT, edges=(Edges(40, 60, "decisions"), Edges(30, 80, voice="family"), Edges(20, 90, "roles", "family"))
)
WIDTH = 202.0


@pytest.fixture
def key() -> Key:
    style.use_fonts()
    return Key(OWN, sample.words())


def dividing(drawing: Drawing) -> list[int]:
    """Where the lines between bands stand in the lanes, in points of the scale."""
    upright = [s for s in shapes(drawing) if isinstance(s, Line) and s.x1 == s.x2 and s.strokeColor == style.palette().line]
    return [round((line.x1 - 1) / (WIDTH - 2) * 100) for line in upright]


def parts(drawing: Drawing) -> list[int]:
    """Where the parts of the strip begin, in points of the scale."""
    outlined = [s for s in shapes(drawing) if isinstance(s, Path) and s.strokeColor == style.palette().line_strong]
    return [round((min(part.points[::2]) - 1) / (WIDTH - 2) * 100) for part in outlined]


def lanes(measure: str, *voices: str) -> Measure:
    return Measure(measure, Shown("medium", 21, 55), {voice: Shown("medium", 7, 55) for voice in voices})


def test_a_strip_is_divided_where_the_edges_of_its_factor_are(key: Key) -> None:
    def strip(measure: Measure) -> Drawing:
        return charts.strip_with_lanes(measure, key, style.palette(), WIDTH)

    assert parts(strip(lanes("systems.decisions"))) == [0, 40, 60]
    assert parts(strip(lanes("systems.accountability"))) == [0, 50, 75]
    assert dividing(strip(lanes("systems.decisions", "care_worker"))) == [40, 60]


def test_no_line_runs_through_the_lane_of_a_voice_with_other_edges(key: Key) -> None:
    for measure in ("systems", "systems.accountability", "systems.roles"):
        drawing = charts.strip_with_lanes(lanes(measure, "care_worker", "family"), key, style.palette(), WIDTH)
        assert dividing(drawing) == [], measure
    both = charts.strip_with_lanes(lanes("systems.decisions", "care_worker", "family"), key, style.palette(), WIDTH)
    assert dividing(both) == [40, 60]


def test_a_gap_is_drawn_over_the_edges_of_its_factor(key: Key) -> None:
    measure = Measure(
        "systems.decisions", None, {"care_worker": Shown("medium", 8, 52), "care_receiver": Shown("low", 6, 24)}
    )
    drawing = charts.gap_bar(GAP, measure, key, style.palette(), WIDTH)
    assert [round(x * (WIDTH - 2) / WIDTH + 0.5) for x in dividing(drawing)] == [40, 60]


def test_the_pages_tell_every_edge_and_give_the_right_range_as_a_reason() -> None:
    names = {"systems__decisions__name": "Decision-making and planning", "systems__roles__name": "Roles and task management"}
    content = replace(sample.hebble(), words=sample.words(**names))
    said = " ".join(whole(replace(content, instrument=OWN)).split())
    assert "Low 0–49, Medium 50–74, High 75–100; Decision-making and planning: Low 0–39, Medium 40–59" in said
    assert "Roles and task management, Family, friends and volunteers: Low 0–19, Medium 20–89, High 90–100" in said
    plain = " ".join(whole(content).split())
    assert "Low 0–49, Medium 50–74, High 75–100: a convention" in plain
    assert Key(OWN, content.words).band_range("medium", "systems.decisions", "family") == "40–59"
    assert Key(OWN, content.words).band_range("medium", "systems.roles", "family") == "20–89"
    assert Key(OWN, content.words).band_range("medium", "systems", "family") == "30–79"

"""The report's own charts for the screen."""

from __future__ import annotations

from collections.abc import Mapping

from climate_desktop.report import charts, style
from climate_desktop.report.content import ReportContent
from climate_desktop.report.key import Key

SCREEN = charts.Scale(18, 20, 14)


def chart_svg(
    content: ReportContent, kind: str, measure: str, palette: Mapping[str, str], width_px: int
) -> tuple[str, str]:
    """A chart of one measure as SVG, and its text twin; `kind` is `lanes`, `glance`, `gap` or `spread`.

    `palette` holds colours under the tokens' names. KeyError when nothing of that kind is shown for the measure.
    """
    style.use_fonts()
    result, key, colours = content.reading.result, Key(content.instrument, content.words), style.palette_of(palette)
    name = content.words[f"{measure}.name"]
    if kind == "spread":
        spread = {s.measure: s for s in result.spreads}[measure]
        twin = charts.spread_twin(name, spread, key)
        return charts.to_svg(charts.spread_bar(spread, key, colours, width_px), twin), twin
    whole = result.measures[measure]
    if kind == "gap":
        gap = {g.measure: g for g in result.gaps}[measure]
        room = charts.gap_room([(gap, whole)], key, width_px)
        twin = charts.gap_twin(name, gap, whole, key)
        return charts.to_svg(charts.gap_bar(gap, whole, key, colours, width_px, room), twin), twin
    draw = {"lanes": charts.strip_with_lanes, "glance": charts.glance}[kind]
    twin = charts.measure_twin(name, whole, key)
    return charts.to_svg(draw(whole, key, colours, width_px, SCREEN), twin), twin

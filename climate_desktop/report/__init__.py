"""The printed pages."""

from climate_desktop.report.content import ReportContent
from climate_desktop.report.full import full_report
from climate_desktop.report.screen import chart_svg

__all__ = ["ReportContent", "chart_svg", "full_report"]

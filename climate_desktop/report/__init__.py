"""The printed pages."""

from climate_desktop.report.content import ReportContent
from climate_desktop.report.full import full_report

__all__ = ["ReportContent", "full_report"]

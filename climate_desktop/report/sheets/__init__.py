"""Sheets for a pen: forms, what taking part means, slips, and sheets to write on."""

from climate_desktop.report.sheets.content import Print, SheetContent, SheetKind
from climate_desktop.report.sheets.making import sheets_pdf, write_sheets

__all__ = ["Print", "SheetContent", "SheetKind", "sheets_pdf", "write_sheets"]

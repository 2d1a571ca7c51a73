"""The study file: its rows, its schema, and who may open it."""

from climate_desktop.store.file import check, create, open_study
from climate_desktop.store.rows import Rows
from climate_desktop.store.store import Store

__all__ = ["Rows", "Store", "check", "create", "open_study"]

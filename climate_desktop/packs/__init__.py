"""Rubric packs: TOML in; a checked instrument and its words out, or every problem at once."""

from climate_desktop.packs.folder import read_folder
from climate_desktop.packs.pack import (
    DEFAULT,
    Pack,
    bundled,
    check,
    check_folder,
    find,
    fingerprint,
    load,
    load_stored,
    load_text,
)
from climate_desktop.packs.problems import Problem

__all__ = [
    "DEFAULT", "Pack", "Problem", "bundled", "check", "check_folder", "find", "fingerprint", "load", "load_stored",
    "load_text", "read_folder",
]  # fmt: skip

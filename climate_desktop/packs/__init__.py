"""Rubric packs: TOML in; a checked instrument and its words out, or every problem at once."""

from climate_desktop.packs.pack import Pack, bundled, find, fingerprint, load, load_stored, load_text

__all__ = ["Pack", "bundled", "find", "fingerprint", "load", "load_stored", "load_text"]

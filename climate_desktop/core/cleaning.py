"""Text that a person wrote, made safe to keep and to show."""

from __future__ import annotations

import unicodedata


def clean(text: str, longest: int = 200) -> str:
    """The text as one line without control, direction or broken characters, in NFC, cut to a length."""
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", kept).split())[:longest].strip()

"""The keys that the two kinds of file may hold: what the reader asks for, and what the schemas for editors say."""

from __future__ import annotations

from dataclasses import dataclass

from climate_desktop.packs.fixed_words import FIXED

BANDS = ("low", "medium", "high")
"""The ids of the bands, in their order: charts and pages know these three."""


@dataclass(frozen=True)
class Keys:
    """The keys of one kind of table: those that must be there and those that may."""

    needed: tuple[str, ...]
    free: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every key that may be there."""
        return (*self.needed, *self.free)


# pack.toml

PACK = Keys(
    (
        "format", "id", "version", "licence", "credit", "languages",
        "scale", "voices", "bands", "domains", "factors", "items",
    ),
    ("missing", "privacy", "edges"),
)  # fmt: skip
SCALE = Keys(("low", "high"))
MISSING = Keys((), ("minimum_answered",))
PRIVACY = Keys((), ("mean", "detail", "difference"))
VOICE = Keys(("id",), ("kinds",))
BAND = Keys(("id", "low", "high"))
EDGES = Keys(("medium", "high"), ("factor", "voice"))
DOMAIN = Keys(("id",))
FACTOR = Keys(("id", "domain"))
ITEM = Keys(("id", "factor"), ("reverse", "short"))

# A language file. Where it says so, the ids of pack.toml are keys too.

LANGUAGE = Keys(("language", "pack", "scale", "no_answer", "voices", "bands", "domains", "factors", *FIXED), ("draft",))
PACK_WORDS = Keys(("name", "about"))
VOICE_WORDS = Keys(("name", "within", "short", "choose"))
BAND_WORDS = Keys(("name",))
DOMAIN_WORDS = Keys(("name", "short", "about", *BANDS))
DOMAIN_CELL = Keys(("opening", "closing", "easy", "questions"))
FACTOR_WORDS = Keys(("name", "about", "gap", "items", *BANDS), ("domain",))
CELL = Keys(("general", "easy", "questions", "first_steps"))
"""And one table for each voice."""
ACCOUNT = Keys(("account", "quotes"))
ITEM_WORDS = Keys(("easy",), ("picture",))
"""And one text for each voice."""

# Names that would be taken for something else

RESERVED_DOMAINS = frozenset({"pack", "scale", "no_answer", "voice", "band", "item", *FIXED, *BANDS})
RESERVED_FACTORS = frozenset(BANDS)
RESERVED_VOICES = frozenset({*CELL.all, *ITEM_WORDS.all, *BANDS})

"""Writes the two schemas beside rubrics/README.md, with which editors complete and check a pack while it is written.

    .venv/bin/python packaging/pack_schemas.py

The keys and limits are those of the program's own reader; a test says when the files are behind it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from climate_desktop.core.instrument import NoAnswer, Thresholds  # noqa: E402 - the checkout comes first
from climate_desktop.packs import bands_file, instrument_file, keys, reader  # noqa: E402 - as above
from climate_desktop.packs.fixed_words import FIXED, LISTS  # noqa: E402 - as above

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = "[a-z][a-z0-9_]{0,59}"
PICTURE = "^[a-z0-9][a-z0-9_-]{0,59}$"
WRITTEN = r"^(?=[\s\S]*\S)"
TAG = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"


def main() -> None:
    """Write both files."""
    for name, schema in schemas().items():
        (ROOT / "rubrics" / name).write_text(as_text(schema), "utf-8")


def schemas() -> dict[str, Schema]:
    """The schemas by file name."""
    return {"pack.schema.json": pack(), "language.schema.json": language()}


def as_text(schema: Schema) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


# pack.toml


def pack() -> Schema:
    """The schema of a pack.toml."""
    least = Thresholds()
    answers = number(instrument_file.LOWEST_ANSWER, instrument_file.HIGHEST_ANSWER)
    flag = {"type": "boolean"}
    named = name("Small letters, digits and _.", pattern=f"^{ID}$")
    edge = number(bands_file.LOWEST_EDGE, bands_file.HIGHEST_EDGE)
    most = instrument_file.MOST
    floors = {
        key: number(getattr(least, key), instrument_file.LARGEST_NUMBER)
        | {"description": "How many people must stand behind it. A pack may raise this, never lower it."}
        for key in keys.PRIVACY.all
    }
    properties = {
        "format": {"const": instrument_file.FORMAT, "description": "The version of this format."},
        "id": name("The name of the pack’s folder.", pattern=whole(instrument_file.PACK_ID)),
        "version": name("Numbers with dots, such as 1.0.", pattern=whole(instrument_file.VERSION)),
        "licence": note("What others may do with the pack, such as CC-BY-4.0."),
        "credit": note("Who wrote it, and after what."),
        "languages": {
            "description": "Each has a file of its own, such as en-GB.toml. The first one is used unless another is chosen.",
            **array({"type": "string", "pattern": TAG}, 1, most["languages"]),
            "uniqueItems": True,
        },
        "scale": table(keys.SCALE, dict.fromkeys(keys.SCALE.all, answers), "The lowest and the highest answer."),
        "missing": table(
            keys.MISSING,
            {"minimum_answered": number(1, instrument_file.LARGEST_NUMBER)},
            "How many items of a factor a person must answer, besides half of them.",
        ),
        "privacy": table(keys.PRIVACY, floors, "How small a group may be."),
        "voices": array(
            table(
                keys.VOICE,
                {
                    "id": named | without(keys.RESERVED_VOICES),
                    "kinds": array({"enum": list(instrument_file.GROUP_KINDS)}, 1, len(instrument_file.GROUP_KINDS)),
                },
                "A standpoint that people answer from. `kinds` are the kinds of group it is offered in.",
            ),
            1,
            most["voices"],
        ),
        "bands": {
            "description": "Low, medium and high, from 0 to 100 without gaps or overlaps.",
            "type": "array",
            "prefixItems": [band(name) for name in keys.BANDS],
            "items": False,
            "minItems": len(keys.BANDS),
        },
        "edges": array(
            table(
                keys.EDGES,
                {"factor": named, "voice": named, "medium": edge, "high": edge},
                "Where medium and high begin for one factor, one voice, or one voice on one factor.",
            )
            | {"anyOf": [{"required": ["factor"]}, {"required": ["voice"]}]},
            1,
            bands_file.MOST_EDGES,
        ),
        "domains": array(table(keys.DOMAIN, {"id": named | without(keys.RESERVED_DOMAINS)}), 1, most["domains"]),
        "factors": array(
            table(keys.FACTOR, {"id": named | without(keys.RESERVED_FACTORS), "domain": named}), 1, most["factors"]
        ),
        "items": array(
            table(keys.ITEM, {"id": named, "factor": named, "reverse": flag, "short": flag}), 1, most["items"]
        ),
    }
    return {"$schema": DIALECT, "title": "pack.toml of a rubric pack", **table(keys.PACK, properties)}


def band(band_id: str) -> Schema:
    """One of the three bands."""
    score = number(0, 100)
    return table(keys.BAND, {"id": {"const": band_id}, "low": score, "high": score})


# A language file


def language() -> Schema:
    """The schema of a language file. Ids of the pack's own are keys in it, so they are patterns here."""
    kinds = [kind.value for kind in NoAnswer]
    word, passage = name(""), text("")
    bands = {band: {"$ref": "#/$defs/domain_cell"} for band in keys.BANDS}
    cells = {band: {"$ref": "#/$defs/cell"} for band in keys.BANDS}
    properties = {
        "language": {"type": "string", "pattern": TAG, "description": "The tag in the file’s own name."},
        "draft": {
            "type": "boolean",
            "description": "True while no native speaker has read it: it is offered to nobody.",
        },
        "pack": table(keys.PACK_WORDS, dict.fromkeys(keys.PACK_WORDS.all, passage)),
        "scale": {
            "type": "object",
            "description": "The words of each answer, under its number.",
            "patternProperties": {"^-?[0-9]+$": word},
            "additionalProperties": False,
        },
        "no_answer": table(keys.Keys(tuple(kinds)), dict.fromkeys(kinds, word)),
        "voices": by_id(table(keys.VOICE_WORDS, dict.fromkeys(keys.VOICE_WORDS.all, word))),
        "bands": table(
            keys.Keys(keys.BANDS), dict.fromkeys(keys.BANDS, table(keys.BAND_WORDS, dict.fromkeys(("name",), word)))
        ),
        "domains": by_id(table(keys.DOMAIN_WORDS, {"name": word, "short": word, "about": passage, **bands})),
        "factors": by_id(
            table(
                keys.FACTOR_WORDS,
                {
                    "domain": word,
                    "name": word,
                    "about": passage,
                    "gap": text("How two voices differ on this factor.", ("higher", "lower")),
                    "items": by_id({"$ref": "#/$defs/item"}),
                    **cells,
                },
            )
        ),
        **{part: fixed(part) for part in FIXED},
    }
    texts = array(passage, 1, reader.MOST_TEXTS)
    account = table(keys.ACCOUNT, {"account": passage, "quotes": texts}, "What one voice would notice.")
    single = {key: texts if key in ("questions", "first_steps") else passage for key in keys.CELL.all}
    wording = {"easy": passage, "picture": {"type": "string", "pattern": PICTURE}}
    return {
        "$schema": DIALECT,
        "title": "A language file of a rubric pack",
        **table(keys.LANGUAGE, properties),
        "$defs": {
            "domain_cell": table(
                keys.DOMAIN_CELL, {key: texts if key == "questions" else passage for key in keys.DOMAIN_CELL.all}
            ),
            "cell": table(keys.CELL, single) | others(account),
            "item": table(keys.ITEM_WORDS, wording) | others(passage),
        },
    }


def fixed(part: str) -> Schema:
    """The sentences of one part, each with the gaps that the program fills."""
    properties = {}
    for key, gaps in FIXED[part].items():
        least, most = LISTS.get(f"{part}.{key}", (0, 0))
        said = text("", sorted(gaps))
        properties[key] = array(said, least, most) if most else said
    return table(keys.Keys(tuple(FIXED[part])), properties)


# Pieces


def table(allowed: keys.Keys, properties: Mapping[str, Schema], about: str = "") -> Schema:
    """A table with these keys and no others."""
    if set(properties) != set(allowed.all):
        raise ValueError(f"the reader knows {allowed.all}, the schema {tuple(properties)}")
    return {
        **({"description": about} if about else {}),
        "type": "object",
        "properties": dict(properties),
        "required": list(allowed.needed),
        "additionalProperties": False,
    }


def by_id(value: Schema) -> Schema:
    """A table whose keys are ids of the pack."""
    return {"type": "object", "patternProperties": {f"^{ID}$": value}, "additionalProperties": False}


def others(value: Schema) -> Schema:
    """What makes a table hold voices besides its own keys."""
    return {"additionalProperties": value, "propertyNames": {"pattern": f"^{ID}$"}}


def array(items: Schema, least: int, most: int) -> Schema:
    """A list of so many."""
    return {"type": "array", "items": items, "minItems": least, "maxItems": most}


def text(about: str, gaps: Sequence[str] = ()) -> Schema:
    """A passage with these gaps and no others."""
    inner = "|".join(gaps)
    pattern = WRITTEN + (rf"([^{{}}]|\{{({inner})\}})*$" if gaps else "[^{}]*$")
    filled = f"The program fills {', '.join(f'{{{gap}}}' for gap in gaps)}." if gaps else ""
    said = " ".join(part for part in (about, filled) if part)
    return {
        **({"description": said} if said else {}),
        "type": "string",
        "pattern": pattern,
        "maxLength": reader.LONGEST_TEXT,
    }


def note(about: str) -> Schema:
    """A text that may hold anything."""
    return {"description": about, "type": "string", "pattern": WRITTEN, "maxLength": reader.LONGEST_TEXT}


def name(about: str, pattern: str = WRITTEN + "[^{}]*$") -> Schema:
    """A short text."""
    described = {"description": about} if about else {}
    return {**described, "type": "string", "pattern": pattern, "maxLength": reader.LONGEST_NAME}


def number(least: int, most: int) -> Schema:
    """A whole number within bounds."""
    return {"type": "integer", "minimum": least, "maximum": most}


def without(names: frozenset[str]) -> Schema:
    """What keeps a text from being one of these."""
    return {"not": {"enum": sorted(names)}}


def whole(pattern: re.Pattern[str]) -> str:
    """A pattern for the whole of a text."""
    return f"^(?:{pattern.pattern})$"


if __name__ == "__main__":
    main()

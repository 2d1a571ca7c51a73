"""Whole rubric packs of any shape, as files: made-up words of real lengths, no two cells alike.

`files(Shape(...))` gives pack.toml and the language file; `shelve(folder, shape)` puts them where packs are bundled.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from climate_desktop import paths

BANDS = (("low", 0, 49), ("medium", 50, 74), ("high", 75, 100))
_SYLLABLES = ("ba", "de", "fol", "gri", "ha", "kel", "lo", "mi", "nar", "os", "pe", "rin", "sto", "ta", "un", "ver")
_ALPHABETS = {
    "latin": "",
    "accented": "ábçdéfğħíjķłmñópqŕšťúvŵxýž",
    "greek": "αβκδεφγηιξκλμνοπθρστυϐωχψζ",
    "cyrillic": "абцдефгхийклмнопярстужвьыз",
    "arabic": "ابجدهفغحيىكلمنوپقرستؤڤوخيز",
    "chinese": "水火山石田土日月木金人口手足目耳心米竹糸貝車門雨食馬",
}


@dataclass(frozen=True)
class Shape:
    """How a pack is built. `factors` holds the number of factors of each domain.

    `kinds` holds the kinds of group of single voices by place; the others are offered everywhere. `short_items` is how
    many items of each factor are in the short form. `long_names` makes every name several times as long; `script` is
    one of latin, accented, greek, cyrillic, arabic and chinese.
    """

    id: str
    voices: int = 2
    factors: tuple[int, ...] = (4, 3, 3)
    items: int = 3
    scale: tuple[int, int] = (1, 5)
    minimum_answered: int = 2
    short_items: int = 1
    kinds: tuple[tuple[int, str], ...] = ()
    long_names: bool = False
    script: str = "latin"
    reverse: bool = False

    @property
    def voice_ids(self) -> tuple[str, ...]:
        """The ids of the voices, in order."""
        return tuple(f"voice_{n}" for n in range(1, self.voices + 1))

    @property
    def factor_ids(self) -> tuple[tuple[str, str], ...]:
        """Domain and factor, in order."""
        return tuple(
            (f"domain_{d}", f"factor_{d}_{f}") for d, many in enumerate(self.factors, 1) for f in range(1, many + 1)
        )

    def item_ids(self, factor: str) -> tuple[str, ...]:
        """The ids of a factor's items, in order."""
        return tuple(f"{factor}_{n}" for n in range(1, self.items + 1))


SHAPES = (
    Shape("two-voices"),
    Shape("one-voice", voices=1, factors=(2,), items=2, scale=(1, 7), short_items=0),
    Shape("smallest", voices=1, factors=(1,), items=1, scale=(0, 1), minimum_answered=1),
    Shape("six-of-all", voices=6, factors=(10, 1, 2, 3, 4, 2), items=1, scale=(1, 9), minimum_answered=1),
    Shape("eight-items", voices=5, factors=(5, 5), items=8, scale=(0, 8), reverse=True),
    Shape("circle-first", voices=3, factors=(3, 3), items=2, scale=(1, 4), kinds=((0, "circle"),)),
    Shape("long-names", voices=4, factors=(4, 4, 4), items=4, scale=(-2, 2), long_names=True),
    Shape("accented", voices=3, factors=(3, 2), script="accented"),
    Shape("greek", voices=2, factors=(2, 2), script="greek"),
    Shape("arabic", voices=2, factors=(2, 2), script="arabic"),
    Shape("chinese", voices=2, factors=(2, 2), script="chinese"),
)


def files(shape: Shape) -> dict[str, str]:
    """The files of a complete pack by name."""
    return {"pack.toml": _instrument(shape), "en-GB.toml": _toml(_words(shape))}


def shelve(folder: Path, shape: Shape) -> Path:
    """The pack as a folder of this folder."""
    place = folder / shape.id
    place.mkdir(parents=True)
    for name, text in files(shape).items():
        (place / name).write_text(text, "utf-8")
    return place


# What does not depend on language


def _instrument(shape: Shape) -> str:
    lines = [
        "format = 1",
        f'id = "{shape.id}"',
        'version = "1.0"',
        'licence = "CC0-1.0"',
        'credit = "Made up for a test."',
        'languages = ["en-GB"]',
        f"[scale]\nlow = {shape.scale[0]}\nhigh = {shape.scale[1]}",
        f"[missing]\nminimum_answered = {shape.minimum_answered}",
        "[privacy]\nmean = 5\ndetail = 10\ndifference = 5",
    ]
    only = dict(shape.kinds)
    for place, voice in enumerate(shape.voice_ids):
        kinds = f'\nkinds = ["{only[place]}"]' if place in only else ""
        lines.append(f'[[voices]]\nid = "{voice}"{kinds}')
    lines += [f'[[bands]]\nid = "{band}"\nlow = {low}\nhigh = {high}' for band, low, high in BANDS]
    lines += [f'[[domains]]\nid = "domain_{n}"' for n in range(1, len(shape.factors) + 1)]
    lines += [f'[[factors]]\nid = "{factor}"\ndomain = "{domain}"' for domain, factor in shape.factor_ids]
    for _, factor in shape.factor_ids:
        for place, item in enumerate(shape.item_ids(factor)):
            short = "\nshort = true" if place < shape.short_items else ""
            reverse = "\nreverse = true" if shape.reverse and place % 2 else ""
            lines.append(f'[[items]]\nid = "{item}"\nfactor = "{factor}"{short}{reverse}')
    return "\n".join(lines) + "\n"


# Words


def _words(shape: Shape) -> dict[str, object]:
    """The tables of the language file. The sentences that every pack holds are those of a bundled pack."""
    write = _Writer(shape)
    fixed = _bundled_words()
    tables: dict[str, object] = {
        "language": "en-GB",
        "pack": {"name": write.name(f"Survey {shape.id}"), "about": write.text(16)},
        "scale": {str(value): write.name(2) for value in range(shape.scale[0], shape.scale[1] + 1)},
        "no_answer": fixed["no_answer"],
        "voices": {
            voice: {"name": (name := write.name(3)), "within": name, "short": write.short(), "choose": write.text(7)}
            for voice in shape.voice_ids
        },
        "bands": {band: {"name": band.capitalize()} for band, _, _ in BANDS},
    }
    known = {"language", "pack", "scale", "no_answer", "voices", "bands", "domains", "factors"}
    tables |= {part: table for part, table in fixed.items() if part not in known}
    tables["domains"] = {f"domain_{n}": _domain(write) for n in range(1, len(shape.factors) + 1)}
    tables["factors"] = {factor: _factor(write, shape, factor) for _, factor in shape.factor_ids}
    return tables


def _domain(write: _Writer) -> dict[str, object]:
    return {
        "name": write.name(3),
        "short": write.short(),
        "about": write.text(13),
        **{
            band: {
                "opening": write.text(42),
                "closing": write.text(26),
                "easy": write.text(8),
                "questions": [write.text(12), write.text(14)],
            }
            for band, _, _ in BANDS
        },
    }


def _factor(write: _Writer, shape: Shape, factor: str) -> dict[str, object]:
    return {
        "name": write.name(3),
        "about": write.text(12),
        "gap": "{higher} " + write.text(6).rstrip(".").lower() + " {lower}.",
        "items": {
            item: {voice: write.text(10) for voice in (*shape.voice_ids, "easy")} for item in shape.item_ids(factor)
        },
        **{band: _cell(write, shape) for band, _, _ in BANDS},
    }


def _cell(write: _Writer, shape: Shape) -> dict[str, object]:
    return {
        "general": write.text(54),
        "easy": write.text(8),
        "questions": [write.text(11), write.text(12)],
        "first_steps": [write.text(16), write.text(18)],
        **{voice: {"account": write.text(45), "quotes": [write.text(12)]} for voice in shape.voice_ids},
    }


class _Writer:
    """Writes words of a shape's script that mean nothing; the same shape gets the same words."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._chance = random.Random(shape.id)
        self._dress = _dresser(shape.script)

    def text(self, words: int) -> str:
        """Sentences of so many words."""
        said = [self._word() for _ in range(words)]
        for place in range(0, words, 11):
            said[place] = said[place].capitalize()
            if place:
                said[place - 1] += "."
        return self._dress(" ".join(said) + ".")

    def name(self, words: int | str) -> str:
        """A name of so many words, or of these."""
        known = words if isinstance(words, str) else " ".join(self._word() for _ in range(words)).capitalize()
        if self._shape.long_names:
            known += " " + " ".join(self._word() for _ in range(9))
        return self._dress(known)

    def short(self) -> str:
        """A name for a card."""
        words = 5 if self._shape.long_names else 1
        return self._dress(" ".join(self._word() for _ in range(words)).capitalize())

    def _word(self) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=self._chance.choice((1, 1, 2, 2, 3))))


def _dresser(script: str) -> Callable[[str], str]:
    """What turns Latin letters into those of a script; Chinese has no spaces."""
    letters = _ALPHABETS[script]
    if not letters:
        return lambda words: words
    table = dict(zip("abcdefghijklmnopqrstuvwxyz", letters, strict=True))

    def dress(words: str) -> str:
        if script == "chinese":
            words = words.replace(". ", "。").replace(".", "。").replace(" ", "")[: max(2, len(words) // 3)]
        dressed = (table[c.lower()].upper() if c.isupper() else table.get(c, c) for c in words.replace("{", "{"))
        return "".join(dressed)

    return dress


@cache
def _bundled_words() -> Mapping[str, object]:
    file = next(iter(sorted(paths.rubrics().glob("social-climate/en-GB.toml"))))
    return tomllib.loads(file.read_text("utf-8"))


# TOML


def _toml(tables: Mapping[str, object]) -> str:
    return "\n".join(_lines(tables, ())) + "\n"


def _lines(table: Mapping[str, object], path: tuple[str, ...]) -> Iterable[str]:
    """The plain values of a table, then the tables inside it."""
    if path:
        yield f"\n[{'.'.join(json.dumps(part) for part in path)}]"
    for key, value in table.items():
        if not isinstance(value, Mapping):
            yield f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}"
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _lines(value, (*path, key))

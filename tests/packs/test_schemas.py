"""The schemas for editors say what the program's own reader says."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from climate_desktop import packs, paths
from climate_desktop.packs import bands_file, instrument_file, keys, reader
from climate_desktop.packs.pack import LARGEST_PACK
from tests.packs import broken
from tests.packs.test_hostile import mutated

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("pack.schema.json", "language.schema.json")
FILES = [file for folder in paths.rubrics().iterdir() if folder.is_dir() for file in sorted(folder.glob("*.toml"))]
BROKEN = [broken.read(path) for path in broken.ALL]
BEYOND = frozenset({"voice_misspelt_in_a_cell", "words_of_an_unknown_item"})
"""Faults that only somebody who reads pack.toml beside the words can see."""
STRUCTURE = (
    "is not known here.", "” is missing.", "is not a text.", "is not a list.", "is not a whole number.", "is empty.",
    "is too long.", "is out of bounds.", "neither true nor false.", "is not a part.", "is not a version.",
)  # fmt: skip


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((paths.rubrics() / name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def wrong(files: Mapping[str, str]) -> set[str]:
    """The files of a pack that the schemas refuse."""
    return {
        name
        for name, text in files.items()
        if list(validator(NAMES[name != "pack.toml"]).iter_errors(tomllib.loads(text)))
    }


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pack_schemas", ROOT / "packaging" / "pack_schemas.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_schemas_are_what_the_script_writes_today() -> None:
    """Else: .venv/bin/python packaging/pack_schemas.py."""
    made = script()
    for name, schema in made.schemas().items():
        assert (paths.rubrics() / name).read_text("utf-8") == made.as_text(schema), name


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_bundled_file_is_valid_and_tells_editors_of_its_schema(file: Path) -> None:
    text = file.read_text("utf-8")
    name = NAMES[file.name != "pack.toml"]
    assert text.split("\n")[0] == f"#:schema ../{name}"
    assert [error.message for error in validator(name).iter_errors(tomllib.loads(text))] == []


def test_the_good_pack_is_valid() -> None:
    assert wrong(broken.GOOD) == set()


@pytest.mark.parametrize("pack", BROKEN, ids=lambda pack: pack.name)
def test_what_is_wrong_in_the_build_of_a_file_is_refused_by_its_schema_too(pack: broken.Broken) -> None:
    found = {p.file for p in pack.problems if p.what.endswith(STRUCTURE) and pack.name not in BEYOND}
    try:
        refused = wrong(pack.files)
    except (tomllib.TOMLDecodeError, ValueError):
        return
    assert found <= refused


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_the_schemas_refuse_nothing_that_the_reader_takes(files: dict[str, str]) -> None:
    if not packs.check(files):
        assert wrong(files) == set()


def test_the_guide_tells_every_key_and_every_limit() -> None:
    guide = (paths.rubrics() / "README.md").read_text("utf-8")
    known = [value for value in vars(keys).values() if isinstance(value, keys.Keys)]
    for key in {key for one in known for key in one.all}:
        assert re.search(rf"(`|\[|\. ){re.escape(key)}\b", guide), key
    most = instrument_file.MOST
    for limit in (
        f"| voices | {most['voices']} |",
        f"| domains, factors, items | {most['domains']}, {most['factors']}, {most['items']} |",
        f"| languages | {most['languages']} |",
        f"{reader.LONGEST_NAME} characters",
        f"{reader.LONGEST_TEXT:,} characters",
        f"| texts in a list | {reader.MOST_TEXTS} |",
        f"{reader.LARGEST_FILE // 1_000_000} MB, {LARGEST_PACK // 1_000_000} MB",
        f"below {bands_file.LOWEST_EDGE} or above {bands_file.HIGHEST_EDGE}",
        f"{instrument_file.FEWEST_ANSWERS} to {instrument_file.MOST_ANSWERS} answers",
    ):
        assert limit in guide, limit


def tables(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        yield path
        for key, inner in value.items():
            yield from tables(inner, (*path, key))
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from tables(inner, (*path, place))


@pytest.mark.parametrize("name", ["pack.toml", "en-GB.toml"])
def test_a_key_that_nobody_knows_is_refused_by_both_in_every_table(name: str) -> None:
    whole = tomllib.loads(broken.GOOD[name])
    for path in tables(whole):
        again = tomllib.loads(broken.GOOD[name])
        table: Any = again
        for step in path:
            table = table[step]
        table["Unheard of"] = "x"
        assert list(validator(NAMES[name != "pack.toml"]).iter_errors(again)), path
        found = packs.check(broken.GOOD | {name: as_toml(again)})
        assert [p.what for p in found] == ["“Unheard of” is not known here."], path


def as_toml(value: Mapping[str, Any]) -> str:
    """Tables as one line of TOML for each key."""
    return "".join(f"{json.dumps(key)} = {inline(inner)}\n" for key, inner in value.items())


def inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {inline(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)

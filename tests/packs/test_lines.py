"""Where things stand in a TOML text, whatever it looks like."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_desktop.packs.lines import DEEPEST, Lines

TEXT = '''# a comment with """ and [a.header]
top = "a # no comment" # a comment with "quotes"
"quoted key" = 1
"escaped \\" key" = 2
a.b."c.d" = """
[not.a.header]
key = "no key"
\\""" still inside
""""

many = '\\' # a backslash that ends nothing
list = [
  "one", # ]
  ["two"],
  { in = "line", deep.er = [1] },

]

  [ table . "with.dot" ] # indented
  x = \'\'\'
y = 1\'\'\'
z = 1979-05-27 07:32:00

[[row]]
id = 1
[row.sub]
x = 1
[[row]]
id = 2
[[row.inner]]
x = 1
[[row.inner]]
x = 2
[ɐ]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("quoted key",), 3),
        (('escaped \\" key',), 4),
        (("a", "b", "c.d"), 5),
        (("a",), 5),
        (("many",), 11),
        (("list",), 12),
        (("list", 0), 13),
        (("list", 1, 0), 14),
        (("list", 2, "in"), 15),
        (("list", 2, "deep", "er", 0), 15),
        (("table", "with.dot"), 19),
        (("table", "with.dot", "x"), 20),
        (("table", "with.dot", "z"), 22),
        (("table", "with.dot", "nowhere"), 19),
        (("row", 0, "id"), 25),
        (("row", 0, "sub", "x"), 27),
        (("row", 1), 28),
        (("row", 1, "id"), 29),
        (("row", 1, "inner", 1, "x"), 33),
        (("row", 7, "id"), 24),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_everything_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert Lines(TEXT).of(*path) == line


def test_a_line_separator_inside_a_text_is_no_new_line() -> None:
    """Editors count line feeds only; Python’s splitlines counts nine more."""
    assert Lines('a = "one\u2028two\u0085three\x1cfour"\nb = 1\n').of("b") == 2


def test_windows_ends_of_lines_count_once() -> None:
    assert Lines('a = """\r\nx\r\n"""\r\nb = 1\r\n').of("b") == 4


def test_what_is_written_twice_is_noted_with_both_lines() -> None:
    assert Lines("[a]\nx = 1\n[b]\n[a]\n").twice == (("a",), 4, 1)
    assert Lines("x = 1\ny = 2\nx = 3\n").twice == (("x",), 3, 1)
    assert Lines("[a.b]\nx = 1\n[a]\ny = 1\n").twice is None
    assert Lines("a.x = 1\na.y = 1\n[[r]]\n[[r]]\n").twice is None


def test_a_part_that_was_moved_is_found_where_it_was() -> None:
    lines = Lines("[a]\nx = 1\n[b.c]\ny = 2\n")
    lines.moved(("b",), ("a",))
    assert lines.of("a", "x") == 2
    assert lines.of("a", "c", "y") == 4
    assert lines.of("a", "nowhere") == 1


NAMES = st.text("abc-_", min_size=1, max_size=3) | st.text(
    st.characters(codec="utf-8", exclude_characters='"\\', exclude_categories=["Cc", "Cs"]), max_size=3
)
VALUES = st.recursive(
    st.integers(-9, 9) | st.booleans() | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


def written(value: Any, place: int) -> str:
    """A value as TOML, in a manner that depends on the place."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        gap = "\n" if place % 2 else " "
        return "[" + f",{gap}".join(written(v, place + 1) for v in value) + gap + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{k}" = {written(v, place)}' for k, v in value.items()) + " }"
    plain = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"""\n{plain}\n"""' if place % 3 == 0 else f'"{plain}"'


def paths(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from paths(one, (*path, key))


@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_every_path_that_toml_reads_has_a_line_within_its_own_statement(table: dict[str, Any]) -> None:
    text, begins = "", {}
    for place, (key, value) in enumerate(table.items()):
        text += "# [x]\n" * (place % 2)
        begins[key] = text.count("\n") + 1
        text += f'"{key}" = {written(value, place)}\n'
    ends = {key: text.count("\n") for key in table}
    ends |= {one: begins[next_one] - 1 for one, next_one in zip(begins, list(begins)[1:], strict=False)}
    read, lines = tomllib.loads(text), Lines(text)
    assert lines.twice is None
    for key, value in read.items():
        assert lines.of(key) == begins[key]
        for path in paths(value, (key,)):
            assert begins[key] <= lines.of(*path) <= ends[key]


@given(st.text(st.sampled_from("ab=[]{}.,\"'\\#\n 1")))
def test_nonsense_is_never_a_crash(text: str) -> None:
    lines = Lines(text)
    assert lines.of("a", 0, "b") >= 1
    assert lines.statement_at(1) == 1


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 500_000,
        "x = " + "{a=" * 300_000,
        "a." * 500_000 + "a = 1",
        "[" + "a." * 500_000 + "a]",
        'x = "' + "\\" * 500_000,
        'x = """' + '"' * 500_000,
        "x = [" + "1," * 300_000,
        "#" * 1_000_000,
        "\n" * 1_000_000,
        "'''" * 300_000,
        "[a]\n" * 100_000,
    ],
)
def test_hostile_texts_cost_no_more_than_their_length(text: str) -> None:
    began = time.perf_counter()
    Lines(text)
    assert time.perf_counter() - began < 5


def test_what_is_nested_beyond_reason_is_noted() -> None:
    assert Lines("x = 1\ny = " + "[" * (DEEPEST + 1)).too_deep == 2
    assert Lines("x = 1\n" + "a." * (DEEPEST + 1) + "a = 1").too_deep == 2
    assert Lines("y = " + "[" * 4 + "]" * 4).too_deep == 0

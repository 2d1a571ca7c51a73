"""Packs that nobody meant well: refused in words, never with an error of ours, and soon."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from climate_desktop import packs
from climate_desktop.core.errors import PackBroken
from climate_desktop.packs import Problem
from tests.packs.broken import GOOD

FILES = st.sampled_from(sorted(GOOD))
LINES = {name: text.split("\n") for name, text in GOOD.items()}
VALUES = st.sampled_from(
    ["3", "true", "-1", "1e999", "nan", "0x" + "f" * 5000, "9" * 5000, "1979-05-27", '""', '" "', '"{x}"', '"{"',
     '"low"', '"trust"', '"neighbour"', "[]", "[1]", '["a", 1]', "[[]]", "{}", "{ x = 1 }", '[{ id = "trust" }]',
     '"""', "'", "[", "{", '"<b>&amp;</b>"', '"\\u0000"', '"\\U0010FFFF"', "99999999999999999999999"]
)  # fmt: skip
ODD = st.text(st.characters(codec=None), max_size=8) | st.text("[]{}.=\"'\\#\n ,ab1", max_size=12)


def sound(files: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is wrong with these files; anything but problems, or a pack that cannot be loaded without one, fails."""
    found = packs.check(files)
    for problem in found:
        assert problem.line >= 0
        assert problem.line <= files.get(problem.file, "").count("\n") + 1
        assert problem.what.endswith(".")
        assert problem.todo
        str(problem).encode()
        assert "\n" not in str(problem)
    if found:
        with pytest.raises(PackBroken) as caught:
            packs.load_text(files)
        assert caught.value.problems == tuple(map(str, found))
    else:
        pack = packs.load_text(files)
        assert pack.fingerprint
        assert pack.language()["pack.name"]
        for words in pack.words.values():
            assert all(isinstance(text, str) for texts in words.texts.values() for text in texts)
        assert [pack.instrument.band(score, "street.trust").id for score in (0, 100)] == ["low", "high"]
    return found


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, str]:
    """The good pack with a few lines deleted, doubled, moved or written over."""
    files = {name: list(lines) for name, lines in LINES.items()}
    for _ in range(draw(st.integers(1, 4))):
        lines = files[draw(FILES)]
        if not lines:
            continue
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "double", "swap", "value", "key", "odd", "cut"])):
            case "delete":
                del lines[at : at + draw(st.integers(1, 4))]
            case "double":
                lines.insert(draw(st.integers(0, len(lines))), lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "value":
                lines[at] = f"{lines[at].partition('=')[0]}= {draw(VALUES)}"
            case "key":
                lines[at] = f"{draw(ODD)} = {lines[at].partition('=')[2]}"
            case "odd":
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + draw(ODD) + lines[at][place:]
            case "cut":
                del lines[at:]
    return {name: "\n".join(lines) for name, lines in files.items()}


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_pack_with_random_faults_is_refused_with_reasons_or_good(files: dict[str, str]) -> None:
    sound(files)


@given(st.dictionaries(st.text(max_size=8) | st.sampled_from(["pack.toml", "cy.toml"]), ODD | st.text(), max_size=4))
@example({"pack.toml": "", "en-GB.toml": ""})
@example({"pack.toml": "\ufeff"})
@example({"\ud83d": "", "pack.toml": ""})
def test_files_of_any_name_and_contents_are_refused_with_reasons(files: dict[str, str]) -> None:
    found = packs.check(files)
    assert found
    assert all(problem.what and problem.todo for problem in found)
    for problem in found:
        str(problem).encode()


@given(st.integers(0, 4000), FILES)
def test_a_truncated_file_is_refused_or_says_what_is_missing(length: int, name: str) -> None:
    files = GOOD | {name: GOOD[name][:length]}
    assert sound(files) or GOOD[name][length:].strip() == ""


OWN = [
    (name, at)
    for name, lines in LINES.items()
    for at, line in enumerate(lines)
    if " = " in line and not line.startswith(("#", " ")) and not line.endswith(("[", '"""'))
]


@settings(max_examples=200)
@given(VALUES, st.sampled_from(OWN))
@example("0x" + "f" * 5000, ("pack.toml", 3))
def test_one_wrong_value_anywhere_is_one_finding_or_two(value: str, place: tuple[str, int]) -> None:
    name, at = place
    lines = list(LINES[name])
    lines[at] = f"{lines[at].partition('=')[0]}= {value}"
    assert len(sound(GOOD | {name: "\n".join(lines)})) <= 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pack.toml", "a = " + "[" * 900_000),
        ("pack.toml", "a." * 900_000 + "a = 1"),
        ("pack.toml", "".join(f"k{n} = {n}\n" for n in range(120_000))),
        ("pack.toml", GOOD["pack.toml"] + "".join(f'[[items]]\nid = "i{n}"\nfactor = "f{n}"\n' for n in range(40_000))),
        ("pack.toml", GOOD["pack.toml"] + "".join(f'[[items]]\nid = "i{n}"\nfactor = "f{n}"\n' for n in range(290))),
        ("en-GB.toml", GOOD["en-GB.toml"] + "".join(f"[factors.f{n}.items.i{n}]\n" for n in range(40_000))),
        ("en-GB.toml", GOOD["en-GB.toml"] + "".join(f"[factors.trust.items.i{n}]\n" for n in range(40_000))),
        ("en-GB.toml", GOOD["en-GB.toml"] + "".join(f"[trust{n}.low.neighbour]\n" for n in range(40_000))),
        ("en-GB.toml", "language = 3\n" * 100_000),
        ("en-GB.toml", GOOD["en-GB.toml"].replace("{higher}", "{" * 3_000 + "}" * 900)),
        ("en-GB.toml", GOOD["en-GB.toml"].replace("Doors are", "{a}{b}{c}{d}" * 300)),
    ],
    ids=range(11),
)
def test_a_bomb_is_refused_soon_and_in_few_words(name: str, text: str) -> None:
    began = time.perf_counter()
    found = sound(GOOD | {name: text})
    assert time.perf_counter() - began < 20
    assert 0 < len(found) < 400

"""One broken pack for each loading rule: what is found in each, with its line, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from climate_desktop import packs
from tests.packs import broken

PACKS = Path(packs.__file__).parent
BROKEN = [broken.read(path) for path in broken.ALL]


def test_the_good_pack_is_whole() -> None:
    files, unread = packs.read_folder(broken.FOLDER / "good")
    assert unread == ()
    assert packs.check(files) == ()
    assert packs.load_text(files).instrument.voices[0].id == "neighbour"


@pytest.mark.parametrize("pack", BROKEN, ids=lambda pack: pack.name)
def test_each_rule_finds_its_fault_on_its_line_and_no_other(pack: broken.Broken) -> None:
    assert packs.check(pack.files) == pack.problems


def test_twelve_faults_in_two_files_are_twelve_findings() -> None:
    pack, words = "pack.toml", "en-GB.toml"
    folder = broken.FOLDER / "twelve_faults"
    text = {name: (folder / name).read_text("utf-8") for name in (pack, words)}
    wanted = [
        (words, "[domains.street]", "“domains.street.about” is missing."),
        (words, 'easy = ""', "“domains.street.high.easy” is empty."),
        (words, "12, # a comment", "A text in “factors.trust.medium.questions” is not a text."),
        (words, "[factors.trsut.medium.neighbour]", "“trsut” is not known here."),
        (words, 'first_steps = "Show', "“factors.trust.high.first_steps” is not a list."),
        (words, "{fctor}", "{fctor} is a gap that nothing fills."),
        (pack, 'version = "first"', "“first” is not a version."),
        (pack, "lisence", "“lisence” is not known here."),
        (pack, "mean = 3", "The privacy threshold “mean” is lower than the program allows."),
        (pack, "low = 52", "No band holds 50 to 51."),
        (pack, 'factor = "trsut"', "There is no factor “trsut”."),
        (pack, 'id = "trust_1"\nfactor = "trust"\n', "“trust_1” stands twice; the first is on line 53."),
    ]
    last = text[pack].rindex('id = "trust_1"')
    lines = {at: broken.line_of(text[file], at) for file, at, _ in wanted}
    lines[wanted[-1][1]] = text[pack][:last].count("\n") + 1
    found = [(p.file, p.line, p.what) for p in packs.check_folder(folder)]
    assert found == [(file, lines[at], what) for file, at, what in wanted]


def test_every_sentence_about_a_fault_is_proved_by_a_pack_or_a_test() -> None:
    """A rule that no pack breaks may never have worked."""
    proved = " ".join(p.what for pack in BROKEN for p in pack.problems)
    proved += " ".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for module in sorted(PACKS.glob("*.py")):
        for fixed in _sentences(module):
            assert fixed in proved, f"{module.name}: {fixed}"


def _sentences(module: Path) -> list[str]:
    """The longest fixed piece of each sentence that says what is wrong: it ends in a full stop and is about a file."""
    found = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        what = node.args[{"wrong": 0, "_refuse": 1, "Problem": 2}.get(name, 0)] if len(node.args) > 1 else None
        if name in ("wrong", "_refuse", "Problem") and isinstance(what, ast.Constant | ast.JoinedStr):
            parts = what.values if isinstance(what, ast.JoinedStr) else [what]
            texts = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
            found.append(max(texts, key=len).strip())
    return found

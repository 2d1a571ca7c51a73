"""From the line of a problem to the field that mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from climate_desktop.services.library import Library, Problem
from climate_desktop.ui.library_places import ABOUT, BANDS_TAB, STATEMENTS, TEXTS, path_at, target_of
from climate_desktop.ui.library_work import PackWork

TOML = '''# A pack
format = 1

[[items]]
id = "roles_1"

[[items]]
id = "roles_2"
factor = "roles"

[factors.roles.low]
questions = [
  "One?",
  "Two?",
]
"quoted" = """
[not.a.table]
"""
last = 1
'''


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (0, ()),
        (1, ()),
        (2, ("format",)),
        (5, ("items", 0, "id")),
        (9, ("items", 1, "factor")),
        (13, ("factors", "roles", "low", "questions")),
        (17, ("factors", "roles", "low", "quoted")),
        (19, ("factors", "roles", "low", "last")),
        (99, ("factors", "roles", "low", "last")),
    ],
)
def test_a_line_belongs_to_the_part_it_stands_in(line: int, path: tuple[str | int, ...]) -> None:
    assert path_at(TOML, line) == path


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(words))


@pytest.mark.parametrize(
    ("file", "words", "expected"),
    [
        ("pack.toml", "version", (ABOUT, "", "")),
        ("pack.toml", "[[bands]]", (BANDS_TAB, "", "")),
        ("pack.toml", "[privacy]", (BANDS_TAB, "", "")),
        ("en-GB.toml", "[pack]", (ABOUT, "", "")),
        ("en-GB.toml", "[factors.roles]", (TEXTS, "factors/roles", "names")),
        ("en-GB.toml", "[factors.roles.high.family]", (TEXTS, "factors/roles", "high")),
        ("en-GB.toml", "[factors.roles.items.roles_3]", (STATEMENTS, "roles_3", "")),
        ("en-GB.toml", "[domains.growth.medium]", (TEXTS, "domains/growth", "medium")),
        ("en-GB.toml", "[say]", (TEXTS, "say", "")),
        ("cy.toml", "", (ABOUT, "", "")),
    ],
)
def test_a_problem_leads_to_the_form_of_its_place(
    tmp_path: Path, file: str, words: str, expected: tuple[str, str, str]
) -> None:
    shelf = Library(tmp_path / "packs")
    own = shelf.copy("social-climate", "Canalside wording")
    draft = shelf.draft(own)
    line = line_of(draft.files[file], words) if file in draft.files else 0
    target = target_of(Problem(file, line, "It is wrong.", "Mend it."), PackWork(shelf, shelf.shelf()[-1], draft))
    assert target is not None
    assert (target.tab, target.key, target.band) == expected


@pytest.mark.parametrize("words", ["format", "[[voices]]", "[scale]"])
def test_what_no_form_can_mend_leads_nowhere(tmp_path: Path, words: str) -> None:
    shelf = Library(tmp_path / "packs")
    draft = shelf.draft(shelf.copy("social-climate", "Canalside wording"))
    problem = Problem("pack.toml", line_of(draft.files["pack.toml"], words), "It is wrong.", "Mend it.")
    assert target_of(problem, PackWork(shelf, shelf.shelf()[-1], draft)) is None

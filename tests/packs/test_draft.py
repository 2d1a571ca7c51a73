"""A pack is changed in place: what was not touched stays to the letter, and what was written is what is read."""

from __future__ import annotations

import copy
import difflib
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_desktop import packs
from climate_desktop.core.errors import (
    LanguageNotThere,
    LanguageTagWrong,
    LanguageThere,
    LastLanguage,
    PackPlaceNotFound,
    PackTextNotReadable,
)
from climate_desktop.packs.draft import Draft
from climate_desktop.packs.folder import MAIN

WORDS = "en-GB.toml"
ITEM = ("factors", "autonomy", "items", "autonomy_1")


@pytest.fixture(scope="module")
def good() -> dict[str, str]:
    return dict(packs.find("social-climate").text)


def lines_changed(before: str, after: str) -> list[str]:
    """The lines that one text has and the other lacks, with + and -."""
    told = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in told if line[0] in "+-" and line[:3] not in ("+++", "---")]


def put(text: str, value: object, *path: str | int) -> str:
    draft = Draft({"a": text})
    draft.put(value, "a", *path)
    return draft.files["a"]


def removed(text: str, *path: str | int) -> str:
    draft = Draft({"a": text})
    draft.remove("a", *path)
    return draft.files["a"]


# What stays


@pytest.mark.parametrize("pack", packs.bundled(), ids=lambda pack: pack.id)
def test_a_draft_that_nobody_touched_is_the_pack_to_the_letter(pack: packs.Pack) -> None:
    draft = Draft(pack.text)
    assert draft.files == pack.text
    assert not draft.changed
    assert draft.problems() == ()
    assert draft.pack() == pack


def test_one_changed_wording_changes_one_line(good: dict[str, str]) -> None:
    draft = Draft(good)
    draft.put("I choose.", WORDS, *ITEM, "care_receiver")
    assert draft.changed
    was = good[WORDS].split("\n")
    changed = lines_changed(good[WORDS], draft.files[WORDS])
    assert changed[1:] == ['+care_receiver = "I choose."']
    assert changed[0][1:] in was
    assert draft.files[MAIN] == good[MAIN]
    pack = draft.pack()
    assert pack
    assert pack.words["en-GB"]["item.autonomy_1.care_receiver"] == "I choose."


@pytest.mark.parametrize("layout", ["same", "tuple", "spaces"])
def test_writing_what_is_there_changes_nothing(good: dict[str, str], layout: str) -> None:
    draft = Draft(good)
    place = (WORDS, "factors", "autonomy", "low")
    questions = draft.get(*place, "questions")
    general = draft.get(*place, "general")
    draft.put(tuple(questions) if layout == "tuple" else questions, *place, "questions")
    draft.put(f"  {general}\n " if layout == "spaces" else general, *place, "general")
    draft.put(draft.get(MAIN, "items", 3), MAIN, "items", 3)
    assert not draft.changed


def test_writing_what_is_there_keeps_the_way_it_was_written() -> None:
    text = 'a = \'x\'\nb = """\nOne\nline"""\nc = [ "y" , ] # why\n'
    assert put(put(put(text, "x", "a"), "One\nline", "b"), ["y"], "c") == text


def test_a_value_of_another_kind_is_another_value() -> None:
    assert put("a = 1\n", True, "a") == "a = true\n"


def test_what_is_put_back_counts_as_unchanged(good: dict[str, str]) -> None:
    draft = Draft(good)
    before = draft.get(WORDS, *ITEM, "family")
    draft.put("Something else.", WORDS, *ITEM, "family")
    draft.put(before, WORDS, *ITEM, "family")
    assert draft.files == good
    assert not draft.changed


def test_what_is_kept_counts_as_unchanged_from_then_on(good: dict[str, str]) -> None:
    draft = Draft(good)
    draft.put("2.0", MAIN, "version")
    draft.keep()
    assert not draft.changed
    assert draft.start[MAIN] == draft.files[MAIN] != good[MAIN]


# How it is written


def test_a_text_becomes_one_clean_line() -> None:
    written = put('a = "x"\n', 'One\nline, “quoted” and "plain", \u202eturned,\x07 rung \\ {}', "a")
    assert tomllib.loads(written)["a"] == 'One line, “quoted” and "plain", turned, rung \\ {}'
    assert written.count("\n") == 1


def test_a_text_is_never_longer_than_a_pack_allows() -> None:
    assert len(tomllib.loads(put('a = "x"\n', "long " * 9000, "a"))["a"]) <= 4_000


def test_the_comment_behind_a_value_stays_with_it() -> None:
    assert put('a = "x"  # why\nb = 1\n', "y", "a") == 'a = "y"  # why\nb = 1\n'


def test_a_list_keeps_the_layout_it_was_written_in() -> None:
    text = 'a = [\n  "One.",\n  "Two.",\n  "Three.",\n]\nb = ["Four."]\n'
    assert put(text, ["One.", "2.", "Three."], "a") == text.replace("Two", "2")
    longer = put(text, ["One.", "Two.", "Three.", "More."], "a")
    assert longer == text.replace('  "Three.",\n', '  "Three.",\n  "More.",\n')
    assert put(text, ["One."], "a") == 'a = [\n  "One.",\n]\nb = ["Four."]\n'
    assert put(text, ["Four.", "Five."], "b").endswith('b = ["Four.", "Five."]\n')
    assert tomllib.loads(put(text, [], "b"))["b"] == []


def test_a_new_key_stands_behind_the_last_one_of_its_part() -> None:
    text = '[one]\na = "x"\n\n# About two.\n[two]\nb = "y"\n'
    assert put(text, "z", "one", "c") == '[one]\na = "x"\nc = "z"\n\n# About two.\n[two]\nb = "y"\n'
    assert put(text, "z", "two", "c") == f'{text}c = "z"\n'
    assert put(text, True, "draft") == f"draft = true\n\n{text}"
    assert put('language = "cy"\n\n[one]\n', True, "draft") == 'language = "cy"\ndraft = true\n\n[one]\n'


def test_a_new_key_finds_its_part_behind_texts_and_lists_of_several_lines() -> None:
    text = 'a = """\n[b]\nx = 1\n""" # [c]\nd = [ # ]\n  "[b]",\n  [\'#\'],\n]\n\n[b]\ny = 2\n\n[e]\n'
    assert put(text, "z", "b", "c") == text.replace("y = 2\n", 'y = 2\nc = "z"\n')
    assert put(text, "z", "f") == text.replace("\n]\n", '\n]\nf = "z"\n')


def test_a_new_entry_stands_behind_the_last_one_and_before_the_comment_on_what_follows() -> None:
    text = '[[v]]\nid = "a"\n\n# About bands.\n[[b]]\nid = "low"\n'
    assert put(text, {"id": "c", "on": True}, "v", 1) == (
        '[[v]]\nid = "a"\n\n[[v]]\nid = "c"\non = true\n\n# About bands.\n[[b]]\nid = "low"\n'
    )
    assert put(text, "d", "b", 1, "id") == f'{text}\n[[b]]\nid = "d"\n'
    assert put(text, "e", "new", 0, "id") == f'{text}\n[[new]]\nid = "e"\n'


def test_an_entry_can_be_put_before_another(good: dict[str, str]) -> None:
    draft = Draft(good)
    ids = [row["id"] for row in draft.get(MAIN, "items")]
    for place in (4, 0):
        draft.insert({"id": f"new_{place}", "factor": "autonomy"}, MAIN, "items", place)
    assert [row["id"] for row in draft.get(MAIN, "items")] == ["new_0", *ids[:4], "new_4", *ids[4:]]
    assert len(lines_changed(good[MAIN], draft.files[MAIN])) == 8
    assert draft.files[MAIN].count("\n\n\n") == 0


def test_an_entry_put_before_the_first_one_stands_above_its_comment() -> None:
    text = 'a = 1\n\n# The first.\n[[v]]\nid = "x"\n'
    draft = Draft({"a": text})
    draft.insert({"id": "y"}, "a", "v", 0)
    assert draft.files["a"] == 'a = 1\n\n[[v]]\nid = "y"\n\n# The first.\n[[v]]\nid = "x"\n'


def test_a_new_part_stands_with_its_kind(good: dict[str, str]) -> None:
    draft = Draft(good)
    draft.put({"care_receiver": "One.", "easy": "Two."}, WORDS, *ITEM[:-1], "autonomy_9")
    text = draft.files[WORDS]
    assert '\n\n[factors.autonomy.items.autonomy_9]\ncare_receiver = "One."\neasy = "Two."\n\n[' in text
    assert text.index("items.autonomy_4]") < text.index("autonomy_9]") < text.index("[factors.autonomy.low]")


def test_parts_that_are_missing_on_the_way_are_made() -> None:
    assert put('a = "x"\n', "y", "b", "c", "d") == 'a = "x"\n\n[b.c]\nd = "y"\n'
    assert tomllib.loads(put("", {"x": {"y": "z"}, "n": 1}, "p")) == {"p": {"n": 1, "x": {"y": "z"}}}


def test_a_table_changes_what_it_names_and_nothing_else() -> None:
    assert put('[a]\nx = "1"\ny = "2"\n', {"y": "3", "z": "4"}, "a") == '[a]\nx = "1"\ny = "3"\nz = "4"\n'


def test_what_is_taken_out_leaves_the_rest_as_it_was() -> None:
    text = (
        '# Top.\n[[v]]\nid = "a"\n\n[[v]]\nid = "b"\n[v.more]\nx = 1\n\n# About t.\n[t]\ny = 2 # two\nz = [\n 3,\n]\n'
    )
    assert removed(text, "v", 1) == '# Top.\n[[v]]\nid = "a"\n\n# About t.\n[t]\ny = 2 # two\nz = [\n 3,\n]\n'
    assert removed(text, "t", "z") == text.replace("z = [\n 3,\n]\n", "")
    assert removed(text, "t", "y") == text.replace("y = 2 # two\n", "")
    assert tomllib.loads(removed(text, "v", 0))["v"] == [{"id": "b", "more": {"x": 1}}]
    assert "[[v]]" not in removed(removed(text, "v", 1), "v", 0)
    assert removed(text, "nothing", "here") == text


# Reading


def test_what_is_not_there_is_none_and_what_is_there_is_a_copy(good: dict[str, str]) -> None:
    draft = Draft(good)
    for place in ((), ("nothing",), ("items", 900), ("items", -1), ("id", "x"), ("items", "x")):
        assert place == () or draft.get(MAIN, *place) is None
    assert draft.get("cy.toml", "pack") is None
    draft.get(MAIN, "items")[0]["id"] = "spoilt"
    draft.get(MAIN, "languages").append("spoilt")
    assert draft.get(MAIN, "items", 0, "id") == "autonomy_1"
    assert draft.languages == ("en-GB",)


def test_problems_are_those_of_the_pack_as_it_stands(good: dict[str, str]) -> None:
    draft = Draft(good)
    draft.put("", WORDS, *ITEM, "family")
    assert [problem.file for problem in draft.problems()] == [WORDS]
    assert draft.pack() is None


# What cannot be


def test_a_file_that_cannot_be_read_stays_as_it_is_and_the_others_can_be_changed(good: dict[str, str]) -> None:
    broken = good[MAIN].replace("[scale]", "[scale", 1)
    draft = Draft(good | {MAIN: broken})
    assert draft.get(MAIN, "id") is None
    assert draft.languages == ()
    line = broken[: broken.index("[scale")].count("\n") + 1
    with pytest.raises(PackTextNotReadable, match=f"“pack.toml” cannot be changed here: .* line {line} "):
        draft.put("x", MAIN, "id")
    draft.put("Changed.", WORDS, *ITEM, "family")
    assert draft.files[MAIN] == broken
    assert "Changed." in draft.files[WORDS]


@pytest.mark.parametrize("place", [("items", 60, "id"), ("items", -1, "id"), ("id", "x"), ("items", "x"), ("id", 0)])
def test_a_place_that_cannot_be_is_told_and_nothing_changes(good: dict[str, str], place: tuple[str | int, ...]) -> None:
    draft = Draft(good)
    with pytest.raises(PackPlaceNotFound, match=r"pack\.toml"):
        draft.put("x", MAIN, *place)
    with pytest.raises(PackPlaceNotFound):
        draft.put("x", "cy.toml", "language")
    assert not draft.changed


def test_only_plain_values_can_be_written() -> None:
    with pytest.raises(TypeError, match="float"):
        put("", 1.5, "a")


# Languages


def test_a_new_language_is_a_draft_with_the_words_of_the_first(good: dict[str, str]) -> None:
    draft = Draft(good)
    draft.add_language("cy")
    assert draft.languages == ("en-GB", "cy")
    assert lines_changed(good[WORDS], draft.files["cy.toml"]) == [
        '-language = "en-GB"',
        '+language = "cy"',
        "+draft = true",
    ]
    pack = draft.pack()
    assert pack
    assert pack.words["cy"].draft
    assert pack.languages == ("en-GB",)
    draft.put("Fy newis.", "cy.toml", *ITEM, "care_receiver")
    assert draft.get("cy.toml", *ITEM, "care_receiver") == "Fy newis."
    draft.remove_language("cy")
    assert draft.files == good
    draft.add_language("cy")
    assert draft.get("cy.toml", *ITEM, "care_receiver") == draft.get(WORDS, *ITEM, "care_receiver")
    draft.put("Newydd.", "cy.toml", *ITEM, "family")
    assert len(lines_changed(good[WORDS], draft.files["cy.toml"])) == 5


def test_a_language_is_there_once_has_a_good_tag_and_is_never_the_last_to_go(good: dict[str, str]) -> None:
    draft = Draft(good)
    for tag in ("English", "", "../cy", "CY", "cy\x00", "en-UK"):
        with pytest.raises(LanguageTagWrong):
            draft.add_language(tag)
    with pytest.raises(LanguageThere, match="en-GB"):
        draft.add_language("en-GB")
    with pytest.raises(LanguageNotThere, match="“cy”"):
        draft.remove_language("cy")
    with pytest.raises(LastLanguage):
        draft.remove_language("en-GB")
    with pytest.raises(LanguageNotThere):
        Draft({MAIN: good[MAIN]}).add_language("cy")
    assert draft.files == good


# Any text, any change

LAYOUTS = (
    'a = "x"\n\n# On b.\n[b]\nc = "y" # z\nd = ["1", "2"]\n\n[b.e]\nf = true\n',
    '[x.a]\nk = "1"\n[y]\nk = "2"\n[x.b]\nk = "3"\n\n[y.c.d]\nk = "4"\n[x.a.e]\nk = "5"\n',
    "a.b.c = 1\na.b.d = 2\n[t]\nu = { v = 1, w = { x = 'y' } }\n\"quoted key\" = 3\n",
    "[[a]]\nid = 1\n[[a.b]]\nid = 2\n[[a.b]]\nid = 3\n[a.c]\nd = 4\n\n[[a]]\nid = 5\n[[a.b]]\nid = 6\n",
    'a = """\n[x]\nb = 1\n""" # not a table\nc = [ # not "the" end ]\n  "]", \'#\',\n  ["x"],\n]\n[x]\nb = 2\n',
    "# Nothing but a comment\n",
    "a = 1\r\n\r\n# On b.\r\n[b]\r\nc = 'x'\r\n[[d]]\r\ne = 1\r\n",
    "[a]\n[b]\n\n\n[[c]]\n[[c]]\n",
)
KEYS = st.sampled_from(["a", "b", "c", "d", "e", "k", "x", "y", "id", "t", "u", "v", "new", "quoted key", 'o"dd', "ü"])
PATHS = st.lists(st.one_of(KEYS, st.integers(0, 3)), min_size=1, max_size=4).map(tuple)
TEXTS = st.text("ab “\"'\\#[]{}=\n", max_size=12)
LEAVES = st.one_of(TEXTS, st.booleans(), st.integers(-9, 9), st.lists(TEXTS, max_size=4))
VALUES = st.one_of(LEAVES, st.dictionaries(KEYS, LEAVES, max_size=3))


def places(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every way to something in a table."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [way for key, part in inside for way in ((*path, key), *places(part, (*path, key)))]


@given(
    st.sampled_from(LAYOUTS),
    st.lists(st.tuples(st.integers(0, 40) | PATHS, st.one_of(st.none(), VALUES)), min_size=1, max_size=6),
)
def test_what_was_written_is_what_is_read_however_the_file_is_laid_out(
    text: str, changes: list[tuple[int | tuple[str | int, ...], Any]]
) -> None:
    draft = Draft({"a": text})
    comments = [line for line in text.splitlines() if line.startswith("#")]
    for pick, value in changes:
        there = places(draft.get("a"))
        path = pick if isinstance(pick, tuple) else there[pick % len(there)] if there else ("new",)
        before = draft.files["a"]
        try:
            if value is None:
                draft.remove("a", *path)
            else:
                draft.put(value, "a", *path)
        except PackPlaceNotFound:
            if not isinstance(value, dict):
                assert draft.files["a"] == before
        else:
            found = draft.get("a", *path)
            assert value is not None or found is None or isinstance(path[-1], int)
            if isinstance(value, bool | int):
                assert found is value or found == value
        plain = copy.deepcopy(draft.get("a"))
        assert tomllib.loads(draft.files["a"]) == plain
        assert all(comment in draft.files["a"] for comment in comments)

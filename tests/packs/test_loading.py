"""Packs in, checked instruments and words out; every problem at once, each with its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from climate_desktop import packs, paths
from climate_desktop.core.errors import PackBroken, PackNotFound
from climate_desktop.core.instrument import Band, Edges, Thresholds
from climate_desktop.packs.fixed_words import FIXED
from climate_desktop.packs.folder import MOST_FILES
from climate_desktop.packs.pack import LARGEST_PACK
from climate_desktop.packs.reader import LARGEST_FILE
from tests.packs import broken

FOLDER = "social-climate"
LARGE = dict(packs.find(FOLDER).text)
GOOD = broken.GOOD


def swap(old: str, new: str) -> Callable[[str], str]:
    """A change of the first place where a text stands, which must be there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize("pack", packs.bundled(), ids=lambda pack: pack.id)
def test_every_bundled_pack_loads_and_loads_again_from_its_own_text(pack: packs.Pack) -> None:
    again = packs.load_text(pack.text)
    assert again.fingerprint == pack.fingerprint
    assert again.instrument == pack.instrument
    assert again.words == pack.words


@pytest.mark.parametrize("folder", sorted(paths.rubrics().glob("*/pack.toml")), ids=lambda file: file.parent.name)
def test_every_bundled_pack_is_called_like_its_folder_and_has_no_problem(folder: Path) -> None:
    assert packs.check_folder(folder.parent) == ()
    assert packs.load(folder.parent).id == folder.parent.name


def test_the_social_climate_pack_is_the_instrument_of_the_design() -> None:
    instrument = packs.find(FOLDER).instrument
    assert [len(x) for x in (instrument.domains, instrument.factors, instrument.items)] == [3, 12, 48]
    assert all(len(items) == 4 for items in instrument.items_of.values())
    assert [item.id[-1] for item in instrument.items_asked("short")] == ["1"] * 12
    assert [v.id for v in instrument.voices_for("team")] == ["care_receiver", "care_worker", "family"]
    assert len(instrument.voices_for("circle")) == 4
    assert (instrument.scale.low, instrument.scale.high) == (1, 5)


def test_a_broken_pack_says_one_sentence_with_the_first_problem_and_how_many() -> None:
    with pytest.raises(PackBroken, match=r"cannot be used: 2 things to put right. The first: pack.toml, line \d+:"):
        packs.load_text(
            GOOD | {"pack.toml": GOOD["pack.toml"].replace("low = 0", "low = 1").replace("high = 100", "high = 99")}
        )


# One fault, one finding, in a pack in which every id is named many times


@pytest.mark.parametrize(
    ("file", "old", "new", "most"),
    [
        ("pack.toml", 'id = "autonomy"', 'id = "autonmy"', 1),
        ("pack.toml", 'id = "autonomy"', 'id = "freedom"', 1),
        ("pack.toml", '[[domains]]\nid = "growth"', '[[domains]]\nid = "flourishing"', 1),
        ("pack.toml", 'id = "family"', 'id = "famly"', 1),
        ("pack.toml", 'id = "family"', 'id = "neighbours"', 2),
        ("pack.toml", 'id = "autonomy_1"', 'id = "autonmy_1"', 1),
        ("pack.toml", 'id = "autonomy_1"', 'id = "xyz"', 2),
        ("pack.toml", 'id = "family"', 'id = "care_worker"', 1),
        ("pack.toml", '[[factors]]\nid = "learning"', '[[factors]]\nid = "autonomy"', 1),
        ("pack.toml", '[[factors]]\nid = "autonomy"\ndomain = "growth"\n', "", 1),
        ("pack.toml", '[[domains]]\nid = "growth"\n', "", 1),
        ("pack.toml", '[[voices]]\nid = "family"\n', "", 1),
        ("pack.toml", '[[voices]]\nid = "family"', '[[voice]]\nid = "family"', 1),
        ("pack.toml", '[[voices]]\nid = "family"', '[[voices]]\nid = "mayor"\n\n[[voices]]\nid = "family"', 1),
        ("pack.toml", "[[items]]", "[items]", 1),
        ("pack.toml", 'languages = ["en-GB"]', "languages = 3", 1),
        ("en-GB.toml", "[voices.family]", "[voices.famly]", 1),
        ("en-GB.toml", "[factors.autonomy]", "[factors.autonmy]", 1),
        ("en-GB.toml", "[factors.decisions.low.family]", "[factors.decisons.low.family]", 1),
        ("en-GB.toml", "[factors.decisions.low.family]", "[factors.decisions.lw.family]", 1),
        ("en-GB.toml", "[consent]", "[consnt]", 1),
        ("en-GB.toml", "[domains.growth]", "[domains.grwth]", 1),
    ],
)
def test_one_fault_is_one_finding_and_never_an_avalanche(file: str, old: str, new: str, most: int) -> None:
    found = packs.check(LARGE | {file: swap(old, new)(LARGE[file])})
    assert 1 <= len(found) <= most, found


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pack.toml", 'id = "autonomy_1"', 'id = "autonmy_1"'),
        ("en-GB.toml", "[factors.autonomy.items.autonomy_1]", "[factors.autonomy.items.autonmy_1]"),
        ("pack.toml", 'id = "family"', 'id = "famly"'),
        ("en-GB.toml", "[voices.family]", "[voices.famly]"),
        ("pack.toml", '[[factors]]\nid = "autonomy"', '[[factors]]\nid = "autonmy"'),
        ("en-GB.toml", "[factors.autonomy]", "[factors.autonmy]"),
        ("pack.toml", 'factor = "autonomy"', 'factor = "autonmy"'),
        ("pack.toml", '[[domains]]\nid = "growth"', '[[domains]]\nid = "grwth"'),
        ("en-GB.toml", "[domains.growth]", "[domains.grwth]"),
    ],
)
def test_a_misspelt_name_is_told_where_it_stands_and_not_where_it_is_right(file: str, old: str, new: str) -> None:
    text = swap(old, new)(LARGE[file])
    (found,) = packs.check(LARGE | {file: text})
    assert (found.file, found.line) == (file, broken.line_of(text, new.split("\n")[-1]))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pack.toml", '"autonomy"', '"autonmy"'),
        ("en-GB.toml", "[factors.autonomy", "[factors.autonmy"),
        ("en-GB.toml", "[domains.growth", "[domains.grwth"),
        ("pack.toml", 'domain = "growth"', 'domain = "grwth"'),
        ("pack.toml", "[[voices]]", "[[voice]]"),
    ],
)
def test_a_name_that_is_misspelt_everywhere_is_one_finding(file: str, old: str, new: str) -> None:
    (found,) = packs.check(LARGE | {file: LARGE[file].replace(old, new)})
    assert "Did you mean" in found.todo or "Nothing else" in found.what


def test_a_voice_that_one_of_two_languages_misspells_everywhere_is_told_in_that_language() -> None:
    welsh = LARGE["en-GB.toml"].replace('language = "en-GB"', 'language = "cy"').replace("family", "famly")
    pack = LARGE["pack.toml"].replace('["en-GB"]', '["en-GB", "cy"]')
    (found,) = packs.check(LARGE | {"pack.toml": pack, "cy.toml": welsh})
    assert (found.file, found.todo) == ("cy.toml", "Did you mean “family”?")
    assert welsh.splitlines()[found.line - 1] == "[voices.famly]"


def test_a_language_that_lacks_everything_is_told_part_by_part() -> None:
    pack = GOOD["pack.toml"].replace('["en-GB"]', '["en-GB", "cy"]')
    found = packs.check(GOOD | {"pack.toml": pack, "cy.toml": 'language = "cy"\n'})
    assert {p.file for p in found} == {"cy.toml"}
    assert all(p.what.startswith("The part [") for p in found)
    assert len(found) == 7 + len(FIXED)


# Languages


def test_a_draft_is_offered_to_nobody_and_stays_in_the_pack() -> None:
    welsh = GOOD["en-GB.toml"].replace('language = "en-GB"', 'language = "cy"\ndraft = true')
    pack = packs.load_text(
        GOOD | {"pack.toml": GOOD["pack.toml"].replace('["en-GB"]', '["cy", "en-GB"]'), "cy.toml": welsh}
    )
    assert pack.languages == ("en-GB",)
    assert pack.words["cy"].draft
    assert not pack.words["en-GB"].draft
    assert pack.language() is pack.language("fr") is pack.words["en-GB"]
    assert pack.language("cy") is pack.words["cy"]


def test_a_picture_is_kept_where_an_item_has_one() -> None:
    words = packs.load_text(GOOD).words["en-GB"]
    assert words["item.trust_1.picture"] == "key"
    assert "item.trust_2.picture" not in words


def test_a_language_that_a_pack_lacks_gives_its_first() -> None:
    pack = packs.find(FOLDER)
    assert pack.language("cy") is pack.language() is pack.words["en-GB"]


# What a pack may choose


def test_a_pack_may_raise_the_thresholds() -> None:
    pack = packs.load_text(GOOD | {"pack.toml": GOOD["pack.toml"].replace("mean = 5", "mean = 7")})
    assert pack.instrument.thresholds == Thresholds(7, 10, 5)


def test_a_factor_has_its_own_edges_and_the_others_keep_the_common_ones() -> None:
    instrument = packs.load_text(GOOD).instrument
    assert instrument.edges == (Edges(40, 80, "trust"),)
    assert instrument.bands_for("street.trust") == (Band("low", 0, 39), Band("medium", 40, 79), Band("high", 80, 100))
    assert instrument.bands_for("street") == instrument.bands


def test_markup_in_a_text_is_text() -> None:
    words = '<b>Bold</b> & <img src=\\"/etc/hostname\\"> <script>alert(1)</script>'
    old = "Doors are seldom locked before supper."
    pack = packs.load_text(GOOD | {"en-GB.toml": swap(old, words)(GOOD["en-GB.toml"])})
    assert pack.words["en-GB"]["street.trust.high.general"] == words.replace("\\", "")


# Folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "good"
    shutil.copytree(broken.FOLDER / "good", place)
    return place


def told(folder: Path) -> list[tuple[str, str]]:
    """What is wrong in a folder, file by file."""
    return [(p.file, p.what) for p in packs.check_folder(folder)]


def test_a_good_folder_has_no_problems_whatever_systems_leave_in_it(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"\0")
    (folder / "Thumbs.db").write_bytes(b"\0")
    assert told(folder) == []
    assert packs.load(folder).id == "good"


def test_what_an_editor_of_another_system_does_to_a_file_changes_nothing(folder: Path) -> None:
    before = packs.load(folder).fingerprint
    path = folder / "en-GB.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert packs.load(folder).fingerprint == before


def test_what_does_not_belong_into_a_folder_is_told(folder: Path) -> None:
    (folder / "notes.txt").write_text("Hello.")
    (folder / "pictures").mkdir()
    (folder / "cy.toml").symlink_to(folder / "en-GB.toml")
    (folder / "loop").symlink_to(folder)
    assert told(folder) == [
        ("cy.toml", "It is a link."),
        ("loop", "It is a link."),
        ("notes.txt", "Nothing reads it."),
        ("pictures", "It is a folder, and nothing reads it."),
    ]
    with pytest.raises(PackBroken) as caught:
        packs.load(folder)
    assert len(caught.value.problems) == 4


def test_a_file_that_cannot_be_read_is_told_once(folder: Path) -> None:
    path = folder / "en-GB.toml"
    path.write_bytes(b"\xff\xfe")
    assert told(folder) == [("en-GB.toml", "It is not written in UTF-8.")]
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    assert told(folder) == [("en-GB.toml", "It is too large.")]
    path.unlink()
    path.symlink_to("nowhere.toml")
    assert told(folder) == [("en-GB.toml", "It is a link.")]


def test_a_pack_toml_that_is_a_link_is_told_once(folder: Path) -> None:
    (folder / "pack.toml").rename(folder.parent / "pack.toml")
    (folder / "pack.toml").symlink_to(folder.parent / "pack.toml")
    assert told(folder) == [("pack.toml", "It is a link.")]


def test_a_folder_that_holds_no_pack_or_far_too_much_is_told_once(folder: Path, tmp_path: Path) -> None:
    assert told(tmp_path) == [("pack.toml", "It is missing.")]
    assert told(tmp_path / "nowhere") == [("nowhere", "It cannot be read (No such file or directory).")]
    for number in range(MOST_FILES):
        (folder / f"{number}.toml").touch()
    assert told(folder) == [("pack.toml", f"It stands among {MOST_FILES + 2} files.")]


def test_files_that_are_too_large_or_too_many_are_refused() -> None:
    assert [p.what for p in packs.check(GOOD | {"en-GB.toml": "#" * (LARGEST_FILE + 1)})] == ["It is too large."]
    many = {f"{n}.toml": "#" * 1_900_000 for n in range(LARGEST_PACK // 1_900_000 + 1)}
    assert [p.what for p in packs.check(GOOD | many)] == ["The pack is too large."]
    assert [p.what for p in packs.check(GOOD | {"en-GB.toml": "# \ud83d"})] == ["It is not written in UTF-8."]


# Packs by name, and the packs of rounds


def test_a_pack_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(PackNotFound, match="social-climate"):
        packs.find("nothing")
    assert paths.rubrics().is_dir()


def test_a_round_asked_by_an_older_program_keeps_its_words_and_borrows_what_is_new() -> None:
    """An older file lacks a sentence of today, and holds what nothing uses or fills any more."""
    words = LARGE["en-GB.toml"].replace("[say]", '[say]\nforgotten = "Gone."', 1)
    words = words.replace('quote = "“{text}”"\n', "", 1).replace('title = "Before you begin"', 'title = "First"', 1)
    words = words.replace('page = "Page {page} of {pages}"', 'page = "Page {number}"', 1)
    pack = packs.load_stored(LARGE | {"en-GB.toml": words})
    assert pack.words["en-GB"]["consent.title"] == "First"
    assert pack.words["en-GB"]["report.quote"] == "“{text}”"
    assert pack.words["en-GB"]["report.page"] == "Page {page} of {pages}"
    assert "say.forgotten" not in pack.words["en-GB"]
    with pytest.raises(PackBroken):
        packs.load_stored(LARGE | {"pack.toml": "id = 3"})


def test_a_round_asked_before_there_was_a_part_borrows_all_of_it() -> None:
    head, _, rest = LARGE["en-GB.toml"].partition("[consent]\n")
    words = head + "[" + rest.partition("\n[")[2]
    assert packs.check(LARGE | {"en-GB.toml": words})
    pack = packs.load_stored(LARGE | {"en-GB.toml": words})
    assert pack.words["en-GB"].all("consent.points") == packs.find(FOLDER).words["en-GB"].all("consent.points")


def test_a_round_borrows_from_the_bundled_pack_of_its_own_name() -> None:
    own = packs.find("co-production-capacity")
    head, _, rest = own.text["en-GB.toml"].partition("[consent]\n")
    lent = packs.load_stored({**own.text, "en-GB.toml": head + "[" + rest.partition("\n[")[2]})
    assert lent.words["en-GB"].all("consent.points") == own.words["en-GB"].all("consent.points")

"""Packs in, checked instruments and words out; every problem at once, each with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from climate_desktop import packs, paths
from climate_desktop.core.errors import PackBroken, PackNotFound
from climate_desktop.core.instrument import Thresholds
from climate_desktop.packs.reader import LARGEST_FILE

FOLDER = "social-climate"
GOOD = dict(packs.find(FOLDER).text)


def problems(**changed: Callable[[str], str]) -> tuple[str, ...]:
    """What is found when files (`pack`, `words`) of the bundled pack are changed."""
    names = {"pack": "pack.toml", "words": "en-GB.toml"}
    files = GOOD | {names[key]: change(GOOD[names[key]]) for key, change in changed.items()}
    with pytest.raises(PackBroken) as caught:
        packs.load_text(files, FOLDER)
    return caught.value.problems


def swap(old: str, new: str) -> Callable[[str], str]:
    """A change of the first place where a text stands, which must be there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize("pack", packs.bundled(), ids=lambda pack: pack.id)
def test_every_bundled_pack_loads_and_loads_again_from_its_own_text(pack: packs.Pack) -> None:
    again = packs.load_text(pack.text)
    assert again.fingerprint == pack.fingerprint
    assert again.instrument == pack.instrument
    assert again.words == pack.words


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


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("format = 1", "format = 2", "format = 2", "The format is not known."),
        ("format = 1", "format = 1\nflavour = 1", "flavour", "“flavour” is not known here."),
        ('languages = ["en-GB"]', 'languages = ["english"]', "languages", "is not a language tag"),
        ('version = "1.0"', "", None, "“version” is missing."),
        ('version = "1.0"', "version = 1", "version", "“version” is not a text."),
        ('version = "1.0"', 'version = " "', "version", "“version” is empty."),
        ("low = 1\nhigh = 5", "low = 1\nhigh = 50", "[scale]", "The scale does not have 2 to 9 answers."),
        ("low = 1\nhigh = 5", 'low = "1"\nhigh = 5', 'low = "1"', "is not a whole number."),
        ("[scale]\nlow = 1\nhigh = 5", "scale = 5", "scale = 5", "The part [scale] is missing."),
        ("minimum_answered = 2", "minimum_answered = 0", "minimum_answered", "At least one answer"),
        ("mean = 5", "mean = 4", "[privacy]", "A privacy threshold is lower"),
        ('kinds = ["circle"]', 'kinds = ["club"]', "kinds", "The kinds of group are not known."),
        ('id = "family"', 'id = "care_worker"', None, "“care_worker” stands twice."),
        ('id = "family"', 'id = "Family!"', "Family!", "is not an id."),
        ("low = 50\nhigh = 74", "low = 52\nhigh = 74", None, "No band holds 50 to 51."),
        ("low = 50\nhigh = 74", "low = 48\nhigh = 74", None, "48 lies in two bands."),
        ("low = 50\nhigh = 74", "low = 50\nhigh = 40", None, "The band ends before it begins."),
        ("low = 75\nhigh = 100", "low = 75\nhigh = 99", None, "The bands do not end at 100."),
        ('domain = "growth"', 'domain = "grwoth"', "grwoth", "There is no domain “grwoth”."),
        ('factor = "autonomy"', 'factor = "autonmy"', "autonmy", "There is no factor “autonmy”."),
        ("short = true", 'short = "yes"', 'short = "yes"', "“short” is neither true nor false."),
    ],
)
def test_each_slip_in_pack_toml_is_told_with_its_line(old: str, new: str, where: str | None, what: str) -> None:
    found = problems(pack=swap(old, new))
    text = swap(old, new)(GOOD["pack.toml"])
    match = [p for p in found if what in p]
    assert match, found
    if where:
        assert f"pack.toml, line {line_of(text, where)}:" in match[0]


@pytest.mark.parametrize("part", ["privacy", "missing"])
def test_a_part_that_is_no_table_is_told(part: str) -> None:
    text = GOOD["pack.toml"].replace(f"[{part}]\n", f"[{part}_x]\n")
    assert any(f"“{part}” is not a part." in p for p in problems(pack=lambda _: f"{part} = 3\n" + text))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('language = "en-GB"', 'language = "cy"', "The language differs from the file's name."),
        ('5 = "Strongly agree"', "", "“scale.5” is missing."),
        ("[voices.family]", "[voices.famly]", "“famly” is not known here."),
        ('near = "{theme}', 'near = "{topic}', "Nothing fills {topic}."),
        ('near = "{theme}', 'near = "{{theme}', "A brace stands alone."),
        ("[consent]", "[consnt]", "The part [consent] is missing."),
        (
            "[factors.decisions.low.family]",
            "[factors.decisions.low.fmily]",
            "[factors.decisions.low.family] is missing",
        ),
        ('gap = "{higher} feel freer', 'gap = "{winner} feel freer', "Nothing fills {winner}."),
    ],
)
def test_each_slip_in_the_words_is_told(old: str, new: str, what: str) -> None:
    assert any(what in p for p in problems(words=swap(old, new)))


def test_an_empty_cell_an_empty_list_and_a_text_that_is_too_long_are_told() -> None:
    def change(text: str) -> str:
        lines = text.splitlines()
        general = next(n for n, line in enumerate(lines) if line.startswith("general = "))
        lines[general] = 'general = ""'
        steps = next(n for n, line in enumerate(lines) if line.startswith("first_steps = "))
        lines[steps] = 'first_steps = [""]'
        opening = next(n for n, line in enumerate(lines) if line.startswith("opening = "))
        lines[opening] = f'opening = "{"long " * 1000}"'
        questions = next(n for n, line in enumerate(lines) if line.startswith("questions = "))
        lines[questions] = "questions = []"
        return "\n".join(lines)

    found = problems(words=change)
    assert len(found) == 4
    for what in ("is empty.", "holds an empty text", "is too long.", "is missing."):
        assert any(what in p for p in found)


def test_a_domain_of_another_file_is_told() -> None:
    change = swap('[factors.autonomy]\nname = "', '[factors.autonomy]\ndomain = "systems"\nname = "')
    assert any("The domain differs from pack.toml." in p for p in problems(words=change))


def test_what_cannot_be_read_as_toml_is_told_with_its_line() -> None:
    found = problems(pack=lambda text: text.replace("[scale]", "[scale", 1))
    assert f"pack.toml, line {line_of(GOOD['pack.toml'], '[scale]')}: It cannot be read as TOML" in found[0]
    assert len(found) == 1


def test_a_text_of_several_lines_does_not_shift_the_lines_below() -> None:
    text = 'about = """\n[scale]\nlow = 3\n"""\n' + GOOD["pack.toml"].replace("mean = 5", "mean = 1")
    found = problems(pack=lambda _: text)
    assert any(f"line {line_of(text, '[privacy]')}: A privacy threshold" in p for p in found)


def test_missing_and_unread_files_are_told() -> None:
    with pytest.raises(PackBroken, match="It is missing"):
        packs.load_text({"en-GB.toml": GOOD["en-GB.toml"]})
    with pytest.raises(PackBroken, match=r"en-GB.toml: It is missing"):
        packs.load_text({"pack.toml": GOOD["pack.toml"]})
    with pytest.raises(PackBroken, match=r"cy.toml: Nothing reads it"):
        packs.load_text(GOOD | {"cy.toml": ""})


def test_entries_that_are_missing_are_told() -> None:
    found = problems(pack=lambda text: text.split("[[items]]")[0])
    assert any("There is no [[items]]." in p for p in found)
    assert any("The factor “autonomy” has no item." in p for p in found)
    found = problems(pack=lambda text: text.replace('domain = "growth"', 'domain = "systems"'))
    assert any("The domain “growth” has no factor." in p for p in found)


def test_a_folder_of_files_that_are_too_large_or_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_bytes(b"#" * (LARGEST_FILE + 1))
    (tmp_path / "en-GB.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "cy.toml").symlink_to(tmp_path / "nowhere.toml")
    with pytest.raises(PackBroken) as caught:
        packs.load(tmp_path)
    assert len(caught.value.problems) == 3
    assert len(problems(words=lambda _: "x" * (LARGEST_FILE + 1))) == 1


def test_deep_nesting_is_refused_in_words() -> None:
    assert "cannot be read as TOML" in problems(pack=lambda _: "a = " + "[" * 100_000)[0]


def test_a_pack_may_raise_the_thresholds() -> None:
    pack = packs.load_text(GOOD | {"pack.toml": GOOD["pack.toml"].replace("mean = 5", "mean = 7")})
    assert pack.instrument.thresholds == Thresholds(7, 10, 5)


def test_a_pack_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(PackNotFound, match="social-climate"):
        packs.find("nothing")
    assert paths.rubrics().is_dir()


def test_a_language_that_a_pack_lacks_gives_its_first() -> None:
    pack = packs.find(FOLDER)
    assert pack.language("cy") is pack.language() is pack.words["en-GB"]


def test_a_round_asked_by_an_older_program_keeps_its_words_and_borrows_what_is_new() -> None:
    """An older file lacks a sentence of today and holds one that nothing uses any more."""
    words = GOOD["en-GB.toml"].replace("[say]", '[say]\nforgotten = "Gone."', 1)
    words = words.replace('quote = "“{text}”"\n', "", 1).replace('title = "Before you begin"', 'title = "First"', 1)
    pack = packs.load_stored(GOOD | {"en-GB.toml": words})
    assert pack.words["en-GB"]["consent.title"] == "First"
    assert pack.words["en-GB"]["report.quote"] == "“{text}”"
    assert "say.forgotten" not in pack.words["en-GB"]
    with pytest.raises(PackBroken):
        packs.load_stored(GOOD | {"pack.toml": "id = 3"})

"""A questionnaire goes out as a spreadsheet and comes back translated; nothing changes before somebody has seen it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from climate_desktop import cli, packs
from climate_desktop.core.errors import (
    DiskFull,
    FolderTaken,
    KnownError,
    LanguageNotInWorkbook,
    PackBroken,
    PackIsBundled,
    PackNotFound,
    TargetNotWritable,
    WordingTooLong,
    WorkbookOfAnother,
)
from climate_desktop.packs.draft import Draft
from climate_desktop.services import translating
from climate_desktop.services.library import Library
from climate_desktop.services.translating import Wording
from tests.other_packs import Shape, files, shelve

SMALL = Shape("small", factors=(2,), items=2)
FACTOR, ITEM = SMALL.factor_ids[0][1], f"{SMALL.factor_ids[0][1]}_1"
FIRST = f"{ITEM}__voice_1"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def draft() -> Draft:
    return Draft(files(SMALL))


@pytest.fixture
def sent(draft: Draft, tmp_path: Path) -> Path:
    """The workbook that went out."""
    path = tmp_path / "small.xlsx"
    translating.write_form(draft, path)
    return path


def fill(path: Path, texts: dict[str, str], head: str = "", sheet: str = "survey") -> Path:
    """Write texts by name into a column, which is added when nothing has this head; the first label column otherwise."""
    book: Workbook = load_workbook(path)
    page = book[sheet]
    heads = [cell.value for cell in page[1]]
    column = heads.index(head) + 1 if head in heads else len(heads) + 1 if head else 3
    if head:
        page.cell(1, column).value = head
    for row in page.iter_rows(min_row=2):
        if row[1].value in texts:
            page.cell(row[1].row or 0, column).value = texts[str(row[1].value)]
    book.save(path)
    return path


def pack_of(draft: Draft) -> packs.Pack:
    pack = draft.pack()
    assert pack is not None, draft.problems()
    return pack


def test_what_went_out_and_came_back_untouched_changes_nothing(draft: Draft, sent: Path) -> None:
    told = translating.look(draft, sent)
    assert (told.changes, told.added, told.unknown, told.missing, told.problems) == ((), (), (), (), ())
    translating.apply(told, draft)
    assert not draft.changed


def test_a_changed_wording_is_told_with_item_voice_language_before_and_after(draft: Draft, sent: Path) -> None:
    before = pack_of(draft).words["en-GB"][f"item.{ITEM}.voice_1"]
    told = translating.look(draft, fill(sent, {FIRST: "I say what I think."}))
    [change] = told.changes
    assert (change.wording.item, change.wording.voice, change.wording.language) == (ITEM, "voice_1", "en-GB")
    assert (change.before, change.after) == (before, "I say what I think.")
    assert not draft.changed
    assert translating.lines(told) == [f"en-GB: {ITEM}, voice_1: “{before}” becomes “I say what I think.”"]
    translating.apply(told, draft)
    assert pack_of(draft).words["en-GB"][f"item.{ITEM}.voice_1"] == "I say what I think."
    assert translating.look(draft, sent).changes == ()


def test_every_text_of_the_form_finds_its_place_in_the_pack(draft: Draft, sent: Path) -> None:
    for sheet in ("survey", "choices"):
        names = [str(row[1].value) for row in load_workbook(sent)[sheet].iter_rows(min_row=2)]
        fill(sent, {name: f"New words for {name}" for name in names}, sheet=sheet)
    told = translating.look(draft, sent)
    translating.apply(told, draft)
    words = pack_of(draft).words["en-GB"]
    assert len(told.changes) == 2 + 4 * 3 + 5 + 4 + 2
    assert {change.wording.text_id for change in told.changes} >= {"pack.name", "pack.about", "voice.voice_2.choose"}
    for change in told.changes:
        assert words[change.wording.text_id] == change.after
        assert change.after.startswith("New words for ")


def test_a_new_column_becomes_a_draft_language_and_what_is_empty_is_told(draft: Draft, sent: Path) -> None:
    told = translating.look(draft, fill(sent, {FIRST: "Dw i’n dweud fy marn."}, "label::Cymraeg (cy)"))
    assert told.added == ("cy",)
    assert [(c.wording, c.before, c.after) for c in told.changes] == [
        (Wording(f"item.{ITEM}.voice_1", "cy"), "", "Dw i’n dweud fy marn.")
    ]
    assert Wording(f"item.{ITEM}.easy", "cy") in told.missing
    assert Wording("scale.1", "cy") in told.missing
    assert {wording.language for wording in told.missing} == {"cy"}
    assert draft.languages == ("en-GB",)
    translating.apply(told, draft)
    pack = pack_of(draft)
    assert pack.words["cy"].draft
    assert pack.languages == ("en-GB",)
    assert pack.words["cy"][f"item.{ITEM}.voice_1"] == "Dw i’n dweud fy marn."
    assert pack.words["cy"]["scale.1"] == pack.words["en-GB"]["scale.1"]
    assert pack.words["en-GB"] == pack_of(Draft(files(SMALL))).words["en-GB"]


def test_a_draft_language_goes_out_and_comes_back_as_well(draft: Draft, sent: Path) -> None:
    translating.apply(translating.look(draft, fill(sent, {FIRST: "Un."}, "label::Cymraeg (cy)")), draft)
    translating.write_form(draft, sent)
    told = translating.look(draft, fill(sent, {FIRST: "Dau."}, "label::Cymraeg (cy)"))
    assert [(c.before, c.after) for c in told.changes] == [("Un.", "Dau.")]
    assert (told.added, told.missing) == ((), ())


def test_only_the_languages_asked_for_are_taken_over(draft: Draft, sent: Path) -> None:
    """A translator's workbook still holds the English of the day it was made."""
    fill(fill(sent, {FIRST: "Old English."}), {FIRST: "Cymraeg."}, "label::Cymraeg (cy)")
    assert {c.after for c in translating.look(draft, sent).changes} == {"Old English.", "Cymraeg."}
    assert {c.after for c in translating.look(draft, sent, ["cy"]).changes} == {"Cymraeg."}
    with pytest.raises(LanguageNotInWorkbook, match=r"no column for the language “fr”\. Choose one of: en-GB, cy"):
        translating.look(draft, sent, ["cy", "fr"])


def test_a_workbook_of_an_older_version_is_told(draft: Draft, sent: Path) -> None:
    draft.put("1.1", "pack.toml", "version")
    told = translating.look(draft, sent)
    assert (told.made_from, told.version) == ("1.0", "1.1")
    assert "made from version 1.0, the questionnaire is now 1.1" in translating.lines(told)[0]


def test_names_that_the_questionnaire_lacks_are_told_and_left_alone(draft: Draft, sent: Path) -> None:
    book = load_workbook(sent)
    book["survey"].append(["note", "mine", "My own note"])
    book.save(sent)
    told = translating.look(draft, sent)
    assert told.unknown == (f"survey, row {book['survey'].max_row}: mine",)
    assert told.changes == ()


def test_a_workbook_of_another_questionnaire_is_refused(tmp_path: Path, draft: Draft) -> None:
    book = Workbook()
    book.worksheets[0].title = "survey"
    for row in (["type", "name", "label::English (en-GB)"], ["text", "age", "How old are you?"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(WorkbookOfAnother, match=r"“other\.xlsx” belongs to the questionnaire “small”"):
        translating.look(draft, tmp_path / "other.xlsx")


def test_a_wording_that_would_break_the_pack_is_told_beforehand(draft: Draft, sent: Path) -> None:
    told = translating.look(draft, fill(sent, {FIRST: "Hello {name}."}))
    assert len(told.problems) == 1
    assert "{name}" in told.problems[0]
    assert not draft.changed
    with pytest.raises(WordingTooLong, match=f"en-GB: {ITEM}, voice_1 is longer than 4000"):
        translating.look(draft, fill(sent, {FIRST: "long " * 1_000}))


def test_words_of_many_lines_or_with_signs_do_not_count_as_changed(draft: Draft, sent: Path) -> None:
    place = ("en-GB.toml", "factors", FACTOR, "items", ITEM, "voice_1")
    text = draft.files["en-GB.toml"].replace(f'"{draft.get(*place)}"', '"""\nTwo\n  lines\\u200b."""', 1)
    odd = Draft(draft.files | {"en-GB.toml": text})
    assert odd.get(*place) == "Two\n  lines\u200b."
    translating.write_form(odd, sent)
    assert translating.look(odd, sent).changes == ()


def test_a_broken_questionnaire_is_neither_written_nor_changed(draft: Draft, sent: Path) -> None:
    broken = Draft(draft.files | {"en-GB.toml": "language = 1"})
    before = sent.read_bytes()
    with pytest.raises(PackBroken):
        translating.look(broken, sent)
    with pytest.raises(PackBroken):
        translating.write_form(broken, sent)
    assert sent.read_bytes() == before


def test_a_questionnaire_is_named_by_its_folder_or_its_id(tmp_path: Path) -> None:
    folder = shelve(tmp_path, SMALL)
    assert translating.draft_of(str(folder), Library()).files == files(SMALL)
    assert translating.draft_of("social-climate", Library()).get("pack.toml", "id") == "social-climate"
    with pytest.raises(PackNotFound):
        translating.draft_of(str(tmp_path), Library())
    (folder / "cy.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(PackBroken):
        translating.draft_of(str(folder), Library())


# Writing


def fails(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize(("code", "kind"), [(errno.ENOSPC, DiskFull), (errno.EROFS, TargetNotWritable)])
def test_a_workbook_is_written_whole_or_not_at_all(
    code: int, kind: type[KnownError], draft: Draft, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sent.read_bytes()
    draft.put("Other words", "en-GB.toml", "pack", "about")
    monkeypatch.setattr(os, "fsync", fails(code))
    with pytest.raises(kind):
        translating.write_form(draft, sent)
    assert sent.read_bytes() == before
    assert os.listdir(sent.parent) == [sent.name]  # noqa: PTH208 - names only


@pytest.mark.parametrize(("code", "kind"), [(errno.ENOSPC, DiskFull), (errno.EACCES, TargetNotWritable)])
@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.mkdir", "pathlib.Path.rename"])
def test_a_changed_folder_is_written_whole_or_not_at_all(
    step: str, code: int, kind: type[KnownError], draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, fails(code))
    with pytest.raises(kind) as caught:
        translating.write_folder(draft, tmp_path / "new")
    assert ".part" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_anything_is_left_alone(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.toml").touch()
    (tmp_path / "file").touch()
    for place in ("mine", "file", "."):
        with pytest.raises(FolderTaken):
            translating.write_folder(draft, tmp_path / place)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "mine", "notes.toml"]
    (tmp_path / "mine" / "notes.toml").unlink()
    assert translating.write_folder(draft, tmp_path / "mine") == "1.0"
    assert packs.load(tmp_path / "mine").text == draft.files


# The command line


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_a_bundled_questionnaire_is_translated_into_a_new_folder(tmp_path: Path, capsys: Capture) -> None:
    form, new = tmp_path / "form.xlsx", tmp_path / "new"
    assert run("xlsform", "social-climate", "-o", form) == 0
    fill(form, {"decisions_2__family": "Llais pawb.", "nothing": ""}, "label::Cymraeg (cy)")
    assert run("xlsform-in", "social-climate", form, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "cy: a new language" in said
    assert "cy: decisions_2, family: “Llais pawb.”" in said
    assert "1 wording would change." in said
    assert run("xlsform-in", "social-climate", form) == 1
    assert capsys.readouterr().err == f"{PackIsBundled(pack='Social climate survey')}\n"
    assert run("xlsform-in", "social-climate", form, "-o", new) == 0
    before, after = packs.find("social-climate"), packs.load(new)
    assert f"1 wording changed; this is version {after.version}." in capsys.readouterr().out
    assert before.version != after.version
    assert after.words["cy"]["item.decisions_2.family"] == "Llais pawb."
    assert after.words["en-GB"] == before.words["en-GB"]


def test_an_own_questionnaire_is_changed_where_it_stands(tmp_path: Path, capsys: Capture) -> None:
    own = Library().copy("social-climate", "Our own")
    form = tmp_path / "form.xlsx"
    assert run("xlsform", own, "-o", form) == 0
    fill(form, {"decisions_2__family": "What we say is heard."})
    assert run("xlsform-in", own, form, "--dry-run") == 0
    assert Library().pack(own).version == "1.0"
    assert run("xlsform-in", own, form) == 0
    assert Library().pack(own).version == "1.1"
    assert Library().pack(own).words["en-GB"]["item.decisions_2.family"] == "What we say is heard."
    assert run("xlsform-in", own, form) == 0
    assert capsys.readouterr().out.endswith("Nothing to change.\n")
    assert Library().pack(own).version == "1.1"


def test_a_wording_that_would_break_the_pack_changes_nothing(tmp_path: Path, capsys: Capture) -> None:
    folder, form = shelve(tmp_path, SMALL), tmp_path / "form.xlsx"
    assert run("xlsform", folder, "-o", form) == 0
    fill(form, {FIRST: "Hello {name}."})
    assert run("xlsform-in", folder, form, "-o", tmp_path / "new") == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_folder_is_not_changed_in_place(tmp_path: Path, capsys: Capture) -> None:
    folder, form = shelve(tmp_path, SMALL), tmp_path / "form.xlsx"
    assert run("xlsform", folder, "-o", form) == 0
    with pytest.raises(SystemExit) as caught:
        run("xlsform-in", folder, form)
    assert caught.value.code == 2
    assert "name a new folder with -o" in capsys.readouterr().err


def test_what_goes_wrong_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "no.xlsx").write_text("name,label\n", "utf-8")
    for arguments in (
        ("xlsform-in", "social-climate", tmp_path / "no.xlsx"),
        ("xlsform-in", "social-climate", tmp_path / "nowhere.xlsx", "--dry-run"),
        ("xlsform", "nowhere", "-o", tmp_path / "new.xlsx"),
        ("xlsform", "x" * 5_000, "-o", tmp_path / "new.xlsx"),
        ("xlsform", "social-climate", "-o", tmp_path / "no folder" / "new.xlsx"),
    ):
        assert run(*arguments) == 1
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["no.xlsx"]


def test_words_that_a_narrow_terminal_cannot_show_are_no_crash(draft: Draft, sent: Path, tmp_path: Path) -> None:
    """A redirected output on Windows knows a few hundred signs only."""
    folder = shelve(tmp_path, SMALL)
    fill(sent, {FIRST: "من حرف خودم را می‌زنم"}, "label::فارسی (fa)")
    done = subprocess.run(
        [sys.executable, "-m", "climate_desktop", "xlsform-in", str(folder), str(sent), "--dry-run"],
        check=False,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"1 wording would change." in done.stdout

"""The shelf: what stands on it, what is made one's own, saved, shared and brought in; and nothing half-done."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from climate_desktop import packs, paths
from climate_desktop.core.errors import (
    DiskFull,
    KnownError,
    PackBroken,
    PackChangedMeanwhile,
    PackFileDamaged,
    PackIsBundled,
    PackNameMissing,
    PackNotFound,
    PackNotReadable,
    PackNotSaved,
    PackTextNotReadable,
)
from climate_desktop.packs import archive
from climate_desktop.packs.folder import MAIN
from climate_desktop.services.library import BroughtIn, Library, raised

BUNDLED = "social-climate"
WORDS = "en-GB.toml"
ITEM = ("factors", "autonomy", "items", "autonomy_1")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "packs"


@pytest.fixture
def library(own: Path) -> Library:
    return Library(own)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one copy of the bundled pack, called Ours."""
    folder = tmp_path_factory.mktemp("kept") / "packs"
    Library(folder).copy(BUNDLED, "Ours")
    return folder


@pytest.fixture
def ours(own: Path, kept: Path) -> str:
    """The id of one's own copy on the shelf."""
    shutil.copytree(kept, own)
    return "ours"


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def change(library: Library, pack_id: str, words: str, *path: str) -> str:
    """Another text in a pack, saved; the version that it has then."""
    draft = library.draft(pack_id)
    draft.put(words, WORDS, *(path or (*ITEM, "family")))
    return library.save(pack_id, draft)


def spoil(own: Path, pack_id: str) -> None:
    file = own / pack_id / WORDS
    file.write_text(file.read_text("utf-8").replace('name = "Low"', 'name = ""', 1), "utf-8")


# The shelf


def test_bundled_packs_stand_first_then_ones_own_by_name(library: Library) -> None:
    bundled = sorted((pack.id for pack in packs.bundled()), key=lambda name: (name != packs.DEFAULT, name))
    for name in ("Zebra wording", "apple wording", "48 words"):
        library.copy(BUNDLED, name)
    shelf = library.shelf()
    assert [one.id for one in shelf] == [*bundled, "pack-48-words", "apple-wording", "zebra-wording"]
    assert [one.bundled for one in shelf] == [*(True for _ in bundled), False, False, False]
    first = next(one for one in shelf if one.id == BUNDLED)
    pack = packs.find(BUNDLED)
    assert (first.name, first.version, first.languages) == (pack.language()["pack.name"], pack.version, ("en-GB",))
    assert (first.about, first.problems, first.drafts) == (pack.language()["pack.about"], 0, ())
    assert first.credit
    assert first.licence == "CC-BY-4.0"


def test_the_usual_pack_stands_before_those_whose_names_come_before_its_own(library: Library) -> None:
    shelf = [one.id for one in library.shelf()]
    assert shelf[0] == packs.DEFAULT
    assert shelf[1:] == sorted(shelf[1:])
    assert min(shelf) != packs.DEFAULT
    assert library.offered()[0].id == packs.DEFAULT


def test_the_first_shelf_needs_no_folder_and_makes_none(library: Library, own: Path) -> None:
    assert all(one.bundled for one in library.shelf())
    assert library.trouble() is None
    assert not own.exists()


def test_ones_own_packs_are_kept_among_the_programs_data(own_folders: Path) -> None:
    pack_id = Library().copy(BUNDLED, "Ours")
    assert (own_folders / "data" / "packs" / pack_id / MAIN).is_file()
    assert pack_id in [one.id for one in Library().shelf()]


def test_a_broken_pack_shows_what_it_can_and_stands_in_nobodys_way(library: Library, own: Path) -> None:
    good, broken = library.copy(BUNDLED, "Good"), library.copy(BUNDLED, "Broken")
    spoil(own, broken)
    shown = {one.id: one for one in library.shelf()}
    assert shown[broken].problems == len(library.problems(broken)) == 1
    assert shown[broken].name == "Broken"
    assert library.problems(broken)[0].file == WORDS
    with pytest.raises(PackBroken, match="“Broken” cannot be used: one thing to put right"):
        library.pack(broken)
    assert library.pack(good).id == good
    assert [one.id for one in library.offered() if not one.bundled] == [good]


@pytest.mark.parametrize(
    "text", ["", "[", 'id = "x"', "a." * 5_000 + "b = 1", "x = " + "[" * 50_000, "\x00", "1" * 9_000]
)
def test_whatever_stands_in_pack_toml_the_shelf_can_be_shown(library: Library, own: Path, text: str) -> None:
    folder = own / "odd"
    folder.mkdir(parents=True)
    (folder / MAIN).write_text(text, "utf-8")
    shown = next(one for one in library.shelf() if one.id == "odd")
    assert shown.problems
    assert (shown.name, shown.version, shown.languages) == ("odd", "", ())
    assert library.draft("odd").problems()


def test_an_empty_folder_a_file_and_what_is_hidden_harm_nothing(library: Library, own: Path) -> None:
    (own / "empty").mkdir(parents=True)
    (own / ".hidden").mkdir()
    (own / "note.txt").write_text("x")
    shown = [one for one in library.shelf() if not one.bundled]
    assert [(one.id, one.problems) for one in shown] == [("empty", 1)]
    assert library.files("empty") == {}


def test_a_linked_folder_is_not_followed_and_only_the_link_is_removed(library: Library, own: Path) -> None:
    elsewhere = own.parent / "elsewhere"
    library.copy(BUNDLED, "Ours")
    (own / "ours").rename(elsewhere)
    (own / "ours").symlink_to(elsewhere)
    before = everything(elsewhere)
    shown = next(one for one in library.shelf() if one.id == "ours")
    assert shown.problems == 1
    assert "link" in library.problems("ours")[0].what
    assert library.files("ours") == {}
    with pytest.raises(PackBroken, match="link"):
        library.pack("ours")
    with pytest.raises(PackBroken, match="link"):
        library.copy("ours", "Another")
    library.remove("ours")
    assert not (own / "ours").is_symlink()
    assert everything(elsewhere) == before


def test_a_folder_that_may_not_be_opened_is_one_problem(
    library: Library, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack_id, other = library.copy(BUNDLED, "Shut"), library.copy(BUNDLED, "Open")
    scandir = os.scandir

    def shut(place: Path) -> object:
        if Path(place) == own / pack_id:
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(place)

    monkeypatch.setattr(os, "scandir", shut)
    assert [str(problem) for problem in library.problems(pack_id)] == [
        "shut: It cannot be read (Permission denied). Check the folder."
    ]
    assert library.pack(other)


def test_bundled_packs_can_be_used_when_ones_own_cannot_be_looked_at(library: Library, own: Path) -> None:
    own.write_text("a file where the folder should be")
    trouble = library.trouble()
    assert isinstance(trouble, PackNotReadable)
    assert str(own) in str(trouble)
    assert library.shelf()
    assert library.pack(BUNDLED).id == BUNDLED
    for work in (lambda: library.pack("ours"), lambda: library.copy(BUNDLED, "Ours")):
        with pytest.raises(KnownError):
            work()
    assert own.is_file()


def test_a_pack_that_is_not_there_is_told_with_those_that_are(library: Library) -> None:
    for pack_id in ("nothing", "..", "../x", "", ".removed", "x" * 500):
        for work in (library.pack, library.files, library.draft, library.problems, library.remove, library.put_back):
            with pytest.raises(PackNotFound, match=BUNDLED):
                work(pack_id)


def test_a_pack_whose_id_the_program_has_taken_since_stays_on_the_shelf(
    library: Library, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.copy(BUNDLED, "Ours")
    (own / "ours").rename(own / BUNDLED)
    main = own / BUNDLED / MAIN
    main.write_text(main.read_text("utf-8").replace('"ours"', f'"{BUNDLED}"'), "utf-8")
    shelf = library.shelf()
    assert len({one.id for one in shelf}) == len(shelf)
    moved = next(one for one in shelf if one.name == "Ours")
    assert not moved.bundled
    assert [problem.what for problem in library.problems(moved.id)] == [f"“{BUNDLED}” is not the id that it has here."]
    again = library.copy(moved.id, "Ours again")
    assert library.problems(again) == ()


# A copy of one's own


def test_a_copy_has_its_name_in_every_language_and_begins_with_version_one(library: Library) -> None:
    first = library.copy(BUNDLED, "  Canalside\nwording ")
    draft = library.draft(first)
    draft.add_language("cy")
    library.save(first, draft)
    second = library.copy(first, "Second")
    pack = library.pack(second)
    assert (first, second, pack.id, pack.version) == ("canalside-wording", "second", "second", "1.0")
    assert {words["pack.name"] for words in pack.words.values()} == {"Second"}
    assert library.pack(first).version == "1.1"
    assert library.pack(BUNDLED).fingerprint == packs.find(BUNDLED).fingerprint


def test_a_copy_differs_from_its_original_in_three_lines(library: Library) -> None:
    library.copy(BUNDLED, "Ours")
    before, after = library.files(BUNDLED), library.files("ours")
    for file, count in ((MAIN, 1), (WORDS, 1)):
        old, new = before[file].split("\n"), after[file].split("\n")
        assert len(old) == len(new)
        assert sum(a != b for a, b in zip(old, new, strict=True)) == count


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Canalside wording", "canalside-wording"),
        ("  Ŵy’s  Émigré / wording!  ", "wys-emigre-wording"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "pack-con"),
        ("LPT1", "pack-lpt1"),
        ("48 statements", "pack-48-statements"),
        ("Ερωτηματολόγιο", "pack"),
        ("!!!", "pack"),
        ("long " * 40, "long-long-long-long-long-long-long-long-long-lon"),
    ],
)
def test_an_id_is_made_from_the_name_and_is_the_name_of_a_folder_everywhere(
    library: Library, own: Path, name: str, slug: str
) -> None:
    assert library.copy(BUNDLED, name) == slug
    assert library.copy(BUNDLED, name) == f"{slug}-2"
    assert sorted(folder.name for folder in own.iterdir()) == [slug, f"{slug}-2"]
    assert library.problems(slug) == library.problems(f"{slug}-2") == ()


def test_a_copy_never_takes_the_id_of_a_bundled_pack(library: Library) -> None:
    assert library.copy(BUNDLED, "Social climate") == f"{BUNDLED}-2"
    assert library.pack(BUNDLED).fingerprint == packs.find(BUNDLED).fingerprint


@pytest.mark.parametrize("name", ["", "   ", "\n\t", "\u202e"])
def test_a_copy_needs_a_name(library: Library, own: Path, name: str) -> None:
    with pytest.raises(PackNameMissing):
        library.copy(BUNDLED, name)
    assert not own.exists()


def test_a_broken_pack_can_be_copied_as_long_as_its_files_can_be_read(library: Library, own: Path) -> None:
    broken = library.copy(BUNDLED, "Broken")
    spoil(own, broken)
    assert len(library.problems(library.copy(broken, "Copy"))) == 1
    (own / broken / WORDS).write_bytes(b"\xff")
    with pytest.raises(PackBroken):
        library.copy(broken, "Another")
    (own / broken / WORDS).write_text("[", "utf-8")
    with pytest.raises(PackTextNotReadable):
        library.copy(broken, "Another")
    assert sorted(one.id for one in library.shelf() if not one.bundled) == ["broken", "copy"]


# Saving


def test_each_save_of_something_new_raises_the_last_number_of_the_version(library: Library, ours: str) -> None:
    assert change(library, ours, "One.") == "1.1"
    draft = library.draft(ours)
    draft.put("Two.", WORDS, *ITEM, "family")
    assert library.save(ours, draft) == "1.2"
    assert not draft.changed
    assert draft.get(MAIN, "version") == "1.2"
    draft.put("Three.", WORDS, *ITEM, "family")
    assert library.save(ours, draft) == "1.3"
    pack = library.pack(ours)
    assert pack.version == "1.3"
    assert pack.language()["item.autonomy_1.family"] == "Three."


@pytest.mark.parametrize(
    ("version", "next_one"), [("1.0", "1.1"), ("1.9", "1.10"), ("2", "3"), ("0.1.09", "0.1.10"), ("new", "new.1")]
)
def test_the_last_number_of_a_version_is_the_one_that_is_raised(version: str, next_one: str) -> None:
    assert raised(version) == next_one


def test_a_version_that_somebody_wrote_is_kept(library: Library, ours: str) -> None:
    draft = library.draft(ours)
    draft.put("3.0", MAIN, "version")
    assert library.save(ours, draft) == "3.0"


def test_saving_what_nobody_changed_writes_nothing(library: Library, own: Path, ours: str) -> None:
    folder = own / ours
    before = [(file.name, file.stat().st_ino, file.stat().st_mtime_ns) for file in folder.iterdir()]
    draft = library.draft(ours)
    draft.put(draft.get(WORDS, *ITEM, "family"), WORDS, *ITEM, "family")
    assert library.save(ours, draft) == "1.0"
    assert [(file.name, file.stat().st_ino, file.stat().st_mtime_ns) for file in folder.iterdir()] == before


def test_a_broken_draft_is_kept_and_cannot_be_used_until_it_is_put_right(library: Library, ours: str) -> None:
    change(library, ours, "")
    with pytest.raises(PackBroken):
        library.pack(ours)
    assert library.files(ours)[WORDS] != library.files(BUNDLED)[WORDS]
    assert change(library, ours, "Whole again.") == "1.2"
    assert library.pack(ours).language()["item.autonomy_1.family"] == "Whole again."


def test_a_file_that_was_taken_out_is_gone_and_what_else_stood_there_stays(
    library: Library, own: Path, ours: str
) -> None:
    draft = library.draft(ours)
    draft.add_language("cy")
    library.save(ours, draft)
    (own / ours / "letter.odt").write_bytes(b"from a friend")
    (own / ours / "de.toml").write_bytes(b"\xff not UTF-8")
    draft.remove_language("cy")
    draft.put("Changed.", WORDS, *ITEM, "family")
    library.save(ours, draft)
    assert sorted(file.name for file in (own / ours).iterdir()) == ["de.toml", WORDS, "letter.odt", MAIN]
    assert (own / ours / "letter.odt").read_bytes() == b"from a friend"
    assert {problem.file for problem in library.problems(ours)} >= {"letter.odt", "de.toml"}


def test_bundled_packs_are_neither_changed_nor_removed(library: Library) -> None:
    draft = library.draft(BUNDLED)
    draft.put("Changed.", WORDS, *ITEM, "family")
    with pytest.raises(PackIsBundled, match="Social climate survey"):
        library.save(BUNDLED, draft)
    with pytest.raises(PackIsBundled):
        library.remove(BUNDLED)
    assert draft.changed
    assert library.problems(BUNDLED) == ()


def test_what_another_window_saved_meanwhile_is_not_written_over(library: Library, own: Path, ours: str) -> None:
    mine, theirs = library.draft(ours), Library(own).draft(ours)
    theirs.put("Theirs.", WORDS, *ITEM, "family")
    Library(own).save(ours, theirs)
    mine.put("Mine.", WORDS, *ITEM, "family")
    with pytest.raises(PackChangedMeanwhile, match="“Ours”"):
        library.save(ours, mine)
    assert mine.changed
    assert library.pack(ours).language()["item.autonomy_1.family"] == "Theirs."


# Nothing half-written


def failing_at(monkeypatch: pytest.MonkeyPatch, number: int, trouble: OSError) -> Callable[[], int]:
    """Lets the n-th step onto the disk fail; gives back how many steps were taken."""
    steps = 0

    def counted(work: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **options: object) -> object:
            nonlocal steps
            steps += 1
            if steps == number:
                raise trouble
            return work(*arguments, **options)

        return step

    for name in ("mkdir", "rename"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
    monkeypatch.setattr(os, "fsync", counted(os.fsync))
    return lambda: steps


FULL = OSError(errno.ENOSPC, "No space left on device")
FORBIDDEN = PermissionError(errno.EACCES, "Permission denied")
READ_ONLY = OSError(errno.EROFS, "Read-only file system")


@pytest.mark.parametrize(
    ("number", "trouble", "kind"),
    [
        *((number, FULL, DiskFull) for number in range(1, 10)),
        *((number, FORBIDDEN, PackNotSaved) for number in (1, 2, 6, 7)),
        *((number, READ_ONLY, PackNotSaved) for number in (2, 3)),
    ],
)
def test_a_save_that_fails_at_any_step_leaves_the_pack_as_it_was(
    library: Library, own: Path, ours: str, number: int, trouble: OSError, kind: type[KnownError]
) -> None:
    before = everything(own)
    draft = library.draft(ours)
    draft.put("Changed.", WORDS, *ITEM, "family")
    with pytest.MonkeyPatch.context() as patch:
        steps = failing_at(patch, number, trouble)
        refused: KnownError | None = None
        try:
            library.save(ours, draft)
        except KnownError as error:
            refused = error
    if refused:
        assert isinstance(refused, kind)
        assert draft.changed
        assert everything(own) == before
        assert [folder.name for folder in own.iterdir()] == [ours]
    else:
        assert number > 7 or (number, steps()) == (5, 8)
        assert not draft.changed
    assert library.save(ours, draft) == "1.1"
    assert library.pack(ours).language()["item.autonomy_1.family"] == "Changed."
    assert [folder.name for folder in own.iterdir()] == [ours]


@pytest.mark.parametrize("number", range(1, 9))
def test_a_copy_that_fails_at_any_step_leaves_nothing(library: Library, own: Path, number: int) -> None:
    before = everything(own.parent)
    with pytest.MonkeyPatch.context() as patch:
        steps = failing_at(patch, number, OSError(errno.ENOSPC, "No space left on device"))
        try:
            library.copy(BUNDLED, "Second")
        except DiskFull:
            assert everything(own.parent) == before
            assert not own.exists() or not list(own.iterdir())
        else:
            assert steps() < number or library.problems("second") == ()


def test_a_save_that_was_broken_off_between_two_moves_is_put_back(library: Library, own: Path, ours: str) -> None:
    before = everything(own / ours)
    (own / ours).rename(own / f".{ours}.old")
    (own / ".0123456789ab.new").mkdir()
    assert ours in [one.id for one in library.shelf()]
    assert everything(own / ours) == before
    os.utime(own / ".0123456789ab.new", (0, 0))
    change(library, ours, "Changed.")
    assert [folder.name for folder in own.iterdir()] == [ours]


def test_somebody_who_looks_between_the_two_moves_of_a_save_harms_nothing(
    library: Library, own: Path, ours: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shelf is read in the background and puts back what it takes for a save that was broken off."""
    draft = library.draft(ours)
    draft.put("Changed.", WORDS, *ITEM, "family")
    rename = Path.rename
    looks: list[list[str]] = []

    def watched(path: Path, target: Path) -> Path:
        moved = rename(path, target)
        if target.suffix == ".old" and not looks:
            looks.append([one.id for one in Library(own).shelf()])
        return moved

    monkeypatch.setattr(Path, "rename", watched)
    assert library.save(ours, draft) == "1.1"
    assert ours in looks[0]
    assert library.pack(ours).language()["item.autonomy_1.family"] == "Changed."
    assert [folder.name for folder in own.iterdir()] == [ours]


# Taking off and putting back


def test_what_was_removed_can_be_put_back(library: Library, own: Path) -> None:
    pack_id = library.copy(BUNDLED, "Ours")
    change(library, pack_id, "Changed.")
    before = everything(own / pack_id)
    library.remove(pack_id)
    assert all(one.bundled for one in library.shelf())
    with pytest.raises(PackNotFound):
        library.pack(pack_id)
    library.put_back(pack_id)
    assert everything(own / pack_id) == before
    with pytest.raises(PackNotFound):
        library.put_back(pack_id)
    library.remove(pack_id)
    assert library.copy(BUNDLED, "Ours") == pack_id
    with pytest.raises(PackNotFound):
        library.put_back(pack_id)
    library.remove(pack_id)
    library.put_back(pack_id)
    assert library.pack(pack_id).version == "1.0"


def test_an_id_that_is_the_way_to_another_place_puts_nothing_back(library: Library, own: Path, ours: str) -> None:
    (own / ".removed").mkdir()
    with pytest.raises(PackNotFound):
        library.put_back(f"../{ours}")
    assert library.pack(ours)
    assert not (own.parent / ours).exists()


def test_a_pack_that_cannot_be_removed_stays(library: Library, own: Path, ours: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        failing_at(patch, 2, PermissionError(errno.EACCES, "Permission denied"))
        with pytest.raises(PackNotSaved, match="“Ours”"):
            library.remove(ours)
    assert library.pack(ours)


# Sharing


@pytest.fixture
def elsewhere(tmp_path: Path) -> Library:
    return Library(tmp_path / "another laptop")


def test_a_shared_pack_is_the_same_on_another_laptop(
    library: Library, elsewhere: Library, tmp_path: Path, ours: str
) -> None:
    change(library, ours, "Changed.")
    library.share(ours, tmp_path / "ours.climatepack")
    assert elsewhere.bring_in(tmp_path / "ours.climatepack") == BroughtIn("ours", "ours", was_there=False)
    assert elsewhere.pack("ours").fingerprint == library.pack("ours").fingerprint
    before = everything(tmp_path / "another laptop")
    assert elsewhere.bring_in(tmp_path / "ours.climatepack") == BroughtIn("ours", "ours", was_there=True)
    assert everything(tmp_path / "another laptop") == before


def test_an_id_that_is_taken_by_other_contents_becomes_a_new_one_and_is_found_again(
    library: Library, elsewhere: Library, tmp_path: Path
) -> None:
    for shelf, words in ((library, "Ours."), (elsewhere, "Theirs.")):
        change(shelf, shelf.copy(BUNDLED, "Ours"), words)
    library.share("ours", tmp_path / "ours.climatepack")
    for was_there in (False, True):
        brought = elsewhere.bring_in(tmp_path / "ours.climatepack")
        assert brought == BroughtIn("ours-2", "ours", was_there=was_there)
    assert elsewhere.pack("ours").language()["item.autonomy_1.family"] == "Theirs."
    assert elsewhere.pack("ours-2").language()["item.autonomy_1.family"] == "Ours."
    assert len([one for one in elsewhere.shelf() if not one.bundled]) == 2


def test_a_bundled_pack_that_was_shared_is_found_and_a_changed_one_gets_another_id(
    library: Library, own: Path, tmp_path: Path
) -> None:
    library.share(BUNDLED, tmp_path / "a.climatepack")
    assert library.bring_in(tmp_path / "a.climatepack") == BroughtIn(BUNDLED, BUNDLED, was_there=True)
    assert not own.exists()
    files = library.files(BUNDLED)
    files[MAIN] = files[MAIN].replace('licence = "CC-BY-4.0"', 'licence = "CC-BY-SA-4.0"')
    archive.write(files, tmp_path / "b.climatepack")
    assert library.bring_in(tmp_path / "b.climatepack") == BroughtIn(f"{BUNDLED}-2", BUNDLED, was_there=False)
    assert library.pack(BUNDLED).fingerprint == packs.find(BUNDLED).fingerprint


def test_a_broken_pack_is_neither_shared_nor_brought_in(library: Library, own: Path, tmp_path: Path, ours: str) -> None:
    spoil(own, ours)
    before = everything(own)
    with pytest.raises(PackBroken):
        library.share(ours, tmp_path / "ours.climatepack")
    assert not (tmp_path / "ours.climatepack").exists()
    files = library.files(ours)
    files[MAIN] = files[MAIN].replace("low = 50", "low = 52")
    archive.write(files, tmp_path / "ours.climatepack")
    with pytest.raises(PackBroken, match="“Ours” cannot be used: 2 things to put right") as caught:
        library.bring_in(tmp_path / "ours.climatepack")
    assert {problem.partition(",")[0] for problem in caught.value.problems} == {WORDS, MAIN}
    assert everything(own) == before


@pytest.mark.parametrize("pack_id", ["../../evil", "/evil", "con", "Evil", "e vil", "..", ".removed", "x\\\\y"])
def test_an_id_that_is_the_way_to_another_place_never_becomes_a_folder(
    library: Library, own: Path, tmp_path: Path, pack_id: str
) -> None:
    files = library.files(BUNDLED)
    files[MAIN] = files[MAIN].replace(f'id = "{BUNDLED}"', f'id = "{pack_id}"', 1)
    archive.write(files, tmp_path / "evil.climatepack")
    with pytest.raises(PackBroken):
        library.bring_in(tmp_path / "evil.climatepack")
    assert [file.name for file in tmp_path.iterdir()] == ["evil.climatepack"]


def test_a_file_that_is_no_pack_is_refused_in_one_sentence(library: Library, own: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.climatepack").write_bytes(b"Dear all")
    with pytest.raises(PackFileDamaged, match=r"letter\.climatepack"):
        library.bring_in(tmp_path / "letter.climatepack")
    assert not own.exists()


def test_bundled_packs_are_where_paths_says(library: Library) -> None:
    assert library.folder(BUNDLED) == paths.rubrics() / BUNDLED

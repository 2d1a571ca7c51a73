"""Workshops held with one's own questionnaires: old rounds keep their words, and new ones are asked with the new."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader

from climate_desktop.core.errors import PackBroken, PackNotFound
from climate_desktop.core.study import GroupKind, Round
from climate_desktop.packs.draft import Draft
from climate_desktop.packs.folder import MAIN
from climate_desktop.services import printing
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study
from climate_desktop.services.workshops import DEFAULT_PACK

WORDS = "en-GB.toml"
VOICES = {"care_receiver": 6, "care_worker": 6}


def put(study: Study, pack_id: str, *changes: tuple[object, str, *tuple[str | int, ...]]) -> None:
    """Changes of a pack, each a value and its place, saved."""
    draft = study.library.draft(pack_id)
    for value, file, *path in changes:
        draft.put(value, file, *path)
    study.library.save(pack_id, draft)


def held(study: Study, pack_id: str, name: str, answer: int, voices: Mapping[str, int] = VOICES) -> Round:
    """A closed round in which everybody gave the same answer to everything."""
    round_ = study.workshops.start_round(study.workshops.add_group(name, GroupKind.TEAM).id, pack_id=pack_id)
    for voice, people in voices.items():
        for _ in range(people):
            answering = study.answering(study.workshops.add_participant(round_.id).id)
            answering.consent(AGREED)
            answering.choose_voice(voice)
            answer_all(answering, lambda _: answer)
            answering.finish()
    return study.workshops.close_round(round_.id)


def printed(study: Study, round_: Round, folder: Path) -> str:
    """All words of a round's full report, with single spaces."""
    target = folder / f"{round_.id}.pdf"
    printing.make_report(printing.content(study, round_.id), target)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())


def test_a_round_prints_the_words_it_was_asked_with_after_the_pack_was_changed(study: Study, tmp_path: Path) -> None:
    library = study.library
    ours = library.copy(DEFAULT_PACK, "Canalside wording")
    place = (WORDS, "factors", "autonomy", "medium", "general")
    put(study, ours, ("People here told us the old words.", *place))
    before = held(study, ours, "First", 3)
    put(study, ours, ("People here told us the new words.", *place), (40, MAIN, "bands", 0, "high"))
    put(study, ours, (41, MAIN, "bands", 1, "low"))
    after = held(study, ours, "Second", 3)
    assert (before.pack_version, after.pack_version) == ("1.1", "1.3")
    old, new = printed(study, before, tmp_path), printed(study, after, tmp_path)
    assert "told us the old words." in old
    assert "told us the new words." not in old
    assert "told us the new words." in new
    assert study.workshops.pack(before.id).instrument.bands[0].high == 49
    library.remove(ours)
    path = study.path
    study.close()
    with Study.open(path) as again:
        assert "told us the old words." in printed(again, before, tmp_path)


def test_a_pack_copied_renamed_and_changed_in_three_places_scores_and_prints(study: Study, tmp_path: Path) -> None:
    library = study.library
    ours = library.copy(DEFAULT_PACK, "Canalside wording")
    put(
        study,
        ours,
        ("I choose when I get up.", WORDS, "factors", "autonomy", "items", "autonomy_1", "care_receiver"),
        ("I choose my shifts.", WORDS, "factors", "autonomy", "items", "autonomy_2", "care_worker"),
        (50, MAIN, "bands", 0, "high"),
        (51, MAIN, "bands", 1, "low"),
    )
    theirs, mine = held(study, DEFAULT_PACK, "Theirs", 3), held(study, ours, "Ours", 3)
    bands = [study.results.result(round_.id).measures["growth"].everyone for round_ in (theirs, mine)]
    assert [shown and (shown.figure, shown.band) for shown in bands] == [(50, "medium"), (50, "low")]
    assert study.results.words(mine.id)["item.autonomy_1.care_receiver"] == "I choose when I get up."
    text = printed(study, mine, tmp_path)
    assert "canalside-wording" in text or "Canalside wording" in text
    assert "0–50" in text
    opening = study.results.words(mine.id)["growth.low.opening"]
    assert " ".join(opening.split()[:6]) in text


def test_packs_offered_are_the_programs_and_ones_own_that_are_whole(study: Study) -> None:
    library = study.library
    good, broken = library.copy(DEFAULT_PACK, "Good"), library.copy(DEFAULT_PACK, "Broken")
    put(study, broken, ("", WORDS, "pack", "about"))
    offered = study.workshops.packs_offered()
    assert DEFAULT_PACK in [one.id for one in offered if one.bundled]
    assert [one.id for one in offered if not one.bundled] == [good]
    group = study.workshops.add_group("Beck Lane", GroupKind.TEAM)
    with pytest.raises(PackBroken, match="“Broken”"):
        study.workshops.start_round(group.id, pack_id=broken)
    with pytest.raises(PackNotFound):
        study.workshops.start_round(group.id, pack_id="nothing")
    assert study.workshops.rounds(group.id) == ()
    assert study.workshops.start_round(group.id).pack_id == DEFAULT_PACK == study.workshops.default_pack().id


def test_a_draft_language_is_shown_on_the_shelf_and_offered_to_nobody(study: Study) -> None:
    library = study.library
    ours = library.copy(DEFAULT_PACK, "Ours")
    draft = library.draft(ours)
    draft.add_language("cy")
    draft.put(["cy", "en-GB"], MAIN, "languages")
    library.save(ours, draft)
    shown = next(one for one in study.workshops.packs_offered() if one.id == ours)
    assert (shown.languages, shown.drafts) == (("cy", "en-GB"), ("cy",))
    group = study.workshops.add_group("Beck Lane", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id, pack_id=ours)
    pack = study.workshops.pack(round_.id)
    assert pack.languages == ("en-GB",)
    assert pack.language().language == "en-GB"
    answering = study.answering(study.workshops.add_participant(round_.id).id)
    assert answering.words.language == "en-GB"


def test_a_pack_whose_only_language_is_a_draft_is_not_offered(study: Study) -> None:
    ours = study.library.copy(DEFAULT_PACK, "Ours")
    put(study, ours, (True, WORDS, "draft"))
    assert ours not in [one.id for one in study.workshops.packs_offered()]
    assert ours in [one.id for one in study.library.shelf()]
    group = study.workshops.add_group("Beck Lane", GroupKind.TEAM)
    with pytest.raises(PackBroken):
        study.workshops.start_round(group.id, pack_id=ours)


def test_a_changed_pack_is_taken_as_it_is_when_the_round_begins(study: Study) -> None:
    ours = study.library.copy(DEFAULT_PACK, "Ours")
    group = study.workshops.add_group("Beck Lane", GroupKind.TEAM)
    versions = []
    for words in ("One.", "Two."):
        put(study, ours, (words, WORDS, "consent", "title"))
        round_ = study.workshops.start_round(group.id, pack_id=ours)
        versions.append((round_.pack_version, study.workshops.pack(round_.id).language()["consent.title"]))
    assert versions == [("1.1", "One."), ("1.2", "Two.")]
    assert isinstance(study.library.draft(ours), Draft)

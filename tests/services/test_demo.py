"""The example study of made-up people."""

from __future__ import annotations

from pathlib import Path

import pytest

from climate_desktop import packs
from climate_desktop.core.errors import StudyExists
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import RoundState
from climate_desktop.services import demo, listing
from climate_desktop.services.made_up import GROUPS, voices_of
from climate_desktop.services.study import Study, check_study


def results_of(path: Path) -> list[object]:
    with Study.open(path, read_only=True) as study:
        return [listing.result(study, round_["id"]) for g in listing.groups(study)["groups"] for round_ in g["rounds"]]


def test_the_same_seed_makes_the_same_people_and_another_seed_makes_others(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("two", 3), ("three", 4)):
        demo.make_study(tmp_path / name, people=6, seed=seed)
    one, two, three = (results_of(tmp_path / name) for name in ("one", "two", "three"))
    assert one == two
    assert one != three


def test_the_example_has_two_groups_with_three_closed_rounds_and_people_who_left_things_out(tmp_path: Path) -> None:
    path = tmp_path / demo.FILE_NAME
    told: list[str] = []
    demo.make_study(path, people=7, tell=told.append)
    assert len(told) == 6
    assert check_study(path) == ()
    with Study.open(path) as study:
        assert study.practice
        cards = study.workshops.groups()
        assert sorted(card.group.kind.value for card in cards) == ["circle", "team"]
        given = []
        for card in cards:
            assert card.latest is not None
            rounds = study.workshops.rounds(card.group.id)
            assert [r.state for r in rounds] == [RoundState.CLOSED] * 3
            people = study.workshops.room(rounds[0].id).participants
            given += [study.answering(person.id).answers() for person in people]
    assert any(isinstance(value, NoAnswer) for answers in given for value in answers.values())
    assert any(len(answers) < 48 for answers in given)
    assert {value for answers in given for value in answers.values() if isinstance(value, int)} == {1, 2, 3, 4, 5}


def test_an_example_never_writes_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / demo.FILE_NAME
    path.write_text("mine")
    with pytest.raises(StudyExists):
        demo.make(tmp_path)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("people", [1, 3, 4, 7, 21, 60])
def test_voices_keep_their_shares_and_nobody_is_lost(people: int) -> None:
    instrument = packs.find("social-climate").instrument
    for group in GROUPS:
        voices = voices_of(group, instrument, people)
        assert len(voices) == people
        if people >= 4:
            assert set(voices) == {voice.id for voice in instrument.voices_for(group.kind.value)}


def test_words_become_file_names() -> None:
    assert demo.file_name("Weavers’ Yard circle, Spring 2026") == "weavers-yard-circle-spring-2026"

"""What is taken back leaves no byte in the study's files, however the database has moved its rows about."""

from __future__ import annotations

from pathlib import Path

import pytest

from climate_desktop.core.study import GroupKind, Participant
from climate_desktop.services.answering import AGREED
from climate_desktop.services.study import Study


def answered(study: Study, round_id: str, value: int) -> Participant:
    answering = study.answering(study.workshops.add_participant(round_id).id)
    answering.consent(AGREED)
    answering.choose_voice("family")
    for item in answering.items:
        answering.record_all({item.id: value})
    study.comments.write(answering.participant.id, f"Comment of {answering.participant.id}", may_print=True)
    answering.finish()
    return answering.participant


def files(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


@pytest.mark.parametrize("gone", [0, 3, 6])
def test_nothing_of_one_of_seven_is_left(tmp_path: Path, gone: int) -> None:
    with Study.create(tmp_path / "a.climate") as study:
        group = study.workshops.add_group("Elm House", GroupKind.TEAM)
        round_ = study.workshops.start_round(group.id)
        people = [answered(study, round_.id, number % 5 + 1) for number in range(7)]
        study.workshops.take_back(people[gone].id)
        for person in people:
            assert (person.id.encode() in files(study.path)) is (person is not people[gone])
        left = study.workshops.room(round_.id).participants
        assert {person.id for person in left} == {person.id for person in people} - {people[gone].id}
        assert all(len(study.answering(person.id).answers()) == 48 for person in left)
    assert people[gone].id.encode() not in files(tmp_path / "a.climate")

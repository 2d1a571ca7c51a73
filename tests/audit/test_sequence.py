"""Results of one round made one after the other say no more together than each does alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from climate_desktop.core.errors import ClosingStands, RoundIsClosed
from climate_desktop.core.study import GroupKind
from climate_desktop.services.study import Study
from tests.audit import auditing, holding
from tests.audit.attacks import attack
from tests.audit.auditing import PACK
from tests.audit.groups import Group, alike, by_chance, nasty
from tests.audit.room import Room
from tests.audit.sequence import Stage, attack_across

NASTY = {group.name: group for group in nasty(PACK.instrument)}
AFTERWARDS = 12


def test_all_results_of_one_round_pooled_say_no_more_than_the_first(tmp_path: Path) -> None:
    """Taking back, opening again and printing again, on another paper and after the next round, change no number."""
    group = NASTY["two voices of five"]
    with Study.create(tmp_path / "study.climate") as study:
        round_id = holding.hold(study, group)
    first = auditing.published_by_command(study.path, round_id, tmp_path, ("a4",))
    with Study.open(study.path) as study:
        person = study.workshops.room(round_id).participants[0]
        with pytest.raises(ClosingStands):
            study.workshops.undo_close(round_id)
        for late in (study.workshops.remove, study.workshops.reopen):
            with pytest.raises(RoundIsClosed):
                late(person.id)
        with pytest.raises(RoundIsClosed):
            study.workshops.add_participant(round_id)
        holding.take_back(study, round_id, [0])
        assert not study.workshops.corrections(round_id).possible
        next_round = holding.hold(study, by_chance(PACK.instrument, 3), study.workshops.round(round_id).group_id)
    again = auditing.published_by_command(study.path, round_id, tmp_path, ("a4", "letter"))
    assert [output.means for output in again] == [first[0].means, first[1].means, first[1].means]
    room = Room(group, PACK.instrument)
    assert not attack_across([Stage(first, room), Stage(again, room)])
    assert auditing.published_by_command(study.path, next_round, tmp_path)[0].means != first[0].means


def test_a_corrected_result_beside_the_earlier_ones_gives_nobody_away(tmp_path: Path) -> None:
    """Where that would give somebody away, none is made, and what was published stays as it was."""
    made = 0
    with auditing.new_study(tmp_path) as study:
        for seed in range(AFTERWARDS):
            found = auditing.changed_afterwards(study, by_chance(PACK.instrument, 40 + seed), seed, tmp_path)
            assert not found.findings, "\n".join(map(str, found.findings))
            made += found.corrected
    assert made >= AFTERWARDS // 4


def test_voices_that_only_the_first_result_shows_do_not_give_away_who_came_and_went(tmp_path: Path) -> None:
    """The workers of the first result taken from everyone in the corrected one left one receiver and two who came late."""
    people = alike(PACK.instrument, {"care_receiver": [2, 3, 4, 3, 2], "care_worker": [3, 4, 2, 4, 3, 2, 4]})
    with auditing.new_study(tmp_path) as study:
        round_id = holding.hold(study, Group("five and seven", GroupKind.TEAM, people))
        assert auditing.published(study, round_id, tmp_path)[0].voices == {"care_receiver", "care_worker"}
        holding.take_back(study, round_id, [1, 2, 3, 4, 5])
        holding.come_late(study, round_id, alike(PACK.instrument, {"family": [3, 4]}))
        assert not study.workshops.corrections(round_id).possible


@pytest.mark.parametrize("papers", [(), ("a4",)])
def test_what_the_command_line_gave_out_stands(papers: tuple[str, ...], tmp_path: Path) -> None:
    """It read the study without noting that somebody had looked, so that closing could be undone afterwards."""
    with auditing.new_study(tmp_path) as study:
        round_id = holding.hold(study, NASTY["two voices of five"])
        assert study.workshops.can_undo_close(round_id)
    auditing.published_by_command(study.path, round_id, tmp_path, papers)
    with Study.open(study.path) as study:
        assert not study.workshops.can_undo_close(round_id)


def test_a_closing_that_nobody_looked_at_can_be_undone_and_leaves_one_result(tmp_path: Path) -> None:
    with auditing.new_study(tmp_path) as study:
        round_id = holding.hold(study, by_chance(PACK.instrument, 8))
        study.workshops.undo_close(round_id)
        study.workshops.remove(study.workshops.room(round_id).participants[0].id)
        study.workshops.close_round(round_id)
        group = by_chance(PACK.instrument, 8)
        without = replace(group, people=(replace(group.people[0], leaves=True), *group.people[1:]))
        outputs = auditing.published(study, round_id, tmp_path)
    assert not attack(outputs, Room(without, PACK.instrument)).findings

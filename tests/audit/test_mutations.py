"""With any one rule switched off the audit fails, which proves that it bites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from climate_desktop.core import pinning, protection
from climate_desktop.core.instrument import NoAnswer, Thresholds
from climate_desktop.core.protection import Plan
from climate_desktop.core.results import Shown
from climate_desktop.core.scoring import RoundSums, Sums
from climate_desktop.core.study import GroupKind
from climate_desktop.services import closing
from climate_desktop.services.closing import Corrections
from climate_desktop.services.workshops import Workshops
from tests.audit import auditing, holding
from tests.audit.auditing import PACK
from tests.audit.groups import Group, Person, alike, nasty
from tests.audit.room import Room
from tests.audit.sequence import Stage, attack_across

NASTY = {group.name: group for group in nasty(PACK.instrument)}
Patch = pytest.MonkeyPatch


def attacks_that_find(
    group: Group, folder: Path, papers: Sequence[str] = (), *, domains_of_people: bool = False
) -> set[str]:
    found = auditing.audit(group, folder, papers, domains_of_people=domains_of_people)
    return {finding.attack for finding in found.report.findings}


def test_rule_1_a_mean_of_one_person_is_found(tmp_path: Path, monkeypatch: Patch) -> None:
    whole = protection.plan_for
    monkeypatch.setattr(protection, "plan_for", lambda sums, _: whole(sums, Thresholds(1, 1, 1)))
    monkeypatch.setattr(pinning, "leaves_room", lambda *_: True)
    assert "form" in attacks_that_find(NASTY["one care receiver"], tmp_path)


def test_rule_2_a_small_voice_that_is_hidden_alone_is_found(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(protection, "_covers", lambda voices, least: True)
    monkeypatch.setattr(pinning, "leaves_room", lambda *_: True)
    found = attacks_that_find(NASTY["three beside nine, six and five"], tmp_path)
    assert {"rank", "range"} <= found


def test_rule_2_an_insider_finds_four_others(tmp_path: Path, monkeypatch: Patch) -> None:
    """With a difference of four, a hidden voice of four is three others to each of its people."""
    monkeypatch.setattr(protection, "_covers", lambda voices, least: sum(voices) >= 4)
    monkeypatch.setattr(pinning, "leaves_room", lambda *_: True)
    people = {"care_receiver": [2, 2, 3, 4], "care_worker": [3, 4, 3, 4, 3], "family": [4, 3, 3, 2, 4, 3]}
    group = Group("four beside five and six", GroupKind.TEAM, alike(PACK.instrument, people))
    assert {"rank", "insider"} <= attacks_that_find(group, tmp_path)


def test_rule_3_a_plan_from_people_instead_of_the_smallest_valid_count_is_found(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    def by_people(sums: RoundSums, thresholds: Thresholds) -> Plan:
        return protection.plan(sums.people, sums.people, sums.answered, thresholds)

    monkeypatch.setattr(protection, "plan_for", by_people)
    people = list(NASTY["two voices of five"].people)
    gaps = {item.id: NoAnswer.DONT_KNOW for item in PACK.instrument.items if item.factor == PACK.instrument.factors[5].id}
    people[0] = Person(people[0].voice, {**people[0].answers, **gaps})
    found = attacks_that_find(Group("two voices of five, one gap", GroupKind.TEAM, tuple(people)), tmp_path)
    assert "form" in found


def test_rule_4_rescoring_after_somebody_left_is_found(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(Workshops, "can_undo_close", lambda *_: True)
    group = NASTY["all the worst, ten people"]
    with auditing.new_study(tmp_path) as study:
        round_id = holding.hold(study, group)
        first = auditing.published(study, round_id, tmp_path)
        study.workshops.undo_close(round_id)
        holding.take_back(study, round_id, [0])
        study.workshops.close_round(round_id)
        second = auditing.published(study, round_id, tmp_path)
    without = replace(group, people=(replace(group.people[0], leaves=True), *group.people[1:]))
    found = attack_across([Stage(first, Room(group, PACK.instrument)), Stage(second, Room(without, PACK.instrument))])
    assert {finding.who for finding in found} >= {"1 people"}


def test_rule_4_a_corrected_result_after_one_late_form_is_found(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(closing, "corrections", lambda *_: Corrections(touched=5, least=5, possible=True))
    group, late = NASTY["two voices of five"], alike(PACK.instrument, {"family": [1]})
    with auditing.new_study(tmp_path) as study:
        round_id = holding.hold(study, group)
        first = auditing.published(study, round_id, tmp_path)
        holding.come_late(study, round_id, late)
        study.workshops.correct_round(round_id)
        second = auditing.published(study, round_id, tmp_path)
    more = replace(group, people=(*group.people, *late))
    rooms = [Room(replace(more, people=(*group.people, replace(late[0], leaves=True))), PACK.instrument)]
    rooms.append(Room(more, PACK.instrument))
    assert attack_across([Stage(first, rooms[0]), Stage(second, rooms[1])])


def test_rule_5_everyone_said_the_best_is_found(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(protection, "TOP", 101)
    assert "range" in attacks_that_find(NASTY["five who all say the best"], tmp_path)


def test_rule_5_a_decimal_is_found(tmp_path: Path, monkeypatch: Patch) -> None:
    whole: Callable[..., Shown] = protection.show

    def at_one_decimal(instrument: Any, sums: Sums, *others: Any, **more: Any) -> Shown:
        shown = whole(instrument, sums, *others, **more)
        exact: Any = round(float(sums.mean or 0), 1)
        return shown if shown.figure is None else replace(shown, figure=exact)

    monkeypatch.setattr(protection, "show", at_one_decimal)
    assert "form" in attacks_that_find(NASTY["two voices of five"], tmp_path, ("a4",))


@pytest.mark.parametrize(
    "name",
    [
        "one voice at an end",
        "large voice at an end",
        "a hidden pair at the bottom",
        "one care receiver",
        "all the best, in two voices",
    ],
)
def test_rule_5_voices_beside_everyone_that_pin_somebody_are_found(
    name: str, tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(pinning, "leaves_room", lambda *_: True)
    monkeypatch.setattr(pinning, "ROOM", 0)
    assert "range" in attacks_that_find(NASTY[name], tmp_path)


def test_rule_5_a_likely_range_that_says_all_felt_alike_is_found(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(pinning, "blurred", lambda instrument, name, measure, voices: measure)
    assert "range" in attacks_that_find(NASTY["everyone says the same"], tmp_path)


def test_a_domain_of_peoples_own_scores_gives_away_who_left_a_theme_out(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(pinning, "of_factors", lambda measure, factors, voices: measure)
    group = NASTY["one who leaves a theme out, of six"]
    assert "range" in attacks_that_find(group, tmp_path, domains_of_people=True)


def test_counted_answers_beside_a_score_give_away_who_answered_half(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(pinning, "answers_tell_no_more", lambda *_: True)
    assert "spread" in attacks_that_find(NASTY["one who answers half a theme, in two camps"], tmp_path, ("a4",))

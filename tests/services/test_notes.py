"""The facilitator's notes: kept with their sitting, printed only where that was chosen."""

from __future__ import annotations

import pytest

from climate_desktop.core.errors import NoSuchRound
from climate_desktop.core.study import GroupKind, Round
from climate_desktop.services import printing
from climate_desktop.services.notes import MOST
from climate_desktop.services.study import Study
from tests.services.conftest import Hold


@pytest.fixture
def round_(study: Study) -> Round:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    made = study.workshops.start_round(group.id)
    study.sittings.spread(made.id, study.sittings.suggest(made.id, 2))
    return made


def test_notes_are_kept_with_each_sitting_line_by_line(study: Study, round_: Round) -> None:
    first = study.sittings.plan(round_.id).sitting
    second = study.sittings.begin_next(round_.id)
    study.notes.write(round_.id, first.id, "  It was cold.\r\n\n\n\nTwo\u202e left early.  ", prints=False)
    study.notes.write(round_.id, second.id, "Warmer.", prints=True)
    assert [one.notes for one in study.notes.of(round_.id)] == ["It was cold.\n\nTwo left early.", "Warmer."]
    assert [one.factors for one in study.notes.of(round_.id)] == list(study.sittings.plan(round_.id).parts)


def test_notes_of_a_sitting_that_is_not_there_are_refused(study: Study, round_: Round) -> None:
    with pytest.raises(NoSuchRound):
        study.notes.write(round_.id, "another", "Hello", prints=True)
    with pytest.raises(NoSuchRound):
        study.notes.of("another")


def test_very_long_notes_are_cut(study: Study, round_: Round) -> None:
    sitting = study.sittings.plan(round_.id).sitting
    written = study.notes.write(round_.id, sitting.id, "rain and\n" * 200_000, prints=False)
    assert 0.9 * MOST < len(written.notes) <= MOST


def test_notes_are_printed_only_where_that_is_chosen_also_after_closing(study: Study, hold: Hold) -> None:
    made = hold({"family": [4] * 5})
    study.workshops.close_round(made.id)
    sitting = study.notes.of(made.id)[0]
    study.notes.write(made.id, sitting.id, "It was cold.\n\nTwo left early.", prints=False)
    assert printing.content(study, made.id).notes == ()
    study.notes.write(made.id, sitting.id, sitting.notes or "It was cold.\n\nTwo left early.", prints=True)
    assert printing.content(study, made.id).notes == ("It was cold.", "Two left early.")


def test_another_place_or_date_leaves_the_notes_alone(study: Study, round_: Round) -> None:
    sitting = study.sittings.plan(round_.id).sitting
    study.notes.write(round_.id, sitting.id, "It was cold.", prints=True)
    study.workshops.change_round(round_.id, place="The mill")
    after = study.notes.of(round_.id)[0]
    assert (after.place, after.notes, after.prints_notes, after.factors) == (
        "The mill",
        "It was cold.",
        True,
        sitting.factors,
    )

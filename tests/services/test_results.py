"""What may be said about a closed round, from the sums that closing stored."""

from __future__ import annotations

from fractions import Fraction

import pytest

from climate_desktop.core import scoring
from climate_desktop.core.errors import NoSuchRound
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.scoring import RoundSums
from climate_desktop.core.study import Sheet
from climate_desktop.services import sums
from climate_desktop.services.study import Study
from tests.services.conftest import Hold


def test_a_result_comes_from_the_stored_sums_and_never_from_the_answers_again(study: Study, hold: Hold) -> None:
    round_ = hold({"care_worker": [4] * 6, "family": [2] * 6})
    study.workshops.close_round(round_.id)
    before = study.results.result(round_.id)
    person = study.workshops.room(round_.id).participants[0]
    study._store.call(lambda rows: rows.remove_participant(person.id))  # noqa: SLF001 - an answer taken back later
    assert study.results.result(round_.id) == before
    assert before.measures["growth"].voices["care_worker"].figure == 75


def test_every_passage_can_be_derived_again_from_the_stored_answers(study: Study, hold: Hold) -> None:
    round_ = hold({"care_worker": [4] * 6, "family": [2] * 6})
    study.workshops.close_round(round_.id)
    first, again = study.results.reading(round_.id), study.results.reading(round_.id)
    assert first == again
    assert all(passage.text for passage in first.passages)


def test_a_round_that_is_not_there_is_told(study: Study) -> None:
    with pytest.raises(NoSuchRound):
        study.results.result("nowhere")
    with pytest.raises(NoSuchRound):
        study.results.reading("nowhere")


def test_a_result_read_without_writing_can_still_be_undone(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [3] * 5})
    study.workshops.close_round(round_.id)
    study.close()
    with Study.open(study.path, read_only=True) as looked:
        assert looked.results.result(round_.id).answered == 5
        assert not looked.results.were_opened(round_.id)


def test_a_group_of_three_has_a_result_without_numbers(study: Study, hold: Hold) -> None:
    round_ = hold({"family": [1, 2, 3]})
    study.workshops.close_round(round_.id)
    result = study.results.result(round_.id)
    assert not result.scored
    assert result.measures == {}


def test_sums_come_back_from_text_exactly(study: Study) -> None:
    instrument = study.workshops.default_pack().instrument
    given = {item.id: (n % 5) + 1 if n % 7 else NoAnswer.SKIPPED for n, item in enumerate(instrument.items)}
    made: RoundSums = scoring.score_round(instrument, [Sheet("a", "family", given), Sheet("b", "care_worker", given)])
    again = sums.from_text(sums.to_text(made))
    assert again == made
    assert isinstance(again.measures["growth"].everyone.total, Fraction)
    nobody = scoring.score_round(instrument, [])
    assert sums.from_text(sums.to_text(nobody)) == nobody

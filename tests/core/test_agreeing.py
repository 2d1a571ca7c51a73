"""How alike people answered, and when that may be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from climate_desktop import packs
from climate_desktop.core import agreeing, interpretation, protection, scoring
from climate_desktop.core.instrument import Thresholds
from climate_desktop.core.results import Result
from climate_desktop.core.study import Response
from tests.core import samples

PACK = packs.find("social-climate")
INSTRUMENT = PACK.instrument


def result(people: Mapping[str, Sequence[Response]]) -> Result:
    sums = scoring.score_round(INSTRUMENT, samples.sheets(INSTRUMENT, people))
    return protection.protect(INSTRUMENT, sums, Thresholds(), samples.occasion())


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ([4] * 12, "alike"),
        ([4] * 7 + [3] * 5, "alike"),
        ([4] * 11 + [1], "few"),
        ([4] * 11 + [2], "alike"),
        ([2, 3, 4, 5] * 3, "range"),
        ([1] * 6 + [5] * 6, "camps"),
    ],
)
def test_a_group_is_called_after_how_its_answers_lie(answers: list[Response], word: str) -> None:
    """An answer that is near enough to leave the others their room is not told apart."""
    told = result({"care_worker": answers})
    assert set(told.agreement.values()) == {word}
    reading = interpretation.read(told, PACK.language(), INSTRUMENT)
    for domain in reading.domains:
        for factor in domain.factors:
            assert factor.agreement is not None
            assert factor.agreement.id == f"say.{word}"
            assert factor.name in factor.agreement.text


def test_fewer_than_ten_people_are_never_called_alike_or_apart() -> None:
    assert result({"care_worker": [4] * 9}).agreement == {}


def test_nothing_is_called_alike_beside_a_hidden_voice() -> None:
    """It would say where the few of that voice must stand."""
    hidden = result({"care_worker": [4] * 8, "family": [4] * 3})
    assert hidden.hidden
    assert hidden.agreement == {}
    camps = result({"care_worker": [5] * 7, "family": [1] * 4})
    assert camps.hidden
    assert set(camps.agreement.values()) <= {"spread", "camps"}


def test_where_nobody_is_far_everybody_still_has_half_the_scale() -> None:
    for many in range(3, 8):
        for middle in range(many):
            row = [0] * many
            row[middle] = 11
            near = [place for place in range(many) if not agreeing._someone_is_far(_with(row, place))]  # noqa: SLF001 - the rule itself
            assert 100 * (near[-1] - near[0]) >= 50 * (many - 1)


def _with(row: Sequence[int], place: int) -> list[int]:
    return [n + (i == place) for i, n in enumerate(row)]


def test_how_often_one_voice_is_higher_is_told_from_ten_people_in_each_and_never_as_always() -> None:
    many = result({"care_receiver": [2] * 5 + [3] * 5, "care_worker": [4] * 5 + [3] * 5})
    assert {gap.times for gap in many.gaps} == {9}
    mixed = result({"care_receiver": [1, 2, 3, 4, 5] * 2, "care_worker": [2, 3, 4, 5, 4] * 2})
    assert {gap.times for gap in mixed.gaps} == {6}
    few = result({"care_receiver": [2] * 9, "care_worker": [4] * 10})
    assert few.gaps
    assert {gap.times for gap in few.gaps} == {None}

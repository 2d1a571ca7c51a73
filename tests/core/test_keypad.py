"""The keys of the number pad."""

from __future__ import annotations

import pytest

from climate_desktop.core.instrument import NoAnswer, Scale
from climate_desktop.core.keypad import Mark, back_keys, key_of, keypad

SCALES = [Scale(low, low + answers - 1) for low in (-4, 0, 1) for answers in range(2, 10)]


def test_five_answers_lie_as_on_the_drawn_pad() -> None:
    keys = keypad(Scale(1, 5))
    assert {sign: key.response for sign, key in keys.items()} == {
        **{str(value): value for value in range(1, 6)},
        "6": NoAnswer.DONT_KNOW,
        "7": NoAnswer.DOES_NOT_APPLY,
        "8": NoAnswer.PREFER_NOT_TO_SAY,
        "9": NoAnswer.SKIPPED,
        "0": NoAnswer.SKIPPED,
    }
    assert keys["9"].mark is Mark.TWO_MARKS
    assert keys["0"].mark is Mark.EMPTY
    assert back_keys(Scale(1, 5)) == {".", ",", "-"}


@pytest.mark.parametrize("scale", SCALES, ids=str)
def test_every_scale_has_a_key_of_its_own_for_each_answer_and_a_way_back(scale: Scale) -> None:
    keys = keypad(scale)
    assert len(keys) == len(scale.values) + 5
    assert [keys[str(place)].response for place in range(1, len(scale.values) + 1)] == list(scale.values)
    assert {key.response for key in keys.values()} == {*scale.values, *NoAnswer}
    assert all(sign == key.sign for sign, key in keys.items())
    assert "." in back_keys(scale)
    assert not back_keys(scale) & keys.keys()
    for response in (*scale.values, *NoAnswer):
        assert keys[key_of(response, scale).sign].response == response
    assert key_of(NoAnswer.SKIPPED, scale).mark is Mark.EMPTY

"""The code on a card: what is told apart, what is forgiven."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_desktop.core import card_code

CODE = "A10" + "2586K7W"


def test_a_code_has_ten_signs_none_of_which_is_taken_for_another() -> None:
    code = card_code.new_code("K7", Random(1))
    assert code.startswith("K7")
    assert len(code) == card_code.LENGTH == 10
    assert set(code) <= set(card_code.ALPHABET)
    assert not set(card_code.ALPHABET) & set("OQDILZSGBUV")
    assert len(set(card_code.ALPHABET)) == 25


@pytest.mark.parametrize(
    "typed",
    ["A102586K7W", "a1025 86k7w", " A10-25 86K7W ", "AIO2586K7W", "alo2586k7w", "AIQZSBGK7W", "A1025\u00a086K7W"],
)
def test_small_letters_spaces_and_look_alikes_are_put_right(typed: str) -> None:
    assert card_code.read_code(typed) == CODE


@pytest.mark.parametrize("typed", ["", "A102586K7", "A102586K7WW", "A10258?K7W", "A102586KÄW", "V102586K7W"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert card_code.read_code(typed) == ""


@given(st.text(max_size=14))
def test_whatever_is_typed_comes_out_as_a_code_or_as_nothing(typed: str) -> None:
    code = card_code.read_code(typed)
    assert code == "" or (len(code) == 10 and set(code) <= set(card_code.ALPHABET))
    assert card_code.read_code(card_code.spaced(code)) == code


def test_all_marks_are_offered_once() -> None:
    marks = card_code.new_marks(Random(3))
    assert len(marks) == len(set(marks)) == 625

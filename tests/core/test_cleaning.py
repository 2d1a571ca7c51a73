"""Text that a person wrote becomes one clean line."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from climate_desktop.core.cleaning import clean


def test_control_direction_and_broken_characters_go_and_white_space_becomes_one_space() -> None:
    assert clean(" a\ud800b\x00c\u200bd\u2028e\u202e  f\n") == "abcd e f"
    assert clean("e\u0301") == "é"
    assert len(clean("x" * 999)) == 200
    assert clean(" \t\n") == ""


@given(st.text(alphabet=st.characters()))
def test_whatever_is_written_comes_out_as_one_printable_line(text: str) -> None:
    line = clean(text)
    assert len(line) <= 200
    assert line == line.strip()
    assert not any(unicodedata.category(c)[0] == "C" or c == "\n" for c in line)
    line.encode()

"""The numbers on paper forms."""

from __future__ import annotations

from climate_desktop import packs
from climate_desktop.core.form_code import DIGITS, form_code, is_whole, voice_of

TEXT = {"pack.toml": "a", "en-GB.toml": "b"}


def test_a_code_is_six_digits_with_a_check() -> None:
    code = form_code(TEXT, "family", "full")
    assert len(code) == DIGITS
    assert is_whole(code)
    assert not is_whole(code[:-1])
    assert not is_whole(code[:-1] + "x")
    assert not is_whole("")


def test_every_single_wrong_digit_is_found() -> None:
    code = form_code(TEXT, "family", "full")
    for place in range(DIGITS):
        for digit in "0123456789":
            if digit != code[place]:
                assert not is_whole(code[:place] + digit + code[place + 1 :])


def test_other_words_another_voice_and_another_form_have_other_codes() -> None:
    same = form_code(dict(reversed(list(TEXT.items()))), "family", "full")
    assert same == form_code(TEXT, "family", "full")
    others = {
        form_code(TEXT | {"en-GB.toml": "c"}, "family", "full"),
        form_code(TEXT, "care_worker", "full"),
        form_code(TEXT, "family", "short"),
    }
    assert len(others | {same}) == 4


def test_a_code_leads_to_its_voice() -> None:
    for pack in packs.bundled():
        voices = [voice.id for voice in pack.instrument.voices]
        for voice in voices:
            assert voice_of(form_code(pack.text, voice, "full"), pack.text, voices, "full") == voice
        assert voice_of(form_code(TEXT, voices[0], "full"), pack.text, voices, "full") is None

"""A bare file of answers: what is right is read, and what is wrong is told with row, column and reason."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_desktop.core.errors import AnswersNotReadable, AnswersRefused, KnownError
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.exchange import answers_file
from climate_desktop.exchange.answers_file import AnswersFile
from tests.core.samples import instrument

INSTRUMENT = instrument()
ITEMS = [item.id for item in INSTRUMENT.items]
HEAD = ["participant", "voice", *ITEMS]


def written(folder: Path, *rows: list[str], separator: str = ",") -> Path:
    path = folder / "answers.csv"
    path.write_text("\n".join(separator.join(row) for row in rows) + "\n", "utf-8")
    return path


def person(name: str, answer: str = "4", voice: str = "family") -> list[str]:
    return [name, voice, *[answer] * len(ITEMS)]


def problems(path: Path) -> tuple[str, ...]:
    with pytest.raises(AnswersRefused) as caught:
        list(AnswersFile(path, INSTRUMENT).rows())
    return caught.value.problems


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_people_come_out_with_voice_and_cells(tmp_path: Path, separator: str) -> None:
    file = AnswersFile(written(tmp_path, HEAD, person("a"), [], person("b", "2.0"), separator=separator), INSTRUMENT)
    (rows,) = file.rows()
    assert rows.participants == ("a", "b")
    assert rows.voices == ("family", "family")
    assert [file.response(ITEMS[0], cell) for cell in rows.cells[0]] == [4, 2]


def test_a_cell_says_an_answer_a_non_answer_or_nothing(tmp_path: Path) -> None:
    file = AnswersFile(written(tmp_path, HEAD), INSTRUMENT)
    assert file.response("", " 5 ") == 5
    assert file.response("", "") is None
    assert file.response("", "does_not_apply") is NoAnswer.DOES_NOT_APPLY


def test_columns_may_stand_in_any_order_and_items_may_be_left_out(tmp_path: Path) -> None:
    file = AnswersFile(written(tmp_path, [ITEMS[2], "voice", ITEMS[0]], ["1", "family", "5"]), INSTRUMENT)
    (rows,) = file.rows()
    assert file.items == (ITEMS[2], ITEMS[0])
    assert rows.cells == [("1",), ("5",)]
    assert rows.participants == ("",)


def test_somebody_who_answered_for_another_is_counted_and_left_out(tmp_path: Path) -> None:
    rows = [["standing", *HEAD], ["proxy", *person("a")], ["self", *person("b")], ["", *person("c")]]
    file = AnswersFile(written(tmp_path, *rows), INSTRUMENT)
    (found,) = file.rows()
    assert found.participants == ("b", "c")
    assert [len(cells) for cells in found.cells] == [2] * len(ITEMS)
    assert file.proxies == 1


def test_every_problem_is_told_with_row_column_and_reason(tmp_path: Path) -> None:
    rows = [HEAD, person("a"), person("a"), person("b", voice="uncle"), person("c")[:-1], ["", *person("d")[1:]]]
    rows.append([*person("e")[:2], "6", "x", *["3"] * (len(ITEMS) - 2)])
    assert problems(written(tmp_path, *rows)) == (
        "row 3, column “participant”: “a” stands twice, and each person has one row.",
        "row 4, column “voice”: there is no voice “uncle”; use one of "
        + ", ".join(sorted(voice.id for voice in INSTRUMENT.voices))
        + ".",
        f"row 5: it has {len(HEAD) - 1} cells where the first row has {len(HEAD)}.",
        "row 6, column “participant”: nobody is named.",
        f"row 7, column “{ITEMS[0]}”: “6” is no answer from 1 to 5, and no word for a missing one.",
        f"row 7, column “{ITEMS[1]}”: “x” is no answer from 1 to 5, and no word for a missing one.",
    )


def test_a_person_who_comes_again_thousands_of_rows_later_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_file, "AT_ONCE", 2)
    people = [person(name) for name in ("a", "b", "c", "d", "b")]
    assert problems(written(tmp_path, HEAD, *people)) == (
        "row 6, column “participant”: “b” stands twice, and each person has one row.",
    )


def test_listing_ends_when_there_is_far_too_much_to_put_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_file, "AT_ONCE", 10)
    found = problems(written(tmp_path, HEAD, *[person(str(n), "9") for n in range(500)]))
    assert answers_file.MOST_PROBLEMS <= len(found) <= answers_file.MOST_PROBLEMS + 10 * len(ITEMS)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ([*HEAD, "shoe size"], "row 1, column “shoe size”: is no item"),
        ([*HEAD, ITEMS[0]], f"row 1, column “{ITEMS[0]}”: stands twice"),
        (["participant", "voice"], "row 1: no column is named after an item"),
    ],
)
def test_a_first_row_that_cannot_be_is_refused(tmp_path: Path, head: list[str], what: str) -> None:
    with pytest.raises(AnswersRefused) as caught:
        AnswersFile(written(tmp_path, head), INSTRUMENT)
    assert caught.value.problems[0].startswith(what)


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnswersNotReadable, match="No such file"):
        AnswersFile(tmp_path / "nothing.csv", INSTRUMENT)
    path = tmp_path / "answers.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(AnswersNotReadable, match="not text in UTF-8"):
        AnswersFile(path, INSTRUMENT)
    path.write_text(",".join(HEAD) + '\n"never closed', "utf-8")
    with pytest.raises(AnswersNotReadable, match="not a whole table"):
        list(AnswersFile(path, INSTRUMENT).rows())
    path.write_text("", "utf-8")
    with pytest.raises(AnswersRefused, match="no column"):
        AnswersFile(path, INSTRUMENT)


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "random.csv"
    path.write_bytes((",".join(HEAD) + "\n").encode() + data)
    with suppress(KnownError):
        list(AnswersFile(path, INSTRUMENT).rows())

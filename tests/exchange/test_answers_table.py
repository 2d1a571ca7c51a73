"""Tables of answers from elsewhere: every encoding and separator gives the same rows, and hostile files one sentence."""

from __future__ import annotations

import csv
import io
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from climate_desktop.core.errors import (
    AnswersFileOfAnotherKind,
    AnswersNotReadable,
    AnswersTooLarge,
    KnownError,
    NoRowsOfAnswers,
    NotAWorkbook,
    SheetHasMergedCells,
    TooManyRows,
)
from climate_desktop.exchange import answers_table
from climate_desktop.exchange.answers_table import AnswersTable, read
from tests.exchange.samples import edited, saved, swapped
from tests.exchange.test_hostile_workbooks import LAUGHS, OUTSIDE, SHEET, little_memory, rows

HEAD = ("participant", "I feel safe; here, “today”", "café")
ROWS = (("a", "4", "ja, gern"), ("b", "5", "two\nlines"))


def text(separator: str = ",", *, head: tuple[str, ...] = HEAD, below: tuple[tuple[str, ...], ...] = ROWS) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows((head, *below))
    return out.getvalue()


def written(folder: Path, data: bytes | str, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_and_separator_gives_the_same_table(tmp_path: Path, encoding: str, separator: str) -> None:
    table = read(written(tmp_path, text(separator).encode(encoding)))
    assert table.head == HEAD
    assert table.rows == ((2, ROWS[0]), (3, ROWS[1]))


def test_a_workbook_gives_the_same_table_whatever_its_file_is_called(tmp_path: Path) -> None:
    path = saved(tmp_path / "answers.xlsx", [HEAD, *ROWS], sheet="Form responses 1")
    path = path.rename(tmp_path / "answers.csv")
    table = read(path)
    assert table.head == HEAD
    assert table.rows == ((2, ROWS[0]), (3, ("b", "5", "two lines")))
    assert table.sheet == "Form responses 1"


def test_the_first_line_of_excel_that_names_the_separator_is_understood(tmp_path: Path) -> None:
    table = read(written(tmp_path, "sep=;\r\na;b\r\n1;2\r\n"))
    assert table.head == ("a", "b")
    assert table.rows == ((3, ("1", "2")),)


def test_rows_keep_the_numbers_of_a_spreadsheet_and_empty_ones_at_the_end_are_nobody_s_business(tmp_path: Path) -> None:
    table = read(written(tmp_path, "a,b\n1,2\n\n3,4\n,\n\n"))
    assert [number for number, _ in table.rows] == [2, 3, 4]
    assert table.rows[1] == (3, ())
    sheet = saved(tmp_path / "answers.xlsx", [["a", "b"], [1, 2], [], [3, 4], [None, " "]])
    assert [row for row, cells in read(sheet).rows if any(cells)] == [2, 4]


def test_empty_columns_at_the_end_go_and_cells_beyond_the_headings_stay(tmp_path: Path) -> None:
    table = read(written(tmp_path, "a,b,,\n1,2,,\n3,4,,,\n5,6,,,7\n"))
    assert table.head == ("a", "b")
    assert table.rows == ((2, ("1", "2")), (3, ("3", "4")), (4, ("5", "6", "", "", "7")))


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = saved(tmp_path / "answers.xlsx", [["participant", "autonomy_1"], ["a", "=1+3"], ["=HYPERLINK(1)", 4]])
    assert [cells for _, cells in read(path).rows] == [("a", "=1+3"), ("=HYPERLINK(1)", "4")]
    assert read(written(tmp_path, "a,b\n=1+3,@SUM(A1)\n")).rows == ((2, ("=1+3", "@SUM(A1)")),)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", NoRowsOfAnswers),
        (b"\n\n\n", NoRowsOfAnswers),
        (b"participant,voice\n", NoRowsOfAnswers),
        (b"\xd0\xcf\x11\xe0" + bytes(600), AnswersFileOfAnotherKind),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, AnswersFileOfAnotherKind),
        (b"a,b\n1,\x81\x8d", AnswersFileOfAnotherKind),
        (b"a,b\n" + b"1,2\n" * 600 + b"3,\0\n", AnswersFileOfAnotherKind),
        (b'a,b\n1,"never closed', AnswersNotReadable),
        (b"PK\x03\x04 and nothing more", NotAWorkbook),
        (b'a,b\n1,"' + b"x" * 200_000 + b'"\n', AnswersNotReadable),
        (b"a" * 6_000_000, AnswersTooLarge),
        (b"," * 100_000 + b"\n" + b"," * 100_000 + b"1", AnswersTooLarge),
    ],
)
def test_what_is_no_table_is_said_in_one_sentence(tmp_path: Path, data: bytes, kind: type[KnownError]) -> None:
    with pytest.raises(kind) as caught:
        read(written(tmp_path, data))
    assert "answers.csv" in str(caught.value)


@pytest.mark.parametrize("place", ["nothing.csv", ".", "a\0b", "x" * 300])
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, place: str) -> None:
    with pytest.raises(AnswersNotReadable):
        read(tmp_path / place)


def test_a_file_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    with little_memory(), pytest.raises(AnswersTooLarge):
        read(path)


def test_a_million_rows_are_refused_quickly(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(TooManyRows, match="more than 5,000 rows"):
        read(written(tmp_path, "a,b\n" + "1,2\n" * 1_000_000))
    with pytest.raises(TooManyRows):
        read(written(tmp_path, "a,b\n" + "1,2\n" * (answers_table.MOST_ROWS + 1)))
    assert time.monotonic() - begun < 20


def test_a_workbook_of_a_million_rows_or_an_unfolding_one_is_refused(tmp_path: Path) -> None:
    good = saved(tmp_path / "good.xlsx", [HEAD, *ROWS]).read_bytes()

    def spoilt(part: str, data: bytes) -> Path:
        return swapped(written(tmp_path, good, "bad.xlsx"), part, lambda _: data)

    for attack in (LAUGHS, OUTSIDE):
        with pytest.raises(NotAWorkbook):
            read(spoilt(SHEET, attack))
    bomb = swapped(written(tmp_path, good, "bad.xlsx"), SHEET, lambda part: part + b" " * 200_000_000)
    with little_memory(), pytest.raises(AnswersTooLarge, match="far more than a group’s answers"):
        read(bomb)
    with pytest.raises(AnswersTooLarge):
        read(swapped(written(tmp_path, good, "bad.xlsx"), SHEET, rows(100, 300_000)))
    with pytest.raises(TooManyRows):
        read(swapped(written(tmp_path, good, "bad.xlsx"), SHEET, rows(100, answers_table.MOST_ROWS + 2)))


def test_merged_cells_are_refused_and_a_hidden_first_sheet_is_passed_over(tmp_path: Path) -> None:
    path = saved(tmp_path / "answers.xlsx", [HEAD, *ROWS])
    with pytest.raises(SheetHasMergedCells):
        read(edited(path, lambda book: book.worksheets[0].merge_cells("A2:A3")))

    def hide(book: Workbook) -> None:
        book.worksheets[0].sheet_state = "hidden"
        book.create_sheet("seen").append(["a"])
        book["seen"].append(["1"])

    assert read(edited(saved(path, [HEAD, *ROWS]), hide)).sheet == "seen"


def test_columns_without_a_heading_are_called_as_in_a_spreadsheet(tmp_path: Path) -> None:
    table = read(written(tmp_path, "a,,c\n1,2,3\n"))
    assert [table.heading(place) for place in range(3)] == ["a", "B", "c"]
    assert list(table.column(1)) == ["2"]


@settings(max_examples=200)
@given(st.binary(max_size=600))
def test_no_bytes_raise_anything_but_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "random.csv"
    path.write_bytes(data)
    with suppress(KnownError):
        assert isinstance(read(path), AnswersTable)

"""What headings and cells from elsewhere are taken for, and where a mapping file says otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from climate_desktop import packs
from climate_desktop.core import row_faults
from climate_desktop.core.errors import MappingNotKnown, MappingNotReadable, MappingOfNoColumn
from climate_desktop.core.instrument import Item, NoAnswer
from climate_desktop.core.row_faults import Problem
from climate_desktop.core.study import Standing
from climate_desktop.core.words import Words
from climate_desktop.exchange.answers_cells import Cells
from climate_desktop.exchange.answers_columns import OUT, UNDECIDED, Columns, Guess, as_mapping, item_target, told
from climate_desktop.exchange.answers_reading import Found, Reader
from climate_desktop.exchange.answers_table import AnswersTable

PACK = packs.find("social-climate")
ENGLISH = PACK.language()
WELSH = Words(
    "cy",
    {
        "scale.4": ("Cytuno",),
        "no_answer.dont_know": ("Ddim yn gwybod",),
        "voice.family.choose": ("Teulu ydw i",),
        "item.autonomy_1.family": ("Mae gen i reolaeth dros fy amser.",),
    },
)
CELLS = Cells(PACK.instrument, (ENGLISH, WELSH))
GUESS = Guess(PACK.instrument, (ENGLISH, WELSH), CELLS)
SAID = ENGLISH["item.autonomy_1.care_receiver"]


def table(head: list[str], *rows: list[str]) -> AnswersTable:
    return AnswersTable("some.csv", tuple(head), tuple((n, tuple(row)) for n, row in enumerate(rows, 2)), "")


def guessed(*head: str) -> tuple[str, ...]:
    return GUESS.columns(table(list(head))).targets


def looked(of: AnswersTable, columns: Columns | None = None) -> Found:
    voices = [voice.id for voice in PACK.instrument.voices_for("team")]
    reader = Reader(PACK.instrument, CELLS, voices, [item.id for item in PACK.instrument.items])
    return reader.read(of, columns or GUESS.columns(of))


def wrong(of: AnswersTable, columns: Columns | None = None) -> list[tuple[int, str, type]]:
    return [(one.row, one.column, one.kind) for one in looked(of, columns).problems]


@pytest.mark.parametrize(
    "heading",
    [
        "autonomy_1", "Autonomy_1", "group/autonomy_1", "data/growth/autonomy_1", "growth-autonomy_1", "growth.autonomy_1",
        "growth:autonomy_1", "autonomy1", "autonomy[1]", "G01Q02[autonomy1]", "123456X12X345autonomy1",
        f"autonomy1. {SAID}", f"{SAID} [autonomy_1]", SAID, SAID.upper(), SAID.rstrip("."), f"  {SAID}  *",
        f"<b>{SAID}</b>", f"12. {SAID}", f"Q1. {SAID}", f"How much do you agree? [{SAID}]", f"group/{SAID}",
        f"{SAID[:24]}...", f"{SAID[:24]}…", "Mae gen i reolaeth dros fy amser.", "I am in charge of my own day",
    ],
)  # fmt: skip
def test_a_heading_is_known_as_its_statement(heading: str) -> None:
    (target,) = guessed(heading)
    assert target.split(":")[:2] == ["item", "autonomy_1"]


@pytest.mark.parametrize(
    "heading", ["Timestamp", "start", "_submission_time", "Email", "autonomy_1 [comment]", "remarks/autonomy", "", "4"]
)
def test_other_headings_are_left_out(heading: str) -> None:
    assert guessed(heading) == (OUT,)


def test_one_of_several_ids_names_the_people_and_names_never_do() -> None:
    assert guessed("name", "_id", "_uuid", "email") == ("out", "out", "person", "out")
    assert guessed("Response ID", "autonomy_1") == ("person", "item:autonomy_1")
    assert guessed("meta-instanceID", "KEY") == ("person", "out")


def test_a_code_that_all_rows_share_names_nobody() -> None:
    rows = [["hall-1", "x", "family", "4"] for _ in range(3)]
    assert GUESS.columns(table(["code", "id", "voice", "autonomy_1"], *rows)).targets[:2] == (OUT, OUT)
    assert wrong(table(["participant", "voice", "autonomy_1"], *[row[1:] for row in rows])) == [
        (3, "participant", row_faults.PersonTwice),
        (4, "participant", row_faults.PersonTwice),
    ]


def test_columns_that_are_called_alike_are_parts_of_one_as_in_a_form_with_a_section_for_each_voice() -> None:
    of = table(["voice", SAID, SAID], ["family", "", "Agree"], ["care_receiver", "Disagree", ""], ["family", "4", "4"])
    assert [dict(person.answers) for person in looked(of).people] == [{"autonomy_1": 4}, {"autonomy_1": 2}]
    assert wrong(of) == [(4, SAID, row_faults.AnsweredTwice)]


def test_the_voice_is_known_by_its_cells_whatever_its_column_is_called() -> None:
    head = ["When", "Wer sind Sie?", "autonomy_1"]
    of = table(head, ["1", "I receive care or support", "4"], ["2", "Teulu ydw i", "Cytuno"])
    assert GUESS.columns(of).targets == (OUT, "voice", "item:autonomy_1")
    assert [person.voice for person in looked(of).people] == ["care_receiver", "family"]


def test_whether_somebody_answers_for_another_is_known_by_its_cells_too() -> None:
    other = ENGLISH["consent.answered_by_another"]
    of = table(["voice", "Who holds the pen?", "autonomy_1"], ["family", "myself", "4"], ["family", other, "4"])
    assert [person.standing for person in looked(of).people] == [Standing.SELF, Standing.PROXY]


def test_columns_for_each_voice_come_together_in_one_statement() -> None:
    head = ["voice", "autonomy_1__care_receiver", "autonomy_1__family", "autonomy_1__easy"]
    of = table(head, ["family", "", "4", ""], ["care_receiver", "2", "", ""], ["care_worker", "", "", "yes"])
    assert GUESS.columns(of).targets[1:] == tuple(item_target("autonomy_1", v) for v in ("care_receiver", "family", "easy"))
    assert [dict(person.answers) for person in looked(of).people] == [{"autonomy_1": n} for n in (4, 2, 5)]
    twice = table(head, ["family", "3", "4", ""], ["family", "", "4", "no"])
    assert wrong(twice) == [
        (2, "autonomy_1__care_receiver", row_faults.AnsweredAsAnother),
        (3, "autonomy_1__easy", row_faults.AnsweredTwice),
    ]


def test_the_words_of_one_voice_serve_everyone_where_there_is_no_other_column() -> None:
    of = table(["voice", SAID], ["family", "Agree"])
    assert GUESS.columns(of).targets[1] == "item:autonomy_1"
    both = table(["voice", SAID, ENGLISH["item.autonomy_1.family"]], ["family", "", "Agree"])
    assert GUESS.columns(both).targets[1:] == ("item:autonomy_1:care_receiver", "item:autonomy_1:family")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("4", 4), (" 4 ", 4), ("4.0", 4), ("4,0", 4), ("04", 4), ("\uff14", 4), ("Agree", 4), ("AGREE.", 4), ("Cytuno", 4),
        ("4 - Agree", 4), ("4. Agree", 4), ("Agree (4)", 4), ("4 – Agree", 4), ("4=Agree", 4),
        ("4 (Agree)", 4), ("5 (Agree)", row_faults.NotAnAnswer),
        ("", None), ("  ", None), ("N/A", None), ("skipped", NoAnswer.SKIPPED), ("Don't know", NoAnswer.DONT_KNOW),
        ("Don’t know", NoAnswer.DONT_KNOW), ("Ddim yn gwybod", NoAnswer.DONT_KNOW),
        ("does not apply", NoAnswer.DOES_NOT_APPLY),
        ("Rather not say", NoAnswer.PREFER_NOT_TO_SAY), ("prefer_not_to_say", NoAnswer.PREFER_NOT_TO_SAY),
        ("0", row_faults.NotOnTheScale), ("6", row_faults.NotOnTheScale), ("-4", row_faults.NotOnTheScale),
        ("4.5", row_faults.NotOnTheScale), ("99", row_faults.NotOnTheScale), ("+4", row_faults.NotOnTheScale),
        ("4 5", row_faults.SeveralAnswers), ("4;5", row_faults.SeveralAnswers), ("Agree, Disagree", row_faults.SeveralAnswers),
        ("Agree;Strongly agree", row_faults.SeveralAnswers), ("skipped dont_know", row_faults.SeveralAnswers),
        ("Agree\nDisagree", row_faults.SeveralAnswers), ("5 - Agree", row_faults.NotAnAnswer),
        ("A2", row_faults.CodeOfAnother), ("AO04", row_faults.CodeOfAnother), ("=1+3", row_faults.IsAFormula),
        ("yes", row_faults.NotAnAnswer), ("mostly", row_faults.NotAnAnswer), ("x" * 5000, row_faults.NotAnAnswer),
    ],
)  # fmt: skip
def test_a_cell_says_an_answer_nothing_or_what_is_wrong(cell: str, said: object) -> None:
    assert CELLS.answer(cell) == said


def test_words_that_mean_two_things_mean_nothing() -> None:
    doubtful = Words("xx", {"scale.1": ("Perhaps",), "scale.2": ("perhaps!",), "scale.3": ("Agree",)})
    cells = Cells(PACK.instrument, (ENGLISH, doubtful))
    assert cells.answer("Perhaps") is row_faults.NotAnAnswer
    assert cells.answer("Agree") is row_faults.NotAnAnswer
    assert cells.answer("Strongly agree") == 5


def test_columns_with_answers_that_nobody_asked_for_are_not_passed_over() -> None:
    of = table(
        ["voice", "autonomy_1", "autonomy_99", "The tea is good", "Remarks", "autonomy_2/4"],
        ["family", "4", "", "Agree", "Agree to differ", "1"],
        ["family", "4", "3", "Disagree", "", "0"],
    )
    columns = GUESS.columns(of)
    assert columns.targets == ("voice", "item:autonomy_1", UNDECIDED, UNDECIDED, OUT, UNDECIDED)
    assert [place for _, place, _ in wrong(of, columns)] == ["autonomy_99", "The tea is good", "autonomy_2/4"]
    assert wrong(of, Columns(("voice", "item:autonomy_1", OUT, OUT, OUT, OUT))) == []
    several = table(["voice", "group/autonomy_2", "group/autonomy_2/4"], ["family", "4 5", "1"])
    assert GUESS.columns(several).targets[2] == OUT
    assert wrong(several) == [(2, "group/autonomy_2", row_faults.SeveralAnswers)]


def test_columns_that_cannot_be_are_told() -> None:
    of = table(["a", "b", "c", "d"], ["family", "family", "4", "4"])
    columns = Columns(("voice", "voice", "item:nonsense", "item:autonomy_1:uncle"))
    assert wrong(of, columns)[:4] == [
        (1, "c", row_faults.ColumnOfNoItem),
        (1, "d", row_faults.ColumnOfNoVoice),
        (1, "b", row_faults.ColumnTwice),
        (1, "", row_faults.NoStatements),
    ]
    nobody = Columns((OUT, OUT, "item:autonomy_1", OUT))
    assert wrong(of, nobody) == [(1, "", row_faults.NoVoices)]
    assert wrong(of, nobody.for_everyone("circle_member")) == [(1, "", row_faults.VoiceNotOffered)]
    assert wrong(of, nobody.for_everyone("family")) == []


def test_every_kind_of_problem_in_a_row_is_told_with_row_and_column() -> None:
    of = table(
        ["participant", "voice", "standing", "autonomy_1", "autonomy_2"],
        ["a", "family", "", "4", "5"],
        ["a", "uncle", "maybe", "6", "5"],
        [],
        ["", "", "", "4", "x"],
        ["b", "circle_member", "self", "4", "4"],
        ["c", "family", "self", "", ""],
        ["d", "family", "self", "4"],
        ["e", "family", "self", "4", "4", "4"],
    )
    assert wrong(of) == [
        (3, "voice", row_faults.VoiceNotKnown),
        (3, "standing", row_faults.StandingNotKnown),
        (3, "autonomy_1", row_faults.NotOnTheScale),
        (3, "participant", row_faults.PersonTwice),
        (4, "", row_faults.RowIsEmpty),
        (5, "voice", row_faults.VoiceMissing),
        (5, "autonomy_2", row_faults.NotAnAnswer),
        (5, "participant", row_faults.NobodyNamed),
        (6, "voice", row_faults.VoiceNotOffered),
        (7, "", row_faults.NothingAnswered),
        (8, "", row_faults.RowTooShort),
        (9, "", row_faults.RowTooLong),
    ]
    lines = [str(problem) for problem in looked(of).problems]
    assert lines[0] == (
        "row 3, column “voice”: “uncle” is no voice of this questionnaire. Use one of: care_receiver, care_worker, family."
    )
    assert lines[4] == "row 4: The row is empty. Take it out of the file, or leave it out here."


def test_of_twins_the_one_that_is_not_left_out_may_stay() -> None:
    of = table(["participant", "voice", "autonomy_1"], *[["a", "family", str(n)] for n in (1, 2, 3)])
    found = looked(of)
    assert [problem.row for problem in found.left()] == [3, 4]
    assert [problem.row for problem in found.left({2})] == [4]
    assert [problem.row for problem in found.left({3})] == [4]
    assert found.left({2, 4}) == ()
    assert [person.row for person in found.coming({2, 4})] == [3]


@pytest.mark.parametrize(
    "kind",
    [k for k in vars(row_faults).values() if isinstance(k, type) and issubclass(k, row_faults.RowFault)],
    ids=lambda kind: kind.__name__,
)
def test_every_fault_is_a_whole_sentence(kind: type[row_faults.RowFault]) -> None:
    if kind is not row_faults.RowFault:
        assert kind.sentence[0].isupper() or kind.sentence[0] == "“"
        assert kind.sentence.endswith((".", "”."))


def test_what_a_problem_repeats_is_short_and_on_one_line() -> None:
    of = table(["voice", "autonomy_1"], ["family", "x\u202e\n\x1b[31m" + "y" * 4000])
    (line,) = map(str, looked(of).problems)
    assert len(line) < 300
    assert line.isprintable()


# The mapping file


def mapped(folder: Path, data: object) -> Path:
    path = folder / "mapping.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return path


def test_a_mapping_file_says_otherwise_and_leaves_the_rest(tmp_path: Path) -> None:
    of = table(["a", "b", "b", "autonomy_1"], ["1", "2", "3", "4"])
    path = mapped(tmp_path, {"columns": {"a": "person", "b": "item:autonomy_2"}, "everyone": "family"})
    columns = told(path, of, GUESS.columns(of))
    assert columns == Columns(("person", "item:autonomy_2", "item:autonomy_2", "item:autonomy_1"), "family")
    again = mapped(tmp_path, as_mapping(of, columns))
    assert told(again, of, GUESS.columns(of)) == columns


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("nonsense", MappingNotReadable),
        ([], MappingNotReadable),
        ({"colums": {}}, MappingNotReadable),
        ({"columns": {"a": 4}}, MappingNotReadable),
        ({"columns": [], "everyone": "family"}, MappingNotReadable),
        ({"everyone": None}, MappingNotReadable),
        ("[" * 100_000, MappingNotReadable),
        ({"columns": {"z": "person"}}, MappingOfNoColumn),
        ({"columns": {"a": "voices"}}, MappingNotKnown),
    ],
)
def test_a_mapping_file_that_cannot_be_is_told(tmp_path: Path, data: object, kind: type[Exception]) -> None:
    of = table(["a"], ["1"])
    with pytest.raises(kind):
        told(mapped(tmp_path, data), of, GUESS.columns(of))
    with pytest.raises(MappingNotReadable):
        told(tmp_path / "nothing.json", of, GUESS.columns(of))


def test_two_statements_with_one_wording_are_not_guessed() -> None:
    twins = Words("xx", {"item.autonomy_1.family": ("The same",), "item.autonomy_2.family": ("the same.",)})
    guess = Guess(PACK.instrument, (twins,), Cells(PACK.instrument, (twins,)))
    assert guess.columns(table(["The same"])).targets == (OUT,)
    assert isinstance(PACK.instrument.items[0], Item)


def test_a_problem_of_the_headings_is_known_as_one() -> None:
    assert Problem(1, -1, "", row_faults.NoVoices, {}).in_heading
    assert not Problem(2, -1, "", row_faults.RowIsEmpty, {}).in_heading

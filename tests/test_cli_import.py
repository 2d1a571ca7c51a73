"""`climate-desktop import`: a file of answers into a round, or every problem in it and nothing else."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from climate_desktop import cli
from climate_desktop.core.study import GroupKind, RoundState
from climate_desktop.services.study import Study

SAMPLES = Path(__file__).parent / "exchange" / "samples"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A study with one team that has no round."""
    made = tmp_path / "hall.climate"
    with Study.create(made) as study:
        study.workshops.add_group("Top Lock team", GroupKind.TEAM)
    return made


def run(path: Path, file: Path, *more: str, group: str = "Top Lock team", label: str = "Spring") -> int:
    return cli.main(["import", str(path), "--group", group, "--round", label, str(file), *more])


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def rounds(path: Path) -> list[tuple[str, str, RoundState, int]]:
    with Study.open(path, read_only=True) as study:
        return [
            (card.group.name, round_.label, round_.state, study.workshops.room(round_.id).counts.finished)
            for card in study.workshops.groups()
            for round_ in study.workshops.rounds(card.group.id)
        ]


def test_a_file_begins_the_round_that_was_named_fills_it_and_closes_it(path: Path, capsys: Capture) -> None:
    assert run(path, SAMPLES / "kobo.xlsx", "--close", group="top lock TEAM") == 0
    out, err = capsys.readouterr()
    assert out.startswith("6 people brought into Spring, id ")
    assert out.endswith("Spring is closed.\n")
    assert err == ""
    assert rounds(path) == [("Top Lock team", "Spring", RoundState.CLOSED, 6)]
    for more in ([], ["--dry-run"]):
        assert run(path, SAMPLES / "odk.csv", *more) == 1
        assert "This round is closed" in capsys.readouterr().err


def test_a_second_file_goes_into_the_round_that_is_open_and_the_same_one_does_not(path: Path, capsys: Capture) -> None:
    assert run(path, SAMPLES / "own.csv") == 0
    assert run(path, SAMPLES / "google-forms.csv") == 0
    capsys.readouterr()
    assert run(path, SAMPLES / "own.csv") == 1
    assert capsys.readouterr().err.startswith("This very file was brought into this round before.")
    assert rounds(path) == [("Top Lock team", "Spring", RoundState.OPEN, 11)]


def test_a_group_that_is_not_there_is_made_of_the_kind_that_was_asked_for(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.csv"
    file.write_text("voice,autonomy_1\ncircle_member,4\n", "utf-8")
    assert run(path, file, "--kind", "circle", group="Weavers") == 0
    assert ("Weavers", "Spring", RoundState.OPEN, 1) in rounds(path)


def test_another_pack_is_asked_with_where_it_is_named(path: Path, tmp_path: Path, capsys: Capture) -> None:
    with Study.open(path, read_only=True) as study:
        instrument = study.library.pack("co-production-capacity").instrument
    items = [item.id for item in instrument.items]
    file = tmp_path / "other.csv"
    voice = instrument.voices[0].id
    file.write_text(",".join(["voice", *items]) + "\n" + ",".join([voice, *["3"] * len(items)]) + "\n", "utf-8")
    assert run(path, file, "--pack", "co-production-capacity", label="Capacity") == 0
    assert ("Top Lock team", "Capacity", RoundState.OPEN, 1) in rounds(path)
    capsys.readouterr()
    assert run(path, file, "--pack", "social-climate", label="Capacity") == 1
    assert "asks the questionnaire “co-production-capacity”" in capsys.readouterr().err


def test_a_dry_run_tells_what_it_sees_and_stores_nothing(path: Path, capsys: Capture) -> None:
    before = digest(path)
    assert run(path, SAMPLES / "odk.csv", "--dry-run") == 0
    out, err = capsys.readouterr()
    assert "column “growth-autonomy_1”: item:autonomy_1" in out
    assert "column “who-voice”: voice" in out
    assert out.endswith("6 rows, 6 that can be brought in\n")
    assert err == ""
    assert digest(path) == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_thousand_bad_rows_give_a_thousand_lines_and_the_file_stays_byte_identical(
    path: Path, tmp_path: Path, capsys: Capture
) -> None:
    bad = tmp_path / "bad.csv"
    good = "p,family,4\nq,family,5\n"
    bad.write_text("participant,voice,autonomy_1\n" + "".join(f"x{n},uncle,4\n" for n in range(1000)) + good, "utf-8")
    before = digest(path)
    for more in ([], ["--dry-run"], ["--close"], ["--leave-out", "2-1000"]):
        assert run(path, bad, *more) == 1
        out, err = capsys.readouterr()
        lines = [line for line in err.splitlines() if line.startswith("row ")]
        assert len(lines) == (2 if "--leave-out" in more else 1000) - (1 if "--leave-out" in more else 0)
        assert "Traceback" not in out + err
        assert digest(path) == before
    assert run(path, bad, "--leave-out", "2-1001") == 0
    assert capsys.readouterr().out.startswith("2 people brought into Spring")


def test_a_mapping_file_says_what_the_columns_are(path: Path, tmp_path: Path, capsys: Capture) -> None:
    file, mapping = tmp_path / "odd.csv", tmp_path / "mapping.json"
    file.write_text("Wer,Eins\na,4\nb,Agree\n", "utf-8")
    assert run(path, file) == 1
    assert "Choose the statement" in capsys.readouterr().err
    mapping.write_text(json.dumps({"columns": {"Wer": "person", "Eins": "item:autonomy_1"}, "everyone": "family"}))
    assert run(path, file, "--mapping", str(mapping), "--dry-run") == 0
    assert "everyone answers as family" in capsys.readouterr().out
    assert run(path, file, "--mapping", str(mapping)) == 0
    mapping.write_text("{")
    assert run(path, file, "--mapping", str(mapping)) == 1
    assert "it is not JSON" in capsys.readouterr().err


@pytest.mark.parametrize("rows", ["1", "99", "x", "2-99", "2--3", "-2", "٤"])
def test_a_row_that_is_not_there_cannot_be_left_out(path: Path, rows: str, capsys: Capture) -> None:
    before = digest(path)
    assert run(path, SAMPLES / "own.csv", f"--leave-out={rows}") == 1
    assert "There is no row" in capsys.readouterr().err
    assert digest(path) == before


def test_rows_that_are_left_out_stay_out(path: Path, capsys: Capture) -> None:
    assert run(path, SAMPLES / "own.csv", "--leave-out", "2, 4-5") == 0
    assert capsys.readouterr().out.startswith("3 people")
    assert run(path, SAMPLES / "own.csv", "--leave-out", "2-7", label="Other") == 1
    assert "No row is left" in capsys.readouterr().err
    assert [label for _, label, _, _ in rounds(path)] == ["Spring"]


def test_a_file_that_is_none_gives_one_sentence(path: Path, tmp_path: Path, capsys: Capture) -> None:
    before = digest(path)
    assert run(path, tmp_path / "nowhere.csv") == 1
    assert run(path, path) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 2
    assert digest(path) == before

"""The command line: services called, words out, one sentence for what goes wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from climate_desktop import __version__, cli, paths
from climate_desktop.packs import archive
from climate_desktop.services import demo, self_check
from climate_desktop.services.study import Study

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("example") / demo.FILE_NAME
    demo.make_study(path, people=12)
    return path


def rounds(path: Path, capsys: Capture) -> list[dict[str, Any]]:
    assert cli.main(["list", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    return [round_ for group in found["groups"] for round_ in group["rounds"]]


def one_sentence(capsys: Capture) -> str:
    """What went to standard error, which must be one line; nothing may go to standard output."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


def test_list_shows_groups_and_rounds_and_leaves_the_file_alone(example: Path, capsys: Capture) -> None:
    before = sha256(example.read_bytes()).hexdigest()
    assert len(rounds(example, capsys)) == 6
    assert cli.main(["list", str(example)]) == 0
    assert "Hebble Valley team (team)" in capsys.readouterr().out
    assert sha256(example.read_bytes()).hexdigest() == before
    assert [p.name for p in example.parent.iterdir()] == [example.name]


def test_score_tells_protected_results_only(example: Path, capsys: Capture) -> None:
    for round_ in rounds(example, capsys):
        assert cli.main(["score", str(example), "--round", round_["id"], "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert len(found["measures"]) == 15
        for measure in found["measures"]:
            assert measure["everyone"]["people"] >= 5
            assert all(shown["people"] >= 5 for shown in measure["voices"].values())
    assert cli.main(["score", str(example), "--round", round_["id"]]) == 0
    assert "Systems Maintenance & Co-production:" in capsys.readouterr().out


def test_report_writes_a_pdf_and_leaves_the_study_alone(example: Path, tmp_path: Path, capsys: Capture) -> None:
    before = sha256(example.read_bytes()).hexdigest()
    target = tmp_path / "report.pdf"
    round_id = rounds(example, capsys)[0]["id"]
    assert cli.main(["report", str(example), "--round", round_id, "--paper", "letter", "-o", str(target)]) == 0
    pages = PdfReader(target).pages
    assert f"{len(pages)} pages" in capsys.readouterr().out
    assert round(pages[0].mediabox.width) == 612
    assert sha256(example.read_bytes()).hexdigest() == before


def test_new_makes_an_empty_study_once(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "mine.climate"
    assert cli.main(["new", str(path), "--plain"]) == 0
    assert "Made" in capsys.readouterr().out
    assert cli.main(["list", str(path)]) == 0
    assert "no group" in capsys.readouterr().out
    before = path.read_bytes()
    assert cli.main(["new", str(path)]) == 1
    assert "is there already" in one_sentence(capsys)
    assert path.read_bytes() == before


def test_close_freezes_a_round_and_says_when_it_cannot(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "mine.climate"
    with Study.create(path) as study:
        from climate_desktop.core.study import GroupKind  # noqa: PLC0415

        group = study.workshops.add_group("Top Lock team", GroupKind.TEAM)
        round_ = study.workshops.start_round(group.id)
        person = study.workshops.add_participant(round_.id, "family")
    assert cli.main(["close", str(path), "--round", round_.id]) == 1
    assert "Nobody has finished yet" in one_sentence(capsys)
    assert cli.main(["score", str(path), "--round", round_.id]) == 1
    assert "still open" in one_sentence(capsys)
    with Study.open(path) as study:
        study.answering(person.id).finish()
    assert cli.main(["close", str(path), "--round", round_.id]) == 0
    assert "is closed" in capsys.readouterr().out
    assert cli.main(["score", str(path), "--round", round_.id]) == 0
    assert "Fewer than 5 people answered" in capsys.readouterr().out


def test_check_study_says_that_nothing_is_wrong_or_what(example: Path, tmp_path: Path, capsys: Capture) -> None:
    assert cli.main(["check-study", str(example)]) == 0
    assert "nothing to put right" in capsys.readouterr().out
    broken = tmp_path / "broken.climate"
    data = bytearray(example.read_bytes())
    data[5000:9000] = bytes(4000)
    broken.write_bytes(data)
    assert cli.main(["check-study", str(broken)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err


@pytest.mark.parametrize("command", [["list"], ["score", "--round", "x"], ["report", "--round", "x", "-o", "x.pdf"]])
def test_a_missing_or_foreign_file_gives_one_sentence(command: list[str], tmp_path: Path, capsys: Capture) -> None:
    assert cli.main([*command, str(tmp_path / "nowhere.climate")]) == 1
    assert "There is no study at" in one_sentence(capsys)
    foreign = tmp_path / "letter.climate"
    foreign.write_text("Dear all, see you on Friday.")
    assert cli.main([*command, str(foreign)]) == 1
    assert "is not a Climate Desktop study" in one_sentence(capsys)
    assert foreign.read_text() == "Dear all, see you on Friday."


def test_an_unknown_round_gives_one_sentence(example: Path, tmp_path: Path, capsys: Capture) -> None:
    for command in (["score"], ["report", "-o", str(tmp_path / "x.pdf")]):
        assert cli.main([*command, str(example), "--round", "nowhere"]) == 1
        assert "There is no round “nowhere”" in one_sentence(capsys)
    assert not (tmp_path / "x.pdf").exists()


def test_wrong_usage_ends_with_two(capsys: Capture) -> None:
    for arguments in (["--nonsense"], ["demo"], ["demo", "x", "--people", "0"], ["report", "x"], ["a", "b"]):
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert ended.value.code == 2
    assert "choose a whole number" in capsys.readouterr().err


def test_without_a_screen_the_window_says_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert cli.main([]) == 1
    assert "no screen" in one_sentence(capsys)


def test_self_check_finds_this_installation_sound(capsys: Capture) -> None:
    assert cli.main(["self-check", "--json"]) == 0
    checks = json.loads(capsys.readouterr().out)
    assert [check["name"] for check in checks if not check["ok"]] == []
    assert cli.main(["self-check"]) == 0


def test_self_check_refuses_the_pair_of_versions_that_stops_in_a_round() -> None:
    assert not self_check.safe_pair((6, 12, 0), (3, 11))
    assert self_check.safe_pair((6, 12, 0), (3, 12))
    assert self_check.safe_pair((6, 11, 3), (3, 11))


def test_demo_makes_the_study_and_all_reports_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "climate_desktop", "demo", str(tmp_path / "out"), "--people", "7"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(cli.__file__).parents[2]), "LC_ALL": "C.UTF-8"},
    )
    files = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert files == sorted(
        ["example.climate"]
        + [
            f"{group}-{when}.pdf"
            for group in ("hebble-valley-team", "canalside-circle")
            for when in ("spring-2025", "autumn-2025", "spring-2026")
        ]
    )
    assert str(tmp_path / "out" / "example.climate") in done.stdout
    assert done.stderr == ""


def test_version_is_told(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert __version__ in capsys.readouterr().out


PACKS = Path(__file__).parent / "broken_packs"


def test_check_pack_tells_every_problem_with_file_and_line(capsys: Capture) -> None:
    assert cli.main(["check-pack", str(PACKS / "twelve_faults")]) == 1
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert len(lines) == 12
    assert all(re.fullmatch(r"(pack|en-GB)\.toml, line \d+: .+\. .+[.?]", line) for line in lines)
    assert err == f"12 things are to be put right in {PACKS / 'twelve_faults'}.\n"
    assert cli.main(["check-pack", str(PACKS / "twelve_faults"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [f"{p['file']}, line {p['line']}: {p['what']} {p['todo']}" for p in found] == lines


@pytest.mark.parametrize("pack", sorted(p.parent for p in paths.rubrics().glob("*/pack.toml")), ids=lambda p: p.name)
def test_check_pack_finds_nothing_in_a_bundled_pack(pack: Path, capsys: Capture) -> None:
    assert cli.main(["check-pack", str(pack)]) == 0
    assert "no problems" in capsys.readouterr().out
    assert cli.main(["check-pack", str(pack / "pack.toml"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_pack_looks_into_a_shared_file_too(tmp_path: Path, capsys: Capture) -> None:
    files = {path.name: path.read_text("utf-8") for path in (PACKS / "twelve_faults").iterdir()}
    archive.write(files, tmp_path / "twelve.climatepack")
    assert cli.main(["check-pack", str(tmp_path / "twelve.climatepack")]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 12


def test_check_pack_says_in_one_sentence_that_there_is_nothing_to_check(tmp_path: Path, capsys: Capture) -> None:
    assert cli.main(["check-pack", str(tmp_path / "nowhere")]) == 1
    assert "“nowhere” could not be opened" in one_sentence(capsys)
    (tmp_path / "letter.txt").write_text("Dear all")
    assert cli.main(["check-pack", str(tmp_path / "letter.txt")]) == 1
    assert "is no shared questionnaire" in one_sentence(capsys)
    assert cli.main(["check-pack", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out == "pack.toml: It is missing. Put it into the pack’s folder.\n"
    assert err == f"One thing is to be put right in {tmp_path}.\n"


def test_sheets_prints_every_kind_and_says_how_many_pages(tmp_path: Path, capsys: Capture) -> None:
    for kind in ("questionnaire", "consent", "slips", "take-home", "actions"):
        target = tmp_path / f"{kind}.pdf"
        asked = ["sheets", "social-climate", "--kind", kind, "--voice", "family", "--print", "easy", "-o", str(target)]
        assert cli.main(asked) == 0
        pages = len(PdfReader(target).pages)
        assert capsys.readouterr().out == f"{target}: {pages} {'page' if pages == 1 else 'pages'}\n"


def test_sheets_that_cannot_be_made_are_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "forms.pdf"
    for wrong, said in (
        (["social-climate", "--voice", "nobody"], "“nobody” is not a voice"),
        (["nothing-of-this-name"], "nothing-of-this-name"),
    ):
        assert cli.main(["sheets", *wrong, "-o", str(target)]) == 1
        assert said in one_sentence(capsys)
    assert cli.main(["sheets", "social-climate", "-o", str(tmp_path / "nowhere" / "forms.pdf")]) == 1
    assert "could not be written" in one_sentence(capsys)
    assert not target.exists()
    with pytest.raises(SystemExit) as usage:
        cli.main(["sheets", "social-climate", "--copies", "0", "-o", str(target)])
    assert usage.value.code == 2

"""A bare file of answers, scored at full precision."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from scipy import stats

from climate_desktop import cli, packs
from climate_desktop.core.errors import PackNotFound
from climate_desktop.services import score_file

INSTRUMENT = packs.find("social-climate").instrument
ITEMS = [item.id for item in INSTRUMENT.items]


@pytest.fixture
def forty(tmp_path: Path) -> Path:
    """Forty people of two voices; the n-th gives each item 1 + (n + its place) mod 5, and leaves every ninth cell out."""
    path = tmp_path / "answers.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["participant", "voice", *ITEMS])
        for n in range(40):
            row = ["" if (n + k) % 9 == 0 else 1 + (n * n + k) % 5 for k in range(len(ITEMS))]
            table.writerow([f"p{n}", "family" if n % 3 else "care_worker", *row])
    return path


def people_of(path: Path) -> list[tuple[str, float]]:
    """Each person's voice and score on the first factor, worked out again in the plainest way."""
    found = []
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            said = [int(row[item]) for item in ITEMS[:4] if row[item]]
            found.append((row["voice"], 100 * (sum(said) - len(said)) / (4 * len(said))))
    return found


def measure(told: dict[str, Any], name: str) -> dict[str, Any]:
    return next(found for found in told["measures"] if found["id"] == name)


def test_every_figure_is_that_of_plain_arithmetic_and_scipy(forty: Path) -> None:
    told = score_file.score(INSTRUMENT, forty)
    assert (told["people"], told["proxies"], told["voices"]) == (40, 0, {"care_worker": 14, "family": 26})
    first = measure(told, "growth.autonomy")
    people = people_of(forty)
    every = [score for _, score in people]
    assert first["everyone"]["n"] == 40
    assert first["everyone"]["mean"] == pytest.approx(sum(every) / 40, abs=1e-12)
    assert first["everyone"]["sd"] == pytest.approx(float(stats.tstd(every)), abs=1e-12)
    worker, family = ([score for voice, score in people if voice == name] for name in ("care_worker", "family"))
    (gap,) = first["gaps"]
    theirs = stats.ttest_ind(worker, family, equal_var=False).confidence_interval()
    assert gap["interval"] == pytest.approx((float(theirs.low), float(theirs.high)), abs=1e-9)
    pairs = [(a > b) - (a < b) for a in worker for b in family]
    assert gap["delta"] == pytest.approx(sum(pairs) / len(pairs))
    assert [item["id"] for item in told["items"]] == ITEMS


def test_reliability_is_told_from_thirty_people_on(forty: Path) -> None:
    assert "alpha" not in measure(score_file.score(INSTRUMENT, forty), "growth.autonomy")  # fewer answered all four
    rows = forty.read_text("utf-8").replace(",,", ",3,").replace(",,", ",3,").replace(",\n", ",3\n")
    forty.write_text(rows, "utf-8")
    told = measure(score_file.score(INSTRUMENT, forty), "growth.autonomy")
    assert told["alpha_people"] == 40
    assert told["alpha_interval"][0] < told["alpha"] < told["alpha_interval"][1]
    assert "alpha" not in measure(score_file.score(INSTRUMENT, forty), "growth")


def test_the_command_prints_json_or_lines(forty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["score-file", "--pack", "social-climate", "--answers", str(forty), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert measure(told, "growth")["everyone"]["n"] == 40
    assert cli.main(["score-file", "--pack", "social-climate", "--answers", str(forty)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "40 people, 0 answered for somebody else. These figures are not protected."
    assert lines[1].startswith("growth: 40 people, mean ")


def test_a_folder_names_a_pack_as_well() -> None:
    by_folder = score_file.instrument_of(str(Path(packs.__file__).parents[2] / "rubrics" / "co-production-capacity"))
    assert by_folder.id == "co-production-capacity"
    with pytest.raises(PackNotFound):
        score_file.instrument_of("nothing")


def test_what_is_wrong_is_listed_and_nothing_is_scored(forty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = forty.read_text("utf-8").splitlines()
    lines[3] = lines[3].replace("family", "uncle").replace("p2,", "p1,")
    lines[5] = lines[5].replace(",4", ",9", 1)
    forty.write_text("\n".join(lines), "utf-8")
    assert cli.main(["score-file", "--pack", "social-climate", "--answers", str(forty), "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "row 4, column “participant”: “p1” stands twice" in said.err
    assert "row 4, column “voice”: there is no voice “uncle”" in said.err
    assert "“9” is no answer from 1 to 5" in said.err
    assert said.err.splitlines()[-1].startswith("“answers.csv” was not scored: 3 things to put right. The first: row 4")


def test_whoever_stops_reading_gets_no_traceback(forty: Path) -> None:
    command = [sys.executable, "-m", "climate_desktop", "score-file", "--pack", "social-climate", "--json", "--answers"]
    with subprocess.Popen([*command, str(forty)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()

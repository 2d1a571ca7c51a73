"""Measures the program against its peers in one run, and prints the ratios.

    .venv/bin/python packaging/bench.py [--python PYTHON_WITH_PANDAS_AND_SCIPY] [--write]

`--write` puts the table into packaging/evidence/bench.md. Every line is the median of five runs of whole processes, ours
and the peer's in turn, so that a busy machine is busy for both. A peer that is not installed is said and left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from climate_desktop import packs
from climate_desktop.core.instrument import Instrument

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
PEERS = ROOT / "packaging" / "peers"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
"""Answers in a file that is scored."""


def main() -> int:
    """Measure everything that can be measured here, and print it."""
    parser = argparse.ArgumentParser(description="Measure the program against its peers.")
    parser.add_argument("--python", default="python3", help="a Python that has pandas and scipy")
    parser.add_argument("--write", action="store_true", help="write packaging/evidence/bench.md")
    options = parser.parse_args()
    lines = ["# What was measured", "", *where(), "", *score_file(options.python), "", *room()]
    print("\n".join(lines))
    if options.write:
        target = ROOT / "packaging" / "evidence" / "bench.md"
        target.parent.mkdir(exist_ok=True)
        target.write_text("\n".join(lines) + "\n", "utf-8")
    return 0


def where() -> Iterator[str]:
    """What this was measured with."""
    yield f"`python packaging/bench.py`, Python {platform.python_version()}, {platform.machine()}, {RUNS} runs a line."


def score_file(python: str) -> Iterator[str]:
    """Scoring a bare file of answers, as a whole process, by number of answers."""
    instrument = packs.find(packs.DEFAULT).instrument
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        as_json, as_csv = described(instrument, folder)
        ours = [sys.executable, "-m", "climate_desktop", "score-file", "--pack", packs.DEFAULT, "--json", "--answers"]
        peers = {
            "pandas": [python, str(PEERS / "pandas_scores.py"), str(as_json)],
            "R psych": ["Rscript", str(PEERS / "psych_scores.R"), str(as_csv)],
        }
        files = {size: answers(instrument, size, folder) for size in SIZES}
        here = {peer: command for peer, command in peers.items() if works([*command, str(files[SIZES[0]])])}
        yield from ("## Scoring a file of answers: `score-file --json`", "")
        yield from (f"{peer} is not installed; left out." for peer in peers if peer not in here)
        yield "| answers | ours | " + " | ".join(f"{peer} | {peer} ÷ ours" for peer in here) + " |"
        yield "|---" * (2 + 2 * len(here)) + "|"
        for size, file in files.items():
            times = in_turn({"ours": [*ours, str(file)], **{p: [*c, str(file)] for p, c in here.items()}})
            row = [f"{size:,}", f"{times['ours']:.2f} s"]
            for peer in here:
                row += [f"{times[peer]:.2f} s", f"{times[peer] / times['ours']:.1f}"]
            yield "| " + " | ".join(row) + " |"
        yield from (
            "",
            "All three print means, deviations, intervals, alphas, gaps and deltas; packaging/peers/ has the scripts.",
        )


def room() -> Iterator[str]:
    """From one statement to the next, on this disk and on one that takes 20 ms for every transaction."""
    yield from ("## From one statement to the next, drawn", "")
    yield from ("| each transaction held up for | steps | median | 99th percentile | longest |", "|---|---|---|---|---|")
    for sync in (0, 20):
        command = [sys.executable, str(ROOT / "packaging" / "bench_room.py"), "--sync", str(sync)]
        made = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        told = json.loads(made.stdout)
        figures = " | ".join(f"{told[name]} ms" for name in ("median_ms", "p99_ms", "longest_ms"))
        yield f"| {sync} ms | {told['steps']} | {figures} |"


def in_turn(commands: dict[str, Sequence[str]]) -> dict[str, float]:
    """The median seconds of each command, run one after another, again and again."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def works(command: Sequence[str]) -> bool:
    """True when a command is there and does its work."""
    return (
        shutil.which(command[0]) is not None
        and not subprocess.run(command, capture_output=True, check=False).returncode
    )


def described(instrument: Instrument, folder: Path) -> tuple[Path, Path]:
    """The instrument for the peers: as JSON by domain and factor, and as a table."""
    tree = {
        d.id: {f.id: [i.id for i in instrument.items_of[f.id]] for f in instrument.factors_of[d.id]}
        for d in instrument.domains
    }
    as_json, as_csv = folder / "instrument.json", folder / "instrument.csv"
    as_json.write_text(json.dumps(tree), "utf-8")
    with as_csv.open("w", newline="", encoding="utf-8") as file:
        rows = [(d, f, i) for d, factors in tree.items() for f, items in factors.items() for i in items]
        csv.writer(file).writerows([("domain", "factor", "item"), *rows])
    return as_json, as_csv


def answers(instrument: Instrument, size: int, folder: Path) -> Path:
    """A file of made-up people with about so many answers, 4 in 100 of them missing."""
    dice = random.Random(size)
    voices = [voice.id for voice in instrument.voices]
    path = folder / f"{size}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["participant", "voice", *(item.id for item in instrument.items)])
        for n in range(round(size / len(instrument.items))):
            mood = dice.gauss(3.4, 0.8)
            row = ["" if dice.random() < 0.04 else min(5, max(1, round(dice.gauss(mood, 1)))) for _ in instrument.items]
            table.writerow([f"p{n}", voices[n % len(voices)], *row])
    return path


if __name__ == "__main__":
    sys.exit(main())

"""Scores public data with Climate Desktop and with R psych and pandas, and prints the numbers side by side.

    .venv/bin/python packaging/compare.py

Takes the `bfi` data from R's psychTools; nothing of it is kept. What is not installed is said and left out. Exit code 1
when two numbers differ by more than 1e-8.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from climate_desktop.core.instrument import Band, Domain, Factor, Instrument, Item, Scale, Voice
from climate_desktop.services import score_file

CLOSE = 1e-8
SCALES = {"agree": ("A", True), "neuroticism": ("N", False)}
IN_R = """
suppressMessages({library(psych); library(psychTools)}); data(bfi); x <- bfi[, 1:25]
write.csv(x, "FILE", row.names = FALSE, na = "")
score <- function(x, turned) {
  if (turned) x[, 1] <- 7 - x[, 1]
  a <- rowSums(!is.na(x)); s <- 100 * (rowSums(x, na.rm = TRUE) - a) / (a * 5); s[a < 3] <- NA; s <- s[!is.na(s)]
  cat(length(s), format(mean(s), digits = 15), format(sd(s), digits = 15),
      format(psych::alpha(na.omit(x))$total$raw_alpha, digits = 15), "\\n")
}
score(x[, 1:5], TRUE); score(x[, 16:20], FALSE)
"""
IN_PANDAS = """
import json, pandas
x = pandas.read_csv("FILE"); out = []
for letter, turned in (("A", True), ("N", False)):
    d = x[[f"{letter}{n}" for n in range(1, 6)]].astype(float)
    if turned: d[f"{letter}1"] = 7 - d[f"{letter}1"]
    a = d.notna().sum(axis=1); s = (100 * (d.sum(axis=1) - a) / (a * 5))[a >= 3]; c = d.dropna()
    alpha = 5 / 4 * (1 - c.var(ddof=1).sum() / c.sum(axis=1).var(ddof=1))
    out.append([int(s.count()), float(s.mean()), float(s.std(ddof=1)), float(alpha)])
print(json.dumps(out))
"""
NAMES = ("n", "mean", "sd", "alpha")


def main() -> int:
    """Compare and print; 0 when all agree, 1 when some number does not, 2 when there is nothing to compare with."""
    if shutil.which("Rscript") is None:
        print("R is not installed, so there are no data. On Debian: apt install r-cran-psych r-cran-psychtools")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "bfi.csv"
        in_r = subprocess.run(
            ["Rscript", "-e", IN_R.replace("FILE", str(data))], capture_output=True, text=True, check=False
        )
        if in_r.returncode:
            print(in_r.stderr)
            return 2
        theirs = {"R psych": [[float(n) for n in line.split()] for line in in_r.stdout.splitlines()]}
        in_pandas = subprocess.run(
            ["python3", "-c", IN_PANDAS.replace("FILE", str(data))], capture_output=True, text=True, check=False
        )
        if in_pandas.returncode:
            print("pandas is not installed for python3; left out")
        else:
            theirs["pandas"] = json.loads(in_pandas.stdout)
        ours = [scored(data, letter, turned=turned) for letter, turned in SCALES.values()]
    worst = 0.0
    for n, scale in enumerate(SCALES):
        print(scale)
        for who, numbers in {"ours": ours, **theirs}.items():
            print(f"  {who:9}", *(f"{name} {value:.10f}" for name, value in zip(NAMES, numbers[n], strict=True)))
            worst = max(worst, *(abs(a - b) for a, b in zip(ours[n], numbers[n], strict=True)))
    print(f"largest difference: {worst:.2e}")
    return int(worst > CLOSE)


def scored(data: Path, letter: str, *, turned: bool) -> list[float]:
    """What Climate Desktop says of one scale: n, mean, standard deviation and alpha."""
    names = [f"{letter}{n}" for n in range(1, 6)]
    with data.open(newline="") as file:
        rows = [{name: row[name] for name in names} for row in csv.DictReader(file)]
    part = data.with_name(f"{letter}.csv")
    with part.open("w", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    instrument = Instrument(
        id="bfi",
        version="1",
        scale=Scale(1, 6),
        voices=(Voice("everyone"),),
        domains=(Domain("d"),),
        factors=(Factor("f", "d"),),
        items=tuple(Item(name, "f", reverse=turned and name.endswith("1")) for name in names),
        bands=(Band("low", 0, 49), Band("medium", 50, 74), Band("high", 75, 100)),
    )
    told = next(m for m in score_file.score(instrument, part)["measures"] if m["id"] == "d.f")
    return [told["everyone"]["n"], told["everyone"]["mean"], told["everyone"]["sd"], told["alpha"]]


if __name__ == "__main__":
    sys.exit(main())

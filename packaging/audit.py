"""The long form of the audit: hundreds of groups, everything that is given out about them, and every attack.

`python packaging/audit.py --groups 500` holds a round of each group, publishes it through the command line (JSON, and the
report on paper), reads every number back and attacks it. Every third group also changes after closing: answers are taken
back, others come late, and where a corrected result may be made it is attacked beside the first one. The figures go to
packaging/evidence/audit.md and audit.json. The exit code is 1 when anything was found.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from itertools import repeat
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from climate_desktop import __version__
from tests.audit import auditing
from tests.audit.groups import Group, by_chance, nasty

EVIDENCE = Path(__file__).resolve().parent / "evidence"
ATTACKS = {
    "form": "figures are whole, of five people or more, and of as many as printed",
    "rank": "no 1 to 4 people's sum follows from what is shown",
    "insider": "no 1 to 3 others' sum follows for one who knows their own",
    "range": "each person and hidden voice keeps half the width that the overall mean alone leaves",
    "band": "no hidden voice lies inside one band, unless by the overall means alone",
    "spread": "counted answers pin nobody who left some out",
    "sequence": "a corrected result beside the first one gives nobody away",
}
PACKAGES = ("scipy", "numpy", "pypdf", "reportlab")


def main() -> int:
    """Audit, write the evidence and say what was found."""
    options = _options()
    start = time.monotonic()
    groups = [*nasty(auditing.PACK.instrument), *_by_chance(options.seed, options.groups)]
    with ProcessPoolExecutor(options.processes) as pool:
        found = list(pool.map(one, groups, range(len(groups)), repeat(options.paper), chunksize=4))
    figures = _figures(found, options, time.monotonic() - start)
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "audit.json").write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (options.output / "audit.md").write_text("\n".join(_page(figures)) + "\n", encoding="utf-8")
    for each in figures["findings"][:40]:
        print(each)
    print(f"{figures['groups']} groups, {figures['numbers']} numbers read, {len(figures['findings'])} findings")
    return 1 if figures["findings"] else 0


def one(group: Group, place: int, paper: str) -> dict[str, Any]:
    """The figures of one group."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        # Preferences and own questionnaires of whoever runs this are left alone.
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        papers = () if paper == "none" else (paper,)
        found = auditing.audit(group, there, papers, by_command=True)
        findings, asked, corrected = list(found.report.findings), Counter(found.report.asked), 0
        if place % 3 == 0 and any(person.finished and not person.leaves for person in group.people):
            with auditing.new_study(there) as study:
                afterwards = auditing.changed_afterwards(study, group, place, there)
            findings += afterwards.findings
            asked["sequence"] += 1
            corrected = int(afterwards.corrected)
    return {
        "group": group.name,
        "people": len(group.people),
        "outputs": len(found.outputs),
        "numbers": sum(output.numbers for output in found.outputs),
        "spreads": sum(len(output.spreads) for output in found.outputs),
        "beside": any(output.voices for output in found.outputs),
        "corrected": corrected,
        "asked": asked,
        "findings": [f"{group.name}: {finding}" for finding in findings],
        "failures": Counter(finding.attack for finding in findings),
        "seconds": found.seconds,
    }


def _by_chance(seed: int, count: int) -> Iterator[Group]:
    return (by_chance(auditing.PACK.instrument, seed + number) for number in range(count))


def _figures(found: Sequence[dict[str, Any]], options: argparse.Namespace, seconds: float) -> dict[str, Any]:
    asked, failures = Counter[str](), Counter[str]()
    for each in found:
        asked.update(each["asked"])
        failures.update(each["failures"])
    return {
        "command": f"python packaging/audit.py --groups {options.groups} --seed {options.seed} --paper {options.paper}",
        "groups": len(found),
        "people": sum(each["people"] for each in found),
        "outputs": sum(each["outputs"] for each in found),
        "numbers": sum(each["numbers"] for each in found),
        "groups with voices shown": sum(each["beside"] for each in found),
        "split opinions shown": sum(each["spreads"] for each in found),
        "corrected results": sum(each["corrected"] for each in found),
        "attacks": {name: {"asked": asked[name], "failures": failures[name]} for name in ATTACKS},
        "findings": [finding for each in found for finding in each["findings"]],
        "seconds": {
            "all": round(seconds, 1),
            "holding, publishing and reading": round(sum(each["seconds"][0] for each in found), 1),
            "attacking": round(sum(each["seconds"][1] for each in found), 1),
        },
        "processes": options.processes,
        "seed": options.seed,
        "versions": {
            "climate-desktop": __version__,
            "questionnaire": f"{auditing.PACK.id} {auditing.PACK.version}",
            "python": platform.python_version(),
            **{name: version(name) for name in PACKAGES},
        },
    }


def _page(figures: dict[str, Any]) -> Iterator[str]:
    """The figures as a page."""
    yield "# The audit, long form"
    yield ""
    yield f"`{figures['command']}`"
    yield ""
    yield "| what | how many |"
    yield "|---|---:|"
    whole = ("groups", "people", "outputs", "numbers", "groups with voices shown", "split opinions shown", "corrected results")
    for name in whole:
        yield f"| {'numbers read back' if name == 'numbers' else name} | {figures[name]:,} |"
    yield ""
    yield "| attack | what holds | asked | failures |"
    yield "|---|---|---:|---:|"
    for name, told in ATTACKS.items():
        yield f"| {name} | {told} | {figures['attacks'][name]['asked']:,} | {figures['attacks'][name]['failures']:,} |"
    yield ""
    seconds = ", ".join(f"{name} {taken}" for name, taken in figures["seconds"].items())
    yield f"Seconds ({figures['processes']} processes): {seconds}. Seed {figures['seed']}."
    yield "Versions: " + ", ".join(f"{name} {which}" for name, which in figures["versions"].items()) + "."
    if figures["findings"]:
        yield ""
        yield "## Findings"
        yield ""
        yield from (f"- {finding}" for finding in figures["findings"])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The long form of the audit of small groups.")
    parser.add_argument("--groups", type=int, default=500, metavar="N", help="groups by chance, beside the nasty ones")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the first group's number")
    parser.add_argument("--paper", choices=("a4", "letter", "none"), default="a4", help="what the reports are printed on")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("-o", dest="output", type=Path, default=EVIDENCE, metavar="DIR", help="where the figures go")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

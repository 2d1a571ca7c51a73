"""The command line: arguments in, services called, words out.

Exit codes: 0 done, 1 a known problem (one sentence on standard error), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from climate_desktop import __version__
from climate_desktop.core.errors import KnownError
from climate_desktop.services import demo, listing, pack_check, printing, self_check, translating
from climate_desktop.services.library import Library
from climate_desktop.services.study import Study, check_study
from climate_desktop.services.workshops import DEFAULT_PACK


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code."""
    if not arguments or (arguments[0] not in COMMANDS and not arguments[0].startswith("-")):
        return _window(arguments)
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as standard error does
    try:
        return COMMANDS[options.command](options)
    except KnownError as error:
        _complain(error)
        return 1


def _window(arguments: Sequence[str]) -> int:
    """The windowed program, with a study if one is named."""
    if len(arguments) > 1:
        _parser().error("open one study at a time")
    if sys.platform == "linux" and not _has_display():
        sentence = "There is no screen to open a window on. Use a command such as “demo”; --help lists them."
        _complain(sentence)
        return 1
    from climate_desktop import app  # noqa: PLC0415 - Qt is loaded only for the window

    return app.main(Path(arguments[0]) if arguments else None)


def _has_display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


# Commands


def _new(options: argparse.Namespace) -> int:
    with Study.create(options.study):
        _say(f"Made {options.study}. It is not locked with a passphrase; keep it where only you can read it.")
    return 0


def _demo(options: argparse.Namespace) -> int:
    options.folder.mkdir(parents=True, exist_ok=True)
    example = demo.make(
        options.folder,
        people=options.people,
        seed=options.seed,
        pack_id=options.pack,
        tell=lambda what: _say(f"Making {what}"),
    )
    _say(f"The example study with its made-up people: {example.study}")
    for report in example.reports:
        _say(f"Report: {report}")
    return 0


def _list(options: argparse.Namespace) -> int:
    with Study.open(options.study, read_only=True) as study:
        found = listing.groups(study)
    if options.json:
        return _json(found)
    for group in found["groups"]:
        _say(f"{group['name']} ({group['kind']})")
        for round_ in group["rounds"]:
            _say(f"  {round_['label']}, {round_['held_on']}, {round_['state']}, id {round_['id']}")
    if not found["groups"]:
        _say("There is no group in this study yet. Open it in the window to make one.")
    return 0


def _score(options: argparse.Namespace) -> int:
    with Study.open(options.study, read_only=True) as study:
        found = listing.result(study, options.round)
    if options.json:
        return _json(found)
    for line in listing.lines(found):
        _say(line)
    return 0


def _report(options: argparse.Namespace) -> int:
    with Study.open(options.study, read_only=True) as study:
        pages_from = printing.content(study, options.round)
    pages = printing.make_report(pages_from, options.output, paper=options.paper)
    _say(f"{options.output}: {pages} pages")
    return 0


def _close(options: argparse.Namespace) -> int:
    with Study.open(options.study) as study:
        closed = study.workshops.close_round(options.round)
    _say(f"{closed.label} is closed.")
    return 0


def _check_study(options: argparse.Namespace) -> int:
    problems = check_study(options.study)
    for problem in problems:
        _complain(problem)
    if not problems:
        _say(f"{options.study}: nothing to put right")
    return 1 if problems else 0


def _xlsform(options: argparse.Namespace) -> int:
    translating.write_form(translating.draft_of(options.pack, Library()), options.output)
    _say(f"{options.output}: one column for each language; add a column such as “label::Cymraeg (cy)” for a new one")
    return 0


def _xlsform_in(options: argparse.Namespace) -> int:
    if translating.is_folder(options.pack) and not options.output and not options.dry_run:
        _parser().error("a pack that is named by its folder stays as it is: name a new folder with -o")
    library = Library()
    draft = translating.draft_of(options.pack, library)
    told = translating.look(draft, options.workbook, options.language)
    for line in translating.lines(told):
        _say(line)
    changes = "1 wording" if len(told.changes) == 1 else f"{len(told.changes)} wordings"
    if told.problems:
        _complain("Nothing was changed: put these things right in the workbook first.")
        return 1
    if options.dry_run or not told.changes:
        _say(f"{changes} would change." if told.changes else "Nothing to change.")
        return 0
    translating.apply(told, draft)
    into = options.output
    version = translating.write_folder(draft, into) if into else library.save(options.pack, draft)
    _say(f"{changes} changed; this is version {version}.")
    return 0


def _check_pack(options: argparse.Namespace) -> int:
    problems = pack_check.check_pack(options.path)
    if options.json:
        _json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            _say(str(problem))
    if problems:
        count = "One thing is" if len(problems) == 1 else f"{len(problems)} things are"
        _complain(f"{count} to be put right in {options.path}.")
    elif not options.json:
        _say(f"{options.path}: no problems")
    return 1 if problems else 0


def _self_check(options: argparse.Namespace) -> int:
    checks = self_check.run()
    if options.json:
        _json([{"name": c.name, "ok": c.ok, "detail": c.detail} for c in checks])
    else:
        for check in checks:
            _say(f"{'ok ' if check.ok else 'NOT'} {check.name}: {check.detail}")
    return 0 if all(check.ok for check in checks) else 1


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "demo": _demo,
    "list": _list,
    "score": _score,
    "report": _report,
    "close": _close,
    "check-study": _check_study,
    "check-pack": _check_pack,
    "xlsform": _xlsform,
    "xlsform-in": _xlsform_in,
    "self-check": _self_check,
}


def _say(line: str) -> None:
    print(line)  # noqa: T201 - this is where the program speaks


def _complain(trouble: object) -> None:
    print(trouble, file=sys.stderr)  # noqa: T201 - as above


def _json(data: Any) -> int:
    _say(json.dumps(data, ensure_ascii=False, indent=2))
    return 0


# Arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="climate-desktop",
        description="Record and interpret a social climate survey, offline. Without a command the window opens: "
        "climate-desktop [STUDY].",
    )
    parser.add_argument("--version", action="version", version=f"Climate Desktop {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    new = commands.add_parser("new", help="make an empty study")
    _study(new)
    new.add_argument("--plain", action="store_true", help="without a passphrase (the only kind so far)")

    example = commands.add_parser("demo", help="make an example study of made-up people, with all its reports")
    example.add_argument("folder", type=Path, metavar="DIR")
    example.add_argument("--people", type=_people, default=demo.PEOPLE, metavar="N", help="people in each round")
    example.add_argument("--seed", type=int, default=1, metavar="N", help="another number, other people")
    example.add_argument("--pack", default=DEFAULT_PACK, metavar="ID", help="the questions that they answer")

    _study(_json_option(commands.add_parser("list", help="groups and rounds, with ids, dates and state")))
    _round(_study(_json_option(commands.add_parser("score", help="the protected results of a closed round"))))
    _round(_study(commands.add_parser("close", help="close a round: freeze and score it")))
    _study(commands.add_parser("check-study", help="look whether a study file is sound"))
    look = _json_option(commands.add_parser("check-pack", help="look whether a questionnaire can be used"))
    look.add_argument("path", type=Path, metavar="PATH", help="the folder of a pack, or a .climatepack file")
    _json_option(commands.add_parser("self-check", help="look whether this installation is sound"))

    form = _pack(commands.add_parser("xlsform", help="a questionnaire in all its languages as a workbook (XLSForm)"))
    form.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")
    back = _pack(commands.add_parser("xlsform-in", help="take over the wordings of a translated workbook"))
    back.add_argument("workbook", type=Path, metavar="FILE")
    back.add_argument("--language", action="append", default=[], metavar="TAG", help="only this language, for example cy")
    back.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    back.add_argument("-o", dest="output", type=Path, metavar="FOLDER", help="a new folder for the changed questionnaire")

    report = _round(_study(commands.add_parser("report", help="the report of a closed round as PDF")))
    report.add_argument("--edition", choices=("full",), default="full")
    report.add_argument("--format", choices=("pdf",), default="pdf")
    report.add_argument("--paper", choices=printing.PAPERS, default="a4")
    report.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")
    return parser


def _study(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("study", type=Path, metavar="STUDY")
    return parser


def _pack(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("pack", metavar="PACK", help="an id on the shelf of questionnaires, or a pack's folder")
    return parser


def _round(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--round", required=True, metavar="ID", help="an id that “list” shows")
    return parser


def _json_option(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--json", action="store_true", help="for a program to read")
    return parser


def _people(text: str) -> int:
    """A number of made-up people from 1 to 200."""
    if not text.isdigit() or not 1 <= int(text) <= 200:
        raise argparse.ArgumentTypeError("choose a whole number from 1 to 200")
    return int(text)

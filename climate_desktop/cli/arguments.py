"""The commands and their options. Nothing is loaded here that a command may not need."""

from __future__ import annotations

import argparse
from pathlib import Path

from climate_desktop import __version__

PAPERS = ("a4", "letter")


def parser() -> argparse.ArgumentParser:
    """Knows every command with its options."""
    top = argparse.ArgumentParser(
        prog="climate-desktop",
        description="Record and interpret a social climate survey, offline. Without a command the window opens: "
        "climate-desktop [STUDY].",
    )
    top.add_argument("--version", action="version", version=f"Climate Desktop {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    new = commands.add_parser("new", help="make an empty study")
    _study(new)
    new.add_argument("--plain", action="store_true", help="without a passphrase (the only kind so far)")

    example = commands.add_parser("demo", help="make an example study of made-up people, with all its reports")
    example.add_argument("folder", type=Path, metavar="DIR")
    example.add_argument("--people", type=_people, metavar="N", help="people in each round")
    example.add_argument("--seed", type=int, default=1, metavar="N", help="another number, other people")
    example.add_argument("--pack", metavar="ID", help="the questions that they answer")

    _study(_json_option(commands.add_parser("list", help="groups and rounds, with ids, dates and state")))
    _round(_study(_json_option(commands.add_parser("score", help="the protected results of a closed round"))))
    _round(_study(commands.add_parser("close", help="close a round: freeze and score it")))
    _study(commands.add_parser("check-study", help="look whether a study file is sound"))
    look = _json_option(commands.add_parser("check-pack", help="look whether a questionnaire can be used"))
    look.add_argument("path", type=Path, metavar="PATH", help="the folder of a pack, or a .climatepack file")
    _json_option(commands.add_parser("self-check", help="look whether this installation is sound"))

    answers = _study(
        commands.add_parser(
            "import",
            help="answers from elsewhere (CSV or .xlsx); whoever gives the command confirms that everyone agreed",
        )
    )
    answers.add_argument("--group", required=True, metavar="NAME", help="the group; it is made if it is not there")
    answers.add_argument("--kind", choices=("team", "circle"), default="team", help="what a group is that is made")
    answers.add_argument("--round", required=True, metavar="LABEL", help="its open round; it is begun if not there")
    answers.add_argument("--pack", default="", metavar="ID", help="the questions of a round that is begun")
    answers.add_argument("file", type=Path, metavar="FILE")
    answers.add_argument("--mapping", type=Path, metavar="FILE.json", help="what the columns are")
    answers.add_argument("--leave-out", default="", metavar="ROWS", help="rows that are not taken, such as 4,7-9")
    answers.add_argument("--dry-run", action="store_true", help="say what is seen, and store nothing")
    answers.add_argument("--close", action="store_true", help="close the round afterwards")

    form = _pack(commands.add_parser("xlsform", help="a questionnaire in all its languages as a workbook (XLSForm)"))
    form.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")
    back = _pack(commands.add_parser("xlsform-in", help="take over the wordings of a translated workbook"))
    back.add_argument("workbook", type=Path, metavar="FILE")
    back.add_argument(
        "--language", action="append", default=[], metavar="TAG", help="only this language, for example cy"
    )
    back.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    back.add_argument(
        "-o", dest="output", type=Path, metavar="FOLDER", help="a new folder for the changed questionnaire"
    )

    report = _round(_study(commands.add_parser("report", help="the report of a closed round as PDF")))
    report.add_argument("--edition", choices=("full",), default="full")
    report.add_argument("--format", choices=("pdf",), default="pdf")
    report.add_argument("--paper", choices=PAPERS, default="a4")
    report.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")

    sheets = _pack(commands.add_parser("sheets", help="sheets for a pen as PDF: forms, consent, slips, sheets to write on"))
    sheets.add_argument(
        "--kind", choices=("questionnaire", "consent", "slips", "take-home", "actions"), default="questionnaire"
    )
    sheets.add_argument("--voice", action="append", default=[], metavar="ID", help="only this voice")
    sheets.add_argument("--form", choices=("full", "short"), default="full", help="which statements are asked")
    sheets.add_argument("--print", choices=("standard", "large", "easy"), default="standard")
    sheets.add_argument("--paper", choices=PAPERS, default="a4")
    sheets.add_argument("--copies", type=_copies, default=1, metavar="N", help="so many of each, from 1 to 99")
    sheets.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")

    bare = _json_option(commands.add_parser("score-file", help="a bare file of answers at full precision, unprotected"))
    _pack_option(bare)
    bare.add_argument("--answers", type=Path, required=True, metavar="FILE.csv", help="a row for each person")
    return top


def _study(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("study", type=Path, metavar="STUDY")
    return parser


def _pack(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("pack", metavar="PACK", help="an id on the shelf of questionnaires, or a pack's folder")
    return parser


def _pack_option(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--pack", required=True, metavar="PACK", help="an id on the shelf, or a pack's folder")
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


def _copies(text: str) -> int:
    """A number of copies from 1 to 99."""
    if not text.isdecimal() or not 1 <= int(text) <= 99:
        raise argparse.ArgumentTypeError("choose a whole number from 1 to 99")
    return int(text)

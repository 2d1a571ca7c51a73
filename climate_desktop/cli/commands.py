"""Every command: options in, a service called, words out, the exit code back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict

from climate_desktop.cli.arguments import parser
from climate_desktop.cli.speaking import complain, say, say_json
from climate_desktop.core.errors import AnswersRefused


def _new(options: argparse.Namespace) -> int:
    from climate_desktop.services.study import Study

    with Study.create(options.study):
        say(f"Made {options.study}. It is not locked with a passphrase; keep it where only you can read it.")
    return 0


def _demo(options: argparse.Namespace) -> int:
    from climate_desktop.services import demo
    from climate_desktop.services.workshops import DEFAULT_PACK

    options.folder.mkdir(parents=True, exist_ok=True)
    example = demo.make(
        options.folder,
        people=options.people or demo.PEOPLE,
        seed=options.seed,
        pack_id=options.pack or DEFAULT_PACK,
        tell=lambda what: say(f"Making {what}"),
    )
    say(f"The example study with its made-up people: {example.study}")
    for report in example.reports:
        say(f"Report: {report}")
    return 0


def _list(options: argparse.Namespace) -> int:
    from climate_desktop.services import listing
    from climate_desktop.services.study import Study

    with Study.open(options.study, read_only=True) as study:
        found = listing.groups(study)
    if options.json:
        return say_json(found)
    for group in found["groups"]:
        say(f"{group['name']} ({group['kind']})")
        for round_ in group["rounds"]:
            say(f"  {round_['label']}, {round_['held_on']}, {round_['state']}, id {round_['id']}")
    if not found["groups"]:
        say("There is no group in this study yet. Open it in the window to make one.")
    return 0


def _score(options: argparse.Namespace) -> int:
    from climate_desktop.services import listing
    from climate_desktop.services.study import open_results

    with open_results(options.study, options.round) as study:
        found = listing.result(study, options.round)
    if options.json:
        return say_json(found)
    for line in listing.lines(found):
        say(line)
    return 0


def _report(options: argparse.Namespace) -> int:
    from climate_desktop.services import printing
    from climate_desktop.services.study import open_results

    with open_results(options.study, options.round) as study:
        pages_from = printing.content(study, options.round)
    pages = printing.make_report(pages_from, options.output, paper=options.paper)
    say(f"{options.output}: {pages} pages")
    return 0


def _close(options: argparse.Namespace) -> int:
    from climate_desktop.services.study import Study

    with Study.open(options.study) as study:
        closed = study.workshops.close_round(options.round)
    say(f"{closed.label} is closed.")
    return 0


def _check_study(options: argparse.Namespace) -> int:
    from climate_desktop.services.study import check_study

    problems = check_study(options.study)
    for problem in problems:
        complain(problem)
    if not problems:
        say(f"{options.study}: nothing to put right")
    return 1 if problems else 0


def _xlsform(options: argparse.Namespace) -> int:
    from climate_desktop.services import translating
    from climate_desktop.services.library import Library

    translating.write_form(translating.draft_of(options.pack, Library()), options.output)
    say(f"{options.output}: one column for each language; add a column such as “label::Cymraeg (cy)” for a new one")
    return 0


def _xlsform_in(options: argparse.Namespace) -> int:
    from climate_desktop.services import translating
    from climate_desktop.services.library import Library

    if translating.is_folder(options.pack) and not options.output and not options.dry_run:
        parser().error("a pack that is named by its folder stays as it is: name a new folder with -o")
    library = Library()
    draft = translating.draft_of(options.pack, library)
    told = translating.look(draft, options.workbook, options.language)
    for line in translating.lines(told):
        say(line)
    changes = "1 wording" if len(told.changes) == 1 else f"{len(told.changes)} wordings"
    if told.problems:
        complain("Nothing was changed: put these things right in the workbook first.")
        return 1
    if options.dry_run or not told.changes:
        say(f"{changes} would change." if told.changes else "Nothing to change.")
        return 0
    translating.apply(told, draft)
    into = options.output
    version = translating.write_folder(draft, into) if into else library.save(options.pack, draft)
    say(f"{changes} changed; this is version {version}.")
    return 0


def _check_pack(options: argparse.Namespace) -> int:
    from climate_desktop.services import pack_check

    problems = pack_check.check_pack(options.path)
    if options.json:
        say_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            say(str(problem))
    if problems:
        count = "One thing is" if len(problems) == 1 else f"{len(problems)} things are"
        complain(f"{count} to be put right in {options.path}.")
    elif not options.json:
        say(f"{options.path}: no problems")
    return 1 if problems else 0


def _self_check(options: argparse.Namespace) -> int:
    from climate_desktop.services import self_check

    checks = self_check.run()
    if options.json:
        say_json([{"name": c.name, "ok": c.ok, "detail": c.detail} for c in checks])
    else:
        for check in checks:
            say(f"{'ok ' if check.ok else 'NOT'} {check.name}: {check.detail}")
    return 0 if all(check.ok for check in checks) else 1


def _score_file(options: argparse.Namespace) -> int:
    from climate_desktop.services import score_file

    try:
        scored = score_file.score(score_file.instrument_of(options.pack), options.answers)
    except AnswersRefused as refused:
        for problem in refused.problems:
            complain(problem)
        raise
    if options.json:
        return say_json(scored)
    for line in score_file.lines(scored):
        say(line)
    return 0


def _sheets(options: argparse.Namespace) -> int:
    from climate_desktop.services import sheets
    from climate_desktop.services.library import Library

    wish = sheets.Wish(
        options.kind, tuple(options.voice), options.print, options.paper, options.copies, options.form
    )
    pages = sheets.make(sheets.of_pack(options.pack, wish, Library()), options.output)
    say(f"{options.output}: {pages} {'page' if pages == 1 else 'pages'}")
    return 0


def _import(options: argparse.Namespace) -> int:
    from climate_desktop.services import bring_in_command as command
    from climate_desktop.services.study import Study

    wish = command.Wish(
        options.file, options.group, options.round, options.pack, options.kind, options.mapping, options.leave_out
    )
    with Study.open(options.study, read_only=True) as study:
        trial = command.look(study, wish)
    if options.dry_run:
        for line in command.lines(trial):
            say(line)
    problems = trial.found.left(trial.left_out)
    for problem in problems:
        complain(problem)
    if options.dry_run:
        return 1 if problems else 0
    command.check(trial)
    with Study.open(options.study) as study:
        round_, people = command.store(study, trial)
        say(f"{people} {'person' if people == 1 else 'people'} brought into {round_.label}, id {round_.id}.")
        say("Noted for each, on your word: agreed to take part where they answered.")
        if options.close:
            study.workshops.close_round(round_.id)
            say(f"{round_.label} is closed.")
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "demo": _demo,
    "list": _list,
    "score": _score,
    "report": _report,
    "sheets": _sheets,
    "close": _close,
    "check-study": _check_study,
    "check-pack": _check_pack,
    "xlsform": _xlsform,
    "xlsform-in": _xlsform_in,
    "import": _import,
    "score-file": _score_file,
    "self-check": _self_check,
}

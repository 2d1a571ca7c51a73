"""Reports as files: made at once for the command line, in a worker process for the window."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from climate_desktop import __version__
from climate_desktop.core.errors import KnownError, ReportFailed

if TYPE_CHECKING:
    from climate_desktop.report import ReportContent
    from climate_desktop.services.study import Study

PAPERS = ("a4", "letter")
TIME_LIMIT_S = 60.0
"""Seconds after which a report that is still being made is given up."""


def content(study: Study, round_id: str, language: str | None = None) -> ReportContent:
    """What the report of a closed round is made from: protected results, words and what was agreed."""
    from climate_desktop.report import ReportContent  # noqa: PLC0415 - only a page needs ReportLab

    pack = study.results.pack(round_id)
    round_ = study.workshops.round(round_id)
    closed = round_.closed_at
    reading = study.results.reading(round_id, language)
    before = reading.result.since.last_id if reading.result.since else ""
    return ReportContent(
        reading=reading,
        words=pack.language(language),
        instrument=pack.instrument,
        actions=study.agreed.of(round_id),
        closed_on=closed.astimezone().date() if closed else date.min,
        made_with=f"Climate Desktop {__version__}",
        agreed_before=study.agreed.of(before) if before else (),
        comments=study.comments.for_report(round_id),
        notes=study.notes.for_report(round_id),
    )


def make_report(
    pages_from: ReportContent,
    target: Path,
    *,
    paper: str = "a4",
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write the full report to a PDF file and return how many pages it has.

    The file appears whole or not at all. DiskFull or TargetNotWritable when it cannot be written.
    """
    from climate_desktop.report import full_report  # noqa: PLC0415 - only a page needs ReportLab

    return full_report(target, pages_from, paper=paper, progress=progress)


@dataclass(frozen=True)
class JobState:
    """How far a report is. `page` is the one being made, from 1; `pages` is how many it has once it is done."""

    page: int = 0
    pages: int = 0
    done: bool = False
    error: KnownError | None = None


class ReportJob:
    """A report made in a process of its own, so that the window stays alive. Ask `poll` now and then.

    `make` is what makes other pages than those of a report, with the same arguments as `make_report`.
    """

    def __init__(
        self,
        pages_from: Any,
        target: Path,
        paper: str = "a4",
        *,
        make: Callable[..., int] | None = None,
        limit_s: float = TIME_LIMIT_S,
    ) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe(duplex=False)
        work = (theirs, make or make_report, pages_from, target, paper)
        self._process = context.Process(target=_work, args=work, daemon=True)
        self._process.start()
        theirs.close()
        self._until = time.monotonic() + limit_s
        self._state = JobState()

    def poll(self) -> JobState:
        """How far it is now. An error is told as one that people can act on."""
        while not self._state.done and self._ours.poll():
            try:
                self._state = self._ours.recv()
            except EOFError:
                self._state = JobState(done=True, error=ReportFailed())
        if not self._state.done and (time.monotonic() > self._until or not self._process.is_alive()):
            self._state = JobState(done=True, error=ReportFailed()) if not self._ours.poll() else self._state
            self._process.kill()
        if self._state.done:
            self._process.join(timeout=5)
        return self._state

    def cancel(self) -> None:
        """Stop at once; the target is as it was."""
        self._process.kill()
        self._process.join(timeout=5)
        self._state = JobState(done=True)


def _work(pipe: Connection, make: Callable[..., int], pages_from: Any, target: Path, paper: str) -> None:
    """What the worker process does: tell each page as it is begun, then the end of it."""
    try:
        pages = make(pages_from, target, paper=paper, progress=lambda page: pipe.send(JobState(page=page)))
        pipe.send(JobState(page=pages, pages=pages, done=True))
    except KnownError as error:
        pipe.send(JobState(done=True, error=error))

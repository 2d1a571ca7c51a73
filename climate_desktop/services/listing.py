"""Studies and results as plain lists and lines, for the command line."""

from __future__ import annotations

from typing import Any

from climate_desktop.core import change_words
from climate_desktop.core.banner import banner
from climate_desktop.core.interpretation import figure_text
from climate_desktop.core.results import Result, Shown
from climate_desktop.core.words import Words
from climate_desktop.services.study import Study


def groups(study: Study) -> dict[str, Any]:
    """Every group with its rounds: ids, dates and state."""
    return {
        "study": study.name,
        "practice": study.practice,
        "groups": [
            {
                "id": card.group.id,
                "name": card.group.name,
                "kind": card.group.kind.value,
                "rounds": [
                    {
                        "id": round_.id,
                        "label": round_.label,
                        "held_on": study.workshops.sitting(round_.id).held_on.isoformat(),
                        "state": round_.state.value,
                        "form": round_.form,
                        "pack": f"{round_.pack_id} {round_.pack_version}",
                    }
                    for round_ in study.workshops.rounds(card.group.id)
                ],
            }
            for card in study.workshops.groups()
        ],
    }


def result(study: Study, round_id: str) -> dict[str, Any]:
    """The protected result of a closed round. A number that may not be shown is not there."""
    found = study.results.result(round_id)
    words = study.results.words(round_id)
    return {
        "group": found.group_name,
        "round": found.label,
        "held_on": found.held_on.isoformat(),
        "answered": found.answered,
        "invited": found.invited or None,
        "scored": found.scored,
        "note": None if found.scored else study.results.reading(round_id).cautions[0].text,
        "banner": banner(found, words) or None,
        "open_circle": found.open_circle,
        "corrected_on": found.corrected_on.isoformat() if found.corrected_on else None,
        "hidden": words["say.hidden"] if found.scored and found.hidden else None,
        "measures": [
            {
                "id": measure.id,
                "name": words[f"{measure.id}.name"],
                "everyone": _shown(measure.everyone, words),
                "voices": {voice: _shown(shown, words) for voice, shown in measure.voices.items()},
            }
            for measure in found.measures.values()
        ],
        "gaps": [
            {
                "measure": gap.measure,
                "higher": gap.higher,
                "lower": gap.lower,
                "points": gap.points,
                "times_in_ten": gap.times,
            }
            for gap in found.gaps
        ],
        "agreement": dict(found.agreement),
        "since": _since(found, words),
        "proxies": found.proxies,
        "tally": _tally(study, round_id, found),
    }


def _tally(study: Study, round_id: str, found: Result) -> dict[str, Any] | None:
    """Whose hands were counted, and what must be known about that; None when everyone answered on a sheet."""
    if found.tally is None:
        return None
    return {
        "voices": list(found.tally.voices),
        "with_sheets": found.tally.with_sheets,
        "kept_apart": found.tally.apart,
        "notes": [said.text for said in study.results.reading(round_id).cautions if said.reason.rule == "tally"],
    }


def _since(found: Result, words: Words) -> dict[str, Any] | None:
    """What has changed since the round before, or the sentence that says why that is not told."""
    reading = change_words.tell(found, words)
    since = found.since
    if reading is None or since is None:
        return None
    before = since.rounds[-1] if since.rounds else None
    return {
        "round": before.label if before else None,
        "held_on": before.held_on.isoformat() if before else None,
        "note": reading.intro.text,
        "changes": [
            {
                "measure": told.change.measure,
                "voice": told.change.voice or None,
                "was": _shown(told.change.was, words),
                "now": _shown(told.change.now, words),
                "word": told.change.word,
                "points": told.change.points,
                "sentence": told.sentence.text,
            }
            for told in reading.changes
        ],
        "notes": [note.text for note in reading.notes],
    }


def lines(found: dict[str, Any]) -> list[str]:
    """A result from `result` as lines to read."""
    told = [f"{found['group']}, {found['round']}, {found['held_on']}: {found['answered']} people answered"]
    told += [note for note in (found["banner"], found["note"], found["hidden"]) if note]
    told += found["tally"]["notes"] if found["tally"] else []
    for measure in found["measures"]:
        indent = "  " if "." in measure["id"] else ""
        shown = measure["everyone"]
        told.append(f"{indent}{measure['name']}: {shown['text']} {shown['band']}, {shown['people']} people")
    return told


def _shown(shown: Shown | None, words: Words) -> dict[str, Any] | None:
    if shown is None:
        return None
    return {
        "text": figure_text(shown, words),
        "figure": shown.figure,
        "band": shown.band,
        "people": shown.n,
        "close_to": shown.near or None,
        "likely": shown.likely,
    }

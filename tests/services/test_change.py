"""Change between the rounds of one group, from answers to what is listed and printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from climate_desktop.core import scoring
from climate_desktop.core.study import ActionState, GroupKind, Round, Sheet
from climate_desktop.packs import find
from climate_desktop.services import listing, printing, sums
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study

Meet = Callable[..., Round]
PEOPLE = {"care_receiver": 5, "care_worker": 5}


@pytest.fixture
def meet(study: Study) -> Meet:
    """One more closed round of a team, half a year after the one before; everybody gives one answer to everything."""
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)

    def meet(answer: int, *, opened: bool = True, **options: object) -> Round:
        number = len(study.workshops.rounds(group.id))
        day = date(2025, 4, 1) + timedelta(days=182 * number)
        round_ = study.workshops.start_round(group.id, held_on=day, label=f"Round {number + 1}", **options)  # type: ignore[arg-type]
        for voice, people in PEOPLE.items():
            for _ in range(people):
                answering = study.answering(study.workshops.add_participant(round_.id).id)
                answering.consent(AGREED)
                answering.choose_voice(voice)
                answer_all(answering, lambda _: answer)
                answering.finish()
        study.workshops.close_round(round_.id)
        if opened:
            study.results.result(round_.id)
        return round_

    return meet


def printed(study: Study, round_: Round, folder: Path) -> str:
    target = folder / "report.pdf"
    printing.make_report(printing.content(study, round_.id), target)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())


def test_a_first_round_has_no_page_about_change(study: Study, meet: Meet, tmp_path: Path) -> None:
    first = meet(3)
    assert "How the domains moved" not in printed(study, first, tmp_path)
    since = listing.result(study, first.id)["since"]
    assert since["note"] == study.results.words(first.id)["say.change_first"]
    assert since["changes"] == []


def test_the_same_round_twice_says_about_the_same(study: Study, meet: Meet, tmp_path: Path) -> None:
    meet(3)
    again = meet(3)
    since = listing.result(study, again.id)["since"]
    assert since["round"] == "Round 1"
    assert {change["word"] for change in since["changes"]} == {"same"}
    assert {change["voice"] for change in since["changes"]} == {None, *PEOPLE}
    page = printed(study, again, tmp_path)
    assert "On Growth, the score was 50 last time, and it is the same now." in page
    assert "clear rise" not in page


def test_a_changed_set_of_statements_is_not_compared(study: Study, meet: Meet, tmp_path: Path) -> None:
    meet(3)
    own = study.library.copy("social-climate", "Our own words")
    draft = study.library.draft(own)
    item = find("social-climate").instrument.items[0].id
    draft.put("I choose when my day begins.", "en-GB.toml", "factors", "autonomy", "items", item, "family")
    study.library.save(own, draft)
    other = meet(4, pack_id=own)
    since = listing.result(study, other.id)["since"]
    sentence = study.results.words(other.id)["say.change_not_statements"]
    assert since["changes"] == []
    assert since["note"] == sentence
    page = printed(study, other, tmp_path)
    assert sentence in page
    assert "How the domains moved" not in page


def test_the_page_tells_what_was_agreed_then_three_dates_and_how_sure_one_can_be(
    study: Study, meet: Meet, tmp_path: Path
) -> None:
    meet(2)
    second = meet(3)
    action = study.agreed.add(second.id, "Share the rota early.")
    study.agreed.change(replace(action, state=ActionState.PARTLY))
    page = printed(study, meet(4), tmp_path)
    words = study.results.words(second.id)
    start = page.index("What we agreed last time")
    about = page[start : page.index(words["report.agreed_title"], start + 20)]
    assert "Share the rota early. Partly done." in about
    assert all(label in about for label in ("Round 1", "Round 2", "Round 3"))
    assert "On Growth, the score was 50 and is now 75. That is a clear rise." in about
    assert words["say.change_unpaired"] in about
    assert words["say.change_ask"] in about


def test_a_result_that_stands_beside_a_later_one_was_opened(study: Study, meet: Meet) -> None:
    """Otherwise its closing could be undone while its figures are out in the world."""
    first = meet(3, opened=False)
    assert study.workshops.can_undo_close(first.id)
    meet(3)
    assert not study.workshops.can_undo_close(first.id)


def test_an_earlier_round_does_not_know_the_later_one(study: Study, meet: Meet) -> None:
    first = meet(3)
    before = study.results.result(first.id)
    meet(4)
    assert study.results.result(first.id) == before


def test_sums_of_an_older_program_are_read_without_what_it_did_not_store() -> None:
    instrument = find("social-climate").instrument
    given = [(voice, 1 + n % 5) for voice in PEOPLE for n in range(10)]
    sheets = [Sheet(str(n), voice, dict.fromkeys(instrument.item, value)) for n, (voice, value) in enumerate(given)]
    made = scoring.score_round(instrument, sheets)
    text = json.loads(sums.to_text(made))
    assert sums.from_text(json.dumps(text)) == made
    assert made.measures["growth"].deltas == {("care_receiver", "care_worker"): 0}
    for measure in text["measures"].values():
        del measure["deltas"]
    older = sums.from_text(json.dumps(text))
    assert older.measures["growth"].deltas == {}
    assert older.measures["growth"].everyone == made.measures["growth"].everyone

"""One afternoon with every way of answering: twenty people for themselves, one by another; every count comes out right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from climate_desktop.core.form_code import form_code
from climate_desktop.core.study import GroupKind, Helper, Mode, Progress
from climate_desktop.services import listing, printing
from climate_desktop.services.answering import AGREED, AGREED_WITH_SUPPORT, ANSWERED_BY_ANOTHER, Answering
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study

RECEIVER, WORKER, FAMILY = "care_receiver", "care_worker", "family"
ON_SCREEN = ON_PAPER = 6
HANDS = 7
PLANTED = ((0, 3), (2, 17), (5, 40))
"""The sheets, and the lines on them, that are keyed differently the second time."""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with Study.create(tmp_path / "hall.climate") as made:
        yield made


def begun(study: Study, round_id: str, voice: str, consent: str = AGREED) -> Answering:
    answering = study.answering(study.workshops.add_participant(round_id).id)
    answering.consent(consent)
    answering.choose_voice(voice)
    return answering


def on_screen(study: Study, round_id: str) -> None:
    """Six who receive care: the first with easy words and faces, the second sealed half-way and back with their card."""
    for number in range(ON_SCREEN):
        person = begun(study, round_id, RECEIVER)
        if number == 0:
            person.use(Mode.FACES)
        if number == 1:
            half = len(person.items) // 2
            code = study.cards.make(person.participant.id)
            person.record_all({item.id: 2 for item in person.items[:half]})
            person.seal()
            resumed = study.cards.resume(code.lower(), round_id)
            assert resumed.id == person.participant.id
            person = study.answering(resumed.id)
            person.record_all({item.id: 2 for item in person.items[half:]})
        else:
            answer_all(person, lambda _: 2)
        person.finish()


def on_paper(study: Study, round_id: str) -> None:
    """Six workers' sheets, keyed twice; three lines differ, and what the paper says is settled: 4 everywhere."""
    code = form_code(study.workshops.pack(round_id).text, WORKER, "full")
    people = []
    for _ in range(ON_PAPER):
        first = study.keying.begin(round_id, f"CD1:{code}", "AJ", AGREED)
        for item in first.items:
            first.record(item.id, 4, lambda _: None, lambda *_: pytest.fail("not saved"))
        assert first.finish() == 0
        people.append(first.participant.id)
    for number, person in enumerate(people):
        again = study.keying.begin_again(person, "BK")
        planted = {line for sheet, line in PLANTED if sheet == number}
        for line, item in enumerate(again.items):
            again.record(item.id, 1 if line in planted else 4, lambda _: None, lambda *_: pytest.fail("not saved"))
        assert again.finish() == len(planted)
        found = study.keying.differences(person)
        assert [one.number - 1 for one in found] == sorted(planted)
        for one in found:
            assert set(one.responses) == {1, 4}
            study.keying.settle(person, one.item.id, 4, "AJ and BK")
        assert study.keying.differences(person) == ()


def by_hand(study: Study, round_id: str) -> None:
    """Seven of the family raise their hands: three for 3 and four for 4 on every statement."""
    counting = study.tallies.say_present(round_id, FAMILY, HANDS)
    for item in counting.items:
        hands = (0, 0, 3, 4, 0)
        study.tallies.count(round_id, FAMILY, item.id, hands[::-1] if item.reverse else hands)


def test_an_afternoon_with_every_way_of_answering(study: Study, tmp_path: Path) -> None:
    group = study.workshops.add_group("Hebble Valley team", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id, invited={RECEIVER: 9, WORKER: 6, FAMILY: 7})
    on_screen(study, round_.id)
    on_paper(study, round_.id)
    helped = begun(study, round_.id, RECEIVER, AGREED_WITH_SUPPORT)
    helped.helped_by(Helper.FACILITATOR)
    answer_all(helped, lambda _: 3)
    helped.finish()
    proxy = begun(study, round_.id, RECEIVER, ANSWERED_BY_ANOTHER)
    answer_all(proxy, lambda _: 5)
    proxy.finish()
    by_hand(study, round_.id)

    everything_comes_out_right(study, round_.id, tmp_path / "report.pdf")


def everything_comes_out_right(study: Study, round_id: str, target: Path) -> None:
    """Closes the round and looks at every count, on the result, in `score --json` and on paper."""
    counts = study.workshops.room(round_id).counts
    assert (counts.here, counts.finished) == (14, 14)
    assert all(person.progress is Progress.FINISHED for person in study.workshops.room(round_id).participants)
    slips = study.keying.slips(round_id)
    assert (slips.fields, slips.errors) == (ON_PAPER * 48, len(PLANTED))
    study.workshops.close_round(round_id)

    result = study.results.result(round_id)
    assert dict(result.voices) == {RECEIVER: ON_SCREEN + 1, WORKER: ON_PAPER, FAMILY: HANDS}
    assert result.answered == 20
    assert result.proxies == 1
    told = listing.result(study, round_id)
    assert (told["answered"], told["invited"], told["proxies"]) == (20, 22, 1)
    growth = result.measures["growth"]
    assert growth.everyone is not None
    assert growth.everyone.n == 20
    assert {voice: shown.n for voice, shown in growth.voices.items()} == dict(result.voices)

    printing.make_report(printing.content(study, round_id), target)
    words = study.results.words(round_id)
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(target).pages)
    assert words["say.proxy_one"] in text
    assert " ".join(words["say.tally_with_sheets"].split()) in text
    assert re.search(r"\b20 of 22\b", text)
    for short, many in (("Receive care", 7), ("Workers", 6), ("Family, friends", 7)):
        assert f"{short} ({many})" in text

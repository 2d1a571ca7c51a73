"""Four groups with equal means read differently, from their answers to the printed pages: one number never says it all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from pypdf import PdfReader

from climate_desktop import packs
from climate_desktop.core.study import GroupKind
from climate_desktop.services import printing
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study

PACK = packs.find("social-climate")
WORDS = PACK.language()
PLACES = {item.id: place for place, item in enumerate(PACK.instrument.items)}
Answer = Callable[[int], int]
"""What somebody answers to the statement at a place."""


def always(answer: int) -> Answer:
    return lambda _: answer


def around(lower: int) -> Answer:
    """This answer to every other statement, and the next higher one to the rest."""
    return lambda place: lower + place % 2


GROUPS: Mapping[str, Mapping[str, list[Answer]]] = {
    "alike": {"care_receiver": [around(3)] * 10, "care_worker": [around(3)] * 10},
    "split": {
        "care_receiver": [*[always(2)] * 5, *[always(5)] * 5],
        "care_worker": [*[always(2)] * 5, *[always(5)] * 5],
    },
    "one far off": {
        "care_receiver": [*[always(4)] * 5, *[always(3)] * 5],
        "care_worker": [*[always(4)] * 7, *[always(3)] * 2, always(1)],
    },
    "two voices": {"care_receiver": [around(2)] * 10, "care_worker": [around(4)] * 10},
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the full report of each group prints, its spaces and line ends as one space each."""
    folder = tmp_path_factory.mktemp("four")
    printed = {}
    with Study.create(folder / "four.climate") as study:
        for name, people in GROUPS.items():
            group = study.workshops.add_group(f"The {name} team", GroupKind.TEAM)
            round_ = study.workshops.start_round(group.id, label="Spring")
            for voice, everyone in people.items():
                for answer in everyone:
                    answering = study.answering(study.workshops.add_participant(round_.id).id)
                    answering.consent(AGREED)
                    answering.choose_voice(voice)
                    answer_all(answering, lambda item, own=answer: own(PLACES[item]))  # type: ignore[misc]
                    answering.finish()
            study.workshops.close_round(round_.id)
            target = folder / f"{name}.pdf"
            printing.make_report(printing.content(study, round_.id), target)
            text = " ".join(page.extract_text() for page in PdfReader(target).pages)
            printed[name] = " ".join(text.split())
    return printed


FACTOR = "growth.autonomy"
NAME = WORDS[f"{FACTOR}.name"]
GAP = WORDS.fill(
    f"{FACTOR}.gap", higher=WORDS["voice.care_worker.name"], lower=WORDS["voice.care_receiver.within"]
)
NO_GAP = WORDS.fill("say.gap_none", points=10)
TIMES = WORDS.fill("say.gap_times", times="9 or more", higher=WORDS["voice.care_worker.within"])


def of_agreement(page: str) -> set[str]:
    """Which sentences the page has about how alike people answered one theme."""
    keys = ("alike", "few", "range", "spread", "camps")
    return {key for key in keys if WORDS.fill(f"say.{key}", factor=NAME) in page}


def test_all_four_have_the_same_score_on_everything(pages: dict[str, str]) -> None:
    for page in pages.values():
        table = page[page.rfind(WORDS["report.worked_title"]) : page.rfind(WORDS["report.rests_title"])]
        for measure in PACK.instrument.measures:
            assert re.search(rf"{re.escape(WORDS[f'{measure}.name'])} 63 Medium", table), measure


def test_the_group_that_is_alike_is_said_to_be_so_and_nothing_else(pages: dict[str, str]) -> None:
    assert of_agreement(pages["alike"]) == {"alike"}
    assert NO_GAP in pages["alike"]
    assert WORDS["report.split_title"] not in pages["alike"]


def test_the_group_that_is_split_is_said_to_be_so_although_its_voices_do_not_differ(pages: dict[str, str]) -> None:
    assert of_agreement(pages["split"]) == {"camps"}
    assert NO_GAP in pages["split"]
    assert WORDS["report.split_title"] in pages["split"]


def test_one_person_far_off_is_neither_lost_nor_given_away(pages: dict[str, str]) -> None:
    page = pages["one far off"]
    assert of_agreement(page) == {"few"}
    assert NO_GAP in page
    assert WORDS["report.split_title"] not in page
    figures = {int(found) for found in re.findall(r"(?:Low|Medium|High) (\d+)(?![\d–])", page)}
    assert figures == {63}


def test_two_voices_apart_are_told_with_how_far_and_how_often(pages: dict[str, str]) -> None:
    page = pages["two voices"]
    assert of_agreement(page) == {"spread"}
    assert f"{GAP} {TIMES}" in page
    assert NO_GAP not in page
    assert "38" in page
    assert "88" in page


def test_no_two_of_them_read_alike(pages: dict[str, str]) -> None:
    told = {
        name: (frozenset(of_agreement(page)), GAP in page, NO_GAP in page, WORDS["report.split_title"] in page)
        for name, page in pages.items()
    }
    assert len(set(told.values())) == len(GROUPS)

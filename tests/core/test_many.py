"""Many people at once, against one person after another."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_desktop import packs
from climate_desktop.core import many, scoring
from climate_desktop.core.instrument import Instrument, Item, NoAnswer
from climate_desktop.core.many import Many
from climate_desktop.core.study import Response, Sheet

SURVEY = packs.find("social-climate").instrument
SMALL = Instrument(
    id="small",
    version="1",
    scale=SURVEY.scale,
    voices=SURVEY.voices,
    domains=SURVEY.domains[:2],
    factors=tuple(f for f in SURVEY.factors if f.domain in {d.id for d in SURVEY.domains[:2]})[:7],
    items=tuple(
        Item(item.id, item.factor, reverse=n % 3 == 0, short=item.short) for n, item in enumerate(SURVEY.items[:26])
    ),
    bands=SURVEY.bands,
)
VOICES = [voice.id for voice in SURVEY.voices]
cells = st.sampled_from(["1", "2", "3", "4", "5", "", "skipped", "dont_know"])


def read(_item: str, cell: str) -> Response | None:
    return int(cell) if cell.isdigit() else NoAnswer(cell) if cell else None


def person(size: int) -> st.SearchStrategy[tuple[str, list[str]]]:
    return st.tuples(st.sampled_from(VOICES), st.lists(cells, min_size=size, max_size=size))


def counted(people: list[tuple[str, list[str]]], columns: list[str]) -> Many:
    found = Many(SMALL, columns, read)
    half = len(people) // 2
    for some in (people[:half], people[half:]):
        found.add(
            [voice for voice, _ in some], list(zip(*(row for _, row in some), strict=True)) or [[]] * len(columns)
        )
    return found


def one_by_one(people: list[tuple[str, list[str]]], columns: list[str], form: str) -> scoring.RoundSums:
    sheets = []
    for n, (voice, row) in enumerate(people):
        said = {item: read(item, cell) for item, cell in zip(columns, row, strict=True)}
        sheets.append(Sheet(str(n), voice, {item: answer for item, answer in said.items() if answer is not None}))
    return scoring.score_round(SMALL, sheets, form)


@pytest.mark.parametrize("form", ["full", "short"])
@given(st.data())
def test_counting_patterns_gives_the_sums_of_scoring_one_after_another(form: str, data: st.DataObject) -> None:
    columns = data.draw(st.permutations([item.id for item in SMALL.items_asked(form)]))
    people = data.draw(st.lists(person(len(columns)), max_size=12))
    plain = one_by_one(people, columns, form)
    quick = counted(people, columns)
    distributions = quick.distributions()
    assert set(distributions) == set(plain.measures)
    for measure, told in plain.measures.items():
        of_voice = {voice: many.sums(found, quick.unit) for voice, found in distributions[measure].items()}
        assert of_voice == dict(told.voices), measure
        assert many.sums(many.together(distributions[measure].values()), quick.unit) == told.everyone
    assert {v: n for v, n in plain.people.items() if n} == dict(quick.people)
    keyed = {i: plain.counts[i][:: -1 if SMALL.item[i].reverse else 1] for i in plain.counts}
    assert {item: tuple(row) for item, row in quick.item_counts().items()} == keyed


def test_people_who_answered_every_item_stand_in_the_complete_rows() -> None:
    columns = [item.id for item in SMALL.items]
    quick = counted(
        [("family", ["4"] * 26), ("family", ["4"] * 26), ("family", ["4"] * 3 + [""] + ["4"] * 22)], columns
    )
    rows = quick.complete()
    assert rows["growth.autonomy"] == {(2, 4, 4, 2): 2}
    assert rows["growth.learning"] == {(4, 4, 2, 4): 3}


def test_a_factor_with_a_column_missing_is_not_told() -> None:
    columns = [item.id for item in SMALL.items if item.id != "autonomy_2"]
    quick = counted([("family", ["3"] * 25)], columns)
    found = quick.distributions()
    assert "growth.autonomy" not in found
    assert found["growth"] == {"family": {Fraction(50) / quick.unit: 1}}


def test_a_cell_that_is_no_answer_counts_nobody() -> None:
    quick = Many(SMALL, [item.id for item in SMALL.items], read)
    with pytest.raises(ValueError, match="seven"):
        quick.add(["family"] * 2, [["3", "3"]] * 25 + [["3", "seven"]])
    assert quick.people == {}
    assert all(not found for found in quick.distributions().values())


@pytest.mark.parametrize("columns", [["autonomy_1", "nothing"], ["autonomy_1", "autonomy_1"]])
def test_a_strange_or_double_column_is_refused(columns: list[str]) -> None:
    with pytest.raises(ValueError, match="columns"):
        Many(SMALL, columns, read)

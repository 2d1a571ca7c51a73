"""The rows behind every way of answering: what is put comes back, goes with its person, and stays in a closed round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from climate_desktop import store
from climate_desktop.core.errors import RoundIsClosed
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import Comment, Helper, Mode, Paper, Progress, RoundState, Sitting, Tally
from climate_desktop.store import Rows, nouns
from climate_desktop.store.store import Store
from tests.store.samples import FOX, HALL, NOON, SPRING, fill

TEA = Comment("fox", "More tea", may_print=True, wording="1", written_at=NOON)
HANDS = Tally("family", 7, {"decisions_1": (0, 1, 2, 4, 0), "decisions_2": (7, 0, 0, 0, 0)})


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    with store.create(tmp_path / "a.climate") as made:
        made.call(fill)
        yield made


def everything(rows: Rows) -> None:
    rows.put_card("fox", "F7", "hash")
    rows.put_pair("owl", "fox")
    rows.put_comment(TEA)
    rows.put_paper(Paper("fox", "code", "AJ"))
    rows.put_keyed_again("fox", {"decisions_1": 2, "decisions_2": NoAnswer.SKIPPED})


def test_what_is_put_comes_back(opened: Store) -> None:
    opened.call(everything)

    def look(rows: Rows) -> None:
        assert rows.cards("F7") == (("fox", "hash"),)
        assert rows.with_cards("spring") == {"fox"}
        assert rows.pairs("spring") == {"owl": "fox"}
        assert rows.comment("fox") == TEA
        assert rows.comments("spring") == (TEA,)
        assert rows.papers("spring") == {"fox": Paper("fox", "code", "AJ")}
        assert rows.keyed_again("fox") == {"decisions_1": 2, "decisions_2": NoAnswer.SKIPPED}

    opened.call(look)


def test_the_second_time_takes_the_place_of_the_first(opened: Store) -> None:
    def work(rows: Rows) -> None:
        everything(rows)
        rows.put_card("fox", "K2", "other")
        rows.put_comment(replace(TEA, text="Less tea", passed_on=True))
        rows.put_paper(Paper("fox", "code", "AJ", "BK", "AJ", fields=2, errors=1))
        rows.put_keyed_again("fox", {"decisions_2": 1})
        assert rows.cards("F7") == ()
        assert rows.comments("spring") == (replace(TEA, text="Less tea", passed_on=True),)
        assert rows.papers("spring")["fox"].errors == 1
        assert rows.keyed_again("fox") == {"decisions_2": 1}
        rows.remove_comment("fox")
        rows.forget_keyed_again("fox")
        assert rows.comment("fox") is None
        assert rows.keyed_again("fox") == {}

    opened.call(work)


def test_all_that_belongs_to_a_person_goes_with_them(opened: Store) -> None:
    def work(rows: Rows) -> None:
        everything(rows)
        rows.remove_participant("fox")
        assert rows.cards("F7") == ()
        assert rows.pairs("spring") == {}
        assert rows.comments("spring") == ()
        assert rows.papers("spring") == {}
        assert rows.keyed_again("fox") == {}

    opened.call(work)


def test_hands_are_put_for_a_voice_in_place_of_earlier_ones(opened: Store) -> None:
    def work(rows: Rows) -> None:
        rows.put_tally("spring", HANDS)
        assert rows.tallies("spring") == (HANDS,)
        fewer = Tally("family", 6, {"decisions_1": (0, 0, 0, 0, 6)})
        rows.put_tally("spring", fewer)
        rows.put_tally("spring", Tally("care_worker", 5))
        assert rows.tallies("spring") == (Tally("care_worker", 5), fewer)
        rows.remove_tally("spring", "family")
        assert rows.tallies("spring") == (Tally("care_worker", 5),)

    opened.call(work)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.put_tally("spring", replace(HANDS, present=8)),
        lambda rows: rows.put_tally("spring", Tally("care_worker", 5)),
        lambda rows: rows.remove_tally("spring", "family"),
    ],
)
def test_the_hands_of_a_closed_round_stay(opened: Store, change: Callable[[Rows], None]) -> None:
    def close(rows: Rows) -> None:
        rows.put_tally("spring", HANDS)
        rows.update_round(replace(SPRING, state=RoundState.CLOSED, closed_at=NOON))

    opened.call(close)
    with pytest.raises(RoundIsClosed):
        opened.call(change)
    assert opened.call(lambda rows: rows.tallies("spring")) == (HANDS,)


def test_each_person_has_the_way_of_most_of_their_answers(opened: Store) -> None:
    def work(rows: Rows) -> None:
        rows.put_answer("fox", "decisions_1", 4, NOON, Mode.HELPED, Helper.FACILITATOR)
        rows.put_answer("fox", "decisions_2", 4, NOON, Mode.HELPED, Helper.FACILITATOR)
        rows.put_answer("fox", "respect_1", 4, NOON)
        rows.put_answer("owl", "respect_1", 4, NOON, Mode.PAPER)
        assert rows.ways("spring") == {"fox": (Mode.HELPED, Helper.FACILITATOR)}
        assert rows.ways("spring", finished_only=False)["owl"] == (Mode.PAPER, Helper.NOBODY)

    opened.call(work)


def test_a_sitting_keeps_what_is_asked_and_the_notes(opened: Store) -> None:
    changed = replace(HALL, factors=("decisions", "respect"), notes="Warm room", prints_notes=True)
    opened.call(lambda rows: rows.update_sitting(changed))
    assert opened.call(lambda rows: rows.sittings("spring")) == (changed,)


def test_a_sheet_is_sealed_and_opened_again(opened: Store) -> None:
    opened.call(lambda rows: rows.update_participant(replace(FOX, sealed=True)))
    assert opened.call(lambda rows: rows.participant("fox")) == replace(FOX, sealed=True)


def test_when_the_comments_were_read_is_kept_of_a_closed_round_too(opened: Store) -> None:
    opened.call(lambda rows: rows.update_round(replace(SPRING, state=RoundState.CLOSED, closed_at=NOON)))
    opened.call(lambda rows: rows.set_comments_read("spring", NOON))
    assert opened.call(lambda rows: rows.comments_read_at("spring")) == NOON


def test_a_sheet_tells_what_was_asked_up_to_the_last_sitting_that_was_finished() -> None:
    def asked(*factors: tuple[str, ...]) -> list[tuple[str, ...]]:
        days = enumerate(factors)
        sittings = [Sitting(f"s{n}", "r", date(2026, 5, n + 1), factors=each) for n, each in days]
        return list(nouns.asked_up_to(sittings).values())

    assert asked(()) == [()]
    assert asked(("a",), ("b", "c"), ("d",)) == [("a",), ("a", "b", "c"), ("a", "b", "c", "d")]
    assert asked(("a",), ()) == [("a",), ()]
    assert asked((), ("a",)) == [(), ()]


def test_whoever_finished_an_earlier_sitting_has_a_sheet_with_what_was_asked_there(opened: Store) -> None:
    """Also while a later sitting asks on."""

    def work(rows: Rows) -> None:
        first = rows.sittings("spring")[0]
        rows.update_sitting(replace(first, factors=("decisions",)))
        rows.add_sitting(Sitting("later", "spring", date(2026, 5, 12), factors=("roles",)))
        fox = replace(FOX, sitting_id=first.id)
        for asked_on in (
            replace(fox, progress=Progress.FINISHED, finished_at=NOON),
            replace(fox, progress=Progress.BEGUN, finished_at=NOON),
        ):
            rows.update_participant(asked_on)
            assert [s.factors for s in rows.sheets("spring") if s.participant_id == "fox"] == [("decisions",)]
            assert "fox" in rows.ways("spring")
        rows.update_participant(replace(fox, sitting_id="later", progress=Progress.FINISHED, finished_at=NOON))
        assert [s.factors for s in rows.sheets("spring") if s.participant_id == "fox"] == [("decisions", "roles")]
        rows.update_participant(replace(fox, progress=Progress.BEGUN, finished_at=None))
        assert not [s for s in rows.sheets("spring") if s.participant_id == "fox"]

    opened.call(work)

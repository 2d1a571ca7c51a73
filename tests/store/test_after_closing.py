"""What a closed round still takes, and what no statement can change in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from climate_desktop import store
from climate_desktop.core.errors import RoundIsClosed
from climate_desktop.core.study import OpenCircle, Progress, RoundState
from climate_desktop.store import Rows, schema
from climate_desktop.store.store import Store
from tests.store.samples import FOX, NOON, SPRING, changed, fill

CLOSED = replace(SPRING, state=RoundState.CLOSED, closed_at=NOON)
CROW = replace(FOX, id="crow", seat="Grey crow", progress=Progress.BEGUN, late=1)


def close(rows: Rows) -> None:
    """The round closed, with one late person who has answered."""
    fill(rows)
    rows.put_vote("fox", agrees=True)
    rows.put_result("spring", "first")
    rows.update_round(CLOSED)
    rows.add_participant(CROW)
    rows.put_answer("crow", "decisions_1", 2, NOON)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    """A study with a closed round."""
    with store.create(tmp_path / "a.climate") as made:
        made.call(close)
        yield made


def test_late_people_may_come_agree_answer_and_finish(opened: Store) -> None:
    def work(rows: Rows) -> None:
        rows.put_consent("crow", "agreed", "1", NOON)
        rows.put_answer("crow", "decisions_1", 5, NOON)
        rows.update_participant(replace(CROW, progress=Progress.FINISHED))

    opened.call(work)
    assert opened.call(lambda rows: rows.answers("crow")) == {"decisions_1": 5}
    assert [sheet.late for sheet in opened.call(lambda rows: rows.sheets("spring"))] == [0, 1]


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.add_participant(replace(CROW, id="wren", late=0)),
        lambda rows: rows.update_participant(replace(FOX, late=1)),
        lambda rows: rows.update_participant(replace(CROW, late=0)),
        lambda rows: rows.put_answer("fox", "decisions_1", 1, NOON),
        lambda rows: rows.put_consent("fox", "agreed", "2", NOON),
        lambda rows: rows.put_vote("crow", agrees=True),
        lambda rows: rows.put_vote("fox", agrees=False),
        lambda rows: rows.put_result("spring", "second"),
        lambda rows: rows.update_round(replace(CLOSED, open_circle=OpenCircle.AGREED)),
    ],
)
def test_everybody_who_was_there_stays_as_they_were(opened: Store, change: Callable[[Rows], None]) -> None:
    with pytest.raises(RoundIsClosed):
        opened.call(change)


def test_whoever_a_corrected_result_has_taken_in_stays_too(opened: Store) -> None:
    opened.call(lambda rows: rows.put_correction("spring", "second", NOON))
    for change in (
        lambda rows: rows.put_answer("crow", "decisions_1", 3, NOON),
        lambda rows: rows.update_participant(replace(CROW, late=2)),
        lambda rows: rows.add_participant(replace(CROW, id="wren", late=1)),
    ):
        with pytest.raises(RoundIsClosed):
            opened.call(change)
    opened.call(lambda rows: rows.add_participant(replace(CROW, id="wren", late=2)))


def test_results_stand_beside_each_other_and_the_last_one_holds(opened: Store) -> None:
    for text in ("second", "third"):
        opened.call(lambda rows, text=text: rows.put_correction("spring", text, NOON))  # type: ignore[misc]
    assert opened.call(lambda rows: rows.results("spring")) == ("first", "second", "third")
    assert opened.call(lambda rows: rows.result("spring")) == "third"
    assert opened.call(lambda rows: rows.corrected_at("spring")) == NOON


def test_a_round_without_a_result_cannot_be_corrected(tmp_path: Path) -> None:
    with store.create(tmp_path / "b.climate") as made:
        made.call(fill)
        assert made.call(lambda rows: (rows.results("spring"), rows.result("spring"))) == ((), None)
        assert made.call(lambda rows: rows.corrected_at("spring")) is None
        with pytest.raises(RoundIsClosed):
            made.call(lambda rows: rows.put_correction("spring", "second", NOON))


def test_opening_the_round_again_throws_every_result_away(opened: Store) -> None:
    opened.call(lambda rows: rows.put_correction("spring", "second", NOON))
    opened.call(lambda rows: rows.update_round(SPRING))
    assert opened.call(lambda rows: rows.results("spring")) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE corrections SET sums = 'better'",
        "INSERT OR REPLACE INTO corrections VALUES ('spring', 2, 'better', '')",
        "INSERT INTO corrections VALUES ('spring', 4, 'better', '')",
        "UPDATE votes SET agrees = 0",
        "UPDATE participants SET late = 3 WHERE id = 'fox'",
    ],
)
def test_no_statement_changes_what_a_correction_or_a_vote_says(opened: Store, statement: str) -> None:
    opened.call(lambda rows: rows.put_correction("spring", "second", NOON))
    opened.close()
    with pytest.raises(dbapi2.IntegrityError, match=schema.ROUND_IS_CLOSED):
        changed(opened.path, statement)


def test_a_vote_goes_with_its_person(tmp_path: Path) -> None:
    with store.create(tmp_path / "b.climate") as made:
        made.call(fill)
        made.call(lambda rows: rows.put_vote("fox", agrees=False))
        assert made.call(lambda rows: rows.has_voted("fox"))
        made.call(lambda rows: rows.remove_participant("fox"))
        assert not made.call(lambda rows: rows.has_voted("fox"))
    driver = dbapi2.connect(str(tmp_path / "b.climate"))
    assert driver.execute("SELECT count(*) FROM votes").fetchone() == (0,)
    driver.close()


def test_everyone_agrees_only_when_each_says_yes_for_themselves(tmp_path: Path) -> None:
    """Fox has agreed to take part; the owl, who would answer for somebody else, has not yet."""
    with store.create(tmp_path / "b.climate") as made:
        made.call(fill)

        def agrees(rows: Rows) -> bool:
            return rows.everyone_agrees("spring")

        assert not made.call(agrees)
        made.call(lambda rows: rows.put_vote("fox", agrees=True))
        assert made.call(agrees)
        made.call(lambda rows: rows.put_vote("fox", agrees=False))
        assert not made.call(agrees)
        made.call(lambda rows: rows.put_vote("fox", agrees=True))
        owl = made.call(lambda rows: rows.participant("owl"))
        assert owl is not None
        made.call(lambda rows: rows.update_participant(replace(owl, consented=True)))
        made.call(lambda rows: rows.put_vote("owl", agrees=True))
        assert not made.call(agrees)
        made.call(lambda rows: rows.erase_votes("spring"))
        assert not made.call(lambda rows: rows.has_voted("fox"))

"""Every study that was ever made opens.

The frozen file of each schema is made once, by `python -m tests.store.freeze`, when its step is written.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Integer, Table
from sqlcipher3 import dbapi2

from climate_desktop import store
from climate_desktop.core.errors import StudyIsDamaged
from climate_desktop.store import schema, tables
from tests.store import freeze
from tests.store.samples import ANSWERS, ELM, FOX, HALL, NOON, OWL, PACK, TEA, changed, contents, study, untouched

FILES = sorted(freeze.FROZEN.glob("*.climate"))


@pytest.fixture
def empty() -> dbapi2.Connection:
    return dbapi2.connect(":memory:", isolation_level=None)


def test_every_step_has_its_number_its_description_and_its_frozen_file() -> None:
    numbers = range(1, len(schema.STEPS) + 1)
    assert [step.__name__ for step in schema.STEPS] == [f"step_{number}" for number in numbers]
    assert all(step.__doc__ for step in schema.STEPS)
    assert [file.name for file in FILES] == sorted(f"schema_{number}.climate" for number in numbers)


@pytest.mark.parametrize("frozen", FILES, ids=lambda file: file.stem)
def test_a_frozen_study_is_read_and_stays_as_it_is(frozen: Path) -> None:
    with untouched(frozen.parent):
        assert store.check(frozen) == ()
        with store.open_study(frozen, read_only=True) as reader:
            assert reader.call(lambda rows: rows.groups()) == (ELM,)


@pytest.mark.parametrize("frozen", FILES, ids=lambda file: file.stem)
def test_a_frozen_study_opens_with_everything_in_it(frozen: Path, tmp_path: Path) -> None:
    shutil.copyfile(frozen, tmp_path / "a.climate")
    with store.open_study(tmp_path / "a.climate") as again:
        assert again.call(lambda rows: (rows.groups(), rows.rounds()[:2])) == ((ELM,), (freeze.CLOSED, freeze.SUMMER))
        assert again.call(lambda rows: (rows.pack_text("spring"), rows.pin("summer"))) == (PACK, "$argon2id$")
        assert again.call(lambda rows: (rows.sittings("spring"), rows.actions("spring"))) == ((HALL,), (TEA,))
        people = again.call(lambda rows: rows.participants("spring"))
        assert people[:2] == (FOX, replace(OWL, voice="circle_member"))
        assert again.call(lambda rows: (rows.answers("fox"), rows.answers("owl"))) == (ANSWERS, {"decisions_1": 2})
        assert again.call(lambda rows: rows.consent("fox")) == ("agreed", "1", NOON)
        assert again.call(lambda rows: rows.results("spring"))[0] == '{"sums": []}'
        assert len(again.study_id) == 32
    assert store.check(tmp_path / "a.climate") == ()


@pytest.mark.parametrize("frozen", [file for file in FILES if file.stem >= "schema_2"], ids=lambda file: file.stem)
def test_since_schema_2_there_are_open_circles_late_people_and_corrected_results(frozen: Path, tmp_path: Path) -> None:
    shutil.copyfile(frozen, tmp_path / "a.climate")
    with store.open_study(tmp_path / "a.climate") as again:
        assert again.call(lambda rows: rows.round("autumn")) == freeze.AUTUMN
        assert again.call(lambda rows: rows.participant("crow")) == freeze.CROW
        assert again.call(lambda rows: (rows.has_voted("hen"), rows.has_voted("fox"))) == (True, False)
        assert not again.call(lambda rows: rows.everyone_agrees("autumn"))
        assert again.call(lambda rows: rows.results("spring")) == ('{"sums": []}', '{"sums": [2]}')
        assert again.call(lambda rows: rows.corrected_at("spring")) == NOON


@pytest.mark.parametrize("frozen", [file for file in FILES if file.stem >= "schema_3"], ids=lambda file: file.stem)
def test_since_schema_3_there_are_all_ways_of_answering(frozen: Path, tmp_path: Path) -> None:
    shutil.copyfile(frozen, tmp_path / "a.climate")
    with store.open_study(tmp_path / "a.climate") as again:
        assert again.call(lambda rows: rows.cards("H7")) == (("hen", "$argon2id$"),)
        assert again.call(lambda rows: rows.pairs("autumn")) == {"hen": "fox"}
        assert [one.text for one in again.call(lambda rows: rows.comments("autumn"))] == ["More tea"]
        assert again.call(lambda rows: rows.papers("autumn"))["hen"].keyed_by == "AJ"
        assert again.call(lambda rows: rows.keyed_again("hen")) == {"decisions_1": 3}
        (tally,) = again.call(lambda rows: rows.tallies("autumn"))
        assert (tally.present, dict(tally.counts)) == (7, {"decisions_1": (0, 1, 2, 4, 0)})
        assert again.call(lambda rows: rows.comments_read_at("autumn")) is not None


def test_freezing_makes_a_missing_file_and_leaves_an_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = freeze.freeze()
    assert old in FILES
    monkeypatch.setattr(freeze, "FROZEN", tmp_path)
    made = freeze.freeze()
    before = made.read_bytes()
    assert freeze.freeze().read_bytes() == before
    assert list(contents(tmp_path)) == [old.name]


def test_a_frozen_file_is_what_its_step_makes(empty: dbapi2.Connection) -> None:
    for number, file in enumerate(FILES, start=1):
        schema.upgrade(empty, number)
        with_file = dbapi2.connect(f"{file.as_uri()}?mode=ro", uri=True)
        assert schema.layout(with_file) == schema.layout(empty)
        with_file.close()


def test_every_table_is_strict(empty: dbapi2.Connection) -> None:
    schema.upgrade(empty)
    listed = empty.execute("PRAGMA table_list").fetchall()
    strict = {name: bool(strict) for _, name, kind, _, _, strict in listed if not name.startswith("sqlite_")}
    assert strict == dict.fromkeys(strict, True)
    assert len(strict) == 19


def test_a_strict_table_takes_no_word_for_a_number(tmp_path: Path) -> None:
    path = study(tmp_path / "a.climate")
    with pytest.raises(dbapi2.IntegrityError):
        changed(path, "UPDATE answers SET value = 'many' WHERE value = 4")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE answers SET kind = 'skipped' WHERE value = 4",
        "UPDATE answers SET value = NULL WHERE value = 4",
        "UPDATE participants SET consented = 2",
        "UPDATE participants SET sitting_id = 'nowhere'",
        "UPDATE meta SET value = NULL",
    ],
)
def test_the_tables_hold_no_nonsense(tmp_path: Path, change: str) -> None:
    path = study(tmp_path / "a.climate")
    with pytest.raises(dbapi2.IntegrityError):
        changed(path, "PRAGMA foreign_keys = ON", change)


def test_a_written_result_cannot_be_changed_by_any_statement(tmp_path: Path) -> None:
    path = study(tmp_path / "a.climate")
    with store.open_study(path) as again:
        again.call(lambda rows: rows.put_result("spring", "{}"))
    with pytest.raises(dbapi2.IntegrityError, match=schema.ROUND_IS_CLOSED):
        changed(path, "UPDATE results SET sums = 'better'")
    with pytest.raises(dbapi2.IntegrityError, match=schema.ROUND_IS_CLOSED):
        changed(path, "INSERT OR REPLACE INTO results VALUES ('spring', 'better')")


@pytest.mark.parametrize("change", ["UPDATE answers SET value = 5", "UPDATE consents SET wording = '0'"])
def test_what_people_said_in_a_closed_round_cannot_be_changed_by_any_statement(tmp_path: Path, change: str) -> None:
    path = study(tmp_path / "a.climate")
    with store.open_study(path) as again:
        again.call(lambda rows: rows.update_round(freeze.CLOSED))
    with pytest.raises(dbapi2.IntegrityError, match=schema.ROUND_IS_CLOSED):
        changed(path, change)


def test_the_statements_know_the_tables_as_they_are(empty: dbapi2.Connection) -> None:
    schema.upgrade(empty)
    known = [table for table in vars(tables).values() if isinstance(table, Table)]
    assert len(known) == 19
    for table in known:
        made = {row[1]: row[2] for row in empty.execute(f"PRAGMA table_info({table.name})").fetchall()}
        assert made == {
            column.name: "INTEGER" if isinstance(column.type, Integer) else "TEXT" for column in table.columns
        }


def test_times_are_kept_so_that_texts_sort_as_times_do(tmp_path: Path) -> None:
    path = study(tmp_path / "a.climate")
    with store.open_study(path) as again:
        again.call(lambda rows: rows.put_answer("owl", "decisions_1", 3, NOON.replace(microsecond=0)))
    driver = dbapi2.connect(str(path))
    kept = {row[0] for row in driver.execute("SELECT answered_at FROM answers UNION SELECT opened_at FROM rounds")}
    driver.close()
    assert kept == {"2026-03-14T12:00:00.000250+00:00", "2026-03-14T12:00:00.000000+00:00"}


def test_a_study_of_an_older_schema_is_brought_up_to_date_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def step_3(connection: dbapi2.Connection) -> None:
        connection.execute("UPDATE groups SET name = name || '!'")

    path = study(tmp_path / "a.climate")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step_3))
    for _ in range(2):
        with store.open_study(path) as again:
            assert again.call(lambda rows: rows.groups()) == (replace(ELM, name="Elm House!"),)


def test_a_study_of_todays_schema_is_not_written_to() -> None:
    driver = dbapi2.connect(f"{FILES[-1].as_uri()}?mode=ro", uri=True, isolation_level=None)
    schema.upgrade(driver)
    driver.close()


def test_a_step_that_fails_is_undone_at_once(empty: dbapi2.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    def step_3(connection: dbapi2.Connection) -> None:
        connection.execute("DROP TABLE answers")
        raise LookupError

    schema.upgrade(empty)
    before = schema.layout(empty)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step_3))
    with pytest.raises(LookupError):
        schema.upgrade(empty)
    assert not empty.in_transaction
    assert (schema.layout(empty), schema.version(empty)) == (before, len(schema.STEPS) - 1)


def test_a_step_that_fails_leaves_the_study_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def step_3(connection: dbapi2.Connection) -> None:
        connection.execute("DELETE FROM answers")
        connection.execute("CREATE TABLE half (x TEXT)")
        raise LookupError("half-way")

    path = study(tmp_path / "a.climate")
    with monkeypatch.context() as today:
        today.setattr(schema, "STEPS", (*schema.STEPS, step_3))
        with pytest.raises(LookupError):
            store.open_study(path)
    assert list(contents(tmp_path)) == ["a.climate"]
    assert store.check(path) == ()
    with store.open_study(path) as again:
        assert again.call(lambda rows: rows.answers("fox")) == ANSWERS


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DROP INDEX actions_of_round", "index “actions_of_round” is missing"),
        ("CREATE TABLE more (x TEXT)", "table “more” does not belong"),
        ("ALTER TABLE meta ADD COLUMN more TEXT", "table “meta” is not as it was made"),
        ("DELETE FROM groups", "row of “rounds” belongs to a row of “groups” that is missing"),
    ],
)
def test_a_check_says_what_is_wrong_with_a_study(tmp_path: Path, statement: str, told: str) -> None:
    path = changed(study(tmp_path / "a.climate"), statement)
    with untouched(tmp_path):
        problems = store.check(path)
    assert len(problems) == 1
    assert told in problems[0]


@pytest.mark.parametrize(
    ("statement", "ask"),
    [
        ("UPDATE groups SET kind = 'crowd'", "groups"),
        ("UPDATE rounds SET opened_at = 'noon'", "rounds"),
        ("UPDATE rounds SET invited = 'all'", "rounds"),
        ("UPDATE groups SET name = CAST(x'ff' AS TEXT)", "groups"),
    ],
)
def test_a_row_that_no_climate_desktop_can_have_written_is_damage(tmp_path: Path, statement: str, ask: str) -> None:
    path = changed(study(tmp_path / "a.climate"), statement)
    with untouched(tmp_path), store.open_study(path, read_only=True) as reader, pytest.raises(StudyIsDamaged):
        reader.call(lambda rows: getattr(rows, ask)())


@pytest.mark.parametrize(
    ("statement", "ask"),
    [
        ("UPDATE answers SET value = NULL, kind = 'perhaps'", "sheets"),
        ("UPDATE participants SET standing = 'lying'", "sheets"),
        ("UPDATE participants SET finished_at = '?'", "participants"),
        ("UPDATE sittings SET held_on = 'soon'", "sittings"),
        ("UPDATE actions SET state = 'lost'", "actions"),
        ("UPDATE packs SET files = '{'", "pack_text"),
        ("UPDATE answers SET answered_at = 'late'", "last_answer_at"),
    ],
)
def test_so_is_a_row_of_a_round(tmp_path: Path, statement: str, ask: str) -> None:
    path = changed(study(tmp_path / "a.climate"), statement)
    with store.open_study(path, read_only=True) as reader, pytest.raises(StudyIsDamaged):
        reader.call(lambda rows: getattr(rows, ask)("spring"))


def test_every_trigger_has_a_name_that_says_what_is_the_matter(empty: dbapi2.Connection) -> None:
    schema.upgrade(empty)
    names = [row[0] for row in empty.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
    assert names
    assert all(re.fullmatch(r"[a-z]+_is_[a-z_]+", name) for name in names)

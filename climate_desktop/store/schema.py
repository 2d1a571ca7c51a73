"""The study file's tables, as numbered steps from an empty file to today's.

To add a step: write `step_N(connection)` with a docstring and a test, append it to `STEPS`, bring `tables.py` up to
date, and freeze a file of the new schema in `tests/store/frozen/`. A step that was released is never changed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlcipher3.dbapi2 import Connection

APPLICATION_ID = 0x436C696D
"""“Clim”: what the header of every study file says."""

ROUND_IS_CLOSED = "the round is closed"
"""What a trigger says when it refuses a change to a closed round."""


def step_1(connection: Connection) -> None:
    """Groups, rounds, sittings, participants, consents, answers, results and actions.

    `arrival` keeps the order in which things came. Times are UTC in ISO 8601 with microseconds, so that texts sort as
    times do.
    """
    tables = {
        "meta": "key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL",
        "groups": """arrival INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            kind TEXT NOT NULL""",
        "packs": "fingerprint TEXT NOT NULL PRIMARY KEY, files TEXT NOT NULL",
        "rounds": """arrival INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            group_id TEXT NOT NULL REFERENCES groups (id), number INTEGER NOT NULL, label TEXT NOT NULL,
            state TEXT NOT NULL, pack TEXT NOT NULL REFERENCES packs (fingerprint), pack_id TEXT NOT NULL,
            pack_version TEXT NOT NULL, form TEXT NOT NULL, least_mean INTEGER NOT NULL, least_detail INTEGER NOT NULL,
            least_difference INTEGER NOT NULL, invited TEXT NOT NULL, opened_at TEXT NOT NULL, closed_at TEXT,
            pin TEXT NOT NULL DEFAULT '', UNIQUE (group_id, number)""",
        "sittings": """arrival INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            round_id TEXT NOT NULL REFERENCES rounds (id), held_on TEXT NOT NULL, place TEXT NOT NULL,
            facilitator TEXT NOT NULL""",
        "participants": """arrival INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            round_id TEXT NOT NULL REFERENCES rounds (id), sitting_id TEXT NOT NULL REFERENCES sittings (id),
            seat TEXT NOT NULL, voice TEXT NOT NULL, progress TEXT NOT NULL, standing TEXT NOT NULL,
            consented INTEGER NOT NULL CHECK (consented IN (0, 1)), at_item INTEGER NOT NULL, finished_at TEXT""",
        "consents": """participant_id TEXT NOT NULL PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE,
            kind TEXT NOT NULL, wording TEXT NOT NULL, given_at TEXT NOT NULL""",
        "answers": """participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
            item_id TEXT NOT NULL, value INTEGER, kind TEXT, answered_at TEXT NOT NULL,
            PRIMARY KEY (participant_id, item_id), CHECK ((value IS NULL) <> (kind IS NULL))""",
        "results": "round_id TEXT NOT NULL PRIMARY KEY REFERENCES rounds (id), sums TEXT NOT NULL",
        "actions": """id TEXT NOT NULL PRIMARY KEY, round_id TEXT NOT NULL REFERENCES rounds (id),
            position INTEGER NOT NULL, text TEXT NOT NULL, who TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL""",
    }
    for name, columns in tables.items():
        kind = "STRICT, WITHOUT ROWID" if name in {"meta", "answers"} else "STRICT"
        connection.execute(f"CREATE TABLE {name} ({columns}) {kind}")
    for table in ("sittings", "participants", "actions"):
        connection.execute(f"CREATE INDEX {table}_of_round ON {table} (round_id)")
    _freeze_closed_rounds(connection)


def _freeze_closed_rounds(connection: Connection) -> None:
    """Triggers of step 1: a closed round takes no answers and no people, and its result is written once.

    Taking a person's answers away stays possible after closing; opening the round again throws its result away.
    """
    refuse = f"BEGIN SELECT RAISE(ABORT, '{ROUND_IS_CLOSED}'); END"
    closed_person = """EXISTS (SELECT 1 FROM participants JOIN rounds ON rounds.id = participants.round_id
        WHERE participants.id = new.participant_id AND rounds.state = 'closed')"""
    closed_round = "EXISTS (SELECT 1 FROM rounds WHERE id = {row}.round_id AND state = 'closed')"
    kept = ("pack", "pack_id", "pack_version", "form", "least_mean", "least_detail", "least_difference", "invited")
    changed = " OR ".join(f"new.{column} IS NOT old.{column}" for column in kept)
    triggers = {
        "answer_is_too_late": f"BEFORE INSERT ON answers WHEN {closed_person}",
        "answer_is_fixed": f"BEFORE UPDATE ON answers WHEN {closed_person}",
        "consent_is_too_late": f"BEFORE INSERT ON consents WHEN {closed_person}",
        "consent_is_fixed": f"BEFORE UPDATE ON consents WHEN {closed_person}",
        "person_is_too_late": f"BEFORE INSERT ON participants WHEN {closed_round.format(row='new')}",
        "person_is_fixed": f"BEFORE UPDATE ON participants WHEN {closed_round.format(row='old')}",
        "round_is_fixed": f"BEFORE UPDATE ON rounds WHEN old.state = 'closed' AND new.state = 'closed' AND ({changed})",
        "result_is_written": """BEFORE INSERT ON results
            WHEN EXISTS (SELECT 1 FROM results WHERE round_id = new.round_id)""",
        "result_is_fixed": "BEFORE UPDATE ON results",
    }
    for name, moment in triggers.items():
        connection.execute(f"CREATE TRIGGER {name} {moment} {refuse}")
    connection.execute(
        "CREATE TRIGGER result_is_void AFTER UPDATE OF state ON rounds "
        "WHEN old.state = 'closed' AND new.state = 'open' BEGIN DELETE FROM results WHERE round_id = new.id; END"
    )


def step_2(connection: Connection) -> None:
    """Open circle with its votes; people who come after closing; corrected results beside the first one.

    Votes are there only while a round is open. `late` is the number of the last result made without that person, result
    1 being that of closing and correction 2 the next; 0 for everyone who was there at closing.
    """
    for statement in (
        "ALTER TABLE rounds ADD COLUMN open_circle TEXT NOT NULL DEFAULT 'not_proposed'",
        "ALTER TABLE participants ADD COLUMN late INTEGER NOT NULL DEFAULT 0 CHECK (late >= 0)",
        """CREATE TABLE votes (participant_id TEXT NOT NULL PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE,
            agrees INTEGER NOT NULL CHECK (agrees IN (0, 1))) STRICT""",
        """CREATE TABLE corrections (round_id TEXT NOT NULL REFERENCES rounds (id),
            number INTEGER NOT NULL CHECK (number > 1), sums TEXT NOT NULL, made_at TEXT NOT NULL,
            PRIMARY KEY (round_id, number)) STRICT""",
    ):
        connection.execute(statement)
    _let_late_people_wait(connection)


def _let_late_people_wait(connection: Connection) -> None:
    """Triggers of step 2: a closed round takes people and answers that are in no result, and nothing else.

    A result once made, and the sheets behind it, stay fixed; a corrected result is written beside it. Opening the round
    again throws them all away.
    """
    refuse = f"BEGIN SELECT RAISE(ABORT, '{ROUND_IS_CLOSED}'); END"
    newest = "(SELECT 1 + count(*) FROM corrections WHERE round_id = {row}.round_id)"
    late = f"{{row}}.late < {newest}"
    closed_round = "EXISTS (SELECT 1 FROM rounds WHERE id = {row}.round_id AND state = 'closed')"
    counted_person = f"""EXISTS (SELECT 1 FROM participants JOIN rounds ON rounds.id = participants.round_id
        WHERE participants.id = new.participant_id AND rounds.state = 'closed' AND {late.format(row="participants")})"""
    voter_is_late = """EXISTS (SELECT 1 FROM participants JOIN rounds ON rounds.id = participants.round_id
        WHERE participants.id = new.participant_id AND rounds.state = 'closed')"""
    new_one = f"{closed_round.format(row='new')} AND {late.format(row='new')}"
    old_one = f"{closed_round.format(row='old')} AND ({late.format(row='old')} OR {late.format(row='new')})"
    kept = (
        *("pack", "pack_id", "pack_version", "form", "least_mean", "least_detail", "least_difference", "invited"),
        "open_circle",
    )
    changed = " OR ".join(f"new.{column} IS NOT old.{column}" for column in kept)
    triggers = {
        "answer_is_too_late": f"BEFORE INSERT ON answers WHEN {counted_person}",
        "answer_is_fixed": f"BEFORE UPDATE ON answers WHEN {counted_person}",
        "consent_is_too_late": f"BEFORE INSERT ON consents WHEN {counted_person}",
        "consent_is_fixed": f"BEFORE UPDATE ON consents WHEN {counted_person}",
        "person_is_too_late": f"BEFORE INSERT ON participants WHEN {new_one}",
        "person_is_fixed": f"BEFORE UPDATE ON participants WHEN {old_one}",
        "round_is_fixed": f"BEFORE UPDATE ON rounds WHEN old.state = 'closed' AND new.state = 'closed' AND ({changed})",
    }
    for name in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    triggers |= {
        "vote_is_too_late": f"BEFORE INSERT ON votes WHEN {voter_is_late}",
        "vote_is_fixed": f"BEFORE UPDATE ON votes WHEN {voter_is_late}",
        "correction_is_written": """BEFORE INSERT ON corrections WHEN new.number <> 1
            + (SELECT count(*) FROM results WHERE round_id = new.round_id)
            + (SELECT count(*) FROM corrections WHERE round_id = new.round_id)
            OR NOT EXISTS (SELECT 1 FROM results WHERE round_id = new.round_id)""",
        "correction_is_fixed": "BEFORE UPDATE ON corrections",
    }
    for name, moment in triggers.items():
        connection.execute(f"CREATE TRIGGER {name} {moment} {refuse}")
    connection.execute(
        "CREATE TRIGGER correction_is_void AFTER UPDATE OF state ON rounds WHEN old.state = 'closed' AND "
        "new.state = 'open' BEGIN DELETE FROM corrections WHERE round_id = new.id; END"
    )


def step_3(connection: Connection) -> None:
    """Every way of answering: how an answer came in and who helped, paper keyed twice, counted hands, several sittings.

    Cards with their hash and the marks that name one of them, comments with their own consent, pairs of sheets by one
    person, and the facilitator's notes. Empty `factors` of a sitting stand for all that the form asks.
    """
    of_person = "participant_id TEXT NOT NULL PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE"
    tables = {
        "cards": f"{of_person}, marks TEXT NOT NULL, hash TEXT NOT NULL",
        "pairs": f"{of_person}, earlier_id TEXT NOT NULL UNIQUE REFERENCES participants (id) ON DELETE CASCADE",
        "comments": f"""{of_person}, text TEXT NOT NULL, may_print INTEGER NOT NULL CHECK (may_print IN (0, 1)),
            wording TEXT NOT NULL, written_at TEXT NOT NULL, passed_on INTEGER NOT NULL CHECK (passed_on IN (0, 1))""",
        "papers": f"""{of_person}, code TEXT NOT NULL, keyed_by TEXT NOT NULL, keyed_again_by TEXT NOT NULL,
            settled_by TEXT NOT NULL, fields INTEGER NOT NULL, errors INTEGER NOT NULL""",
        "keyed_again": """participant_id TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
            item_id TEXT NOT NULL, value INTEGER, kind TEXT,
            PRIMARY KEY (participant_id, item_id), CHECK ((value IS NULL) <> (kind IS NULL))""",
        "hands": """round_id TEXT NOT NULL REFERENCES rounds (id), voice TEXT NOT NULL,
            present INTEGER NOT NULL CHECK (present >= 0), PRIMARY KEY (round_id, voice)""",
        "tallies": """round_id TEXT NOT NULL, voice TEXT NOT NULL, item_id TEXT NOT NULL, counts TEXT NOT NULL,
            PRIMARY KEY (round_id, voice, item_id),
            FOREIGN KEY (round_id, voice) REFERENCES hands (round_id, voice) ON DELETE CASCADE""",
    }
    for name, columns in tables.items():
        connection.execute(f"CREATE TABLE {name} ({columns}) STRICT")
    connection.execute("CREATE INDEX cards_by_marks ON cards (marks)")
    for table, column in (
        ("answers", "mode TEXT NOT NULL DEFAULT 'screen'"),
        ("answers", "helper TEXT NOT NULL DEFAULT 'nobody'"),
        ("participants", "sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1))"),
        ("rounds", "comments_read_at TEXT"),
        ("sittings", "factors TEXT NOT NULL DEFAULT '[]'"),
        ("sittings", "notes TEXT NOT NULL DEFAULT ''"),
        ("sittings", "prints_notes INTEGER NOT NULL DEFAULT 0 CHECK (prints_notes IN (0, 1))"),
    ):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    _freeze_hands(connection)


def _freeze_hands(connection: Connection) -> None:
    """Triggers of step 3: the counted hands of a closed round stay as they are."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{ROUND_IS_CLOSED}'); END"
    closed = "EXISTS (SELECT 1 FROM rounds WHERE id = {row}.round_id AND state = 'closed')"
    for table in ("hands", "tallies"):
        for verb, row, trouble in (
            ("INSERT", "new", "is_too_late"),
            ("UPDATE", "old", "is_fixed"),
            ("DELETE", "old", "is_kept"),
        ):
            moment = f"BEFORE {verb} ON {table} WHEN {closed.format(row=row)}"
            connection.execute(f"CREATE TRIGGER {table}_{trouble} {moment} {refuse}")


STEPS: Sequence[Callable[[Connection], None]] = (step_1, step_2, step_3)
"""Step N brings a file of schema N - 1 to schema N. `user_version` counts the steps that a file has had."""


def version(connection: Connection) -> int:
    """How many steps this file has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(connection: Connection, upto: int | None = None) -> None:
    """The file with every step it lacked, all in one transaction, or as it was when one fails.

    `upto` stops at an older schema. The connection must be in autocommit.
    """
    last = len(STEPS) if upto is None else upto
    first = version(connection)
    if first >= last:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in STEPS[first:last]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {last}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def layout(connection: Connection) -> dict[str, str]:
    """The text that made each table, index and trigger, by kind and name."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    return {f"{kind} “{name}”": json.dumps([table, sql]) for kind, name, table, sql in rows}

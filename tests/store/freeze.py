"""Freezes a study of today's schema: `python -m tests.store.freeze` writes `frozen/schema_N.climate` when it is missing.

A frozen file is never made again: it stands for the files that people have.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from climate_desktop import store
from climate_desktop.core.study import Comment, OpenCircle, Paper, RoundState, Tally
from climate_desktop.store import Rows, schema
from tests.store.samples import FOX, HALL, NOON, OWL, PACK, SPRING, fill

FROZEN = Path(__file__).parent / "frozen"
CLOSED = replace(SPRING, state=RoundState.CLOSED, closed_at=NOON)
SUMMER = replace(SPRING, id="summer", number=2, label="Summer")
AUTUMN = replace(SPRING, id="autumn", number=3, label="Autumn", open_circle=OpenCircle.PROPOSED)
BARN = replace(HALL, id="barn", round_id="autumn")
HEN = replace(FOX, id="hen", round_id="autumn", sitting_id="barn")
CROW = replace(FOX, id="crow", seat="Grey crow", late=2)


def everything(rows: Rows) -> None:
    """A closed round with its results and somebody who came late, open ones, and something in every table."""
    fill(rows)
    rows.put_answer("owl", "decisions_1", 2, NOON)
    rows.update_participant(replace(OWL, voice="circle_member"))
    rows.put_result("spring", '{"sums": []}')
    rows.update_round(CLOSED)
    rows.add_round(SUMMER, PACK)
    rows.set_pin("summer", "$argon2id$")
    rows.add_round(AUTUMN, PACK)
    rows.add_sitting(BARN)
    rows.add_participant(HEN)
    rows.put_vote("hen", agrees=False)
    rows.put_card("hen", "H7", "$argon2id$")
    rows.put_pair("hen", "fox")
    rows.put_comment(Comment("hen", "More tea", may_print=True, wording="1", written_at=NOON, passed_on=True))
    rows.put_paper(Paper("hen", "code", keyed_by="AJ"))
    rows.put_keyed_again("hen", {"decisions_1": 3})
    rows.put_tally("autumn", Tally("family", 7, {"decisions_1": (0, 1, 2, 4, 0)}))
    rows.set_comments_read("autumn", NOON)
    rows.put_correction("spring", '{"sums": [2]}', NOON)
    rows.add_participant(CROW)


def freeze() -> Path:
    """The frozen file of today's schema."""
    path = FROZEN / f"schema_{len(schema.STEPS)}.climate"
    if not path.exists():
        with store.create(path) as made:
            made.call(everything)
    return path


if __name__ == "__main__":
    freeze()

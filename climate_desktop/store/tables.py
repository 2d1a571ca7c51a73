"""Today's tables, as the statements in `rows.py` name them. `schema.py` makes them; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text

_TABLES = MetaData()


def _table(name: str, *columns: str, whole: tuple[str, ...] = ()) -> Table:
    """A table of text columns, those in `whole` whole numbers."""
    return Table(name, _TABLES, *(Column(column, Integer if column in whole else Text) for column in columns))


META = _table("meta", "key", "value")
GROUPS = _table("groups", "arrival", "id", "name", "kind", whole=("arrival",))
PACKS = _table("packs", "fingerprint", "files")
ROUNDS = _table(
    "rounds",
    "arrival",
    "id",
    "group_id",
    "number",
    "label",
    "state",
    "pack",
    "pack_id",
    "pack_version",
    "form",
    "least_mean",
    "least_detail",
    "least_difference",
    "invited",
    "opened_at",
    "closed_at",
    "pin",
    "open_circle",
    "comments_read_at",
    whole=("arrival", "number", "least_mean", "least_detail", "least_difference"),
)
SITTINGS = _table(
    "sittings",
    "arrival",
    "id",
    "round_id",
    "held_on",
    "place",
    "facilitator",
    "factors",
    "notes",
    "prints_notes",
    whole=("arrival", "prints_notes"),
)
PARTICIPANTS = _table(
    "participants",
    "arrival",
    "id",
    "round_id",
    "sitting_id",
    "seat",
    "voice",
    "progress",
    "standing",
    "consented",
    "at_item",
    "finished_at",
    "late",
    "sealed",
    whole=("arrival", "consented", "at_item", "late", "sealed"),
)
CONSENTS = _table("consents", "participant_id", "kind", "wording", "given_at")
ANSWERS = _table(
    "answers", "participant_id", "item_id", "value", "kind", "answered_at", "mode", "helper", whole=("value",)
)
RESULTS = _table("results", "round_id", "sums")
CORRECTIONS = _table("corrections", "round_id", "number", "sums", "made_at", whole=("number",))
VOTES = _table("votes", "participant_id", "agrees", whole=("agrees",))
ACTIONS = _table("actions", "id", "round_id", "position", "text", "who", "due", "state", whole=("position",))
CARDS = _table("cards", "participant_id", "marks", "hash")
PAIRS = _table("pairs", "participant_id", "earlier_id")
COMMENTS = _table(
    "comments",
    "participant_id",
    "text",
    "may_print",
    "wording",
    "written_at",
    "passed_on",
    whole=("may_print", "passed_on"),
)
PAPERS = _table(
    "papers",
    "participant_id",
    "code",
    "keyed_by",
    "keyed_again_by",
    "settled_by",
    "fields",
    "errors",
    whole=("fields", "errors"),
)
KEYED_AGAIN = _table("keyed_again", "participant_id", "item_id", "value", "kind", whole=("value",))
HANDS = _table("hands", "round_id", "voice", "present", whole=("present",))
TALLIES = _table("tallies", "round_id", "voice", "item_id", "counts")

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
    whole=("arrival", "number", "least_mean", "least_detail", "least_difference"),
)
SITTINGS = _table("sittings", "arrival", "id", "round_id", "held_on", "place", "facilitator", whole=("arrival",))
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
    whole=("arrival", "consented", "at_item", "late"),
)
CONSENTS = _table("consents", "participant_id", "kind", "wording", "given_at")
ANSWERS = _table("answers", "participant_id", "item_id", "value", "kind", "answered_at", whole=("value",))
RESULTS = _table("results", "round_id", "sums")
CORRECTIONS = _table("corrections", "round_id", "number", "sums", "made_at", whole=("number",))
VOTES = _table("votes", "participant_id", "agrees", whole=("agrees",))
ACTIONS = _table("actions", "id", "round_id", "position", "text", "who", "due", "state", whole=("position",))

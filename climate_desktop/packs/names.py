"""The ids of pack.toml: which are good, which are not, and which was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from climate_desktop.packs.problems import closest, listed, shown
from climate_desktop.packs.reader import LONGEST_NAME, Part

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")

_MOST_WANTED = 400

Kin = Callable[[int], Sequence[str]]


def names(
    rows: Sequence[Part], used: Collection[str], reserved: frozenset[str], kin: Kin | None = None, *, sole: bool = False
) -> list[str]:
    """The id of each row, or the one that was meant, so that other places can be read as if it stood there.

    `used` are the ids that other places name. An id that is bad, stands twice, or is named nowhere while a similar one
    is, becomes one problem and takes the name that is used. It is empty where nothing was meant. With `sole`, the only
    id that is named nowhere and the only name without an id belong together, however they are spelt. `kin` gives the
    ids beside that of a row: the likelier one of two spellings is the one that looks more like these.
    """
    found, faults = _own(rows, reserved)
    wanted = [name for name in used if name not in found][:_MOST_WANTED]
    lost = [place for place, name in enumerate(found) if name and name not in used]
    for place in lost:
        meant = closest(found[place], wanted)
        if sole and len(lost) == len(wanted) == 1:
            meant = wanted[0]
        if meant and kin and _likelier(found[place], meant, kin(place)):
            continue
        if meant:
            rows[place].wrong(f"Nothing else is called “{found[place]}”.", f"Did you mean “{meant}”?", "id")
            found[place] = meant
            wanted.remove(meant)
    for place, (what, todo, raw) in faults.items():
        meant = raw if raw in wanted else closest(raw, wanted) or next(iter(wanted), None)
        if meant:
            found[place] = meant
            wanted.remove(meant)
        hint = f" Did you mean “{meant}”?" if meant and meant != raw else ""
        rows[place].wrong(what, todo + hint, "id")
    return found


def _own(rows: Sequence[Part], reserved: frozenset[str]) -> tuple[list[str], dict[int, tuple[str, str, str]]]:
    """The good ids, empty for the others, and what is wrong with those."""
    found: list[str] = []
    faults: dict[int, tuple[str, str, str]] = {}
    for place, row in enumerate(rows):
        value = row.table.get("id")
        raw = shown(value) if isinstance(value, str) else ""
        fault = None
        if not raw:
            what = "is missing" if value is None else "is empty" if value == "" else "is not a text"
            fault = f"“{row.name('id')}” {what}.", "Write a text in quotation marks."
        elif not _ID.fullmatch(raw):
            fault = f"“{raw}” is not an id.", "Use small letters, digits and _."
        elif raw in reserved:
            fault = f"“{raw}” cannot be an id here: it means something else.", "Choose another id."
        elif raw in found:
            first = row.reader.lines.of(*rows[found.index(raw)].path, "id")
            fault = f"“{raw}” stands twice; the first is on line {first}.", "Give one of them another id."
        if fault:
            faults[place] = (*fault, raw)
        found.append("" if fault else raw)
    return found, faults


def _likelier(own: str, other: str, kin: Sequence[str]) -> bool:
    """True when a name looks at least as much like its kin as the other one does."""
    from_own, from_other = ([_like(name, k) for k in kin] for name in (own, other))
    return sum(from_own) >= sum(from_other)


def _like(one: str, other: str) -> int:
    """How many letters two names share from their beginning on."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def referred(rows: Sequence[Part], key: str, names_there: Sequence[str], kind: str) -> tuple[list[str], set[str]]:
    """The id that each row names under a key, or the one that was meant; empty where that is unknown.

    A name that nothing has is one problem, however many rows name it. The second value holds those for which nothing was
    meant.
    """
    known = [name for name in names_there if name]
    meant: dict[str, str] = {}
    found = []
    for row in rows:
        name = row.text(key, LONGEST_NAME)
        if name and name not in known and name not in meant:
            many = sum(1 for other in rows if other.table.get(key) == name)
            meant[name] = closest(name, known) or ""
            todo = f"Did you mean “{meant[name]}”?" if meant[name] else f"Use one of: {listed(known)}."
            also = f" {many} entries name it." if many > 1 else ""
            row.wrong(f"There is no {kind} “{shown(name)}”.{also}", todo, key)
        found.append(meant.get(name, name))
    return found, {name for name, other in meant.items() if not other}


def only_one(name: str, among: Sequence[str]) -> str:
    """The one of these that was probably meant, or the only one that there is; empty when nobody can tell."""
    return closest(name, among) or (among[0] if len(among) == 1 else "")

"""Which fields stand on a pack's pages: for one statement, for one domain or factor in one band, for one part of the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from climate_desktop.ui.library_form import LINE, LIST, PASSAGE, Blank, Group
from climate_desktop.ui.library_places import NAMES
from climate_desktop.ui.library_work import KeyPath, PackWork, file_of

_GAP = re.compile(r"\{[a-z_]+\}")
PARTS = ("scale", "no_answer", "easy", "voices", "bands", "say", "consent", "card", "comment", "report", "form", "script")


def item_blanks(work: PackWork, item: str) -> tuple[Group, ...]:
    """The wording of one statement for each voice, its easy-read wording, and the name of its picture."""
    factor = factor_of(work, item)
    at: KeyPath = ("factors", factor, "items", item)
    voices = tuple(
        _blank(work, work.name_of("voices", voice), (*at, voice), name=_tr("Statement for {voice}"), voice=voice)
        for voice in work.ids("voices")
    )
    easy = _blank(work, _tr("Easy read"), (*at, "easy"), hint=_tr("Ten to fifteen words, one idea."))
    return (Group("", (*voices, easy)),)


def factor_of(work: PackWork, item: str) -> str:
    """The factor that a statement belongs to."""
    return next((str(row.get("factor", "")) for row in work.rows("items") if row.get("id") == item), "")


def place_blanks(work: PackWork, key: str, band: str) -> tuple[Group, ...]:
    """The fields of one place of the Texts: `domains/growth`, `factors/roles`, or one of PARTS."""
    part, _, name = key.partition("/")
    if part == "domains":
        return _domain(work, name, band)
    if part == "factors":
        return _factor(work, name, band)
    return _part(work, part)


def part_title(part: str) -> str:
    """What a part of the words is called."""
    return {
        "scale": _tr("The answers"),
        "no_answer": _tr("Other answers"),
        "easy": _tr("Answers in easy words"),
        "voices": _tr("Voices"),
        "bands": _tr("Names of the bands"),
        "say": _tr("Sentences that notice something"),
        "consent": _tr("Before people answer"),
        "card": _tr("The card, and a copy of one’s answers"),
        "comment": _tr("In people’s own words"),
        "report": _tr("Headings and notes in print"),
        "form": _tr("Paper forms and sheets to write on"),
        "script": _tr("What the facilitator says"),
    }[part]


def strings(value: Any) -> Iterator[str]:
    """Every text in a value and in all that it holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def _domain(work: PackWork, domain: str, band: str) -> tuple[Group, ...]:
    at: KeyPath = ("domains", domain)
    if band == NAMES:
        return (
            Group(
                "",
                (
                    _blank(work, _tr("Name"), (*at, "name"), LINE),
                    _blank(work, _tr("Short name, for cards and charts"), (*at, "short"), LINE),
                    _blank(work, _tr("What it is about"), (*at, "about")),
                ),
            ),
        )
    at = (*at, band)
    return (
        Group(
            "",
            (
                _blank(work, _tr("Opening"), (*at, "opening")),
                _blank(work, _tr("Closing"), (*at, "closing")),
                _blank(work, _tr("Easy read"), (*at, "easy")),
                _blank(work, _tr("Questions for the group"), (*at, "questions"), LIST),
            ),
        ),
    )


def _factor(work: PackWork, factor: str, band: str) -> tuple[Group, ...]:
    at: KeyPath = ("factors", factor)
    if band == NAMES:
        gap = _tr("When two voices differ")
        return (
            Group(
                "",
                (
                    _blank(work, _tr("Name"), (*at, "name"), LINE),
                    _blank(work, _tr("What it is about"), (*at, "about")),
                    _blank(work, gap, (*at, "gap")),
                ),
            ),
        )
    at = (*at, band)
    first = Group(
        "",
        (
            _blank(work, _tr("General account"), (*at, "general")),
            _blank(work, _tr("Easy read"), (*at, "easy")),
            _blank(work, _tr("Questions to talk about"), (*at, "questions"), LIST),
            _blank(work, _tr("First steps"), (*at, "first_steps"), LIST),
        ),
    )
    return (first, *(_account(work, voice, (*at, voice)) for voice in work.ids("voices")))


def _account(work: PackWork, voice: str, at: KeyPath) -> Group:
    """What a voice sees, and words that such a person might say."""
    return Group(
        work.name_of("voices", voice),
        (
            _blank(work, _tr("Account"), (*at, "account"), name=_tr("Account of {voice}"), voice=voice),
            _blank(
                work,
                _tr("Someone might say"),
                (*at, "quotes"),
                LIST,
                name=_tr("Words that {voice} might say"),
                voice=voice,
                hint=_tr("Without quotation marks."),
            ),
        ),
    )


def _part(work: PackWork, part: str) -> tuple[Group, ...]:
    """The fields of a part without bands; keys that the first language has, so that a gap in a later one is seen."""
    kept = work.value(file_of(next(iter(work.languages()), "")), part)
    keys = [str(key) for key in kept] if isinstance(kept, Mapping) else []
    own = work.value(file_of(work.language), part)
    if isinstance(own, Mapping):
        keys += [str(key) for key in own if str(key) not in keys]
    if part in ("voices", "bands"):
        return tuple(_inner(work, part, one) for one in keys)
    return (Group("", tuple(_blank(work, _label(part, key), (part, key), _kind(work, part, key)) for key in keys)),)


def _inner(work: PackWork, part: str, one: str) -> Group:
    """A voice or a band, with its names."""
    labels = {
        "name": _tr("At the start of a sentence"),
        "within": _tr("Inside a sentence"),
        "short": _tr("On a button"),
        "choose": _tr("What a person says when choosing"),
    }
    if part == "bands":
        word = _tr("The word for this band")
        name = f"{word}, {work.name_of(part, one)}"
        return Group("", (_blank(work, word, (part, one, "name"), LINE, name=name),))
    heading = work.name_of(part, one)
    blanks = (
        _blank(work, label, (part, one, key), LINE, name=f"{label}, {heading}") for key, label in labels.items()
    )
    return Group(heading, tuple(blanks))


def _kind(work: PackWork, part: str, key: str) -> str:
    for language in (work.language, next(iter(work.languages()), "")):
        value = work.value(file_of(language), part, key)
        if isinstance(value, list):
            return LIST
        if isinstance(value, str) and part in ("scale", "no_answer"):
            return LINE
    return PASSAGE


def _label(part: str, key: str) -> str:
    """A label for a text that is known by its key only."""
    if part == "scale":
        return _tr("Answer {number}").format(number=key)
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]


def _blank(
    work: PackWork, label: str, path: KeyPath, kind: str = PASSAGE, *, name: str = "", voice: str = "", hint: str = ""
) -> Blank:
    """A field in the language that is shown; below it what the first language says, where that is another one."""
    first = next(iter(work.languages()), "")
    said = name.format(voice=work.name_of("voices", voice, "within")) if voice else name
    original = "\n".join(work.texts(file_of(first), *path))
    gaps = ", ".join(dict.fromkeys(_GAP.findall(original)))
    hints = [hint] if hint else []
    if gaps:
        hints.append(_tr("The program fills in {gaps}.").format(gaps=gaps))
    if work.language != first and original:
        hints.append(_tr("In the first language: {words}").format(words=original))
    return Blank(label, file_of(work.language), path, kind, said, " ".join(hints))


def _tr(words: str) -> str:
    return QCoreApplication.translate("library", words)



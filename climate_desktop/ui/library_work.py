"""One pack on the table: its files as they are now, and what a person changes in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Signal

from climate_desktop.core.errors import KnownError

if TYPE_CHECKING:
    from climate_desktop.services.library import Draft, Library, Problem, Shelved

MAIN = "pack.toml"
BANDS = ("low", "medium", "high")
KeyPath = tuple[str | int, ...]


class PackWork(QObject):
    """The draft of one pack, read without trust: a part that is missing or of another kind is empty, never an error.

    `language` is the one that statements and texts are shown in; every page of the pack shares it.

    Signals: changed(str, tuple) a person has written something at this place of this file; refused(KnownError) it could
    not be written there; renewed() everything may be different now; language_chosen() another language is shown.
    """

    changed = Signal(str, object)
    refused = Signal(object)
    renewed = Signal()
    language_chosen = Signal()

    def __init__(self, library: Library, shelved: Shelved, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.shelved = shelved
        self.draft = draft
        self.language = next(iter(self.languages()), "")

    @property
    def bundled(self) -> bool:
        """True for a pack that came with the program: it is never changed in place."""
        return self.shelved.bundled

    @property
    def is_changed(self) -> bool:
        """True while something is written that is not saved."""
        return not self.bundled and self.draft.changed

    # Reading

    def value(self, file: str, *path: str | int) -> Any:
        """What stands there, or None."""
        try:
            return self.draft.get(file, *path)
        except (KnownError, KeyError, IndexError, TypeError, ValueError):
            return None

    def text(self, file: str, *path: str | int) -> str:
        """The text that stands there, or nothing."""
        value = self.value(file, *path)
        return value if isinstance(value, str) else ""

    def texts(self, file: str, *path: str | int) -> tuple[str, ...]:
        """The texts that stand there; a single text counts as a list of one."""
        value = self.value(file, *path)
        if isinstance(value, str):
            return (value,)
        return tuple(str(one) for one in value if isinstance(one, str)) if isinstance(value, list) else ()

    def number(self, default: int, *path: str | int) -> int:
        """The whole number that stands in pack.toml, or the default."""
        value = self.value(MAIN, *path)
        return int(value) if isinstance(value, int) and not isinstance(value, bool) else default

    def rows(self, key: str) -> tuple[Mapping[str, Any], ...]:
        """The entries written as [[key]] in pack.toml."""
        value = self.value(MAIN, key)
        return tuple(row for row in value if isinstance(row, Mapping)) if isinstance(value, list) else ()

    def ids(self, key: str) -> tuple[str, ...]:
        """The ids of those entries, in order."""
        return tuple(str(row.get("id", "")) for row in self.rows(key) if row.get("id"))

    def factors_of(self, domain: str) -> tuple[str, ...]:
        """The factors of a domain, in order."""
        return tuple(str(row.get("id", "")) for row in self.rows("factors") if row.get("domain") == domain)

    def languages(self) -> tuple[str, ...]:
        """The tags of the pack's languages, the first one first."""
        return self.texts(MAIN, "languages")

    def is_draft(self, language: str) -> bool:
        """True while no native speaker has read this language."""
        return self.value(file_of(language), "draft") is True

    def problems(self) -> tuple[Problem, ...]:
        """Everything that is to be put right, as the pack stands now."""
        if self.is_changed:
            return self.draft.problems()
        try:
            return self.library.problems(self.shelved.id)
        except KnownError:
            return self.draft.problems()

    # Names for people

    def name_of(self, kind: str, name: str, key: str = "name") -> str:
        """What a domain, a factor, a voice or a band is called in the language that is shown, or its id."""
        return self.text(file_of(self.language), kind, name, key) or name

    # Writing

    def put(self, value: object, file: str, *path: str | int) -> None:
        """Writes a value; the same value changes nothing."""
        if not self.bundled and self.value(file, *path) != value and self._done(self.draft.put, value, file, *path):
            self.changed.emit(file, path)

    def insert_item(self, item: str, factor: str, place: int) -> bool:
        """True when a statement without words stands at this place of the entries now, in every language."""
        done = self._done(self.draft.insert, {"id": item, "factor": factor}, MAIN, "items", place)
        wording = {**dict.fromkeys(self.ids("voices"), ""), "easy": ""}
        for tag in self.languages() if done else ():
            self._done(self.draft.put, wording, file_of(tag), "factors", factor, "items", item)
        self.renew()
        return done

    def remove_item(self, item: str, factor: str, place: int) -> None:
        """Takes a statement and its wording in every language out."""
        if self._done(self.draft.remove, MAIN, "items", place):
            for tag in self.languages():
                self._done(self.draft.remove, file_of(tag), "factors", factor, "items", item)
        self.renew()

    def take_out(self, file: str, *path: str | int) -> None:
        """Takes a key or an entry out."""
        if not self.bundled and self._done(self.draft.remove, file, *path):
            self.changed.emit(file, path)

    def add_language(self, tag: str) -> None:
        """One more language, as a draft with the words of the first."""
        self.draft.add_language(tag)
        self.language = tag
        self.renew()

    def remove_language(self, tag: str) -> None:
        """Takes a language and all its words out."""
        self.draft.remove_language(tag)
        self.renew()

    def choose_language(self, tag: str) -> None:
        """Shows another language."""
        if tag in self.languages() and tag != self.language:
            self.language = tag
            self.language_chosen.emit()

    def take(self, shelved: Shelved, draft: Draft) -> None:
        """Goes on with another draft of the same pack: after saving, or when changes were taken back."""
        self.shelved = shelved
        self.draft = draft
        self.renew()

    def _done(self, act: Callable[..., None], *values: Any) -> bool:
        """True when the draft has done it; otherwise `refused` says why not."""
        try:
            act(*values)
        except KnownError as error:
            self.refused.emit(error)
            return False
        return True

    def renew(self) -> None:
        """Says that everything may be different now."""
        if self.language not in self.languages():
            self.language = next(iter(self.languages()), "")
        self.renewed.emit()


def file_of(language: str) -> str:
    """The file that holds a language's words."""
    return f"{language}.toml"


def language_name(tag: str) -> str:
    """A language in words: “Welsh”, “English”; the tag itself where the system has no name for it."""
    language = QLocale(tag).language() if tag else QLocale.Language.C
    if language in (QLocale.Language.C, QLocale.Language.AnyLanguage):
        return tag
    return QLocale.languageToString(language)

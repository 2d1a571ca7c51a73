"""What the Library asks: a name, a language, what becomes of changes, and where a file is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.services.library import SUFFIX
from climate_desktop.ui import messages, parts
from climate_desktop.ui.library_work import language_name
from climate_desktop.ui.messages import Question
from climate_desktop.ui.study_files import start_folder

if TYPE_CHECKING:
    from climate_desktop.services.library import Library, Shelved
    from climate_desktop.services.preferences import Preferences
    from climate_desktop.ui.library_work import PackWork
    from climate_desktop.ui.theme import Theme

SAVE, LEAVE, STAY = "save", "leave", "stay"
_COMMON = (
    "ar", "bn", "cy", "en-GB", "es", "fr", "ga", "gd", "gu", "it", "lt", "pa", "pl", "pt", "ro", "so", "tr", "uk", "ur",
    "zh",
)  # fmt: skip


class CopyDialog(QDialog):
    """Asks what one's own copy of a pack is called, and makes it. After `accept`, `pack_id` is the copy."""

    def __init__(self, library: Library, source: Shelved, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._source = source
        self.pack_id = ""
        self.setWindowTitle(self.tr("Make it your own"))
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.name.setText(self.tr("Our {name}").format(name=source.name or source.id))
        self._field = parts.field(
            theme, self.tr("What will you call it?"), self.name, hint=self.tr("The name that your people will see.")
        )
        about = parts.body(theme, self.tr("You get a copy that you can change. The pack it came from stays as it is."),
                           soft=True)  # fmt: skip
        about.setMinimumWidth(theme.px(400))
        self.make = parts.primary(theme, self.tr("Make the copy"))
        self.cancel = parts.quiet(theme, self.tr("Not now"))
        margin = theme.space(24)
        self.setLayout(
            parts.column(
                parts.column(parts.heading(theme, self.windowTitle()), about, gap=theme.space(8)),
                self._field,
                parts.row(1, self.cancel, self.make, gap=theme.space(12)),
                gap=theme.space(20),
                margins=(margin, margin, margin, margin),
            )
        )
        self.make.setDefault(True)
        self.make.clicked.connect(self._make)
        self.cancel.clicked.connect(self.reject)
        self.name.textEdited.connect(lambda: self._field.set_wrong(""))
        self.name.selectAll()
        self.name.setFocus()

    def _make(self) -> None:
        try:
            self.pack_id = self._library.copy(self._source.id, self.name.text())
        except KnownError as error:
            self._field.set_wrong(messages.sentence(error))
            messages.announce(self.name, messages.sentence(error))
            self.name.setFocus()
            return
        self.accept()


class LanguageDialog(QDialog):
    """Asks which language is added, and adds it as a draft. After `accept`, `tag` is the language."""

    def __init__(self, work: PackWork, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.tag = ""
        self.setWindowTitle(self.tr("Add a language"))
        there = work.languages()
        choices = sorted((language_name(tag), tag) for tag in _COMMON if tag not in there)
        self.language = parts.select(theme, "", [(tag, name) for name, tag in choices])
        self.short = QLineEdit()
        self.short.setMaxLength(12)
        which = parts.field(theme, self.tr("Language"), self.language)
        self._field = parts.field(
            theme, self.tr("Its short name"), self.short, hint=self.tr("For another language write it like en-GB or cy.")
        )
        about = parts.body(
            theme,
            self.tr("It begins with the words of the first language. It is a draft, which is offered to nobody, until "
                    "a native speaker has read it."),
            soft=True,
        )  # fmt: skip
        about.setMinimumWidth(theme.px(400))
        self.add = parts.primary(theme, self.tr("Add the language"))
        self.cancel = parts.quiet(theme, self.tr("Not now"))
        margin = theme.space(24)
        self.setLayout(
            parts.column(
                parts.column(parts.heading(theme, self.windowTitle()), about, gap=theme.space(8)),
                which,
                self._field,
                parts.row(1, self.cancel, self.add, gap=theme.space(12)),
                gap=theme.space(20),
                margins=(margin, margin, margin, margin),
            )
        )
        self.add.setDefault(True)
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self.reject)
        self.language.activated.connect(lambda _: self._take())
        self.short.textEdited.connect(lambda: self._field.set_wrong(""))
        self._take()
        self.language.setFocus()

    def _take(self) -> None:
        self.short.setText(self.language.currentData() or "")
        self._field.set_wrong("")

    def _add(self) -> None:
        tag = self.short.text().strip()
        try:
            self._work.add_language(tag)
        except KnownError as error:
            self._field.set_wrong(messages.sentence(error))
            messages.announce(self.short, messages.sentence(error))
            self.short.setFocus()
            return
        self.tag = tag
        self.accept()


class UnsavedQuestion(Question):
    """Asks what becomes of changes before they are left: save them, leave them, or stay. `answer` is one of the three."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        words = _tr("Save the changes to “{name}”?").format(name=name)
        super().__init__(theme, words, _tr("They are not saved yet."), yes=_tr("Save"), no=_tr("Stay here"), parent=parent)
        self.answer = STAY
        self.leave = parts.danger(theme, _tr("Leave without saving"))
        self.buttons.insertWidget(0, self.leave)
        self.leave.clicked.connect(self._leave)
        self.yes.clicked.connect(self._save)

    def _leave(self) -> None:
        self.answer = LEAVE
        self.accept()

    def _save(self) -> None:
        self.answer = SAVE


def ask_shared_file(parent: QWidget, preferences: Preferences | None) -> Path | None:
    """Which shared pack is to be brought in; None when the person thought better of it."""
    chosen, _ = QFileDialog.getOpenFileName(parent, _tr("Bring in a pack"), str(start(preferences)), _kinds())
    return remembered(chosen, preferences)


def ask_share_target(parent: QWidget, preferences: Preferences | None, name: str) -> Path | None:
    """Where a pack is to be written, with its ending; None when the person thought better of it."""
    first = start(preferences) / f"{name}{SUFFIX}"
    chosen, _ = QFileDialog.getSaveFileName(parent, _tr("Share as a file"), str(first), _kinds())
    if chosen and not chosen.endswith(SUFFIX):
        chosen += SUFFIX
    return remembered(chosen, preferences)


def remembered(chosen: str, preferences: Preferences | None) -> Path | None:
    """The chosen file, whose folder is offered first next time; None when none was chosen."""
    if not chosen:
        return None
    if preferences is not None:
        preferences.change(last_folder=str(Path(chosen).parent))
    return Path(chosen)


def start(preferences: Preferences | None) -> Path:
    """The folder that is offered first."""
    return start_folder(preferences) if preferences is not None else Path.home()


def _kinds() -> str:
    return _tr("Packs (*{ending})").format(ending=SUFFIX) + ";;" + _tr("All files (*)")


def _tr(words: str) -> str:
    return QCoreApplication.translate("library", words)

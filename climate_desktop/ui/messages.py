"""The only module that speaks when something is wrong, or must be asked before it cannot be undone.

sentence(error)          a known error in the window's language
say(parent, theme, …)    a message with one button
ask(parent, theme, …)    a question with two answers
ask_word(…)              a question that is answered by typing a word
announce(widget, words)  words for a screen reader
NotSavedBar              the full-width bar that stays until the trouble is over
install_crash_screen     anything that is not a KnownError ends there, and not in silence
"""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from climate_desktop import __version__
from climate_desktop.core.errors import KnownError
from climate_desktop.ui import parts

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme


def sentence(error: KnownError) -> str:
    """The error's one sentence in the window's language, with its values filled in."""
    return QCoreApplication.translate("KnownError", error.sentence).format(**error.values)


def announce(widget: QWidget, words: str) -> None:
    """Lets a screen reader say the words without moving the keyboard."""
    event = QAccessibleAnnouncementEvent(widget, words)
    QAccessible.updateAccessibility(event)


def say(parent: QWidget | None, theme: Theme, words: str, detail: str = "") -> None:
    """Shows a message and waits until it is read."""
    Question(theme, words, detail, yes=_tr("All right"), parent=parent).exec()


def say_error(parent: QWidget | None, theme: Theme, error: KnownError) -> None:
    """Shows what is wrong and what to do, and waits until it is read."""
    say(parent, theme, sentence(error))


def ask(
    parent: QWidget | None, theme: Theme, question: str, detail: str, *, yes: str, no: str, danger: bool = False
) -> bool:
    """True when the person chose `yes`. `danger`: the answer loses something, so that Enter does not give it."""
    return bool(Question(theme, question, detail, yes=yes, no=no, danger=danger, parent=parent).exec())


def ask_word(parent: QWidget | None, theme: Theme, question: str, detail: str, *, word: str, yes: str, no: str) -> bool:
    """True when the person typed the word and chose `yes`: before anything that cannot be undone."""
    return bool(WordQuestion(theme, question, detail, word=word, yes=yes, no=no, parent=parent).exec())


class Question(QDialog):
    """A heading, a sentence, and one or two buttons. Enter presses the primary one, Esc says no."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        detail: str = "",
        *,
        yes: str,
        no: str = "",
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Climate Desktop"))
        self.setAccessibleDescription(f"{words} {detail}".strip())
        self.yes = parts.danger(theme, yes) if danger else parts.primary(theme, yes)
        self.no = parts.quiet(theme, no)
        self.no.setVisible(bool(no))
        head = parts.heading(theme, words) if detail else parts.body(theme, words)
        head.setMinimumWidth(theme.px(360))
        self.column = parts.column(head, gap=theme.space(8))
        if detail:
            self.column.addWidget(parts.body(theme, detail, soft=True))
        self.buttons = parts.row(1, self.no, self.yes, gap=theme.space(12))
        outer = QVBoxLayout(self)
        margin = theme.space(24)
        outer.setContentsMargins(margin, margin, margin, margin)
        outer.setSpacing(theme.space(24))
        outer.addLayout(self.column)
        outer.addLayout(self.buttons)
        self.yes.setDefault(not danger)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        (self.no if danger else self.yes).setFocus()


class WordQuestion(Question):
    """A question that is answered yes only once a word has been typed."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        detail: str,
        *,
        word: str,
        yes: str,
        no: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, words, detail, yes=yes, no=no, parent=parent)
        self._word = word
        self.field = QLineEdit()
        asked = _tr("Type the word {word}").format(word=f"“{word}”")
        self.column.addSpacing(theme.space(12))
        self.column.addWidget(parts.field(theme, asked, self.field))
        self.yes.setEnabled(False)
        self.field.textEdited.connect(self._look)
        self.field.setFocus()

    def _look(self, typed: str) -> None:
        self.yes.setEnabled(typed.strip().casefold() == self._word.casefold())


class NotSavedBar(QWidget):
    """The full-width bar that stays while something could not be written.

    Signal `try_again_wanted()`: its button was pressed.
    """

    try_again_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        again = parts.secondary(theme, _tr("Try again"), size="small")
        self._notice = parts.notice(theme, "not_saved", _tr("NOT SAVED."), " ", again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._notice)
        again.clicked.connect(self.try_again_wanted)
        self.hide()

    def show_error(self, error: KnownError) -> None:
        """Says what could not be written and what to do."""
        self._notice.say(_tr("NOT SAVED."), sentence(error))
        self.show()
        announce(self, f"{_tr('NOT SAVED.')} {sentence(error)}")

    def clear(self) -> None:
        """Goes away: everything is saved again."""
        self.hide()


class CrashScreen(QDialog):
    """What is shown when the mistake is ours: first that nothing is lost, then what to do, last the details."""

    def __init__(self, theme: Theme, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_tr("Climate Desktop"))
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(_tr("Details for whoever mends the program"))
        self._details.setMinimumSize(theme.px(480), theme.px(160))
        self.copy = parts.secondary(theme, _tr("Copy the details"))
        self.go_on = parts.primary(theme, _tr("Go on"))
        self.quit = parts.quiet(theme, _tr("Close the program"))
        layout = parts.column(
            parts.heading(theme, _tr("Every answer that was ticked is safe.")),
            parts.body(theme, _tr("The program made a mistake of its own. It is not something you did.")),
            parts.body(
                theme,
                _tr("Go on, or close the program and open it again: it comes back to where you were. The details "
                    "below hold no answers. Whoever mends the program can use them."),
            ),
            self._details,
            parts.row(self.copy, 1, self.quit, self.go_on, gap=theme.space(12)),
            gap=theme.space(12),
            margins=(theme.space(24),) * 4,
        )  # fmt: skip
        self.setLayout(layout)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.quit.clicked.connect(self._quit)
        self.copy.clicked.connect(self._copy)
        self.go_on.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())
        self.copy.say(_tr("Copied"))

    def _quit(self) -> None:
        self.reject()
        QCoreApplication.quit()


class CrashCatcher(QObject):
    """Takes whatever nobody caught to the crash screen, from any thread, one at a time."""

    _caught = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._window = parent
        self._showing = False
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The new `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if sys.stderr is not None:  # a windowed program on Windows has none
            sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))
        self._caught.emit(error)

    def _show(self, error: BaseException) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            if isinstance(error, KnownError):
                say_error(self._window, self._theme, error)
            else:
                CrashScreen(self._theme, details_of(error), self._window).exec()
        finally:
            self._showing = False


def details_of(error: BaseException) -> str:
    """Where the mistake happened, without the message of the error: a message might hold what a person wrote."""
    lines = [f"Climate Desktop {__version__}, Python {platform.python_version()}, {platform.platform()}"]
    lines += [
        f"{frame.name}, {frame.filename.replace(chr(92), '/').rpartition('/')[2]} line {frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    lines.append(type(error).__name__)
    return "\n".join(lines)


def install_crash_screen(theme: Theme, window: QWidget) -> CrashCatcher:
    """Sends everything that nobody caught to the crash screen; a KnownError that slipped through is said as usual."""
    catcher = CrashCatcher(theme, window)
    sys.excepthook = catcher.catch
    return catcher


def _tr(words: str) -> str:
    return QCoreApplication.translate("messages", words)

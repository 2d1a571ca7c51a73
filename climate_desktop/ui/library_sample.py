"""The words of one place as people will read them, beside the form in which they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from climate_desktop.core.reading import Passage, Reason
from climate_desktop.ui import parts
from climate_desktop.ui.library_places import NAMES
from climate_desktop.ui.library_work import KeyPath, file_of
from climate_desktop.ui.reading import PassageText, Said
from climate_desktop.ui.reading_panel import headed

if TYPE_CHECKING:
    from climate_desktop.ui.library_work import PackWork
    from climate_desktop.ui.theme import Theme

_WAIT_MS = 250
_JOIN = "\n"


@dataclass(frozen=True)
class _Part:
    """One piece of the sample: a heading, or passages; `bulleted` and `quoted` as on the page."""

    heading: str = ""
    icon: str = ""
    paths: tuple[KeyPath, ...] = ()
    bulleted: bool = False
    quotes: KeyPath = ()


class SamplePanel(QWidget):
    """The current place of the Texts in the type of the Results screen; read from the draft, whatever else is wrong.

    Signal `wanted(tuple)`: a person chose a sentence and wants the field of the text at this path.
    """

    wanted = Signal(object)

    def __init__(self, work: PackWork, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._theme = theme
        self._key = self._band = ""
        self._texts: list[tuple[_Part, PassageText]] = []
        self._holders: list[QWidget] = []
        margin = theme.space(20)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(theme.space(12))
        self._column.addWidget(parts.caption(theme, self.tr("As people will read it"), soft=True))
        self.printed = parts.secondary(theme, self.tr("See the printed page"), icon="document", size="small")
        self._column.addLayout(parts.row(self.printed, 1))
        self._column.addStretch(1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._say)
        work.changed.connect(lambda *_: self._wait.start())
        self.printed.clicked.connect(self._print)

    @property
    def is_empty(self) -> bool:
        """True where a place has nothing that is read by itself, such as the headings of a page."""
        return not self._texts

    def show_place(self, key: str, band: str) -> None:
        """Shows the texts of this place and band."""
        self._key, self._band = key, band
        for holder in self._holders:
            self._column.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
        self._holders, self._texts = [], []
        for part in self._parts():
            self._add(part)
        self.printed.setVisible(bool(self._texts) and band != NAMES)
        self._say()

    def _print(self) -> None:
        from climate_desktop.ui.library_print import PrintedDialog  # noqa: PLC0415 - brings the PDF view with it

        part, _, name = self._key.partition("/")
        factor = next(iter(self._work.factors_of(name)), "") if part == "domains" else name
        PrintedDialog(self._work, self._theme, factor, self._band, self).exec()

    def _add(self, part: _Part) -> None:
        holder: QWidget
        if part.heading:
            holder = (
                headed(self._theme, part.icon, part.heading) if part.icon else parts.strong(self._theme, part.heading)
            )
        else:
            text = PassageText(self.tr("Sample {number}").format(number=len(self._texts) + 1), self._theme,
                               bulleted=part.bulleted)  # fmt: skip
            text.asked.connect(lambda passage: self.wanted.emit(tuple(passage.id.split(_JOIN))))
            self._texts.append((part, text))
            holder = text
        self._holders.append(holder)
        self._column.insertWidget(self._column.count() - 1, holder)
        holder.show()

    def _say(self) -> None:
        """Writes the words of the draft into the sample; what has none is not shown."""
        for part, text in self._texts:
            paragraphs = [[self._said(path, one)] for path in part.paths for one in self._words(path)]
            lead = self._work.text(file_of(self._work.language), "report", "might_say")
            quotes = [
                self._said(part.quotes, one, lead="" if number else lead)
                for number, one in enumerate(self._words(part.quotes))
            ]
            text.set_said(*paragraphs, quotes)
            text.setVisible(bool(paragraphs or quotes))

    def _said(self, path: KeyPath, words: str, *, lead: str | None = None) -> Said:
        passage = Passage(_JOIN.join(str(step) for step in path), words, Reason("band"))
        return Said(passage, lead or "", quoted=lead is not None)

    def _words(self, path: KeyPath) -> list[str]:
        if not path:
            return []
        return [one for one in self._work.texts(file_of(self._work.language), *path) if one.strip()]

    def _parts(self) -> list[_Part]:
        part, _, name = self._key.partition("/")
        if part == "domains":
            return self._domain(name)
        if part == "factors":
            return self._factor(name)
        return []

    def _domain(self, domain: str) -> list[_Part]:
        at: KeyPath = ("domains", domain)
        head = [_Part(self._work.name_of("domains", domain))]
        if self._band == NAMES:
            return [*head, _Part(paths=((*at, "about"),))]
        at = (*at, self._band)
        return [
            *head,
            _Part(paths=((*at, "opening"),)),
            _Part(paths=((*at, "closing"),)),
            _Part(self.tr("To talk about"), "comment"),
            _Part(paths=((*at, "questions"),), bulleted=True),
            _Part(self.tr("Easy read"), "star"),
            _Part(paths=((*at, "easy"),)),
        ]

    def _factor(self, factor: str) -> list[_Part]:
        at: KeyPath = ("factors", factor)
        head = [_Part(self._work.name_of("factors", factor))]
        if self._band == NAMES:
            return [*head, _Part(paths=((*at, "about"), (*at, "gap")))]
        at = (*at, self._band)
        voices = [
            part
            for voice in self._work.ids("voices")
            for part in (
                _Part(self._work.name_of("voices", voice)),
                _Part(paths=((*at, voice, "account"),), quotes=(*at, voice, "quotes")),
            )
        ]
        return [
            *head,
            _Part(paths=((*at, "general"),)),
            *voices,
            _Part(self.tr("To talk about"), "comment"),
            _Part(paths=((*at, "questions"),), bulleted=True),
            _Part(self.tr("First steps"), "steps"),
            _Part(paths=((*at, "first_steps"),), bulleted=True),
            _Part(self.tr("Easy read"), "star"),
            _Part(paths=((*at, "easy"),)),
        ]

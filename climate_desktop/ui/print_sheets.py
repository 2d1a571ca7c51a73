"""Sheets for a pen, saved as a PDF to print: forms, consent, slips, and sheets for a hall without a printer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QVBoxLayout, QWidget

from climate_desktop import paths
from climate_desktop.core.errors import KnownError
from climate_desktop.services import sheets
from climate_desktop.services.study import Study
from climate_desktop.ui import parts
from climate_desktop.ui.messages import announce, sentence
from climate_desktop.ui.page import Page
from climate_desktop.ui.report import file_name
from climate_desktop.ui.report_making import ReportMaking
from climate_desktop.ui.report_panels import Progress
from climate_desktop.ui.theme import Theme


class PrintSheetsScreen(QWidget):
    """Which sheets, for whom, how they are set and how many of each.

    Signals: back_wanted() to the room; changed() is never sent, since nothing is stored in the study.
    """

    back_wanted = Signal()
    changed = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._round_id = ""
        self._folder = ""
        self.making = ReportMaking(study, self)
        self.kinds = {kind: parts.choice_card(theme, words, detail) for kind, words, detail in self._offered()}
        self._kinds = QButtonGroup(self)
        self.voices: dict[str, parts.Check] = {}
        self.edition = parts.select(
            theme, self.tr("Print"),
            (
                (sheets.STANDARD, self.tr("Standard, 14 points")),
                (sheets.LARGE, self.tr("Large, 18 points")),
                (sheets.EASY, self.tr("Easy read, with faces")),
            ),
        )  # fmt: skip
        self.paper = parts.select(theme, self.tr("Paper"), (("a4", self.tr("A4")), ("letter", self.tr("US Letter"))))
        self.copies = parts.counter(theme, self.tr("How many of each?"), 1, maximum=sheets.MOST_COPIES)
        self.copies.spin.setMinimum(1)
        self.save = parts.primary(theme, self.tr("Save as PDF…"), icon="download", size="tall")
        self.back = parts.secondary(theme, self.tr("Back to the room"), icon="arrow-left", size="tall")
        self.progress = Progress(theme)
        self._why_not = parts.soft(theme, self.tr("Choose for whom the sheets are first."))
        self._info = parts.notice(theme, "info", "")
        self._wrong = parts.notice(theme, "wrong", "")
        self._lay_out()
        self._connect()
        self.kinds[sheets.QUESTIONNAIRE].setChecked(True)
        self.say("")
        self.progress.hide()

    def _offered(self) -> tuple[tuple[str, str, str], ...]:
        """Each kind with its words and what it is for."""
        return (
            (
                sheets.QUESTIONNAIRE,
                self.tr("Questionnaires"),
                self.tr("A form for each voice, with a card to tear off. No form begins on the back of another."),
            ),
            (
                sheets.CONSENT,
                self.tr("What taking part means"),
                self.tr("To read, or to have read out; with lines for who asks and whom to speak to."),
            ),
            (
                sheets.SLIPS,
                self.tr("Slips for the voices"),
                self.tr("To cut out. Each says who somebody is here, and nothing else."),
            ),
            (
                sheets.TAKE_HOME,
                self.tr("Take-home to write in"),
                self.tr("For a hall without a printer: print it the day before."),
            ),
            (
                sheets.ACTIONS,
                self.tr("What we agreed, to write in"),
                self.tr("Lines for what will be done, by whom and by when."),
            ),
        )

    # Building

    def _lay_out(self) -> None:
        theme, edge = self._theme, self._theme.space(28)
        for card in self.kinds.values():
            self._kinds.addButton(card)
        main = QWidget()
        main.setLayout(
            parts.column(
                parts.title(theme, self.tr("Sheets for a pen")),
                parts.body(theme, self.tr("They are saved as one PDF file, which any printer takes."), soft=True),
                parts.strong(theme, self.tr("Which sheets?")),
                parts.column(*self.kinds.values(), gap=theme.space(10)),
                1,
                gap=theme.space(14),
                margins=(theme.space(40), theme.space(20), theme.space(32), theme.space(24)),
            )
        )
        self._whom = QWidget()
        self._checks = parts.column(gap=theme.space(8))
        self._whom.setLayout(
            parts.column(parts.strong(theme, self.tr("For whom?")), self._checks, gap=theme.space(10))
        )
        side = QWidget()
        side.setLayout(
            parts.column(
                self._whom,
                parts.field(theme, self.tr("Print"), self.edition),
                parts.field(theme, self.tr("Paper"), self.paper),
                parts.row(parts.field(theme, self.tr("How many of each?"), self.copies), 1),
                1,
                gap=theme.space(18),
                margins=(edge, theme.space(24), edge, theme.space(24)),
            )
        )
        foot = parts.card("panel")
        margins = (theme.space(40), theme.space(12), theme.space(40), theme.space(12))
        buttons = parts.row(self.back, 1, self.save)
        told = (self.progress, self._info, self._wrong, self._why_not)
        foot.setLayout(parts.column(*told, buttons, gap=theme.space(12), margins=margins))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Page(theme, main, side=side, foot=foot))

    def _connect(self) -> None:
        self._kinds.buttonClicked.connect(lambda _card: self._choice_changed())
        self.edition.activated.connect(lambda _place: self._choice_changed())
        self.paper.activated.connect(lambda _place: self._choice_changed())
        self.copies.counted.connect(lambda _count: self._choice_changed())
        self.save.clicked.connect(self._save)
        self.back.clicked.connect(self.back_wanted)
        self.progress.stop.clicked.connect(self.making.stop)
        self.making.page_begun.connect(self._page_begun)
        self.making.made.connect(self._made)
        self.making.failed.connect(self._failed)
        self.making.stopped.connect(lambda: self._ended(self.tr("Stopped. Nothing was saved.")))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self._save)

    # What is shown

    def show_round(self, round_id: str) -> None:
        """Offers the voices of this round, all of them chosen. NoSuchRound when there is none."""
        offered = sheets.voices(self._study, round_id)
        self._round_id = round_id
        for check in self.voices.values():
            self._checks.removeWidget(check)
            check.hide()
            check.deleteLater()
        self.voices = {}
        for voice, name in offered:
            check = parts.check(self._theme, name)
            check.setChecked(True)
            check.clicked.connect(lambda _on: self._choice_changed())
            self._checks.addWidget(check)
            self.voices[voice] = check
        self._choice_changed()

    def take_focus(self) -> None:
        """Puts the keyboard on the kind of sheet that is chosen."""
        self.kinds[self.kind].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def kind(self) -> str:
        """The kind of sheet that is chosen."""
        return next(kind for kind, card in self.kinds.items() if card.isChecked())

    @property
    def wish(self) -> sheets.Wish:
        """Everything that is chosen."""
        chosen = tuple(voice for voice, check in self.voices.items() if check.isChecked())
        return sheets.Wish(
            self.kind, chosen, str(self.edition.currentData()), str(self.paper.currentData()), self.copies.value()
        )

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Says what came of it, in one sentence; nothing takes the sentence away."""
        for box, its_turn in ((self._info, not wrong), (self._wrong, wrong)):
            box.say(words)
            box.setVisible(bool(words) and its_turn)

    def said(self) -> str:
        """The sentence that stands there now."""
        return next((box.accessibleName() for box in (self._info, self._wrong) if not box.isHidden()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, Esc goes back to the room."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaves no process behind."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.making.leave()
            self.progress.hide()
            self._choice_changed()

    def _choice_changed(self) -> None:
        """Offers the voices where each has sheets of its own, and saving as soon as somebody is to get one."""
        needed = self.kind in sheets.FOR_A_VOICE
        ready = not needed or bool(self.wish.voices)
        self._whom.setVisible(needed)
        self._why_not.setVisible(not ready)
        self.save.setEnabled(ready and bool(self._round_id) and not self.making.is_busy)
        self.say("")

    # Saving

    def _save(self) -> None:
        if not self.save.isEnabled() or self.making.is_busy:
            return
        name = file_name(f"{self._study.workshops.room(self._round_id).group.name}, {self.kinds[self.kind].text()}")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the sheets as PDF"), str(self._start_folder() / f"{name}.pdf"), self.tr("PDF (*.pdf)")
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        self._folder = str(path.parent)
        self.say("")
        self.save.setEnabled(False)
        self._page_begun(0)
        study, round_id, wish = self._study, self._round_id, self.wish
        self.making.begin(path, lambda: sheets.job(sheets.of_round(study, round_id, wish), path))

    def _start_folder(self) -> Path:
        """The folder that was saved to last, or the person's own documents, or their own folder."""
        for folder in (Path(self._folder) if self._folder else None, paths.documents_dir(), Path.home()):
            if folder is not None and folder.is_dir():
                return folder
        return Path.cwd()

    def _page_begun(self, page: int) -> None:
        words = self.tr("Making page {page}").format(page=page) if page else self.tr("Making the sheets…")
        self.progress.show_page(words, page, 0)

    def _made(self, path: Path, pages: int) -> None:
        words = self.tr("Saved as “{name}” in {folder}, %n pages.", "", pages)
        self._ended(words.format(name=path.name, folder=path.parent))

    def _failed(self, error: KnownError) -> None:
        self._ended(sentence(error), wrong=True)

    def _ended(self, words: str, *, wrong: bool = False) -> None:
        self.progress.hide()
        self._choice_changed()
        self.say(words, wrong=wrong)
        announce(self, words)

"""The report of one closed round: looked at, printed, saved."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from climate_desktop import paths
from climate_desktop.core.errors import KnownError
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui import parts
from climate_desktop.ui.messages import announce, sentence
from climate_desktop.ui.moments import day_words
from climate_desktop.ui.report_making import ReportMaking
from climate_desktop.ui.report_panels import Ground, ReportActs, ReportAssurance, ReportOptions, Waiting
from climate_desktop.ui.report_preview import ReportPreview
from climate_desktop.ui.report_printing import PagePrinter, printer_for
from climate_desktop.ui.theme import Theme

_THREE_COLUMNS_FROM = 1000
"""Window width divided by text scale below which everything stands under each other."""


class ReportScreen(QWidget):
    """What is printed at the start, the pages in the middle, print and save at the end.

    Pages are made in a process of their own. The preview's file lies in a private folder, which is removed when the
    screen is left. `preferences` remember the folder that was saved to last; without them only this screen does.
    """

    def __init__(
        self, study: Study, theme: Theme, parent: QWidget | None = None, *, preferences: Preferences | None = None
    ) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._preferences = preferences
        self._folder = ""
        self._round_id = ""
        self._name = ""
        self._pages = 0
        self._turn = 0
        self._private: tempfile.TemporaryDirectory[str] | None = None
        self._narrow: bool | None = None
        self.preview = ReportPreview(theme)
        self.options = ReportOptions(theme)
        self.acts = ReportActs(theme)
        self._assurance = ReportAssurance(theme)
        self.making = ReportMaking(study, self)
        self.saving = ReportMaking(study, self)
        self.printing = PagePrinter(self.preview.document, self)
        self.waiting = Waiting(theme)
        self.middle = QStackedWidget()
        self._build()
        self._connect()
        self._arrange()

    # Building

    def _build(self) -> None:
        self.middle.addWidget(self.waiting)
        self.middle.addWidget(self.preview)
        self._well = Ground(self._theme)
        self._well.setLayout(parts.column(self.middle, gap=0))
        self._side = parts.card("panel")
        self._foot = parts.card("panel")
        self._page = QWidget()
        self.page_scroll = parts.scrolled(self._page)
        self.page_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._edge = parts.separator(upright=True)
        self._foot_edge = parts.separator()
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.page_scroll, 1)
        left.addWidget(self._foot_edge)
        left.addWidget(self._foot)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(left, 1)
        self._row.addWidget(self._edge)
        self._row.addWidget(self._side)
        self._options_edge = parts.separator(upright=True)
        self._page_row = QHBoxLayout(self._page)
        self._page_row.setContentsMargins(0, 0, 0, 0)
        self._page_row.setSpacing(0)
        self._page_row.addWidget(self.options)
        self._page_row.addWidget(self._options_edge)
        self._page_row.addWidget(self._well, 1)
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setSpacing(0)
        self._foot_column = QVBoxLayout(self._foot)
        self._foot_column.setContentsMargins(0, 0, 0, 0)

    def _connect(self) -> None:
        self._theme.changed.connect(self._arrange)
        self.options.paper_chosen.connect(self._make)
        self.acts.print_wanted.connect(self._print)
        self.acts.save_wanted.connect(self._save)
        self.acts.stop_wanted.connect(self._stop)
        self.waiting.progress.stop.clicked.connect(self.making.stop)
        self.waiting.again.clicked.connect(self._make)
        self.making.page_begun.connect(self._page_begun)
        self.making.made.connect(self._made)
        self.making.failed.connect(lambda error: self.waiting.say(sentence(error)))
        self.making.stopped.connect(lambda: self.waiting.say(self.tr("Stopped. Nothing was written.")))
        self.saving.page_begun.connect(self._saving_page)
        self.saving.made.connect(self._saved)
        self.saving.failed.connect(self._not_saved)
        self.saving.stopped.connect(lambda: self._ended(self.tr("Stopped. Nothing was saved.")))
        self.printing.page_begun.connect(self._printing_page)
        self.printing.finished.connect(lambda: self._ended(self.tr("All pages were sent to the printer.")))
        self.printing.stopped.connect(lambda: self._ended(self.tr("Stopped. Some pages may still come out.")))
        self.printing.refused.connect(self._not_printed)
        for key, act in (
            (QKeySequence.StandardKey.Print, self._print),
            (QKeySequence.StandardKey.Save, self._save),
            (QKeySequence.StandardKey.Find, self._find),
            (Qt.Key.Key_PageUp, lambda: self.preview.turn(-1)),
            (Qt.Key.Key_PageDown, lambda: self.preview.turn(1)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # What is shown

    def show_round(self, round_id: str) -> None:
        """Makes the report of a closed round and shows it. RoundIsOpen when it is not closed."""
        result = self._study.results.result(round_id)
        round_ = self._study.workshops.round(round_id)
        self._round_id = round_id
        self._pages = 0
        self._name = self.tr("{group}, {round}, full report").format(group=result.group_name, round=round_.label)
        closed = round_.closed_at.astimezone().date() if round_.closed_at else result.held_on
        words = self.tr("{day}, {people}")
        answers = self.tr("%n answered", "", result.answered)
        self._assurance.show_source(words.format(day=day_words(closed), people=answers))
        self.options.show_pages(0)
        self.acts.say("")
        self._make()

    def refresh(self) -> None:
        """Makes the pages again: what was agreed may have changed."""
        if self._round_id:
            self._make()

    def showEvent(self, event: QShowEvent) -> None:
        """Makes the pages again when the screen was left in between."""
        super().showEvent(event)
        if self._round_id and self._private is None:
            self._make()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaves nothing behind: no process and no file."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._leave()

    def _leave(self) -> None:
        self.making.leave()
        self.saving.leave()
        self.printing.stop()
        self.acts.progress.hide()
        self.preview.clear()
        self.middle.setCurrentWidget(self.waiting)
        if self._private is not None:
            self._private.cleanup()
            self._private = None

    @property
    def private_folder(self) -> Path | None:
        """Where the preview's file lies; None while the screen is not looked at."""
        return Path(self._private.name) if self._private is not None else None

    # Making

    def _make(self, _paper: str = "") -> None:
        if self._private is None:
            self._private = tempfile.TemporaryDirectory(prefix="climate-desktop-", ignore_cleanup_errors=True)
        self._turn += 1
        self.acts.set_ready(ready=False)
        self.middle.setCurrentWidget(self.waiting)
        self._page_begun(0)
        self.making.start(self._round_id, Path(self._private.name) / f"report-{self._turn}.pdf", self.options.paper)

    def _page_begun(self, page: int) -> None:
        self.waiting.show_page(self._making_words(page), page, self._pages)

    def _making_words(self, page: int) -> str:
        if not page:
            return self.tr("Making the report…")
        if self._pages:
            return self.tr("Making page {page} of {pages}").format(page=page, pages=self._pages)
        return self.tr("Making page {page}").format(page=page)

    def _made(self, path: Path, pages: int) -> None:
        if not self.preview.show_file(path):
            self.waiting.say(self.tr("The report could not be shown. Try again."))
            return
        self._pages = pages
        self.options.show_pages(pages)
        self.acts.set_ready(ready=True)
        self.middle.setCurrentWidget(self.preview)
        announce(self, self.tr("The report is ready, %n pages.", "", pages))
        for old in path.parent.glob("*.pdf"):
            if old != path:
                old.unlink(missing_ok=True)

    def _find(self) -> None:
        self.preview.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.preview.finder.selectAll()

    # Saving

    def _save(self) -> None:
        if not self.acts.save.isEnabled() or self.saving.is_busy:
            return
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the report as PDF"),
            str(self._start_folder() / f"{file_name(self._name)}.pdf"),
            self.tr("PDF (*.pdf)"),
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        self._remember(path.parent)
        self.acts.say("")
        self.acts.set_ready(ready=False)
        self._saving_page(0)
        self.saving.start(self._round_id, path, self.options.paper)

    def _saving_page(self, page: int) -> None:
        self.acts.progress.show_page(self._making_words(page), page, self._pages)

    def _saved(self, path: Path, _pages: int) -> None:
        self._ended(self.tr("Saved as “{name}” in {folder}.").format(name=path.name, folder=path.parent))

    def _not_saved(self, error: KnownError) -> None:
        self._ended(sentence(error), wrong=True)

    def _start_folder(self) -> Path:
        """The folder that was saved to last, or the person's own documents, or their own folder."""
        last = self._preferences.settings.last_folder if self._preferences else self._folder
        for folder in (Path(last) if last else None, paths.documents_dir(), Path.home()):
            if folder is not None and folder.is_dir():
                return folder
        return Path.cwd()

    def _remember(self, folder: Path) -> None:
        self._folder = str(folder)
        if self._preferences is not None:
            self._preferences.change(last_folder=str(folder))

    # Printing

    def _print(self) -> None:
        if not self.acts.print.isEnabled() or self.printing.is_busy:
            return
        if not QPrinterInfo.availablePrinterNames():
            self.acts.say(self.tr("There is no printer here. Save the report as PDF and print it where there is one."))
            QTimer.singleShot(0, self._save)
            return
        printer = printer_for(self.options.paper)
        printer.setDocName(self._name)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self._pages)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        self.acts.say("")
        self.acts.set_ready(ready=False)
        self.printing.start(printer)

    def _printing_page(self, page: int) -> None:
        words = self.tr("Printing page {page} of {pages}").format(page=page, pages=self._pages)
        self.acts.progress.show_page(words, page, self._pages)

    def _not_printed(self) -> None:
        self._ended(self.tr("The printer took nothing. Look whether it is on, or save the report as PDF."), wrong=True)

    def _stop(self) -> None:
        self.saving.stop()
        self.printing.stop()

    def _ended(self, words: str, *, wrong: bool = False) -> None:
        self.acts.progress.hide()
        self.acts.set_ready(ready=True)
        self.acts.say(words, wrong=wrong)
        announce(self, words)

    # Places

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts everything under each other when the window becomes narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        theme = self._theme
        narrow = self.width() / theme.scale < _THREE_COLUMNS_FROM
        if narrow != self._narrow:
            self._narrow = narrow
            self._move()
        wide = theme.px(int(theme.token("layout", "report_options")))
        self.options.setMinimumWidth(0 if narrow else wide)
        self.options.setMaximumWidth(16_777_215 if narrow else wide)
        self._side.setFixedWidth(theme.px(int(theme.token("layout", "report_actions"))))
        self._well.setMinimumHeight(max(self.page_scroll.height() - theme.space(16), theme.px(240)) if narrow else 0)

    def _move(self) -> None:
        """Three columns, or one with print and save at the foot."""
        narrow = bool(self._narrow)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.acts.set_flat(flat=narrow)
        self._page_row.setDirection(down if narrow else across)
        if narrow:
            self._page_row.addWidget(self._assurance)
            self._foot_column.addWidget(self.acts)
        else:
            self._side_column.addWidget(self.acts)
            self._side_column.addWidget(self._assurance, 1)
        for part, seen in (
            (self._options_edge, not narrow), (self._edge, not narrow), (self._side, not narrow),
            (self._foot, narrow), (self._foot_edge, narrow),
        ):  # fmt: skip
            part.setVisible(seen)


def file_name(name: str) -> str:
    """The name without what a file's name may not hold, at most 120 characters."""
    kept = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name)
    return " ".join(kept.split()).strip(". ")[:120] or "report"

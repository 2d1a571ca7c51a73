"""The printed page of the words as they are now, from made-up answers."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.ui import background, messages, parts
from climate_desktop.ui.report_preview import ReportPreview

if TYPE_CHECKING:
    from climate_desktop.services.library import Problem
    from climate_desktop.ui.library_work import PackWork
    from climate_desktop.ui.theme import Theme


class PrintedDialog(QDialog):
    """The pages that a report would have for one factor at one band. They are made in the background."""

    def __init__(self, work: PackWork, theme: Theme, factor: str, band: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folder = Path(tempfile.mkdtemp(prefix="climate-sample-"))
        self._file = self._folder / "sample.pdf"
        self.setWindowTitle(self.tr("The printed page"))
        self.preview = ReportPreview(theme)
        self.say = parts.body(theme, self.tr("Making the page…"))
        self.close_it = parts.primary(theme, self.tr("Close"))
        margin = theme.space(20)
        note = self.tr("From made-up answers, with your words as they are now.")
        foot = parts.row(gap=theme.space(12))
        foot.addWidget(parts.soft(theme, note), 1)
        foot.addWidget(self.close_it)
        column = parts.column(gap=theme.space(12), margins=(margin, margin, margin, margin))
        column.addWidget(self.say)
        column.addWidget(self.preview, 1)
        column.addLayout(foot)
        self.setLayout(column)
        self.preview.hide()
        screen = self.screen().availableGeometry()
        self.resize(min(theme.px(900), screen.width() - 80), min(theme.px(700), screen.height() - 80))
        self.close_it.setDefault(True)
        self.close_it.clicked.connect(self.accept)
        self.finished.connect(lambda _: self._tidy())
        self._task = self._make(work, factor, band)

    def _make(self, work: PackWork, factor: str, band: str) -> background.Task:
        from climate_desktop.services import pack_sample  # noqa: PLC0415 - only a page needs it

        files, language = work.draft.files, work.language
        return background.run(
            lambda _tell: pack_sample.make_pages(files, language, factor, band, self._file),
            self._made,
            self._failed,
            owner=self,
        )

    def _made(self, problems: tuple[Problem, ...]) -> None:
        if problems:
            self.say.setText(self.tr("Put right first what the tab Problems shows."))
        elif self.preview.show_file(self._file):
            self.say.hide()
            self.preview.show()
            self.preview.view.setFocus()
        messages.announce(self, self.say.text() if problems else self.tr("The page is ready"))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.say.setText(messages.sentence(error))

    def _tidy(self) -> None:
        self.preview.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

"""Until when the open study is kept: told on Home, chosen in a dialog, and erased when that day is over."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QDialog, QWidget

from climate_desktop.core.errors import KnownError
from climate_desktop.services.study import Study
from climate_desktop.ui import messages, parts
from climate_desktop.ui.theme import Theme


class KeepUntilRow(QWidget):
    """One line at the end of Home. Once the day is over it says so and offers to erase the study.

    Signal `erase_wanted()`.
    """

    erase_wanted = Signal()

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self._told = parts.soft(theme, "")
        self.change = parts.quiet(theme, self.tr("Change the date…"), icon="calendar", size="small")
        self.erase = parts.danger(theme, self.tr("Erase this study…"), icon="trash", size="small")
        self.change.clicked.connect(self._choose)
        self.erase.clicked.connect(self.erase_wanted)
        self.setLayout(parts.row(self._told, self.change, self.erase, 1, gap=theme.space(12), margins=(6, 0, 6, 0)))
        self.refresh()

    def refresh(self) -> None:
        """Reads the day again."""
        until = self._study.keeping.until
        over = self._study.keeping.is_over
        if until is None:
            words = self.tr("Nobody has said yet until when these answers are kept.")
        elif over:
            words = self.tr("These answers were to be kept until {date}. Erase them, or choose a later day.")
        else:
            words = self.tr("These answers are kept until {date}.")
        self._told.setText(words.format(date=in_words(until)) if until else words)
        self.change.say(self.tr("Change the date…") if until else self.tr("Choose a date…"))
        self.erase.setVisible(over)

    def _choose(self) -> None:
        dialog = KeepUntilDialog(self._study, self._theme, self)
        dialog.exec()
        dialog.deleteLater()
        self.refresh()


class KeepUntilDialog(QDialog):
    """Asks for the last day on which the study is kept, and stores it."""

    def __init__(self, study: Study, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._theme = theme
        self.setWindowTitle(self.tr("How long are the answers kept?"))
        day = study.keeping.until or study.keeping.proposed()
        self.day = parts.date_field(theme)
        self.day.setDate(QDate(day.year, day.month, day.day))
        self._field = parts.field(
            theme,
            self.tr("Keep them until"),
            self.day,
            hint=self.tr("People read this before they agree. After that day Home offers to erase the study."),
        )
        self.keep = parts.primary(theme, self.tr("Keep until then"))
        self.cancel = parts.quiet(theme, self.tr("Not now"))
        margin = theme.space(24)
        column = parts.column(
            parts.heading(theme, self.windowTitle()),
            self._field,
            parts.row(1, self.cancel, self.keep, gap=theme.space(12)),
            gap=theme.space(20),
            margins=(margin, margin, margin, margin),
        )
        self.setLayout(column)
        self.setMinimumWidth(theme.px(440))
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)
        self.day.setFocus()

    def _keep(self) -> None:
        chosen = self.day.date()
        try:
            self._study.keeping.keep_until(date(chosen.year(), chosen.month(), chosen.day()))
        except KnownError as error:
            self._field.set_wrong(messages.sentence(error))
            self.day.setFocus()
            return
        self.accept()


def in_words(day: date) -> str:
    """A day as people of this language write it, with the month in words."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")

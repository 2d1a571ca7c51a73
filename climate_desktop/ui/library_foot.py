"""The foot of one's own pack: whether all is saved, and the two ways on from changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from climate_desktop.ui import parts

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme


class SaveFoot(QWidget):
    """*Save* and *Take back changes*, with one line on how it stands."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = parts.icon_label(theme, "check-circle", token="text_soft", size=18)
        self._words = parts.body(theme, "", soft=True)
        self._words.setWordWrap(False)
        self.take_back = parts.quiet(theme, self.tr("Take back changes"), icon="undo")
        self.save = parts.primary(theme, self.tr("Save"))
        self.save.setToolTip(self.tr("Ctrl S"))
        self.setLayout(
            parts.row(
                self._icon,
                self._words,
                1,
                self.take_back,
                self.save,
                gap=theme.space(10),
                margins=(theme.space(32), theme.space(8), theme.space(32), theme.space(8)),
            )
        )

    def show_state(self, *, changed: bool) -> None:
        """Says whether anything is to be saved."""
        self._icon.show_icon("pencil" if changed else "check-circle", "text" if changed else "text_soft")
        self._words.setText(self.tr("Not saved yet") if changed else self.tr("All saved"))
        self._words.set_ink("" if changed else "soft")
        self.take_back.setEnabled(changed)
        self.save.setEnabled(changed)

    @property
    def says(self) -> str:
        """The line as it stands."""
        return self._words.text()

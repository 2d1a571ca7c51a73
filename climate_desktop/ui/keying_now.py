"""The line that is keyed, in the largest type on the screen; the keyboard stays here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from climate_desktop.ui import messages, parts
from climate_desktop.ui.boxes import Frame
from climate_desktop.ui.theme import Theme


class BigNumber(QLabel):
    """A number at twice the size of a title: only the line that is keyed now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitted = 0.0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grows with the text scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        if self._fitted != self._theme.scale:
            self._fitted = self._theme.scale
            size = self._theme.font("title", 2.0).pointSizeF()
            self.setStyleSheet(f"font-size: {size:g}pt; font-weight: 700")


class NowPanel(Frame):
    """Number and statement of the line that is keyed. It has the keyboard and takes no key itself.

    With `title` the statement stands alone, as large as a title.
    """

    def __init__(self, theme: Theme, *, title: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("now", parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.number = BigNumber(theme)
        self.statement = parts.title(theme, "") if title else parts.heading(theme, "")
        self.setLayout(parts.row(self.number, self.statement, gap=theme.space(18)))
        layout = self.layout()
        assert layout is not None
        layout.setAlignment(self.number, Qt.AlignmentFlag.AlignTop)
        layout.setAlignment(self.statement, Qt.AlignmentFlag.AlignVCenter)

    def show_line(self, number: str, statement: str, spoken: str) -> None:
        """Shows this line and says it."""
        self.number.setText(number)
        self.number.setVisible(bool(number))
        self.statement.setText(statement)
        self.setAccessibleName(spoken)
        if self.hasFocus():
            messages.announce(self, spoken)

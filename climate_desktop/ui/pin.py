"""The PIN that leads from the participant's screen back to the room."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.participant_frame import HandOverPage
from climate_desktop.ui.theme import Theme

SHORTEST = 4
LONGEST = 8


class PinField(QLineEdit):
    """Four to eight digits. While it is being chosen the digits can be read; otherwise they are dots."""

    def __init__(self, *, choosing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        echo = QLineEdit.EchoMode.PasswordEchoOnEdit if choosing else QLineEdit.EchoMode.Password
        self.setEchoMode(echo)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(f"[0-9]{{0,{LONGEST}}}"), self))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def is_long_enough(self) -> bool:
        """True for at least four digits."""
        return len(self.text()) >= SHORTEST


class PinPage(HandOverPage):
    """Asks for the PIN, for the facilitator only.

    Signals: `given(str)` what was typed; `back_wanted()` not now; `forgotten()` nobody knows the PIN any more.
    """

    given = Signal(str)
    back_wanted = Signal()
    forgotten = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pin = PinField()
        self.lost = parts.quiet(theme, self.tr("Nobody knows the PIN any more"))
        self.lost.clicked.connect(self.forgotten)
        self.foot.put(self.lost, first=True)
        self._field = parts.field(theme, self.tr("PIN"), self._pin)
        self._field.setMaximumWidth(360)
        column = self._right.column
        column.addStretch(1)
        column.addWidget(self._field)
        column.addStretch(2)
        self.foot.next.say(self.tr("Back to the room"))
        self.foot.back.clicked.connect(self.back_wanted)
        self.foot.next.clicked.connect(self._give)
        self._pin.textEdited.connect(lambda _: self._field.set_wrong(""))

    def ask(self, warning: str = "") -> None:
        """Asks anew; `warning` is what would be lost by leaving now."""
        self.tell(
            self.tr("For the facilitator"),
            (self.tr("Type the PIN that was chosen for this round. It leads back to the room."),),
            warning,
        )
        self.forget()
        self.setFocusProxy(self._pin)

    def arrive(self) -> None:
        """Puts the keyboard into the field."""
        self._pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """The field, then the foot."""
        return (self._pin, *super().tab_stops())

    def refuse(self) -> None:
        """Says that this was not the PIN."""
        self.forget()
        self._field.set_wrong(self.tr("That is not the PIN. Try again, or go back."))
        self._pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Leaves no digit behind, not even for undo."""
        self._pin.setText("")
        self._field.set_wrong("")

    def _give(self) -> None:
        self.given.emit(self._pin.text())


class ChoosePin(QDialog):
    """Asks the facilitator for a new PIN; `pin()` is empty when they left it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pin = PinField(choosing=True)
        headline = self.tr("Choose a PIN")
        self.setWindowTitle(headline)
        why = self.tr(
            "Whoever holds the laptop can leave the statements only with this PIN. Tell it to nobody who answers."
        )
        self._field = parts.field(theme, self.tr("PIN, four to eight digits"), self._pin)
        self._keep = parts.primary(theme, self.tr("Use this PIN"))
        self._keep.setDefault(True)
        self._later = parts.quiet(theme, self.tr("Not now"))
        buttons = parts.row(1, self._later, self._keep)
        layout = QVBoxLayout(self)
        edge = theme.space(24)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addLayout(
            parts.column(
                parts.heading(theme, headline), parts.body(theme, why), self._field, buttons, gap=theme.space(16)
            )
        )
        self._keep.clicked.connect(self._take)
        self._later.clicked.connect(self.reject)
        self._pin.textEdited.connect(lambda _: self._field.set_wrong(""))
        self._pin.setFocus()

    def pin(self) -> str:
        """The PIN that was chosen."""
        return self._pin.text() if self.result() == QDialog.DialogCode.Accepted else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field takes the PIN."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pin.hasFocus():
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        if self._pin.is_long_enough():
            self.accept()
        else:
            self._field.set_wrong(self.tr("Write at least four digits."))
            self._pin.setFocus()

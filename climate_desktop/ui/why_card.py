"""“Why does it say that?”: the steps that led to a passage, numbered, in a card that opens below it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QLocale, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.focus_ring import paint_ring
from climate_desktop.ui.results_strips import RowList
from climate_desktop.ui.strip_painting import Index
from climate_desktop.ui.theme import Theme

_STEP_ROLE = Qt.ItemDataRole.UserRole + 1
_CIRCLE = 22


@dataclass(frozen=True)
class Step:
    """One step of a trail: what is so, what follows from it, and the id of the passage where it ends."""

    words: str
    strong: str = ""
    passage_id: str = ""

    @property
    def spoken(self) -> str:
        """The whole step as one line."""
        return " ".join(part for part in (self.words, self.strong, self.passage_id) if part)


class _StepModel(QAbstractListModel):
    """The steps of one trail."""

    def __init__(self, steps: tuple[Step, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps

    def rowCount(self, parent: Index | None = None) -> int:
        """How many steps there are."""
        return 0 if parent is not None and parent.isValid() else len(self._steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The step in one line, or the step itself."""
        step = self._steps[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return step.spoken
        return step if role == _STEP_ROLE else None


class _StepDelegate(QStyledItemDelegate):
    """Paints a step: its number in a circle, then its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped words."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 400
        height = self._document(index.data(_STEP_ROLE), width).size().height()
        return QSize(width, round(max(height, self._theme.px(_CIRCLE)) + self._theme.space(8)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws the circle and the words."""
        theme = self._theme
        box = QRectF(option.rect)
        view = option.widget
        side = theme.px(_CIRCLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(box.left() + theme.space(16), box.top() + theme.space(4), side, side)
        painter.setPen(QPen(theme.color("accent"), 1))
        painter.drawEllipse(circle)
        painter.setFont(theme.font("small", bold=True))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), QLocale().toString(index.row() + 1))
        document = self._document(index.data(_STEP_ROLE), box.width())
        painter.translate(circle.right() + theme.space(12), circle.top() + (side - self._line()) / 2)
        document.drawContents(painter)
        painter.restore()
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            paint_ring(painter, box.adjusted(2, 0, -2, 0), 2, theme)

    def _line(self) -> float:
        return self._document(Step("1"), 400).size().height()

    def _document(self, step: Step, width: float) -> QTextDocument:
        """The words of a step set in this row's width."""
        theme = self._theme
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(theme.font("small"))
        cursor = QTextCursor(document)
        for words, font, token in (
            (step.words, theme.font("small"), "text"),
            (step.strong, theme.semibold("small"), "text"),
            (step.passage_id, theme.font("small"), "text_soft"),
        ):
            if words:
                form = QTextCharFormat()
                form.setFont(font)
                form.setForeground(theme.color(token))
                cursor.insertText(words if cursor.atStart() else f" {words}", form)
        document.setTextWidth(max(width - theme.space(44) - theme.px(_CIRCLE), 1))
        return document


class WhyCard(parts.Frame):
    """“Why does it say that?” with the steps below.

    Signal `closed()`: a person has closed it.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("accent_box", parent)
        self._theme = theme
        head = parts.card("why_head")
        head.setProperty("kind", "why_head")
        self._head = head
        question = parts.caption(theme, self.tr("Why does it say that?"))
        question.set_ink("accent")
        self._close = parts.icon_button(theme, "close", self.tr("Close “Why does it say that?”"))
        head.setLayout(
            parts.row(
                parts.icon_label(theme, "link", token="accent", size=16), question, 1, self._close,
                gap=theme.space(8), margins=(theme.space(16), 0, theme.space(4), 0),
            )
        )  # fmt: skip
        self._list = RowList(self.tr("Why does it say that?"), theme)
        self._list.setItemDelegate(_StepDelegate(theme, self._list))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, theme.space(8))
        layout.setSpacing(theme.space(6))
        layout.addWidget(head)
        layout.addWidget(self._list)
        self._close.clicked.connect(self.closed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Shows these steps."""
        self._list.set_rows(_StepModel(steps, self._list))

    def steps_in_words(self) -> tuple[str, ...]:
        """What the card says now, step by step."""
        model = self._list.model()
        return tuple(str(model.index(row, 0).data()) for row in range(model.rowCount())) if model else ()

    def take_focus(self) -> None:
        """Gives the keyboard to the steps."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        radius = self._theme.radius("field") - 1
        ground = self._theme.color("accent_soft").name()
        self._head.setStyleSheet(
            f'QFrame[kind="why_head"] {{ background: {ground}; border: none; '
            f"border-top-left-radius: {radius}px; border-top-right-radius: {radius}px; }}"
        )

"""The list of recent studies: what a row says, the model, and the delegate that draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from climate_desktop.services.preferences import Recent
from climate_desktop.services.study import name_of
from climate_desktop.ui.focus_ring import paint_ring
from climate_desktop.ui.moments import moment_words

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_INTO = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "


@dataclass(frozen=True)
class RecentRow:
    """One study as it is shown: its name and two lines. `found` is false when the file is not where it was."""

    path: str
    name: str
    place: str
    when: str
    practice: bool
    found: bool


def row_of(recent: Recent) -> RecentRow:
    """What a recent study says of itself."""
    path = Path(recent.path)
    found = path.is_file()
    if not found:
        place = _tr("Not found. It was in {folder}.").format(folder=_folder_words(path.parent))
        when = _tr("Put the memory stick in, or say where the file is now.")
    else:
        place = (
            _tr("Made-up people, for practice")
            if recent.practice
            else f"{_folder_words(path.parent)}{_INTO}{path.name}"
        )
        when = _tr("Opened {when}. Not locked.").format(when=moment_words(datetime.fromisoformat(recent.opened_at)))
    return RecentRow(recent.path, name_of(path), place, when, recent.practice, found)


def _folder_words(folder: Path) -> str:
    """The folder as people know it: from their own folder on, with the names between small arrows."""
    try:
        parts = folder.relative_to(Path.home()).parts
    except ValueError:
        parts = folder.parts[-3:]
    return _INTO.join(part.strip("/\\") for part in parts if part.strip("/\\")) or _tr("your own folder")


class RecentModel(QAbstractListModel):
    """Recent studies, the latest first; replaced whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[RecentRow, ...] = ()

    def replace(self, rows: Sequence[RecentRow]) -> None:
        """Shows these studies instead."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many studies there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, the whole path as a tooltip, and the whole row for a screen reader."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.path
        if role == Qt.ItemDataRole.AccessibleTextRole:
            practice = _tr("Practice") if row.practice else ""
            said = (row.name, practice, row.place, row.when, "" if row.found else _tr("Find it"))
            return ". ".join(part.rstrip(".") for part in said if part) + "."
        return None


class RecentDelegate(QStyledItemDelegate):
    """Draws a row: a sign, the name, two lines, and what Enter does."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as a name and two lines need: 92 pixels, scaled."""
        return QSize(self._theme.px(240), self._theme.px(92))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws the row of this index."""
        model = index.model()
        assert isinstance(model, RecentModel)
        row = model.rows[index.row()]
        theme = self._theme
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box.left() + 6, box.bottom(), box.width() - 12, 1, theme.color("accent" if over else "line"))
        if state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(box).adjusted(1, 1, -1, -4), theme.radius("field") - 3, theme)
        inner = box.adjusted(theme.px(20), 0, -theme.px(20), 0)
        side = theme.px(44)
        self._paint_sign(painter, _placed(inner, QRect(inner.left(), box.center().y() - side // 2, side, side)), row)
        end = self._paint_end(painter, inner, row)
        words = QRect(inner.left() + theme.px(60), inner.top(), inner.width() - theme.px(60) - end, inner.height())
        self._paint_words(painter, inner, words, row)
        painter.restore()

    def _paint_sign(self, painter: QPainter, box: QRect, row: RecentRow) -> None:
        theme = self._theme
        if row.found:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sunken"))
        else:
            painter.setPen(QPen(theme.color("control_line"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box), theme.radius("field"), theme.radius("field"))
        away = theme.px(12)
        mark = QRectF(box.adjusted(away, away, -away, -away))
        icon = "search" if not row.found else "leaf" if row.practice else "document"
        theme.paint_icon(painter, mark, icon, theme.color("text_soft"))

    def _paint_end(self, painter: QPainter, inner: QRect, row: RecentRow) -> int:
        """Draws what Enter does at the end of the row; the width that it takes."""
        theme = self._theme
        if row.found:
            side = theme.px(20)
            box = QRect(inner.right() - side + 1, inner.center().y() - side // 2, side, side)
            theme.paint_icon(painter, QRectF(_placed(inner, box)), "chevron-right", theme.color("text"))
            return side + theme.px(12)
        font = theme.semibold("small")
        words = _tr("Find it…")
        width = QFontMetrics(font).horizontalAdvance(words) + theme.px(24)
        height = theme.size("button_small")
        box = _placed(inner, QRect(inner.right() - width + 1, inner.center().y() - height // 2, width, height))
        painter.setPen(QPen(theme.color("control_line"), theme.line_px("control_px")))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(
            QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius("field"), theme.radius("field")
        )
        painter.setPen(theme.color("text"))
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        return width + theme.px(12)

    def _paint_words(self, painter: QPainter, inner: QRect, room: QRect, row: RecentRow) -> None:
        theme = self._theme
        small = theme.font("small")
        lines = (
            (theme.semibold(), "text", row.name),
            (small, "text_soft", row.place),
            (small, "text_soft", row.when),
        )
        heights = [QFontMetrics(font).height() + theme.px(2) for font, _, _ in lines]
        top = room.center().y() - sum(heights) // 2
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for (font, ink, words), height in zip(lines, heights, strict=True):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(_placed(inner, QRect(room.left(), top, room.width(), height)), flags, shown)
            if words == row.name and row.practice:
                self._paint_badge(painter, inner, QRect(room.left() + metrics.horizontalAdvance(shown), top, 0, height))
            top += height

    def _paint_badge(self, painter: QPainter, inner: QRect, after: QRect) -> None:
        theme = self._theme
        font = theme.font("small")
        words = _tr("Practice")
        width = QFontMetrics(font).horizontalAdvance(words) + theme.px(20)
        box = _placed(inner, QRect(after.left() + theme.px(8), after.top() - 1, width, after.height() + 2))
        painter.setFont(font)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, box.height() / 2)
        painter.setPen(theme.color("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


class RecentList(QListView):
    """Recent studies as rows; the whole row is one target.

    Signals: opened(str) Enter or a click on a study that is there; find_wanted(str) on one that is not; taken_off(str)
    Delete was pressed: off the list, the file stays.
    """

    opened = Signal(str)
    find_wanted = Signal(str)
    taken_off = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.studies = RecentModel(self)
        self.setModel(self.studies)
        self.setItemDelegate(RecentDelegate(theme, self))
        self.setProperty("kind", "clear")
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    def show_rows(self, rows: Sequence[RecentRow]) -> None:
        """Shows these studies; the first is current."""
        self.studies.replace(rows)
        if rows:
            self.setCurrentIndex(self.studies.index(0))
        self.measure()

    def measure(self) -> None:
        """As high as its rows: the page scrolls, not the list."""
        self.setFixedHeight(len(self.studies.rows) * self._theme.px(92) + 2)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes a row off the list; everything else is the list's."""
        index = self.currentIndex()
        if not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif event.key() == Qt.Key.Key_Delete:
            self.taken_off.emit(self.studies.rows[index.row()].path)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = self.studies.rows[index.row()]
        (self.opened if row.found else self.find_wanted).emit(row.path)


def _placed(inner: QRect, box: QRect) -> QRect:
    """The same box, counted from the right where lines run from right to left."""
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QRect(inner.left() + inner.right() - box.right(), box.top(), box.width(), box.height())
    return box


def _tr(words: str) -> str:
    return QCoreApplication.translate("recent", words)

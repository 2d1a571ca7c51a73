"""Start: make or open a study, or try the example."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from climate_desktop import __version__
from climate_desktop.ui import parts
from climate_desktop.ui.frame import ProgramSign
from climate_desktop.ui.looks import show_looks
from climate_desktop.ui.recent import RecentList, row_of

if TYPE_CHECKING:
    from climate_desktop.services.preferences import Preferences
    from climate_desktop.ui.theme import Theme


class StartScreen(QWidget):
    """What is seen first.

    Signals: study_chosen(Path) a study is to be opened; new_study_wanted(); open_wanted() a file is to be looked for;
    find_wanted(Path) a study is to be looked for that is not where it was; example_wanted().
    """

    study_chosen = Signal(Path)
    new_study_wanted = Signal()
    open_wanted = Signal()
    find_wanted = Signal(Path)
    example_wanted = Signal()

    def __init__(self, preferences: Preferences, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._theme = theme
        self.make = parts.primary(theme, self.tr("Make a new study"), icon="plus", size="big", from_start=True)
        self.open = parts.secondary(theme, self.tr("Open a study…"), icon="document", size="big", from_start=True)
        self.example = parts.quiet(theme, self.tr("Try it with an example"), icon="leaf", from_start=True)
        self.looks = parts.quiet(theme, self.tr("Text and colours"), icon="text-size", size="small")
        self.recent = RecentList(theme, self.tr("Recent studies"))
        self._none = parts.body(
            theme,
            self.tr("The studies that you open will stand here. To see how it all works, try it with an example."),
            soft=True,
        )
        self._busy = parts.notice(theme, "info", self.tr("Making the example…"), " ")
        self._busy.hide()
        self._build()
        self.make.clicked.connect(self.new_study_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.example.clicked.connect(self.example_wanted)
        self.looks.clicked.connect(lambda: show_looks(self._theme, self.looks))
        self.recent.opened.connect(lambda path: self.study_chosen.emit(Path(path)))
        self.recent.find_wanted.connect(lambda path: self.find_wanted.emit(Path(path)))
        self.recent.taken_off.connect(self._take_off)
        self.refresh()

    def refresh(self) -> None:
        """Reads the recent studies again and gives the keyboard to the first, or to *Make a new study*."""
        rows = [row_of(recent) for recent in self._preferences.settings.recent]
        self.recent.show_rows(rows)
        self.recent.setVisible(bool(rows))
        self._none.setVisible(not rows)
        (self.recent if rows else self.make).setFocus()

    def show_busy(self, words: str) -> None:
        """Says what is being made; empty words take the notice away. Meanwhile nothing else can be started."""
        self._busy.setVisible(bool(words))
        self._busy.say(self.tr("Making the example…"), words)
        for part in (self.make, self.open, self.example, self.recent):
            part.setEnabled(not words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the halves under each other when the window becomes narrow."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again when the text scale has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_halves"):
            self._arrange()

    def _build(self) -> None:
        theme = self._theme
        name = parts.heading(theme, self.tr("Climate Desktop"))
        name.setWordWrap(False)
        lines = parts.title(theme, self.tr("Ask how it feels here.\nListen together.\nGo home with it on paper."))
        ways = QVBoxLayout()
        ways.setSpacing(theme.space(16))
        for way in (self.make, self.open, self.example):
            way.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            ways.addWidget(way)
        self._ways = QWidget()
        self._ways.setLayout(ways)
        ways.setContentsMargins(6, 6, 6, 6)
        self._left = _Hills(theme)
        self._left_column = parts.column(
            parts.row(ProgramSign(theme, 44), name, 1, gap=theme.space(16), margins=(6, 0, 0, 0)),
            parts.row(lines, margins=(6, 0, 0, 0)),
            self._ways,
            parts.row(self._busy, margins=(6, 0, 6, 0)),
            gap=theme.space(34),
        )
        self._left_column.addStretch(1)
        self._left.setLayout(self._left_column)
        self._make_right()
        content = QWidget()
        content.setProperty("kind", "page")
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        self._edge = parts.separator(upright=True)
        self._halves.addWidget(self._left, 48)
        self._halves.addWidget(self._edge)
        self._halves.addWidget(self._right, 52)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(parts.scrolled(content))

    def _make_right(self) -> None:
        """The half with the recent studies, and below them what is promised and which version this is."""
        theme = self._theme
        self._right = parts.card("panel")
        promise = parts.row(
            parts.icon_label(theme, "check-circle", token="text_soft", size=16),
            parts.soft(theme, self.tr("Works without internet. Nothing leaves this laptop.")),
            gap=theme.space(8),
            margins=(14, 0, 0, 0),
        )
        version = parts.soft(theme, self.tr("Version {version}").format(version=__version__))
        version.setWordWrap(False)
        foot = QHBoxLayout()
        foot.addWidget(self.looks)
        foot.addStretch(1)
        foot.addWidget(version)
        self._right_column = parts.column(
            parts.row(parts.heading(theme, self.tr("Recent studies")), margins=(20, 0, 0, 0)),
            self.recent,
            parts.row(self._none, margins=(20, 0, 0, 0)),
            1,
            promise,
            foot,
            gap=theme.space(12),
        )
        self._right.setLayout(self._right_column)

    def _arrange(self) -> None:
        narrow = self.width() / self._theme.scale < int(self._theme.token("layout", "two_cards_from"))
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._edge.setVisible(not narrow)
        self._left.set_hills(shown=not narrow)
        side = 26 if narrow else 74
        self._left_column.setContentsMargins(side, 40 if narrow else 64, side, 24 if narrow else 200)
        self._right_column.setContentsMargins(24 if narrow else 44, 40 if narrow else 64, 24 if narrow else 44, 24)
        self._ways.setMaximumWidth(self._theme.px(352))
        self.recent.measure()

    def _take_off(self, path: str) -> None:
        self._preferences.forget(path)
        self.refresh()


class _Hills(QWidget):
    """The ground of the left half, with hills at its foot. Decoration, and not there in high contrast."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = True

    def set_hills(self, *, shown: bool) -> None:
        """Draws hills, or none."""
        self._shown = shown
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws a sun and three hills."""
        if not self._shown or self._theme.is_contrast:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = float(self.width()), float(self.height())
        sun = QPointF(width * 0.76, height - 163)
        painter.setPen(QPen(_mixed(self._theme, 0.45), 2))
        painter.setBrush(self._theme.color("surface"))
        painter.drawEllipse(sun, 46, 46)
        painter.setPen(Qt.PenStyle.NoPen)
        hills = (
            (0.06, ((-0.05, 110), (0.23, 168), (0.59, 111), (0.92, 165), (1.1, 140))),
            (0.32, ((-0.1, 50), (0.22, 109), (0.62, 64), (1.0, 111), (1.2, 120))),
            (0.62, ((-0.1, 34), (0.24, 57), (0.72, 24), (1.05, 54), (1.2, 60))),
        )
        for share, tops in hills:
            painter.setBrush(_mixed(self._theme, share))
            painter.drawPath(_hill(width, height, tops))
        painter.end()


def _hill(width: float, height: float, tops: tuple[tuple[float, int], ...]) -> QPainterPath:
    """A soft line through its tops and dips (share of the width, pixels above the foot), and everything under it."""
    points = [QPointF(share * width, height - top) for share, top in tops]
    path = QPainterPath(points[0])
    for before, after in pairwise(points):
        middle = (before.x() + after.x()) / 2
        path.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
    path.lineTo(points[-1].x(), height)
    path.lineTo(points[0].x(), height)
    path.closeSubpath()
    return path


def _mixed(theme: Theme, share: float) -> QColor:
    """A quiet accent between its soft ground and its line."""
    ground, ink = theme.color("accent_soft"), theme.color("accent_line")
    return QColor.fromRgbF(
        ground.redF() + (ink.redF() - ground.redF()) * share,
        ground.greenF() + (ink.greenF() - ground.greenF()) * share,
        ground.blueF() + (ink.blueF() - ground.blueF()) * share,
    )

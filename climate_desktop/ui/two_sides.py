"""A page of two sides: a picture, and its words in a panel with a foot that is always in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from climate_desktop.ui.boxes import Frame
from climate_desktop.ui.labels import Label
from climate_desktop.ui.page import scrolled, separator
from climate_desktop.ui.theme import Theme


class TwoSides(QWidget):
    """The picture at the start, the words at the end, the foot below the words; each side scrolls by itself.

    Narrow (width divided by text scale below 900): picture and words under each other in one scroll, the foot below.
    `panel_width` is the panel's width at 100 %; it takes no more than its share of the standard window, unless its words
    need more.
    """

    def __init__(
        self,
        theme: Theme,
        picture: QWidget,
        words: QWidget,
        foot: QWidget,
        *,
        panel_width: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._foot = foot
        self._panel_width = panel_width
        self._narrow = False
        self._under = QWidget()
        self._under_words = Frame("panel")
        self._under_words_column = _bare_column(self._under_words)
        under = _bare_column(self._under)
        under.addWidget(picture)
        under.addWidget(self._under_words)
        under.addStretch(1)
        self.picture_scroll = _upright(self._under)
        self.words_scroll = _upright(words)
        self._panel = Frame("panel")
        self._panel_column = _bare_column(self._panel)
        self._foot_panel = Frame("panel")
        self._foot_column = _bare_column(self._foot_panel)
        self._edge = separator(upright=True)
        self._lay_out()
        words.installEventFilter(self)
        theme.changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        self._panel_column.addWidget(self.words_scroll, 1)
        self._panel_column.addWidget(separator())
        self._panel_column.addWidget(self._foot)
        self._foot_column.addWidget(separator())
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.picture_scroll, 1)
        left.addWidget(self._foot_panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._edge)
        row.addWidget(self._panel)
        self._under_words.hide()
        self._foot_panel.hide()

    @property
    def is_narrow(self) -> bool:
        """True while both sides stand under each other."""
        return self._narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Moves the words when the window becomes narrow or wide."""
        super().resizeEvent(event)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Makes room when the words have become wider."""
        if watched is self._words and event.type() == QEvent.Type.LayoutRequest:
            self._measure()
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        theme = self._theme
        share = self.width() * self._panel_width // 1366
        least = self._words.minimumSizeHint().width() + self.words_scroll.verticalScrollBar().sizeHint().width()
        self._panel.setFixedWidth(max(min(theme.px(self._panel_width), share), min(least, self.width() // 2)))
        narrow = self.width() / theme.scale < int(theme.token("layout", "two_cards_from"))
        if narrow != self._narrow:
            self._narrow = narrow
            self._move()

    def _move(self) -> None:
        if self._narrow:
            self.words_scroll.takeWidget()
            self._under_words_column.addWidget(self._words)
            self._foot_column.addWidget(self._foot)
        else:
            self._under_words_column.removeWidget(self._words)
            self.words_scroll.setWidget(self._words)
            self._words.setAutoFillBackground(False)
            self._panel_column.addWidget(self._foot)
        self._words.show()
        self._foot.show()
        for part, seen in (
            (self._edge, not self._narrow), (self._panel, not self._narrow),
            (self._under_words, self._narrow), (self._foot_panel, self._narrow),
        ):  # fmt: skip
            part.setVisible(seen)


def only_as_tall_as_needed(label: Label) -> Label:
    """The label without a least height of its own.

    WORKAROUND: a scroll area counts a wrapping label as tall as in its narrowest shape, and scrolls for nothing.
    """
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def _bare_column(widget: QWidget) -> QVBoxLayout:
    """A column without margins or gaps."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _upright(content: QWidget) -> QScrollArea:
    """A scroll up and down only."""
    area = scrolled(content)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area

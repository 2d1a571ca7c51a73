"""Round the pages of the report screen: what is printed, what is done with it, and what stands there until it is made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QProgressBar, QWidget

from climate_desktop.ui import parts
from climate_desktop.ui.messages import announce
from climate_desktop.ui.theme import Theme


class ReportOptions(QWidget):
    """Which edition, on which paper.

    Signal `paper_chosen(str)`: a person has chosen another paper, `a4` or `letter`.
    """

    paper_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        title = parts.title(theme, self.tr("Report"))
        lead = parts.body(theme, self.tr("Which paper does each person need?"), soft=True)
        self._full = self._card("")
        self._place = parts.column(self._full)
        self._paper = parts.select(
            theme, self.tr("Paper"), (("a4", self.tr("A4")), ("letter", self.tr("US Letter")))
        )
        self._paper.activated.connect(lambda _place: self.paper_chosen.emit(self.paper))
        self.setLayout(
            parts.column(
                parts.column(title, lead, gap=4), self._place, parts.field(theme, self.tr("Paper"), self._paper), 1,
                gap=theme.space(20), margins=(theme.space(40), theme.space(24), theme.space(24), theme.space(24)),
            )
        )  # fmt: skip

    @property
    def paper(self) -> str:
        """The paper that is chosen: `a4` or `letter`."""
        return str(self._paper.currentData())

    def choose_paper(self, paper: str) -> None:
        """Shows another paper as chosen, without saying that a person chose it."""
        self._paper.setCurrentIndex(self._paper.findData(paper))

    def show_pages(self, pages: int) -> None:
        """Says how long the report is; 0 while nobody knows."""
        detail = self.tr("%n pages, for the group’s file", "", pages) if pages else self.tr("For the group’s file")
        before = self._full
        self._full = self._card(detail)
        self._place.replaceWidget(before, self._full)
        before.hide()
        before.deleteLater()

    def _card(self, detail: str) -> parts.FramedRadio:
        card = parts.choice_card(
            self._theme, self.tr("Full report"), detail, self.tr("Edition, full report")
        )
        card.setChecked(True)
        return card


class ReportActs(QWidget):
    """Print and save, how far that is, and what was made sure of.

    Signals: print_wanted(), save_wanted(), stop_wanted().
    """

    print_wanted = Signal()
    save_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.print = parts.primary(theme, self.tr("Print…"), icon="printer", size="big")
        self.save = parts.secondary(theme, self.tr("Save as PDF…"), icon="download", size="tall")
        self.progress = Progress(theme)
        self._info = parts.notice(theme, "info", "")
        self._wrong = parts.notice(theme, "wrong", "")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.space(12))
        self._buttons.addWidget(self.print)
        self._buttons.addWidget(self.save)
        self._column = parts.column(
            self._buttons, self.progress, self._info, self._wrong, gap=theme.space(12),
            margins=(theme.space(24), theme.space(24), theme.space(24), theme.space(12)),
        )  # fmt: skip
        self.setLayout(self._column)
        self.say("")
        self.progress.hide()
        self.print.clicked.connect(self.print_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.progress.stop.clicked.connect(self.stop_wanted)

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Says what came of it, in one sentence; nothing takes the sentence away."""
        for box, its_turn in ((self._info, not wrong), (self._wrong, wrong)):
            box.say(words)
            box.setVisible(bool(words) and its_turn)

    def set_flat(self, *, flat: bool) -> None:
        """Print and save side by side, for a foot; or under each other, for a panel."""
        way = QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(way)
        margin = self._theme.space(12 if flat else 24)
        self._column.setContentsMargins(self._theme.space(24), margin, self._theme.space(24), self._theme.space(12))

    def said(self) -> str:
        """The sentence that stands there now."""
        return next((box.accessibleName() for box in (self._info, self._wrong) if not box.isHidden()), "")

    def set_ready(self, *, ready: bool) -> None:
        """Print and save can be pressed, or wait for the pages."""
        self.print.setEnabled(ready)
        self.save.setEnabled(ready)


class ReportAssurance(QWidget):
    """What was made sure of, and the one thing that was not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = parts.soft(theme, "")
        checks = (
            (self.tr("Made from the closed round"), self._source),
            (self.tr("Small groups are protected"), parts.soft(theme, self.tr("The same rule on every page"))),
            (
                self.tr("Works in black and white"),
                parts.soft(theme, self.tr("Patterns and words with every colour")),
            ),
        )
        column = parts.column(
            parts.separator(), gap=theme.space(16),
            margins=(theme.space(24), theme.space(4), theme.space(24), theme.space(24)),
        )  # fmt: skip
        for words, detail in checks:
            column.addWidget(self._line("check", "accent", parts.caption(theme, words), detail))
        column.addStretch(1)
        warning = parts.soft(
            theme, self.tr("Anyone who has a saved PDF can read it. Think about where you keep it.")
        )
        column.addWidget(self._line("lock", "text_soft", warning))
        self.setLayout(column)

    def show_source(self, words: str) -> None:
        """Says which round it is and how many answered."""
        self._source.setText(words)

    def _line(self, icon: str, token: str, *words: QWidget) -> QWidget:
        line = QWidget()
        row = parts.row(gap=self._theme.space(12))
        row.addWidget(parts.icon_label(self._theme, icon, token=token, size=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(parts.column(*words, gap=0), 1)
        line.setLayout(row)
        return line


class Progress(QWidget):
    """How far something long is, and the button that stops it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._words = parts.soft(theme, "")
        self.stop = parts.secondary(theme, self.tr("Stop"), size="small")
        row = parts.row(gap=theme.space(12))
        row.addWidget(self._words, 1)
        row.addWidget(self.stop)
        self.setLayout(parts.column(self._bar, row, gap=theme.space(8)))

    def show_page(self, words: str, page: int, pages: int) -> None:
        """Says which page is on its way. Without a known number of pages there is no bar."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setVisible(pages > 0)
        self._bar.setRange(0, max(pages, 1))
        self._bar.setValue(min(max(page - 1, 0), max(pages, 1)))
        self.show()


class Ground(QWidget):
    """The ground behind the pages.

    WORKAROUND: painted, since a style sheet of its own would give the page view inside its first palette back.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("sunken"))
        painter.end()


class Waiting(QWidget):
    """What stands in the middle until the pages are there: their outlines and how far it is, or what went wrong."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outline = parts.card()
        self._outline.setMinimumSize(theme.px(120), theme.px(80))
        self.progress = Progress(theme)
        self.again = parts.secondary(theme, self.tr("Try again"), icon="redo", size="small")
        self._notice = parts.notice(theme, "warning", "", button=self.again)
        column = parts.column(
            self.progress, self._notice, gap=theme.space(16),
            margins=(theme.space(40), theme.space(24), theme.space(40), theme.space(24)),
        )  # fmt: skip
        column.addWidget(self._outline, 1)
        self.setLayout(column)

    def show_page(self, words: str, page: int, pages: int) -> None:
        """Says which page is being made."""
        self._notice.hide()
        self._outline.show()
        self.progress.show_page(words, page, pages)

    def say(self, words: str) -> None:
        """Says in one sentence why there are no pages, with the button that tries again."""
        self.progress.hide()
        self._notice.say(words)
        self._notice.show()
        announce(self, words)

    def said(self) -> str:
        """The sentence that stands there, or nothing while pages are being made."""
        return "" if self._notice.isHidden() else self._notice.accessibleName()

"""The parts that every screen is made of. Each function makes one, named for screen readers and dressed by the theme.

Words come translated from the screen. Whatever a person or a pack wrote is plain text here: nothing reads markup.

    labels    title heading strong body soft caption icon_label
    buttons   primary secondary quiet danger icon_button       at most one primary on a screen
    choices   radio check choice_card answer_row segmented
    fields    text_field find_field select date_field counter, and field(label, widget) to put a label above one
    frames    card well notice empty_state badge separator
    layout    row column flow scrolled Page (`page.py`: main, side panel, foot)

Buttons take `icon` (a name in resources/icons), `end_icon`, `detail` (a small second line), `size` (small 36, normal
44, tall 48, big 64, hand_over 80 pixels) and `from_start` (words at the start instead of the middle); `button.say(text,
detail)` changes the words. Every focusable part keeps its own room; layouts round them keep 6 pixels free for the ring.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from climate_desktop.ui.boxes import Badge, EmptyState, Frame, Notice, Segmented
from climate_desktop.ui.button import Button
from climate_desktop.ui.choices import Check, FramedRadio, Radio
from climate_desktop.ui.fields import Counter, DateField, Field, FindField, IconButton, Select
from climate_desktop.ui.flow import Flow
from climate_desktop.ui.labels import IconLabel, Label
from climate_desktop.ui.page import Page, scrolled, separator

if TYPE_CHECKING:
    from climate_desktop.ui.theme import Theme

__all__ = [
    "Badge", "Button", "Check", "Counter", "DateField", "EmptyState", "Field", "FindField", "Flow", "Frame",
    "FramedRadio", "IconButton", "IconLabel", "Label", "Notice", "Page", "Radio", "Segmented", "Select", "answer_row",
    "badge", "body", "caption", "card", "check", "choice_card", "column", "counter", "danger", "date_field",
    "empty_state", "field", "find_field", "flow", "heading", "icon_button", "icon_label", "notice", "primary", "quiet",
    "radio", "row", "scrolled", "secondary", "segmented", "select", "separator", "soft", "strong", "text_field",
    "title", "well",
]  # fmt: skip

Size = Literal["small", "normal", "tall", "big", "hand_over"]


# Labels


def title(theme: Theme, text: str) -> Label:
    """The one title of a screen."""
    return Label(theme, text, "title")


def heading(theme: Theme, text: str) -> Label:
    """A heading: large and bold."""
    return Label(theme, text, "large")


def strong(theme: Theme, text: str) -> Label:
    """Body size, heavier: the first line of a card or a row."""
    return Label(theme, text, "strong")


def body(theme: Theme, text: str, *, soft: bool = False) -> Label:
    """A sentence in body size; `soft` is the second voice."""
    return Label(theme, text, "body", ink="soft" if soft else "")


def soft(theme: Theme, text: str) -> Label:
    """A small sentence in the second voice."""
    return Label(theme, text, "small", ink="soft")


def caption(theme: Theme, text: str, *, soft: bool = False) -> Label:
    """A small heavier line above a list."""
    return Label(theme, text, "caption", ink="soft" if soft else "")


def icon_label(
    theme: Theme, icon: str, *, token: str = "text", size: int = 20, ground: str = "", square: bool = False
) -> IconLabel:
    """An icon beside words; with `ground` it stands in a disc or rounded square of that token."""
    return IconLabel(theme, icon, token=token, size=size, ground=ground, square=square)


# Buttons


def primary(
    theme: Theme, text: str, *, icon: str = "", end_icon: str = "", detail: str = "", size: Size = "normal",
    from_start: bool = False,
) -> Button:  # fmt: skip
    """The one filled button of a screen."""
    return Button(
        theme, text, kind="primary", icon=icon, end_icon=end_icon, detail=detail, size=size, from_start=from_start
    )


def secondary(
    theme: Theme, text: str, *, icon: str = "", end_icon: str = "", detail: str = "", size: Size = "normal",
    from_start: bool = False,
) -> Button:  # fmt: skip
    """An outlined button."""
    return Button(theme, text, icon=icon, end_icon=end_icon, detail=detail, size=size, from_start=from_start)


def quiet(
    theme: Theme, text: str, *, icon: str = "", end_icon: str = "", size: Size = "normal", from_start: bool = False
) -> Button:
    """A button without an edge, for what is rarely needed or steps back."""
    return Button(theme, text, kind="quiet", icon=icon, end_icon=end_icon, size=size, from_start=from_start)


def danger(theme: Theme, text: str, *, icon: str = "", size: Size = "normal") -> Button:
    """A button for what cannot be undone; never the default button."""
    return Button(theme, text, kind="danger", icon=icon, size=size)


def icon_button(theme: Theme, icon: str, name: str) -> IconButton:
    """A button with an icon only: minus, plus, close, page arrows. `name` is spoken and stands in the tooltip."""
    return IconButton(theme, icon, name)


# Choices


def radio(theme: Theme, text: str, name: str = "") -> Radio:
    """A plain radio button. `name` is what a screen reader says: "question, choice"."""
    made = Radio(theme, text)
    made.setAccessibleName(name or text)
    return made


def check(theme: Theme, text: str, name: str = "") -> Check:
    """A plain check box. Listen to `clicked(bool)`, never to `toggled`."""
    made = Check(theme, text)
    made.setAccessibleName(name or text)
    return made


def choice_card(theme: Theme, text: str, detail: str = "", name: str = "") -> FramedRadio:
    """A radio button as a framed card with a bold title and a small detail; click anywhere."""
    made = FramedRadio(theme, text, detail=detail, edge_px=theme.line_px("chosen_card_px"))
    made.setAccessibleName(name or text)
    return made


def answer_row(theme: Theme, text: str, key: str, name: str) -> FramedRadio:
    """A radio button as a row of large words with the cap of its key; `name` is "statement, choice"."""
    made = FramedRadio(theme, text, key=key, large=True, edge_px=theme.line_px("chosen_px"))
    made.setAccessibleName(name)
    return made


def segmented(
    theme: Theme, name: str, choices: Sequence[tuple[str, str]], *, size: Size = "small", icons: Sequence[str] = ()
) -> Segmented:
    """A row of choices (id, words) of which one holds; listen to `chosen(str)`."""
    return Segmented(theme, name, choices, size=size, icons=icons)


# Fields


def text_field(_theme: Theme, text: str = "", *, name: str = "", hint: str = "") -> QLineEdit:
    """One line of text. Listen to `textEdited` or `editingFinished`. `hint` is never the only label."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def find_field(theme: Theme, name: str, *, hint: str = "") -> FindField:
    """A field to find something in a list; `hint` is the key that leads here, such as "Ctrl F"."""
    return FindField(theme, name, hint=hint)


def select(theme: Theme, name: str, choices: Sequence[tuple[str, str]] = (), *, icon: str = "") -> Select:
    """A list to choose one of (id, words) from; the id is `currentData()`. Listen to `activated`."""
    made = Select(theme, name, icon=icon)
    for choice, words in choices:
        made.addItem(words, choice)
    return made


def date_field(theme: Theme, name: str = "") -> DateField:
    """A date with its calendar. Fill it under QSignalBlocker; listen to `userDateChanged`."""
    return DateField(theme, name)


def counter(theme: Theme, name: str, value: int = 0, *, maximum: int = 999) -> Counter:
    """A whole number with minus and plus; listen to `counted(int)`."""
    return Counter(theme, name, value, maximum=maximum)


def field(theme: Theme, label: str, widget: QWidget, *, hint: str = "") -> Field:
    """A label above a widget: buddy and accessible name in one. `set_wrong(sentence)` says what to put right."""
    return Field(theme, label, widget, hint=hint)


# Frames


def card(kind: str = "card") -> QFrame:
    """An empty frame: `card`, `lead` (accent edge), `well`, `panel`, `bar`, `accent_box`."""
    return Frame(kind)


def well() -> QFrame:
    """A sunken frame, for a quotation or the ground behind a page."""
    return Frame("well")


def notice(theme: Theme, kind: str, text: str, detail: str = "", button: Button | None = None) -> Notice:
    """A sign and a sentence: `warning`, `info`, `wrong` or `not_saved`."""
    return Notice(theme, kind, text, detail, button)


def empty_state(theme: Theme, icon: str, sentence: str, detail: str = "", button: Button | None = None) -> EmptyState:
    """What stands where a list has nothing yet, with the button that makes the first."""
    return EmptyState(theme, icon, sentence, detail, button)


def badge(theme: Theme, text: str) -> Badge:
    """A word in a pill."""
    return Badge(theme, text)


# Layouts


Part = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]


def row(*parts: Part, gap: int = 12, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts side by side; a number is a stretch of that weight, None is left out."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def column(*parts: Part, gap: int = 12, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts under each other; a number is a stretch of that weight, None is left out."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def flow(*parts: QWidget, gap: int = 12, line_gap: int = 12) -> Flow:
    """Parts side by side that go on in the next line when the window is narrow."""
    layout = Flow(gap=gap, line_gap=line_gap)
    for part in parts:
        layout.addWidget(part)
    return layout


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    parts: Sequence[Part],
    gap: int,
    margins: Margins,
) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        elif part is not None:
            layout.addWidget(part)

"""The parts of every screen: what they say, and when they speak."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.instrument import Band
from climate_desktop.ui import parts
from climate_desktop.ui.focus_ring import RING_ROOM, FocusRing
from climate_desktop.ui.marks import BandStrip
from climate_desktop.ui.theme import Theme

BANDS = (Band("low", 0, 49), Band("medium", 50, 74), Band("high", 75, 100))


Held = Callable[..., QWidget]


@pytest.fixture
def held(qtbot: QtBot) -> Held:
    """Puts widgets into a window that is shown and kept as long as the test lasts."""
    kept: list[QWidget] = []

    def hold(*widgets: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        layout = QVBoxLayout(window)
        layout.setContentsMargins(20, 20, 20, 20)
        for widget in widgets:
            layout.addWidget(widget)
        qtbot.addWidget(window)
        window.resize(500, 400)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return hold


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_label_shows_markup_as_it_was_written(theme: Theme, qtbot: QtBot) -> None:
    label = parts.body(theme, "<b>Beck</b> & Lane")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>Beck</b> & Lane"


def test_a_long_sentence_breaks_into_lines_of_at_most_72_characters(theme: Theme, qtbot: QtBot) -> None:
    label = parts.body(theme, "People told us that they care about how things are run. " * 4)
    assert label.heightForWidth(3000) == label.heightForWidth(900) > label.fontMetrics().height()


def test_a_label_above_a_field_names_it_and_takes_the_keyboard_there(theme: Theme, qtbot: QtBot) -> None:
    line = QLineEdit()
    field = parts.field(theme, "Where", line, hint="The room.")
    assert spoken(line) == "Where"
    assert field.label.buddy() is line
    assert line.accessibleDescription() == "The room."


def test_a_wrong_field_says_what_to_do_until_it_is_right(theme: Theme, held: Held) -> None:
    line = QLineEdit()
    field = parts.field(theme, "When", line)
    held(field)
    before = field.sizeHint().height()
    field.set_wrong("April has 30 days.")
    assert line.accessibleDescription() == "April has 30 days."
    assert field.sizeHint().height() > before
    field.set_wrong("")
    assert line.accessibleDescription() == ""
    assert field.sizeHint().height() == before


def test_a_counter_speaks_only_when_a_person_counts(theme: Theme, held: Held, qtbot: QtBot) -> None:
    """A setter that fires a change signal once cost another program its users' data."""
    counter = parts.counter(theme, "People who receive care", 3)
    heard: list[int] = []
    counter.counted.connect(heard.append)
    held(counter)
    counter.set_value(8)
    assert heard == []
    QTest.mouseClick(counter.more, Qt.MouseButton.LeftButton)
    QTest.mouseClick(counter.fewer, Qt.MouseButton.LeftButton)
    counter.spin.setFocus()
    QTest.keyClick(counter.spin, Qt.Key.Key_Up)
    assert heard == [9, 8, 9]
    assert counter.value() == 9


def test_the_number_of_a_counter_has_room(theme: Theme, held: Held) -> None:
    """With NoButtons and a style sheet the number once had a width of one pixel."""
    counter = parts.counter(theme, "People", 88)
    held(counter)
    assert counter.spin.lineEdit().width() >= counter.spin.fontMetrics().horizontalAdvance("888")


def test_the_buttons_of_a_counter_say_what_they_count(theme: Theme, qtbot: QtBot) -> None:
    counter = parts.counter(theme, "Care and support workers")
    assert [spoken(counter.fewer), spoken(counter.more)] == [
        "One fewer: Care and support workers",
        "One more: Care and support workers",
    ]


def test_a_button_whose_words_were_wrapped_for_a_moment_is_as_high_as_before(theme: Theme, held: Held) -> None:
    """In a row of choices it once stood lower than its neighbours from then on."""
    row = parts.segmented(theme, "Shown", [("all", "Everyone 1"), ("done", "Finished 1")])
    held(row)
    button = row.button("all")
    before, size = button.minimumHeight(), button.size()
    button.resize(button.minimumSizeHint())
    assert button.minimumHeight() > before
    button.resize(size)
    assert button.minimumHeight() == before > 0


def test_a_framed_choice_is_chosen_by_a_click_anywhere(theme: Theme, held: Held, qtbot: QtBot) -> None:
    card = parts.choice_card(theme, "Protect people", "A result is shown only when five stand behind it.")
    held(card)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(card.width() - 6, card.height() - 6))
    assert card.isChecked()


def test_a_framed_choice_keeps_its_size_when_it_is_chosen(theme: Theme, held: Held) -> None:
    row = parts.answer_row(theme, "Agree", "4", "I am asked, Agree")
    held(row)
    before = row.size()
    row.click()
    assert row.size() == before
    assert row.sizeHint().height() <= before.height()
    assert spoken(row) == "I am asked, Agree"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_target_is_at_least_24_pixels(theme: Theme, held: Held, scale: float) -> None:
    theme.set_scale(scale)
    targets: list[QWidget] = [
        parts.primary(theme, "Start"),
        parts.quiet(theme, "Later", size="small"),
        parts.icon_button(theme, "close", "Close"),
        parts.radio(theme, "A4"),
        parts.check(theme, "Pens"),
        parts.choice_card(theme, "Team"),
        parts.select(theme, "Form", [("full", "All")]),
        parts.find_field(theme, "Find a group"),
        parts.date_field(theme, "When"),
    ]
    held(*targets)
    assert [type(t).__name__ for t in targets if min(t.width(), t.height()) < 24] == []


def test_a_segmented_row_speaks_only_when_a_person_chooses_and_arrows_move(
    theme: Theme, held: Held, qtbot: QtBot
) -> None:
    row = parts.segmented(theme, "Shown as", [("picture", "Picture"), ("table", "Table")])
    heard: list[str] = []
    row.chosen.connect(heard.append)
    held(row)
    row.choose("table")
    assert (heard, row.choice()) == ([], "table")
    row.button("table").setFocus()
    QTest.keyClick(row.button("table"), Qt.Key.Key_Left)
    assert row.choice() == "picture"
    QTest.mouseClick(row.button("table"), Qt.MouseButton.LeftButton)
    assert heard[-1] == "table"
    assert spoken(row.button("picture")) == "Shown as, Picture"


def test_scrolling_over_a_list_or_a_number_changes_nothing(theme: Theme, held: Held) -> None:
    select = parts.select(theme, "Form", [("full", "All"), ("short", "Some")])
    held(select)
    select.setFocus()
    select.wheelEvent(_Wheel())  # type: ignore[arg-type]
    assert select.currentData() == "full"


class _Wheel:
    """As much of a wheel event as a widget that ignores it looks at."""

    def ignore(self) -> None:
        """Leaves the event to the page."""


def test_a_button_grows_when_its_words_need_more_lines(theme: Theme, qtbot: QtBot) -> None:
    button = parts.secondary(theme, "Print the forms and the slips for everybody who was invited")
    assert button.heightForWidth(160) > button.heightForWidth(600)


def test_a_button_with_other_words_says_them(theme: Theme, qtbot: QtBot) -> None:
    button = parts.primary(theme, "Hand over", detail="Full screen")
    button.say("Take back", "With the PIN")
    assert (spoken(button), button.accessibleDescription()) == ("Take back", "With the PIN")


def test_a_flow_goes_on_in_the_next_line(theme: Theme, held: Held) -> None:
    flow = parts.flow(*(parts.secondary(theme, f"Number {n}") for n in range(6)))
    box = QWidget()
    box.setLayout(flow)
    held(box)
    assert flow.heightForWidth(200) > flow.heightForWidth(2000)
    assert flow.count() == 6
    assert flow.itemAt(6) is None


def test_a_band_strip_says_its_score_in_words(theme: Theme, held: Held) -> None:
    strip = BandStrip(theme, BANDS)
    strip.show_score("medium", 68, "Growth, medium, 68")
    held(strip)
    with_needle = strip.grab().toImage()
    strip.show_score("medium", None, "Growth, medium")
    assert strip.grab().toImage() != with_needle
    assert spoken(strip) == "Growth, medium"
    strip.show_hidden("Not shown, to protect people’s privacy")
    assert spoken(strip) == "Not shown, to protect people’s privacy"


def test_the_ring_stands_six_pixels_round_what_has_the_keyboard(theme: Theme, held: Held) -> None:
    first, second = parts.secondary(theme, "Print"), parts.secondary(theme, "Save")
    window = held(first, second)
    for button in (first, second):
        button.setFocus()
        ring = window.findChild(FocusRing)
        assert ring is not None
        assert ring.isVisible()
        assert ring.size() == button.size() + QSize(2 * RING_ROOM, 2 * RING_ROOM)
        assert ring.pos() == button.pos() - QPoint(RING_ROOM, RING_ROOM)


def test_the_ring_comes_back_after_its_window_is_gone(theme: Theme, held: Held, qtbot: QtBot) -> None:
    """The ring is a child of the window it is in, and dies with it."""
    window = QWidget()
    QVBoxLayout(window).addWidget(parts.secondary(theme, "Print"))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert window.findChild(FocusRing) is not None
    window.deleteLater()
    qtbot.wait(10)
    button = parts.secondary(theme, "Save")
    other = held(button)
    button.setFocus()
    assert other.findChild(FocusRing) is not None


def test_a_check_box_with_long_words_is_as_high_as_its_lines(theme: Theme, held: Held) -> None:
    """Its height was once one line, and the second was cut off."""
    check = parts.check(theme, "Nobody who answers is managed by the person who holds this workshop")
    window = held(check)
    one_line = check.fontMetrics().height()
    window.resize(240, 300)
    window.setFixedWidth(240)
    QApplication.processEvents()
    assert check.height() >= 3 * one_line


def test_two_choices_of_a_group_exclude_each_other(theme: Theme, held: Held) -> None:
    team, circle = parts.choice_card(theme, "Team"), parts.choice_card(theme, "Circle")
    group = QButtonGroup()
    group.addButton(team)
    group.addButton(circle)
    held(team, circle)
    team.click()
    circle.click()
    assert (team.isChecked(), circle.isChecked()) == (False, True)


def test_an_empty_state_puts_its_button_below_where_it_is_narrow(theme: Theme, held: Held, qtbot: QtBot) -> None:
    button = parts.secondary(theme, "New group")
    empty = parts.empty_state(theme, "people", "No groups yet", "Make the team that you will meet.", button)
    window = held(empty)
    wide = empty.sizeHint().height()
    window.resize(330, 400)
    qtbot.waitUntil(lambda: empty.sizeHint().height() > wide)
    assert spoken(empty) == "No groups yet Make the team that you will meet."

"""The results screen: what it shows, what it hides, and what can be asked and written down on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop.core.reading import Passage, Reason
from climate_desktop.core.study import GroupKind
from climate_desktop.services import demo
from climate_desktop.services.answering import AGREED
from climate_desktop.services.study import Study
from climate_desktop.ui.reading import PassageText, Said, sentences
from climate_desktop.ui.results import ResultsScreen
from climate_desktop.ui.results_agreed import AgreedTable
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.window import Window

GROUPS: dict[str, dict[str, list[int]]] = {
    "Three voices": {"care_receiver": [2] * 6, "care_worker": [4] * 8, "family": [3] * 7},
    "Seven people": {"care_receiver": [2], "care_worker": [4] * 4, "family": [3] * 2},
    "Three people": {"care_worker": [4] * 3},
    "All alike": {"care_receiver": [3] * 6, "care_worker": [3] * 8},
    "Workers only": {"care_worker": [4] * 12},
    "Four family": {"care_worker": [4] * 8, "family": [4] * 4},
    "Short form": {"care_worker": [4] * 6},
}
Show = Callable[[str], ResultsScreen]


@pytest.fixture(scope="session")
def closed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with one closed round of each group, made once: answering takes longer than looking."""
    path = tmp_path_factory.mktemp("results") / "closed.climate"
    with Study.create(path) as study:
        for name, people in GROUPS.items():
            group = study.workshops.add_group(name, GroupKind.TEAM)
            round_ = study.workshops.start_round(group.id, form="short" if name == "Short form" else "full")
            for voice, responses in people.items():
                for response in responses:
                    answering = study.answering(study.workshops.add_participant(round_.id).id)
                    answering.consent(AGREED)
                    answering.choose_voice(voice)
                    demo.answer_all(answering, lambda _, given=response: given)  # type: ignore[misc]
                    answering.finish()
            study.workshops.close_round(round_.id)
    return path


@pytest.fixture
def study(closed_once: Path, tmp_path: Path) -> Iterator[Study]:
    """A copy of that study that a test may change."""
    with Study.open(Path(shutil.copy(closed_once, tmp_path / "closed.climate"))) as opened:
        yield opened


@pytest.fixture
def show(qtbot: QtBot, study: Study, theme: Theme) -> Show:
    """The results of a group, in a window of an old laptop."""

    def show(name: str) -> ResultsScreen:
        group = next(card.group for card in study.workshops.groups() if card.group.name == name)
        screen = ResultsScreen(study, theme)
        qtbot.addWidget(screen)
        screen.resize(1366, 620)
        screen.show_round(study.workshops.rounds(group.id)[0].id)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        return screen

    return show


def visible_words(screen: QWidget) -> str:
    """Everything that is read on the screen now."""
    words = [label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen)]
    words += [text.toPlainText() for text in screen.findChildren(QTextBrowser) if text.isVisibleTo(screen)]
    words += [button.text() for button in screen.findChildren(QAbstractButton) if button.isVisibleTo(screen)]
    return "\n".join(words)


def spoken_rows(screen: ResultsScreen) -> list[str]:
    model = screen.domain.strips.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


# Strips and words


def test_a_row_says_all_its_numbers_in_words(show: Show) -> None:
    screen = show("Three voices")
    rows = spoken_rows(screen)
    assert len(rows) == 5
    assert rows[0].startswith("The whole group: ")
    for row in rows:
        assert "21 people" in row
        assert "People who receive care: 25 Low, 6 people." in row
        assert "Care and support workers: 75 High, 8 people." in row
        assert "Family, friends and volunteers: 50 Medium, 7 people." in row


def test_the_tabs_name_each_domain_with_its_score(show: Show) -> None:
    screen = show("Three voices")
    names = [screen.tabs.tabText(n) for n in range(screen.tabs.count())]
    assert names == [
        "Growth 52 Medium",
        "Well-being 52 Medium",
        "Systems 52 Medium",
        "Where we differ",
        "What we agree",
    ]


def test_arrows_choose_a_row_and_its_words_follow(show: Show) -> None:
    screen = show("Three voices")
    screen.tabs.setCurrentIndex(2)
    screen.domain.strips.setFocus()
    reading = screen.reading
    assert reading is not None
    assert str(reading.domains[2].opening and reading.domains[2].opening.text) in visible_words(screen)
    for factor in reading.domains[2].factors:
        QTest.keyClick(screen.domain.strips, Qt.Key.Key_Down)
        assert factor.general is not None
        assert factor.general.text in visible_words(screen)
        assert all(question.text in visible_words(screen) for question in factor.questions)


def test_picture_and_table_tell_the_same_numbers(show: Show) -> None:
    screen = show("Three voices")
    screen.domain.switch.button("table").click()
    assert screen.domain.table.isVisible()
    assert not screen.domain.strips.isVisible()
    table = screen.domain.table.model()
    for row, spoken in enumerate(spoken_rows(screen)):
        cells = [str(table.index(row, column).data()) for column in range(table.columnCount())]
        assert cells[0] in spoken
        assert f"{cells[2]} people" in spoken
        assert all(cell in spoken for cell in (cells[1], *cells[3:]))


def test_the_chosen_voice_alone_is_heard_and_its_quotation_is_marked_as_made_up(show: Show) -> None:
    screen = show("Three voices")
    screen.domain.strips.choose(1)
    panel = screen.domain.words
    buttons = panel.voices.findChildren(QAbstractButton)
    assert [button.text() for button in buttons] == ["Receive care", "Workers", "Family, friends"]
    heard = panel.account
    seen = set()
    for button in buttons:
        button.click()
        seen.add(heard.toPlainText())
        assert "Someone might say: “" in heard.toPlainText()
    assert len(seen) == 3


def test_the_short_form_scores_domains_and_hides_nothing_about_its_themes(show: Show) -> None:
    screen = show("Short form")
    rows = spoken_rows(screen)
    assert "75 High, 6 people" in rows[0]
    assert all("privacy" not in row and "people." not in row for row in rows[1:])
    screen.domain.switch.button("table").click()
    table = screen.domain.table.model()
    assert [table.index(row, 1).data() for row in range(5)] == ["75 High", *["Not scored"] * 4]
    screen.domain.strips.choose(1)
    assert "To talk about" in visible_words(screen)


# Why does it say that?


def test_every_passage_of_every_domain_tells_why_it_stands_there(show: Show) -> None:
    """Each sentence that can be asked names its passage's id, and no rule is left without words."""
    screen = show("Three voices")
    asked = 0
    for place in range(screen.tabs.count() - 1):
        screen.tabs.setCurrentIndex(place)
        panel = screen.differ.words if place == 3 else screen.domain.words
        for row in range(5 if place < 3 else 1):
            if place < 3:
                screen.domain.strips.choose(row)
            for text in panel.findChildren(PassageText):
                if not text.isVisibleTo(screen):
                    continue
                for number in range(len(text.stretches)):
                    text.ask(number)
                    steps = panel.why.steps_in_words()
                    assert len(steps) >= 2, steps
                    assert text.stretches[number].passage.id in steps[-1]
                    asked += 1
    assert asked > 100


def test_enter_on_a_sentence_opens_its_reason_and_esc_closes_it(show: Show) -> None:
    screen = show("Three voices")
    screen.domain.strips.choose(1)
    panel = screen.domain.words
    text = panel.general
    text.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(text, Qt.Key.Key_Down)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert panel.why.isVisible()
    first, second, _ = panel.why.steps_in_words()
    assert first == "21 people answered these statements. Their mean is 52."
    assert second == "52 lies in the band Medium, 50 to 74. Close to the line to Low."
    QTest.keyClick(text, Qt.Key.Key_Escape)
    assert not panel.why.isVisible()


def test_esc_closes_the_reason_before_it_leads_back_to_the_groups(
    window: Window, closed_once: Path, tmp_path: Path
) -> None:
    """The window takes Esc as one step back; while something is open here, it belongs to that."""
    window.open_study(Path(shutil.copy(closed_once, tmp_path / "in the window.climate")))
    assert window.study is not None
    assert window.workshop is not None
    group = window.study.workshops.groups()[0].group
    window.workshop.show_results(window.study.workshops.rounds(group.id)[0].id)
    window.pages.setCurrentWidget(window.workshop)
    screen = window.workshop.screen_of("results")
    assert isinstance(screen, ResultsScreen)
    screen.domain.words.general.ask()
    screen.domain.words.general.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not screen.domain.words.why.isVisible()
    assert window.pages.currentWidget() is window.workshop
    screen.show_big(True)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not screen.is_big
    assert window.pages.currentWidget() is window.workshop
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is not window.workshop


def test_a_click_on_a_sentence_asks_about_its_passage(show: Show, qtbot: QtBot) -> None:
    screen = show("Three voices")
    text = screen.domain.words.general
    cursor = text.textCursor()
    cursor.setPosition(text.stretches[0].start + 3)
    place = text.cursorRect(cursor).center()
    with qtbot.waitSignal(text.asked) as told:
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert told.args is not None
    assert told.args[0] == text.passages[0]


# Privacy


def test_a_group_of_seven_sees_no_voice_but_reads_all_of_them_as_examples(show: Show) -> None:
    """One receiver, four workers, two family: the usual case."""
    screen = show("Seven people")
    screen.domain.strips.choose(1)
    words = visible_words(screen)
    assert "The voices: Not shown, to protect people’s privacy." in words
    assert "What a result like this can mean for …" in words
    assert "These are examples, not what anyone here said." in words
    examples = screen.domain.words.examples
    assert len(examples.findChildren(QAbstractButton)) == 4
    assert not screen.domain.words.voices.isVisible()
    for row in spoken_rows(screen):
        assert row.count("people") == 1
    screen.domain.switch.button("table").click()
    assert screen.domain.table.model().columnCount() == 3


def test_hidden_and_empty_voices_look_the_same_and_nothing_is_counted(show: Show) -> None:
    """Workers and nobody else, or workers and four of the family: the screen says the same words."""
    told = []
    for name in ("Workers only", "Four family"):
        screen = show(name)
        notice = next(
            label.text() for label in screen.findChildren(QLabel) if label.text().endswith("people’s privacy.")
        )
        told.append(notice.replace("The other voices", "The voices"))
        for label in screen.findChildren(QLabel):
            assert "(4)" not in label.text()
    assert told[0] == told[1]


def test_three_people_get_one_sentence_and_questions_instead_of_charts(show: Show) -> None:
    screen = show("Three people")
    names = [screen.tabs.tabText(n) for n in range(screen.tabs.count())]
    assert names == ["Growth", "Well-being", "Systems", "What we agree"]
    screen.domain.strips.choose(2)
    words = visible_words(screen)
    assert "Fewer than 5 people answered, so no scores are shown" in words
    assert "To talk about" in words
    assert "First steps" in words
    reading = screen.reading
    assert reading is not None
    assert reading.domains[0].factors[1].questions[0].text in words
    for row in spoken_rows(screen):
        assert not any(sign.isdigit() for sign in row)


# Where we differ


def test_the_widest_gap_comes_first_and_is_spoken_whole(show: Show) -> None:
    screen = show("Three voices")
    screen.tabs.setCurrentIndex(3)
    model = screen.differ.gaps.model()
    first = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.endswith(": people who receive care 25 Low, care and support workers 75 High, 50 apart")
    assert screen.differ.words.isVisible()
    assert "Words someone might say" in visible_words(screen.differ)


def test_where_nobody_differs_one_sentence_says_so_and_there_is_no_chart(show: Show) -> None:
    screen = show("All alike")
    screen.tabs.setCurrentIndex(3)
    assert "No two voices that may be shown are 15 or more points apart" in visible_words(screen.differ)
    assert not screen.differ.gaps.isVisible()
    assert not screen.differ.switch.isVisible()


def test_where_voices_may_not_be_shown_the_sentence_is_about_privacy(show: Show) -> None:
    screen = show("Seven people")
    screen.tabs.setCurrentIndex(3)
    assert "to protect people’s privacy" in visible_words(screen.differ)
    assert not screen.differ.gaps.isVisible()


# What we agree


def agreed(screen: ResultsScreen) -> list[str]:
    return [action.text for action in screen.agreements.actions]


def test_enter_adds_what_is_agreed_and_ctrl_z_takes_it_back(show: Show, study: Study) -> None:
    screen = show("Three voices")
    field = screen.fields[0]
    assert not field.add.isEnabled()
    QTest.keyClicks(field.line, "Share the rota a week early")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == ""
    assert agreed(screen) == ["Share the rota a week early"]
    assert [a.text for a in study.agreed.of(screen.round_id)] == agreed(screen)
    assert screen.tabs.tabText(4) == "What we agree 1"
    QTest.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert agreed(screen) == []
    assert screen.tabs.tabText(4) == "What we agree"


def test_ctrl_z_takes_back_typed_words_before_it_takes_back_an_agreement(show: Show) -> None:
    screen = show("Three voices")
    line = screen.fields[0].line
    QTest.keyClicks(line, "One")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(line, "Two")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert agreed(screen) == ["One"]
    assert line.text() == ""


def test_nothing_but_spaces_is_not_agreed(show: Show) -> None:
    screen = show("Three voices")
    field = screen.fields[0]
    QTest.keyClicks(field.line, "   ")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert agreed(screen) == []
    assert not field.add.isEnabled()


def test_the_field_for_what_is_agreed_is_in_sight_on_every_tab(show: Show) -> None:
    screen = show("Three voices")
    for place in range(screen.tabs.count()):
        screen.tabs.setCurrentIndex(place)
        lines = [line for line in screen.findChildren(QLineEdit) if line.isVisibleTo(screen)]
        assert [line.accessibleName() for line in lines] == ["What do you agree to do?"]
        assert screen.rect().contains(lines[0].mapTo(screen, lines[0].rect().bottomRight()))


def test_delete_takes_an_agreement_off_the_list_and_undo_puts_it_back(show: Show) -> None:
    screen = show("Three voices")
    for words in ("One", "Two"):
        assert screen.agreements.add(words)
    screen.tabs.setCurrentIndex(4)
    table = screen.agreed.list
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert agreed(screen) == ["Two"]
    screen.agreed.undo.click()
    assert sorted(agreed(screen)) == ["One", "Two"]


def test_who_does_it_is_written_into_its_cell(show: Show, study: Study) -> None:
    screen = show("Three voices")
    assert screen.agreements.add("Put the rota up early")
    screen.tabs.setCurrentIndex(4)
    table = screen.agreed.list.model()
    assert isinstance(table, AgreedTable)
    assert table.setData(table.index(0, 1), "Asha")
    assert study.agreed.of(screen.round_id)[0].who == "Asha"
    assert agreed(screen) == ["Put the rota up early"]


# For everyone


def test_f11_shows_everything_half_as_large_again_and_esc_ends_it(show: Show, qtbot: QtBot) -> None:
    screen = show("Three voices")
    small = screen.domain.words.general.height()
    with qtbot.waitSignal(screen.shown_big) as told:
        QTest.keyClick(screen, Qt.Key.Key_F11)
    assert told.args == [True]
    qtbot.waitUntil(lambda: screen.domain.words.general.height() > small * 1.4)
    screen.domain.strips.setFocus()
    with qtbot.waitSignal(screen.shown_big) as told:
        QTest.keyClick(screen.domain.strips, Qt.Key.Key_Escape)
    assert told.args == [False]
    qtbot.waitUntil(lambda: screen.domain.words.general.height() == small)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("name", ["Three voices", "Seven people", "Three people"])
def test_no_words_run_out_of_sight_at_the_side(show: Show, qtbot: QtBot, theme: Theme, name: str, scale: float) -> None:
    screen = show(name)
    theme.set_scale(scale)
    for place in range(screen.tabs.count()):
        screen.tabs.setCurrentIndex(place)
        screen.domain.strips.choose(1)
        qtbot.wait(20)
        for area in screen.findChildren(QScrollArea):
            content = area.widget()
            if area.isVisibleTo(screen) and content is not None:
                assert content.minimumSizeHint().width() <= area.viewport().width()
                assert content.width() <= area.viewport().width()


def test_larger_text_makes_the_rows_taller(show: Show, theme: Theme, qtbot: QtBot) -> None:
    screen = show("Three voices")
    before = screen.domain.strips.height()
    theme.set_scale(2.0)
    qtbot.waitUntil(lambda: screen.domain.strips.height() > before * 1.5)


def test_whatever_takes_the_keyboard_has_a_name(show: Show) -> None:
    screen = show("Three voices")
    assert screen.agreements.add("One")
    for place in range(screen.tabs.count()):
        screen.tabs.setCurrentIndex(place)
        for widget in screen.findChildren(QWidget):
            if widget.isVisibleTo(screen) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert widget.accessibleName(), widget


def test_markup_in_a_passage_is_only_text(qtbot: QtBot, theme: Theme) -> None:
    text = PassageText("Words", theme)
    qtbot.addWidget(text)
    words = '<b>Bold</b> & <img src="/etc/hostname"> “quoted.” Next <i>one'
    text.set_said([Said(Passage("x", words, Reason("band")))])
    assert text.toPlainText() == words


def test_a_text_is_cut_into_sentences_after_stops_and_closing_quotes() -> None:
    assert sentences("One. Two? “Three.” Four") == ("One.", "Two?", "“Three.”", "Four")
    assert sentences("") == ()

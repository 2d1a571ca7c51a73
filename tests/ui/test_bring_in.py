"""The screen that brings answers in from a file: chosen, understood, put right, confirmed, stored."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind, Round, RoundState
from climate_desktop.services import bring_in
from climate_desktop.services.study import Study
from climate_desktop.ui import messages
from climate_desktop.ui.bring_in import COLUMNS, PROBLEMS, BringInScreen
from climate_desktop.ui.bring_in_problems import COLUMN, LEFT_OUT, ROW, TO_DO, WHAT
from climate_desktop.ui.fields import Select
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.ways import Ways
from climate_desktop.ui.window import Window

SAMPLES = Path(__file__).parent.parent / "exchange" / "samples"


@pytest.fixture
def round_(study: Study) -> Round:
    return study.workshops.start_round(study.workshops.add_group("Beck Lane team", GroupKind.TEAM).id)


@pytest.fixture
def screen(study: Study, theme: Theme, round_: Round, qtbot: QtBot) -> Iterator[BringInScreen]:
    """The screen of an open round, as large as on an old laptop."""
    made = BringInScreen(study, theme)
    qtbot.addWidget(made)
    made.show_round(round_.id)
    made.resize(1366, 690)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made._work.leave()  # noqa: SLF001


def read(screen: BringInScreen, qtbot: QtBot, source: Path) -> None:
    screen.read(source)
    wait(screen, qtbot)


def wait(screen: BringInScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not screen.progress.isVisible(), timeout=10_000)


def finished(study: Study, round_: Round) -> int:
    return study.workshops.room(round_.id).counts.finished


def spoilt(folder: Path, bad: int = 3, good: int = 2) -> Path:
    path = folder / "answers.csv"
    rows = [f"b{n},family,9,4" for n in range(bad)] + [f"g{n},family,4,5" for n in range(good)]
    path.write_text("participant,voice,autonomy_1,autonomy_2\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def words(screen: BringInScreen, column: int) -> list[str]:
    model = screen.problems.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_a_file_is_chosen_confirmed_and_stored(
    screen: BringInScreen, study: Study, round_: Round, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(SAMPLES / "limesurvey.csv"), ""))
    screen.choose_first.click()
    wait(screen, qtbot)
    assert screen.tabs.choice() == COLUMNS
    assert not screen.bring_in.isEnabled()
    screen.consent.click()
    assert screen.bring_in.text() == "Bring in 5 people"
    with qtbot.waitSignal(screen.changed):
        screen.bring_in.click()
    assert finished(study, round_) == 5
    assert screen.choose_first.isVisible()
    assert screen._said.accessibleName().startswith("5 people were brought in")  # noqa: SLF001
    assert not screen.consent.isVisible()


def test_the_problems_are_listed_by_row_filtered_and_left_out(
    screen: BringInScreen, study: Study, round_: Round, qtbot: QtBot, tmp_path: Path
) -> None:
    read(screen, qtbot, spoilt(tmp_path))
    assert screen.tabs.choice() == PROBLEMS
    assert words(screen, ROW) == ["2", "3", "4"]
    assert words(screen, COLUMN) == ["autonomy_1"] * 3
    assert words(screen, WHAT)[0] == "“9” is not on the scale, which goes from 1 to 5."
    screen.consent.click()
    assert not screen.bring_in.isEnabled()
    assert "3 things" in screen._why.text()  # noqa: SLF001
    screen.problems.table.setFocus()
    QTest.keyClick(screen.problems.table, Qt.Key.Key_Space)
    assert screen.problems.left_out == {2}
    screen.problems.filter.button(TO_DO).click()
    assert words(screen, ROW) == ["3", "4"]
    QTest.keyClicks(screen.problems.find_field, "4")
    assert words(screen, ROW) == ["4"]
    screen.problems.find_field.clear()
    screen.problems.filter.button(LEFT_OUT).click()
    assert words(screen, ROW) == ["2"]
    screen.problems.all_out.click()
    assert screen.bring_in.text() == "Bring in 2 people"
    screen.problems.none_out.click()
    assert not screen.bring_in.isEnabled()
    screen.problems.all_out.click()
    with qtbot.waitSignal(screen.changed):
        screen.bring_in.click()
    assert finished(study, round_) == 2


def test_a_click_on_the_tick_leaves_a_row_out_and_takes_it_in_again(
    screen: BringInScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    read(screen, qtbot, spoilt(tmp_path))
    table = screen.problems.table
    at = table.visualRect(table.model().index(1, ROW)).center()
    for left_out in ({3}, set()):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert screen.problems.left_out == left_out


def test_a_column_that_was_not_understood_is_corrected(
    screen: BringInScreen, study: Study, round_: Round, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Wer,Die Arbeit,Was\na,Agree,4\nb,Disagree,5\n", "utf-8")
    read(screen, qtbot, path)
    assert screen.tabs.choice() == COLUMNS
    assert screen.columns.to_decide() == 1
    for column in ("item:autonomy_3", "item:autonomy_4"):
        if column == "item:autonomy_4":
            screen.columns.filter.button("left_out").click()
            screen.columns.table.choose_row(1)
        choose(screen.columns.what, column)
        wait(screen, qtbot)
    choose(screen.columns.everyone, "family")
    wait(screen, qtbot)
    screen.consent.click()
    assert screen._why.text() == ""  # noqa: SLF001
    with qtbot.waitSignal(screen.changed):
        screen.bring_in.click()
    answers = [study.answering(p.id).answers() for p in study.workshops.room(round_.id).participants]
    assert answers == [{"autonomy_3": 4, "autonomy_4": 4}, {"autonomy_3": 2, "autonomy_4": 5}]


def choose(select: Select, target: str) -> None:
    """What a person does who opens the list and takes one."""
    assert select.isVisible()
    place = select.findData(target)
    assert place >= 0
    select.setCurrentIndex(place)
    select.activated.emit(place)


def test_a_statement_may_be_in_the_words_of_one_voice(screen: BringInScreen, qtbot: QtBot, tmp_path: Path) -> None:
    read(screen, qtbot, spoilt(tmp_path))
    screen.tabs.button(COLUMNS).click()
    screen.columns.table.choose_row(2)
    choose(screen.columns.whose, "care_worker")
    wait(screen, qtbot)
    found = screen._found  # noqa: SLF001
    assert found is not None
    assert found.columns.targets[2] == "item:autonomy_1:care_worker"
    assert {problem.kind.__name__ for problem in found.problems} == {"NotOnTheScale", "AnsweredAsAnother"}


def test_ticks_stay_when_a_column_is_corrected_and_go_with_another_file(
    screen: BringInScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    read(screen, qtbot, spoilt(tmp_path))
    screen.problems.all_out.click()
    screen.tabs.button(COLUMNS).click()
    screen.columns.table.choose_row(3)
    choose(screen.columns.what, "out")
    wait(screen, qtbot)
    assert screen.problems.left_out == {2, 3, 4}
    screen.consent.click()
    read(screen, qtbot, SAMPLES / "own.csv")
    assert screen.problems.left_out == set()
    assert not screen.consent.isChecked()


def test_what_is_no_table_is_said_and_the_file_before_stays(screen: BringInScreen, qtbot: QtBot, tmp_path: Path) -> None:
    read(screen, qtbot, SAMPLES / "own.csv")
    picture = tmp_path / "photo.csv"
    picture.write_bytes(b"\x89PNG" + bytes(300))
    read(screen, qtbot, picture)
    assert "no table of answers" in screen._wrong.accessibleName()  # noqa: SLF001
    assert screen._name.text() == "own.csv"  # noqa: SLF001


def test_a_file_that_came_in_before_is_asked_about(
    screen: BringInScreen, study: Study, round_: Round, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter((False, True))
    asked: list[str] = []

    def ask(*args: object, **_words: object) -> bool:
        asked.append(str(args[2]))
        return next(answers)

    monkeypatch.setattr(messages, "ask", ask)
    for times in (1, 2, 3):
        read(screen, qtbot, SAMPLES / "own.csv")
        screen.consent.click()
        screen.bring_in.click()
        wait(screen, qtbot)
        assert len(asked) == times - 1
    assert finished(study, round_) == 12


def test_stop_ends_the_storing_and_nothing_is_stored(
    screen: BringInScreen, study: Study, round_: Round, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(screen, qtbot, SAMPLES / "own.csv")
    screen.consent.click()
    reached, go_on = threading.Event(), threading.Event()
    real = study.bring_in._person  # noqa: SLF001

    def slow(*args: object) -> object:
        reached.set()
        go_on.wait(10)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(study.bring_in, "_person", slow)
    screen.bring_in.click()
    assert reached.wait(10)
    for part in (screen.bring_in, screen.consent, screen.choose, screen.columns.what, screen.problems.all_out):
        assert not part.isEnabled()
    screen.progress.stop.click()
    go_on.set()
    wait(screen, qtbot)
    assert "nothing was stored" in screen._said.accessibleName()  # noqa: SLF001
    assert study.workshops.room(round_.id).participants == ()
    assert screen.bring_in.isEnabled()
    assert screen.columns.what.isEnabled()


def test_esc_goes_back_to_the_room_and_first_stops_what_is_under_way(
    screen: BringInScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    real = bring_in.read

    def slow(source: Path) -> bring_in.AnswersTable:
        held.wait(10)
        return real(source)

    monkeypatch.setattr(bring_in, "read", slow)
    screen.read(SAMPLES / "own.csv")
    with qtbot.assertNotEmitted(screen.back_wanted):
        QTest.keyClick(screen, Qt.Key.Key_Escape)
    held.set()
    wait(screen, qtbot)
    assert screen._found is None  # noqa: SLF001
    with qtbot.waitSignal(screen.back_wanted):
        QTest.keyClick(screen, Qt.Key.Key_Escape)


def test_a_round_that_was_closed_meanwhile_takes_nothing(
    screen: BringInScreen, study: Study, round_: Round, qtbot: QtBot
) -> None:
    read(screen, qtbot, SAMPLES / "own.csv")
    screen.consent.click()
    person = study.workshops.add_participant(round_.id, "family")
    study.answering(person.id).finish()
    study.workshops.close_round(round_.id)
    screen.bring_in.click()
    wait(screen, qtbot)
    assert "closed" in screen._wrong.accessibleName()  # noqa: SLF001
    assert finished(study, round_) == 1
    assert study.workshops.round(round_.id).state is RoundState.CLOSED


def test_ten_thousand_problems_are_shown_at_once(screen: BringInScreen, qtbot: QtBot, tmp_path: Path) -> None:
    read(screen, qtbot, spoilt(tmp_path, bad=4_999, good=1))
    assert screen.problems.table.model().rowCount() == 4_999
    screen.problems.all_out.click()
    assert screen.bring_in.text() == "Bring in one person"


def test_the_room_leads_here_and_shows_who_came(window: Window, example: Path, qtbot: QtBot) -> None:
    window.open_study(example)
    study, workshop = window.study, window.workshop
    assert study is not None
    assert workshop is not None
    assert Ways().way("file").make is not None
    round_ = study.workshops.start_round(study.workshops.groups()[0].group.id)
    workshop.show_room(round_.id)
    window.pages.setCurrentWidget(workshop)
    workshop.show_way("file")
    (screen,) = workshop.findChildren(BringInScreen)
    read(screen, qtbot, SAMPLES / "own.csv")
    screen.consent.click()
    with qtbot.waitSignal(screen.changed):
        screen.bring_in.click()
    screen.back.click()
    qtbot.waitUntil(lambda: not screen.isVisible())
    assert finished(study, round_) == 6



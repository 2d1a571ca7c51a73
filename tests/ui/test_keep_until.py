"""Until when a study is kept: told before people agree, and offered for erasing when that day is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from climate_desktop.core.errors import KeepUntilPast
from climate_desktop.core.study import GroupKind
from climate_desktop.services import keeping
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.services.world import World
from climate_desktop.ui import messages
from climate_desktop.ui.keep_until import KeepUntilDialog, in_words
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.window import Window
from tests.ui.hand_over import says

TODAY = date(2026, 11, 24)


class Calendar(World):
    """A world on a day of its own."""

    def __init__(self) -> None:
        self.day = TODAY

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)


def test_a_study_is_kept_until_the_end_of_its_day(tmp_path: Path) -> None:
    world = Calendar()
    with Study.create(tmp_path / "a.climate", world=world) as study:
        assert (study.keeping.until, study.keeping.is_over) == (None, False)
        study.keeping.keep_until(TODAY)
        assert not study.keeping.is_over
        world.day += timedelta(days=1)
        assert study.keeping.is_over
        with pytest.raises(KeepUntilPast):
            study.keeping.keep_until(TODAY)
        assert study.keeping.until == TODAY
        study.keeping.keep_until(None)
        assert (study.keeping.until, study.keeping.is_over) == (None, False)


def test_people_read_it_before_they_agree(tmp_path: Path) -> None:
    with Study.create(tmp_path / "a.climate", world=Calendar()) as study:
        group = study.workshops.add_group("Elm House", GroupKind.TEAM)
        person = study.workshops.add_participant(study.workshops.start_round(group.id).id)
        answering = study.answering(person.id)
        assert answering.how_long_kept == answering.words["consent.kept"]
        study.keeping.keep_until(date(2028, 4, 1))
        assert "1 April 2028" in study.answering(person.id).how_long_kept


def test_erasing_takes_the_file_and_what_lies_beside_it_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a.climate", "a.climate-wal", "a.climate-shm", "a.climate-journal", "a.climate.pdf", "b.climate"):
        (tmp_path / name).write_bytes(b"x")
    keeping.erase(tmp_path / "a.climate")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.climate.pdf", "b.climate"]
    with pytest.raises(OSError, match=r"a\.climate"):
        keeping.erase(tmp_path / "a.climate")


def test_the_dialog_proposes_two_years_and_refuses_a_day_that_is_over(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    with Study.create(tmp_path / "a.climate", world=Calendar()) as study:
        dialog = KeepUntilDialog(study, theme)
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.day.date() == QDate(2028, 11, 23)
        dialog.day.setDate(QDate(2026, 11, 23))
        dialog.keep.click()
        assert dialog.isVisible()
        assert says(dialog, "That day is over.")
        assert study.keeping.until is None
        dialog.day.setDate(QDate(2027, 1, 2))
        dialog.keep.click()
        assert study.keeping.until == date(2027, 1, 2)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(Preferences(tmp_path / "preferences.json"))
    qtbot.addWidget(made)
    made.show()
    made.create_study(tmp_path / "a.climate")
    yield made
    made.close_study()


@pytest.mark.parametrize("sure", [True, False])
def test_home_offers_to_erase_once_the_day_is_over(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sure: bool
) -> None:
    assert window.study is not None
    assert window.home is not None
    kept = window.home.kept
    assert not kept.erase.isVisible()
    assert says(kept, "Nobody has said yet until when these answers are kept.")
    window.study.keeping.keep_until(datetime.now(UTC).astimezone().date())
    window.show_home()
    assert not kept.erase.isVisible()
    monkeypatch.setattr(keeping.Keeping, "is_over", True)
    window.show_home()
    assert says(kept, "were to be kept until")
    monkeypatch.setattr(messages, "ask_word", lambda *_, **__: sure)
    kept.erase.click()
    assert (tmp_path / "a.climate").exists() is not sure
    assert (window.study is None) is sure
    assert (window.preferences.settings.recent == ()) is sure


def test_a_day_is_told_with_its_month_in_words() -> None:
    assert in_words(date(2028, 4, 1)).startswith("1 ")
    assert in_words(date(2028, 4, 1)).endswith(" 2028")

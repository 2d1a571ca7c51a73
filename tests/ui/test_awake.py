"""The laptop stays awake while people answer, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind
from climate_desktop.services.preferences import Preferences
from climate_desktop.ui import awake
from climate_desktop.ui.awake import Awake
from climate_desktop.ui.window import Window


class Heard:
    """A system that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def begin(self) -> None:
        self.asked.append("begin")

    def end(self) -> None:
        self.asked.append("end")


def test_asking_twice_changes_nothing() -> None:
    system = Heard()
    kept = Awake(system)
    for on in (False, True, True, False, False):
        kept.keep(on=on)
        assert kept.is_on is on
    assert system.asked == ["begin", "end"]


def test_a_room_keeps_it_awake_and_home_lets_it_sleep(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(Preferences(tmp_path / "preferences.json"))
    qtbot.addWidget(window)
    system = Heard()
    window.awake = Awake(system)
    window.create_study(tmp_path / "a.climate")
    assert window.study is not None
    assert window.home is not None
    assert system.asked == []
    group = window.study.workshops.add_group("Elm House", GroupKind.TEAM)
    window.home.room_wanted.emit(window.study.workshops.start_round(group.id).id)
    assert system.asked == ["begin"]
    window.show_home()
    assert system.asked == ["begin", "end"]
    window.close_study()


@pytest.mark.parametrize("way", [awake._Desktop, awake._Windows, awake._Mac, awake._Nothing])  # noqa: SLF001 - each system's own
def test_where_the_system_offers_no_way_nothing_happens(monkeypatch: pytest.MonkeyPatch, way: type) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    made = way()
    made.begin()
    made.end()

"""The other ways of answering: each is offered by the room, makes its screen and leads back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind
from climate_desktop.services.study import Study
from climate_desktop.ui.room import RoomScreen
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.ways import Way, Ways, When
from climate_desktop.ui.workshop import Workshop

KEYS = [way.key for way in Ways().all()]


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with Study.create(tmp_path / "study.climate") as made:
        yield made


@pytest.fixture
def theme() -> Theme:
    return Theme("light")


def workshop(qtbot: QtBot, study: Study, theme: Theme, *, closed: bool) -> Workshop:
    group = study.workshops.add_group("Elm House", GroupKind.TEAM)
    round_ = study.workshops.start_round(group.id)
    if closed:
        person = study.answering(study.workshops.add_participant(round_.id).id)
        person.consent("agreed")
        person.choose_voice("family")
        person.record_all({person.items[0].id: 4})
        person.finish()
        study.workshops.close_round(round_.id)
    made = Workshop(study, theme)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show_room(round_.id)
    made.show()
    return made


def test_every_way_has_a_key_words_and_an_icon_of_its_own(theme: Theme) -> None:
    ways = Ways().all()
    assert len({way.key for way in ways}) == len(ways)
    assert len({way.words for way in ways}) == len(ways)
    for way in ways:
        assert not theme.icon(way.icon).isNull()


def test_open_and_closed_rounds_offer_their_own_and_what_is_always_there(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [Way(when.name, when.name, "hand", when, lambda study, theme: None) for when in When]  # type: ignore[arg-type,return-value]
    monkeypatch.setattr(Ways, "all", lambda _: tuple(made))
    assert [way.key for way in Ways().offered(closed=False)] == ["OPEN", "ALWAYS"]
    assert [way.key for way in Ways().offered(closed=True)] == ["CLOSED", "ALWAYS"]


@pytest.mark.parametrize("key", KEYS)
def test_a_way_is_two_steps_from_the_room_and_leads_back(
    qtbot: QtBot, study: Study, theme: Theme, key: str
) -> None:
    """One press opens the menu, another the screen; its back leads to the room."""
    way = Ways().way(key)
    made = workshop(qtbot, study, theme, closed=way.when is When.CLOSED)
    room = made.screen_of("room")
    assert isinstance(room, RoomScreen)
    room.ways_button().click()
    (menu,) = [menu for menu in room.findChildren(QMenu) if menu.isVisible()]
    next(action for action in menu.actions() if action.text() == way.words).trigger()
    menu.close()
    screen = made.screen_of(key)
    assert screen is not None
    assert screen.isVisible()
    focus = QApplication.focusWidget()
    assert focus is None or screen.isAncestorOf(focus) or not made.isActiveWindow()
    screen.back_wanted.emit()  # type: ignore[attr-defined]
    assert room.isVisible()

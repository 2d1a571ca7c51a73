"""A dressed program, preferences of its own, and real studies in a temporary folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind, Response, Round
from climate_desktop.services import demo
from climate_desktop.services.answering import AGREED
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui import reading_aloud
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.window import Window

Hold = Callable[..., Round]
OLD_LAPTOP = (1366, 690)
"""What a window has on a screen of 1366 × 768, once the system has taken its share."""


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Deletes the widgets of a test for good: without a running event loop, `deleteLater` waits for the next test."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    """This system's own voice is left alone, so that every system shows the same and none speaks."""
    monkeypatch.setattr(reading_aloud, "system_voice", lambda _parent=None: None)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %, worn by the whole program."""
    made = Theme("light")
    made.apply(qapp)
    yield made
    shiboken6.delete(made)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """An empty study."""
    with Study.create(tmp_path / "test-study.climate") as made:
        yield made


@pytest.fixture
def hold(study: Study) -> Hold:
    """An open round of a new group, in which everybody gives one answer to everything and finishes."""

    def hold(
        people: Mapping[str, Sequence[Response]], name: str = "Beck Lane team", kind: GroupKind = GroupKind.TEAM
    ) -> Round:
        group = study.workshops.add_group(name, kind)
        round_ = study.workshops.start_round(group.id)
        for voice, responses in people.items():
            for response in responses:
                answering = study.answering(study.workshops.add_participant(round_.id).id)
                answering.consent(AGREED)
                answering.choose_voice(voice)
                demo.answer_all(answering, lambda _, given=response: given)  # type: ignore[misc]
                answering.finish()
        return round_

    return hold


@pytest.fixture(scope="session")
def example_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example study, made once."""
    path = tmp_path_factory.mktemp("example") / "example.climate"
    demo.make_study(path, people=12)
    return path


@pytest.fixture
def example(example_once: Path, tmp_path: Path) -> Path:
    """A copy of the example study that a test may change."""
    return Path(shutil.copy(example_once, tmp_path / "example.climate"))


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences that nobody has changed yet."""
    made = Preferences(tmp_path / "preferences.json")
    made.change(theme="light", last_folder=str(tmp_path))
    return made


@pytest.fixture
def window(qtbot: QtBot, preferences: Preferences) -> Iterator[Window]:
    """The window as it opens, as large as on an old laptop."""
    made = Window(preferences)
    qtbot.addWidget(made)
    made.resize(*OLD_LAPTOP)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close_study()

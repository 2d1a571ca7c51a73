"""A rehearsal: a coloured frame, a study of its own, and nothing of it left when it ends."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2

from climate_desktop.core.study import GroupKind
from climate_desktop.services import printing, rehearsal
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.ui.setup import SetUpScreen
from climate_desktop.ui.window import Window
from tests.ui.hand_over import says

GROUP = "Canalside team"


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A study with one group, closed."""
    with Study.create(tmp_path / "real.climate") as study:
        study.workshops.add_group(GROUP, GroupKind.TEAM)
        return study.path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, real: Path) -> Iterator[Window]:
    made = Window(Preferences(tmp_path / "preferences.json"))
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.open_study(real)
    yield made
    made.close_study()


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rows_of(path: Path) -> list[str]:
    """Every row of a study."""
    connection = dbapi2.connect(f"{path.as_uri()}?mode=ro", uri=True)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    rows = [f"{table} {row}" for table in tables for row in connection.execute(f"SELECT * FROM {table}")]
    connection.close()
    return rows


def rehearse(window: Window) -> Path:
    """Wants a rehearsal from the set-up; the folder of its study."""
    assert window.study is not None
    assert window.home is not None
    window.home.workshop_wanted.emit(window.study.workshops.groups()[0].group.id)
    assert window.workshop is not None
    screen = window.workshop.screen_of("setup")
    assert isinstance(screen, SetUpScreen)
    screen.rehearse.click()
    assert window.study.rehearsal
    return window.study.path.parent


def answered(study: Study, people: int = 6) -> str:
    """The only round, answered by so many and closed."""
    (card,) = study.workshops.groups()
    (round_,) = study.workshops.rounds(card.group.id)
    for _ in range(people):
        answering = study.answering(study.workshops.add_participant(round_.id).id)
        answering.consent(AGREED)
        answering.choose_voice("family")
        answer_all(answering, lambda _: 3)
        answering.finish()
    study.workshops.close_round(round_.id)
    return round_.id


def test_a_rehearsal_has_its_frame_and_word_and_the_same_group(window: Window) -> None:
    rehearse(window)
    assert window.study is not None
    assert [card.group.name for card in window.study.workshops.groups()] == [GROUP]
    assert says(window, "Rehearsal")
    assert says(window, "Nothing here counts.")
    assert says(window, "Nobody is here yet")


def test_its_people_appear_nowhere_and_the_real_study_keeps_every_byte(window: Window, real: Path) -> None:
    window.close_study()
    before = rows_of(real)
    window.open_study(real)
    folder = rehearse(window)
    bytes_before = fingerprint(real)
    assert window.study is not None
    answered(window.study)
    assert fingerprint(real) == bytes_before
    window.end_rehearsal()
    assert not folder.exists()
    assert window.study is not None
    assert window.study.path == real
    (card,) = window.study.workshops.groups()
    assert window.study.workshops.rounds(card.group.id) == ()
    assert not says(window, "Nothing here counts.")
    window.close_study()
    assert rows_of(real) == before


def test_its_end_leads_back_to_the_set_up(window: Window) -> None:
    rehearse(window)
    window.end_rehearsal()
    assert window.workshop is not None
    screen = window.workshop.screen_of("setup")
    assert screen is not None
    assert screen.isVisible()


def test_closing_the_study_or_the_window_ends_it_too(window: Window) -> None:
    folder = rehearse(window)
    window.close_study()
    assert not folder.exists()
    assert all("rehearsal" not in recent.path for recent in window.preferences.settings.recent)


def test_while_somebody_holds_the_laptop_it_cannot_be_ended(window: Window) -> None:
    rehearse(window)
    assert window.study is not None
    (card,) = window.study.workshops.groups()
    round_ = window.study.workshops.rounds(card.group.id)[0]
    person = window.study.workshops.add_participant(round_.id)
    assert window.workshop is not None
    window.workshop.hand_over_wanted.emit(person.id)
    assert not says(window, "End the rehearsal")
    assert window.participant is not None
    window.participant.release()


def test_every_page_of_its_report_says_so(tmp_path: Path) -> None:
    study, _ = rehearsal.begin(GROUP, GroupKind.TEAM)
    round_id = answered(study)
    target = tmp_path / "report.pdf"
    printing.make_report(printing.content(study, round_id), target)
    sentence = study.results.words(round_id)["say.rehearsal"]
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(target).pages]
    assert pages
    assert all(sentence in words for words in pages)
    rehearsal.end(study)


def test_only_a_rehearsal_is_erased(tmp_path: Path) -> None:
    with Study.create(tmp_path / "a.climate") as study:
        with pytest.raises(ValueError, match=tmp_path.name):
            rehearsal.end(study)
        study.mark_as_rehearsal()
        with pytest.raises(ValueError, match=tmp_path.name):
            rehearsal.end(study)
    assert study.path.is_file()

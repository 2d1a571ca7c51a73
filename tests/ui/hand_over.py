"""What the tests of the hand-over share: a round with one person, and a screen that is given to them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from climate_desktop.core.study import GroupKind, Participant
from climate_desktop.services.answering import AGREED
from climate_desktop.services.study import Study
from climate_desktop.store.tables import ANSWERS
from climate_desktop.ui.likert import Likert
from climate_desktop.ui.participant import ParticipantScreen
from climate_desktop.ui.participant_card import CardPage
from climate_desktop.ui.theme import Theme

PIN = "2468"
WORKER = Qt.Key.Key_2


def somebody(
    study: Study,
    *,
    form: str = "full",
    begun: bool = False,
    kind: GroupKind = GroupKind.TEAM,
    open_circle: bool = False,
) -> Participant:
    """A new person in a new round; `begun` when they have agreed, chosen the workers' voice and got their card.

    In an `open_circle` they are asked for their private yes or no.
    """
    workshops = study.workshops
    group = workshops.add_group(f"Group {len(workshops.groups())}", kind)
    round_ = workshops.start_round(group.id, form=form, facilitator="AJ", open_circle=open_circle)
    workshops.set_pin(round_.id, PIN)
    person = workshops.add_participant(round_.id)
    if begun:
        answering = study.answering(person.id)
        answering.consent(AGREED)
        answering.choose_voice("care_worker")
        study.cards.make(person.id)
    return person


def hand_over(qtbot: QtBot, study: Study, theme: Theme, person: Participant) -> ParticipantScreen:
    """The screen in this person's hands, 1366 by 768."""
    screen = ParticipantScreen(study, theme)
    qtbot.addWidget(screen, before_close_func=let_go)
    screen.resize(1366, 768)
    screen.begin(person.id)
    screen.show()
    return screen


def let_go(screen: QWidget) -> None:
    """Releases the screen, so that a test can end."""
    assert isinstance(screen, ParticipantScreen)
    screen.release()


def keys(qtbot: QtBot, screen: QWidget, *pressed: Qt.Key) -> None:
    """Presses keys where the keyboard is."""
    for key in pressed:
        QTest.keyClick(screen.focusWidget() or screen, key)


def start(qtbot: QtBot, screen: QWidget) -> None:
    """Agrees, chooses the workers' voice, takes the card and stands at the first statement."""
    keys(qtbot, screen, Qt.Key.Key_1, Qt.Key.Key_Return, WORKER, Qt.Key.Key_Return)
    if any(card.isVisible() for card in screen.findChildren(CardPage)):
        keys(qtbot, screen, Qt.Key.Key_Return)


def likert(screen: QWidget) -> Likert:
    found = screen.findChild(Likert)
    assert isinstance(found, Likert)
    return found


def rows(screen: QWidget) -> list[QRadioButton]:
    """The five answers of the present statement, in order."""
    return likert(screen).findChildren(QRadioButton)


def stored_ways(study: Study, person: Participant) -> dict[str, tuple[int | None, str, str]]:
    """Value, mode and helper of each answer that is stored for this person, by item."""
    mine = select(ANSWERS).where(ANSWERS.c.participant_id == person.id)
    found = study._store.call(lambda rows: list(rows._connection.execute(mine)))  # noqa: SLF001 - what is in the file
    return {row.item_id: (row.value, row.mode, row.helper) for row in found}


def press(screen: QWidget, words: str) -> None:
    """Presses the visible button with these words."""
    shown = [b for b in screen.findChildren(QAbstractButton) if b.isVisible() and b.text() == words]
    assert len(shown) == 1, f"{len(shown)} buttons say “{words}”"
    assert shown[0].isEnabled(), f"“{words}” is disabled"
    shown[0].click()


def says(screen: QWidget, words: str) -> bool:
    """True when a visible label or notice holds these words."""
    return any(label.isVisible() and words in label.text() for label in screen.findChildren(QLabel))


def everything_told(screen: QWidget) -> Iterator[str]:
    """Every word that any part of the screen holds or would tell a screen reader, shown or not."""
    for child in (screen, *screen.findChildren(QObject)):
        for name in ("text", "accessibleName", "accessibleDescription", "toolTip", "placeholderText"):
            value = child.property(name)
            if isinstance(value, str):
                yield value
        if isinstance(child, QWidget):
            told = QAccessible.queryAccessibleInterface(child)
            if told is not None:
                for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
                    yield told.text(kind)
                for place in range(told.childCount()):
                    inner = told.child(place)
                    if inner is not None:
                        yield inner.text(QAccessible.Text.Name)

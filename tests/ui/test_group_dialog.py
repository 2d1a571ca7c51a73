"""Making a group, and choosing one."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from climate_desktop.core.study import GroupKind
from climate_desktop.services.study import Study
from climate_desktop.ui.group_dialog import GroupDialog, WhichGroupDialog
from climate_desktop.ui.theme import Theme


def test_a_circle_is_made_with_the_name_it_was_given(qtbot: QtBot, study: Study, theme: Theme) -> None:
    dialog = GroupDialog(study, theme)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.name, "  Canalside circle ")
    dialog.circle.click()
    dialog.make.click()
    assert dialog.group is not None
    assert (dialog.group.name, dialog.group.kind) == ("Canalside circle", GroupKind.CIRCLE)
    assert study.workshops.group(dialog.group.id) == dialog.group


def test_a_name_that_is_missing_or_taken_is_said_below_the_field(qtbot: QtBot, study: Study, theme: Theme) -> None:
    study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    dialog = GroupDialog(study, theme)
    qtbot.addWidget(dialog)
    dialog.make.click()
    assert "needs a name" in dialog.name.accessibleDescription()
    QTest.keyClicks(dialog.name, "beck lane TEAM")
    assert "needs a name" not in dialog.name.accessibleDescription()
    dialog.make.click()
    assert "already" in dialog.name.accessibleDescription()
    assert dialog.group is None
    assert len(study.workshops.groups()) == 1


def test_a_team_is_made_unless_a_circle_is_chosen(qtbot: QtBot, study: Study, theme: Theme) -> None:
    dialog = GroupDialog(study, theme)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.name, "Beck Lane")
    dialog.make.click()
    assert dialog.group is not None
    assert dialog.group.kind is GroupKind.TEAM


def test_the_current_group_is_offered_first(qtbot: QtBot, study: Study, theme: Theme) -> None:
    groups = [study.workshops.add_group(name, GroupKind.TEAM) for name in ("a", "b", "c")]
    dialog = WhichGroupDialog(groups, theme, current=groups[1].id)
    qtbot.addWidget(dialog)
    dialog.choose.click()
    assert dialog.group_id == groups[1].id


def test_a_new_group_may_be_wanted_instead(qtbot: QtBot, study: Study, theme: Theme) -> None:
    groups = [study.workshops.add_group("a", GroupKind.TEAM)]
    dialog = WhichGroupDialog(groups, theme)
    qtbot.addWidget(dialog)
    dialog.new.click()
    assert (dialog.result(), dialog.group_id) == (1, "")

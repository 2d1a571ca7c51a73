"""Kill -9 in the middle of a participant: every ticked answer is there when the study is opened again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from climate_desktop import paths
from climate_desktop.core.study import GroupKind, Progress
from climate_desktop.services.study import Study, check_study

WINDOW = Path(__file__).with_name("answering_window.py")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("ticks", [1, 7, 23, 44])
def test_every_ticked_answer_survives_a_kill(tmp_path: Path, ticks: int) -> None:
    path = tmp_path / "hall.climate"
    with Study.create(path) as study:
        group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
        round_ = study.workshops.start_round(group.id)
        person = study.workshops.add_participant(round_.id)
    environment = os.environ | {"PYTHONPATH": str(paths.rubrics().parent), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, str(WINDOW), str(path), person.id, round_.id],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as window:
        assert window.stdout is not None
        ticked = [window.stdout.readline() for _ in range(ticks)]
        window.send_signal(signal.SIGKILL)
        ticked += window.stdout.readlines()
    acknowledged = dict(line.split() for line in ticked if line.endswith("\n"))
    assert len(acknowledged) >= ticks
    with Study.open(path) as study:
        stored = {item: str(int(value)) for item, value in study.answering(person.id).answers().items()}
        assert acknowledged.items() <= stored.items()
        again = study.answering(person.id).participant
        assert again.progress is Progress.BEGUN
        assert again.consented
        assert again.at_item == min(len(stored), 47)
    assert check_study(path) == ()
    assert sorted(p.name for p in tmp_path.glob("hall*")) == ["hall.climate"]

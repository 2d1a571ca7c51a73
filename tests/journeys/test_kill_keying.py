"""Kill -9 between the keys of a paper sheet: every key that was said to be saved is there when the study opens again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from climate_desktop import paths
from climate_desktop.core.form_code import form_code
from climate_desktop.core.study import GroupKind, Progress
from climate_desktop.services.keying import Keyed
from climate_desktop.services.study import Study, check_study

WINDOW = Path(__file__).with_name("keying_window.py")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("keys", [1, 17, 47, 60])
def test_every_saved_key_survives_a_kill(tmp_path: Path, keys: int) -> None:
    """The first 48 keys are those of the first keying, then come those of the second."""
    path = tmp_path / "hall.climate"
    with Study.create(path) as study:
        group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
        round_ = study.workshops.start_round(group.id)
        code = form_code(study.workshops.pack(round_.id).text, "family", "full")
    environment = os.environ | {"PYTHONPATH": str(paths.rubrics().parent), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, str(WINDOW), str(path), round_.id, code], stdout=subprocess.PIPE, text=True, env=environment
    ) as window:
        assert window.stdout is not None
        said = [window.stdout.readline() for _ in range(keys)]
        window.send_signal(signal.SIGKILL)
        said += window.stdout.readlines()
    told = [line.split() for line in said if line.endswith("\n")]
    assert len(told) >= keys
    with Study.open(path) as study:
        (sheet,) = study.keying.sheets(round_.id)
        person = sheet.participant
        stored = {item: str(int(value)) for item, value in study.answering(person.id).answers().items()}
        assert {item: value for times, item, value in told if times == "first"}.items() <= stored.items()
        again = {item: value for times, item, value in told if times == "again"}
        if again:
            kept = study.keying.begin_again(person.id, "AJ").answers()
            assert again.items() <= {item: str(int(value)) for item, value in kept.items()}.items()
            assert (sheet.state, person.progress) == (Keyed.BEGUN_AGAIN, Progress.FINISHED)
        elif sheet.state is Keyed.BEGUN:
            assert study.keying.go_on(person.id, "AJ").answers().keys() == stored.keys()
    assert check_study(path) == ()
    assert sorted(p.name for p in tmp_path.glob("hall*")) == ["hall.climate"]

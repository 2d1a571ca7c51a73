"""What every test shares: no screen, no network settings of the person at the keyboard, no stray log line."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import hypothesis
import platformdirs
import pytest

hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["climate-desktop"]


@pytest.fixture(autouse=True)
def _cycles_wait_for_the_end_of_the_test() -> Iterator[None]:
    """Keeps the collector out of the middle of Qt's work, as ui/collecting.py does in the program."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture(autouse=True, scope="module")
def _cycles_wait_no_longer_than_the_module() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, so that no test reads or writes the preferences of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for kind in ("config", "data", "documents"):
        folder = home / kind
        folder.mkdir()
        monkeypatch.setattr(platformdirs, f"user_{kind}_path", lambda *_, folder=folder, **__: folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))  # for processes that a test starts
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(home / "documents"))
    return home


@pytest.fixture(autouse=True)
def _no_stray_log_lines(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test that lets a warning into the log; one that means to provoke it calls `caplog.clear()`."""
    yield
    stray = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not stray, f"stray log lines: {stray}"

"""The battery, as a Linux system tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from climate_desktop.services.power import Battery, battery


def supply(folder: Path, name: str, **files: str) -> None:
    (folder / name).mkdir()
    for file, text in files.items():
        (folder / name / file).write_text(f"{text}\n")


@pytest.mark.parametrize(
    ("charge", "status", "found", "lasts"),
    [
        ("82", "Discharging", Battery(82, plugged=False), True),
        ("49", "Discharging", Battery(49, plugged=False), False),
        ("7", "Charging", Battery(7, plugged=True), True),
        ("140", "Full", Battery(100, plugged=True), True),
    ],
)
def test_a_battery_is_read(tmp_path: Path, charge: str, status: str, found: Battery, lasts: bool) -> None:
    supply(tmp_path, "AC", type="Mains", online="1")
    supply(tmp_path, "BAT0", type="Battery", capacity=charge, status=status)
    assert battery(tmp_path) == found
    assert found.lasts is lasts


def test_the_battery_of_a_mouse_is_none_of_the_laptop(tmp_path: Path) -> None:
    supply(tmp_path, "hid-mouse", type="Battery", scope="Device", capacity="3", status="Discharging")
    assert battery(tmp_path) is None


def test_where_nothing_is_told_there_is_none(tmp_path: Path) -> None:
    assert battery(tmp_path / "nowhere") is None
    supply(tmp_path, "BAT0", type="Battery", capacity="unknown")
    assert battery(tmp_path) is None

"""The battery of this laptop, as far as the system tells."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
LOW = 50
"""Per cent below which a battery is not sure to last an afternoon."""


@dataclass(frozen=True)
class Battery:
    """Its charge in per cent, and whether the laptop is plugged in."""

    charge: int
    plugged: bool

    @property
    def lasts(self) -> bool:
        """True when it is plugged in or charged enough."""
        return self.plugged or self.charge >= LOW


def battery(supplies: Path = SUPPLIES) -> Battery | None:
    """The battery with the least charge; None where there is none or the system does not tell."""
    found: list[Battery] = []
    with suppress(OSError):
        for supply in sorted(supplies.iterdir()):
            with suppress(OSError, ValueError):
                if (supply / "type").read_text().strip() != "Battery" or _says(supply / "scope") == "Device":
                    continue
                charge = int((supply / "capacity").read_text())
                found.append(Battery(min(max(charge, 0), 100), _says(supply / "status") in ("Charging", "Full")))
    return min(found, key=lambda one: one.charge, default=None)


def _says(file: Path) -> str:
    """What a file says; nothing where it is not there."""
    return file.read_text().strip() if file.exists() else ""

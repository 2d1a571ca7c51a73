"""What the program remembers between two starts: recent studies, theme, text size, last folder."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from climate_desktop import paths

THEMES = ("auto", "light", "dark", "contrast_light", "contrast_dark")
SCALES = (1.0, 1.25, 1.5, 2.0)
USUAL, LONG, NEVER = PATIENCE = ("usual", "long", "never")
"""How long the hand-over waits for somebody who does not touch it."""
MOST_RECENT = 8


@dataclass(frozen=True)
class Recent:
    """A study that was opened on this laptop, and when, in UTC."""

    path: str
    opened_at: str
    practice: bool = False


@dataclass(frozen=True)
class Settings:
    """Every setting with its default. `window` is x, y, width, height in pixels, or empty."""

    theme: str = "auto"
    scale: float = 1.0
    last_folder: str = ""
    window: tuple[int, ...] = ()
    recent: tuple[Recent, ...] = field(default_factory=tuple)
    patience: str = USUAL


class Preferences:
    """The settings and the file that keeps them.

    A file that cannot be read counts as none; one that cannot be written is no reason to stop anybody.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or paths.config_dir() / "preferences.json"
        self.settings = _read(self._file)

    def change(self, **values: object) -> None:
        """Set these settings and keep them."""
        self.settings = replace(self.settings, **values)  # type: ignore[arg-type]
        with suppress(OSError):
            _write(self._file, self.settings)

    def remember(self, path: Path, *, practice: bool = False) -> None:
        """Put a study first in the list of recent ones."""
        entry = Recent(str(path), datetime.now(UTC).isoformat(timespec="seconds"), practice)
        others = tuple(r for r in self.settings.recent if r.path != entry.path)
        self.change(recent=(entry, *others)[:MOST_RECENT])

    def forget(self, path: str) -> None:
        """Take a study off the list; its file stays."""
        self.change(recent=tuple(r for r in self.settings.recent if r.path != path))


def _read(file: Path) -> Settings:
    try:
        data = json.loads(file.read_text("utf-8"))
        settings = Settings(
            theme=data["theme"] if data["theme"] in THEMES else "auto",
            scale=data["scale"] if data["scale"] in SCALES else 1.0,
            last_folder=str(data["last_folder"]),
            window=tuple(int(n) for n in data["window"]),
            recent=tuple(Recent(str(r["path"]), str(r["opened_at"]), r["practice"] is True) for r in data["recent"]),
            patience=data["patience"] if data.get("patience") in PATIENCE else USUAL,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()
    return settings


def _write(file: Path, settings: Settings) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".preferences")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(asdict(settings), out, indent=1)
    Path(name).replace(file)

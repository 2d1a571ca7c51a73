"""Asking where a study is, or where a new one shall be kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from climate_desktop import paths
from climate_desktop.services.study import SUFFIX

if TYPE_CHECKING:
    from climate_desktop.services.preferences import Preferences


def ask_new_study(parent: QWidget, preferences: Preferences) -> Path | None:
    """Where a new study shall be kept, with its ending; None when the person thought better of it."""
    first = start_folder(preferences) / _tr("our-study{ending}").format(ending=SUFFIX)
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        _tr("Make a new study: choose its name and place"),
        str(first),
        _kinds(),
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def ask_study(parent: QWidget, preferences: Preferences, *, lost: Path | None = None) -> Path | None:
    """Which study is to be opened; `lost` is one that is not where it was. None when the person thought better of it."""
    head = _tr("Open a study") if lost is None else _tr("Where is {name} now?").format(name=lost.name)
    folder = start_folder(preferences)
    chosen, _ = QFileDialog.getOpenFileName(parent, head, str(folder), _kinds())
    return Path(chosen) if chosen else None


def start_folder(preferences: Preferences) -> Path:
    """The folder that was used last, or the person's own documents, or their own folder."""
    last = Path(preferences.settings.last_folder) if preferences.settings.last_folder else None
    for folder in (last, paths.documents_dir(), Path.home()):
        if folder is not None and folder.is_dir():
            return folder
    return Path.cwd()


def example_folder() -> Path:
    """The folder of the example study, always the same: the person's own documents, or their own folder."""
    return paths.documents_dir() if paths.documents_dir().is_dir() else Path.home()


def _kinds() -> str:
    return _tr("Studies (*{ending})").format(ending=SUFFIX) + ";;" + _tr("All files (*)")


def _tr(words: str) -> str:
    return QCoreApplication.translate("study_files", words)

"""The walls of the house: who may import whom, and the two other gates every line passes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "climate_desktop"
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = 'lint-imports'; "
LINT_IMPORTS += "lint_imports_command()"


def test_every_import_keeps_the_contracts() -> None:
    done = contracts(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("core/study.py", "import climate_desktop.services", "imports go down only"),
        ("services/__init__.py", "import climate_desktop.ui", "imports go down only"),
        ("store/__init__.py", "import climate_desktop.report", "imports go down only"),
        ("packs/__init__.py", "import climate_desktop.store", "imports go down only"),
        ("exchange/__init__.py", "import climate_desktop.packs", "imports go down only"),
        ("paths.py", "import climate_desktop.core", "imports go down only"),
        ("utils.py", "", "imports go down only"),
        ("ui/__init__.py", "import climate_desktop.store", "screens and commands reach"),
        ("cli/commands.py", "import climate_desktop.report", "screens and commands reach"),
        ("cli/commands.py", "import climate_desktop.exchange", "screens and commands reach"),
        ("app.py", "import climate_desktop.packs", "screens and commands reach"),
        ("services/__init__.py", "from PySide6.QtCore import QObject", "Qt lives in"),
        ("cli/commands.py", "import PySide6", "Qt lives in"),
        ("services/__init__.py", "import sqlalchemy", "SQL lives in"),
        ("core/study.py", "import sqlite3", "SQL lives in"),
        ("services/__init__.py", "import reportlab.lib", "ReportLab lives in"),
        ("services/__init__.py", "import openpyxl", "spreadsheets are read and written"),
        ("core/study.py", "import os", "core knows no clock"),
        ("core/scoring.py", "import time", "core knows no clock"),
        ("store/__init__.py", "import platformdirs", "only paths asks"),
    ],
)
def test_a_broken_contract_is_found(module: str, line: str, contract: str, tmp_path: Path) -> None:
    """A gate that cannot fail guards nothing."""
    shutil.copytree(PACKAGE, tmp_path / "climate_desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    broken = tmp_path / "climate_desktop" / module
    with broken.open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")
    done = contracts(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert any(contract in row and "BROKEN" in row for row in done.stdout.splitlines()), done.stdout


def test_ruff_has_nothing_to_say() -> None:
    done = call("-m", "ruff", "check", "--quiet", "--output-format", "concise", ".")
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_has_nothing_to_say() -> None:
    done = call("-m", "mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """What lint-imports says about the package in this folder."""
    return call("-c", LINT_IMPORTS, "--no-cache", folder=folder)


def call(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, encoding="utf-8")

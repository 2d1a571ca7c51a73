"""The two commands of the README, the lock they install from, and the promise that they need nothing first."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "packaging" / "dev.py"
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

only_posix = pytest.mark.skipif(os.name == "nt", reason="makes commands out of shell scripts")


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """A fresh packaging/dev.py that believes in an empty checkout and in no display."""
    spec = importlib.util.spec_from_file_location("dev", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("pyproject.toml", "requirements.lock"):
        (checkout / name).write_bytes((ROOT / name).read_bytes())
    places = {"ROOT": checkout, "VENV": checkout / ".venv", "LOCK": checkout / "requirements.lock"}
    places["STAMP"] = places["VENV"] / "set-up-done"
    for name, place in places.items():
        monkeypatch.setattr(module, name, place)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return module


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that alone makes up PATH, for made-up commands."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def command(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    path.chmod(0o755)


def test_the_script_needs_nothing_but_the_standard_library_and_an_old_python_can_read_it() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_the_readme_begins_with_the_two_commands_and_ci_runs_its_test_command() -> None:
    run, test = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:2]
    assert (run.strip(), test.strip()) == ("python3 packaging/dev.py run", "python3 packaging/dev.py test")
    assert test.strip() in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_without_a_display_one_sentence_says_what_to_do(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    assert dev.main(["run"]) == 1
    told = capsys.readouterr().err
    assert "--demo" in told
    assert "xvfb-run" in told
    assert told.count("\n") == 1
    assert not dev.VENV.exists()


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["walk"], 2), (["--help"], 0)])
def test_a_wrong_word_is_answered_with_the_usage(
    dev: ModuleType, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == code
    assert capsys.readouterr().err.startswith("usage:")


@pytest.mark.parametrize(
    ("arguments", "window"),
    [([], True), (["hall.climate"], True), (["list", "hall.climate"], False), (["self-check"], False)],
)
def test_only_the_window_asks_for_a_display(dev: ModuleType, arguments: list[str], window: bool) -> None:
    assert dev.opens_a_window(arguments) is window


@only_posix
def test_the_demo_needs_no_display_and_spares_what_an_earlier_one_made(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.chdir(tmp_path)
    command(dev.in_venv("climate-desktop"), 'echo "$@"; mkdir "$2"')
    for folder in ("demo", "demo-2", "demo-3"):
        assert dev.main(["run", "--demo", "--seed", "7"]) == 0
        told = capfd.readouterr()
        assert told.out.split() == ["demo", folder, "--seed", "7"]
        assert told.err.split()[-1] == str(tmp_path / folder)
    command(dev.in_venv("climate-desktop"), "exit 1")
    assert dev.main(["run", "--demo"]) == 1
    assert "are in" not in capfd.readouterr().err


@only_posix
def test_an_interpreter_is_run_before_it_is_believed_in(
    dev: ModuleType, commands: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pyenv shim exists for every version and fails for those that are not installed."""
    monkeypatch.setattr(sys, "executable", "")
    command(commands / "python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127")
    command(commands / "python3.12", "echo 3 8")
    command(commands / "python3.11", "echo 3 11")
    assert dev.find_python() == ["python3.11"]
    (commands / "python3.11").unlink()
    with pytest.raises(dev.Trouble, match=r"Python 3\.11 to 3\.14 is needed"):
        dev.find_python()


@only_posix
def test_what_is_set_up_already_is_not_set_up_again(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[list[str]] = []
    monkeypatch.setattr(dev, "step", lambda words, *_, **__: done.append(words))
    monkeypatch.setattr(dev, "provide_qt_libraries", lambda: None)
    command(dev.in_venv("python"), "echo 3 11")
    dev.set_up()
    assert [words[1:3] for words in done] == [["-m", "pip"], ["-m", "pip"]]
    assert "--require-hashes" in done[0]
    done.clear()
    dev.set_up()
    assert done == []
    with dev.LOCK.open("a", encoding="utf-8") as lock:
        lock.write("another==1.0\n")
    dev.set_up()
    assert len(done) == 2


@only_posix
def test_a_failed_set_up_is_one_sentence_and_is_tried_again(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "provide_qt_libraries", lambda: None)
    command(dev.in_venv("python"), 'case "$*" in *pip*) exit 1;; *) echo 3 11;; esac')
    for _ in range(2):
        assert dev.main(["setup"]) == 1
        assert capsys.readouterr().err.splitlines()[-1].startswith("The packages could not be installed")


def test_a_strange_folder_named_venv_is_left_alone(dev: ModuleType) -> None:
    dev.VENV.mkdir()
    (dev.VENV / "letter.txt").write_text("Dear Ada", encoding="utf-8")
    with pytest.raises(dev.Trouble, match="in the way"):
        dev.make_venv()
    assert (dev.VENV / "letter.txt").exists()


@only_posix
def test_missing_libraries_are_installed_by_root_and_named_to_others(
    dev: ModuleType, commands: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command(commands / "apt-get", f'echo "$@" >> "{tmp_path}/asked"; test -e "{tmp_path}/fetched" -o "$1" = update')
    monkeypatch.setattr(dev, "is_root", lambda: False)
    with pytest.raises(dev.Trouble, match="sudo apt-get install libegl1"):
        dev.provide_packages(["libegl1"], "Qt does not start")
    assert not (tmp_path / "asked").exists()
    monkeypatch.setattr(dev, "is_root", lambda: True)
    with pytest.raises(dev.Trouble, match="could not install libegl1"):
        dev.provide_packages(["libegl1"], "Qt does not start")
    words = [line.split()[0] for line in (tmp_path / "asked").read_text(encoding="utf-8").splitlines()]
    assert words == ["install", "update", "install"]


def test_a_system_without_apt_is_told_the_names(dev: ModuleType, commands: Path) -> None:
    with pytest.raises(dev.Trouble, match="please install what Debian calls libegl1, libgl1"):
        dev.provide_packages(["libegl1", "libgl1"], "Qt does not start")


def test_every_dependency_is_locked_with_hashes() -> None:
    named = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    named += [word for group in PROJECT["dependency-groups"].values() for word in group if isinstance(word, str)]
    locked = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE))
    for requirement in named:
        name, pin = re.findall(r"^([\w-]+)(?:==(.+)|.*)$", requirement)[0]
        assert locked[name.lower()] == (pin or locked[name.lower()])
    blocks = re.split(r"\n(?=[^\s#])", LOCK)[1:]
    assert len(blocks) > len(named)
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_the_lock_names_no_host_and_no_folder() -> None:
    assert not re.search(r"https?://|--(extra-)?index|--find-links|(?<!\w)/\w+/|file:", LOCK)

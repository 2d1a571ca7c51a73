"""Opens the program or runs its tests from a fresh checkout, and does all the set-up for it.

    python3 packaging/dev.py run [arguments]      the program; `run --demo` makes the example study in ./demo
    python3 packaging/dev.py test [arguments]     every test, with ruff, mypy and the import contracts among them
    python3 packaging/dev.py setup                the set-up alone
    python3 packaging/dev.py lock                 requirements.lock again, after a change in pyproject.toml

Needs Python 3.11 or later and nothing else: standard library only, so that it runs before anything is installed. Its
own messages go to standard error. Written so that an older Python can read it far enough to find a newer one.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "set-up-done"
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")

ON_ALL_CORES = ("-n", "auto", "--dist", "worksteal")
"""Tests run beside each other; `test -n 0` runs them one after another, for a debugger."""

OLDEST, NEWEST = (3, 11), (3, 14)
"""The Python versions the locked packages are made for, both included."""

QT_PACKAGES = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libglib2.0-0",
    "libfontconfig1",
    "libfreetype6",
)
"""What Qt needs on Debian and its relatives, with and without a screen."""

X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt needs besides for a window under X11: the library it loads, and the Debian package that has it."""

QT_TRIAL = """
from PySide6 import QtPdf, QtPdfWidgets, QtPrintSupport, QtSvg, QtSvgWidgets
from PySide6.QtWidgets import QApplication
QApplication([])
"""

USAGE = "usage: dev.py run [arguments] | run --demo | test [pytest arguments] | setup | lock"


class Trouble(Exception):
    """Something the person at the keyboard can act on, as one sentence."""


def main(arguments: list[str]) -> int:
    """The exit code: the program's own or pytest's, 1 when the set-up failed, 2 for wrong usage."""
    verbs = {"run": run, "test": test, "setup": set_up_only, "lock": lock}
    if not arguments or arguments[0] not in verbs:
        say(USAGE)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        return verbs[arguments[0]](arguments[1:])
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Opens the program, or makes the example study with `--demo`."""
    demo = free_folder("demo") if "--demo" in arguments else None
    if demo:
        arguments = ["demo", demo, *(argument for argument in arguments if argument != "--demo")]
    elif opens_a_window(arguments) and not display_exists(os.environ):
        raise Trouble(
            "There is no display to open a window on: add --demo to make the example study without one, "
            "or put “xvfb-run -a” before the command."
        )
    set_up()
    if opens_a_window(arguments):
        provide_window_libraries()
    command = [str(in_venv("climate-desktop")), *arguments]
    if demo is None:
        return hand_over(command)
    code = subprocess.run(command, check=False).returncode
    if code == 0:
        say(f"The example study and its reports are in {Path(demo).resolve()}")
    return code


def test(arguments: list[str]) -> int:
    """Runs the suite; ruff, mypy and the import contracts are tests in it."""
    set_up()
    os.chdir(ROOT)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return hand_over([str(in_venv("python")), "-m", "pytest", *ON_ALL_CORES, *arguments])


def set_up_only(_arguments: list[str]) -> int:
    """Makes everything ready, so that the other two need no network."""
    set_up()
    say("Ready.")
    return 0


def lock(arguments: list[str]) -> int:
    """Writes requirements.lock for every system and Python at once; `--upgrade` takes the newest versions."""
    python = find_python()
    provide_venv_module(python)
    with tempfile.TemporaryDirectory() as scratch:
        step([*python, "-m", "venv", scratch], "A scratch environment could not be made")
        scripts = Path(scratch) / ("Scripts" if WINDOWS else "bin")
        step([str(scripts / "python"), "-m", "pip", "install", "--quiet", "uv"], "uv could not be installed")
        command = [str(scripts / "uv"), "pip", "compile", "--universal", "--python-version", "3.11", "--quiet"]
        command += ["--generate-hashes", "--no-header", "--no-annotate", "--group", "dev", "pyproject.toml"]
        step([*command, "--output-file", LOCK.name, *arguments], "The versions could not be worked out", folder=ROOT)
    header = "# Everything that runs, tests and checks Climate Desktop, on Windows, macOS and Linux.\n"
    header += "# To renew: python3 packaging/dev.py lock (with --upgrade for the newest versions).\n"
    lines = [line for line in LOCK.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    LOCK.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


# The set-up


def set_up() -> None:
    """Makes .venv with exactly the locked versions and the system's libraries; at once when that is done already."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted and suits([str(in_venv("python"))]):
        return
    say("Setting up, the first time only. This fetches some 300 MB and takes a few minutes.")
    if suits([str(in_venv("python"))]):
        STAMP.unlink(missing_ok=True)
    else:
        make_venv()
    pip = [str(in_venv("python")), "-m", "pip", "--disable-pip-version-check", "install"]
    locked = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK)]
    step([*pip, *locked], "The packages could not be installed; is the network there? pip says why above")
    checkout = ["--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)]
    step([*pip, "--quiet", *checkout], "The program itself could not be put into .venv; pip says why above")
    provide_qt_libraries()
    STAMP.write_text(wanted, encoding="utf-8")


def fingerprint() -> str:
    """Changes when the lock, the project or the place of the checkout changes."""
    digest = hashlib.sha256()
    for part in (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def make_venv() -> None:
    """Makes .venv anew with the first Python that works."""
    if VENV.exists():
        if not (VENV / "pyvenv.cfg").is_file():
            raise Trouble(f"{VENV} is in the way and is no Python environment: please move it, then try again.")
        shutil.rmtree(VENV)
    python = find_python()
    provide_venv_module(python)
    step([*python, "-m", "venv", str(VENV)], f"{VENV} could not be made")


def find_python() -> list[str]:
    """The command of a Python that suits and really starts: the running one first."""
    names = [f"python{OLDEST[0]}.{minor}" for minor in (13, 12, 11, 14)]
    candidates = [[sys.executable], *([name] for name in names), ["python3"], ["python"]]
    if WINDOWS:
        candidates.append(["py", "-3"])
    for command in candidates:
        if command[0] and not command[0].startswith(str(VENV)) and suits(command):
            return command
    raise Trouble(
        f"Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]} is needed and none was found: "
        "please install it, then try again."
    )


def suits(command: list[str]) -> bool:
    """True when this Python starts and is of a version we take. A pyenv shim may exist and fail."""
    try:
        words = "import sys; print(*sys.version_info[:2])"
        answer = subprocess.run([*command, "-c", words], check=True, capture_output=True, text=True, timeout=60)
        major, minor = (int(word) for word in answer.stdout.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    return OLDEST <= (major, minor) <= NEWEST


def provide_venv_module(python: list[str]) -> None:
    """Sees to it that this Python can make environments: Debian keeps that in a package of its own."""
    check = [*python, "-c", "import ensurepip, venv"]
    if subprocess.run(check, check=False, capture_output=True).returncode == 0:
        return
    words = "import sys; print('python%d.%d-venv' % sys.version_info[:2])"
    package = subprocess.run([*python, "-c", words], check=True, capture_output=True, text=True).stdout.strip()
    provide_packages([package], "Python cannot make environments here")


def provide_qt_libraries() -> None:
    """Sees to it that Qt starts without a screen."""
    if not LINUX:
        return
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    trial = [str(in_venv("python")), "-c", QT_TRIAL]
    if subprocess.run(trial, check=False, capture_output=True, env=environment).returncode == 0:
        return
    provide_packages(list(QT_PACKAGES), "Qt does not start without some libraries of the system")
    again = subprocess.run(trial, check=False, capture_output=True, text=True, env=environment)
    if again.returncode != 0:
        raise Trouble(f"Qt does not start: {last_line(again.stderr)}")


def provide_window_libraries() -> None:
    """Sees to it that Qt can open a window under X11."""
    if not LINUX or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return
    missing = [package for library, package in X11_LIBRARIES.items() if not loads(library)]
    if missing:
        provide_packages(missing, "A window needs some libraries of the system")


def provide_packages(packages: list[str], reason: str) -> None:
    """Installs packages of the system, or says by which command a person can."""
    if shutil.which("apt-get") is None:
        names = ", ".join(packages)
        raise Trouble(f"{reason}: please install what Debian calls {names}, then try again.")
    if not is_root():
        raise Trouble(f"{reason}: please run “sudo apt-get install {' '.join(packages)}”, then try again.")
    say(f"{reason}. Installing {', '.join(packages)}.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if subprocess.run(install, check=False, capture_output=True, env=environment).returncode != 0:
        step(["apt-get", "update"], "The list of the system's packages could not be fetched; is the network there?")
        step(install, f"The system's package manager could not install {', '.join(packages)}", environment=environment)


# Small things


def opens_a_window(arguments: list[str]) -> bool:
    """True for no argument or a study alone; everything else is a word for the command line."""
    return not arguments or (len(arguments) == 1 and arguments[0].endswith(".climate"))


def free_folder(name: str) -> str:
    """The name, or the name with the next number when something of that name is in the current folder."""
    number = 1
    while Path(name if number == 1 else f"{name}-{number}").exists():
        number += 1
    return name if number == 1 else f"{name}-{number}"


def display_exists(environment: os._Environ[str] | dict[str, str]) -> bool:
    """False on a Linux without X11 and Wayland, unless Qt was told to draw elsewhere."""
    return not LINUX or any(environment.get(key) for key in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def is_root() -> bool:
    """True when this person may install packages of the system."""
    if sys.platform == "win32":
        return False
    return os.geteuid() == 0


def loads(library: str) -> bool:
    """True when the system has this shared library."""
    with contextlib.suppress(OSError):
        ctypes.CDLL(library)
        return True
    return False


def in_venv(name: str) -> Path:
    """The path of a command in .venv."""
    return VENV / "Scripts" / f"{name}.exe" if WINDOWS else VENV / "bin" / name


def step(
    command: list[str], sentence: str, folder: Path | None = None, environment: dict[str, str] | None = None
) -> None:
    """Runs one command with its words on standard error. Raises Trouble with the sentence when it fails."""
    try:
        code = subprocess.run(command, check=False, stdout=sys.stderr, cwd=folder, env=environment).returncode
    except OSError as error:
        raise Trouble(f"{sentence}: {error.strerror}.") from error
    if code != 0:
        raise Trouble(f"{sentence}.")


def hand_over(command: list[str]) -> int:
    """Becomes the command, so that signals reach it; on Windows, which cannot, waits for its exit code."""
    if not WINDOWS:
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def last_line(text: str) -> str:
    """The last line that says something, or a stand-in."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given"


def say(sentence: str) -> None:
    """Tells the person at the keyboard."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Where bundled files and the user's files are; the only module that asks.

The user's folders may not exist yet: whoever writes there makes them.
"""

from pathlib import Path

import platformdirs

_HERE = Path(__file__).resolve().parent
_PROGRAM = "climate-desktop"


def resources() -> Path:
    """The bundled folder of icons, fonts, translations and help.

    Raises FileNotFoundError, with one sentence to show, when the installation has lost it.
    """
    return _bundled("resources")


def rubrics() -> Path:
    """The bundled folder that holds one folder for each rubric pack.

    Raises FileNotFoundError, with one sentence to show, when the installation has lost it.
    """
    return _bundled("rubrics")


def config_dir() -> Path:
    """The folder for this user's preferences and recent studies."""
    return platformdirs.user_config_path(_PROGRAM, appauthor=False)


def data_dir() -> Path:
    """The folder for what the program keeps for this user, such as added packs; never the studies themselves."""
    return platformdirs.user_data_path(_PROGRAM, appauthor=False)


def documents_dir() -> Path:
    """The folder offered first when a study or a report is saved: the user's own documents."""
    return platformdirs.user_documents_path()


def _bundled(name: str) -> Path:
    """The folder beside this file (wheel, frozen program) or one folder up (checkout)."""
    for folder in (_HERE / name, _HERE.parent / name):
        if folder.is_dir():
            return folder
    message = f"The folder “{name}” is missing from Climate Desktop ({_HERE}). Please install the program again."
    raise FileNotFoundError(message)

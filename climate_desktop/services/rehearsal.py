"""A rehearsal: one round of a group in a study of its own, which is thrown away at its end.

The real study is not even open meanwhile, so nobody of a rehearsal can appear in its totals, exports or backups.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from climate_desktop.core.errors import KnownError
from climate_desktop.core.study import GroupKind
from climate_desktop.services.library import Library
from climate_desktop.services.study import SUFFIX, Study
from climate_desktop.services.workshops import DEFAULT_PACK

_FOLDER = "climate-desktop-rehearsal-"


def begin(
    name: str, kind: GroupKind, *, pack_id: str = DEFAULT_PACK, form: str = "full", library: Library | None = None
) -> tuple[Study, str]:
    """A throw-away study with one group of this name and kind and one open round; the study and the round's id.

    PackNotFound or PackBroken when the questions cannot be asked, DiskFull when there is no room for it.
    """
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER))
    try:
        study = Study.create(folder / f"rehearsal{SUFFIX}", practice=True, library=library)
    except KnownError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    try:
        study.mark_as_rehearsal()
        group = study.workshops.add_group(name, kind)
        round_ = study.workshops.start_round(group.id, pack_id=pack_id, form=form)
    except KnownError:
        end(study)
        raise
    return study, round_.id


def end(study: Study) -> None:
    """Closes the study and erases its folder. ValueError for a study that is no rehearsal: nothing is erased then."""
    folder = study.path.parent
    if not study.rehearsal or not folder.name.startswith(_FOLDER):
        raise ValueError(folder.name)
    with suppress(KnownError):
        study.close()
    shutil.rmtree(folder, ignore_errors=True)

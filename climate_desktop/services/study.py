"""One open study and everything that can be done with it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from climate_desktop import store
from climate_desktop.core.errors import FolderNotWritable, StudyIsWriteProtected
from climate_desktop.services.agreed import Agreed
from climate_desktop.services.answering import Answering
from climate_desktop.services.bring_in import BringIn
from climate_desktop.services.cards import Cards
from climate_desktop.services.comments import Comments
from climate_desktop.services.form_codes import FormCodes
from climate_desktop.services.keeping import Keeping
from climate_desktop.services.keying import Keying
from climate_desktop.services.library import Library
from climate_desktop.services.notes import Notes
from climate_desktop.services.packs_of_rounds import RoundPacks
from climate_desktop.services.results import REHEARSAL, Results
from climate_desktop.services.sittings import Sittings
from climate_desktop.services.tally import Tallies
from climate_desktop.services.workshops import Workshops
from climate_desktop.services.world import World

SUFFIX = ".climate"


class Study:
    """An open study file. Close it, or use it in a `with` statement, so that one whole file is left.

    `library` holds the questionnaires that new rounds can be asked with.
    """

    def __init__(
        self,
        opened: store.Store,
        world: World | None = None,
        *,
        read_only: bool = False,
        library: Library | None = None,
    ) -> None:
        self._store = opened
        self._world = world or World()
        self.library = library or Library()
        packs = RoundPacks(opened)
        self.results = Results(opened, packs, read_only=read_only)
        self.agreed = Agreed(opened, self._world)
        self.workshops = Workshops(opened, packs, self.results, self.agreed, self.library, self._world)
        self.cards = Cards(opened, packs, self._world)
        self.sittings = Sittings(opened, packs, self._world)
        self.comments = Comments(opened, packs, self.results, self._world)
        self.notes = Notes(opened)
        self.keeping = Keeping(opened, self._world)
        self.tallies = Tallies(opened, packs)
        self.bring_in = BringIn(opened, packs, self._world)
        self._packs = packs
        codes = FormCodes(opened, packs, self.library)
        self.keying = Keying(opened, codes, self.workshops, self.answering, self._world)

    @classmethod
    def create(
        cls, path: Path, *, practice: bool = False, world: World | None = None, library: Library | None = None
    ) -> Self:
        """A new, empty study. StudyExists, FolderNotWritable or DiskFull when it cannot be made."""
        return cls(store.create(path, practice=practice), world, library=library)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, library: Library | None = None) -> Self:
        """The study in a file; read-only leaves the file byte-identical. A KnownError says why it cannot be opened."""
        return cls(store.open_study(path, read_only=read_only), read_only=read_only, library=library)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._store.path

    @property
    def name(self) -> str:
        """The file's name as people say it."""
        return name_of(self._store.path)

    @property
    def practice(self) -> bool:
        """True for a study with made-up people."""
        return self._store.practice

    @property
    def rehearsal(self) -> bool:
        """True for a study that is thrown away when its rehearsal ends."""
        return bool(self._store.call(lambda rows: rows.meta(REHEARSAL)))

    def mark_as_rehearsal(self) -> None:
        """The study as one that counts nowhere; every screen and page of it says so."""
        self._store.call(lambda rows: rows.set_meta(REHEARSAL, "yes"))

    def answering(self, participant_id: str) -> Answering:
        """The answering of one participant, who must be in this study."""
        return Answering(self._store, self._packs, participant_id, self._world)

    def close(self) -> None:
        """Finish all work and leave one whole file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_results(path: Path, round_id: str) -> Study:
    """The study, only to be read, with this round's results noted as opened, so that its closing cannot be undone.

    A study that cannot be written is read all the same. NoSuchRound or RoundIsOpen, or whatever keeps it from opening.
    """
    with Study.open(path, read_only=True) as study:
        noted = study.results.were_opened(round_id)
    if not noted:
        with suppress(FolderNotWritable, StudyIsWriteProtected), Study.open(path) as study:
            study.results.result(round_id)
    return Study.open(path, read_only=True)


def name_of(path: Path) -> str:
    """A study's name as people say it: the file's, without its ending, with spaces."""
    words = path.stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def check_study(path: Path) -> tuple[str, ...]:
    """What is wrong with a study file, in sentences; empty when it is sound. The file stays byte-identical."""
    return store.check(path)

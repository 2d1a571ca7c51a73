"""A study in a temporary folder, and people who answer in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from climate_desktop.core.study import GroupKind, Response, Round
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.study import Study

Hold = Callable[..., Round]


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with Study.create(tmp_path / "test-study.climate") as made:
        yield made


@pytest.fixture
def hold(study: Study) -> Hold:
    """An open round of a new team, in which everybody gives one answer to everything and finishes."""

    def hold(
        people: Mapping[str, Sequence[Response]], name: str = "Beck Lane team", kind: GroupKind = GroupKind.TEAM
    ) -> Round:
        group = study.workshops.add_group(name, kind)
        round_ = study.workshops.start_round(group.id)
        for voice, responses in people.items():
            for response in responses:
                answering = study.answering(study.workshops.add_participant(round_.id).id)
                answering.consent(AGREED)
                answering.choose_voice(voice)
                answer_all(answering, lambda _, given=response: given)  # type: ignore[misc]
                answering.finish()
        return round_

    return hold

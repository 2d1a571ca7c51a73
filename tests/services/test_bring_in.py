"""Answers from elsewhere: every sample comes in whole, nothing comes in by halves, and both count like the room's own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from climate_desktop import store
from climate_desktop.core import row_faults
from climate_desktop.core.errors import (
    AnswersHaveProblems,
    BringingInStopped,
    BroughtInBefore,
    ConsentNotConfirmed,
    NobodyLeft,
    NoSuchRound,
    RoundIsClosed,
    VotesNotInFile,
)
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import GroupKind, Helper, Mode, Progress, Response, Round, Sheet, Standing
from climate_desktop.services import bring_in
from climate_desktop.services.answering import AGREED, ANSWERED_BY_ANOTHER
from climate_desktop.services.bring_in import ELSEWHERE, Found
from climate_desktop.services.study import Study
from climate_desktop.store import Rows

SAMPLES = Path(__file__).parent.parent / "exchange" / "samples"
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.name != "own.csv")
T = TypeVar("T")
Person = tuple[str, Standing, dict[str, Response]]


@pytest.fixture
def round_(study: Study) -> Round:
    return new_round(study)


def new_round(study: Study, **wishes: object) -> Round:
    number = len(study.workshops.groups())
    group = study.workshops.add_group(f"Beck Lane {number}", GroupKind.TEAM)
    return study.workshops.start_round(group.id, **wishes)  # type: ignore[arg-type]


def look(study: Study, round_id: str, source: Path) -> Found:
    table = bring_in.read(source)
    sought = study.bring_in.sought(round_id)
    return sought.look(table, sought.guess(table))


def bring(study: Study, round_id: str, source: Path, *leave_out: int) -> int:
    return study.bring_in.bring_in(round_id, look(study, round_id, source), leave_out=leave_out, consent_given=True)


def sheets(study: Study, round_id: str) -> tuple[Sheet, ...]:
    return inside(study, lambda rows: rows.sheets(round_id))


def inside(study: Study, work: Callable[[Rows], T]) -> T:
    """What is really stored, read by another connection."""
    study._store.checkpoint()  # noqa: SLF001
    return study._store.call(work)  # noqa: SLF001


def people(study: Study, round_id: str) -> list[Person]:
    return [(one.voice, one.standing, dict(one.answers)) for one in sheets(study, round_id)]


def written(folder: Path, rows: list[list[str]], name: str = "answers.csv") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path = folder / name
    path.write_text(out.getvalue(), "utf-8")
    return path


def fingerprint(study: Study) -> str:
    """The bytes of every table of the study."""
    study._store.checkpoint()  # noqa: SLF001
    return sha256(study.path.read_bytes()).hexdigest()


# Every sample, end to end


def own_sample() -> list[Person]:
    """What our own sample says, read by hand."""
    with (SAMPLES / "own.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: list[Person] = []
    for row in rows:
        cells = {name: cell for name, cell in row.items() if name not in ("participant", "voice", "standing") and cell}
        answers = {name: int(cell) if cell.isdigit() else NoAnswer(cell) for name, cell in cells.items()}
        found.append((row["voice"], Standing(row["standing"]), dict(sorted(answers.items()))))
    return found


def test_our_own_sample_comes_in_whole(study: Study, round_: Round) -> None:
    assert bring(study, round_.id, SAMPLES / "own.csv") == 6
    assert people(study, round_.id) == own_sample()


@pytest.mark.parametrize("name", FILES)
def test_every_sample_says_the_same_as_our_own_closes_and_scores(study: Study, round_: Round, name: str) -> None:
    """Kobo, ODK, LimeSurvey and Google Forms in their own styles; five of the six people answer for themselves."""
    found = look(study, round_.id, SAMPLES / name)
    assert found.problems == ()
    count = study.bring_in.bring_in(round_.id, found, consent_given=True)
    assert people(study, round_.id) == own_sample()[:count]
    assert count >= 5
    room = study.workshops.room(round_.id)
    assert (room.counts.here, room.counts.finished) == (count, count)
    study.workshops.close_round(round_.id)
    assert study.results.result(round_.id).answered == 5


def test_people_come_finished_with_way_consent_and_a_seat_of_their_own(study: Study, round_: Round) -> None:
    bring(study, round_.id, SAMPLES / "own.csv")
    room = study.workshops.room(round_.id)
    assert len({person.seat for person in room.participants}) == 6
    assert {person.progress for person in room.participants} == {Progress.FINISHED}
    assert all(person.consented and person.finished_at for person in room.participants)

    def kept(rows: Rows) -> list[tuple[str, str]]:
        found = [(rows.consent(p.id), p.standing) for p in rows.participants(round_.id)]
        return [(consent[0], standing.value) for consent, standing in found if consent]

    assert inside(study, kept) == [(ELSEWHERE, "self")] * 5 + [(ANSWERED_BY_ANOTHER, "proxy")]
    assert set(inside(study, lambda rows: rows.ways(round_.id)).values()) == {(Mode.FILE, Helper.NOBODY)}


def test_the_ids_of_a_file_are_not_kept(study: Study, round_: Round, tmp_path: Path) -> None:
    source = written(tmp_path, [["participant", "voice", "autonomy_1"], ["Philippa-Nightingale", "family", "4"]])
    bring(study, round_.id, source)
    study.close()
    assert b"Nightingale" not in study.path.read_bytes()


# All or nothing


def test_a_thousand_bad_rows_give_a_thousand_plain_lines_and_nothing_is_written(
    study: Study, round_: Round, tmp_path: Path
) -> None:
    rows = [["participant", "voice", "autonomy_1", "autonomy_2"]]
    rows += [[f"p{n}", "family", "9", "4"] for n in range(1000)]
    rows += [[f"q{n}", "family", "4", "4"] for n in range(3)]
    before = fingerprint(study)
    found = look(study, round_.id, written(tmp_path, rows))
    lines = [str(problem) for problem in found.problems]
    assert lines == [f"row {n}, column “autonomy_1”: “9” is not on the scale, which goes from 1 to 5." for n in range(2, 1002)]
    with pytest.raises(AnswersHaveProblems, match="1,000 things to put right"):
        study.bring_in.bring_in(round_.id, found, consent_given=True)
    with pytest.raises(AnswersHaveProblems, match="one thing to put right"):
        study.bring_in.bring_in(round_.id, found, leave_out=range(3, 1002), consent_given=True)
    assert fingerprint(study) == before
    assert study.bring_in.bring_in(round_.id, found, leave_out=range(2, 1002), consent_given=True) == 3
    assert [answers for _, _, answers in people(study, round_.id)] == [{"autonomy_1": 4, "autonomy_2": 4}] * 3


def test_a_heading_that_is_wrong_cannot_be_left_out_by_rows(study: Study, round_: Round, tmp_path: Path) -> None:
    found = look(study, round_.id, written(tmp_path, [["voice", "autonomy_1", "autonomy_77"], ["family", "4", "4"]]))
    assert [problem.kind for problem in found.problems] == [row_faults.ColumnNotDecided]
    with pytest.raises(AnswersHaveProblems):
        study.bring_in.bring_in(round_.id, found, leave_out=[1, 2], consent_given=True)


def test_without_the_facilitator_s_word_on_consent_nothing_is_stored(study: Study, round_: Round) -> None:
    before = fingerprint(study)
    found = look(study, round_.id, SAMPLES / "own.csv")
    with pytest.raises(ConsentNotConfirmed):
        study.bring_in.bring_in(round_.id, found, consent_given=False)
    with pytest.raises(NobodyLeft):
        study.bring_in.bring_in(round_.id, found, leave_out=range(2, 8), consent_given=True)
    assert fingerprint(study) == before


def test_whatever_stops_it_in_the_middle_leaves_nothing_behind(study: Study, round_: Round) -> None:
    found = look(study, round_.id, SAMPLES / "own.csv")
    before = fingerprint(study)

    def stop(done: int, _all: int) -> None:
        if done == 4:
            raise BringingInStopped()

    with pytest.raises(BringingInStopped):
        study.bring_in.bring_in(round_.id, found, consent_given=True, heard=stop)
    assert people(study, round_.id) == []
    assert study.workshops.room(round_.id).participants == ()
    assert fingerprint(study) == before
    assert study.bring_in.bring_in(round_.id, found, consent_given=True) == 6


def test_the_same_file_comes_in_once_unless_it_is_wanted_again(study: Study, round_: Round) -> None:
    found = look(study, round_.id, SAMPLES / "own.csv")
    assert not study.bring_in.was_brought_in(round_.id, found.table)
    study.bring_in.bring_in(round_.id, found, consent_given=True)
    assert study.bring_in.was_brought_in(round_.id, found.table)
    with pytest.raises(BroughtInBefore):
        study.bring_in.bring_in(round_.id, found, consent_given=True)
    assert study.workshops.room(round_.id).counts.finished == 6
    assert bring(study, new_round(study).id, SAMPLES / "own.csv") == 6
    assert study.bring_in.bring_in(round_.id, found, consent_given=True, again=True) == 6
    assert study.workshops.room(round_.id).counts.finished == 12


def test_only_an_open_round_without_private_votes_takes_a_file(study: Study, round_: Round) -> None:
    asked = new_round(study, open_circle=True)
    with pytest.raises(VotesNotInFile):
        bring(study, asked.id, SAMPLES / "own.csv")
    bring(study, round_.id, SAMPLES / "own.csv")
    found = look(study, round_.id, SAMPLES / "odk.csv")
    study.workshops.close_round(round_.id)
    before = fingerprint(study)
    with pytest.raises(RoundIsClosed):
        study.bring_in.bring_in(round_.id, found, consent_given=True)
    with pytest.raises(NoSuchRound):
        study.bring_in.sought("nowhere")
    assert fingerprint(study) == before


def test_a_voice_that_only_circles_have_is_offered_in_circles(study: Study, tmp_path: Path) -> None:
    source = written(tmp_path, [["voice", "autonomy_1"], ["circle_member", "4"]])
    team = new_round(study)
    assert [p.kind for p in look(study, team.id, source).problems] == [row_faults.VoiceNotOffered]
    circle = study.workshops.start_round(study.workshops.add_group("Weavers", GroupKind.CIRCLE).id)
    assert bring(study, circle.id, source) == 1


def test_a_short_form_takes_the_statements_that_it_asks(study: Study, tmp_path: Path) -> None:
    short = new_round(study, form="short")
    asked = study.bring_in.sought(short.id).items
    assert 0 < len(asked) < 48
    source = written(tmp_path, [["voice", *asked], ["family", *["4"] * len(asked)]])
    assert bring(study, short.id, source) == 1
    (problem, *_) = [p for p in look(study, short.id, SAMPLES / "own.csv").problems if p.kind is row_faults.ItemNotAsked]
    assert problem.in_heading


def test_people_who_came_in_can_be_taken_back_like_everyone(study: Study, round_: Round) -> None:
    bring(study, round_.id, SAMPLES / "own.csv")
    first = study.workshops.room(round_.id).participants[0]
    study.workshops.remove(first.id)
    assert study.workshops.room(round_.id).counts.finished == 5


# Any table of valid answers


RESPONSES: st.SearchStrategy[Response] = st.one_of(st.integers(1, 5), st.sampled_from(list(NoAnswer)))
ITEMS = tuple(own_sample()[0][2])[:20]
WRITERS = ("number", "float", "words")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """One study for all the tables that are thought up."""
    with Study.create(tmp_path_factory.mktemp("thought-up") / "shared.climate") as made:
        yield made


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_table_of_valid_answers_comes_in_equal_and_scores_as_if_entered_by_hand(
    shared: Study, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    some = st.dictionaries(st.sampled_from(ITEMS), RESPONSES, min_size=1)
    voices = st.sampled_from(["care_receiver", "care_worker", "family"])
    given_ = data.draw(st.lists(st.tuples(voices, st.sampled_from(list(Standing)), some), min_size=1, max_size=8))
    columns = data.draw(st.permutations(["participant", "voice", "standing", *ITEMS]))
    write = data.draw(st.sampled_from(WRITERS))
    words = shared.library.pack("social-climate").language()

    def cell(response: Response | None) -> str:
        if response is None:
            return ""
        if isinstance(response, NoAnswer):
            return words[f"no_answer.{response.value}"] if write == "words" else response.value
        return {"number": str(response), "float": f"{response}.0", "words": words[f"scale.{response}"]}[write]

    rows = [columns]
    for number, (voice, standing, answers) in enumerate(given_):
        fixed = {"participant": str(number), "voice": voice, "standing": standing.value}
        rows.append([fixed.get(name, "") or cell(answers.get(name)) for name in columns])
    source = written(tmp_path_factory.getbasetemp(), rows, "thought-up.csv")
    from_file, by_hand = new_round(shared), new_round(shared)
    assert bring(shared, from_file.id, source) == len(given_)
    for voice, standing, answers in given_:
        answering = shared.answering(shared.workshops.add_participant(by_hand.id).id)
        answering.consent(AGREED if standing is Standing.SELF else ANSWERED_BY_ANOTHER)
        answering.choose_voice(voice)
        answering.record_all(answers)
        answering.finish()
    assert people(shared, from_file.id) == people(shared, by_hand.id)
    for round_ in (from_file, by_hand):
        shared.workshops.close_round(round_.id)
    assert result(shared, from_file.id) == result(shared, by_hand.id)


def result(study: Study, round_id: str) -> object:
    """The stored result of a round, without how its answers came in."""
    told = json.loads(inside(study, lambda rows: rows.result(round_id)) or "")
    told.pop("ways", None)
    return told


def test_a_study_with_people_from_a_file_is_sound_and_opens_again(study: Study, round_: Round) -> None:
    bring(study, round_.id, SAMPLES / "own.csv")
    study.close()
    assert store.check(study.path) == ()
    with Study.open(study.path, read_only=True) as again:
        assert again.workshops.room(round_.id).counts.finished == 6

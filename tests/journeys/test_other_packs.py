"""The whole way with packs of other shapes: asked, answered, scored, shown and printed, with no special case in code."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from functools import partial
from itertools import cycle, product
from pathlib import Path

import pytest
import shiboken6
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from climate_desktop import cli, packs, paths
from climate_desktop.core.errors import PackNotFound, ScriptNotPrintable
from climate_desktop.core.instrument import Instrument, Item
from climate_desktop.core.scoring import keyed
from climate_desktop.core.study import GroupKind, Progress, Round, RoundState
from climate_desktop.services import demo, listing, printing
from climate_desktop.services.answering import AGREED
from climate_desktop.services.demo import answer_all
from climate_desktop.services.preferences import Preferences
from climate_desktop.services.study import Study
from climate_desktop.services.workshops import DEFAULT_PACK
from climate_desktop.ui.home_words import HomeWords
from climate_desktop.ui.likert import Likert
from climate_desktop.ui.results import ResultsScreen
from climate_desktop.ui.room import RoomScreen
from climate_desktop.ui.room_table import RoomTable
from climate_desktop.ui.setup import SetUpScreen
from climate_desktop.ui.theme import Theme
from climate_desktop.ui.window import Window
from tests.other_packs import SHAPES, shelve
from tests.ui.hand_over import says

SHAPE = {shape.id: shape for shape in SHAPES}
UNPRINTABLE = ("greek", "arabic", "chinese")
PRINTABLE = tuple(shape.id for shape in SHAPES if shape.id not in UNPRINTABLE)
BUNDLED = tuple(pack.id for pack in packs.bundled())
FIVE = 5
"""People of each voice: as many as every voice needs to be shown."""


@pytest.fixture(scope="module")
def rubrics(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled packs with those of other shapes beside them. Nothing writes where bundled packs are."""
    folder = tmp_path_factory.mktemp("packs") / "rubrics"
    shutil.copytree(paths.rubrics(), folder)
    for shape in SHAPES:
        shelve(folder, shape)
    return folder


@pytest.fixture(autouse=True)
def _shelf(rubrics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "rubrics", lambda: rubrics)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with Study.create(tmp_path / "test-study.climate") as made:
        yield made


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme("light")
    made.apply(qapp)
    yield made
    shiboken6.delete(made)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = Window(Preferences(tmp_path / "preferences.json"))
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.create_study(tmp_path / "window.climate")
    yield made
    made.close_study()


def opened(study: Study, pack_id: str, kind: GroupKind = GroupKind.CIRCLE) -> Round:
    """A round of a new group with this pack."""
    group = study.workshops.add_group(f"Group {len(study.workshops.groups())}", kind)
    return study.workshops.start_round(group.id, pack_id=pack_id)


def end_of_scale(instrument: Instrument, item: Item, band: str) -> int:
    """The answer that speaks most for, or most against, the factor."""
    scale = instrument.scale
    return keyed(scale, item, scale.high if band == "high" else scale.low)


def chosen(instrument: Instrument, end: str, item: str) -> int:
    return end_of_scale(instrument, instrument.item[item], end)


def all_answer(study: Study, round_: Round, band: str, each: int = FIVE, *, alike: bool = True) -> None:
    """So many people of each voice choose the end of the scale, and the round is closed.

    A voice whose few people all choose the same end is not shown; unless they are alike, one of each chooses the other.
    """
    instrument = study.workshops.pack(round_.id).instrument
    kind = study.workshops.group(round_.group_id).kind.value
    other = {"high": "low", "low": "high"}[band]
    voices = instrument.voices_for(kind)
    for place, voice in enumerate(voices * each):
        end = band if alike or place >= len(voices) else other
        answering = study.answering(study.workshops.add_participant(round_.id).id)
        answering.consent(AGREED)
        answering.choose_voice(voice.id)
        answer_all(answering, partial(chosen, instrument, end))
        answering.finish()
    study.workshops.close_round(round_.id)


def plain(text: str) -> str:
    return " ".join(text.split())


def printed(study: Study, round_id: str, target: Path) -> str:
    """The words of the report without the lines at the head and the foot of its pages, as one line."""
    printing.make_report(printing.content(study, round_id), target)
    words = study.results.words(round_id)
    result = study.results.result(round_id)
    lines = []
    for page in PdfReader(target).pages:
        for line in page.extract_text().splitlines():
            told = line.strip()
            fixed = (words["report.confidential"], words["report.full"], words["report.sheet"])
            head = told.startswith((result.group_name, f", {result.label}"))
            if told not in fixed and not head and not re.fullmatch(r"Page \d+ of \d+", told):
                lines.append(told)
    return plain(" ".join(lines))


@pytest.mark.parametrize(
    ("pack_id", "band"),
    [*product(BUNDLED, ("low", "high")), *zip(PRINTABLE, cycle(("low", "high")), strict=False)],
)
def test_the_report_prints_every_account_of_the_band_for_every_voice(
    study: Study, tmp_path: Path, pack_id: str, band: str
) -> None:
    round_ = opened(study, pack_id)
    all_answer(study, round_, band)
    text = printed(study, round_.id, tmp_path / "report.pdf")
    instrument = study.results.pack(round_.id).instrument
    words = study.results.words(round_.id)
    expected = [f"{domain.id}.{band}.{part}" for domain in instrument.domains for part in ("opening", "closing")]
    for factor in instrument.factors:
        cell = f"{factor.domain}.{factor.id}.{band}"
        expected += [f"{cell}.general", *(f"{cell}.{voice.id}" for voice in instrument.voices)]
    missing = [text_id for text_id in expected if plain(words[text_id]) not in text]
    assert not missing
    other = {"low": "high", "high": "low"}[band]
    first = instrument.factors[0]
    assert plain(words[f"{first.domain}.{first.id}.{other}.general"]) not in text


@pytest.mark.parametrize("pack_id", [*BUNDLED, *PRINTABLE])
def test_few_people_of_any_pack_get_its_questions_and_no_score(study: Study, tmp_path: Path, pack_id: str) -> None:
    round_ = opened(study, pack_id)
    instrument = study.workshops.pack(round_.id).instrument
    answering = study.answering(study.workshops.add_participant(round_.id).id)
    answering.consent(AGREED)
    answering.choose_voice(instrument.voices[0].id)
    answer_all(answering, lambda _: instrument.scale.high)
    answering.finish()
    study.workshops.close_round(round_.id)
    result = study.results.result(round_.id)
    assert (result.scored, dict(result.measures)) == (False, {})
    text = printed(study, round_.id, tmp_path / "sheet.pdf")
    words = study.results.words(round_.id)
    for factor in instrument.factors:
        assert plain(words[f"{factor.domain}.{factor.id}.name"]) in text


@pytest.mark.parametrize("pack_id", UNPRINTABLE)
def test_a_script_that_the_typeface_lacks_is_refused_in_words_and_leaves_no_file(
    study: Study, tmp_path: Path, pack_id: str
) -> None:
    round_ = opened(study, pack_id)
    all_answer(study, round_, "high")
    with pytest.raises(ScriptNotPrintable, match="Look at the results on the screen"):
        printing.make_report(printing.content(study, round_.id), tmp_path / "report.pdf")
    assert not (tmp_path / "report.pdf").exists()


def test_the_only_voice_is_everyone_and_is_neither_hidden_nor_set_beside_them(study: Study, tmp_path: Path) -> None:
    round_ = opened(study, "one-voice")
    all_answer(study, round_, "low")
    result, reading = study.results.result(round_.id), study.results.reading(round_.id)
    assert (dict(result.voices), result.hidden) == ({}, False)
    assert not any(measure.voices for measure in result.measures.values())
    assert reading.gap_note is None
    accounts = [account for domain in reading.domains for factor in domain.factors for account in factor.accounts]
    assert accounts
    assert not any(account.example for account in accounts)
    text = printed(study, round_.id, tmp_path / "report.pdf")
    words = study.results.words(round_.id)
    for absent in ("differ_title", "example_frame", "voices_none", "voices_hidden"):
        assert words[f"report.{absent}"] not in text


def test_a_voice_of_another_kind_of_group_is_an_example_only(study: Study) -> None:
    """The first voice of this pack is offered in circles only, so in a team the others keep their own places."""
    round_ = opened(study, "circle-first", GroupKind.TEAM)
    all_answer(study, round_, "high", alike=False)
    assert list(study.results.result(round_.id).voices) == ["voice_2", "voice_3"]
    accounts = study.results.reading(round_.id).domains[0].factors[0].accounts
    assert [(account.voice, account.example) for account in accounts] == [
        ("voice_1", True), ("voice_2", False), ("voice_3", False),
    ]  # fmt: skip


# The example


@pytest.mark.parametrize("pack_id", [*(pack for pack in BUNDLED if pack != DEFAULT_PACK), "one-voice", "six-of-all"])
def test_made_up_people_answer_any_pack_the_same_for_the_same_seed(tmp_path: Path, pack_id: str) -> None:
    def results(name: str, seed: int) -> list[object]:
        path = tmp_path / name
        demo.make_study(path, people=6, seed=seed, pack_id=pack_id)
        with Study.open(path, read_only=True) as study:
            groups = listing.groups(study)["groups"]
            return [listing.result(study, round_["id"]) for group in groups for round_ in group["rounds"]]

    first = results("one", 3)
    assert len(first) == 6
    assert first == results("two", 3) != results("three", 4)


def test_made_up_people_use_the_whole_scale_of_a_pack_and_turn_reversed_statements(tmp_path: Path) -> None:
    path = tmp_path / demo.FILE_NAME
    demo.make_study(path, people=7, pack_id="eight-items")
    with Study.open(path, read_only=True) as study:
        round_ = study.workshops.rounds(study.workshops.groups()[0].group.id)[-1]
        given = [
            (item, value)
            for person in study.workshops.room(round_.id).participants
            for item, value in study.answering(person.id).answers().items()
            if isinstance(value, int)
        ]
        instrument = study.workshops.pack(round_.id).instrument
    assert {value for _, value in given} == set(instrument.scale.values)
    means = {
        turned: sum(v for i, v in given if instrument.item[i].reverse is turned)
        / sum(instrument.item[i].reverse is turned for i, _ in given)
        for turned in (False, True)
    }
    assert means[False] > 4.5 > 3.5 > means[True]


def test_the_command_makes_the_example_of_a_pack_and_knows_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["demo", str(tmp_path / "a"), "--pack", "smallest", "--people", "5"]) == 0
    assert len(list((tmp_path / "a").glob("*.pdf"))) == 6
    assert cli.main(["demo", str(tmp_path / "b"), "--pack", "nothing"]) == 1
    assert PackNotFound.__name__ not in capsys.readouterr().err
    assert not list((tmp_path / "b").iterdir())


# The window


def press(screen: QWidget, window: Window, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.focusWidget() or screen, key)


@pytest.mark.parametrize(
    ("pack_id", "keys"),
    [
        ("one-voice", (Qt.Key.Key_7, Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_6)),
        ("smallest", (Qt.Key.Key_1,)),
    ],
)
def test_one_voice_is_taken_without_a_question_and_keys_choose_by_place(
    qtbot: QtBot, window: Window, pack_id: str, keys: tuple[Qt.Key, ...]
) -> None:
    study = window.study
    assert study is not None
    assert window.workshop is not None
    round_ = opened(study, pack_id)
    person = study.workshops.add_participant(round_.id)
    window.workshop.show_room(round_.id)
    window.workshop.hand_over_wanted.emit(person.id)
    screen = window.participant
    assert screen is not None
    shape = SHAPE[pack_id]
    count = len(shape.factor_ids) * shape.items
    assert says(screen, f"There are {count} statements.")
    press(screen, window, Qt.Key.Key_1, Qt.Key.Key_Return)
    press(screen, window, Qt.Key.Key_Return)  # the card
    assert says(screen, f"Statement 1 of {count}")
    assert study.answering(person.id).participant.voice == "voice_1"
    press(screen, window, Qt.Key.Key_PageUp)
    assert says(screen, study.workshops.pack(round_.id).language()["consent.title"])
    press(screen, window, Qt.Key.Key_1, Qt.Key.Key_Return)
    for key in keys:
        press(screen, window, Qt.Key.Key_9, key, Qt.Key.Key_Return)
    items = study.answering(person.id).items
    wanted = {item.id: shape.scale[0] + key - Qt.Key.Key_1 for item, key in zip(items, keys, strict=True)}
    qtbot.waitUntil(lambda: study.answering(person.id).answers() == wanted)
    finish = next(b for b in screen.findChildren(QPushButton) if b.isVisible() and b.text() == "Finish")
    qtbot.waitUntil(finish.isEnabled)
    finish.click()
    qtbot.waitUntil(lambda: study.answering(person.id).participant.progress is Progress.FINISHED)


@pytest.mark.parametrize("pack_id", ["six-of-all", "eight-items"])
def test_nine_answers_fit_on_an_old_laptop_and_the_ninth_key_chooses_the_last(
    qtbot: QtBot, window: Window, pack_id: str
) -> None:
    study = window.study
    assert study is not None
    assert window.workshop is not None
    round_ = opened(study, pack_id)
    person = study.workshops.add_participant(round_.id)
    window.workshop.hand_over_wanted.emit(person.id)
    screen = window.participant
    assert screen is not None
    window.showNormal()
    window.resize(1366, 768)
    press(screen, window, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Return)
    press(screen, window, Qt.Key.Key_Return)  # the card
    likert = screen.findChild(Likert)
    assert likert is not None
    last = likert.answers[8]
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())
    with qtbot.waitSignal(likert.answered) as told:
        press(screen, window, Qt.Key.Key_9)
    assert told.args is not None
    assert told.args[1] == SHAPE[pack_id].scale[1]


@pytest.mark.parametrize("pack_id", [*BUNDLED, *SHAPE])
def test_the_results_screen_shows_every_domain_factor_and_voice_of_a_pack(
    qtbot: QtBot, study: Study, theme: Theme, pack_id: str
) -> None:
    round_ = opened(study, pack_id)
    all_answer(study, round_, "high", each=11 if pack_id == "one-voice" else FIVE, alike=pack_id == "one-voice")
    screen = ResultsScreen(study, theme)
    qtbot.addWidget(screen)
    screen.show_round(round_.id)
    screen.show()
    reading = study.results.reading(round_.id)
    instrument = study.results.pack(round_.id).instrument
    several = len(instrument.voices) > 1
    assert screen.tabs.count() == len(instrument.domains) + several + 1
    for place, domain in enumerate(reading.domains):
        screen.tabs.setCurrentIndex(place)
        assert says(screen, domain.name)
        assert screen.domain.strips.model().rowCount() == 1 + len(domain.factors)
        for factor in domain.factors:
            screen.domain.choose(factor.factor)
            assert not says(screen, "Not shown, to protect people’s privacy")
            heard = screen.domain.words.account.toPlainText()
            assert plain(factor.accounts[0].account.text) in plain(heard)
    if pack_id == "one-voice":
        assert "95 or more" in screen.tabs.tabText(0)
    for place in range(len(reading.domains), screen.tabs.count()):
        screen.tabs.setCurrentIndex(place)


def test_the_room_asks_nobody_for_the_only_voice(qtbot: QtBot, study: Study, theme: Theme) -> None:
    round_ = opened(study, "one-voice")
    study.workshops.add_participant(round_.id)
    screen = RoomScreen(study, theme)
    qtbot.addWidget(screen)
    screen.show_round(round_.id)
    table = screen.findChild(RoomTable)
    assert table is not None
    name = study.workshops.pack(round_.id).language()["voice.voice_1.name"]
    assert table.model().index(0, 1).data() == name


def test_the_set_up_offers_questions_with_their_size_and_remembers_those_of_last_time(
    qtbot: QtBot, study: Study, theme: Theme
) -> None:
    group = study.workshops.add_group("Beck Lane team", GroupKind.TEAM)
    screen = SetUpScreen(study, theme)
    qtbot.addWidget(screen)
    screen.show_group(group.id)
    screen.show()
    offered = [screen.questions.itemData(row) for row in range(screen.questions.count())]
    assert offered[0] == screen.questions.currentData() == "social-climate"
    assert sorted(offered) == sorted([*BUNDLED, *SHAPE])
    assert screen.questions.currentText() == "Social climate survey, 48 statements, 10 min"
    screen.questions.setCurrentIndex(offered.index("two-voices"))
    screen.questions.activated.emit(offered.index("two-voices"))
    assert screen.form.itemText(0) == "All 30 statements, 6 min"
    screen.invited.counter("voice_2").spin.setValue(4)
    with qtbot.waitSignal(screen.room_opened):
        screen.open_room.click()
    round_ = study.workshops.rounds(group.id)[0]
    assert (round_.pack_id, dict(round_.invited)) == ("two-voices", {"voice_1": 0, "voice_2": 4})
    screen.show_group(group.id)
    assert screen.questions.currentData() == "two-voices"
    assert screen.invited.counts() == {"voice_2": 4}
    screen.show_round(round_.id)
    assert not screen.questions.isEnabled()


def test_a_pack_without_a_short_form_offers_none(qtbot: QtBot, study: Study, theme: Theme) -> None:
    round_ = opened(study, "one-voice")
    screen = SetUpScreen(study, theme)
    qtbot.addWidget(screen)
    screen.show_round(round_.id)
    assert [screen.form.itemText(row) for row in range(screen.form.count())] == ["All 4 statements, 2 min"]


@pytest.mark.parametrize("pack_id", ["one-voice", "six-of-all"])
def test_a_card_has_a_strip_for_each_domain_and_names_the_questions_where_they_differ(
    study: Study, pack_id: str
) -> None:
    round_ = opened(study, pack_id)
    all_answer(study, round_, "high")
    study.results.result(round_.id)
    cards = study.workshops.groups()
    alone = HomeWords(study).cards(cards, cards)[0]
    assert len(alone.lines) == len(SHAPE[pack_id].factors)
    assert alone.asked == ""
    all_answer(study, opened(study, "smallest"), "high")
    cards = study.workshops.groups()
    assert {card.asked for card in HomeWords(study).cards(cards, cards)} == {
        study.results.words(card.latest_round.id)["pack.name"] for card in cards if card.latest_round
    }
    assert all(study.workshops.round(round_.id).state is RoundState.CLOSED for _ in cards)


# The code


def test_no_code_knows_a_voice_a_domain_or_a_factor_of_a_bundled_pack() -> None:
    """A typeface has a family, and the program a folder of resources."""
    instruments = [pack.instrument for pack in packs.bundled() if pack.id in BUNDLED]
    known = {voice.id for one in instruments for voice in one.voices}
    known |= {domain.id for one in instruments for domain in one.domains}
    known |= {factor.id for one in instruments for factor in one.factors}
    package = Path(cli.__file__).parents[1]
    found = [
        f"{file.relative_to(package)}:{node.lineno}: {node.value!r}"
        for file in sorted(package.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in known - {"family", "resources"}
    ]
    assert not found

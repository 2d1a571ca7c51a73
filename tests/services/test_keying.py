"""Paper sheets: keyed, keyed a second time, and settled where the two differ."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from climate_desktop import store
from climate_desktop.core.errors import (
    FormCodeUnknown,
    FormCodeWrong,
    FormOfOtherLength,
    FormOfOtherQuestions,
    FormOfOtherVoice,
    KeyerMissing,
    KnownError,
    LinesNotKeyed,
    NoSuchSheet,
    OffTheScale,
    RoundIsClosed,
    SheetKeyedTwice,
    SheetNotKeyed,
    UnknownItem,
)
from climate_desktop.core.form_code import form_code, is_whole
from climate_desktop.core.instrument import NoAnswer
from climate_desktop.core.study import GroupKind, Helper, Mode, Progress, Response, Round, Standing
from climate_desktop.services.answering import AGREED, AGREED_WITH_SUPPORT, ANSWERED_BY_ANOTHER
from climate_desktop.services.keying import Keyed
from climate_desktop.services.sheet_keying import SheetKeying
from climate_desktop.services.study import Study


def open_round(study: Study, kind: GroupKind = GroupKind.TEAM, form: str = "full", pack_id: str = "") -> Round:
    name = f"Group {len(study.workshops.groups())}"
    group = study.workshops.add_group(name, kind)
    return study.workshops.start_round(group.id, form=form, pack_id=pack_id or study.workshops.default_pack().id)


def code_for(study: Study, round_: Round, voice: str = "family", form: str = "") -> str:
    return form_code(study.workshops.pack(round_.id).text, voice, form or round_.form)


def key_all(sheet: SheetKeying, responses: Mapping[str, Response]) -> None:
    """Every key of a sheet, waiting for the last one; what could not be saved is raised."""
    failed: list[KnownError] = []
    for item_id, response in responses.items():
        sheet.record(item_id, response, lambda _: None, lambda _, error: failed.append(error))
    sheet.answers()  # behind all that was posted
    if failed:
        raise failed[0]


def same(study: Study, round_: Round, response: Response = 4) -> dict[str, Response]:
    items = study.workshops.pack(round_.id).instrument.items_asked(round_.form)
    return dict.fromkeys((item.id for item in items), response)


def keyed_once(study: Study, round_: Round, responses: Mapping[str, Response] | None = None) -> str:
    sheet = study.keying.begin(round_.id, code_for(study, round_), "AJ", AGREED)
    key_all(sheet, same(study, round_) if responses is None else responses)
    assert sheet.finish() == 0
    return sheet.participant.id


def keyed_twice(study: Study, round_: Round, second: Mapping[str, Response]) -> str:
    person = keyed_once(study, round_)
    again = study.keying.begin_again(person, "RT")
    key_all(again, second)
    again.finish()
    return person


# Codes


def test_a_code_leads_to_its_voice_keyed_or_scanned(study: Study) -> None:
    round_ = open_round(study)
    for voice in ("care_receiver", "care_worker", "family"):
        code = code_for(study, round_, voice)
        for typed in (code, f"CD1:{code}", f" cd1:{code[:3]} {code[3:]} "):
            assert study.keying.read(round_.id, typed).voice == voice
            assert study.keying.read(round_.id, typed).code == code


@pytest.mark.parametrize("typed", ["", "12", "CD1:", "abcdef", "CD2:123456", "1234567"])
def test_what_is_no_code_is_refused(study: Study, typed: str) -> None:
    with pytest.raises(FormCodeWrong):
        study.keying.read(open_round(study).id, typed)


def test_one_wrong_digit_is_refused(study: Study) -> None:
    round_ = open_round(study)
    code = code_for(study, round_)
    with pytest.raises(FormCodeWrong):
        study.keying.read(round_.id, code[:-1] + str((int(code[-1]) + 1) % 10))


def test_another_length_another_version_other_questions_and_an_unknown_form_are_told_apart(study: Study) -> None:
    round_ = open_round(study)
    with pytest.raises(FormOfOtherLength):
        study.keying.read(round_.id, code_for(study, round_, form="short"))
    other = open_round(study, pack_id="co-production-capacity")
    voice = study.workshops.pack(other.id).instrument.voices[0].id
    with pytest.raises(FormOfOtherQuestions, match=study.workshops.pack(other.id).language()["pack.name"]):
        study.keying.read(round_.id, code_for(study, other, voice))
    library = study.library.pack("co-production-capacity")
    with Study.create(study.path.with_name("alone.climate"), library=study.library) as alone:
        mine = open_round(alone)
        with pytest.raises(FormOfOtherQuestions):
            alone.keying.read(mine.id, form_code(library.text, voice, "short"))
    text = {**study.workshops.pack(round_.id).text, "pack.toml": "another version"}
    unknown = form_code(text, "family", "full")
    assert is_whole(unknown)
    with pytest.raises(FormCodeUnknown):
        study.keying.read(round_.id, unknown)


def test_a_version_of_ones_own_wording_is_another_version(study: Study) -> None:
    pack_id = study.library.copy("social-climate", "Canalside wording")
    before = open_round(study, pack_id=pack_id)
    draft = study.library.draft(pack_id)
    draft.put("9.9", "pack.toml", "version")
    study.library.save(pack_id, draft)
    now = open_round(study, pack_id=pack_id)
    with pytest.raises(FormOfOtherQuestions, match="Canalside"):
        study.keying.read(now.id, code_for(study, before))
    assert study.keying.sheets(now.id) == ()


def test_the_form_of_a_voice_that_a_group_does_not_offer_is_refused(study: Study) -> None:
    team, circle = open_round(study), open_round(study, GroupKind.CIRCLE)
    offered = {
        kind: {v.id for v in study.workshops.pack(team.id).instrument.voices_for(kind.value)} for kind in GroupKind
    }
    only = next(iter(offered[GroupKind.CIRCLE] - offered[GroupKind.TEAM]))
    assert study.keying.read(circle.id, code_for(study, circle, only)).voice == only
    with pytest.raises(FormOfOtherVoice):
        study.keying.read(team.id, code_for(study, team, only))


# First keying


@pytest.mark.parametrize(
    ("consent", "standing"),
    [(AGREED, Standing.SELF), (AGREED_WITH_SUPPORT, Standing.SELF), (ANSWERED_BY_ANOTHER, Standing.PROXY)],
)
def test_a_sheet_is_a_new_person_with_voice_and_consent_as_on_the_paper(
    study: Study, consent: str, standing: Standing
) -> None:
    round_ = open_round(study)
    sheet = study.keying.begin(round_.id, code_for(study, round_), " AJ ", consent)
    person = sheet.participant
    assert (person.voice, person.standing, person.consented, person.progress) == (
        "family", standing, True, Progress.BEGUN,
    )  # fmt: skip
    assert sheet.paper.keyed_by == "AJ"
    assert study.answering(person.id).consent_kind() == consent
    assert study.keying.begin(round_.id, code_for(study, round_), "AJ", consent).participant.id != person.id


def test_every_key_is_on_the_disk_as_paper_once_it_is_said_to_be(study: Study) -> None:
    round_ = open_round(study)
    sheet = study.keying.begin(round_.id, code_for(study, round_), "AJ", AGREED)
    first, second = (item.id for item in sheet.items[:2])
    key_all(sheet, {first: 2, second: NoAnswer.SKIPPED})
    assert sheet.answers() == {first: 2, second: NoAnswer.SKIPPED}
    assert study.answering(sheet.participant.id).usual_way() == (Mode.PAPER, Helper.NOBODY)
    (listed,) = study.keying.sheets(round_.id)
    assert (listed.state, listed.lines) == (Keyed.BEGUN, 2)
    with pytest.raises(LinesNotKeyed, match="46"):
        sheet.finish()
    left = study.keying.go_on(sheet.participant.id, "RT")
    assert left.answers() == sheet.answers()
    assert left.participant.at_item == 2
    key_all(left, same(study, round_))
    left.finish()
    (listed,) = study.keying.sheets(round_.id)
    assert (listed.state, listed.paper.keyed_by) == (Keyed.ONCE, "AJ, RT")


def test_what_is_no_answer_is_refused_before_it_is_handed_over(study: Study) -> None:
    round_ = open_round(study)
    sheet = study.keying.begin(round_.id, code_for(study, round_), "AJ", AGREED)
    with pytest.raises(OffTheScale):
        key_all(sheet, {sheet.items[0].id: 6})
    with pytest.raises(UnknownItem):
        key_all(sheet, {"nothing": 3})
    assert sheet.answers() == {}


def test_nobody_keys_without_a_name(study: Study) -> None:
    round_ = open_round(study)
    with pytest.raises(KeyerMissing):
        study.keying.begin(round_.id, code_for(study, round_), "  ", AGREED)
    assert study.workshops.room(round_.id).participants == ()


def test_a_sheet_keyed_once_is_finished_and_counts(study: Study) -> None:
    round_ = open_round(study)
    for _ in range(5):
        keyed_once(study, round_)
    assert study.workshops.room(round_.id).counts.finished == 5
    study.workshops.close_round(round_.id)
    result = study.results.result(round_.id)
    assert result.answered == 5
    assert result.scored


def test_the_lines_are_those_of_the_print_also_in_a_round_of_several_sittings(study: Study) -> None:
    """On the screen each sitting asks its own themes; a print has every line, in the order of the questionnaire."""
    round_ = open_round(study)
    factors = [factor.id for factor in study.workshops.pack(round_.id).instrument.factors]
    study.sittings.spread(round_.id, [factors[6:], factors[:6]])
    printed = list(same(study, round_))
    sheet = study.keying.begin(round_.id, code_for(study, round_), "AJ", AGREED)
    assert [item.id for item in sheet.items] == printed
    key_all(sheet, same(study, round_))
    sheet.finish()
    study.sittings.begin_next(round_.id)
    again = study.keying.begin_again(sheet.participant.id, "RT")
    assert [item.id for item in again.items] == printed
    key_all(again, same(study, round_) | {printed[40]: 1})
    again.finish()
    assert [line.number for line in study.keying.differences(sheet.participant.id)] == [41]


# Second keying


def test_the_second_keying_starts_empty_and_never_changes_the_first(study: Study) -> None:
    round_ = open_round(study)
    person = keyed_once(study, round_)
    again = study.keying.begin_again(person, "RT")
    assert again.answers() == {}
    item = again.items[0].id
    key_all(again, {item: 1})
    assert study.keying.begin_again(person, "RT").answers() == {item: 1}
    assert study.answering(person).answers() == same(study, round_)
    assert study.keying.sheets(round_.id)[0].state is Keyed.BEGUN_AGAIN
    with pytest.raises(LinesNotKeyed):
        again.finish()


RESPONSES = st.one_of(st.integers(1, 5), st.sampled_from(NoAnswer))
ONE_STUDY = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ONE_STUDY
@given(data=st.data())
def test_two_keyings_that_are_alike_leave_no_difference(study: Study, data: st.DataObject) -> None:
    round_ = open_round(study, form="short")
    paper = {item: data.draw(RESPONSES) for item in same(study, round_)}
    person = keyed_once(study, round_, paper)
    again = study.keying.begin_again(person, "RT")
    key_all(again, paper)
    assert again.finish() == 0
    assert study.keying.differences(person) == ()
    (listed,) = study.keying.sheets(round_.id)
    assert (listed.state, listed.paper.errors, listed.paper.fields) == (Keyed.TWICE, 0, len(paper))
    assert study.answering(person).answers() == paper


@ONE_STUDY
@given(data=st.data())
def test_what_differs_is_found_line_by_line_and_ends_as_it_was_settled(study: Study, data: st.DataObject) -> None:
    round_ = open_round(study, form="short")
    first = {item: data.draw(RESPONSES) for item in same(study, round_)}
    second = {item: data.draw(st.one_of(st.just(response), RESPONSES)) for item, response in first.items()}
    person = keyed_once(study, round_, first)
    again = study.keying.begin_again(person, "RT")
    key_all(again, second)
    planted = [item for item in first if first[item] != second[item]]
    assert again.finish() == len(planted)
    found = study.keying.differences(person)
    assert [difference.item.id for difference in found] == planted
    for difference in found:
        assert set(difference.responses) == {first[difference.item.id], second[difference.item.id]}
    chosen = {item: data.draw(RESPONSES) for item in planted}
    for left, (item, response) in zip(reversed(range(len(planted))), chosen.items(), strict=True):
        assert study.keying.settle(person, item, response, "MB") == left
    assert study.keying.differences(person) == ()
    assert study.answering(person).answers() == first | chosen
    (listed,) = study.keying.sheets(round_.id)
    assert listed.state is Keyed.TWICE
    assert listed.paper.errors == len(planted)
    assert (listed.paper.keyed_by, listed.paper.keyed_again_by) == ("AJ", "RT")
    assert listed.paper.settled_by == ("MB" if planted else "")


def test_the_two_values_stand_in_the_order_of_the_scale_and_tell_nothing_of_who_keyed_which(study: Study) -> None:
    round_ = open_round(study)
    first, second, third = list(same(study, round_))[:3]
    person = keyed_twice(study, round_, same(study, round_) | {first: 2, second: 5, third: NoAnswer.DONT_KNOW})
    assert [d.responses for d in study.keying.differences(person)] == [(2, 4), (4, 5), (4, NoAnswer.DONT_KNOW)]
    assert [d.number for d in study.keying.differences(person)] == [1, 2, 3]


def test_slips_are_counted_over_the_sheets_keyed_twice(study: Study) -> None:
    round_ = open_round(study)
    assert study.keying.slips(round_.id).per_thousand is None
    keyed_once(study, round_)
    keyed_twice(study, round_, same(study, round_))
    items = list(same(study, round_))
    person = keyed_twice(study, round_, same(study, round_) | dict.fromkeys(items[:3], 1))
    for item in items[:3]:
        study.keying.settle(person, item, 4, "AJ")
    slips = study.keying.slips(round_.id)
    assert (slips.fields, slips.errors) == (96, 3)
    assert slips.per_thousand == 31.25


def test_no_second_keying_is_kept_once_nothing_differs(study: Study) -> None:
    round_ = open_round(study)
    alike = keyed_twice(study, round_, same(study, round_))
    item = next(iter(same(study, round_)))
    settled = keyed_twice(study, round_, same(study, round_) | {item: 1})
    study.keying.settle(settled, item, 1, "AJ")
    study.close()
    with store.open_study(study.path) as file:
        assert file.call(lambda rows: [rows.keyed_again(person) for person in (alike, settled)]) == [{}, {}]


def test_a_second_keying_of_the_wrong_paper_can_be_forgotten(study: Study) -> None:
    round_ = open_round(study)
    person = keyed_twice(study, round_, same(study, round_, 1))
    study.keying.forget_second(person)
    assert study.keying.slips(round_.id).fields == 0
    assert study.keying.sheets(round_.id)[0].state is Keyed.ONCE
    assert study.keying.begin_again(person, "RT").answers() == {}


def test_keying_out_of_turn_is_refused(study: Study) -> None:
    round_ = open_round(study)
    begun = study.keying.begin(round_.id, code_for(study, round_), "AJ", AGREED).participant.id
    with pytest.raises(SheetNotKeyed):
        study.keying.begin_again(begun, "RT")
    twice = keyed_twice(study, round_, same(study, round_))
    with pytest.raises(SheetKeyedTwice):
        study.keying.begin_again(twice, "RT")
    with pytest.raises(SheetKeyedTwice):
        study.keying.go_on(twice, "RT")
    with pytest.raises(UnknownItem):
        study.keying.settle(twice, next(iter(same(study, round_))), 3, "AJ")
    on_screen = study.workshops.add_participant(round_.id, "family").id
    with pytest.raises(NoSuchSheet):
        study.keying.begin_again(on_screen, "RT")
    with pytest.raises(NoSuchSheet):
        study.keying.differences("nobody")


def test_a_closed_round_takes_no_key_of_any_kind(study: Study) -> None:
    round_ = open_round(study)
    once = keyed_once(study, round_)
    items = list(same(study, round_))
    differs = keyed_twice(study, round_, same(study, round_) | {items[0]: 1})
    again = study.keying.begin_again(once, "RT")
    study.workshops.close_round(round_.id)
    before = study.keying.sheets(round_.id)
    with pytest.raises(RoundIsClosed):
        study.keying.begin(round_.id, code_for(study, round_), "AJ", AGREED)
    with pytest.raises(RoundIsClosed):
        study.keying.begin_again(once, "RT")
    with pytest.raises(RoundIsClosed):
        key_all(again, {items[0]: 3})
    with pytest.raises(RoundIsClosed):
        study.keying.settle(differs, items[0], 1, "AJ")
    with pytest.raises(RoundIsClosed):
        study.keying.forget_second(differs)
    assert study.keying.sheets(round_.id) == before


def test_taking_a_sheet_away_erases_it(study: Study) -> None:
    round_ = open_round(study)
    person = keyed_twice(study, round_, same(study, round_, 1))
    kept = keyed_once(study, round_)
    study.keying.take_away(person)
    assert [sheet.participant.id for sheet in study.keying.sheets(round_.id)] == [kept]
    assert study.keying.slips(round_.id).fields == 0
    path = study.path
    study.close()
    with store.open_study(path) as file:
        assert file.call(lambda rows: rows.participant(person)) is None
        assert file.call(lambda rows: rows.answers(person) | rows.keyed_again(person)) == {}
        assert file.call(lambda rows: rows.consent(person)) is None
        assert list(file.call(lambda rows: rows.papers(round_.id))) == [kept]

"""The screen's words for a pack in which a factor or a voice has band edges of its own."""

from __future__ import annotations

from dataclasses import replace

from climate_desktop import packs
from climate_desktop.core.instrument import Edges, Instrument
from climate_desktop.core.reading import Passage, Reason
from climate_desktop.core.results import Shown
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.results_trail import Trail
from tests.report import sample

PACK = packs.find("social-climate")
OWN = replace(PACK.instrument, edges=(Edges(40, 60, "decisions"), Edges(30, 80, voice="family")))


def told(instrument: Instrument) -> ResultWords:
    return ResultWords(sample.hebble().reading.result, instrument, PACK.words["en-GB"])


def test_the_line_below_the_strips_has_numbers_only_where_they_hold_for_every_strip() -> None:
    assert [words for _, words in told(PACK.instrument).axis()] == ["Low 0–49", "Medium 50–74", "High 75–100"]
    assert [words for _, words in told(OWN).axis()] == ["Low", "Medium", "High"]


def test_a_line_between_bands_runs_through_lanes_only_where_it_holds_for_them() -> None:
    assert told(OWN).same_bands("systems.roles", ("care_worker", "care_receiver"))
    assert not told(OWN).same_bands("systems.roles", ("care_worker", "family"))
    assert told(OWN).same_bands("systems.decisions", ("care_worker", "family"))


def test_the_way_to_a_passage_names_the_edges_that_hold_for_its_score() -> None:
    trail = Trail(told(OWN))

    def where(measure: str, voice: str = "") -> str:
        shown = Shown("medium", 12, 55)
        reason = Reason("voice" if voice else "band", measure, voice, shown)
        return trail.steps(Passage(f"{measure}.medium.general", "Words.", reason))[1].words

    assert where("systems.decisions") == "55 lies in the band Medium, 40 to 59."
    assert where("systems.decisions", "family") == "55 lies in the band Medium, 40 to 59."
    assert where("systems.roles", "family") == "55 lies in the band Medium, 30 to 79."
    assert where("systems.roles") == "55 lies in the band Medium, 50 to 74."

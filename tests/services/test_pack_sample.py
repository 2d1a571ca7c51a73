"""What a questionnaire will look like in print, made from a draft."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from climate_desktop import packs
from climate_desktop.core import interpretation, protection, scoring
from climate_desktop.core.errors import TargetNotWritable
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.results import Result
from climate_desktop.packs.draft import Draft
from climate_desktop.packs.folder import MAIN
from climate_desktop.services import pack_sample
from climate_desktop.services.pack_sample import Sample

WORDS = "en-GB.toml"
BANDS = ("low", "medium", "high")


@pytest.fixture(scope="module")
def pack() -> packs.Pack:
    return packs.find("social-climate")


def shown(instrument: Instrument, kind: str, factor: str, band: str) -> Result:
    """What may be said about the made-up answers of such a group."""
    sums = scoring.score_round(instrument, pack_sample.made_up(instrument, kind, factor, band))
    occasion = protection.Occasion("x", "x", kind, "x", date(2026, 4, 14), "", 0)
    return protection.protect(instrument, sums, instrument.thresholds, occasion)


def flat(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_texts_are_those_of_the_page_with_their_frames(pack: packs.Pack) -> None:
    draft = Draft(pack.text)
    draft.put("They were heard.", WORDS, "factors", "decisions", "high", "family", "account")
    sample = pack_sample.texts(draft.files, "en-GB", "decisions", "high")
    assert isinstance(sample, Sample)
    words = pack.language()
    assert (sample.domain, sample.name, sample.band_name) == ("systems", words["systems.decisions.name"], "High")
    assert [voice.voice for voice in sample.voices] == [voice.id for voice in pack.instrument.voices]
    assert next(voice.account for voice in sample.voices if voice.voice == "family") == "They were heard."
    assert sample.voices[0].quotes[0].startswith("“")
    assert len(sample.questions) == len(sample.first_steps) == 2
    assert sample.might_say == words["report.might_say"]
    assert all((sample.opening, sample.general, sample.easy, sample.closing, sample.example_note))


@pytest.mark.parametrize("pack", packs.bundled(), ids=lambda pack: pack.id)
def test_made_up_answers_lie_in_the_band_for_every_factor_and_voice(pack: packs.Pack) -> None:
    instrument = pack.instrument
    for band in BANDS:
        for factor in instrument.factors:
            for kind in ("team", "circle"):
                if not instrument.voices_for(kind):
                    continue
                result = shown(instrument, kind, factor.id, band)
                told = [score for m in result.measures.values() for score in (m.everyone, *m.voices.values())]
                assert {score.band for score in told if score} == {band}
                reading = interpretation.read(result, pack.language(), instrument)
                assert not reading.cautions


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_sample_pages_are_those_of_the_domain_with_the_changed_words(
    pack: packs.Pack, band: str, paper: str
) -> None:
    draft = Draft(pack.text)
    draft.put("Quite new words stand here.", WORDS, "factors", "decisions", band, "care_worker", "account")
    made = pack_sample.pages(draft.files, "en-GB", "decisions", band, paper=paper)
    assert isinstance(made, bytes)
    text = flat(made)
    assert "Quite new words stand here." in text
    assert "Social climate survey" in text
    for factor in ("roles", "accountability", "innovation"):
        assert pack.language()[f"systems.{factor}.name"] in text
    assert pack.language()["growth.name"] not in text


def test_the_edges_of_the_draft_are_those_of_the_sample(pack: packs.Pack) -> None:
    draft = Draft(pack.text)
    for place, (low, high) in enumerate(((0, 5), (6, 6), (7, 100))):
        draft.put(low, MAIN, "bands", place, "low")
        draft.put(high, MAIN, "bands", place, "high")
    changed = draft.pack()
    assert changed
    for band in BANDS:
        sums = scoring.score_round(changed.instrument, pack_sample.made_up(changed.instrument, "circle", "roles", band))
        mean = sums.measures["systems.roles"].everyone.mean
        assert mean is not None
        assert changed.instrument.band(scoring.rounded(mean)).id == band


def test_own_edges_and_reversed_items_are_kept_to(pack: packs.Pack) -> None:
    draft = Draft(pack.text)
    draft.put({"factor": "roles", "medium": 80, "high": 90}, MAIN, "edges", 0)
    draft.put({"voice": "family", "medium": 20, "high": 30}, MAIN, "edges", 1)
    place = next(n for n, row in enumerate(draft.get(MAIN, "items")) if row["factor"] == "accountability")
    draft.put(True, MAIN, "items", place, "reverse")
    changed = draft.pack()
    assert changed
    for band in BANDS:
        result = shown(changed.instrument, "team", "decisions", band)
        for factor in ("roles", "accountability"):
            measure = result.measures[f"systems.{factor}"]
            assert {voice: score.band for voice, score in measure.voices.items()} == dict.fromkeys(measure.voices, band)


def test_the_factor_that_is_looked_at_is_the_one_that_stands_out(pack: packs.Pack) -> None:
    for band in BANDS:
        reading = interpretation.read(
            shown(pack.instrument, "team", "innovation", band), pack.language(), pack.instrument
        )
        assert reading.least
        assert reading.least.factor == "innovation"


def test_a_draft_language_has_a_sample_too(pack: packs.Pack) -> None:
    draft = Draft(pack.text)
    draft.add_language("cy")
    draft.put("Geiriau newydd.", "cy.toml", "factors", "roles", "low", "general")
    sample = pack_sample.texts(draft.files, "cy", "roles", "low")
    assert isinstance(sample, Sample)
    assert sample.general == "Geiriau newydd."
    made = pack_sample.pages(draft.files, "cy", "roles", "low")
    assert isinstance(made, bytes)
    assert "Geiriau newydd." in flat(made)


def test_a_broken_draft_gives_its_problems_instead(pack: packs.Pack, tmp_path: Path) -> None:
    draft = Draft(pack.text)
    draft.put("", WORDS, "factors", "roles", "low", "general")
    problems = draft.problems()
    assert problems
    assert pack_sample.texts(draft.files, "en-GB", "roles", "low") == problems
    assert pack_sample.pages(draft.files, "en-GB", "roles", "low") == problems
    assert pack_sample.make_pages(draft.files, "en-GB", "roles", "low", tmp_path / "x.pdf") == problems
    assert not list(tmp_path.iterdir())


def test_the_pages_as_a_file_are_whole_or_not_there(pack: packs.Pack, tmp_path: Path) -> None:
    assert pack_sample.make_pages(pack.text, "en-GB", "roles", "low", tmp_path / "x.pdf") == ()
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(TargetNotWritable):
        pack_sample.make_pages(pack.text, "en-GB", "roles", "low", tmp_path / "nowhere" / "x.pdf")


def test_words_that_look_like_markup_are_printed_as_they_are(pack: packs.Pack) -> None:
    draft = Draft(pack.text)
    written = "<b>bold</b> & <script>alert(1)</script>"
    draft.put(written, WORDS, "factors", "roles", "low", "general")
    made = pack_sample.pages(draft.files, "en-GB", "roles", "low")
    assert isinstance(made, bytes)
    assert "<b>bold</b> & <script>alert(1)</script>" in flat(made)

"""What every chart and page of one pack shares: names, band words, edges and how a score is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from climate_desktop.core.instrument import Instrument
from climate_desktop.core.results import Shown
from climate_desktop.core.words import Words
from climate_desktop.report import text
from climate_desktop.report.style import Palette, VoicePaint


@dataclass(frozen=True)
class Key:
    """The pack's instrument and words, asked the way a chart asks. Every answer is ready to be set."""

    instrument: Instrument
    words: Words

    def voice_name(self, voice: str) -> str:
        """The voice's whole name."""
        return self._name(f"voice.{voice}.name")

    def voice_within(self, voice: str) -> str:
        """The voice's name as it stands inside a sentence."""
        return self._name(f"voice.{voice}.within")

    def voice_short(self, voice: str) -> str:
        """The voice's short name, for legends."""
        return self._name(f"voice.{voice}.short")

    def voice_paint(self, voice: str, palette: Palette) -> VoicePaint:
        """The voice's shape and colour."""
        order = [v.id for v in self.instrument.voices]
        return palette.voice(order.index(voice) if voice in order else 0)

    def band_word(self, band: str) -> str:
        """The word of a band, such as “Low”."""
        return self._name(f"band.{band}", 24)

    def _name(self, text_id: str, limit: int = text.NAME_LIMIT) -> str:
        return text.plain(text.shorten(self.words[text_id], limit, self.words), self.words)

    def band_range(self, band: str, measure: str = "", voice: str = "") -> str:
        """The scores of a band, such as “0–49”, by the edges that hold for a measure and a voice."""
        low, high = next((b.low, b.high) for b in self.instrument.bands_for(measure, voice) if b.id == band)
        return self.words.fill("report.range", low=low, high=high)

    def edges(self, measure: str = "", voice: str = "") -> tuple[tuple[str, float, float], ...]:
        """Each band with where it begins and ends on an axis from 0 to 100, lowest first, as it holds for a score."""
        bands = sorted(self.instrument.bands_for(measure, voice), key=lambda b: b.low)
        ends = [b.low for b in bands[1:]] + [100]
        return tuple((b.id, float(b.low), float(end)) for b, end in zip(bands, ends, strict=True))

    def same_edges(self, measure: str, voices: Iterable[str]) -> bool:
        """True when the edges of everyone's score hold for all of these voices."""
        return all(self.edges(measure, voice) == self.edges(measure) for voice in voices)

    def figure(self, shown: Shown) -> str:
        """The number as it is printed: “38”, “95 or more”, or nothing where only the band may be told."""
        if shown.figure is None:
            return ""
        if shown.end:
            return self.words.fill(f"report.{shown.end}", figure=shown.figure)
        return str(shown.figure)

    def score(self, shown: Shown) -> str:
        """Band word and number together: “Low 38”, or the band word alone."""
        return text.join((self.band_word(shown.band), self.figure(shown)))

    def people(self, n: int) -> str:
        """“21 people”."""
        return self.words.fill("report.people" if n != 1 else "report.person", n=n)

    def answers(self) -> tuple[str, ...]:
        """The words of the scale, lowest answer first."""
        return tuple(self._name(f"scale.{v}", 60) for v in self.instrument.scale.values)

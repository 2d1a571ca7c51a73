"""A result in words: numbers never stand alone, on the screen or for a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLocale, QObject

from climate_desktop.core.instrument import Band, Instrument
from climate_desktop.core.reading import ChangeReading, GapReading
from climate_desktop.core.results import Change, Gap, Measure, Result, Shown
from climate_desktop.core.words import Words


class ResultWords(QObject):
    """Says the parts of one result in the words of its pack, and in the screen's own words around them."""

    def __init__(self, result: Result, instrument: Instrument, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.result = result
        self.instrument = instrument
        self.words = words

    # Names

    def band(self, band: str) -> str:
        """The band's word, such as “Low”."""
        return self.words[f"band.{band}"]

    def voice(self, voice: str) -> str:
        """The voice's name, such as “People who receive care”."""
        return self.words[f"voice.{voice}.name"]

    def voice_short(self, voice: str) -> str:
        """The voice's short name, such as “Receive care”."""
        return self.words[f"voice.{voice}.short"]

    def position(self, voice: str) -> int:
        """The place of a voice in the pack's order, from 0."""
        return next((place for place, known in enumerate(self.instrument.voices) if known.id == voice), 0)

    def measure(self, measure_id: str) -> str:
        """The name of a domain or a factor."""
        return self.words[f"{measure_id}.name"]

    def domain_short(self, domain: str) -> str:
        """The domain's short name, for a tab."""
        return self.words[f"{domain}.short"]

    def voice_within(self, voice: str) -> str:
        """The voice's name as it stands inside a sentence."""
        return self.words[f"voice.{voice}.within"]

    # Numbers

    def figure(self, shown: Shown) -> str:
        """The whole number, “95 or more”, “5 or less”, or nothing where only the band may be told."""
        if shown.figure is None:
            return ""
        if shown.end:
            return self.words.fill(f"report.{shown.end}", figure=shown.figure)
        return QLocale().toString(shown.figure)

    def score(self, shown: Shown) -> str:
        """Number and band word, such as “46 Low”; the word alone where only the band may be told."""
        return f"{self.figure(shown)} {self.band(shown.band)}".strip()

    def people(self, count: int) -> str:
        """How many people, such as “21 people”."""
        return self.tr("%n people", "", count)

    def band_range(self, band: Band) -> str:
        """The band with its edges for an axis, such as “Low 0–49”."""
        return self.tr("{band} {low}–{high}").format(band=self.band(band.id), low=band.low, high=band.high)

    def same_bands(self, measure: str, voices: Iterable[str]) -> bool:
        """True when everyone's bands hold for all of these voices."""
        bands_for = self.instrument.bands_for
        return all(bands_for(measure, voice) == bands_for(measure) for voice in voices)

    def axis(self) -> tuple[tuple[Band, str], ...]:
        """Each band with what stands below the strips: its word and edges, or the word alone where edges differ."""
        return tuple(
            (band, self.band(band.id) if self.instrument.edges else self.band_range(band))
            for band in self.instrument.bands_for()
        )

    # Whole sentences

    def not_shown(self) -> tuple[str, ...]:
        """The voices of such a group that have no number here, whether they are hidden or nobody answered so.

        None where such a group has one voice only, which is everyone.
        """
        offered = self.instrument.voices_for(self.result.group_kind)
        if len(offered) < 2:
            return ()
        return tuple(voice.id for voice in offered if voice.id not in self.result.voices)

    def hidden(self) -> str:
        """The one sentence for everything that is not shown, hidden and empty alike."""
        return self.tr("Not shown, to protect people’s privacy")

    def row(self, name: str, measure: Measure) -> str:
        """Everything one row of strips shows, in words."""
        said = []
        if measure.everyone is None:
            said.append(self.tr("{name}: not shown, to protect people’s privacy.").format(name=name))
        else:
            said.append(
                self.tr("{name}: {score}, {people}.").format(
                    name=name, score=self.score(measure.everyone), people=self.people(measure.everyone.n)
                )
            )
        said += [
            self.tr("{voice}: {score}, {people}.").format(
                voice=self.voice(voice), score=self.score(shown), people=self.people(shown.n)
            )
            for voice, shown in measure.voices.items()
        ]
        return " ".join(said)

    def apart(self, gap: Gap) -> str:
        """How far two voices are apart, such as “24 apart”; without a number where none may be told."""
        if gap.points is None:
            return self.tr("far apart")
        return self.tr("{points} apart").format(points=gap.points)

    def apart_word(self, gap: Gap) -> str:
        """The word after the number of points; where no number may be told, the words that stand for it."""
        return self.tr("apart") if gap.points is not None else self.tr("far apart")

    def gap(self, gap: Gap) -> str:
        """Everything one row of *Where we differ* shows, in words."""
        voices = self.result.measures[gap.measure].voices
        return self.tr("{name}: {lower} {low}, {higher} {high}, {apart}").format(
            name=self.measure(gap.measure),
            lower=self.voice_within(gap.lower),
            low=self.score(voices[gap.lower]),
            higher=self.voice_within(gap.higher),
            high=self.score(voices[gap.higher]),
            apart=self.apart(gap),
        )

    def change(self, change: Change) -> str:
        """What a change is called, such as “A clear change: up 11”."""
        if change.word == "same":
            return self.tr("About the same")
        rises = change.up > 0
        if change.word == "maybe":
            return self.tr("Perhaps up") if rises else self.tr("Perhaps down")
        if change.points is None:
            return self.tr("A clear change: up") if rises else self.tr("A clear change: down")
        words = {
            ("clear", True): self.tr("A clear change: up {points}"),
            ("clear", False): self.tr("A clear change: down {points}"),
            ("shift", True): self.tr("A small shift: up {points}"),
            ("shift", False): self.tr("A small shift: down {points}"),
        }
        return words[change.word, rises].format(points=abs(change.points))

    def moved(self, name: str, dates: Sequence[tuple[str, Shown]], change: Change) -> str:
        """Everything one row of *Since last time* shows, in words."""
        scores = ", ".join(
            self.tr("{when}: {score}").format(when=when, score=self.score(shown)) for when, shown in dates
        )
        return self.tr("{name}. {scores}. {change}.").format(name=name, scores=scores, change=self.change(change))

    # Tables: columns, then rows

    def strip_table(self, rows: Sequence[tuple[str, Measure | None]]) -> tuple[list[str], list[list[str]]]:
        """The strips of one domain: theme, whole group, people, then each voice that may be shown."""
        voices = self.result.voices
        heads = [self.tr("Theme"), self.tr("Whole group"), self.tr("People")]
        heads += [
            self.tr("{voice} ({people})").format(voice=self.voice_short(voice), people=n) for voice, n in voices.items()
        ]
        lines = []
        for name, measure in rows:
            if measure is None:  # the short form asks too little for a theme of its own
                lines.append([name, self.tr("Not scored"), *[""] * (len(heads) - 2)])
                continue
            everyone = measure.everyone
            line = [name, self.score(everyone), str(everyone.n)] if everyone else [name, self.hidden(), ""]
            shown = (measure.voices.get(voice) for voice in voices)
            lines.append(line + [self.score(score) if score else self.hidden() for score in shown])
        return heads, lines

    def change_table(
        self, rows: Sequence[tuple[str, Sequence[tuple[str, Shown]], Sequence[ChangeReading]]]
    ) -> tuple[list[str], list[list[str]]]:
        """*Since last time*: theme, who, the score before, the score now, what has changed."""
        heads = [self.tr("Theme"), self.tr("Who"), self.tr("Was"), self.tr("Now"), self.tr("What has changed")]
        everyone = self.tr("Whole group")
        lines = []
        for name, _, changes in rows:
            for reading in changes:
                told = reading.change
                who = reading.voice or everyone
                lines.append([name, who, self.score(told.was), self.score(told.now), self.change(told)])
        return heads, lines

    def gap_table(self, gaps: Sequence[GapReading]) -> tuple[list[str], list[list[str]]]:
        """*Where we differ*: theme, the lower voice, the higher voice, how far apart."""
        heads = [self.tr("Theme"), self.tr("Lower"), self.tr("Higher"), self.tr("How far")]
        lines = []
        for reading in gaps:
            voices = self.result.measures[reading.gap.measure].voices
            sides = [
                self.tr("{voice}: {score}").format(voice=self.voice(voice), score=self.score(voices[voice]))
                for voice in (reading.gap.lower, reading.gap.higher)
            ]
            lines.append([reading.name, *sides, self.apart(reading.gap)])
        return heads, lines

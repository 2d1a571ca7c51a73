"""Why a passage stands there: the rule, the shown numbers behind it, and its id, in steps to be read."""

from __future__ import annotations

from PySide6.QtCore import QObject

from climate_desktop.core.reading import Passage, Reason
from climate_desktop.core.results import Change, Shown
from climate_desktop.core.statistics import CLEAR, SHIFT
from climate_desktop.ui.result_words import ResultWords
from climate_desktop.ui.why_card import Step


class Trail(QObject):
    """Tells the steps that led to a passage, in the words of its result."""

    def __init__(self, told: ResultWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = told

    def steps(self, passage: Passage) -> tuple[Step, ...]:
        """The steps, in order; the last one names the passage."""
        reason = passage.reason
        if reason.rule in ("band", "voice", "near"):
            steps = self._score(reason)
        elif reason.rule == "example":
            steps = self._example(reason)
        elif reason.rule == "gap":
            steps = self._gap(reason)
        elif reason.rule == "times":
            steps = self._times(reason)
        elif reason.rule == "since":
            steps = self._change(passage)
        elif reason.rule == "spread":
            steps = self._alike(reason)
        elif reason.rule in ("most", "least"):
            steps = self._end(passage)
        else:
            steps = self._other(reason)
        return (*steps, self._last(passage))

    def _last(self, passage: Passage) -> Step:
        band = self._band_in(passage)
        if band:
            return Step(self.tr("For {band}, the pack has these words.").format(band=band), "", passage.id)
        return Step(self.tr("For this, the pack has these words."), "", passage.id)

    def _band_in(self, passage: Passage) -> str:
        """The word of the band that a passage's id names, or nothing."""
        known = {band.id for band in self._told.instrument.bands}
        return next((self._told.band(part) for part in passage.id.split(".") if part in known), "")

    # One score

    def _score(self, reason: Reason) -> tuple[Step, ...]:
        if reason.shown is None:
            return (Step(self._told.hidden() + "."),)
        return (self._who(reason, reason.shown), self._where(reason, reason.shown))

    def _who(self, reason: Reason, shown: Shown) -> Step:
        invited = self._told.result.invited
        people = self._told.people(shown.n)
        if reason.voice:
            words = self.tr("{voice}: {people} answered these statements.").format(
                voice=self._told.voice(reason.voice), people=people
            )
        elif invited >= shown.n:
            words = self.tr("{answered} of {invited} people answered these statements.").format(
                answered=shown.n, invited=invited
            )
        else:
            words = self.tr("{people} answered these statements.").format(people=people)
        if shown.figure is None:
            return Step(words, self.tr("For so few people, only the band is told here."))
        return Step(words, self.tr("Their mean is {figure}.").format(figure=self._told.figure(shown)))

    def _where(self, reason: Reason, shown: Shown) -> Step:
        bands = self._told.instrument.bands_for(reason.measure, reason.voice)
        band = next(band for band in bands if band.id == shown.band)
        figure = self._told.figure(shown) or self.tr("It")
        words = self.tr("{figure} lies in the band {band}, {low} to {high}.").format(
            figure=figure, band=self._told.band(band.id), low=band.low, high=band.high
        )
        if shown.near:
            return Step(words, self.tr("Close to the line to {band}.").format(band=self._told.band(shown.near)))
        return Step(words, self.tr("Not close to the line.") if shown.figure is not None else "")

    # The other rules

    def _example(self, reason: Reason) -> tuple[Step, ...]:
        hidden = Step(self.tr("The score of this voice: not shown, to protect people’s privacy."))
        if reason.shown is None:
            return (hidden, Step(self.tr("This is an example. It uses no number at all.")))
        words = self.tr("This is an example for the whole group’s band, {band}.")
        return (
            hidden,
            Step(words.format(band=self._told.band(reason.shown.band)), self.tr("It uses no other number.")),
        )

    def _gap(self, reason: Reason) -> tuple[Step, ...]:
        if reason.gap is None:
            return (Step(self.tr("Two voices are set side by side only where both may be shown.")),)
        voices = self._told.result.measures[reason.gap.measure].voices
        sides = tuple(
            Step(
                self.tr("{voice}: {people} answered these statements.").format(
                    voice=self._told.voice(voice), people=self._told.people(voices[voice].n)
                ),
                self._told.score(voices[voice]) + ".",
            )
            for voice in (reason.gap.lower, reason.gap.higher)
        )
        if reason.gap.points is None:
            return sides
        apart = self.tr("Both may be shown, and they are {points} points apart.").format(points=reason.gap.points)
        return (*sides, Step(apart))

    def _times(self, reason: Reason) -> tuple[Step, ...]:
        pairs = self.tr("Each person of one voice is set beside each of the other; equal scores count half for each.")
        few = self.tr("This is told where {least} or more people stand behind each.")
        least = self._told.instrument.thresholds.detail
        return (*self._gap(reason)[:2], Step(pairs, few.format(least=least)))

    def _change(self, passage: Passage) -> tuple[Step, ...]:
        change, since = passage.reason.change, self._told.result.since
        if change is None or since is None or not since.rounds:
            return self._compared(passage.id)
        before = since.rounds[-1].label
        sides = tuple(
            Step(
                self.tr("{round}: {people} answered these statements.").format(
                    round=label, people=self._told.people(shown.n)
                ),
                self._told.score(shown) + ".",
            )
            for label, shown in ((before, change.was), (self._told.result.label, change.now))
        )
        return (*sides, Step(self._rule_of_change(change), self._told.change(change) + "."))

    def _rule_of_change(self, change: Change) -> str:
        """Which rule gave the change its name."""
        if change.was.figure is None or change.now.figure is None:
            return self.tr("Only a band is told of one of them, so the bands are compared.")
        sentences = {
            "clear": self.tr("They are {clear} or more points apart, and that is more than chance makes among so few."),
            "maybe": self.tr("They are {clear} or more points apart, but chance can do that among so few people."),
            "shift": self.tr("They are {shift} or more points apart, but fewer than {clear}."),
            "same": self.tr("They are fewer than {shift} points apart."),
        }
        return sentences[change.word].format(clear=CLEAR, shift=SHIFT)

    def _compared(self, passage_id: str) -> tuple[Step, ...]:
        """Why two rounds are set side by side, or are not."""
        sentences = {
            "say.change_not_statements": self.tr(
                "Rounds are compared only when they asked the same statements on the same scale."
            ),
            "say.change_not_ways": self.tr("Rounds are compared only when people answered in much the same ways."),
            "say.change_not_shown": self.tr("Only scores that are shown both times are compared."),
            "say.change_people": self.tr("The numbers of people differ by a quarter or more."),
            "say.change_unpaired": self.tr("Nobody’s answers of one round are matched with those of another."),
        }
        usual = self.tr("These rounds asked the same statements on the same scale.")
        return (Step(sentences.get(passage_id, usual)),)

    def _alike(self, reason: Reason) -> tuple[Step, ...]:
        words = {
            "alike": self.tr("Their answers to these statements lie close together."),
            "few": self.tr("Their answers to these statements lie close together, but some lie far away."),
            "range": self.tr("Their answers to these statements lie neither close together nor far apart."),
            "spread": self.tr("Their answers to these statements lie far apart."),
            "camps": self.tr("Their answers to these statements gather at two ends."),
        }
        least = self._told.instrument.thresholds.detail
        first = self.tr("{least} or more people answered each statement.").format(least=least)
        return (Step(first), Step(words[self._told.result.agreement.get(reason.measure, "spread")]))

    def _end(self, passage: Passage) -> tuple[Step, ...]:
        reason = passage.reason
        words = (
            self.tr("No theme has a higher score than {name}.")
            if reason.rule == "most"
            else self.tr("No theme has a lower score than {name}.")
        )
        score = self._told.score(reason.shown) + "." if reason.shown else ""
        return (Step(words.format(name=self._told.measure(reason.measure)), score),)

    def _other(self, reason: Reason) -> tuple[Step, ...]:
        result = self._told.result
        sentences = {
            "level": self.tr("The themes’ scores lie within five points of each other."),
            "missing": self.tr("The mean of the people and the mean of the statements differ by two points or more."),
            "not_asked": self.tr("The round was closed before every statement of it was asked."),
            "proxies": self.tr("Answers given for somebody else are counted, and enter no score."),
            "hidden": self.tr("A score is shown only where five or more people stand behind it."),
            "tally": self.tr("Hands were counted, which stand for no single person."),
            "likely": self.tr("Not everyone answered, so it rests on how alike those who did answered."),
            "everyone": self.tr("{answered} of {invited} people answered.").format(
                answered=result.answered, invited=result.invited
            ),
            "conversation": self.tr("Nothing is scored, so these are the questions of the middle band."),
        }
        return (Step(sentences[reason.rule]),) if reason.rule in sentences else ()

"""Results in, chosen passages out, each with the reason it was chosen.

The order of choosing is that of the page: opening, what people agreed with most and least, the accounts of the voices,
the gap between voices, the spread, cautions, questions and first steps, closing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from climate_desktop.core import change_words, hands_words
from climate_desktop.core.instrument import Instrument
from climate_desktop.core.reading import (
    DomainReading,
    FactorReading,
    GapReading,
    Passage,
    Reading,
    Reason,
    SpreadReading,
    VoiceAccount,
    figure_text,
)
from climate_desktop.core.results import Gap, Measure, Result
from climate_desktop.core.statistics import GAP_FEW, GAP_MANY, MOST_TIMES
from climate_desktop.core.words import Words

__all__ = [
    "DomainReading",
    "FactorReading",
    "GapReading",
    "Passage",
    "Reading",
    "Reason",
    "SpreadReading",
    "VoiceAccount",
    "figure_text",
    "read",
]

LEVEL = 5
"""Points within which factors lie close together, so that none is named as most or least."""
NAMED = 2
"""Factors of a domain that are named as most, and as least, at the utmost."""


def read(result: Result, words: Words, instrument: Instrument) -> Reading:
    """The whole interpretation of one result in one language.

    Of a result that is not scored, the conversation sheet: every factor's questions and first steps of the middle band.
    """
    return _Reader(result, words, instrument).reading()


@dataclass(frozen=True)
class _Reader:
    """One result beside its words; each method chooses for one place on the page."""

    result: Result
    words: Words
    instrument: Instrument

    def reading(self) -> Reading:
        domains = tuple(self._domain(domain.id) for domain in self.instrument.domains)
        factors = [factor for domain in domains for factor in domain.factors if _figure(factor.measure) is not None]
        most, least = self._ends(factors)
        gaps = tuple(self._gap(gap) for gap in self.result.gaps)
        return Reading(
            result=self.result,
            domains=domains,
            most=most,
            least=least,
            most_sentence=self._easy(most, "most"),
            least_sentence=self._easy(least, "least"),
            differ=gaps[0] if gaps else None,
            ask=None if gaps else self._ask(least or (domains[0].factors[0] if domains else None)),
            gaps=gaps,
            gap_note=self._gap_note(),
            splits=tuple(
                SpreadReading(spread, self._name(spread.measure), self._split(spread.measure, spread.word))
                for spread in self.result.spreads
            ),
            cautions=self._cautions(),
            notes=self._notes(),
            since=change_words.tell(self.result, self.words),
        )

    # One domain

    def _domain(self, domain: str) -> DomainReading:
        measure = self.result.measures.get(domain)
        band = self._band(measure)
        factors = tuple(self._factor(domain, factor.id) for factor in self.instrument.factors_of[domain])
        _, least = self._ends([factor for factor in factors if _figure(factor.measure) is not None])
        focus = least or factors[0]
        why = self._because(measure)
        return DomainReading(
            domain=domain,
            name=self.words[f"{domain}.name"],
            short=self.words[f"{domain}.short"],
            measure=measure,
            opening=self._one(f"{domain}.{band}.opening", why) if measure else None,
            glance=self._glance(domain, band, why) if measure else (),
            standout=self._standout(domain, factors, focus) if measure else (),
            quotes=self._focus_quotes(focus) if measure else (),
            questions=self._many(f"{domain}.{band}.questions", why),
            first_steps=focus.first_steps,
            factors=factors,
            closing=self._one(f"{domain}.{band}.closing", why) if measure else None,
        )

    def _glance(self, domain: str, band: str, why: Reason) -> tuple[Passage, ...]:
        """One or two sentences beside the domain's strip: its easy sentence, and its widest gap."""
        gap = next((gap for gap in self.result.gaps if gap.measure.partition(".")[0] == domain), None)
        easy = self._one(f"{domain}.{band}.easy", why)
        return (easy, self._gap(gap).sentence) if gap else (easy,)

    def _standout(self, domain: str, factors: Sequence[FactorReading], focus: FactorReading) -> tuple[Passage, ...]:
        """The sentences of the spread after the opening."""
        passages = self._most_and_least(domain, factors)
        told = [account.account for account in focus.accounts if not account.example]
        if told:
            passages += told[:2]
        elif focus.general:
            passages.append(focus.general)
        passages += [self._gap(gap).sentence for gap in self.result.gaps if gap.measure == f"{domain}.{focus.factor}"]
        passages += [
            self._split(spread.measure, spread.word)
            for spread in self.result.spreads
            if spread.measure == f"{domain}.{focus.factor}"
        ]
        measure = self.result.measures[domain]
        return (*passages, *self._near(measure, self.words[f"{domain}.name"]), *self._missing(domain))

    def _most_and_least(self, domain: str, factors: Sequence[FactorReading]) -> list[Passage]:
        scored = [factor for factor in factors if _figure(factor.measure) is not None]
        most, least = self._ends(scored)
        if most is None or least is None:
            if len(scored) < 2:
                return []
            return [self._say("level", Reason("level", domain, shown=self.result.measures[domain].everyone))]
        passages = []
        for key, end in (("most", most), ("least", least)):
            named = [factor for factor in scored if _figure(factor.measure) == _figure(end.measure)]
            if len(named) > NAMED:
                continue
            names = self._listed([factor.name for factor in named])
            passages.append(self._say(f"{key}_here", self._because(end.measure, key), factors=names))
        return passages

    def _focus_quotes(self, focus: FactorReading) -> tuple[Passage, ...]:
        """One quotation for the spread: of the first voice that may be shown, otherwise the first example."""
        told = [account for account in focus.accounts if not account.example] or list(focus.accounts)
        return told[0].quotes[:1] if told else ()

    # One factor

    def _factor(self, domain: str, factor: str) -> FactorReading:
        name = f"{domain}.{factor}"
        measure = self.result.measures.get(name)
        told = measure or self.result.measures.get(domain)
        why = self._because(measure) if measure else Reason("conversation", name)
        cell = f"{name}.{self._band(told)}"
        title = self.words[f"{name}.name"]
        return FactorReading(
            factor=factor,
            name=title,
            about=self.words[f"{name}.about"],
            measure=measure,
            general=self._one(f"{cell}.general", why) if measure else None,
            cautions=(*self._near(measure, title), *self._missing(name)) if measure else self._not_asked(name),
            accounts=tuple(self._account(name, voice.id, measure) for voice in self.instrument.voices)
            if measure
            else (),
            questions=self._many(f"{cell}.questions", why),
            first_steps=self._many(f"{cell}.first_steps", why),
            agreement=self._agreement(name),
        )

    def _agreement(self, name: str) -> Passage | None:
        word = self.result.agreement.get(name)
        return self._split(name, word) if word else None

    def _account(self, name: str, voice: str, measure: Measure) -> VoiceAccount:
        """The account of a voice for its own band where it may be shown, otherwise for the group's as an example.

        The only voice of such a group is everyone.
        """
        own = measure.voices.get(voice) or (measure.everyone if voice == self._only_voice else None)
        shown = own or measure.everyone
        band = shown.band if shown else self._middle
        why = Reason("voice" if own else "example", name, voice if own else "", shown)
        account_id = f"{name}.{band}.{voice}"
        return VoiceAccount(
            voice=voice,
            name=self.words[f"voice.{voice}.name"],
            account=self._one(account_id, why),
            quotes=self._many(f"{account_id}.quotes", why),
            example=own is None,
        )

    # Sentences

    def _easy(self, factor: FactorReading | None, rule: str) -> Passage | None:
        if factor is None or factor.measure is None:
            return None
        band = self._band(factor.measure)
        return self._one(f"{factor.measure.id}.{band}.easy", self._because(factor.measure, rule))

    def _ask(self, factor: FactorReading | None) -> Passage | None:
        return factor.questions[0] if factor and factor.questions else None

    def _gap(self, gap: Gap) -> GapReading:
        higher = self.words[f"voice.{gap.higher}.name"]
        lower = self.words[f"voice.{gap.lower}.within"]
        text_id = f"{gap.measure}.gap"
        text = self.words.fill(text_id, higher=higher, lower=lower)
        sentence = Passage(text_id, text, Reason("gap", gap.measure, gap=gap))
        return GapReading(gap, self._name(gap.measure), sentence, self._times(gap))

    def _times(self, gap: Gap) -> Passage | None:
        """How often somebody of the higher voice scores higher than somebody of the lower one, where that is known."""
        if gap.times is None:
            return None
        times = self.words.fill("report.or_more", figure=gap.times) if gap.times >= MOST_TIMES else gap.times
        why = Reason("times", gap.measure, gap=gap)
        return self._say("gap_times", why, times=times, higher=self.words[f"voice.{gap.higher}.within"])

    def _gap_note(self) -> Passage | None:
        """What stands above the gaps: what they are, that there are none, or why voices are not set side by side.

        None where such a group has one voice only.
        """
        why = Reason("gap")
        if self._only_voice:
            return None
        if not self.result.scored or len(self.result.voices) < 2:
            return self._say("gap_hidden", why)
        if self.result.form == "short":
            return self._say("gap_short", why)
        if self.result.gaps:
            return self._say("gap_some", why)
        few = any(n < self.instrument.thresholds.detail for n in self.result.voices.values())
        return self._say("gap_none", why, points=GAP_FEW if few else GAP_MANY)

    def _split(self, measure: str, word: str) -> Passage:
        shown = self.result.measures[measure].everyone
        return self._say(word, Reason("spread", measure, shown=shown), factor=self._name(measure))

    def _near(self, measure: Measure, name: str) -> tuple[Passage, ...]:
        shown = measure.everyone
        if shown is None or not shown.near:
            return ()
        band, other = (self.words[f"band.{b}"].lower() for b in (shown.band, shown.near))
        return (self._say("near", Reason("near", measure.id, shown=shown), theme=name, band=band, other=other),)

    def _missing(self, name: str) -> tuple[Passage, ...]:
        if name not in self.result.missing_matters:
            return ()
        shown = self.result.measures[name].everyone
        return (self._say("missing", Reason("missing", name, shown=shown), theme=self._name(name)),)

    def _not_asked(self, name: str) -> tuple[Passage, ...]:
        if not self.result.scored or name not in self.result.not_asked:
            return ()
        return (self._say("not_asked", Reason("not_asked", name), theme=self._name(name)),)

    def _cautions(self) -> tuple[Passage, ...]:
        """What holds for the whole report: few people, who is left out, answers given for others."""
        cautions = []
        if not self.result.scored:
            least = self.instrument.thresholds.mean
            cautions.append(self._say("too_few", Reason("conversation"), least=least))
        if self.result.scored and self.result.hidden:
            cautions.append(self._say("hidden", Reason("hidden")))
        if self.result.proxies:
            key = "proxy_one" if self.result.proxies == 1 else "proxy_many"
            cautions.append(self._say(key, Reason("proxies"), count=self.result.proxies))
        if self.result.form == "short" and self.result.scored:
            cautions.append(self._say("short_form", Reason("band")))
        cautions += [caution for domain in self.instrument.domains for caution in self._not_asked(domain.id)]
        return (*cautions, *hands_words.tell(self.result, self.words))

    def _notes(self) -> tuple[Passage, ...]:
        """How sure one can be: where the domains' scores likely lie, or that everyone invited answered."""
        if not self.result.scored:
            return ()
        if self.result.invited and self.result.answered == self.result.invited:
            return (self._say("everyone", Reason("everyone"), answered=self.result.answered),)
        ranges = []
        for domain in self.instrument.domains:
            measure = self.result.measures.get(domain.id)
            shown = measure.everyone if measure else None
            if measure and shown and shown.likely:
                low, high = shown.likely
                name = self.words[f"{domain.id}.name"]
                ranges.append(self.words.fill("say.likely_range", theme=name, low=low, high=high))
        if not ranges:
            return ()
        return (self._say("likely", Reason("likely"), invited=self.result.invited, ranges="; ".join(ranges)),)

    # Choosing

    @property
    def _only_voice(self) -> str:
        """The voice that everyone answers from where no other is offered; otherwise empty."""
        offered = self.instrument.voices_for(self.result.group_kind)
        return offered[0].id if len(offered) == 1 else ""

    @property
    def _middle(self) -> str:
        return self.instrument.bands[len(self.instrument.bands) // 2].id

    def _band(self, measure: Measure | None) -> str:
        """The band a measure's words are taken from: its own, or the middle one where nothing is shown."""
        return measure.everyone.band if measure and measure.everyone else self._middle

    def _because(self, measure: Measure | None, rule: str = "band") -> Reason:
        return Reason(rule, measure.id, shown=measure.everyone) if measure else Reason("conversation")

    def _ends(self, factors: Sequence[FactorReading]) -> tuple[FactorReading | None, FactorReading | None]:
        """The factors people agreed with most and least; neither when all lie within five points."""
        ordered = sorted(factors, key=lambda factor: _figure(factor.measure) or 0)
        if len(ordered) < 2:
            return None, None
        low, high = _figure(ordered[0].measure) or 0, _figure(ordered[-1].measure) or 0
        if high - low <= LEVEL:
            return None, None
        first_high = next(factor for factor in factors if _figure(factor.measure) == high)
        return first_high, ordered[0]

    def _name(self, measure: str) -> str:
        return self.words[f"{measure}.name"]

    def _listed(self, names: Sequence[str]) -> str:
        """One or two names as they stand in a sentence."""
        if len(names) < 2:
            return names[0]
        return self.words.fill("say.two", one=names[0], other=names[1])

    def _one(self, text_id: str, why: Reason) -> Passage:
        return Passage(text_id, self.words[text_id], why)

    def _many(self, text_id: str, why: Reason) -> tuple[Passage, ...]:
        return tuple(Passage(text_id, text, why) for text in self.words.all(text_id))

    def _say(self, key: str, why: Reason, **values: object) -> Passage:
        return Passage(f"say.{key}", self.words.fill(f"say.{key}", **values), why)


def _figure(measure: Measure | None) -> int | None:
    """The figure shown for everyone, or None where there is none."""
    return measure.everyone.figure if measure and measure.everyone else None

"""What a result says, in words: passages in the order of the page, each with the reason it stands there."""

from __future__ import annotations

from dataclasses import dataclass

from climate_desktop.core.results import Gap, Measure, Result, Shown, Spread


@dataclass(frozen=True)
class Reason:
    """Why a passage stands there: the rule, and the shown numbers behind it.

    `rule` is one of `band` (the score of `measure` lies in the band), `voice` (the score of one voice does), `example`
    (a voice that is not shown gets the account for the group's band), `most`, `least`, `level`, `gap`, `spread`, `near`,
    `missing`, `proxies`, `hidden`, `likely`, `everyone`, `conversation` (nothing is scored; the middle band's questions
    are asked). `voice` is empty for the whole group.
    """

    rule: str
    measure: str = ""
    voice: str = ""
    shown: Shown | None = None
    gap: Gap | None = None


@dataclass(frozen=True)
class Passage:
    """One printed piece of text with the id it has in the pack, in words ready to be read."""

    id: str
    text: str
    reason: Reason


@dataclass(frozen=True)
class VoiceAccount:
    """What a result means from one standpoint. `example` is true where the voice's own result is not shown."""

    voice: str
    name: str
    account: Passage
    quotes: tuple[Passage, ...]
    example: bool


@dataclass(frozen=True)
class FactorReading:
    """The interpretation in full of one factor. `measure` is None on a conversation sheet."""

    factor: str
    name: str
    about: str
    measure: Measure | None
    general: Passage | None
    cautions: tuple[Passage, ...]
    accounts: tuple[VoiceAccount, ...]
    questions: tuple[Passage, ...]
    first_steps: tuple[Passage, ...]


@dataclass(frozen=True)
class DomainReading:
    """One domain: the short words of its spread, and its factors in full.

    `standout` are the sentences of the spread after the opening, in reading order: most and least, voices, gap, spread,
    cautions. `quotes` belong to them. `questions` and `first_steps` are those of the spread (two each).
    """

    domain: str
    name: str
    short: str
    measure: Measure | None
    opening: Passage | None
    glance: tuple[Passage, ...]
    standout: tuple[Passage, ...]
    quotes: tuple[Passage, ...]
    questions: tuple[Passage, ...]
    first_steps: tuple[Passage, ...]
    factors: tuple[FactorReading, ...]
    closing: Passage | None


@dataclass(frozen=True)
class GapReading:
    """One place where two voices see it differently, in words."""

    gap: Gap
    name: str
    sentence: Passage


@dataclass(frozen=True)
class SpreadReading:
    """One factor on which opinions are split, in words."""

    spread: Spread
    name: str
    sentence: Passage


@dataclass(frozen=True)
class Reading:
    """The whole interpretation of one result.

    `most` and `least` are what people agreed with most and least, each with its easy sentence; None when all factors
    lie within five points. `differ` is the widest gap, or None; then `ask` holds one question to ask each other.
    """

    result: Result
    domains: tuple[DomainReading, ...]
    most: FactorReading | None
    least: FactorReading | None
    most_sentence: Passage | None
    least_sentence: Passage | None
    differ: GapReading | None
    ask: Passage | None
    gaps: tuple[GapReading, ...]
    gap_note: Passage | None
    splits: tuple[SpreadReading, ...]
    cautions: tuple[Passage, ...]
    notes: tuple[Passage, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage in the order in which it is printed, each with its reason."""
        found: list[Passage | None] = [self.most_sentence, self.least_sentence]
        found += [self.differ.sentence if self.differ else None, self.ask]
        for domain in self.domains:
            found += [domain.opening, *domain.glance, *domain.standout, *domain.quotes]
            found += [*domain.questions, *domain.first_steps]
            for factor in domain.factors:
                found += [factor.general, *factor.cautions]
                for told in factor.accounts:
                    found += [told.account, *told.quotes]
                found += [*factor.questions, *factor.first_steps]
            found.append(domain.closing)
        found += [gap.sentence for gap in self.gaps]
        found += [self.gap_note, *(split.sentence for split in self.splits), *self.cautions, *self.notes]
        return tuple(passage for passage in found if passage is not None)

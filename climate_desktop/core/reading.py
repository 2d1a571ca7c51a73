"""What a result says, in words: passages in the order of the page, each with the reason it stands there."""

from __future__ import annotations

from dataclasses import dataclass

from climate_desktop.core.results import Change, Gap, Measure, Result, Shown, Spread
from climate_desktop.core.words import Words


@dataclass(frozen=True)
class Reason:
    """Why a passage stands there: the rule, and the shown numbers behind it.

    `rule` is one of `band` (the score of `measure` lies in the band), `voice` (the score of one voice does), `example`
    (a voice that is not shown gets the account for the group's band), `most`, `least`, `level`, `gap`, `times` (how often
    the higher voice of a gap scores higher), `spread` (how alike the answers are), `change` (an earlier round beside this
    one), `near`, `missing`, `not_asked` (closed before it was), `proxies`, `hidden`, `tally` (a show of hands), `likely`,
    `everyone`, `conversation` (nothing is scored; the middle band's questions are asked). `voice` is empty for the whole
    group.
    """

    rule: str
    measure: str = ""
    voice: str = ""
    shown: Shown | None = None
    gap: Gap | None = None
    change: Change | None = None


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
    """The interpretation in full of one factor. `measure` is None on a conversation sheet.

    `agreement` says how alike people answered, where that may be told.
    """

    factor: str
    name: str
    about: str
    measure: Measure | None
    general: Passage | None
    cautions: tuple[Passage, ...]
    accounts: tuple[VoiceAccount, ...]
    questions: tuple[Passage, ...]
    first_steps: tuple[Passage, ...]
    agreement: Passage | None = None


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
    """One place where two voices see it differently, in words. `times` says how often, where enough people stand behind."""

    gap: Gap
    name: str
    sentence: Passage
    times: Passage | None = None


@dataclass(frozen=True)
class SpreadReading:
    """One factor on which opinions are split, in words."""

    spread: Spread
    name: str
    sentence: Passage


@dataclass(frozen=True)
class ChangeReading:
    """One score beside the one before, in words. `voice` is the name of the voice, empty for the whole group."""

    change: Change
    name: str
    voice: str
    sentence: Passage


@dataclass(frozen=True)
class SinceReading:
    """What has changed since an earlier round, in words.

    `intro` says which round is which; where nothing can be set side by side it says why, and there are no `changes`.
    `notes` say how sure one can be, `ask` what to ask each other.
    """

    intro: Passage
    changes: tuple[ChangeReading, ...] = ()
    notes: tuple[Passage, ...] = ()
    ask: Passage | None = None

    def of(self, measure: str) -> tuple[ChangeReading, ...]:
        """The changes of one domain or factor: everyone's, then those of the voices."""
        return tuple(reading for reading in self.changes if reading.change.measure == measure)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage in reading order."""
        ask = (self.ask,) if self.ask else ()
        return (self.intro, *(reading.sentence for reading in self.changes), *self.notes, *ask)


@dataclass(frozen=True)
class Reading:
    """The whole interpretation of one result.

    `most` and `least` are what people agreed with most and least, each with its easy sentence; None when all factors
    lie within five points. `differ` is the widest gap, or None; then `ask` holds one question to ask each other. `since`
    is None where no earlier round stands beside the result.
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
    since: SinceReading | None = None

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage in the order in which it is printed, each with its reason."""
        found: list[Passage | None] = [self.most_sentence, self.least_sentence]
        found += [self.differ.sentence if self.differ else None, self.ask]
        for domain in self.domains:
            found += [domain.opening, *domain.glance, *domain.standout, *domain.quotes]
            found += [*domain.questions, *domain.first_steps]
            for factor in domain.factors:
                found += [factor.general, factor.agreement, *factor.cautions]
                for told in factor.accounts:
                    found += [told.account, *told.quotes]
                found += [*factor.questions, *factor.first_steps]
            found.append(domain.closing)
        found += [passage for gap in self.gaps for passage in (gap.sentence, gap.times)]
        found += [self.gap_note, *(split.sentence for split in self.splits), *self.cautions, *self.notes]
        found += self.since.passages if self.since else ()
        return tuple(passage for passage in found if passage is not None)


def figure_text(shown: Shown, words: Words) -> str:
    """A shown figure as it is written: `68`, `95 or more`, `5 or less`; empty where only the band may be told."""
    if shown.figure is None:
        return ""
    return words.fill(f"report.{shown.end}", figure=shown.figure) if shown.end else str(shown.figure)

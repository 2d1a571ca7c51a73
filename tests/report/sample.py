"""Made-up readings to print: a group of 21, one of seven, one with end values, one too small for scores, one of sixty."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from climate_desktop import paths
from climate_desktop.core.instrument import Band, Domain, Factor, Instrument, Item, Scale, Voice
from climate_desktop.core.interpretation import (
    DomainReading,
    FactorReading,
    GapReading,
    Passage,
    Reading,
    Reason,
    SpreadReading,
    VoiceAccount,
)
from climate_desktop.core.results import Gap, Measure, Result, Shown, Spread
from climate_desktop.core.study import Action
from climate_desktop.core.words import Words
from climate_desktop.report import ReportContent
from tests.report import sample_words as say

Scores = Mapping[str, tuple[int | None, ...]]
"""The score of everyone, then of people who receive care, workers and family, for each measure."""

HEBBLE: Scores = {
    "growth": (68, 63, 71, 68),
    "growth.autonomy": (61, 46, 70, 64),
    "growth.learning": (74, 72, 79, 70),
    "growth.influence": (63, 55, 70, 62),
    "growth.security": (73, 78, 66, 77),
    "wellbeing": (78, 77, 76, 82),
    "wellbeing.levels": (72, 70, 69, 77),
    "wellbeing.relationships": (88, 91, 86, 88),
    "wellbeing.unity": (79, 80, 76, 82),
    "wellbeing.community": (73, 66, 72, 80),
    "systems": (46, 39, 54, 44),
    "systems.decisions": (38, 24, 52, 34),
    "systems.roles": (52, 47, 58, 50),
    "systems.accountability": (41, 33, 47, 41),
    "systems.change": (53, 50, 58, 50),
}
PEOPLE = {"care_receiver": 6, "care_worker": 8, "family": 7}

INSTRUMENT = Instrument(
    "sample",
    "1.2",
    Scale(1, 5),
    tuple(Voice(v) for v in say.VOICES),
    tuple(Domain(d) for d in say.DOMAINS),
    tuple(Factor(f.partition(".")[2], f.partition(".")[0]) for f in say.FACTORS),
    tuple(Item(f"{f.partition('.')[2]}_{i}", f.partition(".")[2]) for f in say.FACTORS for i in range(1, 5)),
    (Band("low", 0, 49), Band("medium", 50, 74), Band("high", 75, 100)),
)


def pack_words() -> Mapping[str, object]:
    """The report's own words as the bundled pack holds them."""
    file = paths.rubrics() / "social-climate" / "en-GB.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))["report"]
    assert isinstance(table, dict)
    return table


def words(**changed: str) -> Words:
    """The words of the sample pack; `changed` replaces texts by id, with two underscores for a dot."""
    texts: dict[str, tuple[str, ...]] = {
        f"report.{k}": tuple(v) if isinstance(v, list) else (str(v),) for k, v in pack_words().items()
    }
    for voice, (name, short) in say.VOICES.items():
        within = name[:1].lower() + name[1:]
        texts |= {f"voice.{voice}.name": (name,), f"voice.{voice}.short": (short,), f"voice.{voice}.within": (within,)}
    scale = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
    texts |= {f"scale.{i}": (word,) for i, word in enumerate(scale, 1)}
    texts |= {f"band.{b}": (b.capitalize(),) for b in ("low", "medium", "high")}
    texts["pack.name"] = ("Sample climate 48",)
    texts |= {k.replace("__", "."): (v,) for k, v in changed.items()}
    return Words("en-GB", texts)


def shown(figure: int, n: int) -> Shown:
    """A score as protection would hand it out."""
    band = INSTRUMENT.band(figure).id
    end = "or_more" if figure >= 95 else "or_less" if figure <= 5 else ""
    near = next(
        (b.id for b in INSTRUMENT.bands if b.id != band and min(abs(figure - b.low), abs(figure - b.high)) <= 2), ""
    )
    likely = None if end else (figure - 3, figure + 3)
    figures = None if end and n < 10 else min(max(figure, 5), 95)
    return Shown(band, n, figures, end, near, likely)


def measures(scores: Scores, people: Mapping[str, int], total: int) -> dict[str, Measure]:
    """Every measure, with the voices that have people."""
    return {
        m: Measure(
            m,
            shown(row[0], total) if row[0] is not None else None,
            {v: shown(f, n) for (v, n), f in zip(people.items(), row[1:], strict=False) if f is not None},
        )
        for m, row in scores.items()
    }


def result(scores: Scores, people: Mapping[str, int], total: int, invited: int) -> Result:
    """A closed round of the Hebble Valley team."""
    return Result(
        round_id="r1",
        group_name="Hebble Valley team",
        group_kind="team",
        label="spring 2026",
        held_on=date(2026, 4, 14),
        place="Hebble Hall",
        pack_id="sample",
        pack_version="1.2",
        form="full",
        answered=total,
        invited=invited,
        scored=bool(scores),
        hidden=len(people) < 3,
        voices=people,
        measures=measures(scores, people, total),
    )


def reading(of: Result) -> Reading:
    """The interpretation of a result, put together by hand."""
    domains = tuple(_domain(of, i, d) for i, d in enumerate(say.DOMAINS))
    factors = [f for d in domains for f in d.factors]
    gaps = _gaps(of)
    most = next(f for f in factors if f.factor == "relationships") if of.scored else None
    least = next(f for f in factors if f.factor == "decisions") if of.scored else None
    return Reading(
        result=of,
        domains=domains,
        most=most,
        least=least,
        most_sentence=_passage("wellbeing.relationships.high.easy", say.EASY["wellbeing.relationships"], "most")
        if most
        else None,
        least_sentence=_passage("systems.decisions.low.easy", say.EASY["systems.decisions"], "least")
        if least
        else None,
        differ=gaps[0] if gaps else None,
        ask=None if gaps else _passage("growth.medium.questions.1", say.QUESTIONS[0], "band"),
        gaps=gaps,
        gap_note=_passage("say.gap_some", say.GAPS_NOTE, "gap")
        if gaps
        else _passage("say.gap_hidden", say.GAPS_HIDDEN, "gap"),
        splits=_splits(of),
        cautions=_cautions(of),
        notes=(),
    )


def content(of: Result, actions: tuple[Action, ...] = (), **changed: str) -> ReportContent:
    """Everything that a report of this result is made from."""
    return ReportContent(
        reading=reading(of),
        words=words(**changed),
        instrument=INSTRUMENT,
        actions=actions,
        closed_on=date(2026, 4, 16),
        made_with="Climate Desktop 0.1.0",
        organisation="Three Locks Care Commons",
    )


ACTIONS = (
    Action("a1", "r1", "Share the rota a week early.", "Workers", "from 1 May"),
    Action("a2", "r1", "Ask “Who is missing?” before we decide.", "Everyone", "from now"),
    Action("a3", "r1", "Hold one open planning tea.", "Family and friends", "on 20 May"),
    Action("a4", "r1", "Put one name on the wall for each kind of trouble.", "Circle", ""),
    Action("a5", "r1", "Try a rota of lifts for a month.", "", "by June"),
)


def hebble() -> ReportContent:
    """21 of 24 people, three voices shown."""
    return content(result(HEBBLE, PEOPLE, 21, 24), ACTIONS)


def seven() -> ReportContent:
    """Seven people (one, four and two), so that only the whole group is shown."""
    everyone: Scores = {m: (row[0],) for m, row in HEBBLE.items()}
    return content(replace(result(everyone, {}, 7, 7), invited=7), ACTIONS[:1])


def ends() -> ReportContent:
    """Scores at both ends of the scale, from more than ten people and from fewer."""
    scores = dict(HEBBLE) | {
        "wellbeing": (97, 98, 93, 96),
        "wellbeing.relationships": (98, 99, 96, 100),
        "wellbeing.unity": (95, 91, 97, 96),
        "systems.decisions": (4, 2, 31, 3),
        "systems.accountability": (12, 4, 28, 21),
    }
    return content(result(scores, {"care_receiver": 12, "care_worker": 8, "family": 11}, 31, 0), ACTIONS[:3])


def sixty() -> ReportContent:
    """Sixty people of all four voices."""
    scores = {m: (*row, 60 + i) for i, (m, row) in enumerate(HEBBLE.items())}
    people = {"care_receiver": 14, "care_worker": 19, "family": 16, "circle_member": 11}
    return content(result(scores, people, 60, 80), ACTIONS)


def conversation() -> ReportContent:
    """Three people: nothing is scored."""
    return content(result({}, {}, 3, 5), ())


def long_names() -> ReportContent:
    """Names that are longer than any line."""
    of = result(HEBBLE, PEOPLE, 21, 24)
    name = "The Upper Calder Valley Neighbourhood Care and Support Team for Mytholmroyd, Luddenden Foot and Everywhere Between"
    of = replace(of, group_name=name, label="the second round of the long and rainy spring", place="Old Corn Exchange")
    long = (
        "Relatives, partners, neighbours, friends, volunteers and everyone who lends a hand without being paid for it"
    )
    return content(of, ACTIONS, voice__family__name=long, voice__family__within=long, voice__family__short=long)


def _passage(
    passage_id: str, text: str, rule: str, measure: str = "", voice: str = "", of: Shown | None = None
) -> Passage:
    return Passage(passage_id, text, Reason(rule, measure, voice, of))


def _domain(of: Result, i: int, domain: str) -> DomainReading:
    measure = of.measures.get(domain)
    everyone = measure.everyone if measure else None
    band = everyone.band if everyone else "medium"
    rule = "band" if of.scored else "conversation"
    name, short = say.DOMAINS[domain]
    ids = [f for f in say.FACTORS if f.startswith(domain)]
    first = ids[0]

    def part(kind: str, text: str) -> Passage:
        return _passage(f"{domain}.{band}.{kind}", text, rule, domain, "", everyone)

    own = of.measures[first].voices if first in of.measures else {}
    standout = [
        _passage("say.most_here", "What people agreed with most here is the second of these themes.", "most", first),
        *(
            _passage(f"{first}.{shown.band}.{v}", say.ACCOUNTS[(i + k) % 4], "voice", first, v, shown)
            for k, (v, shown) in enumerate(list(own.items())[:2])
        ),
    ]
    if own:
        standout.append(_passage("say.gap", say.GAPS[i], "gap", first))
    else:
        standout.append(_passage(f"{first}.{band}.general", say.GENERALS[4 * i], "band", first, "", everyone))
    return DomainReading(
        domain=domain,
        name=name,
        short=short,
        measure=measure,
        opening=part("opening", say.OPENINGS[i]) if of.scored else None,
        glance=(part("glance", ". ".join(say.OPENINGS[i].split(". ")[:2]) + "."),) if of.scored else (),
        standout=tuple(standout) if of.scored else (),
        quotes=(_passage(f"{first}.{band}.care_receiver.quotes.1", say.QUOTES[i], "voice", first),)
        if of.scored
        else (),
        questions=tuple(part(f"questions.{n}", q) for n, q in enumerate(say.QUESTIONS, 1)),
        first_steps=tuple(part(f"first_steps.{n}", q) for n, q in enumerate(say.STEPS, 1)),
        factors=tuple(_factor(of, 4 * i + k, f) for k, f in enumerate(ids)),
        closing=part("closing", say.CLOSINGS[i]) if of.scored else None,
    )


def _factor(of: Result, i: int, factor: str) -> FactorReading:
    measure = of.measures.get(factor)
    everyone = measure.everyone if measure else None
    band = everyone.band if everyone else "medium"
    own = measure.voices if measure else {}
    accounts = []
    for k, (voice, (name, _)) in enumerate(say.VOICES.items()):
        if own and voice not in own:
            continue
        seen = own.get(voice) or everyone
        part = f"{factor}.{seen.band if seen else band}.{voice}"
        rule = "voice" if own else "example"
        account = _passage(part, say.ACCOUNTS[(i + k) % 4], rule, factor, voice, seen)
        quotes = [say.QUOTES[(i + k + q) % 6] for q in range(1 + (i + k) % 2)]
        marked = tuple(_passage(f"{part}.quotes.{q}", t, rule, factor, voice, seen) for q, t in enumerate(quotes, 1))
        accounts.append(VoiceAccount(voice, name, account, marked, not own))
    return FactorReading(
        factor=factor.partition(".")[2],
        name=say.FACTORS[factor],
        about="Whether people are asked, and whether it makes a difference when they answer.",
        measure=measure,
        general=_passage(f"{factor}.{band}.general", say.GENERALS[i], "band", factor, "", everyone)
        if of.scored
        else None,
        cautions=(),
        accounts=tuple(accounts) if of.scored else (),
        questions=tuple(
            _passage(f"{factor}.medium.questions.{n}", q, "conversation") for n, q in enumerate(say.QUESTIONS, 1)
        ),
        first_steps=tuple(
            _passage(f"{factor}.medium.first_steps.{n}", q, "conversation") for n, q in enumerate(say.STEPS, 1)
        ),
    )


def _cautions(of: Result) -> tuple[Passage, ...]:
    if not of.scored:
        return (_passage("say.too_few", say.TOO_FEW, "conversation"),)
    return (_passage("say.hidden", say.HIDDEN, "hidden"),) if of.hidden else ()


def _gaps(of: Result) -> tuple[GapReading, ...]:
    if len(of.voices) < 2:
        return ()
    found = []
    wanted = ("systems.decisions", "growth.autonomy", "growth.influence", "systems.accountability")
    for measure, sentence in zip(wanted, say.GAPS, strict=True):
        voices = of.measures[measure].voices
        higher, lower = voices["care_worker"].figure, voices["care_receiver"].figure
        points = (
            higher - lower if higher is not None and lower is not None and not voices["care_receiver"].end else None
        )
        gap = Gap(measure, "care_worker", "care_receiver", points)
        found.append(
            GapReading(gap, say.FACTORS[measure], Passage(f"{measure}.gap", sentence, Reason("gap", measure, gap=gap)))
        )
    return tuple(found)


def _splits(of: Result) -> tuple[SpreadReading, ...]:
    if len(of.voices) < 2:
        return ()
    spread = Spread("systems.decisions", (23, 26, 10, 18, 7), -0.1, "camps")
    sentence = "People’s answers fall into two camps. This is how the 84 answers to its four statements fell."
    return (
        SpreadReading(
            spread, "Decision-making and planning", _passage("say.camps", sentence, "spread", "systems.decisions")
        ),
    )

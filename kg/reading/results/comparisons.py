"""Comparisons: ratios, p values, changes and differences, and what the document's words say of the direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import CONTROLS, names_of
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context, Proposal
from kg.reading.marks import any_sign
from kg.reading.patterns import Match, matches
from kg.reading.results import exposures, ratio_tables
from kg.reading.results.candidates import CUES, is_headline, may_compare, of_results, that_compare
from kg.reading.results.comparing.amounts import change
from kg.reading.results.comparing.changes import tells_of_changes, tells_of_each_arm
from kg.reading.results.comparing.comparators import in_turn
from kg.reading.results.comparing.effects import ratio
from kg.reading.results.comparing.factors import tells_of_factors
from kg.reading.results.comparing.orientation import beside, oriented
from kg.reading.results.comparing.p_values import p_values
from kg.reading.results.comparing.parts import of_each_part, once
from kg.reading.results.comparing.sides import NOBODY, Sides, compared
from kg.reading.results.comparing.statistics import Statistics
from kg.reading.results.comparing.verdicts import verdicts
from kg.reading.results.exposures import whose_p
from kg.reading.results.figures.seen import result_of, taken_up
from kg.reading.results.people import set_apart, tells_of_people
from kg.reading.results.phrases.spoken import in_slot
from kg.reading.results.phrases.things import Thing
from kg.reading.results.view import Result, words
from kg.reading.results.view import findings as _words


def read(context: Context) -> Iterator[Proposal]:
    """The comparisons of a document; a verdict that it repeats is told once."""
    told: set[object] = set()
    for sentence in that_compare(context):
        if sentence.passage.block == "row":
            yield from ratio_tables.row(context, sentence)
        yield from _of_sentence(context, sentence, told)
    yield from _headlines(context, {known[0] for known in told if isinstance(known, tuple)})


def _of_sentence(context: Context, sentence: Sentence, told: set[object]) -> Iterator[Proposal]:
    """What a sentence compares: groups of people, arms; where none, whom its p value sets apart."""
    groups = exposures.told(sentence, context)
    yield from groups
    of_arms: list[Proposal] = []
    if may_compare(sentence, context):
        result = taken_up(result_of(context, sentence), context)
        if not tells_of_changes(result, context):
            of_arms = _of_arms(result, groups, context)
            yield from once(of_arms, told, context)
    if of_arms or (groups and not any(map(exposures.of_a_list, groups))):
        return
    treated = [p for p in exposures.told(sentence, context, with_treated=True) if p not in groups]
    yield from treated
    if not treated and not groups and sentence.of_kind("p_value", "interval"):
        yield from whose_p.read(result_of(context, sentence), context)


def _of_arms(result: Result, groups: Sequence[Proposal], context: Context) -> list[Proposal]:
    """What is told of arms, and not of groups of people, who are no arms of a trial."""
    told = {_finding(proposal) for proposal in groups}
    unnamed = bool(groups) and not result.arms
    return [
        _with_base(proposal, result)
        for proposal in _proposals(result, context)
        if _finding(proposal) not in told
        and not (unnamed and proposal.roles["effect"] == "verdict")
        and not _of_a_test(proposal)
    ]


def _with_base(proposal: Proposal, result: Result) -> Proposal:
    """A proposal whose arm holds what its treatment was added to: "Adding A improved X over B alone"."""
    arm, base = proposal.roles["arm"], proposal.roles["comparator"]
    if not (isinstance(arm, Arm) and isinstance(base, Arm) and _ADDED.match(result.typed)):
        return proposal
    if names_of(arm.interventions) & names_of(base.interventions) or names_of(base.interventions) & CONTROLS:
        return proposal
    both = replace(arm, interventions=(*arm.interventions, *base.interventions))
    return replace(proposal, roles={**proposal.roles, "arm": both})


_ADDED = re.compile(rf"(?:Adding|(?:The\s)?[Aa]ddition\sof)\s(?:the\s)?{any_sign('arm', *TREATMENTS)}(?!\sto\b)")
"""At the head of a sentence, a treatment that was added to what the sentence measures it against."""


def _of_a_test(proposal: Proposal) -> bool:
    """Whether how well a test tells the sick from the well is set against a drug, which only its users may have had."""
    measure, sides = proposal.roles["measure"], (proposal.roles["arm"], proposal.roles["comparator"])
    if not (isinstance(measure, Concept) and _OF_A_TEST.search(measure.name)):
        return False
    return any(c.kind == "drug" for side in sides if isinstance(side, Arm) for c in side.interventions)


_OF_A_TEST = re.compile(r"\b(?:sensitivit|specificit|predictive value|false[- ](?:positive|negative))", re.IGNORECASE)
"""Measures of a test."""


def _finding(proposal: Proposal) -> tuple[object, ...]:
    """What makes two findings of one sentence the same, whoever it is told of."""
    roles, measure = proposal.roles, proposal.roles["measure"]
    named = measure.name if roles["effect"] == "verdict" and isinstance(measure, Concept) else None
    return (roles["effect"], roles.get("value"), named)


def _headlines(context: Context, told: set[object]) -> Iterator[Proposal]:
    """The verdicts that only the title of an item of news tells: on arms of its trial, of which the item tells none."""
    for sentence in of_results(context, filter(is_headline, context.annotated.sentences)):
        trial = context.trials.of(sentence)
        if trial in told or not context.arms.of(trial):
            continue
        for proposal in _proposals(result_of(context, sentence), context) if may_compare(sentence, context) else ():
            if proposal.roles["effect"] == "verdict" and proposal.roles["arm"] in context.arms.of(trial):
                yield proposal


def _proposals(result: Result, context: Context) -> Iterator[Proposal]:
    """What the cues of a sentence say, and its figures; these have the sides of the sentence, else of its verdicts."""
    found = [match for family in CUES for match in matches(family, result.sentence)]
    told = found or result.sentence.of_kind("p_value")
    if not told or context.arms.leaves_open(result.sentence) or _sets_trials_apart(result, context):
        return
    if tells_of_each_arm(result):
        return
    said = list(_said(result, found, context))
    figures = list(_figured(result, found, said, context))
    yield from (each for verdict in said for each in of_each_part(verdict, figures, said))
    yield from figures


def _sets_trials_apart(result: Result, context: Context) -> bool:
    """Whether a sentence sets a trial against another, and not its arms: "in the A trial than in the B trial"."""
    sentence = result.sentence
    others = [m for m in context.trials.named(sentence) if m.trial != result.trial]
    text = sentence.passage.text
    return any(_AGAINST_TRIAL.search(text, max(sentence.span.start, m.start - 40), m.start) for m in others)


_AGAINST_TRIAL = re.compile(
    r"(?:\b(?:than|versus|vs\.?|(?:as )?compared (?:with|to)|relative to)(?:\s[a-z]+){0,4}"
    r"|\bvs\.?\s[\d.]+%?\sin(?:\sthe)?)\s$"
)
"""Before another trial's name, what sets a trial's result against that of this one."""


def _figured(result: Result, found: Sequence[Match], said: Sequence[Proposal], context: Context) -> Iterator[Proposal]:
    """The figures of a sentence; these have its sides, else those of its verdicts."""
    if not any(match.rule.kind in _READERS for match in found) and not result.sentence.of_kind("p_value"):
        return
    if result.sentence.search(words("not_results")) or result.sentence.search(_words("planned")):
        return
    sides = NOBODY if _models_factors(result) or tells_of_people(result) else compared(result, context)
    pairs = list(dict.fromkeys((verdict.roles["arm"], verdict.roles["comparator"]) for verdict in said))
    if len({arm for arm, _ in pairs}) > 1 and len(context.arms.of(result.trial)) > 2:
        yield from in_turn(list(_of_sides(result, found, said, NOBODY, context)), pairs)
        return
    if said and (sides == NOBODY or sides[1] is None):
        sides = _sides_of_verdicts(sides, said)
    elif said and context.arms.by_mention(result.trial) and _are_turned(sides, said):
        sides = sides[::-1]
    if sides != NOBODY or _on_factors(result):
        yield from _of_sides(result, found, said, sides, context)
    elif len(context.arms.of(result.trial)) > 2:
        yield from in_turn(list(_of_sides(result, found, said, NOBODY, context)), ())


def _of_sides(
    result: Result, found: Sequence[Match], said: Sequence[Proposal], sides: Sides, context: Context
) -> Iterator[Proposal]:
    """The figures of a sentence as those of two sides, but where one names its own."""
    found = _once_each(found)
    places = sorted({match.found.start("value") for match in found if match.rule.kind == "effect"})
    told = list(_told(result, found)) if places or result.sentence.of_kind("p_value") else []
    stats = Statistics(result, sides, told, places)
    guessed = not result.arms and context.arms.by_mention(result.trial)
    ratios: list[Proposal] = []
    measured: dict[int, Concept] = {}
    for match in found:
        if match.rule.kind in _READERS and not (guessed and match.rule.kind != "effect"):
            figures = list(_READERS[match.rule.kind](stats, match))
            if match.rule.kind == "effect":
                figures = list(oriented(result, match, figures, said))
                ratios += figures
                told_of = [f.roles["measure"] for f in figures]
                measured |= {match.found.start("value"): m for m in told_of if isinstance(m, Concept)}
            yield from figures
    yield from (beside(ratios, p_value) for p_value in p_values(stats, measured))


def _once_each(found: Sequence[Match]) -> list[Match]:
    """The cues without ratios of a list that one of its own name tells already, and what is no relative risk."""
    found = [m for m in found if not m.rule.options.get("risk") or _RELATIVE.match(m.words("first") + m.words("risk"))]
    named = {m.found.start("value") for m in found if m.rule.kind == "effect" and not m.rule.options.get("listed")}
    return [m for m in found if not (m.rule.options.get("listed") and m.found.start("value") in named)]


_RELATIVE = re.compile(r"(?:[a-z-]+\s)?relative\s(?:risk|hazard|odds)\b", re.IGNORECASE)
"""What a measure's words begin with that is a ratio: "the | relative risk of death was 0.7"."""


def _sides_of_verdicts(sides: Sides, said: Sequence[Proposal]) -> Sides:
    """The sides of a sentence's verdicts where it tells none, or what they measure its arm against where all agree."""
    told = list(dict.fromkeys((verdict.roles["arm"], verdict.roles["comparator"]) for verdict in said))
    if sides != NOBODY and (len(told) > 1 or told[0][0] != sides[0]):
        return sides
    arm, comparator = told[0]
    return arm if isinstance(arm, Arm) else None, comparator if isinstance(comparator, Arm) else None


def _are_turned(sides: Sides, said: Sequence[Proposal]) -> bool:
    """Whether all verdicts of a sentence tell of the arm that its sides take for the comparator."""
    return all((verdict.roles["comparator"], verdict.roles["arm"]) == sides for verdict in said)


def _models_factors(result: Result) -> bool:
    """Whether figures are those of a model of factors, among which no treatment is named."""
    named = result.arms or result.sentence.of_kind("drug", "intervention")
    return not named and bool(result.sentence.search(_words("model")))


def _on_factors(result: Result) -> bool:
    """Whether a sentence gives figures on factors, or on people whom it sets against each other."""
    return (not result.arms and tells_of_factors(result)) or set_apart(result) is not None


def _said(result: Result, found: Sequence[Match], context: Context) -> Iterator[Proposal]:
    """The verdicts of a sentence's cues.

    A cue that stands `also` joins another's verdict; one that speaks `otherwise` is read where no other is.
    """
    cues = [match for match in found if match.rule.kind == "verdict"]
    told: list[tuple[int, int]] = []
    for match in sorted(cues, key=lambda m: (bool(m.rule.options.get("also")), bool(m.rule.options.get("otherwise")))):
        start, end = match.found.span()
        if match.rule.options.get("also") and not told:
            continue
        if match.rule.options.get("otherwise") and any(start < high and low < end for low, high in told):
            continue
        proposals = list(verdicts(result, match, context))
        if proposals:
            told.append((start, end))
        yield from proposals


def _told(result: Result, found: Sequence[Match]) -> Iterator[list[Thing]]:
    """What each cue of a sentence with statistics speaks of, be it in a list of measures or not."""
    for match in found:
        if "slot" in match.rule.options:
            unknown = not (match.rule.options.get("marked") or match.rule.options.get("general"))
            yield [thing for thing in in_slot(result, match)[0] if unknown or thing.marked]


_READERS = {"effect": ratio, "change": change, "difference": change}

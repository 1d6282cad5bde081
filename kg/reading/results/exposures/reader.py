"""Comparisons of groups that no treatment makes: risk factors, gene variants, survivors, subtypes of a cancer.

A cue of `kg/rules/exposures.toml` frames what a clause tells: a group, what befalls it, what it is set against, in
which direction and how much. The ratios of the sentence join the frame before them. Where a clause names a treatment
as a side, or doubts what it tells, this reader is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Concept, Span, Value
from kg.reading.annotate import Sentence, once_a_sentence, remarked
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context, Proposal
from kg.reading.marks import any_sign
from kg.reading.patterns import may_match
from kg.reading.results.comparing.effects import of_one_step
from kg.reading.results.exposures.factors import lists_factors, of_a_factor
from kg.reading.results.exposures.frames import Frame, frames
from kg.reading.results.exposures.groups import Clauses
from kg.reading.results.exposures.ratios import Ratio, folds, may_be_chance, p_values, ratios
from kg.reading.results.exposures.stretches import Group, words
from kg.reading.results.exposures.topics import topic
from kg.reading.results.figures.people.populations import beside
from kg.reading.results.figures.seen import result_of
from kg.reading.results.phrases.things import Thing, things
from kg.reading.results.view import Result
from kg.reading.text.brackets import unbracketed
from kg.reading.trials.single import is_abstract


def told(sentence: Sentence, context: Context, with_treated: bool = False) -> list[Proposal]:
    """What one sentence tells of groups that no treatment makes; `with_treated` also of those that one makes.

    The latter is for sentences of which no arms of a trial are told.
    """
    plain = _plain(sentence)
    if plain is None or (with_treated and not plain.of_kind(*TREATMENTS)):
        return []
    return list(_told(plain, context, with_treated))


@once_a_sentence
def _plain(sentence: Sentence) -> Sentence | None:
    """The sentence as its groups are looked for in it; None where no cue of theirs can stand in it."""
    if sentence.passage.block in ("heading", "row", "code") or not may_match("exposures", sentence):
        return None
    return None if "et al.:" in sentence.text else _with_ratios(sentence)


def _with_ratios(original: Sentence) -> Sentence:
    """The sentence with "RR" as it stands, which may be a relative risk and no response rate."""
    kept = [mark for mark in original.marks if mark.span.of(original.passage.text) not in _RATIOS]
    if len(kept) == len(original.marks):
        return original
    return remarked(original, kept)


_RATIOS = frozenset({"RR", "RRs", "OR", "ORs", "SIR", "SMR"})


def _told(sentence: Sentence, context: Context, with_treated: bool) -> Iterator[Proposal]:
    """The ratios and p values that belong to a frame, then what the cues themselves say and no figure repeats."""
    clauses, found = _frames(sentence, context, with_treated)
    if not found:
        return
    result = result_of(context, context.annotated.sentences[sentence.index])
    told_in = (*ratios(sentence), *p_values(sentence))
    if not told_in and _of_no_study(sentence, context):
        found = [f for f in found if not words("always").search(f.match.found.group()) or _of_prognosis(f)]
    figures = [p for ratio in told_in for p in _with_ratio(ratio, found, clauses, sentence, result)]
    yield from figures
    values = {proposal.roles["value"] for proposal in figures}
    for frame in found:
        if frame.directed or all(proposal.roles["effect"] == "p_value" for proposal in figures):
            spoken = (p for p in _spoken(frame, sentence, result) if p.roles.get("value") not in values)
            yield from (p for p in spoken if not may_be_chance(p, figures))


def _of_prognosis(frame: Frame) -> bool:
    """Whether a cue says how those fare who have something: "larger tumors are associated with a worse prognosis"."""
    named = all(words("of_prognosis").search(thing.concept.name) for thing in frame.things)
    plain = frame.match.rule.name == "exposure.had" and frame.match.words("worse").lower() == "poor"
    return named and not plain and any(frame.match.has(way) for way in ("better", "worse", "not"))


def _of_no_study(sentence: Sentence, context: Context) -> bool:
    """Whether a sentence tells of no study, nor what leads to it: common knowledge, also between answers of a page."""
    trials, told = context.trials, context.trials.told(sentence) and not context.trials.known_before(sentence)
    between = trials.single and not trials.named(sentence) and not is_abstract(context.document)
    return (not told or between) and not sentence.search_text(words("of_a_study"))


def _frames(sentence: Sentence, context: Context, with_treated: bool) -> tuple[Clauses, list[Frame]]:
    """The clauses of a sentence, and what its cues frame in them."""
    trial = context.arms.trials.of(sentence)
    plain = Result(sentence, trial, {}, {})

    def arms() -> tuple[Span, ...]:
        found = context.arms.references(sentence, brackets=True)
        return tuple(sentence.place(arm.start, arm.end) for arm in found)

    clauses = Clauses(_blanked(sentence), arms, lambda: topic(context.annotated, sentence), with_treated)
    known = context.arms.of(trial)
    if len(known) > 1 and with_treated:
        return clauses, []
    several = len(known) > 1
    found = [f for f in frames(plain, clauses) if not _is_of_the_trial(f, trial) and not _with_a_treatment(f, clauses)]
    found = [f for f in found if with_treated or not known or f.against or of_a_factor(f, several)]
    if with_treated:
        given = (replace(f, groups=tuple(g for g in f.groups if g.given)) for f in found if f.groups[0].given)
        found = [*filter(_befalls, given), *(f for f in found if lists_factors(f))]
    return clauses, found


def _is_of_the_trial(frame: Frame, trial: Concept) -> bool:
    """Whether what seems a group is but the study that a sentence names: "the ABC study reported a raised risk"."""
    return any(group.name.removeprefix("the ") == trial.name for group in frame.groups)


def _with_a_treatment(frame: Frame, clauses: Clauses) -> bool:
    """Whether what befell people is said to be a treatment's doing: "patients with X had a better outcome | with A"."""
    mark = _WITH.match(clauses.sentence.typed, frame.end)
    ahead = all(group.start < frame.start and not group.given for group in frame.groups)
    return mark is not None and frame.against is None and ahead


_WITH = re.compile(rf"\s(?:with|from)\s(?:the\s)?(?:use\sof\s)?(?:[a-z-]+\s)?{any_sign(*TREATMENTS)}")


@once_a_sentence
def _blanked(sentence: Sentence) -> Sentence:
    """The sentence with what stands in brackets blanked out."""
    return replace(sentence, typed=unbracketed(sentence.typed))


def _befalls(frame: Frame) -> bool:
    """Whether a list of names knows all that a frame is told of, and which way it is good."""
    return frame.match.rule.options["slot"] != "prognosis" and all(
        thing.marked and thing.good is not None for thing in frame.things
    )


def _roles(frame: Frame, thing: Thing, group: Group, result: Result, at: int) -> dict[str, Value | None]:
    """The roles of what a frame tells at a place of its sentence."""
    trial, sides = result.trial, [*frame.groups, *([frame.against] if frame.against else [])]
    sentence = frame.match.sentence
    place = sentence.place(at, at).start
    return {
        "trial": trial, "measure": thing.concept, "arm": group.arm(trial),
        "comparator": frame.against.arm(trial) if frame.against else None,
        "population": beside(result, place, (sentence.place(side.start, side.end) for side in sides)),
    }  # fmt: skip


def _spoken(frame: Frame, sentence: Sentence, result: Result) -> Iterator[Proposal]:
    """The direction that a frame tells, and how many times or percent it names."""
    for thing in frame.things:
        for group in frame.groups:
            roles = _roles(frame, thing, group, result, frame.start)
            for said, part in _said(frame):
                rule = f"{frame.match.rule.name}{'.treated' if group.given else ''}{part}"
                yield Proposal("comparison", {**roles, **said}, sentence.source(), rule)


def _said(frame: Frame) -> Iterator[tuple[dict[str, Value | None], str]]:
    """What a cue itself says: the roles of each fact, and what tells its rule from others of the cue."""
    if frame.verdict:
        yield {"effect": "verdict", "verdict": frame.verdict}, ""
    for value, qualifier in folds(frame.match):
        yield {"effect": "risk_ratio", "value": value, "qualifier": qualifier}, ".fold"
    share = _share(frame)
    if share is not None:
        yield {"effect": "relative_change", "value": share, "unit": "percent", "qualifier": None}, ".percent"


def _share(frame: Frame) -> Decimal | None:
    """The percentage by which a risk is higher or lower."""
    marks = frame.match.marks("share", "percent")
    quantity = marks[0].quantity if marks else None
    up, down = frame.match.has("up"), frame.match.has("down")
    if quantity is None or quantity.value is None or quantity.upper is not None or not (up or down):
        return None
    return -quantity.value if down else quantity.value


def _with_ratio(
    ratio: Ratio, found: Sequence[Frame], clauses: Clauses, sentence: Sentence, result: Result
) -> Iterator[Proposal]:
    """A ratio as a fact of the frame that it belongs to."""
    semicolon = clauses.sentence.typed.rfind(";", 0, ratio.start) + 1
    before = [f for f in found if f.start < ratio.end and f.start >= semicolon]
    frame = before[-1] if before else None
    group = _one_group(frame, ratio, clauses) if frame else None
    if (listed := _of_a_subject(found, ratio, clauses)) is not None:
        frame, group = listed
    thing = (_own_thing(frame, ratio, sentence, result.trial) or _one_thing(frame, ratio, clauses)) if frame else None
    if frame is None or thing is None or group is None:
        return
    if words("another_told").search(clauses.sentence.typed, frame.end, max(frame.end, ratio.start)):
        return
    alone = len(frame.things) == len(frame.groups) == 1 == len(sentence.of_kind("p_value"))
    if _respectively(sentence, ratio, clauses) and not (alone and ratio.roles["effect"] == "p_value"):
        return
    roles = {**_roles(frame, thing, group, result, ratio.start), **ratio.roles}
    part = "p-value" if roles["effect"] == "p_value" else "ratio"
    treated = ".treated" if group.given else ""
    yield Proposal("comparison", roles, sentence.source(), f"{frame.match.rule.name}{treated}.{part}")


def _respectively(sentence: Sentence, ratio: Ratio, clauses: Clauses) -> bool:
    """Whether a ratio is one of several that belong to as many things, in their order."""
    inside, behind = sentence.typed[ratio.start : ratio.end], clauses.sentence.typed[ratio.end :]
    return "respectively" in inside or "respectively" in behind


def _of_a_subject(found: Sequence[Frame], ratio: Ratio, clauses: Clauses) -> tuple[Frame, Group] | None:
    """The frame and its group behind which a ratio stands before the cue: "A (OR, 2) and B (OR, 3) went with C"."""
    for frame in found:
        if ratio.end <= frame.start + 1:
            near = [g for g in frame.groups if g.end <= ratio.start and _bracketed(clauses, g.end, ratio.start)]
            if near:
                return frame, near[-1]
    return None


def _own_thing(frame: Frame, ratio: Ratio, sentence: Sentence, trial: Concept) -> Thing | None:
    """What a ratio says that it is of, where its frame tells of the outcome at large: "worse outcome (RR of death)"."""
    vague = all(_OUTCOME.fullmatch(thing.concept.name) for thing in frame.things)
    named = things(Result(sentence, trial, {}, {}), *ratio.told)[0] if vague and ratio.told else []
    return named[0] if len(named) == 1 and named[0].good is not None else None


_OUTCOME = re.compile(r"(?:[a-z]+ )?(?:prognos[ie]s|outcomes?)", re.IGNORECASE)
"""What is told of how people fare in whatever way."""


def _one_thing(frame: Frame, ratio: Ratio, clauses: Clauses) -> Thing | None:
    """What a ratio is told of: the only thing, or the one whose bracket it stands in."""
    if len(frame.things) == 1:
        return frame.things[0]
    near = [t for t in frame.things if t.measure.end <= ratio.start and _bracketed(clauses, t.measure.end, ratio.start)]
    return near[-1] if near else None


def _one_group(frame: Frame, ratio: Ratio, clauses: Clauses) -> Group | None:
    """Whom a ratio is told of: the people behind it, else the only group, or the one whose bracket it stands in.

    Of several ratios that one group may be told the first alone is surely its own.
    """
    if words("by_step").match(clauses.sentence.typed, ratio.end):
        return None
    behind = words("groups_behind").match(clauses.sentence.typed, ratio.end)
    own = clauses.behind(behind.end()) if behind else None
    if own is not None and clauses.of_people(own):
        return own
    if of_one_step(clauses.sentence.typed, ratio.end):
        return None
    if len(frame.groups) == 1:
        if frame.match.rule.options["group"] == "listed" and frame.start < ratio.start < frame.groups[0].start:
            return None  # of a factor earlier in the list, which is no group
        others = ratio.after - frame.start if ratio.after is not None else -1
        near_thing = any(_bracketed(clauses, t.measure.end, ratio.start) for t in frame.things)
        return frame.groups[0] if others < 0 or near_thing else None
    near = [g for g in frame.groups if g.end <= ratio.start and _bracketed(clauses, g.end, ratio.start)]
    return near[-1] if near else None


def _bracketed(clauses: Clauses, end: int, at: int) -> bool:
    """Whether nothing but a bracket's beginning stands between two places."""
    return re.fullmatch(r"[\s(\[,\0]*", clauses.sentence.typed[end:at]) is not None

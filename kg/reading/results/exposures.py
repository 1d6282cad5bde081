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

from kg.model import Concept, Value
from kg.reading.annotate import Sentence
from kg.reading.context import Context, Proposal
from kg.reading.patterns import may_match
from kg.reading.results.frames import Frame, frames
from kg.reading.results.groups import Clauses, Group, words
from kg.reading.results.outcomes import RESULT_SOURCES
from kg.reading.results.ratios import Ratio, folds, ratios
from kg.reading.results.things import Thing
from kg.reading.results.view import Result


def read(context: Context) -> Iterator[Proposal]:
    """The comparisons of a document whose sides no treatment makes."""
    if context.document.source not in RESULT_SOURCES:
        return
    for sentence in context.annotated:
        if sentence.passage.block in ("heading", "row", "code") or "et al.:" in sentence.text:
            continue
        if may_match("exposures", sentence):
            yield from _told(sentence, context)


def _told(sentence: Sentence, context: Context) -> Iterator[Proposal]:
    """What one sentence tells of groups."""
    trial = context.arms.trials.of(sentence)
    plain = Result(sentence, trial, {}, {})
    blanked = replace(sentence, typed=plain.unbracketed)
    arms = context.arms.references(sentence, brackets=True)
    clauses = Clauses(blanked, tuple(sentence.place(arm.start, arm.end) for arm in arms))
    known = context.arms.of(trial)
    found = [f for f in frames(plain, clauses) if not known or (len(known) > 1 and f.against)]
    told = [p for ratio in ratios(sentence) for p in _with_ratio(ratio, found, clauses, sentence, trial)]
    yield from told
    values = {proposal.roles["value"] for proposal in told}
    for frame in found:
        yield from (p for p in _spoken(frame, sentence, trial) if p.roles.get("value", True) not in values)


def _roles(frame: Frame, thing: Thing, group: Group, trial: Concept) -> dict[str, Value | None]:
    return {
        "trial": trial, "measure": thing.concept, "arm": group.arm(trial),
        "comparator": frame.against.arm(trial) if frame.against else None,
    }  # fmt: skip


def _spoken(frame: Frame, sentence: Sentence, trial: Concept) -> Iterator[Proposal]:
    """The direction that a frame tells, and how many times or percent it names."""
    rule, span = frame.match.rule.name, sentence.source()
    for thing in frame.things:
        for group in frame.groups:
            roles = _roles(frame, thing, group, trial)
            if frame.verdict:
                yield Proposal("comparison", {**roles, "effect": "verdict", "verdict": frame.verdict}, span, rule)
            for value, qualifier in folds(frame.match):
                told = {"effect": "risk_ratio", "value": value, "qualifier": qualifier}
                yield Proposal("comparison", {**roles, **told}, span, f"{rule}.fold")
            share = _share(frame)
            if share is not None:
                told = {"effect": "relative_change", "value": share, "unit": "percent", "qualifier": None}
                yield Proposal("comparison", {**roles, **told}, span, f"{rule}.percent")


def _share(frame: Frame) -> Decimal | None:
    """The percentage by which a risk is higher or lower."""
    marks = frame.match.marks("share", "percent")
    quantity = marks[0].quantity if marks else None
    up, down = frame.match.has("up"), frame.match.has("down")
    if quantity is None or quantity.value is None or quantity.upper is not None or not (up or down):
        return None
    return -quantity.value if down else quantity.value


def _with_ratio(
    ratio: Ratio, found: Sequence[Frame], clauses: Clauses, sentence: Sentence, trial: Concept
) -> Iterator[Proposal]:
    """A ratio as a fact of the frame that it belongs to."""
    semicolon = clauses.sentence.typed.rfind(";", 0, ratio.start) + 1
    before = [f for f in found if f.start < ratio.end and f.start >= semicolon]
    if not before:
        return
    frame = before[-1]
    thing, group = _one_thing(frame, ratio, clauses), _one_group(frame, ratio, clauses)
    if thing is None or group is None or "respectively" in clauses.sentence.typed[ratio.end :]:
        return
    roles = {**_roles(frame, thing, group, trial), **ratio.roles}
    yield Proposal("comparison", roles, sentence.source(), f"{frame.match.rule.name}.ratio")


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
    behind = words("groups_behind").match(clauses.sentence.typed, ratio.end)
    own = clauses.behind(behind.end()) if behind else None
    if own is not None and words("people").search(clauses.sentence.typed[own.start : own.end]):
        return own
    if len(frame.groups) == 1:
        others = ratio.after - frame.start if ratio.after is not None else -1
        near_thing = any(_bracketed(clauses, t.measure.end, ratio.start) for t in frame.things)
        return frame.groups[0] if others < 0 or near_thing else None
    near = [g for g in frame.groups if g.end <= ratio.start and _bracketed(clauses, g.end, ratio.start)]
    return near[-1] if near else None


def _bracketed(clauses: Clauses, end: int, at: int) -> bool:
    """Whether nothing but a bracket's beginning stands between two places."""
    return re.fullmatch(r"[\s(\[,\0]*", clauses.sentence.typed[end:at]) is not None

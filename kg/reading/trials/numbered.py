"""The numbers of the trials that a document does not name: "study", "study-2", …, in the order of its facts.

What a sentence tells of several trials as one ("two randomized trials compared") is told of each of them; a figure
there is one of them all, or of one that is not known, and is told of none.

The walk through the text numbers every study that it comes across, also those of which nothing is told in the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from kg import names, schema
from kg.model import Arm, Concept, Fact, Finding, Value
from kg.reading.annotate import Annotated
from kg.reading.trials.flow import Trials


def numbered(findings: Iterable[Finding], trials: Trials) -> list[Finding]:
    """The findings with their unnamed trials numbered without gaps; a document's own trial is its first.

    Where the document names its own trial, the first that it does not name is "study-2".
    """
    found = list(findings)
    told = [trial for finding in found for trial in trials_of(finding.fact)]
    own = [trials.main] if trials.single else []
    order = dict.fromkeys([*own, *filter(_unnamed, told)])
    new = {trial: replace(trial, name=names.unnamed(i)) for i, trial in enumerate(order, 1) if _unnamed(trial)}
    return [replace(finding, fact=renamed(finding.fact, new)) for finding in found]


def _unnamed(trial: Concept) -> bool:
    return names.is_unnamed(trial.name)


def trials_of(fact: Fact) -> Iterator[Concept]:
    """The trials that a fact tells of, those of its arms too."""
    for _, values in fact.roles:
        for value in values:
            if isinstance(value, Arm):
                yield value.trial
            elif isinstance(value, Concept) and value.kind == "trial":
                yield value


def renamed(fact: Fact, new: Mapping[Concept, Concept]) -> Fact:
    """The fact with other trials in the place of some."""
    if all(new.get(trial, trial) == trial for trial in trials_of(fact)):
        return fact
    return schema.make(fact.kind, **{role: [_with(value, new) for value in values] for role, values in fact.roles})


def _with(value: Value, new: Mapping[Concept, Concept]) -> Value:
    if isinstance(value, Arm):
        return replace(value, trial=new.get(value.trial, value.trial))
    return new.get(value, value) if isinstance(value, Concept) else value


SHARED = frozenset({"allocation", "masking", "control", "condition", "phase"})
"""What is told of each of several trials where they are told of as one."""


def of_each(findings: Iterable[Finding], annotated: Annotated, trials: Trials) -> Iterator[Finding]:
    """The findings, of which those of a sentence that tells of several trials as one are told of each of them.

    Of trials that are not counted ("several trials") only what they found together is told.
    """
    sentences = annotated.sentences
    several = {sentences[at].source(): (trials.of(sentences[at]), *others) for at, others in trials.pooled.items()}
    for finding in findings:
        start, fact = finding.evidence.span.start, finding.fact
        each = next((group for span, group in several.items() if span.start <= start < span.end), ())
        if not each or set(trials_of(fact)) != {each[0]}:
            yield finding
        elif _is_shared(finding) and (len(each) > 1 or fact.kind == "comparison"):
            yield from (replace(finding, fact=renamed(fact, {each[0]: trial})) for trial in each)


def _is_shared(finding: Finding) -> bool:
    fact = finding.fact
    if fact.kind == "trial":
        return fact.one("attribute") in SHARED
    apart = fact.kind == "comparison" and _EITHER.search(finding.evidence.quote)
    return not (apart or any(isinstance(value, Decimal) for _, values in fact.roles for value in values))


_EITHER = re.compile(r"\b(?:compared\s(?:with|to)|than|versus|over)\s(?:with\s)?either\b")
"""Words that leave open which of several trials had which of two comparators."""

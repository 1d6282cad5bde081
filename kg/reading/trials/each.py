"""What a sentence tells of several trials as one ("two randomized trials compared"): it is told of each of them.

A figure there is one of them all, or of one that is not known: it is told of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from kg.model import Finding
from kg.reading.annotate import Annotated
from kg.reading.trials.flow import Trials
from kg.reading.trials.numbered import renamed, trials_of

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

"""The numbers of the trials that a document does not name: "study", "study-2", …, in the order of its facts.

The walk through the text numbers every study that it comes across, also those of which nothing is told in the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg import names, schema
from kg.model import Arm, Concept, Fact, Finding, Value
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

"""Every rule is data with examples; the examples are run here, from the words to the rule that must match."""

from __future__ import annotations

import pytest
from prose import lexicon

from kg.model import Document
from kg.reading import patterns
from kg.reading.annotate import Annotated, annotate
from kg.reading.arms.finding.merging import sureness
from kg.reading.arms.inventory import inventory
from kg.reading.events.reader import bare
from kg.reading.results.candidates import CUES
from kg.reading.results.view import view
from kg.reading.text.markdown import passages
from kg.reading.trials.flow import trials

ON_RESULTS = (*CUES, "outcomes")
"""Families whose patterns are over sentences of results, where arms and measures are marks."""


def annotated(text: str) -> Annotated:
    document = Document("example", "https://example.org/example", "markdown", "", {}, text, passages(text), "")
    return annotate(document, lexicon())


def fires(family: str, rule: patterns.Rule, text: str) -> bool:
    """Whether the rule matches a sentence of the text."""
    read = annotated(text)
    sentences = list(read)
    if family in ON_RESULTS:
        known = inventory(read, trials(read))
        sentences = [view(s, known).sentence for s in read]
    if family == "events":
        sentences = [bare(s) for s in read]
    return any(rule.pattern.search(s.typed) for s in sentences)


CASES = [(family, rule) for family in patterns.families() for rule in patterns.rules(family)]


@pytest.mark.parametrize(("family", "rule"), CASES, ids=[rule.name for _, rule in CASES])
def test_a_rule_matches_its_examples_and_not_its_counterexamples(family: str, rule: patterns.Rule) -> None:
    assert rule.match, f"{rule.name} has no example that it must match"
    assert rule.no_match, f"{rule.name} has no example that it must not match"
    for text in rule.match:
        assert fires(family, rule, text), f"{rule.name} should match: {text}"
    for text in rule.no_match:
        assert not fires(family, rule, text), f"{rule.name} should not match: {text}"


def test_rule_names_are_unique_over_all_families() -> None:
    names = [rule.name for _, rule in CASES]
    assert len(names) == len(set(names))


def test_every_rule_that_introduces_arms_has_its_place_among_the_surest() -> None:
    missing = [r.name for r in patterns.rules("arms") if not r.options.get("claimed") and r.name not in sureness()]
    assert not missing, f"rules of arms.toml that do not say how `sure` they are: {missing}"

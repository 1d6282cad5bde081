"""How sure a fact is: by the rule that read it, and by the words of its sentence that nothing read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from kg import sources
from kg.model import Finding
from kg.reading import precision
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.read import read

TRIAL = "The HARBOR trial compared sorafenib with placebo in 300 people with thyroid cancer. "
PLAIN = "Median overall survival was 14.2 months with sorafenib and 10.1 months with placebo."
BESIDE = f"{PLAIN[:-1]}, a gain that seasoned surgeons had hardly anticipated."
LEFT = ("gain", "seasoned", "surgeons", "hardly", "anticipated")
RULES = {"outcome": {"outcome.ordered": (80, 20)}}
UNREAD = {"outcome": {"0": (95, 5), "4": (30, 70)}}


def told(tmp_path: Path, sentence: str, measured: precision.Precision = precision.UNMEASURED) -> list[Finding]:
    """The outcomes of a sentence on a trial."""
    page = tmp_path / "page.md"
    page.write_text(f"---\ntitle: A page\n---\n\n{TRIAL}{sentence}\n", encoding="utf-8")
    reading = read(sources.read(page), Lexicon.load(), measured)
    return [finding for finding in reading.findings if finding.fact.kind == "outcome"]


def test_words_are_unread_that_no_fact_of_their_sentence_holds(tmp_path: Path) -> None:
    plain, beside = told(tmp_path, PLAIN), told(tmp_path, BESIDE)
    assert len(plain) == len(beside) == 2
    assert {finding.evidence.unread for finding in plain} == {()}
    assert {finding.evidence.unread for finding in beside} == {LEFT}


def test_a_fact_is_the_less_sure_the_oftener_others_with_as_many_unread_words_were_wrong(tmp_path: Path) -> None:
    measured = precision.estimated(RULES, UNREAD)
    (plain, _), (beside, _) = told(tmp_path, PLAIN, measured), told(tmp_path, BESIDE, measured)
    assert plain.evidence.method == beside.evidence.method
    assert plain.evidence.confidence is not None and beside.evidence.confidence is not None
    assert beside.evidence.confidence < Decimal("0.5") < Decimal("0.8") < plain.evidence.confidence


def test_where_nothing_was_measured_a_fact_has_no_confidence(tmp_path: Path) -> None:
    assert {finding.evidence.confidence for finding in told(tmp_path, PLAIN)} == {None}


def test_a_rule_that_nobody_met_and_words_that_nobody_counted_are_as_sure_as_their_kind(tmp_path: Path) -> None:
    measured = precision.estimated({"outcome": {"outcome.other": (79, 19)}}, {})
    assert {finding.evidence.confidence for finding in told(tmp_path, BESIDE, measured)} == {Decimal("0.80")}


def test_what_is_recorded_counts_rules_and_unread_words_of_the_same_facts() -> None:
    recorded = precision.measured()
    assert set(recorded.kinds) == {kind for kind, _ in recorded.unread}
    assert all(0 < share < 1 for share in (*recorded.rules.values(), *recorded.unread.values()))

"""Helpers for tests of comparisons between sorafenib and a placebo."""

from __future__ import annotations

from prose import TRIAL, facts, given, name


def verdicts(text: str) -> dict[str, object]:
    """Measure and verdict of each verdict, all of them told of sorafenib."""
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") == "verdict"]
    assert all(given(f) == ["sorafenib"] for f in found)
    return {name(f, "measure"): f.one("verdict") for f in found}


def changes(text: str) -> list[tuple[str, str, str]]:
    """Measure, effect and value of each number."""
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") != "verdict"]
    return [(name(f, "measure"), str(f.one("effect")), str(f.one("value"))) for f in found]


def told(text: str) -> list[tuple[str, list[str], list[str], str]]:
    """Measure, arm, comparator and verdict of a text that introduces no arms."""
    found = [f for f in facts(text, "comparison", "nci_pdq") if f.one("effect") == "verdict"]
    return [(name(f, "measure"), given(f), given(f, "comparator"), str(f.one("verdict"))) for f in found]

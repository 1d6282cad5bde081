"""Verdicts: what the document's words, never its numbers, say of the direction.

"Longer" of a survival is `improved`, of a toxicity's duration `worsened`; "did not differ" is `no_difference`, a
finding in its own right. A verdict is told for the experimental arm: what is worse for the control is better for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Value
from kg.reading.context import Proposal
from kg.reading.patterns import Match, pattern, table
from kg.reading.results.figures import population
from kg.reading.results.sides import Sides, owner
from kg.reading.results.things import Thing, clause_start, in_slot, things
from kg.reading.results.view import Result


def verdicts(result: Result, match: Match, sides: Sides) -> Iterator[Proposal]:
    """The verdicts that a cue tells, one for each thing it speaks of."""
    if hedged(result, match) or _elsewhere().search(result.typed, match.found.start(), match.found.end() + 80):
        return
    if not result.arms and _always().search(match.found.group()):
        return
    found, end = in_slot(result, match)
    flipped = _of_control(result, match, sides, end)
    for thing in found:
        verdict = _verdict(match, thing)
        if verdict is None or (match.rule.options.get("marked") and not thing.marked):
            continue
        if verdict != "no_difference" and flipped:
            verdict = "worsened" if verdict == "improved" else "improved"
        yield _proposal(result, match, thing, sides, verdict)
    spared, _ = _spared(result, end) if match.rule.options.get("slot") == "after" else ([], 0)
    for thing in spared:
        yield _proposal(result, match, thing, sides, "no_difference")


def _proposal(result: Result, match: Match, thing: Thing, sides: Sides, verdict: str) -> Proposal:
    roles: dict[str, Value | None] = {
        "trial": result.trial, "measure": thing.concept, "arm": sides[0], "comparator": sides[1],
        "effect": "verdict", "verdict": verdict, "population": population(result), **_whose(match),
    }  # fmt: skip
    return Proposal("comparison", roles, result.sentence.source(), match.rule.name)


_BUT_NOT = re.compile(r",?\sbut not\s(?:(?:in|on|of|for)\s)?", re.IGNORECASE)


def _spared(result: Result, end: int) -> tuple[list[Thing], int]:
    """What the sentence takes out: "reduced the risk of X but not Y"."""
    found = _BUT_NOT.match(result.typed, end)
    return things(result, found.end()) if found else ([], end)


def _whose(match: Match) -> dict[str, Value | None]:
    """For a verdict on something else than the treatment ("Mutations were not associated with …"): on what."""
    subject_of = match.words("subject") if match.rule.options.get("whose") and not match.marks("subject", "arm") else ""
    return {"population": subject_of, "comparator": None} if subject_of else {}


@cache
def _hedges() -> re.Pattern[str]:
    return pattern("|".join(table("comparisons", "hedges")), "comparisons")


@cache
def _elsewhere() -> re.Pattern[str]:
    return pattern("|".join(table("comparisons", "elsewhere")), "comparisons")


@cache
def _always() -> re.Pattern[str]:
    return pattern("|".join(table("comparisons", "present")), "comparisons")


def hedged(result: Result, match: Match) -> bool:
    """Whether a hedge stands in the clause before the verdict or within it."""
    start = max(result.typed.rfind(mark, 0, match.found.start()) for mark in (";", ":"))
    return bool(_hedges().search(result.typed, max(0, start, match.found.start() - 90), match.found.end()))


def _verdict(match: Match, thing: Thing) -> str | None:
    if match.has("same") or match.has("not"):
        return "no_difference"
    if match.has("better") or match.has("worse"):
        return "improved" if match.has("better") else "worsened"
    if thing.good is None:
        return None
    return "improved" if thing.good == match.has("up") else "worsened"


def _of_control(result: Result, match: Match, sides: Sides, end: int) -> bool:
    """Whether the verdict is told of the control."""
    if sides[1] is None:
        return False
    start = match.found.start()
    low = clause_start(result.typed, start)
    if match.has("arm"):
        return result.arms.get(match.found.start("arm")) == sides[1]
    return owner(result, start, end, low) == sides[1]

"""Outcomes said in words: "not yet reached", "none of the patients had a complete response"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context, Proposal
from kg.reading.patterns import Match, matches, may_match
from kg.reading.results.candidates import of_results
from kg.reading.results.figures.people.people_beside import people_from
from kg.reading.results.figures.people.populations import population
from kg.reading.results.figures.seen import result_of
from kg.reading.results.figures.whose.paragraphs import one_treatment, whose
from kg.reading.results.view import Result, words

_IN = re.compile(r"\s(?:in|with|for|among|on)\s(?:the\s|no\s)?")
"""Right behind what is said, before the arm in which it was so: "9 months with A and not reached | with B"."""
_IN_THAT = re.compile(r"\s(?:in|for)\s(?:that|this)\s(?:group|arm)\b")
"""Right behind what is said, that it was so in the group told of before, and in none that the sentence names."""
_ANEW = re.compile(r"[,;]\s(?:and|but|while|whereas)\s")
"""Behind what is said, where another clause begins, of whose arm it is not told."""
_NEAR = 70
"""Code points behind what is said within which its arm stands."""


def read(context: Context) -> Iterator[Proposal]:
    """The outcomes of a document that have no figure."""
    for sentence in of_results(context, filter(_may_say, context.annotated.holding(words("said")))):
        result = result_of(context, sentence)
        for match in matches("outcomes", result.sentence):
            yield from _said(result, match, context)


def _may_say(sentence: Sentence) -> bool:
    """Whether a sentence may tell an outcome in words; one that holds a plan, a definition or a guess does not.

    Nor does a row of a table, whose words define ("Refractory disease | No response to …") where it gives no figures.
    """
    if sentence.passage.block == "row":
        return False
    told = may_match("outcomes", sentence, "measure", "arm") and sentence.search(words("said"))
    return bool(told) and not sentence.search(words("not_results"))


def _said(result: Result, match: Match, context: Context) -> Iterator[Proposal]:
    """The outcomes of one match: of the measure that its rule or its sentence names, one an arm."""
    fixed = match.rule.fixed
    if fixed.get("qualifier") == "not reached" and _is_set_against(result, match):
        return  # a figure, which has its arm as the other has
    value = Decimal(fixed["value"]) if "value" in fixed else None
    if "measure" in fixed:
        measure, value = Concept("measure", fixed["measure"]), _deaths(match) if match.has("deaths") else value
        if value is None:
            return
    else:
        found = result.measures.get(match.found.start("countable" if match.has("countable") else "measure"))
        if found is None or (match.has("countable") and not words("countable_measures").search(found.concept.name)):
            return
        were = found.predicate or result.typed.endswith(("was ", "were "), 0, found.start)
        if match.rule.options.get("predicate") and not were:
            return
        of_treatment = found.concept.name == "deaths" and result.sentence.search_text(words("laid_to_treatment"))
        measure = Concept("measure", "treatment-related deaths") if of_treatment else found.concept
    for arm in _arms(result, match, context):
        roles = {
            "trial": result.trial, "measure": measure, "arm": arm, "value": value,
            "unit": fixed.get("unit"), "qualifier": fixed.get("qualifier"),
            "population": people_from(result, match.found.end()) or population(result, match.found.start())
            or result.carried,
        }  # fmt: skip
        yield Proposal("outcome", roles, result.sentence.source(), match.rule.name)


def _is_set_against(result: Result, match: Match) -> bool:
    """Whether what was not reached is set against a time right beside it: "9.1 months versus not reached"."""
    start, end = match.found.span()
    before = words("against_reached").search(result.typed, start, end)
    return bool(before or words("reached_against").match(result.typed, end))


def _deaths(match: Match) -> Decimal | None:
    """The number of a count of deaths; None where people or something else were counted."""
    quantity = match.marks("deaths")[0].quantity
    return quantity.value if "death" in match.words("deaths").lower() else None


def _arms(result: Result, match: Match, context: Context) -> tuple[Arm | None, ...]:
    """The arm of what is said; each arm where the words behind it say so."""
    if _IN_THAT.match(result.typed, match.found.end()):
        named = set(result.arms.values())
        left = tuple(arm for arm in context.arms.of(result.trial) if arm not in named)
        return left if len(left) == 1 else ()
    end = match.found.end()
    behind = words("each_arm").search(result.typed, end, end + 100)
    told = behind and not behind["named"] and not any(end <= at < behind.start() for at in result.measures)
    every = context.arms.of(result.trial) if told else ()
    return every or (_arm(result, match, context),)


def _arm(result: Result, match: Match, context: Context) -> Arm | None:
    """The arm in which it was so, else one within the match or near behind, or the only arm of a trial."""
    start, end = match.found.span()
    if (so := _IN.match(result.typed, end)) and so.end() in result.arms:
        return result.arms[so.end()]
    if (told := words("arm_with_none").search(result.unbracketed, 0, start)) and told.start() in result.arms:
        return result.arms[told.start()]
    inside = [arm for at, arm in sorted(result.arms.items()) if start <= at < end]
    anew = _ANEW.search(result.typed, end, end + _NEAR)
    stop = anew.start() if anew else end + _NEAR
    behind = [arm for at, arm in sorted(result.arms.items()) if end <= at < stop]
    if inside or behind:
        return (inside or behind)[-1 if inside else 0]
    known = context.arms.of(result.trial) or whose(result, context)
    return known[0] if len(known) == 1 else one_treatment(known)

"""P values of people told apart by no treatment: "77% for patients with nodules and 73% for those without (P = .68)".

Where the figures of a contrast are each told of people and no arm is named, the p value behind the last of them, in its
bracket and before the next figure, is that of the contrast's measure; it has no arms.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Pattern

from kg.model import Value
from kg.reading.context import Context, Proposal
from kg.reading.patterns import pattern
from kg.reading.results.contrasts import contrasts
from kg.reading.results.populations import group_behind, people_behind
from kg.reading.results.told import Contrast
from kg.reading.results.view import Result

OF_PEOPLE = frozenset(
    {"outcome.populations", "outcome.groups-behind", "outcome.respective", "outcome.own-groups", "outcome.apart"}
)
"""Rules by which the figures of a contrast are of people, or of groups beside them."""


def read(result: Result, context: Context) -> Iterator[Proposal]:
    """The p values behind the figures of people in a sentence."""
    if len(result.sentence.of_kind("percent", "duration")) < 2:
        return
    found = [contrast for contrast in contrasts(result, context) if len(contrast.figures) > 1]
    for contrast in found:
        if contrast.rule in OF_PEOPLE and contrast.measure is not None and not contrast.open:
            yield from _behind(result, contrast)


@cache
def _form() -> Pattern[str]:
    """What may stand between the last figure of a contrast and its p value: whom the figure is of, and a bracket."""
    between = r"[^.;()\[\]{percent}{duration}{p_value}]{0,120}[(\[;,]\s?(?:[a-z-]+\s){0,3}?"
    return pattern(between + r"(?P<p>{p_value})\s?[)\];]")


def _whom(result: Result, contrast: Contrast) -> str | None:
    """The people of each figure of a contrast, set against each other."""
    people = [people_behind(result, figure) or group_behind(result, figure) for figure in contrast.figures]
    people = list(contrast.groups) or people
    return " vs ".join(p for p in people if p) if all(people) else None


def _behind(result: Result, contrast: Contrast) -> Iterator[Proposal]:
    """The p value right behind a contrast, told of the people or the arms whom its figures set apart."""
    assert contrast.measure is not None  # noqa: S101  read() keeps measured ones only
    found = _form().match(result.typed, contrast.end)
    quantity = result.sentence.marks_in(*found.span("p"))[0].quantity if found else None
    if quantity is None or quantity.value is None or quantity.value > 1:
        return
    whom = _whom(result, contrast)
    sides = contrast.arms if len(set(contrast.arms)) == 2 == len(contrast.arms) and all(contrast.arms) else (None, None)
    if whom is None and None in sides:
        return  # it sets nobody apart
    roles: dict[str, Value | None] = {
        "trial": result.trial, "measure": contrast.measure.concept, "effect": "p_value", "value": quantity.value,
        "qualifier": quantity.qualifier or None, "population": whom, "arm": sides[0], "comparator": sides[1],
    }  # fmt: skip
    yield Proposal("comparison", roles, result.sentence.source(), "effect.p-value-of-people")

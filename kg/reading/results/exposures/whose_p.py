"""P values and ratios of people told apart by no treatment: "77% for patients with nodules and 73% without (P = .6)".

Where the figures of a contrast are each told of people and no arm is named, the statistics behind the last of them, in
its bracket and before the next figure, are those of the contrast's measure; they have no arms.
"""

from __future__ import annotations

from collections.abc import Iterator
from re import Match

from kg.model import Value
from kg.reading.context import Context, Proposal
from kg.reading.patterns import pattern
from kg.reading.results.exposures.ratios import p_values, ratios
from kg.reading.results.figures.contrasts import contrasts
from kg.reading.results.figures.people.people_beside import group_behind, people_behind
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result

OF_PEOPLE = frozenset(
    {"outcome.populations", "outcome.groups-behind", "outcome.respective", "outcome.own-groups", "outcome.apart"}
)
"""Rules by which the figures of a contrast are of people, or of groups beside them."""


def read(result: Result, context: Context) -> Iterator[Proposal]:
    """The p values and ratios behind the figures of people in a sentence."""
    if len(result.sentence.of_kind("percent", "duration")) < 2:
        return
    found = [contrast for contrast in contrasts(result, context) if len(contrast.figures) > 1]
    for contrast in found:
        if contrast.rule in OF_PEOPLE and contrast.measure is not None and not contrast.open:
            yield from _behind(result, contrast)


_SAID = r"[^.;()\[\]{percent}{duration}{p_value}]{0,120}"
_FORM = pattern(rf"{_SAID}(?:[(\[]{{count}}[)\]]\s?)?(?:[(\[]|[;,]\s?(?:[a-z-]+\s){{0,3}}?(?P<p>{{p_value}})\s?[)\];])")
"""What may stand between the last figure of a contrast and its statistics: whom it is of, how many they were."""


def _whom(result: Result, contrast: Contrast) -> str | None:
    """The people of each figure of a contrast, set against each other."""
    people = [people_behind(result, figure) or group_behind(result, figure) for figure in contrast.figures]
    people = list(contrast.groups) or people
    return " vs ".join(p for p in people if p) if all(people) else None


def _behind(result: Result, contrast: Contrast) -> Iterator[Proposal]:
    """The statistics right behind a contrast, told of the people or the arms whom its figures set apart."""
    assert contrast.measure is not None  # noqa: S101  read() keeps measured ones only
    found = _FORM.match(result.typed, contrast.end)
    whom = _whom(result, contrast)
    sides = contrast.arms if len(set(contrast.arms)) == 2 == len(contrast.arms) and all(contrast.arms) else (None, None)
    if found is None or (whom is None and None in sides):
        return  # it sets nobody apart
    arm, comparator = sides
    for each in _told(result, found):
        roles: dict[str, Value | None] = {
            "trial": result.trial, "measure": contrast.measure.concept, "population": whom, "arm": arm,
            "comparator": comparator, **each,
        }  # fmt: skip
        rule = "p-value" if each["effect"] == "p_value" else "ratio"
        yield Proposal("comparison", roles, result.sentence.source(), f"effect.{rule}-of-people")


def _told(result: Result, found: Match[str]) -> list[dict[str, Value | None]]:
    """The p value that a match ends with, or the statistics of the bracket that it opens, of each kind but one."""
    sentence = result.sentence
    if found["p"]:
        quantity = sentence.marks_in(*found.span("p"))[0].quantity
        if quantity.value is None or quantity.value > 1:
            return []
        return [{"effect": "p_value", "value": quantity.value, "qualifier": quantity.qualifier or None}]
    low, high = result.bracket_at(found.end()) or (0, 0)
    told = [each.roles for each in (*ratios(sentence), *p_values(sentence)) if low <= each.start < high]
    kinds = [roles["effect"] for roles in told]
    return [roles for roles in told if kinds.count(roles["effect"]) == 1]

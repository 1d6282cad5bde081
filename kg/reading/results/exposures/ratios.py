"""Ratios with their intervals where a sentence tells them, and what "twofold" means, for any two groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Value
from kg.reading.annotate import Sentence
from kg.reading.context import Proposal
from kg.reading.marks import any_sign
from kg.reading.number_forms import number
from kg.reading.patterns import Match, rules
from kg.reading.results.comparing.effects import RATIOS, interval, marked
from kg.reading.results.exposures.stretches import words


@dataclass(frozen=True)
class Ratio:
    """A ratio at a range of the typed text, with the roles that it fills.

    Attributes:
        after: where the ratio before it in its sentence ends; None for the first.
        told: the place of what it is itself said to be of, "RR of death"; None where it is not.

    """

    start: int
    end: int
    roles: dict[str, Value | None]
    after: int | None = None
    told: tuple[int, int] | None = None


def ratios(sentence: Sentence) -> Iterator[Ratio]:
    """The named ratios of a sentence, in order."""
    rule = next(r for r in rules("effects") if r.name == "effect.ratio")
    last: int | None = None
    for found in rule.pattern.finditer(sentence.typed):
        match = Match(rule, sentence, found)
        effect = next((name for name in RATIOS if match.has(name)), None)
        if match.has("for") and not re.search(r"[(:=,]|\b(?:was|is|were|of)\s$", _gap(match)):
            later = words("ratio_was").search(sentence.typed, found.start(), found.start() + 200)
            if later is None or re.search(r"[;]|\bper\b", sentence.typed[found.start() : later.start()]):
                continue
            match = match._replace(found=later)
        value, opened = marked(match, "value"), sentence.typed.rfind("(", 0, found.start())
        told = next((match.found.span(name) for name in ("for", "of") if match.has(name)), None)
        if opened > sentence.typed.rfind(")", 0, found.start()) and re.search(
            r":" if told else r"[:;]", sentence.typed[opened : found.start()]
        ):
            continue  # "(men: HR 2.1; women: HR 1.9)"
        if effect is None or value is None or value.value is None or value.upper is not None or value.value > 1000:
            continue
        low, high, level = interval(match, value.value)
        end = _end(sentence.typed, match.found.end())
        yield Ratio(found.start(), end, {
            "effect": effect, "value": value.value, "ci_low": low, "ci_high": high, "ci_level": level,
            "qualifier": value.qualifier or None,
        }, last, told)  # fmt: skip
        last = end


_OTHERS = re.compile(any_sign("measure", "p_value"))
"""What makes a bracket tell of several things."""


def p_values(sentence: Sentence) -> Iterator[Ratio]:
    """The p values of a sentence; one in a bracket begins where its bracket does, for that is told of one thing.

    One behind a ratio that says of what it is, in the same part of its bracket, is of that: "(RR of X, 2; P = .01)".
    """
    last: int | None = None
    of_ratios = [ratio for ratio in ratios(sentence) if ratio.told]
    for mark in sentence.of_kind("p_value"):
        at, value = sentence.typed_at(mark), mark.quantity
        opened = sentence.typed.rfind("(", 0, at)
        own = [ratio for ratio in of_ratios if opened < ratio.start < at]
        others = _OTHERS.search(sentence.typed, own[-1].told[1] if own and own[-1].told else opened + 1, at)
        if value.value is None or value.value > 1 or others:
            continue
        end = _end(sentence.typed, at + 1)
        yield Ratio(
            opened if opened > sentence.typed.rfind(")", 0, at) else at,
            end,
            {"effect": "p_value", "value": value.value, "qualifier": value.qualifier or None},
            last,
            own[-1].told if own else None,
        )
        last = end


def _gap(match: Match) -> str:
    """What stands between what a ratio is of and its number."""
    return match.sentence.typed[match.found.end("for") : match.found.start("value")]


def _end(typed: str, at: int) -> int:
    """Where a ratio's bracket closes, if it stands in one."""
    closing = re.compile(r"[^()]{0,80}?\)").match(typed, at)
    return closing.end() if closing and typed.rfind("(", 0, at) > typed.rfind(")", 0, at) else at


_PIECE = re.compile(r"\d+(?:[.·]\d+)?|[a-z]+", re.IGNORECASE)
_SIGNS = {
    r"\b(?:more than|over)\b": ">", r"\bat least\b": ">=", r"\bup to\b": "<=",
    r"\b(?:nearly|almost|about|approximately|roughly)\b": "~",
}  # fmt: skip
_WHOLE = {"twice": "2", "doubled": "2", "double": "2"}


def folds(match: Match) -> list[tuple[Decimal, str | None]]:
    """How many times a cue names, with qualifiers; a range is its two ends.

    "2.5-fold" is 2.5, "two to three times" is at least 2 and at most 3, "twice" is 2.
    """
    told = match.words("fold").lower()
    values = [value for piece in _PIECE.findall(told) if (value := _value(piece)) is not None]
    if len(values) == 2 and values[0] < values[1]:
        return [(values[0], ">="), (values[1], "<=")]
    said = match.found.group()
    sign = next((sign for form, sign in _SIGNS.items() if re.search(form, said, re.IGNORECASE)), None)
    return [(values[0], sign)] if len(values) == 1 else []


def _value(piece: str) -> Decimal | None:
    word = _WHOLE.get(piece, piece.removesuffix("fold"))
    if not word or word in ("times", "to", "or", "fold", "a", "an"):
        return None
    value = number(word)
    return value if value > 0 else None


def may_be_chance(told: Proposal, figures: Sequence[Proposal]) -> bool:
    """Whether a p value of the same people and measure leaves it open which way a difference goes: "(P = .4)"."""
    if told.roles.get("verdict") not in ("improved", "worsened"):
        return False
    same = [f.roles for f in figures if all(f.roles[role] == told.roles[role] for role in ("measure", "arm"))]
    return any(
        roles["effect"] == "p_value" and not roles["qualifier"] and Decimal(str(roles["value"])) > Decimal("0.05")
        for roles in same
    )

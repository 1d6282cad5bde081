"""What a drug is approved to be given with: alternatives, each a set of drugs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.approvals.indications import FAMILY, cues
from kg.reading.grounding.normal import singular
from kg.reading.patterns import pattern

Item = TypeVar("Item")


@dataclass(frozen=True)
class Companions:
    """What a drug is given with: alternatives, each a set of drugs; `()` is the drug alone."""

    start: int
    end: int
    alternatives: tuple[tuple[Concept, ...], ...]


def companions(sentence: Sentence, start: int, end: int) -> Companions | None:
    """What the drug is given with in a range: the first such phrase that names a drug, or None.

    "with A and either B or C" gives two alternatives, "alone or with A" the empty one and A's.
    """
    phrase = pattern("(?P<cue>{with_cue})(?P<body>{companion}(?:{companion_sep}{companion})*)", FAMILY)
    for found in phrase.finditer(sentence.typed, start, end):
        choices = _choices(sentence, found)
        cue = found.span("cue")
        if not any(choices) or any(pattern("{earlier}", FAMILY).search(sentence.typed, start, at) for at in cue):
            continue
        alone = _OR_ALONE.match(sentence.typed, found.end(), end)
        choices = (*choices, *([()] if alone else ()))
        return _optional(sentence, Companions(found.start(), found.end(), choices), end)
    loose = _OR_WITHOUT.search(sentence.typed, start, end)
    return _optional(sentence, Companions(loose.start(), loose.start(), ((),)), end) if loose else None


def leading(sentence: Sentence) -> Companions | None:
    """The companions that a sentence begins with, where what stands above it has said "with"; None for none."""
    body = "(?P<cue>)(?P<body>{companion}(?:{companion_sep}{companion})*)"
    found = pattern(body, FAMILY).match(sentence.typed)
    choices = _choices(sentence, found) if found else ()
    return Companions(found.start(), found.end(), choices) if found and any(choices) else None


_OR_ALONE = re.compile(r"[^.;,]{0,40}\bor (?:alone|as (?:a )?(?:monotherapy|single agent))\b")
_OR_WITHOUT = pattern(r",? ?\bwith or without {companion_lead}*(?P<what>{companion_item})", FAMILY)


def _optional(sentence: Sentence, told: Companions, end: int) -> Companions | None:
    """The companions with those that may be left out: "with A, with or without B" is two approvals."""
    found = _OR_WITHOUT.match(sentence.typed, told.end, end)
    more = _companion(sentence, found) if found else None
    if found is None or more is None:
        return told if told.end > told.start else None
    choices = tuple(dict.fromkeys((*told.alternatives, *((*given, more) for given in told.alternatives))))
    return Companions(told.start, found.end(), choices)


def _choices(sentence: Sentence, found: re.Match[str]) -> tuple[tuple[Concept, ...], ...]:
    """The alternatives of one phrase; what is no drug is left out of them."""
    items: list[Concept | None] = []
    seps, at = [], found.start("body")
    item_pattern = pattern("{companion_lead}*(?P<what>{companion_item}){companion_gloss}?", FAMILY)
    for item in item_pattern.finditer(sentence.typed, at, found.end("body")):
        items.append(_companion(sentence, item))
        seps.append(sentence.typed[at : item.start("what")])
        at = item.end()
    sets = alternatives(items, [found.group("cue") + seps[0], *seps[1:]])
    choices = tuple(dict.fromkeys(tuple(c for c in given if c) for given in sets))
    alone = re.search(r"\b(?:alone|monotherapy|single agent),? or\b", found.group("cue"), re.I)
    return ((), *choices) if alone else choices


def _companion(sentence: Sentence, item: re.Match[str]) -> Concept | None:
    """The drug of an item, or its class where the document names no drug; None for what is no drug."""
    start, end = item.span("what")
    marks = sentence.marks_in(start, end, "drug", "intervention")
    if marks and marks[0].kind == "drug" and (end - start == 1 or sentence.typed[start + 1] == " "):
        return marks[0].concept
    words = singular(sentence.words(start, end).lower().replace("-,", "-"))
    if end - start == 1 and not cues("class_of_drugs").fullmatch(words):
        return None
    return Concept("drug", words, known=False)


def alternatives(items: Sequence[Item], seps: Sequence[str]) -> tuple[tuple[Item, ...], ...]:
    """Sets of companions from a list and what stands before each of its items.

    >>> a, b, c = (Concept("drug", n) for n in "abc")
    >>> [[c.name for c in s] for s in alternatives([a, b, c], ["with ", " and either ", " or "])]
    [['a', 'b'], ['a', 'c']]
    >>> [[c.name for c in s] for s in alternatives([a, b, c], ["with ", ", ", ", or "])]
    [['a'], ['b'], ['c']]
    >>> [[c.name for c in s] for s in alternatives([a, b, a, c], ["with ", " and ", " or ", " and "])]
    [['a', 'b'], ['a', 'c']]
    >>> [[c.name for c in s] for s in alternatives([a, b, c], ["with ", " and ", " or "])]
    [['a', 'b'], ['a', 'c']]
    """
    either = next((i for i, sep in enumerate(seps) if "either" in sep), 0)
    shared, options, between = tuple(items[:either]), items[either:], seps[either + 1 :]
    if not any(re.search(r"\bor\b", sep) for sep in between):
        return (tuple(items),)
    listed = not any(re.search(r"\band\b(?!/)|\bplus\b", sep) for sep in between)
    if [sep.strip() for sep in between] == ["and", "or"]:
        return ((*shared, *options[:2]), (*shared, options[0], options[2]))
    groups: list[list[Item]] = [[options[0]]]
    for item, sep in zip(options[1:], between, strict=True):
        if listed or re.search(r"\bor\b", sep):
            groups.append([item])
        else:
            groups[-1].append(item)
    return tuple((*shared, *group) for group in groups)

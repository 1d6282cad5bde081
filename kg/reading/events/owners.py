"""Whose events they are: the arm that a sentence ties them to, else the drug.

What names no treatment is led back by `kg.reading.events.unnamed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import CONTROLS
from kg.reading.arms.referring.worded import is_letter
from kg.reading.arms.wording.treatments import Phrase, phrases
from kg.reading.context import Context
from kg.reading.grounding.taxonomy import closed
from kg.reading.patterns import pattern, table


@dataclass(frozen=True, slots=True)
class Owner:
    """An arm or a drug at a range of a sentence's typed text; `general` where it is a kind of treatment, and no arm."""

    start: int
    end: int
    given: Arm | Concept
    general: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The names of what is given."""
        return frozenset(c.name for c in (self.given.interventions if isinstance(self.given, Arm) else (self.given,)))

    def is_same(self, other: Owner) -> bool:
        """Whether another may be given the same: not on another schedule or in another dose, where both tell theirs."""
        told = {o.given.detail for o in (self, other) if isinstance(o.given, Arm) and o.given.detail}
        return self.names == other.names and len(told) < 2

    @property
    def harms(self) -> bool:
        """Whether it treats the cancer itself and not what the cancer or its treatment brings about."""
        given = self.given.interventions if isinstance(self.given, Arm) else (self.given,)
        return bool(frozenset(table("events", "harming")) & {c.name for c in closed(list(given))})

    @property
    def control(self) -> bool:
        """Whether it is placebo or nothing."""
        return bool(self.names & CONTROLS)


def owners(context: Context, sentence: Sentence) -> list[Owner]:
    """The arms and drugs that a sentence names, in order; "both groups" gives both arms at one place."""
    found = [*_named(context, sentence), *_pairs(context, sentence)]
    some = [told.span() for told in sentence.finditer(pattern(table("events", "so_many_had_it")[0]))]
    found = [
        o
        for o in found
        if not NOT_GIVEN.match(sentence.typed, o.end)
        and not any(low <= o.start < high for low, high in some)
        and not _IN_SPITE_OF.search(sentence.typed, max(0, o.start - 70), o.start)
    ]
    return sorted(found, key=lambda o: (o.start, o.end, sorted(o.names)))


NOT_GIVEN = re.compile(
    r"[-–]induced\b|\s(?:(?:and|or)\s[a-z-]+ic\s)?(?:propert(?:y|ies)|effects|activity|deficienc(?:y|ies))\b"
)
"""Behind what is no group: a cause, a property, what people lack ("growth hormone | deficiency")."""
_IN_SPITE_OF = re.compile(r"\b(?:despite|in spite of|even though)\s(?:[\w-]+\s){0,7}$")
"""Before a treatment, it was given against what is told of: "severe pain, despite routine use of morphine"."""


def _named(context: Context, sentence: Sentence) -> list[Owner]:
    found = [Owner(r.start, r.end, r.arm) for r in context.arms.references(sentence)]
    found += _in_brackets(context, sentence, found)
    found += _unplaced(context, sentence, found)
    found += _agents(sentence, found)
    if context.trials.told(sentence):
        return found
    return found or list(_kinds(context, sentence))


def _kinds(context: Context, sentence: Sentence) -> Iterator[Owner]:
    """Kinds of treatment, where a sentence names no drug: "radiation therapy to the neck can cause a dry mouth".

    Where a trial is told of, they are its arms or nothing.
    """
    harming = frozenset(table("events", "harming"))
    for mark in sentence.of_kind("intervention"):
        if harming & {c.name for c in closed([mark.concept])}:
            at = sentence.typed_at(mark)
            if not _AFTER_ALL.match(sentence.typed, at + 1):
                yield Owner(at, at + 1, Arm(context.trials.of(sentence), (mark.concept,)), general=True)


_AFTER_ALL = re.compile(
    r"[-–\s](?:resistant|refractory|na[iï]ve|free|history|site|field|related|induced|team|oncolog\w+)\b"
)
"""Behind a kind of treatment: it is not what is told of."""


def _agents(sentence: Sentence, placed: list[Owner]) -> Iterator[Owner]:
    """Treatments that are named by what they act on alone: "the PD-1 targeted drug"."""
    if not sentence.of_kind("target"):
        return
    for found in sentence.finditer(pattern(table("events", "agents")[0])):
        if not any(o.start < found.end() and found.start() < o.end for o in placed):
            words = re.sub(r"s$", "", sentence.words(*found.span()))
            yield Owner(*found.span(), Concept("drug", words, known=False))


def _unplaced(context: Context, sentence: Sentence, placed: list[Owner]) -> Iterator[Owner]:
    """Treatments that the inventory does not know as an arm; of both of two drugs a subject tells as of a list."""
    for phrase in phrases(sentence):
        both = _BOTH.search(sentence.typed, max(0, phrase.start - 12), phrase.start)
        if both or any(o.start < phrase.end and phrase.start < o.end for o in placed):
            continue
        given = _given(context, sentence, phrase)
        if given is not None:
            yield Owner(phrase.start, phrase.end, given)


_BOTH = re.compile(r"\bboth\s(?:\S\sand\s)?$", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]{3,160})[)\]]")
_OUTER = re.compile(r"\(((?:[^()\[\]]|\[[^()\[\]]{0,60}\]){3,240})\)")
"""A bracket that may hold others: "(23 [10%] of 233 in one group, 52 [24%] of 220 in the other)"."""


def _in_brackets(context: Context, sentence: Sentence, placed: list[Owner]) -> Iterator[Owner]:
    """Treatments in brackets beside figures: "(8% for placebo vs. 30%)"."""
    known, taken = context.arms.known(context.trials.of(sentence)), list(placed)
    for found in (*_BRACKET.finditer(sentence.typed), *_OUTER.finditer(sentence.typed)):
        if not sentence.marks_in(*found.span(1), "percent", "count"):
            continue
        for phrase in phrases(sentence, *found.span(1)):
            if not any(o.start < phrase.end and phrase.start < o.end for o in taken):
                given = known.resolve(phrase.given, phrase.alone) or _given(context, sentence, phrase)
                if given is not None:
                    taken.append(Owner(phrase.start, phrase.end, given))
    yield from taken[len(placed) :]


_HISTORY = re.compile(r"^[-–](?:resistant|refractory|intolerant|na[iï]ve|pretreated|sensitive|eligible)")


def _given(context: Context, sentence: Sentence, phrase: Phrase) -> Arm | Concept | None:
    text = sentence.typed
    if _HISTORY.match(text[phrase.end : phrase.end + 14]) or not any(c.kind == "drug" for c in phrase.given):
        return None
    if len(phrase.given) == 1:
        return phrase.given[0] if phrase.given[0].kind == "drug" else None
    return Arm(context.trials.of(sentence), phrase.given) if _joined(text, phrase) else None


def _joined(text: str, phrase: Phrase) -> bool:
    """Whether the treatments of a phrase are given together."""
    return bool(re.search(r"plus|with|\+|combin|/", text[phrase.start : phrase.end]))


def _pairs(context: Context, sentence: Sentence) -> Iterator[Owner]:
    for found in sentence.finditer(pattern(table("events", "both")[0])):
        sides: tuple[Arm, ...] = context.arms.sides(context.trials.of(sentence)) or ()
        if len({frozenset(c.name for c in side.interventions) for side in sides}) < 2:
            sides = _two_before(context, sentence) or sides
        yield from (Owner(found.start(), found.end(), side) for side in sides)


def _two_before(context: Context, sentence: Sentence, results: bool = False) -> tuple[Arm, ...]:
    """The two arms that the nearest sentence before speaks of, where it speaks of two; of those with figures only."""
    for earlier in context.annotated.sentences[max(0, sentence.index - REACH) : sentence.index][::-1]:
        if results and not earlier.of_kind("percent", "duration"):
            continue
        given = sorted(_named(context, earlier), key=lambda o: o.start)
        arms = tuple(dict.fromkeys(o.given for o in given if isinstance(o.given, Arm)))
        if len(arms) == 2 and context.trials.of(earlier) == context.trials.of(sentence):
            return arms
    return ()


def in_order(context: Context, sentence: Sentence) -> tuple[Arm, ...]:
    """The two arms of a sentence's trial in the order of figures that name none: by letters, else as told before."""
    trial = context.trials.of(sentence)
    sides: tuple[Arm, ...] = context.arms.sides(trial) or ()
    entries = context.arms.entries.get(trial, ())
    if len(entries) == len(sides) and all(any(map(is_letter, e.labels)) for e in entries):
        return tuple(e.arm for e in entries)
    before = _two_before(context, sentence, results=True) if sides else ()
    return before if set(before) == set(sides) else sides


REACH = 8
"""Sentences that "both groups" may stand behind the groups' names."""


def distinct(found: list[Owner]) -> list[Owner]:
    """Each owner once, by its first place; "A" before "A 500 mg" may be it, and behind it is the same."""
    kept: list[Owner] = []
    for owner in found:
        if not any(map(owner.is_same, kept)):
            kept.append(owner)
    return kept


def begun_with(sentence: Sentence, named: list[Owner], at: int, end: int) -> Owner | None:
    """The only group of a clause, which begins with it, for a figure in it: "; in one group, 20% had X and | 9% Y"."""
    low = sentence.typed.rfind(";", 0, at) + 1
    inside = [o for o in named if low <= o.start < end]
    led = len(inside) == 1 and _AT_FIRST.fullmatch(sentence.typed, low, inside[0].start)
    return inside[0] if led and inside[0].end <= at else None


_AT_FIRST = re.compile(r"\s?(?:and\s)?(?:in|among|with|of)\s(?:the\s|those\s)?", re.IGNORECASE)


def same_place(found: list[Owner]) -> tuple[Owner, ...]:
    """The first owner, with the other arm where "both groups" stands there."""
    return tuple(o for o in found if (o.start, o.end) == (found[0].start, found[0].end))

"""A sentence as the readers of untoward events share it: its groups and drugs, and what was read so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.events.clauses import clause_end, clause_start, cues
from kg.reading.events.names import Item
from kg.reading.events.owners import Owner, before, owners, same_place, tested
from kg.reading.patterns import Match, Rule, rules


@dataclass(frozen=True)
class Scene:
    """A sentence with the treatments it names and the one that its document is about."""

    context: Context
    sentence: Sentence
    main: Owner | None

    @cached_property
    def named(self) -> list[Owner]:
        """The arms and drugs that the sentence names."""
        return owners(self.context, self.sentence)

    @cached_property
    def lower(self) -> str:
        """The typed text in small letters."""
        return self.sentence.typed.lower()

    def fallback(self) -> tuple[Owner, ...]:
        """The treatment that the sentences before speak of, else the document's own."""
        found = before(self.context, self.sentence)
        if found is None and self.context.trials.single:
            found = tested(self.context, self.sentence) or self.main
        return (found,) if found else ()


@dataclass(frozen=True, slots=True)
class Said:
    """An event that a sentence asserts of some owners, with the rule that read it."""

    item: Item
    owners: tuple[Owner, ...]
    rule: str
    value: Decimal | None = None
    unit: str = ""
    qualifier: str = ""


def behind(scene: Scene, items: list[Item]) -> tuple[Owner, ...]:
    """The first owners behind a list, in its clause."""
    if not items:
        return ()
    sentence = scene.sentence
    start, end = items[-1].end, clause_end(sentence, items[-1].end)
    return led_to(sentence, start, [o for o in scene.named if start <= o.start < end])


_LEADS_TO = re.compile(r"\b(?:in|with|among|for|on|after|between|by|of|from|during|when|to|who|both|receiving)\b")


def led_to(sentence: Sentence, start: int, found: list[Owner]) -> tuple[Owner, ...]:
    """The first of the owners behind a place, where a preposition leads to it and no comparison does."""
    between = sentence.typed[start : found[0].start] if found else ""
    if not found or re.search(r"\bthan\b|\bcompared\b", between) or not _LEADS_TO.search(between):
        return ()
    return same_place(found)


def subject(scene: Scene, begin: int) -> tuple[Owner, ...]:
    """The treatment of which the words from a place on say something: "X is", "X lowers one thing and is".

    Several drugs of one list are each an owner, unless they are an arm.
    """
    sentence, low = scene.sentence, clause_start(scene.sentence, begin)
    found = cues("subjects").search(sentence.typed, low, begin)
    if found:
        start, end = found.span("owner")
        placed = [o for o in scene.named if o.start < end and start < o.end]
        drugs = [m.concept for m in sentence.marks_in(start, end, "drug") if m.concept]
        return same_place(placed) if placed else tuple(Owner(start, end, drug) for drug in drugs)
    ahead = [o for o in scene.named if low <= o.start and o.end <= begin]
    ahead = [o for o in ahead if cues("subject_leads").search(sentence.typed[low : o.start])]
    if ahead and cues("second_verb").search(sentence.typed[ahead[-1].end : begin]):
        return same_place(ahead[::-1])
    if ahead and cues("between").fullmatch(sentence.typed[ahead[-1].end : begin]):
        return same_place(ahead[::-1])
    return ()


@cache
def _rules(*kinds: str) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """The rules of some kinds, each with the stems of which a sentence must hold one."""
    return tuple((r, tuple(str(r.options["needs"]).split())) for r in rules("events") if r.kind in kinds)


def of_kind(scene: Scene, *kinds: str) -> Iterator[Match]:
    """The matches of the rules of some kinds; stems are looked for first, as patterns are slow."""
    for rule, stems in _rules(*kinds):
        if any(stem in scene.lower for stem in stems):
            for found in rule.pattern.finditer(scene.sentence.typed):
                yield Match(rule, scene.sentence, found)

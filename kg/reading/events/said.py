"""What a sentence says of untoward events without counting: lists, causes, contrasts, deaths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.events.clauses import (
    AIMS,
    BLAMED,
    aimed,
    clause_end,
    clause_start,
    closing,
    cues,
    formed,
    hedged,
    signed,
)
from kg.reading.events.items import Severity, listed
from kg.reading.events.names import Item, by_form, grade_of
from kg.reading.events.owners import Owner, before, distinct, owners, same_place
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
            found = self.main
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


def everything(scene: Scene) -> Iterator[Said]:
    """All that the sentence says, what is told best first."""
    yield from _deaths(scene)
    yield from _lists(scene)
    yield from _effects(scene)
    yield from _shares(scene)
    yield from _common(scene)


# ---- lists that are announced as side effects ------------------------------------------------------------


def _lists(scene: Scene) -> Iterator[Said]:
    sentence, taken = scene.sentence, set[int]()
    for match in _of_kind(scene, "list"):
        start, low = match.found.end(), clause_start(sentence, match.found.start())
        if start in taken or hedged(sentence, low, start):
            continue
        taken.add(start)
        severity = grade_of(sentence.words(max(low, match.found.start() - 30), start))
        limit = closing(sentence.typed, start) if match.rule.options.get("bracket") else 0
        items = list(listed(sentence, start, severity, limit=limit))
        if not _close(match) and not any(formed(sentence, item) for item in items):
            continue
        items = items or list(_organs(sentence, match, severity))
        holders = _list_owners(scene, match, items)
        yield from (Said(item, holders, match.rule.name) for item in items)


def _close(match: Match) -> bool:
    """Whether the announcement leads right to the list ("side effects included"), so that any name will do."""
    return match.rule.name == "adverse_event.included" and match.found.end() - match.found.end("cue") < CLOSE


CLOSE = 40
"""Code points between the words for side effects and their list."""


def _organs(sentence: Sentence, match: Match, severity: Severity | None) -> Iterator[Item]:
    """Toxicities that are named by their organ alone: "the most common toxicities were hematologic"."""
    found = cues("organs").match(sentence.typed, match.found.end())
    if found and "toxicit" in match.found.group().lower() and not sentence.typed[found.end() :].strip(" ."):
        grade, serious = severity or ("", None)
        event = Concept("event", f"{found.group().lower()} toxicity", known=False)
        yield Item(*found.span(), event, grade, serious, found.end())


def _list_owners(scene: Scene, match: Match, items: list[Item]) -> tuple[Owner, ...]:
    """Whose events a list holds: the treatment named with its announcement, before, behind, or earlier."""
    if not items:
        return ()
    sentence = scene.sentence
    begin, start, low = match.found.start(), match.found.end(), clause_start(sentence, match.found.start())
    after = [o for o in scene.named if begin <= o.start < start]
    ahead = [o for o in scene.named if low <= o.start < begin]
    behind = [o for o in scene.named if o.start >= items[-1].end and o.start < clause_end(sentence, items[-1].end)]
    for found in (after, ahead[::-1], behind):
        treated = [o for o in found if not o.control] or found
        if treated and (found is after or len(distinct(treated)) == 1 or isinstance(treated[0].given, Arm)):
            return same_place(treated)
    strange = cues("strangers").search(sentence.typed, begin, start)
    return () if scene.named or strange else scene.fallback()


# ---- what a drug causes, and what one group had more of --------------------------------------------------


def _effects(scene: Scene) -> Iterator[Said]:
    sentence = scene.sentence
    for match in _of_kind(scene, "effect", "induced"):
        start = match.found.end()
        if hedged(sentence, clause_start(sentence, match.found.start()), start):
            continue
        strict = "risk" not in match.found.group()
        items = list(listed(sentence, start, _severity(match), strict=strict))
        if match.rule.kind == "induced":
            items = items[:1] if cues("suffered").search(sentence.typed, 0, match.found.start()) else []
        if not match.has("owner"):
            holders = _behind(scene, items)
        else:
            low, high = match.found.span("owner")
            holders = tuple(Owner(low, high, m.concept) for m in match.marks("owner", "drug") if m.concept)
        if any(formed(sentence, item) for item in items) and not _aimed(match):
            yield from (Said(item, holders, match.rule.name) for item in items)


def _severity(match: Match) -> Severity | None:
    return grade_of(match.sentence.words(*match.found.span()))


def _aimed(match: Match) -> bool:
    """Whether what is said to cause or to be linked is an aim or a good."""
    low, high = max(0, match.found.start() - 40), match.found.end() + 20
    return bool(cues(AIMS).search(match.sentence.typed[low:high]))


def _shares(scene: Scene) -> Iterator[Said]:
    """What one group had more, less or as much of as another."""
    sentence = scene.sentence
    for match in _of_kind(scene, "more"):
        begin, start = match.found.span()
        low = clause_start(sentence, begin)
        items = list(listed(sentence, start, _severity(match)))
        told = any(formed(sentence, i) for i in items) and not aimed(sentence)
        if not told or hedged(sentence, low, start) or _benefit(scene, match):
            continue
        subject = [o for o in scene.named if low <= o.start and o.end <= begin]
        behind = _behind(scene, items)
        impersonal = re.match(r"(?i)there|with|but", match.found.group())
        likelier = match.rule.name == "adverse_event.likelier"
        holders = same_place(subject[::-1]) if likelier or (subject and not impersonal) else behind
        yield from (Said(item, holders, match.rule.name) for item in items)


def _benefit(scene: Scene, match: Match) -> bool:
    """Whether less of an event may be what a treatment is for, as in summaries on care for symptoms."""
    less = re.search(r"(?i)\b(?:less|fewer|lower|reduced)\b", match.found.group())
    return bool(less) and not (scene.context.trials.single or signed(scene.sentence))


def _common(scene: Scene) -> Iterator[Said]:
    """What was more or less common in a group, or as common in both."""
    sentence = scene.sentence
    last = 0
    for match in _of_kind(scene, "common"):
        begin, start = match.found.span()
        low, last = max(last, clause_start(sentence, begin)), start
        if hedged(sentence, low, start) or aimed(sentence):
            continue
        behind = [o for o in scene.named if start <= o.start < clause_end(sentence, start)]
        holders = _led_to(sentence, start, behind) if behind else ()
        holders = holders or same_place([o for o in scene.named if low <= o.start < begin and not behind])
        if signed(sentence) or holders:
            yield from (Said(i, holders, match.rule.name) for i in by_form(sentence, low, begin))


def _behind(scene: Scene, items: list[Item]) -> tuple[Owner, ...]:
    """The first owners behind a list, in its clause."""
    if not items:
        return ()
    sentence = scene.sentence
    start, end = items[-1].end, clause_end(sentence, items[-1].end)
    return _led_to(sentence, start, [o for o in scene.named if start <= o.start < end])


_LEADS_TO = re.compile(r"\b(?:in|with|among|for|on|after|between|by|of|from|during|when|to|who|both|receiving)\b")


def _led_to(sentence: Sentence, start: int, found: list[Owner]) -> tuple[Owner, ...]:
    """The first of the owners behind a place, where a preposition leads to it and no comparison does."""
    between = sentence.typed[start : found[0].start] if found else ""
    if not found or re.search(r"\bthan\b|\bcompared\b", between) or not _LEADS_TO.search(between):
        return ()
    return same_place(found)


# ---- deaths ----------------------------------------------------------------------------------------------

_CALLED = re.compile(r"(?:,\s|\s\()(?:also )?(?:called|known as|or)\s")
_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: i for i, word in enumerate(_NAMES)} | {"a": 1}


def _deaths(scene: Scene) -> Iterator[Said]:
    """Deaths by one named event that the treatment is blamed for."""
    sentence = scene.sentence
    for match in _of_kind(scene, "death"):
        begin, start = match.found.span()
        if not cues(BLAMED).search(sentence.typed) or hedged(sentence, clause_start(sentence, begin), start):
            continue
        items = list(listed(sentence, start, ("", True)))
        holders = (same_place(distinct(scene.named)) or scene.fallback())[:1]
        value, unit = _death_count(match) if len(items) == 1 else (None, "")
        for item in items:
            yield Said(_fatal(sentence, item), holders, match.rule.name, value, unit)


def _fatal(sentence: Sentence, item: Item) -> Item:
    """The event by its medical name ("lung inflammation, called pneumonitis"), and serious."""
    called = _CALLED.match(sentence.typed, item.end)
    event = next((i.event for i in by_form(sentence, called.end())), item.event) if called else item.event
    return Item(item.start, item.end, event, item.grade, True, item.end)


def _death_count(match: Match) -> tuple[Decimal | None, str]:
    marks = match.marks("count", "percent", "count", "number")
    if marks and marks[0].quantity is not None:
        return marks[0].quantity.value, "percent" if marks[0].kind == "percent" else "participants"
    number = _NUMBERS.get(match.words("count").lower())
    return (None, "") if number is None else (Decimal(number), "participants")


@cache
def _rules(*kinds: str) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """The rules of some kinds, each with the stems of which a sentence must hold one."""
    return tuple((r, tuple(str(r.options["needs"]).split())) for r in rules("events") if r.kind in kinds)


def _of_kind(scene: Scene, *kinds: str) -> Iterator[Match]:
    """The matches of the rules of some kinds; stems are looked for first, as patterns are slow."""
    for rule, stems in _rules(*kinds):
        if any(stem in scene.lower for stem in stems):
            for found in rule.pattern.finditer(scene.sentence.typed):
                yield Match(rule, scene.sentence, found)

"""What a drug causes, and what one group had more, less or as much of as another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.annotate import Sentence
from kg.reading.events.clauses import AIMS, aimed, clause_end, clause_start, cues, formed, hedged, signed
from kg.reading.events.items import Severity, listed
from kg.reading.events.names import Item, by_form, grade_of
from kg.reading.events.owners import Owner, same_place
from kg.reading.events.scene import Said, Scene, behind, led_to, of_kind, subject
from kg.reading.patterns import Match

_SECOND_VERB = re.compile(r"\b(?:and|but) (?:also )?$")
"""What leads to the second thing that is said of a subject, which a doubt about the first does not touch."""

_FINITE = re.compile(r"(?i)(?:is|are|was|were|has|have|led|\w+(?:s|ed))\b")


def effects(scene: Scene) -> Iterator[Said]:
    """What a drug is said to cause, to be linked with, or to raise the risk of."""
    sentence = scene.sentence
    for match in of_kind(scene, "effect", "induced"):
        begin, start = match.found.span()
        second = _SECOND_VERB.search(sentence.typed, 0, begin) and _FINITE.match(match.found.group())
        low = begin if second else clause_start(sentence, begin)
        if hedged(sentence, low, start):
            continue
        strict = "risk" not in match.found.group()
        items = list(listed(sentence, start, _severity(match), strict=strict))
        if match.rule.kind == "induced":
            items = items[:1] if cues("suffered").search(sentence.typed, 0, match.found.start()) else []
        good = cues("gains").match(sentence.typed, start)
        if any(formed(sentence, item) for item in items) and not _aimed(match) and not good:
            holders = _owners(scene, match, items)
            yield from (Said(item, holders, match.rule.name) for item in items)


def _owners(scene: Scene, match: Match, items: list[Item]) -> tuple[Owner, ...]:
    """Whose an effect is: of the drug that the rule names, of what stands behind its list, else of its subject."""
    if match.has("owner"):
        low, high = match.found.span("owner")
        return tuple(Owner(low, high, m.concept) for m in match.marks("owner", "drug") if m.concept)
    if match.rule.options.get("after"):
        return behind(scene, items)
    return subject(scene, match)


_UNSURE = re.compile(
    r"(?i)\b(?:may|might|could|probably|possibly|presumably|not|thought|suspected|whether)\b[^,;]{0,30}$"
)


def caused(scene: Scene) -> Iterator[Said]:
    """What is said to be caused by a drug, though another is told to treat or to prevent it."""
    sentence = scene.sentence
    for match in of_kind(scene, "caused"):
        begin = match.found.start()
        low = clause_start(sentence, begin)
        if not _UNSURE.search(sentence.typed, max(low, begin - 40), begin):
            holders = _owners(scene, match, [])
            yield from (Said(item, holders, match.rule.name) for item in _subjects(sentence, low, begin)[-1:])


def _severity(match: Match) -> Severity | None:
    return grade_of(match.sentence.words(*match.found.span()))


def _aimed(match: Match) -> bool:
    """Whether what is said to cause or to be linked is an aim or a good."""
    low, high = max(0, match.found.start() - 40), match.found.end() + 20
    return bool(cues(AIMS).search(match.sentence.typed[low:high]))


def shares(scene: Scene) -> Iterator[Said]:
    """What one group had more, less or as much of as another."""
    sentence = scene.sentence
    for match in of_kind(scene, "more"):
        begin, start = match.found.span()
        contrary = match.found.group().lower().startswith("but")
        low = clause_start(sentence, begin)
        low = clause_start(sentence, max(0, low - len(", but "))) if contrary else low
        items = list(listed(sentence, start, _severity(match)))
        told = any(formed(sentence, i) for i in items) and not aimed(sentence)
        if not told or hedged(sentence, low, start) or _benefit(scene, match):
            continue
        told_of = [o for o in scene.named if low <= o.start and o.end <= begin]
        after = behind(scene, items)
        if match.found.group().lower().startswith("and") and not _adjoining(scene, items, after):
            continue
        impersonal = re.match(r"(?i)there|with|exce|and", match.found.group()) or (contrary and after)
        likelier = match.rule.name == "adverse_event.likelier"
        holders = same_place(told_of[::-1]) if likelier or (told_of and not impersonal) else after
        yield from (Said(item, holders, match.rule.name) for item in items)


def _adjoining(scene: Scene, items: list[Item], after: tuple[Owner, ...]) -> bool:
    """Whether a group stands right behind a list: "and more fever in the second group", "and more fever was seen"."""
    between = scene.sentence.typed[items[-1].end : after[0].start] if after else ""
    return bool(after) and not re.search(r"[,;(]|\b(?:was|were|is|are|occurred|had|has|have)\b", between)


def _benefit(scene: Scene, match: Match) -> bool:
    """Whether less of an event may be what a treatment is for, as in summaries on care for symptoms."""
    less = re.search(r"(?i)\b(?:less|fewer|lower|reduced)\b", match.found.group())
    return bool(less) and not (scene.context.trials.single or signed(scene.sentence))


_SUBJECT = re.compile(r"\W*(?:\([^()]*\)\W*)?(?:(?!of\b|is\b|are\b|was\b|were\b)[\w/-]+\s){0,6}")
_PLACED = re.compile(r"(?:^|[,;:]\s)(?:in|for|with|among|during)\s(?:[a-z-]+\s){0,3}$", re.IGNORECASE)


def common(scene: Scene) -> Iterator[Said]:
    """What was more or less common in a group, or as common in both."""
    sentence = scene.sentence
    last = 0
    for match in of_kind(scene, "common"):
        begin, start = match.found.span()
        low, last = max(last, clause_start(sentence, begin)), start
        if hedged(sentence, low, start) or aimed(sentence):
            continue
        behind = [o for o in scene.named if start <= o.start < clause_end(sentence, start)]
        holders = led_to(sentence, start, behind) if behind else ()
        holders = holders or same_place([o for o in scene.named if low <= o.start < begin and not behind])
        if signed(sentence) or holders:
            yield from (Said(i, holders, match.rule.name) for i in _subjects(sentence, low, begin))


def _subjects(sentence: Sentence, low: int, begin: int) -> list[Item]:
    """The events of which a predicate speaks: the last one stands right before it."""
    items = [i for i in by_form(sentence, low, begin) if not _PLACED.search(sentence.typed[low : i.start])]
    return items if items and _SUBJECT.fullmatch(sentence.typed[items[-1].end : begin]) else []

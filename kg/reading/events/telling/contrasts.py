"""What one group had more, less or as much of as another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.arms.wording.treatments import phrases
from kg.reading.events.naming.items import listed
from kg.reading.events.naming.names import GRADE, Item, by_form, grade_of
from kg.reading.events.owners import Owner, distinct, same_place
from kg.reading.events.scene import (
    BEFORE_IT,
    Said,
    Scene,
    aimed,
    behind,
    clause_end,
    clause_start,
    formed,
    hedged,
    led_to,
    of_kind,
    signed,
)
from kg.reading.marks import SIGNS
from kg.reading.patterns import Match

_FIGURE = SIGNS["percent"] + SIGNS["count"]


def shares(scene: Scene) -> Iterator[Said]:
    """What one group had more, less or as much of as another: "more fever with A than with B"."""
    sentence = scene.sentence
    for match in of_kind(scene, "more"):
        low = clause_start(sentence, match.found.start())
        items = list(listed(sentence, match.found.end(), grade_of(sentence.words(*match.found.span()))))
        told = any(formed(sentence, i) for i in items) and not aimed(sentence)
        turned = sentence.typed.endswith("but ", low, match.found.start())
        doubted = hedged(sentence, match.found.start() if turned else low, match.found.end())
        if told and not doubted and not _benefit(scene, match):
            holders = _who(scene, match, low, items)
            less, more = _parted(sentence, match, items)
            if holders and less and _is_spared(scene, match, less):
                spared = tuple(o for o in other_side(scene, holders) if not o.control)
                yield from (Said(item, spared, match.rule.name) for item in less if spared)
                items = more
            yield from (Said(item, holders, match.rule.name) for item in items if holders is not None)


def _parted(sentence: Sentence, match: Match, items: list[Item]) -> tuple[list[Item], list[Item]]:
    """The events of a list that a group had less of, and those it had more of: "less pain and increased | bleeding"."""
    if not _LESS.search(match.found.group()):
        return [], items
    starts = [match.found.end(), *(item.end for item in items)]
    turns = (i for i, item in enumerate(items) if _INCREASED.search(sentence.typed, starts[i], item.end))
    turn = next(turns, len(items))
    return items[:turn], items[turn:]


_INCREASED = re.compile(r"\b(?:increased|more|greater|higher)\s")


def _is_spared(scene: Scene, match: Match, items: list[Item]) -> bool:
    """Whether a group had less of events that nothing counts, so that they are the other one's."""
    text, start, last = scene.sentence.typed, match.found.end(), max(items[-1].stop, items[-1].end)
    end = bracket.end() if (bracket := _ASIDE.match(text, last)) else last + 1
    counted = scene.sentence.marks_in(start, end, "percent", "count") and not _PAIR.search(text, start, end)
    told = _THAN.match(scene.sentence.typed, items[-1].end)
    return bool(_LESS.search(match.found.group())) and not (counted or told)


_PAIR = re.compile(rf"\([^()]*[{_FIGURE}]\s(?:vs?\.?|versus)\s[{_FIGURE}][^()]*\)")
"""A bracket with the figures of both groups, which says of neither that it had the events."""
_ASIDE = re.compile(r"\s?\([^()]*\)")
_CONTRARY = re.compile(r"(?i)but\b")
_IMPERSONAL = re.compile(r"(?i)there|with|exce|and|more(?!\slikely)|less(?!\slikely)|fewer|greater|higher|lower")
_LESS = re.compile(r"(?i)\b(?:less|fewer|lower|reduced)\b")


def _who(scene: Scene, match: Match, low: int, items: list[Item]) -> tuple[Owner, ...] | None:
    """Whose the events of a contrast are; None where the words that should lead to it speak of something else."""
    words, begin = match.found.group(), match.found.start()
    after = behind(scene, items)
    if _LESS.search(words) and _THAN.match(scene.sentence.typed, items[-1].end):
        return _than(scene, items) or None
    if words.lower().startswith("and") and not _adjoining(scene, items, after):
        return None
    typed, before = scene.sentence.typed, [o for o in scene.named if low <= o.start and o.end <= begin]
    ahead = same_place([o for o in before if not BEFORE_IT.search(typed, 0, o.start)][::-1])
    if _IMPERSONAL.match(words) or (_CONTRARY.match(words) and after):
        return after or (ahead if typed.endswith((", ", "but "), 0, begin) else ())
    return ahead or (() if match.rule.name == "adverse_event.likelier" else after)


_THAN = re.compile(r"(?:\s?\([^()]*\))?\sthan\b")
_LED = re.compile(r"\bthan\s(?:[a-z]+\s){0,5}$")


def _than(scene: Scene, items: list[Item]) -> tuple[Owner, ...]:
    """The group that had more than another: "less nausea than B"."""
    sentence, last = scene.sentence, items[-1].end
    end = clause_end(sentence, last)
    after = [o for o in scene.named if last <= o.start < end]
    trial = scene.context.trials.of(sentence)
    after = after or [Owner(p.start, p.end, Arm(trial, p.given)) for p in phrases(sentence, last, end) if p.given]
    return same_place(after) if after and _LED.search(sentence.typed, last, after[0].start) else ()


def _adjoining(scene: Scene, items: list[Item], after: tuple[Owner, ...]) -> bool:
    """Whether a group stands right behind a list: "and more fever in the second group", "and more fever was seen"."""
    between = scene.sentence.typed[items[-1].end : after[0].start] if after else ""
    return bool(after) and not re.search(r"[,;(]|\b(?:was|were|is|are|occurred|had|has|have)\b", between)


def _benefit(scene: Scene, match: Match) -> bool:
    """Whether less of an event may be what a treatment is for, as in summaries on care for symptoms."""
    less = _LESS.search(match.found.group())
    return bool(less) and not (scene.context.trials.single or signed(scene.sentence))


_SUBJECT = re.compile(rf"\W*(?:\([^()]*\)\W*)?(?:of {GRADE}\s)?(?:(?!of\b|is\b|are\b|was\b|were\b)[\w/-]+\s){{0,6}}")
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
        end = clause_end(sentence, start)
        behind = [o for o in scene.named if start <= o.start < end]
        holders = led_to(sentence, start, behind) if behind else ()
        holders = holders or same_place([o for o in scene.named if low <= o.start < begin and not behind])
        if _LESS.search(match.found.group()) and holders and not sentence.marks_in(begin, end, "percent", "count"):
            holders = other_side(scene, holders)
            if not holders:
                continue
        if signed(sentence) or holders:
            yield from (Said(i, holders, match.rule.name) for i in predicated(sentence, low, begin))


def other_side(scene: Scene, holders: tuple[Owner, ...]) -> tuple[Owner, ...]:
    """The group that something was more common in, where it was less common in these; () where it cannot be told."""
    arms = scene.sides
    if [h.given for h in holders if h.given in arms] and len(holders) == 1:
        return tuple(Owner(0, 0, arm) for arm in arms if arm != holders[0].given)
    named = distinct([*scene.named, *(Owner(0, 0, arm) for arm in arms)])
    others = [o for o in named if o.names not in [h.names for h in holders]]
    return (others[0],) if len(holders) == len(others) == 1 else ()


_LESSENED = re.compile(r"\b(?:reductions?|improvements?|decreases?|declines?)\s(?:in|of)\s", re.IGNORECASE)
"""Before events, that it is told how much less there was of them: "reductions in pain and | fatigue were greater"."""
_MEMBERS = re.compile(r",\s(?:including|such as)\s[^;:]{3,100},\s$")


def predicated(sentence: Sentence, low: int, begin: int) -> list[Item]:
    """The events of which a predicate speaks: the last one stands right before it."""
    aside = _MEMBERS.search(sentence.typed, low, begin)
    if aside and next(by_form(sentence, max(low, aside.start() - 40), aside.start()), None):
        begin = aside.start() + 1  # what holds of the whole is told of it
    if _LESSENED.search(sentence.typed, low, begin):
        return []
    items = [i for i in by_form(sentence, low, begin) if not _PLACED.search(sentence.typed[low : i.start])]
    return items if items and _SUBJECT.fullmatch(sentence.typed[items[-1].end : begin]) else []

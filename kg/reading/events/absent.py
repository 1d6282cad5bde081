"""Events that nobody had: "no cases of pneumonitis were seen", "interstitial lung disease was not observed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kg.reading.annotate import Sentence
from kg.reading.events.clauses import aimed, clause_end, clause_start, cues, signed, signed_before
from kg.reading.events.names import GRADE, SEVERE, Item, form, graded, no_event
from kg.reading.events.owners import Owner, distinct
from kg.reading.events.scene import Said, Scene, led_to
from kg.reading.patterns import pattern, table

RULE = "adverse_event.none"


def absent(scene: Scene) -> Iterator[Said]:
    """The events of which a sentence says that nobody had them, each with none of the people of one group."""
    sentence = scene.sentence
    if not _NONE.search(sentence.text) or aimed(sentence) or _UNREAL.search(sentence.text):
        return
    for item in _denied(sentence):
        owner = _whose(scene, item) if _untoward(scene, item) else None
        if owner is not None:
            yield Said(item, (owner,), RULE, Decimal(0), "participants")


_NONE = re.compile(r"(?i)\b(?:no|not|none)\b")
_UNREAL = re.compile(r"(?i)\b(?:history|eligib\w+|exclu\w+|expected|if|whether|may|might|could|unless|should|will)\b")
"""Words of a sentence that tells who may take part, or what may be, and not what was."""


def _untoward(scene: Scene, item: Item) -> bool:
    """Whether an event that nobody had is one that the treatment might have brought about."""
    if signed(scene.sentence) or item.serious or signed_before(scene.context, scene.sentence):
        return True
    return scene.context.trials.single and not cues("complaints").fullmatch(item.event.name)


def _whose(scene: Scene, item: Item) -> Owner | None:
    """The only group of which a clause can tell: the one that it names, else the one that there is."""
    text = scene.sentence.typed
    low = max(clause_start(scene.sentence, item.start), text.rfind(", and ", 0, item.start))
    high = clause_end(scene.sentence, item.end)
    behind = led_to(scene.sentence, item.end, [o for o in scene.named if item.end <= o.start < high])
    named = distinct(list(behind) or [o for o in scene.named if low <= o.start < item.start])
    if named or len(scene.context.arms.of(scene.context.trials.of(scene.sentence))) > 1:
        return named[0] if len(named) == 1 else None
    return next(iter(scene.fallback()), None)


_SEEN = table("events", "seen")[0]
_NOT_SEEN = re.compile(rf"\s(?:was|were|has been|have been)\snot\s{_SEEN}\b(?!\sto\b)")
_WAS_SEEN = re.compile(rf"\s(?:was|were|has been|have been)\s{_SEEN}\b|\s(?:occurred|developed)\b")
_JOINED = re.compile(r"\b(?:and|or|of|in)\s$")
_OTHER = re.compile(r"\s(?:or|nor)\s(?:cases? of\s)?")


@cache
def _no() -> re.Pattern[str]:
    """What denies the events behind it, where a verb behind them says that they were seen."""
    kind = rf"(?:{GRADE}|{SEVERE}|significant|clinical|confirmed|other)"
    begins = r"(?:^\W*|[,;]\s(?:(?:and|but|with)\s)?|\band\s)"
    return pattern(rf"(?i){begins}no\s(?:cases? of\s|episodes? of\s)?(?:{kind}\s){{0,2}}$")


@cache
def _nobody_had() -> re.Pattern[str]:
    people = (
        r"(?:none of (?:the|these) (?:{people}|{count})|no (?:{people}|one|(?:patient|participant|m[ae]n|wom[ae]n)))"
    )
    group = r"(?:\s(?:in|on|with|who|receiving|treated|given)\s[^.;:,()]{1,60}?)?"
    verb = r"(?:had|developed|experienced|suffered(?: from)?|reported)"
    return pattern(rf"(?i)\b{people}{group}\s{verb}\s(?:any\s)?(?:{GRADE}\s)?$")


def _denied(sentence: Sentence) -> Iterator[Item]:
    """The events that a sentence denies, by what stands before or behind them."""
    text = sentence.typed
    for found in form().finditer(text):
        ahead = text[max(0, found.start() - 80) : found.start()]
        run = list(_run(sentence, *found.span()))
        if _NOT_SEEN.match(text, found.end()) and not _JOINED.search(ahead):
            yield from run[:1]
        elif run and (_nobody_had().search(ahead) or (_no().search(ahead) and _WAS_SEEN.match(text, run[-1].end))):
            yield from run


def _run(sentence: Sentence, start: int, end: int) -> Iterator[Item]:
    """The event of a range, with those that "or" joins to it."""
    text = sentence.typed
    while not no_event().match(sentence.words(start, end)):
        yield graded(sentence, start, end)
        joined = _OTHER.match(text, end)
        found = form().match(text, joined.end()) if joined else None
        if found is None:
            return
        start, end = found.span()

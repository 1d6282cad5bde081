"""Lists that a sentence announces as side effects, before them or behind (`bullets.py`: in bullets below it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.events.counting.figures import figures
from kg.reading.events.naming.items import Severity, listed
from kg.reading.events.naming.names import Item, grade_of
from kg.reading.events.owners import Owner, distinct, same_place
from kg.reading.events.scene import (
    Said,
    Scene,
    behind,
    clause_end,
    clause_start,
    cues,
    formed,
    hedged,
    led_to,
    of_kind,
    signed,
)
from kg.reading.events.telling.contrasts import other_side
from kg.reading.marks import SIGNS
from kg.reading.patterns import Match, pattern
from kg.reading.text.brackets import closing


def lists(scene: Scene) -> Iterator[Said]:
    """The events of lists that are announced as side effects."""
    sentence, taken = scene.sentence, set[int]()
    for match in of_kind(scene, "list"):
        start, low = match.found.end(), clause_start(sentence, match.found.start())
        if start in taken or hedged(sentence, low, start) or cues("of_ill_people").search(sentence.typed, low, start):
            continue
        taken.add(start)
        if items := _announced(sentence, match, low):
            holders = _holders(scene, match, low, items)
            if holders is not None:
                said = [Said(item, whose, match.rule.name) for item, whose in _by_group(scene, items, holders)]
                yield from _with_threshold(match, said)


def _by_group(scene: Scene, items: list[Item], holders: tuple[Owner, ...]) -> Iterator[tuple[Item, tuple[Owner, ...]]]:
    """Each event with its owners, who change where a list goes on: "… in A were rash, and in the B group, | fever"."""
    ahead = all(o.start < items[0].start for o in holders)
    typed, last = scene.sentence.typed, items[-1].start
    turns = [o for o in scene.named if ahead and items[0].end <= o.start < last and _goes_on(typed, items[0].end, o)]
    for item in items:
        past = [o for o in turns if o.end <= item.start]
        yield item, (past[-1],) if past else holders


def _goes_on(typed: str, low: int, owner: Owner) -> bool:
    """Whether a group between the events of a list begins its own: "; and with | B | they were"."""
    return bool(_AND_IN.search(typed, low, owner.start) and _THEIRS.match(typed, owner.end))


_AND_IN = re.compile(
    r"(?:[,;]?\s(?:and|while|whereas|but)|;)\s(?:those\s|the\smost\scommon(?:\sones)?\s)?(?:in|with|for|among|on)\s"
    r"(?:the\s|those\s|patients\s|in\s|on\s|given\s|receiving\s|treated with\s|who received\s|assigned to\s)*$"
)
_THEIRS = re.compile(r"(?:\s(?:treatment\s)?(?:groups?|arms?|patients|recipients))?(?:,|:|,?\s(?:they\s)?were)\s")


def _with_threshold(match: Match, said: list[Said]) -> list[Said]:
    """The events of a list with the share that all exceed: "the most common ones (>20%) were A and B".

    Not where the list counts them, or where it is open in whom.
    """
    sentence, begin = match.sentence, match.found.start()
    told = _THRESHOLD.search(match.found.group()) if len(said[0].owners) == 1 else None
    if told is None or sentence.marks_in(said[0].item.start, said[-1].item.stop, "percent", "count"):
        return said
    figure = next(iter(figures(sentence, begin + told.start(), begin + told.end())), None)
    if figure is None or figure.qualifier not in (">", ">="):
        return said
    return [replace(s, value=figure.value, unit=figure.unit, qualifier=figure.qualifier) for s in said]


_THRESHOLD = pattern(r"\([^(){percent}{count}]{0,24}{percent}(?:\sof)?(?:\s(?:all\s|the\s)?{people})?\)")
"""A bracket of an announcement that holds one percentage alone."""


def _announced(sentence: Sentence, match: Match, low: int) -> list[Item]:
    """The events that an announcement leads to; [] where they read like none."""
    start = match.found.end()
    severity = severity_ahead(sentence, low, match.found.start(), start)
    limit = closing(sentence.typed, start) if match.rule.options.get("bracket") else 0
    items = list(listed(sentence, start, severity, limit=limit))
    if not items:
        return list(_organs(sentence, match, severity))
    told = _close(match) or any(formed(sentence, item) for item in items)
    return items if told and not cues("taken_back").match(sentence.typed, items[-1].stop) else []


def _holders(scene: Scene, match: Match, low: int, items: list[Item]) -> tuple[Owner, ...] | None:
    """Whose the events of a list are; None where they are no untoward events."""
    begin = match.found.start()
    holders = _owners(scene, begin, match.found.end(), items)
    if _OF_BOTH.search(match.found.group()) and len(distinct(_within(scene, match))) > 1:
        return behind(scene, items) or None
    if _LESS_COMMON.search(match.found.group()) or _FEWER.search(scene.sentence.typed, max(low, begin - 24), begin):
        return other_side(scene, holders or same_place([o for o in scene.named if o.start < low][::-1]))
    if match.rule.name == "adverse_event.mostly":
        ahead = same_place([o for o in scene.named if low <= o.start < begin][::-1])
        return (ahead or holders) if signed(scene.sentence) else None
    return holders


_OF_BOTH = re.compile(r"[;,]\s(?:and\s)?the most (?:common|frequent)[^;,]{0,20}\s(?:were|was)\s?$")
"""An announcement behind figures: "in 80% with A and 70% with B; the most common were", of both or of either."""


def _within(scene: Scene, match: Match) -> list[Owner]:
    """The groups that an announcement names."""
    return [o for o in scene.named if match.found.start() <= o.start < match.found.end()]


_FEWER = re.compile(r"\b(?:fewer|less|lower)\s(?:[a-z]+\s)?$")
"""Before an announcement: those who are told of had less of what it lists."""
_SPOKEN_FOR = re.compile(
    rf",(?!\s(?:but|adverse|side|toxic)\b)|[;:()]|{SIGNS['percent']}|\b(?:occurred|was|were|had|seen|reported|observed)\b"
)
"""Before an announcement, the end of what has a severity of its own."""


def severity_ahead(sentence: Sentence, low: int, begin: int, end: int) -> Severity | None:
    """The severity of all that an announcement leads to: that which is told in it or right before it."""
    low = max(low, begin - 60)
    low = max((m.end() for m in _SPOKEN_FOR.finditer(sentence.typed, low, begin)), default=low)
    return grade_of(sentence.words(low, end))


_LESS_COMMON = re.compile(r"\b(?:was|were|are|is)\s(?:[a-z]+\s)?less (?:common|frequent|likely)\b")


def lists_before(scene: Scene) -> Iterator[Said]:
    """The events of lists that are called side effects afterwards: "fever and cough were the most common ones"."""
    sentence = scene.sentence
    for match in of_kind(scene, "list-before"):
        begin, end = match.found.span()
        if hedged(sentence, clause_start(sentence, begin), end):
            continue
        items = list(_up_to(sentence, begin, grade_of(sentence.words(begin, end))))
        if items:
            holders = _owners(scene, begin, clause_end(sentence, end), items)
            yield from (Said(item, holders, match.rule.name) for item in items)


_BEGINS = re.compile(r"[,:(]\s|\b(?:that|with|which|found|showed)\s")


def _up_to(sentence: Sentence, end: int, severity: Severity | None) -> Iterator[Item]:
    """The longest list of events that ends at a place of the typed text; one of them has an event's form."""
    low = clause_start(sentence, end)
    for start in (low, *(m.end() for m in _BEGINS.finditer(sentence.typed, low, end))):
        items = list(listed(sentence, start, severity, limit=end))
        if items and _reaches(sentence.typed, items[-1].stop, end) and any(formed(sentence, i) for i in items):
            yield from items
            return


def _reaches(text: str, start: int, end: int) -> bool:
    """Whether nothing but brackets stands between a list's last name and its announcement."""
    return bool(re.fullmatch(r"(?:\s?[(\[][^()]*[)\]])*\W*", text[start:end]))


def _close(match: Match) -> bool:
    """Whether the announcement leads right to the list ("side effects included"), so that any name will do."""
    return match.rule.name == "adverse_event.included" and match.found.end() - match.found.end("cue") < CLOSE


CLOSE = 40
"""Code points between the words for side effects and their list."""
_ALONE = re.compile(r"\s?(?:$|[.(]|,?\s(?:with|in|seen|occurring|and\s(?:was|were))\b)")
"""Behind an organ that names a toxicity alone."""


def _organs(sentence: Sentence, match: Match, severity: Severity | None) -> Iterator[Item]:
    """Toxicities that are named by their organ alone: "the most common toxicities were hematologic"."""
    found = cues("organs").match(sentence.typed, match.found.end())
    if found and "toxicit" in match.found.group().lower() and _ALONE.match(sentence.typed, found.end()):
        grade, serious = severity or ("", None)
        event = Concept("event", f"{found.group().lower()} toxicity", known=False)
        yield Item(*found.span(), event, grade, serious, found.end())


def _owners(scene: Scene, begin: int, end: int, items: list[Item]) -> tuple[Owner, ...]:
    """Whose events a list holds that a range of the typed text announces."""
    return owners_of(scene, begin, end, min(begin, items[0].start), items[-1].end) if items else ()


def owners_of(scene: Scene, begin: int, end: int, first: int, last: int) -> tuple[Owner, ...]:
    """Whose events a list holds: the treatment named with its announcement, before, behind, or earlier.

    `begin` and `end` are the range of the typed text that announces the list, `first` and `last` that of both.
    """
    sentence = scene.sentence
    low = clause_start(sentence, first)
    after = [o for o in scene.named if begin <= o.start < end and not _THAN.search(sentence.typed, begin, o.start)]
    ahead = [o for o in scene.named if low <= o.start < first]
    behind = [o for o in scene.named if o.start >= last and o.start < clause_end(sentence, last)]
    commoner = _COMMONER.match(sentence.typed, last) and led_to(sentence, last, behind)
    for found in (behind,) if commoner else (after, ahead[::-1], behind):
        treated = [o for o in found if not o.control] or found
        near = found is after or (found is behind and bool(led_to(sentence, last, found)))
        if treated and (near or len(distinct(treated)) == 1 or isinstance(treated[0].given, Arm)):
            return _listed_owners(sentence, treated) if near else same_place(treated)
    if not scene.named and (drugs := _drugs_of(sentence, begin, end)):
        return drugs
    spoken = pattern("{effects}", "events").search(sentence.typed, low, end)
    told = spoken.start() if spoken else begin
    strange = cues("strangers").search(sentence.typed, told, end) or cues("goes_with").search(sentence.typed, low, told)
    return () if scene.named or strange else _both_alike(scene) or scene.fallback()


def _both_alike(scene: Scene) -> tuple[Owner, ...]:
    """Both groups of a trial, where the sentence behind lists says that these were as frequent in either."""
    after = scene.context.annotated.sentences[scene.sentence.index + 1 : scene.sentence.index + 3]
    told = next((s for s in after if s.passage is scene.sentence.passage and not _ANOTHER_LIST.match(s.text)), None)
    if told is None or not _ALIKE.match(told.text):
        return ()
    return tuple(Owner(0, 0, side) for side in scene.sides)


_ANOTHER_LIST = re.compile(r"The most (?:common|frequent)\b")
_ALIKE = re.compile(
    r"(?:(?:All|Most) of )?(?:[Tt]hese|[Tt]hey)\b[^.;]{0,60}\b(?:similar|same|comparable)\b[^.;]{0,30}"
    r"\b(?:both|two)\s(?:treatment\s|study\s)?(?:groups|arms)\b"
)


def _drugs_of(sentence: Sentence, begin: int, end: int) -> tuple[Owner, ...]:
    """The drugs that an announcement names in a list that is no arm: "side effects of cannabis and cannabinoids"."""
    found = _EFFECTS_OF.search(sentence.typed, begin, end)
    marks = sentence.marks_in(*found.span("owners"), "drug") if found else ()
    return tuple(Owner(sentence.typed_at(m), sentence.typed_at(m) + 1, m.concept) for m in marks)


_KINDS = r"(?:{effects}|complication)"
_EFFECTS_OF = pattern(
    rf"{_KINDS} (?:of|from|with)(?: the)?(?: use of| treatment with)? (?P<owners>{{subject}})", "events"
)


def _listed_owners(sentence: Sentence, found: list[Owner]) -> tuple[Owner, ...]:
    """The first of some treatments, with those of its list: kinds of treatment, or drugs that are no arm."""
    chain = list(same_place(found))
    if len(chain) > 1 or not (chain[0].general or isinstance(chain[0].given, Concept)):
        return tuple(chain)
    for owner in found[1:]:
        between = sentence.typed[chain[-1].end : owner.start]
        alike = owner.general == chain[0].general and isinstance(owner.given, Arm) == isinstance(chain[0].given, Arm)
        if not alike or not cues("and_also").fullmatch(between):
            break
        chain.append(owner)
    return tuple(chain)


_THAN = re.compile(r"\bthan\s(?:(?:with|in|for|on|after)\s)?(?:the\s)?$")
"""Before a group, it is the one that another is set against."""
_COMMONER = re.compile(
    r"\s(?:was|were)\s(?:[a-z]+\s)?(?:more|less)\s(?:likely|common|frequent|often|severe|prevalent)\b"
)
"""Behind a list, what sets one group against another."""

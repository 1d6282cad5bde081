"""What a sentence says of untoward events without counting: lists, causes, contrasts, deaths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from kg.reading.annotate import Sentence
from kg.reading.events.naming.items import listed
from kg.reading.events.naming.names import Item, by_form, grade_of
from kg.reading.events.owners import Owner, distinct, same_place
from kg.reading.events.scene import BLAMED, Said, Scene, behind, clause_start, cues, formed, hedged, of_kind, subject
from kg.reading.events.telling.contrasts import common, predicated, shares
from kg.reading.events.telling.lists import lists, lists_before, owners_of, severity_ahead
from kg.reading.patterns import Match


def everything(scene: Scene) -> Iterator[Said]:
    """All that the sentence says, what is told best first."""
    yield from deaths(scene)
    yield from lists(scene)
    yield from lists_before(scene)
    yield from effects(scene)
    yield from caused(scene)
    yield from shares(scene)
    yield from common(scene)


_CALLED = re.compile(r"(?:,\s|\s\()(?:also )?(?:called|known as|or)\s")
_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: i for i, word in enumerate(_NAMES)} | {"a": 1}


def deaths(scene: Scene) -> Iterator[Said]:
    """Deaths by one named event, of an arm of a trial, or that the treatment is blamed for."""
    sentence = scene.sentence
    for match in of_kind(scene, "death"):
        begin, start = match.found.span()
        if hedged(sentence, clause_start(sentence, begin), start):
            continue
        items = list(listed(sentence, start, ("", True)))
        holders = (same_place(distinct(scene.named)) or scene.fallback())[:1]
        blamed = sentence.search(cues(BLAMED))
        if not blamed and not (holders and scene.context.trials.single and all(formed(sentence, i) for i in items)):
            continue  # of what the disease does, nobody knows whose it is
        value, unit = _death_count(match) if len(items) == 1 else (None, "")
        if each := _IN_EACH.search(sentence.typed, start):
            holders, value = tuple(distinct(scene.named)), Decimal(_NUMBERS[each["number"]])
        for item in items:
            yield Said(_fatal(sentence, item), holders, match.rule.name, value, unit)


_IN_EACH = re.compile(rf",\s(?P<number>{'|'.join(_NAMES)})\sin\seach\s(?:[a-z]+\s)?(?:arm|group)\b")
"""Behind deaths, how many of them each arm had."""


def _fatal(sentence: Sentence, item: Item) -> Item:
    """The event by its medical name ("lung inflammation, called pneumonitis"), and serious."""
    called = _CALLED.match(sentence.typed, item.end)
    event = next((i.event for i in by_form(sentence, called.end())), item.event) if called else item.event
    return Item(item.start, item.end, event, item.grade, True, item.end)


def _death_count(match: Match) -> tuple[Decimal | None, str]:
    marks = match.marks("count", "percent", "count", "number")
    if marks:
        return marks[0].quantity.value, "percent" if marks[0].kind == "percent" else "participants"
    number = _NUMBERS.get(match.words("count").lower())
    return (None, "") if number is None else (Decimal(number), "participants")


_SECOND_VERB = re.compile(r"\b(?:and|but) (?:also )?$")
"""What leads to the second thing that is said of a subject, which a doubt about the first does not touch."""

_FINITE = re.compile(r"(?i)(?:is|are|was|were|has|have|led|\w+(?:s|ed))\b")


def effects(scene: Scene) -> Iterator[Said]:
    """What a drug is said to cause, to be linked with, or to raise the risk of."""
    sentence = scene.sentence
    for match in of_kind(scene, "effect"):
        begin, start = match.found.span()
        second = _SECOND_VERB.search(sentence.typed, 0, begin) and _FINITE.match(match.found.group())
        low = begin if second else clause_start(sentence, begin)
        if hedged(sentence, low, begin if match.rule.options.get("told") else start):
            continue
        strict = "risk" not in match.found.group()
        items = list(listed(sentence, start, grade_of(match.sentence.words(*match.found.span())), strict=strict))
        good = cues("gains").match(sentence.typed, start)
        known = any(formed(sentence, item) for item in items) or _is_cancer(match, items)
        if known and not good:
            holders = _owners(scene, match, items)
            yield from (Said(item, holders, match.rule.name) for item in items)


_RISK = re.compile(r"\b(?:increased|higher|elevated|excess|greater)\srisks?\s(?:of|for)\b")


def _is_cancer(match: Match, items: list[Item]) -> bool:
    """Whether what a treatment raises the risk of is a cancer."""
    raised = match.rule.name == "adverse_event.associated" and _RISK.search(match.found.group())
    told = raised or match.rule.name in ("adverse_event.risk-of", "adverse_event.at-risk")
    if not told or not items:
        return False
    return bool(match.sentence.marks_in(items[0].start, items[0].end, "cancer"))


def _owners(scene: Scene, match: Match, items: list[Item]) -> tuple[Owner, ...]:
    """Whose an effect is: of the drug that the rule names, of what stands behind its list, else of its subject."""
    if match.has("owner"):
        low, high = match.found.span("owner")
        return tuple(Owner(low, high, m.concept) for m in match.marks("owner", "drug"))
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
            last = predicated(sentence, low, begin)[-1:]
            if last and not _LESSENED.search(sentence.typed, max(low, last[0].start - 30), last[0].start):
                yield Said(last[0], holders, match.rule.name)


_LESSENED = re.compile(r"\b(?:less|fewer|lower|no|reduced|reduction in)\s(?:[^\s,;]+\s){0,5}$", re.IGNORECASE)


BELOW = "adverse_event.below"


def below(scene: Scene) -> Iterator[tuple[Sentence, list[Said]]]:
    """Each bullet below a sentence that ends with the announcement of side effects, with its events."""
    match = _announcement(scene)
    bullets = _bullets(scene) if match else []
    if match is None or not bullets:
        return
    begin, end = match.found.span()
    severity = severity_ahead(scene.sentence, 0, begin, end)
    items = [(bullet, list(listed(bullet, 0, severity))) for bullet in bullets]
    if not any(formed(bullet, item) for bullet, found in items for item in found):
        return
    holders = owners_of(scene, begin, end, begin, end)
    yield from ((bullet, [Said(item, holders, BELOW) for item in found]) for bullet, found in items)


def _announcement(scene: Scene) -> Match | None:
    """The words of a sentence's end that announce a list which does not stand in it."""
    sentence = scene.sentence
    if not sentence.typed.rstrip().endswith(":"):
        return None
    for match in of_kind(scene, "list-below"):
        if not hedged(sentence, clause_start(sentence, match.found.start()), match.found.end()):
            return match
    return None


def _bullets(scene: Scene) -> list[Sentence]:
    """The first sentences of the bullets right below a sentence, as deep as the first one."""
    above = scene.sentence
    after = scene.context.annotated.sentences[above.index + 1 :]
    run = [s for s in takewhile(lambda s: _under(above, s), after) if s.span.start == 0]
    return [s for s in run if s.passage.depth == run[0].passage.depth]


def _under(above: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence goes on with the bullets below another."""
    passage = sentence.passage
    deeper = above.passage.block != "bullet" or passage.depth > above.passage.depth
    return passage.block == "bullet" and passage.path == above.passage.path and deeper

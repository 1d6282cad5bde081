"""How many of which group had an event: the figures of a sentence led to events and owners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.events.counting.rates import Rate, rates
from kg.reading.events.counting.side_owners import introduced_near, order_told, side_owners
from kg.reading.events.naming.asides import explained
from kg.reading.events.naming.clauses import aimed, clause_start, cues, hedged, signed, signed_before
from kg.reading.events.naming.names import Item, by_form, plain_name
from kg.reading.events.naming.topics import relieved
from kg.reading.events.scene import Said, Scene


def counted(scene: Scene, said: Iterable[Said]) -> Iterator[Said]:
    """The events of a sentence that have figures, a fact for each group and number."""
    sentence = scene.sentence
    if not sentence.of_kind("percent", "count", "number") and not _CASES.search(sentence.text):
        return
    known = {s.item.start: s for s in said if s.value is None}
    items = _countable_items(sentence, [s.item for s in known.values()])
    order = order_told(scene)
    alone = scene.context.trials.single and len(scene.context.arms.of(scene.context.trials.of(sentence))) == 1
    found = list(rates(sentence, items, scene.named, alone)) if items else []
    some = scene.context.trials.single and any(_countable(scene, rate) for rate in found)
    for rate in found:
        listed_as = known.get(rate.item.start)
        if _of_all(sentence, rate) if listed_as else not (_countable(scene, rate) or (some and _happened(scene, rate))):
            continue
        holders = side_owners(scene, rate, listed_as, order)
        rule = listed_as.rule if listed_as else "adverse_event.rate"
        for side, owner in zip(rate.sides, holders, strict=True):
            if owner is not None and (listed_as or owner.harms or not relieved(scene.context, rate.item.event)):
                item = replace(rate.item, end=listed_as.item.end) if listed_as else rate.item
                both = [o for o in scene.named if (o.start, o.end) == (owner.start, owner.end)]  # "12% in each group"
                whose = tuple(both) if len(rate.sides) == 1 and both else (owner,)
                for f in side.figures:
                    yield Said(item, whose, rule, f.value, f.unit, f.qualifier)


_CASES = re.compile(" cases? of ")


def _countable_items(sentence: Sentence, known: list[Item]) -> list[Item]:
    """The events that a sentence may count, in order: those read so far, and by form, and by their place."""
    items = [*known, *(item for item in by_form(sentence) if not any(item.overlaps(other) for other in known))]
    return list(explained(sentence, _joined(sentence, sorted(items, key=lambda i: i.start), known), known))


def _joined(sentence: Sentence, items: list[Item], known: list[Item]) -> Iterator[Item]:
    """The events, two of no list that "or" joins as one: "four had pneumonitis or interstitial lung disease"."""
    kept: list[Item] = []
    for item in items:
        last = kept[-1] if kept and kept[-1] not in known and item not in known else None
        either = last and sentence.typed[last.end : item.start] in (" or ", "/") and last.grade == item.grade
        if last and either and not _EACH_ITS_OWN.match(sentence.typed, item.end):
            name = Concept("event", plain_name(sentence.words(last.start, item.end)), known=False)
            kept[-1] = replace(last, end=item.end, event=name, stop=item.stop)
        else:
            kept.append(item)
    return iter(kept)


_EACH_ITS_OWN = re.compile(r"[^.;:()]{0,120}?\brespectively\b")
"""Behind two events, what gives each its own figure: "A or B was seen in 7% and 4%, respectively"."""
_ALL = re.compile(r"\s?[,)\]]\s(?:also\s)?(?:occurred|occurs?|developed|has|have|had|was|were|is|are)\b")


def _of_all(sentence: Sentence, rate: Rate) -> bool:
    """Whether a figure behind a list is of the whole: "serious effects, including A and B, occurred in 3%"."""
    whole = _ALL.match(sentence.typed, rate.item.stop or rate.item.end, max(rate.start, rate.item.end))
    return bool(whole) and "respectively" not in sentence.typed[rate.start : rate.end + 60]


def _countable(scene: Scene, rate: Rate) -> bool:
    """Whether a figure of an event that no list announces is one of an untoward event of a treatment."""
    if not _happened(scene, rate):
        return False
    sentence = scene.sentence
    told = signed(sentence) or rate.item.serious is not None or any(not o.general for o in scene.named)
    return told or signed_before(scene.context, sentence) or _treated(scene, rate)


def _happened(scene: Scene, rate: Rate) -> bool:
    """Whether an event is told as what happened under treatment, neither doubted nor aimed at."""
    low = clause_start(scene.sentence, min(rate.start, rate.item.start))
    typed = scene.sentence.typed
    if _IF.match(typed, rate.start) or cues("of_things").search(typed, rate.start, rate.end + 60):
        return False
    return not (aimed(scene.sentence) or hedged(scene.sentence, low, rate.item.start))


_IF = re.compile(r"[^,;]*\s(?:if|provided)\s")
"""Behind figures, the condition on which they hold."""


def _treated(scene: Scene, rate: Rate) -> bool:
    """Whether a trial's report can only mean its treatment: of what the disease itself hardly brings about.

    In a summary of many trials the sentence tells of one whose arms stand near.
    """
    context, trial = scene.context, scene.context.trials.of(scene.sentence)
    if cues("complaints").fullmatch(rate.item.event.name):
        return False
    if not context.trials.single and not (context.trials.told(scene.sentence) and introduced_near(scene)):
        return False
    return len(rate.sides) == 2 if len(context.arms.of(trial)) == 2 else bool(scene.fallback())

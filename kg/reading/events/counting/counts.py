"""How many of which group had an event: the figures of a sentence led to events and owners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.events.counting.rates import Rate, rates
from kg.reading.events.counting.side_owners import introduced_near, order_told, side_owners
from kg.reading.events.naming.names import Item, by_form, plain_name
from kg.reading.events.scene import Said, Scene, aimed, clause_start, cues, hedged, signed, signed_before
from kg.reading.patterns import pattern, table


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
                item = replace(rate.item, end=max(rate.item.end, listed_as.item.end)) if listed_as else rate.item
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
    """The events, two that "or" joins as one: "four had pneumonitis or interstitial lung disease"."""
    kept: list[Item] = []
    for item in items:
        last = kept[-1] if kept and (kept[-1] in known) == (item in known) else None
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
    context, trial = scene.context, scene.trial
    if cues("complaints").fullmatch(rate.item.event.name):
        return False
    if not context.trials.single and not (context.trials.told(scene.sentence) and introduced_near(scene)):
        return False
    return len(rate.sides) == 2 if len(context.arms.of(trial)) == 2 else bool(scene.fallback())


def explained(sentence: Sentence, items: Iterable[Item], listed: Sequence[Item]) -> Iterator[Item]:
    """The events that a sentence may count, each up to the end of what explains it.

    What stands in the explanation is counted by nothing behind it ("heart problems, such as palpitations, were seen in
    12%"), save where a list of untoward events has it.
    """
    asides, end = dict(found.span() for found in _ASIDE.finditer(sentence.typed)), 0
    for item in items:
        if item in listed and item.start >= end and item.end not in asides:
            yield item
        elif not any(start < item.start < stop for start, stop in asides.items()):
            end = asides.get(item.end, item.end)
            yield replace(item, end=end)


_BEGINS = r"(?:an?|which|that|including|such as|also (?:called|known as)|or)"
_TOLD = rf"\s{_BEGINS}\s[^.;:(){{percent}}{{count}}]{{1,140}}?"
_VERB = rf"(?:\s?\([^()]{{1,40}}\))?,{_TOLD},(?=\s{table('events', 'occurred')[0]}\b)"
_WORDS = r"[^.;:(){percent}{count}]{1,60}?"
_MEMBERS = rf",\s(?:mainly|mostly|primarily|predominantly|including)\s{_WORDS}\s(?:and|or)\s{_WORDS}"
_ASIDE = pattern(rf"{_VERB}|{_MEMBERS}(?=\s?\([^()]{{0,10}}{{percent}}[^()]{{0,40}}\b(?:vs|v|versus|and)\b)")


def relieved(context: Context, event: Concept) -> bool:
    """Whether the title of a document says that it is about preventing or treating an event.

    A summary of many trials whose title begins with an event is about it ("Nausea and Vomiting Related to …"); a
    report of a trial says what its treatment is for.
    """
    head = _head(event.name)
    title = context.document.title.lower()
    if head not in title:
        return False
    return _is_aim(title, head) or (not context.trials.single and _begins(title, head))


def _head(name: str) -> str:
    """The last word of an event's name in the singular: what it is, whatever stands before it.

    >>> _head("anticipatory vomiting"), _head("hot flashes"), _head("acute graft-versus-host disease")
    ('vomiting', 'hot flash', 'graft-versus-host disease')
    """
    words = re.sub(r"(?:(?<=sh|ch|ss)es|(?<![su])s)$", "", name.lower()).split()
    return " ".join(words[-2:] if words[-1] in ("flash", "flush", "disease") else words[-1:])


@lru_cache(maxsize=64)
def _is_aim(title: str, head: str) -> bool:
    before = r"\b(?:for|prevent\w*|prophyla\w+|treat\w*|manag\w+|reliev\w+|relief|control\w*|reduc\w+|alleviat\w+)\b"
    behind = r"s?\s(?:prophyla\w+|prevention|management|control|relief)\b"
    return bool(re.search(rf"{before}[^.:;]{{0,50}}\b{re.escape(head)}|\b{re.escape(head)}{behind}", title))


def _begins(title: str, head: str) -> bool:
    return bool(re.match(rf"(?:\w+ )?(?:and )?(?:\w+ ){{0,2}}{re.escape(head)}", title))

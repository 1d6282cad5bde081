"""Adverse events: which untoward event occurred, in whom, how often, how severe.

Three things are read of a sentence: the lists that it announces as side effects, what it says that a drug
causes or one group had more of, and how many had an event. Facts without a figure are dropped where the same
event has one in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model import Arm, Concept
from kg.reading.annotate import SIGNS, Sentence
from kg.reading.annotate import sentence as marked
from kg.reading.context import Context, Proposal
from kg.reading.events.clauses import (
    aimed,
    clause_end,
    clause_start,
    hedged,
    signed,
    signed_before,
)
from kg.reading.events.names import by_form, words_of
from kg.reading.events.owners import Owner, distinct, main, same_place
from kg.reading.events.rates import Rate, rates
from kg.reading.events.said import everything
from kg.reading.events.scene import Said, Scene

_REFERENCE = re.compile(r"\bet al\.?:|^\W*[A-Z][\w’'-]+ [A-Z]{1,3}, [A-Z]")


def read(context: Context) -> Iterator[Proposal]:
    """The adverse events of a document."""
    title, stems = main(context), sorted(words_of("hints"))
    treated = [bool(s.of_kind("drug", "intervention")) for s in context.annotated]
    single = context.trials.single and bool(title or context.arms.of(context.trials.main))
    for sentence in context.annotated:
        near = treated[max(0, sentence.index - 2) : sentence.index + 1]
        if not (any(near) or single or _GROUPS.search(sentence.text)):
            continue  # nobody's events
        if _hinted(sentence, stems):
            yield from _sentence(Scene(context, bare(sentence), title))


_GROUPS = re.compile(r"\b(?:arms?|groups?)\b")


def _hinted(sentence: Sentence, stems: list[str]) -> bool:
    """Whether a sentence of prose may tell of untoward events; quick."""
    if sentence.passage.block in ("heading", "code", "row") or _REFERENCE.search(sentence.text):
        return False
    lower = sentence.text.lower()
    return SIGNS["event"] in sentence.typed or any(stem in lower for stem in stems)


_AGGREGATE = re.compile(r"(?i)side[- ]effect|adverse|toxic|complication|\bAEs?\b|\bSAEs?\b|event|death|died")


def bare(sentence: Sentence) -> Sentence:
    """The sentence with the marks of aggregates ("side effects", which are measures) read as words again."""
    text = sentence.passage.text
    kept = [m for m in sentence.marks if m.kind != "measure" or not _AGGREGATE.search(m.span.of(text))]
    if len(kept) == len(sentence.marks):
        return sentence
    return marked(sentence.document, sentence.passage, sentence.index, sentence.span, kept)


def _sentence(scene: Scene) -> Iterator[Proposal]:
    """What one sentence says; a figure is said before what it is said with."""
    said = list(_once(everything(scene)))
    counted = list(_counted(scene, said))
    places = {s.item.end for s in counted}
    for one in [*counted, *(s for s in said if s.item.end not in places or s.value is not None)]:
        for owner in one.owners:
            yield _proposal(scene.sentence, one, owner)


def _once(said: Iterable[Said]) -> Iterator[Said]:
    """Each event once, as the first rule read it that knows whose it is, else as the first."""
    taken: list[tuple[int, int, str]] = []
    for one in sorted(said, key=lambda s: not s.owners):
        place = (one.item.start, max(one.item.end, one.item.stop))
        if not any(start < place[1] and place[0] < end and rule != one.rule for start, end, rule in taken):
            taken.append((*place, one.rule))
            yield one


def _proposal(sentence: Sentence, said: Said, owner: Owner) -> Proposal:
    arm = owner.given if isinstance(owner.given, Arm) else None
    drug = owner.given if isinstance(owner.given, Concept) else None
    roles = {
        "trial": arm.trial if arm else None,
        "arm": arm,
        "drug": drug,
        "event": said.item.event,
        "serious": said.item.serious,
        "grade": said.item.grade or None,
        "value": said.value,
        "unit": said.unit or None,
        "qualifier": said.qualifier or None,
    }
    return Proposal("adverse_event", roles, sentence.source(), said.rule)


# ---- how many had it -------------------------------------------------------------------------------------


def _counted(scene: Scene, said: Iterable[Said]) -> Iterator[Said]:
    """The events of a sentence that have figures, a fact for each group and number."""
    sentence = scene.sentence
    if not sentence.of_kind("percent", "count", "number"):
        return
    known = {s.item.end: s for s in said if s.value is None}
    formed = [i for i in by_form(sentence) if not any(s.item.overlaps(i) for s in known.values())]
    items = sorted([*(s.item for s in known.values()), *formed], key=lambda i: i.start)
    order: list[Owner] = []
    for rate in rates(sentence, items, scene.named) if items else ():
        listed_as = known.get(rate.item.end)
        if listed_as is None and not _countable(scene, rate):
            continue
        holders = _side_owners(scene, rate, listed_as, order)
        rule = listed_as.rule if listed_as else "adverse_event.rate"
        for side, owner in zip(rate.sides, holders, strict=True):
            if owner is not None:
                for f in side.figures:
                    yield Said(rate.item, (owner,), rule, f.value, f.unit, f.qualifier)


def _countable(scene: Scene, rate: Rate) -> bool:
    """Whether a figure of an event that no list announces is one of an untoward event of a treatment."""
    sentence = scene.sentence
    low = clause_start(sentence, min(rate.start, rate.item.start))
    if aimed(sentence) or hedged(sentence, low, rate.item.start):
        return False
    told = signed(sentence) or rate.item.serious is not None or bool(scene.named)
    return told or signed_before(scene.context, sentence)


def _side_owners(scene: Scene, rate: Rate, announced: Said | None, order: list[Owner]) -> list[Owner | None]:
    """Whose each side of a rate is; None where it cannot be told."""
    own = [side.owner for side in rate.sides]
    if all(own):
        order[:] = order or [o for o in own if o]
        return list(own)
    if len(rate.sides) == 1:
        return [own[0] or _sole(scene, rate, announced)]
    if len(rate.sides) > 2 or any(own):
        return own
    if len(order) == 2:
        return list(order)
    pair = _pair(scene, rate, announced)
    order[:] = order or [o for o in pair if o]
    return pair


def _pair(scene: Scene, rate: Rate, announced: Said | None) -> list[Owner | None]:
    """The two groups that "13% vs 22%" speaks of, in the order in which they are compared."""
    between = distinct([o for o in scene.named if rate.item.end <= o.start < rate.start])
    low = clause_start(scene.sentence, min(rate.start, rate.item.start))
    outside = between or distinct([o for o in scene.named if low <= o.start and not rate.start <= o.start < rate.end])
    if len(outside) == 2:
        return list(outside)
    sides = scene.context.arms.sides(scene.context.trials.of(scene.sentence))
    both: list[Owner | None] = [Owner(0, 0, s) for s in sides] if sides else [None, None]
    if not outside:
        return both
    first = outside[0]
    if len(outside) == 1 and first.end <= rate.item.start and (not sides or first.given not in sides):
        return [first, None]
    told = announced is not None and first in announced.owners
    if not sides or len(outside) > 1 or first.given not in sides or (first.start > rate.end and not told):
        return [None, None]
    other = next(Owner(0, 0, s) for s in sides if s != first.given)
    lead = scene.sentence.typed[max(0, first.start - 50) : first.start]
    return [other, first] if _SECOND.search(lead) else [first, other]


_SECOND = re.compile(r"\b(?:than|versus|vs\.?|compared (?:with|to))\s(?:[a-z-]+\s){0,4}$")
"""What leads to the group that is named second."""


def _sole(scene: Scene, rate: Rate, announced: Said | None) -> Owner | None:
    """Whose a single figure is: of the list, the only group, the one beside it, or one before."""
    beside = _beside(scene, rate)
    if beside is not None:
        return beside[0] if len(beside) == 1 else None
    if announced is not None and announced.owners:
        return announced.owners[0] if len(announced.owners) == 1 else None
    if _other_group(scene, rate):
        return None
    apart = distinct(scene.named)
    if len(apart) > 1:
        return _nearest(scene, rate)
    only = next(iter(apart or scene.fallback()), None)
    return only if only is None or only.start <= rate.end or _told_of(scene, rate, only) else None


def _other_group(scene: Scene, rate: Rate) -> bool:
    """Whether the clause of a figure names a group that nobody knows ("in the third arm, 12% had …")."""
    text, end = scene.sentence.typed, min(rate.start, rate.item.start)
    start = max((m.end() for m in re.finditer(r"[;:]\s", text[:end])), default=0)
    found = _GROUP.search(text, start, end)
    return found is not None and not any(o.start < found.end() and found.start() < o.end for o in scene.named)


_GROUP = re.compile(r"\bin the (?:[a-z-]+\s){0,3}(?:arm|group)\b")


def _told_of(scene: Scene, rate: Rate, owner: Owner) -> bool:
    """Whether a figure leads to the group that stands behind it: "10% of those who received", not "and may …"."""
    between = scene.sentence.typed[rate.end : owner.start]
    return not re.search(r"[;:]|\b(?:may|can|and|but|be|then|should|before|than|controls)\b", between)


def _beside(scene: Scene, rate: Rate) -> tuple[Owner, ...] | None:
    """The group right behind a figure; () where one stands that nobody knows, None where none does."""
    text, end = scene.sentence.typed, clause_end(scene.sentence, rate.end)
    behind = [o for o in scene.named if rate.end <= o.start < end]
    if behind and re.fullmatch(_LEADS, text[rate.end : behind[0].start]):
        return same_place(behind)
    return () if _UNKNOWN_GROUP.match(text, rate.end) else None


_UNKNOWN_GROUP = re.compile(r"[)\]]?\s(?:in|with|for|on)\s(?:the\s|those\s|[a-z-]+\s){0,4}(?:arms?|groups?)\b")


def _nearest(scene: Scene, rate: Rate) -> Owner | None:
    """The last group before a figure."""
    start = clause_start(scene.sentence, rate.start)
    ahead = [o for o in scene.named if start <= o.start and o.end <= min(rate.start, rate.item.start)]
    last = same_place(ahead[::-1]) if ahead else ()
    return last[0] if len(last) == 1 else None


_LEADS = (
    r"[)\]]?\s(?:of\s)?(?:(?:the\s)?[a-z]+\s){0,3}?(?:in|with|for|among|on|after|receiving|received|given|of)"
    r"\s(?:the\s|those\s|[a-z-]+\s){0,3}"
)

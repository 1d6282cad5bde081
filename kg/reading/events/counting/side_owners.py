"""Whose each figure of an event is: the group's beside it, or the trial's arms' in the order of the figures."""

from __future__ import annotations

import re

from kg.model import Arm
from kg.reading.events.counting.figures import sides
from kg.reading.events.counting.rates import Rate
from kg.reading.events.owners import Owner, begun_with, distinct, in_order, same_place
from kg.reading.events.scene import Said, Scene, clause_end, clause_start, led_to, of_kind
from kg.reading.marks import SIGNS, any_sign


def introduced_near(scene: Scene) -> bool:
    """Whether the arms of a sentence's trial were introduced not far from it."""
    entries = scene.context.arms.entries.get(scene.trial, ())
    return any(abs(entry.sentence.index - scene.sentence.index) <= NEAR for entry in entries)


def side_owners(scene: Scene, rate: Rate, announced: Said | None, order: list[Owner]) -> list[Owner | None]:
    """Whose each side of a rate is; None where it cannot be told."""
    own = [side.owner for side in rate.sides]
    if len(rate.sides) == 1:
        return [own[0] or _sole(scene, rate, announced)]
    if len(rate.sides) > 2:
        return _several(scene, rate, own)
    if not any(own) and (told := _named_behind(scene, rate)):
        return told
    if not any(own) and len(order) == 2:
        return list(order)
    if not any(own) and _is_denied(scene, rate):
        return [None, None]
    pair = _with_other(scene, rate, own) if any(own) else _pair(scene, rate, announced)
    if all(pair):
        order[:] = order or [o for o in pair if o]
    return pair


_IN_SOME = re.compile(r"\s(?:in|among)\s(?!(?:the\s)?(?:both|all|each|either|two|treated)\b)")
_MORE = re.compile(r"\b(?P<more>more|commoner|higher|greater|increased|worse)\b|\b(?:less|fewer|rarer|lower|reduced)\b")


def _is_denied(scene: Scene, rate: Rate) -> bool:
    """Whether the only group before figures is said to have had more, and they tell in order that it had less."""
    low, typed = clause_start(scene.sentence, rate.item.start), scene.sentence.typed
    said = list(_MORE.finditer(typed, low, rate.item.start))
    named = [o for o in scene.named if said and low <= o.start < said[-1].start() and not _against(scene, o, rate)]
    if len(distinct(named)) != 1:
        return False
    one, two = (side.figures[0] for side in rate.sides)
    return one.unit == two.unit and (one.value < two.value if said[-1]["more"] else one.value > two.value)


def _with_other(scene: Scene, rate: Rate, own: list[Owner | None]) -> list[Owner | None]:
    """Two sides of which one names its group: the other is the trial's other arm, or the only other group before."""
    known = next(o for o in own if o)
    others = [Owner(0, 0, s) for s in scene.sides if s != known.given] if known.given in scene.sides else []
    before = [o for o in distinct(scene.named) if o.end <= rate.start and not o.is_same(known)]
    found = before or others
    other = found[0] if len(found) == 1 else None
    return [
        o or (None if _NAMED.match(scene.sentence.typed, s.end) else other)
        for o, s in zip(own, rate.sides, strict=True)
    ]


_NAMED = re.compile(
    r"[)\]]?\s(?:of|in|on|with|for|among)\s(?:the\s)?[A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*\s(?:patients|recipients|arm|group)\b"
)
"""Behind a figure, a group that goes by letters: "4% of XY patients"."""


def _several(scene: Scene, rate: Rate, own: list[Owner | None]) -> list[Owner | None]:
    """Three or more groups; none where the figures are those of as many grades, or the groups are not the subject."""
    behind = distinct([o for o in scene.named if o.start >= rate.sides[-1].end])
    if not any(own[:-1]) and len(behind) == len(own):
        return list(behind)
    if any(own):
        return own
    if _OF_GRADES.search(scene.sentence.typed, 0, rate.start):
        return [None] * len(own)
    return _in_order(scene, rate)


_OF_GRADES = re.compile(
    r"\b(?:grades?|cycles?|weeks?|days?)\s[^\s,]+,\s[^\s,]+,?\s(?:and|or)\s|\bunlike\b|\bno\s(?:drug|arm|group)\b",
    re.IGNORECASE,
)
"""A list of grades or times, each of which has a figure; what sets groups apart from those of the figures."""


def _in_order(scene: Scene, rate: Rate) -> list[Owner | None]:
    """As many groups as there are sides: those that a sentence names outside of its figures, or all of its trial."""
    outside = distinct([o for o in scene.named if not rate.start <= o.start < rate.end])
    if len(outside) == len(rate.sides):
        return list[Owner | None](outside)
    arms = scene.context.arms.of(scene.trial)
    fits = len(arms) == len(rate.sides) and not scene.named and scene.context.arms.contrasted(scene.trial)
    return [Owner(0, 0, arm) for arm in arms] if fits else [None] * len(rate.sides)


_COMPARED = re.compile(r"[(\[]([^()\[\]]{1,120})[)\]]")


def order_told(scene: Scene) -> list[Owner]:
    """The two groups in the order in which one bracket names them: "(8% for placebo vs. 30%)"."""
    for found in _COMPARED.finditer(scene.sentence.typed):
        inside = [o for o in scene.named if found.start(1) <= o.start < found.end(1)]
        two = sides(scene.sentence, *found.span(1), inside) if inside else []
        if len(two) == 2 and any(s.owner for s in two):
            rest = [o for o in distinct(scene.named) if not any(map(o.is_same, inside))]
            other = rest[0] if len(rest) == 1 else None
            told = [s.owner or other for s in two]
            return [o for o in told if o] if all(told) else []
    return []


def _pair(scene: Scene, rate: Rate, announced: Said | None) -> list[Owner | None]:
    """The two groups that "13% vs 22%" speaks of, in the order in which they are compared."""
    between = distinct([o for o in scene.named if rate.item.end <= o.start < rate.start])
    low = clause_start(scene.sentence, min(rate.start, rate.item.start))
    outside = between or distinct([o for o in scene.named if low <= o.start and not rate.start <= o.start < rate.end])
    if len(outside) > 2:
        end = clause_end(scene.sentence, rate.end)
        outside = [o for o in outside if o.start < end]
    if len(outside) == 2:
        first, second = outside
        return [second, first] if _against(scene, first, rate) else [first, second]
    arms = _sides(scene)
    if not outside:
        return [Owner(0, 0, s) for s in arms] if arms else [None, None]
    first = outside[0]
    if len(outside) == 1 and first.end <= rate.item.start and (not arms or first.given not in arms):
        return [first, None]
    told = announced is not None and first in announced.owners
    if not arms or len(outside) > 1 or first.given not in arms or (first.start > rate.end and not told):
        return [None, None]
    other = next(Owner(0, 0, s) for s in arms if s != first.given)
    return [other, first] if _against(scene, first, rate) else [first, other]


def _against(scene: Scene, owner: Owner, rate: Rate) -> bool:
    """Whether a group is what another is compared with, so that its figure comes second.

    What sets the figures before it against each other says nothing of it: "35% versus 21% with A and B".
    """
    low = max(0, owner.start - 50, rate.end if owner.start >= rate.end else 0)
    return bool(_SECOND.search(scene.sentence.typed[low : owner.start]))


def _sides(scene: Scene) -> tuple[Arm, ...]:
    """The two arms of the trial that a sentence tells of, where their order may go without saying.

    Not where doses are set against each other, and in a summary of many trials only near to where the arms were
    introduced.
    """
    sentence = scene.sentence
    near = scene.context.trials.single or introduced_near(scene)
    doses = sentence.of_kind("dose") or _BY_DOSE.search(sentence.typed)
    return in_order(scene.context, sentence) if near and not doses else ()


_BY_DOSE = re.compile(r"\b(?:higher|lower)[- ]dose\b")
NEAR = 20
"""Sentences between a trial's arms and figures that go to them without saying so."""
_SECOND = re.compile(
    rf"(?i)\b(?:than|versus|vs\.?|compared (?:with|to))\s(?:(?:[a-z-]+|{any_sign('percent', 'count')})\s){{0,4}}$"
)
"""What leads to the group that is named second."""


def _sole(scene: Scene, rate: Rate, announced: Said | None) -> Owner | None:
    """Whose a single figure is: of the list, the only group, the one beside it, or one before."""
    beside = _beside(scene, rate)
    if beside is not None:
        return beside[0] if len(beside) == 1 else None
    if announced is not None and announced.owners:
        return announced.owners[0] if len(announced.owners) == 1 else None
    if _other_group(scene, rate) or _AND_NUMBER.search(scene.sentence.typed, 0, rate.start):
        return None
    apart = distinct(scene.named)
    if len(apart) > 1:
        return begun_with(scene.sentence, scene.named, rate.start, clause_end(scene.sentence, rate.item.end))
    only = next(iter(apart or scene.fallback()), None)
    return only if only is None or only.start <= rate.end or _told_of(scene, rate, only) else None


def _other_group(scene: Scene, rate: Rate) -> bool:
    """Whether the clause of a figure names a group that nobody knows ("in the third arm, 12% had …")."""
    text, end = scene.sentence.typed, rate.item.start
    start = max((m.end() for m in re.finditer(r"[;:]\s", text[:end])), default=0)
    found = _GROUP.search(text, start, end)
    return found is not None and not any(o.start < found.end() and found.start() < o.end for o in scene.named)


_AND_NUMBER = re.compile(rf"\bin\s{SIGNS['number']}(?:,\s{SIGNS['number']})*,?\sand\s$")
"""Before a figure, those of other groups whose list it ends: "in 21, 25 and | 19% of women"."""
_GROUP = re.compile(r"\bin the (?:[a-z-]+\s){0,3}(?:arm|group)\b")


def _told_of(scene: Scene, rate: Rate, owner: Owner) -> bool:
    """Whether a figure leads to the group that stands behind it: "10% of those who received", not "and may …"."""
    between = scene.sentence.typed[rate.end : owner.start]
    if items := _MORE_ITEMS.match(between):
        between = between[items.end() :]
    return not re.search(r"[;:]|\b(?:may|can|and|but|be|then|should|before|than|controls)\b", between)


_MORE_ITEMS = re.compile(
    r"[)\]](?:(?:,\s(?:and\s)?|\sand\s)[^.;:,()]{1,50}\([^()]{1,30}\))+(?=\s(?:was|were|occurred)\b)"
)
"""Behind the figure of an event, the others of its list: "rash (3 patients) | and fever (4) were seen with A"."""


def _beside(scene: Scene, rate: Rate) -> tuple[Owner, ...] | None:
    """The group right behind a figure; () where one stands that nobody knows, None where none does."""
    text, end = scene.sentence.typed, clause_end(scene.sentence, rate.end)
    behind = [o for o in scene.named if rate.end <= o.start < end]
    if behind and re.fullmatch(_LEADS, text[rate.end : behind[0].start]):
        return same_place(behind)
    return () if _UNKNOWN_GROUP.match(text, rate.end) else None


_UNKNOWN_GROUP = re.compile(r"[)\]]?\s(?:in|with|for|on)\s(?:the\s|those\s|[a-z-]+\s){0,4}(?:arms?|groups?)\b")
_LEADS = (
    r"[)\]]?\s(?:of\s)?(?:(?:the\s)?(?!(?:than|compared|versus|against)\b)[a-z]+\s){0,3}?"
    r"(?:in|with|for|among|on|after|receiving|received|given|of)"
    r"\s(?:the\s|those\s|[a-z-]+\s){0,3}"
)


def _named_behind(scene: Scene, rate: Rate) -> list[Owner | None]:
    """Two sides whose group is named behind them: of "X (15% vs 4%) was more common with A" the greater is A's.

    Where those who had more are people whom no treatment sets apart ("in older patients"), they are no arm's.
    """
    end = clause_end(scene.sentence, rate.end)
    verdict = next((m.found for m in of_kind(scene, "common") if rate.end <= m.found.start() < end), None)
    named = [o for o in scene.named if verdict and verdict.end() <= o.start < end]
    if verdict and not named and _IN_SOME.match(scene.sentence.typed, verdict.end()):
        return [None, None]
    holder = next(iter(led_to(scene.sentence, verdict.start(), named)), None) if verdict else None
    known = [Owner(0, 0, arm) for arm in scene.sides]
    mine = next((o for o in known if holder is not None and o.is_same(holder)), None)
    said = _MORE.search(scene.sentence.typed, rate.end, holder.start) if holder else None
    one, two = (side.figures[0] for side in rate.sides)
    if mine is None or said is None or one.unit != two.unit or one.value == two.value:
        return []
    other = next(o for o in known if o is not mine)
    first = (one.value > two.value) == (said["more"] is not None)
    return [mine, other] if first else [other, mine]

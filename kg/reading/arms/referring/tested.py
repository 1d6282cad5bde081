"""Which of a trial's two arms is tested, and which is the one that it is measured against.

The words of the sentence that introduces them tell it, or what they are given; else what its results set against
what, its conclusion or its title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from kg.model import Arm
from kg.reading.arms.entries import Entry, expanded, is_control, whole
from kg.reading.arms.wording.details import detail_words

Sides = tuple[tuple[Arm, ...], tuple[Arm, Arm] | None]
"""Arms of a trial, and its experimental arm and control, where it has just these two."""

AGAINST_OTHERS = frozenset({"arm.tried", "arm.given-in-comparison"})
"""Rules of an arm by itself, which its sentence measures against others than the trial's other arm, if against any."""

IN_ORDER = ("arm.received-than", "arm.was-compared", "arm.effect-of", "arm.drug-against")
"""Rules by whose words the arm that is tested stands before the one that it is compared with."""


def of_one_time(known: Sequence[Entry], among: Collection[Arm]) -> Sequence[Entry]:
    """Of a trial that allotted its people twice, to one of two arms each time, the two that some arms are of; else all.

    "To 60 Gy or 74 Gy; patients in each group were also assigned to A or not": with A stands only "no A".
    """
    told = {entry.sentence.index for entry in known if entry.arm in among}
    if len(told) != 1 or not allotted_twice(known):
        return known
    return [entry for entry in known if entry.sentence.index in told]


def allotted_twice(known: Sequence[Entry]) -> bool:
    """Whether a trial's arms are introduced two by two."""
    times = Counter(entry.sentence.index for entry in known) if len(known) > 2 else {}
    return len(times) > 1 and set(times.values()) == {2}


def told_in_order(known: Sequence[Entry]) -> bool:
    """Whether arms stand in the order of "those who received A lived longer than those who received B"."""
    return all(entry.rule in IN_ORDER for entry in known)


def sides(
    known: Sequence[Entry], title: Sequence[str], concluded: Arm | None, opposed: Arm | None = None
) -> tuple[Arm, Arm] | None:
    """The experimental arm and its control, of two; None of more or fewer, or of two each tried against people without.

    The control is given a placebo, nothing, or the other arm's treatment less something, or is called standard;
    else it is the one that the results measure the other against; else what an abstract's conclusion speaks of is the
    experimental one, or the one that its title names first: a title may name the known one first.

    Args:
        known: the trial's arms, in the order of their introduction.
        title: the treatments of the document's title, in order.
        concluded: the arm that the conclusion speaks of.
        opposed: the arm that the results measure the other against (`concluding.py`).

    """
    if len(known) != 2:
        return None
    first, second = known
    in_order, turned = (first.arm, second.arm), (second.arm, first.arm)
    if is_control(first.arm, second.arm):
        return turned
    if is_control(second.arm, first.arm):
        return in_order
    if _standard(first, second) != _standard(second, first):
        return turned if _standard(first, second) else in_order
    if first.sentence is not second.sentence and {first.rule, second.rule} & AGAINST_OTHERS:
        return None
    if told_in_order(known) and (concluded, opposed) != turned:
        return in_order
    if opposed is not None:
        return in_order if opposed == second.arm else turned
    if concluded is not None:
        return in_order if concluded == first.arm else turned
    return turned if _tested(second, first, title) else in_order


def by_mention(known: Sequence[Entry], title: Sequence[str]) -> bool:
    """Whether the order in which two arms are named is all that tells which of them is tested."""
    if len(known) != 2 or told_in_order(known):
        return False
    first, second = known
    control = is_control(first.arm, second.arm) or is_control(second.arm, first.arm)
    told = control or first.names == second.names or _standard(first, second) != _standard(second, first)
    return not told and not _tested(first, second, title) and not _tested(second, first, title)


def _tested(one: Entry, other: Entry, title: Sequence[str]) -> bool:
    """Whether this arm is the one that is tested: the title's, else one by whose name its treatment was added."""
    mine, theirs = _titled(one, other, title), _titled(other, one, title)
    if mine != theirs:
        return mine < theirs
    return _is_added(one) and not _is_added(other)


def _is_added(entry: Entry) -> bool:
    """Whether an arm is named by what was put before or behind the treatment that all would get: "induction A"."""
    return any(_ADDED.match(concept.name) for concept in entry.arm.interventions)


_ADDED = re.compile(r"(?:neoadjuvant|induction|maintenance|consolidation)\b")


def _titled(one: Entry, other: Entry, title: Sequence[str]) -> int:
    """Where the title names what only this arm is given."""
    only = whole(one) - whole(other)
    return min((i for i, name in enumerate(title) if expanded([name]) & only), default=len(title))


def _standard(entry: Entry, other: Entry) -> bool:
    """Whether an arm is introduced as the standard or the control, or as what others changed for another treatment."""
    start = entry.phrase.start
    changed = entry.names.isdisjoint(other.names)
    continued = changed and _CONTINUED.search(entry.sentence.typed, max(0, start - 40), start)
    return bool(continued or detail_words("of_control").search(entry.sentence.words(*entry.stretch)))


_CONTINUED = re.compile(r"\bcontinu(?:e|ed|ing)\s(?:(?:to receive|with|on|taking|their|the|current)\s){0,3}$")
"""Before a treatment that those who were to change to another went on with: "continue the A or switch to B"."""

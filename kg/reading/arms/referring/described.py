"""Arms that a sentence describes and does not name: "the control group", "the three-drug arm", "the MEK inhibitor".

Words tell features of an arm: what it is to the others, how many treatments it holds, of which kind.
They mean the only arm that has all of these; where none has, or several have, they mean no arm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import CONTROLS, OPEN, Entry, is_control, names_of, of_control, whole
from kg.reading.arms.referring.resolving import is_of_kind
from kg.reading.arms.wording.treatments import TREATMENTS, arm_words
from kg.reading.matching.prefilter import Index
from kg.reading.number_forms import number
from kg.reading.patterns import pattern, table


@dataclass(frozen=True)
class Description:
    """What some words tell of an arm.

    Attributes:
        role: what it is to the other arms: tested or "control", or that which is given "the drug".
        number: how many treatments it holds, a placebo apart; 0 where nothing counts them.
        or_more: whether it may hold more.
        together: whether the words count treatments and leave open whether one arm holds them: "both drugs".
        kind: the kind of a drug that it is given.
        alone: whether it is given nothing else.
        switched: whether its people changed to it from another treatment.
        start, end: where the words stand in the typed text.
        given: the treatments that the words name.

    """

    role: str = ""
    number: int = 0
    or_more: bool = False
    together: bool = False
    kind: str = ""
    alone: bool = False
    switched: bool = False
    start: int = 0
    end: int = 0
    given: frozenset[str] = frozenset()

    @property
    def is_counted(self) -> bool:
        """Whether it tells an arm of several treatments by how many these are."""
        return self.together or (self.number > 1 and not self.or_more)


FEATURES = {
    "experimental": Description(role="experimental"),
    "control": Description(role="control"),
    "drug": Description(role="drug"),
    "combination": Description(number=2, or_more=True),
    "several": Description(),
    "both": Description(number=2, or_more=True, together=True),
    "single": Description(number=1),
    "kind": Description(),
    "switched": Description(switched=True),
}
"""The features that the rows of the table `references` name."""
_SO_MANY = {"doublet": "two", "triplet": "three", "triple": "three", "quadruplet": "four"}
"""How many treatments are given together by words that count them."""


@cache
def _references() -> Index[str]:
    pairs = (entry.split("::", 1) for entry in table("arm_words", "references"))
    return Index((pattern(words, "arms"), features) for features, words in pairs)


def described(sentence: Sentence) -> Iterator[Description]:
    """What a sentence tells of arms that it does not name."""
    for words, features in sentence.candidates(_references()):
        for found in words.finditer(sentence.typed):
            before = sentence.typed[: found.start()]
            if not (found.group().endswith(" did not") and arm_words("became_of_them").search(before)):
                yield _read(sentence, found, FEATURES[features])


def _read(sentence: Sentence, found: re.Match[str], features: Description) -> Description:
    told = {group: words for group, words in found.groupdict().items() if words}
    count = told.get("n", "").lower()
    marks = sentence.marks_in(*found.span("given"), *TREATMENTS) if "given" in told else []
    return replace(
        features,
        number=int(number(_SO_MANY.get(count, count)) or 0) if count else features.number,
        kind=sentence.words(*found.span("kind")).lower() if "kind" in told else "",
        alone="alone" in told,
        start=found.start(),
        end=found.end(),
        given=names_of([m.concept for m in marks]),
    )


def meant(words: Description, known: Sequence[Entry], sides: tuple[Arm, Arm] | None, only: Arm | None) -> Arm | None:
    """The only arm of a trial that words describe.

    Args:
        words: what they tell of it.
        known: the trial's arms.
        sides: the tested one and its control, where it has just these two.
        only: its arm, where it is told to have one.

    """
    fit = _of_number(words, [e for e in _in_role(words.role, known, sides) if _has(words, e, known)])
    arms = {entry.arm for entry in fit}
    arm = arms.pop() if len(arms) == 1 else None
    return arm if arm is None or not words.together or arm == only or _stands_out(arm, known, sides) else None


def _in_role(role: str, known: Sequence[Entry], sides: tuple[Arm, Arm] | None) -> Sequence[Entry]:
    """The arms that are this to the others; all where nothing is told of it."""
    if not role:
        return known
    if role == "drug":
        if len(known) == 1:
            return [e for e in known if not e.names & CONTROLS]
        sides = sides if sides and is_control(sides[1], sides[0]) else None
    if sides is not None:
        return [e for e in known if e.arm == sides[role == "control"]]
    controls = [e for e in known if of_control(e.names)] if role == "control" else []
    return controls if len(controls) < len(known) - 1 else []


def _has(words: Description, entry: Entry, known: Sequence[Entry]) -> bool:
    """Whether an arm has what words tell of its treatments and of how its people came to it."""
    if words.alone and _number(entry) != 1:
        return False
    if words.kind and not any(is_of_kind(concept, words.kind) for concept in entry.arm.interventions):
        return False
    if not words.given <= entry.names:
        return False
    told = entry.sentence.typed[max(0, entry.phrase.start - 20) : entry.phrase.end]
    return not words.switched or (len(known) > 1 and _SWITCH.search(told) is not None)


_SWITCH = re.compile(r"\bswitch\w*\s(?:(?!\bor\b)[^.;])*$")
"""In what introduces an arm, that its people changed to its treatment: "to | switch to A or to continue B"."""


def _of_number(words: Description, found: Sequence[Entry]) -> Sequence[Entry]:
    """The arms that hold so many treatments; of several, those whose treatments are no control's, nor a placebo."""
    if words.number < 2:  # a regimen is no single drug, nor is what is done to people
        single = [e for e in found if _number(e) == len(whole(e) - {"placebo"}) == 1 and _is_of_drugs(e)]
        return single if words.number else found
    exact = [] if words.or_more else [e for e in found if words.number in (_number(e), len(whole(e) - CONTROLS))]
    found = exact or [e for e in found if _number(e) >= words.number]
    return [e for e in found if not e.names & CONTROLS] or found


def _number(entry: Entry) -> int:
    return len(entry.names - {"placebo"})


def _is_of_drugs(entry: Entry) -> bool:
    return all(c.kind == "drug" for c in entry.arm.interventions if c.name != "placebo")


def _stands_out(arm: Arm, known: Sequence[Entry], sides: tuple[Arm, Arm] | None) -> bool:
    """Whether a combination is what a trial tested, or more than another arm is given.

    That of a trial whose other arms are not known may be its control.
    """
    tested = sides is not None and sides[0] == arm and not names_of(sides[1].interventions) <= OPEN
    given, others = names_of(arm.interventions), [e.names - CONTROLS for e in known if e.arm != arm]
    return tested or any(names and names < given for names in others)

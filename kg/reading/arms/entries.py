"""The arms of one trial as the document introduces them, and what of their treatments makes a control or a regimen."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.wording.details import detail_words, key
from kg.reading.arms.wording.kinds import classes
from kg.reading.arms.wording.treatments import Phrase
from kg.reading.grounding.regimens import regimen_parts
from kg.reading.grounding.taxonomy import named


@dataclass(frozen=True)
class Entry:
    """An arm of the inventory, with where and how the document introduces it.

    Attributes:
        arm: the arm.
        sentence, phrase: where it is introduced.
        rule: how.
        size: how many took part in it.
        labels: what the document calls its group: "arm A", "ILF", "the intensive group".
        parts: the drugs that a regimen's name stands for there.
        stretch: the range of the sentence's typed text with all that is said of it.
        claimed: whether only a result tells of it.
        completed_in: the sentence that tells its size or the rest of its treatment, where that is another one.

    """

    arm: Arm
    sentence: Sentence
    phrase: Phrase
    rule: str
    size: Decimal | None = None
    labels: tuple[str, ...] = ()
    parts: tuple[Concept, ...] = ()
    stretch: tuple[int, int] = (0, 0)
    claimed: bool = False
    completed_in: Sentence | None = None

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its interventions."""
        return names_of(self.arm.interventions)

    @cached_property
    def detail(self) -> str:
        """What makes its detail the same as another's; "" where it has none."""
        return key(self.arm.detail) if self.arm.detail else ""

    def with_base(self, base: Sequence[Concept], told: Sentence) -> Entry:
        """The entry with what a sentence tells that all of a trial were given."""
        given = tuple(dict.fromkeys((*self.arm.interventions, *base)))
        return replace(self, arm=replace(self.arm, interventions=given), completed_in=told)

    @property
    def keys(self) -> tuple[str, ...]:
        """What its detail is the same as, and its dose of radiation alone: "50 Gy" of "50 Gy in 25 fractions"."""
        doses = self.labels if self.rule == "arm.by-dose" else ()
        return (*map(key, doses), *([self.detail] if self.detail else []))


CONTROLS = frozenset(
    {
        "placebo",
        "none",
        "observation",
        "best supportive care",
        "supportive care",
        "control",
        "standard of care",
        "no treatment",
        "saline",
        "investigator's choice",
    }
)
"""Interventions that make an arm the control."""
TESTED = frozenset({"immunotherapy", "targeted therapy"})
"""Kinds of treatment that are mostly what is tested, and hardly ever the standard."""
OPEN = frozenset({"investigator's choice", "standard of care", "standard treatment", "standard therapy"})
"""Interventions that stand for whatever treatment of a kind is chosen."""
TESTED_IN = "arm.tested"
"""The rule of an arm that a trial is said to have tested, where nothing says yet what it was compared with."""
IN_PASSING = "arm.given-in-passing"
"""The rule by which people whose trial is not told of were given a treatment: figures are theirs, but it is no arm."""


def is_control(arm: Arm, other: Arm) -> bool:
    """Whether an arm is the control of the other: placebo, nothing, the other less one treatment, or its usual dose."""
    names, others = names_of(arm.interventions), names_of(other.interventions)
    if of_control(names) != of_control(others):
        return of_control(names)
    if is_open(names) != is_open(others):
        return is_open(names)
    if names == others and (arm.detail or other.detail):
        usual = detail_words("of_control")
        return bool(usual.search(arm.detail)) and not usual.search(other.detail)
    return names < others


def of_control(names: frozenset[str]) -> bool:
    """Whether a treatment is that of a control by its name: "placebo", "no maintenance therapy", "usual care" alone."""
    return is_usual(names) or bool(names & CONTROLS) or goes_without(names)


def goes_without(names: frozenset[str]) -> bool:
    """Whether an arm is told by what it went without: "no maintenance therapy"."""
    return any(name.startswith("no ") for name in names)


def is_usual(names: frozenset[str]) -> bool:
    """Whether a treatment is what is usually given: "standard oncologic care"."""
    return bool(names) and all(_USUAL.fullmatch(name) for name in names)


_USUAL = re.compile(
    r"(?:usual|routine|standard|conventional)\b(?: [a-z]+)? care"
    r"|standard (?:[a-z-]+ ){0,3}(?:therapy|treatment|chemotherapy|chemoradiotherapy|radiotherapy|education)"
    r"|(?:other|earlier|earlier-generation|older|existing|common)\b (?:[a-z-]+ ){0,3}(?:therapies|treatments|drugs)"
    r"|treatments? (?:typically|usually|commonly) used"
)


def is_open(names: frozenset[str]) -> bool:
    """Whether a treatment is told by its kind alone ("chemotherapy"), as what is tested hardly ever is."""
    return bool(names) and names <= classes() - TESTED


def names_of(given: Collection[Concept]) -> frozenset[str]:
    """The names of treatments."""
    return frozenset(c.name for c in given)


def expanded(names: Collection[str]) -> frozenset[str]:
    """The names with the drugs of each regimen in its place.

    >>> sorted(expanded(["FOLFIRI", "bevacizumab"]))
    ['bevacizumab', 'fluorouracil', 'irinotecan', 'leucovorin']
    """
    return _expanded(frozenset(names))


@lru_cache(maxsize=4096)
def _expanded(names: frozenset[str]) -> frozenset[str]:
    known = regimen_parts()
    return frozenset(part for name in names for part in (known.get(name) or name.split(" + ")))


_JOINED = {"chemoradiation therapy": ("chemotherapy", "radiation therapy")}
"""Treatments that are two at once."""


def broad(given: Collection[Concept]) -> frozenset[str]:
    """The kinds of treatments: "adjuvant chemotherapy" is chemotherapy, chemoradiation is two kinds at once.

    >>> sorted(broad([Concept("intervention", "gastrectomy", parents=("surgery",)), Concept("drug", "imatinib")]))
    ['imatinib', 'surgery']
    """
    return _broad(tuple(given))


@lru_cache(maxsize=4096)
def _broad(given: tuple[Concept, ...]) -> frozenset[str]:
    kinds = (_broadest(c) if c.kind == "intervention" else c.name for c in given)
    return frozenset(part for kind in kinds for part in _JOINED.get(kind, (kind,)))


def _broadest(given: Concept) -> str:
    """The kind that a treatment is of, by way of its closer kinds: surgery of "total mastectomy"."""
    if not given.parents:
        return given.name
    closer = named(given.kind, given.parents[0])
    return _broadest(closer) if closer else given.parents[0]


def whole(entry: Entry) -> frozenset[str]:
    """The names of all that an arm is given, a regimen's drugs one by one where the document or a table tells them."""
    return expanded(names_of(entry.parts) if entry.parts and len(entry.names) == 1 else entry.names)

"""Words that mean an arm by what it is to the others: "the control group", "the combination", "the study drug"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import CONTROLS, OPEN, names_of
from kg.reading.marks import SIGNS
from kg.reading.matching.prefilter import Index
from kg.reading.numerals import number
from kg.reading.patterns import pattern, table


@cache
def _references() -> Index[str]:
    pairs = (entry.split("::", 1) for entry in table("arm_words", "references"))
    return Index((pattern(words, "arms"), meaning) for meaning, words in pairs)


def implied_words(sentence: Sentence) -> Iterator[tuple[str, re.Match[str]]]:
    """What kind of arm some words of a sentence mean, and the words."""
    for words, meaning in sentence.candidates(_references()):
        for found in words.finditer(sentence.typed):
            if not (found.group().endswith(" did not") and _OUTCOME.search(sentence.typed, 0, found.start())):
                yield meaning, found


_OUTCOME = re.compile(
    r"\bwho\s(?:had\s)?(?:responded|completed|achieved|reached|relapsed|progressed|recurred|developed|experienced|smoked"
    rf"|had\s(?:an?\s)?(?:[a-z]+\s)?[{SIGNS['measure']}{SIGNS['event']}]|{SIGNS['measure']})"
)
"""Before "those who did not", what became of people: these went without no treatment."""


def combination(known: Sequence[Arm], said: str | None = None) -> Arm | None:
    """The one arm that is given several treatments together, or so many by a word that counts them: "triplet"."""
    parts = int(number(_SO_MANY.get(said.lower(), said))) if said else 2
    exact = _active([arm for arm in known if len(arm.interventions) == parts]) if said else []
    found = exact or _active([arm for arm in known if len(arm.interventions) >= parts])
    return found[0] if len(found) == 1 else None


_SO_MANY = {"doublet": "two", "triplet": "three", "triple": "three", "quadruplet": "four"}
"""How many treatments are given together by words that count them."""


def _active(arms: Sequence[Arm]) -> Sequence[Arm]:
    """The arms that hold no control's treatment, or no placebo."""
    active = [arm for arm in arms if not names_of(arm.interventions) & CONTROLS]
    return active or [arm for arm in arms if "placebo" not in names_of(arm.interventions)]


def meant(found: re.Match[str], known: Sequence[Arm]) -> Arm | None:
    """The arm that "the combination" means, or words that count (`n`) what it is given."""
    said = found["n"] if "n" in found.re.groupindex else None
    return combination(known, said)


def both_drugs(known: Sequence[Arm], only: Arm | None, sides: tuple[Arm, Arm] | None) -> Arm | None:
    """The combination that "both drugs" are: a trial's only arm, its tested one, or more than another is given.

    The combination of a trial whose other arms are not known may be its control.
    """
    combined = combination(known)
    if combined is None or combined == only:
        return combined
    given = names_of(combined.interventions)
    others = [names_of(arm.interventions) for arm in known if arm != combined]
    tested = sides is not None and sides[0] == combined and not names_of(sides[1].interventions) <= OPEN
    more = any(names - CONTROLS < given for names in others if names - CONTROLS)
    return combined if tested or more else None

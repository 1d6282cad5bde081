"""Which arm is meant by how many treatments it is given together: "the combination", "the triplet", "both drugs"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Arm
from kg.reading.arms.entries import CONTROLS, OPEN, names_of
from kg.reading.numerals import number


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

"""Which of two arms an abstract's conclusion speaks of, or its results set the others against: mostly the tested one.

Titles and results list two treatments in either order; a conclusion says what it found of the new one ("B may offer an
alternative", "compared with A, B was less toxic"). Where the title itself sets one against the other ("B versus A in
…"), a conclusion that speaks of the other says which of them did better. Results tell of what is
tested, and set it against the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.referring.arms import Arms
from kg.reading.arms.wording.treatments import arm_words
from kg.reading.trials.single import is_abstract


def concluded(annotated: Annotated, arms: Arms) -> dict[Concept, Arm]:
    """The arm of each trial of two that the last paragraph of an abstract names more often as what it speaks of."""
    if not is_abstract(annotated.document) or _sets_against(annotated):
        return {}
    last = _last(annotated)
    found = ((trial, _spoken_of(trial, last, arms)) for trial, entries in arms.entries.items() if len(entries) == 2)
    return {trial: arm for trial, arm in found if arm is not None}


def _sets_against(annotated: Annotated) -> bool:
    """Whether the title sets a treatment against another, and does not merely say that they were compared."""
    title = next((s for s in annotated if s.passage.block == "heading"), None)
    return title is not None and bool(title.search(arm_words("titled_against")))


def _last(annotated: Annotated) -> list[Sentence]:
    """The sentences of the last paragraph; of a long one, which may be all of an abstract, the last two."""
    prose = [s for s in annotated if s.passage.block == "paragraph"]
    last = [s for s in prose if s.passage is prose[-1].passage]
    return last if len(last) <= _LONG else last[-2:]


_LONG = 4


def _spoken_of(trial: Concept, sentences: list[Sentence], arms: Arms) -> Arm | None:
    """The arm that is named more often than the other, not counting where another is measured against it."""
    named = [
        ref.arm
        for sentence in sentences
        if arms.trials.of(sentence) == trial
        for ref in arms.references(sentence)
        if not _IMPLIED.search(sentence.typed, ref.start, ref.end)
        and not arm_words("measured_against").search(sentence.typed, max(0, ref.start - 60), ref.start)
    ]
    one, other = (named.count(arm) for arm in arms.of(trial))
    return None if one == other else arms.of(trial)[0 if one > other else 1]


_IMPLIED = re.compile(r"\bcontrols?\b|\bexperimental\b", re.IGNORECASE)
"""In the name of a group, that it is told by what it is to the other, which is yet to be known."""


def opposed(annotated: Annotated, arms: Arms) -> dict[Concept, Arm]:
    """The arm of each trial that others are set against more often than it is set against others."""
    several = {trial for trial, entries in arms.entries.items() if len(entries) > 1}
    against: dict[Concept, Counter[Arm]] = {trial: Counter() for trial in several}
    for sentence in annotated.holding(arm_words("set_against")) if several else ():
        trial = arms.trials.of(sentence)
        if trial in several and not any(sentence is entry.sentence for entry in arms.entries[trial]):
            for one, other in _contrasts(sentence, arms):
                against[trial].update({other: 1, one: -1})
    found = {trial: _most(counts, arms.of(trial)) for trial, counts in against.items()}
    return {trial: arm for trial, arm in found.items() if arm is not None}


def _contrasts(sentence: Sentence, arms: Arms) -> Iterator[tuple[Arm, Arm]]:
    """The arms that a sentence sets against others, each with the other."""
    named = arms.references(sentence, brackets=True)
    for one, other in pairwise(named):
        between = (sentence.typed, one.end, other.start)
        if one.arm != other.arm and arm_words("set_against").search(*between) and not _ANEW.search(*between):
            yield one.arm, other.arm


_ANEW = re.compile(r"; |, (?:and|but|while|whereas) ")
"""Between two arms, where the clause of the second begins."""


def _most(counts: Counter[Arm], known: tuple[Arm, ...]) -> Arm | None:
    """The one arm that is mostly measured against; of more than two it must be so more than once."""
    mostly = [arm for arm in known if counts[arm] > 0]
    return mostly[0] if len(mostly) == 1 and (len(known) == 2 or counts[mostly[0]] > 1) else None

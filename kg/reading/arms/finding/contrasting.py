"""Which arm of a trial its results measure the others against: "51% with B versus 41% with A", "longer with B than A".

Where neither the treatments nor the words that introduce two arms say which of them is tested, the results do: a
writer tells of what is tested, and sets it against the other. The sentences that introduce the arms say nothing
either way ("compared A with B", "A versus B").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.referring.arms import Arms
from kg.reading.arms.wording.treatments import arm_words


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
        if one.arm != other.arm and arm_words("set_against").search(sentence.typed, one.end, other.start):
            yield one.arm, other.arm


def _most(counts: Counter[Arm], known: tuple[Arm, ...]) -> Arm | None:
    """The one arm that is mostly measured against; of more than two it must be so more than once."""
    mostly = [arm for arm in known if counts[arm] > 0]
    return mostly[0] if len(mostly) == 1 and (len(known) == 2 or counts[mostly[0]] > 1) else None

"""Whose untoward events are where a sentence names no treatment: of what stands before, what the trial gave, the page.

"The side effects included …" is led back to the sentences right before it, else to the trial's arm, a heading's drug,
or the one drug that the page is about.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from kg.model import Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.context import Context
from kg.reading.events.owners import NOT_GIVEN, REACH, Owner, distinct, owners
from kg.reading.patterns import pattern


def before(context: Context, sentence: Sentence) -> Owner | None:
    """The treatment that the sentences right before speak of: the last one's only one that is no control.

    A sentence that begins with people of its own ("among children with cancer, …") leads back to none.
    """
    if _OF_ITS_OWN.match(sentence.typed):
        return None
    sentences = context.annotated.sentences
    for index in (sentence.index - 1, sentence.index - 2):
        if index < 0 or not _near(sentence, sentences[index]):
            return None
        earlier = sentences[index]
        found = [
            o for o in owners(context, earlier) if not _SPARED.search(earlier.typed, max(0, o.start - 140), o.start)
        ]
        named = [o for o in distinct(found) if not (o.control or o.general)]
        if len(named) == 1:
            return named[0]
        if named:
            sides = context.arms.sides(context.trials.of(sentence))
            return next((o for o in named if sides and o.given == sides[0]), None)
    return None


_SPARED = re.compile(
    r"(?i)\b(?:reduc\w+|lowering|less|the need for|(?:may|can|should|must) be (?:treated|managed) with"
    r"|of those (?:with|who (?:had|developed|experienced))\s[^.;]{1,80}?\s(?:was|were) (?:treated|managed) with)\s$"
)
"""Before a drug that is taken less, or against what is told: it is not what is spoken of."""

_OF_ITS_OWN = pattern(
    r"(?i)\W*(?:among|in|of|for)\s(?!(?:all|both|each|these|those|this|that|the|such|our|most|some|many|other)\b)"
    r"(?:[^\s.,;:()]+\s){0,3}{people}\s(?:with|who|whose|undergoing|aged|older|younger)\s"
)
"""People whom a sentence brings in itself."""

_BACK = re.compile(r"(?i)^\W*(?:these|those|such|the|other|some|most|several|common|serious|adverse|side)\b")


def _near(sentence: Sentence, earlier: Sentence) -> bool:
    """Whether an earlier sentence may be what a sentence refers back to."""
    if earlier.passage is sentence.passage:
        return True
    return (
        earlier.passage.path == sentence.passage.path
        and earlier.passage.block != "heading"
        and bool(_BACK.match(sentence.typed))
    )


def main(context: Context) -> Owner | None:
    """The one drug that a page is about: whose "the side effects" are, where nothing nearer is named.

    It is the only one that the headings name first, else the one of most mentions by far.
    """
    for sentence in context.annotated.sentences[:6]:
        if sentence.passage.block == "heading" and (
            named := [o for o in distinct(owners(context, sentence)) if not o.control]
        ):
            return _placed(context, named[0]) if len(named) == 1 else None
    drugs = Counter(m.concept for s in context.annotated.holding(kinds=("drug",)) for m in s.of_kind("drug"))
    drug, count = max(drugs.items(), key=lambda d: (d[1], d[0].name), default=(None, 0))
    if drug is None or count < 4 or count < MOST * drugs.total():
        return None
    return _placed(context, Owner(0, 0, drug))


def tested(context: Context, sentence: Sentence) -> Owner | None:
    """The arm of a sentence's trial that untoward events can only be of: its one arm, or the one beside a placebo."""
    trial = context.trials.of(sentence)
    sides = context.arms.sides(trial)
    arm = context.arms.only(trial) or (sides[0] if sides and Owner(0, 0, sides[1]).control else None)
    return Owner(0, 0, arm) if arm else None


def studied(context: Context, sentence: Sentence) -> tuple[Owner | None, Owner | None]:
    """In a summary of many trials: what the sentence's trial gave, and the drug that its headings name."""
    given = _given_there(context, sentence) if context.trials.told(sentence) else None
    return given, headed(context, sentence)


def agreed(before: Owner | None, told: tuple[Owner | None, Owner | None]) -> Owner | None:
    """The treatment named before, else the trial's, where the heading's drug is not another one; else the heading's.

    Under a drug's heading what is named right before may be only what the drug was compared with.
    """
    given, headed = told
    found = before or given
    if headed is None or (found is not None and found.names & headed.names):
        return found
    return None if before else headed


def _given_there(context: Context, sentence: Sentence) -> Owner | None:
    """The only arm of a trial that may have untoward events, else the only treatment named where it is brought in.

    Where several are named there, the only one that is named of it at all. What people are only said to have
    been given may have come before or beside what the trial tried.
    """
    trial = context.trials.of(sentence)
    if entries := context.arms.entries.get(trial):
        given = any(e.rule.startswith("arm.given") for e in entries)
        return None if given and len({e.names for e in entries}) > 1 else tested(context, sentence)
    told: list[list[Owner]] = []
    for earlier in context.annotated.sentences[max(0, sentence.index - REACH) : sentence.index][::-1]:
        if context.trials.of(earlier) != trial or earlier.passage.path != sentence.passage.path:
            break
        told.insert(0, distinct([o for o in owners(context, earlier) if not o.general]))
    first = next((found for found in told if found), [])
    only = first if len(first) == 1 else distinct([o for found in told for o in found])
    return only[0] if len(only) == 1 and not only[0].control else None


def headed(context: Context, sentence: Sentence) -> Owner | None:
    """The drug that the innermost of a sentence's headings names, if it names one alone."""
    path = sentence.passage.path
    by_heading = _headings(context.annotated)
    for depth in range(len(path), 0, -1):
        drugs = by_heading.get(path[depth - 1], ())
        if drugs:
            return Owner(0, 0, drugs[0]) if len(drugs) == 1 else None
    return None


@lru_cache(maxsize=1)
def _headings(annotated: Annotated) -> dict[str, tuple[Concept, ...]]:
    """The drugs that each heading names."""
    return {
        s.passage.text: tuple(
            dict.fromkeys(m.concept for m in s.of_kind("drug") if not NOT_GIVEN.match(s.typed, s.typed_at(m) + 1))
        )
        for s in annotated.holding(kinds=("drug",))
        if s.passage.block == "heading"
    }


MOST = 0.7
"""The share of a page's mentions of drugs that makes one of them the page's drug."""


def _placed(context: Context, owner: Owner) -> Owner:
    """The owner as the arm of the document's own trial that gives it, where there is one such arm."""
    sides = context.arms.sides(context.trials.main) or ()
    arms = [s for s in sides if owner.names <= frozenset(c.name for c in s.interventions)]
    return Owner(0, 0, arms[0] if len(arms) == 1 else owner.given)

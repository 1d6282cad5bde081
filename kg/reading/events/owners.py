"""Whose events they are: the arm that a sentence ties them to, else the drug.

What names no treatment ("the side effects included …") is led back to the sentences right before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.context import Context
from kg.reading.patterns import pattern, table
from kg.reading.results.arms import CONTROLS
from kg.reading.results.treatments import Phrase, phrases
from kg.reading.taxonomy import closed


@dataclass(frozen=True, slots=True)
class Owner:
    """An arm or a drug at a range of a sentence's typed text; `general` where it is a kind of treatment, and no arm."""

    start: int
    end: int
    given: Arm | Concept
    general: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The names of what is given."""
        return frozenset(c.name for c in (self.given.interventions if isinstance(self.given, Arm) else (self.given,)))

    @property
    def control(self) -> bool:
        """Whether it is placebo or nothing."""
        return bool(self.names & CONTROLS)


@cache
def _both() -> re.Pattern[str]:
    return pattern(table("events", "both")[0])


def owners(context: Context, sentence: Sentence) -> list[Owner]:
    """The arms and drugs that a sentence names, in order; "both groups" gives both arms at one place."""
    found = [*_named(context, sentence), *_pairs(context, sentence)]
    return sorted(found, key=lambda o: (o.start, o.end, sorted(o.names)))


def _named(context: Context, sentence: Sentence) -> list[Owner]:
    found = [Owner(r.start, r.end, r.arm) for r in context.arms.references(sentence)]
    found += _in_brackets(context, sentence, found)
    found += _unplaced(context, sentence, found)
    found += _turned(context, sentence, found)
    found += _agents(sentence, found)
    return found or ([] if context.trials.told(sentence) else list(_kinds(context, sentence)))


def _kinds(context: Context, sentence: Sentence) -> Iterator[Owner]:
    """Kinds of treatment, where a sentence names no drug: "radiation therapy to the neck can cause a dry mouth".

    Where a trial is told of, they are its arms or nothing.
    """
    harming = frozenset(table("events", "harming"))
    for mark in sentence.of_kind("intervention"):
        if mark.concept and harming & {c.name for c in closed([mark.concept])}:
            at = sentence.typed_at(mark)
            if not _AFTER_ALL.match(sentence.typed, at + 1):
                yield Owner(at, at + 1, Arm(context.trials.of(sentence), (mark.concept,)), general=True)


_AFTER_ALL = re.compile(
    r"[-–\s](?:resistant|refractory|na[iï]ve|free|history|site|field|related|induced|team|oncolog\w+)\b"
)
"""Behind a kind of treatment: it is not what is told of."""


def _agents(sentence: Sentence, placed: list[Owner]) -> Iterator[Owner]:
    """Treatments that are named by what they act on alone: "the PD-1 targeted drug"."""
    if not sentence.of_kind("target"):
        return
    for found in pattern(table("events", "agents")[0]).finditer(sentence.typed):
        if not any(o.start < found.end() and found.start() < o.end for o in placed):
            words = re.sub(r"s$", "", sentence.words(*found.span()))
            yield Owner(*found.span(), Concept("drug", words, known=False))


def _unplaced(context: Context, sentence: Sentence, placed: list[Owner]) -> Iterator[Owner]:
    """Treatments that the inventory does not know as an arm."""
    for phrase in phrases(sentence):
        if any(o.start < phrase.end and phrase.start < o.end for o in placed):
            continue
        given = _given(context, sentence, phrase)
        if given is not None:
            yield Owner(phrase.start, phrase.end, given)


_BRACKET = re.compile(r"[(\[]([^()\[\]]{3,160})[)\]]")
_OUTER = re.compile(r"\(((?:[^()\[\]]|\[[^()\[\]]{0,60}\]){3,240})\)")
"""A bracket that may hold others: "(23 [10%] of 233 in one group, 52 [24%] of 220 in the other)"."""


def _in_brackets(context: Context, sentence: Sentence, placed: list[Owner]) -> Iterator[Owner]:
    """Treatments in brackets beside figures: "(8% for placebo vs. 30%)"."""
    trial, taken = context.trials.of(sentence), list(placed)
    for found in (*_BRACKET.finditer(sentence.typed), *_OUTER.finditer(sentence.typed)):
        if not sentence.marks_in(*found.span(1), "percent", "count"):
            continue
        for phrase in phrases(sentence, *found.span(1)):
            if not any(o.start < phrase.end and phrase.start < o.end for o in taken):
                given = context.arms.resolve(trial, phrase.given, phrase.alone) or _given(context, sentence, phrase)
                if given is not None:
                    taken.append(Owner(phrase.start, phrase.end, given))
    yield from taken[len(placed) :]


_HISTORY = re.compile(r"^[-–](?:resistant|refractory|intolerant|na[iï]ve|pretreated|sensitive|eligible)")


def _turned(context: Context, sentence: Sentence, placed: list[Owner]) -> Iterator[Owner]:
    """Groups by what they went on to take: "women who switched to exemestane"."""
    for turned in pattern(table("events", "turned")[0]).finditer(sentence.typed):
        start, end = turned.span("drug")
        if not any(o.start < end and start < o.end for o in placed):
            drugs = tuple(m.concept for m in sentence.marks_in(start, end, "drug") if m.concept)
            yield Owner(start, end, Arm(context.trials.of(sentence), drugs))


def _given(context: Context, sentence: Sentence, phrase: Phrase) -> Arm | Concept | None:
    text = sentence.typed
    if _HISTORY.match(text[phrase.end : phrase.end + 14]):
        return None
    if not any(c.kind == "drug" for c in phrase.given):
        return None
    if len(phrase.given) == 1:
        return phrase.given[0] if phrase.given[0].kind == "drug" else None
    return Arm(context.trials.of(sentence), phrase.given) if _joined(text, phrase) else None


def _joined(text: str, phrase: Phrase) -> bool:
    """Whether the treatments of a phrase are given together."""
    return bool(re.search(r"plus|with|\+|combin|/", text[phrase.start : phrase.end]))


def _pairs(context: Context, sentence: Sentence) -> Iterator[Owner]:
    for found in _both().finditer(sentence.typed):
        sides: tuple[Arm, ...] = context.arms.sides(context.trials.of(sentence)) or ()
        if len({frozenset(c.name for c in side.interventions) for side in sides}) < 2:
            sides = _two_before(context, sentence) or sides
        yield from (Owner(found.start(), found.end(), side) for side in sides)


def _two_before(context: Context, sentence: Sentence) -> tuple[Arm, ...]:
    """The two arms that the nearest sentence before speaks of, where it speaks of two."""
    for earlier in context.annotated.sentences[max(0, sentence.index - REACH) : sentence.index][::-1]:
        given = sorted(_named(context, earlier), key=lambda o: o.start)
        arms = tuple(dict.fromkeys(o.given for o in given if isinstance(o.given, Arm)))
        if len(arms) == 2 and context.trials.of(earlier) == context.trials.of(sentence):
            return arms
    return ()


REACH = 8
"""Sentences that "both groups" may stand behind the groups' names."""


def distinct(found: list[Owner]) -> list[Owner]:
    """Each owner once, by its first place."""
    kept: dict[frozenset[str], Owner] = {}
    for owner in found:
        kept.setdefault(owner.names, owner)
    return list(kept.values())


def same_place(found: list[Owner]) -> tuple[Owner, ...]:
    """The first owner, with the other arm where "both groups" stands there."""
    return tuple(o for o in found if (o.start, o.end) == (found[0].start, found[0].end))


def before(context: Context, sentence: Sentence, reach: int = 2) -> Owner | None:
    """The treatment that the sentences right before speak of: the last one's only one that is no control."""
    sentences = context.annotated.sentences
    for back in range(1, reach + 1):
        index = sentence.index - back
        if index < 0 or not _near(sentence, sentences[index]):
            return None
        named = [o for o in distinct(owners(context, sentences[index])) if not (o.control or o.general)]
        if len(named) == 1:
            return named[0]
        if named:
            sides = context.arms.sides(context.trials.of(sentence))
            return next((o for o in named if sides and o.given == sides[0]), None)
    return None


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
    drugs = Counter(m.concept for s in context.annotated for m in s.of_kind("drug") if m.concept)
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
    return given, _headed(context, sentence)


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
        return None if any(e.rule.startswith("arm.given") for e in entries) else tested(context, sentence)
    told: list[list[Owner]] = []
    for earlier in context.annotated.sentences[max(0, sentence.index - REACH) : sentence.index][::-1]:
        if context.trials.of(earlier) != trial or earlier.passage.path != sentence.passage.path:
            break
        told.insert(0, distinct([o for o in owners(context, earlier) if not o.general]))
    first = next((found for found in told if found), [])
    only = first if len(first) == 1 else distinct([o for found in told for o in found])
    return only[0] if len(only) == 1 and not only[0].control else None


def _headed(context: Context, sentence: Sentence) -> Owner | None:
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
        s.passage.text: tuple(dict.fromkeys(m.concept for m in s.of_kind("drug") if m.concept))
        for s in annotated
        if s.passage.block == "heading"
    }


MOST = 0.7
"""The share of a page's mentions of drugs that makes one of them the page's drug."""


def _placed(context: Context, owner: Owner) -> Owner:
    """The owner as the arm of the document's own trial that gives it, where there is one such arm."""
    sides = context.arms.sides(context.trials.main) or ()
    arms = [s for s in sides if owner.names <= frozenset(c.name for c in s.interventions)]
    return Owner(0, 0, arms[0] if len(arms) == 1 else owner.given)

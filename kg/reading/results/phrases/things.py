"""What fills a slot of a verdict: whatever was longer, fewer or the same, however it is named.

"No difference in X, Y or Z" makes measures of X, Y and Z, be they in a list of measures or not: the clause says
so. Where X, Y and Z stand: `noun_phrases.py`; here each gets its name, or is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from kg.model import Concept
from kg.reading.measure_names import own, polarity, tidy
from kg.reading.measures import Measure
from kg.reading.results.phrases.noun_phrases import NAMES, STARTS, form, noun_phrases
from kg.reading.results.view import Result


@dataclass(frozen=True)
class Thing:
    """A noun phrase in a slot, as a measure.

    Attributes:
        measure: what it is called.
        good: whether more of it is better; None where its words do not tell.
        marked: whether a list of names knows a part of it (a measure, an event, a cancer).
        included: whether it is but named as one of a kind that is told of: "side effects, including X".

    """

    measure: Measure
    good: bool | None
    marked: bool
    included: bool = False

    @property
    def concept(self) -> Concept:
        """The measure it is."""
        return self.measure.concept


def things(result: Result, at: int, stop: int | None = None, acted_on: bool = False) -> tuple[list[Thing], int]:
    """The list of things that begins at a place of the typed text, and where it ends; none ends where it begins.

    Behind a verb, whose objects are `acted_on`, a last one that has a verb of its own is the next clause's subject:
    "improved A, and B was stopped".
    """
    items = noun_phrases(result, at, len(result.typed) if stop is None else stop, acted_on)
    items = _with_whole_scales(result, items)
    end = items[-1][1] if items else at
    heads = _heads(result, items)
    made = [
        thing for (first, last), head in zip(items, heads, strict=True) if (thing := _thing(result, first, last, head))
    ]
    made = [*accumulate(made, _of_the_same)]
    return _named_ones(result, made, end), end


def either(result: Result, told: list[Thing], harms: bool = False) -> list[Thing]:
    """Things, several that "or" joins as one: "risk of stroke or infarction"; of `harms` only, if that is wanted."""
    gaps = [result.typed[one.measure.end : other.measure.start] for one, other in pairwise(told)]
    apart = any(thing.concept.known or not thing.measure.harm for thing in told) or any(" and " in gap for gap in gaps)
    if not gaps or (apart and harms) or not _EITHER.search(gaps[-1]):
        return told
    start, end = told[0].measure.start, told[-1].measure.end
    good = {thing.good for thing in told}
    whole = replace(told[0].measure, end=end, concept=own(_bare(result.sentence.words(start, end))))
    return [Thing(whole, good.pop() if len(good) == 1 else None, any(thing.marked for thing in told))]


_EITHER = re.compile(r"(?<!\w)or\s")


def _with_whole_scales(result: Result, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The phrases of a list, a scale that is named with "and" in one: "Hospital Anxiety and Depression Scale"."""
    kept: list[tuple[int, int]] = []
    for start, end in items:
        begun = kept and form("scale_begun").search(result.sentence.words(*kept[-1]))
        if begun and form("scale_ended").match(result.sentence.words(start, end)):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _heads(result: Result, items: list[tuple[int, int]]) -> list[int | None]:
    """Where the phrase ends whose head each may borrow: the next one, or what an adjective there borrows from."""
    heads: list[int | None] = [None] * len(items)
    for at in reversed(range(len(items) - 1)):
        start, end = items[at + 1]
        words, head = _bare(result.sentence.words(start, end)), heads[at + 1]
        heads[at] = head if head and _borrows(words, _rest(result, end, head)) else end
    return heads


def _rest(result: Result, end: int, head: int) -> str:
    """What stands between the end of a phrase and that of the next one, but for what brackets give on the first."""
    return STARTS.sub("", _FIGURED.sub("", result.sentence.words(end, head)))


def _named_ones(result: Result, made: list[Thing], end: int) -> list[Thing]:
    """What "side effects, including X and Y" names too; where only some of a kind are told, they stand for it."""
    generic = bool(made) and bool(form("generic").match(made[-1].concept.name))
    made_of = bool(made) and not generic and made[-1].measure.timed  # what a survival counts is none of its own
    form_of = form("including" if generic else "including_right_away")
    found = form_of.match(result.typed, end) if made and not made_of else None
    if found is None:
        return made
    inner = things(result, found.end())[0]
    some = generic and inner and form("some").search(result.typed, 0, made[-1].measure.start)
    kept = made[:-1] if some else made
    return [*kept, *(replace(thing, included=True) for thing in inner if thing.marked)]


def _thing(result: Result, start: int, end: int, head: int | None = None) -> Thing | None:
    """A phrase as a thing: by a measure's usual name where it holds one, else in its own words.

    An adjective alone borrows the head of the next phrase, which ends at `head`: "surgical and pathologic response".
    """
    known = [m for at, m in sorted(result.measures.items()) if start <= at < end]
    usual = [m for m in known if m.concept.known]
    kinds = {mark.kind for mark in result.sentence.marks_in(start, end)} & NAMES
    words = _FIGURED.sub("", result.sentence.words(start, end))
    if head is not None and (not kinds or form("adjective").match(_bare(words))):
        rest = _rest(result, end, head)
        if _borrows(_bare(words), rest):
            words, kinds, usual = f"{words} {_lent(_bare(words), _bare(rest))}", {"measure"}, []
    if kinds & {"event", "cancer"}:
        words = words.removesuffix(" cases")
    if kinds & {"event", "cancer"} and (lead := form("event_leads").match(words)):
        words, usual = words[lead.end() :], [m for m in usual if m.start > start]  # "adverse events of cataracts"
    whole = next((m for m in known if (m.start, m.end) == (start, end)), None) if not usual else None
    if whole and " that " in words:
        words = whole.concept.name  # "the chance that people will develop X"
    named = usual[0].concept if usual and not _made_another(result, start, usual[0], end) else own(_bare(words))
    if whole and ((whole.predicate and not whole.harm) or _ANY_CANCER.fullmatch(named.name)):
        named = whole.concept  # "complete their treatment" is its completion; "cancer incidence", of whatever cancer
    if _is_no_thing(words, named.name, bool(kinds)):
        return None
    if named.name == "overall survival" and _is_beside_incidence(result, start, end):
        return None
    if form("before_baseline").search(result.typed, 0, start) or form("but_for").match(result.typed, end):
        return None
    harm = bool(kinds & {"event", "cancer"}) or any(m.harm for m in known)
    measure = Measure(start, end, named, bool(known) and known[0].predicate, harm)
    if kinds & {"event", "cancer"} and not usual:
        return Thing(measure, bool(form("gains").search(words)), True)
    if is_found(named):  # by a drug, it is what may come of it
        given = (c for arm in result.arms.values() for c in arm.interventions)
        return Thing(measure, None if any(c.kind == "drug" for c in given) else True, bool(kinds))
    said = polarity(words)
    return Thing(measure, measure.good if said is None else said, bool(kinds))


def is_found(measure: Concept) -> bool:
    """Whether a measure is how much of something was found: that more was is good, that less was may be either."""
    return measure.name.startswith(("detection of ", "diagnosis of ", "identification of "))


_ANY_CANCER = re.compile(r"cancers?|disease")
"""What is no name of a thing without how often it occurred."""
_FIGURED = re.compile(r"\s?\([^()]*\d[^()]*\)")
"""A bracket that holds a figure, which is no part of a name."""


@lru_cache(maxsize=10_000)
def _is_no_thing(words: str, name: str, known: bool) -> bool:
    """Whether a phrase is too long, or of words that measure nothing; one that lists know may hold more of them."""
    if not known and (len(_bare(words).split()) > 5 or form("not_things").search(words)):
        return True
    never = form("never_things")
    return bool(not name or never.search(words) or never.search(name))


def _is_beside_incidence(result: Result, start: int, end: int) -> bool:
    """Whether deaths are of those who fell ill, told beside these: "incidence and | mortality"."""
    return bool(
        form("with_incidence").search(result.sentence.words(max(0, start - 60), min(end + 30, len(result.typed))))
    )


@lru_cache(maxsize=10_000)
def _bare(words: str) -> str:
    """A thing's words without how it was counted: "the risk of X" and "X risk" are X."""
    plain = form("slot_tails").sub("", form("slot_leads").sub("", words)).removeprefix("both ").removeprefix("either ")
    return tidy(
        re.sub(
            r"\b(?:returning|coming back|recurring)$",
            "recurrence",
            re.sub(r"^dying\b", "death", re.sub(r"^dying of\b", "death from", plain)),
        )
    ).replace("toxicities", "toxicity")


def _borrows(words: str, rest: str) -> bool:
    """Whether an adjective or a bare noun has its head in the next phrase: "platelet and neutrophil recovery"."""
    if _FARES.fullmatch(words):
        return False
    if form("adjective").match(words):
        return True
    if _MORE_OR_LESS.match(rest):
        return False
    bare = len(words.split()) == 1 and len(rest.split()) > 1 and words[1:].islower()
    return (
        bare and bool(form("shared_heads").match(rest.rsplit(maxsplit=1)[-1])) and not form("shared_heads").match(words)
    )


def _lent(words: str, rest: str) -> str:
    """The head that a phrase lends to an adjective before it: its last word, or all behind an adjective of that sort.

    >>> _lent("proximal", "distal colon cancer"), _lent("renal", "bladder cancer"), _lent("cervical", "ovarian cancer")
    ('colon cancer', 'cancer', 'cancer')
    """
    first, _, behind = rest.partition(" ")
    cancer = behind.endswith(("cancer", "cancers", "carcinoma", "carcinomas"))
    alike = cancer and form("adjective").match(first) and words[-2:] == first[-2:]
    return behind if alike and not behind.startswith("cell") else rest.rsplit(maxsplit=1)[-1]


_FARES = re.compile(r"(?:[a-z-]+ )?(?:prognosis|outcomes?|relapses?|recurrences?|progression)", re.IGNORECASE)
"""A phrase that lends its head to none and borrows none."""
_MORE_OR_LESS = re.compile(r"(?:faster|slower|quicker|better|worse|earlier|later|longer|shorter|milder|lower|higher)\b")
"""A phrase that begins so lends its head to none before it: "fewer complications and faster recovery"."""


def _of_the_same(before: Thing, one: Thing) -> Thing:
    """A bare quality with what the one before it is of, "hot flash frequency and severity"; a harm with its grade."""
    told, name = before.concept.name, one.concept.name
    graded, near = form("graded").match(told), one.measure.start - before.measure.end < len(", and ?")
    if graded and near and one.marked and one.measure.harm and not form("with_grade").search(name):
        return replace(one, measure=replace(one.measure, concept=own(graded.group() + name)))
    words = told.split()
    if len(words) < 2 or not (form("same_thing").match(name) and form("same_thing").match(words[-1])):
        return one
    return replace(one, measure=replace(one.measure, concept=own(" ".join([*words[:-1], name]))), good=before.good)


def _made_another(result: Result, start: int, measure: Measure, end: int) -> bool:
    """Whether the words around a measure make another of it: "duration of response", "stopping because of toxicity"."""
    before = result.typed[start : measure.start]
    lasts = form("lengths").search(before) and not measure.timed
    if form("lost").match(result.typed, measure.end, end) or _is_of_a_disease(result, start, measure):
        return True
    return bool(lasts or form("caused").search(result.typed, start, end))


def _is_of_a_disease(result: Result, start: int, measure: Measure) -> bool:
    """Whether deaths are those of the disease right before them: "risk of prostate cancer | mortality"."""
    before = result.measures.get(measure.start - 2)
    if measure.concept.name != "overall survival" or before is None or before.start < start:
        return False
    said = result.sentence.words(measure.start, measure.start + 1).casefold()
    return said.startswith(("mortality", "death")) and before.concept.name.startswith(("risk of ", "incidence of "))

"""A sentence as the readers of untoward events share it: clauses, cues, groups and drugs, and what was read so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property, partial

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.events.naming.names import Item, by_form
from kg.reading.events.owners import Owner, owners, same_place
from kg.reading.events.unnamed import agreed, before, studied, tested
from kg.reading.matching.prefilter import Index
from kg.reading.patterns import Match, Rule, one_of, rules
from kg.reading.text.brackets import closing, is_open


@dataclass(frozen=True)
class Scene:
    """A sentence with the treatments it names and the one that its document is about."""

    context: Context
    sentence: Sentence
    main: Owner | None

    @cached_property
    def named(self) -> list[Owner]:
        """The arms and drugs that the sentence names."""
        return owners(self.context, self.sentence)

    @cached_property
    def trial(self) -> Concept:
        """The trial that the sentence tells of."""
        return self.context.trials.of(self.sentence)

    @cached_property
    def sides(self) -> tuple[Arm, ...]:
        """The tested arm of that trial and its control; none where it has others than these two."""
        return self.context.arms.sides(self.trial) or ()

    @cached_property
    def lower(self) -> str:
        """The typed text in small letters."""
        return self.sentence.typed.lower()

    def fallback(self) -> tuple[Owner, ...]:
        """The treatment that the sentences before speak of, else the document's own; none where another is meant."""
        if _UNKNOWN_GROUP.search(self.sentence.typed) and not self.named:
            return ()
        found = before(self.context, self.sentence)
        if self.context.trials.single:
            found = found or tested(self.context, self.sentence) or self.main
        else:
            found = agreed(found, studied(self.context, self.sentence))
        return (replace(found, start=0, end=0),) if found else ()  # it stands in another sentence


_UNKNOWN_GROUP = re.compile(r"\b(?:in|of) (?:the|those in the) (?:[a-z-]+\s){1,3}(?:arm|group)\b")
"""A group that a sentence names by what nobody knows: "in the combination arm"."""


@dataclass(frozen=True, slots=True)
class Said:
    """An event that a sentence asserts of some owners, with the rule that read it."""

    item: Item
    owners: tuple[Owner, ...]
    rule: str
    value: Decimal | None = None
    unit: str = ""
    qualifier: str = ""


def behind(scene: Scene, items: list[Item]) -> tuple[Owner, ...]:
    """The first owners behind a list, in its clause."""
    if not items:
        return ()
    sentence = scene.sentence
    start, end = items[-1].end, clause_end(sentence, items[-1].end)
    return led_to(sentence, start, [o for o in scene.named if start <= o.start < end])


_LEADS_TO = re.compile(r"\b(?:in|with|among|for|on|after|between|by|of|from|during|when|to|who|both|receiving)\b")


def led_to(sentence: Sentence, start: int, found: list[Owner]) -> tuple[Owner, ...]:
    """The first of the owners behind a place, where a preposition leads to it and no comparison does."""
    between = sentence.typed[start : found[0].start] if found else ""
    if not found or re.search(r"\bthan\b|\bcompared\b", between) or not _LEADS_TO.search(between):
        return ()
    return same_place(found)


_PRONOUN = re.compile(
    r"(?i)\W*(?:however, |in addition, )?"
    r"(?:it|they|(?:this|these|the) (?:drugs?|treatment|medicines?|combination|vaccine)(?:['’]s label)?)(?=\s)"
)
_PRESENT = re.compile(
    r"(?i)(?:increase|raise|elevate|double|cause|promote|induce|produce|lead|result)s?\b|(?:is|are|ha(?:s|ve) been)\b"
)
_LIKENED = re.compile(r"(?i)\b(?:(?:un)?like|similar to|as with|compared (?:with|to)|than|versus|in contrast to)\s$")


def subject(scene: Scene, match: Match) -> tuple[Owner, ...]:
    """The treatment of which a rule's words say something: "X is", "X lowers one thing and is", "it is".

    Several drugs of one list are each an owner, unless they are an arm. What is said in the present holds for
    the drug, wherever it is given; what is said in the past is of the trial's group.
    """
    sentence, begin = scene.sentence, match.found.start()
    low = clause_start(sentence, begin)
    found = _subject(scene, low, begin)
    if not found and (pronoun := _PRONOUN.match(sentence.typed, low, begin)):
        between = sentence.typed[pronoun.end() : begin]
        if not cues("between").fullmatch(between) and not cues("second_verb").search(between):
            return ()
        earlier = clause_start(sentence, max(0, low - len(", but ")))
        ahead = [o for o in scene.named if earlier <= o.start < low and not _likened(sentence, o)]
        found = same_place(ahead) if low else scene.fallback()
    return _general(sentence, found) if _PRESENT.match(match.found.group()) else found


def _subject(scene: Scene, low: int, begin: int) -> tuple[Owner, ...]:
    """Who is the subject of what stands between two places; () where that cannot be told."""
    sentence = scene.sentence
    found = cues("subjects").search(sentence.typed, low, begin) or cues("examples").search(sentence.typed, low, begin)
    if found:
        start, end = found.span("owner")
        if BEFORE_IT.search(sentence.typed, 0, start):
            return ()
        if _LIKENED.search(sentence.typed[max(0, start - 20) : start]):
            start = end - 1  # "compared with A, B carries a risk"
        placed = [o for o in scene.named if o.start < end and start < o.end]
        drugs = [m.concept for m in sentence.marks_in(start, end, "drug")]
        return same_place(placed) if placed else tuple(Owner(start, end, drug) for drug in drugs)
    ahead = [o for o in scene.named if low <= o.start and o.end <= begin]
    last = _alike(sentence, ahead)
    if not last or not cues("subject_leads").search(sentence.typed[low : last[0].start]):
        return ()
    between = sentence.typed[last[-1].end : begin]
    if cues("second_verb").search(between) or cues("between").fullmatch(between):
        return tuple(last) if len(last) > 1 else same_place(ahead[::-1])
    return ()


BEFORE_IT = re.compile(r"\b(?:following|after|before|without)\s(?:the\s|prior\s|previous\s)?$")
"""Before a treatment, that another one is told of: "A following | B caused more rash"."""


def _alike(sentence: Sentence, ahead: list[Owner]) -> list[Owner]:
    """The last of some treatments, with those before it of which the same is said: kinds of treatment in a list."""
    chain = ahead[-1:]
    for owner in ahead[-2::-1]:
        between = sentence.typed[owner.end : chain[0].start]
        if not (_is_kind(owner, chain[0]) and cues("and_also").fullmatch(between)):
            break
        chain.insert(0, owner)
    return chain


def _is_kind(one: Owner, other: Owner) -> bool:
    """Whether one of two treatments is a kind, and the other a kind or a drug that is no arm."""
    either = one.general or other.general
    return either and all(o.general or isinstance(o.given, Concept) for o in (one, other))


def _likened(sentence: Sentence, owner: Owner) -> bool:
    """Whether an owner is only what another is set beside: "unlike A, B …"."""
    return bool(_LIKENED.search(sentence.typed[max(0, owner.start - 20) : owner.start]))


def _general(sentence: Sentence, found: tuple[Owner, ...]) -> tuple[Owner, ...]:
    """The drug itself, where an arm is named by one drug."""
    if len(found) != 1 or found[0].end <= found[0].start:
        return found
    drugs = [m.concept for m in sentence.marks_in(found[0].start, found[0].end, "drug")]
    return (Owner(found[0].start, found[0].end, drugs[0]),) if len(drugs) == 1 else found


@cache
def _rules(*kinds: str) -> Index[tuple[Rule, tuple[str, ...]]]:
    """The rules of some kinds, each with the stems of which a sentence must hold one."""
    return Index((r.pattern, (r, tuple(str(r.options["needs"]).split()))) for r in rules("events") if r.kind in kinds)


def of_kind(scene: Scene, *kinds: str) -> Iterator[Match]:
    """The matches of the rules of some kinds; stems are looked for first, as patterns are slow."""
    for compiled, (rule, stems) in scene.sentence.candidates(_rules(*kinds)):
        if any(stem in scene.lower for stem in stems):
            for found in compiled.finditer(scene.sentence.typed):
                yield Match(rule, scene.sentence, found)


AIMS, BLAMED, HEDGES, SIGNS = "aims", "blamed", "hedges", "signs"
"""Names of tables in `kg/rules/events.toml`."""
cues = partial(one_of, "events")
"""The patterns of a table of the rule file as one."""


def aimed(sentence: Sentence) -> bool:
    """Whether a sentence tells of relief or prevention, or of the state before a treatment."""
    return bool(sentence.search(cues(AIMS)) or sentence.search_text(cues(AIMS)))


def hedged(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a range of the typed text doubts, denies or expects."""
    return bool(cues(HEDGES).search(sentence.typed, start, end))


def signed(sentence: Sentence) -> bool:
    """Whether a sentence, or the heading it stands under, speaks of untoward events."""
    heading = " ".join(sentence.passage.path[-1:])
    return bool(sentence.search(cues(SIGNS)) or cues(SIGNS).search(heading))


def signed_before(context: Context, sentence: Sentence) -> bool:
    """Whether the sentence before, of the same passage, does."""
    earlier = context.annotated.before(sentence)
    return earlier is not None and signed(earlier)


def formed(sentence: Sentence, item: Item) -> bool:
    """Whether a list's item holds what is an event by its form, in its name or in what explains it."""
    return any(True for _ in by_form(sentence, item.start, max(item.end, item.stop)))


_CLAUSE = re.compile(r";\s|(?<!\bvs)\.\s|[,.]\s(?:but|while|whereas|although|though|however(?!,))\b|:\s(?=[A-Z])")


def clause_start(sentence: Sentence, at: int) -> int:
    """Where the clause of a place begins: behind a semicolon, or ", but", ", while"."""
    text = sentence.typed
    found = [m.end() for m in _CLAUSE.finditer(text, 0, at) if not _closed(text, m.end(), at)]
    return found[-1] if found else 0


_NEXT_CLAUSE = re.compile(r";|,\s(?:but|while|whereas|although|though|however(?!,))\b")


def clause_end(sentence: Sentence, at: int) -> int:
    """Where the clause of a place ends."""
    text = sentence.typed
    found = (m.start() for m in _NEXT_CLAUSE.finditer(text, at) if not is_open(text, at, m.start()))
    return next(found, len(text))


def _closed(text: str, start: int, end: int) -> bool:
    """Whether a bracket in which a place stands is closed before the end: what parts words in it parts no clauses."""
    inside = closing(text, start)
    return inside < end and ";" in text[start - 2 : start]

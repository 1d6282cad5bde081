"""What one stretch of a list of treatments says of its group: what it is given, to how many, what it is called."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import expanded
from kg.reading.arms.lists.antecedents import unnamed
from kg.reading.arms.lists.doses import RADIATES, RADIATION
from kg.reading.arms.lists.splitting import LABEL, Stretch, between_cuts
from kg.reading.arms.wording.kinds import TREATED, by_kind
from kg.reading.arms.wording.sizes import size_at
from kg.reading.arms.wording.treatments import Phrase, arm_words, phrases
from kg.reading.grounding.abbreviations import by_initials
from kg.reading.patterns import pattern, table
from kg.reading.text.brackets import unbracketed


@dataclass(frozen=True)
class Alternative:
    """One of several treatments that a sentence sets against each other.

    Attributes:
        start, end: its stretch of the typed text, with all that is said of it.
        phrase: what is given.
        size: how many were given it.
        counted_before: whether that number stands before the treatment, where it may be that of all participants.
        labels: what the document calls the group: "arm A", "ILF".
        parts: the drugs of a regimen that stand beside its name.
        detail: the words that tell it from another alternative of the same treatment.

    """

    start: int
    end: int
    phrase: Phrase
    size: Decimal | None = None
    labels: tuple[str, ...] = ()
    parts: tuple[Concept, ...] = ()
    detail: str = ""
    counted_before: bool = False


def read_one(
    sentence: Sentence, start: int, end: int, choices: Sequence[Stretch], meant: bool = False
) -> Alternative | None:
    """The alternative of a stretch, or None where it names no treatment."""
    chosen = next((c for c in choices if start <= c[0] < end), None)
    found = phrases(sentence, start, chosen[0] + 1 if chosen else end)
    while found and not found[0].alone and arm_words("given_earlier").search(sentence.typed[start : found[0].start]):
        found = found[1:]
    group = _together(sentence, found)
    labels = labels_of(sentence, start, end, group)
    if not group:
        bare = Phrase(start, start, unnamed(sentence, start, end) if meant else ())
        return Alternative(start, end, bare, _size(sentence, start, end, bare), labels)
    phrase, parts = _any_of(sentence, start, group) or _named(sentence, group)
    phrase = _with_radiation(sentence, _with_kinds_of_drug(sentence, phrase, end), start, end)
    phrase = _as_meant(sentence, phrase, start)
    if (told := arm_words("choice_told").search(sentence.typed, start, end)) and told.end("kind") < phrase.start:
        kind = sentence.words(*told.span("kind"))
        phrase = Phrase(told.start(), told.end(), (Concept("intervention", kind, known=False),), alias=kind)
    labels = tuple(dict.fromkeys((*labels, *([phrase.alias] if phrase.alias else []))))
    size = _size(sentence, start, end, phrase)
    before = _counted_before(sentence, start, end, phrase, size)
    return Alternative(start, end, phrase, size, labels, parts, counted_before=before)


def _any_of(sentence: Sentence, start: int, group: Sequence[Phrase]) -> tuple[Phrase, tuple[Concept, ...]] | None:
    """Any of several drugs, by their names or their kind's: "A, B, or C", "standard therapy (A, B, or C)"."""
    low, high = group[0].start, group[-1].end
    found = _ANY_OF.match(sentence.typed, low, high)
    if found is None or TREATED.search(sentence.typed, found.end(), high):
        return None
    kind = arm_words("kind_opened").search(sentence.typed, start, low)
    words = sentence.words(*kind.span("kind")) if kind else " ".join(sentence.words(*found.span()).split())
    given = (Concept("intervention", words, known=False),)
    return Phrase(kind.start("kind") if kind else low, high, given, alias=words if kind else ""), ()


_ANY_OF = re.compile(rf"{TREATED.pattern}(?:,\s{TREATED.pattern})+,?\sor\s{TREATED.pattern}")


def _as_meant(sentence: Sentence, phrase: Phrase, start: int) -> Phrase:
    """A treatment by the words before it: "an unknown drug plus A", "no A"."""
    if first := arm_words("unknown_first").search(sentence.typed[start : phrase.start]):
        unknown = Concept("intervention", first["name"].lower(), known=False)
        phrase = replace(phrase, start=start + first.start("name"), given=(unknown, *phrase.given))
    if arm_words("none_of").search(sentence.typed[start : phrase.start]):
        phrase = replace(phrase, given=(not_given(phrase),))
    return phrase


def _with_kinds_of_drug(sentence: Sentence, phrase: Phrase, end: int) -> Phrase:
    """A treatment with what of it is told by a kind of drug alone: "A plus a platinum and B", "A and a taxane"."""
    behind = arm_words("kind_behind").match(sentence.typed, phrase.end, end)
    kinds = [m["kind"].lower() for m in arm_words("kind_within").finditer(sentence.typed, phrase.start, phrase.end)]
    kinds += [behind["kind"].lower()] if behind else []
    given = (*phrase.given, *map(by_kind, kinds))
    return replace(phrase, given=tuple(dict.fromkeys(given))) if kinds and phrase.given else phrase


def _with_radiation(sentence: Sentence, phrase: Phrase, start: int, end: int) -> Phrase:
    """A treatment with the radiation that is told by its dose alone beside it: "25 Gy in 5 fractions and A"."""
    doses = (sentence.words(at, at + 1) for at in map(sentence.typed_at, sentence.marks_in(start, end, "dose")))
    if phrase.given and not any(c.known for c in phrase.given):
        return phrase  # "CHART (54 Gy in 36 fractions)" tells what CHART is
    if any(RADIATES.search(c.name) for c in phrase.given) or not any(dose.endswith("Gy") for dose in doses):
        return phrase
    return replace(phrase, given=(RADIATION, *phrase.given)) if phrase.given else phrase


NOTHING = Concept("intervention", "no treatment")
"""What an arm is given that goes without the other's treatment."""


def not_given(phrase: Phrase) -> Concept:
    """What an arm is given of which the words say what it goes without: "no hormone replacement therapy"."""
    return Concept("intervention", f"no {' and '.join(c.said or c.name for c in phrase.given)}", known=False)


_WORDS = r"plus|and|with|followed by|then|combined|addition to|on top of|added to|together|as well as|before"
_LINK = pattern(rf"^[^.;]{{0,70}}?(?:\b(?:{_WORDS})\b|[,+/–-])[^.;]{{0,50}}$", "arms")
_THEN = re.compile(r"\s\(\0*\)\sfollowed\sby\s(?:[^\s.,;()]+\s){0,3}$")
"""Between two treatments, but for what stands in brackets, that one comes after the other: "A (…) followed by B"."""


def _together(sentence: Sentence, found: Sequence[Phrase]) -> list[Phrase]:
    """The first of the phrases with those behind it that are given together with it."""
    group: list[Phrase] = list(found[:1])
    for phrase in found[1:]:
        between = sentence.typed[group[-1].end : phrase.start]
        joined = _LINK.match(between) or _THEN.match(unbracketed(sentence.typed, group[-1].end, phrase.start))
        named = re.search(r";\s?$", between) and {c.name for p in group for c in p.given} <= expanded(phrase.names)
        based = arm_words("base_of").search(between)
        if not named and not based and (not joined or arm_words("not_together").search(between)):
            break
        group.append(phrase)
    return group


def _named(sentence: Sentence, group: Sequence[Phrase]) -> tuple[Phrase, tuple[Concept, ...]]:
    """The phrases of an alternative as one; of "A, B, C (REGIMEN)" and "(A, B; REGIMEN)" the regimen, and its parts."""
    last, before = group[-1], tuple(dict.fromkeys(c for p in group[:-1] for c in p.given))
    if before and frozenset(c.name for c in before) <= expanded(last.names):
        return replace(last, start=group[0].start), (*before, *last.parts)
    given = tuple(dict.fromkeys((*before, *last.given)))
    alias = next((p.alias for p in reversed(group) if p.alias), "")
    kinds = tuple(c for p in group for c in p.kinds)
    whole = Phrase(group[0].start, last.end, given, last.alone and len(group) == 1, alias, kinds=kinds)
    return whole, last.parts if len(group) == 1 else ()


def labels_of(sentence: Sentence, start: int, end: int, group: Sequence[Phrase]) -> tuple[str, ...]:
    """The letter of a group, and what it is called in brackets ("the intensive group")."""
    letters = {_plain(sentence.words(*m.span())) for m in LABEL.finditer(sentence.typed, start, end)}
    named = [_plain(m["label"]) for m in arm_words("named_group").finditer(sentence.typed, start, end)]
    initials = {sentence.words(phrase.start, phrase.start + 1)[:1].upper() for phrase in group}
    lettered = arm_words("lettered_group").finditer(sentence.typed, start, end)
    named += [m["label"] for m in lettered if _names(m["label"], initials) or _is_told(sentence, m)]
    return (*(letters if len(letters) == 1 else ()), *(n for n in named if n not in letters))


def _names(letters: str, initials: Collection[str]) -> bool:
    """Whether capitals in brackets may name a group: none that say how or what is measured, one alone as an initial."""
    return (len(letters) > 1 or letters in initials) and letters not in table("arm_words", "no_alias")


def _is_told(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether capitals in a bracket stand behind the words that they are short for: "(standard dose, | SD)"."""
    before = sentence.words(found.start() + 1, found.start("label")).strip(" ,;")
    return bool(before) and by_initials(found["label"], before) == before


def _plain(words: str) -> str:
    return " ".join(words.split())


def _size(sentence: Sentence, start: int, end: int, phrase: Phrase) -> Decimal | None:
    """How many were given it: behind its treatment, before it, or beside its letter."""
    size = size_at(sentence, phrase, end + 60 if end < len(sentence.typed) else None)
    lettered = LABEL.search(sentence.typed, start, end)
    if size is None and lettered:
        size = size_at(sentence, Phrase(lettered.start(), lettered.end(), ()))
    length = _SIZED_LENGTH.search(sentence.typed, start, phrase.start)
    if size is None and length:
        size = size_at(sentence, Phrase(length.start(), length.start("end"), ()))
    return size


_TOLD = r"(?:{duration}|(?<=\sor\s)[a-z-]+|(?<=\sto\s)[a-z-]+)"
_SIZED_LENGTH = pattern(_TOLD + r"(?P<end>)\s[(\[][^()\[\]]{1,30}[)\]]\s(?:[a-z]+\s)?(?:of\s)?(?:[a-z]+\s)?$")
"""What tells arms of one treatment apart, and its people: "12 months (n = 91) of A", "or late (n = 9) A"."""


def _counted_before(sentence: Sentence, start: int, end: int, phrase: Phrase, size: Decimal | None) -> bool:
    """Whether the number of an alternative stands before its treatment, or before the letter of its group."""
    lettered = LABEL.search(sentence.typed, start, end)
    places = [phrase, *([Phrase(lettered.start(), lettered.end(), ())] if lettered else [])]
    return size is not None and any(size_at(sentence, place, end + 60, behind=False) == size for place in places)


def items_of(sentence: Sentence, start: int, end: int) -> list[Stretch]:
    """The items of a range that commas and "and" part: "A, B and C"; of "A, B and C, and D", those that commas part."""
    apart = _COMMAS if _COMMA_AND.search(sentence.typed, start, end) else _ITEMS
    between = _SEMICOLONS if _SEMICOLONS.search(sentence.typed, start, end) else apart
    return between_cuts((start, end), 0, [m.span() for m in between.finditer(sentence.typed, start, end)])


_ITEMS = re.compile(r"\s?[,;]\s(?:and\s|or\s)?|\s(?:and|or)\s")
_COMMAS = re.compile(r"\s?[,;]\s(?:and\s|or\s)?")
_SEMICOLONS = re.compile(r"\s?;\s(?:and|or)\s")
_COMMA_AND = re.compile(r"[,;]\s(?:and|or)\s")


def with_given(one: Alternative, given: tuple[Concept, ...]) -> Alternative:
    """An alternative with what it is given, each treatment once."""
    return replace(one, phrase=replace(one.phrase, given=tuple(dict.fromkeys(given))))

"""The alternatives of a list of treatments: "A plus B (n = 115) or C", "arm 1 (X) and arm 2 (Y)", "A weekly or daily".

A range of a sentence is cut where its words set treatments against each other; each stretch between two cuts is
read as one alternative: what is given together, to how many, and what the group is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.antecedents import IT, is_it, unnamed
from kg.reading.arms.details import key, told_apart
from kg.reading.arms.entries import CONTROLS, expanded
from kg.reading.arms.sizes import size_at
from kg.reading.arms.stretches import (
    Stretch,
    choices_of,
    label,
    split_at_and,
    split_at_names,
    split_at_with,
    split_between,
    stretches,
)
from kg.reading.arms.treatments import CHOICE, TREATED, TREATMENTS, Phrase, arm_words, classes, phrases
from kg.reading.patterns import pattern, table


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


_WITH_EITHER = re.compile(r"\s(?:with|to)\s(?:either|both)\s")
"""Between what is compared and the two that it is compared with: "compared A with either B or C"."""


_BETWEEN = re.compile(r"\bbetween\s")


def alternatives(
    sentence: Sentence, start: int, end: int, joined: bool = False, meant: bool = False
) -> list[Alternative]:
    """The alternatives of a range of the typed text; fewer than two where it sets nothing against each other.

    Args:
        sentence: the sentence.
        start: where the range begins.
        end: where it ends.
        joined: whether "and" sets treatments against each other too, as in "compared A and B".
        meant: whether what names no treatment may mean one that was told of before: "the drug" (`antecedents.py`).

    """
    begins = arm_words("begins_after").search(sentence.typed, start, end)
    start = begins.end() if begins else start
    choices = choices_of(sentence, start, end)
    parts = split_at_names(sentence, start, end) if joined else []
    parts = parts or stretches(sentence, start, end, choices)
    if choices and len(parts) == 1:  # "to chemotherapy with either A or B" leaves no choice where that is all
        choices = []
        parts = stretches(sentence, start, end, choices)
    found = [a for s in parts if (a := _read(sentence, *s, choices, meant)) is not None]
    if len(found) == 1 and joined:
        parts = _parted(sentence, start, end, found[0])
        found = [a for s in parts if (a := _read(sentence, *s, choices)) is not None]
    elif joined and found and (cut := _WITH_EITHER.search(sentence.typed, found[0].start, found[0].end)):
        parts = [(start, cut.start()), *stretches(sentence, cut.end(), end, choices)]
        read = [a for s in parts if (a := _read(sentence, *s, choices)) is not None]
        found = found if any(a.phrase.names & CONTROLS for a in read) else read  # "A with either B or a placebo"
    return _told_apart(sentence, _with_besides(sentence, start, end, _completed(sentence, found)))


def _parted(sentence: Sentence, start: int, end: int, one: Alternative) -> list[Stretch]:
    """The stretches of what reads as one alternative: "between A and B", "A with B", "A and B"."""
    between = _BETWEEN.search(sentence.typed, max(0, start - 12), end)
    parts = split_between(sentence, between.end(), end) if between else []
    parts = parts or split_at_with(sentence, start, end)
    return parts or split_at_and(sentence, (one.start, one.end), (one.phrase.start, one.phrase.end))


def _with_besides(sentence: Sentence, start: int, end: int, found: list[Alternative]) -> list[Alternative]:
    """The alternatives with what their list says at its end that all are given: "A or B, in addition to C"."""
    told = arm_words("besides").search(sentence.typed, start, end) if len(found) > 1 else None
    named = phrases(sentence, *told.span("base")) if told else []
    if len(named) != 1 or not found or named[0].start < found[-1].start:
        return found
    base = named[0].given
    return [_with_given(a, (*a.phrase.given, *(c for c in base if c not in a.phrase.given))) for a in found]


def alternative(sentence: Sentence, start: int, end: int) -> Alternative | None:
    """What one range of the typed text says of one group, where it sets nothing against it; None where it does."""
    found = alternatives(sentence, start, end)
    return replace(found[0], detail="") if len({a.phrase.names for a in found}) == 1 else None


# ---- one alternative ------------------------------------------------------------------------------------------


def _read(
    sentence: Sentence, start: int, end: int, choices: Sequence[Stretch], meant: bool = False
) -> Alternative | None:
    """The alternative of a stretch, or None where it names no treatment."""
    chosen = next((c for c in choices if start <= c[0] < end), None)
    found = phrases(sentence, start, chosen[0] + 1 if chosen else end)
    if found and arm_words("shared_lead").search(sentence.typed[start : found[0].start]):
        found = []
    while found and not found[0].alone and arm_words("given_earlier").search(sentence.typed[start : found[0].start]):
        found = found[1:]
    if chosen and found and (options := _chosen(sentence, found[0], chosen, end)):
        found = [options]
    group = _together(sentence, found)
    labels = _labels(sentence, start, end)
    if not group:
        bare = Phrase(start, start, unnamed(sentence, start, end) if meant else ())
        return Alternative(start, end, bare, _size(sentence, start, end, bare), labels)
    phrase, parts = _named(sentence, group)
    phrase = _with_kinds_of_drug(sentence, phrase, end)
    if first := arm_words("unknown_first").search(sentence.typed[start : phrase.start]):
        unknown = Concept("intervention", first["name"].lower(), known=False)
        phrase = replace(phrase, start=start + first.start("name"), given=(unknown, *phrase.given))
    if meant and is_it(sentence, phrase.start, phrase.names):
        phrase = replace(phrase, given=(IT,))
    elif meant and arm_words("the_drug_with").search(sentence.typed[start : phrase.start]):
        phrase = replace(phrase, given=(IT, *phrase.given))
    if arm_words("none_of").search(sentence.typed[start : phrase.start]):
        phrase = replace(phrase, given=(not_given(phrase),))
    labels = tuple(dict.fromkeys((*labels, *([phrase.alias] if phrase.alias else []))))
    size = _size(sentence, start, end, phrase)
    before = size is not None and size_at(sentence, phrase, end + 60, behind=False) == size
    return Alternative(start, end, phrase, size, labels, parts, counted_before=before)


def _with_kinds_of_drug(sentence: Sentence, phrase: Phrase, end: int) -> Phrase:
    """A treatment with what of it is told by a kind of drug alone: "A plus a platinum and B", "A and a taxane"."""
    behind = arm_words("kind_behind").match(sentence.typed, phrase.end, end)
    kinds = [m["kind"].lower() for m in arm_words("kind_within").finditer(sentence.typed, phrase.start, phrase.end)]
    kinds += [behind["kind"].lower()] if behind else []
    given = (*phrase.given, *(Concept("intervention", kind, parents=("chemotherapy",), known=False) for kind in kinds))
    return replace(phrase, given=tuple(dict.fromkeys(given))) if kinds and phrase.given else phrase


def _chosen(sentence: Sentence, choice: Phrase, chosen: Stretch, end: int) -> Phrase | None:
    """The drugs that "the physician's choice of A or B plus C" names, all of them; None where it leaves them open."""
    if choice.names != {CHOICE} or not _CHOICE_OF.match(sentence.typed, choice.end):
        return None
    options = [m.concept for m in sentence.marks_in(choice.end, chosen[1], *TREATMENTS) if m.concept]
    last = phrases(sentence, chosen[1] - 1, end)
    if len(options) < 2 or not last:
        return None
    return replace(last[0], start=choice.start, given=tuple(dict.fromkeys((*options, *last[0].given))))


_CHOICE_OF = re.compile(r"\sof\s(?:either\s)?")


NOTHING = Concept("intervention", "no treatment")
"""What an arm is given that goes without the other's treatment."""


def not_given(phrase: Phrase) -> Concept:
    """What an arm is given of which the words say what it goes without: "no hormone replacement therapy"."""
    return Concept("intervention", f"no {' and '.join(c.said or c.name for c in phrase.given)}", known=False)


@cache
def _link() -> re.Pattern[str]:
    words = r"plus|and|with|followed by|then|combined|addition to|on top of|added to|together|as well as|before"
    return pattern(rf"^[^.;]{{0,70}}?(?:\b(?:{words})\b|[,+/–-])[^.;]{{0,50}}$", "arms")


def _together(sentence: Sentence, found: Sequence[Phrase]) -> list[Phrase]:
    """The first of the phrases with those behind it that are given together with it."""
    group: list[Phrase] = list(found[:1])
    for phrase in found[1:]:
        between = sentence.typed[group[-1].end : phrase.start]
        named = re.search(r";\s?$", between) and {c.name for p in group for c in p.given} <= expanded(phrase.names)
        based = arm_words("base_of").search(between)
        if not named and not based and (not _link().match(between) or arm_words("not_together").search(between)):
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


def _labels(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """The letter of a group, and what it is called in brackets ("the intensive group")."""
    letters = {_plain(sentence.words(*m.span())) for m in label().finditer(sentence.typed, start, end)}
    named = [_plain(m["label"]) for m in arm_words("named_group").finditer(sentence.typed, start, end)]
    named += [
        name for m in arm_words("lettered_group").finditer(sentence.typed, start, end) if _names(name := m["label"])
    ]
    return (*(letters if len(letters) == 1 else ()), *(n for n in named if n not in letters))


def _names(letters: str) -> bool:
    """Whether capitals in brackets may name a group: none that say how or what is measured."""
    return len(letters) > 1 and letters not in table("arms", "no_alias")


def _plain(words: str) -> str:
    return " ".join(words.split())


def _size(sentence: Sentence, start: int, end: int, phrase: Phrase) -> Decimal | None:
    """How many were given it: behind its treatment, before it, or beside its letter."""
    size = size_at(sentence, phrase, end + 60 if end < len(sentence.typed) else None)
    lettered = label().search(sentence.typed, start, end)
    if size is None and lettered:
        size = size_at(sentence, Phrase(lettered.start(), lettered.end(), ()))
    return size


# ---- alternatives by each other -------------------------------------------------------------------------------


def _completed(sentence: Sentence, found: list[Alternative]) -> list[Alternative]:
    """The alternatives with what they take from each other: "the same drugs plus C", "both with C", "or both"."""
    made: list[Alternative] = []
    for one in _from_the_next(sentence, found):
        told = _taken_from(sentence, one, made)
        if told.phrase.given:
            made.append(told)
    return _shared(sentence, made)


def _from_the_next(sentence: Sentence, found: list[Alternative]) -> list[Alternative]:
    """The alternatives, the first with the second's treatment where that is named only there: "6 or 12 months of A"."""
    if len(found) > 1 and not found[0].phrase.given and found[1].phrase.given:
        first, second = ((a.start, a.end) for a in found[:2])
        told = told_apart(sentence, [first, second])
        if all(told) and told[0] is not None and first[1] - told[0].end < LITTLE:
            return [_with_given(found[0], found[1].phrase.given), *found[1:]]
    return found


LITTLE = 25
"""Code points that may stand behind a detail whose treatment is named in the next alternative."""


def _taken_from(sentence: Sentence, one: Alternative, made: Sequence[Alternative]) -> Alternative:
    """An alternative with what it takes from those before it."""
    if made and (lacked := arm_words("same_without").search(sentence.typed, one.start, one.end)):
        lacking = [m.concept for m in sentence.marks_in(*lacked.span("extra"), *TREATMENTS)]
        return _with_given(one, tuple(c for c in made[0].phrase.given if c not in lacking))
    if not one.phrase.given:
        return _with_given(one, _unnamed(sentence, one, made))
    if made and _adds(sentence, made[-1], one):
        return _with_given(one, (*made[-1].phrase.given, *one.phrase.given))
    if not made or not arm_words("the_same").search(sentence.typed[one.start : one.phrase.start]):
        return one
    mine = tuple(c for c in one.phrase.given if c.name not in classes())
    before = made[0].phrase.given
    if one.phrase.alone and one.phrase.names < made[0].phrase.names:
        return one
    if re.search(r"\bwithout\s", sentence.typed[one.start : one.phrase.end]):
        return _with_given(one, tuple(c for c in before if c not in mine))
    return _with_given(one, (*before, *mine))


def _adds(sentence: Sentence, before: Alternative, one: Alternative) -> bool:
    """Whether an alternative gives something with the one before: "A either alone or with B"."""
    either = re.search(r"\b(?:either|alone)\b", sentence.typed[before.phrase.end : before.end + 6])
    return bool(either) and bool(arm_words("adds").search(sentence.typed[one.start : one.phrase.start]))


def _unnamed(sentence: Sentence, one: Alternative, made: Sequence[Alternative]) -> tuple[Concept, ...]:
    """What an alternative without a treatment's name is given: "or both", or the one before for another time."""
    if len(made) > 1 and arm_words("both").search(sentence.typed[one.start : one.end]):
        return tuple(c for other in made for c in other.phrase.given)
    if made and told_apart(sentence, [(made[-1].start, made[-1].end), (one.start, one.end)])[1]:
        return made[-1].phrase.given
    return ()


def _shared(sentence: Sentence, made: list[Alternative]) -> list[Alternative]:
    """What stands once behind two alternatives and is given in both: "A or placebo, each with C"."""
    if made and (base := _base(sentence, made[0])):
        given = set(base)
        return [a if given & set(a.phrase.given) else _with_given(a, (*base, *a.phrase.given)) for a in made]
    if len(made) != 2:
        return made
    first, second = made
    rest, typed = second.phrase.given[1:], sentence.typed
    between = typed[second.phrase.start : second.phrase.end]
    joined = bool(re.search(r"plus|with|addition", between)) or not second.phrase.given[0].known
    either = bool(re.search(r"\beither\s(?:[\w-]+\s){0,3}$", typed[max(0, first.start - 8) : first.phrase.start]))
    shared = bool(_SHARED.search(between))
    shared = shared or (
        joined and len(first.phrase.given) == 1 and (either or second.phrase.given[0].name == "placebo")
    )
    if second.phrase.names == {"placebo"} and (base := _backbone(sentence, first, second)):
        return [first, _with_given(second, (*base, *second.phrase.given))]
    apart = not set(second.phrase.given) & set(first.phrase.given)
    if rest and shared and not first.phrase.alone and (apart or _SHARED.search(between)):
        return [_with_given(first, (*first.phrase.given, *rest)), second]
    return made


_SHARED = re.compile(r"\b(?:both|each)\b")


def _backbone(sentence: Sentence, first: Alternative, second: Alternative) -> tuple[Concept, ...]:
    """What is given beside a placebo that stands for one of several drugs.

    Of "A and B plus C or a placebo" that is A and B; of "C plus A and B was compared with placebo" too.
    """
    marks = sentence.marks_in(first.phrase.start, first.phrase.end, *TREATMENTS)
    given = [m for m in marks if m.concept in first.phrase.given]
    if len(given) < 3:
        return ()
    versus = re.search(r"\b(?:compared|versus|vs)\b", sentence.typed[first.phrase.end : second.phrase.start])
    one, other, rest = (given[0], given[1], given[1:]) if versus else (given[-2], given[-1], given[:-1])
    between = sentence.typed[sentence.typed_at(one) : sentence.typed_at(other)]
    added = re.search(r"\b(?:plus|with|together with|combined with)\s(?:either\s)?(?:[\w-]+\s){0,2}$", between)
    return tuple(m.concept for m in rest if m.concept) if added else ()


def _base(sentence: Sentence, first: Alternative) -> tuple[Concept, ...]:
    """What every arm is given, where it stands before "either": of "A plus either B or C" it is A."""
    marks = sentence.marks_in(first.phrase.start, first.phrase.end, *TREATMENTS)
    for mark in marks[1:]:
        at = sentence.typed_at(mark)
        if arm_words("base_of").search(sentence.typed[first.start : at]):
            return tuple(
                m.concept for m in marks if m.concept in first.phrase.given and m.span < mark.span and m.concept
            )
    return ()


def _with_given(one: Alternative, given: tuple[Concept, ...]) -> Alternative:
    return replace(one, phrase=replace(one.phrase, given=tuple(dict.fromkeys(given))))


def _told_apart(sentence: Sentence, found: list[Alternative]) -> list[Alternative]:
    """Alternatives of one treatment with the words that tell them apart; without such words, none of them."""
    groups: dict[frozenset[str], list[int]] = {}
    for i, one in enumerate(found):
        groups.setdefault(one.phrase.names, []).append(i)
    made, dropped = list(found), set()
    for same in (g for g in groups.values() if len(g) > 1):
        told = told_apart(sentence, [(found[i].start, found[i].end) for i in same])
        words = [detail.words if detail else "" for detail in told]
        words = words if any(words) else _wordings(sentence, [found[i] for i in same])
        if not any(words):
            dropped.update(same)
        for i, detail in zip(same, words, strict=True):
            made[i] = replace(found[i], detail=detail)
    return [one for i, one in enumerate(made) if i not in dropped]


_BRACKET = re.compile(r"[(][^()]*[)]")
_GIVEN_IN_BRACKET = re.compile(rf"[(][^()]*\b(?:with|plus|and)\s[^()]*{TREATED.pattern}")


def _wordings(sentence: Sentence, same: Sequence[Alternative]) -> list[str]:
    """How each names the one treatment, where all do it differently: "radical mastectomy", "total mastectomy".

    None does where what else is given stands in brackets: "A (75 mg with B)" would be told by half of what it is.
    """
    if any(_GIVEN_IN_BRACKET.search(sentence.typed, a.phrase.start, a.phrase.end) for a in same):
        return [""] * len(same)
    words = [sentence.words(a.phrase.start, a.phrase.end) for a in same]
    apart = len({key(w) for w in words}) == len(words) and not any("," in _BRACKET.sub("", w) for w in words)
    return words if apart else [""] * len(words)
